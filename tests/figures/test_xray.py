"""The X-rays' promises: every word is there, every voice has its letter and its pattern, and the counts are true."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.figures.drawing import Drawing
from course_checks.figures.timeline_data import horizons_of, load_timeline
from course_checks.figures.xray import TALL, WIDE, XrayPage, draw_xray
from course_checks.figures.xray_page import LAYERS, Layer, Piece, lay_out_page, layer_of, share_out

DOCS = Path(__file__).resolve().parents[2] / "docs"
EVENTS = load_timeline(DOCS / "data" / "timeline.toml")
SVG = "{http://www.w3.org/2000/svg}"


def piece(passage: str, layer: Layer, words: int = 12, paragraph: str = "") -> Piece:
    return Piece(passage=passage, layer=layer, words=words, paragraph=paragraph)


FIRST = XrayPage(
    source="scobell-2004",
    called="the 2004 page",
    rule="solid",
    pieces=(
        piece("SM1", "furniture", 9),
        piece("S1", "writer", 25, "s1"),
        piece("S8", "author", 30, "s1"),
        piece("S9", "writer", 10, "s1"),
        piece("S9", "author", 20, "s1"),
        piece("S31", "writer", 6),
    ),
)
SECOND = XrayPage(
    source="zissis-2006",
    called="the 2006 brief",
    rule="double",
    pieces=(piece("Z1", "others", 27, "z1"), piece("Z4", "writer", 17, "z1"), piece("ZM6", "furniture", 4)),
)


def read_svg(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  # our own drawing, made a moment ago


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    return draw_xray((FIRST, SECOND), EVENTS, horizons_of(EVENTS))


def test_the_caption_counts_passages_and_leaves_the_furniture_out(drawing: Drawing) -> None:
    assert drawing.caption == (
        "Of the 4 sentences of the 2004 page, 2 report the author; "
        "of the 2 sentences of the 2006 brief, 1 passes on somebody else’s words."
    )


def test_the_table_has_a_row_for_each_passage_with_all_its_voices(drawing: Drawing) -> None:
    rows = {row[0]: row for row in drawing.twin.rows}

    assert list(rows) == ["SM1", "S1", "S8", "S9", "S31", "Z1", "Z4", "ZM6"]
    assert rows["S9"] == (
        "S9",
        "the 2004 page",
        "W: whoever wrote the page; A: the author, as reported",
        "30",
    )


@given(
    st.lists(
        st.tuples(st.sampled_from(list(LAYERS)), st.integers(1, 60), st.sampled_from(["", "p", "q"])),
        min_size=1,
        max_size=30,
    )
)
def test_bars_are_as_long_as_their_words_and_never_leave_the_page(
    drawn: list[tuple[Layer, int, str]],
) -> None:
    pieces = [piece(f"S{n}", layer, words, paragraph) for n, (layer, words, paragraph) in enumerate(drawn)]
    for face in (WIDE, TALL):
        layout = lay_out_page(pieces, face)
        lengths: Counter[str] = Counter()
        for bar in layout.bars:
            assert face.gutter - 1e-6 <= bar.x
            assert bar.x + bar.length <= face.width - face.edge + 1e-6
            assert bar.y + face.pitch <= layout.height
            lengths[bar.piece.passage] += bar.length  # type: ignore[assignment]  # lengths are not whole
        for one in pieces:
            assert lengths[one.passage] == pytest.approx(max(one.words, 2) * face.word)


@given(st.lists(st.sampled_from(list(LAYERS)), min_size=1, max_size=12))
def test_no_bar_covers_a_letter_or_another_bar(layers: list[Layer]) -> None:
    layout = lay_out_page([piece(f"S{n}", layer, 9, "p") for n, layer in enumerate(layers)], TALL)
    spans = [(bar.y, bar.x, bar.x + bar.length) for bar in layout.bars]
    spans += [(mark.y, mark.x, mark.x + TALL.size) for mark in layout.letters]
    spans.sort()
    for (row, _, end), (next_row, start, _) in pairwise(spans):
        assert row < next_row or end <= start + 1e-6


def test_every_voice_has_its_letter_where_it_begins() -> None:
    layout = lay_out_page(FIRST.pieces, WIDE)

    assert [mark.says for mark in layout.letters] == ["F", "W", "A", "W", "A", "W"]
    assert [mark.says for mark in layout.numbers] == ["SM1", "S1–9", "S31"]


def test_the_key_names_the_layers_that_occur_and_no_other(drawing: Drawing) -> None:
    only = draw_xray((SECOND,), EVENTS, horizons_of(EVENTS))

    for svg, names in ((drawing.wide_svg, ["F", "W", "A", "O"]), (only.wide_svg, ["F", "W", "O"])):
        key = next(g for g in read_svg(svg).iter(f"{SVG}g") if g.attrib.get("class") == "key")
        letters = [text.text for text in key.iter(f"{SVG}text") if text.attrib["class"] == "layer-letter"]
        assert letters == names


def test_every_pattern_that_is_used_is_defined_once(drawing: Drawing) -> None:
    ids: list[str] = []
    for svg in (read_svg(drawing.wide_svg), read_svg(drawing.tall_svg)):
        here = [element.attrib["id"] for element in svg.iter() if "id" in element.attrib]
        used = {element.attrib["fill"] for element in svg.iter() if element.attrib.get("fill")}
        assert used <= {f"url(#{name})" for name in here}
        ids += here
    assert len(ids) == len(set(ids))


def test_the_small_timeline_stands_below_with_both_horizons(drawing: Drawing) -> None:
    for text in (drawing.wide_svg, drawing.tall_svg):
        assert "Scobell’s page, March 2004" in text
        assert "Zissis’s brief, 24 October 2006" in text


def test_the_same_data_make_the_same_drawing(drawing: Drawing) -> None:
    assert (
        draw_xray((FIRST, SECOND), tuple(reversed(EVENTS)), tuple(reversed(horizons_of(EVENTS)))) == drawing
    )


@pytest.mark.parametrize(
    ("kind", "chain", "layer"),
    [
        ("furniture", "site owner", "furniture"),
        ("fact", "synopsis writer", "writer"),
        ("judgement", "synopsis writer > Scobell", "author"),
        ("fact", "Zissis > BBC > unnamed > Kim Jong-Il", "others"),
    ],
)
def test_a_chain_says_which_layer_speaks(kind: str, chain: str, layer: Layer) -> None:
    assert layer_of(kind, chain, "Scobell") == layer


@given(st.lists(st.sampled_from(list(LAYERS)), min_size=1, max_size=6), st.integers(6, 80))
def test_sharing_out_a_passage_keeps_its_words_and_the_order_of_its_voices(
    layers: list[Layer], words: int
) -> None:
    pieces = share_out("S1", layers, words, "s1")

    assert sum(piece.words for piece in pieces) == words
    assert [one.layer for one in pieces] == [
        layer for n, layer in enumerate(layers) if n == 0 or layers[n - 1] != layer
    ]


def test_a_piece_without_words_or_of_an_unknown_layer_is_refused() -> None:
    with pytest.raises(ValueError, match="S1: a piece has at least one word"):
        piece("S1", "writer", 0)
    with pytest.raises(ValueError, match="S1: 'editor' is not one of furniture, writer, author, others"):
        piece("S1", "editor")  # type: ignore[arg-type]  # as a careless caller would
