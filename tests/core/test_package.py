"""Packages that parties sign: red lines, needs, and the nearest package that wins somebody."""

import pytest

from course_checks.core.package import (
    Issue,
    Line,
    Need,
    Party,
    all_packages,
    crossed,
    issue_of,
    nearest_with,
    party_faults,
    signatories,
    unmet,
)
from course_checks.core.part import Option


def issue(name: str, *options: str) -> Issue:
    return Issue(id=name, text=name.title(), options=tuple(Option(id=one, text=one) for one in options))


def line(option: str, say: str = "We cannot.") -> Line:
    return Line(option=option, sources=("S1",), say=say)


def party(name: str, never: tuple[str, ...] = (), *needs: tuple[int, tuple[str, ...]]) -> Party:
    asked = tuple(
        Need(options=tuple(map(line, options)), least=least, say="We need more.") for least, options in needs
    )
    return Party(id=name, name=name.title(), office=name.title(), never=tuple(map(line, never)), needs=asked)


ISSUES = (issue("fish", "none", "some", "all"), issue("boats", "few", "many"))
NORTH = party("north", ("fish.none",), (1, ("boats.many", "fish.all")))
SOUTH = party("south", ("boats.many",), (2, ("boats.few", "fish.some", "fish.all")))
WEST = party("west")


def test_an_option_belongs_to_its_issue() -> None:
    assert ISSUES[1].lines == ("boats.few", "boats.many")
    assert issue_of("boats.few") == "boats"


@pytest.mark.parametrize(
    ("package", "signing"),
    [
        (("fish.all", "boats.few"), ("north", "south", "west")),
        (("fish.some", "boats.few"), ("south", "west")),
        (("fish.none", "boats.many"), ("west",)),
        (("fish.some", "boats.many"), ("north", "west")),
    ],
)
def test_a_party_signs_if_no_line_is_crossed_and_each_need_is_met(
    package: tuple[str, ...], signing: tuple[str, ...]
) -> None:
    assert signatories((NORTH, SOUTH, WEST), package) == signing
    assert all_packages(ISSUES, (NORTH, SOUTH, WEST))[package] == signing


def test_what_is_crossed_and_unmet_is_told() -> None:
    package = ("fish.none", "boats.many")

    assert [one.option for one in crossed(NORTH, package)] == ["fish.none"]
    assert unmet(NORTH, package) == ()
    assert [need.least for need in unmet(SOUTH, package)] == [2]


def test_every_package_is_looked_at() -> None:
    assert len(all_packages(ISSUES, (NORTH, SOUTH))) == 6


@pytest.mark.parametrize(
    ("missing", "nearest"),
    [
        pytest.param(
            "north", ("fish.all", "boats.few"), id="one change, and of two the one that costs nobody"
        ),
        pytest.param("south", ("fish.some", "boats.few"), id="none needed"),
    ],
)
def test_the_nearest_package_wins_a_party_at_the_least_cost(missing: str, nearest: tuple[str, ...]) -> None:
    assert nearest_with(ISSUES, (NORTH, SOUTH), ("fish.some", "boats.few"), missing) == nearest


def test_a_party_that_signs_nothing_cannot_be_won() -> None:
    never = party("never", ("boats.few", "boats.many"))

    assert nearest_with(ISSUES, (never,), ("fish.some", "boats.few"), "never") is None


@pytest.mark.parametrize(
    ("wrong", "problems"),
    [
        (party("a", ("fish.lots",)), ["'fish.lots' is not in the exercise"]),
        (party("a", ("fish.all",), (1, ("fish.all",))), ["fish.all is refused and asked for"]),
        (
            party("a", (), (2, ("fish.all", "fish.some"))),
            ["a need asks for 2 options, and at most 1 can stand at once"],
        ),
        (party("a", (), (0, ("fish.all",))), ["a need asks for 0 options, and at most 1 can stand at once"]),
        (
            Party(id="a", name="", office="", never=(Line(option="fish.all", sources=()),)),
            ["fish.all rests on nothing", "the red line fish.all has no words"],
        ),
        (NORTH, []),
    ],
)
def test_an_authors_mistakes_in_a_party_are_all_named(wrong: Party, problems: list[str]) -> None:
    options = tuple(one for each in ISSUES for one in each.lines)

    assert [problem for problem, _ in party_faults(wrong, options)] == problems
