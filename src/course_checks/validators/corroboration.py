"""A ledger of reports on one claim: what each does to it, where each has it from, how many are independent.

Score: 4/10 for the relations (the mean over reports of 1 for an accepted one), 3/10 for the origins (likewise), 2/10
if the number of independent confirmations is that of the learner's own ledger, 1/10 for the form of a wording.

The number has no key.  It is that of the different known origins among the reports that the learner lets confirm
the claim.  An origin that is not known may be the same as any other: unknown ones add nothing to a known one, and
together count as one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from course_checks.core.ledger import RELATIONS, Ledger
from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.origins import Origins, is_origin, origin_of
from course_checks.core.outcome import Scored, Slip
from course_checks.core.part import Entry, Number, Option, Options, Part, Prose, Value
from course_checks.core.wording import form_of
from course_checks.core.written import within
from course_checks.validators import Fault, Given, common

INDEPENDENT, WORDING = "independent", "wording"
ORIGIN = "-origin"
"""What the id of a report's second part ends with."""
ECHO, MORE_THAN_CONFIRM, FEWER_THAN_ORIGINS = "echo", "more-than-confirm", "fewer-than-origins"
RELATIONS_WEIGH, ORIGINS_WEIGH, NUMBER_WEIGHS, WORDING_WEIGHS = 4, 3, 2, 1
"""In tenths."""
FEWEST_WORDS = 6
NOT_JUDGED = "Whether it is fair is not judged here."

everything = common.nothing_ticked


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

    accepted: Mapping[str, Entered] = field(hash=False)
    wording: str
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def origins(self) -> tuple[str, ...]:
        """Every origin that is accepted of some report, once."""
        return tuple(dict.fromkeys(name for entered in self.accepted.values() for name in entered.origin))


@lru_cache(maxsize=256)
def parts(ask: Ask) -> tuple[Part, ...]:
    """The relations, the origins, the number and the wording."""
    domain = Options(options=tuple(Option(id=name, text=name) for name in RELATIONS))
    asked = "What would you write about the claim"
    return (
        *(Part(id=report.id, domain=domain, label=report.text) for report in ask.reports),
        *(
            Part(id=report.id + ORIGIN, domain=Entry(), label=f"{report.id} has it from (a name, or unnamed)")
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


@lru_cache(maxsize=256)
def _origins(accept: Accept, library: Library) -> Origins:
    """How the origins of the key may be spelt."""
    return Origins.of(accept.origins, accept.aliases, library.aliases)


def _ledger(ask: Ask, given: Given, origins: Origins) -> Ledger:
    """The learner's own ledger."""
    entered = {report.id: given.get(report.id + ORIGIN) for report in ask.reports}
    return Ledger(
        relations={report.id: given.get(report.id) for report in ask.reports},
        origins={name: origin_of(str(typed), origins) for name, typed in entered.items() if typed},
    )


def score(ask: Ask, accept: Accept, given: Given, library: Library = NO_LIBRARY) -> Scored:
    """Relations, origins, the number by the learner's own ledger, and the form of the wording."""
    known, keyed, total = _origins(accept, library), accept.accepted, len(ask.reports)
    ledger = _ledger(ask, given, known)
    stated, form = given.get(INDEPENDENT), form_of(str(given.get(WORDING, "")))
    fits, holds = ledger.whole and stated == ledger.count, form.holds(FEWEST_WORDS, ask.words)
    relations = {name: held in keyed[name].relation for name, held in ledger.relations.items()}
    wanted = {name: {origin_of(one, known) for one in keyed[name].origin} for name in relations}
    origins = {name + ORIGIN: ledger.origins.get(name) in wanted[name] for name in relations}
    right, traced = sum(relations.values()), sum(origins.values())
    own = "" if stated is None else f" Your number {'fits' if fits else 'does not fit'} your own ledger."
    told = () if fits or stated is None else (ledger.told,)
    marks = {**relations, **origins, INDEPENDENT: fits, WORDING: holds}
    on_keyed = RELATIONS_WEIGH * right + ORIGINS_WEIGH * traced
    on_own = NUMBER_WEIGHS * fits + WORDING_WEIGHS * holds
    return Scored(
        score=Fraction(on_keyed + on_own * total, 10 * total),
        marks=tuple(common.marked(part, given, right=held) for part, held in marks.items()),
        slips=_slips(ledger, stated) if ledger.whole and not fits else (),
        tally=f"{right} of {total} relations and {traced} of {total} origins match the key.{own}",
        details=(*told, *on_form(ask, given, library)),
    )


def on_form(ask: Ask, given: Given, _library: Library = NO_LIBRARY) -> tuple[str, ...]:
    """What is found in the form of the wording."""
    if WORDING not in given:
        return ()
    told = form_of(str(given[WORDING])).told(FEWEST_WORDS, ask.words)
    return (f"The form of your wording: {told}. {NOT_JUDGED}",)


def _slips(ledger: Ledger, stated: Value | None) -> tuple[Slip, ...]:
    """What a number that does not fit does with the ledger."""
    if not isinstance(stated, int):
        return ()
    if stated < ledger.count:
        return (Slip(id=FEWER_THAN_ORIGINS, parts=(INDEPENDENT,)),)
    if stated > len(ledger.confirming):
        return (Slip(id=MORE_THAN_CONFIRM, parts=(INDEPENDENT,)),)
    return (Slip(id=ECHO, parts=(INDEPENDENT, *(name + ORIGIN for name in ledger.alike))),)


def model(ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first relation and origin of each report, the number that follows, and the model wording."""
    ids = tuple(report.id for report in ask.reports)
    ledger = {name: accept.accepted[name].relation[0] for name in ids}
    ledger |= {name + ORIGIN: accept.accepted[name].origin[0] for name in ids}
    count = _ledger(ask, ledger, _origins(accept, NO_LIBRARY)).count
    return {**ledger, INDEPENDENT: str(count), WORDING: accept.wording}


def also(_ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """The further relations and origins of each report that has any."""
    relations = {name: entered.relation for name, entered in accept.accepted.items()}
    origins = {name + ORIGIN: entered.origin for name, entered in accept.accepted.items()}
    return common.beside_the_model({**relations, **origins})


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
        return is_origin(str(held), value)
    return common.shows_value(part, value, given)


def own_slips(_ask: Ask) -> tuple[str, ...]:
    """One origin counted twice, reports counted that do not confirm, origins left out."""
    return (ECHO, MORE_THAN_CONFIRM, FEWER_THAN_ORIGINS)


def faults(ask: Ask, accept: Accept) -> tuple[Fault, ...]:
    """Doubled, unknown or unkeyed reports, relations that do not exist, a wording that fails its own check."""
    ids = tuple(report.id for report in ask.reports)
    found = [
        *common.doubled("reports", (part.id for part in parts(ask))),
        *common.unknown("accepted", accept.accepted, ids),
        *common.few("reports", ids, 2, "report" if len(ids) == 1 else "reports"),
        *common.unknown("aliases", accept.aliases, accept.origins, "an origin under accepted"),
        *common.alias_faults(accept.aliases, accept.origins),
    ]
    for name in (name for name in ids if name not in accept.accepted):
        found.append((f"accepted.{name}", "the report has no key", "give its relation and origin"))
    for name, entered in accept.accepted.items():
        path = f"accepted.{name}.relation"
        found += common.unknown(path, entered.relation, RELATIONS, "a relation")
        found += common.all_accepted(path, RELATIONS, entered.relation, "relation")
        for blank in (one for one in ("relation", "origin") if not getattr(entered, one)):
            found.append((f"accepted.{name}.{blank}", "nothing is accepted", "list the model first"))
    form = form_of(accept.wording)
    if accept.wording.strip() and not form.holds(FEWEST_WORDS, ask.words):
        lacks = form.told(FEWEST_WORDS, ask.words)
        found.append(("wording", f"the model wording fails its own check: {lacks}", "mend the wording"))
    return tuple(found)


def wants_slips(ask: Ask, _accept: Accept) -> tuple[tuple[str, str], ...]:
    """Every report has a slip on at least one relation."""
    return tuple((report.id, "") for report in ask.reports)
