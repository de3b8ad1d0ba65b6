"""What a learner does: see what there is, begin a sheet, check it.  Values in, values out; the command prints."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from course_checks.core.library import Library
from course_checks.core.outcome import Unanswered
from course_checks.sheet.attempts import Attempts, load, record, save, with_absent
from course_checks.sheet.checked import Asked, Checked, find_sheet, layout_of, said_of
from course_checks.sheet.workspace import (
    Opened,
    Workspace,
    WorkspaceError,
    chosen,
    library_for,
    load_library,
    open_exercise,
    shown_path,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One exercise in the overview."""

    exercise: str
    title: str
    minutes: int
    honesty: str
    """What is judged, as the items say, each word once."""
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A sheet, and whether it was made now or kept."""

    exercise: str
    sheet: str
    made: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One run of `check`."""

    checked: tuple[Checked, ...]
    notices: tuple[str, ...]
    missing: tuple[str, ...] = ()
    """Exercises that were named and have no sheet."""

    @property
    def usable(self) -> bool:
        """Whether every sheet could be read whole."""
        return all(one.usable for one in self.checked)

    @property
    def all_right(self) -> bool:
        """Whether every item of every sheet is right."""
        return all(one.all_right for one in self.checked)


def overview(workspace: Workspace) -> tuple[Row, ...]:
    """Every exercise and how far the learner is.  Raises WorkspaceError for one that cannot be used."""
    library = load_library(workspace.root)
    rows = []
    for exercise_id, folder in workspace.exercises.items():
        opened = open_exercise(folder)
        public = opened.public
        honesty = ", ".join(dict.fromkeys(item.honesty for item in public.items))
        state = _state(workspace.sheet(exercise_id), opened, library)
        rows.append(
            Row(
                exercise=exercise_id, title=public.title, minutes=public.minutes, honesty=honesty, state=state
            )
        )
    return tuple(rows)


def _state(sheet: Path, opened: Opened, library: Library) -> str:
    if not sheet.exists():
        return "not begun"
    checked = _check_sheet(sheet, sheet.name, opened, library, Attempts(), Asked())[0]
    if checked.refused:
        return "cannot be read"
    reports = [one.report for one in checked.items]
    if all(isinstance(one.outcome, Unanswered) for one in reports):
        return "begun"
    done = sum(one.done for one in reports)
    if opened.key is None:
        return "complete" if done == len(reports) else f"{done} of {len(reports)} complete"
    return "done" if done == len(reports) else f"{done} of {len(reports)} right"


def start_sheets(workspace: Workspace, wanted: Iterable[str]) -> tuple[Begun, ...]:
    """Make the sheets of the exercises named, or of the next one not begun; what is there is kept.

    Raises WorkspaceError for an unknown name, or where a sheet cannot be made.
    """
    named = tuple(wanted)
    ids = chosen(workspace, named)
    if not named:
        ids = tuple(one for one in ids if not workspace.sheet(one).exists())[:1]
    from course_checks.sheet.make import blank_sheet

    begun = []
    for exercise_id in ids:
        sheet = workspace.sheet(exercise_id)
        text = blank_sheet(layout_of(open_exercise(workspace.exercises[exercise_id]).public))
        begun.append(Begun(exercise=exercise_id, sheet=shown_path(sheet), made=_make(sheet, text)))
    return tuple(begun)


def _make(sheet: Path, text: str) -> bool:
    """Write a new sheet; False, and nothing written, where there is something already."""
    try:
        sheet.parent.mkdir(parents=True, exist_ok=True)
        with sheet.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        if not sheet.parent.is_dir():
            raise WorkspaceError(
                f"{sheet.parent} is a file, not a folder. Rename it, and try again."
            ) from error
        return False
    return True


def check_sheets(
    workspace: Workspace, wanted: Iterable[str], *, hint: bool = False, explain: bool = False
) -> Session:
    """Check the sheets of the exercises named, or all there are, and remember the attempts.

    Raises WorkspaceError for an unknown name, or if there is nothing to check.
    """
    named = tuple(wanted)
    ids = tuple(one for one in chosen(workspace, named) if named or workspace.sheet(one).exists())
    if not ids:
        raise WorkspaceError("There is no answer sheet yet. Make one with: course-checks start")
    asked = Asked(hint=hint, explain=explain)
    opened = {one: open_exercise(workspace.exercises[one]) for one in ids}
    library = library_for(workspace.root, (one.public for one in opened.values()))
    kept = load(workspace.answers)
    notices = [kept.notice] if kept.notice else []
    checked = []
    before = attempts = kept.attempts
    for exercise_id in ids:
        sheet = workspace.sheet(exercise_id)
        version = opened[exercise_id].public.version
        one, attempts = _check_sheet(sheet, shown_path(sheet), opened[exercise_id], library, attempts, asked)
        checked.append(one)
        if before.versions.get(exercise_id, version) != version:
            notices.append(f"{exercise_id} has changed since you last checked it. Your answers are kept.")
    if attempts != before and kept.may_save:
        try:
            save(workspace.answers, attempts)
        except OSError as error:
            answers = shown_path(workspace.answers)
            notices.append(f"Your attempts could not be recorded in {answers} ({error.strerror}).")
    missing = tuple(one for one in ids if not workspace.sheet(one).exists())
    return Session(checked=tuple(checked), notices=tuple(notices), missing=missing)


def _check_sheet(
    sheet: Path, shown: str, opened: Opened, library: Library, attempts: Attempts, asked: Asked
) -> tuple[Checked, Attempts]:
    """One sheet checked, and the attempts with it added."""
    found = find_sheet(sheet, opened, library)
    after, name = attempts, opened.public.id
    if found.report is not None:
        after = record(attempts, found.report, with_absent(found.answers, attempts, name, found.absent))
    changes = {item.id: after.changes(name, item.id) for item in opened.public.items}
    return said_of(found, shown, opened, changes, asked), after
