"""Every slip of slips.txt, made in a real file: what is read, noted and told of it, word by word."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from course_checks.core.outcome import Note, Problem
from course_checks.sheet.read import read_sheet_file
from tests.sheet.sheets import BLANK, LAYOUT, answered

SLIPS = Path(__file__).with_name("slips.txt")


@dataclass(slots=True, kw_only=True)
class Case:
    """One slip and all that comes of it; the lists hold the lines of slips.txt."""

    group: str
    slip: str
    edits: list[tuple[str, str]] = field(default_factory=list)
    """`-` or `+`, and a line."""
    answers: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def cases() -> list[Case]:
    found: list[Case] = []
    group = ""
    for line in SLIPS.read_text(encoding="utf-8").split("## ", 1)[1].splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "#":
            found.append(Case(group=group, slip=rest))
        elif mark in ("-", "+"):
            found[-1].edits.append((mark, re.sub(r"\{U\+(\w+)\}", lambda code: chr(int(code[1], 16)), rest)))
        elif mark == "=":
            found[-1].answers.append(rest)
        elif mark in ("~", "!", ">"):
            found[-1].said.append(line)
        elif line:
            group = line.removeprefix("## ")
    return found


CASES = cases()


def spoilt(case: Case) -> str:
    """The blank sheet with the slip made in it: each run of `-` lines replaced by the `+` lines that follow."""
    sheet = BLANK
    old: list[str] = []
    new: list[str] = []
    for at, (mark, line) in enumerate(case.edits):
        (old if mark == "-" else new).append(line)
        if mark == "+" and case.edits[at + 1 : at + 2] != [] and case.edits[at + 1][0] == "+":
            continue
        if mark == "+" or at + 1 == len(case.edits):
            before, after = "".join(f"{one}\n" for one in old), "".join(f"{one}\n" for one in new)
            assert sheet.count(before) == 1, f"{before!r} does not stand once in the sheet"
            sheet = sheet.replace(before, after)
            old, new = [], []
    return sheet


def told(mark: str, said: Note | Problem) -> str:
    where = f"{said.line} {said.field}".strip()
    return f"{mark} {where}: {said.say}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slip)
def test_what_becomes_of_a_slip(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "u04-limits.toml"
    written = spoilt(case).encode()
    file.write_bytes(written)

    reading = read_sheet_file(file, LAYOUT)

    typed = dict(line.split(": ", 1) for line in case.answers)
    said = [told("~", note) for note in reading.notes]
    for problem in reading.problems:
        said += [told("!", problem), f"> {problem.read}".rstrip()]
    assert reading.answers == answered({name: json.loads(text) for name, text in typed.items()})
    assert said == case.said
    assert reading.refused is None
    assert file.read_bytes() == written


def test_the_groups_of_the_table_say_what_they_hold() -> None:
    for case in CASES:
        marks = {line[0] for line in case.said} - {">"}
        expected = {
            "R": marks <= {"~"} and bool(marks) == case.group.startswith("Repaired"),
            "T": "!" in marks,
        }
        assert expected[case.group[0]], case.slip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slip)
def test_a_slip_costs_no_other_answer(case: Case, tmp_path: Path) -> None:
    if any("events.talks" in line for _, line in case.edits):
        pytest.skip("the slip is made in the answer that is looked at here")
    file = tmp_path / "u04-limits.toml"
    file.write_text(spoilt(case).replace('events.talks = ""', 'events.talks = "2"'), encoding="utf-8")
    assert read_sheet_file(file, LAYOUT).answers["events"]["talks"] == "2"
