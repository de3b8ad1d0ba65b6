"""Grading one learner: from what was handed in to everything that is written about it.

A pure function of the task, the exercises and the options: in whatever process and order it runs, it gives the
same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from course_checks.core.outcome import CheckerFault, InvalidResponse, Outcome, Scored
from course_checks.desk.answers import Bank, Page, first_of, pages_of
from course_checks.desk.feedback_file import page_of
from course_checks.desk.feedback_html import html_page_of
from course_checks.desk.gradebook import cell_of
from course_checks.desk.ledger import Said, Sort
from course_checks.desk.record import Recorded, attempt_of, write_line
from course_checks.desk.remarks import NOT_JUDGED, prose_in
from course_checks.desk.results import Ending, ExerciseDone, ItemDone, Result, Task, Written
from course_checks.sheet.checked import Asked, CheckedItem
from course_checks.sheet.handin import Learner

MARKDOWN, HTML = "md", "html"
BROKE = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What a mistake of ours raises.  Whatever `check` is given, it ends well; this is about what stands around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grader:
    """Everything that a task is graded with."""

    bank: Bank
    asked: Asked
    endings: tuple[str, ...] = (MARKDOWN,)
    """The feedback files that are made."""

    def grade(self, task: Task) -> Result:
        """What a task gives.  A hand-in over which our own code breaks is told, and never stops the class."""
        try:
            return self._grade(task)
        except BROKE as error:
            return self._broken(task, type(error).__name__)

    def _grade(self, task: Task) -> Result:
        said: list[tuple[Sort, bytes, Said]] = []

        def tell(sort: Sort, place: bytes, one: Said) -> None:
            said.append((sort, place, one))

        pages = tuple(pages_of(task.entries, task.who, self.bank, self.asked, tell))
        return Result(
            exercises=tuple(map(_done, pages)),
            said=tuple(said),
            record=self._record(pages, task.who),
            pages={ending: self._page(ending, task, pages) for ending in self.endings},
            written=tuple(
                one for page in pages for item in page.checked.items for one in _written(page, item)
            ),
        )

    def _page(self, ending: str, task: Task, pages: Sequence[Page]) -> str:
        return (html_page_of if ending == HTML else page_of)(task.who, pages, task.judged)

    def _record(self, pages: Sequence[Page], who: Learner) -> str:
        attempts = {}
        for page in pages:
            if first := first_of(page, self.bank):
                public = page.checked.exercise
                attempts[public.id] = attempt_of(public, *first, version=page.entry.version, who=who)
        return write_line(Recorded(learner="", exercises=attempts))

    def _broken(self, task: Task, fault: str) -> Result:
        done, said = {}, []
        for entry in task.entries:
            items = self.bank.open(entry.exercise).public.items
            faults = (ItemDone(item=item.id, ending="fault", cell="our fault") for item in items)
            done[entry.exercise] = ExerciseDone(exercise=entry.exercise, items=tuple(faults))
            text = f"Our grading of it broke ({fault}); nothing was scored. Please report it."
            told = Said(file=entry.file, learner=task.who.name, exercise=entry.exercise, text=text)
            said.append(("note", entry.place, told))
        page = "This could not be graded, which is our fault. Nothing was scored.\n"
        return Result(
            exercises=tuple(done.values()),
            said=tuple(said),  # type: ignore[arg-type]
            record=write_line(Recorded(learner="", exercises={})),
            pages=dict.fromkeys(self.endings, page),
            written=(),
        )


def _done(page: Page) -> ExerciseDone:
    checked = page.checked
    if checked.refused is not None:
        items = checked.exercise.items
        unread = (ItemDone(item=item.id, ending="not read", cell="not read") for item in items)
        return ExerciseDone(exercise=checked.exercise.id, items=tuple(unread))
    return ExerciseDone(exercise=checked.exercise.id, items=tuple(_item(one) for one in checked.items))


def _item(one: CheckedItem) -> ItemDone:
    outcome = one.report.outcome
    return ItemDone(
        item=one.item.id,
        ending=_ending(outcome),
        cell=cell_of(outcome),
        score=outcome.score if isinstance(outcome, Scored) else None,
    )


def _ending(outcome: Outcome) -> Ending:
    match outcome:
        case Scored(score=score):
            return "to read" if score is None else "scored"
        case InvalidResponse():
            return "not read"
        case CheckerFault():
            return "fault"
        case _:
            return "unanswered"


def _written(page: Page, one: CheckedItem) -> tuple[Written, ...]:
    """What a person reads of an item: nothing, or one text."""
    text = prose_in(page.answers.get(one.item.id, {})) if one.item.honesty in NOT_JUDGED else ""
    if not text:
        return ()
    match one.report.outcome:
        case Scored(details=details):
            form = details
        case InvalidResponse(problems=problems):
            form = tuple(f"Not read: {problem.say}" for problem in problems)
        case _:
            form = ()
    return (Written(exercise=page.checked.exercise.id, item=one.item.id, form=form, text=text),)
