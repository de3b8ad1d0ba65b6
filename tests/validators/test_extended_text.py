"""A text of one's own: its form is looked at, nothing is scored, and what was not judged is said."""

from dataclasses import replace

import pytest

from course_checks.core.library import Library
from course_checks.core.outcome import Scored
from course_checks.core.part import Option, Prose
from course_checks.core.quotation import digests_of
from course_checks.validators import extended_text, load
from course_checks.validators.extended_text import Accept, Ask, Criterion

TEXTS = {
    "S1": "The ferry leaves the old harbour at noon on every day of the week but one.",
    "Z1": "The harbour office speaks of a delay of several hours.",
}
LIBRARY = Library(
    index={name: digests_of(text) for name, text in TEXTS.items()}, source_of={"S1": "log", "Z1": "paper"}
)
CLAIM = Criterion(id="claim", text="claim", basic="none", proficient="one", advanced="one with limits")
SOURCES = (Option(id="log", text="the log"), Option(id="paper", text="the paper"))
ASK = Ask(words=(10, 40), passages=2, sources=SOURCES, cards=("H1",), doubt=True, criteria=(CLAIM,))
PLAIN = Ask(words=(3, 10))
GOOD = (
    "To the harbour master. The log has it “at noon on every day” [S1], but the office speaks of hours"
    " [Z1]. I am not sure which of the two I would trust."
)
BORROWED = "Leaves the old harbour. Speaks of a delay of several hours."
ACCEPT = Accept(model=f"\n{GOOD}\n")


def look(text: str, ask: Ask = ASK) -> Scored:
    return extended_text.score(ask, ACCEPT, {"text": text}, LIBRARY)


def slips(text: str, ask: Ask = ASK) -> list[str]:
    return [slip.id for slip in look(text, ask).slips]


def test_one_part_of_prose_is_asked_and_nothing_is_scored() -> None:
    (part,) = extended_text.parts(ASK)

    assert (part.id, part.scored, type(part.domain)) == ("text", False, Prose)
    assert look(GOOD).score is None
    assert [mark.score for mark in look(GOOD).marks] == [None]


def test_a_text_whose_form_is_in_order_shows_no_slip() -> None:
    scored = look(GOOD)

    assert scored.slips == ()
    assert scored.tally == "In order: 7 of 7 points of form. There is no score."
    assert [detail.partition(":")[0] for detail in scored.details] == [
        "Length",
        "Citations",
        "Sources",
        "Quotations",
        "Doubt",
        "Own words",
        "Strong words",
        "Not judged here",
    ]


def test_what_was_not_judged_is_said_plainly() -> None:
    assert look(GOOD).details[-1] == (
        "Not judged here: whether the text is true, fair or well argued. A person reads it for these: claim."
    )
    assert look(GOOD, PLAIN).details[-1].endswith("A person reads it.")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (GOOD.replace("of hours", "of " + "very " * 30 + "many hours"), ["length"]),
        (GOOD.replace("[Z1]", "[Z9]"), ["unknown-citation", "few-citations", "one-source"]),
        (GOOD.replace("[Z1]", "[H1]"), ["few-citations", "one-source"]),
        (GOOD.replace("every", "any"), ["quote-not-found"]),
        (GOOD.replace("[S1]", "").replace("hours", "hours, too [S1]"), []),
        (GOOD.replace(" [S1], but", ". But").replace("master", "master [S1]"), ["quote-without-citation"]),
        (GOOD.replace("“at noon", "leaves the old harbour at noon").replace("day”", "day"), ["copied-words"]),
        (BORROWED, ["few-citations", "one-source", "page-voice", "no-doubt"]),
        (GOOD.replace("I am not sure which", "I know which"), ["no-doubt"]),
        (GOOD.replace("I am not sure", "I am never sure, and not sure"), ["absolute-word"]),
        (GOOD.replace("[Z1]", "[Z1] [S1] [H1]"), ["confetti"]),
    ],
)  # fmt: skip
def test_each_slip_of_form(text: str, shown: list[str]) -> None:
    assert slips(text) == shown


def test_headings_are_looked_for_where_they_are_asked() -> None:
    ask = replace(PLAIN, headings=("Fish", "Boats"))

    assert slips("Fish: we share it.\nBoats: they stay.", ask) == []
    assert slips("Fish: we share it.", ask) == ["missing-heading"]


def test_without_passages_citations_and_quotations_are_not_looked_at() -> None:
    assert slips("We “leave the new harbour”, as in [S99].", PLAIN) == []
    assert len(look("We stay where we are.", PLAIN).details) == 4


@pytest.mark.parametrize("text", ["word " * 161, "x" * 5000])
def test_of_a_text_far_too_long_only_the_length_is_looked_at(text: str) -> None:
    details = look(text).details

    assert len(details) == 2
    assert details[0].startswith("Length: look again.")


def test_the_model_is_shown_and_never_compared() -> None:
    assert extended_text.model(ASK, ACCEPT) == {"text": GOOD}
    assert extended_text.also(ASK, ACCEPT) == {}
    assert load("extended-text").everything(ASK) is None
    assert extended_text.accepts(ASK, ACCEPT, "text", {"text": GOOD}) == ""
    assert not extended_text.shows("text", GOOD, {"text": GOOD})
    assert extended_text.wants_slips(ASK, ACCEPT) == ()


def test_it_knows_only_the_slips_that_its_text_can_show() -> None:
    assert extended_text.own_slips(PLAIN) == ("length", "copied-words", "page-voice", "absolute-word")
    assert extended_text.own_slips(replace(ASK, headings=("Fish",))) == (
        "length",
        "missing-heading",
        "unknown-citation",
        "few-citations",
        "one-source",
        "quote-not-found",
        "quote-without-citation",
        "copied-words",
        "page-voice",
        "no-doubt",
        "absolute-word",
        "confetti",
    )


@pytest.mark.parametrize(
    ("ask", "accept", "faults"),
    [
        (ASK, ACCEPT, []),
        (PLAIN, ACCEPT, []),
        (Ask(words=(40, 10)), ACCEPT, ["[40, 10] is not a length"]),
        (Ask(words=(40,)), ACCEPT, ["[40] is not a length"]),
        (Ask(words=(0, 40)), ACCEPT, ["[0, 40] is not a length"]),
        (Ask(words=(3, 10), sources=SOURCES), ACCEPT, ["0 passages for 2 sources"]),
        (
            Ask(words=(3, 10), headings=("Fish", "fish"), criteria=(CLAIM, CLAIM), cards=("H1", "h1")),
            ACCEPT,
            [
                "the id 'claim' stands twice",
                "the id 'fish' stands twice",
                "the id 'h1' stands twice",
            ],
        ),
    ],
)
def test_an_authors_mistakes_are_all_named(ask: Ask, accept: Accept, faults: list[str]) -> None:
    assert [problem for _, problem, _ in extended_text.faults(ask, accept)] == faults
