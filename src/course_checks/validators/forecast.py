"""A forecast tried against a later source: criterion first, then a verdict with its evidence (QTI has none).

Score: 1/2 for an accepted verdict, and 1/2 more if one of the passages named is keyed for that verdict: evidence
counts only with an accepted verdict.  The criterion is the learner's own and is not scored, nor is certainty.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Mark, Scored, Slip
from course_checks.core.part import CERTAINTY, Option, Options, Part, Passages, Prose
from course_checks.core.text import fold, words
from course_checks.validators import Fault, Given
from course_checks.validators.common import all_accepted, nothing_ticked, shows_value, unknown

CRITERION, VERDICT, EVIDENCE, SURE = "criterion", "verdict", "evidence", "sure"
VERDICTS = ("held", "contradicted", "mixed", "cannot tell")
MOVING_TARGET, GOOD_EVIDENCE, THIN_EVIDENCE = "moving-target", "good-evidence", "thin-evidence"
CRITERION_WORDS = 8
MOST_PASSAGES = 2
"""For a mixed verdict it takes one passage on each side."""

_WORDING = {
    "held": "held|holds",
    "contradicted": "contradicted|contradicts",
    "mixed": "mixed",
    "cannot tell": "cannot tell|can not tell|can't tell|cannot say",
}
_FINDING = r"\b(?:{})\b(?=\s*(?:$|[.,;:!?)]|(?:as|because|by|for|good|since|true|up)\b))"
"""The wording of a verdict as something found out: with nothing behind it, or with its reason."""
_IF = frozenset("count counts if must only should suppose unless when whenever would".split())
"""Words with which one says beforehand what would have to happen."""

everything, shows = nothing_ticked, shows_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: a verdict on `forecast`, with passages of `source`, and, where asked, how sure one is."""

    forecast: str
    """What was expected, so that it can be tried: MyST."""
    source: str = ""
    """The id of the source that the evidence must come from; empty for any."""
    certainty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """For each accepted verdict the passages that carry it; the model first in both."""

    accepted: Mapping[str, tuple[str, ...]]
    criterion: str = ""
    """A fair criterion, shown with the worked answer; empty for none."""


def parts(ask: Ask) -> tuple[Part, ...]:
    """The criterion, the verdict and the evidence, then the certainty where asked."""
    found = [
        Part(
            id=CRITERION,
            domain=Prose(words=CRITERION_WORDS),
            label=f"{ask.forecast} Before you look: what would show that it held, and what that it did not?",
            scored=False,
        ),
        Part(
            id=VERDICT,
            domain=Options(options=tuple(Option(id=name, text=name) for name in VERDICTS)),
            label="Your verdict",
        ),
        Part(
            id=EVIDENCE,
            domain=Passages(most=MOST_PASSAGES, source=ask.source),
            label="The passage, or the two, that it rests on",
        ),
    ]
    if ask.certainty:
        found.append(Part(id=SURE, domain=CERTAINTY, label="How sure are you?", scored=False))
    return tuple(found)


def score(ask: Ask, accept: Accept, given: Given, _library: Library = NO_LIBRARY) -> Scored:
    """Verdict, and evidence for that verdict; criterion and certainty are only read."""
    verdict, named = given.get(VERDICT), given.get(EVIDENCE)
    right = verdict in accept.accepted
    keyed = [passage for passages in accept.accepted.values() for passage in passages]
    good = _any_of(named, accept.accepted[str(verdict)] if right else keyed)
    target = _moves(str(given.get(CRITERION, "")), str(verdict))
    slips: list[Slip] = []
    if target:
        slips.append(Slip(id=MOVING_TARGET, parts=(CRITERION,)))
    if good and not right and verdict is not None:
        slips.append(Slip(id=GOOD_EVIDENCE, parts=(VERDICT,)))
    if right and not good and named is not None:
        slips.append(Slip(id=THIN_EVIDENCE, parts=(EVIDENCE,), general=True))
    marks = [
        Mark(part=CRITERION, score=None, empty=CRITERION not in given),
        Mark(part=VERDICT, score=Fraction(right), empty=verdict is None),
        Mark(part=EVIDENCE, score=Fraction(good), empty=named is None),
    ]
    if ask.certainty:
        marks.append(Mark(part=SURE, score=None, empty=SURE not in given))
    return Scored(
        score=Fraction(int(right) + int(right and good), 2),
        marks=tuple(marks),
        slips=tuple(slips),
        tally=f"{int(right) + int(good)} of 2: verdict and evidence are looked at together.",
        details=_details(blank=CRITERION not in given, target=target and right and good),
    )


def on_form(_ask: Ask, given: Given, _library: Library = NO_LIBRARY) -> tuple[str, ...]:
    """What is found in the form of the criterion."""
    target = _moves(str(given.get(CRITERION, "")), str(given.get(VERDICT)))
    return _details(blank=CRITERION not in given, target=target)


def _any_of(named: object, keyed: Iterable[str]) -> bool:
    """Whether one of the passages named is among those keyed."""
    return isinstance(named, tuple) and any(passage in named for passage in keyed)


def _moves(criterion: str, verdict: str) -> bool:
    """Whether a criterion gives the verdict as found, and says nothing of what would have to happen for it.

    A criterion that has another verdict too, or a condition, says what would count: "held if ...".
    """
    if verdict not in _WORDING or _IF & set(words(criterion)):
        return False
    folded = fold(criterion)
    found = [name for name, wording in _WORDING.items() if re.search(_FINDING.format(wording), folded)]
    return found == [verdict]


def _details(*, blank: bool, target: bool) -> tuple[str, ...]:
    """What is said of the criterion beside score and slips."""
    if blank:
        return ("No criterion yet. Without one, a verdict can move to wherever the evidence is.",)
    if target:
        return ("Your criterion gives the verdict. Would you have written it before you saw the evidence?",)
    return ()


def model(_ask: Ask, accept: Accept) -> Mapping[str, str]:
    """A fair criterion, where the key has one; the first verdict, and the first of its passages."""
    verdicts = tuple(accept.accepted)
    told = {CRITERION: accept.criterion} if accept.criterion else {}
    return {**told, VERDICT: verdicts[0], EVIDENCE: accept.accepted[verdicts[0]][0]}


def also(_ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """The further verdicts and passages, where there are any; which carries which, `differ` says."""
    verdicts = tuple(accept.accepted)[1:]
    passages = [passage for listed in accept.accepted.values() for passage in listed]
    further = {VERDICT: verdicts, EVIDENCE: tuple(dict.fromkeys(passages))[1:]}
    return {part: values for part, values in further.items() if values}


def accepts(_ask: Ask, accept: Accept, part: str, given: Given) -> str:
    """Another accepted verdict that the evidence carries too, or another passage for the same verdict."""
    verdict = str(given.get(VERDICT))
    if not _any_of(given.get(EVIDENCE), accept.accepted.get(verdict, ())):
        return ""
    return "in the learner's own words" if part == CRITERION else f"listed under accepted, {verdict}"


def own_slips(_ask: Ask) -> tuple[str, ...]:
    """A criterion that only repeats the verdict; good evidence with another verdict, and the reverse."""
    return (MOVING_TARGET, GOOD_EVIDENCE, THIN_EVIDENCE)


def faults(_ask: Ask, accept: Accept) -> tuple[Fault, ...]:
    """Unknown or missing verdicts, all of them accepted, verdicts without evidence."""
    found = [*unknown("accepted", accept.accepted, VERDICTS, "a verdict")]
    if not accept.accepted:
        found.append(
            ("accepted", "no verdict is accepted", "list the model verdict first, with its passages")
        )
    found += all_accepted("accepted", VERDICTS, accept.accepted, "verdict")
    found += [
        (f"accepted.{verdict}", "the verdict has no evidence", "list its passages, the model first")
        for verdict, passages in accept.accepted.items()
        if not passages
    ]
    if accept.criterion and _moves(accept.criterion, next(iter(accept.accepted), "")):
        found.append(("criterion", "it only gives the verdict", "say what would have to happen for it"))
    return tuple(found)


def wants_slips(_ask: Ask, accept: Accept) -> tuple[tuple[str, str], ...]:
    """Every verdict that is not accepted is a named misreading."""
    return tuple((VERDICT, name) for name in VERDICTS if name not in accept.accepted)
