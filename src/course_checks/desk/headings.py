"""Gradebooks that Canvas and Moodle take in: their headings, one column an exercise.

Where this was read: Canvas, `lib/gradebook_importer.rb` (`row_has_student_headers?`, `update_column_count`,
`process_student`, `process_pp`).  The columns before the assignments are Student, ID, SIS User ID, SIS Login ID,
Section, in this order.  A learner is looked for by ID, then by the two of SIS, then by the name; a row whose first
cell holds *Points Possible* says what each assignment is worth.  An assignment is known by its title.
Moodle, `grade/import/csv/classes/load_data.php`: the instructor says in a form which column names the learner (user
name, ID number or email address) and which is which grade, or its feedback.  A cell of a grade is a number, or
empty; a word in one, or a learner who is not found, ends the import.

Points are exact sums of what was scored, and marks that a person gave.  A cell is empty where nothing was handed
in, and where something could not be read or waits for its mark: what is missing there is for a person to decide.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

from course_checks.core.text import plain
from course_checks.desk.gradebook import Row, Table, decimal, scored_items
from course_checks.desk.results import ExerciseDone, Judged
from course_checks.sheet.workspace import Opened

System = Literal["canvas", "moodle"]
FILES: Mapping[System, str] = {"canvas": "gradebook-canvas.csv", "moodle": "gradebook-moodle.csv"}
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS = "    Points Possible"
MOODLE = ("ID number", "Email address", "Full name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """An exercise as an assignment."""

    exercise: str
    title: str
    scored: tuple[str, ...]
    """Items that a machine scores."""
    marked: tuple[str, ...]
    """Items for which a person gave a mark to somebody."""

    @property
    def most(self) -> int:
        """What the assignment is worth."""
        return len(self.scored) + len(self.marked)


def columns_of(exercises: Mapping[str, Opened], marked: Iterable[tuple[str, str]]) -> tuple[Column, ...]:
    """A column for each exercise in which anything is scored or marked; `marked` are exercise and item."""
    by_person = sorted(set(marked))
    columns = []
    for name, opened in exercises.items():
        scored = scored_items(opened)
        own = tuple(item for exercise, item in by_person if exercise == name and item not in scored)
        title = f"{name} {plain(opened.public.title)}"
        columns.append(Column(exercise=name, title=title, scored=scored, marked=own))
    return tuple(one for one in columns if one.most)


def points(row: Row, column: Column) -> Fraction | None:
    """What a learner has in an exercise; None where there is nothing, or not all of it is known yet."""
    done = next((one for one in row.result.exercises if one.exercise == column.exercise), None)
    if done is None:
        return None
    total = Fraction(0)
    for item in done.items:
        if item.item in column.marked and item.ending != "unanswered":
            mark = row.judged.get((column.exercise, item.item), Judged()).mark
            if mark is None:
                return None
            total += mark
        elif item.item in column.scored:
            if item.ending in ("not read", "fault"):
                return None
            total += item.score or 0
    return total


class SystemBook(Table):
    """Writes a gradebook with the headings of a system."""

    def __init__(self, path: Path, system: System, columns: tuple[Column, ...]) -> None:
        super().__init__(path)
        self._system, self._columns = system, columns
        self.nameless = 0
        """Learners by whom the system cannot tell who they are."""
        self.held_back = 0
        """Cells left empty although something was handed in."""
        if system == "canvas":
            self.row([*CANVAS, *(one.title for one in columns)])
            self.row([POINTS, *[""] * (len(CANVAS) - 1), *(str(one.most) for one in columns)])
        else:
            titles = ((one.title, f"{one.title} (feedback)") for one in columns)
            self.row([*MOODLE, *(title for pair in titles for title in pair)])

    def add(self, row: Row) -> None:
        """Write the row of a learner."""
        who, account = row.learner, row.account
        there = {one.exercise for one in row.result.exercises}
        found = [points(row, column) for column in self._columns]
        pairs = list(zip(self._columns, found, strict=True))
        self.held_back += sum(one is None and column.exercise in there for column, one in pairs)
        typed = "" if row.twin else who.number  # what several people gave is nobody's own
        # Where the place of study gives an address for a number, the address is what a system knows.
        email = account.email or (typed if "@" in typed else "")
        number = "" if email == typed else typed
        if self._system == "canvas":
            is_known = account.canvas or email
            self.nameless += not (is_known or (not row.twin and (number or who.name)))
            name = who.name if is_known else _told_apart(row)
            self.row([name, account.canvas, number, email, "", *map(_cell, found)])
        else:
            self.nameless += not (email or number)
            self.row([number, email, _told_apart(row), *_with_feedback(row, pairs)])


def _told_apart(row: Row) -> str:
    """A learner's name; one that several people go by is made one that no system takes for another's."""
    called = row.learner.name or (row.learner.number if row.twin else "")
    return f"{called} ({row.twin})" if row.twin else called


def _cell(found: Fraction | None) -> str:
    return "" if found is None else decimal(found)


def _with_feedback(row: Row, pairs: Iterable[tuple[Column, Fraction | None]]) -> Iterator[str]:
    done = {one.exercise: one for one in row.result.exercises}
    for column, found in pairs:
        yield _cell(found)
        yield _feedback(row, done[column.exercise]) if column.exercise in done else ""


def _feedback(row: Row, done: ExerciseDone) -> str:
    """How each item ended, in a few words."""
    said = []
    for item in done.items:
        state = f"{item.cell} of 1" if item.ending == "scored" else item.cell
        judged = row.judged.get((done.exercise, item.item))
        found = [f"{criterion} {level}" for criterion, level in judged.levels] if judged else []
        found += [f"mark {decimal(judged.mark)} of 1"] if judged and judged.mark is not None else []
        found += [" ".join(judged.comment.split())] if judged and judged.comment else []
        said.append(f"{item.item}: {'; '.join(found) or state}")
    return ". ".join(said) + "."
