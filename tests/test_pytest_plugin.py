"""The pytest plugin, in runs of their own: keys, answers, and all the runs that it must not disturb."""

import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import make
from course_checks import cli
from tests.courses.made import made_course
from tests.test_cli import write

NAME = "course-checks"
LOADED = any(entry.name == NAME for entry in entry_points(group="pytest11"))
PLUGIN = [] if LOADED else ["-p", "course_checks.pytest_plugin"]
QUIET = ["-q", "-W", "error", "-p", "no:cacheprovider", "-p", "no:hypothesispytest"]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a copy of the good course, where we are."""
    root = made_course(tmp_path)
    monkeypatch.chdir(root)
    return root


def ran(root: Path, *arguments: str, plugin: bool = True) -> tuple[int, str]:
    """The status and the output of a run of pytest in `root`."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *QUIET, *(PLUGIN if plugin else []), *arguments],
        cwd=root,
        env=make.clean_environment(PYTHONPATH=str(make.ROOT / "src"), PY_COLORS="0"),
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr


def counts(out: str) -> dict[str, int]:
    last = out.strip().splitlines()[-1]
    return {what: int(count) for count, what in re.findall(r"(\d+) (passed|failed|skipped|error)", last)}


# Keys ------------------------------------------------------------------------------------------------------


def test_each_promise_of_an_exercise_is_a_test(course: Path) -> None:
    status, out = ran(course, "exercises/t1-order", "--collect-only")

    responses = re.findall(
        r'^name *= "(.*)"$', Path("exercises/t1-order/responses.toml").read_text(), re.MULTILINE
    )
    assert status == 0
    assert re.findall(r"^exercises/t1-order/exercise\.toml::(.*)$", out, re.MULTILINE) == [
        "files",
        *(f"response[{name}]" for name in responses),
        "mutants[dates]",
        "whole",
    ]


@pytest.mark.parametrize("parallel", [(), ("-n", "2")])
def test_a_folder_of_exercises_is_proved(course: Path, parallel: tuple[str, ...]) -> None:
    status, out = ran(course, "exercises", *parallel)

    assert status == 0, out
    assert counts(out)["passed"] > 20


def test_one_test_can_be_run_by_its_name(course: Path) -> None:
    status, out = ran(course, "exercises/t1-order/exercise.toml::mutants[dates]")

    assert (status, counts(out)) == (0, {"passed": 1})


def test_a_mistake_is_told_in_the_words_of_the_audit(course: Path) -> None:
    file = Path("exercises/t1-order/responses.toml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('score = "1"', 'score = "0.5"'), encoding="utf-8")

    status, out = ran(course, "exercises")

    assert status == 1
    assert "expected score 0.5, scored 1; mend the response, the expectation or the key" in out
    assert "Traceback" not in out
    assert "labelled_faults" not in out
    assert re.findall(r"^FAILED (\S+)", out, re.MULTILINE)[0].startswith("exercises/t1-order/exercise.toml::")


def test_a_file_that_cannot_be_read_fails_alone(course: Path) -> None:
    Path("exercises/t1-order/key.toml").write_text("[dates\n", encoding="utf-8")

    status, out = ran(course, "exercises")

    assert (status, counts(out)["failed"]) == (1, 1)
    assert "FAILED exercises/t1-order/exercise.toml::files" in out
    assert "exercises/t1-order/key.toml: not readable as TOML" in out


def test_a_survivor_is_told(course: Path) -> None:
    key = Path("exercises/t1-order/key.toml")
    text = key.read_text(encoding="utf-8")
    key.write_text(
        re.sub(r"^accepted *= .*$", 'accepted = ["lit < moved"]', text, flags=re.MULTILINE), encoding="utf-8"
    )

    status, out = ran(course, "exercises/t1-order")

    assert status == 1
    assert "exercises/t1-order" in out


# Answers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("parallel", [(), ("-n", "2")])
def test_a_learners_sheets_are_checked_an_item_a_test(course: Path, parallel: tuple[str, ...]) -> None:
    write("t1-choice", choice="b", passage="T2")
    write("t1-order", lit="1", moved="2", page="3")
    with pytest.raises(SystemExit):
        cli.main(["start", "t1-match"])

    status, out = ran(course, "--course-answers", "answers", *parallel)

    assert (status, counts(out)) == (1, {"passed": 1, "failed": 1, "skipped": 1})
    assert "FAILED answers/t1-choice.toml::lamp" in out


def test_the_words_are_those_of_the_command(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("t1-choice", choice="b", passage="T2")
    write("t1-order", lit="soon")
    capsys.readouterr()
    out = ran(course, "--course-answers", "answers/")[1]
    with pytest.raises(SystemExit):
        cli.main(["check"])

    blocks = re.findall(r"^  [→?] .*\n(?:    .*\n)+", capsys.readouterr().out, re.MULTILINE)
    assert len(blocks) == 2
    for block in blocks:
        assert block in out


def test_nothing_is_recorded(course: Path) -> None:
    write("t1-choice", choice="b")
    before = sorted(course.rglob("*"))

    assert ran(course, "--course-answers", "answers")[0] == 1
    assert sorted(course.rglob("*")) == before


def test_a_sheet_that_cannot_be_used_fails_with_its_reason(course: Path) -> None:
    Path("answers").mkdir()
    Path("answers/t1-order.toml").write_bytes(b"<html>")
    Path("answers/notes.toml").write_text("mine = true\n", encoding="utf-8")

    status, out = ran(course, "--course-answers", "answers")

    assert (status, counts(out)) == (1, {"failed": 1})
    assert "This is a web page, not an answer sheet." in out


def test_answers_and_other_tests_may_be_run_together(course: Path) -> None:
    write("t1-order", lit="1", moved="2", page="3")

    status, out = ran(course, "exercises/t1-order", "--course-answers", "answers")

    assert status == 0, out
    assert counts(out)["passed"] > 4


def test_a_folder_of_answers_that_is_not_there_is_told(course: Path) -> None:
    status, out = ran(course, "--course-answers", "none")

    assert status == 4
    assert "--course-answers: there is no folder none" in out


# All other runs --------------------------------------------------------------------------------------------


def test_other_runs_notice_nothing(course: Path) -> None:
    write("t1-order", lit="1")
    Path("test_mine.py").write_text("def test_it():\n    assert True\n", encoding="utf-8")

    with_plugin, without = ran(course), ran(course, "-p", f"no:{NAME}", plugin=False)

    assert with_plugin[0] == without[0] == 0
    assert counts(with_plugin[1]) == counts(without[1]) == {"passed": 1}


def test_loading_it_brings_in_nothing_of_the_course() -> None:
    code = (
        "import sys, pytest; before = set(sys.modules); import course_checks.pytest_plugin;"
        "print(sorted(name for name in set(sys.modules) - before if not name.startswith('_')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=make.clean_environment(PYTHONPATH=str(make.ROOT / "src")),
        check=True,
        capture_output=True,
        encoding="utf-8",
    )

    assert done.stdout.strip() == "['course_checks', 'course_checks.pytest_plugin']"


def test_the_plugin_is_announced_to_pytest() -> None:
    text = (make.ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert f'[project.entry-points.pytest11]\n{NAME} = "course_checks.pytest_plugin"\n' in text
