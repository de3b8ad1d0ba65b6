"""Argument maps: F1 of typed links, the gate of structure, the slips, and what is given back."""

import time
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations

import pytest

from course_checks.core.links import ATTACKS, RELATIONS, SUPPORTS, parse
from course_checks.core.mapkey import map_key
from course_checks.core.outcome import Scored
from course_checks.core.part import Option, Value
from course_checks.validators import argument_map, load
from course_checks.validators.argument_map import Accept, Ask

KEYED = (
    "S19a supports S9",
    "S19b supports S9",
    "S17 supports S19a",
    "S30 supports S19b",
    "S18 attacks S19b",
    "S9 attacks S6",
    "S9 supports S26",
)
DEFENSIBLE = ("S18 attacks S9", "S17 supports S9", "S30 supports S9")
NODES = ("S6", "S9", "S17", "S18", "S19a", "S19b", "S26", "S30")
ASK = Ask(nodes=tuple(Option(id=name, text=f"{name}: text of *{name}*") for name in NODES))
KEY = Accept(accepted=KEYED, also_ok=DEFENSIBLE, conclusion="S26")
EVERY = tuple(f"{a} {how} {b}" for a, b in permutations(NODES, 2) for how in (SUPPORTS, ATTACKS))
UNCONNECTED = "a map that the key takes leaves S17, S18, S19a, S19b, S26, S30, S6, S9 unconnected"
CHOICE = replace(KEY, accepted=(*KEYED[:6], "S9 supports S26 or S19a supports S26"))


def turned(line: str) -> str:
    return str(parse(line).turned)


def scored(lines: Iterable[str], conclusion: str = "S26", key: Accept = KEY, ask: Ask = ASK) -> Scored:
    given: dict[str, Value] = {"links": tuple(lines), "conclusion": conclusion}
    return argument_map.score(ask, key, {part: value for part, value in given.items() if value})


def slips(found: Scored) -> list[str]:
    return [slip.id for slip in found.slips]


@pytest.mark.parametrize(
    ("lines", "f1"),
    [
        pytest.param(KEYED, "1.000", id="perfect"),
        pytest.param((*KEYED, *DEFENSIBLE), "1.000", id="perfect and three defensible"),
        pytest.param(KEYED[1:], "0.923", id="one missing"),
        pytest.param([line.replace(ATTACKS, SUPPORTS) for line in KEYED], "0.714", id="all supports"),
        pytest.param([*map(turned, KEYED)], "0.500", id="all reversed"),
        pytest.param(EVERY, "0.176", id="every statement to every other"),
        pytest.param((), "0.000", id="empty"),
        pytest.param(DEFENSIBLE, "0.000", id="defensible links alone"),
        pytest.param((*KEYED, *map(turned, KEYED)), "0.857", id="every link both ways round"),
        pytest.param((*KEYED, "S6 supports S17"), "0.933", id="one that the key does not have"),
    ],
)
def test_the_table_of_maps(lines: Iterable[str], f1: str) -> None:
    """The vectors of the scoring rules, before the gate: 7 links in the key, 3 defensible, 112 of everything."""
    key = map_key(KEYED, DEFENSIBLE)

    assert len(EVERY) == 112
    assert f"{float(key.f1(list(map(parse, lines)))):.3f}" == f1


@pytest.mark.parametrize(
    ("lines", "conclusion", "score", "names"),
    [
        pytest.param(KEYED, "S26", 1, [], id="perfect"),
        pytest.param(KEYED[::-1], "S26", 1, [], id="in another order"),
        pytest.param((*KEYED, *DEFENSIBLE), "S26", 1, [], id="perfect and three defensible"),
        pytest.param((*KEYED[:2], *KEYED[3:]), "S26", Fraction(12, 13), [], id="one missing at the edge"),
        pytest.param(KEYED[1:], "S26", Fraction(3, 5), ["orphan"], id="one missing in between"),
        pytest.param(
            [line.replace(ATTACKS, SUPPORTS) for line in KEYED],
            "S26",
            Fraction(3, 5),
            ["harmony"],
            id="all supports: 0.714 before the gate",
        ),
        pytest.param([*map(turned, KEYED)], "S26", Fraction(1, 2), ["reversed-arrow"], id="all reversed"),
        pytest.param(
            (turned(KEYED[0]), *KEYED[1:]), "S26", Fraction(13, 14), ["reversed-arrow"], id="one reversed"
        ),
        pytest.param(
            (*KEYED, "S9 supports S17"), "S26", Fraction(3, 5), ["cycle"], id="a circle of three supports"
        ),
        pytest.param((*KEYED, "S9 attacks S17"), "S26", Fraction(14, 15), [], id="an attack makes no circle"),
        pytest.param(
            [line for line in KEYED if line != "S30 supports S19b" and "S19b supports" not in line],
            "S26",
            Fraction(3, 5),
            ["orphan"],
            id="two statements apart",
        ),
        pytest.param(KEYED, "S9", Fraction(3, 5), ["wrong-conclusion"], id="another conclusion"),
        pytest.param(KEYED, "", Fraction(3, 5), [], id="no conclusion"),
        pytest.param(KEYED[:6], "S26", Fraction(3, 5), ["orphan"], id="a conclusion that nothing leads to"),
        pytest.param(EVERY, "S26", Fraction(42, 239), ["everything-to-everything"], id="everything"),
        pytest.param((), "S26", 0, [], id="the conclusion alone"),
        pytest.param((), "S9", 0, ["wrong-conclusion"], id="another conclusion alone"),
    ],
)
def test_a_map_is_scored_behind_its_gate(
    lines: Iterable[str], conclusion: str, score: Fraction, names: list[str]
) -> None:
    found = scored(lines, conclusion)

    assert slips(found) == names
    assert found.score == score


def test_a_low_map_is_not_lifted_to_the_gate() -> None:
    found = scored(["S17 supports S26"])

    assert found.score == 0
    assert slips(found) == ["harmony"]


def test_a_gate_of_ones_own() -> None:
    assert scored(KEYED, "S9", replace(KEY, gate="0.25")).score == Fraction(1, 4)


def test_a_map_of_reasons_alone_needs_no_attack() -> None:
    ask = replace(ASK, attacks=False)
    key = Accept(accepted=("S17 supports S9", "S9 supports S26"), conclusion="S26")

    assert scored(key.accepted, key=key, ask=ask).score == 1
    assert "harmony" not in argument_map.own_slips(ask)
    assert argument_map.faults(ask, key) == ()


@pytest.mark.parametrize(
    ("last", "score"),
    [
        (("S9 supports S26",), 1),
        (("S19a supports S26",), 1),
        (("S9 supports S26", "S19a supports S26"), 1),
        (("S26 supports S19a",), Fraction(13, 14)),
        (("S19b supports S26",), Fraction(6, 7)),
    ],
)
def test_a_link_of_the_key_may_take_several_forms(last: tuple[str, ...], score: Fraction) -> None:
    assert scored((*KEYED[:6], *last), key=CHOICE).score == score


def test_one_that_joins_everything_is_told_so_and_not_drawn() -> None:
    found = scored(EVERY)

    assert found.details == ("112 links for 8 statements: a map that shows all roads shows none.",)
    assert found.hint == ""


def test_the_marks_the_tally_and_the_hint() -> None:
    found = scored((*KEYED[1:], "S9 supports S19a"), "S9")

    assert [(mark.part, mark.state) for mark in found.marks] == [
        ("links", "half"),
        ("conclusion", "look again"),
    ]
    assert found.tally == "6 of 7 links of the key are on your map; 1 of yours is not in it."
    assert found.hint == "Look again at: S9 supports S19a."
    assert scored(KEYED[1:2]).hint == "Not on your map yet: S19a, S17, S30, S18, S6, S26."
    assert scored((), "S26").hint == ""


def test_the_map_is_given_back_with_what_is_amiss() -> None:
    found = scored(("S9 supports S19a", "S19a supports S9", "S9 supports S26", "S30 attacks S18"))

    assert slips(found) == ["cycle", "orphan"]
    assert found.details == (
        "A circle: S9 supports S19a supports S9.",
        "Not connected with S26: S30, S18.",
        (
            "Your map:\nS26: text of S26\n└─ S9 supports: text of S9\n   └─ S19a supports: text of S19a\n"
            "      └─ S9 supports: (above)\nS18: text of S18\n└─ S30 attacks: text of S30"
        ),
        (
            "Your map in Argdown:\n[S26]: text of S26\n  <+ [S9]\n\n[S18]: text of S18\n  <- [S30]\n\n"
            "[S9]: text of S9\n  <+ [S19a]\n\n[S19a]: text of S19a\n  <+ [S9]\n\n[S30]: text of S30"
        ),
    )


def test_a_large_map_is_answered_at_once() -> None:
    nodes = tuple(Option(id=f"n{i}", text="text") for i in range(30))
    lines = [f"n{i} {how} n{(i * 7 + j) % 30}" for i in range(30) for j in range(1, 4) for how in RELATIONS]
    began = time.process_time()
    found = scored([line for line in lines if line.split()[0] != line.split()[2]][:200], "S26")

    assert scored(lines[:50], "n0", replace(KEY, conclusion="n0"), Ask(nodes=nodes)).details
    assert found.score is not None
    assert time.process_time() - began < 0.2


def test_the_model_and_what_else_the_key_takes() -> None:
    assert argument_map.model(ASK, CHOICE) == {"links": "\n".join(KEYED), "conclusion": "S26"}
    assert argument_map.also(ASK, KEY) == {}
    assert load("argument-map").everything(ASK) is None
    assert argument_map.wants_slips(ASK, KEY) == ()


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (KEYED[::-1], "links have no order"),
        ((*KEYED, DEFENSIBLE[0]), "listed under also_ok"),
        ((*KEYED[:6], "S19a supports S26"), "another form listed under accepted"),
        (KEYED[1:], ""),
        ((*KEYED, "S6 supports S17"), ""),
    ],
)
def test_why_the_key_takes_a_changed_map(lines: tuple[str, ...], reason: str) -> None:
    given: dict[str, Value] = {"links": lines, "conclusion": "S26"}

    assert argument_map.accepts(ASK, CHOICE, "links", given) == reason
    assert argument_map.accepts(ASK, CHOICE, "conclusion", given) == ""


def test_a_slip_of_the_exercise_may_rest_on_a_link() -> None:
    assert argument_map.shows("links", "S18 attacks S9", {"links": ("S18 attacks S9",)})
    assert not argument_map.shows("links", "S18 attacks S9", {"links": ("S9 attacks S18",)})
    assert argument_map.shows("conclusion", "S9", {"conclusion": "S9"})


@pytest.mark.parametrize(
    ("ask", "key", "problems"),
    [
        (ASK, KEY, []),
        (ASK, CHOICE, []),
        (ASK, replace(KEY, conclusion="S99"), ["'S99' is not in the exercise", UNCONNECTED]),
        (
            ASK,
            replace(KEY, accepted=("S9 helps S26",)),
            ["'S9 helps S26' is not a link such as 'A supports B'"],
        ),
        (ASK, replace(KEY, also_ok=("S9",)), ["'S9' is not a link such as 'A supports B'"]),
        (ASK, replace(KEY, accepted=(*KEYED, "S9 supports S99")), ["'S99' is not in the exercise"]),
        (ASK, replace(KEY, also_ok=("S99 supports S9",)), ["'S99' is not in the exercise"]),
        (ASK, replace(KEY, also_ok=KEYED[:1]), ["'S19a supports S9' stands twice"]),
        (ASK, replace(KEY, accepted=()), ["no link is accepted"]),
        (ASK, replace(KEY, gate="1"), ["'1' is no share"]),
        (ASK, replace(KEY, gate="much"), ["'much' is no share"]),
        (ASK, replace(KEY, also_ok=("S9 supports S17",)), ["supports run in a circle: S17, S19a, S9, S17"]),
        (
            ASK,
            replace(KEY, accepted=(KEYED[6], KEYED[5]), also_ok=("S17 supports S30",)),
            ["a map that the key takes leaves S17, S30 unconnected"],
        ),
        (
            ASK,
            replace(KEY, accepted=("S9 supports S26", "S17 supports S19a or S19a attacks S26")),
            [
                "a map that the key takes leaves S17, S19a unconnected",
                "a map that the key takes has no attack",
            ],
        ),
        (ASK, replace(KEY, accepted=KEYED[6:], also_ok=()), ["a map that the key takes has no attack"]),
        (replace(ASK, attacks=False), KEY, ["the key has an attack and none is asked for"]),
        (
            ASK,
            replace(
                KEY,
                accepted=tuple(f"{a} attacks {b} or {b} attacks {a}" for a, b in combinations(NODES[:5], 2)),
                also_ok=(),
            ),
            ["the forms of its links make 1024 maps"],
        ),
        (
            Ask(nodes=ASK.nodes[:2]),
            Accept(accepted=("S9 attacks S6",), conclusion="S6"),
            ["2 statements"],
        ),
        (
            Ask(nodes=(*ASK.nodes, Option(id="s9", text="again"))),
            KEY,
            ["the id 's9' stands twice"],
        ),
        (
            Ask(nodes=(*ASK.nodes[:3], Option(id="a b", text="a b"))),
            Accept(accepted=("S17 attacks S9", "S6 supports S9"), conclusion="S9"),
            ["'a b' cannot stand in a link"],
        ),
        (
            Ask(nodes=ASK.nodes[:4]),
            Accept(
                accepted=("S9 attacks S6", "S17 supports S6", "S18 supports S6"),
                also_ok=("S17 supports S9", "S18 supports S9", "S18 supports S17"),
                conclusion="S6",
            ),
            ["6 links join every two statements"],
        ),
    ],
)
def test_an_authors_mistakes_are_all_named(ask: Ask, key: Accept, problems: list[str]) -> None:
    assert [problem for _, problem, _ in argument_map.faults(ask, key)] == problems
