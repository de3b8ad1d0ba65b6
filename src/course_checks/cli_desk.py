"""The commands of instructors: `grade`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course_checks.cli_base import ALL_WELL, NOT_YET, folders, with_folders, workspace_of
from course_checks.console import Console

if TYPE_CHECKING:
    from course_checks.desk.grading import Progress


@click.command(short_help="Grade the hand-ins of a class.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("grades"), metavar="DIR", help="Where results go."
)
@click.option("--explain", is_flag=True, help="Put the answers and their proofs into the feedback, too.")
@with_folders
def grade(folder: Path, more: tuple[Path, ...], *, out: Path, explain: bool) -> int:
    """Grade every hand-in and answer sheet in FOLDER with your keys, whatever the files claim.

    Writes a gradebook, a feedback file for each learner, and lists of what could not be read and of what you
    should know.  Keys in a folder of your own, named with --exercises, go before those of the course.
    """
    from course_checks.desk.answers import bank_of
    from course_checks.desk.grading import grade as grade_all
    from course_checks.sheet.checked import Asked
    from course_checks.talk_desk import print_graded

    bank = bank_of(workspace_of(more), folders(more))
    with _progress() as progress:
        graded = grade_all(folder, out, bank, Asked(hint=True, explain=explain), progress)
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
