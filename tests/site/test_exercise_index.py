"""The index of exercises, and links to exercises: what they say is what the data say, also after edits."""

from collections.abc import Callable

import pytest

import make
from course_checks.content.course import load_course
from course_checks.site.exercise_facts import BY, entries_of, groups_of
from course_checks.site.passages import passages_of
from tests.site.books import Book, Built, words_of

Maker = Callable[..., Book]
INDEX = "# Index\n\n```{exercise-index}\n```\n"
UNIT = """---
unit:
  id: t1
  number: 1
  level: first steps
  reading: 3
  passages: [T1]
  objectives: [see]
  keypoints: [seen]
  exercises: []
---
# One

A start.

```{exercise} t1-many
:item: named
```

```{exercise} t1-order
```

```{unit-end}
```
"""
ELSEWHERE = "# Else\n\n```{exercise} t1-many\n```\n\n```{exercise} t1-match\n```\n"


def cells(built: Built, page: str = "where") -> list[list[str]]:
    """The words of every cell below the header."""
    rows = built.page(page).select("table.exercise-index tbody tr")
    return [[words_of(cell) for cell in row.select("th, td")] for row in rows]


def links(built: Built, page: str = "where") -> dict[str, str]:
    """From the words of each link on a page's tables and paragraphs to where it leads."""
    found = built.page(page).select("table.exercise-index a, .body section > p > a")
    return {words_of(link): str(link["href"]) for link in found}


def by(what: str, *lines: str) -> str:
    return "\n".join(["# Index\n", "```{exercise-index}", f":by: {what}\n", *lines, "```\n"])


def test_every_exercise_has_a_row_with_all_that_is_known_of_it(book: Maker) -> None:
    built = book({"where": INDEX, "u": UNIT, "else": ELSEWHERE}).build()

    assert cells(built) == [
        [
            "The lamp",
            "Unit 1",
            "LO1",
            "choice",
            "2",
            "checked by rule; of your own text, only the form",
        ],
        ["Named and not named", "Unit 1", "LO1", "multiple-response", "3", "checked by rule"],
        ["Who says so?", "Unit 1", "LO1", "match", "2", "checked against our key"],
        ["Three dates", "Unit 1", "LO2", "order", "1", "checked by rule"],
    ]
    assert built.warnings == []


def test_an_exercise_leads_to_its_own_unit_before_other_pages_and_to_nothing_where_it_stands_nowhere(
    book: Maker,
) -> None:
    built = book({"where": INDEX, "u": UNIT, "else": ELSEWHERE}).build()

    assert links(built) == {
        "Named and not named": "u.html#t1-many-named",
        "Three dates": "u.html#t1-order",
        "Who says so?": "else.html#t1-match",
        "Unit 1": "u.html",
    }


def test_how_many_items_are_checked_in_which_way_is_said_where_they_differ(book: Maker) -> None:
    made = book({"where": INDEX})
    made.edit(
        "exercises/t1-order/exercise.toml",
        "[[items]]\n",
        '[[items]]\nid = "more"\nkind = "match"\nhonesty = "keyed"\nprompt = "Whose?"\n'
        'rows = [{ id = "T2", text = "T2" }, { id = "T3", text = "T3" }]\n'
        'labels = [{ id = "writer", text = "the writer" }, { id = "report", text = "the report" }]\n\n'
        "[[items]]\n",
    )
    made.edit(
        "exercises/t1-order/key.toml",
        "[dates]\n",
        '[more]\naccepted = { T2 = ["writer"], T3 = ["report"] }\n'
        'because = [{ passage = "T2", why = "It says so." }]\nwhy = "The report."\n\n'
        '[[more.slips]]\nid = "one"\nwhen = { T2 = ["report"], T3 = ["writer"] }\nsay = "Whose is T2?"\n\n'
        "[dates]\n",
    )

    assert cells(made.build())[-1][3:] == [
        "match, order",
        "1",
        "checked by rule (1); checked against our key (1)",
    ]


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        pytest.param(
            by("outcome", "LO1: see who speaks", "LO2: put in order"),
            [
                ("LO1: see who speaks", ["Named and not named", "Who says so?"], "7"),
                ("LO2: put in order", ["Three dates"], "1"),
            ],
            id="outcome",
        ),
        pytest.param(
            by("minutes"),
            [("up to 5 minutes", ["Named and not named", "Who says so?", "Three dates"], "8")],
            id="minutes",
        ),
        pytest.param(
            by("checking"),
            [
                ("checked by rule", ["Named and not named", "Three dates"], "6"),
                ("checked against our key, in whole or in part", ["Who says so?"], "2"),
            ],
            id="checking",
        ),
    ],
)
def test_exercises_are_grouped(book: Maker, page: str, wanted: list[tuple[str, list[str], str]]) -> None:
    built = book({"where": page, "u": UNIT, "else": ELSEWHERE}).build()

    rows = built.page("where").select("table.exercise-index tbody tr")
    found = [
        (
            words_of(row.select("th")[0]),
            [words_of(one) for one in row.select("li a")],
            words_of(row.select("td")[1]),
        )
        for row in rows
    ]
    assert found == wanted
    assert built.warnings == []


def test_in_a_group_exercises_stand_by_unit_with_their_minutes(book: Maker) -> None:
    made = book({"where": by("minutes"), "u": UNIT})
    made.edit("exercises/t1-order/exercise.toml", '= "t1"', '= "t2"')

    assert [words_of(one) for one in made.build().page("where").select("td li")] == [
        "Unit 1: The lamp (2 min), Named and not named (3 min), Who says so? (2 min)",
        "t2: Three dates (1 min)",
    ]


def test_an_outcome_without_words_and_words_without_an_outcome_are_told(book: Maker) -> None:
    built = book({"where": by("outcome", "LO1: see who speaks", "LO9: fly")}).build()

    assert [line.partition("WARNING: ")[2] for line in built.warnings] == [
        "an exercise trains 'LO2', for which there are no words; add a line: LO2: ... [course.exercise-index]",
        "no exercise trains 'LO9'; take its line out, or name it in an exercise.toml [course.exercise-index]",
    ]


def test_a_link_to_an_exercise_has_its_title_and_its_minutes(book: Maker) -> None:
    built = book({"where": "# W\n\nDo {exercise-link}`t1-order`.\n", "u": UNIT}).build()

    assert words_of(built.one("where", ".body section > p")) == "Do Three dates (1 min)."
    assert links(built) == {"Three dates": "u.html#t1-order"}
    assert built.warnings == []


def test_a_link_to_an_exercise_that_is_not_there_is_told(book: Maker) -> None:
    built = book({"where": "# W\n\nDo {exercise-link}`t1-ordre`.\n"}).build()

    (told,) = built.warnings
    assert "there is no exercise 't1-ordre'; did you mean t1-order" in told
    assert "t1-ordre" in built.html("where")


@pytest.mark.parametrize("page", [INDEX, "# W\n\nDo {exercise-link}`t1-order`.\n"])
def test_a_page_is_written_again_when_an_exercise_moves_or_changes(book: Maker, page: str) -> None:
    made = book({"where": page, "u": UNIT})
    made.build()
    assert made.build().written == []

    made.write(
        {"u": UNIT.replace("```{exercise} t1-order\n```\n", ""), "v": "# V\n\n```{exercise} t1-order\n```\n"}
    )
    moved = made.build()
    made.edit("exercises/t1-order/exercise.toml", "minutes  = 1", "minutes  = 4")
    longer = made.build()

    assert "where" not in moved.read
    assert links(moved)["Three dates"] == "v.html#t1-order"
    assert "where" not in longer.read
    assert "where" in longer.written


def test_reading_in_parallel_gives_the_same(book: Maker) -> None:
    pages = {f"p{number}": f"# Page {number}\n" for number in range(9)}
    built = book({"where": INDEX, "u": UNIT, "else": ELSEWHERE, **pages}).build(parallel=2)

    assert len(cells(built)) == 4
    assert links(built)["Three dates"] == "u.html#t1-order"
    assert built.warnings == []


@pytest.mark.parametrize("what", BY)
def test_in_this_course_no_exercise_falls_out_of_a_grouping(book: Maker, what: str) -> None:
    domain = passages_of(book({}).build().env)
    entries = entries_of(load_course(make.ROOT), domain)

    assert {entry.id for _, group in groups_of(entries, what, {}) for entry in group} == {
        entry.id for entry in entries
    }
