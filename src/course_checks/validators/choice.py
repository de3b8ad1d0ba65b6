"""One best option, with optional certainty and the passage that decides it (QTI: choice).

Score: 1 for an accepted option.  Where the deciding passage is asked for, the rationale rule of the
NCSBN's scoring models holds: 1 for option and passage, 1/2 for the option alone, 0 for a passage alone.
There is no negative marking, and certainty never touches the score.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Mark, Scored, Slip
from course_checks.core.part import CERTAINTY, Option, Options, Part, Passages
from course_checks.validators import Fault, Given
from course_checks.validators.common import (
    all_accepted,
    beside_the_model,
    doubled,
    nothing_on_form,
    nothing_ticked,
    shows_value,
    unknown,
)

CHOICE, PASSAGE, SURE = "choice", "passage", "sure"
GOOD_EVIDENCE, THIN_EVIDENCE = "good-evidence", "thin-evidence"

everything, on_form, shows = nothing_ticked, nothing_on_form, shows_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: one of `options`, and whether certainty and the deciding passage are asked too."""

    options: tuple[Option, ...]
    certainty: bool = False
    cites: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """Accepted options, the model first; the passages that decide, the model first."""

    accepted: tuple[str, ...]
    passages: tuple[str, ...] = ()


def parts(ask: Ask) -> tuple[Part, ...]:
    """The option, then the deciding passage and the certainty where asked."""
    found = [Part(id=CHOICE, domain=Options(options=ask.options), label="Your choice")]
    if ask.cites:
        found.append(Part(id=PASSAGE, domain=Passages(), label="The passage that decides it"))
    if ask.certainty:
        found.append(Part(id=SURE, domain=CERTAINTY, label="How sure are you?", scored=False))
    return tuple(found)


def score(ask: Ask, accept: Accept, given: Given, _library: Library = NO_LIBRARY) -> Scored:
    """The rationale rule; certainty is only read."""
    right = given.get(CHOICE) in accept.accepted
    marks = [Mark(part=CHOICE, score=Fraction(right), empty=CHOICE not in given)]
    slips: list[Slip] = []
    points = Fraction(right)
    if ask.cites:
        named = given.get(PASSAGE)
        proven = isinstance(named, tuple) and any(passage in accept.passages for passage in named)
        marks.append(Mark(part=PASSAGE, score=Fraction(proven), empty=named is None))
        points = Fraction(int(right) + int(right and proven), 2)
        if proven and not right and CHOICE in given:
            slips.append(Slip(id=GOOD_EVIDENCE, parts=(CHOICE,)))
        if right and not proven and named is not None:
            slips.append(Slip(id=THIN_EVIDENCE, parts=(PASSAGE,), general=True))
    if ask.certainty:
        marks.append(Mark(part=SURE, score=None, empty=SURE not in given))
    return Scored(score=points, marks=tuple(marks), slips=tuple(slips), tally=_tally(marks))


def _tally(marks: list[Mark]) -> str:
    scored = [mark for mark in marks if mark.score is not None]
    if len(scored) == 1:
        return (
            "Your choice is accepted." if scored[0].score == 1 else "Your choice is not the accepted one yet."
        )
    return f"{sum(mark.score == 1 for mark in scored)} of {len(scored)}: choice and passage are looked at together."


def model(ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first accepted option and the first deciding passage."""
    found = {CHOICE: accept.accepted[0]}
    if ask.cites:
        found[PASSAGE] = accept.passages[0]
    return found


def also(_ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """The further options and passages, where there are any."""
    return beside_the_model({CHOICE: accept.accepted, PASSAGE: accept.passages})


def accepts(_ask: Ask, accept: Accept, part: str, given: Given) -> str:
    """Another accepted option, or another passage that decides."""
    if part == CHOICE and given.get(CHOICE) in accept.accepted:
        return "listed under accepted"
    named = given.get(PASSAGE)
    if part == PASSAGE and isinstance(named, tuple) and any(passage in accept.passages for passage in named):
        return "listed under passages"
    return ""


def own_slips(ask: Ask) -> tuple[str, ...]:
    """Where a passage is asked: the right passage with another option, and the reverse."""
    return (GOOD_EVIDENCE, THIN_EVIDENCE) if ask.cites else ()


def faults(ask: Ask, accept: Accept) -> tuple[Fault, ...]:
    """Doubled or missing options, unknown accepted ones, passages keyed but not asked, and the reverse."""
    ids = tuple(option.id for option in ask.options)
    found = [*doubled("options", ids), *unknown("accepted", accept.accepted, ids)]
    if len(ids) < 2:
        found.append(("options", f"{len(ids)} option", "give at least two, better three"))
    if not accept.accepted:
        found.append(("accepted", "no option is accepted", "list the model response first"))
    found += all_accepted("accepted", ids, accept.accepted, "option")
    if ask.cites and not accept.passages:
        found.append(
            ("passages", "the item asks for a passage and none is keyed", "list the passages that decide")
        )
    if accept.passages and not ask.cites:
        found.append(
            ("passages", "passages are keyed and none is asked", "set cites = true or delete the line")
        )
    return tuple(found)


def wants_slips(ask: Ask, accept: Accept) -> tuple[tuple[str, str], ...]:
    """Every option that is not accepted is a named misreading."""
    return tuple((CHOICE, option.id) for option in ask.options if option.id not in accept.accepted)
