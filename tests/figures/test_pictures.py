"""What every figure of units 2 to 10 promises, whatever it shows."""

import re
from itertools import combinations

import pytest

from course_checks.core.quotation import RUN, Verified, pieces, verify
from course_checks.figures.argument import load_argument
from course_checks.figures.drawing import LONGEST_ALT
from course_checks.figures.glue import load_glue
from course_checks.figures.lever import load_lever
from course_checks.figures.measure import Box
from course_checks.figures.warmth import load_warmth
from tests.figures.shapes import ROOT, SMALLEST, SVG, both, boxes, course, drawn, frame, shelf

NAMES = (
    *("map", "glue", "history", "warmth", "lever", "matrix", "meetings"),
    *(
        "argument",
        "argument-key",
        "provenance",
        "provenance-others",
        "comparison",
        "comparison-key",
        "versions",
    ),
    *("scorecard", "ach", "ach-key", "packages"),
)
LINKED = ("glue", "warmth", "lever", "argument")
"""The figures whose passages are links, one for each row of the table."""
ALSO_LINKED = ("argument-key", "provenance", "provenance-others", "versions", "scorecard", "ach", "ach-key")
"""Those that have links to passages, and a table of something else."""
OPEN = "left open"
"""What stands in a table in the place of a passage, where there is none."""
TARGET = 24.0
"""No link may be lower or narrower."""


@pytest.mark.parametrize("name", NAMES)
def test_no_two_runs_of_words_overlap_and_none_leaves_the_picture(name: str) -> None:
    for svg in both(drawn(name)):
        width, height = frame(svg)
        found = list(boxes(svg))
        for box, other in combinations(found, 2):
            assert not box.meets(other), f"{box.says!r} and {other.says!r} overlap"
        for box in found:
            assert box.x >= -0.5, box.says
            assert box.x + box.width <= width + 0.5, box.says
            assert box.y >= -0.5, box.says
            assert box.y + box.height <= height + 0.5, box.says


@pytest.mark.parametrize("name", NAMES)
def test_no_words_are_smaller_than_12_px_on_a_phone(name: str) -> None:
    _, tall = both(drawn(name))

    assert min(float(text.attrib["font-size"]) for text in tall.iter(f"{SVG}text")) >= SMALLEST


@pytest.mark.parametrize("name", NAMES)
def test_both_shapes_have_a_title_a_description_and_ids_of_their_own(name: str) -> None:
    drawing, ids = drawn(name), []
    assert len(drawing.alt) <= LONGEST_ALT
    for svg in both(drawing):
        here = [element.attrib["id"] for element in svg.iter() if "id" in element.attrib]
        assert svg.attrib["aria-labelledby"].split() == here[:2]
        assert svg.findtext(f"{SVG}title") == drawing.alt
        assert drawing.caption in (svg.findtext(f"{SVG}desc") or "")
        ids += here
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NAMES)
def test_colours_and_round_corners_are_left_to_the_page(name: str) -> None:
    for svg in both(drawn(name)):
        for element in svg.iter():
            assert not {"stroke", "style", "color", "rx", "ry"} & set(element.attrib)
            assert element.get("fill", "url(#").startswith("url(#")  # a pattern, drawn in the page's colours


@pytest.mark.parametrize("name", NAMES)
def test_the_caption_is_one_sentence_and_the_data_can_be_had(name: str) -> None:
    drawing = drawn(name)

    assert drawing.caption.endswith(".")
    assert len(re.findall(r"[.!?](?:\s|$)", drawing.caption)) == 1
    for file in (drawing.data_file, *drawing.more_files):
        assert (ROOT / file).is_file()


@pytest.mark.parametrize("name", NAMES)
def test_every_passage_and_reference_of_the_twin_exists(name: str) -> None:
    twin = drawn(name).twin
    named = {found for row in twin.rows for cell in row for found in re.findall(r"\b[SZ]M?\d+\b", cell)}

    assert named <= set(course().library.passages)
    assert {key for keys in twin.refs for key in keys} <= course().references


@pytest.mark.parametrize("name", LINKED)
def test_a_passage_on_the_picture_is_a_link_that_a_finger_finds(name: str) -> None:
    for svg in both(drawn(name)):
        assert svg.attrib["role"] == "group"  # what is inside an image could not be reached
        links = list(svg.iter(f"{SVG}a"))
        for link in links:
            (hit,) = (one for one in link.iter(f"{SVG}rect") if one.attrib["class"] == "hit")
            assert min(float(hit.attrib["width"]), float(hit.attrib["height"])) >= TARGET
            said = [text.text for text in link.iter(f"{SVG}text")]
            assert link.attrib["href"] == f"passage:{said[0]}"
        assert {link.attrib["href"] for link in links} == {
            f"passage:{row[0]}" for row in drawn(name).twin.rows if row[0] != OPEN
        }


@pytest.mark.parametrize("name", ALSO_LINKED)
def test_every_other_link_leads_to_a_passage_and_is_found_by_a_finger(name: str) -> None:
    for svg in both(drawn(name)):
        assert svg.attrib["role"] == "group"
        links = list(svg.iter(f"{SVG}a"))
        assert links
        for link in links:
            (hit,) = (one for one in link.iter(f"{SVG}rect") if one.attrib["class"] == "hit")
            assert min(float(hit.attrib["width"]), float(hit.attrib["height"])) >= TARGET
            passage = link.attrib["href"].removeprefix("passage:")
            assert passage in course().library.passages
            assert next(text.text or "" for text in link.iter(f"{SVG}text")).startswith(passage)


@pytest.mark.parametrize("name", [*LINKED, *ALSO_LINKED])
def test_no_two_links_share_a_place(name: str) -> None:
    for svg in both(drawn(name)):
        places = []
        for link in svg.iter(f"{SVG}a"):
            (hit,) = (one for one in link.iter(f"{SVG}rect") if one.attrib["class"] == "hit")
            x, y, width, height = (float(hit.attrib[key]) for key in ("x", "y", "width", "height"))
            places.append(Box(x=x + 0.1, y=y + 0.1, width=width - 0.2, height=height - 0.2))
        assert not any(one.meets(other) for one, other in combinations(places, 2))


@pytest.mark.parametrize("name", sorted(set(NAMES) - {*LINKED, *ALSO_LINKED}))
def test_a_picture_without_links_is_an_image(name: str) -> None:
    assert {svg.attrib["role"] for svg in both(drawn(name))} == {"img"}


def test_what_stands_in_quotation_marks_stands_in_the_passage() -> None:
    glue = load_glue(ROOT, shelf())
    quoted = [(one.passage, one.words) for one in load_warmth(ROOT, shelf())]
    quoted += [(one.passage, one.says) for one in load_lever(ROOT, shelf())]
    quoted += [(one.passage, one.name) for one in (*glue.strands, *glue.ends)]
    quoted += [(one.passage, one.says) for one in load_argument(ROOT, shelf()).pieces]
    checked = 0
    for passage, text in quoted:
        for words in re.findall(r"“([^”]+)”", text):
            if all(len(piece) >= RUN for piece in pieces(words)):
                checked += 1
                assert isinstance(verify(words, passage, course().library.index), Verified), (passage, words)

    assert checked >= 5
