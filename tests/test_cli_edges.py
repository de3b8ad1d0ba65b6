"""The command where little is as it should be: files beyond reading, folders without exercises, nobody who reads."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import make
from course_checks import cli
from tests.courses.made import GOOD, made_course

Run = Callable[..., tuple[int, str, str]]
MARK = b"\xef\xbb\xbf"
MODULE = [sys.executable, "-m", "course_checks"]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a copy of the good course, where we are, with a folder of one's own beside it."""
    root = made_course(tmp_path)
    monkeypatch.chdir(root)
    shutil.copytree(GOOD / "exercises/t1-order", root / "mine/my-order")
    return root


@pytest.fixture
def run(course: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in the good course: its status, and what it printed, without line breaks."""
    assert Path.cwd() == course

    def ran(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main(list(arguments))
        printed = capsys.readouterr()
        assert isinstance(end.value.code, int)
        return end.value.code, printed.out, " ".join(printed.err.split())

    return ran


def environment() -> dict[str, str]:
    """What a real run is given."""
    return make.clean_environment(PYTHONPATH=str(make.ROOT / "src"))


# Files beyond reading --------------------------------------------------------------------------------------

DEEP = {
    "open brackets": "x = " + "[" * 50_000,
    "balanced brackets": "x = " + "[" * 5_000 + "]" * 5_000,
    "a long name": "minutes" + ".a" * 5_000 + " = 1",
    "not quite too deep to be read": "minutes = " + "[" * 90 + "]" * 90,
}


@pytest.mark.parametrize("file", ["exercise.toml", "key.toml", "responses.toml"])
@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
def test_brackets_in_brackets_are_a_plain_mistake(run: Run, file: str, text: str) -> None:
    place = Path("exercises/t1-order", file)
    place.write_text(text, encoding="utf-8")

    status, out, _ = run("audit")

    assert status == 2
    assert " ".join(out.split()).startswith(
        f"{place.as_posix()}: too many brackets or tables lie in one another; write it with fewer 1 mistake."
    )


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
@pytest.mark.parametrize("file", ["exercise.toml", "key.toml"])
@pytest.mark.parametrize("command", ["list", "start", "check"])
def test_a_learner_is_told_that_such_an_exercise_cannot_be_used(
    run: Run, command: str, file: str, text: str
) -> None:
    assert run("start", "t1-order")[0] == 0
    Path("exercises/t1-order", file).write_text(text, encoding="utf-8")

    status, _, err = run(command, *(["t1-order"] if command != "list" else []))

    assert status == 2
    assert "The exercise t1-order cannot be used" in err


@pytest.mark.parametrize("file", ["exercise.toml", "key.toml", "responses.toml"])
def test_a_byte_order_mark_before_a_file_does_no_harm(run: Run, file: str) -> None:
    place = Path("exercises/t1-order", file)
    place.write_bytes(MARK + place.read_bytes())

    assert run("audit", "t1-order")[0] == 0
    assert run("start", "t1-order")[0] == 0
    assert run("check", "t1-order")[0] == 1


@pytest.mark.parametrize("own", ["mine", "./mine", "absolute"])
def test_a_mistake_in_a_folder_of_ones_own_is_told_where_it_is(run: Run, course: Path, own: str) -> None:
    file = Path("mine/my-order/responses.toml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('score = "1"', 'score = "0.25"', 1), encoding="utf-8")
    place = str(course / "mine") if own == "absolute" else own

    status, out, _ = run("audit", "my-order", "--exercises", place)

    assert status == 1
    assert "  mine/my-order/responses.toml: " in out
    assert "exercises/my-order" not in out


# Folders without exercises ---------------------------------------------------------------------------------

NONE = "holds no exercise: in it there must be a folder for each, with a file exercise.toml."
COMMANDS = (
    ["list"],
    ["start"],
    ["check"],
    ["hand-in"],
    ["audit"],
    ["export", "--format", "csv"],
    ["pack", "t1-order"],
    ["grade", "docs"],
    ["report", "docs"],
    ["leaks", "docs"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one[0])
def test_a_course_without_exercises_is_no_success(run: Run, course: Path, command: list[str]) -> None:
    shutil.rmtree("exercises")
    Path("exercises").mkdir()
    before = sorted(course.rglob("*"))

    assert run(*command) == (
        2,
        "",
        f"The folder exercises {NONE} Unpack the course again, or name a folder of your own with --exercises.",
    )
    assert sorted(course.rglob("*")) == before


def test_in_a_course_without_exercises_the_first_can_be_begun(run: Run) -> None:
    shutil.rmtree("exercises")
    Path("exercises").mkdir()

    assert run("new", "t1-first", "--kind", "choice")[0] == 0


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one[0])
def test_the_folder_of_one_exercise_is_no_folder_of_exercises(run: Run, command: list[str]) -> None:
    assert run(*command, "--exercises", "mine/my-order") == (
        2,
        "",
        f"The folder my-order {NONE} Check the name after --exercises.",
    )


def test_nothing_is_begun_in_the_folder_of_an_exercise(run: Run) -> None:
    status, _, err = run("new", "other", "--kind", "choice", "--exercises", "mine/my-order")

    assert (status, Path("mine/my-order/other").exists()) == (2, False)
    assert err.endswith("is that of an exercise, and another cannot lie in it. Name the folder above it.")


# Names -----------------------------------------------------------------------------------------------------

NAMES = {
    "_x": "“_x” cannot be the name of an exercise: begin it with a letter or a digit.",
    "-y": "“-y” cannot be the name of an exercise: begin it with a letter or a digit.",
    "CON": "“CON” cannot be the name of an exercise: on Windows it means a device, and no folder can be called so.",
    "lpt1": "“lpt1” cannot be the name of an exercise: on Windows it means a device, and no folder can be called so.",
    "t1-order": "There is an exercise t1-order already, and nothing was changed. Choose another name.",
    "T1-Order": "There is an exercise t1-order already, and T1-Order differs from it in capitals alone, "
    "and nothing was changed. Choose another name.",
    "my-Order": "There is an exercise my-order already, and my-Order differs from it in capitals alone, "
    "and nothing was changed. Choose another name.",
    "t1": "t1 means all exercises whose names begin with t1-, such as ",
}


@pytest.mark.parametrize(("name", "why"), NAMES.items(), ids=NAMES.keys())
def test_a_name_that_nothing_could_use_is_refused(run: Run, course: Path, name: str, why: str) -> None:
    before = sorted(course.rglob("*"))

    status, out, err = run("new", "--kind", "choice", "--exercises", "mine", "--", name)

    assert (status, out) == (2, "")
    assert err.startswith(why)
    assert sorted(course.rglob("*")) == before


def test_outside_of_a_course_any_good_name_will_do(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run("new", "t1", "--kind", "choice", "--exercises", "own")[0] == 0
    assert Path("own/t1/key.toml").is_file()


# leaks -----------------------------------------------------------------------------------------------------


def test_where_there_is_no_file_nothing_was_searched(run: Run) -> None:
    Path("empty").mkdir()

    for place, why in (("empty", "there is no file in it"), (os.devnull, "it is no ordinary file")):
        status, out, _ = run("leaks", place, "--exercises", "mine")
        assert status == 1
        assert out.startswith(f"Not searched: {place}: {why}\n")


def test_one_file_is_one_file_and_a_pdf_is_not_searched(run: Run) -> None:
    Path("a.txt").write_text("Nothing.", encoding="utf-8")
    Path("a.pdf").write_bytes(b"%PDF-1.7")

    status, out, _ = run("leaks", "a.txt", "--exercises", "mine")

    assert status == 0
    assert out.startswith("Searched 1 file for ")
    assert run("leaks", "a.txt", "a.pdf", "--exercises", "mine")[0] == 1


# Nobody who reads, and no time -----------------------------------------------------------------------------


def test_it_runs_as_a_module(course: Path) -> None:
    ran = subprocess.run([*MODULE, "list"], cwd=course, env=environment(), check=False, capture_output=True)

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"t1-choice" in ran.stdout


@pytest.mark.skipif(os.name == "nt", reason="another shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_a_closed_output_is_no_error(course: Path, closed: str) -> None:
    line = f'"$0" -m course_checks list {closed}'
    ran = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable],
        cwd=course,
        env=environment(),
        check=False,
        capture_output=True,
    )

    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="another sort of pipe")
@pytest.mark.parametrize("command", [["list"], ["--help"], ["check", "--help"], ["audit", "--json"]])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_pipe_that_nobody_reads_ends_well(course: Path, command: list[str], unbuffered: str) -> None:
    near, far = os.pipe()
    os.close(near)
    given = environment() | {"PYTHONUNBUFFERED": unbuffered}
    ran = subprocess.run(
        [*MODULE, *command], cwd=course, env=given, check=False, stdout=far, stderr=subprocess.PIPE
    )
    os.close(far)

    assert (ran.returncode, ran.stderr) == (0, b"")


_STOPPED = """
import builtins, os, runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
real = builtins.__import__
def importing(name, *rest, **named):
    if name == {name!r}:
        os.kill(os.getpid(), signal.SIGINT)
    return real(name, *rest, **named)
builtins.__import__ = importing
sys.argv[1:] = ["list"]
runpy.run_module("course_checks", run_name="__main__")
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of another sort")
@pytest.mark.parametrize(
    "name", ["course_checks.cli", "click", "course_checks.console", "course_checks.sheet.session"]
)
def test_stopped_while_it_begins_it_ends_quietly(course: Path, name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _STOPPED.format(name=name)],
        cwd=course,
        env=environment(),
        check=False,
        capture_output=True,
    )

    assert (ran.returncode, ran.stderr.strip(), ran.stdout) == (130, b"", b"")
