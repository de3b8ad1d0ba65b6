"""Yes or no for every option (QTI: choice with several responses).

Score: balanced plus/minus, max(0, h/K - f/(N-K)), which is Youden's J: of N options K are keyed yes,
h of those and f of the others were given yes.  Ticking everything and ticking nothing both score 0.
An option under `open` is left out: reasonable readers differ there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Mark, Scored, Slip
from course_checks.core.part import YES_NO, Option, Part
from course_checks.validators import Fault, Given
from course_checks.validators.common import doubled, nothing_on_form, shows_value, unknown

EVERYTHING = "everything"
YES, NO = "yes", "no"

shows, on_form = shows_value, nothing_on_form


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: yes or no for each of `options`."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """The options keyed yes, and those left open."""

    accepted: tuple[str, ...]
    open: tuple[str, ...] = ()


def parts(ask: Ask) -> tuple[Part, ...]:
    """One part an option."""
    return tuple(Part(id=option.id, domain=YES_NO, label=option.text) for option in ask.options)


def score(ask: Ask, accept: Accept, given: Given, _library: Library = NO_LIBRARY) -> Scored:
    """Balanced plus/minus over the options that are not open."""
    closed = [option.id for option in ask.options if option.id not in accept.open]
    keyed = [name for name in closed if name in accept.accepted]
    hits = sum(given.get(name) == YES for name in keyed)
    false_alarms = sum(given.get(name) == YES for name in closed if name not in keyed)
    points = Fraction(hits, len(keyed)) - Fraction(false_alarms, len(closed) - len(keyed))
    marks = tuple(_mark(option.id, accept, given) for option in ask.options)
    right = sum(mark.score == 1 for mark in marks)
    ticked_all = all(given.get(option.id) == YES for option in ask.options)
    slips = (Slip(id=EVERYTHING, parts=tuple(option.id for option in ask.options)),) if ticked_all else ()
    tally = f"{right} of {len(closed)} judged as in the key."
    return Scored(score=max(Fraction(0), points), marks=marks, slips=slips, tally=tally)


def _mark(name: str, accept: Accept, given: Given) -> Mark:
    """Whether yes or no stands where the key has it."""
    wanted = YES if name in accept.accepted else NO
    points = None if name in accept.open else Fraction(given.get(name) == wanted)
    return Mark(part=name, score=points, empty=name not in given)


def model(ask: Ask, accept: Accept) -> Mapping[str, str]:
    """Yes for the keyed options, no for the others; open ones stay blank."""
    closed = [option.id for option in ask.options if option.id not in accept.open]
    return {name: YES if name in accept.accepted else NO for name in closed}


def everything(ask: Ask) -> Mapping[str, str]:
    """Yes throughout."""
    return {option.id: YES for option in ask.options}


def also(_ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """Either for an open option."""
    return dict.fromkeys(accept.open, (YES, NO))


def accepts(_ask: Ask, accept: Accept, part: str, _given: Given) -> str:
    """An open option takes either."""
    return "listed under open" if part in accept.open else ""


def own_slips(_ask: Ask) -> tuple[str, ...]:
    """Yes throughout."""
    return (EVERYTHING,)


def faults(ask: Ask, accept: Accept) -> tuple[Fault, ...]:
    """Doubled or unknown options, and a key that one slip would cost everything."""
    ids = tuple(option.id for option in ask.options)
    found = [
        *doubled("options", ids),
        *unknown("accepted", accept.accepted, ids),
        *unknown("open", accept.open, ids),
    ]
    found += [
        ("open", f"{name!r} is keyed yes and open", "choose one")
        for name in accept.open
        if name in accept.accepted
    ]
    total = len([name for name in ids if name not in accept.open])
    keyed = len([name for name in set(accept.accepted) if name not in accept.open])
    if not 2 <= keyed <= total - 2:
        remedy = "key at least two yes and leave at least two no: otherwise one slip costs everything"
        found.append(("accepted", f"{keyed} of {total} options are keyed yes", remedy))
    return tuple(found)


def wants_slips(ask: Ask, accept: Accept) -> tuple[tuple[str, str], ...]:
    """Every option that can be wrongly ticked is a named misreading."""
    return tuple(
        (option.id, YES) for option in ask.options if option.id not in (*accept.accepted, *accept.open)
    )
