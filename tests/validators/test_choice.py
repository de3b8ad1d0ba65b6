"""One best option: the rationale rule, certainty that never scores, and the slips a choice can show."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from course_checks.core.outcome import State
from course_checks.core.part import Option, Value
from course_checks.validators import choice, load
from course_checks.validators.choice import Accept, Ask

OPTIONS = tuple(Option(id=name, text=f"Option {name}") for name in "abc")
PLAIN = Ask(options=OPTIONS)
CITING = Ask(options=OPTIONS, cites=True)
FULL = Ask(options=OPTIONS, cites=True, certainty=True)
ACCEPT = Accept(accepted=("a",))
PROVEN = Accept(accepted=("a", "b"), passages=("S19", "S17"))
HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("ask", "parts"),
    [(PLAIN, ["choice"]), (CITING, ["choice", "passage"]), (FULL, ["choice", "passage", "sure"])],
)
def test_its_parts_are_asked_in_order(ask: Ask, parts: list[str]) -> None:
    assert [part.id for part in choice.parts(ask)] == parts


def test_certainty_is_asked_and_not_scored() -> None:
    assert [part.id for part in choice.parts(FULL) if not part.scored] == ["sure"]


@pytest.mark.parametrize(("chosen", "score"), [("a", 1), ("b", 0), ("c", 0)])
def test_without_a_passage_the_choice_is_right_or_not(chosen: str, score: int) -> None:
    assert choice.score(PLAIN, ACCEPT, {"choice": chosen}).score == score


@pytest.mark.parametrize(
    ("given", "score", "slips"),
    [
        pytest.param({"choice": "a", "passage": ("S19",)}, Fraction(1), [], id="both right: the full point"),
        pytest.param({"choice": "b", "passage": ("S17",)}, Fraction(1), [], id="another accepted pair"),
        pytest.param(
            {"choice": "a", "passage": ("S2",)}, HALF, ["thin-evidence"], id="the choice alone: half a point"
        ),
        pytest.param({"choice": "a"}, HALF, [], id="no passage given: half a point, no slip"),
        pytest.param(
            {"choice": "c", "passage": ("S19",)},
            Fraction(0),
            ["good-evidence"],
            id="the passage alone: nothing",
        ),
        pytest.param({"passage": ("S19",)}, Fraction(0), [], id="only a passage given: nothing, no slip"),
        pytest.param({"choice": "c", "passage": ("S2",)}, Fraction(0), [], id="neither"),
        pytest.param({"choice": "c"}, Fraction(0), [], id="another choice without a passage"),
    ],
)
def test_the_rationale_rule(given: Mapping[str, Value], score: Fraction, slips: list[str]) -> None:
    scored = choice.score(CITING, PROVEN, given)

    assert scored.score == score
    assert [slip.id for slip in scored.slips] == slips


@pytest.mark.parametrize("sure", ["guess", "fairly sure", "certain"])
@pytest.mark.parametrize("chosen", ["a", "c"])
def test_certainty_never_touches_the_score(chosen: str, sure: str) -> None:
    given: dict[str, Value] = {"choice": chosen, "passage": ("S19",)}

    assert (
        choice.score(FULL, PROVEN, {**given, "sure": sure}).score == choice.score(FULL, PROVEN, given).score
    )


def test_each_part_has_its_state() -> None:
    scored = choice.score(FULL, PROVEN, {"choice": "c", "sure": "certain"})
    states: dict[str, State] = {mark.part: mark.state for mark in scored.marks}

    assert states == {"choice": "look again", "passage": "empty", "sure": "read"}


@pytest.mark.parametrize(
    ("ask", "given", "tally"),
    [
        (PLAIN, {"choice": "a"}, "Your choice is accepted."),
        (PLAIN, {"choice": "b"}, "Your choice is not the accepted one yet."),
        (CITING, {"choice": "a"}, "1 of 2: choice and passage are looked at together."),
        (CITING, {"choice": "c", "passage": ("S2",)}, "0 of 2: choice and passage are looked at together."),
    ],
)
def test_the_tally_never_says_which(ask: Ask, given: Mapping[str, Value], tally: str) -> None:
    accept = PROVEN if ask.cites else ACCEPT

    assert choice.score(ask, accept, given).tally == tally


def test_the_model_is_the_first_of_each_and_the_others_are_told_beside_it() -> None:
    assert choice.model(FULL, PROVEN) == {"choice": "a", "passage": "S19"}
    assert choice.also(FULL, PROVEN) == {"choice": ("b",), "passage": ("S17",)}
    assert choice.also(PLAIN, ACCEPT) == {}
    assert load("choice").everything(FULL) is None


@pytest.mark.parametrize(
    ("part", "given", "reason"),
    [
        ("choice", {"choice": "b"}, "listed under accepted"),
        ("choice", {"choice": "c"}, ""),
        ("passage", {"passage": ("S17",)}, "listed under passages"),
        ("passage", {"passage": ("S2",)}, ""),
        ("passage", {}, ""),
    ],
)
def test_it_says_why_it_accepts_what_is_not_the_model(
    part: str, given: Mapping[str, Value], reason: str
) -> None:
    assert choice.accepts(CITING, PROVEN, part, given) == reason


@pytest.mark.parametrize(
    ("part", "value", "shown"),
    [
        ("choice", "b", True),
        ("choice", "a", False),
        ("passage", "S2", True),
        ("passage", "S", False),
        ("sure", "guess", False),
    ],
)
def test_a_slip_is_shown_by_a_value_at_a_part(part: str, value: str, shown: bool) -> None:  # noqa: FBT001
    assert choice.shows(part, value, {"choice": "b", "passage": ("S2",)}) is shown


def test_the_slips_it_knows_need_a_passage() -> None:
    assert choice.own_slips(PLAIN) == ()
    assert choice.own_slips(CITING) == ("good-evidence", "thin-evidence")


def test_every_option_that_is_not_accepted_wants_a_slip() -> None:
    assert choice.wants_slips(PLAIN, ACCEPT) == (("choice", "b"), ("choice", "c"))
    assert choice.wants_slips(CITING, PROVEN) == (("choice", "c"),)


@pytest.mark.parametrize(
    ("ask", "accept", "faults"),
    [
        (PLAIN, ACCEPT, []),
        (FULL, PROVEN, []),
        (Ask(options=()), ACCEPT, ["'a' is not in the exercise", "0 option"]),
        (Ask(options=OPTIONS[:1]), ACCEPT, ["1 option", "every option is accepted"]),
        (Ask(options=(*OPTIONS, OPTIONS[0])), ACCEPT, ["the id 'a' stands twice"]),
        (
            Ask(options=(*OPTIONS, Option(id="A", text="Option A"))),
            ACCEPT,
            ["the id 'A' stands twice"],
        ),
        (PLAIN, Accept(accepted=("d",)), ["'d' is not in the exercise"]),
        (PLAIN, Accept(accepted=()), ["no option is accepted"]),
        (PLAIN, Accept(accepted=("a", "b", "c")), ["every option is accepted"]),
        (CITING, ACCEPT, ["the item asks for a passage and none is keyed"]),
        (PLAIN, PROVEN, ["passages are keyed and none is asked"]),
    ],
)
def test_an_authors_mistakes_are_all_named(ask: Ask, accept: Accept, faults: list[str]) -> None:
    assert [problem for _, problem, _ in choice.faults(ask, accept)] == faults
