"""One checked set of answers and what is said about it, wherever the answers came from.  Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from course_checks.checking import ItemReport, Report, check
from course_checks.core.library import Library
from course_checks.core.outcome import CheckerFault, InvalidResponse, Note, Problem
from course_checks.core.text import one_of, shown
from course_checks.exercise import Item, PublicExercise, Responses, parts_of
from course_checks.feedback import Message, Rung, messages, rung_after

if TYPE_CHECKING:  # not imported when it runs: on the page a reader waits for every import
    from pathlib import Path

    from course_checks.sheet.layout import Layout
    from course_checks.sheet.read import SheetReading
    from course_checks.sheet.workspace import Opened

MOST_NAMED = 8
"""Names that are not in an exercise and are told; more would be noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedItem:
    """One item of a checked sheet and what is said about it."""

    item: Item
    report: ItemReport
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One checked sheet."""

    exercise: PublicExercise
    sheet: str
    refused: Problem | None
    """Why the file could not be used at all; then there are no items."""
    report: Report | None
    items: tuple[CheckedItem, ...]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    """Lines that could not be read and belong to no item; those of an item are in its report."""

    @property
    def usable(self) -> bool:
        """Whether everything written could be read and checked."""
        broken = any(isinstance(one.report.outcome, InvalidResponse | CheckerFault) for one in self.items)
        return self.refused is None and not self.problems and not broken

    @property
    def all_right(self) -> bool:
        """Whether every item is right, or read and complete where nothing is scored."""
        return self.usable and all(one.report.done for one in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for beyond the ladder."""

    hint: bool = False
    explain: bool = False

    def rung(self, changes: int) -> Rung:
        """The rung of an item: a hint is given only after an attempt, an explanation on asking."""
        return rung_after(max(changes, 0), hint=self.hint and changes >= 0, explain=self.explain)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFound:
    """A sheet as it stands: what was read, and how the check of it ended."""

    answers: Responses
    """As typed; empty where a line could not be read."""
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    refused: Problem | None
    report: Report | None
    """None for a sheet that could not be used at all."""
    absent: tuple[str, ...] = ()
    """The blanks, `ITEM.PART`, that have no line on the sheet."""


def layout_of(exercise: PublicExercise) -> Layout:
    """What stands on the answer sheet of an exercise."""
    from course_checks.sheet.layout import Block, Field, Layout

    blocks = []
    for item in exercise.items:
        fields = tuple(Field(item=item.id, part=part) for part in parts_of(item))
        blocks.append(Block(item_id=item.id, kind=item.kind, prompt=item.prompt, fields=fields))
    return Layout(
        exercise_id=exercise.id,
        title=exercise.title,
        minutes=exercise.minutes,
        intro=exercise.intro,
        blocks=tuple(blocks),
    )


def find_sheet(sheet: Path, opened: Opened, library: Library) -> SheetFound:
    """Read and check the sheet at `sheet`; never raises."""
    from course_checks.sheet.read import read_sheet_file

    return find_in(read_sheet_file(sheet, layout_of(opened.public)), opened, library)


def find_in(reading: SheetReading, opened: Opened, library: Library) -> SheetFound:
    """Check what was read of a sheet; never raises."""
    report = None
    if reading.refused is None:
        report = without_unread(check(opened.public, opened.key, library, reading.answers), reading.problems)
    return SheetFound(
        answers=reading.answers,
        notes=reading.notes,
        problems=reading.problems,
        refused=reading.refused,
        report=report,
        absent=reading.absent,
    )


def said_of(
    found: SheetFound, shown: str, opened: Opened, changes: Mapping[str, int], asked: Asked
) -> Checked:
    """What is said about a sheet; `changes` has, by item, how often an attempt changed (-1 before the first)."""
    report = found.report
    items = []
    for item, entry in zip(opened.public.items, report.items if report else (), strict=False):
        key = None if opened.key is None else opened.key[item.id]
        said = messages(item, key, entry, asked.rung(changes.get(item.id, -1)))
        items.append(CheckedItem(item=item, report=entry, messages=said))
    return Checked(
        exercise=opened.public,
        sheet=shown,
        refused=found.refused,
        report=report,
        items=tuple(items),
        notes=found.notes,
        problems=outside(found),
    )


def outside(found: SheetFound) -> tuple[Problem, ...]:
    """The lines of a sheet that could not be read and belong to no item."""
    report = found.report
    return tuple(one for one in found.problems if report and not _item_of(one, report))


def _item_of(problem: Problem, report: Report) -> str:
    """The item that a line of the sheet belongs to; empty if to none."""
    item = problem.field.partition(".")[0]
    return item if any(entry.item == item for entry in report.items) else ""


def without_unread(report: Report, problems: Iterable[Problem]) -> Report:
    """`report` with every item of which a line could not be read not scored: that costs the learner nothing."""
    told = [(_item_of(problem, report), problem) for problem in problems]
    entries = []
    for entry in report.items:
        own = tuple(
            replace(one, field=one.field.partition(".")[2]) for item, one in told if item == entry.item
        )
        also = entry.outcome.problems if isinstance(entry.outcome, InvalidResponse) else ()
        unread = own and not isinstance(entry.outcome, CheckerFault)
        entries.append(replace(entry, outcome=InvalidResponse(problems=(*own, *also))) if unread else entry)
    return replace(report, items=tuple(entries))


def passed_over(public: PublicExercise, answers: Responses) -> tuple[Note, ...]:
    """What of `answers` is to items and parts that the exercise does not have: a note on each sort of them."""
    notes = []
    strange = [name for name in answers if public.item(name) is None]
    if strange:
        notes.append(Note(say=f"{public.id} has no item {_few(strange)}; that was passed over."))
    for item in public.items:
        known = {part.id for part in parts_of(item)}
        strange = [part for part in answers.get(item.id, {}) if part not in known]
        if strange:
            notes.append(
                Note(say=f"{item.id} of {public.id} has no part {_few(strange)}; that was passed over.")
            )
    return tuple(notes)


def _few(names: list[str]) -> str:
    return one_of(shown(name, 20) or "?" for name in names[:MOST_NAMED])  # a sign that cannot be seen
