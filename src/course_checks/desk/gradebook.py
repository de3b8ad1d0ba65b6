"""The gradebook: one row a learner, one column an item, and totals, as CSV that any spreadsheet opens."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

from course_checks.core.outcome import Outcome, Scored
from course_checks.desk.ledger import Account, Said
from course_checks.desk.results import Judged, Result
from course_checks.desk.safe import defused
from course_checks.exercise import parts_of
from course_checks.feedback import state_of
from course_checks.sheet.handin import Learner
from course_checks.sheet.workspace import Opened

BEFORE = ("number", "name")
AFTER = ("points", "of", "scored", "not answered", "not read", "to read", "feedback")
MARK = "mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A learner with everything that counts."""

    learner: Learner
    feedback: str
    """The name of the file with the feedback."""
    result: Result
    judged: Mapping[tuple[str, str], Judged] = field(default_factory=dict)
    """From exercise and item to what a person found."""
    account: Account = field(default_factory=Account)
    twin: str = ""
    """Where several people go by this name and number: what the system calls this one, or `?`."""


def decimal(score: Fraction) -> str:
    """A score as a decimal number of at most four places: `1`, `0.5`, `0.8333`."""
    return f"{float(score):.4f}".rstrip("0").rstrip(".")


class Table:
    """A CSV file, every cell defused; with the mark by which spreadsheets know UTF-8."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8-sig", errors="replace", newline="")
        self._writer = csv.writer(self._file, lineterminator="\r\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def row(self, cells: Iterable[str]) -> None:
        """Write one row."""
        self._writer.writerow([defused(cell) for cell in cells])


def scored_items(opened: Opened) -> tuple[str, ...]:
    """The items of an exercise that a machine scores, with the key that is here."""
    if opened.key is None:
        return ()
    return tuple(item.id for item in opened.public.items if any(part.scored for part in parts_of(item)))


class Gradebook(Table):
    """Writes the gradebook at `path`, row by row; `exercises` are those that anybody handed in, by id.

    `judged` are exercise, item and criterion (or `mark`) of everything that a person judged.
    """

    def __init__(
        self, path: Path, exercises: Mapping[str, Opened], judged: Sequence[tuple[str, str, str]] = ()
    ) -> None:
        super().__init__(path)
        self._columns = [(name, item.id) for name, one in exercises.items() for item in one.public.items]
        self._judged = judged
        self._most = sum(len(scored_items(one)) for one in exercises.values())
        items = (f"{exercise}.{item}" for exercise, item in self._columns)
        criteria = (f"{exercise}.{item}: {criterion}" for exercise, item, criterion in judged)
        self.row([*BEFORE, *items, *criteria, *AFTER])

    def add(self, row: Row) -> None:
        """Write the row of a learner."""
        done = [(one.exercise, item) for one in row.result.exercises for item in one.items]
        cells = {(exercise, item.item): item.cell for exercise, item in done}
        endings = [item.ending for _, item in done]
        judged = [item.score for _, item in done if item.score is not None]
        counts = (len(judged), *(endings.count(ending) for ending in ("unanswered", "not read", "to read")))
        totals = (decimal(sum(judged, Fraction(0))), str(self._most), *map(str, counts))
        held = [cells.get(column, "") for column in self._columns]
        found = [self._found(row, *one) for one in self._judged]
        self.row([row.learner.number, row.learner.name, *held, *found, *totals, row.feedback])

    def _found(self, row: Row, exercise: str, item: str, criterion: str) -> str:
        judged = row.judged.get((exercise, item))
        if judged is None:
            return ""
        if criterion == MARK:
            return "" if judged.mark is None else decimal(judged.mark)
        return dict(judged.levels).get(criterion, "")


def cell_of(outcome: Outcome) -> str:
    """An outcome in a cell: the score, or in words why there is none."""
    match outcome:
        case Scored(score=score):
            return "to read" if score is None else decimal(score)
        case _:
            return state_of(outcome)


def write_said(path: Path, remarks: Iterable[Said]) -> None:
    """A list of remarks as CSV: file, learner, exercise, what is the matter."""
    with Table(path) as table:
        table.row(["file", "learner", "exercise", "what"])
        for one in remarks:
            table.row([one.file, one.learner, one.exercise, one.text])
