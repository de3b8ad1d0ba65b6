"""The formulas: on worked figures, and by what must hold of any class."""

import math
import statistics as standard
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.desk.report.statistics import (
    Interval,
    Sums,
    alpha,
    alpha_interval,
    correlation,
    fisher,
    item_rest,
    measurement_error,
    newcombe,
    point_biserial,
    upper_lower,
    variance,
    wilson,
)

ROWS = ["11111", "11110", "11101", "11010", "10100", "11000", "01000", "00000"]
"""Eight learners, five items: the worked example."""
SCORES = [[int(mark) for mark in row] for row in ROWS]
ITEMS = [list(column) for column in zip(*SCORES, strict=True)]
TOTALS = [sum(row) for row in SCORES]


def rounded(values: list[float | None], places: int = 3) -> list[float]:
    return [round(value, places) for value in values if value is not None]


# The worked example ----------------------------------------------------------------------------------------


def test_the_worked_example_has_its_totals() -> None:
    assert TOTALS == [5, 4, 4, 3, 2, 2, 1, 0]


def test_facility_in_the_worked_example() -> None:
    assert [standard.mean(item) for item in ITEMS] == [0.75, 0.75, 0.5, 0.375, 0.25]


def test_point_biserial_in_the_worked_example() -> None:
    assert rounded([point_biserial(item, TOTALS) for item in ITEMS]) == [0.778, 0.595, 0.714, 0.676, 0.687]


def test_item_rest_in_the_worked_example() -> None:
    assert rounded([item_rest(item, TOTALS) for item in ITEMS]) == [0.626, 0.370, 0.493, 0.447, 0.493]


def test_alpha_and_kr20_in_the_worked_example() -> None:
    by_variance = alpha([variance(item) for item in ITEMS], variance(TOTALS))
    by_share = alpha([p * (1 - p) for p in (0.75, 0.75, 0.5, 0.375, 0.25)], variance(TOTALS))

    assert rounded([by_variance, by_share], 4) == [0.7233, 0.7233]


def test_error_of_measurement_in_the_worked_example() -> None:
    value = alpha([variance(item) for item in ITEMS], variance(TOTALS))
    assert value is not None

    assert round(measurement_error(variance(TOTALS), value), 3) == 0.829


# Intervals -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "count", "low", "high"),
    [
        (0.6, 20, 0.39, 0.78),
        (0.6, 100, 0.50, 0.69),
        (0.0, 10, 0.0, 0.28),
        (1.0, 10, 0.72, 1.0),
        (1, 1, 0.21, 1),
    ],
)
def test_the_interval_of_a_share(share: float, count: int, low: float, high: float) -> None:
    found = wilson(share, count)

    assert (round(found.low, 2), round(found.high, 2)) == (low, high)


@pytest.mark.parametrize(("count", "low", "high"), [(20, -0.16, 0.66), (50, 0.02, 0.53), (100, 0.11, 0.47)])
def test_the_interval_of_a_correlation_of_three_tenths(count: int, low: float, high: float) -> None:
    found = fisher(0.3, count)
    assert found is not None

    assert (round(found.low, 2), round(found.high, 2)) == (low, high)


def test_the_interval_of_a_difference_of_shares() -> None:
    # Both ends follow from the Wilson intervals of 7 of 10 and of 2 of 10.
    found = newcombe(0.7, 0.2, 10)
    down = math.hypot(0.7 - 0.3968, 0.5098 - 0.2)
    up = math.hypot(0.8922 - 0.7, 0.2 - 0.0567)

    assert (found.low, found.high) == pytest.approx((0.5 - down, 0.5 + up), abs=2e-4)


def test_the_interval_of_an_alpha() -> None:
    found = alpha_interval(0.7233, 5, 40)
    assert found is not None
    half = 1.96 * math.sqrt(10 / (4 * 38))

    assert found.low == pytest.approx(1 - 0.2767 * math.exp(half))
    assert found.high == pytest.approx(1 - 0.2767 * math.exp(-half))


# What cannot be computed -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "figure",
    [
        item_rest([1, 1, 1], [3, 2, 1]),
        item_rest([], []),
        item_rest([1, 0], [2, 1]),  # the rest does not vary
        point_biserial([1, 1], [2, 1]),
        point_biserial([1, 0], [1, 1]),
        alpha([0.25], 0.25),
        alpha([], 0.0),
        alpha([0.0, 0.0], 0.0),
        fisher(0.5, 3),
        alpha_interval(0.5, 5, 2),
        alpha_interval(0.5, 1, 40),
        upper_lower({}),
        upper_lower({3: (40, 20.0)}),
    ],
)
def test_what_does_not_vary_is_not_computable(figure: object) -> None:
    assert figure is None


def test_what_agrees_wholly_has_an_interval_of_one_point() -> None:
    assert fisher(1.0, 20) == Interval(low=1.0, high=1.0)
    assert alpha_interval(1.0, 5, 20) == Interval(low=1.0, high=1.0)


# Upper and lower -------------------------------------------------------------------------------------------


def strata(item: list[int], totals: list[int]) -> dict[int, tuple[int, float]]:
    found: dict[int, list[int]] = defaultdict(list)
    for one, total in zip(item, totals, strict=True):
        found[total].append(one)
    return {total: (len(ones), float(sum(ones))) for total, ones in found.items()}


def test_the_groups_are_the_upper_and_lower_27_percent() -> None:
    groups = upper_lower(strata([0] * 73 + [1] * 27, list(range(100))))

    assert groups is not None
    assert (groups.upper, groups.lower, groups.size, groups.difference) == (1.0, 0.0, 27, 1.0)


def test_learners_with_one_total_share_the_place_that_is_left_in_a_group() -> None:
    # The upper group of ten has three; one stands alone at the top, and four share the other two places.
    groups = upper_lower({9: (1, 1.0), 5: (4, 2.0), 1: (5, 0.0)})

    assert groups is not None
    assert groups.upper == pytest.approx((1 + 2 * 0.5) / 3)
    assert groups.lower == 0


# Laws ------------------------------------------------------------------------------------------------------

SHARES = st.floats(min_value=0, max_value=1)
COUNTS = st.integers(min_value=1, max_value=100_000)
CLASSES = st.integers(min_value=2, max_value=5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(min_value=0, max_value=10_000), min_size=width, max_size=width),
        min_size=2,
        max_size=12,
    )
)


@given(share=SHARES, count=COUNTS)
def test_an_interval_of_a_share_holds_it_and_stays_within_0_and_1(share: float, count: int) -> None:
    found = wilson(share, count)

    assert 0 <= found.low <= share + 1e-12
    assert share - 1e-12 <= found.high <= 1


@given(share=SHARES, count=st.integers(min_value=1, max_value=5000))
def test_more_learners_never_widen_an_interval(share: float, count: int) -> None:
    few, many = wilson(share, count), wilson(share, count + 1)

    assert many.high - many.low <= few.high - few.low + 1e-12


@given(share=SHARES, count=COUNTS)
def test_the_interval_of_what_is_missed_mirrors_that_of_what_is_got(share: float, count: int) -> None:
    got, missed = wilson(share, count), wilson(1 - share, count)

    assert got.low == pytest.approx(1 - missed.high, abs=1e-9)


@given(rows=CLASSES)
def test_a_correlation_is_that_of_the_standard_library(rows: list[list[int]]) -> None:
    xs, ys = [row[0] for row in rows], [row[1] for row in rows]
    found = correlation(Sums.of(zip(xs, ys, strict=True)))

    if len(set(xs)) == 1 or len(set(ys)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(standard.correlation(xs, ys), abs=1e-9)


@given(rows=CLASSES)
def test_the_order_of_learners_changes_nothing(rows: list[list[int]]) -> None:
    def figures(some: list[list[int]]) -> list[float | None]:
        totals = [sum(row) for row in some]
        items = [list(column) for column in zip(*some, strict=True)]
        return [item_rest(item, totals) for item in items]

    assert figures(rows) == figures(rows[::-1])


@given(rows=CLASSES)
def test_alpha_is_at_most_1_and_so_is_its_interval(rows: list[list[int]]) -> None:
    items = [list(column) for column in zip(*rows, strict=True)]
    value = alpha([variance(item) for item in items], variance([sum(row) for row in rows]))

    if value is not None:
        held = alpha_interval(min(value, 1.0), len(items), len(rows))
        assert value <= 1 + 1e-9
        assert held is None or held.low <= min(value, 1) + 1e-9 <= held.high + 2e-9


@given(column=st.lists(st.integers(min_value=0, max_value=10), min_size=2, max_size=12, unique=True))
def test_items_that_say_the_same_have_an_alpha_of_1(column: list[int]) -> None:
    value = alpha([variance(column)] * 3, variance([3 * one for one in column]))

    assert value == pytest.approx(1)


@given(rows=CLASSES)
def test_an_item_taken_from_no_group_discriminates_between_minus_1_and_1(rows: list[list[int]]) -> None:
    item, totals = [row[0] // 5001 for row in rows], [sum(row) for row in rows]
    groups = upper_lower(strata(item, totals))

    if groups is not None:
        held = newcombe(groups.upper, groups.lower, groups.size)
        assert -1 <= held.low <= groups.difference + 1e-12
        assert groups.difference - 1e-12 <= held.high <= 1
