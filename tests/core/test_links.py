"""Lines of an argument map, as people type them; graph questions; a map given back as text."""

import time

import pytest

from course_checks.core.library import NO_LIBRARY
from course_checks.core.links import LONGEST_LINE, Link, parse, read_link
from course_checks.core.maps import apart, argdown, circle, tree, used
from course_checks.core.outcome import Problem
from course_checks.core.part import Links, Part
from course_checks.core.reading import read

NODES = ("S9", "S17", "S19a", "S19b", "stake-of-all", "for", "1")
MAP = Part(id="links", domain=Links(nodes=NODES))
TEXTS = {"S9": "S9: two limits", "S17": "a [stake] in it", "S19a": "S19abc", "S22": "credit", "S26": "advice"}


def links(*lines: str) -> tuple[Link, ...]:
    return tuple(map(parse, lines))


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("S17 supports S19a", "S17 supports S19a"),
        ("  s17   SUPPORTS  s19A.  ", "S17 supports S19a"),
        ("- S17 supports S19a", "S17 supports S19a"),
        ("• S17 supports S19a;", "S17 supports S19a"),
        ("2. S17 supports S19a", "S17 supports S19a"),
        ("(3) S17 supports S19a", "S17 supports S19a"),
        ("[S17] supports [S19a]", "S17 supports S19a"),
        ("“S17” supports “S19a”", "S17 supports S19a"),
        ("S17: supports: S19a", "S17 supports S19a"),
        (" " * 300 + "S17 supports S19a" + "\t" * 300, "S17 supports S19a"),
        ("S17 backs S19a", "S17 supports S19a"),
        ("S17 for S19a", "S17 supports S19a"),
        ("S17 therefore S19a", "S17 supports S19a"),
        ("S17 -> S19a", "S17 supports S19a"),
        ("S17->S19a", "S17 supports S19a"),
        ("S17 → S19a", "S17 supports S19a"),
        ("S17→S19a", "S17 supports S19a"),
        ("S17=>S19a", "S17 supports S19a"),
        ("S17 + S19a", "S17 supports S19a"),
        ("S17supportsS19a", "S17 supports S19a"),
        ("S19a because S17", "S17 supports S19a"),
        ("S19a follows from S17", "S17 supports S19a"),
        ("S19a is supported by S17", "S17 supports S19a"),
        ("S19a <- S17", "S17 supports S19a"),
        ("S9 attacks S17", "S9 attacks S17"),
        ("S9 objects to S17", "S9 attacks S17"),
        ("S9 is against S17", "S9 attacks S17"),
        ("S9 - S17", "S9 attacks S17"),
        ("S9 – S17", "S9 attacks S17"),
        ("S9 is attacked by S17", "S17 attacks S9"),
        ("S9 undercuts S17", "S9 undercuts S17"),
        ("S9 undermines S17", "S9 undercuts S17"),
        ("S9 is undercut by S17", "S17 undercuts S9"),
        ("stake-of-all supports S9", "stake-of-all supports S9"),
        ("stake\u2011of\u2011all->S9", "stake-of-all supports S9"),
        ("for for S9", "for supports S9"),
        ("1 supports 1. S9", "a line of more than two statements"),
        ("1. 1 supports S9", "1 supports S9"),
        ("\u0421 supports S9", "no statement"),
        ("S\u200b9 supports \uff3317", "S9 supports S17"),
    ],
)
def test_a_link_is_read_however_it_is_written(line: str, link: str) -> None:
    found = read_link(line, NODES)

    if " supports " in link or " attacks " in link or " undercuts " in link:
        assert str(found) == link
        assert isinstance(found, Link)
    else:
        assert isinstance(found, str)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("S9 ? ?", "The line with S9 is not finished. It still wants the relation and the second statement."),
        ("? supports s17", "The line with supports is not finished. It still wants the first statement."),
        ("s17 supports ?", "The line with S17 is not finished. It still wants the second statement."),
        (
            "? ? S19a",
            "The line with S19a is not finished. It still wants the first statement and the relation.",
        ),
    ],
)
def test_a_line_with_an_open_end_is_said_to_be_unfinished(line: str, said: str) -> None:
    assert read_link(line, NODES) == said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "S9",
            (
                "“S9” is not a link. Write two statements with supports, attacks or undercuts between them,"
                " such as S9 supports S17."
            ),
        ),
        (
            "S9 suports S17",
            "“suports” is none of the relations. Write supports, attacks or undercuts. Did you mean supports?",
        ),
        (
            "S9 supports S17 supports S3",
            "“S9 supports S17 supports S3” has more than one link. Write one link a line.",
        ),
        ("S9 and S17", "“and” is none of the relations. Write supports, attacks or undercuts."),
        ("S9 supports S9", "S9 is linked to itself. Name another statement at one end."),
        ("S91 supports S17", "There is no statement “S91” on this map. Did you mean S9?"),
        ("S17->S19", "There is no statement “S19” on this map. Did you mean S19b or S19a?"),
        (
            "Quark supports S9",
            (
                "There is no statement “Quark” on this map. The statements are S9, S17, S19a, S19b,"
                " stake-of-all, for or 1."
            ),
        ),
    ],
)
def test_what_is_no_link_is_said_with_what_to_type(line: str, said: str) -> None:
    assert read_link(line, NODES) == said


@pytest.mark.parametrize(
    "line", ["S9 supports", "S9 proves S17", "S9 supports S9", "", "S9 supports S17 S19a"]
)
def test_a_key_has_one_exact_form(line: str) -> None:
    with pytest.raises(ValueError, match="is not a link such as 'A supports B'"):
        parse(line)


def test_lines_are_read_once_each_and_a_semicolon_parts_them_too() -> None:
    text = "S17 supports S9\n\n  s17 -> S9; S19a attacks S9\n"

    assert read(MAP, text, NO_LIBRARY) == ("S17 supports S9", "S19a attacks S9")


@pytest.mark.parametrize(
    "flood",
    [
        pytest.param("S9 supports S17\n" * 4000, id="one link four thousand times"),
        pytest.param("_" * 65_536, id="one sign"),
        pytest.param("a_" * 32_767 + "!", id="names and signs without end"),
        pytest.param("S9" * 32_767, id="names without signs"),
        pytest.param("- " * 32_767, id="bullets"),
        pytest.param(";" * 65_536, id="empty lines"),
        pytest.param("\n".join(["S9 " + "->" * 98 + " S17"] * 200), id="two hundred lines full of arrows"),
        pytest.param("\n".join(["s" * LONGEST_LINE] * 200), id="two hundred lines of one name"),
        pytest.param("S9 supports " + "\u0301" * 60_000, id="accents"),
        pytest.param("\ufdfa" * 20_000, id="a sign that unfolds"),
    ],
)
def test_a_pasted_64_kilobytes_are_answered_within_a_fifth_of_a_second(flood: str) -> None:
    began = time.process_time()
    value = read(MAP, flood, NO_LIBRARY)

    assert time.process_time() - began < 0.2
    assert isinstance(value, Problem)


def test_statements_are_told_in_the_order_of_the_links() -> None:
    assert used(links("b supports a", "c attacks b")) == ("b", "a", "c")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param(("a supports b", "b supports c"), (), id="none"),
        pytest.param(("a supports b", "b supports a"), ("a", "b", "a"), id="two"),
        pytest.param(
            ("z supports a", "a supports b", "b supports c", "c supports a"), ("a", "b", "c", "a"), id="three"
        ),
        pytest.param(("a supports b", "b attacks a"), (), id="an attack closes no circle"),
        pytest.param(
            ("a supports b", "b supports c", "c supports a", "b supports a"),
            ("a", "b", "a"),
            id="the shortest",
        ),
    ],
)
def test_a_circle_of_supports_is_found(lines: tuple[str, ...], found: tuple[str, ...]) -> None:
    assert circle(links(*lines)) == found


@pytest.mark.parametrize(
    ("lines", "conclusion", "found"),
    [
        (("a supports b", "b supports c"), "c", ()),
        (("a supports b", "a attacks d"), "b", ()),
        (("a supports b", "c attacks d"), "b", ("c", "d")),
        (("a supports b",), "c", ("a", "b")),
        ((), "c", ()),
    ],
)
def test_what_hangs_apart_from_the_conclusion_is_found(
    lines: tuple[str, ...], conclusion: str, found: tuple[str, ...]
) -> None:
    assert apart(links(*lines), conclusion) == found


def test_a_map_is_given_back_as_a_tree() -> None:
    drawn = links(
        "S9 supports S26", "S22 attacks S26", "S17 supports S9", "S19a undercuts S9", "S9 attacks S22"
    )

    assert tree(drawn, "S26", TEXTS).splitlines() == [
        "S26: advice",
        "└─ S9 supports: two limits",
        "   └─ S17 supports: a [stake] in it",
        "   └─ S19a undercuts: S19abc",
        "└─ S22 attacks: credit",
        "   └─ S9 attacks: (above)",
    ]


def test_what_does_not_lead_to_the_conclusion_has_a_tree_of_its_own() -> None:
    drawn = links("S17 supports S26", "S9 attacks S22", "S22 supports S9")

    assert tree(drawn, "S26", TEXTS).splitlines() == [
        "S26: advice",
        "└─ S17 supports: a [stake] in it",
        "S9: two limits",
        "└─ S22 supports: credit",
        "   └─ S9 attacks: (above)",
    ]


def test_a_map_is_given_back_in_argdown() -> None:
    """Read by Argdown's own parser when this was written: three relations, no error."""
    drawn = links("S9 supports S26", "S22 attacks S26", "S17 undercuts S9")

    assert argdown(drawn, "S26", TEXTS) == (
        "[S26]: advice\n  <+ [S9]\n  <- [S22]\n\n[S9]: two limits\n  <_ [S17]\n\n"
        "[S17]: a stake in it\n\n[S22]: credit"
    )


def test_a_map_of_two_hundred_links_is_printed_at_once() -> None:
    names = [f"n{i}" for i in range(15)]
    every = [f"{a} supports {b}" for a in names for b in names if a != b][:200]
    began = time.process_time()
    drawn = links(*every)
    lines = tree(drawn, "n0", dict.fromkeys(names, "text")).splitlines()

    assert circle(drawn) == ("n0", "n1", "n0")
    assert len(lines) == 201
    assert argdown(drawn, "n0", {}).count("<+") == 200
    assert time.process_time() - began < 0.2
