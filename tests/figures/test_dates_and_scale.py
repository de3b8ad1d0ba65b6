"""Dates are as precise as they are known, and the scale leaves no day out."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.figures.dates import in_words, read_moment, span_in_words
from course_checks.figures.scale import Pace, make_scale

SCALE = make_scale(
    date(1950, 1, 1),
    (
        Pace(end=date(2002, 7, 1), unit="decades", fixed=140),
        Pace(end=date(2006, 10, 1), unit="years", yearly=80),
        Pace(end=date(2006, 11, 1), unit="days", fixed=180),
        Pace(end=date(2009, 8, 1), unit="years", yearly=80),
    ),
    origin=12,
    gap=9,
)


@pytest.mark.parametrize(
    ("text", "words"), [("1961", "1961"), ("2003-04", "April 2003"), ("1961-07-11", "11 July 1961")]
)
def test_a_date_is_said_as_precisely_as_it_is_written(text: str, words: str) -> None:
    assert in_words(read_moment(text)) == words
    assert read_moment(text).iso == text


@pytest.mark.parametrize(
    "text", ["", "61", "2003-13", "2003-04-31", "April 2003", "2003-4", "2003-04-01x", "٢٠٠٣"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_moment(text)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2004-02-25", "2004-02-28", "25–28 February 2004"),
        ("2005-07-26", "2005-08-07", "26 July – 7 August 2005"),
        ("1950-10", "1953-07", "October 1950 – July 1953"),
        ("1966", "1969", "1966–1969"),
    ],
)
def test_a_span_says_nothing_twice(start: str, end: str, words: str) -> None:
    assert span_in_words(read_moment(start), read_moment(end)) == words


def test_each_stretch_begins_on_the_day_on_which_the_one_before_ends() -> None:
    assert [before.end for before in SCALE.stretches[:-1]] == [after.start for after in SCALE.stretches[1:]]


def test_every_change_of_pace_leaves_a_gap() -> None:
    assert [round(end - start, 6) for start, end in SCALE.breaks] == [9, 9, 9]


@given(st.lists(st.dates(date(1950, 1, 1), date(2009, 7, 31)), min_size=2, max_size=20, unique=True))
def test_a_later_day_always_stands_further_on(days: list[date]) -> None:
    positions = [SCALE.position(day) for day in sorted(days)]

    assert all(one < other for one, other in pairwise(positions))


@given(st.integers(0, len(SCALE.stretches) - 1), st.data())
def test_within_a_stretch_equal_times_take_equal_room(index: int, data: st.DataObject) -> None:
    stretch = SCALE.stretches[index]
    days = (stretch.end - stretch.start).days - 2
    first, second = (stretch.start + timedelta(days=data.draw(st.integers(0, days))) for _ in "ab")
    day = timedelta(days=1)

    one, other = (SCALE.position(at + day) - SCALE.position(at) for at in (first, second))
    assert one == pytest.approx(other)
