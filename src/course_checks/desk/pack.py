"""A pack for learners: blank sheets, a worksheet to print, a how-to, and what the check on their computer needs.

It is made from what is public.  The exercises of the course are *open* and travel with their keys, which are
published anyway.  Those of a folder that the instructor names are *held*: their keys, messages and labelled
responses stay there, and before a pack is written every file in it is searched for them.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from course_checks.content.course import read_course
from course_checks.content.errors import Faults
from course_checks.content.exercises import EXERCISE, KEY
from course_checks.content.leaks import Searched, Secret, search
from course_checks.content.packing import HOW_TO_NAME, Files, archive, command_wheel, source_files
from course_checks.core.text import one_of
from course_checks.desk.how_to import how_to
from course_checks.desk.leaking import secrets_in
from course_checks.desk.worksheet import OnSheet, Reading, worksheet
from course_checks.sheet.checked import layout_of
from course_checks.sheet.make import blank_sheet
from course_checks.sheet.workspace import (
    ANSWERS,
    EXERCISES,
    Opened,
    Workspace,
    WorkspaceError,
    chosen,
    open_exercise,
)

WORKSHEET = "worksheet.html"
ENDING = ".zip"
MOST_LEAKS = 8
"""Places that a message names."""
KeyPlace = Literal["open", "held", "none"]
"""Whether the key travels, stays with the instructor, or is missing altogether."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    """An exercise on its way into a pack."""

    folder: Path
    opened: Opened
    held: bool

    @property
    def id(self) -> str:
        """The id of the exercise."""
        return self.opened.public.id

    @property
    def key(self) -> KeyPlace:
        """Where its key is."""
        if self.opened.key is None:
            return "none"
        return "held" if self.held else "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A pack, written."""

    out: Path
    exercises: tuple[Packing, ...]
    searched: Searched | None
    """None where nothing is held."""
    has_sources: bool
    """Whether passages and quotations can be looked up in it."""


def choose(
    workspace: Workspace, own: Iterable[Path], wanted: Iterable[str], with_key: Collection[str] = ()
) -> tuple[Packing, ...]:
    """The exercises or units named, each with whether it is held: those of the folders `own` are, except `with_key`.

    Raises WorkspaceError for a name that fits nothing, an id that stands in two folders, and an exercise that
    cannot be used.
    """
    folders = tuple(dict.fromkeys(place.resolve() for place in own))
    packing = []
    for name in chosen(workspace, wanted):
        folder = _only(name, (workspace.root / EXERCISES, *folders))
        held = folder.parent.resolve() in folders and name not in with_key
        packing.append(Packing(folder=folder, opened=open_exercise(folder), held=held))
    for one, other in pairwise(sorted(packing, key=lambda one: one.id.casefold())):
        if one.id.casefold() == other.id.casefold():
            raise WorkspaceError(
                f"{one.id} and {other.id} differ in capitals alone, and on some computers they are one file. "
                "Give one of the two folders another name."
            )
    own_names = [one.id for one in packing if one.folder.parent.resolve() in folders]
    for name in with_key:
        if name not in own_names:
            raise WorkspaceError(
                f"--with-key {name}: the pack has no exercise {name} from a folder of your own. Only such an "
                "exercise is held; all others travel with their keys anyway."
            )
    return tuple(packing)


def _only(name: str, places: Iterable[Path]) -> Path:
    """The one folder of an exercise.  Raises WorkspaceError where there are two: one might be open, one held."""
    found = {
        (place / name).resolve(): place / name for place in places if (place / name / EXERCISE).is_file()
    }
    if len(found) > 1:
        listed = " and ".join(str(place.parent) for place in found.values())
        raise WorkspaceError(
            f"{name} stands in {listed}, and a pack has room for one of them: the key of the one may be open, "
            "and that of the other held. Give the folder of your own exercise another name."
        )
    return next(iter(found.values()))


def pack(workspace: Workspace, exercises: Sequence[Packing], out: Path) -> Packed:
    """Write the pack of `exercises` to `out`, which must not be there yet.

    Raises WorkspaceError where it cannot go there, or would hold something of a held key; InvalidContentError
    for mistakes in the sources; PackageNotFoundError where the command is not installed; OSError.
    """
    file = _place(out)
    files = _files(workspace, exercises)
    secrets = _secrets(workspace, exercises, files)
    searched = search(files.items(), secrets) if secrets else None
    if searched and (searched.leaks or searched.unopened):
        raise WorkspaceError(_refusal(file, searched))
    _write(file, archive(files))
    has_sources = any(name.endswith(".index.json") for name in files)
    return Packed(out=file, exercises=tuple(exercises), searched=searched, has_sources=has_sources)


def _place(out: Path) -> Path:
    """Where the pack goes.  Raises WorkspaceError where it cannot."""
    if out.is_dir():
        raise WorkspaceError(
            f"{out} is a folder. Name a file in it, such as {(out / 'week1.zip').as_posix()}"
        )
    file = out if out.suffix else out.with_name(out.name + ENDING)
    if file.suffix.casefold() != ENDING:
        raise WorkspaceError(
            f"A pack is a ZIP file, and {out.name} does not end in {ENDING}. Name one that does."
        )
    if file.exists() or file.is_symlink():
        raise WorkspaceError(
            f"{file} is there already, and it was left as it is. Choose another name after --out, or move it away."
        )
    if not file.parent.is_dir():
        raise WorkspaceError(
            f"There is no folder {file.parent} to write into. Make it first, or check the name."
        )
    return file


def _files(workspace: Workspace, exercises: Sequence[Packing]) -> Files:
    """What is in the pack, but for the archive around it."""
    name, wheel = command_wheel()
    files = {name: wheel, **source_files(workspace.root)}
    for one in exercises:
        files[f"{EXERCISES}/{one.id}/{EXERCISE}"] = (one.folder / EXERCISE).read_bytes()
        if one.key == "open":
            files[f"{EXERCISES}/{one.id}/{KEY}"] = (one.folder / KEY).read_bytes()
        files[f"{ANSWERS}/{one.id}.toml"] = blank_sheet(layout_of(one.opened.public)).encode()
    on_sheet = [OnSheet(public=one.opened.public, held=one.key != "open") for one in exercises]
    files[WORKSHEET] = worksheet(on_sheet, _reading(workspace.root)).encode()
    files[HOW_TO_NAME] = how_to(name, on_sheet).encode()
    return files


def _reading(root: Path) -> Reading:
    """The passages and the evidence of the course.  Raises InvalidContentError."""
    faults = Faults(root=root)
    course = read_course(root, (), faults)
    faults.raise_if_any()
    evidence = (item for card in course.cards.values() for item in card.items)
    return Reading(sources=tuple(course.sources.values()), evidence=tuple(evidence))


def _secrets(workspace: Workspace, exercises: Sequence[Packing], files: Files) -> tuple[Secret, ...]:
    """What must not be in the pack: of every held exercise all that tells, beyond what its sheet says."""
    sheets = {one.folder: files[f"{ANSWERS}/{one.id}.toml"].decode() for one in exercises if one.held}
    return secrets_in(sheets, workspace)


def _refusal(file: Path, searched: Searched) -> str:
    """Why a pack is not written: where in it something of a held key was found."""
    places = [str(leak) for leak in searched.leaks] or [*searched.unopened]
    more = [f"and {len(places) - MOST_LEAKS} more"] if len(places) > MOST_LEAKS else []
    told = "\n".join(f"  {place}" for place in (*places[:MOST_LEAKS], *more))
    if not searched.leaks:
        return f"{file} was not written: this in it could not be searched for your held keys.\n{told}"
    names = one_of(dict.fromkeys(leak.exercise for leak in searched.leaks)).replace(" or ", " and ")
    return (
        f"{file} was not written, for it would give away something of a held key ({names}).\n{told}\n"
        "Take the words out there, or say it otherwise in the key, and run it again."
    )


def _write(file: Path, data: bytes) -> None:
    """Write all of a new file, or leave none behind.  Raises OSError."""
    with file.open("xb") as made:
        try:
            made.write(data)
        except OSError:
            file.unlink(missing_ok=True)
            raise
