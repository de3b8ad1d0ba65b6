"""What the page needs to check: on where it can, off with a reason where it cannot."""

from collections.abc import Callable

import pytest

from course_checks.core.part import Links, Names, Passages, Prose, Quotation
from course_checks.site.checks import Button, moves, told_to_script
from tests.site.books import Book, words_of

Maker = Callable[..., Book]
PAGES = {"deep/a": "# A\n\n```{exercise} t1-many\n```\n"}


def test_without_the_runtime_the_form_is_off_and_the_kit_is_named(book: Maker) -> None:
    built = book(PAGES).build()

    assert built.one("deep/a", "form.exercise-form")["data-check"] == "off"
    box = built.one("deep/a", "section.exercise")
    assert [words_of(one) for one in box.select(".check-off")] == [
        "Checking on the page is off in this copy of the site. The same checks are in check-kit.zip."
    ]
    assert {link["href"] for link in box.select(".check-off a, .check-file a")} == {"../check-kit.zip"}


def test_the_page_of_ones_progress_is_linked_where_there_is_one(book: Maker) -> None:
    made = book(PAGES)
    assert made.build().page("deep/a").select(".exercise-kept a") == []

    made.config["course_progress_page"] = "rock"
    assert [link["href"] for link in made.build().page("deep/a").select(".exercise-kept a")] == [
        "../rock.html"
    ]


@pytest.mark.parametrize(
    ("domain", "told"),
    [
        (Names(most=3), {"data-domain": "names", "data-most": 3}),
        (Links(nodes=("A", "B")), {"data-domain": "links", "data-nodes": "A B"}),
        (Passages(), {"data-domain": "passages"}),
        (Quotation(), {"data-domain": "quotation"}),
        (Prose(), {}),
    ],
)
def test_a_script_is_told_what_a_field_takes(domain: Names, told: dict[str, object]) -> None:
    assert told_to_script(domain) == told


def test_a_line_that_moves_says_which_it_is() -> None:
    (both,) = moves("The lamp is lit")

    assert [one["label"] for one in both.findall(Button)] == [
        "earlier: The lamp is lit",
        "later: The lamp is lit",
    ]
