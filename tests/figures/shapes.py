"""What the tests of pictures share: the real course, and the boxes of all words of an SVG."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from course_checks.content.course import Course, read_course
from course_checks.content.errors import Faults
from course_checks.figures.chips import Shelf
from course_checks.figures.drawing import Drawing
from course_checks.figures.measure import Box, text_width
from course_checks.site.pictures import DRAWINGS, shelf_of

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"
SMALLEST = 12 * 340 / 328
"""12 px when the tall picture is 328 px wide: a phone of 360 with a margin of 16 on each side."""
BOLD = frozenset(
    "label-date chip-number axis-words lever-heading post-name party-letters grid-head map-place horizon-words "
    "map-measure-words floor-heading piece-voice ring-letter voice-count spine-heading card-words relation row-id "
    "row-count dot-count mark-letter".split()
)
"""What the style sheet sets in bold."""


@cache
def course() -> Course:
    """The course with its sources, without its exercises."""
    return read_course(ROOT, (), Faults(root=ROOT))


@cache
def whole() -> Course:
    """The course with its exercises, from which some figures are drawn."""
    return read_course(ROOT, (ROOT / "exercises",), Faults(root=ROOT))


@cache
def shelf() -> Shelf:
    """Each passage with the sign of its source."""
    return shelf_of(course())


@cache
def drawn(name: str) -> Drawing:
    """A figure of the course."""
    exercised = any(file.startswith("exercises/") for file in DRAWINGS[name].files)
    return DRAWINGS[name].draw(whole() if exercised else course())


def read_svg(text: str) -> ET.Element:
    """The SVG as a tree."""
    return ET.fromstring(text)  # noqa: S314  # our own drawing, made a moment ago


def both(drawing: Drawing) -> tuple[ET.Element, ET.Element]:
    """Its two shapes."""
    return read_svg(drawing.wide_svg), read_svg(drawing.tall_svg)


def boxes(svg: ET.Element) -> Iterator[Box]:
    """Where each run of words stands, as wide as it is measured; no picture here moves a group."""
    assert not any("transform" in element.attrib for element in svg.iter())
    for text in svg.iter(f"{SVG}text"):
        size, said = float(text.attrib["font-size"]), text.text or ""
        classes = set(text.attrib["class"].split())
        width = text_width(said, size, bold=bool(classes & BOLD))
        shift = {"start": 0.0, "middle": width / 2, "end": width}[text.get("text-anchor", "start")]
        x, baseline = float(text.attrib["x"]) - shift, float(text.attrib["y"])
        yield Box(x=x, y=baseline - size * 0.76, width=width, height=size * 0.96, says=said)


def frame(svg: ET.Element) -> tuple[float, float]:
    """Width and height of the picture."""
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    return width, height
