"""A ledger of reports on one claim: what each does to it, where each has it from, how many are independent.

Score: 4/10 for the relations (the mean over reports of 1 for an accepted one), 3/10 for the origins (likewise), 2/10
if the number of independent confirmations is that of the learner's own ledger, 1/10 for the form of a wording.

The number has no key.  It is that of the different known origins among the reports that the learner lets confirm
the claim.  An origin that is not known may be the same as any other: unknown ones add nothing to a known one, and
together count as one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from course_checks.core.chain import UNNAMED
from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.origins import origin_of
from course_checks.core.outcome import Mark, Scored, Slip, mean
from course_checks.core.part import Entry, Number, Option, Options, Part, Prose, Value
from course_checks.core.text import squeeze
from course_checks.core.wording import form_of
from course_checks.validators import Fault, Given
from course_checks.validators.common import doubled, shows_value, unknown, within

CONFIRMS, QUALIFIES, DENIES = "confirms", "qualifies", "denies"
RELATIONS = (CONFIRMS, QUALIFIES, DENIES)
INDEPENDENT, WORDING = "independent", "wording"
ORIGIN = "-origin"
"""What the id of a report's second part ends with."""
ECHO, MORE_THAN_CONFIRM, FEWER_THAN_ORIGINS = "echo", "more-than-confirm", "fewer-than-origins"
WEIGHTS = tuple(Fraction(tenths, 10) for tenths in (4, 3, 2, 1))
"""Of relations, origins, the number and the form of the wording."""
FEWEST_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: a ledger of `reports` on `claim`, and a wording of at most `words` words."""

    claim: str
    reports: tuple[Option, ...]
    words: int = 35


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What a ledger may say of one report: accepted relations and origins, the model first in both."""

    relation: tuple[str, ...]
    origin: tuple[str, ...]
    """Names, or `unnamed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """What is accepted of each report; a model wording; further spellings of origins, by name."""

    accepted: Mapping[str, Entered]
    wording: str
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def parts(ask: Ask) -> tuple[Part, ...]:
    """The relations, the origins, the number and the wording."""
    domain = Options(options=tuple(Option(id=name, text=name) for name in RELATIONS))
    asked = "What would you write about the claim"
    return (
        *(Part(id=report.id, domain=domain, label=report.text) for report in ask.reports),
        *(
            Part(id=report.id + ORIGIN, domain=Entry(), label=f"{report.id} has it from: a name, or unnamed")
            for report in ask.reports
        ),
        Part(
            id=INDEPENDENT,
            domain=Number(low=0, high=len(ask.reports)),
            label="Independent confirmations, by your own ledger",
        ),
        Part(
            id=WORDING,
            domain=Prose(words=FEWEST_WORDS),
            label=f"{asked} “{ask.claim}”? One sentence of at most {ask.words} words",
            scored=False,  # its form earns a tenth, but a wording without a ledger is no answer
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ledger:
    """What the learner's own ledger says, whatever the key does."""

    confirming: Mapping[str, str]
    """From each report that confirms the claim to its origin in one spelling; empty where it is blank."""
    whole: bool
    """Whether every report has a relation, and those that confirm an origin."""

    @property
    def count(self) -> int:
        """The different known origins among the confirmations; 1 where there are none but unknown ones."""
        known = set(self.confirming.values()) - {UNNAMED}
        return max(len(known), min(len(self.confirming), 1))

    @property
    def alike(self) -> tuple[str, ...]:
        """The confirming reports whose origin may be that of another."""
        origins = list(self.confirming.values())
        return tuple(
            name for name, one in self.confirming.items() if one == UNNAMED or origins.count(one) > 1
        )


def _ledger(ask: Ask, given: Given, naming: Callable[[str], str]) -> _Ledger:
    ids = [report.id for report in ask.reports]
    typed = {name: str(given.get(name + ORIGIN, "")) for name in ids if given.get(name) == CONFIRMS}
    return _Ledger(
        confirming={name: naming(one) if one else "" for name, one in typed.items()},
        whole=all(name in given for name in ids) and all(typed.values()),
    )


def _naming(accept: Accept, library: Library) -> Callable[[str], str]:
    """From an origin as typed to one spelling of it, `UNNAMED` for all that hide somebody."""
    spellings = {squeeze(one): name for name, listed in accept.aliases.items() for one in listed}
    names = [name for entered in accept.accepted.values() for name in entered.origin]
    known = tuple(dict.fromkeys([*names, *accept.aliases]))
    aliases = {**library.aliases, **spellings}
    return cache(lambda typed: origin_of(typed, aliases, known))


def score(ask: Ask, accept: Accept, given: Given, library: Library = NO_LIBRARY) -> Scored:
    """Relations, origins, the number by the learner's own ledger, and the form of the wording."""
    naming = _naming(accept, library)
    ledger = _ledger(ask, given, naming)

    def mark(part: str, *, right: bool) -> Mark:
        return Mark(part=part, score=Fraction(part in given and right), empty=part not in given)

    relations, origins = [], []
    for name in (report.id for report in ask.reports):
        wanted, typed = accept.accepted[name], str(given.get(name + ORIGIN, ""))
        relations.append(mark(name, right=given.get(name) in wanted.relation))
        origins.append(mark(name + ORIGIN, right=naming(typed) in map(naming, wanted.origin)))
    stated, wording = given.get(INDEPENDENT), str(given.get(WORDING, ""))
    fits = ledger.whole and stated == ledger.count
    number = mark(INDEPENDENT, right=fits)
    seen = form_of(wording)
    form = mark(WORDING, right=seen.holds(FEWEST_WORDS, ask.words))
    marks = (relations, origins, [number], [form])
    shares = [mean(one.score or Fraction(0) for one in group) for group in marks]
    own = "" if number.empty else f" Your number {'fits' if fits else 'does not fit'} your own ledger."
    right, total = [sum(one.score == 1 for one in group) for group in marks], len(ask.reports)
    return Scored(
        score=sum((weight * share for weight, share in zip(WEIGHTS, shares, strict=True)), Fraction(0)),
        marks=tuple(one for group in marks for one in group),
        slips=_slips(ledger, stated) if ledger.whole and not fits else (),
        tally=f"{right[0]} of {total} relations and {right[1]} of {total} origins match the key.{own}",
        details=(
            *(_on_ledger(ledger) if not fits and not number.empty else ()),
            *(_on_form(seen.told(FEWEST_WORDS, ask.words)) if not form.empty else ()),
        ),
    )


def _slips(ledger: _Ledger, stated: Value | None) -> tuple[Slip, ...]:
    """What a number that does not fit does with the ledger."""
    if not isinstance(stated, int):
        return ()
    if stated < ledger.count:
        return (Slip(id=FEWER_THAN_ORIGINS, parts=(INDEPENDENT,)),)
    if stated > len(ledger.confirming):
        return (Slip(id=MORE_THAN_CONFIRM, parts=(INDEPENDENT,)),)
    return (Slip(id=ECHO, parts=(INDEPENDENT, *(name + ORIGIN for name in ledger.alike))),)


def _on_ledger(ledger: _Ledger) -> tuple[str, ...]:
    """The learner's own ledger given back, reports by their ids, so that the number can be counted again."""
    if not ledger.whole:
        return (
            "The number is counted once each report has its relation, and each that confirms its origin.",
        )
    if not ledger.confirming:
        return ("In your ledger no report confirms the claim.",)
    hidden = [name for name, origin in ledger.confirming.items() if origin == UNNAMED]
    told = f"In your ledger these confirm the claim: {', '.join(ledger.confirming)}."
    return (f"{told} Without a known origin among them: {', '.join(hidden) or 'none'}.",)


def _on_form(told: str) -> tuple[str, ...]:
    """What was found in the form of a wording, and what was not judged."""
    return (f"The form of your wording: {told}. Whether it is fair is not judged here.",)


# What the key says -----------------------------------------------------------------------------------------


def model(ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first relation and origin of each report, the number that follows, and the model wording."""
    ids = tuple(report.id for report in ask.reports)
    ledger = {name: accept.accepted[name].relation[0] for name in ids}
    ledger |= {name + ORIGIN: accept.accepted[name].origin[0] for name in ids}
    count = _ledger(ask, ledger, _naming(accept, NO_LIBRARY)).count
    return {**ledger, INDEPENDENT: str(count), WORDING: accept.wording}


def everything(_ask: Ask) -> None:
    """Nothing is ticked: each report takes one relation."""
    return


def also(_ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """The further relations and origins of each report that has any."""
    further = {name: entered.relation[1:] for name, entered in accept.accepted.items()}
    further |= {name + ORIGIN: entered.origin[1:] for name, entered in accept.accepted.items()}
    return {part: values for part, values in further.items() if values}


def accepts(ask: Ask, accept: Accept, part: str, given: Given) -> str:
    """Another accepted relation or origin with which the number still fits, or another wording in form."""
    if score(ask, accept, given).score != 1:
        return ""
    return "its form holds" if part == WORDING else "listed under accepted, and the number fits"


def shows(part: str, value: str, given: Given) -> bool:
    """The same relation; a number in the range; for an origin the same name, whatever stands around it."""
    held = given.get(part)
    if isinstance(held, int):
        return within(value, held)
    if part.endswith(ORIGIN) and held is not None:
        return origin_of(str(held), {}, (value,)) == origin_of(value, {})
    return shows_value(part, value, given)


def own_slips(_ask: Ask) -> tuple[str, ...]:
    """One origin counted twice, reports counted that do not confirm, origins left out."""
    return (ECHO, MORE_THAN_CONFIRM, FEWER_THAN_ORIGINS)


def faults(ask: Ask, accept: Accept) -> tuple[Fault, ...]:
    """Doubled, unknown or unkeyed reports, relations that do not exist, a wording that fails its own check."""
    ids = tuple(report.id for report in ask.reports)
    found = [*doubled("reports", (part.id for part in parts(ask)))]
    found += unknown("accepted", accept.accepted, ids)
    if len(ids) < 2:
        found.append(("reports", f"{len(ids)} report{'' if len(ids) == 1 else 's'}", "give at least two"))
    for name in (name for name in ids if name not in accept.accepted):
        found.append((f"accepted.{name}", "the report has no key", "give its relation and origin"))
    for name, entered in accept.accepted.items():
        found += unknown(f"accepted.{name}.relation", entered.relation, RELATIONS, "a relation")
        if set(RELATIONS) <= set(entered.relation):
            found.append(
                (f"accepted.{name}.relation", "every relation is accepted", "leave at least one out")
            )
        for blank in (one for one in ("relation", "origin") if not getattr(entered, one)):
            found.append((f"accepted.{name}.{blank}", "nothing is accepted", "list the model first"))
    origins = {name for entered in accept.accepted.values() for name in entered.origin}
    found += [
        ("aliases", f"{name!r} is no origin under accepted", "spell it as it is listed")
        for name in accept.aliases
        if name not in origins
    ]
    form = form_of(accept.wording)
    if accept.wording.strip() and not form.holds(FEWEST_WORDS, ask.words):
        lacks = form.told(FEWEST_WORDS, ask.words)
        found.append(("wording", f"the model wording fails its own check: {lacks}", "mend the wording"))
    return tuple(found)


def wants_slips(ask: Ask, _accept: Accept) -> tuple[tuple[str, str], ...]:
    """Every report has a slip on at least one relation."""
    return tuple((report.id, "") for report in ask.reports)
