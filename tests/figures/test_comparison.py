"""The dimensions: who speaks and who is silent, without giving an exercise away; and two versions of a sentence."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.figures.dimensions import in_runs, load_dimensions, sources_of
from course_checks.figures.versions import TIES, load_versions
from tests.figures.faults import told_of
from tests.figures.shapes import ROOT, SVG, both, course, drawn, shelf

PASSAGE = re.compile(r"\b[SZ]\d+\b")


def dimensions() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Each dimension with each source and its passages."""
    return tuple(
        (one.id, source, held)
        for one in load_dimensions(ROOT, shelf(), course().cards)
        for source, held in one.passages.items()
    )


def test_there_are_twenty_dimensions_of_two_sources() -> None:
    assert len(dimensions()) == 2 * 20
    assert [source.id for source in sources_of(shelf())] == ["scobell-2004", "zissis-2006"]


def test_a_square_is_drawn_for_each_passage_and_silence_is_written_out() -> None:
    for svg in both(drawn("comparison")):
        sides = {g.attrib["data-side"]: g for g in svg.iter(f"{SVG}g") if "data-side" in g.attrib}
        assert len(sides) == len(dimensions())
        for name, source, held in dimensions():
            side = sides[f"{name}-{source}"]
            squares = [one for one in side.iter(f"{SVG}rect") if one.attrib["class"].startswith("passage-")]
            silent = [text.text for text in side.iter(f"{SVG}text")]
            assert (len(squares), silent) == (len(held), [] if held else ["silent"])


def test_the_open_comparison_names_no_passage() -> None:
    drawing = drawn("comparison")
    words = [text.text or "" for svg in both(drawing) for text in svg.iter(f"{SVG}text")]
    words += [cell for row in drawing.twin.rows for cell in row]

    assert not any(PASSAGE.search(said) for said in words)


def test_the_keyed_comparison_names_every_passage() -> None:
    wanted = [(f"{name}-{source}", in_runs(held)) for name, source, held in dimensions() if held]
    for svg in both(drawn("comparison-key")):
        sides = {
            g.attrib["data-side"]: " ".join(text.text or "" for text in g.iter(f"{SVG}text"))
            for g in svg.iter(f"{SVG}g")
            if "data-side" in g.attrib
        }
        for side, said in wanted:
            assert sides[side] == said


def test_the_captions_of_the_comparison_count_rows() -> None:
    assert drawn("comparison").caption == (
        "Of 20 dimensions both pages speak on sixteen, the 2004 page alone on one and the 2006 brief alone on three."
    )
    relations = Counter(one.relation for one in load_dimensions(ROOT, shelf(), course().cards))
    assert relations == {"same": 5, "different": 7, "time": 4, "silent": 4}
    assert drawn("comparison-key").caption == (
        "Of sixteen dimensions on which both pages speak they say the same on five; on seven somebody else asks or "
        "judges, and on four time has passed between them."
    )


def test_passages_with_a_hedge_are_those_that_the_sources_have() -> None:
    certainty = {source: held for name, source, held in dimensions() if name == "certainty"}

    for source, held in certainty.items():
        assert held == tuple(one.id for one in course().sources[source].passages if one.hedges)


@pytest.mark.parametrize(
    ("passages", "said"),
    [
        ((), ""),
        (("S1",), "S1"),
        (("S1", "S2"), "S1 S2"),
        (("S1", "S2", "S3"), "S1–S3"),
        (("S23", "S26", "S27", "S28", "S30"), "S23 S26–S28 S30"),
    ],
)
def test_runs_of_three_are_written_with_their_ends(passages: tuple[str, ...], said: str) -> None:
    assert in_runs(passages) == said


@given(st.lists(st.integers(1, 40), unique=True).map(sorted))
def test_runs_lose_no_passage(numbers: list[int]) -> None:
    found: list[int] = []
    for run in in_runs(tuple(f"Z{number}" for number in numbers)).split():
        ends = [int(end.removeprefix("Z")) for end in run.split("–")]
        found += range(ends[0], ends[-1] + 1)

    assert found == numbers


def test_what_does_not_fit_in_a_dimension_is_told(tmp_path: Path) -> None:
    text = """
[[dimensions]]
id = "one"
text = "A name that is a good deal longer than it may be"
passages = { scobell-2004 = ["Z1"], zissis-2006 = [] }
says = { scobell-2004 = "x", zissis-2006 = "x" }
relation = "same"
cards = ["Y"]
[[dimensions]]
id = "two"
text = "Name"
passages = { scobell-2004 = ["S1"] }
says = { scobell-2004 = "x" }
relation = "silent"
"""
    told = told_of(tmp_path, "dimensions.toml", text, lambda root: load_dimensions(root, shelf(), ["A", "B"]))
    assert told[0].startswith("dimensions.one.passages.scobell-2004: there is no passage 'Z1'")
    assert told[1:] == [
        "dimensions.one.says.zissis-2006: does not fit its passages; say what the passages say, or leave both empty",
        (
            "dimensions.one.relation: does not fit its passages; silent where a source has no passage, else one of "
            "the others"
        ),
        "dimensions.one.cards: 'Y' is not known here; use A or B",
        "dimensions.one.text: more than 38 characters; shorten it",
        "dimensions.two: it does not name every source; give scobell-2004 and zissis-2006 in both",
    ]


# --- versions


def test_each_version_has_its_pieces_its_frames_and_the_arrow_of_its_tie() -> None:
    found = load_versions(ROOT, shelf())
    for svg in both(drawn("versions")):
        relations = [g.attrib["data-relation"] for g in svg.iter(f"{SVG}g") if "data-relation" in g.attrib]
        assert relations == [TIES[one.tie] for one in found.versions] == ["supports", "attacks"]
        frames = [one for one in svg.iter(f"{SVG}rect") if one.attrib["class"] == "sentence"]
        assert len(frames) == sum(one.sentences for one in found.versions) == 3
        pieces = {g.attrib["data-piece"] for g in svg.iter(f"{SVG}g") if "data-piece" in g.attrib}
        assert pieces == {one.id for one in found.pieces}


def test_the_caption_of_the_versions_names_both_voices_and_the_turn() -> None:
    assert drawn("versions").caption == (
        "From 20 October to 24 October 2006 the fear goes over from Reuters to Haass in the Korea Herald, and what "
        "was a reason for the sharp word becomes a contrast to it."
    )


def test_the_table_of_the_versions_says_what_changed_and_what_did_not() -> None:
    rows = {row[1]: row[4] for row in drawn("versions").twin.rows}

    assert rows["Piece 1"] == rows["How the two are tied"] == "changed"
    assert rows["Piece 2"] == "the same"
    assert rows["The promise that there will be no second test"] == "the same"
    assert sorted(rows.values()).count("cannot be compared") == 1


def test_a_version_without_its_second_piece_is_told(tmp_path: Path) -> None:
    text = """
[[versions]]
id = "one"
date = "2006-10"
called = "One"
ours = true
sentences = 1
tie = "reason"
says = "x"
[[pieces]]
id = "a"
version = "two"
place = 1
voice = "x"
says = "x"
[[rest]]
id = "r"
about = "x"
first = "x"
updated = "x"
changed = "no"
passages = ["Z99"]
"""
    told = told_of(tmp_path, "versions.toml", text, lambda root: load_versions(root, shelf()))
    assert told[:3] == [
        "versions.one.date: '2006-10' is not a day; write it as \"2003-04-23\"",
        "versions.one: it does not have one piece in place 1 and one in place 2; give both",
        "pieces.a.version: 'two' is not known here; use one",
    ]
    assert told[3].startswith("rest.r.passages: there is no passage 'Z99'")
