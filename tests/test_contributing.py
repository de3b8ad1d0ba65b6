"""The eight steps of CONTRIBUTING.md, run as they are printed."""

import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import make

PAGE = make.ROOT / "CONTRIBUTING.md"
BLOCK = re.compile(r"^```(?P<language>\w+) (?P<marks>[^\n]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = [sys.executable, "-I", "-c", "from course_checks.cli import main; main()"]
STEPS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A file to write, or commands to run."""

    body: str
    file: str = ""
    status: int = 0


def steps_of(text: str) -> list[Step]:
    """The marked blocks of a page: `file=PATH` is written, `run` is run and ends with status `exit=N`."""
    steps = []
    for block in BLOCK.finditer(text):
        marks = dict(mark.partition("=")[::2] for mark in block["marks"].split())
        assert marks.keys() <= {"file", "run", "exit"}, f"unknown mark in: {block[0].splitlines()[0]}"
        steps.append(Step(body=block["body"], file=marks.get("file", ""), status=int(marks.get("exit", "0"))))
    return steps


def course_copied_to(folder: Path) -> Path:
    """A copy of what the command reads: the sources and the exercises, nobody's answers."""
    for name in ("docs", "exercises"):
        shutil.copytree(make.ROOT / name, folder / name)
    return folder


def follow(step: Step, course: Path) -> list[str]:
    """Do what a step says in `course`; what was not as announced."""
    if step.file:
        path = course / step.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.body, encoding="utf-8")
        return []
    found = []
    for line in step.body.splitlines():
        program, *arguments = shlex.split(line)
        assert program == "course-checks"
        done = subprocess.run(
            [*COMMAND, *arguments],
            cwd=course,
            env=make.clean_environment(NO_COLOR="1"),
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        if done.returncode != step.status:
            found.append(f"$ {line}\nexit status {done.returncode}\n{done.stdout}{done.stderr}")
    return found


def test_the_eight_steps_work_as_they_are_printed(tmp_path: Path) -> None:
    course, steps = course_copied_to(tmp_path), steps_of(PAGE.read_text(encoding="utf-8"))

    assert len(steps) == STEPS
    for step in steps:
        assert follow(step, course) == []


def test_the_sheet_that_the_page_prints_is_the_sheet_that_is_made(tmp_path: Path) -> None:
    course, steps = course_copied_to(tmp_path), steps_of(PAGE.read_text(encoding="utf-8"))
    for step in steps[:5]:
        assert follow(step, course) == []
    made, printed = (course / steps[6].file).read_text(encoding="utf-8"), steps[6].body

    def fields(sheet: str) -> list[str]:
        return [line.partition("=")[0].strip() for line in sheet.splitlines() if line and line[0] not in "# "]

    assert fields(made) == fields(printed)


def test_each_step_has_its_number_and_its_block() -> None:
    text = PAGE.read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"^\*\*Step (\d+)\.", text, re.MULTILINE)]
    parts = re.split(r"^\*\*Step \d+\.", text, flags=re.MULTILINE)[1:]

    assert numbers == list(range(1, STEPS + 1))
    assert [len(steps_of(part)) for part in parts] == [1] * STEPS
