"""nbgrader and otter-grader on the task of grading.py: answers and tests as notebooks.

Every answer is a dictionary in a cell of its own; every item gives at most one mark, by the rule in the key
of the exercise, written in the Python of a notebook.  What a peer needs once for an assignment is made
before its clock runs.
"""

import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from _class import Answers

from course_checks.exercise import Item, Key

TASK = "checks"
NEARLY = 1e-6
PATIENCE = 900
"""Seconds after which a command of a peer is given up."""
BIN = "Scripts" if os.name == "nt" else "bin"
HELD = f"""
import json
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    held = {{one.student.id: {{grade.name: grade.auto_score for part in one.notebooks for grade in part.grades}}
            for one in book.assignment_submissions("{TASK}")}}
print(json.dumps(held))
"""
"""Run by nbgrader's Python: the marks in its gradebook."""

Marks = Mapping[str, Mapping[str, float]]
"""From a learner to an item to the mark."""
Class = Mapping[str, Answers]
"""From a learner to the answers."""
Cell = dict[str, Any]


class NotRunError(Exception):
    """A peer could not be installed or run; `str` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Seconds for the first learner alone, seconds for the class, and the marks given."""

    one: float
    all: float
    work: float
    """Seconds of the processor for the class: another program that runs beside it does not count."""
    marks: Marks


def work() -> float:
    """Processor seconds of all commands that have ended, and of those that they started."""
    return os.times().children_user + os.times().children_system


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How an item is marked."""

    item: str
    mark: str
    """An expression in Python, 0 to 1, of the answer, which has the name of the item."""
    steps: int
    """The mark is one of 0, 1/steps, 2/steps, ... 1."""


def rules_of(items: Sequence[Item], key: Key) -> list[Rule]:
    """The rules of an exercise.  Raises ValueError for an item of a kind that has none here."""
    return [_rule(item, key[item.id].accept.accepted) for item in items]


def _rule(item: Item, accepted: Any) -> Rule:
    match item.kind:
        case "choice" if not item.ask.cites:
            return Rule(item=item.id, mark=f"({item.id}.get('choice') in {list(accepted)})", steps=1)
        case "match" if not item.ask.ordered:
            rows = {row: list(labels) for row, labels in accepted.items()}
            mark = f"sum({item.id}.get(row) in labels for row, labels in {rows}.items()) / {len(rows)}"
            return Rule(item=item.id, mark=mark, steps=len(rows))
        case "multiple-response":
            others = [one.id for one in item.ask.options if one.id not in accepted]
            yes, no = (
                f"sum({item.id}.get(one) == 'yes' for one in {names}) / {len(names)}"
                for names in (list(accepted), others)
            )
            steps = math.lcm(len(accepted), len(others))
            return Rule(item=item.id, mark=f"max(0, {yes} - {no})", steps=steps)
        case _:
            raise ValueError(f"{item.id}: a {item.kind} like this has no rule for notebooks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """The environment that holds the peers, and where they may leave what they please."""

    venv: Path
    litter: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.venv / BIN / "python"

    def has(self, requirement: str) -> bool:
        """Whether a peer is there in the version that is asked for."""
        name, _, version = requirement.partition("==")
        ask = f"import importlib.metadata as held; print(held.version({name!r}))"
        try:
            return self.run([str(self.python), "-c", ask], self.litter).strip() == version
        except NotRunError:
            return False

    def install(self, requirement: str) -> None:
        """Install a peer into the environment, which is made if there is none.  Raises NotRunError."""
        if not self.python.exists():
            self.run([sys.executable, "-m", "venv", str(self.venv)], self.litter)
        pip = [str(self.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        self.run([*pip, requirement], self.litter)

    def run(self, command: list[str], folder: Path) -> str:
        """What a command prints.  Raises NotRunError with its last words if it fails."""
        kept = {name: said for name, said in os.environ.items() if not name.startswith(("PYTHON", "JUPYTER"))}
        own = {
            "PATH": f"{self.venv / BIN}{os.pathsep}{kept.get('PATH', '')}",
            "JUPYTER_PREFER_ENV_PATH": "1",
            "IPYTHONDIR": str(self.litter / "ipython"),
        }
        own |= {f"JUPYTER_{one}_DIR": str(self.litter / one) for one in ("CONFIG", "DATA", "RUNTIME")}
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env=kept | own,
                capture_output=True,
                text=True,
                check=False,
                timeout=PATIENCE,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NotRunError(str(error)) from error
        if done.returncode:
            said = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()[-1]
            raise NotRunError(f"{Path(command[0]).name} ended with {done.returncode}: {said}")
        return done.stdout

    def seconds(self, command: list[str], folder: Path) -> float:
        """Seconds that a command takes.  Raises NotRunError."""
        begun = time.perf_counter()
        self.run(command, folder)
        return time.perf_counter() - begun


def _cell(source: str, **metadata: Any) -> Cell:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def _write(file: Path, cells: list[Cell]) -> None:
    """A notebook as plain JSON."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    held = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 4}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(held, indent=1), encoding="utf-8")


def _answer(rule: Rule, answers: Answers) -> str:
    return f"{rule.item} = {dict(answers.get(rule.item, {}))}"


def nbgrader(peers: Peers, folder: Path, rules: Sequence[Rule], learners: Class) -> Measured:
    """Grade a class with `nbgrader autograde`.  Raises NotRunError."""

    def cells(answers: Answers) -> list[Cell]:
        mine = {"schema_version": 3, "task": False, "grade": False, "solution": True, "locked": False}
        test = mine | {"grade": True, "solution": False, "locked": True, "points": 1}
        return [
            cell
            for rule in rules
            for cell in (
                _cell(_answer(rule, answers), nbgrader=mine | {"grade_id": f"{rule.item}-answer"}),
                _cell(f"float({rule.mark})", nbgrader=test | {"grade_id": rule.item}),
            )
        ]

    command = str(peers.venv / BIN / "nbgrader")
    _write(folder / "source" / TASK / f"{TASK}.ipynb", cells({}))
    (folder / "nbgrader_config.py").write_text("get_config().CourseDirectory.course_id = 'class'\n")
    peers.run([command, "generate_assignment", TASK], folder)
    for learner, answers in learners.items():
        _write(folder / "submitted" / learner / TASK / f"{TASK}.ipynb", cells(answers))
    one = peers.seconds([command, "autograde", TASK, f"--student={next(iter(learners))}"], folder)
    begun = work()
    taken = peers.seconds([command, "autograde", TASK, "--force"], folder)
    worked = work() - begun
    return Measured(
        one=one, all=taken, work=worked, marks=json.loads(peers.run([str(peers.python), "-c", HELD], folder))
    )


def otter(peers: Peers, folder: Path, rules: Sequence[Rule], learners: Class) -> Measured:
    """Grade a class with `otter run`, which takes one hand-in.  Raises NotRunError."""
    for rule in rules:
        # A test case passes or fails: there is one for each step of the mark.
        steps = [
            f">>> bool({rule.mark} > {step / rule.steps - NEARLY})\nTrue" for step in range(1, rule.steps + 1)
        ]
        test = {
            "name": rule.item,
            "points": [1 / rule.steps] * rule.steps,
            "suites": [{"type": "doctest", "cases": [{"code": one, "hidden": False} for one in steps]}],
        }
        file = folder / "tests" / f"{rule.item}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"OK_FORMAT = True\ntest = {test!r}\n", encoding="utf-8")
    command = str(peers.venv / BIN / "otter")
    peers.run([command, "generate", "-t", "tests", "-o", "autograder.zip"], folder)
    seconds, marks, begun = {}, {}, work()
    for learner, answers in learners.items():
        _write(folder / f"{learner}.ipynb", [_cell(_answer(rule, answers)) for rule in rules])
        out = folder / "results" / learner
        out.mkdir(parents=True)
        graded = [command, "run", f"{learner}.ipynb", "-a", "autograder.zip", "-o", str(out), "--no-logo"]
        seconds[learner] = peers.seconds(graded, folder)
        results = json.loads((out / "results.json").read_text(encoding="utf-8"))
        names = {rule.item for rule in rules}
        marks[learner] = {one["name"]: one["score"] for one in results["tests"] if one["name"] in names}
    everyone = sum(seconds.values())
    return Measured(one=next(iter(seconds.values())), all=everyone, work=work() - begun, marks=marks)


PEERS: Mapping[str, Callable[[Peers, Path, Sequence[Rule], Class], Measured]] = {
    "nbgrader==0.9.6": nbgrader,
    "otter-grader==7.0.0": otter,
}
