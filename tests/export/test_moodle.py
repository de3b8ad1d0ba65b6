"""Moodle XML: opened by another reader, graded by Moodle's rules, and equal to what the course says."""

import json
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.core.text import plain
from course_checks.export.bank import Bank, open_bank
from course_checks.export.formats import Export, to_moodle_xml
from course_checks.export.model import Answer, Blank, Blanks
from course_checks.export.moodle_cloze import gaps_html, text_html
from course_checks.export.moodle_shares import is_share, percent
from course_checks.export.text import html
from course_checks.sheet.workspace import find_workspace
from course_checks.validators import names
from tests.export import moodle

ROOT = Path(__file__).resolve().parent.parent.parent
EXACT = 0.00001


@pytest.fixture(scope="module")
def bank() -> Bank:
    return open_bank(find_workspace(ROOT), (), ())


@pytest.fixture(scope="module")
def made(bank: Bank) -> Export:
    return to_moodle_xml(bank, find_workspace(ROOT))


@pytest.fixture(scope="module")
def files(made: Export) -> Mapping[str, bytes]:
    return made.files


@pytest.fixture(scope="module")
def questions(files: Mapping[str, bytes]) -> dict[str, Any]:
    read = [*moodle.read(files["moodle.xml"]), *moodle.read(files["moodle-ordering.xml"])]
    return {moodle.text(one, "idnumber"): one for one in read if one.get("type") != "category"}


@pytest.fixture(scope="module")
def expected(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    return list(json.loads(files["expected-grades.json"]))


def test_moodle_gives_each_labelled_response_what_the_list_says(
    questions: dict[str, Any], expected: list[dict[str, Any]]
) -> None:
    tried = [row for row in expected if row["expected"] is not None]
    wrong = [
        (row["idnumber"], row["name"], given, row["expected"])
        for row in tried
        for given in [moodle.grade(questions[row["idnumber"]], row["response"])]
        if abs(given - Fraction(row["expected"])) > EXACT
    ]

    assert wrong == []
    assert len(tried) > 800


def test_the_list_is_what_the_course_scores_but_for_orders_which_say_so(
    questions: dict[str, Any], expected: list[dict[str, Any]]
) -> None:
    other = [row for row in expected if row["expected"] not in (None, row["ours"])]

    assert {questions[row["idnumber"]].get("type") for row in other} == {"ordering"}
    assert all(row["note"] for row in other)
    assert all(not row["note"] for row in expected if row["expected"] == row["ours"] is not None)


def test_every_labelled_response_is_in_the_list_or_has_a_reason(
    bank: Bank, expected: list[dict[str, Any]]
) -> None:
    listed = Counter((row["idnumber"], row["name"]) for row in expected)
    wanted = Counter(
        (f"{exercise.public.id}.{item}", one.name)
        for exercise in bank.exercises
        for one in exercise.responses
        for item in one.expect
        if (exercise.public.id, item) != ("u10-statement", "package")
    )

    assert listed == wanted
    assert all(row["note"] for row in expected if row["expected"] is None)


def test_a_right_answer_is_right_in_moodle_wherever_a_machine_grades(expected: list[dict[str, Any]]) -> None:
    """Nobody loses a mark by our mistake: whatever scores 1 here and can be given there scores 1 there."""
    kinds = {row["idnumber"] for row in expected if row["expected"] == "1"}
    by_hand = {row["idnumber"] for row in expected if row["note"] == "a person gives the points"}

    assert kinds | by_hand == {row["idnumber"] for row in expected}
    assert all(row["expected"] in ("1", None) for row in expected if row["ours"] == "1")


def test_every_question_is_known_by_its_id_and_no_two_share_one(
    questions: dict[str, Any], bank: Bank
) -> None:
    items = [f"{one.public.id}.{item.id}" for one in bank.exercises for item in one.public.items]

    assert {*questions} - {f"passages.{source.id}" for source in bank.sources} == {*items} - {
        "u10-statement.package"
    }
    assert all(moodle.text(one, "name/text").startswith(name) for name, one in questions.items())


def test_categories_come_before_their_questions_and_tags_name_the_outcomes(
    files: Mapping[str, bytes], questions: dict[str, Any], bank: Bank
) -> None:
    first = moodle.read(files["moodle.xml"])[0]
    public = next(one.public for one in bank.exercises if one.public.id == "u07-chains")

    assert moodle.text(first, "category/text").startswith("$course$/top/")
    tags = {tag.text for tag in questions["u07-chains.Z5"].findall("tags/tag/text")}
    assert tags == {"u07", *public.outcomes, "attribution-chain", "auto"}


def test_messages_stand_under_the_answers_that_they_are_for(questions: dict[str, Any], bank: Bank) -> None:
    key = next(one for one in bank.exercises if one.public.id == "u01-horizon").key["lookback"]
    told = {
        moodle.words(moodle.text(one, "feedback/text"))
        for one in questions["u01-horizon.lookback"].findall("answer")
    }

    assert {plain(rule.say) for rule in key.slips} <= told


def test_what_a_page_shows_is_never_the_text_of_a_source(questions: dict[str, Any], bank: Bank) -> None:
    shown = moodle.words(moodle.text(questions["passages.scobell-2004"], "questiontext/text"))

    for passage in bank.sources[0].passages:
        assert plain(passage.paraphrase) in shown


@pytest.mark.parametrize("kind", names())
def test_every_kind_becomes_something_or_says_why_not(kind: str, made: Export) -> None:
    found = [entry for entry in made.report.entries if entry.kind == kind]

    assert found
    assert all(entry.became or entry.lost for entry in found)


TEXTS = st.text(max_size=40)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20).filter(
    lambda text: text.split() and text == " ".join(text.split())
)


@given(st.lists(WORDS, min_size=2, max_size=4, unique_by=str.casefold), TEXTS, TEXTS)
def test_gaps_read_back_what_was_written_whatever_it_is(answers: list[str], say: str, label: str) -> None:
    made = tuple(
        Answer(text=text, points=Fraction(1, 2) if number else Fraction(1), say=say)
        for number, text in enumerate(answers)
    )
    body = Blanks(blanks=(Blank(part="p", label=label, answers=made, weight=3),))

    (gap,) = moodle.gaps(text_html(html(label)) + gaps_html(body))

    assert gap.weight == 3
    assert [moodle.words(answer) for answer, _, _ in gap.answers] == [
        " ".join(text.split()) for text in answers
    ]
    assert [points for _, points, _ in gap.answers] == [1.0, *(0.5 for _ in answers[1:])]
    assert all(feedback == " ".join(html(say).split()) for _, _, feedback in gap.answers)


@given(st.integers(1, 10), st.integers(0, 10))
def test_a_share_that_is_taken_is_one_that_moodle_takes(below: int, above: int) -> None:
    points = Fraction(above, below)
    if is_share(points):
        assert abs(moodle.share(percent(points)) - points) < EXACT
    elif points <= 1:
        with pytest.raises(moodle.RefusedError):
            moodle.share(percent(points))
