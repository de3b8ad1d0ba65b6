"""Text as people type it, folded to one form, shown safely, and compared kindly."""

import unicodedata

import pytest
from hypothesis import given

from course_checks.core import text
from tests.properties.cases import ANYTHING


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("The Ferry LEFT.", ("the", "ferry", "left"), id="case and a stop do not matter"),
        pytest.param("mail-boat", ("mail", "boat"), id="a hyphen parts words"),
        pytest.param("mail\u2011boat", ("mail", "boat"), id="a hyphen that does not break parts words"),
        pytest.param("mail\u2013boat \u2014 slow \u2015 old", ("mail", "boat", "slow", "old"), id="any dash"),
        pytest.param("mail\u2212boat", ("mail", "boat"), id="a minus sign for a hyphen"),
        pytest.param("the\u00a0ferry\u202fleft", ("the", "ferry", "left"), id="spaces that do not break"),
        pytest.param("mail\u00adboat", ("mailboat",), id="a soft hyphen is not there"),
        pytest.param("\ufefffer\u200bry\u2060", ("ferry",), id="characters of no width are not there"),
        pytest.param("ferry\u202elamp", ("ferrylamp",), id="a mark that turns the line is not there"),
        pytest.param("ferry\ufe0f s\ufe0fea", ("ferry", "sea"), id="a variation selector is not there"),
        pytest.param(
            "the\rferry\x0bleft\x0cat\x85noon", ("the", "ferry", "left", "at", "noon"), id="line ends"
        ),
        pytest.param("the\u2028ferry\u2029left", ("the", "ferry", "left"), id="line ends of Unicode"),
        pytest.param("the harbour’s pier", ("the", "harbour", "pier"), id="a possessive is its name"),
        pytest.param("the harbour\uff07s pier", ("the", "harbour", "pier"), id="a full-width apostrophe"),
        pytest.param(
            "‘old’ “pier” 'or' \"mole\"", ("old", "pier", "or", "mole"), id="quotation marks are no words"
        ),
        pytest.param("the U.S. pier", ("the", "us", "pier"), id="an abbreviation is one word"),
        pytest.param("in the U.S", ("in", "the", "us"), id="an abbreviation that lost its last stop"),
        pytest.param("U.S.-led", ("us", "led"), id="an abbreviation before a hyphen"),
        pytest.param(
            "at 3.5 and 12.30", ("at", "3", "5", "and", "12", "30"), id="numbers are no abbreviations"
        ),
        pytest.param("café naïve", ("cafe", "naive"), id="accents"),
        pytest.param("cafe\u0301", ("cafe",), id="accents typed on their own"),
        pytest.param("ﬁrst", ("first",), id="a ligature"),
        pytest.param("Ｆｅｒｒｙ", ("ferry",), id="full-width letters"),
        pytest.param("it isn’t so", ("it", "isn't", "so"), id="a curly apostrophe"),
        pytest.param("Acme™", ("acmetm",), id="a sign that hides capitals"),
        pytest.param("i.e.the ferry", ("ie", "the", "ferry"), id="a space left out after an abbreviation"),
        pytest.param("snake_case", ("snake", "case"), id="an underscore is no letter"),
        pytest.param("… – !?", (), id="nothing but marks"),
    ],
)
def test_words_are_what_is_left_when_typing_does_not_matter(typed: str, expected: tuple[str, ...]) -> None:
    assert text.words(typed) == expected


def test_a_lone_half_of_a_pair_of_code_units_does_no_harm() -> None:
    assert text.words("fer\ud800ry") == ("ferry",)
    assert text.shown("fer\ud800ry") == "fer ry"


@pytest.mark.parametrize(
    ("markup", "read"),
    [
        ("{passage}`S19` says it", "S19 says it"),
        ("{ref}`the second unit <u02>`", "the second unit"),
        ("[the list](names.md) of names", "the list of names"),
        ("**two** *words*, `code`, __more__", "two words, code, more"),
        ("snake_case and 2 * 3 stay", "snake_case and 2 * 3 stay"),
        ("  spaces\n and lines  ", "spaces and lines"),
    ],
)
def test_plain_text_is_what_would_be_read_aloud(markup: str, read: str) -> None:
    assert text.plain(markup) == read


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a\nb\tc", "a b c"),
        ("\x1b[31mred", "[31mred"),
        ("evil\u202etxt", "evil txt"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        ("\u200b\ufeff\x00", ""),
    ],
)
def test_what_is_shown_is_one_short_line_that_no_terminal_obeys(typed: str, expected: str) -> None:
    assert text.shown(typed) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("S91", ("S9", "S19")),
        ("s91", ("S9", "S19")),
        ("S32", ("S3", "S23")),
        ("Z17", ("Z1",)),
        ("19S", ("S19",)),
        ("\u0405\uff19\uff11", ("S9", "S19")),
        ("lighthouse", ()),
    ],
)
def test_a_passage_that_is_not_there_brings_up_to_two_that_were_meant(
    typed: str, meant: tuple[str, ...]
) -> None:
    known = (*(f"S{n}" for n in range(1, 32)), *(f"Z{n}" for n in range(1, 17)))

    assert text.nearest_id(typed, known) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("site oner", ("site owner",)),
        ("SITE-OWNER", ("site owner",)),
        ("!!", ()),
        ("", ()),
        ("zzz", ()),
    ],
)
def test_the_nearest_name_is_found_by_its_words_and_nothing_is_near_to_nothing(
    typed: str, meant: tuple[str, ...]
) -> None:
    assert text.nearest(typed, ("site owner", "author", "?")) == meant


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("\u0405\u041c1", "SM1"),
        ("\u0391\u0412", "AB"),
        ("Ｓ１９", "S19"),
        ("S\u200b9\ufeff", "S9"),
        ("✔\ufe0f", "✔"),
        ("a\u00a0b", "a b"),
    ],
)
def test_letters_that_only_look_latin_become_latin(typed: str, expected: str) -> None:
    assert text.unmask(typed) == expected


@pytest.mark.parametrize(
    ("names", "said"),
    [((), ""), (("a",), "a"), (("a", "b"), "a or b"), (("a", "b", "c"), "a, b or c")],
)
def test_names_are_joined_as_one_says_them(names: tuple[str, ...], said: str) -> None:
    assert text.one_of(names) == said


@pytest.mark.parametrize(
    ("typed", "blank"),
    [
        ("", True),
        (" \r\n\t\u00a0\u3000", True),
        ("\u200b\ufeff\u00ad\u202e\0", True),
        (".", False),
        (" a ", False),
    ],
)
def test_blank_is_what_cannot_be_seen(typed: str, blank: bool) -> None:  # noqa: FBT001
    assert text.is_blank(typed) is blank


@pytest.mark.parametrize(
    ("typed", "count"),
    [("", 0), ("two words", 2), ("six-party talks", 2), ("dash – between", 2), ("one,two", 1)],
)
def test_words_are_counted_as_a_person_counts_them(typed: str, count: int) -> None:
    assert text.count_words(typed) == count


@given(ANYTHING)
def test_folding_text_twice_is_folding_it_once(typed: str) -> None:
    assert text.fold(text.fold(typed)) == text.fold(typed)
    assert text.words(" ".join(text.words(typed))) == text.words(typed)


@given(ANYTHING)
def test_whatever_is_shown_has_no_character_that_a_terminal_obeys(typed: str) -> None:
    line = text.shown(typed)

    assert len(line) <= text.SHOWN_LENGTH
    assert all(unicodedata.category(mark)[0] != "C" and mark not in "\u2028\u2029" for mark in line)
