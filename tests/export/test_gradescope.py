"""The autograder of Gradescope, run as Gradescope runs it: in a folder that stands for /autograder."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course_checks.exercise import parts_of
from course_checks.export.bank import Bank, open_bank
from course_checks.export.formats import to_gradescope
from course_checks.export.gradescope import scored_items
from course_checks.sheet.attempts import Attempts, Tried
from course_checks.sheet.checked import layout_of
from course_checks.sheet.handin import Learner, make, to_json
from course_checks.sheet.make import blank_sheet
from course_checks.sheet.workspace import Workspace, find_workspace, open_exercise
from course_checks.validators import load

ROOT = Path(__file__).resolve().parent.parent.parent
CHOSEN = ("u01-layers", "u02-need", "u10-memo")
VISIBILITIES = {"hidden", "after_due_date", "after_published", "visible"}
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Gradescope runs Linux")

Run = Callable[[], dict[str, Any]]


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return find_workspace(ROOT)


@pytest.fixture(scope="module")
def bank(workspace: Workspace) -> Bank:
    return open_bank(workspace, (), CHOSEN)


@pytest.fixture(scope="module")
def made(bank: Bank, workspace: Workspace) -> bytes:
    return to_gradescope(bank, workspace).files["autograder.zip"]


@pytest.fixture(scope="module")
def harness(made: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Gradescope sets up once: the archive unpacked in `source`, and setup.sh run."""
    root = tmp_path_factory.mktemp("autograder")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        for info in archive.infolist():
            file = Path(archive.extract(info, root / "source"))
            file.chmod(info.external_attr >> 16)
    (root / "bin").mkdir()
    (root / "bin" / "python3").symlink_to(sys.executable)
    done = script(root, "setup.sh")
    assert done.returncode == 0, done.stderr
    return root


def script(root: Path, name: str) -> subprocess.CompletedProcess[str]:
    told = {"PATH": f"{root / 'bin'}:/usr/bin:/bin", "AUTOGRADER_ROOT": str(root), "LANG": "C.UTF-8"}
    place = str(root / "source" / name)
    return subprocess.run([place], cwd="/", capture_output=True, text=True, env=told, check=False)


@pytest.fixture
def run(harness: Path) -> Run:
    """Grade what stands in the submission, which is emptied first."""
    submission = harness / "submission"
    if submission.exists():
        subprocess.run(["rm", "-rf", str(submission)], check=True)
    submission.mkdir()

    def graded() -> dict[str, Any]:
        (harness / "results" / "results.json").unlink(missing_ok=True)
        done = script(harness, "run_autograder")
        assert done.returncode == 0, done.stderr
        held: dict[str, Any] = json.loads((harness / "results" / "results.json").read_text(encoding="utf-8"))
        check_shape(held)
        return held

    return graded


def check_shape(results: dict[str, Any]) -> None:
    """The fields and values that Gradescope documents, and a score that is the sum of those of the tests."""
    assert {*results} <= {
        *("score", "execution_time", "output", "output_format", "visibility", "stdout_visibility"),
        *("extra_data", "tests", "leaderboard"),
    }
    assert results["output_format"] == "text"
    assert {results["visibility"], results["stdout_visibility"]} <= VISIBILITIES
    for test in results["tests"]:
        assert {*test} <= {
            *("score", "max_score", "status", "name", "number", "output", "output_format", "tags"),
            *("visibility", "extra_data"),
        }
        assert isinstance(test["output"], str)
        assert isinstance(test["number"], str)
        assert test["visibility"] in VISIBILITIES
        assert test.get("status", "passed") in {"passed", "failed"}
        assert ("score" in test) == ("max_score" in test)
        assert 0 <= test.get("score", 0) <= test.get("max_score", 0)
    assert results["score"] == pytest.approx(sum(test.get("score", 0) for test in results["tests"]))


def models(bank: Bank) -> str:
    """A hand-in with the model response to everything."""
    items, versions = {}, {}
    for exercise in bank.exercises:
        public = exercise.public
        given = {
            item.id: dict(load(item.kind).model(item.ask, exercise.key[item.id].accept))
            for item in public.items
        }
        items[public.id] = {name: Tried(first=one, last=one) for name, one in given.items()}
        versions[public.id] = public.version
    return to_json(make(Attempts(items=items, versions=versions), Learner(name="Ada", number="1")))


def test_the_archive_has_what_gradescope_runs_at_its_top_and_names_no_place_to_fetch_from(
    made: bytes,
) -> None:
    archive = zipfile.ZipFile(io.BytesIO(made))
    scripts = [archive.read(name).decode() for name in ("setup.sh", "run_autograder")]

    assert all(text.startswith("#!/usr/bin/env bash\n") for text in scripts)
    assert not any("http" in text or "pip " in text for text in scripts)
    assert {archive.getinfo(name).external_attr >> 16 for name in ("setup.sh", "run_autograder")} == {0o755}
    assert {Path(name).parts[2] for name in archive.namelist() if name.startswith("course/exercises/")} == {
        *CHOSEN
    }


def test_a_good_hand_in_gets_every_point(harness: Path, run: Run, bank: Bank) -> None:
    (harness / "submission" / "hand-in.json").write_text(models(bank), encoding="utf-8")

    results = run()

    assert results["score"] == scored_items(bank) == 4
    assert sum(test.get("max_score", 0) for test in results["tests"]) == scored_items(bank)
    assert "Every file was read." in results["output"]


def test_what_no_machine_scores_is_shown_without_points(harness: Path, run: Run, bank: Bank) -> None:
    (harness / "submission" / "hand-in.json").write_text(models(bank), encoding="utf-8")

    memo = next(test for test in run()["tests"] if test["name"] == "u10-memo memo")

    assert "score" not in memo
    assert memo["output"].startswith("A person reads this")


def test_a_sheet_gets_the_points_of_what_is_right(harness: Path, run: Run) -> None:
    text = 'exercise = "u01-layers"\npage2004.SM1 = "owner"\npage2006.ZM2 = "owner"\n'
    (harness / "submission" / "my answers.toml").write_text(text, encoding="utf-8")

    results = run()

    scores = {test["name"]: test.get("score") for test in results["tests"]}
    assert scores["u01-layers page2004"] == 0.125
    assert scores["u01-layers page2006"] == 0.25
    assert scores["u02-need supports"] == 0


def test_a_hand_in_counts_before_a_sheet_and_the_student_is_told(harness: Path, run: Run, bank: Bank) -> None:
    (harness / "submission" / "hand-in.json").write_text(models(bank), encoding="utf-8")
    (harness / "submission" / "z.toml").write_text(
        'exercise = "u01-layers"\npage2004.SM1 = "owner"\n', encoding="utf-8"
    )

    results = run()

    assert results["score"] == scored_items(bank)
    assert "z.toml: another file has answers to u01-layers, and those count." in results["output"]


def test_an_empty_submission_says_what_to_hand_in(run: Run, bank: Bank) -> None:
    results = run()

    assert results["score"] == 0
    assert len(results["tests"]) == sum(len(one.public.items) for one in bank.exercises)
    assert results["output"].startswith("No hand-in and no answer sheet was found.")
    assert {test["output"].splitlines()[-1] for test in results["tests"]} == {"Not answered."}


def test_a_blank_sheet_is_not_answered(harness: Path, run: Run, workspace: Workspace) -> None:
    layout = layout_of(open_exercise(workspace.exercises["u01-layers"]).public)
    (harness / "submission" / "u01-layers.toml").write_text(blank_sheet(layout), encoding="utf-8")

    results = run()

    assert results["score"] == 0
    assert "Every file was read." in results["output"]
    assert all(test["output"].endswith("Not answered yet.") for test in results["tests"][:2])


RUINED = {
    "not JSON": ("hand-in.json", b"{"),
    "another JSON": ("hand-in.json", b"[1, 2]"),
    "deep JSON": ("hand-in.json", b"[" * 100_000),
    "numbers for answers": (
        "hand-in.json",
        b'{"hand_in": 1, "learner": {"name": 1}, "exercises": {"u01-layers": 7}}',
    ),
    "no UTF-8": ("u01-layers.toml", b'exercise = "u01-layers"\npage2004.SM1 = "\xff\xfe"'),
    "of nothing known": ("u99.toml", b'exercise = "u99-none"\n'),
    "a web page": ("u01-layers.toml", b"<!doctype html><title>u01</title>"),
    "a picture": ("photo.png", b"\x89PNG\r\n"),
    "far too large": ("u01-layers.toml", b"#" * 2_000_000),
}


@pytest.mark.parametrize("name", RUINED)
def test_a_ruined_file_is_told_and_stops_nothing(name: str, harness: Path, run: Run, bank: Bank) -> None:
    file, data = RUINED[name]
    (harness / "submission" / file).write_bytes(data)
    folder = harness / "submission" / "more"
    folder.mkdir()
    (folder / "whole.json").write_text(models(bank), encoding="utf-8")

    results = run()

    assert results["score"] == scored_items(bank)
    assert file in results["output"]


def test_hostile_files_are_data(harness: Path, run: Run, bank: Bank) -> None:
    submission = harness / "submission"
    (submission / "hand-in.json").write_text(models(bank), encoding="utf-8")
    spoilt = "raise SystemExit('a submitted module was imported')\n"
    for name in ("json.py", "course_checks.py", "sitecustomize.py", "usercustomize.py"):
        (submission / name).write_text(spoilt, encoding="utf-8")
    (submission / "run_autograder").write_text("#!/bin/sh\nexit 7\n", encoding="utf-8")
    (submission / "away.toml").symlink_to("/etc/passwd")
    (submission / "round").symlink_to(submission)
    os.mkfifo(submission / "pipe.json")
    (submission / "<script>alert(1)<script>.json").write_bytes(b"{")
    (submission / "\x1b[31mred\u202e.toml").write_bytes(b"x")

    results = run()

    assert results["score"] == scored_items(bank)
    assert "\x1b" not in results["output"]
    assert "\u202e" not in results["output"]
    assert "root:" not in json.dumps(results)


def test_answers_that_are_markup_are_shown_as_text(harness: Path, run: Run) -> None:
    text = 'exercise = "u02-need"\nsupports.passage = "<img src=x onerror=alert(1)>"\n'
    (harness / "submission" / "u02-need.toml").write_text(text, encoding="utf-8")

    results = run()

    assert {test["output_format"] for test in results["tests"]} == {"text"}
    assert any("There is no passage" in test["output"] for test in results["tests"])


def test_ten_thousand_files_are_not_all_looked_at(harness: Path, run: Run) -> None:
    for number in range(2_500):
        (harness / "submission" / f"{number:05}.txt").write_bytes(b"")

    results = run()

    assert results["score"] == 0
    assert len(results["output"]) < 10_000


def test_the_results_of_held_exercises_are_not_shown_before_the_due_date(
    tmp_path: Path, workspace: Workspace
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "u01-layers").mkdir()
    for file in (ROOT / "exercises" / "u01-layers").iterdir():
        (own / "u01-layers" / file.name).write_bytes(file.read_bytes())
    bank = open_bank(find_workspace(ROOT, (own,)), (own,), CHOSEN)

    export = to_gradescope(bank, workspace)

    orders = json.loads(zipfile.ZipFile(io.BytesIO(export.files["autograder.zip"])).read("autograder.json"))
    assert bank.own == {"u01-layers"}
    assert orders["visibility"] == {"u01-layers": "after_due_date"}
    assert b"some are your own: u01-layers" in export.files["export-report.md"]


def test_the_points_are_counted_as_the_report_says(bank: Bank, workspace: Workspace) -> None:
    scored = sum(
        any(part.scored for part in parts_of(item)) for one in bank.exercises for item in one.public.items
    )

    told = to_gradescope(bank, workspace).report.files["autograder.zip"]

    assert told == f"the autograder; set the assignment to {scored} points"
