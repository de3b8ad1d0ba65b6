"""The sheet on which a person judges a text: what the machine found in its form, and criteria left empty."""

from collections.abc import Iterator

from course_checks.checking import ItemReport
from course_checks.core.outcome import InvalidResponse, Scored
from course_checks.core.text import plain
from course_checks.desk.safe import escaped, fenced, visible
from course_checks.exercise import Item, PublicExercise
from course_checks.feedback import state_of
from course_checks.validators.extended_text import TEXT, Ask, Criterion

BLANK = "________"


def rubric_sheet(exercise: PublicExercise, entry: ItemReport, *, learner: str = "") -> str:
    """A reader's sheet for one text, in Markdown.

    `entry` is what `check` reports of the item; `learner` is the writer's name, as given.  What was typed is
    shown letter for letter, never as markup.  Raises ValueError if the item is not an extended text.
    """
    item = exercise.item(entry.item)
    if item is None or not isinstance(item.ask, Ask):
        raise ValueError(f"{entry.item!r} is not an extended text of {exercise.id}")
    lines = [
        f"# {_line(plain(exercise.title))}",
        "",
        f"Writer: {_line(learner) or BLANK} · Reader: {BLANK} · Date: {BLANK}",
        "",
        f"{_line(exercise.id)}, {_line(item.id)}; version {_line(exercise.version) or BLANK}",
        "",
        *_form(entry),
        "",
        *_criteria(item),
        "",
        "## The text",
        "",
        fenced(str(entry.given.get(TEXT, ""))) if entry.given.get(TEXT) else "Nothing was handed in.",
    ]
    return "\n".join(lines) + "\n"


def _form(entry: ItemReport) -> Iterator[str]:
    """What the machine looked at, and what it left to the reader."""
    yield "## What a machine looked at: form alone"
    yield ""
    match entry.outcome:
        case Scored(details=details) if details:
            yield from (f"- {_line(detail)}" for detail in details)
        case InvalidResponse(problems=problems):
            yield from (f"- Not read: {_line(problem.say)}" for problem in problems)
        case outcome:
            yield f"Nothing: {state_of(outcome)}."


def _criteria(item: Item) -> Iterator[str]:
    """The criteria with their levels; the last column is for the reader."""
    yield "## What you judge"
    yield ""
    yield "Mark the level that fits best, or write what you found. A machine has judged none of this."
    yield ""
    yield "| Criterion | Basic | Proficient | Advanced | Your judgement |"
    yield "|---|---|---|---|---|"
    ask: Ask = item.ask
    for criterion in ask.criteria or (_ANY,):
        levels = (criterion.text, criterion.basic, criterion.proficient, criterion.advanced)
        yield f"| {' | '.join(_line(plain(level)) for level in levels)} |  |"


_ANY = Criterion(id="any", text="your own", basic="", proficient="", advanced="")


def _line(text: str) -> str:
    """A text on one line, letter for letter."""
    return escaped(" ".join(visible(text).split()))
