"""The map of all packages: a dot for each, in the band of those that so many parties can sign."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from course_checks.core.package import all_packages
from course_checks.figures.packages import TALL, WIDE, Packages, _outline, load_packages
from tests.figures.faults import told_of
from tests.figures.shapes import ROOT, SVG, both, drawn, whole


def packages() -> Packages:
    return load_packages(ROOT)


def area(outline: str) -> float:
    """The area of a polygon, by its corners."""
    corners = [tuple(map(float, pair.split(","))) for pair in outline.split()]
    turned = [*corners[1:], corners[0]]
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(corners, turned, strict=True))) / 2


@given(st.integers(1, 700), st.sampled_from([WIDE, TALL]))
def test_a_band_has_room_for_as_many_dots_as_it_has_packages(count: int, face: object) -> None:
    assert face in {WIDE, TALL}
    shape = WIDE if face == WIDE else TALL

    assert round(area(_outline(count, shape, 10 * shape.cell)) / shape.cell**2) == count


def test_the_bands_of_both_shapes_hold_every_package_once() -> None:
    for svg, face in zip(both(drawn("packages")), (WIDE, TALL), strict=True):
        bands = {g.attrib["data-signed"]: g for g in svg.iter(f"{SVG}g") if "data-signed" in g.attrib}
        assert {int(number): int(g.attrib["data-count"]) for number, g in bands.items()} == packages().counts
        dots = 0
        for g in bands.values():
            (band,) = g.iter(f"{SVG}polygon")
            dots += round(area(band.attrib["points"]) / face.cell**2)
        assert dots == len(packages().signed) == 2187


def test_dots_lie_on_the_sheet_from_which_they_are_cut() -> None:
    for svg, face in zip(both(drawn("packages")), (WIDE, TALL), strict=True):
        for band in svg.iter(f"{SVG}polygon"):
            for pair in band.attrib["points"].split():
                x, y = map(float, pair.split(","))
                assert round((x - face.at) / face.cell, 2) % 1 == 0
                assert round(y / face.cell, 2) % 1 == 0


def test_the_model_is_that_of_the_exercise() -> None:
    item = whole().exercises["u10-statement"].public.item("package")

    assert item is not None
    assert packages().signed == all_packages(item.ask.issues, item.ask.parties)


def test_the_caption_and_the_table_count_packages_and_give_none_away() -> None:
    drawing = drawn("packages")

    assert drawing.caption == (
        "All six parties of the model can sign four of 2,187 possible statements, and nobody can sign 686 of them."
    )
    assert [row[1] for row in drawing.twin.rows] == ["4", "38", "151", "260", "432", "616", "686"]
    assert drawing.twin.rows[0][3] == "nobody"
    assert drawing.twin.rows[1][3] == "North Korea 16; United States 14; Japan 8"


def test_a_line_that_names_no_option_is_told(tmp_path: Path) -> None:
    text = """
as_of = "2006-12"
[[issues]]
id = "goal"
text = "Goal"
options = [{ id = "freeze", text = "freeze", means = "x" }]
[[parties]]
id = "china"
name = "China"
office = "Beijing"
[[parties.never]]
option = "goal.stop"
sources = []
cite = []
certainty = "firm"
rests = "x"
"""
    assert told_of(tmp_path, "statement.toml", text, load_packages) == [
        "parties.china: 'goal.stop' is not in the exercise; write ISSUE.OPTION",
        "parties.china: goal.stop rests on nothing; name under sources what it rests on",
    ]


def test_a_statement_of_another_shape_is_told(tmp_path: Path) -> None:
    assert told_of(tmp_path, "statement.toml", 'as_of = "2006-12"\nissues = []\n', load_packages) == [
        "parties: is missing; add it"
    ]
