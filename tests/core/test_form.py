"""What can be seen of the form of a text: each point with what is in order, what is close and what is not."""

import pytest

from course_checks.core import form
from course_checks.core.essay import Essay, take_apart
from course_checks.core.form import Finding
from course_checks.core.library import Library
from course_checks.core.quotation import digests_of

TEXTS = {
    "S1": "The ferry leaves the old harbour at noon on every day of the week but one.",
    "S2": "Nobody on the quay could say why it was late.",
    "Z1": "The harbour office speaks of a delay of several hours.",
}
LIBRARY = Library(
    index={name: digests_of(text) for name, text in TEXTS.items()},
    source_of={"S1": "log", "S2": "log", "Z1": "paper"},
)
CARDS = ("H1",)


def essay(text: str) -> Essay:
    return take_apart(text, LIBRARY, CARDS)


def state(finding: Finding) -> tuple[str, tuple[str, ...]]:
    return finding.state, finding.slips


@pytest.mark.parametrize(
    ("count", "found"),
    [
        (100, ("in order", ())),
        (150, ("in order", ())),
        (200, ("in order", ())),
        (90, ("close", ())),
        (220, ("close", ())),
        (89, ("look again", ("length",))),
        (221, ("look again", ("length",))),
        (0, ("look again", ("length",))),
    ],
)
def test_a_tenth_beside_the_length_is_close(count: int, found: tuple[str, tuple[str, ...]]) -> None:
    assert state(form.length(count, 100, 200)) == found


def test_the_length_says_what_to_do() -> None:
    assert str(form.length(89, 100, 200)) == (
        "Length: look again. 89 words, citations not counted; 100 to 200 are asked. Add 11."
    )
    assert form.length(221, 100, 200).says.endswith("Cut 21.")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Fish: we share it.\nBoats\nThey stay.", ""),
        ("FISH\n\nWe share it.\n\n## Boats: they stay.", ""),
        ("Fish: we share it.", "There is no line that begins with Boats."),
        ("Fish:\nBoats: they stay.", "Nothing stands under Fish."),
        ("We share the fish: boats stay.", "There is no line that begins with Fish or Boats."),
        ("Fish and boats: we share. Fish:", "There is no line that begins with Fish or Boats."),
    ],
)
def test_each_heading_begins_a_line_and_has_words_below(text: str, says: str) -> None:
    found = form.headings(text, ("Fish", "Boats"))

    assert (found.says if found.slips else "") == says
    assert found.slips == (("missing-heading",) if says else ())


@pytest.mark.parametrize(
    ("text", "slips", "says"),
    [
        ("So [S1] and so [Z1], [H1].", (), "Different passages: 2; items of evidence cards: 1. All of them exist."),
        ("So [S1] and so [s1].", ("few-citations",), "Different passages: 1; at least 2 are asked."),
        ("So [S1] and so [Z1] [S8].", ("unknown-citation",), "There is no passage S8. Did you mean S2 or S1?"),
        ("So [S1, S2, Z1].", ("confetti",), "S1, S2, Z1 stand in a row, with no words of yours between them."),
        ("So it is.", ("few-citations",), "Different passages: 0; at least 2 are asked."),
    ],
)  # fmt: skip
def test_citations_exist_are_enough_and_stand_beside_words(
    text: str, slips: tuple[str, ...], says: str
) -> None:
    found = form.citations(essay(text), LIBRARY, CARDS, 2)

    assert found.slips == slips
    assert found.says == says


def test_every_source_is_cited() -> None:
    wanted = (("log", "the ship's log"), ("paper", "the paper"))

    assert form.sources(essay("So [S1]. So [S2]. So [Z1]."), LIBRARY, wanted).says == (
        "Passages of each are cited: 2 of the ship's log; 1 of the paper."
    )
    missing = form.sources(essay("So [S1]."), LIBRARY, wanted)
    assert state(missing) == ("look again", ("one-source",))
    assert missing.says == "No passage of the paper is cited."


@pytest.mark.parametrize(
    ("text", "slips", "says"),
    [
        ("It “leaves the old harbour” [S1].", (), "1 verified in the passage cited."),
        ("It “leaves the old harbour” [Z1] [S1].", (), "1 verified in the passage cited."),
        ("It “leaves the old harbour ... on every day” [S1].", (), "1 verified in the passage cited."),
        ("It “leaves the [very] old harbour at noon” [S1].", (), "is not verified in S1: three words"),
        ("Late “the ferry leaves the new harbour” [S1].", ("quote-not-found",), "“new” breaks the run in S1."),
        ("It “leaves the old harbour” [S2].", ("quote-not-found",), "stands in S1, not in S2."),
        ("It “leaves the old harbour” [H1].", ("quote-not-found",), "stands beside no passage"),
        ("It “leaves the old harbour”. So [S1].", ("quote-without-citation",), "has no citation in its sentence."),
        ("It is a “ferry” [S1].", (), "Under 3 words nothing can be verified: “ferry”."),
        ("It is a “ferry”.", ("quote-without-citation",), "“ferry” has no citation in its sentence."),
        ("It is a “ferry.", (), "A quotation mark near “It is a “ferry.” has no partner."),
        ("It is a ferry.", (), "No words in quotation marks to verify."),
        ("It “" + "leaves the old harbour " * 11 + "” [S1].", ("quote-not-found",), "has 44 words: quote fewer."),
    ],
)  # fmt: skip
def test_quoted_words_stand_in_a_passage_cited_beside_them(
    text: str, slips: tuple[str, ...], says: str
) -> None:
    found = form.quotations(essay(text), LIBRARY)

    if slips:
        assert found.slips == slips
    assert says in found.says


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It leaves. I am not sure when.", "in order"),
        ("It is unclear when it leaves.", "in order"),
        ("I don’t know when it leaves.", "in order"),
        ("I doubt that it leaves.", "in order"),
        ("There is no doubt that it leaves.", "look again"),
        ("It is “unclear” when [S1].", "look again"),
        ("It may leave.", "look again"),
        ("It leaves.", "look again"),
    ],
)
def test_doubt_is_a_sentence_and_not_a_hedge(text: str, found: str) -> None:
    assert form.doubt(essay(text)).state == found


def test_hedges_are_seen_and_told_apart_from_doubt() -> None:
    assert form.doubt(essay("It may leave. Perhaps it may.")).says == (
        "Some words hedge (may, perhaps), but no sentence says what you are unsure of."
    )


NINE = "leaves the old harbour at noon on every day"


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("We wait. Then it leaves the old harbour at noon, we think, and nobody here minds.", ()),
        (f"We wait. Then it {NINE}, and so we wait here again.", ("copied-words", "page-voice")),
        (
            f"We wait for a long, long time. Then it {NINE}, and so we wait, and wait, and wait.",
            ("copied-words",),
        ),
        (f"It “{NINE}” [S1], and so we wait.", ()),
        ("The ferry leaves the old. A delay of several hours. We wait.", ("page-voice",)),
        ("We wait.", ()),
    ],
)
def test_a_passages_words_stand_in_quotation_marks(text: str, slips: tuple[str, ...]) -> None:
    assert form.own_words(essay(text), LIBRARY).slips == slips


def test_copied_words_are_shown_with_their_passage() -> None:
    found = form.own_words(essay("Then it leaves the old harbour at noon on every day."), LIBRARY)

    assert "“leaves the old harbour at noon on every day”: 9 words as in S1" in found.says
    assert found.says.endswith("81 per cent of your words are those of passages.")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It never leaves.", "never"),
        ("It never leaves [S1].", ""),
        ("It “never” leaves.", ""),
        ("There is no doubt that it leaves.", "no doubt"),
        ("Its delay is a mystery; nevertheless we wait.", ""),
        ("It is clearly late.", "clearly"),
    ],
)
def test_words_that_leave_no_room_need_a_citation(text: str, word: str) -> None:
    found = form.absolute_words(essay(text))

    assert found.slips == (("absolute-word",) if word else ())
    assert f"“{word}” stands without a citation" in found.says or not word


def test_a_text_without_words_is_no_copy() -> None:
    assert form.own_words(essay(""), LIBRARY).state == "in order"
