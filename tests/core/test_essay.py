"""A text taken apart: sentences, citations in brackets, words in quotation marks."""

import time

import pytest

from course_checks.core.essay import take_apart
from course_checks.core.library import Library

LIBRARY = Library(index={"S9": (), "S19": (), "Z7": (), "P0P": ()})


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in take_apart(text, LIBRARY).sentences]


def cites(text: str, cards: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    return [sentence.cites for sentence in take_apart(text, LIBRARY, cards).sentences]


def quoted(text: str) -> list[str]:
    return [quote for sentence in take_apart(text, LIBRARY).sentences for quote in sentence.quoted]


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("One ferry. Two boats! Three?", ["One ferry.", "Two boats!", "Three?"]),
        ("One ferry\nin two lines. And on.", ["One ferry in two lines.", "And on."]),
        ("A heading\n\nand a paragraph", ["A heading", "and a paragraph"]),
        ("The U.S. Navy left. It is gone.", ["The U.S. Navy left.", "It is gone."]),
        ("Dr. Berg and J. N. Dahl stayed.", ["Dr. Berg and J. N. Dahl stayed."]),
        ("It left, at 5 p.m. or so.", ["It left, at 5 p.m. or so."]),
        ("It is so [S9]. It is not.", ["It is so.", "It is not."]),
        ("It is so. [S9] It is not.", ["It is so.", "It is not."]),
        ("He said “no.” [S9] She left.", ["He said “no.”", "She left."]),
        ("He said “no. Never.” and left.", ["He said “no. Never.” and left."]),
        ("... so it was. ... And is.", ["... so it was.", "... And is."]),
        ("", []),
        (". . ! ?", []),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_would_end_them(text: str, parted: list[str]) -> None:
    assert sentences(text) == parted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("So it is [S9].", [("S9",)]),
        ("So it is. [S9]", [("S9",)]),
        ("So it is [s9, Z7; S19 and X4].", [("s9", "Z7", "S19", "X4")]),
        ("So it is [S 9], and so [S9] again.", [("S9",)]),
        ("So it is [P0P].", [("P0P",)]),
        ("So it is (S9), and (H3), and (G8).", [("S9",)]),
        ("So [sic] it [...] is [no 3] (no 3).", [()]),
        ("So it is ［Ｓ９］.", [("S9",)]),
        ("[S9]", [("S9",)]),
    ],
)
def test_citations_are_read_in_brackets(text: str, found: list[tuple[str, ...]]) -> None:
    assert cites(text) == found


def test_round_brackets_cite_what_is_known_cards_among_it() -> None:
    assert cites("So it is (h3).", cards=("H3",)) == [("h3",)]


def test_the_longest_row_of_citations_is_kept() -> None:
    (sentence,) = take_apart("So [S9] [S19], [Z7] it is [S9, S19].", LIBRARY).sentences

    assert sentence.row == ("S9", "S19", "Z7")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said “so it is”, and "so it was".', ["so it is", "so it was"]),
        (
            "He said 'the ferry's late', ‘the boat’s late’ and «no».",
            ["no", "the ferry's late", "the boat’s late"],
        ),
        ("The captains' and the mates' boats don't leave.", []),
        ("It was a “very [new] old” boat.", ["very … old"]),
        ("It was “old [S9]”.", ["old …"]),
        ("“One.” “Two!” Three.", ["One.", "Two!"]),
    ],
)
def test_quoted_words_are_read_in_any_marks(text: str, found: list[str]) -> None:
    assert sorted(quoted(text)) == sorted(found)


def test_what_is_ones_own_stands_outside_the_marks() -> None:
    (sentence,) = take_apart("He said “so it is” [S9] and left.", LIBRARY).sentences

    assert [own.strip() for own in sentence.own] == ["He said", "and left."]


def test_a_mark_without_a_partner_is_told_with_its_paragraph() -> None:
    assert take_apart("All “well”.\n\nHe said “so it is.", LIBRARY).unpaired == ("He said “so it is.",)


PIECES = [
    "'a ",
    '"',
    "[S9] ",
    ". ",
    "‘a’b ",
    "(",
    "'",
    "[S9 ",
    "x",
    "A. ",
    "“. ",
    "\n\n",
    "\n \n",
    "a’",
    "[",
    "“”",
    "S 9 ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (64 * 1024 // len(piece))
    start = time.process_time()
    take_apart(text, LIBRARY)

    assert time.process_time() - start < 2, "it should be a tenth of this; the square of it would be minutes"
