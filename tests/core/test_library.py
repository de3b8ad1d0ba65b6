"""Finding a passage by what a learner types."""

import pytest

from course_checks.core.library import Library

LIBRARY = Library(index={"SM1": (), "S9": (), "S19": (), "Z5": ()}, source_of={"S9": "scobell-2004"})


def test_the_passages_stand_in_the_order_of_their_sources() -> None:
    assert LIBRARY.passages == ("SM1", "S9", "S19", "Z5")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("S9", "S9"),
        ("s9", "S9"),
        (" sm1 ", "SM1"),
        ("\u04059", "S9"),
        ("ｓ９", "S9"),
        ("S\u200b9", "S9"),
        ("S91", None),
        ("", None),
        ("S 9", None),
    ],
)
def test_a_passage_is_found_whatever_its_case_and_alphabet(typed: str, found: str | None) -> None:
    assert LIBRARY.find(typed) == found


def test_a_passage_that_is_not_there_brings_those_that_may_have_been_meant() -> None:
    assert LIBRARY.near("S91") == ("S9", "S19")
    assert LIBRARY.near("lighthouse") == ()
    assert Library().near("S9") == ()
