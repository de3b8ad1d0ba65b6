"""Events in order, with ties and undated ones (QTI: order).

Keyed are only the pairs that the chains of the key relate, through any number of steps.  Score:
max(0, (C - D) / P), with C of the P keyed pairs in the right order and D the other way round; a tie,
or an event left out, stands in neither.  For a key without gaps this is max(0, Kendall's tau), 0.145
by chance for six events.  The longest run that stands right is feedback, never a score: it gives a
guesser half marks.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Mark, Scored, Slip
from course_checks.core.part import Number, Option, Part
from course_checks.core.text import plain
from course_checks.validators import Fault, Given
from course_checks.validators.common import (
    doubled,
    none_forced,
    nothing_beside,
    nothing_on_form,
    nothing_ticked,
    unknown,
)

REVERSED = "reversed"
MOST_EVENTS = 12
"""The longest right run is sought among all subsets."""
FEWEST_IN_ORDER = 2
"""One event alone stands in no order."""
_RELATIONS = ("before", "with", "after")

everything, also, wants_slips = nothing_ticked, nothing_beside, none_forced
on_form = nothing_on_form

Pair = tuple[str, str]
"""(earlier, later)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: a number for each of `events`, 1 for the earliest."""

    events: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """Chains such as "war < crisis < talks"; events that no chain relates may stand in any order."""

    accepted: tuple[str, ...]


def links(accept: Accept) -> tuple[Pair, ...]:
    """The neighbours in the chains of the key, as written."""
    chains = [[name.strip() for name in chain.split("<")] for chain in accept.accepted]
    return tuple(pair for chain in chains for pair in itertools.pairwise(chain))


@lru_cache(maxsize=256)
def keyed_pairs(accept: Accept) -> tuple[Pair, ...]:
    """Every pair that the chains relate, through any number of steps, sorted."""
    found = set(links(accept))
    while True:
        more = {(a, d) for a, b in found for c, d in found if b == c} - found
        if not more:
            return tuple(sorted(found))
        found |= more


def parts(ask: Ask) -> tuple[Part, ...]:
    """One part an event."""
    domain = Number(low=1, high=len(ask.events))
    return tuple(Part(id=event.id, domain=domain, label=event.text) for event in ask.events)


def _places(given: Given) -> dict[str, int]:
    return {name: value for name, value in given.items() if isinstance(value, int)}


def score(ask: Ask, accept: Accept, given: Given, _library: Library = NO_LIBRARY) -> Scored:
    """Kendall's tau over the keyed pairs, never below 0."""
    places, pairs = _places(given), keyed_pairs(accept)
    placed = [(places[a], places[b]) for a, b in pairs if a in places and b in places]
    right = sum(a < b for a, b in placed)
    turned = sum(a > b for a, b in placed)
    run = longest_run(ask, accept, given)
    marks = tuple(
        Mark(part=event.id, score=Fraction(event.id in run), empty=event.id not in places)
        for event in ask.events
    )
    slips = (Slip(id=REVERSED, parts=tuple(places)),) if turned == len(pairs) else ()
    return Scored(
        score=max(Fraction(0), Fraction(right - turned, len(pairs))),
        marks=marks,
        slips=slips,
        tally=f"{right} of {len(pairs)} pairs stand in the right order.",
        hint=_hint(ask, run, places),
    )


def longest_run(ask: Ask, accept: Accept, given: Given) -> tuple[str, ...]:
    """The largest group of placed events of which no keyed pair is tied or turned, in the learner's order.

    Of several, the one that comes first in the order of the exercise.
    """
    places = _places(given)
    names = [event.id for event in ask.events if event.id in places]
    at = {name: 1 << i for i, name in enumerate(names)}
    clashes = [
        at[a] | at[b] for a, b in keyed_pairs(accept) if a in at and b in at and places[a] >= places[b]
    ]
    best = max(range(1 << len(names)), key=lambda group: -1 if _clash(group, clashes) else group.bit_count())
    return tuple(
        sorted(
            (name for name in names if at[name] & best), key=lambda name: (places[name], names.index(name))
        )
    )


def _clash(group: int, clashes: list[int]) -> bool:
    return any(group & clash == clash for clash in clashes)


def _hint(ask: Ask, run: tuple[str, ...], places: Mapping[str, int]) -> str:
    """What already stands right, and what to move."""
    texts = {event.id: plain(event.text).rstrip(".") for event in ask.events}
    moved = [texts[name] for name in texts if name in places and name not in run]
    if not moved or len(run) < FEWEST_IN_ORDER:
        return ""
    stands = "; ".join(texts[name] for name in run)
    return f"In the right order already: {stands}. Look again at where you put: {'; '.join(moved)}."


def shows(part: str, value: str, given: Given) -> bool:
    """`value` is "before X", "with X" or "after X": where the learner has `part`."""
    relation, _, other = value.partition(" ")
    places = _places(given)
    if part not in places or other not in places:
        return False
    here, there = places[part], places[other]
    return {"before": here < there, "with": here == there, "after": here > there}.get(relation, False)


def model(ask: Ask, accept: Accept) -> Mapping[str, str]:
    """Each event as early as its chains allow, events of one rank in the order of the exercise."""
    pairs = keyed_pairs(accept)
    before = {event.id: sum(later == event.id for _, later in pairs) for event in ask.events}
    ranked = sorted(before, key=lambda name: before[name])
    return {name: str(ranked.index(name) + 1) for name in before}


def accepts(_ask: Ask, accept: Accept, part: str, given: Given) -> str:
    """The event may be moved as long as it passes no event that a chain relates it to."""
    places = _places(given)
    related = [(a, b) for a, b in keyed_pairs(accept) if part in (a, b)]
    held = all(a in places and b in places and places[a] < places[b] for a, b in related)
    return "passes no event that a chain relates it to" if held else ""


def own_slips(_ask: Ask) -> tuple[str, ...]:
    """The latest first."""
    return (REVERSED,)


def faults(ask: Ask, accept: Accept) -> tuple[Fault, ...]:
    """Doubled or unknown events, chains that run in a circle, events that no chain relates."""
    ids = tuple(event.id for event in ask.events)
    pairs = keyed_pairs(accept)
    named = tuple(dict.fromkeys(name for pair in links(accept) for name in pair))
    found = [*doubled("events", ids), *unknown("accepted", named, ids)]
    if any(a == b for a, b in pairs):
        circle = ", ".join(sorted({a for a, b in pairs if a == b}))
        found.append(
            (
                "accepted",
                f"the chains run in a circle: {circle}",
                "make each event earlier or later, not both",
            )
        )
    for name in ids:
        if name not in named:
            found.append(
                ("accepted", f"no chain relates {name!r}", "put it in a chain, or leave the event out")
            )
    if not 3 <= len(ids) <= MOST_EVENTS:
        found.append(("events", f"{len(ids)} events", f"give 3 to {MOST_EVENTS}"))
    return tuple(found)
