"""The rubric on a page is the rubric of the exercise."""

from collections.abc import Callable

import make
from course_checks.content.course import load_course
from course_checks.site.rubric import criteria_of
from tests.site.books import Book, words_of

Maker = Callable[..., Book]
TEXT = """
title    = "A letter"
unit     = "t1"
minutes  = 20
outcomes = ["LO1"]
why      = "To write is to choose."

[[items]]
id       = "letter"
kind     = "extended-text"
honesty  = "form"
prompt   = "Write a letter."
words    = [3, 400]
criteria = [
    { id = "claim", text = "claim", basic = "has none", proficient = "has one", advanced = "bounds it" },
    { id = "proof", text = "proof", basic = "asserts", proficient = "cites", advanced = "weighs" },
]
"""
KEY = """
[letter]
model   = "Dear keeper, the lamp is lit."
because = [{ passage = "T1", why = "It says so." }]
why     = "A letter."

[[letter.slips]]
id  = "length"
say = "Read T1 again. Is it long enough?"

[[letter.slips]]
id  = "copied-words"
say = "Whose words are these in T1?"

[[letter.slips]]
id  = "page-voice"
say = "Where is your voice beside T1?"

[[letter.slips]]
id  = "absolute-word"
say = "Which passage carries that word, T1?"
"""

RESPONSES = """
[[responses]]
name = "nothing"
expect = { letter = { ending = "unanswered" } }
[responses.answers]
"""


def made(book: Maker, page: str) -> Book:
    """A book with an exercise that has a rubric."""
    found = book({"where": page})
    folder = found.root / "exercises" / "t1-letter"
    folder.mkdir()
    for name, text in (("exercise", TEXT), ("key", KEY), ("responses", RESPONSES)):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return found


def test_the_levels_of_every_criterion_stand_beside_one_another(book: Maker) -> None:
    built = made(book, "# W\n\n```{rubric-of} t1-letter\n```\n").build()

    rows = [
        [words_of(cell) for cell in row.select("th, td")]
        for row in built.page("where").select("table.rubric tr")
    ]
    assert rows == [
        ["Criterion", "Basic", "Proficient: the target", "Advanced"],
        ["Claim", "has none", "has one", "bounds it"],
        ["Proof", "asserts", "cites", "weighs"],
    ]
    assert built.warnings == []


def test_a_single_point_sheet_has_the_target_and_room_on_both_sides(book: Maker) -> None:
    built = made(book, "# W\n\n```{rubric-of} t1-letter\n:single-point:\n```\n").build()

    rows = [
        [words_of(cell) for cell in row.select("th, td")]
        for row in built.page("where").select("table.rubric tr")
    ]
    assert rows == [
        ["The target", "Not there yet: what is missing", "Goes beyond: what you found"],
        ["Claim: has one", "", ""],
        ["Proof: cites", "", ""],
    ]


def test_a_rubric_follows_its_exercise(book: Maker) -> None:
    book_made = made(book, "# W\n\n```{rubric-of} t1-letter\n```\n")
    book_made.build()

    book_made.edit("exercises/t1-letter/exercise.toml", '"asserts"', '"is silent"')

    assert "is silent" in book_made.build().html("where")


def test_an_exercise_without_criteria_has_no_rubric(book: Maker) -> None:
    (told,) = book({"where": "# W\n\n```{rubric-of} t1-order\n```\n"}).build().warnings

    assert "there is no exercise 't1-order' with criteria" in told


def test_the_memo_of_this_course_has_five_criteria() -> None:
    memo = load_course(make.ROOT).exercises["u10-memo"].public

    assert [one.id for one in criteria_of(memo)] == [
        "claim",
        "evidence",
        "sourcing",
        "corroboration",
        "fairness",
    ]
