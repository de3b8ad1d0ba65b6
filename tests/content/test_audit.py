"""An exercise proves itself, or is told why it does not.  Broken courses are in test_strict.py."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from course_checks import checking
from course_checks.content.audit import Audit, Defensible, audit
from course_checks.content.exercises import Expected
from course_checks.core.outcome import Scored
from course_checks.validators import choice, match, multiple_response
from tests.courses.made import good_course

COURSE = good_course()


def audited(exercise: str) -> Audit:
    return audit(COURSE.exercises[exercise], COURSE.library)


def faults_of(found: Audit) -> list[str]:
    return [str(fault) for fault in found.faults]


@pytest.mark.parametrize(
    ("exercise", "labelled", "mutants", "killed"),
    [
        # One other option and four other passages.
        ("t1-choice", 5, 5, 5),
        # Yes for no and no for yes, four times.
        ("t1-many", 5, 4, 4),
        # Two other labels for each of two rows; one of the four is accepted.
        ("t1-match", 4, 4, 3),
        # One up and one down; the first and the last can go one way only.
        ("t1-order", 5, 4, 4),
    ],
)
def test_it_counts_what_it_ran(exercise: str, labelled: int, mutants: int, killed: int) -> None:
    found = audited(exercise)

    assert (found.labelled, found.mutants, found.killed) == (labelled, mutants, killed)
    assert found.passed


def test_a_mutant_that_the_key_accepts_is_defensible_with_its_reason() -> None:
    assert audited("t1-match").defensible == (
        Defensible(mutant="voices.T2 = ?", reason="listed under accepted"),
    )


def test_what_nothing_scores_is_listed_as_exempt() -> None:
    assert audited("t1-choice").exempt == ("lamp.sure", "lamp.reason")
    assert audited("t1-many").exempt == ()


def test_a_mutant_that_scores_1_for_no_reason_of_the_keys_survives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(match, "accepts", lambda *_: "")

    found = audited("t1-match")

    assert found.survivors == ("voices.T2 = ?",)
    assert found.faults == ()
    assert not found.passed


def test_a_kind_that_lets_everything_pass_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def generous(*given: Any) -> Scored:
        return replace(multiple_response_score(*given), score=Fraction(1), slips=())

    multiple_response_score = multiple_response.score
    monkeypatch.setattr(multiple_response, "score", generous)

    found = audited("t1-many")

    assert set(found.survivors) == {
        "named.rock = no",
        "named.town = no",
        "named.keeper = yes",
        "named.ship = yes",
    }
    assert (
        "exercises/t1-many/responses.toml: named: ticking everything scored 1; it must score 0"
        in faults_of(found)
    )
    assert (
        "exercises/t1-many/responses.toml: named.ship: no mutant of this part is killed; "
        "leave a value that scores less" in faults_of(found)
    )


def test_a_kind_that_breaks_is_our_fault_and_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Scored:
        raise ZeroDivisionError

    monkeypatch.setattr(choice, "score", broken)

    told = faults_of(audited("t1-choice"))

    assert told[0] == (
        "exercises/t1-choice/responses.toml: model: lamp: expected scored, ended in our fault "
        "(ZeroDivisionError in t1-choice.lamp); mend the response, the expectation or the key"
    )
    assert "exercises/t1-choice/responses.toml: lamp: the model scored nothing; mend the key" in told


def test_a_reader_that_breaks_does_not_pass_the_blank_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(checking, "read", broken)

    assert (
        "exercises/t1-order/responses.toml: dates: the blank sheet ended in our fault "
        "(RuntimeError in t1-order.dates); a blank must be unanswered" in faults_of(audited("t1-order"))
    )


def test_scores_are_compared_to_four_decimals() -> None:
    exercise = COURSE.exercises["t1-order"]
    for score, passed in (("1/3", True), ("0.3333", True), ("0.333", False), ("0.34", False)):
        expect = {"dates": Expected(score=score, slips=("page-before-its-news",))}
        responses = tuple(
            replace(one, expect=expect) if one.name == "the page before its news" else one
            for one in exercise.responses
        )

        assert audit(replace(exercise, responses=responses), COURSE.library).passed is passed, score


@pytest.mark.parametrize("score", ["1", "1.0", "1/1", "2/2"])
def test_a_model_is_a_model_however_its_score_is_written(score: str) -> None:
    assert Expected(score=score).fraction == 1


@pytest.mark.parametrize(
    "score", ["one", "1/0", "-1", "1e9", "1e999999999", "½", "0,5", "1 / 2", "nan", "inf"]
)
def test_what_is_not_a_score_is_not_taken_for_one(score: str) -> None:
    with pytest.raises(ValueError, match="is not a score"):
        _ = Expected(score=score).fraction
