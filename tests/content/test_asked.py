"""Which passages an item asks for, kind by kind."""

import pytest

import make
from course_checks.content.asked import passages_asked
from course_checks.content.course import load_course
from course_checks.validators import names

COURSE = load_course(make.ROOT)
ITEMS = {
    (name, item.id): (item, exercise.key[item.id].accept)
    for name, exercise in COURSE.exercises.items()
    for item in exercise.public.items
}


def asked(exercise: str, item: str) -> set[str]:
    return set(passages_asked(*ITEMS[exercise, item], COURSE.library))


@pytest.mark.parametrize(
    ("exercise", "item", "expected"),
    [
        pytest.param("u01-horizon", "reaction", {"SM4", "S31"}, id="choice: the deciding passage"),
        pytest.param("u01-layers", "page2004", {"SM1", "S8"}, id="match: rows"),
        pytest.param("u02-need", "supports", {"S15", "S17"}, id="evidence: every passage listed"),
        pytest.param("u05-checks", "between", {"S21", "ZM5"}, id="text entry: named in the prompt"),
        pytest.param("u08-ledger", "promise", {"Z1"}, id="ledger: named in a report"),
        pytest.param(
            "u06-map", "map", {"S5", "S19", "S26"}, id="argument map: statements, and pieces of one"
        ),
        pytest.param("u07-chains", "Z5", {"Z5"}, id="chain: the item"),
        pytest.param("u08-matrix", "pages", {"S17", "Z6"}, id="comparison: passages of both sources"),
        pytest.param("u09-ach", "ach", {"Z5", "Z16", "S17"}, id="hypotheses: the evidence"),
        pytest.param("u09-hindsight", "S30", {"S30", "Z9"}, id="forecast: the item and its evidence"),
    ],
)
def test_passages_are_found_in_every_kind(exercise: str, item: str, expected: set[str]) -> None:
    assert expected <= asked(exercise, item)


def test_what_the_key_holds_against_a_claim_is_not_asked_for() -> None:
    item, accept = ITEMS["u02-need", "supports"]

    assert accept.wrong_way
    assert not set(accept.wrong_way) & passages_asked(item, accept, COURSE.library)


def test_only_passages_are_found_whatever_the_kind() -> None:
    found = {item.kind: passages_asked(item, accept, COURSE.library) for item, accept in ITEMS.values()}

    assert set(found) == set(names())
    assert all(passages <= set(COURSE.library.passages) for passages in found.values())
    assert found["joint-statement"] == frozenset()
