"""A joint statement: who can sign, what the offices say, and what it would take to win one that is missing."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from course_checks.core.package import Issue, Line, Need, Party
from course_checks.core.part import Option, Options, Value
from course_checks.validators import joint_statement, load
from course_checks.validators.joint_statement import Accept, Ask


def issue(name: str, *options: str) -> Issue:
    return Issue(
        id=name, text=name.title(), options=tuple(Option(id=one, text=f"*{one}*") for one in options)
    )


def wants(*options: str, sources: tuple[str, ...] = ("H1",)) -> tuple[Line, ...]:
    return tuple(Line(option=option, sources=sources) for option in options)


ISSUES = (issue("fish", "all", "none", "some"), issue("boats", "few", "many"), issue("port", "open", "shut"))
NORTH = Party(
    id="north",
    name="The North",
    office="Northtown",
    never=(Line(option="fish.none", sources=("S8",), say="Our nets stay empty."),),
    needs=(Need(options=wants("boats.many", "fish.all"), say="What do we catch?"),),
)
SOUTH = Party(
    id="south",
    name="The South",
    office="Southport",
    never=(Line(option="port.shut", sources=("H2", "S9"), say="We cannot land."),),
    needs=(
        Need(options=wants("fish.some", "boats.few", sources=("S9",)), least=2, say="Too much is taken."),
    ),
)
WEST = Party(id="west", name="The West", office="Westbury")
EAST = Party(
    id="east",
    name="The East",
    office="Eastham",
    never=(Line(option="boats.many", sources=("H4",), say="There is no room."),),
)
ASK = Ask(issues=ISSUES, parties=(NORTH, EAST, WEST))
WIDE = Ask(issues=ISSUES, parties=(NORTH, SOUTH, EAST, WEST))
ACCEPT = Accept(accepted={"fish": "all", "boats": "few", "port": "open"})
MODEL: Mapping[str, Value] = ACCEPT.accepted


def changed(**lines: str) -> dict[str, Value]:
    return {**MODEL, **lines}


def test_each_issue_is_a_part_with_its_options() -> None:
    found = joint_statement.parts(ASK)

    assert [part.id for part in found] == ["fish", "boats", "port"]
    assert found[0].domain == Options(options=ISSUES[0].options)
    assert found[0].label == "Fish"


@pytest.mark.parametrize(
    ("given", "score", "slips"),
    [
        pytest.param(MODEL, Fraction(1), [], id="all sign"),
        pytest.param(changed(port="shut"), Fraction(1), [], id="another that all sign"),
        pytest.param(changed(fish="some"), Fraction(2, 3), ["nothing-offends"], id="a need is not met"),
        pytest.param(changed(boats="many"), Fraction(2, 3), [], id="a red line is crossed"),
        pytest.param(changed(fish="none"), Fraction(2, 3), [], id="both at once"),
        pytest.param({"fish": "all"}, Fraction(0), ["unfinished"], id="two issues without a line"),
        pytest.param({"fish": "none", "boats": "many"}, Fraction(0), ["unfinished"], id="one without"),
    ],
)
def test_the_score_is_the_share_of_parties_that_can_sign(
    given: Mapping[str, Value], score: Fraction, slips: list[str]
) -> None:
    scored = joint_statement.score(ASK, ACCEPT, given)

    assert scored.score == score
    assert [slip.id for slip in scored.slips] == slips


def test_the_marks_show_what_is_refused_and_where_more_is_asked_for() -> None:
    scored = joint_statement.score(ASK, ACCEPT, changed(fish="some", boats="few"))
    refused = joint_statement.score(ASK, ACCEPT, changed(fish="none"))
    blank = joint_statement.score(ASK, ACCEPT, {"port": "open"})

    assert {mark.part: mark.state for mark in scored.marks} == {
        "fish": "half",
        "boats": "half",
        "port": "right",
    }
    assert {mark.part: mark.state for mark in refused.marks} == {
        "fish": "look again",
        "boats": "half",
        "port": "right",
    }
    assert [mark.part for mark in blank.marks if mark.empty] == ["fish", "boats"]


def test_the_slips_point_at_the_lines_in_question() -> None:
    (thin,) = joint_statement.score(ASK, ACCEPT, changed(fish="some")).slips
    (gaps,) = joint_statement.score(ASK, ACCEPT, {"port": "open"}).slips

    assert thin.parts == ("fish", "boats")
    assert gaps.parts == ("fish", "boats")


def test_each_office_answers_and_names_what_it_rests_on() -> None:
    details = joint_statement.score(WIDE, ACCEPT, changed(fish="none", port="shut")).details

    assert details[:4] == (
        "Northtown cannot sign. Fish: none. Our nets stay empty. [S8] What do we catch? [H1]",
        "Southport cannot sign. Port: shut. We cannot land. [H2, S9] Too much is taken. [S9]",
        "Eastham can sign.",
        "Westbury can sign.",
    )


def test_who_can_sign_says_what_it_finds() -> None:
    details = joint_statement.score(WIDE, ACCEPT, changed(fish="some", boats="few")).details

    assert details[1] == "Southport can sign. It gets: Fish: some [S9]; Boats: few [S9]."


def test_the_change_that_wins_a_missing_party_is_told_with_its_cost() -> None:
    some = joint_statement.score(ASK, ACCEPT, changed(fish="some")).details
    costly = joint_statement.score(WIDE, ACCEPT, changed(fish="some")).details

    assert some[-1] == "One change wins Northtown. Fish: all. It costs nobody: 3 of 3 could sign."
    assert costly[-1] == "One change wins Northtown. Fish: all. It costs Southport: 3 of 4 could sign."


def test_where_no_single_change_wins_the_nearest_is_told() -> None:
    ask = Ask(issues=ISSUES, parties=(SOUTH, EAST, WEST))
    details = joint_statement.score(ask, ACCEPT, changed(fish="all", port="shut")).details

    assert details[-1] == (
        "It takes 2 changes to win Southport. Fish: some; Port: open. It costs nobody: 3 of 3 could sign."
    )


def test_two_parties_that_one_change_wins_are_told_together() -> None:
    twin = Party(id="twin", name="The Twin", office="Twinham", never=NORTH.never, needs=NORTH.needs)
    ask = Ask(issues=ISSUES, parties=(NORTH, twin, EAST, WEST))

    assert joint_statement.score(ask, ACCEPT, changed(fish="some")).details[-1] == (
        "One change wins Northtown and Twinham. Fish: all. It costs nobody: 4 of 4 could sign."
    )


def test_nothing_is_proposed_before_half_of_the_parties_can_sign() -> None:
    ask = Ask(issues=ISSUES, parties=(NORTH, SOUTH, EAST))
    details = joint_statement.score(ask, ACCEPT, changed(fish="none", boats="many", port="shut")).details

    assert len(details) == 3


def test_a_party_that_signs_nothing_is_passed_over() -> None:
    never = Party(id="never", name="", office="Nowhere", never=wants("port.open", "port.shut"))
    ask = Ask(issues=ISSUES, parties=(never, EAST, WEST))

    assert len(joint_statement.score(ask, ACCEPT, MODEL).details) == 3


@pytest.mark.parametrize(
    ("given", "tally"),
    [
        (MODEL, "3 of 3 parties can sign."),
        ({"fish": "all"}, "1 of 3 issues have a line. Nobody signs an unfinished statement."),
    ],
)
def test_the_tally_counts(given: Mapping[str, Value], tally: str) -> None:
    assert joint_statement.score(ASK, ACCEPT, given).tally == tally


def test_the_model_is_the_keys_and_every_statement_that_all_sign_is_accepted() -> None:
    accepts = joint_statement.accepts

    assert joint_statement.model(ASK, ACCEPT) == MODEL
    assert joint_statement.also(ASK, ACCEPT) == {}
    assert load("joint-statement").everything(ASK) is None
    assert accepts(ASK, ACCEPT, "port", changed(port="shut")) == "all 3 parties can still sign"
    assert accepts(ASK, ACCEPT, "fish", changed(fish="some")) == ""
    assert accepts(ASK, ACCEPT, "fish", {"fish": "all"}) == ""


def test_every_option_that_somebody_refuses_wants_a_slip() -> None:
    assert joint_statement.wants_slips(ASK, ACCEPT) == (("fish", "none"), ("boats", "many"))
    assert joint_statement.own_slips(ASK) == ("unfinished", "nothing-offends")
    assert joint_statement.shows("fish", "none", {"fish": "none"})


BIG = Ask(issues=tuple(issue(f"i{n}", *"abcdefgh") for n in range(5)), parties=(NORTH,))


@pytest.mark.parametrize(
    ("ask", "accept", "faults"),
    [
        (ASK, ACCEPT, []),
        (WIDE, ACCEPT, ["the model is not signed by south"]),
        (ASK, Accept(accepted={"fish": "all", "boats": "few"}), ["the model has no line on some issue"]),
        (
            ASK,
            Accept(accepted={"fish": "all", "boats": "few", "port": "ajar", "sand": "some"}),
            ["'sand' is not in the exercise", "'port.ajar' is not in the exercise"],
        ),
        (
            Ask(issues=(*ISSUES, issue("Fish", "x")), parties=(WEST, WEST)),
            ACCEPT,
            ["the id 'Fish' stands twice", "the id 'west' stands twice", "1 option"],
        ),
        (Ask(issues=ISSUES, parties=(WEST,)), ACCEPT, ["every package can be signed by all"]),
        (
            Ask(issues=BIG.issues, parties=(WEST,)),
            ACCEPT,
            ["they make 32768 packages"],
        ),
    ],
)
def test_an_authors_mistakes_are_all_named(ask: Ask, accept: Accept, faults: list[str]) -> None:
    assert [problem for _, problem, _ in joint_statement.faults(ask, accept)] == faults
