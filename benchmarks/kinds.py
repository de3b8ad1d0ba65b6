"""Responses a second, for each kind: the whole road of a check, and `score` alone.

Every kind is taken from a real exercise, with its labelled responses in turn.  `python kinds.py 1000000`
checks a million of each; without a number, 20,000.  Kinds named after it are measured alone, so that two
terminals can share the work of two cores.
"""

import sys
import time
from collections.abc import Mapping
from itertools import cycle, islice
from pathlib import Path

from course_checks.checking import check
from course_checks.content.course import Course, load_course
from course_checks.content.exercises import Exercise
from course_checks.core.outcome import Problem
from course_checks.core.reading import read
from course_checks.exercise import Item, PublicExercise, parts_of
from course_checks.validators import Given, load, names

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = 20_000
SCORED_ALONE = 10
"""`score` alone is timed on one response of so many: it is a rate, and the whole road takes longer."""


def first_of(course: Course, kind: str) -> tuple[Exercise, Item] | None:
    """The first item of a kind in the course."""
    found = (
        (one, item) for one in course.exercises.values() for item in one.public.items if item.kind == kind
    )
    return next(found, None)


def labelled(exercise: Exercise, item: Item) -> list[Mapping[str, str]]:
    """What the labelled responses give to an item."""
    given = [one.answers[item.id] for one in exercise.responses if one.answers.get(item.id)]
    return given or [{}]


def readable(course: Course, item: Item, raw: Mapping[str, str]) -> Given | None:
    """The values of a response; None if some part cannot be read, or no scored part is given."""
    given = {}
    for part in parts_of(item):
        value = read(part, raw.get(part.id, ""), course.library)
        if isinstance(value, Problem):
            return None
        if value is not None:
            given[part.id] = value
    asked = [part.id for part in parts_of(item) if part.scored] or [part.id for part in parts_of(item)]
    return given if any(part in given for part in asked) else None


def alone(exercise: Exercise, item: Item) -> PublicExercise:
    """The exercise with this item only."""
    public = exercise.public
    return PublicExercise(
        id=public.id,
        title=public.title,
        unit=public.unit,
        minutes=public.minutes,
        outcomes=public.outcomes,
        why=public.why,
        intro="",
        items=(item,),
    )


def measure(course: Course, kind: str, number: int) -> str:
    """A line of the table."""
    found = first_of(course, kind)
    if found is None:
        return f"  {kind:20} no exercise of this kind"
    exercise, item = found
    public, key = alone(exercise, item), {item.id: exercise.key[item.id]}
    raws = labelled(exercise, item)
    begun = time.perf_counter()
    for raw in islice(cycle(raws), number):
        check(public, key, course.library, {item.id: raw})
    whole = time.perf_counter() - begun
    values = [given for raw in raws if (given := readable(course, item, raw)) is not None]
    score, accept = load(kind).score, exercise.key[item.id].accept
    begun = time.perf_counter()
    for given in islice(cycle(values), max(1, number // SCORED_ALONE)):
        score(item.ask, accept, given, course.library)
    scoring = (time.perf_counter() - begun) / max(1, number // SCORED_ALONE) * number
    # Responses that cannot be read are never scored: the share counts those that are.
    share = 1 - min(1.0, scoring * len(values) / len(raws) / whole)
    return f"  {kind:20} {number / whole:12,.0f} {number / scoring:12,.0f} {share:8.0%}"


def main() -> int:
    """Measure every kind and print the table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    chosen = sys.argv[2:] or names()
    if unknown := [kind for kind in chosen if kind not in names()]:
        sys.exit(f"There is no kind {unknown[0]}. The kinds: {', '.join(names())}.")
    course = load_course(ROOT)
    print(f"\n{number:,} responses of each kind, one core")
    print(f"  {'kind':20} {'checks/s':>12} {'score alone/s':>12} {'outside':>8}")
    for kind in chosen:
        print(measure(course, kind, number), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
