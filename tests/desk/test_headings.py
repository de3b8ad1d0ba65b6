"""Gradebooks that Canvas and Moodle take in."""

import csv
from itertools import zip_longest

import pytest

from tests.desk import zips
from tests.desk.classes import LAMP, RIGHT, Class, hand_in
from tests.desk.made_memo import make_memo, memo

CHOICE, ORDER = "t1-choice The lamp", "t1-order When the lamp was lit"
BROKEN = {"t1-choice": {"lamp": LAMP}, "t1-order": {"dates": {"lit": "soon"}}}
HALF = {"t1-choice": {"lamp": {"choice": "a", "passage": "T3"}}}


def table(group: Class, name: str) -> list[list[str]]:
    with (group.out / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def titles(group: Class) -> tuple[str, ...]:
    """The columns of the two exercises."""
    return tuple(f"{name} {group.bank().open(name).public.title}" for name in ("t1-choice", "t1-order"))


def test_canvas_gets_its_columns_in_its_order_and_what_each_is_worth(group: Class) -> None:
    group.hand_in("a.json", RIGHT, name="Ada Lovelace", number="1815")
    group.hand_in("b.json", HALF, name="Bo", number="bo@example.edu")
    graded = group.grade(systems=("canvas",))

    assert table(group, "gradebook-canvas.csv") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *titles(group)],
        ["    Points Possible", "", "", "", "", "1", "1"],
        ["Ada Lovelace", "", "1815", "", "", "1", "1"],
        ["Bo", "", "", "bo@example.edu", "", "0.5", ""],
    ]
    assert graded.books == (("gradebook-canvas.csv", 0, 0),)


def test_canvas_gets_its_own_number_of_a_learner_back(group: Class) -> None:
    files = {
        "lovelaceada_55_901_hand-in.json": hand_in(group.root, RIGHT, "Ada Lovelace"),
        "examplebo_56_902_hand-in.json": hand_in(group.root, RIGHT),
        "otherone_57_903_hand-in.json": hand_in(group.root, RIGHT, "Somebody Else"),
    }
    group.put("c.zip", zips.packed(files))
    group.grade(systems=("canvas",))

    rows = {row[0]: row[1] for row in table(group, "gradebook-canvas.csv")[2:]}
    assert rows == {"Ada Lovelace": "55", "examplebo": "56", "Somebody Else": ""}


def test_moodle_gets_a_column_that_identifies_and_two_for_each_exercise(group: Class) -> None:
    group.hand_in("a.json", RIGHT, name="Ada Lovelace", number="1815")
    group.hand_in("b.json", HALF, name="Bo", number="bo@example.edu")
    group.hand_in("c.json", HALF, name="Cleo")
    graded = group.grade(systems=("moodle",))

    choice, order = titles(group)
    head, ada, bo, cleo = table(group, "gradebook-moodle.csv")
    columns = ["ID number", "Email address", "Full name"]
    assert head == [*columns, choice, f"{choice} (feedback)", order, f"{order} (feedback)"]
    assert ada == [
        *("1815", "", "Ada Lovelace"),
        *("1", "lamp: 1 of 1."),
        *("1", "dates: 1 of 1."),
    ]
    assert bo[:4] == ["", "bo@example.edu", "Bo", "0.5"]
    assert (cleo[:2], cleo[5:]) == (["", ""], ["", ""])
    assert graded.books == (("gradebook-moodle.csv", 1, 0),)


@pytest.mark.parametrize("system", ["canvas", "moodle"])
def test_a_cell_is_a_number_or_empty(group: Class, system: str) -> None:
    group.hand_in("a.json", BROKEN, name="Ada", number="1")
    group.hand_in("b.json", {"t1-choice": {"lamp": {"sure": "guess"}}}, name="Bo", number="2")
    graded = group.grade(systems=(system,))

    head, *rows = table(group, f"gradebook-{system}.csv")
    grades = [at for at, name in enumerate(head) if name in titles(group)]
    found = {(row[-1 if system == "x" else 0], at): row[at] for row in rows for at in grades}
    assert set(found.values()) <= {"", "0", "0.5", "1"}
    (_, _, held_back), *_ = graded.books
    assert held_back == 1


def test_what_could_not_be_read_is_not_taken_from_anybody(group: Class) -> None:
    group.hand_in("a.json", BROKEN, name="Ada", number="1")
    group.grade(systems=("canvas",))

    assert table(group, "gradebook-canvas.csv")[2][5:] == ["1", ""]


def test_an_exercise_that_nobody_and_nothing_scores_has_no_column(group: Class) -> None:
    make_memo(group.root)
    group.hand_in("a.json", memo("The page says so."), name="Ada", number="1")
    group.grade(systems=("canvas", "moodle"))

    assert table(group, "gradebook-canvas.csv")[0] == [
        "Student",
        "ID",
        "SIS User ID",
        "SIS Login ID",
        "Section",
    ]
    assert table(group, "gradebook-moodle.csv")[0] == ["ID number", "Email address", "Full name"]


def test_the_plain_one_is_always_there_and_no_other_unasked(group: Class) -> None:
    group.hand_in("a.json", RIGHT, name="Ada")
    group.grade()
    assert {name for name in group.results() if name.startswith("gradebook")} == {"gradebook.csv"}
    plain = group.results()["gradebook.csv"]

    group.grade(systems=("canvas", "moodle"))
    assert group.results()["gradebook.csv"] == plain
    assert {name for name in group.results() if name.startswith("gradebook")} == {
        "gradebook.csv",
        "gradebook-canvas.csv",
        "gradebook-moodle.csv",
    }


@pytest.mark.parametrize("name", ['=HYPERLINK("http://e.example")', "@SUM(1)", "+1", "-1+1", "\t=1"])
def test_no_name_is_a_formula_in_any_of_them(group: Class, name: str) -> None:
    group.hand_in("a.json", RIGHT, name=name, number=name)
    group.grade(systems=("canvas", "moodle"))

    for file in ("gradebook-canvas.csv", "gradebook-moodle.csv"):
        rows = table(group, file)
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
        assert not [row for row, other in zip_longest(rows, rows[1:]) if other and len(row) != len(other)]
