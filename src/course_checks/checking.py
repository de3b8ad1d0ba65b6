"""The one road from a response to a report, and the one place that catches every exception.

A check of an item ends as `Scored`, `Unanswered`, `InvalidResponse` or `CheckerFault`; an exception is
always the last, never a wrong answer.
"""

from dataclasses import dataclass
from typing import Any

from course_checks.core.library import Library
from course_checks.core.outcome import (
    CheckerFault,
    InvalidResponse,
    Mark,
    Note,
    Outcome,
    Problem,
    Scored,
    Slip,
    Unanswered,
)
from course_checks.core.part import Part, Value
from course_checks.core.reading import prose_note, read
from course_checks.exercise import Item, ItemKey, Key, PublicExercise, Responses, parts_of
from course_checks.validators import Given, load


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReport:
    """How the check of one item ended, and what was read."""

    item: str
    outcome: Outcome
    given: Given
    """From a part's id to the value read; parts left blank, or not readable, are missing."""
    notes: tuple[Note, ...] = ()
    """On the form of what is not scored."""
    held: bool = False
    """Whether the key is not here but with the instructor."""
    missing: tuple[str, ...] = ()
    """The parts still blank in an answer that only the instructor can score; else none are named here."""

    @property
    def done(self) -> bool:
        """Whether nothing is left to do: it is right, or, where nothing is scored here, read and complete."""
        return isinstance(self.outcome, Scored) and self.outcome.score in (1, None) and not self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check of one exercise found."""

    exercise: str
    version: str
    items: tuple[ItemReport, ...]


def check(exercise: PublicExercise, key: Key | None, library: Library, responses: Responses) -> Report:
    """Check every item of `exercise`; never raises.

    `key` is None where the instructor keeps it: then form, quotations and completeness are checked, and
    nothing is scored.
    `responses` may lack items and parts (blank); what the exercise does not ask is passed over.
    """
    reports = []
    for item in exercise.items:
        try:
            reports.append(_check_item(item, None if key is None else key[item.id], library, responses))
        except Exception as fault:  # noqa: BLE001  (the only one: our mistake must never mark a learner wrong)
            where = f"{type(fault).__name__} in {exercise.id}.{item.id}"
            reports.append(ItemReport(item=item.id, outcome=CheckerFault(what=where), given={}))
    return Report(exercise=exercise.id, version=exercise.version, items=tuple(reports))


def _check_item(item: Item, key: ItemKey | None, library: Library, responses: Responses) -> ItemReport:
    parts = parts_of(item)
    raw = responses.get(item.id, {})
    given: dict[str, Value] = {}
    problems: list[Problem] = []
    notes: list[Note] = []
    for part in parts:
        value = read(part, raw.get(part.id, ""), library)
        if isinstance(value, Problem):
            problems.append(value)
        elif value is not None:
            given[part.id] = value
            if said := prose_note(part, str(value), library):
                notes.append(Note(say=said, field=part.id))
    invalid = InvalidResponse(problems=tuple(problems)) if problems else None
    outcome = invalid or _outcome(item, parts, key, given, library)
    unscored = key is None and isinstance(outcome, Scored)
    return ItemReport(
        item=item.id,
        outcome=outcome,
        given=given,
        notes=tuple(notes),
        held=key is None,
        missing=tuple(part.id for part in parts if unscored and part.id not in given),
    )


def _outcome(
    item: Item, parts: tuple[Part, ...], key: ItemKey | None, given: Given, library: Library
) -> Outcome:
    asked = [part.id for part in parts if part.scored] or [part.id for part in parts]
    if not any(part in given for part in asked):
        return Unanswered()
    kind = load(item.kind)
    if key is None:
        return Scored(
            score=None,
            marks=tuple(Mark(part=part.id, score=None, empty=part.id not in given) for part in parts),
            tally=f"{len(given)} of {len(parts)} filled",
            details=kind.on_form(item.ask, given, library),
        )
    scored = kind.score(item.ask, key.accept, given, library)
    slips = () if scored.score == 1 else _in_order(scored.slips, _authored(kind, key, given))
    unscored = tuple(
        Mark(part=part.id, score=None, empty=part.id not in given)
        for part in parts
        if not part.scored and all(mark.part != part.id for mark in scored.marks)
    )
    return Scored(
        score=scored.score,
        marks=(*scored.marks, *unscored),
        slips=slips,
        tally=scored.tally,
        details=scored.details,
        hint=scored.hint,
    )


def _in_order(own: tuple[Slip, ...], authored: tuple[Slip, ...]) -> tuple[Slip, ...]:
    """What the kind recognises, then what only this exercise knows; the general ones of the kind come last."""
    return (*(one for one in own if not one.general), *authored, *(one for one in own if one.general))


def _authored(kind: Any, key: ItemKey, given: Given) -> tuple[Slip, ...]:
    """The slips that only this exercise knows, in the order of the key."""
    found = []
    for rule in key.slips:
        parts = tuple(
            part for part, values in rule.when.items() if any(kind.shows(part, v, given) for v in values)
        )
        if parts:
            found.append(Slip(id=rule.id, parts=parts))
    return tuple(found)


def plain_report(report: Report) -> dict[str, Any]:
    """A report as JSON holds it: scores as numbers of at most four decimals, nothing that was typed."""
    return {
        "exercise": report.exercise,
        "version": report.version,
        "items": {entry.item: _plain_outcome(entry.outcome) for entry in report.items},
    }


def _plain_outcome(outcome: Outcome) -> dict[str, Any]:
    match outcome:
        case Scored():
            return {
                "ending": "scored",
                "score": None if outcome.score is None else round(float(outcome.score), 4),
                "slips": [slip.id for slip in outcome.slips],
                "details": list(outcome.details),
                "parts": {mark.part: mark.state for mark in outcome.marks},
            }
        case Unanswered():
            return {"ending": "unanswered"}
        case InvalidResponse():
            problems = [{"part": problem.field, "say": problem.say} for problem in outcome.problems]
            return {"ending": "invalid", "problems": problems}
        case CheckerFault():
            return {"ending": "fault", "what": outcome.what}
