"""From a report to what is said, rung by rung.

State at every run; the cause as soon as a named misreading is recognised (one at first, all from the
second rung); the place from the second changed attempt or on asking; the worked answer after two changed
attempts or on asking; a "why" after success.  Nothing here scores, and no rung costs anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from course_checks.checking import ItemReport
from course_checks.core.dates import spoken
from course_checks.core.outcome import CheckerFault, InvalidResponse, Outcome, Scored, Unanswered
from course_checks.core.part import SILENT, DateEntry, Links, Number, Options, Part, Passages
from course_checks.core.text import one_of, plain
from course_checks.exercise import Because, Item, ItemKey, parts_of
from course_checks.validators import load

SURE, GUESS, CERTAIN = "sure", "guess", "certain"

Topic = Literal[
    "form", "state", "empty", "place", "cause", "certainty", "detail", "worked", "why", "fault", "note"
]


class Rung(IntEnum):
    """How much the feedback tells."""

    STATE = 1
    PLACE = 2
    WORKED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing said, and what it is about."""

    topic: Topic
    text: str
    """MyST; `plain` makes it fit for a terminal."""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """The worked answer of an item."""

    lines: tuple[tuple[str, str], ...]
    """(label of the part, accepted response): MyST."""
    parts: tuple[str, ...]
    """The ids of the parts of `lines`, in their order."""
    proofs: tuple[str, ...]
    differ: str
    """Where reasonable readers differ; empty if nowhere."""


def rung_after(changes: int, *, hint: bool = False, explain: bool = False) -> Rung:
    """The rung after `changes` changed attempts (0 for the first): a new one only after a changed attempt."""
    if explain or changes >= Rung.WORKED - 1:
        return Rung.WORKED
    return Rung.PLACE if hint or changes >= Rung.PLACE - 1 else Rung.STATE


def state_of(outcome: Outcome) -> str:
    """The outcome in one or two words, never by colour alone."""
    match outcome:
        case Scored(score=None):
            return "read"
        case Scored(score=score) if score == 1:
            return "right"
        case Scored():
            return "look again"
        case Unanswered():
            return "not answered"
        case InvalidResponse():
            return "not read"
        case CheckerFault():
            return "our fault"


def messages(item: Item, key: ItemKey | None, report: ItemReport, rung: Rung) -> tuple[Message, ...]:
    """All that is said about one item, in the order in which it is read."""
    match report.outcome:
        case CheckerFault(what=what):
            text = (
                f"Our check of this item broke ({what}). Nothing was scored and your answer is kept."
                " Please report it."
            )
            said = [Message(topic="fault", text=text)]
        case InvalidResponse(problems=problems):
            said = [Message(topic="form", text=problem.say, parts=(problem.field,)) for problem in problems]
            said.append(Message(topic="form", text="Not scored, and not counted as an attempt."))
        case Unanswered():
            said = [Message(topic="empty", text="Not answered yet.")]
        case Scored() as scored:
            said = list(_on_held(item, scored) if key is None else _on_scored(key, report, scored, rung))
            said += [Message(topic="detail", text=detail) for detail in scored.details]
    said += [Message(topic="note", text=note.say, parts=(note.field,)) for note in report.notes]
    if (
        rung is Rung.WORKED
        and key is not None
        and not isinstance(report.outcome, InvalidResponse | CheckerFault)
    ):
        said.append(Message(topic="worked", text=worked_text(worked(item, key))))
    return tuple(said)


def _on_held(item: Item, scored: Scored) -> tuple[Message, ...]:
    """What can be said without the key: whether anything is still blank."""
    asked = {part.id for part in parts_of(item) if part.scored}
    blank = _still_empty(mark.part for mark in scored.marks if mark.empty and mark.part in asked)
    form = "Read" if blank else "Read and complete in form"
    return (Message(topic="state", text=f"{form}. Your instructor has the key."), *blank)


def _on_scored(key: ItemKey, report: ItemReport, scored: Scored, rung: Rung) -> tuple[Message, ...]:
    if scored.score == 1:
        doubted = report.given.get(SURE) == GUESS
        asked = (Message(topic="certainty", text="You knew more than you thought: what made you doubt?"),)
        return (Message(topic="why", text=key.why), *_empty(scored), *(asked if doubted else ()))
    causes = [Message(topic="cause", text=key.message(slip.id), parts=slip.parts) for slip in scored.slips]
    shown = [cause for cause in causes if cause.text]
    if report.given.get(SURE) == CERTAIN and scored.score is not None:
        shown = [
            Message(topic="certainty", text="You were certain, so this one is worth a slow second reading."),
            *shown,
        ]
        limit = 2
    else:
        limit = 1
    said = [Message(topic="state", text=scored.tally), *_empty(scored)] if scored.tally else [*_empty(scored)]
    if rung >= Rung.PLACE:
        said += _places(scored)
    return (*said, *(shown if rung >= Rung.PLACE else shown[:limit]))


def _empty(scored: Scored) -> tuple[Message, ...]:
    """Which scored parts are still blank."""
    return _still_empty(mark.part for mark in scored.marks if mark.empty and mark.score is not None)


def _still_empty(parts: Iterable[str]) -> tuple[Message, ...]:
    blank = tuple(parts)
    return (Message(topic="empty", text=f"Still empty: {', '.join(blank)}.", parts=blank),) if blank else ()


def _places(scored: Scored) -> tuple[Message, ...]:
    """Which parts to look at again."""
    parts = tuple(m.part for m in scored.marks if m.score is not None and m.score < 1 and not m.empty)
    if scored.hint:
        return (Message(topic="place", text=scored.hint, parts=parts),)
    return (Message(topic="place", text=f"Look again at {one_of(parts)}.", parts=parts),) if parts else ()


def worked(item: Item, key: ItemKey) -> Worked:
    """The model response with what else the key takes, its proofs, and where readers differ."""
    kind = load(item.kind)
    model, also = kind.model(item.ask, key.accept), kind.also(item.ask, key.accept)
    parts = [part for part in parts_of(item) if part.id in model or part.id in also]
    if all(isinstance(part.domain, Number) for part in parts):
        parts.sort(key=lambda part: int(model[part.id]))
    lines = []
    for part in parts:
        values = [model[part.id]] if part.id in model else []
        values += [value for value in also.get(part.id, ()) if value not in values]
        lines.append((part.label or part.id, " or ".join(_value_text(part, value) for value in values)))
    return Worked(
        lines=tuple(lines),
        parts=tuple(part.id for part in parts),
        proofs=tuple(proof_text(because) for because in key.because),
        differ=key.differ,
    )


def _value_text(part: Part, value: str) -> str:
    """A legal value as a learner reads it."""
    if isinstance(part.domain, Options):
        text = next((option.text for option in part.domain.options if option.id == value), value)
        said = plain(text)
        if said == value:
            return value
        return text if len(value) > 2 or said.startswith(f"{value}:") else f"{value} ({text})"
    if isinstance(part.domain, Passages) and value == SILENT:
        return "silent"
    if isinstance(part.domain, DateEntry):
        return spoken(value)
    if isinstance(part.domain, Links):
        return "; ".join(value.splitlines())
    return value


def proof_text(because: Because) -> str:
    """What proves a key, in one line of MyST."""
    match because:
        case Because(quote=quote, passage=passage) if quote:
            return f"{{passage}}`{passage}`: “{quote}”. {because.why}"
        case Because(passage=passage) if passage:
            return f"{{passage}}`{passage}`. {because.why}"
        case Because(silent=silent) if silent:
            return f"Not named in {' and '.join(silent)}: {', '.join(because.names)}. {because.why}"
        case _:
            return because.why


def worked_text(answer: Worked) -> str:
    """A worked answer as lines of MyST."""
    lines = [f"{label}: {text}" for label, text in answer.lines]
    lines += [f"Proof: {proof}" for proof in answer.proofs]
    if answer.differ:
        lines.append(f"Where readers differ: {' '.join(answer.differ.split())}")
    return "\n".join(lines)
