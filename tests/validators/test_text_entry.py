"""A name, a number or a date: what is accepted, what is near, and what each is told."""

from typing import Literal

import pytest

from course_checks.core.library import Library
from course_checks.core.part import DateEntry, Domain, Entry, Number, Value
from course_checks.core.reading import read
from course_checks.core.spelling import EVERY
from course_checks.validators import load, text_entry
from course_checks.validators.text_entry import Accept, Ask

NAME = Ask(entry="name")
NAMES = Accept(
    accepted=("Anna-Lena Berg", "Árpád"),
    aliases={"Anna-Lena Berg": ("Frau Berg",), "Bruno": ("The Mate",)},
    near=("Bruno", "the harbour-master"),
)
NUMBER = Ask(entry="number", unit="ferries", high=99)
NUMBERS = Accept(accepted=("24..26", "40"), near=("23", "27..30"))
MONTH = Ask(entry="date", precision="month")
MONTHS = Accept(accepted=("1905-05", "June 1905"), near=("1905-04", "1906"))
DAY = Ask(entry="date", precision="day")
DAYS = Accept(accepted=("9 May 1905",), near=("1905-05-10",))
YEAR = Ask(entry="date", precision="year")
YEARS = Accept(accepted=("1905",), near=("1904",))


def seen(ask: Ask, accept: Accept, held: Value, library: Library | None = None) -> tuple[int, list[str]]:
    """The score, and the slips."""
    scored = text_entry.score(ask, accept, {"entry": held}, library or Library())
    assert scored.score is not None
    assert [mark.score for mark in scored.marks] == [scored.score]
    return int(scored.score), [slip.id for slip in scored.slips]


def why(ask: Ask, accept: Accept, held: Value) -> str:
    return "; ".join(text_entry.score(ask, accept, {"entry": held}).details)


# What is asked ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "label", "domain"),
    [
        (
            NAME,
            "Name (these make no difference: capitals, spaces, full stops, hyphens, accents)",
            Entry(),
        ),
        (Ask(entry="name", normalise=()), "Name, letter for letter", Entry()),
        (
            Ask(entry="name", normalise=("articles", "case")),
            "Name (these make no difference: capitals, an article before it)",
            Entry(),
        ),
        (NUMBER, "Number of ferries", Number(low=0, high=99)),
        (Ask(entry="number", low=1, high=6), "Number", Number(low=1, high=6)),
        (YEAR, "Year", DateEntry(precision="year")),
        (MONTH, "Month and year", DateEntry(precision="month")),
        (DAY, "Day, month and year", DateEntry(precision="day")),
    ],
)
def test_the_blank_says_what_makes_no_difference(ask: Ask, label: str, domain: Domain) -> None:
    (part,) = text_entry.parts(ask)

    assert (part.id, part.label, part.domain, part.scored) == ("entry", label, domain, True)


# Names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "Anna-Lena Berg",
        "anna-lena berg",
        "ANNA LENA BERG",
        "Anna-lena  Berg.",
        "“Anna‑Lena Berg”",
        "Ánna-Lena Berg",
        "Frau Berg",
        "frau berg",
        "Árpád",
        "Arpad",
        "A\u0301rpa\u0301d",
    ],
)
def test_a_name_is_accepted_in_every_form_that_makes_no_difference(typed: str) -> None:
    assert seen(NAME, NAMES, typed) == (1, [])
    assert why(NAME, NAMES, typed) == ""


@pytest.mark.parametrize(
    ("typed", "slips"),
    [
        pytest.param("Bruno", ["near"], id="listed as near"),
        pytest.param("the mate", ["near"], id="an alias of what is near"),
        pytest.param("Anna-Lena Borg", ["near"], id="a letter off"),
        pytest.param("Anna-Lena Bregg", ["near"], id="two letters off"),
        pytest.param("Arpat", ["near"], id="a letter off, accents looked past"),
        pytest.param("the Anna-Lena Berg", ["near"], id="an article, which makes a difference here"),
        pytest.param("Anna-Lena Bjorgen", [], id="three letters off"),
        pytest.param("Clara", [], id="another name"),
        pytest.param("Berg", [], id="half of it"),
        pytest.param("?", [], id="a mark"),
        pytest.param("—", [], id="a dash"),
    ],
)
def test_near_is_told_apart_from_right_and_from_nowhere_near(typed: str, slips: list[str]) -> None:
    assert seen(NAME, NAMES, typed) == (0, slips)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("anna-lena berg", "The letters are right. Here this matters too: capitals."),
        ("Anna Lena Berg", "The letters are right. Here this matters too: spaces, full stops, hyphens."),
        (
            "the ARPAD",
            "The letters are right. Here this matters too: capitals, accents, an article before it.",
        ),
        ("Anna-Lena Borg", "A letter or two away from an accepted answer. Is it the same name?"),
        ("Bruno", ""),
        ("Clara", ""),
    ],
)
def test_a_near_miss_is_told_why(typed: str, said: str) -> None:
    assert why(Ask(entry="name", normalise=()), NAMES, typed) == said


def test_letter_for_letter_means_so() -> None:
    strict = Ask(entry="name", normalise=())

    assert seen(strict, NAMES, "Anna-Lena Berg") == (1, [])
    assert seen(strict, NAMES, "anna-lena berg") == (0, ["near"])
    assert seen(strict, NAMES, "Arpad") == (0, ["near"])


def test_a_short_name_is_never_taken_for_a_misspelling() -> None:
    accept = Accept(accepted=("Oslo",))

    assert seen(NAME, accept, "Osla") == (0, [])
    assert seen(NAME, Accept(accepted=("Oslo",), near=("Osla",)), "osla") == (0, ["near"])


def test_a_name_of_the_courses_counts_in_every_spelling_that_the_course_knows() -> None:
    library = Library(
        aliases={"frau b": "Anna-Lena Berg", "mate bruno": "Bruno", "anna lena borg": "A. L. Borg"}
    )

    assert seen(NAME, NAMES, "Frau B.", library) == (1, [])
    assert seen(NAME, NAMES, "Mate Bruno", library) == (0, ["near"])


def test_another_known_name_is_no_misspelling() -> None:
    library = Library(aliases={"anna lena borg": "A. L. Borg"})

    assert seen(NAME, NAMES, "Anna-Lena Borg") == (0, ["near"])
    assert seen(NAME, NAMES, "Anna-Lena Borg", library) == (0, [])


# Numbers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "result"),
    [
        (24, (1, [])),
        (25, (1, [])),
        (26, (1, [])),
        (40, (1, [])),
        (23, (0, ["near"])),
        (27, (0, ["near"])),
        (30, (0, ["near"])),
        (31, (0, [])),
        (22, (0, [])),
        (41, (0, [])),
    ],
)
def test_a_number_is_accepted_alone_or_in_a_range_ends_included(
    number: int, result: tuple[int, list[str]]
) -> None:
    assert seen(NUMBER, NUMBERS, number) == result


# Dates -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "accept", "typed", "result"),
    [
        (MONTH, MONTHS, "May 1905", (1, [])),
        (MONTH, MONTHS, "1905-06", (1, [])),
        (MONTH, MONTHS, "9 May 1905", (1, [])),
        (MONTH, MONTHS, "1905", (0, ["less-exact"])),
        (MONTH, MONTHS, "April 1905", (0, ["near"])),
        (MONTH, MONTHS, "30 April 1905", (0, ["near"])),
        (MONTH, MONTHS, "May 1906", (0, ["near"])),
        (MONTH, MONTHS, "1906", (0, ["near"])),
        (MONTH, MONTHS, "July 1905", (0, [])),
        (MONTH, MONTHS, "1907", (0, [])),
        (DAY, DAYS, "May 9, 1905", (1, [])),
        (DAY, DAYS, "May 1905", (0, ["less-exact"])),
        (DAY, DAYS, "1905", (0, ["less-exact"])),
        (DAY, DAYS, "10 May 1905", (0, ["near"])),
        (DAY, DAYS, "8 May 1905", (0, [])),
        (YEAR, YEARS, "1905", (1, [])),
        (YEAR, YEARS, "May 1905", (1, [])),
        (YEAR, YEARS, "1904", (0, ["near"])),
        (YEAR, YEARS, "1906", (0, [])),
    ],
)
def test_a_date_is_looked_at_as_exactly_as_it_is_asked_for(
    ask: Ask, accept: Accept, typed: str, result: tuple[int, list[str]]
) -> None:
    (part,) = text_entry.parts(ask)
    held = read(part, typed, Library())

    assert isinstance(held, str)
    assert seen(ask, accept, held) == result


def test_what_was_not_looked_at_and_what_is_missing_are_said() -> None:
    assert why(MONTH, MONTHS, "1905-05") == ""
    assert why(MONTH, MONTHS, "1905-05-09") == "The month was asked for, and only that was looked at."
    assert why(MONTH, MONTHS, "1905") == "This gives the year. The month is asked for."
    assert why(DAY, DAYS, "1905-05") == "This gives the month. The day is asked for."


# What is said ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "accept", "held", "tally"),
    [
        (NAME, NAMES, "Frau Berg", "Your answer is accepted."),
        (NAME, NAMES, "Bruno", "Near, and not the accepted answer yet."),
        (NAME, NAMES, "Clara", "Not the accepted answer yet."),
        (NUMBER, NUMBERS, 23, "Near, and not the accepted answer yet."),
        (MONTH, MONTHS, "1905", "Right as far as it goes, and not exact enough yet."),
    ],
)
def test_the_tally_names_one_of_four_states(ask: Ask, accept: Accept, held: Value, tally: str) -> None:
    assert text_entry.score(ask, accept, {"entry": held}).tally == tally


@pytest.mark.parametrize(
    ("ask", "accept", "model", "also"),
    [
        (NAME, NAMES, "Anna-Lena Berg", ("Frau Berg", "Árpád")),
        (NUMBER, NUMBERS, "24", ("25", "26", "40")),
        (NUMBER, Accept(accepted=("10..30",), near=("9",)), "10", ("any number up to 30",)),
        (NUMBER, Accept(accepted=("7",), near=("8",)), "7", ()),
        (MONTH, MONTHS, "1905-05", ("1905-06",)),
        (DAY, DAYS, "1905-05-09", ()),
    ],
)
def test_the_model_comes_first_and_the_rest_beside_it(
    ask: Ask, accept: Accept, model: str, also: tuple[str, ...]
) -> None:
    assert text_entry.model(ask, accept) == {"entry": model}
    assert text_entry.also(ask, accept) == ({"entry": also} if also else {})
    assert load("text-entry").everything(ask) is None


def test_it_says_why_it_accepts_what_is_not_the_model() -> None:
    reason = "listed under accepted, or the same as one listed there"

    assert text_entry.accepts(NAME, NAMES, "entry", {"entry": "frau berg"}) == reason
    assert text_entry.accepts(NUMBER, NUMBERS, "entry", {"entry": 25}) == reason
    assert text_entry.accepts(MONTH, MONTHS, "entry", {"entry": "1905-05-09"}) == reason
    assert text_entry.accepts(NAME, NAMES, "entry", {"entry": "Bruno"}) == ""
    assert text_entry.accepts(NAME, NAMES, "entry", {}) == ""
    assert text_entry.accepts(NAME, NAMES, "reason", {"entry": "frau berg"}) == ""


@pytest.mark.parametrize(
    ("held", "value", "shown"),
    [
        (3, "3", True),
        (3, "2..4", True),
        (3, "4", False),
        (3, "1905", False),
        ("1905-05", "1905-05", True),
        ("1905-05", "May 1905", True),
        ("1905-05-09", "1905", True),
        ("1905", "1905-05", False),
        ("Anna-Lena", "anna lena", True),
        ("Anna-Lena", "Anna", False),
        (("P1",), "P1", False),
    ],
)
def test_a_slip_is_shown_by_a_value_in_whatever_form(held: Value, value: str, shown: bool) -> None:  # noqa: FBT001
    assert text_entry.shows("entry", value, {"entry": held}) is shown
    assert text_entry.shows("reason", value, {"entry": held}) is False


# Authors ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "slips"),
    [(NAME, ("near",)), (NUMBER, ("near",)), (YEAR, ("near",)), (MONTH, ("near", "less-exact"))],
)
def test_the_slips_it_knows(ask: Ask, slips: tuple[str, ...]) -> None:
    assert text_entry.own_slips(ask) == slips
    assert text_entry.wants_slips(ask, NAMES) == ()


@pytest.mark.parametrize(
    ("ask", "accept", "faults"),
    [
        (NAME, NAMES, []),
        (NUMBER, NUMBERS, []),
        (MONTH, MONTHS, []),
        (DAY, DAYS, []),
        (NAME, Accept(accepted=()), ["no value is accepted"]),
        (NAME, Accept(accepted=("—",)), ["'—' has no letter"]),
        (NAME, Accept(accepted=("Anna",), near=("anna",)), ["'anna' is accepted"]),
        (
            NAME,
            Accept(accepted=("Anna",), aliases={"Ana": ("A.",)}),
            ["'Ana' is not a name under accepted or near"],
        ),
        (NUMBER, Accept(accepted=("two",), near=("1",)), ["'two' is not a number"]),
        (NUMBER, Accept(accepted=("5..2",), near=("1",)), ["'5..2' is not a number"]),
        (NUMBER, Accept(accepted=("98..100",), near=("1",)), ["'98..100' is out of range"]),
        (NUMBER, Accept(accepted=("2",), near=("2",)), ["'2' is accepted"]),
        (NUMBER, Accept(accepted=("2",)), ["no near miss is listed"]),
        (
            NUMBER,
            Accept(accepted=("2",), near=("3",), aliases={"2": ("two",)}),
            ["'2' is not a name under accepted or near"],
        ),
        (
            Ask(entry="number", low=5, high=5),
            Accept(accepted=("5",), near=("4",)),
            ["'4' is out of range", "5 is not below 5"],
        ),
        (MONTH, Accept(accepted=("9/5/1905",), near=("1904",)), ["'9/5/1905' is not a date"]),
        (MONTH, Accept(accepted=("1905",), near=("1904",)), ["'1905' is not a month"]),
        (DAY, Accept(accepted=("May 1905",), near=("1904",)), ["'May 1905' is not a day"]),
        (YEAR, Accept(accepted=("1905",), near=("May 1905",)), ["'May 1905' is accepted"]),
        (MONTH, Accept(accepted=("1905-05",)), ["no near miss is listed"]),
    ],
)
def test_an_authors_mistakes_are_all_named(ask: Ask, accept: Accept, faults: list[str]) -> None:
    assert [problem for _, problem, _ in text_entry.faults(ask, accept)] == faults


@pytest.mark.parametrize("precision", ["year", "month", "day"])
def test_every_precision_and_every_normaliser_can_be_asked(
    precision: Literal["year", "month", "day"],
) -> None:
    assert text_entry.parts(Ask(entry="date", precision=precision))
    assert text_entry.parts(Ask(entry="name", normalise=EVERY))[0].label.endswith("an article before it)")
