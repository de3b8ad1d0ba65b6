"""First attempts, kept and read back: no name, no prose, and no line that ends the report."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.checking import check
from course_checks.core.outcome import Slip
from course_checks.desk.record import (
    MOST_GIVEN,
    Answered,
    Attempt,
    Recorded,
    attempt_of,
    label,
    write_head,
    write_line,
)
from course_checks.desk.record_reading import MOST_LINE, Damaged, read_lines
from course_checks.exercise import Responses
from course_checks.sheet.handin import Learner
from tests.courses.made import good_course

NOBODY = Learner()
HEAD = write_head()


def kept(answers: Responses, who: Learner = NOBODY, exercise: str = "t1-choice") -> Attempt:
    course = good_course()
    held = course.exercises[exercise]
    report = check(held.public, held.key, course.library, answers)
    return attempt_of(held.public, report, answers, version="abc", who=who)


def keyless(answers: Responses) -> Answered:
    course = good_course()
    public = course.exercises["t1-choice"].public
    report = check(public, None, course.library, answers)
    return attempt_of(public, report, answers, version="", who=NOBODY).items["lamp"]


def read(tmp_path: Path, text: str | bytes) -> list[Recorded | Damaged]:
    file = tmp_path / "first-attempts.jsonl"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_lines(file))


# What is kept ----------------------------------------------------------------------------------------------


def test_an_answer_is_kept_with_its_score_its_slips_and_its_certainty() -> None:
    answered = kept({"lamp": {"choice": "b", "passage": "T2", "sure": "certain"}}).items["lamp"]

    assert answered == Answered(
        ending="scored",
        score=Fraction(0),
        slips=(Slip(id="good-evidence", parts=("choice",)), Slip(id="hedge-dropped", parts=("choice",))),
        given={"choice": "b", "passage": "T2"},
        parts={"choice": "look again", "passage": "right", "sure": "read", "reason": "empty"},
        sure="certain",
    )


@pytest.mark.parametrize(
    ("answers", "ending"),
    [
        ({}, "unanswered"),
        ({"lamp": {"sure": "guess"}}, "unanswered"),
        ({"lamp": {"choice": "zz"}}, "invalid"),
        ({"lamp": {"choice": "a"}}, "scored"),
    ],
)
def test_each_ending_has_its_word(answers: Responses, ending: str) -> None:
    assert kept(answers).items["lamp"].ending == ending


def test_without_a_key_nothing_is_scored_and_that_is_said() -> None:
    answered = keyless({"lamp": {"choice": "a", "passage": "T2"}})

    assert (answered.ending, answered.score, answered.given["choice"]) == ("keyless", None, "a")


def test_the_learners_own_words_are_never_kept() -> None:
    answers = {"lamp": {"choice": "a", "reason": "My friend Bo Example told me so yesterday evening."}}

    assert "Bo Example" not in write_line(Recorded(learner="L0001", exercises={"t1": kept(answers)}))


def test_what_could_not_be_read_is_not_kept() -> None:
    assert kept({"lamp": {"choice": "Ada Example"}}).items["lamp"].given == {}


@pytest.mark.parametrize(
    ("who", "is_kept"),
    [
        (Learner(name="Ada T2", number=""), True),
        (Learner(name="", number="T2"), True),
        (NOBODY, True),
        (Learner(name="Kim", number=""), True),
    ],
)
def test_a_short_answer_stays_where_it_does_not_name_its_learner(who: Learner, *, is_kept: bool) -> None:
    assert ("passage" in kept({"lamp": {"choice": "a", "passage": "T2"}}, who).items["lamp"].given) is is_kept


@pytest.mark.parametrize("who", [Learner(name="Kim Jong-Il"), Learner(number="S2004")])
def test_a_short_answer_that_names_its_learner_is_left_out(who: Learner) -> None:
    from course_checks.desk.record import _names

    assert _names("Zissis > BBC > kim jong il > S2004", who)


def test_an_answer_is_cut_where_it_is_far_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course_checks.desk.record.MOST_GIVEN", 1)

    assert kept({"lamp": {"choice": "a", "passage": "T2"}}).items["lamp"].given["passage"] == "T"
    assert MOST_GIVEN == 2000


def test_a_learner_is_called_by_a_place_in_the_gradebook() -> None:
    assert [label(1), label(40), label(100_000)] == ["L0001", "L0040", "L100000"]


# There and back --------------------------------------------------------------------------------------------

TEXTS = st.text(max_size=8)
SCORES = st.none() | st.integers(min_value=0, max_value=10_000).map(lambda one: Fraction(one, 10_000))
ITEMS = st.builds(
    Answered,
    ending=st.sampled_from(("scored", "unanswered", "invalid", "fault", "keyless")),
    score=SCORES,
    slips=st.lists(st.builds(Slip, id=TEXTS, parts=st.lists(TEXTS, max_size=2).map(tuple)), max_size=2).map(
        tuple
    ),
    given=st.dictionaries(TEXTS, TEXTS, max_size=2),
    parts=st.dictionaries(
        TEXTS, st.sampled_from(("right", "half", "look again", "empty", "read")), max_size=2
    ),
    sure=st.none() | TEXTS,
)
ATTEMPTS = st.builds(Attempt, version=TEXTS, items=st.dictionaries(TEXTS, ITEMS, max_size=2))
RECORDED = st.builds(Recorded, learner=TEXTS, exercises=st.dictionaries(TEXTS, ATTEMPTS, max_size=2))


@given(learners=st.lists(RECORDED, max_size=3))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, learners: list[Recorded]
) -> None:
    text = HEAD + "".join(map(write_line, learners))

    assert read(tmp_path_factory.mktemp("record"), text) == learners
    assert text.isascii()


@given(data=st.binary(max_size=200))
def test_no_bytes_end_the_reading(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    found = read(tmp_path_factory.mktemp("record"), HEAD.encode() + data)

    assert all(isinstance(one, Recorded | Damaged) for one in found)


def test_a_score_is_a_decimal_of_at_most_four_places() -> None:
    third = Answered(ending="scored", score=Fraction(1, 3))
    line = write_line(Recorded(learner="L0001", exercises={"t1": Attempt(version="", items={"a": third})}))

    assert json.loads(line)["exercises"]["t1"]["items"]["a"]["score"] == "0.3333"


# Damage ----------------------------------------------------------------------------------------------------

GOOD = write_line(Recorded(learner="L0001", exercises={}))


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"learner": "L0001", "exerc',
        "[]",
        "3",
        '"text"',
        "\xff",
        "[" * 100_000,
        '{"learner": 1, "exercises": {}}',
        '{"learner": "L1"}',
        '{"learner": "L1", "exercises": {"a": {"version": "", "items": []}}}',
        '{"learner": "L1", "exercises": {"a": {"version": 1, "items": {}}}}',
        '{"learner": "L1", "exercises": {"a": {"items": {"b": {}}}}}',
        '{"learner": "L1", "exercises": {"a": {"items": {"b": {"ending": ["scored"]}}}}}',
        '{"learner": "L1", "exercises": {"a": {"items": {"b": {"ending": "scored", "score": 1}}}}}',
        '{"learner": "L1", "exercises": {"a": {"items": {"b": {"ending": "scored", "score": "2"}}}}}',
        '{"learner": "L1", "exercises": {"a": {"items": {"b": {"ending": "scored", "score": "-1"}}}}}',
        '{"learner": "L1", "exercises": {"a": {"items": {"b": {"ending": "scored", "score": "1e9999"}}}}}',
        '{"learner": "L1", "exercises": {"a": {"items": {"b": {"ending": "scored", "score": "."}}}}}',
        '{"learner": "L1", "exercises": {"a": {"items": {"b": {"ending": "scored", "score": "nan"}}}}}',
        '{"learner": "L1", "exercises": {"a": {"items": {"b": {"ending": "scored", "parts": {"c": "d"}}}}}}',
        '{"learner": "L1", "exercises": {"a": {"items": {"b": {"ending": "scored", "slips": ["c"]}}}}}',
    ],
)
def test_a_damaged_line_is_told_with_its_number_and_the_next_is_read(tmp_path: Path, line: str) -> None:
    found = read(tmp_path, f"{HEAD}{line}\n{GOOD}")

    assert [one.line for one in found if isinstance(one, Damaged)] == [2]
    assert [one.learner for one in found if isinstance(one, Recorded)] == ["L0001"]


def test_an_empty_line_is_no_damage(tmp_path: Path) -> None:
    assert len(read(tmp_path, f"{HEAD}\n{GOOD}\n")) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty. Grade the class again."),
        ("hello\n", "This is not how a file of first attempts begins. Grade the class again."),
        ('{"record": true}\n', "This is not how a file of first attempts begins. Grade the class again."),
        (
            '{"record": 2}\n',
            "It was made by a newer version of the checks. Install that version to read it.",
        ),
    ],
)
def test_a_file_of_another_sort_is_told_at_its_first_line(tmp_path: Path, text: str, said: str) -> None:
    assert read(tmp_path, text) == [Damaged(line=1, say=said)]


def test_a_line_that_is_far_too_long_is_passed_over_without_being_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("course_checks.desk.record_reading.MOST_LINE", 200)
    found = read(tmp_path, f"{HEAD}{'x' * 1000}\n{GOOD}")

    assert [type(one) for one in found] == [Damaged, Recorded]
    assert MOST_LINE == 8 * 1024 * 1024
