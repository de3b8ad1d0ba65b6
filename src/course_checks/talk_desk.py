"""What the commands of instructors say."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from course_checks.core.text import one_of
from course_checks.desk.grading import Graded
from course_checks.desk.ledger import Said
from course_checks.desk.opinions import RUBRICS
from course_checks.desk.ours import FEEDBACK, GRADEBOOK, NOTES, UNREADABLE
from course_checks.desk.to_judge import PAGES
from course_checks.sheet.workspace import shown_path

if TYPE_CHECKING:
    from course_checks.console import Console


def print_graded(console: "Console", graded: Graded) -> None:
    """Say how many were graded, where the results are, and what could not be read."""
    out = shown_path(graded.out)
    learners, exercises = _count(graded.learners, "learner"), _count(len(graded.exercises), "exercise")
    console.say(f"Graded {learners} in {exercises}, from {_count(graded.files, 'file')}.", style="title")
    console.say()
    console.say(f"{out}/{GRADEBOOK}", indent=2)
    for file, _, _ in graded.books:
        console.say(f"{out}/{file}", indent=2)
    console.say(f"{out}/{FEEDBACK}: a file for each learner", indent=2)
    if graded.to_judge:
        texts = _count(graded.to_judge, "learner")
        console.say(f"{out}/{PAGES}: what only a person can judge, of {texts}", indent=2)
    for sheet in graded.sheets:
        console.say(f"{out}/{RUBRICS}/{sheet}: fill it in, and grade again", indent=2)
    _list(console, graded.unread, graded.unread_count, "Not read", f"{out}/{UNREADABLE}")
    _list(console, graded.notes, graded.notes_count, "To know", f"{out}/{NOTES}")
    console.say()
    _books(console, graded)
    if graded.keyless:
        names = one_of(graded.keyless).replace(" or ", " and ")
        console.say(f"There is no key here for {names}: nothing in it was scored.", hang=2)
        console.say("Name the folder that holds your keys with --exercises.", indent=2)
    if graded.left:
        files = _count(graded.left, "file")
        console.say(f"{out}/{FEEDBACK} also holds {files} of an earlier run, left as found.", hang=2)
    if graded.passed_over:
        console.say(
            f"Passed over: {_count(graded.passed_over, 'hidden file or folder', 'hidden files or folders')}."
        )
    console.say("Receipts are no exam security: every answer was checked again with your keys.")


def _books(console: "Console", graded: Graded) -> None:
    """What a person has to do before a system takes a gradebook in."""
    for file, nameless, held_back in graded.books:
        if nameless:
            said = f"{_count(nameless, 'learner')} without number or address: the system cannot tell who they are"
            console.say(f"{file}: {said}. Fill them in.", hang=2)
        if held_back:
            cells = _count(held_back, "cell")
            said = f"{cells} left empty, for something there could not be read or waits for its mark"
            console.say(f"{file}: {said}.", hang=2)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _list(console: "Console", some: Sequence[Said], count: int, title: str, file: str) -> None:
    """The first remarks of one sort, with the file that has all."""
    if not count:
        return
    console.say()
    console.say(f"{title}: {count}, listed in {file}", style="title")
    for one in some:
        place = " · ".join(name for name in (one.file, one.exercise) if name) or one.learner
        console.say(f"{place}: {one.text}", indent=2, hang=2)
    if count > len(some):
        console.say(f"and {count - len(some)} more", indent=2)
