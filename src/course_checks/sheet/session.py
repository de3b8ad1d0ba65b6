"""What a learner does: see what there is, begin a sheet, check it.  Values in, values out; the command prints."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from course_checks.checking import ItemReport, Report, check
from course_checks.core.library import Library
from course_checks.core.outcome import CheckerFault, InvalidResponse, Note, Problem, Scored, Unanswered
from course_checks.exercise import Item, PublicExercise, parts_of
from course_checks.feedback import Message, Rung, messages, rung_after
from course_checks.sheet.attempts import Attempts, load, record, save
from course_checks.sheet.layout import Block, Field, Layout
from course_checks.sheet.read import read_sheet_file
from course_checks.sheet.workspace import (
    Opened,
    Workspace,
    WorkspaceError,
    chosen,
    library_for,
    load_library,
    open_exercise,
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
class CheckedItem:
    """One item of a checked sheet and what is said about it."""

    item: Item
    report: ItemReport
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One checked sheet."""

    exercise: PublicExercise
    sheet: str
    refused: Problem | None
    """Why the file could not be used at all; then there are no items."""
    report: Report | None
    items: tuple[CheckedItem, ...]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    """Lines that could not be read and belong to no item; those of an item are in its report."""

    @property
    def usable(self) -> bool:
        """Whether everything written could be read and checked."""
        broken = any(isinstance(one.report.outcome, InvalidResponse | CheckerFault) for one in self.items)
        return self.refused is None and not self.problems and not broken

    @property
    def all_right(self) -> bool:
        """Whether every item is right, or read where nothing is scored."""
        outcomes = [one.report.outcome for one in self.items]
        return self.usable and all(isinstance(one, Scored) and one.score in (1, None) for one in outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One run of `check`."""

    checked: tuple[Checked, ...]
    notices: tuple[str, ...]

    @property
    def usable(self) -> bool:
        """Whether every sheet could be read whole."""
        return all(one.usable for one in self.checked)

    @property
    def all_right(self) -> bool:
        """Whether every item of every sheet is right."""
        return all(one.all_right for one in self.checked)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the learner asks for beyond the ladder."""

    hint: bool = False
    explain: bool = False


def layout_of(exercise: PublicExercise) -> Layout:
    """What stands on the answer sheet of an exercise."""
    blocks = []
    for item in exercise.items:
        fields = tuple(Field(item=item.id, part=part) for part in parts_of(item))
        blocks.append(Block(item_id=item.id, kind=item.kind, prompt=item.prompt, fields=fields))
    return Layout(
        exercise_id=exercise.id,
        title=exercise.title,
        minutes=exercise.minutes,
        intro=exercise.intro,
        blocks=tuple(blocks),
    )


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
    checked = _check_sheet(sheet, sheet.name, opened, library, Attempts(), _Asked())[0]
    if checked.refused:
        return "cannot be read"
    outcomes = [one.report.outcome for one in checked.items]
    if all(isinstance(one, Unanswered) for one in outcomes):
        return "begun"
    right = sum(isinstance(one, Scored) and one.score in (1, None) for one in outcomes)
    return "done" if right == len(outcomes) else f"{right} of {len(outcomes)} right"


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
        begun.append(Begun(exercise=exercise_id, sheet=_shown(sheet), made=_make(sheet, text)))
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


def _shown(file: Path) -> str:
    """A file as a person finds it from where they are."""
    here = Path.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()


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
    asked = _Asked(hint=hint, explain=explain)
    opened = {one: open_exercise(workspace.exercises[one]) for one in ids}
    library = library_for(workspace.root, (one.public for one in opened.values()))
    kept = load(workspace.answers)
    notices = [kept.notice] if kept.notice else []
    checked = []
    before = attempts = kept.attempts
    for exercise_id in ids:
        sheet = workspace.sheet(exercise_id)
        version = opened[exercise_id].public.version
        one, attempts = _check_sheet(sheet, _shown(sheet), opened[exercise_id], library, attempts, asked)
        checked.append(one)
        if before.versions.get(exercise_id, version) != version:
            notices.append(f"{exercise_id} has changed since you last checked it. Your answers are kept.")
    if attempts != before and kept.may_save:
        try:
            save(workspace.answers, attempts)
        except OSError as error:
            answers = _shown(workspace.answers)
            notices.append(f"Your attempts could not be recorded in {answers} ({error.strerror}).")
    return Session(checked=tuple(checked), notices=tuple(notices))


def _check_sheet(
    sheet: Path, shown: str, opened: Opened, library: Library, attempts: Attempts, asked: _Asked
) -> tuple[Checked, Attempts]:
    """One sheet checked, and the attempts with it added."""
    public, key = opened.public, opened.key
    reading = read_sheet_file(sheet, layout_of(public))
    if reading.refused:
        empty = Checked(
            exercise=public,
            sheet=shown,
            refused=reading.refused,
            report=None,
            items=(),
            notes=reading.notes,
            problems=(),
        )
        return empty, attempts
    report = _unread(check(public, key, library, reading.answers), reading.problems)
    after = record(attempts, report, reading.answers)
    items = []
    for item, entry in zip(public.items, report.items, strict=True):
        rung = _rung(after.changes(public.id, item.id), asked)
        said = messages(item, None if key is None else key[item.id], entry, rung)
        items.append(CheckedItem(item=item, report=entry, messages=said))
    checked = Checked(
        exercise=public,
        sheet=shown,
        refused=None,
        report=report,
        items=tuple(items),
        notes=reading.notes,
        problems=tuple(one for one in reading.problems if not _item_of(one, report)),
    )
    return checked, after


def _item_of(problem: Problem, report: Report) -> str:
    """The item that a line of the sheet belongs to; empty if to none."""
    item = problem.field.partition(".")[0]
    return item if any(entry.item == item for entry in report.items) else ""


def _unread(report: Report, problems: Iterable[Problem]) -> Report:
    """`report` with every item of which a line could not be read not scored: that costs the learner nothing."""
    told = [(_item_of(problem, report), problem) for problem in problems]
    entries = []
    for entry in report.items:
        own = tuple(
            replace(one, field=one.field.partition(".")[2]) for item, one in told if item == entry.item
        )
        also = entry.outcome.problems if isinstance(entry.outcome, InvalidResponse) else ()
        unread = own and not isinstance(entry.outcome, CheckerFault)
        entries.append(replace(entry, outcome=InvalidResponse(problems=(*own, *also))) if unread else entry)
    return replace(report, items=tuple(entries))


def _rung(changes: int, asked: _Asked) -> Rung:
    """The rung of an item: a hint is given only after an attempt, an explanation on asking."""
    return rung_after(max(changes, 0), hint=asked.hint and changes >= 0, explain=asked.explain)
