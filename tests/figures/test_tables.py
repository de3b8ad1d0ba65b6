"""The figures that are drawn from tables of passages: what they show of the data, and how bad data are told."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from course_checks.content.errors import InvalidContentError
from course_checks.figures.glue import draw_glue, load_glue
from course_checks.figures.lever import PARTS, Weight, draw_lever, load_lever
from course_checks.figures.matrix import draw_matrix
from course_checks.figures.matrix_data import load_matrix
from course_checks.figures.meetings import gaps_of, load_meetings
from course_checks.figures.warmth import Statement, draw_warmth, load_warmth
from tests.figures.shapes import ROOT, SVG, both, boxes, course, drawn, frame, shelf

KNOWN = course().library.passages
STATEMENT = """
[[statements]]
id = "{id}"
passage = "{passage}"
who = "China and North Korea"
words = "a few words"
warmth = {warmth}
why = "because"
"""


def told(folder: Path, name: str, text: str, load: Any, known: Any) -> list[str]:
    """What is said of a file with these contents."""
    (folder / "docs" / "data").mkdir(parents=True)
    (folder / "docs" / "data" / name).write_text(text, encoding="utf-8")
    with pytest.raises(InvalidContentError) as caught:
        load(folder, known)
    return [line.removeprefix(f"docs/data/{name}: ") for line in str(caught.value).splitlines()]


def statement(passage: str, warmth: int, who: str = "China and North Korea") -> Statement:
    return Statement(id=f"{passage}{warmth}", passage=passage, who=who, words="few", warmth=warmth, why="so")


def groups(name: str, key: str) -> list[list[str]]:
    return [[g.attrib[key] for g in svg.iter(f"{SVG}g") if key in g.attrib] for svg in both(drawn(name))]


# --- warmth


def test_warmer_stands_further_right_and_further_up() -> None:
    statements = load_warmth(ROOT, shelf())
    wide, tall = both(drawn("warmth"))
    for svg, axis in ((wide, "x"), (tall, "y")):
        places: dict[int, set[float]] = {}
        for one in statements:
            chips = [
                link
                for link in svg.iter(f"{SVG}a")
                if link.attrib["href"] == f"passage:{one.passage}"
                and one.words.split()[0] in "".join(text.text or "" for text in link.iter(f"{SVG}text"))
            ]
            hit = next(chips[0].iter(f"{SVG}rect"))
            places.setdefault(one.warmth, set()).add(float(hit.attrib[axis]))
        levels = sorted(places, reverse=axis == "y")
        for low, high in pairwise(levels):
            assert max(places[low]) < min(places[high])


def test_every_statement_is_drawn_once_and_told_with_its_reason() -> None:
    statements = load_warmth(ROOT, shelf())

    for passages in groups("warmth", "data-passage"):
        assert sorted(passages) == sorted(one.passage for one in statements)
    rows = drawn("warmth").twin.rows
    assert sorted((row[0], row[1], row[4], row[5]) for row in rows) == sorted(
        (one.passage, one.words, one.why, one.note) for one in statements
    )


def test_the_strip_says_that_it_is_a_default() -> None:
    for svg in both(drawn("warmth")):
        assert any("yours may differ" in (text.text or "") for text in svg.iter(f"{SVG}text"))


def test_the_caption_counts_both_sides_of_the_scale_for_each_source() -> None:
    some = [
        statement("S3", 2),
        statement("S4", -2),
        statement("S5", 0),
        statement("Z2", -1),
        statement("Z8", -2),
    ]

    assert draw_warmth(some, shelf()).caption == (
        "As we place them, of three statements of the 2004 page one is warm, one neither and one cool or cold; "
        "both statements of the 2006 brief are cool or cold."
    )


def test_a_pair_that_is_not_the_usual_one_is_named() -> None:
    odd = statement("S3", 2, "China and South Korea")
    drawing = draw_warmth([statement("S4", -2), statement("Z2", -1), odd], shelf())

    for svg in both(drawing):
        said = " ".join(text.text or "" for text in svg.iter(f"{SVG}text"))
        assert "South Korea" in said
        assert "North Korea" not in said


def test_a_statement_off_the_scale_and_an_unknown_passage_are_told(tmp_path: Path) -> None:
    text = STATEMENT.format(id="one", passage="S99", warmth=3)
    text += STATEMENT.format(id="two", passage="S1", warmth=1) + 'colour = "red"\n'
    text += STATEMENT.format(id="one", passage="S1", warmth=1)

    assert told(tmp_path, "warmth.toml", text, load_warmth, shelf()) == [
        "statements.two: unknown 'colour'; use id, passage, who, words, warmth, why or note",
        "statements.one: this id is given twice; give each an id of its own",
        "statements.one.passage: there is no passage 'S99'; use S9 or S29",
        "statements.one.warmth: 3 is not on the scale; use -2, -1, 0, 1 or 2",
    ]


@pytest.mark.parametrize("text", ["", "[[statement]]\n", "[[statements]\n", 'statements = ["one"]'])
def test_a_file_without_statements_is_told(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, "warmth.toml", text, load_warmth, shelf())


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidContentError, match=r"docs/data/warmth\.toml: the file is missing"):
        load_warmth(tmp_path, shelf())


# --- glue


def test_every_strand_is_drawn_once_and_every_loose_end_on_both_sides() -> None:
    glue = load_glue(ROOT, shelf())

    for strands in groups("glue", "data-strand"):
        for one in glue.strands:
            assert strands.count(one.id) == 1
        for one in glue.ends:
            assert strands.count(one.id) == 2


def test_a_strand_is_dashed_where_the_page_hedges() -> None:
    glue = load_glue(ROOT, shelf())
    hedged = sum(bool(one.hedge) for one in glue.strands)

    assert [one.id for one in glue.strands if one.hedge] == ["nowhere"]
    for svg, pieces in zip(both(drawn("glue")), (1, 2), strict=True):
        classes = [line.attrib["class"] for line in svg.iter(f"{SVG}line")]
        ends = 2 * sum(bool(one.hedge) for one in glue.ends)
        assert classes.count("strand strand-hedged") == hedged * pieces + ends


def test_the_caption_counts_strands_and_names_what_pulls_away() -> None:
    drawing = draw_glue(load_glue(ROOT, shelf()), shelf())

    assert drawing.caption == (
        "Four strands tie the two states, three of them in one sentence (S13); "
        "two loose ends (S14 and S16) pull away."
    )


def test_a_strand_without_a_name_is_told(tmp_path: Path) -> None:
    text = (
        '[[strands]]\nid = "a"\npassage = "S1"\nsays = "x"\n'
        '[[ends]]\nid = "b"\nname = "n"\npassage = "S2"\nsays = "x"\n'
    )

    assert told(tmp_path, "glue.toml", text, load_glue, shelf()) == ["strands.a.name: is missing; add it"]


# --- lever


def test_every_weight_lies_on_its_side_of_the_beam() -> None:
    weights = load_lever(ROOT, shelf())
    for svg in both(drawn("lever")):
        beam = next(one for one in svg.iter(f"{SVG}rect") if one.attrib["class"] == "beam")
        middle, level = frame(svg)[0] / 2, float(beam.attrib["y"])
        for one in weights:
            link = next(a for a in svg.iter(f"{SVG}a") if a.attrib["href"] == f"passage:{one.passage}")
            hit = next(link.iter(f"{SVG}rect"))
            x, y = float(hit.attrib["x"]), float(hit.attrib["y"])
            assert (y > level) == (one.on == "limits")
            assert one.on == "limits" or (x > middle) == (one.on == "stake")


def test_the_table_of_the_lever_has_every_weight_with_its_voice() -> None:
    weights, rows = load_lever(ROOT, shelf()), drawn("lever").twin.rows

    assert sorted(rows) == sorted((one.passage, PARTS[one.on], one.says, one.voice) for one in weights)


def test_the_caption_of_the_lever_counts_its_arms_and_says_who_names_the_limits() -> None:
    weights = load_lever(ROOT, shelf())
    fewer = [one for one in weights if one.id != "survival"]
    other = Weight(id="x", on="limits", passage="Z6", says="x", voice="x")

    assert draw_lever(weights, shelf()).caption == (
        "Three passages lie on each arm; every limit on which the lever turns stands in the 2004 page."
    )
    assert draw_lever([*fewer, other], shelf()).caption == (
        "Three of the passages tell of dependence, two of China’s own stake; the limits stand in the 2004 page and "
        "the 2006 brief."
    )


def test_an_empty_arm_is_told(tmp_path: Path) -> None:
    text = '[[weights]]\nid = "a"\non = "stake"\npassage = "S17"\nsays = "x"\nvoice = "x"\n'

    assert told(tmp_path, "lever.toml", text, load_lever, shelf()) == [
        "weights: nothing lies on dependence, limits and pressing; give each part a weight"
    ]


# --- matrix


def test_every_cell_is_drawn_and_only_those_on_which_the_pages_speak_are_framed() -> None:
    matrix = load_matrix(ROOT, KNOWN)
    for svg in both(drawn("matrix")):
        cells = {g.attrib["data-cell"]: g for g in svg.iter(f"{SVG}g") if "data-cell" in g.attrib}
        assert len(cells) == len(matrix.parties) * len(matrix.topics)
        for cell in matrix.cells:
            group = cells[f"{cell.party}-{cell.topic}"]
            framed = any(one.attrib["class"] == "cell-frame" for one in group.iter(f"{SVG}rect"))
            assert framed == bool(cell.passages)
            assert f"certainty-{cell.certainty}" in group.attrib["class"]


def test_each_party_has_a_shape_of_its_own() -> None:
    matrix = load_matrix(ROOT, KNOWN)

    assert len({party.sign for party in matrix.parties}) == len(matrix.parties) == 6


def test_the_table_of_the_matrix_has_every_position_and_its_references() -> None:
    matrix, twin = load_matrix(ROOT, KNOWN), drawn("matrix").twin

    assert sorted(row[2] for row in twin.rows) == sorted(cell.says for cell in matrix.cells)
    assert set(twin.refs) == {cell.cite for cell in matrix.cells}


def test_the_caption_of_the_matrix_counts_what_is_framed() -> None:
    matrix = load_matrix(ROOT, KNOWN)
    spoken = sum(not cell.silent for cell in matrix.cells)

    assert f"something in {spoken} of 36 cells" in draw_matrix(matrix).caption
    assert "on Russia in none" in draw_matrix(matrix).caption


MATRIX = """
[[parties]]
id = "CN"
name = "China"
sign = "circle"

[[topics]]
id = "goal"
text = "Goal"
"""
CELL = '\n[[cells]]\nparty = "CN"\ntopic = "goal"\nsays = "It wants a thing."\n'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            MATRIX.replace("circle", "star") + CELL + 'certainty = "firm"\npassages = ["S1"]\n',
            "parties.CN.sign: 'star' is not known here; use circle, square, triangle, diamond, pentagon or hexagon",
            id="an unknown shape",
        ),
        pytest.param(
            MATRIX + CELL + 'certainty = "firm"\npassages = ["S1"]\nsilent = true\n',
            "cells.1.silent: does not fit its passages; true where there are none, else false",
            id="silence with a passage",
        ),
        pytest.param(
            MATRIX + CELL + 'certainty = "firm"\nsilent = true\n',
            "cells.1.certainty: rests on nothing; cite something, or call it unverified",
            id="a position that rests on nothing",
        ),
        pytest.param(
            MATRIX + (CELL + 'certainty = "firm"\npassages = ["S1"]\n') * 2,
            "cells.2: CN and goal are also cells.1; keep one of them",
            id="one cell twice",
        ),
        pytest.param(
            MATRIX + CELL.replace("CN", "FR") + 'certainty = "firm"\npassages = ["S1"]\n',
            "cells.1.party: 'FR' is not known here; use CN",
            id="an unknown party",
        ),
    ],
)
def test_bad_cells_are_told(tmp_path: Path, text: str, fault: str) -> None:
    assert told(tmp_path, "parties.toml", text, load_matrix, KNOWN) == [fault]


# --- meetings


def test_every_meeting_stands_once_in_each_shape_with_its_days() -> None:
    meetings = load_meetings(ROOT, KNOWN)
    for svg, events in zip(both(drawn("meetings")), groups("meetings", "data-event"), strict=True):
        assert sorted(one for one in events if not one.startswith("gap-")) == sorted(
            one.id for one in meetings
        )
        assert len([box for box in boxes(svg) if box.says.endswith("months")]) == 3


def test_whole_months_are_counted_between_the_last_day_and_the_first() -> None:
    meetings = load_meetings(ROOT, KNOWN)
    months = {gap.after.id: gap.months for gap in gaps_of(meetings)}

    assert (months["six-party-4-1"], months["six-party-5-2"]) == (13, 13)
    assert (months["six-party-2"], months["six-party-4-2"]) == (5, 1)


def test_the_caption_of_the_meetings_adds_up_days_and_names_the_longest_gaps() -> None:
    meetings = load_meetings(ROOT, KNOWN)

    assert sum(one.days for one in meetings) == 66
    assert drawn("meetings").caption == (
        "From April 2003 to December 2008 fourteen meetings took 66 days; the two longest gaps lasted thirteen "
        "months each."
    )


def test_the_table_of_the_meetings_has_heads_and_outcomes() -> None:
    rows = drawn("meetings").twin.rows

    for meeting, row in zip(load_meetings(ROOT, KNOWN), rows, strict=True):
        assert all(name in row[2] for name in meeting.heads.values())
        assert row[3] == meeting.outcome


def test_bad_days_and_unknown_parties_are_told(tmp_path: Path) -> None:
    text = """
[[meetings]]
id = "one"
name = "One"
start = "2003-04"
end = "2003-04-25"
place = "Beijing"
outcome = "none"
certainty = "firm"
heads = { FR = "Somebody" }
[[meetings]]
id = "two"
name = "Two"
start = "2003-08-27"
end = "2003-08-26"
place = "Beijing"
outcome = "none"
certainty = "sure"
"""
    assert told(tmp_path, "meetings.toml", text, load_meetings, KNOWN) == [
        "meetings.two.certainty: 'sure' is not known here; use firm, reported, contested or unverified",
        "meetings.one.start: '2003-04' is not a day; write it as \"2003-04-23\"",
        "meetings.one.heads.FR: not one of the six; use CN, KP, US, KR, JP, RU",
    ]
