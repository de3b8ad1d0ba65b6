"""The figures of the argument: a shape that keeps the exercise's key back, and the key as a tree."""

from itertools import pairwise
from math import hypot
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.core.links import RELATIONS, Link, parse
from course_checks.figures.argument import load_argument
from course_checks.figures.argument_map import ArgumentMap, Statement, draw_argument_map
from course_checks.figures.arrows import arrow, arrows_key, key_rows
from course_checks.site.exercise_pictures import argument_map
from tests.figures.faults import told_of
from tests.figures.shapes import ROOT, SVG, both, drawn, shelf, whole

COORDINATE = st.floats(-500, 500)


def some_map(*links: str, conclusion: str = "S26") -> ArgumentMap:
    read = tuple(map(parse, links))
    names = dict.fromkeys(name for link in read for name in (link.source, link.target))
    statements = tuple(Statement(id=name, passage=name.rstrip("ab"), says="words") for name in names)
    return ArgumentMap(
        statements=statements, conclusion=conclusion, links=read, forms={}, data_files=("docs/x.toml",)
    )


# --- arrows


@given(st.tuples(COORDINATE, COORDINATE), st.tuples(COORDINATE, COORDINATE), st.sampled_from(RELATIONS))
def test_an_arrow_has_a_shaft_and_one_head_or_no_length(
    start: tuple[float, float], end: tuple[float, float], relation: str
) -> None:
    if hypot(end[0] - start[0], end[1] - start[1]) == 0:
        with pytest.raises(ValueError, match="ends where it begins"):
            arrow([start, end], relation)
        return
    shaft, *heads = arrow([start, end], relation)
    assert shaft.attrib["class"] == "arrow-line"
    assert [head.attrib["class"] for head in heads] == [
        "arrow-bar" if relation == "attacks" else "arrow-head"
    ]


@pytest.mark.parametrize("width", [120, 250, 340, 880])
def test_the_key_of_arrows_takes_as_many_rows_as_it_says(width: float) -> None:
    bases = {
        text.attrib["y"] for entry in arrows_key(RELATIONS, 0, 13, 13, width) for text in entry.iter("text")
    }

    assert len(bases) == key_rows(RELATIONS, 13, width)


# --- the shape that is left open


def test_the_opening_picture_shows_no_statement_that_the_map_asks_to_place() -> None:
    asked = {"S5", "S17", "S18", "S22", "S24"}
    shown = {row[0] for row in drawn("argument").twin.rows}

    assert asked <= {statement.passage for statement in argument_map(whole()).statements}
    assert not asked & shown


def test_every_leg_has_an_open_place_below_it() -> None:
    argument = load_argument(ROOT, shelf())
    for svg in both(drawn("argument")):
        open_places = [one for one in svg.iter(f"{SVG}rect") if one.attrib["class"] == "open-place"]
        assert len(open_places) == len(argument.on("leg")) + 1
        relations = [g.attrib["data-relation"] for g in svg.iter(f"{SVG}g") if "data-relation" in g.attrib]
        assert relations.count("supports") == 1 + 1 + 2 * len(argument.on("leg"))  # one of them in the key
        assert relations.count("attacks") == 1 + 1


def test_the_caption_of_the_shape_counts_wordings_and_legs() -> None:
    assert drawn("argument").caption == (
        "As we read the page, six lines rest on one claim in four wordings, and the claim on two reasons, both in "
        "one sentence (S19); two words (S19 and S23) announce what is held against it."
    )


def test_a_shape_without_a_leg_is_told(tmp_path: Path) -> None:
    piece = '[[pieces]]\nid = "{0}"\non = "{0}"\npassage = "S26"\nsays = "x"\n'
    text = "".join(piece.format(part) for part in ("advice", "claim", "against"))
    text += '[[open]]\nid = "o"\non = "leg"\nsays = "x"\n'

    assert told_of(tmp_path, "argument.toml", text, lambda root: load_argument(root, shelf())) == [
        "pieces: there is no piece on leg; give each part a piece"
    ]


# --- the map


def test_every_link_of_the_model_is_drawn_once_as_its_relation() -> None:
    model = argument_map(whole())
    wanted = sorted([link.relation for link in model.links] + model.relations)  # the key has one of each
    for svg in both(drawn("argument-key")):
        found = [g.attrib["data-relation"] for g in svg.iter(f"{SVG}g") if "data-relation" in g.attrib]
        assert sorted(found) == wanted
        chips = [g.attrib["data-passage"] for g in svg.iter(f"{SVG}g") if "data-passage" in g.attrib]
        assert sorted(chips) == sorted(one.passage for one in model.statements)
        assert sum(one.attrib["class"] == "floor-inner" for one in svg.iter(f"{SVG}rect")) == 1


def test_the_table_of_the_map_has_the_model_its_other_forms_and_the_free_links() -> None:
    model, rows = argument_map(whole()), drawn("argument-key").twin.rows

    assert len(rows) == len(model.links) + len(model.free) + 1
    told = {(row[0], row[2], row[3]): row[4] for row in rows}
    assert told["S18", "attacks", "S9"] == "attacks S19b"
    assert ("S5", "supports", "S17") in told


def test_what_supports_an_attack_pulls_against_the_conclusion() -> None:
    found = some_map("S24 supports S26", "S18 attacks S24", "S5 supports S18", "S17 undercuts S5")

    assert [one.id for one in found.statements if found.pulls_away(one.id)] == ["S18", "S5"]
    assert draw_argument_map(found, shelf()).caption == (
        "Of four statements two carry S26, and two pull against it (S18 and S5)."
    )


def test_an_undercut_is_drawn_and_named_in_the_key() -> None:
    drawing = draw_argument_map(some_map("S24 supports S26", "S18 undercuts S24"), shelf())
    for svg in both(drawing):
        assert "takes the force from" in {text.text for text in svg.iter(f"{SVG}text")}


@pytest.mark.parametrize(
    ("links", "fault"),
    [
        (("S24 supports S26", "S24 supports S9", "S9 supports S26"), "exactly one other"),
        (("S24 supports S26", "S26 supports S9"), "exactly one other"),
        (("S24 supports S9", "S9 supports S24", "S18 supports S26"), "does not lead to S26"),
    ],
    ids=["two ways out", "the conclusion bears on something", "a circle"],
)
def test_a_model_that_is_no_tree_is_refused(links: tuple[str, ...], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        some_map(*links)


def test_arrows_between_statements_do_not_run_through_a_third_one() -> None:
    """No piece of an arrow touches a statement, on either shape, except where it begins and ends."""
    for svg in both(drawn("argument-key")):
        frames = [
            tuple(float(one.attrib[key]) for key in ("x", "y", "width", "height"))
            for one in svg.iter(f"{SVG}rect")
            if one.attrib["class"] == "floor"
        ]
        for shaft in svg.iter(f"{SVG}polyline"):
            corners = [tuple(map(float, pair.split(","))) for pair in shaft.attrib["points"].split()]
            for (x0, y0), (x1, y1) in pairwise(corners):
                for x, y, width, height in frames:
                    inside_x = max(x0, x1) > x + 2 and min(x0, x1) < x + width - 2
                    inside_y = max(y0, y1) > y + 2 and min(y0, y1) < y + height - 2
                    assert not (inside_x and inside_y)


def test_a_link_is_told_by_its_three_parts() -> None:
    model = argument_map(whole())

    assert model.above("S17") == Link(source="S17", relation="supports", target="S19a")
    assert [link.source for link in model.below("S9")] == ["S19a", "S19b", "S18"]
