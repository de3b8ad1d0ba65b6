"""Dimensions on which sources are compared: which passages of each speak about them, and how they relate."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from course_checks.content.errors import Faults
from course_checks.figures.chips import Shelf, SourceSign
from course_checks.figures.records import check_one_of, check_passages, read_records

DATA_FILE = "docs/data/dimensions.toml"
Relation = Literal["same", "different", "time", "silent"]
RELATIONS: dict[Relation, str] = {
    "same": "the same",
    "different": "different",
    "time": "time between",
    "silent": "one is silent",
}
"""Each relation as the picture words it."""
LONGEST = 38
"""How many characters the name of a dimension may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One question that is put to every source."""

    id: str
    text: str
    passages: Mapping[str, tuple[str, ...]]
    """By source, those that speak about it; none where the source is silent."""
    says: Mapping[str, str]
    """By source, what they say."""
    relation: Relation
    cards: tuple[str, ...] = ()
    """Cards that have something on it from outside the sources."""
    note: str = ""

    @property
    def speaking(self) -> tuple[str, ...]:
        """The sources that are not silent."""
        return tuple(source for source, held in self.passages.items() if held)


def load_dimensions(root: Path, shelf: Shelf, cards: Collection[str]) -> tuple[Dimension, ...]:
    """The dimensions of the course in ``root``, in the order of the file; every one has exactly two sources.

    Raises :class:`~course_checks.content.errors.InvalidContentError` with every fault.
    """
    file, faults = root / DATA_FILE, Faults(root)
    records = read_records(file, faults, dimensions=Dimension)["dimensions"]
    sources = [one.id for one in sources_of(shelf)]
    for place, one in records:
        if set(one.passages) != set(sources) or set(one.says) != set(sources):
            faults.add(file, place, "it does not name every source", f"give {' and '.join(sources)} in both")
            continue
        for source, held in one.passages.items():
            where = f"{place}.passages.{source}"
            own = [passage for passage, sign in shelf.items() if sign.id == source]
            check_passages(file, faults, where, held, own)
            if bool(held) != bool(one.says[source]):
                remedy = "say what the passages say, or leave both empty"
                faults.add(file, f"{place}.says.{source}", "does not fit its passages", remedy)
        if (len(one.speaking) < len(sources)) != (one.relation == "silent"):
            remedy = "silent where a source has no passage, else one of the others"
            faults.add(file, f"{place}.relation", "does not fit its passages", remedy)
        for card in one.cards:
            check_one_of(file, faults, f"{place}.cards", card, sorted(cards))
        if len(one.text) > LONGEST:
            faults.add(file, f"{place}.text", f"more than {LONGEST} characters", "shorten it")
    faults.raise_if_any()
    return tuple(one for _, one in records)


def sources_of(shelf: Shelf) -> tuple[SourceSign, ...]:
    """Every source of a shelf, in its order."""
    return tuple(dict.fromkeys(shelf.values()))


def in_runs(passages: tuple[str, ...]) -> str:
    """``S1 S5 S26–S31``: runs of three or more with their ends alone."""
    runs: list[list[str]] = []
    for passage in passages:
        if runs and _number(passage) == _number(runs[-1][-1]) + 1:
            runs[-1].append(passage)
        else:
            runs.append([passage])
    return " ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else " ".join(run) for run in runs)


def _number(passage: str) -> int:
    return int("".join(filter(str.isdigit, passage)) or 0)
