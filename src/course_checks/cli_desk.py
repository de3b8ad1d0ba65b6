"""The commands of instructors: `grade`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from course_checks.cli_base import ALL_WELL, NOT_YET, folders, notice, with_folders, workspace_of
from course_checks.console import Console

if TYPE_CHECKING:
    from course_checks.desk.grading import Progress


FEEDBACK = {"md": ("md",), "html": ("html",), "both": ("md", "html")}


class _Folder(click.Path):
    """A folder by its name; an empty name is none, and not the folder where we are."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("The name is empty. Name a folder, such as grades.", param, ctx)
        return super().convert(value, param, ctx)


@click.command(short_help="Grade the hand-ins of a class.")
@click.argument("source", type=click.Path(path_type=Path), metavar="FOLDER|ZIP")
@click.option(
    "--out", type=_Folder(path_type=Path), default=Path("grades"), metavar="DIR", help="Where results go."
)
@click.option("--explain", is_flag=True, help="Put the answers and their proofs into the feedback, too.")
@click.option(
    "--feedback",
    type=click.Choice(list(FEEDBACK)),
    default="md",
    help="What feedback files are: md if not given.",
)
@click.option(
    "--gradebook",
    "books",
    type=click.Choice(["plain", "canvas", "moodle"]),
    multiple=True,
    help="A gradebook for a system, beside the plain one, which is always written.",
)
@with_folders
def grade(
    source: Path, more: tuple[Path, ...], *, out: Path, explain: bool, feedback: str, books: tuple[str, ...]
) -> int:
    """Grade every hand-in and answer sheet with your keys, whatever the files claim.

    What was handed in lies in a folder, or in a ZIP file as Moodle, Canvas and Gradescope give them out.
    Writes a gradebook, a feedback file for each learner, lists of what could not be read and of what you
    should know, and sheets to fill in for what only a person can judge.  Keys in a folder of your own, named
    with --exercises, go before those of the course.  Interrupted, it goes on when it is run again.
    """
    from course_checks.desk.answers import bank_of
    from course_checks.desk.grading import Wanted
    from course_checks.desk.grading import grade as grade_all
    from course_checks.desk.headings import FILES
    from course_checks.desk.keeping import placed
    from course_checks.sheet.checked import Asked
    from course_checks.talk_desk import print_graded

    wanted = Wanted(
        asked=Asked(hint=True, explain=explain),
        endings=FEEDBACK[feedback],
        systems=tuple(name for name in FILES if name in books),
    )
    bank = bank_of(workspace_of(more), folders(more))
    try:
        with placed(out), _progress() as progress:
            graded = grade_all(source, out, bank, wanted, progress)
    except KeyboardInterrupt:
        notice("Interrupted. What is done is kept: run the same command again, and it goes on from there.")
        return NOT_YET
    print_graded(Console(), graded)
    return NOT_YET if graded.unread_count or graded.keyless else ALL_WELL


@contextmanager
def _progress() -> Iterator["Progress"]:
    """A bar on a terminal; nothing where no person looks on."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console as Rich
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    with Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Rich(file=sys.stderr),
        transient=True,
    ) as bar:
        tasks = {}

        def show(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield show
