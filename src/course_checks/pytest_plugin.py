"""Exercises and answer sheets as pytest tests.

`pytest exercises/` proves keys: a test for each labelled response, one for the mutants of each item, one for
what the exercise must prove as a whole.  `pytest --course-answers answers/` checks a learner's sheets: a test
an item, in the words of the command, and nothing is recorded.

Nothing is collected unless an exercise, a folder of exercises or `--course-answers` is named, so that other
runs of pytest notice nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

if TYPE_CHECKING:
    from course_checks.content.course import Course
    from course_checks.content.errors import Fault
    from course_checks.content.exercises import Exercise, LabelledResponse
    from course_checks.core.library import Library
    from course_checks.exercise import Item
    from course_checks.sheet.checked import Checked, CheckedItem

EXERCISE = "exercise.toml"
_COURSES = pytest.StashKey[dict[Path, Any]]()
_NAMED = pytest.StashKey[frozenset[Path]]()
_ANSWERS = pytest.StashKey[Path]()


class NotPassedError(Exception):
    """A check that did not pass; `str` says it as the command does."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--course-answers`."""
    group = parser.getgroup("course-checks", "exercises of a course")
    group.addoption(
        "--course-answers",
        metavar="DIR",
        default=None,
        help="check the answer sheets in DIR, a test an item",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Add the answers to what is collected; without anything else named, they are all of it."""
    given = config.getoption("--course-answers")
    if given is None:
        return
    answers = Path(config.invocation_params.dir, given).resolve()
    if not answers.is_dir():
        raise pytest.UsageError(f"--course-answers: there is no folder {given}")
    config.stash[_ANSWERS] = answers
    named = config.args if config.args_source is pytest.Config.ArgsSource.ARGS else []
    config.args = [*(one for one in named if one != str(answers)), str(answers)]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """An exercise that was asked for, or a sheet of the learner."""
    if file_path.name == EXERCISE:
        folder = file_path.parent
        named = _named(parent.config)
        if named & {file_path, folder, folder.parent} and (folder / "key.toml").is_file():
            return cast("pytest.Collector", ExerciseFile.from_parent(parent, path=file_path))
    elif file_path.suffix == ".toml" and file_path.parent == parent.config.stash.get(_ANSWERS, None):
        return cast("pytest.Collector", SheetFile.from_parent(parent, path=file_path))
    return None


def _named(config: pytest.Config) -> frozenset[Path]:
    """What the command line names, as paths."""
    if _NAMED not in config.stash:
        here = config.invocation_params.dir
        config.stash[_NAMED] = frozenset(
            Path(here, str(one).partition("::")[0]).resolve() for one in config.args
        )
    return config.stash[_NAMED]


class CheckItem(pytest.Item):
    """One check, made when it is run: `prove` raises NotPassedError, or skips."""

    def __init__(self, *, prove: Callable[[], None], **given: Any) -> None:
        super().__init__(**given)
        self._prove = prove

    def runtest(self) -> None:
        """Make the check."""
        self._prove()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str | Any:
        """The words of the check, and nothing of the code."""
        if isinstance(excinfo.value, NotPassedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where the check stands, and its name."""
        return self.path, None, self.name


class ExerciseFile(pytest.File):
    """An exercise with its key and its labelled responses."""

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each promise of the exercise."""
        course, faults = _course_of(self.path.parent, self.config)
        exercise = course.exercises.get(self.path.parent.name)
        own = [fault for fault in faults if _is_of(fault, self.path.parent)]
        yield self._item("files", partial(_fail_with, own or ([] if exercise else faults)))
        if exercise is not None:
            yield from self._promises(exercise, course)

    def _item(self, name: str, prove: Callable[[], None]) -> pytest.Item:
        return cast("pytest.Item", CheckItem.from_parent(self, name=name, prove=prove))

    def _promises(self, exercise: "Exercise", course: "Course") -> Iterator[pytest.Item]:
        for labelled in exercise.responses:
            prove = partial(_prove_labelled, exercise, labelled, course.library)
            yield self._item(f"response[{labelled.name}]", prove)
        for item in exercise.public.items:
            yield self._item(f"mutants[{item.id}]", partial(_prove_mutants, exercise, item, course.library))
        yield self._item("whole", partial(_prove_whole, exercise, course.library))


def _prove_labelled(exercise: "Exercise", labelled: "LabelledResponse", library: "Library") -> None:
    from course_checks.content.audit import labelled_faults

    _fail_with(labelled_faults(exercise, labelled, library))


def _prove_mutants(exercise: "Exercise", item: "Item", library: "Library") -> None:
    from course_checks.content.audit import mutated

    seen = mutated(exercise, item, library)
    _fail_with([*(f"{one}: changed, and still scored 1" for one in seen.survivors), *seen.faults])


def _prove_whole(exercise: "Exercise", library: "Library") -> None:
    from course_checks.content.audit import whole_faults

    _fail_with(whole_faults(exercise, library))


def _fail_with(said: Sequence[object]) -> None:
    if said:
        raise NotPassedError("\n".join(map(str, said)))


def _is_of(fault: "Fault", folder: Path) -> bool:
    """Whether a mistake stands in a file of the exercise of `folder`."""
    return folder.name in Path(fault.file).parts or Path(fault.file) == folder


def _course_of(folder: Path, config: pytest.Config) -> "tuple[Course, list[Fault]]":
    """The course that an exercise belongs to, with all its mistakes: read once in a run."""
    from course_checks.content.course import read_course
    from course_checks.content.errors import Faults

    kept = config.stash.setdefault(_COURSES, {})
    place = folder.parent
    if place not in kept:
        root = next((one for one in place.parents if _has_sources(one)), place.parent)
        faults = Faults(root=root)
        kept[place] = (read_course(root, (place,), faults), faults.found)
    return cast("tuple[Course, list[Fault]]", kept[place])


def _has_sources(root: Path) -> bool:
    return any((root / name).is_dir() for name in ("docs/sources", "sources"))


class SheetFile(pytest.File):
    """A learner's answer sheet."""

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each item; one more for what belongs to none."""
        checked = self._checked()
        if checked is None:
            return  # like the command, pass over what is no sheet of an exercise
        told = [problem for problem in (checked.refused, *checked.problems) if problem]
        if told:
            words = [f"Line {one.line}: {one.say}" if one.line else one.say for one in told]
            yield self._item("sheet", partial(_fail_with, words))
        for one in checked.items:
            yield self._item(one.item.id, partial(_prove_item, one))

    def _item(self, name: str, prove: Callable[[], None]) -> pytest.Item:
        return cast("pytest.Item", CheckItem.from_parent(self, name=name, prove=prove))

    def _checked(self) -> "Checked | None":
        from course_checks.sheet.checked import Asked, find_sheet, said_of
        from course_checks.sheet.workspace import WorkspaceError, find_workspace, load_library, open_exercise

        try:
            workspace = find_workspace(self.path.parent)
            folder = workspace.exercises.get(self.path.stem)
            if folder is None:
                return None
            opened, library = open_exercise(folder), load_library(workspace.root)
        except WorkspaceError as error:
            raise self.CollectError(str(error)) from error
        found = find_sheet(self.path, opened, library)
        return said_of(found, self.path.name, opened, {item.id: 0 for item in opened.public.items}, Asked())


def _prove_item(one: "CheckedItem") -> None:
    """Pass what is right, or read and complete where nothing is scored; skip what is not answered.

    Else say what `check` says.
    """
    from course_checks.console import Console
    from course_checks.core.outcome import Unanswered
    from course_checks.talk import print_item

    if isinstance(one.report.outcome, Unanswered):
        pytest.skip("Not answered yet.")
    if not one.report.done:
        out = StringIO()
        print_item(Console(out), one)
        raise NotPassedError(out.getvalue().rstrip("\n"))
