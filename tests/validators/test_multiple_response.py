"""Yes or no for every option, scored by balanced plus/minus."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

import pytest

from course_checks.core.outcome import mean
from course_checks.core.part import Option
from course_checks.validators import multiple_response
from course_checks.validators.multiple_response import Accept, Ask

IDS = ("S2", "S4", "S11", "S15", "S16", "S17")
SIX = Ask(options=tuple(Option(id=name, text=f"Text of {name}") for name in IDS))
THREE_OF_SIX = Accept(accepted=IDS[:3])


def score_of(accept: Accept, given: Mapping[str, str]) -> Fraction | None:
    return multiple_response.score(SIX, accept, given).score


@pytest.mark.parametrize("keyed", [2, 3, 5])
def test_ticking_nothing_scores_0(keyed: int) -> None:
    """Table of multiple-select rules, column “ticks nothing”."""
    assert score_of(Accept(accepted=IDS[:keyed]), dict.fromkeys(IDS, "no")) == 0


@pytest.mark.parametrize("keyed", [2, 3, 5])
def test_ticking_everything_scores_0_however_many_are_keyed(keyed: int) -> None:
    """Table of multiple-select rules, column “ticks everything”, N = 6 and K = 2, 3, 5."""
    scored = multiple_response.score(SIX, Accept(accepted=IDS[:keyed]), multiple_response.everything(SIX))

    assert scored.score == 0
    assert [slip.id for slip in scored.slips] == ["everything"]
    assert scored.slips[0].parts == IDS


def test_guessing_by_coin_scores_0_156_on_average() -> None:
    """Table of multiple-select rules, column “guesses by coin”, K = 3: all 64 ways to answer six options."""
    scores = [
        score_of(THREE_OF_SIX, dict(zip(IDS, answers, strict=True)))
        for answers in product(("yes", "no"), repeat=len(IDS))
    ]

    assert len(scores) == 64
    assert f"{float(mean(score or Fraction(0) for score in scores)):.3f}" == "0.156"


@pytest.mark.parametrize(
    ("ticked", "score"),
    [
        pytest.param("S2 S4 S11", Fraction(1), id="all three hits"),
        pytest.param("S2 S4", Fraction(2, 3), id="two hits"),
        pytest.param("S2 S4 S11 S15", Fraction(2, 3), id="three hits and a false alarm"),
        pytest.param("S2 S4 S15", Fraction(1, 3), id="two hits and a false alarm"),
        pytest.param("S2 S15", Fraction(0), id="one of each"),
        pytest.param("S15 S16 S17", Fraction(0), id="all the wrong way round, and not below 0"),
    ],
)
def test_the_score_is_the_share_of_hits_less_the_share_of_false_alarms(ticked: str, score: Fraction) -> None:
    given = {name: "yes" if name in ticked.split() else "no" for name in IDS}

    assert score_of(THREE_OF_SIX, given) == score


def test_unequal_groups_are_balanced() -> None:
    """2 of 6 keyed: a hit weighs a half, a false alarm a quarter."""
    accept = Accept(accepted=("S2", "S4"))

    assert score_of(accept, {**dict.fromkeys(IDS, "no"), "S2": "yes", "S15": "yes"}) == Fraction(1, 4)


def test_what_is_left_blank_counts_as_not_ticked_and_is_said_to_be_empty() -> None:
    scored = multiple_response.score(SIX, THREE_OF_SIX, dict.fromkeys(IDS[:3], "yes"))

    assert scored.score == 1
    assert [mark.part for mark in scored.marks if mark.state == "empty"] == ["S15", "S16", "S17"]
    assert scored.tally == "3 of 6 judged as in the key."


def test_an_open_option_is_left_out_of_the_score() -> None:
    accept = Accept(accepted=("S2", "S4"), open=("S17",))
    given = {**dict.fromkeys(IDS, "no"), "S2": "yes", "S4": "yes"}

    for answer in ("yes", "no"):
        scored = multiple_response.score(SIX, accept, {**given, "S17": answer})
        assert scored.score == 1
        assert scored.tally == "5 of 5 judged as in the key."
        assert [mark.state for mark in scored.marks if mark.part == "S17"] == ["read"]


def test_everything_scores_0_with_an_open_option_too() -> None:
    accept = Accept(accepted=("S2", "S4"), open=("S17",))

    assert score_of(accept, multiple_response.everything(SIX)) == 0


def test_the_model_says_yes_or_no_to_all_but_the_open_ones() -> None:
    accept = Accept(accepted=("S2", "S4"), open=("S17",))

    assert multiple_response.model(SIX, accept) == {
        "S2": "yes",
        "S4": "yes",
        "S11": "no",
        "S15": "no",
        "S16": "no",
    }
    assert multiple_response.also(SIX, accept) == {"S17": ("yes", "no")}
    assert multiple_response.accepts(SIX, accept, "S17", {"S17": "yes"}) == "listed under open"
    assert multiple_response.accepts(SIX, accept, "S2", {"S2": "no"}) == ""


def test_every_option_that_can_be_wrongly_ticked_wants_a_slip() -> None:
    accept = Accept(accepted=("S2", "S4"), open=("S17",))

    assert multiple_response.wants_slips(SIX, accept) == (("S11", "yes"), ("S15", "yes"), ("S16", "yes"))
    assert multiple_response.own_slips(SIX) == ("everything",)


@pytest.mark.parametrize(
    ("keyed", "open_", "faults"),
    [
        (IDS[:2], (), []),
        (IDS[:4], (), []),
        (IDS[:1], (), ["1 of 6 options are keyed yes"]),
        (IDS[:5], (), ["5 of 6 options are keyed yes"]),
        (IDS, (), ["6 of 6 options are keyed yes"]),
        (IDS[:3], IDS[4:], ["3 of 4 options are keyed yes"]),
        (("S2", "S4", "S99"), ("Z9",), ["'S99' is not in the exercise", "'Z9' is not in the exercise"]),
        (("S2", "S4", "S2"), (), []),
        (("S2", "S4", "S17"), ("S17",), ["'S17' is keyed yes and open"]),
    ],
)
def test_an_authors_mistakes_are_all_named(
    keyed: tuple[str, ...], open_: tuple[str, ...], faults: list[str]
) -> None:
    found = multiple_response.faults(SIX, Accept(accepted=keyed, open=open_))

    assert [problem for _, problem, _ in found] == faults
