"""A course: its sources and exercises, read whole, every mistake of every file at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from course_checks.content.errors import Faults
from course_checks.content.exercises import EXERCISE, KEY, Draft, Exercise, load_exercise
from course_checks.content.messages import citation_faults
from course_checks.content.outside import Cards, load_cards
from course_checks.content.proofs import Shelf, check_key
from course_checks.content.sources import OUTSIDE, Source, load_sources
from course_checks.core.library import Library
from course_checks.core.text import words

_BIB_ENTRY = re.compile(
    r"^\s*@(?!comment|string|preamble)\w+\s*\{\s*([^,\s]+)\s*,", re.MULTILINE | re.IGNORECASE
)
REFERENCES = "references.bib"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Everything that authors wrote, read and checked."""

    root: Path
    sources: Mapping[str, Source]
    exercises: Mapping[str, Exercise]
    library: Library
    references: frozenset[str] = frozenset()
    cards: Cards = field(default_factory=dict)
    """Evidence from outside the sources."""


def load_course(root: Path, more: Iterable[Path] = ()) -> Course:
    """The course whose folders stand in `root`, with the exercises of `more` folders added.

    Sources are in docs/sources (or sources, as in the check kit), exercises in exercises.
    Raises InvalidContentError with every mistake found.
    """
    faults = Faults(root=root)
    course = read_course(root, (root / "exercises", *more), faults)
    faults.raise_if_any()
    return course


def read_course(root: Path, places: Iterable[Path], faults: Faults) -> Course:
    """What can be read of a course whose exercises stand in `places`, with every mistake in `faults`."""
    docs = root / "docs" if (root / "docs").is_dir() else root
    sources = load_sources(docs / "sources", faults)
    references = _references(docs / REFERENCES, faults)
    for source in sources.by_id.values():
        if references is not None and source.bib not in references:
            file = docs / "sources" / f"{source.id}.toml"
            faults.add(file, "bib", f"there is no reference {source.bib!r}", f"add it to {REFERENCES}")
    cards = load_cards(docs / "sources" / OUTSIDE, sources, references, faults)
    shelf = Shelf(
        sources=sources.by_id,
        library=sources.library,
        unindexed=sources.unindexed,
        cards=cards,
        references=references,
    )
    exercises: dict[str, Exercise] = {}
    seen: set[str] = set()
    for folder in _folders(places, faults):
        if folder.name in seen:
            faults.add(folder, "", "another exercise has this name", "rename one of the folders")
            continue
        seen.add(folder.name)
        draft = load_exercise(folder, faults)
        for item in draft.items:
            for problem, remedy in citation_faults(item.prompt, shelf.library.passages):
                faults.add(folder / EXERCISE, f"items.{item.id}.prompt", problem, remedy)
            if item.id in draft.key:
                check_key(item, draft.key[item.id], shelf, folder / KEY, faults)
        _check_messages(draft, faults)
        if draft.exercise is not None:
            exercises[folder.name] = draft.exercise
    return Course(
        root=root,
        sources=sources.by_id,
        exercises=exercises,
        library=sources.library,
        references=references or frozenset(),
        cards=cards or {},
    )


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


def _references(file: Path, faults: Faults) -> frozenset[str] | None:
    """The entries of a bibliography; None where it cannot be read."""
    try:
        return frozenset(_BIB_ENTRY.findall(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return frozenset()
    except UnicodeDecodeError:
        faults.add(file, "", "it is not UTF-8 text", "save it as UTF-8")
        return None


def _check_messages(draft: Draft, faults: Faults) -> None:
    """No two slips of an exercise say the same."""
    said: dict[tuple[str, ...], str] = {}
    for item_id, key in draft.key.items():
        for rule in key.slips:
            here = f"{item_id}.slips.{rule.id}"
            if (before := said.setdefault(words(rule.say), here)) != here:
                faults.add(
                    draft.folder / KEY,
                    f"{here}.say",
                    f"{before} says the same",
                    "say what is particular to each",
                )
