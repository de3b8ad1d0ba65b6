"""The figures that show keys: the scorecard of forecasts, and the grid of rival explanations."""

from dataclasses import replace

import pytest

from course_checks.figures.hypotheses import MARKS, draw_grid_key
from course_checks.figures.scorecard import draw_scorecard
from course_checks.site.exercise_pictures import GRID, SCORECARD, argument_map, grid, scorecard
from tests.figures.shapes import SVG, both, course, drawn, shelf, whole


def test_every_verdict_of_the_key_is_drawn_with_its_passages_and_no_other() -> None:
    card = scorecard(whole())
    wanted = {
        f"{one.passage}-{verdict}": list(passages)
        for one in card.scores
        for verdict, passages in one.accepted.items()
    }
    for svg in both(drawn("scorecard")):
        found = {
            g.attrib["data-verdict"]: [
                inner.attrib["data-passage"] for inner in g.iter(f"{SVG}g") if "data-passage" in inner.attrib
            ]
            for g in svg.iter(f"{SVG}g")
            if "data-verdict" in g.attrib
        }
        assert found == wanted


def test_one_verdict_of_each_statement_is_the_models() -> None:
    for svg in both(drawn("scorecard")):
        marks = [one.attrib["class"] for one in svg.iter(f"{SVG}circle")]
        assert marks.count("model-mark") == len(scorecard(whole()).scores) == 7


def test_the_caption_of_the_scorecard_counts_single_verdicts() -> None:
    assert drawn("scorecard").caption == (
        "Our key takes a single verdict for two of seven statements (S27 and S31); “held” can be defended for five, "
        "“contradicted” for S24 alone."
    )


def test_a_verdict_that_is_never_taken_is_said_to_be_so() -> None:
    card = scorecard(whole())
    scores = tuple(one for one in card.scores if "contradicted" not in one.accepted)

    assert "“contradicted” for none." in draw_scorecard(replace(card, scores=scores), shelf()).caption


def test_the_verdicts_of_the_scorecard_are_those_of_the_exercise() -> None:
    key = whole().exercises[SCORECARD].key
    taken = {verdict for item in key.values() for verdict in item.accept.accepted}

    assert taken <= set(scorecard(whole()).verdicts)


@pytest.mark.parametrize("name", ["ach", "ach-key"])
def test_the_grid_has_every_cell_in_both_shapes(name: str) -> None:
    held = grid(whole())
    for svg in both(drawn(name)):
        cells = [g.attrib["data-cell"] for g in svg.iter(f"{SVG}g") if "data-cell" in g.attrib]
        assert sorted(cells) == sorted(f"{row}-{column}" for row, column in held.accepted)


def test_the_empty_grid_holds_no_mark_and_not_even_its_file_has_one() -> None:
    drawing = drawn("ach")
    for svg in both(drawing):
        assert not [one for one in svg.iter(f"{SVG}text") if "mark-letter" in one.attrib["class"]]
    assert not any(mark in row for row in drawing.twin.rows for mark in MARKS)
    assert (drawing.data_file, drawing.more_files) == (f"exercises/{GRID}/exercise.toml", ())


def test_the_full_grid_has_the_marks_of_the_key_the_models_first() -> None:
    held = grid(whole())
    for svg in both(drawn("ach-key")):
        for g in svg.iter(f"{SVG}g"):
            if "data-cell" in g.attrib:
                row, column = g.attrib["data-cell"].split("-")
                letters = [text.text for text in g.iter(f"{SVG}text")]
                assert letters == [MARKS[mark] for mark in held.accepted[row, column]]


def test_the_caption_of_the_full_grid_counts_what_speaks_against() -> None:
    held = grid(whole())

    assert {row.id: len(held.against(row.id)) for row in held.rows} == {"H1": 3, "H2": 1, "H3": 2, "H4": 3}
    assert drawn("ach-key").caption == (
        "In our own table H2 has one passage against it and every other explanation two or more; Z5 and Z13 speak "
        "against none."
    )


def test_two_that_are_contradicted_least_are_both_named() -> None:
    held = grid(whole())
    tied = replace(held, accepted={**held.accepted, ("H3", "Z6"): ("nothing",)})

    assert draw_grid_key(tied, shelf()).caption.startswith(
        "In our own table H2 and H3 have one passage against each and every other explanation three or more"
    )


@pytest.mark.parametrize("read", [argument_map, grid, scorecard])
def test_a_course_without_the_exercise_is_told(read: object) -> None:
    assert callable(read)
    with pytest.raises(ValueError, match="there is no exercise u0"):
        read(course())
