"""First attempts of made-up classes, for the tests of the report."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from course_checks.checking import check
from course_checks.desk.answers import Bank, bank_of
from course_checks.desk.record import FILE, Recorded, attempt_of, label, write_head, write_line
from course_checks.desk.report.figures import ClassFigures
from course_checks.desk.report.making import figures_from
from course_checks.exercise import Responses
from course_checks.sheet.handin import Learner
from course_checks.sheet.workspace import find_workspace

Given = Mapping[str, Responses]
"""What one learner gave: exercise, item, part, text."""


def recorded(bank: Bank, number: int, given: Given, version: str | None = None) -> Recorded:
    """The first attempts of learner `number`, marked with the keys of `bank`."""
    attempts = {}
    for name, answers in given.items():
        held = bank.open(name)
        report = check(held.public, held.key, bank.library, answers)
        attempts[name] = attempt_of(
            held.public,
            report,
            answers,
            version=held.public.version if version is None else version,
            who=Learner(name=f"Learner Number{number}"),
        )
    return Recorded(learner=label(number), exercises=attempts)


def write_record(file: Path, learners: Iterable[Recorded]) -> Path:
    """Write a file of first attempts."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="ascii", newline="\n") as held:
        held.write(write_head())
        held.writelines(map(write_line, learners))
    return file


def bank_at(root: Path) -> Bank:
    """The exercises of the course at `root`."""
    return bank_of(find_workspace(root), ())


def report_on(
    root: Path, learners: Iterable[Recorded], *, blank_is_zero: bool = False, folder: Path | None = None
) -> ClassFigures:
    """The figures of a class of the course at `root`; the file goes into `folder`, else into the course."""
    file = write_record((folder or root / "grades") / FILE, learners)
    return figures_from(file, bank_at(root), root, blank_is_zero=blank_is_zero)


def five(choices: str, *, sure: str = "") -> Given:
    """What one learner chose in the exercise of five: a letter an item, a dash for a blank."""
    parts = ({"choice": "" if one == "-" else one, "sure": sure} for one in choices)
    return {"t1-five": {f"i{n}": given for n, given in enumerate(parts, 1)}}


def class_of(root: Path, rows: Iterable[str]) -> list[Recorded]:
    """A class of the exercise of five, a row of choices each."""
    bank = bank_at(root)
    return [recorded(bank, number, five(row)) for number, row in enumerate(rows, 1)]
