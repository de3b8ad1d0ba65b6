"""What makes no difference to a name, one thing at a time, and what is nearly a name."""

import time

import pytest
from hypothesis import example, given

from course_checks.core.spelling import EVERY, NORMALISERS, Normaliser, nearly, normalised, same, telling
from tests.properties.cases import ANYTHING


@pytest.mark.parametrize(
    ("normaliser", "one", "other"),
    [
        ("case", "Anna Berg", "anna BERG"),
        ("case", "Groß", "GROSS"),
        ("spaces", "Anna-Lena Berg", "Anna Lena Berg"),
        ("spaces", "Anna-Lena", "AnnaLena"),
        ("spaces", "U.S.", "US"),
        ("accents", "Árpád", "Arpad"),
        ("articles", "The Harbour Times", "Harbour Times"),
        ("articles", "an ferry", "a ferry"),
    ],
)
def test_each_normaliser_looks_past_one_thing(normaliser: Normaliser, one: str, other: str) -> None:
    others = tuple(name for name in EVERY if name != normaliser)

    assert same(one, other, (normaliser,))
    assert not same(one, other, ())
    assert not same(one, other, others)
    assert telling(one, other, others) == (normaliser,)


@pytest.mark.parametrize(
    "typed",
    [
        "“Anna Berg”",
        "Anna  Berg.",
        "Anna Berg",
        "\tAnna\u00a0Berg",
        "An\u00adna Berg",
        "(Anna Berg)",
        "Аnna Berg",
        "Ａnna Berg",
    ],
)
def test_marks_around_a_name_and_what_cannot_be_seen_never_count(typed: str) -> None:
    assert normalised(typed, ()) == "Anna Berg"


def test_dashes_apostrophes_and_composed_letters_have_one_form() -> None:
    assert normalised("A\u0301rpad", ()) == "Árpad"
    assert normalised("Anna\u2011Lena O\u2019Hara", ()) == "Anna-Lena O'Hara"


def test_an_article_is_passed_over_only_before_a_name() -> None:
    assert normalised("The", ("articles",)) == "The"
    assert normalised("Theodor", ("articles",)) == "Theodor"
    assert normalised("Over the Harbour", ("articles",)) == "Over the Harbour"
    assert normalised("the The Harbour", ("articles",)) == "The Harbour"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("anna-lena", ("case",)),
        ("AnnaLena", ("spaces",)),
        ("Änna-Lena", ("accents",)),
        ("the Anna-Lena", ("articles",)),
        ("the anna lena", ("case", "spaces", "articles")),
        ("Anna-Lena", ()),
        ("Bruno", ()),
    ],
)
def test_it_tells_what_keeps_two_spellings_apart(typed: str, told: tuple[Normaliser, ...]) -> None:
    assert telling(typed, "Anna-Lena", ()) == told


def test_what_is_looked_past_already_keeps_nothing_apart() -> None:
    assert telling("anna-lena", "Anna-Lena", ("case",)) == ()
    assert telling("anna lena", "Anna-Lena", ("case",)) == ("spaces",)


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("Harbour", "Harbor", True),
        ("Harbour", "harbuor", True),
        ("Harbour", "Harbour", False),
        ("harbour", "HARBOUR", False),
        ("Harbour", "Barber", False),
        ("Anna", "Anno", False),
        ("Berg", "Bergen", False),
        ("North Quay", "South Quay", True),
    ],
)
def test_a_letter_or_two_is_near_if_the_name_is_long_enough(one: str, other: str, close: bool) -> None:  # noqa: FBT001
    assert nearly(one, other) is close
    assert nearly(other, one) is close


def test_every_normaliser_has_words_for_the_learner() -> None:
    assert tuple(NORMALISERS) == EVERY
    assert all(NORMALISERS.values())


@given(text=ANYTHING)
@example(text="|\u00b8")
@example(text="\u0405\u00b8")
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    for how in ((), ("case",), ("spaces",), ("accents",), ("case", "spaces", "accents")):
        once = normalised(text, how)
        assert normalised(once, how) == once


def test_a_text_of_any_length_is_turned_away_at_once() -> None:
    started = time.perf_counter()
    nearly("x" * 64_000, "Harbour")
    normalised(" - . " * 13_000, EVERY)

    assert time.perf_counter() - started < 5  # letter by letter it would take minutes
