"""A passage and its decisive words: the score, and what is said of the learner's own words, never of the right ones."""

import time

import pytest

from course_checks.core.library import Library
from course_checks.core.outcome import State
from course_checks.core.part import Passages, Quotation, Value
from course_checks.core.quotation import LONGEST, digests_of
from course_checks.core.text import words
from course_checks.validators import evidence, load
from course_checks.validators.evidence import Accept, Ask

TEXTS = {
    "P1": "The ferry leaves the old harbour at noon, and on the other hand it never waits for the mail.",
    "P2": "Nobody has asked the harbour-master why the mail boat waits in winter.",
    "P3": "On the other hand, the lamp was lit before dusk, and that of the pier before it.",
    "P4": "Two words",
    "P5": "All hands agree that the harbour is deep.",
}
LIBRARY = Library(index={name: digests_of(text) for name, text in TEXTS.items()})
ASK = Ask(claim="The ferry keeps its time.", direction="supports")
ACCEPT = Accept(accepted=("P1", "P3", "P4"), quote="leaves the old harbour at noon", wrong_way=("P2",))
LONG = " ".join(f"word{n}" for n in range(LONGEST + 1))


def given(passage: str = "", quote: str = "") -> dict[str, Value]:
    """A response with what is not empty."""
    found: dict[str, Value] = {"passage": (passage,)} if passage else {}
    return found | ({"quote": quote} if quote else {})


def judged(passage: str = "", quote: str = "") -> tuple[float, list[str]]:
    """The score, and the slips in the order in which they are said."""
    scored = evidence.score(ASK, ACCEPT, given(passage, quote), LIBRARY)
    assert scored.score is not None
    return float(scored.score), [slip.id for slip in scored.slips]


def said(passage: str = "", quote: str = "") -> str:
    """What is said of the learner's own words."""
    return "; ".join(evidence.score(ASK, ACCEPT, given(passage, quote), LIBRARY).details)


def test_it_asks_for_a_passage_and_its_words_and_shows_the_claim() -> None:
    passage, quote = evidence.parts(ASK)
    other = evidence.parts(Ask(claim="It is late.", direction="pulls the other way", source="harbour-1900"))[
        0
    ]

    assert (passage.id, passage.domain) == ("passage", Passages())
    assert passage.label == "A passage that supports the claim “The ferry keeps its time.”"
    assert (quote.id, quote.domain, quote.label) == ("quote", Quotation(), "Its decisive words")
    assert (other.label, other.domain) == (
        "A passage that pulls against the claim “It is late.”",
        Passages(source="harbour-1900"),
    )


# The score -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("passage", "quote", "result"),
    [
        pytest.param("P1", "leaves the old harbour", (1, []), id="keyed and verified"),
        pytest.param("P1", "LEAVES the “old” Harbour", (1, []), id="in another form"),
        pytest.param("P1", "The ferry leaves … waits for the mail", (1, []), id="with words left out"),
        pytest.param("P3", "the lamp was lit", (1, []), id="another passage of the list"),
        pytest.param("P1", "", (0.5, []), id="keyed, no words"),
        pytest.param(
            "P1", "leaves the new harbour", (0.5, ["word-breaks-the-run"]), id="keyed, not verified"
        ),
        pytest.param("P2", "why the mail boat", (0, ["wrong-direction"]), id="the other way, verified"),
        pytest.param("P5", "the harbour is deep", (0, ["not-keyed"]), id="on no list, verified"),
        pytest.param("P2", "", (0, ["wrong-direction"]), id="the other way, no words"),
        pytest.param("", "leaves the old harbour", (0, []), id="words alone"),
    ],
)
def test_1_keyed_and_verified_a_half_keyed_alone_else_0(
    passage: str, quote: str, result: tuple[float, list[str]]
) -> None:
    assert judged(passage, quote) == result


@pytest.mark.parametrize(
    ("passage", "quote", "states"),
    [
        ("P1", "leaves the old harbour", ["right", "right"]),
        ("P1", "leaves the new harbour", ["right", "look again"]),
        ("P1", "", ["right", "empty"]),
        ("P5", "the harbour is deep", ["look again", "right"]),
        ("", "leaves the old harbour", ["empty", "read"]),
    ],
)
def test_passage_and_words_each_have_their_state(passage: str, quote: str, states: list[State]) -> None:
    scored = evidence.score(ASK, ACCEPT, given(passage, quote), LIBRARY)

    assert [mark.state for mark in scored.marks] == states


def test_the_tally_never_says_which() -> None:
    told = "of 2: passage and words are looked at together."

    assert evidence.score(ASK, ACCEPT, given("P1", "no such words"), LIBRARY).tally == f"1 {told}"
    assert evidence.score(ASK, ACCEPT, given("P5", "the harbour is deep"), LIBRARY).tally == f"1 {told}"
    assert evidence.score(ASK, ACCEPT, given("P2"), LIBRARY).tally == f"0 {told}"


# The slips, and what is said of the learner's words --------------------------------------------------------


@pytest.mark.parametrize(
    ("passage", "quote", "slips", "detail"),
    [
        (
            "P3",
            "leaves the old harbour",
            ["words-elsewhere"],
            "Your words stand in P1, not in P3.",
        ),
        (
            "P5",
            "leaves the old harbour",
            ["words-elsewhere", "not-keyed"],
            "Your words stand in P1, not in P5.",
        ),
        (
            "P2",
            "leaves the old harbour",
            ["words-elsewhere", "wrong-direction"],
            "Your words stand in P1, not in P2.",
        ),
        (
            "P1",
            "leaves the new harbour at noon",
            ["word-breaks-the-run"],
            "In P1 the run breaks at word 3 of your quotation, “new”.",
        ),
        (
            "P1",
            "the ferry leaves … at midnight it never waits",
            ["word-breaks-the-run"],
            "In P1 the run breaks at word 5 of your quotation, “midnight”.",
        ),
        (
            "P5",
            "all hands disagree with the harbour",
            ["not-keyed", "word-breaks-the-run"],
            "No three of your words stand together in P5.",
        ),
        ("P1", "old harbour", ["too-short"], "“old harbour” is under 3 words: too few to be looked up."),
        ("P1", "leaves the old … noon", ["too-short"], "“noon” is under 3 words: too few to be looked up."),
        ("P1", "…", ["too-short"], "Your quotation has no words."),
        ("P4", "two words", ["too-short"], "“two words” is under 3 words: too few to be looked up."),
        ("P4", "two words more", ["word-breaks-the-run"], "No three of your words stand together in P4."),
        ("P1", LONG, ["too-long"], "Your quotation has 41 words; at most 40 are looked up."),
        (
            "P1",
            "on the other hand",
            ["stop-words-only"],
            "Your quotation has only words that join others, such as *the* or *which*.",
        ),
        (
            "P5",
            "and that of the",
            ["not-keyed", "stop-words-only"],
            "Your quotation has only words that join others, such as *the* or *which*.",
        ),
        ("", "leaves the old harbour", [], "Words are looked up in the passage that you name. Name it too."),
    ],
)
def test_each_slip_and_what_it_says_of_the_words(
    passage: str, quote: str, slips: list[str], detail: str
) -> None:
    assert judged(passage, quote)[1] == slips
    assert said(passage, quote) == detail


@pytest.mark.parametrize(
    "quote", ["leaves the new harbour at noon", "the ferry sails at noon", "lamp at noon"]
)
def test_a_message_has_no_word_that_the_learner_did_not_type(quote: str) -> None:
    quoted = said("P1", quote).split("“")[1:]

    assert all(set(words(piece.split("”")[0])) <= set(words(quote)) for piece in quoted)


def test_words_in_several_other_passages_are_told_all() -> None:
    index = {**LIBRARY.index, "P6": digests_of("It leaves the old harbour too.")}
    scored = evidence.score(ASK, ACCEPT, given("P3", "leaves the old harbour"), Library(index=index))

    assert scored.details == ("Your words stand in P1 or P6, not in P3.",)


def test_a_slip_points_to_the_part_that_shows_it() -> None:
    scored = evidence.score(ASK, ACCEPT, given("P5", "leaves the old harbour"), LIBRARY)

    assert {slip.id: slip.parts for slip in scored.slips} == {
        "words-elsewhere": ("quote",),
        "not-keyed": ("passage",),
    }


# Abuse -----------------------------------------------------------------------------------------------------


def test_words_that_stand_there_and_say_nothing_prove_nothing() -> None:
    assert judged("P3", "On the other hand") == (0.5, ["stop-words-only"])
    assert judged("P3", "On the other hand, the lamp") == (1, [])


def test_the_whole_page_is_no_quotation() -> None:
    assert judged("P1", " ".join(TEXTS.values())) == (0.5, ["too-long"])


def test_a_whole_passage_counts_and_is_asked_for_the_words_that_do_the_work() -> None:
    assert judged("P1", TEXTS["P1"]) == (1, [])
    assert said("P1", TEXTS["P1"]) == "This is the whole of P1. Which five words do the work?"
    assert said("P1", "leaves the old harbour") == ""


def test_a_whole_passage_that_is_short_is_a_quotation_like_any_other() -> None:
    accept = Accept(accepted=("P5",), quote="the harbour is deep", wrong_way=("P1",))
    scored = evidence.score(ASK, accept, given("P5", TEXTS["P5"]), LIBRARY)

    assert scored.score == 1
    assert scored.details == ()


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("a" + " " * 64_000 + "b", id="a page of white space"),
        pytest.param("\u00a0\u2003" * 32_000, id="white space of other kinds"),
        pytest.param("... " * 16_000, id="nothing but words left out"),
        pytest.param("[ " * 32_000, id="brackets"),
        pytest.param("harbour " * 8_000, id="one word again and again"),
        pytest.param("x" * 64_000, id="one word without an end"),
        pytest.param("a." * 32_000, id="an abbreviation without an end"),
    ],
)
def test_64_kilobytes_of_anything_are_answered_at_once(quote: str) -> None:
    started = time.perf_counter()
    evidence.score(ASK, ACCEPT, given("P1", quote), LIBRARY)

    assert time.perf_counter() - started < 5  # a pattern that goes back over its text takes minutes


# Authors ---------------------------------------------------------------------------------------------------


def test_the_model_is_the_first_passage_with_its_words() -> None:
    assert evidence.model(ASK, ACCEPT) == {"passage": "P1", "quote": "leaves the old harbour at noon"}
    assert evidence.also(ASK, ACCEPT) == {"passage": ("P3", "P4")}
    assert evidence.also(ASK, Accept(accepted=("P1",), quote="the old harbour", wrong_way=("P2",))) == {}
    assert load("evidence").everything(ASK) is None


def test_a_passage_is_accepted_because_it_is_listed_and_words_never_by_the_key() -> None:
    assert evidence.accepts(ASK, ACCEPT, "passage", given("P3")) == "listed under accepted"
    assert evidence.accepts(ASK, ACCEPT, "passage", given("P2")) == ""
    assert evidence.accepts(ASK, ACCEPT, "passage", {}) == ""
    assert evidence.accepts(ASK, ACCEPT, "quote", given("P1", "leaves the old harbour")) == ""


def test_a_slip_of_the_authors_rests_on_a_passage() -> None:
    assert evidence.shows("passage", "P3", given("P3"))
    assert not evidence.shows("passage", "P1", given("P3"))


def test_the_slips_it_knows() -> None:
    assert evidence.own_slips(ASK) == (
        "wrong-direction",
        "not-keyed",
        "words-elsewhere",
        "word-breaks-the-run",
        "too-short",
        "too-long",
        "stop-words-only",
    )
    assert evidence.wants_slips(ASK, ACCEPT) == ()


@pytest.mark.parametrize(
    ("accept", "faults"),
    [
        (ACCEPT, []),
        (
            Accept(accepted=(), quote="the old harbour", wrong_way=()),
            ["no passage is accepted", "no passage is listed for the other direction"],
        ),
        (
            Accept(accepted=("P1",), quote="the old harbour", wrong_way=("P1", "P2")),
            ["'P1' is accepted too"],
        ),
        (
            Accept(accepted=("P1",), quote="on the other hand", wrong_way=("P2",)),
            ["it has no word that says anything"],
        ),
        (Accept(accepted=("P1",), quote="", wrong_way=("P2",)), ["it has no word that says anything"]),
    ],
)
def test_an_authors_mistakes_are_all_named(accept: Accept, faults: list[str]) -> None:
    assert [problem for _, problem, _ in evidence.faults(ASK, accept)] == faults
