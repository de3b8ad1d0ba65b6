"""The endings of a check and the words for a mark."""

from fractions import Fraction

import pytest

from course_checks.core.outcome import Mark, mean


@pytest.mark.parametrize(
    ("score", "empty", "state"),
    [
        pytest.param(Fraction(1), False, "right", id="a full mark is right"),
        pytest.param(Fraction(1, 2), False, "half", id="half a mark is half"),
        pytest.param(Fraction(1, 100), False, "half", id="any mark between is half"),
        pytest.param(Fraction(0), False, "look again", id="no mark is never called wrong"),
        pytest.param(Fraction(0), True, "empty", id="a blank is empty, whatever it scores"),
        pytest.param(None, True, "empty", id="a blank that is not scored is empty"),
        pytest.param(None, False, "read", id="what is not scored is read"),
    ],
)
def test_a_mark_says_its_state_in_words(score: Fraction | None, empty: bool, state: str) -> None:  # noqa: FBT001
    assert Mark(part="S2", score=score, empty=empty).state == state


def test_the_mean_is_exact_and_of_nothing_is_nothing() -> None:
    assert mean([Fraction(1), Fraction(0), Fraction(0)]) == Fraction(1, 3)
    assert mean([]) == 0
