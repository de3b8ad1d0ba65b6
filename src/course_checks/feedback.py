"""From a report to what is said, rung by rung.

State at every run; the cause as soon as a named misreading is recognised (one at first, four at once on the
second rung, all on the third); the place from the second changed attempt or on asking; the worked answer after
two changed attempts or on asking; a "why" after success.  What was found comes before what to do, so that the
last line is a step.  Nothing here scores, and no rung costs anything.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from course_checks.checking import ItemReport
from course_checks.core.dates import spoken
from course_checks.core.outcome import CheckerFault, InvalidResponse, Outcome, Scored, Unanswered
from course_checks.core.part import SILENT, DateEntry, Links, Names, Number, Options, Part, Passages
from course_checks.core.text import one_of, plain
from course_checks.exercise import Because, Item, ItemKey, parts_of
from course_checks.validators import load

SURE, GUESS, CERTAIN = "sure", "guess", "certain"
MOST_CAUSES = 4
"""Causes that are said at once on the second rung: who mends these is told the others."""
MOST_BLANKS = 8
"""Blanks that are named one by one; of more, the first few."""
FEWEST_FOR_WHOLE = 3
"""Parts that an answer must have before something can be so of the whole of it."""
_LAST_STOP = re.compile(r"(?<!\.)\.$")

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
    slip: str = ""
    """The id of the slip that a cause is said to; empty for all else."""


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
            found, advice = (
                _on_held(item, report, scored) if key is None else _on_scored(key, report, scored, rung)
            )
            details = (Message(topic="detail", text=detail) for detail in scored.details)
            said = [*found, *details, *advice]
    said += [Message(topic="note", text=note.say, parts=(note.field,)) for note in report.notes]
    if (
        rung is Rung.WORKED
        and key is not None
        and not isinstance(report.outcome, InvalidResponse | CheckerFault)
    ):
        proofs = (_told(because) for because in key.because)
        said.append(Message(topic="worked", text=worked_text(worked(item, key), proofs)))
    return tuple(said)


Said = tuple[Message, ...]


def _on_held(item: Item, report: ItemReport, scored: Scored) -> tuple[Said, Said]:
    """What can be said without the key: how much there is, and what is still blank.  Form stands in the details."""
    read = "Read" if report.missing else "Read, and complete"
    has = "has the key" if any(part.scored for part in parts_of(item)) else "reads it"
    state = Message(topic="state", text=f"{read}: {scored.tally}. Your instructor {has}.")
    return (state, *_still_empty(report.missing)), ()


def _on_scored(key: ItemKey, report: ItemReport, scored: Scored, rung: Rung) -> tuple[Said, Said]:
    """(what was found, what to do now)."""
    sure = report.given.get(SURE)
    if scored.score == 1:
        asked = (Message(topic="certainty", text="You knew more than you thought: what made you doubt?"),)
        return (Message(topic="why", text=key.why), *_empty(scored)), asked if sure == GUESS else ()
    state = (Message(topic="state", text=scored.tally),) if scored.tally else ()
    causes = _causes(key, scored, rung)
    places = _places(key, scored, causes) if rung >= Rung.PLACE else ()
    certain = sure == CERTAIN and scored.score == 0
    slowly = (
        Message(topic="certainty", text="You were certain, so this one is worth a slow second reading."),
    )
    return (*state, *_empty(scored)), (*places, *(slowly if certain else ()), *causes)


def _causes(key: ItemKey, scored: Scored, rung: Rung) -> Said:
    """What is said to the slips: to one of the whole answer alone, for it explains the others."""
    told = [(slip, key.message(slip.id)) for slip in scored.slips]
    told = [(slip, text) for slip, text in told if text]
    most = {Rung.STATE: 1, Rung.PLACE: MOST_CAUSES, Rung.WORKED: len(told)}[rung]
    if told and _is_whole(told[0][0].parts, scored):
        most = 1
    return tuple(
        Message(topic="cause", text=text, parts=slip.parts, slip=slip.id) for slip, text in told[:most]
    )


def _is_whole(parts: tuple[str, ...], scored: Scored) -> bool:
    judged = {mark.part for mark in scored.marks if mark.score is not None}
    return len(judged) >= FEWEST_FOR_WHOLE and judged <= set(parts)


def _empty(scored: Scored) -> Said:
    """Which scored parts are still blank."""
    return _still_empty(mark.part for mark in scored.marks if mark.empty and mark.score is not None)


def _still_empty(parts: Iterable[str]) -> Said:
    blank = tuple(parts)
    named, more = (blank, 0) if len(blank) <= MOST_BLANKS else (blank[:3], len(blank) - 3)
    listed = f"{', '.join(named)}{f' and {more} more' if more else ''}"
    return (Message(topic="empty", text=f"Still empty: {listed}.", parts=blank),) if blank else ()


def _places(key: ItemKey, scored: Scored, causes: Said) -> Said:
    """Where to look again: in the answer, or, where that has one part alone, in the sources."""
    judged = [mark for mark in scored.marks if mark.score is not None]
    parts = tuple(mark.part for mark in judged if mark.score != 1 and not mark.empty)
    if scored.score == 0 and causes and _is_whole(causes[0].parts, scored):
        return ()
    if scored.hint:
        return (Message(topic="place", text=scored.hint, parts=parts),)
    places = parts if len(judged) > 1 else tuple(_unread(key, causes)) if parts else ()
    return (Message(topic="place", text=f"Look again at {one_of(places)}.", parts=parts),) if places else ()


def _unread(key: ItemKey, causes: Said) -> Iterator[str]:
    """The passages that prove the key, without those that a cause sends to anyway."""
    sent = {word for cause in causes for word in re.findall(r"\w+", cause.text)}
    passages = dict.fromkeys(because.passage for because in key.because if because.passage)
    return (passage for passage in passages if passage not in sent)


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
        # A chain has several words, and an "or" between two of them could be one of its links.
        either = "; or " if isinstance(part.domain, Names) else " or "
        lines.append((part.label or part.id, either.join(_value_text(part, value) for value in values)))
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
        if said.startswith(f"{value}: "):
            return f"{value} ({text.partition(': ')[2]})"
        return text if len(value) > 2 else f"{value} ({text})"
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


def _told(because: Because) -> str:
    """What proves a key, where there is nothing to follow: a card has its letter, a source no id."""
    if because.card and not because.passage:
        return f"Card {because.card}. {because.why}"
    if because.silent and not because.passage:
        return f"Not named there: {', '.join(because.names)}. {because.why}"
    return proof_text(because)


def worked_text(answer: Worked, proofs: Iterable[str] | None = None) -> str:
    """A worked answer as lines of MyST, a paragraph each; `proofs` instead of its own, if given."""
    told = (f"{re.sub(_LAST_STOP, '', label)}: {text}" for label, text in answer.lines)
    lines = [line for one in told for line in _paragraphs(one)]
    lines += [f"Proof: {proof}" for proof in (answer.proofs if proofs is None else proofs)]
    if answer.differ:
        lines += _paragraphs(f"Where readers differ: {answer.differ}")
    return "\n".join(lines)


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each on a line of its own."""
    return [" ".join(one.split()) for one in re.split(r"\n\s*\n", text) if one.strip()]
