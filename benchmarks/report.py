"""The report on a class: how long it takes for 40 and for many, and whether memory stays flat.

`python report.py 100000` is the full run; without a number, 1,000.  The first attempts of a made-up class
(`_class.py`) to ten exercises are written first; past the first 500 learners their answers come again.  Each
report has a process of its own, so that its peak is its own.

Bounds: 40 learners in at most one second of the processor, imports and plots included; the peak of many at
most 1.25 times that of a quarter of them.
"""

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT, CLASS, POOL = 1_000, 40, 500
EXERCISES = (
    "u01-layers",
    "u01-checks",
    "u02-need",
    "u02-checks",
    "u03-checks",
    "u04-limits",
    "u05-order",
    "u06-map",
    "u07-chains",
    "u10-memo",
)
FLAT, SOON = 1.25, 1.0


def lines() -> Iterator[str]:
    """A line of first attempts for each learner of the pool."""
    from _class import attempts_of

    from course_checks.checking import check
    from course_checks.content.course import load_course
    from course_checks.desk.record import Recorded, attempt_of, label, write_line
    from course_checks.sheet.handin import Learner

    course = load_course(ROOT)
    for number in range(1, POOL + 1):
        attempts = {}
        for name in EXERCISES:
            held = course.exercises[name]
            tried = attempts_of(held, number)
            if tried is not None:
                first, _ = tried
                report = check(held.public, held.key, course.library, first)
                attempts[name] = attempt_of(
                    held.public, report, first, version=held.public.version, who=Learner()
                )
        yield write_line(Recorded(learner=label(number), exercises=attempts))


def write(folder: Path, counts: tuple[int, ...]) -> None:
    """Write a file of first attempts for each of `counts` learners."""
    from course_checks.desk.record import write_head

    pool = list(lines())
    for count in counts:
        with (folder / f"{count}.jsonl").open("w", encoding="ascii", newline="\n") as file:
            file.write(write_head())
            file.writelines(islice(cycle(pool), count))


def report(file: Path) -> tuple[float, float, int]:
    """Report on the class in `file`: seconds, those of the processor, and the peak of memory in bytes."""
    begun, busy = time.perf_counter(), time.process_time()
    from course_checks.desk.answers import bank_of
    from course_checks.desk.report.making import figures_from
    from course_checks.desk.report.page import page_of
    from course_checks.sheet.workspace import find_workspace

    workspace = find_workspace(ROOT)
    page = page_of(figures_from(file, bank_of(workspace, ()), workspace.root))
    assert "Do this first" in page
    return time.perf_counter() - begun, time.process_time() - busy, peak()


def peak() -> int:
    """The most memory that this process ever held, in bytes; 0 where it is not told."""
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def main() -> int:
    """Write, report, measure and print; 0 if the bounds are kept."""
    number = max(CLASS, next((int(one) for one in sys.argv[1:] if one.isdigit()), DEFAULT))
    counts = (CLASS, number // 4, number)
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as name, ProcessPoolExecutor(1, spawn, max_tasks_per_child=1) as alone:
        folder = Path(name)
        alone.submit(write, folder, counts).result()
        found = [alone.submit(report, folder / f"{count}.jsonl").result() for count in counts]
    print(f"\nThe report on a class, {len(EXERCISES)} exercises")
    print(f"  {'':18} {'on the clock':>14} {'of the processor':>18} {'each':>10} {'peak memory':>14}")
    for count, (clock, busy, held) in zip(counts, found, strict=True):
        each = 1000 * busy / count
        print(f"  {count:9,} learners {clock:12.2f} s {busy:16.2f} s {each:7.2f} ms {held / 2**20:10.1f} MiB")
    flat = found[2][2] <= FLAT * found[1][2]
    soon = found[0][1] <= SOON
    print(f"  memory of all, at most {FLAT} of a quarter: {'kept' if flat else 'BROKEN'}")
    print(f"  {CLASS} learners in at most {SOON} s of the processor: {'kept' if soon else 'BROKEN'}")
    return 0 if flat and soon else 1


if __name__ == "__main__":
    sys.exit(main())
