"""Many hand-ins of ten exercises graded in one run: how many a second, and whether memory stays flat.

`python many.py 100000` is the full run; without a number, 5,000.  Each hand-in is a file of its own with the
first and last answers of one learner to ten exercises.  Writing them and grading them each have a process
of their own, so that the peak is that of grading; it never falls, and is taken at a quarter, a half and the
end of reading the files, and of grading the learners.

Bound: in both, the last peak is at most 1.25 times that of the first quarter.
"""

import multiprocessing
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = 5_000
EXERCISES = 10
BOUND = 1.25
POINTS = (("a quarter", 0.25), ("a half", 0.5), ("all", 1.0))
TRIAL = 20
"""Hand-ins written first, to know how large one is."""
ROOM = 5
"""What a run takes on disk at most, in sizes of its hand-ins: themselves, what is noted of them, the results."""
BLOCK = 4096
"""A file takes whole blocks."""
DISK = 8 * 10**9
"""Bytes that a run may take on disk, however much is free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """How far grading was, and what it had taken."""

    phase: str
    point: str
    done: int
    seconds: float
    """Since the run began."""
    peak: int
    """Bytes."""


def write(folder: Path, first: int, last: int) -> int:
    """Write the hand-ins from `first` to before `last`; the bytes that they take on disk."""
    from _class import write_class

    from course_checks.content.course import load_course

    exercises = list(load_course(ROOT).exercises.values())[:EXERCISES]
    assert len(exercises) == EXERCISES, f"the course has only {len(exercises)} exercises"
    sizes = write_class(folder, exercises, range(first, last))
    return sum(BLOCK * -(-size // BLOCK) for size in sizes)


def peak() -> int:
    """The most memory that this process ever held, in bytes."""
    import resource  # not on Windows; `main` says so

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def grade(folder: Path, out: Path, number: int) -> list[Sample]:
    """Grade `number` hand-ins as the command does, with samples on the way and one at the end."""
    from course_checks.desk.answers import bank_of
    from course_checks.desk.grading import grade as grade_all
    from course_checks.sheet.checked import Asked
    from course_checks.sheet.workspace import find_workspace

    samples: list[Sample] = []
    wanted = {max(1, int(number * share)): point for point, share in POINTS}

    def sample(phase: str, done: int, _total: int | None) -> None:
        if done in wanted:
            taken = time.perf_counter() - begun
            held = Sample(phase=phase, point=wanted[done], done=done, seconds=taken, peak=peak())
            samples.append(held)

    begun = time.perf_counter()
    graded = grade_all(folder, out, bank_of(find_workspace(ROOT), ()), Asked(hint=True), sample)
    assert graded.learners == graded.files == number, f"{graded.learners} learners of {number} were graded"
    taken = time.perf_counter() - begun
    assert len(samples) == 2 * len(POINTS), "reading and grading tell of every file and every learner"
    return [*samples, Sample(phase="In place", point="all", done=number, seconds=taken, peak=peak())]


def alone() -> ProcessPoolExecutor:
    """Runs what is submitted in fresh processes, which inherit nothing from this one."""
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1)


def show(samples: list[Sample]) -> bool:
    """Print the table; whether memory is flat."""
    print(f"  {'':28} {'hand-ins/s':>12} {'peak memory':>14}")
    flat, before, quarter = True, Sample(phase="", point="", done=0, seconds=0, peak=0), 0
    for one in samples:
        is_first = one.phase != before.phase
        rate = (one.done - (0 if is_first else before.done)) / (one.seconds - before.seconds)
        # Putting the results in place follows grading, and is held to the same quarter.
        quarter = one.peak if one.point == POINTS[0][0] else quarter
        ratio = one.peak / quarter
        verdict = ""
        if one.point == POINTS[-1][0]:
            flat = flat and ratio <= BOUND
            verdict = f"  at most {BOUND}: {'kept' if ratio <= BOUND else 'BROKEN'}"
        name = f"{one.phase}, {one.point}"
        print(f"  {name:28} {rate:12,.0f} {one.peak / 2**20:10.1f} MiB  x{ratio:.2f}{verdict}")
        before = one
    print(f"  {'The whole run':28} {before.done / before.seconds:12,.0f}   in {before.seconds:,.0f} s")
    return flat


def main() -> int:
    """Write, grade, measure and print; 0 if memory is flat."""
    if sys.platform == "win32":
        print("\nMany hand-ins: not measured; Windows does not tell a process its peak memory this way.")
        return 0
    number = max(TRIAL, next((int(one) for one in sys.argv[1:] if one.isdigit()), DEFAULT))
    with tempfile.TemporaryDirectory() as name, alone() as process:
        given, out = Path(name) / "hand-ins", Path(name) / "grades"
        size = process.submit(write, given, 0, TRIAL).result()
        needed, free = ROOM * size * number // TRIAL, shutil.disk_usage(name).free
        if needed > min(DISK, free // 2):
            sys.exit(
                f"{number:,} hand-ins take about {needed / 1e9:.1f} GB on disk: more than they are given."
            )
        size += process.submit(write, given, TRIAL, number).result()
        print(f"\n{number:,} hand-ins of {EXERCISES} exercises, {size / 1e6:,.0f} MB", flush=True)
        return 0 if show(process.submit(grade, given, out, number).result()) else 1


if __name__ == "__main__":
    sys.exit(main())
