"""The page of one's own progress, as the build leaves it: a list of what there is."""

from collections.abc import Callable

from tests.site.books import Book, words_of
from tests.site.test_exercise_index import UNIT

Maker = Callable[..., Book]
MINE = "# My course\n\n```{my-course}\n```\n"


def test_it_lists_what_stands_in_the_course_unit_by_unit(book: Maker) -> None:
    built = book({"mine": MINE, "u": UNIT}).build()
    page = built.page("mine")

    assert [words_of(one) for one in page.select(".my-course-unit")] == ["Unit 1: One"]
    entries = page.select(".my-course li")
    assert [(one["data-exercise"], one["data-items"]) for one in entries] == [
        ("t1-many", "named"),
        ("t1-order", "dates"),
    ]
    assert [one["href"] for one in page.select(".my-course li a")] == [
        "u.html#t1-many-named",
        "u.html#t1-order",
    ]
    assert words_of(entries[0]) == "Named and not named (3 min)"
    assert built.warnings == []


def test_it_is_written_again_when_an_exercise_moves_in(book: Maker) -> None:
    made = book({"mine": MINE, "a": "# A\n"})
    made.build()
    made.write({"a": "# A\n\n```{exercise} t1-match\n```\n"})

    built = made.build()
    assert "mine" in built.written
    assert [one["data-exercise"] for one in built.page("mine").select(".my-course li")] == ["t1-match"]
