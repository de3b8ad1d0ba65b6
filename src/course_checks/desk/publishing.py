"""Where results go: places looked at before anything is done, and new files put in place whole, at the end.

Nothing is written outside the folder of results.  What a person wrote or fills in is never replaced.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from course_checks.desk.headings import FILES
from course_checks.desk.opinions import RUBRICS
from course_checks.desk.ours import FEEDBACK, GRADEBOOK, NOTES, UNREADABLE, Publishing, stop_before_grading
from course_checks.desk.record import FILE as RECORD
from course_checks.desk.to_judge import PAGES
from course_checks.sheet.workspace import WorkspaceError

WORK = ".grading-"
"""How the folder begins in which a run works."""


def make_writable(source: Path, out: Path) -> None:
    """Make `out`, where it may hold results.  Raises WorkspaceError, OSError."""
    if out.resolve() == source.resolve():
        raise WorkspaceError("The results need a folder of their own. Give another one with --out.")
    if out.exists() and not out.is_dir():
        raise WorkspaceError(f"{out} is a file, not a folder. Give another name with --out.")
    for name in (FEEDBACK, RUBRICS, PAGES):
        place = out / name
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            raise WorkspaceError(f"{place} is not an ordinary folder. Rename it, and grade again.")
    for name in (GRADEBOOK, UNREADABLE, NOTES, RECORD, *FILES.values()):
        if (out / name).is_dir():
            raise WorkspaceError(f"{out / name} is a folder. Rename it, and grade again.")
    stop_before_grading(out)
    out.mkdir(parents=True, exist_ok=True)


def clear_away(out: Path, mine: Path) -> None:
    """Remove what runs that were killed left in `out`; `mine` is where this one works."""
    for left in out.glob(f"{WORK}*"):
        if left != mine and left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def put_in_place(new: Path, out: Path, names: Iterable[str]) -> None:
    """Put new files in their place, each whole, replacing what an earlier run wrote there.

    Raises WorkspaceError if anything in `new` would replace what is not ours, before any is put there; OSError.
    """
    publishing = Publishing(new, out)
    publishing.begin()
    for name in names:
        (out / name).parent.mkdir(exist_ok=True)
        (new / name).replace(out / name)
    publishing.end()


def add_sheets(new: Path, out: Path) -> tuple[str, ...]:
    """Put new rubric sheets beside those that are there, under names that are free; their names.  Raises OSError."""
    made = []
    for sheet in sorted((new / RUBRICS).iterdir()):
        (out / RUBRICS).mkdir(exist_ok=True)
        target, number = out / RUBRICS / sheet.name, 1
        while True:
            try:
                with target.open("xb") as file, sheet.open("rb") as data:
                    shutil.copyfileobj(data, file)
                break
            except FileExistsError:
                number += 1
                target = out / RUBRICS / f"{sheet.stem}-{number}{sheet.suffix}"
        made.append(target.name)
    return tuple(made)


def count_in(folder: Path, endings: Iterable[str]) -> int:
    """How many files with one of these endings a folder holds."""
    wanted = tuple(f".{ending}" for ending in endings)
    return sum(file.name.endswith(wanted) for file in os.scandir(folder)) if folder.is_dir() else 0
