"""The map: what it compares, what it calls things, and what it refuses to draw from."""

import json
from pathlib import Path

import pytest

from course_checks.content.errors import InvalidContentError
from course_checks.figures.outlines import kilometres, load_outlines
from course_checks.figures.peninsula import NEEDED, PARALLEL
from tests.figures.shapes import ROOT, SVG, both, drawn

DATA = ROOT / "docs" / "data" / "outlines.json"
LARGEST = 60_000


def faults(folder: Path, text: str) -> list[str]:
    (folder / "docs" / "data").mkdir(parents=True)
    (folder / "docs" / "data" / "outlines.json").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidContentError) as caught:
        load_outlines(folder, NEEDED)
    return str(caught.value).splitlines()


def test_the_caption_says_the_distances_that_the_places_have() -> None:
    spots = {name: place.spot for name, place in load_outlines(ROOT).places.items()}
    near, far = (kilometres(spots["pyongyang"], spots[name]) for name in ("dandong", "seoul"))

    assert near < far
    assert (round(near / 5) * 5, round(far / 5) * 5) == (170, 195)
    assert "about 170 km against 195 km" in drawn("map").caption


def test_a_distance_is_that_of_the_globe() -> None:
    assert kilometres((0, 0), (0, 90)) == pytest.approx(10_007.5, abs=0.1)
    assert kilometres((10, 50), (10, 50)) == 0


def test_the_armistice_line_crosses_the_38th_parallel() -> None:
    (run,) = load_outlines(ROOT).lines["armistice"]
    west, east = sorted((run[0], run[-1]))

    assert west[1] < PARALLEL < east[1]


def test_nothing_on_the_map_says_who_owns_what() -> None:
    for svg in both(drawn("map")):
        said = " ".join(text.text or "" for text in svg.iter(f"{SVG}text"))
        assert "East Sea / Sea of Japan" in said
        assert "border" not in said.casefold()
        assert "line" in said
    rows = {row[0]: row for row in drawn("map").twin.rows}
    assert "border" not in " ".join(rows["Armistice line"])


def test_every_place_is_in_the_table_with_where_it_lies() -> None:
    outlines, rows = load_outlines(ROOT), {row[0]: row for row in drawn("map").twin.rows}

    for name in NEEDED:
        place = outlines.places[name]
        assert rows[place.name][2] == f"{place.lat:.2f}° N, {place.lon:.2f}° E"


def test_the_outlines_are_small_and_say_where_they_come_from() -> None:
    data = json.loads(DATA.read_text(encoding="utf-8"))

    assert DATA.stat().st_size < LARGEST
    assert "public domain" in data["source"]
    assert "0008-figures.md" in data["recipe"]


def test_every_fault_is_named_at_once_with_its_place(tmp_path: Path) -> None:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    data["places"][0]["lon"] = "east"
    data["lines"]["armistice"] = [[[126.7, 37.8]], [[126.7, 97.8], [126.8, 38]]]
    del data["land"]

    assert faults(tmp_path, json.dumps(data)) == [
        "docs/data/outlines.json: places.1.lon: 'east' is not a number; write it so",
        *(
            f"docs/data/outlines.json: lines.armistice.{run}: not a line of longitudes and latitudes; "
            "write two or more of [lon, lat]"
            for run in (1, 2)
        ),
        "docs/data/outlines.json: land: there are no lines; write lists of [lon, lat]",
    ]


@pytest.mark.parametrize("text", ["", "[]", '{"places": '], ids=["empty", "a list", "cut off"])
def test_what_is_no_table_is_one_fault(tmp_path: Path, text: str) -> None:
    assert len(faults(tmp_path, text)) == 1


def test_a_missing_place_is_named(tmp_path: Path) -> None:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    data["places"] = [place for place in data["places"] if place["id"] != "dandong"]

    assert faults(tmp_path, json.dumps(data)) == [
        "docs/data/outlines.json: places: there is no 'dandong'; add it, with lon and lat"
    ]
