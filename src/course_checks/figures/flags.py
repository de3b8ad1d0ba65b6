"""Labels that stand like flags on poles beside a scale, without one ever covering another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_LANES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A label that wants to stand at ``pole`` and needs ``width``; it may not leave ``low`` to ``high``."""

    pole: float
    width: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a flag came to stand: its lane (0 is nearest the scale) and the side of the pole it flies to."""

    lane: int
    left: bool
    start: float
    end: float


class CannotPlaceError(ValueError):
    """There are more labels between two lines than fit beside one another."""


def place_flags(flags: Sequence[Flag], *, apart: float) -> tuple[Place, ...]:
    """A place for each of ``flags``, which come in the order of their poles.

    Uses as few lanes as possible and, with these, stands the flags as near the scale as possible, flying to the right
    where there is a choice. No two flags come closer than ``apart``, and no pole crosses a flag. Raises
    :class:`CannotPlaceError` where that cannot be.
    """
    for lanes in range(1, MOST_LANES + 1):
        best = _best(flags, lanes, apart)
        if best is not None:
            return best
    raise CannotPlaceError(
        "the labels do not fit between the lines; give some of these events the level all, or shorter labels"
    )


def _choices(flag: Flag, lanes: int) -> list[Place]:
    """Every place a flag could take, the dearest last."""
    right = (flag.pole, flag.pole + flag.width)
    left = (flag.pole - flag.width, flag.pole)
    spans = [(False, right), (True, left)]
    return [
        Place(lane=lane, left=is_left, start=span[0], end=span[1])
        for lane in range(lanes)
        for is_left, span in spans
        if span[0] >= flag.low and span[1] <= flag.high
    ]


def _clash(flag: Flag, place: Place, other: Flag, taken: Place, apart: float) -> bool:
    """Whether two placed flags, or the pole of one and the cloth of the other, are in each other's way."""
    if place.lane == taken.lane:
        return place.start < taken.end + apart and taken.start < place.end + apart
    high, low = ((flag, place), (other, taken)) if place.lane > taken.lane else ((other, taken), (flag, place))
    return low[1].start - apart / 2 < high[0].pole < low[1].end + apart / 2


def _best(flags: Sequence[Flag], lanes: int, apart: float) -> tuple[Place, ...] | None:
    """The cheapest arrangement in ``lanes`` lanes, or None: depth first, leaving a branch once it is too dear."""
    best: tuple[float, tuple[Place, ...]] | None = None
    open_branches: list[tuple[float, tuple[Place, ...]]] = [(0.0, ())]
    while open_branches:
        cost, placed = open_branches.pop()
        if best is not None and cost >= best[0]:
            continue
        if len(placed) == len(flags):
            best = (cost, placed)
            continue
        flag = flags[len(placed)]
        for place in reversed(_choices(flag, lanes)):
            if not any(_clash(flag, place, flags[i], taken, apart) for i, taken in enumerate(placed)):
                open_branches.append((cost + place.lane + 0.5 * place.left, (*placed, place)))
    return best[1] if best else None


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> tuple[float, ...] | None:
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
    return tuple(
        start + sum(sizes[members[0] : member]) for start, members in groups for member in members
    )
