"""A forecast tried: verdict and evidence for it, a criterion that must not move, certainty that never scores."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from course_checks.core.part import Passages, Value
from course_checks.validators import forecast, load
from course_checks.validators.forecast import Accept, Ask

PLAIN = Ask(forecast="The ferry will run at noon.")
FULL = Ask(forecast="The ferry will run at noon.", source="harbour", certainty=True)
ACCEPT = Accept(accepted={"contradicted": ("Z13",), "mixed": ("Z15", "Z13")})
ONE = Accept(accepted={"held": ("Z9", "Z4")}, criterion="It holds if a ferry leaves every day at noon.")
HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("ask", "parts"),
    [
        (PLAIN, ["criterion", "verdict", "evidence"]),
        (FULL, ["criterion", "verdict", "evidence", "sure"]),
    ],
)
def test_the_criterion_comes_before_the_verdict(ask: Ask, parts: list[str]) -> None:
    assert [part.id for part in forecast.parts(ask)] == parts


def test_criterion_and_certainty_are_asked_and_not_scored() -> None:
    assert [part.id for part in forecast.parts(FULL) if not part.scored] == ["criterion", "sure"]


def test_the_evidence_may_be_two_passages_of_one_source() -> None:
    domains = {part.id: part.domain for part in forecast.parts(FULL)}

    assert domains["evidence"] == Passages(most=2, source="harbour")


def test_the_forecast_is_shown_where_the_criterion_is_asked() -> None:
    assert forecast.parts(PLAIN)[0].label.startswith("The ferry will run at noon.")


@pytest.mark.parametrize(
    ("given", "score", "slips"),
    [
        pytest.param({"verdict": "contradicted", "evidence": ("Z13",)}, Fraction(1), [], id="both"),
        pytest.param({"verdict": "mixed", "evidence": ("Z15",)}, Fraction(1), [], id="another pair"),
        pytest.param(
            {"verdict": "contradicted", "evidence": ("Z15",)},
            HALF,
            ["thin-evidence"],
            id="evidence for another accepted verdict",
        ),
        pytest.param(
            {"verdict": "contradicted", "evidence": ("Z2",)}, HALF, ["thin-evidence"], id="the verdict alone"
        ),
        pytest.param({"verdict": "mixed"}, HALF, [], id="no evidence given: half a point, no slip"),
        pytest.param(
            {"verdict": "mixed", "evidence": ("Z2", "Z13")}, Fraction(1), [], id="one of two passages will do"
        ),
        pytest.param(
            {"verdict": "held", "evidence": ("Z13",)}, Fraction(0), ["good-evidence"], id="the evidence alone"
        ),
        pytest.param({"verdict": "held", "evidence": ("Z2",)}, Fraction(0), [], id="neither"),
        pytest.param({"evidence": ("Z13",)}, Fraction(0), [], id="evidence without a verdict, no slip"),
    ],
)
def test_evidence_counts_only_with_an_accepted_verdict(
    given: Mapping[str, Value], score: Fraction, slips: list[str]
) -> None:
    scored = forecast.score(PLAIN, ACCEPT, given)

    assert scored.score == score
    assert [slip.id for slip in scored.slips] == slips


KEYS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "S24": {"contradicted": ("Z13",), "mixed": ("Z13", "Z3")},
    "S26": {"mixed": ("Z6", "Z13", "Z15"), "held": ("Z6", "Z13", "Z15")},
    "S27": {"held": ("Z6", "Z15")},
    "S28": {"cannot tell": ("Z10", "Z14", "Z15"), "mixed": ("Z10", "Z14", "Z15")},
    "S29": {"held": ("Z1", "Z9"), "mixed": ("Z1", "Z9")},
    "S30": {"cannot tell": ("Z9",), "held": ("Z9",)},
    "S31": {"held": ("Z4", "Z9")},
}
"""The key as the plan of the course first proposed it: what is scored here is the rule."""


@pytest.mark.parametrize(
    ("item", "verdict", "passage", "score"),
    [
        ("S24", "contradicted", "Z13", 1),
        ("S31", "held", "Z9", 1),
        ("S28", "cannot tell", "Z14", 1),
        ("S24", "held", "Z13", 0),
        ("S30", "cannot tell", "Z16", HALF),
        ("S30", "held", "Z9", 1),
        ("S27", "mixed", "Z6", 0),
    ],
)
def test_the_worked_example_of_the_plan(item: str, verdict: str, passage: str, score: int | Fraction) -> None:
    accept = Accept(accepted=KEYS[item])

    assert forecast.score(PLAIN, accept, {"verdict": verdict, "evidence": (passage,)}).score == score


@pytest.mark.parametrize("sure", ["guess", "fairly sure", "certain"])
@pytest.mark.parametrize("verdict", ["contradicted", "held"])
def test_certainty_stands_apart(verdict: str, sure: str) -> None:
    given: dict[str, Value] = {"verdict": verdict, "evidence": ("Z13",)}

    assert forecast.score(FULL, ACCEPT, {**given, "sure": sure}).score == (
        forecast.score(FULL, ACCEPT, given).score
    )


@pytest.mark.parametrize(
    ("criterion", "verdict", "moves"),
    [
        ("It held, because there was a test.", "held", True),
        ("It holds.", "held", True),
        ("The forecast is contradicted by what happened later.", "contradicted", True),
        ("Contradicted", "contradicted", True),
        ("On the whole the evidence is mixed.", "mixed", True),
        ("One can’t tell, because the page is silent.", "cannot tell", True),
        ("I cannot tell.", "cannot tell", True),
        ("It held, because there was a test.", "contradicted", False),
        ("It is contradicted if the ferry stays in the harbour.", "contradicted", False),
        ("Held: the ferry runs. Contradicted: the ferry stays.", "held", False),
        ("China held talks and did nothing else besides.", "held", False),
        ("There are mixed feelings on the quay about the ferry.", "mixed", False),
        ("A ferry that leaves at noon would show that it held.", "held", False),
        ("The ferry leaves at noon on every day of the year.", "held", False),
        ("", "held", False),
    ],
)
def test_a_criterion_that_is_the_verdict_is_a_moving_target(
    criterion: str,
    verdict: str,
    moves: bool,  # noqa: FBT001
) -> None:
    given: dict[str, Value] = {"criterion": criterion, "verdict": verdict}
    scored = forecast.score(PLAIN, Accept(accepted={"held": ("Z9",)}), given)

    assert ("moving-target" in [slip.id for slip in scored.slips]) is moves


def test_a_criterion_never_touches_the_score() -> None:
    given: dict[str, Value] = {"verdict": "mixed", "evidence": ("Z13",)}
    moved = {**given, "criterion": "It is mixed."}

    assert forecast.score(PLAIN, ACCEPT, moved).score == forecast.score(PLAIN, ACCEPT, given).score == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"verdict": "mixed", "evidence": ("Z13",)}, "No criterion yet."),
        ({"criterion": "It is mixed.", "verdict": "mixed", "evidence": ("Z13",)}, "Your criterion gives"),
        ({"criterion": "It is mixed.", "verdict": "mixed"}, ""),
        ({"criterion": "If it runs, it holds.", "verdict": "mixed", "evidence": ("Z13",)}, ""),
    ],
)
def test_what_is_to_be_said_of_the_criterion_stands_beside_the_score(
    given: Mapping[str, Value], told: str
) -> None:
    details = forecast.score(PLAIN, ACCEPT, given).details

    assert [detail[: len(told)] for detail in details] == ([told] if told else [])


def test_each_part_has_its_state() -> None:
    scored = forecast.score(FULL, ACCEPT, {"verdict": "held", "evidence": ("Z13",), "sure": "certain"})
    states = {mark.part: mark.state for mark in scored.marks}

    assert states == {"criterion": "empty", "verdict": "look again", "evidence": "right", "sure": "read"}
    assert scored.tally == "1 of 2: verdict and evidence are looked at together."


def test_the_model_is_the_first_verdict_with_its_first_passage() -> None:
    assert forecast.model(PLAIN, ACCEPT) == {"verdict": "contradicted", "evidence": "Z13"}
    assert forecast.model(PLAIN, ONE) == {
        "criterion": "It holds if a ferry leaves every day at noon.",
        "verdict": "held",
        "evidence": "Z9",
    }
    assert forecast.also(PLAIN, ACCEPT) == {"verdict": ("mixed",), "evidence": ("Z15",)}
    assert forecast.also(PLAIN, Accept(accepted={"held": ("Z9",)})) == {}
    assert load("forecast").everything(PLAIN) is None


@pytest.mark.parametrize(
    ("part", "given", "reason"),
    [
        ("verdict", {"verdict": "mixed", "evidence": ("Z13",)}, "listed under accepted, mixed"),
        ("evidence", {"verdict": "mixed", "evidence": ("Z15",)}, "listed under accepted, mixed"),
        ("evidence", {"verdict": "contradicted", "evidence": ("Z15",)}, ""),
        ("verdict", {"verdict": "held", "evidence": ("Z13",)}, ""),
        ("criterion", {"verdict": "mixed", "evidence": ("Z13",)}, "in the learner's own words"),
    ],
)
def test_it_says_why_it_accepts_what_is_not_the_model(
    part: str, given: Mapping[str, Value], reason: str
) -> None:
    assert forecast.accepts(PLAIN, ACCEPT, part, given) == reason


@pytest.mark.parametrize(
    ("part", "value", "shown"),
    [
        ("verdict", "held", True),
        ("verdict", "mixed", False),
        ("evidence", "Z4", True),
        ("evidence", "Z", False),
    ],
)
def test_a_slip_is_shown_by_a_value_at_a_part(part: str, value: str, shown: bool) -> None:  # noqa: FBT001
    assert forecast.shows(part, value, {"verdict": "held", "evidence": ("Z9", "Z4")}) is shown


def test_every_verdict_that_is_not_accepted_wants_a_slip() -> None:
    assert forecast.wants_slips(PLAIN, ACCEPT) == (("verdict", "held"), ("verdict", "cannot tell"))
    assert forecast.own_slips(PLAIN) == ("moving-target", "good-evidence", "thin-evidence")


@pytest.mark.parametrize(
    ("ask", "accept", "faults"),
    [
        (FULL, ACCEPT, []),
        (PLAIN, ONE, []),
        (PLAIN, Accept(accepted={}), ["no verdict is accepted"]),
        (PLAIN, Accept(accepted={"came true": ("Z9",)}), ["'came true' is not a verdict"]),
        (PLAIN, Accept(accepted={"held": ()}), ["the verdict has no evidence"]),
        (
            PLAIN,
            Accept(accepted=dict.fromkeys(("held", "contradicted", "mixed", "cannot tell"), ("Z9",))),
            ["every verdict is accepted"],
        ),
        (PLAIN, Accept(accepted={"held": ("Z9",)}, criterion="It held."), ["it only gives the verdict"]),
    ],
)
def test_an_authors_mistakes_are_all_named(ask: Ask, accept: Accept, faults: list[str]) -> None:
    assert [problem for _, problem, _ in forecast.faults(ask, accept)] == faults
