"""Labels that stand like flags on poles beside a scale, without one ever covering another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations
from typing import Literal

MOST_LANES = 5
MOST_BRANCHES = 20_000
"""Where so many tries have led nowhere, no more are made: the picture is overfull."""
WITHIN = (0.5, 0.25, 0.75)
"""How far along its label a pole may stand that carries the label like a sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A label that wants to stand at ``pole`` and needs ``width``; it may not leave ``low`` to ``high``."""

    pole: float
    width: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a label came to stand: its lane (0 is nearest the scale), and how it hangs on its pole.

    It flies to the right or to the left of the pole, or the pole ends under it and carries it like a sign.
    """

    lane: int
    hangs: Literal["right", "left", "sign"]
    start: float
    end: float


class CannotPlaceError(ValueError):
    """There are more labels between two lines than fit beside one another."""


def place_flags(flags: Sequence[Flag], *, apart: float) -> tuple[Place, ...]:
    """A place for each of ``flags``, which come in the order of their poles.

    Uses as few lanes as possible and, with these, stands the flags as near the scale as possible, flying to the right
    where there is a choice; signs only where flags alone do not fit. No two labels come closer than ``apart``, and no
    pole crosses a label. Raises :class:`CannotPlaceError` where that cannot be.
    """
    for signs in (False, True):
        for lanes in range(1, MOST_LANES + 1):
            best = _best([_choices(flag, lanes, signs=signs) for flag in flags], flags, apart)
            if best is not None:
                return best
    raise CannotPlaceError(
        "the labels do not fit between the lines; give some of these events the level all, or shorter labels"
    )


def _choices(flag: Flag, lanes: int, *, signs: bool) -> list[Place]:
    """Every place a label could take, the dearest last."""
    places = []
    for lane in range(lanes):
        places.append(Place(lane=lane, hangs="right", start=flag.pole, end=flag.pole + flag.width))
        places.append(Place(lane=lane, hangs="left", start=flag.pole - flag.width, end=flag.pole))
        for part in WITHIN if signs else ():
            start = flag.pole - part * flag.width
            places.append(Place(lane=lane, hangs="sign", start=start, end=start + flag.width))
    return [place for place in places if place.start >= flag.low and place.end <= flag.high]


def _clash(flag: Flag, place: Place, other: Flag, taken: Place, apart: float) -> bool:
    """Whether two placed labels, or the pole of one and the label of the other, are in each other's way."""
    if place.lane == taken.lane:
        return place.start < taken.end + apart and taken.start < place.end + apart
    high, low = (flag, taken) if place.lane > taken.lane else (other, place)
    return low.start - apart / 2 < high.pole < low.end + apart / 2


def _pairs(
    choices: Sequence[Sequence[Place]], flags: Sequence[Flag]
) -> Iterator[tuple[Sequence[Place], Sequence[Place], tuple[Flag, Flag]]]:
    for i, j in combinations(range(len(flags)), 2):
        yield choices[i], choices[j], (flags[i], flags[j])


def _never(one: Sequence[Place], other: Sequence[Place], pair: tuple[Flag, Flag], apart: float) -> bool:
    """Whether two labels are in each other's way wherever they are placed: marks on one spot, say."""
    return all(_clash(pair[0], place, pair[1], taken, apart) for place in one for taken in other)


def _best(
    choices: Sequence[Sequence[Place]], flags: Sequence[Flag], apart: float
) -> tuple[Place, ...] | None:
    """The cheapest arrangement, one of ``choices`` for each of ``flags``, or None: the cheapest branch goes first."""
    if any(_never(one, other, pair, apart) for one, other, pair in _pairs(choices, flags)):
        return None
    price = {"right": 0.0, "left": 0.5, "sign": 0.75}
    branches: list[tuple[float, int, tuple[Place, ...]]] = [(0.0, 0, ())]
    made = 0
    while branches and made < MOST_BRANCHES:
        cost, _, placed = heappop(branches)
        if len(placed) == len(flags):
            return placed
        flag = flags[len(placed)]
        for place in choices[len(placed)]:
            if not any(_clash(flag, place, flags[i], taken, apart) for i, taken in enumerate(placed)):
                made += 1  # settles a tie between branches of one cost, the same way every time
                heappush(branches, (cost + place.lane + price[place.hangs], made, (*placed, place)))
    return None


def spread(
    wanted: Sequence[float], sizes: Sequence[float], low: float, high: float
) -> tuple[float, ...] | None:
    """Starts for blocks of ``sizes``, in order, within ``low`` to ``high``, near where each is ``wanted``.

    Blocks that would overlap are moved as a group, each group by the mean of what its members would like. None where
    they do not fit.
    """
    if sum(sizes) > high - low:
        return None
    groups: list[tuple[float, list[int]]] = []
    for index in range(len(wanted)):
        members = [index]
        while True:
            offsets = [sum(sizes[members[0] : member]) for member in members]
            ideal = sum(wanted[m] - o for m, o in zip(members, offsets, strict=True)) / len(members)
            start = min(max(ideal, low), high - sum(sizes[m] for m in members))
            if not groups or groups[-1][0] + sum(sizes[m] for m in groups[-1][1]) <= start:
                break
            members = groups.pop()[1] + members
        groups.append((start, members))
    return tuple(start + sum(sizes[members[0] : member]) for start, members in groups for member in members)
