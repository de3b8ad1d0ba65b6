"""The slowest answers: sheets of 64 KB, written to be slow, one for every kind and every trick.

Bound: each is answered within 0.2 s of processor time.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from course_checks.checking import check
from course_checks.content.course import Course, load_course
from course_checks.content.exercises import Exercise
from course_checks.exercise import Item, parts_of
from course_checks.feedback import Rung, messages
from course_checks.sheet.opening import LONGEST_LINE, MOST_BYTES
from course_checks.sheet.read import read_sheet
from course_checks.sheet.session import layout_of
from course_checks.validators import names

ROOT = Path(__file__).resolve().parent.parent
BOUND = 0.2
TRICKS = (
    "a",
    "> ",
    "S1 > ",
    "S1 supports S2; ",
    "“",
    "[S1] ",
    "\\\\",
    "'",
    "I ",
    "S1, ",
    "ﷺ",
    "1",
    "and ",
    '" ',
    "=",
)


def sheets(exercise: Exercise, item: Item) -> Iterator[tuple[str, bytes]]:
    """(trick, sheet) with one trick repeated in every part of the item, up to the size that is read."""
    parts = parts_of(item)
    room = (MOST_BYTES - 2000) // len(parts)
    for trick in TRICKS:
        line = trick * (min(room, LONGEST_LINE - 200) // len(trick.encode()))
        many = "\n".join([line] * max(1, min(room // max(len(line.encode()), 1), 400 // len(parts))))
        rows = [f'exercise = "{exercise.public.id}"']
        rows += [f'{item.id}.{part.id} = """\n{many}\n"""' for part in parts]
        yield trick, "\n".join(rows).encode()[:MOST_BYTES]
        short = [f'{item.id}.{part.id} = "{line[: LONGEST_LINE // 2]}"' for part in parts]
        yield f"{trick} in a line", "\n".join([rows[0], *short]).encode()[:MOST_BYTES]


def answer(course: Course, exercise: Exercise, data: bytes) -> float:
    """Processor seconds from the bytes to all that is said."""
    begun = time.process_time()
    reading = read_sheet(data, layout_of(exercise.public))
    report = check(exercise.public, exercise.key, course.library, reading.answers)
    for item, entry in zip(exercise.public.items, report.items, strict=True):
        messages(item, exercise.key[item.id], entry, Rung.WORKED)
    return time.process_time() - begun


def main() -> int:
    """Measure every kind and print the slowest trick of each; 0 if the bound is kept."""
    course = load_course(ROOT)
    kept = True
    print(f"\nThe slowest of {2 * len(TRICKS)} sheets of up to 64 KB for each kind; at most {BOUND} s")
    for kind in names():
        taken = [
            (min(answer(course, exercise, data) for _ in range(2)), trick, exercise.public.id)
            for exercise in course.exercises.values()
            for item in exercise.public.items
            if item.kind == kind
            for trick, data in sheets(exercise, item)
        ]
        if not taken:
            print(f"  {kind:20} no exercise of this kind")
            continue
        seconds, trick, where = max(taken)
        kept = kept and seconds <= BOUND
        print(
            f"  {kind:20} {seconds:6.3f} s  {trick!r} in {where}{'' if seconds <= BOUND else '  BROKEN'}",
            flush=True,
        )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
