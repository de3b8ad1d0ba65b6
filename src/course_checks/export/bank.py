"""The exercises that are exported, with keys and labelled responses, and the sources that they rest on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from course_checks.content.errors import Faults
from course_checks.content.exercises import KEY, Exercise, load_exercise
from course_checks.content.sources import Source, load_sources
from course_checks.core.library import Library
from course_checks.sheet.workspace import Workspace, WorkspaceError, chosen

MOST_FAULTS = 8
"""Mistakes of an author that are told; `course-checks audit` tells all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """What an export is made from."""

    exercises: tuple[Exercise, ...]
    library: Library
    sources: tuple[Source, ...]
    own: frozenset[str]
    """Those that come from a folder of the instructor's own."""


def open_bank(workspace: Workspace, own: Iterable[Path], wanted: Iterable[str]) -> Bank:
    """The exercises or units `wanted`, or all; one that an `own` folder has, too, is taken from there.

    Raises WorkspaceError for an unknown name, and for an exercise without a key or with mistakes.
    """
    folders = dict(workspace.exercises)
    places = tuple(own)
    for place in reversed(places):
        for name in folders:
            if (place / name / "exercise.toml").is_file():
                folders[name] = place / name
    names = chosen(workspace, wanted)
    faults = Faults(root=workspace.root)
    docs = workspace.root / "docs"
    sources = load_sources((docs if docs.is_dir() else workspace.root) / "sources", faults)
    exercises = tuple(filter(None, (_exercise(folders[name], faults) for name in names)))
    if faults.found:
        raise WorkspaceError(_told(faults))
    return Bank(
        exercises=exercises,
        library=sources.library,
        sources=tuple(sources.by_id.values()),
        own=frozenset(name for name in names if folders[name].parent in places),
    )


def _exercise(folder: Path, faults: Faults) -> Exercise | None:
    if not (folder / KEY).is_file():
        faults.add(
            folder, KEY, "the exercise has no key here", "name the folder that has it with --exercises"
        )
        return None
    return load_exercise(folder, faults).exercise


def _told(faults: Faults) -> str:
    lines = [f"  {fault}" for fault in faults.found[:MOST_FAULTS]]
    more = len(faults.found) - len(lines)
    also = [f"  and {more} more"] if more else []
    end = "Nothing was exported. `course-checks audit` tells an author's mistakes one by one."
    return "\n".join(("These exercises cannot be exported:", *lines, *also, end))


def source_names(bank: Bank) -> Mapping[str, str]:
    """From a source's id to what running text calls it."""
    return {source.id: source.short for source in bank.sources}
