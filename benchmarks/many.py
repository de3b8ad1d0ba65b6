"""A class of 40, of 1,000 and of very many, each of ten exercises: how long it takes, and how much memory.

`python many.py 100000` is the full run; without a number it ends with the 1,000.  The class is made up, with
plausible slips (`_class.py`); each hand-in is a file of its own with the first and last answers of one learner.
Writing them and grading them each have processes of their own, so that the peaks are those of grading.

Bounds: the whole command takes at most a second of the processor for 40, which is what it takes where nothing
else keeps the machine busy.  All processes together never hold more than 300 MB, each counted at its peak.
Peaks at the end are at most 1.25 times those after a quarter.  A hand-in of the largest class takes at most 1.25
times the processor's time that one of 1,000 takes: time is linear.  Where there are two cores, both are at work
while learners are graded; how far is printed, and depends on what else the machine does.
"""

import multiprocessing
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import active_children
from pathlib import Path

from _timing import run

ROOT = Path(__file__).resolve().parent.parent
CLASS, MIDDLE = 40, 1_000
ROUNDS, SOON = 5, 1.0
EXERCISES = (
    "u01-checks",
    "u01-layers",
    "u02-checks",
    "u02-need",
    "u03-checks",
    "u04-limits",
    "u05-order",
    "u06-map",
    "u07-chains",
    "u08-matrix",
)
FLAT, LINEAR, MEMORY = 1.25, 1.25, 300 * 10**6
POINTS = (("a quarter", 0.25), ("a half", 0.5), ("all", 1.0))
TRIAL = 20
"""Hand-ins written first, to know how large one is."""
ROOM = 5
"""What a run takes on disk at most, in sizes of its hand-ins: themselves, what is noted of them, the results."""
BLOCK = 4096
"""A file takes whole blocks."""
DISK = 12 * 10**9
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
    """Bytes, of all processes."""
    work: float = 0
    """Seconds of all processors, where the run has ended."""


def write(folder: Path, first: int, last: int) -> int:
    """Write the hand-ins from `first` to before `last`; the bytes that they take on disk."""
    from _class import write_class

    from course_checks.content.course import load_course

    course = load_course(ROOT)
    sizes = write_class(folder, [course.exercises[name] for name in EXERCISES], range(first, last))
    return sum(BLOCK * -(-size // BLOCK) for size in sizes)


def peak() -> int:
    """The most memory that this process, and each of those that it started and has still, ever held, in bytes."""
    import resource  # not on Windows; `main` says so

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit + sum(
        peak_of(child.pid or 0) for child in active_children()
    )


def peak_of(process: int) -> int:
    """The most memory that a process held, as Linux says; elsewhere 0."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)


def work() -> float:
    """Seconds of all processors that this process took, and those that it waited for."""
    import resource  # not on Windows; `main` says so

    took = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in took)


def grade(folder: Path, out: Path, number: int) -> list[Sample]:
    """Grade `number` hand-ins as the command does, with samples on the way and one at the end."""
    from course_checks.desk.answers import bank_of
    from course_checks.desk.grading import Wanted
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

    before, begun = work(), time.perf_counter()
    asked = Wanted(asked=Asked(hint=True))
    graded = grade_all(folder, out, bank_of(find_workspace(ROOT), ()), asked, sample)
    assert graded.learners == graded.files == number, f"{graded.learners} learners of {number} were graded"
    assert len(samples) == 2 * len(POINTS), "reading and grading tell of every file and every learner"
    end = Sample(
        phase="In place",
        point="all",
        done=number,
        seconds=time.perf_counter() - begun,
        peak=max(peak(), *(one.peak for one in samples)),
        work=work() - before,
    )
    return [*samples, end]


def alone() -> ProcessPoolExecutor:
    """Runs what is submitted in fresh processes, which inherit nothing from this one."""
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1)


def verdict(text: str, *, kept: bool) -> str:
    """A bound and whether it is kept."""
    return f"  {text}: {'kept' if kept else 'BROKEN'}"


def show(samples: list[Sample]) -> bool:
    """Print the table; whether memory is flat, and not too much."""
    print(f"  {'':28} {'hand-ins/s':>12} {'peak memory':>14}")
    fine, before, quarter = True, Sample(phase="", point="", done=0, seconds=0, peak=0), 0
    for one in samples:
        is_first = one.phase != before.phase
        rate = (one.done - (0 if is_first else before.done)) / (one.seconds - before.seconds)
        # Putting the results in place follows grading, and is held to the same quarter.
        quarter = one.peak if one.point == POINTS[0][0] else quarter
        ratio = one.peak / quarter
        said = ""
        if one.point == POINTS[-1][0]:
            fine = fine and ratio <= FLAT
            said = verdict(f"at most {FLAT}", kept=ratio <= FLAT)
        name = f"{one.phase}, {one.point}"
        print(f"  {name:28} {rate:12,.0f} {one.peak / 10**6:11.1f} MB  x{ratio:.2f}{said}")
        before = one
    most = max(one.peak for one in samples)
    print(f"  {'All processes':28} {most / 10**6:24.1f} MB{verdict('at most 300', kept=most <= MEMORY)}")
    cores = before.work / before.seconds
    print(f"  {'The whole run':28} {before.done / before.seconds:12,.0f}   in {before.seconds:,.1f} s")
    print(f"  {'Processors at work':28} {cores:12.2f}   {1000 * before.work / before.done:.2f} ms a hand-in")
    return fine and most <= MEMORY


def soon(folder: Path) -> bool:
    """Whether the whole command grades a class of 40 in a second."""
    command = [
        sys.executable,
        "-c",
        "from course_checks.cli import main; main()",
        "grade",
        str(folder / "40"),
    ]
    taken: list[tuple[float, float]] = []
    for turn in range(ROUNDS):
        before = work()
        seconds = run([*command, "--out", str(folder / f"out-{turn}")], ROOT)
        taken.append((work() - before, seconds))
    least, best = min(taken)[0], min(seconds for _, seconds in taken)
    said = verdict(f"at most {SOON:.0f} s of the processor", kept=least <= SOON)
    print(f"\n{CLASS} hand-ins of {len(EXERCISES)} exercises, the whole command")
    print(f"  {f'The best of {ROUNDS}':28} {best:12.2f} s, of the processor {least:.2f} s{said}")
    return least <= SOON


def many(number: int, process: ProcessPoolExecutor, folder: Path) -> tuple[bool, float]:
    """Write, grade and show a class; whether its bounds are kept, and the processor's seconds for a hand-in."""
    given, out = folder / f"{number}", folder / f"{number}-grades"
    size = process.submit(write, given, 0, TRIAL).result()
    needed, free = ROOM * size * number // TRIAL, shutil.disk_usage(folder).free
    if needed > min(DISK, free // 2):
        sys.exit(f"{number:,} hand-ins take about {needed / 1e9:.1f} GB on disk: more than they are given.")
    size += process.submit(write, given, TRIAL, number).result()
    print(f"\n{number:,} hand-ins of {len(EXERCISES)} exercises, {size / 1e6:,.0f} MB", flush=True)
    samples = process.submit(grade, given, out, number).result()
    fine: bool = show(samples)
    shutil.rmtree(given)
    shutil.rmtree(out)
    return fine, samples[-1].work / number


def main() -> int:
    """Measure and print; 0 if every bound is kept."""
    if sys.platform == "win32":
        print("\nMany hand-ins: not measured; Windows does not tell a process its peak memory this way.")
        return 0
    number = next((int(one) for one in sys.argv[1:] if one.isdigit()), 0)
    with tempfile.TemporaryDirectory() as name, alone() as process:
        folder = Path(name)
        process.submit(write, folder / "40", 0, CLASS).result()
        fine = soon(folder)
        middle, each = many(MIDDLE, process, folder)
        fine = fine and middle
        if number > MIDDLE:
            large, each_of_many = many(number, process, folder)
            ratio = each_of_many / each
            said = verdict(f"at most {LINEAR}", kept=ratio <= LINEAR)
            print(f"\n  {'A hand-in, against 1,000':28} {'':12}   x{ratio:.2f}{said}")
            fine = fine and large and ratio <= LINEAR
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
