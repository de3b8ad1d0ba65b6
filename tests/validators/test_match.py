"""Rows to labels: accepted sets, scales, and “cannot tell”."""

from fractions import Fraction

import pytest

from course_checks.core.part import Option
from course_checks.validators import load, match
from course_checks.validators.match import Accept, Ask


def options(*names: str) -> tuple[Option, ...]:
    return tuple(Option(id=name, text=f"Text of {name}") for name in names)


LAYERS = Ask(
    rows=options("SM1", "SM6", "S8", "S30"), labels=options("owner", "summary", "author"), unknown=True
)
LAYERS_KEY = Accept(
    accepted={"SM1": ("owner",), "SM6": ("summary",), "S8": ("summary",), "S30": ("?", "author")}
)
STRENGTH = Ask(rows=options("S6", "S8"), labels=options("will", "may", "might", "cannot"), ordered=True)
STRENGTH_KEY = Accept(accepted={"S6": ("will",), "S8": ("may", "cannot")})
UNSURE = Ask(rows=options("S6", "S8"), labels=options("will", "may", "might"), ordered=True, unknown=True)
UNSURE_KEY = Accept(accepted={"S6": ("?",), "S8": ("?", "will")})


def score_of(ask: Ask, accept: Accept, given: dict[str, str]) -> Fraction | None:
    return match.score(ask, accept, given).score


@pytest.mark.parametrize(
    ("given", "score"),
    [
        pytest.param(
            {"SM1": "owner", "SM6": "summary", "S8": "summary", "S30": "?"}, Fraction(1), id="all rows"
        ),
        pytest.param(
            {"SM1": "owner", "SM6": "summary", "S8": "summary", "S30": "author"},
            Fraction(1),
            id="another accepted label",
        ),
        pytest.param(
            {"SM1": "owner", "SM6": "summary", "S8": "author", "S30": "?"}, Fraction(3, 4), id="three rows"
        ),
        pytest.param(
            {"SM1": "owner"}, Fraction(1, 4), id="what is left blank scores nothing, and costs nothing"
        ),
        pytest.param(
            {"SM1": "?", "SM6": "?", "S8": "?", "S30": "?"}, Fraction(1, 4), id="cannot tell, throughout"
        ),
        pytest.param({"SM1": "author", "SM6": "owner"}, Fraction(0), id="no row"),
    ],
)
def test_the_score_is_the_share_of_rows_with_an_accepted_label(
    given: dict[str, str], score: Fraction
) -> None:
    assert score_of(LAYERS, LAYERS_KEY, given) == score


@pytest.mark.parametrize(
    ("label", "score"),
    [
        pytest.param("will", Fraction(1), id="the label itself"),
        pytest.param("may", Fraction(1, 2), id="one step off"),
        pytest.param("might", Fraction(0), id="two steps off"),
        pytest.param("cannot", Fraction(0), id="three steps off, and not round the corner"),
    ],
)
def test_one_step_off_on_a_scale_scores_half(label: str, score: Fraction) -> None:
    """The other row is left blank: it adds nothing to the mean of two."""
    assert score_of(STRENGTH, STRENGTH_KEY, {"S6": label}) == score / 2


@pytest.mark.parametrize(
    ("label", "score"),
    [("may", 1), ("cannot", 1), ("will", Fraction(1, 2)), ("might", Fraction(1, 2))],
)
def test_a_step_is_counted_from_any_accepted_label(label: str, score: Fraction) -> None:
    assert score_of(STRENGTH, STRENGTH_KEY, {"S8": label}) == Fraction(score) / 2


@pytest.mark.parametrize(
    ("row", "label", "score"),
    [
        ("S6", "?", 1),
        ("S6", "will", 0),
        ("S6", "might", 0),
        ("S8", "will", 1),
        ("S8", "may", Fraction(1, 2)),
        ("S8", "?", 1),
    ],
)
def test_cannot_tell_is_no_step_of_a_scale(row: str, label: str, score: Fraction) -> None:
    assert score_of(UNSURE, UNSURE_KEY, {row: label}) == Fraction(score) / 2


def test_cannot_tell_is_legal_only_where_it_is_listed() -> None:
    listed = [getattr(part.domain, "ids", ()) for part in (*match.parts(LAYERS), *match.parts(STRENGTH))]

    assert listed[:4] == [("owner", "summary", "author", "?")] * 4
    assert listed[4:] == [("will", "may", "might", "cannot")] * 2


def test_the_marks_and_the_tally() -> None:
    scored = match.score(STRENGTH, STRENGTH_KEY, {"S6": "may"})

    assert [(mark.part, mark.state) for mark in scored.marks] == [("S6", "half"), ("S8", "empty")]
    assert scored.tally == "0 of 2 rows match the key."


@pytest.mark.parametrize(
    ("given", "slips"),
    [
        ({"SM1": "owner", "SM6": "owner", "S8": "owner", "S30": "owner"}, ["one-label"]),
        ({"SM1": "?", "SM6": "?", "S8": "?", "S30": "?"}, ["one-label"]),
        ({"SM1": "owner", "SM6": "owner", "S8": "owner"}, []),
        ({"SM1": "owner", "SM6": "owner", "S8": "owner", "S30": "?"}, []),
    ],
)
def test_one_label_in_every_row_is_a_slip_of_its_own(given: dict[str, str], slips: list[str]) -> None:
    assert [slip.id for slip in match.score(LAYERS, LAYERS_KEY, given).slips] == slips


def test_two_rows_are_too_few_to_speak_of_one_label() -> None:
    assert match.score(STRENGTH, STRENGTH_KEY, {"S6": "may", "S8": "may"}).slips == ()
    assert match.own_slips(STRENGTH) == ()
    assert match.own_slips(LAYERS) == ("one-label",)


def test_the_model_is_the_first_label_of_each_row_and_the_others_are_told_beside_it() -> None:
    assert match.model(LAYERS, LAYERS_KEY) == {"SM1": "owner", "SM6": "summary", "S8": "summary", "S30": "?"}
    assert match.also(LAYERS, LAYERS_KEY) == {"S30": ("author",)}
    assert load("match").everything(LAYERS) is None
    assert match.accepts(LAYERS, LAYERS_KEY, "S30", {"S30": "author"}) == "listed under accepted"
    assert match.accepts(LAYERS, LAYERS_KEY, "S8", {"S8": "author"}) == ""
    assert match.shows("S8", "author", {"S8": "author"})


def test_every_row_wants_a_slip() -> None:
    assert match.wants_slips(STRENGTH, STRENGTH_KEY) == (("S6", ""), ("S8", ""))


@pytest.mark.parametrize(
    ("ask", "accepted", "faults"),
    [
        (LAYERS, LAYERS_KEY.accepted, []),
        (STRENGTH, {"S6": ("will",)}, ["the row has no key"]),
        (STRENGTH, {"S6": ("will",), "S8": ()}, ["the row has no key"]),
        (STRENGTH, {"S6": ("?",), "S8": ("may",)}, ["'?' is not in the exercise"]),
        (STRENGTH, {"S6": ("will",), "S8": ("may",), "S9": ("may",)}, ["'S9' is not in the exercise"]),
        (STRENGTH, {"S6": ("will", "may", "might", "cannot"), "S8": ("may",)}, ["every label is accepted"]),
        (
            Ask(rows=options("S6", "s6"), labels=options("will", "will", "may")),
            {"S6": ("will",), "s6": ("may",)},
            ["the id 's6' stands twice", "the id 'will' stands twice"],
        ),
        (
            Ask(rows=options("S6"), labels=options("will")),
            {"S6": ("will",)},
            ["every label is accepted", "1 label"],
        ),
    ],
)
def test_an_authors_mistakes_are_all_named(
    ask: Ask, accepted: dict[str, tuple[str, ...]], faults: list[str]
) -> None:
    assert [problem for _, problem, _ in match.faults(ask, Accept(accepted=accepted))] == faults
