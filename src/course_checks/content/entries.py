"""Lists of small tables that authors keep in docs/data: read strictly, every fault at once, with its place."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from course_checks.content.errors import Faults
from course_checks.content.messages import citation_faults
from course_checks.content.strict import read_toml, structure
from course_checks.content.unwritten import add_unwritten
from course_checks.core.dates import precision, read_date
from course_checks.core.text import count_words, nearest, nearest_id, one_of, plain

Certainty = Literal["firm", "reported", "contested", "unverified"]
"""An official or primary text says so; the press, a scholar or an institution does; somebody who should know
says otherwise; we could not read what it rests on."""
MOST_WORDS = 25
"""Words in a definition, or in the cell of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the entries may name."""

    passages: tuple[str, ...]
    references: frozenset[str]
    """Keys of references.bib."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """An entry in its file: `where` is its path, and its mistakes go to `faults`."""

    file: Path
    where: str
    known: Known
    faults: Faults

    def add(self, name: str, problem: str, remedy: str) -> None:
        """Remember one mistake in the field `name`; empty for the whole entry."""
        self.faults.add(self.file, f"{self.where}.{name}".rstrip("."), problem, remedy)

    def inside(self, name: str) -> "Spot":
        """The place of an entry that stands in this one."""
        return Spot(file=self.file, where=f"{self.where}.{name}", known=self.known, faults=self.faults)

    def check_passages(self, names: Iterable[str]) -> None:
        """Each of `names` is a passage of a source."""
        for name in names:
            if name not in self.known.passages:
                near = one_of(nearest_id(name, self.known.passages)) or "the id of a passage"
                self.add("passages", f"there is no passage {name!r}", f"use {near}")

    def check_works(self, keys: Iterable[str]) -> None:
        """Each of `keys` is an entry of the bibliography."""
        for key in keys:
            if key not in self.known.references:
                near = nearest(key, self.known.references)
                remedy = f"did you mean {one_of(near)}?" if near else "add it to references.bib"
                self.add("cite", f"there is no reference {key!r}", remedy)

    def check_text(self, name: str, text: str, most: int = 0) -> None:
        """A text cites only passages that exist, and has at most `most` words, if that is not 0."""
        for problem, remedy in citation_faults(text, self.known.passages):
            self.add(name, problem, remedy)
        count = count_words(plain(text))
        if most and count > most:
            self.add(name, f"it has {count} words", f"say it in {most}")

    def check_one_of(self, name: str, value: str, known: Collection[str]) -> bool:
        """Whether `value` is one of `known`; a mistake if it is not."""
        if value in known:
            return True
        near = nearest(value, known)
        remedy = f"did you mean {one_of(near)}?" if near else f"use {one_of(known)}"
        self.add(name, f"{value!r} is not known here", remedy)
        return False

    def check_day(self, name: str, text: str) -> bool:
        """Whether a text is a day in ISO form; a mistake if it is not."""
        if not text.strip():
            return False  # told as a text that nobody has written
        if read_date(text) == text and precision(text) == "day":
            return True
        self.add(name, f"{text!r} is not a day", "write it like 2006-10-09")
        return False

    def check_dispute(self, certainty: Certainty, note: str) -> None:
        """What is contested says by whom, and what is not verified says what could not be read."""
        if certainty in ("contested", "unverified") and not note.strip():
            remedy = {"contested": "say who disputes what", "unverified": "say what could not be verified"}
            self.add("note", f"it is {certainty}, and the note does not say why", remedy[certainty])


def read_entries(
    file: Path, kinds: Mapping[str, type[Any]], known: Known, faults: Faults, *, named: str = "id"
) -> dict[str, list[tuple[Spot, Any]]]:
    """For each name in `kinds` the entries that stand under it as [[name]], each with its place.

    What cannot be read is left out and told: an unknown list, an entry that is not of its kind, a list
    without entries, a name (the field `named`) that stands twice, a text that nobody has written.
    """
    table = read_toml(file, faults)
    if table is None:
        return {name: [] for name in kinds}
    for name in table:
        if name not in kinds:
            faults.add(file, name, "it is not known here", f"begin each table with {_headings(kinds)}")
    lists = {name: Spot(file=file, where=name, known=known, faults=faults) for name in kinds}
    return {name: _listed(table.get(name), kinds[name], named, lists[name]) for name in kinds}


def _headings(names: Iterable[str]) -> str:
    return one_of(f"[[{name}]]" for name in names)


def _listed(tables: Any, kind: type[Any], named: str, at: Spot) -> list[tuple[Spot, Any]]:
    """The entries of the list that stands `at` a place."""
    if not isinstance(tables, list) or not tables:
        at.add("", "there are none", f"begin each with [[{at.where}]]")
        return []
    found: list[tuple[Spot, Any]] = []
    seen: set[str] = set()
    for number, table in enumerate(tables):
        held = table.get(named) if isinstance(table, dict) else None
        called = held if isinstance(held, str) and held.strip() else ""
        where = f"{at.where}.{called}" if called else f"{at.where}[{number}]"
        spot = Spot(file=at.file, where=where, known=at.known, faults=at.faults)
        entry = structure(kind, table, at.file, where, at.faults)
        if called.casefold() in seen:
            spot.add("", f"the {named} stands twice", f"give each its own {named}")
        elif entry is not None:
            add_unwritten(entry, where, at.file, at.faults)
            found.append((spot, entry))
        seen |= {called.casefold()} - {""}
    return found
