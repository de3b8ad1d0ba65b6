"""What follows from a matrix of explanations and evidence, with some of its cells empty."""

from collections.abc import Mapping

import pytest

from course_checks.core.matrix import Matrix

MARKS = {"C": "consistent", "I": "inconsistent", "N": "nothing", ".": None}
EVIDENCE = ("Z5", "Z6", "Z13", "Z15", "Z16", "S17")
MODEL = {"H1": "CICICI", "H2": "CCCCIC", "H3": "CINICN", "H4": "CICICI"}
"""Row by row, a mark for each piece of evidence: least contradicted is H2."""


def matrix(rows: Mapping[str, str]) -> Matrix:
    """A matrix of four explanations; a dot is an empty cell, and a row that is missing is empty."""
    return Matrix.of(MODEL, EVIDENCE, [[MARKS[mark] for mark in rows.get(name, "......")] for name in MODEL])


@pytest.mark.parametrize(
    ("rows", "least"),
    [
        pytest.param(MODEL, ("H2",), id="the fewest inconsistent"),
        pytest.param({**MODEL, "H3": "CINNCN"}, ("H2", "H3"), id="two with equally few"),
        pytest.param({**MODEL, "H3": "NNNNNN"}, ("H2",), id="one that says nothing cannot win"),
        pytest.param({**MODEL, "H3": "CNNNNN"}, ("H2",), id="nor one with a single consistent"),
        pytest.param({**MODEL, "H3": "CNNNCN"}, ("H3",), id="one with two consistent can"),
        pytest.param(
            {**MODEL, "H3": "C...C."}, (), id="empty cells of the best may contradict it, and of no other"
        ),
        pytest.param({**MODEL, "H4": "......"}, (), id="an empty row may turn out better"),
        pytest.param({**MODEL, "H4": "I....."}, ("H2",), id="but not once it is contradicted as often"),
        pytest.param({**MODEL, "H4": "NNNNN."}, ("H2",), id="nor when it can no longer say enough"),
        pytest.param({**MODEL, "H2": "CC..IC"}, (), id="an empty cell counts against its own row"),
        pytest.param({}, (), id="from an empty table nothing follows"),
        pytest.param(dict.fromkeys(MODEL, "NNNNNN"), (), id="where all say too little, none wins"),
    ],
)
def test_which_are_least_contradicted_in_a_table(rows: Mapping[str, str], least: tuple[str, ...]) -> None:
    assert matrix(rows).least == least


@pytest.mark.parametrize(
    ("column", "telling"),
    [
        ("CCCC", ()),
        ("IIII", ()),
        ("NNNN", ()),
        ("CNCN", ()),
        ("ICCC", ("Z5",)),
        ("IIIN", ("Z5",)),
        ("I...", ()),
        ("IC..", ("Z5",)),
        ("....", ()),
    ],
)
def test_evidence_tells_explanations_apart_if_it_contradicts_some_and_not_all(
    column: str, telling: tuple[str, ...]
) -> None:
    rows = {name: mark + "....." for name, mark in zip(MODEL, column, strict=True)}

    assert matrix(rows).telling == telling


def test_what_stands_in_the_rows_is_counted() -> None:
    own = matrix({"H1": "CI....", "H3": "CNNNNN"})

    assert own.counted == (
        "H1: 1 inconsistent, 1 consistent, 4 empty",
        "H2: 0 inconsistent, 0 consistent, 6 empty",
        "H3: 0 inconsistent, 1 consistent; with fewer than two consistent it cannot be chosen",
        "H4: 0 inconsistent, 0 consistent, 6 empty",
    )
    assert own.columns["Z6"] == ("inconsistent", None, "nothing", None)
    assert matrix({}).counted == ()
