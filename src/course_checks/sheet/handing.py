"""Handing in: from the sheets and the kept attempts to a hand-in, and from a hand-in back to a check."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from course_checks.checking import Report, check
from course_checks.core.library import Library
from course_checks.core.outcome import InvalidResponse, Note, Problem, Scored
from course_checks.core.text import one_of, shown
from course_checks.exercise import Key, PublicExercise, Responses
from course_checks.sheet import handin
from course_checks.sheet.attempts import Attempts, Tried, load, with_absent
from course_checks.sheet.checked import (
    Asked,
    Checked,
    SheetFound,
    find_sheet,
    outside,
    passed_over,
    said_of,
    without_unread,
)
from course_checks.sheet.files import Untaken, plain_bytes
from course_checks.sheet.handin import HandIn, HandInReading, Learner
from course_checks.sheet.say import absent_of, notes_of, some_of
from course_checks.sheet.unseen import seen
from course_checks.sheet.workspace import (
    Opened,
    Workspace,
    WorkspaceError,
    library_for,
    load_library,
    open_exercise,
    shown_path,
)

FILE = "hand-in.json"
Check = Callable[[PublicExercise, Key | None, Library, Responses], Report]
MOST_SAID = 8
"""Lines about one hand-in that cannot be read; more are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedRow:
    """One exercise in a hand-in, as it is told to the learner."""

    exercise: str
    title: str
    items: int
    answered: int
    unread: tuple[str, ...]
    """Items that stand on the sheet and could not be read."""
    refused: Problem | None = None
    """Why the sheet could not be used at all; then the attempts kept earlier are handed in."""
    problems: tuple[Problem, ...] = ()
    """Lines that could not be read and belong to no item."""
    notes: tuple[Note, ...] = ()
    """What was read kindly."""
    kept: tuple[str, ...] = ()
    """Blanks that have no line on the sheet; what was read of them before is handed in."""
    absent: tuple[str, ...] = ()
    """Blanks that have no line on the sheet, and of which nothing was read before."""

    @property
    def is_whole(self) -> bool:
        """Whether all that stands on the sheet, or should stand there, was read."""
        return not (self.unread or self.refused or self.problems or self.kept or self.absent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A hand-in, what it holds and what it lacks."""

    hand_in: HandIn
    rows: tuple[HandedRow, ...]
    missing: tuple[str, ...]
    """Exercises without an answer."""
    notices: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every sheet was read whole."""
        return all(row.is_whole for row in self.rows)


def gather(workspace: Workspace, learner: Learner) -> Gathered:
    """The hand-in from what stands on the sheets now, with the first attempts that were kept.

    An answer that was never checked is handed in all the same.  Raises WorkspaceError if there is nothing.
    """
    kept = load(workspace.answers)
    begun = [one for one in workspace.exercises if workspace.sheet(one).exists()]
    opened = {one: open_exercise(workspace.exercises[one]) for one in begun}
    library = library_for(workspace.root, (one.public for one in opened.values()))
    attempts, rows = kept.attempts, []
    for name in begun:
        found = find_sheet(workspace.sheet(name), opened[name], library)
        attempts = with_sheet(attempts, opened[name].public, found)
        rows.append(_row(opened[name].public, kept.attempts, attempts, found))
    for name in (one for one in attempts.items if one not in begun and attempts.items[one]):
        count = len(attempts.items[name])
        rows.append(HandedRow(exercise=name, title="", items=count, answered=count, unread=()))
    if not any(row.answered for row in rows):
        raise WorkspaceError("\n".join([*([kept.notice] if kept.notice else []), *_nothing(workspace, rows)]))
    named = {row.exercise for row in rows if row.answered or not row.is_whole}
    return Gathered(
        hand_in=handin.make(attempts, learner),
        rows=tuple(sorted((row for row in rows if row.exercise in named), key=lambda row: row.exercise)),
        missing=tuple(one for one in workspace.exercises if one not in named),
        notices=(kept.notice,) if kept.notice else (),
    )


def with_sheet(attempts: Attempts, public: PublicExercise, found: SheetFound) -> Attempts:
    """`attempts` with what stands on a sheet now as the last one; the first stays the first."""
    if found.refused is not None:
        return attempts
    before = attempts.items.get(public.id, {})
    unread = {problem.field.partition(".")[0] for problem in found.problems}
    entries = found.report.items if found.report else ()
    judged = {entry.item for entry in entries if isinstance(entry.outcome, Scored)}
    whole = with_absent(found.answers, attempts, public.id, found.absent)
    items = {}
    for item in public.items:
        now = _typed(whole.get(item.id, {}))
        tried = before.get(item.id)
        if tried is None and now:
            # Handing in is the first check of it; what cannot be read is no attempt.
            items[item.id] = Tried(first=now if item.id in judged else {}, last=now)
        elif tried is not None:
            # A line that cannot be read does not cost the answer that was read before.
            items[item.id] = tried if item.id in unread else replace(tried, last=now)
    return replace(
        attempts,
        items={**attempts.items, public.id: items},
        versions={**attempts.versions, public.id: public.version},
    )


def _typed(answers: Mapping[str, str]) -> dict[str, str]:
    return {part: text.strip() for part, text in sorted(answers.items()) if text.strip()}


def _row(public: PublicExercise, before: Attempts, attempts: Attempts, found: SheetFound) -> HandedRow:
    entries = found.report.items if found.report else ()
    unread = tuple(entry.item for entry in entries if isinstance(entry.outcome, InvalidResponse))
    held = attempts.items.get(public.id, {})
    kept = tuple(name for name in found.absent if _is_kept(before, public.id, name))
    # `check` says that these are read as empty; here what was read before stands in for them.
    told = notes_of([absent_of(found.absent)]) if found.absent else ()
    return HandedRow(
        exercise=public.id,
        title=public.title,
        items=len(public.items),
        answered=sum(bool(tried.last) for tried in held.values()),
        unread=unread,
        refused=found.refused,
        problems=outside(found),
        notes=tuple(note for note in found.notes if note not in told),
        kept=kept,
        absent=tuple(name for name in found.absent if name not in kept),
    )


def _is_kept(before: Attempts, exercise: str, name: str) -> bool:
    item, _, part = name.partition(".")
    tried = before.items.get(exercise, {}).get(item)
    return tried is not None and part in tried.last


def _nothing(workspace: Workspace, rows: Sequence[HandedRow]) -> list[str]:
    """Why there is nothing to hand in: what could not be read, or that nothing is there."""
    told = [said for row in rows for said in _faults(shown_path(workspace.sheet(row.exercise)), row)]
    if not told:
        return ["There is no answer to hand in yet. Make an answer sheet with: course-checks start"]
    more = len(told) - MOST_SAID
    rest = [f"There are {more} more of this sort."] if more > 0 else []
    return ["There is no answer to hand in that can be read.", *told[:MOST_SAID], *rest]


def _faults(sheet: str, row: HandedRow) -> Iterator[str]:
    """What could not be read of a sheet, each in a line that names it."""
    if row.refused:
        yield f"{sheet} cannot be read: {_placed(row.refused)}"
    for problem in row.problems:
        yield f"{sheet}: {_placed(problem)}"
    if row.unread:
        yield f"{sheet}: {one_of(row.unread)} cannot be read. `course-checks check {row.exercise}` says why."
    if row.absent:
        yield f"{sheet}: Not in the file: {some_of(row.absent)}."


def _placed(problem: Problem) -> str:
    return f"Line {problem.line}: {problem.say}" if problem.line else problem.say


def write(hand_in: HandIn, wanted: Path) -> tuple[Path, bool]:
    """Where the hand-in stands now, and whether it was written: nothing is ever overwritten.

    Where `wanted` is taken, a number is added; a file that already says the same is kept.  Raises OSError.
    """
    text, file, number = handin.to_json(hand_in), wanted, 1
    wanted.parent.mkdir(parents=True, exist_ok=True)
    while True:
        try:
            new = file.open("x", encoding="ascii", newline="\n")
        except FileExistsError:
            if plain_bytes(file, handin.MOST_BYTES) == text.encode("ascii"):
                return file, False
        else:
            _fill(file, new, text)
            return file, True
        number += 1
        file = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")


def _fill(file: Path, new: TextIO, text: str) -> None:
    """Write all of `text`, or leave no file behind."""
    try:
        with new:
            new.write(text)
    except OSError:
        file.unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A hand-in, read back and checked."""

    file: str
    reading: HandInReading
    checked: tuple[Checked, ...]
    notices: tuple[str, ...]

    @property
    def usable(self) -> bool:
        """Whether all of it could be read and checked."""
        whole = self.reading.hand_in is not None and not self.reading.problems
        return whole and all(one.usable for one in self.checked)

    @property
    def all_right(self) -> bool:
        """Whether it is as it was made, and every item in it is right."""
        return self.usable and self.reading.intact and all(one.all_right for one in self.checked)


def hand_in_from(file: Path) -> HandInReading:
    """What the file at `file` says; never raises."""
    data = plain_bytes(file, handin.MOST_BYTES)
    if isinstance(data, Untaken):
        return HandInReading(hand_in=None, problems=(Problem(say=data.value),))
    return handin.read(data)


def found_in(
    answers: Responses, opened: Opened, library: Library, by: Check = check, unread: tuple[Problem, ...] = ()
) -> SheetFound:
    """Answers from a hand-in, checked as those of a sheet are; `by` is `check`, or what gives the same.

    `unread` is what of them could not be read, as `Handed` has it: that is not scored.
    """
    public = opened.public
    whole = next((one for one in unread if not one.field), None)
    if whole is not None:
        return SheetFound(answers={}, notes=(), problems=(), refused=whole, report=None)
    clean = {item: {part: seen(text) for part, text in parts.items()} for item, parts in answers.items()}
    report = without_unread(by(public, opened.key, library, clean), unread)
    notes = passed_over(public, answers)
    return SheetFound(answers=clean, notes=notes, problems=(), refused=None, report=report)


def check_hand_in(workspace: Workspace, file: Path, asked: Asked) -> Returned:
    """Read a hand-in back and check the last attempts in it; no attempt is recorded.

    Raises WorkspaceError for an exercise that cannot be used.
    """
    reading = hand_in_from(file)
    if reading.hand_in is None:
        return Returned(file=file.as_posix(), reading=reading, checked=(), notices=())
    library = load_library(workspace.root)
    checked, notices = [], []
    for name, one in reading.hand_in.exercises.items():
        if name not in workspace.exercises:
            notices.append(f"{shown(name)} is not among the exercises here, so it is not checked.")
            continue
        opened = open_exercise(workspace.exercises[name])
        if one.version != opened.public.version:
            notices.append(f"{name} is here in another version than the hand-in was made for.")
        found = found_in(one.last, opened, library, unread=one.unread)
        changes = {item: int(one.first.get(item) != last) for item, last in one.last.items()}
        checked.append(said_of(found, file.name, opened, changes, asked))
    return Returned(file=file.as_posix(), reading=reading, checked=tuple(checked), notices=tuple(notices))
