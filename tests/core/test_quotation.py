"""Whether words stand in a passage, decided by the index alone.  The passages are of our own making."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.core import quotation
from course_checks.core.library import Index, Library
from course_checks.core.quotation import Broken, Elsewhere, TooLong, TooShort, Verdict, Verified
from tests.properties.cases import ANYTHING

TEXTS: Mapping[str, str] = {
    "P1": (
        "The ferry leaves the old harbour at noon. The harbour-master's clock – a gift of the U.S. consul – "
        "runs slow, and the mail boat returns before dusk."
    ),
    "P2": "Nobody has asked the U.S. consul why, but the mail boat returns before dusk in winter too.",
    "P3": " ".join(f"word{n}" for n in range(60)),
    "P4": "Two words",
}
INDEX: Index = {passage: quotation.digests_of(text) for passage, text in TEXTS.items()}
LIBRARY = Library(index=INDEX)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("leaves the old harbour at noon", id="as it stands"),
        pytest.param("LEAVES THE OLD HARBOUR", id="in capitals"),
        pytest.param("“the old harbour at noon.”", id="in curly quotation marks"),
        pytest.param('"the old harbour at noon"', id="in straight quotation marks"),
        pytest.param("«the old harbour at noon»", id="in quotation marks of another language"),
        pytest.param("The harbour-master’s clock", id="with a curly apostrophe"),
        pytest.param("The harbour-master's clock", id="with a straight apostrophe"),
        pytest.param("the harbour master's clock", id="without the hyphen"),
        pytest.param("the harbour\u2010master's clock", id="with a hyphen of Unicode"),
        pytest.param("the harbour\u2011master's clock", id="with a hyphen that does not break"),
        pytest.param("master's clock - a gift", id="with a hyphen for the dash"),
        pytest.param("master's clock\u2014a gift", id="with a long dash and no spaces"),
        pytest.param("master's clock \u2015 a gift", id="with a horizontal bar"),
        pytest.param("master's clock -- a gift", id="with two hyphens"),
        pytest.param("the\u00a0old\u00a0harbour at\u202fnoon", id="with spaces that do not break"),
        pytest.param("the old\nharbour\r\nat\tnoon", id="over several lines"),
        pytest.param("the old\rharbour at noon", id="with the line ends of an old Mac"),
        pytest.param("the old har\u00adbour at noon", id="with a soft hyphen"),
        pytest.param("the o\u200bld har\u200dbour\ufeff at noon", id="with characters of no width"),
        pytest.param("ｔｈｅ old harbour", id="in full-width letters"),
        pytest.param("a gift of the US consul", id="with an abbreviation without stops"),
        pytest.param("a gift of the U.S", id="with an abbreviation that ends the quotation without its stop"),
        pytest.param("The ferry leaves … runs slow, and", id="with words left out"),
        pytest.param("The ferry leaves...runs slow, and", id="with words left out, three stops and no space"),
        pytest.param("The ferry leaves [...] runs slow, and", id="with words left out, in brackets"),
        pytest.param("The ferry leaves [ … ] runs slow, and", id="with words left out, in wide brackets"),
        pytest.param("The ferry leaves . . . runs slow, and", id="with words left out, three stops apart"),
        pytest.param("The ferry leaves (…) runs slow, and", id="with words left out, in round brackets"),
        pytest.param("leaves the old harbour .... runs slow, and", id="with words left out after a stop"),
        pytest.param("a gift of the U.S. ... runs slow, and", id="with words left out after an abbreviation"),
        pytest.param(
            "a gift of the U.S.... runs slow, and", id="with words left out close after an abbreviation"
        ),
        pytest.param("… the old harbour …", id="with an ellipsis at either end"),
    ],
)
def test_what_typing_does_to_words_does_not_matter(typed: str) -> None:
    assert quotation.verify(typed, "P1", INDEX) == Verified()


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        pytest.param(
            "The ferry leaves the new harbour at noon",
            Broken(word="new", position=5),
            id="one wrong word in the middle is named",
        ),
        pytest.param(
            "A ferry leaves the old harbour", Broken(word="a", position=1), id="a wrong first word is named"
        ),
        pytest.param(
            "The boat leaves the old harbour",
            Broken(word="boat", position=2),
            id="a wrong second word is named",
        ),
        pytest.param(
            "ferry leaves an old harbour at noon",
            Broken(word="an", position=3),
            id="a wrong third word is named",
        ),
        pytest.param(
            "the old harbour at midnight",
            Broken(word="midnight", position=5),
            id="a wrong last word is named",
        ),
        pytest.param(
            "leaves the harbour at noon", Broken(word="the", position=2), id="a word left out in silence"
        ),
        pytest.param(
            "The ferry leaves … the mail ship returns",
            Broken(word=""),
            id="a short piece cannot name its wrong word",
        ),
        pytest.param(
            "The ferry leaves … and the mail boat comes",
            Broken(word="comes", position=8),
            id="a wrong word in a later piece is counted from the start",
        ),
        pytest.param(
            "a ferry leaves the old boat",
            Broken(word="a", position=1),
            id="wrong at both ends: the first is named",
        ),
        pytest.param("no such thing at all", Broken(word=""), id="nothing of it stands there"),
        pytest.param("the old dock", Broken(word=""), id="three words, one of them wrong"),
        pytest.param(
            "leaves the old harbour before dusk",
            Broken(word="before", position=5),
            id="a splice of words from two places breaks where they meet",
        ),
        pytest.param(
            "the ferry leaves … the ferry leaves", Broken(word="the", position=4), id="a piece given twice"
        ),
        pytest.param(
            "runs slow and … The ferry leaves", Broken(word="the", position=4), id="pieces in another order"
        ),
        pytest.param(
            "runs slow and … The ferry leaves … returns before dusk",
            Broken(word="the", position=4),
            id="the first piece out of place is named, not the last",
        ),
        pytest.param(
            "the old harbour … harbour at noon", Broken(word="harbour", position=4), id="pieces that overlap"
        ),
        pytest.param("Nobody has asked", Elsewhere(passages=("P2",)), id="it stands in another passage"),
        pytest.param(
            "Nobody has asked … in winter too",
            Elsewhere(passages=("P2",)),
            id="all its pieces stand in another passage",
        ),
        pytest.param(
            "Nobody has asked … runs slow, and",
            Broken(word=""),
            id="pieces from two passages stand in neither",
        ),
        pytest.param("the harbour", TooShort(piece="the harbour"), id="two words cannot be quoted"),
        pytest.param(
            "harbour-master", TooShort(piece="harbour master"), id="a hyphen makes two words, not three"
        ),
        pytest.param("“ … ”", TooShort(piece=""), id="no word at all"),
        pytest.param("", TooShort(piece=""), id="nothing"),
        pytest.param(
            "The ferry leaves … noon", TooShort(piece="noon"), id="each piece must have three words"
        ),
        pytest.param("new " * 41, TooLong(count=41), id="forty-one words are too many to copy"),
    ],
)
def test_what_does_not_stand_in_the_passage_is_refused_with_its_reason(typed: str, verdict: Verdict) -> None:
    assert quotation.verify(typed, "P1", INDEX) == verdict


def test_forty_words_may_be_quoted_and_one_more_may_not() -> None:
    forty = " ".join(f"word{n}" for n in range(40))

    assert quotation.verify(forty, "P3", INDEX) == Verified()
    assert quotation.verify(f"{forty} word40", "P3", INDEX) == TooLong(count=41)


def test_words_in_several_other_passages_are_found_in_all_of_them() -> None:
    found = quotation.verify("the mail boat returns", "P3", INDEX)

    assert found == Elsewhere(passages=("P1", "P2"))


def test_a_passage_that_is_not_in_the_index_holds_no_words() -> None:
    assert quotation.verify("no such words", "P9", INDEX) == Broken(word="")
    assert quotation.verify("the old harbour", "P9", INDEX) == Elsewhere(passages=("P1",))


def test_a_passage_of_two_words_cannot_be_quoted() -> None:
    assert INDEX["P4"] == ()
    assert quotation.verify("Two words", "P4", INDEX) == TooShort(piece="two words")


def test_one_wrong_word_is_named_wherever_it_stands_in_a_long_quotation() -> None:
    right = [f"word{n}" for n in range(20, 32)]
    for place in range(len(right)):
        typed = [*right[:place], "lamp", *right[place + 1 :]]

        assert quotation.verify(" ".join(typed), "P3", INDEX) == Broken(word="lamp", position=place + 1)


@given(start=st.integers(0, 50), length=st.integers(3, 10), gap=st.integers(0, 10), more=st.integers(3, 10))
def test_two_runs_of_a_passage_in_order_are_a_quotation_of_it(
    start: int, length: int, gap: int, more: int
) -> None:
    held = TEXTS["P3"].split()
    second = start + length + gap
    pieces = [held[start : start + length], held[second : second + more]]
    typed = " … ".join(" ".join(piece) for piece in pieces if len(piece) >= 3)

    assert quotation.verify(typed, "P3", INDEX) == (Verified() if typed else TooShort(piece=""))


@given(ANYTHING)
def test_no_text_whatever_stops_a_quotation_from_being_judged(typed: str) -> None:
    quotation.verify(typed, "P1", INDEX)
    quotation.longest_copy(typed, LIBRARY)


def test_digests_are_written_as_six_hexadecimal_digits_and_read_back() -> None:
    written = quotation.to_hex(INDEX["P1"])

    assert all(len(piece) == 6 for piece in written.split(" "))
    assert quotation.from_hex(written) == INDEX["P1"]
    assert quotation.from_hex("") == ()


def test_the_index_keeps_its_form() -> None:
    """An index that is already published must go on being read: 24 bits of the SHA-256 of three words."""
    assert quotation.to_hex(quotation.digests_of("The old harbour-master")) == "49bd8d 511bc8"


@pytest.mark.parametrize("written", ["0a0b", "0a0b0c0d", "0a0b0c zz0000", "0a0b0"])
def test_anything_but_digests_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        quotation.from_hex(written)


@pytest.mark.parametrize(
    ("typed", "copied"),
    [
        ("I think the old harbour at noon is quiet", (5, "P1")),
        ("but the mail boat returns before dusk", (7, "P2")),
        ("and the mail boat returns before dusk", (7, "P1")),
        ("the mail", (0, "")),
        ("words of my own alone", (0, "")),
        ("word1 word2 word3 mine word10 word11 word12 word13", (4, "P3")),
    ],
)
def test_the_longest_copied_run_is_measured_in_words(typed: str, copied: tuple[int, str]) -> None:
    assert quotation.longest_copy(typed, LIBRARY) == copied


def test_every_copied_run_is_found_as_long_as_it_can_be() -> None:
    text = "So the ferry leaves the old harbour, and nobody has asked it to."

    assert quotation.copies(text, LIBRARY) == (
        quotation.Copy(start=1, length=6, passage="P1"),
        quotation.Copy(start=8, length=3, passage="P2"),
    )
    assert quotation.copies("So it is.", LIBRARY) == ()
