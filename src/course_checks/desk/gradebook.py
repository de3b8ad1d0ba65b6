"""The gradebook: one row a learner, one column an item, and totals, as CSV that any spreadsheet opens."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

from course_checks.core.outcome import InvalidResponse, Outcome, Scored, Unanswered
from course_checks.desk.ledger import Said
from course_checks.desk.safe import defused
from course_checks.exercise import parts_of
from course_checks.feedback import state_of
from course_checks.sheet.checked import Checked
from course_checks.sheet.handin import Learner
from course_checks.sheet.workspace import Opened

BEFORE = ("number", "name")
AFTER = ("points", "of", "scored", "not answered", "not read", "to read", "feedback")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A learner with everything that counts."""

    learner: Learner
    feedback: str
    """The name of the file with the feedback."""
    checked: Sequence[Checked]


def decimal(score: Fraction) -> str:
    """A score as a decimal number of at most four places: `1`, `0.5`, `0.8333`."""
    return f"{float(score):.4f}".rstrip("0").rstrip(".")


class _Table:
    """A CSV file, every cell defused; with the mark by which spreadsheets know UTF-8."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8-sig", errors="replace", newline="")
        self._writer = csv.writer(self._file, lineterminator="\r\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def row(self, cells: Iterable[str]) -> None:
        """Write one row."""
        self._writer.writerow([defused(cell) for cell in cells])


class Gradebook(_Table):
    """Writes the gradebook at `path`, row by row; `exercises` are those that anybody handed in, by id."""

    def __init__(self, path: Path, exercises: Mapping[str, Opened]) -> None:
        super().__init__(path)
        self._columns = [(name, item.id) for name, one in exercises.items() for item in one.public.items]
        self._most = sum(
            any(part.scored for part in parts_of(item))
            for one in exercises.values()
            for item in one.public.items
            if one.key is not None
        )
        self.row([*BEFORE, *(f"{exercise}.{item}" for exercise, item in self._columns), *AFTER])

    def add(self, row: Row) -> None:
        """Write the row of a learner."""
        cells: dict[tuple[str, str], str] = {}
        outcomes: list[Outcome] = []
        unread = 0
        for one in row.checked:
            for entry in one.items:
                outcomes.append(entry.report.outcome)
                cells[one.exercise.id, entry.item.id] = cell_of(entry.report.outcome)
            if one.refused is not None:
                unread += len(one.exercise.items)
                cells |= {(one.exercise.id, item.id): "not read" for item in one.exercise.items}
        scores = [outcome.score for outcome in outcomes if isinstance(outcome, Scored)]
        judged = [score for score in scores if score is not None]
        counts = (
            len(judged),
            sum(isinstance(outcome, Unanswered) for outcome in outcomes),
            unread + sum(isinstance(outcome, InvalidResponse) for outcome in outcomes),
            scores.count(None),
        )
        totals = (decimal(sum(judged, Fraction(0))), str(self._most), *map(str, counts))
        held = [cells.get(column, "") for column in self._columns]
        self.row([row.learner.number, row.learner.name, *held, *totals, row.feedback])


def cell_of(outcome: Outcome) -> str:
    """An outcome in a cell: the score, or in words why there is none."""
    match outcome:
        case Scored(score=score):
            return "to read" if score is None else decimal(score)
        case _:
            return state_of(outcome)


def write_said(path: Path, remarks: Iterable[Said]) -> None:
    """A list of remarks as CSV: file, learner, exercise, what is the matter."""
    with _Table(path) as table:
        table.row(["file", "learner", "exercise", "what"])
        for one in remarks:
            table.row([one.file, one.learner, one.exercise, one.text])
