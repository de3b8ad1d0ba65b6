"""There is one check.  Whoever shows a verdict calls it and adds nothing: page, command, plugin, grading, audit."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from course_checks.checking import Report, check, plain_report
from course_checks.content import audit as auditing
from course_checks.core.library import Library
from course_checks.exercise import Key, PublicExercise, Responses
from course_checks.feedback import state_of
from course_checks.sheet import carried, onpage
from course_checks.sheet.workspace import Opened, find_workspace, load_library, open_exercise
from tests.courses.made import good_course
from tests.desk.classes import Class
from tests.test_cli import Run, course, run  # noqa: F401  (the command, in a copy of the good course)
from tests.test_pytest_plugin import counts, ran

ATTEMPTS = '{"attempts":1,"exercises":{}}'
LABELLED = [
    pytest.param(name, one.answers, id=f"{name}: {one.name}")
    for name, exercise in good_course().exercises.items()
    for one in exercise.responses
]
each_response = pytest.mark.parametrize(("exercise", "responses"), LABELLED)


def opened(root: Path, exercise: str) -> tuple[Opened, Library]:
    return open_exercise(find_workspace(root).exercises[exercise]), load_library(root)


def report_on(root: Path, exercise: str, responses: Responses) -> Report:
    found, library = opened(root, exercise)
    return check(found.public, found.key, library, responses)


def verdicts(root: Path, exercise: str, responses: Responses) -> Any:
    return plain_report(report_on(root, exercise, responses))["items"]


def told(items: Mapping[str, Any]) -> Any:
    """What a program is told of each item, without the messages, and without the lines of a sheet."""
    for one in items.values():
        for problem in one.get("problems", ()):
            del problem["line"]
    return {item: {name: one[name] for name in one if name != "messages"} for item, one in items.items()}


def saved(root: Path, exercise: str, responses: Responses) -> str:
    """The hand-in, as the page saves it."""
    attempts = carried.with_responses(ATTEMPTS, *opened(root, exercise), json.dumps(responses))
    return carried.hand_in(attempts, '{"name":"Ada","number":"7"}')


@each_response
def test_the_page_adds_nothing(course: Path, exercise: str, responses: Responses) -> None:  # noqa: F811
    request = json.dumps({"responses": responses, "attempts": {}, "asked": {}})
    held = json.loads(onpage.answer(*opened(course, exercise), request))

    assert held["plain"]["items"] == verdicts(course, exercise, responses)


@each_response
def test_the_command_adds_nothing(course: Path, run: Run, exercise: str, responses: Responses) -> None:  # noqa: F811
    """A sheet as the page copies it, and a hand-in as the page saves it."""
    sheet = course / "answers" / f"{exercise}.toml"
    sheet.parent.mkdir()
    sheet.write_text(
        carried.filled_sheet(opened(course, exercise)[0], json.dumps(responses)), encoding="utf-8"
    )
    (course / "x.json").write_text(saved(course, exercise, responses), encoding="ascii")
    wanted = verdicts(course, exercise, responses)

    (of_sheet,) = json.loads(run("check", exercise, "--json").out)["exercises"]
    of_hand_in = json.loads(run("check", "x.json", "--json").out)["hand_ins"][0]["exercises"]

    assert told(of_sheet["items"]) == wanted
    assert [told(one["items"]) for one in of_hand_in] == ([wanted] if any(responses.values()) else [])


def test_the_plugin_adds_nothing(course: Path) -> None:  # noqa: F811
    """Right is passed, not answered is skipped, all else fails."""
    wanted = {"passed": 0, "skipped": 0, "failed": 0}
    (course / "answers").mkdir()
    for exercise, one in good_course().exercises.items():
        responses = one.responses[len(one.responses) // 2].answers
        text = carried.filled_sheet(opened(course, exercise)[0], json.dumps(responses))
        (course / "answers" / f"{exercise}.toml").write_text(text, encoding="utf-8")
        for entry in report_on(course, exercise, responses).items:
            state = state_of(entry.outcome)
            wanted[{"right": "passed", "not answered": "skipped"}.get(state, "failed")] += 1

    out = ran(course, "--course-answers", "answers")[1]
    assert counts(out) == {what: count for what, count in wanted.items() if count}, out


@each_response
def test_grading_adds_nothing(course: Path, exercise: str, responses: Responses) -> None:  # noqa: F811
    held = Class(root=course)
    held.put("ada.json", saved(course, exercise, responses))
    held.grade()
    cells = [cell for row in held.rows() for name, cell in row.items() if name.startswith(f"{exercise}.")]

    assert cells == [*_cells(report_on(course, exercise, responses), responses)]


def _cells(report: Report, responses: Responses) -> Iterator[str]:
    """What a gradebook has in the columns of an exercise."""
    if not any(responses.values()):
        return
    for entry in report.items:
        score = getattr(entry.outcome, "score", None)
        yield state_of(entry.outcome) if score is None else f"{float(score):.4f}".rstrip("0").rstrip(".")


def test_the_audit_adds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every labelled response goes through the check, as it stands."""
    seen = []

    def noted(exercise: PublicExercise, key: Key | None, library: Library, responses: Responses) -> Report:
        seen.append((exercise.id, responses))
        return check(exercise, key, library, responses)

    monkeypatch.setattr(auditing, "check", noted)
    held = good_course()
    for one in held.exercises.values():
        auditing.audit(one, held.library)

    wanted = [(name, one.answers) for name, exercise in held.exercises.items() for one in exercise.responses]
    assert all(one in seen for one in wanted)
