"""Proofreading and the rules of thumb of the audit, as a person and a program meet them."""

import builtins
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from course_checks import cli
from tests.courses.made import made_course
from tests.test_cli import Ran

Run = Callable[..., Ran]
BROKEN = "# A\n\nSimply see {passage}`T9`.\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command with these arguments, in a copy of the good course with one page more."""
    root = made_course(tmp_path)
    (root / "docs" / "page.md").write_text(BROKEN, encoding="utf-8")
    monkeypatch.chdir(root)

    def ran(*arguments: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main(list(arguments))
        printed = capsys.readouterr()
        assert isinstance(end.value.code, int)
        return Ran(status=end.value.code, out=printed.out, err=printed.err)

    return ran


def test_findings_are_printed_with_their_lines_and_counted(run: Run) -> None:
    assert run("proofread") == Ran(
        status=1,
        out=dedent("""\
            docs/page.md:3: it says 'simply'; leave it out, or say what you mean (banned)
            docs/page.md:3: there is no passage 'T9'; did you mean T4 or T3? (unknown)

            2 findings in 1 file. Looked at 1 page and 4 exercises.
        """),
        err="",
    )


def test_a_clean_course_ends_with_0(run: Run) -> None:
    Path("docs/page.md").write_text("# A\n\nSee {passage}`T1`.\n", encoding="utf-8")

    assert run("proofread") == Ran(status=0, out="Clean: 1 page and 4 exercises.\n", err="")
    assert run("proofread", ".").status == 0


def test_files_and_folders_may_be_named_from_where_one_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("proofread", "exercises/t1-order", "docs/sources").out == "Clean: 0 pages and 1 exercise.\n"
    monkeypatch.chdir("docs")

    assert run("proofread", "page.md").out.endswith(
        "2 findings in 1 file. Looked at 1 page and 0 exercises.\n"
    )


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("docs/pag.md", "docs/pag.md: there is no such file."),
        ("..", "..: it is not a file of the course in"),
    ],
)
def test_what_is_no_file_of_the_course_ends_with_2(file: str, said: str, run: Run) -> None:
    ran = run("proofread", file)

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(said)


def test_a_program_gets_the_same(run: Run) -> None:
    ran = run("proofread", "--json")
    held = json.loads(ran.out)

    assert ran.status == 1
    assert held["clean"] is False
    assert (held["pages"], held["exercises"], held["units"]) == (1, 4, [])
    assert held["findings"][1] == {
        "file": "docs/page.md",
        "line": 3,
        "rule": "unknown",
        "problem": "there is no passage 'T9'",
        "remedy": "did you mean T4 or T3?",
    }


def test_without_the_packages_that_it_needs_it_says_which(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("course_checks.prose.proofread"):
            raise ModuleNotFoundError(name="myst_parser")
        return load(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    ran = run("proofread")

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Proofreading needs myst_parser, which is not here.")


# Guessing --------------------------------------------------------------------------------------------------

LONGEST = '{ id = "a", text = "It takes a guess, and says so in a word." }'
RULES = ["the longest", "the shortest", "most words of the prompt", "most like the others"]


def with_the_key_the_longest(copies: int) -> None:
    """Copies of t1-choice in which the key is the longest option."""
    for number in range(copies):
        folder = Path("exercises", f"t1-choice{number}")
        shutil.copytree("exercises/t1-choice", folder)
        file = folder / "exercise.toml"
        text = file.read_text(encoding="utf-8").replace('{ id = "a", text = "It takes a guess." }', LONGEST)
        file.write_text(text, encoding="utf-8")


def test_the_audit_of_the_whole_course_tries_rules_of_thumb(run: Run) -> None:
    ran = run("audit")

    assert ran.status == 0
    assert "Guessing: would a rule of thumb find the keys?\nkind               rule " in ran.out
    assert (
        "\nNo rule does better than chance (p < 0.05, corrected for 17 rules).\n\nProven: 4 of 4" in ran.out
    )
    assert "Guessing" not in run("audit", "t1-choice").out
    assert "Guessing" not in run("audit", "t1").out


def test_a_rule_that_finds_the_keys_is_an_author_s_mistake(run: Run) -> None:
    with_the_key_the_longest(10)
    ran = run("audit")

    assert ran.status == 1
    assert "\nBetter than chance: the longest (choice), the first (choice).\n\nMistakes\n" in ran.out
    assert "\n  exercises: choice, the longest: it is right 11 times of 11, by chance 5.5" in ran.out
    assert ran.out.endswith("\nProven: 14 of 14 exercises.\n")


def test_a_program_gets_the_numbers_of_every_rule(run: Run) -> None:
    with_the_key_the_longest(10)
    ran = run("audit", "--json")
    held = json.loads(ran.out)
    tried = [one for one in held["guessing"] if one["kind"] == "choice"]

    assert (ran.status, held["passed"]) == (1, False)
    assert [one["rule"] for one in tried] == [*RULES, "the first", "the second"]
    assert (tried[0]["hits"], tried[0]["of"], tried[0]["p"]) == (11, 11, 0.0005)
    assert [one["where"] for one in held["faults"]] == ["choice, the longest", "choice, the first"]
    assert json.loads(run("audit", "t1-order", "--json").out)["guessing"] == []
