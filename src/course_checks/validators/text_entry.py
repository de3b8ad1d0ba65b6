"""A name, a number or a date, typed (QTI: text entry).

Score: 1 for an accepted value, else 0.  A near miss scores 0 as well, but it is told apart from a value that
is nowhere near, and told why.  Names are compared after the normalisers that the item names and the learner
is shown; dates as exactly as they are asked for; a number may be accepted in a range.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from course_checks.core.dates import covers, precision
from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Mark, Scored, Slip
from course_checks.core.part import DateEntry, Domain, Entry, Number, Part, Value
from course_checks.core.spelling import Normaliser, nearly, telling, told
from course_checks.core.text import squeeze
from course_checks.core.written import EntryKind, as_read, as_typed, dated, fits, span, unreadable, within
from course_checks.validators import Fault, Given
from course_checks.validators.common import beside_the_model, none_forced, nothing_ticked

ENTRY = "entry"
NEAR, LESS_EXACT = "near", "less-exact"
SAME: tuple[Normaliser, ...] = ("case", "spaces", "accents")
"""What makes no difference to a name unless the item says otherwise."""
_LABELS = {"year": "Year", "month": "Month and year", "day": "Day, month and year"}
_LESS = "This gives the {given}. The {asked} is asked for."
_TALLIES = {
    NEAR: "Near, and not the accepted answer yet.",
    LESS_EXACT: "Right as far as it goes, and not exact enough yet.",
}

everything, wants_slips = nothing_ticked, none_forced


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: a name, a number from `low` to `high`, or a date as exact as `precision`."""

    entry: EntryKind
    precision: Literal["year", "month", "day"] = "day"
    normalise: tuple[Normaliser, ...] = SAME
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
    domain: Domain = Entry()
    match ask.entry:
        case "number":
            label = f"Number of {ask.unit}" if ask.unit else "Number"
            domain = Number(low=ask.low, high=ask.high)
        case "date":
            label, domain = _LABELS[ask.precision], DateEntry(precision=ask.precision)
        case "name":
            past = told(ask.normalise)
            label = f"Name (these make no difference: {past})" if past else "Name, letter for letter"
    return (Part(id=ENTRY, label=label, domain=domain),)


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


def on_form(ask: Ask, given: Given, _library: Library = NO_LIBRARY) -> tuple[str, ...]:
    """Whether a date is as exact as it is asked for."""
    if ask.entry != "date" or ENTRY not in given:
        return ()
    exact = precision(str(given[ENTRY]))
    less = list(_LABELS).index(exact) < list(_LABELS).index(ask.precision)
    return (_LESS.format(given=exact, asked=ask.precision),) if less else ()


def _seen(ask: Ask, accept: Accept, held: Value, library: Library) -> _Seen:
    wanted = accept.spellings(accept.accepted)
    # The name that the course uses for this spelling counts as given too.
    meant = library.aliases.get(squeeze(str(held)), held) if ask.entry == "name" else held
    if _fits(ask, wanted, held, meant):
        return _Seen(right=True, why=_too_exact(ask, str(held)))
    if _fits(ask, accept.spellings(accept.near), held, meant):
        return _Seen(slip=NEAR)
    if ask.entry == "date":
        why = _less_exact(ask, wanted, str(held))
        return _Seen(slip=LESS_EXACT if why else "", why=why)
    why = _nearly(ask, wanted, str(held)) if ask.entry == "name" and meant == held else ""
    return _Seen(slip=NEAR if why else "", why=why)


def _fits(ask: Ask, listed: tuple[str, ...], *values: Value) -> bool:
    """Whether one of the values is one of those listed in the key."""
    return any(fits(ask.entry, one, value, ask.normalise) for one in listed for value in values)


def _too_exact(ask: Ask, held: str) -> str:
    if ask.entry != "date" or precision(held) == ask.precision:
        return ""
    return f"The {ask.precision} was asked for, and only that was looked at."


def _less_exact(ask: Ask, wanted: tuple[str, ...], held: str) -> str:
    right = any(covers(held, dated(one) or one) for one in wanted)
    return _LESS.format(given=precision(held), asked=ask.precision) if right else ""


def _nearly(ask: Ask, wanted: tuple[str, ...], held: str) -> str:
    """The letters of an accepted name in another form, or a letter or two away from it."""
    for one in wanted:
        if apart := telling(held, one, ask.normalise):
            return f"The letters are right. Here this matters too: {told(apart)}."
    near = any(nearly(held, one) for one in wanted)
    return "A letter or two away from an accepted answer. Is it the same name?" if near else ""


def shows(part: str, value: str, given: Given) -> bool:
    """`value` is a number or a range, a date of which the one given is part, or a name whatever its form."""
    held = given.get(part)
    if isinstance(held, int):
        return within(value, held)
    if not isinstance(held, str):
        return False
    return fits("name", value, held, SAME) or (dated(value) is not None and fits("date", value, held, ()))


def model(ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first accepted value: the lower end of a range, a date in ISO form."""
    return {ENTRY: as_typed(ask.entry, accept.accepted[0])[0]}


def also(ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """The further accepted values, and the other spellings of accepted names."""
    listed = accept.spellings(accept.accepted)
    values = dict.fromkeys(one for value in listed for one in as_typed(ask.entry, value))
    return beside_the_model({ENTRY: tuple(values)})


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
        if _fits(ask, accept.spellings(accept.accepted), as_read(ask.entry, value)):
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


def _value_faults(ask: Ask, value: str, *, exactly: bool) -> Iterator[tuple[str, str]]:
    """(problem, remedy) for what cannot be read, or is not what is asked for."""
    yield from unreadable(ask.entry, value)
    ends = span(value) if ask.entry == "number" else None
    if ends and not ask.low <= ends[0] <= ends[1] <= ask.high:
        yield f"{value!r} is out of range", f"keep to {ask.low}..{ask.high}, or set low and high"
    date = dated(value) if ask.entry == "date" and exactly else None
    if date and precision(date) != ask.precision:
        yield f"{value!r} is not a {ask.precision}", f"give the {ask.precision}, or set precision"
