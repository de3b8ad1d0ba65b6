"""Names: known however they are spelt, forgiven two letters, and many words for nobody."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.core.names import (
    CLOSEST,
    SHORTEST_MISSPELT,
    UNNAMED,
    canonical,
    distance,
    letters_apart,
    misspelt,
    spelt,
    with_known,
)
from course_checks.core.text import squeeze

HARBOUR = {
    "anna berg": "Anna Berg",
    "berg": "Anna Berg",
    "harbour times": "Harbour Times",
    "the gull": "The Gull",
    "keeper of the light": "keeper of the light",
}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Anna Berg", "Anna Berg"),
        ("anna  BERG", "Anna Berg"),
        ("Berg", "Anna Berg"),
        ("Berg’s", "Anna Berg"),
        ("Berg (Harbour Office)", "Anna Berg"),
        ("Berg (Harbour Office", "Anna Berg"),
        ("Harbour-Times", "Harbour Times"),
        ("the Harbour Times", "Harbour Times"),
        ("a keeper of the light", "keeper of the light"),
        ("The Gull", "The Gull"),
        ("an unnamed keeper of the light", "keeper of the light"),
        ("Lund", None),
        ("🙂", None),
        ("", None),
    ],
)
def test_a_name_is_known_by_any_of_its_spellings(typed: str, name: str | None) -> None:
    assert spelt(typed, HARBOUR) == name


@pytest.mark.parametrize(
    "typed",
    [
        "unnamed",
        "Unnamed.",
        "?",
        "(?)",
        "not named",
        "unknown",
        "anonymous",
        "somebody",
        "a source",
        "the source",
        "an unnamed source",
        "unnamed official",
        "(unnamed)",
        "someone at the harbour",
        "anonymous letter",
    ],
)
def test_there_are_many_words_for_nobody(typed: str) -> None:
    assert spelt(typed, HARBOUR) == UNNAMED
    assert canonical(typed, {}) == UNNAMED


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Anna Burg", "Anna Berg"),
        ("Ana Brg", "Anna Berg"),
        ("Harbor Times", "Harbour Times"),
        ("Harbuor Times", "Harbour Times"),
        ("Harber Times", "Harbour Times"),
        ("Harbr Tmes", None),
        ("Harbour", None),
        ("Brg", None),
        ("Burg", None),
        ("keper of the lihgt", None),
        ("the keeper of teh light", "keeper of the light"),
    ],
)
def test_a_name_of_five_letters_is_forgiven_two(typed: str, name: str | None) -> None:
    """Berg has four letters: Burg may be somebody else."""
    assert misspelt(typed, HARBOUR) == name


def test_a_name_as_near_to_two_others_is_neither() -> None:
    assert misspelt("Lunda", with_known({}, ("Lundy", "Lunde"))) is None
    assert canonical("Lunda", with_known({}, ("Lundy", "Lunde"))) == "Lunda"


def test_the_nearest_of_several_is_meant() -> None:
    """North and south are two letters apart."""
    harbours = with_known({}, ("North Harbour", "South Harbour"))

    assert misspelt("Nort Harbour", harbours) == "North Harbour"
    assert canonical("South Harbour", harbours) == "South Harbour"


def test_an_alias_comes_before_a_known_name() -> None:
    assert canonical("the mate", with_known({"mate": "Bruno"}, ("mate",))) == "Bruno"
    assert canonical("mate", with_known({}, ("Mate",))) == "Mate"
    assert canonical("Lund", {}) == "Lund"


@given(st.text(max_size=20))
def test_no_text_whatever_raises(typed: str) -> None:
    assert canonical(typed, HARBOUR) in {*HARBOUR.values(), UNNAMED, typed}


@given(st.sampled_from(sorted(HARBOUR)))
def test_a_spelling_is_never_taken_for_a_misspelling_of_another(spelling: str) -> None:
    assert squeeze(spelling) == spelling
    assert canonical(spelling, HARBOUR) == HARBOUR[spelling]


@pytest.mark.parametrize(
    "text",
    [
        " " * 65_536,
        "-" * 65_536,
        "(" * 65_536,
        "a" * 65_536,
        "a." * 32_768,
        " x" * 32_768,
        "unnamed " * 8_192,
    ],
)
def test_64_kilobytes_of_anything_are_answered_at_once(text: str) -> None:
    """The time a text takes grows with its length, not with its square: that would be minutes here."""
    begun = time.process_time()
    canonical(text, HARBOUR)

    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [("", "", 0), ("berg", "berg", 0), ("berg", "burg", 1), ("", "berg", 4), ("kitten", "sitting", 3)],
)
def test_the_distance_is_counted_in_letters(one: str, other: str, letters: int) -> None:
    assert distance(one, other) == distance(other, one) == letters


NEARLY = st.text("abc", max_size=9)


@given(NEARLY, NEARLY)
def test_names_are_told_apart_by_their_distance_whatever_is_looked_at_first(one: str, other: str) -> None:
    long_enough = min(len(one), len(other)) >= SHORTEST_MISSPELT
    apart = distance(one, other)

    assert letters_apart(one, other) == (apart if long_enough and apart <= CLOSEST else None)
