"""Where things are on a learner's disk, and a quick way in: standard library only, nothing is written.

`course_checks.content` reads the same files strictly; here the first fault ends it, because authors
have been told before a learner comes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_checks.core.library import Library
from course_checks.core.part import Number, Options
from course_checks.exercise import Key, PublicExercise, parts_of
from course_checks.plain import PlainError, exercise_from, key_from, version_of

EXERCISES, ANSWERS = "exercises", "answers"
_INDEX = "*.index.json"


class WorkspaceError(Exception):
    """What was looked for is not there, or cannot be used; `str` says it to a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A folder with exercises, sources and answers."""

    root: Path
    exercises: Mapping[str, Path]
    """From an exercise's id to its folder, in order of name."""

    @property
    def answers(self) -> Path:
        """The folder of the learner's answer sheets."""
        return self.root / ANSWERS

    def sheet(self, exercise_id: str) -> Path:
        """Where the answer sheet of an exercise is kept."""
        return self.answers / f"{exercise_id}.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An exercise with what its check needs."""

    public: PublicExercise
    key: Key | None
    """None where the instructor keeps it."""


def find_workspace(start: Path, more: Iterable[Path] = ()) -> Workspace:
    """The workspace that `start` is in: the nearest folder upwards that holds an exercises folder.

    `more` are folders of further exercises.  Raises WorkspaceError if there is none, or no exercise in one of
    `more`.
    """
    added = tuple(more)
    root = next((place for place in (start, *start.parents) if (place / EXERCISES).is_dir()), None)
    if root is None and not added:
        raise WorkspaceError(
            f"There is no folder “{EXERCISES}” here or above. Go to the folder that you unpacked, and try again."
        )
    places = [*([root / EXERCISES] if root else []), *added]
    found: dict[str, Path] = {}
    for place in places:
        if not place.is_dir():
            raise WorkspaceError(f"There is no folder {place}. Check the name after --exercises.")
        here = _exercises_in(place)
        if not here and place in added:
            raise WorkspaceError(f"{_none_in(place)} Check the name after --exercises.")
        found = here | found
    return Workspace(root=root or start, exercises=dict(sorted(found.items())))


def find_exercises(start: Path, more: Iterable[Path] = ()) -> Workspace:
    """The workspace that `start` is in, with at least one exercise.  Raises WorkspaceError if there is none."""
    workspace = find_workspace(start, more)
    if not workspace.exercises:
        raise WorkspaceError(
            f"{_none_in(workspace.root / EXERCISES)} Unpack the course again, or name a folder of your own "
            "with --exercises."
        )
    return workspace


def ids_at(start: Path, more: Iterable[Path] = ()) -> frozenset[str]:
    """The ids of all exercises that `start` and the folders `more` have; a folder that is not there has none."""
    present = [place for place in more if place.is_dir() and _exercises_in(place)]
    try:
        return frozenset(find_workspace(start, present).exercises)
    except WorkspaceError:
        return frozenset()


def _exercises_in(place: Path) -> dict[str, Path]:
    """From its id to its folder, each exercise of a folder; drafts, whose names begin with `_`, are left out."""
    return {
        folder.name: folder
        for folder in sorted(place.iterdir())
        if (folder / "exercise.toml").is_file() and not folder.name.startswith((".", "_"))
    }


def _none_in(place: Path) -> str:
    return (
        f"The folder {place.resolve().name} holds no exercise: in it there must be a folder for each, with a file "
        "exercise.toml."
    )


def open_exercise(folder: Path) -> Opened:
    """The exercise of a folder, with its key if there is one.  Raises WorkspaceError."""
    import tomllib  # not on the page, which gets an exercise as JSON

    try:
        data = (folder / "exercise.toml").read_bytes()
        # Editors may put a byte order mark before what they save; -sig takes it off.
        public = exercise_from(folder.name, tomllib.loads(data.decode("utf-8-sig")), version_of(data))
        file = folder / "key.toml"
        held = tomllib.loads(file.read_text(encoding="utf-8-sig")) if file.is_file() else None
        key = None if held is None else key_from(public, held)
    except (OSError, ValueError, RecursionError) as error:  # PlainError and TOMLDecodeError are ValueErrors
        kind = (
            "its files do not fit together"
            if isinstance(error, PlainError)
            else "a file of it cannot be read"
        )
        raise WorkspaceError(
            f"The exercise {folder.name} cannot be used: {kind}. "
            "That is not your doing; `course-checks audit` says more."
        ) from error
    return Opened(public=public, key=key)


def load_library(root: Path) -> Library:
    """The library of a workspace from its quotation indexes; empty if there are none.  Raises WorkspaceError."""
    import json  # with hashlib, behind the next line: only sheets that quote or cite wait for them

    from course_checks.core.quotation import from_hex

    index: dict[str, tuple[bytes, ...]] = {}
    source_of: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for folder in (root / "docs" / "sources", root / "sources"):
        for file in sorted(folder.glob(_INDEX)):
            try:
                held: Any = json.loads(file.read_text(encoding="utf-8"))
                source = str(held["source"])
                passages = {str(name): from_hex(line) for name, line in held["passages"].items()}
                names = {str(spelling): str(name) for spelling, name in held["names"].items()}
            except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
                raise WorkspaceError(
                    f"The quotation index {file.name} cannot be read. Unpack the course again."
                ) from error
            index |= passages
            source_of |= dict.fromkeys(passages, source)
            aliases = names | aliases  # the first source that spells a name decides
    return Library(index=index, source_of=source_of, aliases=aliases)


def library_for(root: Path, exercises: Iterable[PublicExercise]) -> Library:
    """The library of a workspace if one of `exercises` cites or quotes; else an empty one, sooner.

    Raises WorkspaceError.
    """
    parts = (part for exercise in exercises for item in exercise.items for part in parts_of(item))
    needed = any(not isinstance(part.domain, Options | Number) for part in parts)
    return load_library(root) if needed else Library()


def chosen(workspace: Workspace, wanted: Iterable[str]) -> tuple[str, ...]:
    """The exercises named, whatever the case; all if none is named.

    By id, by unit (`u01` means all that begin with it), or by sheet (`answers/u01-layers.toml`).
    Raises WorkspaceError for a name that fits nothing.
    """
    from course_checks.core.text import nearest, one_of

    found: dict[str, None] = {}
    for name in wanted:
        meant = name.replace("\\", "/").rpartition("/")[2].casefold().removesuffix(".toml")
        fits = [one for one in workspace.exercises if _fits(one.casefold(), meant)]
        if not fits:
            close = nearest(meant, workspace.exercises)
            guess = f" Did you mean {one_of(close)}?" if close else ""
            raise WorkspaceError(
                f"There is no exercise or unit “{name}”.{guess} `course-checks list` shows them all."
            )
        found |= dict.fromkeys(fits)
    return tuple(found) or tuple(workspace.exercises)


def _fits(exercise_id: str, meant: str) -> bool:
    return exercise_id == meant or (meant != "" and exercise_id.startswith(f"{meant.rstrip('-')}-"))


def shown_path(file: Path) -> str:
    """A file as a person finds it from where they are."""
    here = Path.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()
