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

from course_checks.core.chain import UNNAMED, canonical
from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Mark, Scored, Slip, mean
from course_checks.core.part import Entry, Number, Option, Options, Part, Prose
from course_checks.core.text import count_words, squeeze
from course_checks.core.wording import hedge_in, speaker_in
from course_checks.validators import Fault, Given
from course_checks.validators.common import doubled, shows_value, unknown

CONFIRMS, QUALIFIES, DENIES = "confirms", "qualifies", "denies"
RELATIONS = (CONFIRMS, QUALIFIES, DENIES)
INDEPENDENT, WORDING = "independent", "wording"
ORIGIN = "-origin"
"""What the id of a report's second part ends with."""
ECHO, MORE_THAN_CONFIRM, FEWER_THAN_ORIGINS = "echo", "more-than-confirm", "fewer-than-origins"
WEIGHTS = {part: Fraction(tenths, 10) for part, tenths in (("relation", 4), ("origin", 3), ("number", 2))}
FORM_WEIGHT = Fraction(1, 10)
FEWEST_WORDS = 6
LONGEST_NAME = 200

_HIDDEN = frozenset("anonymous nameless undisclosed unidentified unknown unnamed".split())
_SOMEBODY = frozenset("informant insider insiders somebody someone source sources".split())


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


def score(ask: Ask, accept: Accept, given: Given, library: Library = NO_LIBRARY) -> Scored:
    """Relations, origins, the number by the learner's own ledger, and the form of the wording."""
    naming = _naming(accept, library)
    ids = tuple(report.id for report in ask.reports)
    relations = [_mark(name, given.get(name) in accept.accepted[name].relation, given) for name in ids]
    origins = [
        _mark(part, part in given and naming(str(given[part])) in map(naming, accept.accepted[name].origin), given)
        for name, part in ((name, name + ORIGIN) for name in ids)
    ]
    counted = _own_count(ids, given, naming)
    stated = given.get(INDEPENDENT)
    number = _mark(INDEPENDENT, stated is not None and stated == counted, given)
    wording = str(given.get(WORDING, ""))
    form = _mark(WORDING, _form_holds(wording, ask.words), given)
    shares = (mean(map(_points, relations)), mean(map(_points, origins)), _points(number))
    points = sum((w * s for w, s in zip(WEIGHTS.values(), shares, strict=True)), FORM_WEIGHT * _points(form))
    right = (sum(map(_points, relations)), sum(map(_points, origins)))
    fits = "fits" if number.score else "does not fit"
    return Scored(
        score=points,
        marks=(*relations, *origins, number, form),
        slips=_slips(ids, given, naming, counted),
        tally=f"{right[0]} of {len(ids)} relations and {right[1]} of {len(ids)} origins match the key."
        + (f" Your number {fits} your own ledger." if stated is not None else ""),
        details=(*_on_ledger(ids, given, naming, fits=bool(number.score)), *_on_form(wording, ask.words)),
    )


def _mark(part: str, right: bool, given: Given) -> Mark:  # noqa: FBT001  (the mark itself)
    return Mark(part=part, score=Fraction(right), empty=part not in given)


def _points(mark: Mark) -> Fraction:
    return mark.score or Fraction(0)


# Origins ---------------------------------------------------------------------------------------------------


def _naming(accept: Accept, library: Library) -> Callable[[str], str]:
    """From an origin as typed to one spelling of it, `UNNAMED` for all that hide somebody."""
    spellings = {squeeze(one): name for name, listed in accept.aliases.items() for one in listed}
    names = [name for entered in accept.accepted.values() for name in entered.origin]
    known = tuple(dict.fromkeys([*names, *accept.aliases]))
    aliases = {**library.aliases, **spellings}
    return lambda typed: origin_of(typed, aliases, known)


def origin_of(typed: str, aliases: Mapping[str, str], known: tuple[str, ...] = ()) -> str:
    """The origin that is meant, squeezed, so that one is not counted twice for its spelling.

    `typed` may be a name with words around it ("the envoy N. N."); an "unnamed official" or "a source in the
    capital" is `UNNAMED`.
    """
    bare = squeeze(typed)
    held = set(bare.split())
    if not bare or held & _HIDDEN or "not named" in bare:
        return UNNAMED
    found = canonical(typed, aliases, known if len(typed) <= LONGEST_NAME else ())
    if found == UNNAMED or found in known:
        return squeeze(found)
    spellings = {squeeze(name): name for name in known} | {squeeze(one): name for one, name in aliases.items()}
    inside = {name for spelling, name in spellings.items() if spelling and f" {spelling} " in f" {bare} "}
    if len(inside) == 1:
        return squeeze(inside.pop())
    return UNNAMED if held & _SOMEBODY else squeeze(found)


def _confirming(ids: tuple[str, ...], given: Given) -> tuple[str, ...]:
    """The reports that the learner lets confirm the claim."""
    return tuple(name for name in ids if given.get(name) == CONFIRMS)


def _own_count(ids: tuple[str, ...], given: Given, naming: Callable[[str], str]) -> int | None:
    """How many confirmations are independent by the learner's ledger; None while it has gaps."""
    confirming = _confirming(ids, given)
    if any(name not in given for name in (*ids, *(one + ORIGIN for one in confirming))):
        return None
    known = {naming(str(given[name + ORIGIN])) for name in confirming} - {UNNAMED}
    return max(len(known), min(len(confirming), 1))


# What is said ----------------------------------------------------------------------------------------------


def _slips(
    ids: tuple[str, ...], given: Given, naming: Callable[[str], str], counted: int | None
) -> tuple[Slip, ...]:
    """What the stated number does with the ledger, if it does not fit."""
    stated, confirming = given.get(INDEPENDENT), _confirming(ids, given)
    if not isinstance(stated, int) or counted is None or stated == counted:
        return ()
    if stated < counted:
        return (Slip(id=FEWER_THAN_ORIGINS, parts=(INDEPENDENT,)),)
    if stated > len(confirming):
        return (Slip(id=MORE_THAN_CONFIRM, parts=(INDEPENDENT,)),)
    origins = {name + ORIGIN: naming(str(given[name + ORIGIN])) for name in confirming}
    listed = list(origins.values())
    alike = (part for part, name in origins.items() if name == UNNAMED or listed.count(name) > 1)
    return (Slip(id=ECHO, parts=(INDEPENDENT, *alike)),)


def _on_ledger(
    ids: tuple[str, ...], given: Given, naming: Callable[[str], str], *, fits: bool
) -> tuple[str, ...]:
    """The learner's own ledger given back, where the number does not fit it: reports by their ids."""
    confirming = _confirming(ids, given)
    if fits or INDEPENDENT not in given:
        return ()
    if not confirming:
        return ("In your ledger no report confirms the claim.",)
    hidden = [
        name
        for name in confirming
        if naming(str(given.get(name + ORIGIN, ""))) == UNNAMED
    ]
    return (
        f"In your ledger these confirm the claim: {', '.join(confirming)}."
        f" Without a known origin among them: {', '.join(hidden) or 'none'}.",
    )


def _form_holds(wording: str, most: int) -> bool:
    """Whether a wording has a speaker and a hedge, and is neither too short nor too long."""
    return bool(
        FEWEST_WORDS <= count_words(wording) <= most and speaker_in(wording) and hedge_in(wording)
    )


def _on_form(wording: str, most: int) -> tuple[str, ...]:
    """What the form check found in a wording, and what it does not judge."""
    if not wording:
        return ()
    speaker, hedge, count = speaker_in(wording), hedge_in(wording), count_words(wording)
    found = (
        f"a speaker (“{speaker}”)" if speaker else "no word that gives it a speaker, such as said or according",
        f"a limit (“{hedge}”)" if hedge else "no word that doubts or limits it, such as may, if or but",
        f"{count} {'word' if count == 1 else 'words'} of {FEWEST_WORDS} to {most}",
    )
    return (f"The form of your wording: {'; '.join(found)}. Whether it is fair is not judged here.",)


# What the key says -----------------------------------------------------------------------------------------


def model(ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first relation and origin of each report, the number that follows, and the model wording."""
    ids = tuple(report.id for report in ask.reports)
    ledger = {name: accept.accepted[name].relation[0] for name in ids}
    ledger |= {name + ORIGIN: accept.accepted[name].origin[0] for name in ids}
    count = _own_count(ids, ledger, _naming(accept, NO_LIBRARY))
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
    """The same relation or number; for an origin the same name, whatever stands around it."""
    if part.endswith(ORIGIN) and part in given:
        return origin_of(str(given[part]), {}, (value,)) == origin_of(value, {})
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
        found.append(("reports", "fewer than two reports", "a ledger compares at least two"))
    if not ask.claim.strip():
        found.append(("claim", "nothing is claimed", "say in one sentence what the reports bear on"))
    for name in (name for name in ids if name not in accept.accepted):
        found.append((f"accepted.{name}", "the report has no key", "give its relation and origin"))
    for name, entered in accept.accepted.items():
        found += unknown(f"accepted.{name}.relation", entered.relation, RELATIONS)
        if set(RELATIONS) <= set(entered.relation):
            found.append((f"accepted.{name}.relation", "every relation is accepted", "leave at least one out"))
        for blank in (one for one in ("relation", "origin") if not getattr(entered, one)):
            found.append((f"accepted.{name}.{blank}", "nothing is accepted", "list the model first"))
    origins = {name for entered in accept.accepted.values() for name in entered.origin}
    found += unknown("aliases", accept.aliases, sorted(origins))
    if not _form_holds(accept.wording, ask.words):
        lacks = "; ".join(_on_form(accept.wording, ask.words)) or "it is empty"
        found.append(("wording", f"the model wording fails its own check. {lacks}", "mend the wording"))
    return tuple(found)


def wants_slips(ask: Ask, _accept: Accept) -> tuple[tuple[str, str], ...]:
    """Every report has a slip on at least one relation."""
    return tuple((report.id, "") for report in ask.reports)
