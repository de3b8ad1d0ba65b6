"""Units: what front matter becomes, and what is said about its mistakes."""

from collections.abc import Callable

import pytest

from course_checks.site.units import runs
from tests.site.books import Book, words_of

Maker = Callable[..., Book]
UNIT = """---
unit:
  id: t1
  number: 1
  level: first steps
  reading: 3
  passages: [TM1, T1, T2, T3]
  propositions: [t1.1]
  objectives: ["see *clearly*", "find {passage}`T4`"]
  keypoints: ["seen in {passage}`T1`"]
  exercises: [t1-match, t1-many]
---
# What does the light know?

The first paragraph is the abstract.

The second is not.

```{unit-end}
```
"""


CITATION = (
    "How to cite this unit# Its makers, “What does the light know?”, unit 1 of A small course, version 1.2, 2026. "
    "For a reference manager (BibTeX) @misc{t1, author = {{Its makers}}, title = {What does the light know?}, "
    "note = {Unit 1 of A small course, version 1.2}, year = {2026}, }"
)


def test_front_matter_is_drawn_at_the_head_and_at_the_end(book: Maker) -> None:
    built = book({"u": UNIT}).build()

    page = built.page("u")
    for note in page.select(".paper-notes"):  # of them says another test
        note.decompose()
    head = page.select_one("section#what-does-the-light-know")
    assert head is not None
    assert [words_of(one) for one in head.find_all(recursive=False)] == [
        "What does the light know?¶",
        "3 min reading, 5 min exercisespassages TM1, T1–T3first steps",
        "The first paragraph is the abstract.",
        "After this unit you can see clearly find T4",
        "The second is not.",
        "Key points# seen in T1",
        CITATION,
    ]
    assert words_of(built.one("u", "p.unit-number")) == "Unit 1"
    assert words_of(built.one("u", "p.unit-abstract")) == "The first paragraph is the abstract."
    assert built.warnings == []


def test_the_minutes_of_exercises_follow_the_exercises(book: Maker) -> None:
    made = book({"u": UNIT})
    made.build()

    made.edit("exercises/t1-many/exercise.toml", "minutes  = 3", "minutes  = 13")
    built = made.build()

    assert built.read == ["u"]
    assert "3 min reading, 15 min exercises" in built.html("u")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(
            "T3]", "T33]", "there is no passage 'T33'; did you mean T3", id="a passage that is not there"
        ),
        pytest.param(
            "[t1.1]", "[t9.1]", "there is no proposition 't9.1'; did you mean t1.1", id="a proposition"
        ),
        pytest.param(
            "t1-many]", "t1-man]", "there is no exercise 't1-man'; did you mean t1-many", id="an exercise"
        ),
        pytest.param("  reading: 3\n", "", "reading", id="a field that is missing"),
        pytest.param(
            "reading: 3", "reading: three", "unit.reading: 'three' is not a whole number", id="a wrong type"
        ),
        pytest.param("level:", "levle:", "unknown 'levle'; did you mean level", id="a misspelt field"),
    ],
)
def test_a_mistake_in_the_front_matter_is_told(book: Maker, old: str, new: str, told: str) -> None:
    assert old in UNIT
    built = book({"u": UNIT.replace(old, new)}).build()

    assert [line for line in built.warnings if told in line and "docs/u.md:1: WARNING:" in line], (
        built.warnings
    )


def test_a_unit_without_an_end_is_told_and_so_is_an_end_without_a_unit(book: Maker) -> None:
    built = book({"u": UNIT.replace("```{unit-end}\n```\n", ""), "v": "# V\n\n```{unit-end}\n```\n"}).build()

    assert any("the page is a unit and has no end; write {unit-end}" in line for line in built.warnings)
    assert any(
        "v.md:3: WARNING: {unit-end} needs `unit:` in the front matter" in line for line in built.warnings
    )


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["S1", "S2", "S3"], [("S1", "S3")], id="a row"),
        pytest.param(["S1", "S3", "SM4", "SM5"], [("S1", "S1"), ("S3", "S3"), ("SM4", "SM5")], id="gaps"),
        pytest.param([], [], id="nothing"),
        pytest.param(["SM7", "S8"], [("SM7", "SM7"), ("S8", "S8")], id="other letters"),
    ],
)
def test_names_in_a_row_are_shortened(names: list[str], expected: list[tuple[str, str]]) -> None:
    assert runs(names) == expected
