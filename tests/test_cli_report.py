"""Reporting on a class, as a person meets it: from hand-ins to a page, and what is said when that fails."""

import json
from pathlib import Path

import pytest

from course_checks.desk.record import FILE
from course_checks.sheet.attempts import Attempts, Tried
from course_checks.sheet.handin import Learner, make, to_json
from tests.desk.report.records import bank_at, recorded, write_record
from tests.test_cli import Run
from tests.test_cli_desk import course, run  # noqa: F401  (fixtures)

PLAIN = {"t1-choice": {"lamp": {"choice": "b", "passage": "T2", "sure": "certain"}}}
RIGHT = {"t1-choice": {"lamp": {"choice": "a", "passage": "T2"}}}


def graded(learners: int = 3) -> Path:
    """A folder of grades with the first attempts of a class."""
    bank = bank_at(Path())
    given = [PLAIN if n < learners else RIGHT for n in range(1, learners + 1)]
    return write_record(Path("grades", FILE), [recorded(bank, n, one) for n, one in enumerate(given, 1)])


def test_it_writes_a_page_and_says_what_to_do_first(run: Run) -> None:  # noqa: F811
    graded()
    ran = run("report", "grades")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "Read the first attempts of 3 learners in 1 exercise.",
        "",
        "  grades/report.html: open it in a browser",
        "",
        "First:",
        "  read T2 again: 2 of 3 made the slip “good evidence” in t1-choice, lamp",
    ]
    assert "Do this first" in Path("grades/report.html").read_text(encoding="utf-8")


def test_from_hand_ins_the_first_attempts_are_told_and_not_the_last(run: Run) -> None:  # noqa: F811
    wrong, right = PLAIN["t1-choice"]["lamp"], RIGHT["t1-choice"]["lamp"]
    version = bank_at(Path()).open("t1-choice").public.version
    for name in ("Ada Example", "Bo Example"):
        tried = {"t1-choice": {"lamp": Tried(first=wrong, last=right)}}
        made = make(Attempts(items=tried, versions={"t1-choice": version}), Learner(name=name))
        file = Path("class", f"{name}.json")
        file.parent.mkdir(exist_ok=True)
        file.write_text(to_json(made), encoding="ascii")
    assert run("grade", "class").status == 0
    held = json.loads(run("report", "grades", "--json").out)

    assert held["exercises"][0]["items"][0]["facility"]["value"] == 0
    assert [one["count"] for one in held["slips"]] == [2, 2]
    assert "Example" not in Path("grades", FILE).read_text(encoding="ascii")


def test_it_prints_json_and_then_writes_nothing(run: Run) -> None:  # noqa: F811
    graded()
    ran = run("report", "grades", "--json")

    assert ran.status == 0
    assert json.loads(ran.out)["learners"] == 3
    assert not Path("grades/report.html").exists()


def test_the_page_may_go_elsewhere(run: Run) -> None:  # noqa: F811
    graded()

    assert run("report", "grades", "--out", "new/page.html").status == 0
    assert Path("new/page.html").is_file()


def test_the_file_itself_may_be_named(run: Run) -> None:  # noqa: F811
    file = graded()

    assert run("report", str(file)).status == 0
    assert Path("grades/report.html").is_file()


def test_a_blank_counts_as_nothing_unless_that_is_asked_for(run: Run) -> None:  # noqa: F811
    bank = bank_at(Path())
    write_record(Path("grades", FILE), [recorded(bank, 1, RIGHT), recorded(bank, 2, {"t1-choice": {}})])

    def facility(*options: str) -> float:
        held = json.loads(run("report", "grades", "--json", *options).out)
        value = held["exercises"][0]["items"][0]["facility"]["value"]
        assert isinstance(value, float)
        return value

    assert (facility(), facility("--blank-is-zero")) == (1.0, 0.5)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "none"), "There is no folder none. Name the folder that `course-checks grade` wrote."),
        (
            ("report", "docs"),
            "There is no first-attempts.jsonl in docs. Grade the class first: course-checks grade FOLDER --out docs",
        ),
        (("report", "grades", "--out", "docs"), "docs is a folder. Name a file with --out."),
        (
            ("report", "grades", "--out", "mine.html"),
            "mine.html is there already and is no report of ours, so it was left alone. Give another name with --out.",
        ),
    ],
)
def test_what_cannot_be_done_is_said_with_what_to_do(
    run: Run,  # noqa: F811
    arguments: tuple[str, ...],
    said: str,
) -> None:
    graded()
    Path("mine.html").write_text("mine", encoding="utf-8")
    ran = run(*arguments)

    assert (ran.status, ran.out, " ".join(ran.err.split())) == (2, "", said)


def test_a_damaged_line_is_told_and_the_others_are_read(run: Run) -> None:  # noqa: F811
    file = graded()
    file.write_text(file.read_text(encoding="ascii") + "{cut off", encoding="ascii")
    ran = run("report", "grades")

    assert ran.status == 1
    assert "Line 5: It is cut off or damaged, so this learner is missing from the report." in " ".join(
        ran.out.split()
    )
