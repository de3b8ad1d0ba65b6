"""The networks of voices: every claim once, every voice with its type, and what falls with the publisher's people."""

from dataclasses import replace
from pathlib import Path

import pytest

from course_checks.content.sources import Source
from course_checks.figures.provenance import draw_provenance
from course_checks.figures.rings import ring
from course_checks.figures.voices import KINDS, Network, load_network
from tests.figures.faults import told_of
from tests.figures.shapes import ROOT, SVG, both, course, drawn, shelf

BRIEF = course().sources["zissis-2006"]
NAMES = ("provenance", "provenance-others")


def network() -> Network:
    return load_network(ROOT, BRIEF)


def two_passages() -> Source:
    return replace(BRIEF, passages=tuple(one for one in BRIEF.passages if one.id in {"Z2", "Z9"}))


def test_every_claim_is_the_pages_own_or_credited_to_somebody() -> None:
    found = network()
    claims = {one.id for passage in BRIEF.passages for one in passage.propositions}

    assert sum(found.own.values()) + len(found.claims) == len(claims) == 39
    assert found.claims <= claims


def test_a_chain_that_goes_on_is_drawn_as_one_line() -> None:
    (strand,) = network().at("Z1")

    assert [voice.id for voice in strand.voices] == ["BBC", "unnamed", "Kim Jong-Il"]
    assert strand.claims == (("z1.1", "z1.2"), ("z1.2",), ("z1.2",))


def test_a_voice_that_shares_a_claim_has_a_line_of_its_own() -> None:
    assert [(one.voices[0].id, one.claims[0]) for one in network().at("Z14")] == [
        ("Slate", ("z3.11",)),
        ("unnamed", ("z3.12",)),
        ("The Australian", ("z3.11",)),
    ]


def test_the_captions_count_claims_and_voices() -> None:
    assert drawn("provenance").caption == (
        "Of 39 claims in the 2006 brief eleven are its own; 28 come through eighteen voices that have a name and "
        "eight that have none."
    )
    assert drawn("provenance-others").caption == (
        "Without the three voices of its publisher’s own house three of the 28 claims that come from others have "
        "nobody left, all in Z5 and Z6."
    )


def test_a_line_is_as_thick_as_it_has_claims_and_its_ring_tells_type_and_name() -> None:
    for svg in both(drawn("provenance")):
        groups = {g.attrib["data-strand"]: g for g in svg.iter(f"{SVG}g") if "data-strand" in g.attrib}
        assert len(groups) == len(network().strands)
        for strand in network().strands:
            group = groups[f"{strand.passage}-{strand.voices[0].id}"]
            lines = [one for one in group.iter(f"{SVG}rect") if one.attrib["class"] == "strand-line"]
            assert [float(one.attrib["height"]) for one in lines] == [
                1 + 2 * len(claims) for claims in strand.claims
            ]
            rings = [
                one.attrib["class"]
                for one in group.iter(f"{SVG}circle")
                if "house" not in one.attrib["class"]
            ]
            assert rings == ["ring" if voice.named else "ring ring-hollow" for voice in strand.voices]
            letters = [
                one.text for one in group.iter(f"{SVG}text") if one.attrib["class"].startswith("ring-letter")
            ]
            assert letters == [KINDS[voice.type][0] for voice in strand.voices]


@pytest.mark.parametrize("name", NAMES)
def test_each_claim_of_the_pages_own_is_a_square_at_its_passage(name: str) -> None:
    found = network()
    for svg in both(drawn(name)):
        squares = [one.attrib["data-own"] for one in svg.iter(f"{SVG}rect") if "data-own" in one.attrib]
        assert {passage: squares.count(passage) for passage in found.passages} == found.own


def test_without_the_house_its_lines_end_in_a_stump_and_no_voice_of_it_is_left() -> None:
    house = {voice.id for strand in network().strands for voice in strand.voices if voice.house}
    assert house == {"Gwertzman", "Segal", "Haass"}
    for svg in both(drawn("provenance-others")):
        cut = {g.attrib["data-cut"] for g in svg.iter(f"{SVG}g") if "data-cut" in g.attrib}
        assert cut == {"Z5-Gwertzman", "Z6-Korea Herald"}
        assert not house & {text.text for text in svg.iter(f"{SVG}text")}


@pytest.mark.parametrize("name", NAMES)
def test_the_table_of_voices_has_every_line_and_every_claim_of_the_pages_own(name: str) -> None:
    rows = drawn(name).twin.rows

    assert len(rows) == len(network().strands) + sum(count > 0 for count in network().own.values())
    assert ("cut here" in {row[4] for row in rows}) == (name == "provenance-others")


def test_a_house_without_people_in_the_chains_takes_nothing_away() -> None:
    found = network()
    strands = tuple(one for one in found.strands if not one.of_the_house)
    drawing = draw_provenance(replace(found, strands=strands), shelf(), house=False)

    assert all("cut" not in (text.text or "") for svg in both(drawing) for text in svg.iter(f"{SVG}text"))


def test_a_ring_of_the_house_has_a_second_one_inside() -> None:
    assert len(list(ring("expert", 0, 0, 13, house=True).iter("circle"))) == 2


def test_a_voice_without_an_entry_is_told(tmp_path: Path) -> None:
    text = '[[voices]]\nid = "North Korea Zone"\ntype = "blog"\n'

    assert told_of(tmp_path, "voices.toml", text, lambda root: load_network(root, two_passages())) == [
        "voices: nothing is said of 'DPRK news reports'; add it, with its type"
    ]


def test_an_unknown_voice_type_and_claim_are_told(tmp_path: Path) -> None:
    text = """
[[voices]]
id = "North Korea Zone"
type = "site"
[[voices]]
id = "Radio"
type = "press"
[[voices]]
id = "DPRK news reports"
type = "press"
shares = ["z9.9"]
"""
    assert told_of(tmp_path, "voices.toml", text, lambda root: load_network(root, two_passages())) == [
        (
            "voices.North Korea Zone.type: 'site' is not known here; use official, press, think tank, expert, blog or "
            "unknown"
        ),
        "voices.Radio: 'Radio' is not known here; use DPRK news reports or North Korea Zone",
        "voices.DPRK news reports.shares: 'z9.9' is not known here; use z1.4, z1.5, z2.10, z2.11, z2.12 or z2.9",
    ]
