"""The plain reader, for learners' machines and the browser, gives the very values of the strict one."""

import tomllib
from pathlib import Path

import pytest

import make
from course_checks.content.course import Course, load_course
from course_checks.plain import PlainError, exercise_from, key_from, version_of
from course_checks.sheet.workspace import WorkspaceError, find_workspace, load_library, open_exercise
from tests.courses.made import GOOD, MISTAKES, made_course

COURSES = {"the course": load_course(make.ROOT), "the good one": load_course(GOOD)}
CASES = [
    pytest.param(course, exercise, id=f"{name}, {exercise}")
    for name, course in COURSES.items()
    for exercise in course.exercises
]


def table(file: Path) -> dict[str, object]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("course", "exercise"), CASES)
def test_it_reads_what_the_strict_reader_reads(course: Course, exercise: str) -> None:
    strict = course.exercises[exercise]
    version = version_of((strict.folder / "exercise.toml").read_bytes())

    public = exercise_from(exercise, table(strict.folder / "exercise.toml"), version)

    assert public == strict.public
    assert key_from(public, table(strict.folder / "key.toml")) == strict.key


@pytest.mark.parametrize(("course", "exercise"), CASES)
def test_the_quick_way_in_opens_the_same(course: Course, exercise: str) -> None:
    opened = open_exercise(find_workspace(course.root).exercises[exercise])

    assert (opened.public, opened.key) == (course.exercises[exercise].public, course.exercises[exercise].key)


@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_the_quick_way_in_knows_the_same_passages(course: Course) -> None:
    assert load_library(course.root) == course.library


@pytest.mark.parametrize("mistake", MISTAKES)
def test_of_a_broken_course_it_opens_an_exercise_or_says_that_it_cannot(mistake: str, tmp_path: Path) -> None:
    """“Here the first fault raises `PlainError`”, and a learner is told that it is not their doing."""
    workspace = find_workspace(made_course(tmp_path, mistake))
    for folder in workspace.exercises.values():
        try:
            open_exercise(folder)
        except WorkspaceError as error:
            assert str(error).startswith(f"The exercise {folder.name} cannot be used: ")  # noqa: PT017
            assert "not your doing" in str(error)  # noqa: PT017


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"items": 3},
        {"items": "abc"},
        {"items": ["abc"]},
        {"items": [{"kind": "quiz"}]},
        {"items": [{"kind": ["choice"]}]},
        {"items": [{"kind": "choice"}]},
        {"items": [{"kind": "choice", "id": "a", "honesty": "sure", "prompt": "", "options": []}]},
        {"items": [{"kind": "choice", "id": "a", "honesty": "auto", "prompt": "", "options": {}}]},
        {"items": [], "title": "Only a title"},
        {"items": [], "id": "twice"},
        {"items": [], "colour": "red"},
    ],
)
def test_what_is_no_exercise_raises_a_plain_error_and_nothing_else(given: dict[str, object]) -> None:
    with pytest.raises(PlainError):
        exercise_from("x", given)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"lamp": 3},
        {"lamp": {}},
        {"lamp": {"accepted": "a", "because": [], "why": ""}},
        {"lamp": {"accepted": ["a"], "because": [], "why": "", "when": {}}},
        {"lamp": {"accepted": ["a"], "because": [{"passage": "T1"}], "why": ""}},
        {
            "lamp": {
                "accepted": ["a"],
                "because": [],
                "why": "",
                "slips": [{"id": "x", "say": "", "when": []}],
            }
        },
    ],
)
def test_what_is_no_key_raises_a_plain_error_and_nothing_else(given: dict[str, object]) -> None:
    public = COURSES["the good one"].exercises["t1-choice"].public

    with pytest.raises(PlainError):
        key_from(public, given)
