"""A name, a number or a date, typed (QTI: text entry).

Score: 1 for an accepted value, else 0.  A near miss scores 0 as well, but it is told apart from a value that
is nowhere near, and told why.  Names are compared after the normalisers that the item names and the learner
is shown; dates as exactly as they are asked for; a number may be accepted in a range.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from course_checks.core.dates import covers, precision, read_date
from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Mark, Scored, Slip
from course_checks.core.part import DateEntry, Domain, Entry, Number, Part, Value
from course_checks.core.spelling import EVERY, NORMALISERS, Normaliser, nearly, normalised, same, telling
from course_checks.core.text import squeeze
from course_checks.validators import Fault, Given
from course_checks.validators.common import span, within

ENTRY = "entry"
NEAR, LESS_EXACT = "near", "less-exact"
_LABELS = {"year": "Year", "month": "Month and year", "day": "Day, month and year"}
_TALLIES = {
    NEAR: "Near, and not the accepted answer yet.",
    LESS_EXACT: "Right as far as it goes, and not exact enough yet.",
}
_LISTED = 5
"""A range of at most so many numbers is listed number by number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: a name, a number from `low` to `high`, or a date as exact as `precision`."""

    entry: Literal["name", "number", "date"]
    precision: Literal["year", "month", "day"] = "day"
    normalise: tuple[Normaliser, ...] = ("case", "spaces", "accents")
    """What makes no difference to a name; shown to the learner."""
    unit: str = ""
    """What a number counts, in the plural, such as "meetings"."""
    low: int = 0
    high: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """Accepted values, the model first; other spellings of names; values that are near misses."""

    accepted: tuple[str, ...]
    """Names; dates; numbers, or ranges such as "24..25"."""
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """From a name under `accepted` or `near` to its other spellings."""
    near: tuple[str, ...] = ()

    def spellings(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Each of `names`, its aliases after it."""
        return tuple(one for name in names for one in (name, *self.aliases.get(name, ())))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What was made of a value; `why` is empty where there is nothing to add."""

    right: bool = False
    slip: str = ""
    why: str = ""


def parts(ask: Ask) -> tuple[Part, ...]:
    """One part, whose label says what makes no difference."""
    label, domain = _blank(ask)
    return (Part(id=ENTRY, label=label, domain=domain),)


def _blank(ask: Ask) -> tuple[str, Domain]:
    match ask.entry:
        case "number":
            return f"Number of {ask.unit}" if ask.unit else "Number", Number(low=ask.low, high=ask.high)
        case "date":
            return _LABELS[ask.precision], DateEntry(precision=ask.precision)
        case "name":
            told = _told(ask.normalise)
            return f"Name (make no difference: {told})" if told else "Name, letter for letter", Entry()


def _told(how: tuple[Normaliser, ...]) -> str:
    return ", ".join(said for name, said in NORMALISERS.items() if name in how)


def score(ask: Ask, accept: Accept, given: Given, library: Library = NO_LIBRARY) -> Scored:
    """1 for an accepted value; a near miss is a slip."""
    seen = _seen(ask, accept, given[ENTRY], library)
    points = Fraction(seen.right)
    wrong = _TALLIES.get(seen.slip, "Not the accepted answer yet.")
    return Scored(
        score=points,
        marks=(Mark(part=ENTRY, score=points),),
        slips=(Slip(id=seen.slip, parts=(ENTRY,)),) if seen.slip else (),
        tally="Your answer is accepted." if seen.right else wrong,
        details=(seen.why,) if seen.why else (),
    )


def _seen(ask: Ask, accept: Accept, held: Value, library: Library) -> _Seen:
    wanted = accept.spellings(accept.accepted)
    # The name that the course uses for this spelling counts as given too.
    meant = library.aliases.get(squeeze(str(held)), held) if ask.entry == "name" else held
    if any(_fits(ask, one, value) for one in wanted for value in (held, meant)):
        return _Seen(right=True, why=_too_exact(ask, str(held)))
    if any(_fits(ask, one, value) for one in accept.spellings(accept.near) for value in (held, meant)):
        return _Seen(slip=NEAR)
    if ask.entry == "date":
        return _less_exact(ask, wanted, str(held))
    return _nearly(ask, wanted, str(held)) if ask.entry == "name" and meant == held else _Seen()


def _fits(ask: Ask, written: str, held: Value) -> bool:
    """Whether a value is what a key has written: in its range, a part of its date, or the same name."""
    if isinstance(held, int):
        return within(written, held)
    if ask.entry == "date":
        return covers(read_date(written) or written, str(held))
    return same(written, str(held), ask.normalise)


def _too_exact(ask: Ask, held: str) -> str:
    if ask.entry != "date" or precision(held) == ask.precision:
        return ""
    return f"The {ask.precision} was asked for, and only that was looked at."


def _less_exact(ask: Ask, wanted: tuple[str, ...], held: str) -> _Seen:
    if any(covers(held, read_date(one) or one) for one in wanted):
        return _Seen(
            slip=LESS_EXACT, why=f"This gives the {precision(held)}. The {ask.precision} is asked for."
        )
    return _Seen()


def _nearly(ask: Ask, wanted: tuple[str, ...], held: str) -> _Seen:
    """The letters of an accepted name in another form, or a letter or two away from it."""
    for one in wanted:
        if apart := telling(held, one, ask.normalise):
            return _Seen(slip=NEAR, why=f"The letters are right. Here this matters too: {_told(apart)}.")
    if any(nearly(held, one) for one in wanted):
        return _Seen(slip=NEAR, why="A letter or two away from an accepted answer. Is it the same name?")
    return _Seen()


def shows(part: str, value: str, given: Given) -> bool:
    """`value` is a number or a range, a date of which the one given is part, or a name whatever its form."""
    held = given.get(part)
    if isinstance(held, int):
        return within(value, held)
    date = read_date(value)
    return isinstance(held, str) and (
        (date is not None and covers(date, held)) or same(value, held, ("case", "spaces", "accents"))
    )


def model(ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first accepted value: the lower end of a range, a date in ISO form."""
    return {ENTRY: _written(ask, accept.accepted[0])[0]}


def _written(ask: Ask, value: str) -> tuple[str, ...]:
    """An accepted value as a learner may type it; for a range, its numbers."""
    if ask.entry == "date":
        return (read_date(value) or value,)
    low, high = (span(value) if ask.entry == "number" else None) or (0, -1)
    if high - low >= _LISTED:
        return (str(low), f"any number up to {high}")
    return tuple(str(number) for number in range(low, high + 1)) or (value,)


def everything(_ask: Ask) -> None:
    """Nothing is ticked: one value is typed."""
    return


def also(ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """The further accepted values, and the other spellings of accepted names."""
    values = (one for value in accept.spellings(accept.accepted) for one in _written(ask, value))
    further = tuple(dict.fromkeys(values))[1:]
    return {ENTRY: further} if further else {}


def accepts(ask: Ask, accept: Accept, part: str, given: Given) -> str:
    """Another accepted value, or the same in another spelling, or given more exactly."""
    right = part == ENTRY and ENTRY in given and _seen(ask, accept, given[ENTRY], NO_LIBRARY).right
    return "listed under accepted, or the same as one listed there" if right else ""


def own_slips(ask: Ask) -> tuple[str, ...]:
    """A near miss; for a month or a day also what is right and less exact than asked."""
    return (NEAR, LESS_EXACT) if ask.entry == "date" and ask.precision != "year" else (NEAR,)


def faults(ask: Ask, accept: Accept) -> tuple[Fault, ...]:
    """Values that cannot be read or are less exact than asked, and those that are both accepted and near."""
    found = [
        (path, *fault)
        for path, values in (("accepted", accept.accepted), ("near", accept.near))
        for value in values
        for fault in _value_faults(ask, value, exactly=path == "accepted")
    ]
    if not accept.accepted:
        found.append(("accepted", "no value is accepted", "list the model response first"))
    for value in accept.near:
        if any(_fits(ask, one, _read(ask, value)) for one in accept.spellings(accept.accepted)):
            found.append(("near", f"{value!r} is accepted", "choose one"))
    for name in accept.aliases:
        if ask.entry != "name" or name not in (*accept.accepted, *accept.near):
            problem = f"{name!r} is not a name under accepted or near"
            found.append(("aliases", problem, "spell it as it is listed"))
    if ask.entry != "name" and not accept.near:
        found.append(("near", "no near miss is listed", "list what a hasty reader would type"))
    if ask.low >= ask.high:
        found.append(("low", f"{ask.low} is not below {ask.high}", "give a range of several numbers"))
    return tuple(found)


def _read(ask: Ask, value: str) -> Value:
    """A value of the key as if a learner had given it."""
    ends = span(value) if ask.entry == "number" else None
    return ends[0] if ends else _written(ask, value)[0]


def _value_faults(ask: Ask, value: str, *, exactly: bool) -> Iterator[tuple[str, str]]:
    match ask.entry:
        case "number":
            ends = span(value)
            if ends is None:
                yield f"{value!r} is not a number", "write a number, or a range such as 24..25"
            elif not (ask.low <= ends[0] and ends[1] <= ask.high):
                yield f"{value!r} is out of range", f"keep to {ask.low}..{ask.high}, or set low and high"
        case "date":
            date = read_date(value)
            if date is None:
                yield f"{value!r} is not a date", "write 2006, 2006-10 or 2006-10-09"
            elif exactly and precision(date) != ask.precision:
                yield f"{value!r} is not a {ask.precision}", f"give the {ask.precision}, or set precision"
        case "name":
            if not normalised(value, EVERY):
                yield f"{value!r} has no letter", "write the name"


def wants_slips(_ask: Ask, _accept: Accept) -> tuple[tuple[str, str], ...]:
    """None is forced: which values misread something is for the author to know."""
    return ()
