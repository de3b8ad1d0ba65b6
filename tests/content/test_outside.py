"""Evidence cards: read whole, each fault told, and what is hindsight for whom."""

from dataclasses import replace
from pathlib import Path

import pytest

import make
from course_checks.content.course import load_course
from course_checks.content.outside import later_than, sources_borne_on
from tests.courses.made import good_course

CARD = good_course().cards["A"]
TINY = good_course().sources["tiny"]
COURSE = load_course(make.ROOT)


def test_a_course_knows_its_cards_and_their_items() -> None:
    assert [(item.id, item.certainty, item.after) for item in CARD.items] == [
        ("A1", "firm", False),
        ("A2", "contested", True),
    ]
    assert (CARD.items[0].end, CARD.items[1].end) == ("1923-10-05", "")


def test_a_course_without_a_file_of_cards_has_none(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()

    assert load_course(tmp_path).cards == {}


@pytest.mark.parametrize(
    ("date", "late"),
    [
        pytest.param("1925-05-31", False, id="the day before"),
        pytest.param("1925-06-30", False, id="a day of the month that the source has"),
        pytest.param("1925-06", False, id="the same month"),
        pytest.param("1925", False, id="a year that has begun before"),
        pytest.param("1925-07", True, id="the month after"),
        pytest.param("1926", True, id="the year after"),
    ],
)
def test_an_item_is_hindsight_if_it_begins_after_what_a_source_can_speak_for(date: str, late: bool) -> None:  # noqa: FBT001
    item = replace(CARD.items[0], date=date)

    assert later_than(item, [TINY]) == ((TINY,) if late else ())


def test_a_card_bears_on_the_sources_of_its_passages() -> None:
    assert sources_borne_on(CARD, good_course().sources) == (TINY,)
    assert sources_borne_on(replace(CARD, bears=("X1",)), good_course().sources) == ()


# The cards of this course ----------------------------------------------------------------------------------


def test_the_course_has_nine_cards() -> None:
    assert "".join(COURSE.cards) == "ABCDEFGHI"


def test_items_are_numbered_in_their_order() -> None:
    for card in COURSE.cards.values():
        assert [item.id for item in card.items] == [f"{card.id}{n}" for n in range(1, len(card.items) + 1)]


def test_nothing_says_that_an_address_was_opened() -> None:
    text = (make.ROOT / "docs" / "sources" / "outside.toml").read_text(encoding="utf-8").casefold()
    works = (make.ROOT / "docs" / "references.bib").read_text(encoding="utf-8").casefold()

    assert "accessed" not in text + works
    assert "urldate" not in works
