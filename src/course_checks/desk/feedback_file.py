"""What a learner is told after grading: one Markdown file, in which nothing that was typed is markup."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from course_checks.core.outcome import Scored
from course_checks.core.text import plain
from course_checks.desk.answers import Page
from course_checks.desk.gradebook import decimal
from course_checks.desk.remarks import Remark, remarks_on, typed_in
from course_checks.desk.results import Judged
from course_checks.desk.safe import escaped_line, fenced
from course_checks.feedback import state_of
from course_checks.sheet.checked import CheckedItem
from course_checks.sheet.handin import Learner

Found = Mapping[tuple[str, str], Judged]
"""From exercise and item to what a person found."""


def page_of(who: Learner, pages: Sequence[Page], judged: Found) -> str:
    """The feedback of a learner on every exercise handed in."""
    lines = [f"# Feedback: {escaped_line(called(who))}", "", total(pages)]
    for page in pages:
        lines += ["", *_exercise(page, judged)]
    return "\n".join(lines) + "\n"


def called(who: Learner) -> str:
    """A learner's name and number."""
    return " · ".join(one for one in (who.name, who.number) if one)


def total(pages: Sequence[Page]) -> str:
    """What a machine scored, in one sentence."""
    outcomes = [one.report.outcome for page in pages for one in page.checked.items]
    scores = [one.score for one in outcomes if isinstance(one, Scored) and one.score is not None]
    if not scores:
        return "Nothing was scored."
    items = "1 item" if len(scores) == 1 else f"{len(scores)} items"
    return f"{decimal(sum(scores, Fraction(0)))} points in {items} that a machine scores."


def troubles(page: Page) -> Iterator[str]:
    """What could not be read of an exercise as a whole, and what was read kindly."""
    if page.checked.refused is not None:
        yield f"Not read: {page.checked.refused.say}"
    for problem in page.checked.problems:
        yield f"Not read, line {problem.line}: {problem.say}"
    for note in page.checked.notes:
        yield f"Note: {note.say}"


def heading(one: CheckedItem) -> str:
    """An item and how it ended."""
    outcome = one.report.outcome
    score = outcome.score if isinstance(outcome, Scored) else None
    points = f", {decimal(score)}" if score is not None else ""
    return f"{one.item.id}: {state_of(outcome)}{points}"


def _exercise(page: Page, judged: Found) -> Iterator[str]:
    checked = page.checked
    yield f"## {escaped_line(plain(checked.exercise.title))}"
    yield ""
    yield f"{escaped_line(checked.exercise.id)}, from {escaped_line(page.entry.file)}"
    for trouble in troubles(page):
        yield from ("", escaped_line(trouble))
    for one in checked.items:
        yield ""
        yield from _item(one, page, judged.get((checked.exercise.id, one.item.id)))


def _item(one: CheckedItem, page: Page, judged: Judged | None) -> Iterator[str]:
    yield f"### {escaped_line(heading(one))}"
    if typed := typed_in(page.answers.get(one.item.id, {})):
        yield from ("", fenced(typed))
    said = [line for remark in remarks_on(one, judged) for line in _remark(remark)]
    if said:
        yield from ("", *said)


def _remark(remark: Remark) -> Iterator[str]:
    if remark.is_block:
        yield from ("", fenced(remark.text), "")
        return
    lead = f"{escaped_line(remark.lead)}: " if remark.lead else ""
    yield f"- {lead}{escaped_line(remark.text)}"
    yield from (f"    - {escaped_line(line)}" for line in remark.below)
