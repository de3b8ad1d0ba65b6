"""What the command `report` says."""

from pathlib import Path
from typing import TYPE_CHECKING

from course_checks.core.text import one_of
from course_checks.desk.report.figures import ClassFigures, Estimate, SlipFigure
from course_checks.desk.report.markup import count, humane
from course_checks.desk.report.plots import INSTALL, drawing_library
from course_checks.sheet.workspace import shown_path

if TYPE_CHECKING:
    from course_checks.console import Console


def print_reported(console: "Console", figures: ClassFigures, page: Path) -> None:
    """Say where the page is, what to do first, and what is missing from it."""
    learners, exercises = count(figures.learners, "learner"), count(len(figures.exercises), "exercise")
    console.say(f"Read the first attempts of {learners} in {exercises}.", style="title")
    console.say()
    console.say(f"{shown_path(page)}: open it in a browser", indent=2)
    console.say()
    if figures.reteach:
        console.say("First:", style="title")
        for slip in figures.reteach:
            console.say(_line(slip), indent=2, hang=2)
    else:
        console.say("No misreading was shared by enough of the class to need class time.")
    for note in figures.notes:
        console.say(note, hang=2)
    for lost in figures.lost:
        console.say(f"Line {lost.line}: {lost.say}", hang=2)
    if figures.lost_count > len(figures.lost):
        console.say(f"and {figures.lost_count - len(figures.lost)} more lines that could not be used")
    if figures.exercises and drawing_library() is None:
        console.say(f"There are no plots in it. To have them: {INSTALL}")


def _line(slip: SlipFigure) -> str:
    passages = one_of(slip.passages).replace(" or ", " and ")
    what = f"read {passages} again: " if passages else ""
    of = f" of {slip.share.n}" if isinstance(slip.share, Estimate) else ""
    return f"{what}{slip.count}{of} made the slip “{humane(slip.slip)}” in {slip.exercise}, {slip.item}"
