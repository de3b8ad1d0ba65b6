"""The model of the capstone: each line has its reference, the exercise agrees, and it can be won, but not by chance."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

import make
from course_checks.content.course import load_course
from course_checks.core.package import Line, Need, Package, Party, all_packages, signatories
from course_checks.core.text import plain
from course_checks.validators.joint_statement import Accept, Ask

COURSE = load_course(make.ROOT)
DOCS = make.ROOT / "docs"
DATA = tomllib.loads((DOCS / "data" / "statement.toml").read_text(encoding="utf-8"))
CARD_ITEMS = {
    item["id"]: item
    for card in tomllib.loads((DOCS / "sources" / "outside.toml").read_text(encoding="utf-8"))["cards"]
    for item in card["items"]
}
REFERENCES = set(
    re.findall(r"^@\w+\{(\w+),", (DOCS / "references.bib").read_text(encoding="utf-8"), re.MULTILINE)
)
BIB_OF = {"S": "scobell2004", "Z": "zissis2006"}

STATEMENT = COURSE.exercises["u10-statement"]
ITEM = next(item for item in STATEMENT.public.items if item.id == "package")
ASK: Ask = ITEM.ask
ACCEPT: Accept = STATEMENT.key["package"].accept
PACKAGES = all_packages(ASK.issues, ASK.parties)
COUNTS = Counter(map(len, PACKAGES.values()))

# The option between the two others: less than one and more than the other, whatever the alphabet says.
MIDDLE: Package = (
    "goal.verified",
    "sequence.step",
    "energy.aid",
    "security.intention",
    "pressure.un",
    "bilateral.normalise",
    "followup.round",
)

Row = dict[str, Any]


def lines_of(party: Row) -> Iterator[Row]:
    yield from party["never"]
    for need in party["needs"]:
        yield from need["lines"]


LINES = [
    pytest.param(line, id=f"{party['id']} {line['option']}")
    for party in DATA["parties"]
    for line in lines_of(party)
]


# Each line and what it rests on -------------------------------------------------------------------------------


@pytest.mark.parametrize("line", LINES)
def test_every_line_names_a_passage_or_an_item_of_a_card(line: Row) -> None:
    assert line["sources"]
    assert set(line["sources"]) <= {*COURSE.library.passages, *CARD_ITEMS}


@pytest.mark.parametrize("line", LINES)
def test_every_line_has_a_reference_that_its_sources_give(line: Row) -> None:
    given = {
        key
        for source in line["sources"]
        for key in (CARD_ITEMS[source]["cite"] if source in CARD_ITEMS else [BIB_OF[source[0]]])
    }

    assert line["cite"]
    assert set(line["cite"]) <= REFERENCES
    assert set(line["cite"]) <= given


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_as_certain_as_what_it_rests_on(line: Row) -> None:
    first = line["sources"][0]

    assert line["certainty"] == (CARD_ITEMS[first]["certainty"] if first in CARD_ITEMS else "page")
    assert line["rests"].endswith(".")


# The exercise is made of the same data ------------------------------------------------------------------------


def test_the_exercise_has_the_issues_of_the_data() -> None:
    asked = [(one.id, one.text, [(o.id, o.text) for o in one.options]) for one in ASK.issues]
    held = [
        (one["id"], one["text"], [(o["id"], o["text"]) for o in one["options"]]) for one in DATA["issues"]
    ]

    assert asked == held
    assert all(option["means"] for one in DATA["issues"] for option in one["options"])


def test_the_options_stand_in_the_order_of_the_alphabet() -> None:
    for issue in ASK.issues:
        texts = [option.text.casefold() for option in issue.options]
        assert texts == sorted(texts)


def test_the_exercise_has_the_lines_of_the_data() -> None:
    def of_line(line: Line) -> tuple[str, list[str]]:
        return line.option, list(line.sources)

    def of_row(row: Row) -> tuple[str, list[str]]:
        return row["option"], row["sources"]

    for party, held in zip(ASK.parties, DATA["parties"], strict=True):
        assert (party.id, party.name, party.office) == (held["id"], held["name"], held["office"])
        assert [*map(of_line, party.never)] == [*map(of_row, held["never"])]
        assert [(need.least, [*map(of_line, need.options)]) for need in party.needs] == [
            (need["least"], [*map(of_row, need["lines"])]) for need in held["needs"]
        ]


NUMBERS = {1: "one", 2: "two", 3: "three"}


@pytest.mark.parametrize("party", ASK.parties, ids=lambda party: party.id)
def test_the_role_sheet_that_learners_read_says_the_same(party: Party) -> None:
    """Such as “China refuses: military option (H7); ... It needs three of these: ...”, with their sources."""
    texts = {
        line: plain(o.text)
        for issue in ASK.issues
        for o, line in zip(issue.options, issue.lines, strict=True)
    }
    names = {issue.id: plain(issue.text).casefold() for issue in ASK.issues}

    def said(line: Line) -> str:
        text = texts[line.option]
        bare = f"{names[line.option.partition('.')[0]]}: {text}" if text in {"none", "silent"} else text
        return f"{bare} ({', '.join(line.sources)})"

    def listed(lines: tuple[Line, ...]) -> str:
        return "; ".join(map(said, lines))

    needs = [f"needs {NUMBERS[need.least]} of these: {listed(need.options)}" for need in party.needs]
    sheet = f"{party.name} refuses: {listed(party.never)}. It {'. And it '.join(needs)}."

    assert sheet in plain(STATEMENT.public.intro)


# Neither impossible nor trivial -------------------------------------------------------------------------------


def test_between_2_and_20_packages_can_be_signed_by_all_six(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{len(PACKAGES)} packages: signed by 6 {COUNTS[6]}, by 5 {COUNTS[5]}, by 4 {COUNTS[4]}")  # noqa: T201

    assert len(PACKAGES) == 3**7
    assert 2 <= COUNTS[6] <= 20


def test_the_middle_way_in_everything_does_not_win() -> None:
    assert set(MIDDLE) <= {line for issue in ASK.issues for line in issue.lines}
    assert PACKAGES[MIDDLE] == ("china", "us", "japan", "russia")


def test_at_least_two_parties_have_a_need_that_the_middle_way_cannot_meet() -> None:
    def elsewhere(need: Need) -> bool:
        return not {line.option for line in need.options} & set(MIDDLE)

    assert {party.id for party in ASK.parties if any(map(elsewhere, party.needs))} == {"dprk", "rok"}


def test_no_party_signs_everything_and_none_nothing() -> None:
    for party in ASK.parties:
        signed = sum(party.id in signing for signing in PACKAGES.values())
        assert 0 < signed < len(PACKAGES)


def test_what_the_key_says_of_the_model_is_so() -> None:
    """Its numbers are counted: “Four of the 2,187”, “eight could”, “four parties and no more”."""
    said = " ".join(STATEMENT.key["package"].differ.split())
    signing = PACKAGES[tuple(f"{issue.id}.{ACCEPT.accepted[issue.id]}" for issue in ASK.issues)]

    assert len(signing) == 6
    assert (COUNTS[6], len(PACKAGES)) == (4, 2187)
    assert "Four of the 2,187 packages can be signed by all six." in said
    assert "eight could" in said
    assert len(signed_by_all(tokyo_takes_both())) == 8
    assert "wins four parties and no more" in said
    assert len(PACKAGES[MIDDLE]) == 4
    assert "Pyongyang's wish would still ask for an end to pressure" in said
    kept = signed_by_all(without_the_wish_of("rok"))
    assert {package[4] for package in kept} == {"pressure.no-pressure"}


def test_what_the_key_says_after_success_is_so() -> None:
    """It says that three other packages do as well, and in which issues they differ."""
    won = [package for package, signing in PACKAGES.items() if len(signing) == 6]
    free = {issue.id for i, issue in enumerate(ASK.issues) if len({package[i] for package in won}) > 1}

    assert "Three other packages do as well" in STATEMENT.key["package"].why
    assert free == {"energy", "followup"}


def tokyo_takes_both() -> tuple[Party, ...]:
    """The parties, if taking up both things side by side were enough for Tokyo."""
    both = Line(option="bilateral.normalise", sources=("H10",))

    def changed(party: Party) -> Party:
        if party.id != "japan":
            return party
        return replace(
            party, needs=tuple(replace(need, options=(*need.options, both)) for need in party.needs)
        )

    return tuple(map(changed, ASK.parties))


def without_the_wish_of(name: str) -> tuple[Party, ...]:
    """The parties, without the needs of one that an end to pressure would meet."""

    def changed(party: Party) -> Party:
        kept = tuple(n for n in party.needs if all(o.option != "pressure.no-pressure" for o in n.options))
        return replace(party, needs=kept) if party.id == name else party

    return tuple(map(changed, ASK.parties))


def signed_by_all(parties: tuple[Party, ...]) -> list[Package]:
    return [
        package
        for package in product(*(issue.lines for issue in ASK.issues))
        if len(signatories(parties, package)) == len(parties)
    ]
