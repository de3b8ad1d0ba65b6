"""Exact laws of chance, against what can be worked out by hand."""

from fractions import Fraction
from math import comb

from hypothesis import given
from hypothesis import strategies as st

from course_checks.content.chance import chance_of_at_least, holm, law_of, mean_of

THIRD = law_of([Fraction(1), Fraction(0), Fraction(0)])
HALF = law_of([Fraction(1), Fraction(0)])


def test_where_all_chances_are_alike_it_is_the_binomial_law() -> None:
    for count in range(6):
        tail = sum(Fraction(comb(5, n) * 2 ** (5 - n), 3**5) for n in range(count, 6))

        assert chance_of_at_least(Fraction(count), [THIRD] * 5) == tail


def test_chances_may_differ_from_trial_to_trial() -> None:
    assert chance_of_at_least(Fraction(1), [HALF, THIRD]) == Fraction(2, 3)
    assert chance_of_at_least(Fraction(2), [HALF, THIRD]) == Fraction(1, 6)


def test_hits_may_be_parts_of_one() -> None:
    undecided = law_of([Fraction(1, 2), Fraction(1, 2), Fraction(0)])

    assert mean_of(undecided) == Fraction(1, 3)
    assert chance_of_at_least(Fraction(1), [undecided, undecided]) == Fraction(4, 9)


def test_without_trials_nothing_is_certain() -> None:
    assert chance_of_at_least(Fraction(0), []) == 1
    assert holm([]) == ()


def test_holm_multiplies_the_smallest_by_all_the_next_by_one_less_and_never_goes_down() -> None:
    ps = [Fraction(1, 100), Fraction(4, 100), Fraction(3, 100)]

    assert holm(ps) == (Fraction(3, 100), Fraction(6, 100), Fraction(6, 100))


@given(st.lists(st.fractions(min_value=0, max_value=1), max_size=8))
def test_holm_is_no_stricter_than_bonferroni_and_no_laxer_than_nothing(ps: list[Fraction]) -> None:
    for p, corrected in zip(ps, holm(ps), strict=True):
        assert p <= corrected <= min(Fraction(1), len(ps) * p)
