"""Rival explanations: marks against the key, conclusions against the learner's own marks."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from course_checks.core.outcome import Scored
from course_checks.core.part import Option, Options
from course_checks.validators import hypotheses, load
from course_checks.validators.hypotheses import Accept, Ask

MARKS = {"C": "consistent", "I": "inconsistent", "N": "nothing"}
EVIDENCE = ("Z5", "Z6", "Z13", "Z15", "Z16", "S17")
ASK = Ask(
    hypotheses=tuple(Option(id=name, text=f"Story {name}") for name in ("H1", "H2", "H3", "H4")),
    evidence=tuple(Option(id=name, text=f"{name}: a report") for name in EVIDENCE),
)
MODEL = {"H1": "CICICI", "H2": "CCCCIC", "H3": "CINICN", "H4": "CICICI"}
"""Row by row, a mark for each piece of evidence: least contradicted is H2."""


def table(rows: Mapping[str, str]) -> dict[str, str]:
    """The cells of a table; a dot is an empty one."""
    return {
        f"{name}-{column}": MARKS[mark]
        for name, marks in rows.items()
        for column, mark in zip(EVIDENCE, marks, strict=True)
        if mark != "."
    }


KEY = Accept(
    accepted={cell: (mark,) for cell, mark in table(MODEL).items()}
    | {"H1-Z15": ("inconsistent", "consistent"), "H2-Z13": ("consistent", "inconsistent")}
)


def scored(rows: Mapping[str, str], least: str = "", telling: str = "") -> Scored:
    given = {**table(rows), "least": least, "telling": telling}
    return hypotheses.score(ASK, KEY, {part: value for part, value in given.items() if value})


def slips(found: Scored) -> list[str]:
    return [slip.id for slip in found.slips]


@pytest.mark.parametrize(
    ("rows", "least", "telling", "score", "names"),
    [
        pytest.param(MODEL, "H2", "Z6", 1, [], id="the model"),
        pytest.param(MODEL, "H2", "S17", 1, [], id="another piece that separates"),
        pytest.param(MODEL, "H2", "", Fraction(4, 5), [], id="no telling evidence"),
        pytest.param(MODEL, "", "Z6", Fraction(7, 10), [], id="no choice"),
        pytest.param(MODEL, "", "", Fraction(1, 2), [], id="the marks alone"),
        pytest.param({**MODEL, "H1": "CICCCI"}, "H2", "Z6", 1, [], id="another accepted mark"),
        pytest.param(
            {**MODEL, "H1": "NICICI"}, "H2", "Z6", Fraction(47, 48), [], id="one mark that is not accepted"
        ),
        pytest.param(
            MODEL, "H3", "Z6", Fraction(7, 10), [], id="a choice that its own table contradicts more"
        ),
        pytest.param(
            MODEL, "H1", "Z6", Fraction(7, 10), [], id="neither least contradicted nor most favoured"
        ),
        pytest.param(
            MODEL, "H2", "Z5", Fraction(4, 5), ["non-diagnostic"], id="evidence that fits every story"
        ),
        pytest.param(
            {**MODEL, "H3": "CNNNNN"},
            "H3",
            "Z6",
            Fraction(51, 80),
            ["empty-hypothesis"],
            id="the empty hypothesis of the prototype",
        ),
        pytest.param(
            {**MODEL, "H3": "CCINNN"},
            "H2",
            "Z6",
            Fraction(11, 12),
            [],
            id="a rival that is contradicted as often does not unseat the choice",
        ),
        pytest.param(
            {"H1": "CCCIII", "H2": "CCNNNI", "H3": "NNNNNN", "H4": "NNNNNN"},
            "H1",
            "Z15",
            Fraction(11, 30),
            ["confirmation-count"],
            id="most in its favour, and more against it",
        ),
        pytest.param({}, "H2", "Z6", 0, [], id="conclusions from an empty table"),
        pytest.param(
            dict.fromkeys(MODEL, "CCCCCC"),
            "H4",
            "Z16",
            Fraction(71, 120),
            ["non-diagnostic"],
            id="consistent throughout",
        ),
    ],
)
def test_marks_are_held_against_the_key_and_conclusions_against_the_learners_own_table(
    rows: Mapping[str, str], least: str, telling: str, score: Fraction, names: list[str]
) -> None:
    found = scored(rows, least, telling)

    assert slips(found) == names
    assert found.score == score


@pytest.mark.parametrize(
    ("rows", "least", "telling", "names"),
    [
        ({"H1": "CC....", "H2": "I....."}, "H1", "Z5", []),
        ({"H1": "CN....", "H2": "I....."}, "H1", "Z5", []),
        ({"H1": "CNNNNN", "H2": "ICC..."}, "H1", "Z5", ["empty-hypothesis"]),
        ({"H1": "......"}, "H1", "", []),
        ({"H1": "CCCCII", "H2": "CC...."}, "H1", "", []),
        ({"H1": "CCCCII", "H2": "CCNNN."}, "H1", "", ["confirmation-count"]),
        ({"H1": "CCCIII", "H2": "CCCNNN"}, "H1", "", ["confirmation-count"]),
        ({"H1": "CC.III", "H2": "CCCNNN"}, "H1", "", []),
        (dict.fromkeys(MODEL, "C....."), "", "Z5", ["non-diagnostic"]),
        (dict.fromkeys(("H1", "H2", "H3"), "C....."), "", "Z5", []),
    ],
)
def test_a_slip_is_told_only_of_what_is_filled_in(
    rows: Mapping[str, str], least: str, telling: str, names: list[str]
) -> None:
    assert slips(scored(rows, least, telling)) == names


def test_the_marks_the_tally_and_the_count() -> None:
    found = scored({"H1": "CI....", "H3": "CNNNNN"}, "H3", "Z5")
    states = {mark.part: mark.state for mark in found.marks}

    assert states["H1-Z5"] == "right"
    assert states["H3-Z6"] == "look again"
    assert states["H2-Z5"] == states["sure"] == states["mind"] == "empty"
    assert states["least"] == states["telling"] == "look again"
    assert found.tally == (
        "5 of 24 marks are accepted by the key. Your choice does not follow from your own table."
        " Your evidence does not separate the explanations in your table."
    )
    assert found.details == (
        "In your own table:",
        "H1: 1 inconsistent, 1 consistent, 4 empty",
        "H2: 0 inconsistent, 0 consistent, 6 empty",
        "H3: 0 inconsistent, 1 consistent; with fewer than two consistent it cannot be chosen",
        "H4: 0 inconsistent, 0 consistent, 6 empty",
    )
    assert scored({}, "H3").details == ()
    assert scored({}, "H3").tally == (
        "0 of 24 marks are accepted by the key. Your choice does not follow from your own table."
    )


def test_certainty_and_what_would_change_ones_mind_are_asked_and_never_scored() -> None:
    extra = {part.id: part for part in hypotheses.parts(ASK)[24:]}
    given = {**hypotheses.model(ASK, KEY), "sure": "guess", "mind": "Nothing at all would do that."}

    assert [*extra] == ["least", "telling", "sure", "mind"]
    assert [part.scored for part in extra.values()] == [True, True, False, False]
    assert hypotheses.score(ASK, KEY, given).score == 1
    assert {mark.part: mark.score for mark in hypotheses.score(ASK, KEY, given).marks}["sure"] is None


def test_the_cells_come_row_by_row_with_the_words_of_their_evidence() -> None:
    cells = hypotheses.parts(ASK)[:24]

    assert [cell.id for cell in cells[:7]] == [*(f"H1-{name}" for name in EVIDENCE), "H2-Z5"]
    assert cells[6].label == "H2, Z5: a report"
    assert isinstance(cells[0].domain, Options)
    assert cells[0].domain.ids == ("consistent", "inconsistent", "nothing")


def test_the_model_is_made_of_the_first_marks_and_what_follows_from_them() -> None:
    model = hypotheses.model(ASK, KEY)

    assert model == {**table(MODEL), "least": "H2", "telling": "Z6"}
    assert hypotheses.also(ASK, KEY) == {
        "H1-Z15": ("consistent",),
        "H2-Z13": ("inconsistent",),
        "telling": ("Z15", "Z16", "S17"),
    }
    assert load("hypotheses").everything(ASK) is None
    assert hypotheses.shows("H1-Z5", "nothing", {"H1-Z5": "nothing"})


@pytest.mark.parametrize(
    ("part", "value", "reason"),
    [
        ("H1-Z15", "consistent", "listed under accepted"),
        ("H1-Z5", "nothing", ""),
        ("telling", "Z15", "it separates the explanations in this table"),
        ("telling", "Z5", ""),
        ("least", "H3", ""),
        ("least", "H2", "no other is contradicted less in this table"),
    ],
)
def test_why_the_key_takes_a_changed_table(part: str, value: str, reason: str) -> None:
    given = {**hypotheses.model(ASK, KEY), part: value}

    assert hypotheses.accepts(ASK, KEY, part, given) == reason


def test_another_accepted_mark_may_overturn_the_choice() -> None:
    """With three marks against H2 and two against H3, the choice no longer follows from the marks."""
    harder = replace(KEY, accepted={**KEY.accepted, "H2-Z6": ("consistent", "inconsistent")})
    given = {**hypotheses.model(ASK, harder), "H2-Z6": "inconsistent", "H2-Z13": "inconsistent"}
    given["telling"] = "Z16"

    assert hypotheses.score(ASK, harder, given).score == Fraction(7, 10)
    assert hypotheses.accepts(ASK, harder, "H2-Z6", given) == ""
    assert hypotheses.score(ASK, harder, {**given, "least": "H3"}).score == 1


def test_every_cell_wants_a_slip() -> None:
    assert hypotheses.wants_slips(ASK, KEY)[:2] == (("H1-Z5", ""), ("H1-Z6", ""))
    assert len(hypotheses.wants_slips(ASK, KEY)) == 24


SMALL = Ask(hypotheses=ASK.hypotheses[:2], evidence=ASK.evidence[:2])
SMALL_KEY = {
    "H1-Z5": ("consistent",),
    "H1-Z6": ("consistent",),
    "H2-Z5": ("consistent",),
    "H2-Z6": ("inconsistent",),
}


@pytest.mark.parametrize(
    ("ask", "accepted", "problems"),
    [
        (ASK, KEY.accepted, []),
        (SMALL, SMALL_KEY, []),
        (SMALL, {**SMALL_KEY, "H3-Z5": ("nothing",)}, ["'H3-Z5' is not in the exercise"]),
        (SMALL, {**SMALL_KEY, "H1-Z5": ()}, ["the cell has no key"]),
        (
            SMALL,
            {name: marks for name, marks in SMALL_KEY.items() if name != "H1-Z5"},
            ["the cell has no key"],
        ),
        (SMALL, {**SMALL_KEY, "H1-Z5": ("maybe",)}, ["'maybe' is not a mark"]),
        (
            SMALL,
            {**SMALL_KEY, "H1-Z5": ("consistent", "nothing", "inconsistent")},
            ["every mark is accepted"],
        ),
        (
            SMALL,
            {**SMALL_KEY, "H1-Z5": ("nothing",)},
            ["in the model every hypothesis says too little"],
        ),
        (
            SMALL,
            {**SMALL_KEY, "H2-Z6": ("consistent",)},
            ["in the model no evidence separates the hypotheses"],
        ),
        (
            replace(SMALL, hypotheses=ASK.hypotheses[:1]),
            {"H1-Z5": ("consistent",), "H1-Z6": ("consistent",)},
            ["1 listed"],
        ),
        (
            replace(SMALL, evidence=ASK.evidence[:1]),
            {"H1-Z5": ("consistent",), "H2-Z5": ("inconsistent",)},
            ["1 listed"],
        ),
        (
            replace(SMALL, hypotheses=(ASK.hypotheses[0], Option(id="h1", text="again"))),
            {
                "H1-Z5": ("consistent",),
                "H1-Z6": ("consistent",),
                "h1-Z5": ("nothing",),
                "h1-Z6": ("inconsistent",),
            },
            ["the id 'h1' stands twice"],
        ),
        (
            Ask(
                hypotheses=(Option(id="a", text=""), Option(id="a-b", text="")),
                evidence=(Option(id="b-c", text=""), Option(id="c", text="")),
            ),
            {"a-b-c": ("consistent",), "a-c": ("nothing",), "a-b-b-c": ("nothing",)},
            ["the cell 'a-b-c' stands twice"],
        ),
    ],
)
def test_an_authors_mistakes_are_all_named(
    ask: Ask, accepted: Mapping[str, tuple[str, ...]], problems: list[str]
) -> None:
    assert [problem for _, problem, _ in hypotheses.faults(ask, Accept(accepted=accepted))] == problems
