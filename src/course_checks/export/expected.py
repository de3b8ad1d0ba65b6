"""What Moodle must give to each labelled response, by the course's own validators: a list to ask a real Moodle with.

A response is expressed as the question takes it.  One that the question cannot take stands in the list with the
reason.  Where Moodle's rule and ours differ, both numbers stand there.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from course_checks.checking import ItemReport
from course_checks.content.exercises import LabelledResponse
from course_checks.core.library import Library
from course_checks.core.outcome import Scored
from course_checks.core.part import SILENT, Options
from course_checks.core.text import plain
from course_checks.exercise import parts_of
from course_checks.export.choosing import chain_text
from course_checks.export.model import Blank, Blanks, Choice, Essay, Numeric, Ordering, Question, Short
from course_checks.export.moodle import PAIRS, split
from course_checks.export.task import Task
from course_checks.validators import Given, attribution_chain, choice, evidence, forecast, multiple_response

ADDED_UP = ("corroboration", "hypotheses")
"""Kinds whose unasked parts add to the score whatever else is right."""
FIRST: Mapping[str, str] = {
    "choice": choice.CHOICE,
    "evidence": evidence.PASSAGE,
    "forecast": forecast.VERDICT,
}
"""Kinds whose unasked part counts only where this part is right."""

Response = dict[str, Any]
"""`choose`: texts of answers · `fill`: a text for each gap, empty for none · `order`: lines · `type`: a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One labelled response, as a question takes it, and what it must be given."""

    question: str
    name: str
    """What the response is called."""
    response: Response | None
    """None where the question cannot take it."""
    fraction: Fraction | None
    """What Moodle gives, 0 to 1."""
    ours: Fraction | None
    """What the course gives; None where it ends without a score."""
    note: str = ""
    """Why the question cannot take it, or why the two differ."""


def expected_of(question: Question, library: Library) -> tuple[Expected, ...]:
    """Every labelled response that says anything of the question's item, in the order of the exercise."""
    task = Task(exercise=question.exercise, item=question.item, library=library)
    told = [one for one in question.exercise.responses if question.item.id in one.expect]
    return tuple(_expected(question, task, one) for one in told)


def _expected(question: Question, task: Task, labelled: LabelledResponse) -> Expected:
    answers = labelled.answers.get(question.item.id, {})
    report = task.report(answers)
    outcome = report.outcome
    ours = outcome.score if isinstance(outcome, Scored) else None
    why = _why_not(question, report)
    made: Response | str = why or _response(question, task, report, answers)
    if isinstance(made, str):
        return Expected(
            question=question.id, name=labelled.name, response=None, fraction=None, ours=ours, note=made
        )
    fraction, note = (
        (ours, "") if not isinstance(question.body, Ordering) else _pairs(question.body, made, ours)
    )
    return Expected(
        question=question.id, name=labelled.name, response=made, fraction=fraction, ours=ours, note=note
    )


def _why_not(question: Question, report: ItemReport) -> str:
    """Why the question cannot take a response, whatever it is; empty if it may."""
    outcome = report.outcome
    if isinstance(question.body, Essay):
        return "a person gives the points"
    if not isinstance(outcome, Scored):
        return (
            f"it is {type(outcome).__name__.replace('Response', '').lower()} here, which is no answer there"
        )
    marks = {mark.part: mark.score for mark in outcome.marks}
    unasked = question.mapped.unasked
    named = " and ".join(f"`{part}`" for part in unasked)
    if question.item.kind in ADDED_UP:
        whole = all(score in (1, None) for score in marks.values())
        return "" if whole else f"a share of the score is for {named}, which it does not ask"
    first = FIRST.get(question.item.kind, "")
    if unasked and marks.get(first) == 1 and not all(marks.get(part) == 1 for part in unasked):
        return f"the score rests on {named} too, which it does not ask"
    return ""


def _response(
    question: Question, task: Task, report: ItemReport, answers: Mapping[str, str]
) -> Response | str:
    """The response as the question takes it, or why it cannot."""
    given = report.given
    match question.body:
        case Choice() as body:
            return _choose(question, task, body, given, answers)
        case Blanks() as body:
            return _fill(question, body, given, answers)
        case Ordering() as body:
            return _order(body, given)
        case Short() | Numeric():
            return _type(question, given, answers)
        case _:
            return "a person gives the points"


def _choose(
    question: Question, task: Task, body: Choice, given: Given, answers: Mapping[str, str]
) -> Response | str:
    kind = question.item.kind
    if kind == "multiple-response":
        ask = question.item.ask
        ticked = [plain(one.text) for one in ask.options if given.get(one.id) == multiple_response.YES]
        return {"choose": ticked}
    if kind == "attribution-chain":
        text = chain_text(task, answers[attribution_chain.CHAIN])
    else:
        part = FIRST[kind]
        if part not in given:
            return "nothing is chosen, and the rest is not asked"
        text = _option_text(question, part, str(given[part]))
    kept = [answer.text for answer in split(body)[0]]
    return {"choose": [text]} if text in kept else "Moodle has no share of a mark for its score"


def _option_text(question: Question, part: str, value: str) -> str:
    domain = next(one.domain for one in parts_of(question.item) if one.id == part)
    options = domain.options if isinstance(domain, Options) else ()
    return next(plain(option.text) for option in options if option.id == value)


def _fill(question: Question, body: Blanks, given: Given, answers: Mapping[str, str]) -> Response | str:
    if not any(blank.part in given for blank in body.blanks):
        return "nothing of what it asks is given"
    return {"fill": [_gap(question, blank, given, answers) for blank in body.blanks]}


def _gap(question: Question, blank: Blank, given: Given, answers: Mapping[str, str]) -> str:
    if blank.part not in given:
        return ""
    if not blank.typed:
        return _option_text(question, blank.part, str(given[blank.part]))
    value = given[blank.part]
    if isinstance(value, tuple):
        return ", ".join(value) or SILENT
    return answers[blank.part].strip()


def _type(question: Question, given: Given, answers: Mapping[str, str]) -> Response | str:
    part = FIRST.get(question.item.kind) or parts_of(question.item)[0].id
    if part not in given:
        return "nothing of what it asks is given"
    value = given[part]
    if isinstance(value, tuple):
        return {"type": ", ".join(value)}
    return {"type": str(value) if isinstance(value, int) else answers[part].strip()}


def _order(body: Ordering, given: Given) -> Response | str:
    places: list[tuple[int, int, str]] = []
    for line in body.lines:
        numbers = [given[event] for event in line.events if isinstance(given.get(event), int)]
        if len(numbers) < len(line.events):
            return "an event has no place, and Moodle places all"
        whole = [int(str(number)) for number in numbers]
        places.append((min(whole), max(whole), line.text))
    places.sort()
    if any(one[1] >= other[0] for one, other in itertools.pairwise(places)):
        return "events share a place, or stand between two that share a line"
    return {"order": [text for _, _, text in places]}


def _pairs(body: Ordering, made: Response, ours: Fraction | None) -> tuple[Fraction, str]:
    """Moodle's share for an order, the pairs of lines that stand right, and a note where ours is another."""
    wanted = [line.text for line in body.lines]
    stands = [wanted.index(text) for text in made["order"]]
    pairs = [(a, b) for i, a in enumerate(stands) for b in stands[i + 1 :]]
    fraction = Fraction(sum(a < b for a, b in pairs), len(pairs))
    if fraction == ours:
        return fraction, ""
    return fraction, PAIRS
