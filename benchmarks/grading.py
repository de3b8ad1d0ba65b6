"""A class of 40 with five items each, graded by `course-checks grade`, nbgrader and otter-grader in one run.

All three mark the same answers, one mark an item, and must give the same marks, or the comparison is void.
nbgrader and otter-grader run code: they start a kernel for every learner.  Here nothing is run, and that is
the difference; `otter run` is a command for each hand-in, so that it pays for its own start each time, too.
Both are installed into `build/peers` (700 MB) when `--peers` is given, and measured whenever they are there:
that takes ten minutes or more.
"""

import csv
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from _class import answers_of, hand_in
from _peers import PEERS, Class, Marks, Measured, NotRunError, Peers, Rule, rules_of, work
from _timing import run

from course_checks import __version__
from course_checks.content.course import load_course
from course_checks.content.exercises import Exercise

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / "build" / "peers"
NAME = "u01-checks"
LEARNERS = 40
ROUNDS = 3
ASK = "--peers"
"""Given to the script, has the peers installed that are missing."""
SAME = 1e-4
"""Marks are told to four places."""


def ours(folder: Path, exercise: Exercise, learners: Class) -> Measured:
    """The class graded by the command, the median of a few rounds."""
    shutil.copytree(ROOT / "exercises" / NAME, folder / "exercises" / NAME)
    shutil.copytree(ROOT / "docs" / "sources", folder / "sources")
    for learner, answers in learners.items():
        for place in ("class", *(["first"] if learner == next(iter(learners)) else [])):
            file = folder / place / f"{learner}.json"
            file.parent.mkdir(exist_ok=True)
            file.write_text(hand_in(learner, [(exercise, answers, answers)]), encoding="ascii")
    command = [str(Path(sys.executable).with_name("course-checks")), "grade"]
    taken: dict[str, list[float]] = {"first": [], "class": []}
    worked = []
    for turn in range(ROUNDS):
        for place, seconds in taken.items():
            begun = work()
            seconds.append(run([*command, place, "--out", f"{place}-grades-{turn}"], folder))
        worked.append(work() - begun)  # of the class, which came last
    one, everyone = (statistics.median(seconds) for seconds in taken.values())
    marks = marks_in(folder / "class-grades-0" / "gradebook.csv", exercise)
    return Measured(one=one, all=everyone, work=statistics.median(worked), marks=marks)


def marks_in(gradebook: Path, exercise: Exercise) -> Marks:
    """The marks in a gradebook of ours."""
    items = [item.id for item in exercise.public.items]
    with gradebook.open(encoding="utf-8-sig", newline="") as file:
        return {
            row["number"]: {one: float(row[f"{NAME}.{one}"]) for one in items} for row in csv.DictReader(file)
        }


def difference(our: Marks, their: Marks) -> str:
    """The first mark that is not the same; empty if all are."""
    for learner, marks in our.items():
        for item, mark in marks.items():
            other = their.get(learner, {}).get(item)
            if other is None or abs(other - mark) > SAME:
                return f"{learner}, {item}: {mark} here, {other} there"
    return ""


def row(name: str, found: Measured, base: Measured) -> str:
    """A line of the table."""
    columns = ((found.one, base.one), (found.all, base.all), (found.work, base.work))
    cells = (f"{mine:9.2f} s {f'x{mine / other:.1f}' if other else '':>8}" for mine, other in columns)
    return f"  {name:20} {' '.join(cells)}"


def theirs(requirement: str, peers: Peers, rules: Sequence[Rule], learners: Class) -> Measured:
    """The class graded by a peer, installed first where that was asked for.  Raises NotRunError."""
    if not peers.has(requirement):
        if ASK not in sys.argv:
            raise NotRunError(f"to install it and see: python {Path(__file__).name} {ASK}")
        peers.install(requirement)
    place = peers.litter / "peers" / requirement
    place.mkdir(parents=True)
    return PEERS[requirement](peers, place, rules, learners)


def main() -> int:
    """Measure all that can be run, and print the table; 0 if all give the same marks."""
    exercise = load_course(ROOT).exercises[NAME]
    learners = {f"s{n:02}": answers_of(exercise, n, scored=True) for n in range(1, LEARNERS + 1)}
    rules = rules_of(exercise.public.items, exercise.key)
    same = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = ours(folder, exercise, learners)
        print(f"\n{LEARNERS} learners, {len(rules)} items each, one mark an item")
        print(f"  {'':20} {'one learner':>20} {f'{LEARNERS} learners':>20} {'of the processor':>20}")
        print(row(f"course-checks {__version__}", base, base), flush=True)
        for requirement in PEERS:
            called = requirement.replace("==", " ")
            try:
                found = theirs(requirement, Peers(venv=VENV, litter=folder), rules, learners)
            except NotRunError as error:
                print(f"  {called:20} not measured: {error}", flush=True)
                continue
            unlike = difference(base.marks, found.marks)
            same = same and not unlike
            verdict = f"VOID, the marks differ: {unlike}" if unlike else "the same marks"
            print(f"{row(called, found, base)}  {verdict}", flush=True)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
