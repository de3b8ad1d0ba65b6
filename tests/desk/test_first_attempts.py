"""What grading keeps of first attempts, for the report: marked with the keys that are here, and nobody's name."""

import json
from fractions import Fraction

from course_checks.desk.record import FILE, Recorded
from course_checks.desk.record_reading import read_lines
from tests.desk.classes import DATES, LAMP, Class, hand_in, sheet
from tests.desk.made_memo import NAME, make_memo, memo

WRONG = {"choice": "b", "passage": "T2"}


def recorded(group: Class) -> list[Recorded]:
    """Every line of the record, none of them damaged."""
    lines = list(read_lines(group.out / FILE))
    assert all(isinstance(line, Recorded) for line in lines)
    return [line for line in lines if isinstance(line, Recorded)]


def put_attempts(group: Class, file: str, name: str, first: dict[str, str], last: dict[str, str]) -> None:
    held = json.loads(hand_in(group.root, {"t1-choice": {"lamp": last}}, name))
    held["exercises"]["t1-choice"]["first"] = {"lamp": first}
    group.put(file, json.dumps(held))


def test_the_first_attempt_is_kept_and_the_last_one_graded(group: Class) -> None:
    put_attempts(group, "a.json", "Ada", WRONG, LAMP)
    group.grade()

    (one,) = recorded(group)
    answered = one.exercises["t1-choice"].items["lamp"]
    assert (answered.ending, answered.score) == ("scored", Fraction(0))
    assert answered.given == WRONG
    assert [slip.id for slip in answered.slips]
    assert [row["t1-choice.lamp"] for row in group.rows()] == ["1"]


def test_it_is_marked_with_the_keys_that_are_here(group: Class) -> None:
    put_attempts(group, "a.json", "Ada", WRONG, LAMP)
    (group.root / "exercises" / "t1-choice" / "key.toml").unlink()
    group.grade()

    (one,) = recorded(group)
    answered = one.exercises["t1-choice"].items["lamp"]
    assert (answered.ending, answered.score) == ("keyless", None)


def test_a_loose_sheet_is_its_own_first_attempt(group: Class) -> None:
    group.put("ada.toml", sheet("t1-order", {"dates": DATES}))
    group.grade()

    (one,) = recorded(group)
    assert one.exercises["t1-order"].version == ""
    assert one.exercises["t1-order"].items["dates"].score == 1


def test_a_sheet_that_could_not_be_used_is_no_attempt(group: Class) -> None:
    group.put("ada.toml", 'exercise = "t1-order"\nexercise = "t1-choice"\n')
    group.grade()

    assert [one.exercises for one in recorded(group)] == [{}]


def test_learners_stand_in_the_order_of_the_gradebook_without_name_number_or_prose(group: Class) -> None:
    make_memo(group.root)
    group.hand_in("a.json", memo("I, Ada Lovelace, say so."), name="Ada Lovelace", number="1815")
    group.hand_in("b.json", {"t1-choice": {"lamp": WRONG}}, name="Bo Example", number="17")
    group.grade()

    first, second = recorded(group)
    assert [row["number"] for row in group.rows()] == ["17", "1815"]
    assert (first.learner, list(first.exercises)) == ("L0001", ["t1-choice"])
    assert (second.learner, list(second.exercises)) == ("L0002", [NAME])
    text = (group.out / FILE).read_text(encoding="ascii")
    assert not [one for one in ("Lovelace", "Example", "1815", "say so") if one in text]
