"""A class to grade: hand-ins and sheets for the good course of `tests/courses`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_checks.desk.answers import Bank, bank_of
from course_checks.desk.grading import Graded, Wanted, grade
from course_checks.sheet import handin
from course_checks.sheet.attempts import Attempts, Tried
from course_checks.sheet.checked import Asked
from course_checks.sheet.handin import Learner
from course_checks.sheet.workspace import find_workspace, open_exercise

Given = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Exercise, item, part, text."""

LAMP = {"choice": "a", "passage": "T2"}
DATES = {"lit": "1", "moved": "2", "page": "3"}
RIGHT: Given = {"t1-choice": {"lamp": LAMP}, "t1-order": {"dates": DATES}}


def hand_in(root: Path, given: Given, name: str = "", number: str = "") -> str:
    """The text of a hand-in for the course in `root`."""
    exercises = find_workspace(root).exercises
    versions = {
        one: open_exercise(exercises[one]).public.version if one in exercises else "" for one in given
    }
    items = {
        exercise: {item: Tried(first=parts, last=parts) for item, parts in answers.items()}
        for exercise, answers in given.items()
    }
    made = handin.make(Attempts(items=items, versions=versions), Learner(name=name, number=number))
    return handin.to_json(made)


def sheet(exercise: str, given: Mapping[str, Mapping[str, str]]) -> str:
    """The text of a sheet; what is not given is missing from it."""
    lines = [
        f"{item}.{part} = {json.dumps(text)}" for item, parts in given.items() for part, text in parts.items()
    ]
    return "\n".join([f'exercise = "{exercise}"', *lines, ""])


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A course, a folder that a class handed in, and a folder for the results."""

    root: Path

    @property
    def folder(self) -> Path:
        """What was handed in."""
        return self.root / "class"

    @property
    def out(self) -> Path:
        """Where the results go."""
        return self.root / "grades"

    def put(self, name: str, data: str | bytes) -> Path:
        """Put a file into the folder of the class."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        return file

    def hand_in(self, file: str, given: Given = RIGHT, name: str = "", number: str = "") -> Path:
        """Put a hand-in into the folder of the class."""
        return self.put(file, hand_in(self.root, given, name, number))

    def bank(self, *own: Path) -> Bank:
        """The exercises to grade with."""
        return bank_of(find_workspace(self.root, own), own)

    def grade(
        self,
        *,
        explain: bool = False,
        bank: Bank | None = None,
        progress: Any = None,
        source: Path | None = None,
        **wanted: Any,
    ) -> Graded:
        """Grade it all."""
        told = progress or (lambda *_: None)
        asked = Wanted(asked=Asked(hint=True, explain=explain), **wanted)
        return grade(source or self.folder, self.out, bank or self.bank(), asked, told)

    def rows(self, name: str = "gradebook.csv") -> list[dict[str, str]]:
        """A table of the results."""
        import csv

        with (self.out / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def feedback(self, stem: str) -> str:
        """The feedback of a learner."""
        return (self.out / "feedback" / f"{stem}.md").read_text(encoding="utf-8")

    def results(self) -> dict[str, bytes]:
        """Every file of the results."""
        files = (file for file in self.out.rglob("*") if file.is_file())
        return {file.relative_to(self.out).as_posix(): file.read_bytes() for file in files}
