"""Checking on the page: requests and answers, the ladder, and what is carried to and fro."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.core.part import LONG
from course_checks.exercise import parts_of
from course_checks.sheet import carried, handin, onpage
from course_checks.sheet.checked import layout_of
from course_checks.sheet.read import read_sheet
from course_checks.sheet.workspace import Opened, find_workspace, load_library, open_exercise
from tests.courses.made import GOOD
from tests.properties.cases import ANYTHING

LIBRARY = load_library(GOOD)
WRONG = {"lamp": {"choice": "b", "passage": "T2"}}
RIGHT = {"lamp": {"choice": "a", "passage": "T2", "sure": "certain"}}


def opened(exercise: str) -> Opened:
    return open_exercise(find_workspace(GOOD).exercises[exercise])


CHOICE, ORDER = opened("t1-choice"), opened("t1-order")


def asked(typed: Any, before: Any = None, exercise: Opened = CHOICE, **asked: bool) -> dict[str, Any]:
    """The answer to one request; `before` is the answer before it."""
    attempts = before["attempts"] if before else {}
    request = {"responses": typed, "attempts": attempts, "asked": asked}
    held: dict[str, Any] = json.loads(onpage.answer(exercise, LIBRARY, json.dumps(request)))
    return held


def topics(answer: dict[str, Any], item: str = "lamp") -> list[str]:
    return [message["topic"] for message in answer["items"][item]["messages"]]


def test_a_library_is_read_back_as_it_was() -> None:
    back = onpage.library_from(onpage.library_to(LIBRARY))

    assert back == LIBRARY
    assert [*back.index] == [*LIBRARY.index]


def test_an_exercise_is_read_back_as_it_was_its_key_too() -> None:
    import tomllib

    folder = find_workspace(GOOD).exercises["t1-choice"]
    tables = [tomllib.loads((folder / name).read_text("utf-8")) for name in ("exercise.toml", "key.toml")]
    text = onpage.exercise_to("t1-choice", CHOICE.public.version, *tables)

    assert onpage.opened_from(text) == CHOICE
    assert onpage.opened_from(onpage.exercise_to("t1-choice", "", tables[0], None)).key is None


def test_what_is_wrong_is_told_with_the_text_that_the_page_has_for_it() -> None:
    answer = asked(WRONG)
    lamp = answer["items"]["lamp"]

    assert answer["version"] == CHOICE.public.version
    assert (lamp["ending"], lamp["state"], lamp["score"]) == ("scored", "look again", 0)
    assert lamp["parts"] == {"choice": "look again", "passage": "right", "reason": "empty", "sure": "empty"}
    assert lamp["given"] == {"choice": "b", "passage": "T2"}
    assert [(one["topic"], one["parts"], one["fragment"]) for one in lamp["messages"]] == [
        ("state", [], ""),
        ("cause", ["choice"], "slips.good-evidence"),
    ]
    assert lamp["messages"][1]["text"].startswith("You name the right passage.")


def test_what_is_right_is_told_why() -> None:
    lamp = asked(RIGHT)["items"]["lamp"]

    assert (lamp["state"], lamp["score"]) == ("right", 1)
    assert [(one["topic"], one["fragment"]) for one in lamp["messages"]] == [("why", "why")]


def test_a_new_rung_comes_with_a_changed_attempt_and_only_then() -> None:
    first = asked(WRONG)
    assert "place" not in topics(first)
    again = asked(WRONG, first)
    assert again == first

    second = asked({"lamp": {**WRONG["lamp"], "sure": "guess"}}, again)
    third = asked(WRONG, second)
    assert "worked" not in topics(second)
    assert "worked" in topics(third)


def test_a_hint_and_an_explanation_come_on_asking_and_change_no_attempt() -> None:
    first = asked(WRONG)

    assert "place" in topics(asked(WRONG, first, hint=True))
    explained = asked(WRONG, first, explain=True)
    assert explained["items"]["lamp"]["messages"][-1]["fragment"] == "worked"
    assert explained["attempts"] == first["attempts"]


@pytest.mark.parametrize(
    ("typed", "ending", "state"),
    [({}, "unanswered", "not answered"), ({"lamp": {"choice": "zebra"}}, "invalid", "not read")],
)
def test_what_is_blank_or_cannot_be_read_is_no_attempt(typed: Any, ending: str, state: str) -> None:
    answer = asked(typed)
    lamp = answer["items"]["lamp"]

    assert (lamp["ending"], lamp["state"], lamp["score"], lamp["parts"]) == (ending, state, None, {})
    assert answer["attempts"]["exercises"]["t1-choice"]["items"] == {}


def test_our_fault_is_told_as_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    from course_checks.validators import choice

    monkeypatch.setattr(choice, "score", lambda *_: 1 / 0)
    lamp = asked(WRONG)["items"]["lamp"]

    assert (lamp["ending"], lamp["state"]) == ("fault", "our fault")
    assert "ZeroDivisionError in t1-choice.lamp" in lamp["messages"][0]["text"]


def test_a_held_key_scores_nothing() -> None:
    held = Opened(public=CHOICE.public, key=None)
    lamp = asked(RIGHT, exercise=held)["items"]["lamp"]

    assert (lamp["ending"], lamp["state"], lamp["score"]) == ("scored", "read", None)


@pytest.mark.parametrize("kept", [None, [], 7, "x", {"attempts": 2}, {"attempts": 1, "exercises": {"a": 1}}])
def test_attempts_that_cannot_be_read_count_as_none(kept: Any) -> None:
    assert asked(WRONG, {"attempts": kept}) == asked(WRONG)


def test_the_attempts_at_other_exercises_stay() -> None:
    first = asked({"dates": {"lit": "1"}}, exercise=ORDER)
    both = asked(WRONG, first)["attempts"]["exercises"]

    assert both.keys() == {"t1-choice", "t1-order"}
    assert both["t1-order"] == first["attempts"]["exercises"]["t1-order"]


@given(typed=st.dictionaries(ANYTHING, st.dictionaries(ANYTHING, ANYTHING, max_size=3), max_size=2))
def test_whatever_is_typed_is_answered_in_ascii(typed: Any) -> None:
    request = json.dumps({"responses": {**typed, **WRONG}, "attempts": {}, "asked": {}})
    answer = onpage.answer(CHOICE, LIBRARY, request)

    assert answer.isascii()
    assert json.loads(answer)["items"].keys() == {"lamp"}


# Carried -----------------------------------------------------------------------------------------------------


TYPED = {
    "lamp": {"choice": "a", "passage": "T2", "sure": "certain", "reason": 'He said "no".\n\nC:\\sea — ünï'}
}


def test_a_sheet_filled_in_on_the_page_is_read_as_what_was_typed() -> None:
    sheet = carried.filled_sheet(CHOICE, json.dumps(TYPED))
    reading = read_sheet(sheet.encode(), layout_of(CHOICE.public))

    assert (reading.notes, reading.problems, reading.refused) == ((), (), None)
    assert {part: text.strip() for part, text in reading.answers["lamp"].items()} == TYPED["lamp"]


@given(text=st.one_of(ANYTHING, st.text(max_size=9000)))
def test_whatever_is_typed_a_sheet_holds_it(text: str) -> None:
    """Every word of it: what a sheet may not hold is not on the page either, and lines may break elsewhere."""
    parts = [part for item in CHOICE.public.items for part in parts_of(item) if isinstance(part.domain, LONG)]
    typed = {"lamp": {part.id: text for part in parts}}
    reading = read_sheet(carried.filled_sheet(CHOICE, json.dumps(typed)).encode(), layout_of(CHOICE.public))
    wanted = onpage.responses_from(typed)["lamp"]

    assert reading.refused is None
    for part in parts:
        assert reading.answers["lamp"][part.id].split() == wanted[part.id].split()


def read(data: bytes) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(carried.read_hand_in(data))
    return held


def test_a_hand_in_is_read_back_with_the_attempts_that_it_tells_of() -> None:
    second = asked(RIGHT, asked(WRONG))
    kept = carried.with_responses(json.dumps(second["attempts"]), CHOICE, LIBRARY, json.dumps(RIGHT))
    text = carried.hand_in(kept, '{"name": "Ada", "number": ""}')
    back = read(text.encode())

    assert handin.read(text.encode()).intact
    assert back["exercises"] == {"t1-choice": RIGHT}
    assert back["attempts"] == second["attempts"]
    assert (back["notes"], back["problems"]) == ([], [])


def test_what_was_never_checked_is_handed_in_and_an_answer_taken_back_is_not() -> None:
    kept = json.dumps(asked(WRONG)["attempts"])
    fresh = carried.with_responses("{}", CHOICE, LIBRARY, json.dumps(RIGHT))
    emptied = carried.with_responses(kept, CHOICE, LIBRARY, "{}")

    assert read(carried.hand_in(fresh, "{}").encode())["exercises"] == {"t1-choice": RIGHT}
    assert json.loads(carried.hand_in(emptied, "{}"))["exercises"]["t1-choice"]["last"] == {"lamp": {}}


def test_a_hand_in_that_was_changed_is_read_and_says_so() -> None:
    text = carried.hand_in(carried.with_responses("{}", CHOICE, LIBRARY, json.dumps(RIGHT)), "{}")
    back = read(text.replace('"certain"', '"guess"').encode())

    assert back["exercises"]["t1-choice"]["lamp"]["sure"] == "guess"
    assert len(back["notes"]) == 1


def test_a_sheet_is_known_by_the_exercise_that_it_names() -> None:
    sheet = carried.filled_sheet(CHOICE, json.dumps(TYPED)).encode()
    back = json.loads(carried.read_filled_sheet(CHOICE, memoryview(sheet)))

    assert carried.sheet_of(memoryview(sheet)) == "t1-choice"
    assert back["exercises"]["t1-choice"]["lamp"]["choice"] == "a"
    assert (back["attempts"]["exercises"], back["problems"]) == ({}, [])


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"\x89PNG", b"<html>", b"{}", b"\xff\xfe\x00", b"hello"]
)
def test_what_is_neither_is_told_in_plain_words(data: bytes) -> None:
    assert carried.sheet_of(data) == ""
    assert read(data)["problems"] != []
    assert read(data)["exercises"] == {}


def test_the_sheet_of_another_exercise_is_told() -> None:
    sheet = carried.filled_sheet(ORDER, "{}").encode()
    back = json.loads(carried.read_filled_sheet(CHOICE, sheet))

    assert back["exercises"] == {}
    assert "t1-order" in back["problems"][0]
