"""What a learner is told after grading: one Markdown file, in which nothing that was typed is markup."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from course_checks.core.outcome import Scored
from course_checks.core.text import plain
from course_checks.desk.answers import Page
from course_checks.desk.gradebook import decimal
from course_checks.desk.safe import escaped, fenced, visible
from course_checks.feedback import Message, state_of
from course_checks.sheet.checked import CheckedItem
from course_checks.sheet.handin import Learner

_NOT_JUDGED = {
    "form": "The machine looked at the form alone. What you say, and how well, it did not judge.",
    "human": "No machine judges this. Your instructor reads it.",
}


def page_of(who: Learner, pages: Sequence[Page]) -> str:
    """The feedback of a learner on every exercise handed in."""
    called = " · ".join(one for one in (who.name, who.number) if one)
    lines = [f"# Feedback: {_line(called)}", "", _total(pages)]
    for page in pages:
        lines += ["", *_exercise(page)]
    return "\n".join(lines) + "\n"


def _total(pages: Sequence[Page]) -> str:
    outcomes = [one.report.outcome for page in pages for one in page.checked.items]
    scores = [one.score for one in outcomes if isinstance(one, Scored) and one.score is not None]
    if not scores:
        return "Nothing was scored."
    items = "1 item" if len(scores) == 1 else f"{len(scores)} items"
    return f"{decimal(sum(scores, Fraction(0)))} points in {items} that a machine scores."


def _exercise(page: Page) -> Iterator[str]:
    checked = page.checked
    yield f"## {_line(plain(checked.exercise.title))}"
    yield ""
    yield f"{_line(checked.exercise.id)}, from {_line(page.entry.file)}"
    if checked.refused is not None:
        yield from ("", f"Not read: {_line(checked.refused.say)}")
    for problem in checked.problems:
        yield from ("", f"Not read, line {problem.line}: {_line(problem.say)}")
    for note in checked.notes:
        yield from ("", f"Note: {_line(note.say)}")
    for one in checked.items:
        yield ""
        yield from _item(one, page)


def _item(one: CheckedItem, page: Page) -> Iterator[str]:
    outcome = one.report.outcome
    score = outcome.score if isinstance(outcome, Scored) else None
    points = f", {decimal(score)}" if score is not None else ""
    yield f"### {_line(one.item.id)}: {state_of(outcome)}{points}"
    typed = [(part, text) for part, text in page.answers.get(one.item.id, {}).items() if text.strip()]
    if typed:
        yield from ("", fenced("\n".join(f"{part} = {_inset(text)}" for part, text in typed)))
    said = [*_messages(one.messages)]
    if one.item.honesty in _NOT_JUDGED:
        said.append(f"- {_NOT_JUDGED[one.item.honesty]}")
    if said:
        yield from ("", *said)


def _inset(text: str) -> str:
    """An answer on its line, or, if it has several, below it."""
    lines = visible(text.strip()).split("\n")
    return lines[0] if len(lines) == 1 else "\n".join(["", *(f"    {line}" for line in lines)])


def _messages(messages: Iterable[Message]) -> Iterator[str]:
    for message in messages:
        lines = [plain(line) if message.topic != "detail" else line for line in message.text.split("\n")]
        if message.topic == "worked":
            yield "- The answer, and why"
            yield from (f"    - {_line(line)}" for line in lines)
        elif len(lines) > 1:
            yield from ("", fenced(message.text), "")
        elif lines[0].strip():
            # What is said about one part, where the words do not name it, begins with its name.
            lead = f"{_line(message.parts[0])}: " if message.topic == "note" and message.parts else ""
            yield f"- {lead}{_line(plain(lines[0]))}"


def _line(text: str) -> str:
    """A text on one line, letter for letter."""
    return escaped(" ".join(visible(text).split()))
