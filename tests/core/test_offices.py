"""What the offices of parties say: what keeps them from signing, what they gain, and what would win them."""

import pytest

from course_checks.core.offices import all_of, answer, changes, named
from course_checks.core.package import Issue, Line, Need, Package, Party, stands
from course_checks.core.part import Option


def line(option: str, source: str, say: str = "") -> Line:
    return Line(option=option, sources=(source,), say=say)


def issue(name: str, *options: str) -> Issue:
    return Issue(
        id=name, text=f"*{name.title()}*", options=tuple(Option(id=one, text=f"*{one}*") for one in options)
    )


ISSUES = (issue("fish", "none", "some", "all"), issue("boats", "few", "many"))
NORTH = Party(
    id="north",
    name="The North",
    office="Northtown",
    never=(line("fish.none", "S1", "Our nets stay empty."),),
    needs=(Need(options=(line("boats.many", "S2"), line("fish.all", "S2")), say="What do we catch?"),),
)
WEST = Party(id="west", name="The West", office="Westbury", never=(line("fish.all", "S3", "No."),))


def test_an_option_is_named_with_its_issue_as_it_is_read_aloud() -> None:
    assert named(ISSUES)["boats.few"] == "Boats: few"
    assert list(named(ISSUES)) == [option for one in ISSUES for option in one.lines]


@pytest.mark.parametrize(
    ("package", "said"),
    [
        pytest.param(
            ("fish.none", "boats.few"),
            "Northtown cannot sign. Fish: none. Our nets stay empty. [S1] What do we catch? [S2]",
            id="a line crossed and a need not met",
        ),
        pytest.param(
            ("fish.all", "boats.many"),
            "Northtown can sign. It gets: Boats: many [S2]; Fish: all [S2].",
            id="what is gained",
        ),
    ],
)
def test_an_office_says_what_it_rests_on(package: Package, said: str) -> None:
    (stand,) = stands((NORTH,), package)

    assert answer(stand, package, named(ISSUES)) == said


def test_an_office_that_asks_for_nothing_only_signs() -> None:
    (stand,) = stands((WEST,), ("fish.some", "boats.few"))

    assert stand.signs
    assert answer(stand, ("fish.some", "boats.few"), named(ISSUES)) == "Westbury can sign."


def test_the_change_that_wins_a_party_is_told_with_its_cost() -> None:
    told = changes(ISSUES, (NORTH, WEST), ("fish.some", "boats.few"), ("west",))

    assert list(told) == ["One change wins Northtown. Boats: many. It costs nobody: 2 of 2 could sign."]


@pytest.mark.parametrize(
    ("names", "said"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_names_are_told_as_one_says_them(names: tuple[str, ...], said: str) -> None:
    assert all_of(names) == said
