"""What each party wanted, topic by topic: hand-written TOML in, a grid of cells out, every fault at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from course_checks.content.errors import Faults
from course_checks.figures.records import check_one_of, check_passages, read_records
from course_checks.figures.signs import SHAPES

DATA_FILE = "docs/data/parties.toml"
Certainty = Literal["firm", "reported", "contested", "unverified"]
LONGEST = 25
"""How many words a cell may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One of those at the table."""

    id: str
    """Two letters."""
    name: str
    sign: str
    """Its shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What the talks were about."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one party wanted on one topic, as somebody reported it."""

    party: str
    topic: str
    says: str
    certainty: Certainty
    cite: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    silent: bool = False
    """Whether neither of the two pages says anything on it."""

    @property
    def found(self) -> bool:
        """Whether anything rests on a passage or a reference."""
        return bool(self.cite or self.passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Every party on every topic."""

    parties: tuple[Party, ...]
    topics: tuple[Topic, ...]
    cells: tuple[Cell, ...]

    def at(self, party: str, topic: str) -> Cell:
        """The one cell for both; raises ``KeyError`` if there is none."""
        for cell in self.cells:
            if (cell.party, cell.topic) == (party, topic):
                return cell
        raise KeyError((party, topic))


def load_matrix(root: Path, known: Collection[str]) -> Matrix:
    """The matrix of the course in ``root``; ``known`` are the passages there are.

    Raises :class:`~course_checks.content.errors.InvalidContentError` with every fault.
    """
    file, faults = root / DATA_FILE, Faults(root)
    found = read_records(file, faults, parties=Party, topics=Topic, cells=Cell)
    parties, topics = ({one.id for _, one in found[name]} for name in ("parties", "topics"))
    for place, party in found["parties"]:
        check_one_of(file, faults, f"{place}.sign", party.sign, SHAPES)
    filled: dict[tuple[str, str], str] = {}
    for place, cell in found["cells"]:
        check_one_of(file, faults, f"{place}.party", cell.party, sorted(parties))
        check_one_of(file, faults, f"{place}.topic", cell.topic, sorted(topics))
        check_passages(file, faults, f"{place}.passages", cell.passages, known)
        _check_cell(file, faults, place, cell)
        first = filled.setdefault((cell.party, cell.topic), place)
        if first != place:
            faults.add(file, place, f"{cell.party} and {cell.topic} are also {first}", "keep one of them")
    for party in sorted(parties):
        for topic in sorted(topics):
            if (party, topic) not in filled and not faults.found:
                faults.add(file, "cells", f"none for {party} and {topic}", "say that nothing was found")
    faults.raise_if_any()
    return Matrix(
        parties=tuple(one for _, one in found["parties"]),
        topics=tuple(one for _, one in found["topics"]),
        cells=tuple(one for _, one in found["cells"]),
    )


def _check_cell(file: Path, faults: Faults, place: str, cell: Cell) -> None:
    """Remember what does not go together within one cell."""
    if len(cell.says.split()) > LONGEST:
        faults.add(file, f"{place}.says", f"more than {LONGEST} words", "shorten it")
    if cell.silent == bool(cell.passages):
        faults.add(
            file, f"{place}.silent", "does not fit its passages", "true where there are none, else false"
        )
    if not cell.found and cell.certainty != "unverified":
        faults.add(file, f"{place}.certainty", "rests on nothing", "cite something, or call it unverified")
