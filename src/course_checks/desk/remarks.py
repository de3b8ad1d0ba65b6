"""What a feedback file says of one item, before it is Markdown or HTML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from course_checks.core.text import plain
from course_checks.desk.results import Judged
from course_checks.desk.safe import visible
from course_checks.exercise import Item
from course_checks.feedback import Message
from course_checks.sheet.checked import CheckedItem

NOT_JUDGED = {
    "form": "The machine looked at the form alone. What you say, and how well, it did not judge.",
    "human": "No machine judges this. Your instructor reads it.",
}
WORKED = "The answer, and why"
READ = "What your instructor found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing that is said: a line, a block of lines kept as they are, or a line with others below it."""

    text: str
    lead: str = ""
    is_block: bool = False
    below: tuple[str, ...] = ()


def typed_in(answers: Mapping[str, str]) -> str:
    """What was typed into an item, part by part; empty if nothing was."""
    typed = [(part, text) for part, text in answers.items() if text.strip()]
    return "\n".join(f"{part} = {_inset(text)}" for part, text in typed)


def prose_in(answers: Mapping[str, str]) -> str:
    """What was typed into an item as a person reads it: the text itself, if there is one alone."""
    typed = [text for text in answers.values() if text.strip()]
    return visible(typed[0]).strip() if len(typed) == 1 else typed_in(answers)


def _inset(text: str) -> str:
    """An answer on its line, or, if it has several, below it."""
    lines = visible(text.strip()).split("\n")
    return lines[0] if len(lines) == 1 else "\n".join(["", *(f"    {line}" for line in lines)])


def remarks_on(one: CheckedItem, judged: Judged | None) -> Iterator[Remark]:
    """All that is said of an item, in the order in which it is read."""
    for message in one.messages:
        yield from _remark(message)
    if one.item.honesty in NOT_JUDGED:
        yield Remark(text=NOT_JUDGED[one.item.honesty])
    if judged is not None:
        yield Remark(text=READ, below=tuple(_found(one.item, judged)))


def _remark(message: Message) -> Iterator[Remark]:
    lines = [plain(line) if message.topic != "detail" else line for line in message.text.split("\n")]
    if message.topic == "worked":
        yield Remark(text=WORKED, below=tuple(lines))
    elif len(lines) > 1:
        yield Remark(text=message.text, is_block=True)
    elif lines[0].strip():
        # What is said about one part, where the words do not name it, begins with its name.
        lead = message.parts[0] if message.topic == "note" and message.parts else ""
        yield Remark(text=plain(lines[0]), lead=lead)


def _found(item: Item, judged: Judged) -> Iterator[str]:
    criteria = {criterion.id: criterion for criterion in getattr(item.ask, "criteria", ())}
    for name, level in judged.levels:
        criterion = criteria.get(name)
        says = plain(getattr(criterion, level, "")) if criterion else ""
        yield f"{plain(criterion.text) if criterion else name}: {level}{f' ({says})' if says else ''}"
    if judged.mark is not None:
        yield f"Mark: {float(judged.mark):.4f}".rstrip("0").rstrip(".") + " of 1"
    yield from (f"“{line.strip()}”" for line in judged.comment.splitlines() if line.strip())
