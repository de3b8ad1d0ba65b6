"""Finding what a class handed in: whose it is, in which order, and what is passed over."""

import os
import sys
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.desk.walking import DEEPEST, Collected, files_in
from course_checks.desk.whose import key_of, name_in, place_of
from course_checks.sheet.handin import Learner
from tests.desk.classes import DATES, LAMP, RIGHT, Class, sheet

EXERCISES = ("u01layers", "u01order", "t1choice")


# Whose it is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("ada.toml", "ada"),
        ("ada u01-layers.toml", "ada"),
        ("u01-layers_ada lovelace.toml", "ada lovelace"),
        ("U01_Layers - Ada.toml", "Ada"),
        ("u01-layers (2) ada.toml", "ada"),
        ("12345_u01-layers.toml", "12345"),
        ("陈伟.u01-layers.toml", "陈伟"),
        ("Ada Lovelace/u01-layers.toml", "Ada Lovelace"),
        ("Ada/answers/u01-layers.toml", "Ada"),
        ("Ada/answers/hand-in-2.json", "Ada"),
        ("Ada/u01-layers 2.toml", "Ada"),
        ("week 3/ada u01-order.toml", "ada"),
        ("Lovelace Ada_9917_file_/hand-in.json", "Lovelace Ada_9917_file"),
        ("u01-layers.toml", "u01-layers.toml"),
        ("hand-in.json", "hand-in.json"),
        ("answers/hand-in.json", "hand-in.json"),
    ],
)
def test_the_name_of_a_file_or_its_folder_says_whose_it_is(file: str, name: str) -> None:
    assert name_in(PurePosixPath(file), EXERCISES) == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Learner(name="Ada"), Learner(name=" ADA "), True),
        (Learner(name="Ada Lovelace"), Learner(name="Ada  lovelace"), True),
        (Learner(name="Ada"), Learner(name="Bo"), False),
        (Learner(name="Ada", number="17"), Learner(name="A. Lovelace", number=" 17"), True),
        (Learner(name="Ada", number="17"), Learner(name="Ada", number="18"), False),
        (Learner(name="Ada", number="17"), Learner(name="Ada", number="017"), False),
        (Learner(name="Ada", number="17"), Learner(name="Ada"), False),
        (Learner(name="17"), Learner(number="17"), False),
    ],
)
def test_learners_are_told_apart_by_number_and_else_by_name(
    one: Learner, other: Learner, *, same: bool
) -> None:
    assert (key_of(one) == key_of(other)) is same


# In which order --------------------------------------------------------------------------------------------


def test_files_are_read_by_name_and_numbers_count() -> None:
    names = [
        "a/hand-in.json",
        "a/hand-in (1).json",
        "a/hand-in-2.json",
        "a/hand-in-10.json",
        "a2/hand-in.json",
        "a10/hand-in.json",
    ]

    assert sorted(set(names), key=lambda name: place_of(Path(name))) == names


@given(st.sets(st.text("a01-. ", min_size=1, max_size=5).filter(lambda name: name.strip("."))))
def test_no_two_files_have_one_place(names: set[str]) -> None:
    assert len({place_of(Path("x", name)) for name in names}) == len({Path("x", name) for name in names})


# What is found ---------------------------------------------------------------------------------------------


def found_in(group: Class) -> dict[str, str]:
    found = files_in(group.folder, group.out.resolve(), Collected())
    return {path.relative_to(group.folder).as_posix(): why_not for path, why_not in found}


def test_hidden_files_and_those_of_the_system_are_passed_over(group: Class) -> None:
    for name in (
        ".attempts.json",
        ".git/x.json",
        "__MACOSX/a.json",
        "Thumbs.db",
        "a/desktop.ini",
        "a/b.json",
    ):
        group.put(name, "x")
    seen = Collected()

    found = [path.name for path, _ in files_in(group.folder, group.out, seen)]

    assert found == ["b.json"]
    assert seen.passed_over == 5


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission here")
def test_links_are_not_followed_and_are_told(group: Class) -> None:
    group.put("a/b.json", "x")
    (group.folder / "a" / "round").symlink_to(group.folder)
    (group.folder / "passwords.toml").symlink_to("/etc/passwd")

    found = found_in(group)

    assert sorted(found) == ["a/b.json", "a/round", "passwords.toml"]
    assert found["a/round"] == found["passwords.toml"] != ""


def test_folders_without_end_end(group: Class) -> None:
    deep = group.folder.joinpath(*["d"] * (DEEPEST + 5))
    deep.mkdir(parents=True)
    (deep / "a.json").write_text("x", encoding="utf-8")

    assert list(found_in(group).values()) == [f"It lies more than {DEEPEST} folders deep."]


def test_the_results_are_not_graded_again(group: Class) -> None:
    group.hand_in("ada.json", name="Ada")
    inside = group.folder / "grades"
    inside.mkdir()
    (inside / "old.json").write_text("x", encoding="utf-8")

    seen = files_in(group.folder, inside.resolve(), Collected())

    assert [path.name for path, _ in seen] == ["ada.json"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open everything")
def test_a_folder_that_may_not_be_opened_is_told(group: Class) -> None:
    (group.folder / "closed").mkdir(mode=0)

    assert found_in(group) == {"closed": "This folder could not be opened."}


# What becomes of it ----------------------------------------------------------------------------------------


def test_hand_ins_and_sheets_of_one_learner_meet_in_one_row(group: Class) -> None:
    group.hand_in("x.json", {"t1-choice": {"lamp": LAMP}}, name="Ada")
    group.put("Ada/t1-order.toml", sheet("t1-order", {"dates": DATES}))
    group.grade()

    (row,) = group.rows()
    assert (row["name"], row["t1-choice.lamp"], row["t1-order.dates"], row["points"]) == (
        "Ada",
        "1",
        "1",
        "2",
    )


@pytest.mark.parametrize("name", ["ada.toml", "ada.TOML", "ada.toml.txt", "t1-order ada.toml"])
def test_a_sheet_is_known_by_its_ending_and_by_what_it_says(group: Class, name: str) -> None:
    group.put(name, sheet("t1-order", {"dates": DATES}))
    group.grade()

    (row,) = group.rows()
    assert (row["name"], row["t1-order.dates"]) == ("ada", "1")


@pytest.mark.parametrize("line", ["exercise: t1-order", "exercise = “T1 Order”", "", "# notes"])
def test_of_which_exercise_a_sheet_is_is_read_kindly(group: Class, line: str) -> None:
    text = sheet("t1-order", {"dates": DATES}).replace('exercise = "t1-order"', line)
    group.put("ada/t1-order.toml", text)
    group.grade()

    assert [row["t1-order.dates"] for row in group.rows()] == ["1"]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.docx", b"PK", "It is neither a hand-in (.json) nor an answer sheet (.toml)."),
        ("a", b"", "It is neither a hand-in (.json) nor an answer sheet (.toml)."),
        ("a.toml", b'title = "x"', "It does not say of which exercise it is a sheet."),
        (
            "a.toml",
            b'exercise = "u99-no"',
            "It is a sheet of u99-no, and there is no such exercise here to grade it with.",
        ),
        ("a.json", b"", "This file is empty. Make one with: course-checks hand-in"),
        ("a.toml", b"x" * 70_000, "This file is far larger than such a file is, so it was not read."),
    ],
)
def test_what_cannot_be_read_is_listed_with_its_reason(
    group: Class, name: str, data: bytes, why: str
) -> None:
    group.put(name, data)

    graded = group.grade()

    assert graded.unread_count == 1
    assert [(row["file"], row["what"]) for row in group.rows("unreadable.csv")] == [(name, why)]


def test_an_exercise_that_is_not_here_is_listed(group: Class) -> None:
    group.hand_in("a.json", {**RIGHT, "u99-no": {"x": {"y": "1"}}}, name="Ada")
    group.grade()

    assert [(row["learner"], row["what"]) for row in group.rows("unreadable.csv")] == [
        ("Ada", "There is no exercise u99-no here to grade it with.")
    ]
    assert [row["points"] for row in group.rows()] == ["2"]


def test_a_flood_of_faults_in_one_file_is_counted_not_listed(group: Class) -> None:
    many: dict[str, dict[str, dict[str, str]]] = {f"u{number}-no": {"x": {"y": "1"}} for number in range(500)}
    group.hand_in("a.json", many, name="Ada")
    group.grade()

    said = [row["what"] for row in group.rows("unreadable.csv")]
    assert len(said) == 9
    assert said[-1] == "There are 492 more of this sort."


def test_a_hand_in_that_names_nobody_goes_by_its_file(group: Class) -> None:
    group.hand_in("ada.json")
    group.grade()

    assert [row["name"] for row in group.rows()] == ["ada"]
    assert [row["what"] for row in group.rows("notes.csv")] == [
        "It names nobody; “ada” is taken from the name of the file."
    ]
