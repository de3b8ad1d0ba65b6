"""A course: its sources and exercises, read whole, every mistake of every file at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from course_checks.content.errors import Faults
from course_checks.content.exercises import KEY, Exercise, load_exercise
from course_checks.content.proofs import Shelf, check_key
from course_checks.content.sources import Source, load_sources
from course_checks.content.strict import read_toml
from course_checks.core.library import Library
from course_checks.core.text import words

_BIB_ENTRY = re.compile(
    r"^\s*@(?!comment|string|preamble)\w+\s*\{\s*([^,\s]+)\s*,", re.MULTILINE | re.IGNORECASE
)
OUTSIDE = "outside.toml"
REFERENCES = "references.bib"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Everything that authors wrote, read and checked."""

    root: Path
    sources: Mapping[str, Source]
    exercises: Mapping[str, Exercise]
    library: Library
    references: frozenset[str] = frozenset()


def load_course(root: Path, more: Iterable[Path] = ()) -> Course:
    """The course whose folders stand in `root`, with the exercises of `more` folders added.

    Sources are in docs/sources (or sources, as in the check kit), exercises in exercises.
    Raises InvalidContentError with every mistake found.
    """
    faults = Faults(root=root)
    docs = root / "docs" if (root / "docs").is_dir() else root
    sources, library = load_sources(docs / "sources", faults)
    references = _references(docs / REFERENCES)
    shelf = Shelf(
        sources=sources,
        library=library,
        cards=_cards(docs / "sources" / OUTSIDE, faults),
        references=references,
    )
    exercises: dict[str, Exercise] = {}
    for folder in _folders((root / "exercises", *more), faults):
        if folder.name in exercises:
            faults.add(folder, "", "another exercise has this name", "rename one of the folders")
            continue
        exercise = load_exercise(folder, faults)
        if exercise is not None:
            exercises[folder.name] = exercise
            for item in exercise.public.items:
                check_key(item, exercise.key[item.id], shelf, folder / KEY, faults)
            _check_messages(exercise, faults)
    faults.raise_if_any()
    return Course(root=root, sources=sources, exercises=exercises, library=library, references=references)


def _folders(places: Iterable[Path], faults: Faults) -> list[Path]:
    found: list[Path] = []
    for place in places:
        if not place.is_dir():
            faults.add(
                place, "", "there is no such folder", "name the folder that holds the exercises' folders"
            )
            continue
        found += sorted(
            one for one in place.iterdir() if one.is_dir() and not one.name.startswith((".", "_"))
        )
    return found


def _references(file: Path) -> frozenset[str]:
    return frozenset(_BIB_ENTRY.findall(file.read_text(encoding="utf-8"))) if file.is_file() else frozenset()


def _cards(file: Path, faults: Faults) -> frozenset[str]:
    table = read_toml(file, faults) if file.is_file() else None
    cards = (table or {}).get("cards", [])
    return frozenset(str(card.get("id", "")) for card in cards if isinstance(card, dict))


def _check_messages(exercise: Exercise, faults: Faults) -> None:
    """No two slips of an exercise say the same."""
    said: dict[tuple[str, ...], str] = {}
    for item_id, key in exercise.key.items():
        for rule in key.slips:
            here = f"{item_id}.slips.{rule.id}"
            if (before := said.setdefault(words(rule.say), here)) != here:
                faults.add(
                    exercise.folder / KEY,
                    f"{here}.say",
                    f"{before} says the same",
                    "say what is particular to each",
                )
