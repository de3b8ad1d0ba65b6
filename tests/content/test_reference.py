"""The data files of the reference pages: read whole, each fault told with its place and its remedy."""

import shutil
from itertools import product
from pathlib import Path

import pytest

import make
from course_checks.content.course import Course, load_course, read_course
from course_checks.content.entries import MOST_WORDS
from course_checks.content.errors import Faults, InvalidContentError
from course_checks.content.lookup import ON_THE_PAGES
from course_checks.content.reference import FILES, Reference, load_reference
from course_checks.content.talks import NOTHING_FOUND
from course_checks.core.text import count_words
from tests.courses.made import COURSES, GOOD

DATA = COURSES / "reference"
MISTAKES = tuple(sorted(folder.name for folder in (DATA / "broken").iterdir()))


def course_with(folder: Path, mistake: str = "") -> Course:
    """The good tiny course with the good data files, and a broken one in the place of its like."""
    root = folder / "course"
    shutil.copytree(GOOD, root)
    shutil.copytree(DATA / "good", root / "docs" / "data")
    if mistake:
        ignored = shutil.ignore_patterns("expected.txt")
        shutil.copytree(DATA / "broken" / mistake, root / "docs" / "data", dirs_exist_ok=True, ignore=ignored)
    return load_course(root)


def test_good_files_are_read_whole(tmp_path: Path) -> None:
    read = load_reference(course_with(tmp_path))

    assert [one.id for one in read.meetings] == ["first", "second"]
    assert [one.about for one in read.agreements[0].elements] == ["The lamp", "The money"]
    assert read.matrix is not None
    assert [read.matrix.cells[party, "lamp"].found for party in ("HB", "FI")] == [True, False]
    assert [one.name for one in read.people] == ["Ann Lee", "Bo Rhys", "the keeper"]
    assert [one.id for one in read.led_by(read.people[0])] == ["first", "second"]


def test_terms_come_in_the_order_of_the_alphabet(tmp_path: Path) -> None:
    assert [one.term for one in load_reference(course_with(tmp_path)).terms] == ["keeper", "lamp"]


def test_a_course_without_data_files_has_no_reference() -> None:
    assert load_reference(load_course(GOOD)) == Reference()


@pytest.mark.parametrize("mistake", MISTAKES)
def test_every_mistake_is_told_at_once_with_its_place_and_its_remedy(mistake: str, tmp_path: Path) -> None:
    course = course_with(tmp_path, mistake)

    with pytest.raises(InvalidContentError) as caught:
        load_reference(course)

    expected = (DATA / "broken" / mistake / "expected.txt").read_text(encoding="utf-8")
    assert str(caught.value).splitlines() == expected.splitlines()


# The data of this course -----------------------------------------------------------------------------------


def reference_of_this_course() -> Reference:
    """The reference, whatever state the exercises are in."""
    return load_reference(read_course(make.ROOT, (), Faults(root=make.ROOT)))


OURS = reference_of_this_course()


def test_every_file_of_this_course_is_there() -> None:
    assert all((make.ROOT / "docs" / "data" / name).is_file() for name in FILES)


def test_the_meetings_go_from_april_2003_to_december_2008() -> None:
    assert (len(OURS.meetings), OURS.meetings[0].start, OURS.meetings[-1].end) == (
        14,
        "2003-04-23",
        "2008-12-11",
    )


def test_the_six_lead_a_delegation_wherever_the_six_met() -> None:
    assert OURS.matrix is not None
    six = {party.id for party in OURS.matrix.parties}

    assert [set(one.heads) for one in OURS.meetings[1:]] == [six] * 13
    assert set(OURS.meetings[0].heads) == {"CN", "KP", "US"}


def test_the_matrix_of_this_course_is_whole() -> None:
    matrix = OURS.matrix
    assert matrix is not None
    assert [len(matrix.parties), len(matrix.topics)] == [6, 6]
    assert set(matrix.cells) == set(
        product([one.id for one in matrix.parties], [one.id for one in matrix.topics])
    )


def test_a_cell_without_a_reference_says_so() -> None:
    assert OURS.matrix is not None
    for cell in OURS.matrix.cells.values():
        assert cell.found == (cell.says != NOTHING_FOUND)


def test_definitions_are_short() -> None:
    assert max(count_words(one.says) for one in OURS.terms) <= MOST_WORDS


def test_the_pages_name_nobody_who_is_not_in_the_whos_who() -> None:
    spelled = {form for one in OURS.people if one.group in ON_THE_PAGES for form in one.spellings}
    people = "Andrew Scobell|Carin Zissis|Kim Jong-Il|Adam Segal|Bernard Gwertzman|Richard N. Haass"
    others = "Condoleezza Rice|Joshua Kurlantzick|BBC|NYT|LAT|WashPost|TIME|Slate|The Australian|Korea Herald"
    rest = (
        "Asia Times|Power and Interest News Report|China Digital Times|North Korea Zone|Heritage Foundation"
    )

    assert spelled >= {*people.split("|"), *others.split("|"), *rest.split("|"), "Security Council"}
