"""The form of a statement: a speaker, a hedge, a length; never what it says."""

import pytest

from course_checks.core.text import words
from course_checks.core.wording import doubt_in, form_of, has_content


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A spokesman said that nothing was planned.", "spokesman"),
        ("According to the paper, nothing was planned.", "according"),
        ("The captain DENIED it.", "denied"),
        ("Nothing was planned.", ""),
        ("They promised to leave.", ""),
        ("", ""),
    ],
)
def test_a_speaker_is_known_by_a_word_for_speaking(text: str, speaker: str) -> None:
    assert form_of(text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "hedge", "doubt"),
    [
        ("The ferry may leave.", "may", "may"),
        ("The ferry leaves in May 1905.", "", ""),
        ("The ferry leaves on 9 May.", "", ""),
        ("The ferry reportedly left.", "reportedly", "reportedly"),
        ("The ferry leaves, but not at noon.", "but", ""),
        ("Unless it rains, the ferry leaves.", "unless", ""),
        ("The ferry leaves.", "", ""),
    ],
)
def test_a_hedge_doubts_or_limits_and_a_month_does_neither(text: str, hedge: str, doubt: str) -> None:
    assert form_of(text).hedge == hedge
    assert doubt_in(text) == doubt


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("A sailor said that the ferry may leave.", True),
        ("A sailor said the ferry leaves at noon.", False),
        ("The ferry may leave at noon or later.", False),
        ("A sailor said maybe.", False),
        ("A sailor said that the ferry may leave" + " today" * 3, False),
        ("", False),
    ],
)
def test_a_guarded_wording_has_a_speaker_a_hedge_and_its_length(text: str, guarded: bool) -> None:  # noqa: FBT001
    assert form_of(text).holds(6, 10) is guarded


def test_the_form_is_told_in_words() -> None:
    told = form_of("A sailor said that the ferry may leave.").told(6, 10)

    assert told == "a speaker (“said”); a limit (“may”); 8 words; 6 to 10 are asked"


def test_what_the_form_lacks_is_told_with_an_example() -> None:
    told = form_of("Nothing").told(6, 10)

    assert told == (
        "no word for a speaker, such as said or according;"
        " no word that doubts or limits, such as may, if or but; 1 word; 6 to 10 are asked"
    )


@pytest.mark.parametrize(
    "phrase",
    [
        "on the other hand",
        "in part because of",
        "on the one hand",
        "in terms of what",
        "due to the fact that",
    ],
)
def test_phrases_that_join_are_made_of_words_that_join(phrase: str) -> None:
    assert not has_content(words(phrase))


@pytest.mark.parametrize(
    "word", ["need", "friendship", "probably", "arguably", "seems", "appears", "security"]
)
def test_a_word_that_says_something_is_none_of_them(word: str) -> None:
    assert has_content(words(f"on the other {word}"))
