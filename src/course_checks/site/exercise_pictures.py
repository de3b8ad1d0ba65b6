"""Figures that are drawn from exercises: what stands in exercise.toml and key.toml, as the figures take it."""

from collections.abc import Collection
from typing import Any

from course_checks.content.course import Course
from course_checks.content.exercises import EXERCISE, KEY
from course_checks.core.links import Link, parse
from course_checks.core.mapkey import OR
from course_checks.exercise import Item
from course_checks.figures.argument_map import ArgumentMap, Statement
from course_checks.figures.hypotheses import Entry, Grid
from course_checks.figures.scorecard import Score, Scorecard

MAP, GRID, SCORECARD = "u06-map", "u09-ach", "u09-hindsight"
"""The exercises from which a figure is drawn."""
MODEL_VERDICTS = ("held", "mixed", "cannot tell", "contradicted")
"""The order in which verdicts stand on the scorecard."""


def files_of(exercise: str) -> tuple[str, ...]:
    """Where the exercise and its key stand, as paths in the project."""
    return tuple(f"exercises/{exercise}/{name}" for name in (EXERCISE, KEY))


def _items(course: Course, exercise: str, kind: str) -> list[tuple[Item, Any]]:
    """The items of one kind, each with what its key accepts.  Raises ValueError where there is none."""
    held = course.exercises.get(exercise)
    found = [
        (item, held.key[item.id].accept)
        for item in (held.public.items if held else ())
        if item.kind == kind and held is not None
    ]
    if not found:
        raise ValueError(f"there is no exercise {exercise} with an item of the kind {kind}")
    return found


def _set(text: str) -> str:
    """The text as it is printed: with a curly apostrophe."""
    return text.replace("'", "’")


def _unprefixed(option: Any) -> str:
    """The text of an option without its own id before a colon."""
    return _set(str(option.text).removeprefix(f"{option.id}:").strip())


def _passage(statement: str, known: Collection[str]) -> str:
    """The passage of a statement: `S19` for `S19a`."""
    return statement if statement in known else statement.rstrip("abcdefgh")


def argument_map(course: Course) -> ArgumentMap:
    """The model of the argument map, with the other forms of its links."""
    item, accept = _items(course, MAP, "argument-map")[0]
    entries = [tuple(parse(form) for form in entry.split(OR)) for entry in accept.accepted]
    forms: dict[Link, tuple[Link, ...]] = {entry[0]: entry[1:] for entry in entries}
    return ArgumentMap(
        statements=tuple(
            Statement(id=node.id, passage=_passage(node.id, course.library.passages), says=_unprefixed(node))
            for node in item.ask.nodes
        ),
        conclusion=accept.conclusion,
        links=tuple(forms),
        forms=forms,
        free=tuple(map(parse, accept.also_ok)),
        data_files=files_of(MAP),
    )


def grid(course: Course) -> Grid:
    """The explanations and the passages, with the marks of the key."""
    item, accept = _items(course, GRID, "hypotheses")[0]
    rows, columns = (
        tuple(Entry(id=one.id, says=_unprefixed(one)) for one in held)
        for held in (item.ask.hypotheses, item.ask.evidence)
    )
    return Grid(
        rows=rows,
        columns=columns,
        accepted={
            (row.id, column.id): accept.accepted[f"{row.id}-{column.id}"]
            for row in rows
            for column in columns
        },
        data_files=files_of(GRID),
    )


def scorecard(course: Course) -> Scorecard:
    """The forecasts with the verdicts of the key."""
    return Scorecard(
        scores=tuple(
            Score(passage=item.id, says=_set(item.ask.forecast), accepted=accept.accepted)
            for item, accept in _items(course, SCORECARD, "forecast")
        ),
        verdicts=MODEL_VERDICTS,
        data_files=files_of(SCORECARD),
    )
