"""The timeline's promises: nothing overlaps, nothing is lost, and what lies beyond a horizon says so."""

import tomllib
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from course_checks.figures.dates import read_moment
from course_checks.figures.drawing import LONGEST_ALT, Drawing
from course_checks.figures.timeline import draw_timeline, timeline_twin
from course_checks.figures.timeline_data import Event, horizons_of, horizons_passed, load_timeline
from course_checks.figures.timeline_tall import WIDTH as TALL_WIDTH
from course_checks.figures.timeline_tall import lay_out_tall
from course_checks.figures.timeline_wide import WIDTH, lay_out_wide

DOCS = Path(__file__).resolve().parents[2] / "docs"
EVENTS = load_timeline(DOCS / "data" / "timeline.toml")
HORIZONS = horizons_of(EVENTS)
DRAWN = [event for event in EVENTS if event.level != "all" and event.track != "source"]
MINI = [event for event in DRAWN if event.level == "mini"]
SVG = "{http://www.w3.org/2000/svg}"
SMALLEST = 12 * 340 / 328
"""12 px when the tall picture is 328 px wide: a phone of 360 with a margin of 16 on each side."""


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    return draw_timeline(EVENTS, HORIZONS)


def read_svg(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  # our own drawing, made a moment ago


def parsed(drawing: Drawing) -> tuple[ET.Element, ET.Element]:
    return read_svg(drawing.wide_svg), read_svg(drawing.tall_svg)


def groups(svg: ET.Element) -> dict[str, list[str]]:
    return {
        g.attrib["data-event"]: g.attrib["class"].split()
        for g in svg.iter(f"{SVG}g")
        if "data-event" in g.attrib
    }


@pytest.mark.parametrize("events", [DRAWN, MINI], ids=["the large one", "the small one"])
def test_no_two_labels_overlap_and_none_leaves_the_picture(events: list[Event]) -> None:
    wide, tall = lay_out_wide(events, HORIZONS), lay_out_tall(events, HORIZONS)
    for boxes, width, height in ((wide.boxes, WIDTH, wide.height), (tall.boxes, TALL_WIDTH, tall.height)):
        for box, other in combinations(boxes, 2):
            assert not box.meets(other), f"{box.says!r} and {other.says!r} overlap"
        for box in boxes:
            assert box.x >= 0, box.says
            assert box.x + box.width <= width, box.says
            assert box.y >= 0, box.says
            assert box.y + box.height <= height, box.says


def test_no_label_crosses_a_horizon() -> None:
    wide, tall = lay_out_wide(DRAWN, HORIZONS), lay_out_tall(DRAWN, HORIZONS)
    for bound in wide.ribbon.bounds:
        assert not any(
            item.box.x < bound < item.box.x + item.box.width for item in (*wide.above, *wide.below)
        )
    for bound in tall.ribbon.bounds:
        assert not any(item.box.y < bound < item.box.y + item.box.height for item in tall.placed)


def test_no_pole_crosses_a_label() -> None:
    wide = lay_out_wide(DRAWN, HORIZONS)
    for side, edge in ((wide.above, wide.ribbon.near), (wide.below, wide.ribbon.far)):
        for item in side:
            reach = sorted((edge, item.box.y + (0 if side is wide.above else item.box.height)))
            for other in side:
                box = other.box
                crossed = (
                    box.x < item.pole < box.x + box.width
                    and reach[0] < box.y + box.height
                    and box.y < reach[1]
                )
                assert other is item or not crossed, f"the pole of {item.event.id} crosses {other.event.id}"


def test_no_words_are_smaller_than_12_px_on_a_phone(drawing: Drawing) -> None:
    sizes = [float(text.attrib["font-size"]) for text in parsed(drawing)[1].iter(f"{SVG}text")]

    assert min(sizes) >= SMALLEST


def test_every_drawn_event_stands_once_in_each_shape(drawing: Drawing) -> None:
    wanted = sorted(event.id for event in DRAWN)

    assert [sorted(groups(svg)) for svg in parsed(drawing)] == [wanted, wanted]


def test_what_lies_beyond_a_horizon_says_which(drawing: Drawing) -> None:
    for svg in parsed(drawing):
        classes = groups(svg)
        for event in DRAWN:
            beyond = {name for name in classes[event.id] if name.startswith("beyond-")}
            assert f"zone-{len(beyond)}" in classes[event.id]
            assert len(beyond) == horizons_passed(event, HORIZONS)
        assert "beyond-scobell-2004" in classes["test-2006"]
        assert "beyond-zissis-2006" in classes["test-2009"]


def test_a_contested_event_is_marked_in_both_shapes_and_told_in_the_table(drawing: Drawing) -> None:
    contested = [event for event in DRAWN if event.certainty == "contested"]
    rows = {row[1]: row for row in drawing.twin.rows}

    assert contested
    for event in contested:
        for svg in parsed(drawing):
            assert "certainty-contested" in groups(svg)[event.id]
            assert any(text.text == "contested" for text in svg.iter(f"{SVG}text"))
        assert rows[event.title][-1].startswith("Contested. ")


def test_the_table_has_a_row_for_each_event_and_each_source(drawing: Drawing) -> None:
    titles = [row[1] for row in drawing.twin.rows]

    assert titles == [event.title for event in EVENTS if event.level != "all"]
    assert len(timeline_twin(EVENTS, HORIZONS).rows) == len(EVENTS)


def test_what_stands_in_neither_page_has_a_reference(drawing: Drawing) -> None:
    for row, refs in zip(drawing.twin.rows, drawing.twin.refs, strict=True):
        assert refs or row[3] != "in neither page", row[1]


def test_the_caption_counts_what_the_table_shows(drawing: Drawing) -> None:
    known = [row[2] for row in drawing.twin.rows]

    assert drawing.caption == (
        "Of eighteen events, seven were within reach of Scobell’s page and thirteen of Zissis’s brief; "
        "five lay beyond both."
    )
    assert (known.count("both"), known.count("Zissis’s brief"), known.count("neither")) == (7, 6, 5)


def test_the_alternative_text_is_short_and_names_both_horizons(drawing: Drawing) -> None:
    assert len(drawing.alt) <= LONGEST_ALT
    assert "March 2004" in drawing.alt
    assert "October 2006" in drawing.alt


def test_both_shapes_have_a_title_a_description_and_ids_of_their_own(drawing: Drawing) -> None:
    ids: list[str] = []
    for svg in parsed(drawing):
        here = [element.attrib["id"] for element in svg.iter() if "id" in element.attrib]
        assert svg.attrib["aria-labelledby"].split() == here[:2]
        assert svg.findtext(f"{SVG}title") == drawing.alt
        ids += here
    assert len(ids) == len(set(ids))


def test_colours_are_left_to_the_page(drawing: Drawing) -> None:
    for svg in parsed(drawing):
        for element in svg.iter():
            assert not {"fill", "stroke", "style", "color"} & set(element.attrib)


def test_the_same_data_make_the_same_drawing(drawing: Drawing) -> None:
    assert draw_timeline(tuple(reversed(EVENTS)), tuple(reversed(HORIZONS))) == drawing


def test_words_that_look_like_markup_stay_words() -> None:
    odd = Event(
        id="odd",
        date=read_moment("2005-03-01"),
        zone="Beijing",
        title="<script>alert(1)</script> & more",
        label='<b> & "\x07it"',
        track="strain",
        level="landing",
        passages=("S1",),
    )
    drawing = draw_timeline([*EVENTS, odd], HORIZONS)

    for text, svg in zip((drawing.wide_svg, drawing.tall_svg), parsed(drawing), strict=True):
        assert "<b>" not in text
        assert any(words.text == '<b> & "it"' for words in svg.iter(f"{SVG}text"))


def test_one_horizon_is_not_enough() -> None:
    with pytest.raises(ValueError, match="two horizons"):
        draw_timeline(EVENTS, HORIZONS[:1])


def test_the_horizons_are_those_that_the_sources_declare() -> None:
    for horizon in HORIZONS:
        source = tomllib.loads((DOCS / "sources" / f"{horizon.source}.toml").read_text(encoding="utf-8"))
        assert (horizon.date.iso, horizon.name) == (source["as_of"], source["short"])


def test_every_passage_and_reference_of_the_timeline_exists() -> None:
    sources = [
        tomllib.loads(path.read_text(encoding="utf-8")) for path in (DOCS / "sources").glob("*-200?.toml")
    ]
    passages = {passage["id"] for source in sources for passage in source["passages"]}
    references = (DOCS / "references.bib").read_text(encoding="utf-8")

    assert {name for event in EVENTS for name in event.passages} <= passages
    assert [name for event in EVENTS for name in event.refs if f"{{{name}," not in references] == []
