"""A ledger: relations, origins, a number that must fit the learner's own ledger, and a wording's form."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from course_checks.core.library import Library
from course_checks.core.part import Number, Option, Value
from course_checks.validators import corroboration, load
from course_checks.validators.corroboration import Accept, Ask, Entered

NAMES = ("BBC", "Yonhap", "Rice", "Liu")
ASK = Ask(
    claim="He promised no second test",
    reports=tuple(Option(id=name, text=f"{name}: he may have promised") for name in NAMES),
)
WORDING = "A Chinese spokesman said the North had no plan for a second test, but kept the right to act under pressure."
ACCEPT = Accept(
    accepted={
        "BBC": Entered(relation=("confirms",), origin=("unnamed",)),
        "Yonhap": Entered(relation=("confirms", "qualifies"), origin=("unnamed",)),
        "Rice": Entered(relation=("qualifies", "denies"), origin=("Tang Jiaxuan",)),
        "Liu": Entered(relation=("qualifies",), origin=("Tang Jiaxuan", "unnamed")),
    },
    wording=WORDING,
    aliases={"Tang Jiaxuan": ("Tang", "the envoy")},
)
MODEL: Mapping[str, Value] = {
    "BBC": "confirms",
    "Yonhap": "confirms",
    "Rice": "qualifies",
    "Liu": "qualifies",
    "BBC-origin": "unnamed",
    "Yonhap-origin": "diplomatic source in Beijing",
    "Rice-origin": "Tang Jiaxuan",
    "Liu-origin": "Tang Jiaxuan",
    "independent": 1,
    "wording": WORDING,
}
"""The ledger of the plan of the course, as it stands there."""


def given(**changed: Value) -> dict[str, Value]:
    """The model with other values: `Liu_origin` for `Liu-origin`."""
    return {**MODEL, **{part.replace("_", "-"): value for part, value in changed.items()}}


def without(*parts: str) -> dict[str, Value]:
    return {part: value for part, value in MODEL.items() if part not in parts}


def scored(response: Mapping[str, Value]) -> tuple[Fraction | None, list[str]]:
    outcome = corroboration.score(ASK, ACCEPT, response)
    return outcome.score, [slip.id for slip in outcome.slips]


def test_relations_are_asked_first_then_origins_number_and_wording() -> None:
    parts = corroboration.parts(ASK)

    assert [part.id for part in parts] == [
        *NAMES,
        *(f"{name}-origin" for name in NAMES),
        "independent",
        "wording",
    ]
    assert parts[8].domain == Number(low=0, high=4)
    assert [part.id for part in parts if not part.scored] == ["wording"]


def test_the_worked_example_of_the_plan_scores_1() -> None:
    assert scored(MODEL) == (Fraction(1), [])


@pytest.mark.parametrize(
    ("response", "score"),
    [
        pytest.param(given(Rice="denies"), 1, id="Rice may be read as a denial"),
        pytest.param(given(Yonhap="qualifies"), 1, id="no plans are less than a promise"),
        pytest.param(given(Liu_origin="unnamed"), 1, id="another accepted origin"),
        pytest.param(given(Liu_origin="the envoy"), 1, id="an origin by another name"),
        pytest.param(given(Rice_origin="Tang Jiaxun"), 1, id="an origin misspelt"),
        pytest.param(
            given(Liu="denies"), Fraction(9, 10), id="a relation: a tenth, one of four in four tenths"
        ),
        pytest.param(given(Liu_origin="Liu"), Fraction(37, 40), id="an origin: one of four in three tenths"),
        pytest.param(given(independent=2), Fraction(8, 10), id="the number: two tenths"),
        pytest.param(
            given(wording="He promised it."), Fraction(9, 10), id="the form of the wording: a tenth"
        ),
        pytest.param(without("wording"), Fraction(9, 10), id="no wording"),
        pytest.param(without("independent"), Fraction(8, 10), id="no number"),
        pytest.param({name: MODEL[name] for name in NAMES}, Fraction(4, 10), id="relations alone"),
        pytest.param({"independent": 0}, Fraction(0), id="a number without a ledger"),
        pytest.param({"wording": WORDING}, Fraction(1, 10), id="a wording alone"),
    ],
)
def test_the_weights(response: Mapping[str, Value], score: Fraction) -> None:
    assert scored(response)[0] == score


LEDGERS = [
    pytest.param(
        "confirms confirms qualifies qualifies", "? ? Tang Tang", 1, id="two unknown ones may be one"
    ),
    pytest.param("confirms confirms qualifies qualifies", "Ana Ana Tang Tang", 1, id="one known, twice"),
    pytest.param("confirms confirms qualifies qualifies", "Ana Tang Tang Tang", 2, id="two known ones"),
    pytest.param(
        "confirms confirms qualifies qualifies", "Ana ? Tang Tang", 1, id="the unknown may be the known"
    ),
    pytest.param("confirms confirms confirms qualifies", "Ana Tang ? Tang", 2, id="two known and an unknown"),
    pytest.param("confirms confirms confirms confirms", "Ana ana. Tang envoy", 2, id="spellings count once"),
    pytest.param("denies confirms qualifies qualifies", "? ? Tang Tang", 1, id="one confirmation"),
    pytest.param("denies denies denies qualifies", "? ? Tang Tang", 0, id="none"),
]


def own(relations: str, origins: str) -> dict[str, Value]:
    """A ledger, its relations and origins in the order of the reports."""
    return {
        **dict(zip(NAMES, relations.split(), strict=True)),
        **{f"{name}-origin": origin for name, origin in zip(NAMES, origins.split(), strict=True)},
    }


@pytest.mark.parametrize(("relations", "origins", "count"), LEDGERS)
def test_the_number_is_that_of_the_learners_own_ledger(relations: str, origins: str, count: int) -> None:
    accept = replace(ACCEPT, aliases={"Tang Jiaxuan": ("Tang", "envoy")})
    for stated in range(5):
        outcome = corroboration.score(ASK, accept, {**own(relations, origins), "independent": stated})
        (mark,) = (mark for mark in outcome.marks if mark.part == "independent")

        assert mark.score == (stated == count)
        assert bool(outcome.slips) is (stated != count)


@pytest.mark.parametrize("missing", [*NAMES, "BBC-origin", "Yonhap-origin"])
def test_a_ledger_with_gaps_has_no_number_and_no_slip(missing: str) -> None:
    response = {**without(missing), "independent": 2}
    outcome = corroboration.score(ASK, ACCEPT, response)
    marks = {mark.part: mark.score for mark in outcome.marks}

    assert marks["independent"] == 0
    assert outcome.slips == ()
    assert outcome.details[0].startswith("The number is counted once")


def test_the_origin_of_a_report_that_does_not_confirm_is_not_needed_for_the_number() -> None:
    outcome = corroboration.score(ASK, ACCEPT, without("Rice-origin", "Liu-origin"))

    assert {mark.part: mark.score for mark in outcome.marks}["independent"] == 1


@pytest.mark.parametrize(
    ("relations", "origins", "stated", "slip", "parts"),
    [
        (
            "confirms confirms qualifies qualifies",
            "? ? Tang Tang",
            2,
            "echo",
            ("independent", "BBC-origin", "Yonhap-origin"),
        ),
        (
            "confirms confirms confirms qualifies",
            "Ana Tang Tang Tang",
            3,
            "echo",
            ("independent", "Yonhap-origin", "Rice-origin"),
        ),
        ("confirms confirms qualifies qualifies", "? ? Tang Tang", 3, "more-than-confirm", ("independent",)),
        ("denies denies denies denies", "? ? Tang Tang", 1, "more-than-confirm", ("independent",)),
        ("confirms confirms qualifies qualifies", "? ? Tang Tang", 0, "fewer-than-origins", ("independent",)),
        ("confirms confirms qualifies qualifies", "Ana Tang ? ?", 1, "fewer-than-origins", ("independent",)),
    ],
)
def test_a_number_that_does_not_fit_is_a_named_slip(
    relations: str, origins: str, stated: int, slip: str, parts: tuple[str, ...]
) -> None:
    outcome = corroboration.score(ASK, ACCEPT, {**own(relations, origins), "independent": stated})

    assert [(found.id, found.parts) for found in outcome.slips] == [(slip, parts)]


@pytest.mark.parametrize(
    ("response", "told"),
    [
        (
            given(independent=2),
            (
                "In your ledger these confirm the claim: BBC, Yonhap."
                " Without a known origin among them: BBC, Yonhap."
            ),
        ),
        (
            given(independent=2, BBC_origin="Tang", Yonhap_origin="Tang"),
            "In your ledger these confirm the claim: BBC, Yonhap. All of them have a known origin.",
        ),
        (given(independent=1, BBC="denies", Yonhap="denies"), "In your ledger no report confirms the claim."),
    ],
)
def test_the_ledger_is_given_back_where_the_number_does_not_fit(
    response: Mapping[str, Value], told: str
) -> None:
    details = corroboration.score(ASK, ACCEPT, response).details

    assert details[0] == told
    assert len(details) == 2


def test_nothing_that_was_typed_is_given_back() -> None:
    response = given(
        independent=2, BBC_origin="Zebra", Yonhap_origin="Zebra", wording="Zebra said that it may."
    )

    assert "zebra" not in " ".join(corroboration.score(ASK, ACCEPT, response).details).casefold()


def test_the_form_of_the_wording_is_told_and_what_is_not_judged() -> None:
    (told,) = corroboration.score(ASK, ACCEPT, MODEL).details

    assert told == (
        "The form of your wording: a speaker (“spokesman”); a limit (“but”); 21 words; 6 to 35 are asked."
        " Whether it is fair is not judged here."
    )


def test_the_tally_never_says_which() -> None:
    tally = "3 of 4 relations and 4 of 4 origins match the key."

    assert (
        corroboration.score(ASK, ACCEPT, given(Liu="denies")).tally
        == f"{tally} Your number fits your own ledger."
    )
    assert corroboration.score(ASK, ACCEPT, given(Liu="denies", independent=0)).tally == (
        f"{tally} Your number does not fit your own ledger."
    )
    assert corroboration.score(ASK, ACCEPT, {**without("independent"), "Liu": "denies"}).tally == tally


def test_the_spellings_of_the_sources_are_known_too() -> None:
    library = Library(aliases={"state councillor": "Tang Jiaxuan"})
    outcome = corroboration.score(ASK, ACCEPT, given(Rice_origin="the State Councillor"), library)

    assert outcome.score == 1


def test_the_model_counts_its_own_ledger() -> None:
    model = corroboration.model(ASK, ACCEPT)
    two = replace(ACCEPT.accepted["BBC"], origin=("Ana",)), replace(ACCEPT.accepted["Yonhap"], origin=("Bo",))
    accept = replace(ACCEPT, accepted={**ACCEPT.accepted, "BBC": two[0], "Yonhap": two[1]})

    assert model == {**MODEL, "Yonhap-origin": "unnamed", "independent": "1"}
    assert corroboration.model(ASK, accept)["independent"] == "2"
    assert corroboration.also(ASK, ACCEPT) == {
        "Yonhap": ("qualifies",),
        "Rice": ("denies",),
        "Liu-origin": ("unnamed",),
    }
    assert load("corroboration").everything(ASK) is None


@pytest.mark.parametrize(
    ("part", "response", "reason"),
    [
        ("Rice", given(Rice="denies"), "listed under accepted, and the number fits"),
        ("Liu-origin", given(Liu_origin="unnamed"), "listed under accepted, and the number fits"),
        ("wording", given(wording="He said that he may not test again."), "its form holds"),
        ("Liu", given(Liu="denies"), ""),
        ("independent", given(independent=2), ""),
        ("wording", given(wording="He promised."), ""),
    ],
)
def test_it_says_why_it_accepts_what_is_not_the_model(
    part: str, response: Mapping[str, Value], reason: str
) -> None:
    assert corroboration.accepts(ASK, ACCEPT, part, response) == reason


def test_a_relation_that_empties_the_ledger_under_the_number_is_not_accepted() -> None:
    accept = replace(
        ACCEPT,
        accepted={**ACCEPT.accepted, "BBC": Entered(relation=("confirms", "qualifies"), origin=("unnamed",))},
    )
    response = given(BBC="qualifies", Yonhap="qualifies")

    assert corroboration.accepts(ASK, accept, "BBC", response) == ""
    assert corroboration.accepts(ASK, accept, "BBC", {**response, "independent": 0}) != ""


@pytest.mark.parametrize(
    ("part", "value", "shown"),
    [
        ("Liu", "qualifies", True),
        ("Liu", "denies", False),
        ("independent", "1", True),
        ("independent", "0..2", True),
        ("independent", "2..4", False),
        ("BBC-origin", "unnamed", True),
        ("Yonhap-origin", "unnamed", True),
        ("Rice-origin", "Tang Jiaxuan", True),
        ("Rice-origin", "Tang", False),
        ("Liu-origin", "unnamed", False),
    ],
)
def test_a_slip_is_shown_by_a_value_at_a_part(part: str, value: str, shown: bool) -> None:  # noqa: FBT001
    assert corroboration.shows(part, value, given(Rice_origin="the envoy Tang Jiaxuan")) is shown
    assert corroboration.shows(part, value, {}) is False


def test_every_report_wants_a_slip() -> None:
    assert corroboration.wants_slips(ASK, ACCEPT) == tuple((name, "") for name in NAMES)
    assert corroboration.own_slips(ASK) == ("echo", "more-than-confirm", "fewer-than-origins")


def changed(**entered: Entered) -> Accept:
    return replace(ACCEPT, accepted={**ACCEPT.accepted, **entered})


@pytest.mark.parametrize(
    ("ask", "accept", "faults"),
    [
        (ASK, ACCEPT, []),
        (
            replace(ASK, reports=(*ASK.reports, Option(id="independent", text="one more"))),
            changed(independent=ACCEPT.accepted["BBC"]),
            ["the id 'independent' stands twice"],
        ),
        (
            replace(ASK, reports=ASK.reports[:1]),
            replace(ACCEPT, accepted={"BBC": ACCEPT.accepted["BBC"]}, aliases={}),
            ["1 report"],
        ),
        (ASK, changed(CNN=ACCEPT.accepted["BBC"]), ["'CNN' is not in the exercise"]),
        (
            ASK,
            replace(ACCEPT, accepted={name: ACCEPT.accepted[name] for name in NAMES[:3]}),
            ["the report has no key"],
        ),
        (
            ASK,
            changed(Liu=Entered(relation=("agrees",), origin=("Tang Jiaxuan",))),
            ["'agrees' is not a relation"],
        ),
        (
            ASK,
            changed(Liu=Entered(relation=("confirms", "qualifies", "denies"), origin=("Tang Jiaxuan",))),
            ["every relation is accepted"],
        ),
        (ASK, changed(Liu=Entered(relation=(), origin=())), ["nothing is accepted", "nothing is accepted"]),
        (ASK, replace(ACCEPT, aliases={"Dai": ("D.",)}), ["'Dai' is not an origin under accepted"]),
        (
            ASK,
            replace(ACCEPT, aliases={"Tang Jiaxuan": ("Tang", "...", "unnamed")}),
            ["'...' has no letter", "'unnamed' stands for 'unnamed' too"],
        ),
        (
            ASK,
            replace(ACCEPT, wording="He promised it."),
            [
                (
                    "the model wording fails its own check: no word for a speaker, such as said or according;"
                    " no word that doubts or limits, such as may, if or but; 3 words; 6 to 35 are asked"
                )
            ],
        ),
    ],
)
def test_an_authors_mistakes_are_all_named(ask: Ask, accept: Accept, faults: list[str]) -> None:
    assert [problem for _, problem, _ in corroboration.faults(ask, accept)] == faults
