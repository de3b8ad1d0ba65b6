"""Rubric sheets read back: what a person typed into them, and whatever is amiss with it."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from course_checks.core.text import shown
from course_checks.desk.results import Judged
from course_checks.desk.rubric import (
    COMMENT,
    LEVELS,
    LONGEST_COMMENT,
    MARK,
    TEXT,
    criteria_of,
    fields_of,
    judged_items,
    level_in,
    mark_in,
)
from course_checks.desk.safe import visible
from course_checks.exercise import PublicExercise
from course_checks.sheet.files import Untaken, plain_bytes
from course_checks.sheet.handin import Learner

MOST_BYTES = 32 * 1024 * 1024
WHO = ("feedback", "number", "name")
_NUMBERED = re.compile(r"-\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a rubric sheet."""

    number: int
    """Of the line in the file."""
    file: str
    """The name of the learner's feedback, without its ending."""
    who: Learner
    found: Mapping[str, Judged]
    """From an item to what a person found; items without a word are missing."""
    texts: Mapping[str, str]
    """From an item to what its text was known by when the sheet was made."""
    problems: tuple[str, ...] = ()


def exercise_in(name: str, exercises: Iterable[str]) -> str:
    """The exercise that a file's name, `ID.csv` or `ID-2.csv`, stands for; empty if none."""
    stem = name[:-4] if name.casefold().endswith(".csv") else name
    known = set(exercises)
    return next((one for one in (stem, _NUMBERED.sub("", stem)) if one in known), "")


def lines_in(file: Path, exercise: PublicExercise) -> Iterator[Line | str]:
    """The rows of the sheet at `file`; a text says what is amiss with the file as a whole.  Never raises OSError."""
    data = plain_bytes(file, MOST_BYTES)
    if isinstance(data, Untaken):
        yield data.value
        return
    text = _decoded(data)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        head = next(rows, [])
        columns = _columns(head)
        if "feedback" not in columns and "name" not in columns and "number" not in columns:
            yield "It has no column feedback, number or name, so that nobody in it is known. Put the first line back."
            return
        yield from _unknown(columns, exercise)
        reader = _Reader(exercise=exercise, columns=columns)
        for row in rows:
            if any(cell.strip() for cell in row):
                yield reader.line(row, rows.line_num)
    except csv.Error:
        yield f"Line {rows.line_num} and what follows could not be read. Save the sheet as CSV again."


def _decoded(data: bytes) -> str:
    """As text, in whatever a spreadsheet saves."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The sign between cells, as the first line has it."""
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _columns(head: Sequence[str]) -> dict[str, int]:
    """From the first word above each column to its place; of two alike the first."""
    columns: dict[str, int] = {}
    for place, cell in enumerate(head):
        columns.setdefault(cell.strip().strip("'").partition(" ")[0].casefold(), place)
    return columns


def _unknown(columns: Iterable[str], exercise: PublicExercise) -> Iterator[str]:
    known = {one.casefold() for one in _known(exercise)} | set(WHO) | {""}
    for name in columns:
        if name not in known:
            yield f"The column {shown(name)} is none of this exercise, so it was passed over."


def _known(exercise: PublicExercise) -> Iterator[str]:
    for item in judged_items(exercise):
        yield f"{item.id}.{TEXT}"
        yield from (f"{item.id}.{one.name}" for one in fields_of(item))


@dataclass(slots=True, kw_only=True)
class _Reader:
    exercise: PublicExercise
    columns: Mapping[str, int]
    problems: list[str] = field(default_factory=list)

    def line(self, row: Sequence[str], number: int) -> Line:
        def cell(name: str) -> str:
            place = self.columns.get(name.casefold(), len(row))
            return visible(row[place]).strip() if place < len(row) else ""

        self.problems = []
        found, texts = {}, {}
        for item in judged_items(self.exercise):
            judged = self._judged(item.id, criteria_of(item), cell, number)
            if judged.levels or judged.mark is not None or judged.comment:
                found[item.id] = judged
            texts[item.id] = cell(f"{item.id}.{TEXT}")
        name, number_of = (cell(one).removeprefix("'") for one in ("name", "number"))
        return Line(
            number=number,
            file=cell("feedback").removeprefix("'").rpartition(".")[0],
            who=Learner(name=shown(name, 120), number=shown(number_of, 120)),
            found=found,
            texts=texts,
            problems=tuple(self.problems),
        )

    def _judged(self, item: str, criteria: Iterable[str], cell: Callable[[str], str], number: int) -> Judged:
        levels = []
        for name in criteria:
            typed = cell(f"{item}.{name}")
            level = level_in(typed)
            if level is None:
                legal = f"Type {', '.join(LEVELS[:-1])} or {LEVELS[-1]} (or 0, 1, 2), or leave it empty."
                self._amiss(number, f"{item}.{name}", f"“{shown(typed)}” is no level. {legal}")
            elif level:
                levels.append((name, level))
        mark: Fraction | None = None
        if typed := cell(f"{item}.{MARK}"):
            mark = mark_in(typed)
            if mark is None:
                said = f"“{shown(typed)}” is no number from 0 to 1. Type one, such as 0.5, or leave it empty."
                self._amiss(number, f"{item}.{MARK}", said)
        comment = cell(f"{item}.{COMMENT}")
        if len(comment) > LONGEST_COMMENT:
            said = (
                f"It has more than {LONGEST_COMMENT} characters, and is told to the learner as far as that."
            )
            self._amiss(number, f"{item}.{COMMENT}", said)
        return Judged(levels=tuple(levels), mark=mark, comment=comment[:LONGEST_COMMENT])

    def _amiss(self, number: int, column: str, said: str) -> None:
        self.problems.append(f"Line {number}, {column}: {said}")
