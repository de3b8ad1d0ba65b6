"""Searching what an instructor gives out, or a site that is built, for keys that are held."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import course_checks
from course_checks.content.exercises import EXERCISE
from course_checks.content.leaks import Searched, Secret, folded, search, secrets_of
from course_checks.content.packing import source_files
from course_checks.content.unpacking import files_of
from course_checks.sheet.checked import layout_of
from course_checks.sheet.make import blank_sheet
from course_checks.sheet.workspace import Workspace, WorkspaceError, open_exercise

_PROGRAM = (".py", ".txt", ".css", ".js")


def search_places(workspace: Workspace, own: Iterable[Path], places: Iterable[Path]) -> Searched:
    """Search files and folders for everything telling in the keys of the folders `own`.

    Raises WorkspaceError where there is nothing to look for or to look through, or where an exercise cannot
    be used; OSError.
    """
    folders = [one for place in own for one in sorted(place.iterdir()) if (one / EXERCISE).is_file()]
    if not folders:
        raise WorkspaceError(
            "Name the folder of your held exercises with --exercises: there is none to look for."
        )
    listed = tuple(places)
    for place in listed:
        if not place.exists():
            raise WorkspaceError(f"There is no file or folder {place}. Check the name.")
    sheets = {one: blank_sheet(layout_of(open_exercise(one).public)) for one in folders}
    searched = search(files_of(listed), secrets_in(sheets, workspace))
    empty = tuple(why for place in listed if (why := _nothing_in(place)))
    return replace(searched, unopened=(*searched.unopened, *empty))


def _nothing_in(place: Path) -> str:
    """Why there is nothing to look through at a place; empty if there is."""
    if place.is_dir():
        return "" if any(one.is_file() for one in place.rglob("*")) else f"{place}: there is no file in it"
    return "" if place.is_file() else f"{place}: it is no ordinary file"


def secrets_in(sheets: Mapping[Path, str], workspace: Workspace) -> tuple[Secret, ...]:
    """What of held exercises must not be seen; `sheets` has, by folder, the blank answer sheet of each.

    Raises OSError.
    """
    if not sheets:
        return ()
    known = _known_words(workspace, {one.name for one in sheets})
    return tuple(
        secret for folder, sheet in sheets.items() for secret in secrets_of(folder, known + folded(sheet))
    )


def _known_words(workspace: Workspace, held: Collection[str]) -> str:
    """What learners may see anyway: this program, the sources, and the exercises that are not `held`."""
    package = Path(course_checks.__file__).parent
    files = [file for file in sorted(package.rglob("*")) if file.suffix in _PROGRAM]
    open_ones = (folder for name, folder in workspace.exercises.items() if name not in held)
    files += (file for folder in open_ones for file in sorted(folder.glob("*.toml")))
    texts = (*(file.read_bytes() for file in files), *source_files(workspace.root).values())
    return "".join(folded(data.decode("utf-8", errors="replace")) for data in texts)
