"""Dates as people write them: as exact as they are, and never another day than was meant."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.core.dates import PRECISIONS, covers, precision, read_date, spoken
from tests.properties.cases import ANYTHING

MONTHS = "January February March April May June July August September October November December".split()
DAYS = st.dates(min_value=date(1000, 1, 1))


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2006", "2006"),
        ("in 2006.", "2006"),
        ("2006-10", "2006-10"),
        ("2006-9", "2006-09"),
        ("October 2006", "2006-10"),
        ("oct 2006", "2006-10"),
        ("Oct. 2006", "2006-10"),
        ("Sept. 2005", "2005-09"),
        ("OCTOBER, 2006", "2006-10"),
        ("2006 October", "2006-10"),
        ("in October of 2006", "2006-10"),
        ("May 1905", "1905-05"),
        ("2006-10-09", "2006-10-09"),
        ("2006-10-9", "2006-10-09"),
        ("9 October 2006", "2006-10-09"),
        ("9th October 2006", "2006-10-09"),
        ("the 9th of October 2006", "2006-10-09"),
        ("October 9, 2006", "2006-10-09"),
        ("October 9th, 2006", "2006-10-09"),
        ("October\u00a09,\u202f2006", "2006-10-09"),
        ("  9   OCT   2006  ", "2006-10-09"),
        ("９ October ２００６", "2006-10-09"),
        ("29 February 2004", "2004-02-29"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(typed: str, iso: str) -> None:
    assert read_date(typed) == iso


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("9/10/2006", id="half the world reads another day"),
        pytest.param("09.10.2006", id="the same with stops"),
        pytest.param("10/2006", id="figures alone, with a stroke"),
        pytest.param("9 10 2006", id="figures alone"),
        pytest.param("9 October", id="no year"),
        pytest.param("October", id="a month alone"),
        pytest.param("9 2006", id="a day and a year without a month"),
        pytest.param("'06", id="a year cut short"),
        pytest.param("20061", id="five figures"),
        pytest.param("Ju 2003", id="June or July"),
        pytest.param("Ma 2003", id="March or May"),
        pytest.param("early 2003", id="a part of a year"),
        pytest.param("2003 or 2004", id="two years"),
        pytest.param("October or November 2002", id="two months"),
        pytest.param("9 and 10 October 2006", id="two days"),
        pytest.param("October 2002 to 2003", id="a span"),
        pytest.param("2006-13", id="no such month"),
        pytest.param("2006-00", id="month nought"),
        pytest.param("30 February 2006", id="no such day"),
        pytest.param("29 February 2006", id="no leap year"),
        pytest.param("0 October 2006", id="day nought"),
        pytest.param("2006-10-00", id="day nought in figures"),
        pytest.param("0000", id="year nought"),
        pytest.param("", id="nothing"),
        pytest.param("-", id="a dash"),
        pytest.param("the", id="a filler alone"),
        pytest.param("last autumn", id="no figure at all"),
    ],
)
def test_what_names_no_one_date_is_not_read(typed: str) -> None:
    assert read_date(typed) is None


@given(day=DAYS)
def test_a_day_is_the_same_in_every_way_to_write_it(day: date) -> None:
    month, year = MONTHS[day.month - 1], f"{day.year:04}"

    for written in (
        day.isoformat(),
        f"{day.day} {month} {year}",
        f"{month} {day.day}, {year}",
        f"the {day.day}th of {month.upper()}, {year}",
        f"{day.day} {month[:3].lower()}. {year}",
    ):
        assert read_date(written) == day.isoformat()


@given(day=DAYS)
def test_a_month_and_a_year_stay_what_they_are(day: date) -> None:
    assert read_date(f"{MONTHS[day.month - 1]} {day.year}") == day.isoformat()[:7]
    assert read_date(str(day.year)) == day.isoformat()[:4]


@given(text=ANYTHING)
def test_whatever_is_read_is_read_again_as_itself(text: str) -> None:
    found = read_date(text)

    assert found is None or read_date(found) == found


def test_a_date_knows_how_exact_it_is() -> None:
    assert tuple(map(precision, ("2006", "2006-10", "2006-10-09"))) == PRECISIONS


@pytest.mark.parametrize(
    ("iso", "said"), [("2006", "2006"), ("2006-10", "October 2006"), ("2006-10-09", "9 October 2006")]
)
def test_a_date_is_said_as_the_course_writes_dates(iso: str, said: str) -> None:
    assert spoken(iso) == said
    assert read_date(said) == iso


@pytest.mark.parametrize(
    ("whole", "iso", "inside"),
    [
        ("2006", "2006-10-09", True),
        ("2006-10", "2006-10-09", True),
        ("2006-10-09", "2006-10-09", True),
        ("2006-10-09", "2006-10", False),
        ("2006-10", "2006", False),
        ("2006-1", "2006-10", False),
        ("2006-11", "2006-10-09", False),
    ],
)
def test_a_day_lies_in_its_month_and_a_month_in_its_year(whole: str, iso: str, inside: bool) -> None:  # noqa: FBT001
    assert covers(whole, iso) is inside


@given(day=DAYS.filter(lambda day: day.year < 9999))
def test_the_next_day_lies_in_no_other_day(day: date) -> None:
    assert not covers(day.isoformat(), (day + timedelta(days=1)).isoformat())
