"""What grading a learner gives, as plain data: it goes from one process to another, and outlives an interruption."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from course_checks.desk.ledger import Entry, Said, Sort
from course_checks.desk.record import label
from course_checks.sheet.handin import Learner

Ending = Literal["scored", "to read", "unanswered", "not read", "fault"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDone:
    """How an item ended."""

    item: str
    ending: Ending
    cell: str
    """What stands in the gradebook: the score, or in words why there is none."""
    score: Fraction | None = None
    """0 to 1; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseDone:
    """What counts of one exercise."""

    exercise: str
    items: tuple[ItemDone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a learner wrote that a person reads."""

    exercise: str
    item: str
    form: tuple[str, ...]
    """What the machine found in its form."""
    text: str
    """As typed; never empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a person found in one text."""

    levels: tuple[tuple[str, str], ...] = ()
    """(criterion, level), where a level was given."""
    mark: Fraction | None = None
    """0 to 1, if the person gave one."""
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """All that the grading of one learner depends on, besides the exercises, the keys and the options."""

    who: Learner
    entries: tuple[Entry, ...]
    judged: Mapping[tuple[str, str], Judged] = field(default_factory=dict)
    """From exercise and item to what a person found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What grading one learner gave."""

    exercises: tuple[ExerciseDone, ...]
    said: tuple[tuple[Sort, bytes, Said], ...]
    """What is to be told: sort, place of the file, remark."""
    record: str
    """The line of the record of first attempts, with nobody in it yet."""
    pages: Mapping[str, str]
    """From the ending of a feedback file to its text."""
    written: tuple[Written, ...]


Pair = tuple[bytes, Task]
"""A task and what its result is kept under."""


def to_json(result: Result) -> bytes:
    """A result as bytes."""
    plain = {
        "exercises": [
            [one.exercise, [[i.item, i.ending, i.cell, _plain(i.score)] for i in one.items]]
            for one in result.exercises
        ],
        "said": [
            [sort, place.hex(), one.file, one.learner, one.exercise, one.text]
            for sort, place, one in result.said
        ],
        "record": result.record,
        "pages": dict(result.pages),
        "written": [[one.exercise, one.item, one.form, one.text] for one in result.written],
    }
    return json.dumps(plain, separators=(",", ":"), sort_keys=True).encode("ascii")


def from_json(data: bytes) -> Result:
    """The result that `to_json` wrote.  Raises ValueError, LookupError or TypeError for anything else."""
    held: dict[str, Any] = json.loads(data)
    return Result(
        exercises=tuple(
            ExerciseDone(
                exercise=name,
                items=tuple(
                    ItemDone(item=item, ending=ending, cell=cell, score=Fraction(score) if score else None)
                    for item, ending, cell, score in items
                ),
            )
            for name, items in held["exercises"]
        ),
        said=tuple(
            (sort, bytes.fromhex(place), Said(file=file, learner=learner, exercise=exercise, text=text))
            for sort, place, file, learner, exercise, text in held["said"]
        ),
        record=held["record"],
        pages=held["pages"],
        written=tuple(
            Written(exercise=exercise, item=item, form=tuple(form), text=text)
            for exercise, item, form, text in held["written"]
        ),
    )


_NOBODY = '"learner":""'


def labelled(record: str, number: int) -> str:
    """The line of a record for the learner at place `number` of the gradebook, from 1."""
    before, found, after = record.rpartition(_NOBODY)
    return f'{before}{found[:-1]}{label(number)}"{after}'


def _plain(score: Fraction | None) -> str | None:
    return None if score is None else str(score)
