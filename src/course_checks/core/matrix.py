"""A matrix of explanations, in rows, beside evidence, in columns: what follows from its marks, right or not.

An empty cell may turn out either way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

CONSISTENT, INCONSISTENT, NOTHING = "consistent", "inconsistent", "nothing"
MARKS = (CONSISTENT, INCONSISTENT, NOTHING)
FEWEST_CONSISTENT = 2
"""An explanation that fits less than this says too little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How often each mark stands beside an explanation."""

    consistent: int
    inconsistent: int
    blank: int

    @property
    def may_win(self) -> bool:
        """Whether it says enough, or could once its empty cells are filled."""
        return self.consistent + self.blank >= FEWEST_CONSISTENT

    @property
    def worst(self) -> int:
        """How often it is contradicted if each of its empty cells contradicts it."""
        return self.inconsistent + self.blank


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """What stands in a matrix, and what follows from it."""

    rows: Mapping[str, Row]
    """By explanation."""
    columns: Mapping[str, tuple[object, ...]]
    """By piece of evidence: its marks, None for an empty cell."""

    @classmethod
    def of(cls, rows: Iterable[str], columns: Iterable[str], marks: Sequence[Sequence[object]]) -> Self:
        """The matrix of these explanations and pieces of evidence with `marks`, row by row."""
        counted = (
            Row(consistent=row.count(CONSISTENT), inconsistent=row.count(INCONSISTENT), blank=row.count(None))
            for row in marks
        )
        return cls(
            rows=dict(zip(rows, counted, strict=True)),
            columns=dict(zip(columns, zip(*marks, strict=True), strict=True)),
        )

    @property
    def least(self) -> tuple[str, ...]:
        """The explanations that say enough and are contradicted no more than any other, however blanks are filled."""
        return tuple(
            name
            for name, row in self.rows.items()
            if row.consistent >= FEWEST_CONSISTENT
            and all(
                row.worst <= other.inconsistent
                for rival, other in self.rows.items()
                if rival != name and other.may_win
            )
        )

    @property
    def telling(self) -> tuple[str, ...]:
        """The evidence that is inconsistent with some explanation and not with some other."""
        return tuple(
            name
            for name, marks in self.columns.items()
            if INCONSISTENT in marks and any(mark not in {INCONSISTENT, None} for mark in marks)
        )

    @property
    def counted(self) -> tuple[str, ...]:
        """A line for each explanation; none if every cell is empty."""
        if all(row.blank == len(self.columns) for row in self.rows.values()):
            return ()
        return tuple(
            f"{name}: {row.inconsistent} inconsistent, {row.consistent} consistent"
            + (f", {row.blank} empty" if row.blank else "")
            + ("" if row.may_win else "; with fewer than two consistent it cannot be chosen")
            for name, row in self.rows.items()
        )
