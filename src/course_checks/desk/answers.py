"""The answers of one learner, checked with the instructor's keys: which of several count, and what is to be told."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from course_checks.checking import Report
from course_checks.core.library import Library
from course_checks.core.outcome import CheckerFault, InvalidResponse, Problem
from course_checks.desk.checks import Checks
from course_checks.desk.ledger import HAND_IN, Entry, Said, Sort
from course_checks.exercise import Responses
from course_checks.sheet.checked import Asked, Checked, SheetFound, find_in, layout_of, said_of
from course_checks.sheet.handin import Handed, Learner
from course_checks.sheet.handing import found_in
from course_checks.sheet.read import read_sheet
from course_checks.sheet.workspace import Opened, Workspace, load_library, open_exercise


@dataclass(slots=True, kw_only=True)
class Bank:
    """The exercises to grade with, each opened when somebody handed it in."""

    exercises: Mapping[str, Path]
    library: Library
    root: Path
    """Where the quotation indexes lie."""
    checks: Checks = field(default_factory=Checks)
    _opened: dict[str, Opened] = field(default_factory=dict)

    def open(self, exercise: str) -> Opened:
        """An exercise with its key.  Raises WorkspaceError."""
        if exercise not in self._opened:
            self._opened[exercise] = open_exercise(self.exercises[exercise])
        return self._opened[exercise]


def bank_of(workspace: Workspace, own: Iterable[Path]) -> Bank:
    """The exercises of a workspace; one that the instructor's `own` folders have, too, is taken from there.

    Raises WorkspaceError.
    """
    chosen = dict(workspace.exercises)
    for place in reversed(tuple(own)):
        for name in chosen:
            if (place / name / "exercise.toml").is_file():
                chosen[name] = place / name
    return Bank(exercises=chosen, library=load_library(workspace.root), root=workspace.root)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one learner gave to one exercise, checked."""

    entry: Entry
    answers: Responses
    checked: Checked

    @property
    def is_usable(self) -> bool:
        """Whether the file could be used at all."""
        return self.checked.refused is None


Tell = Callable[[Sort, bytes, Said], None]
"""Told what is to be known: sort, place of the file, remark."""


def pages_of(entries: Iterable[Entry], who: Learner, bank: Bank, asked: Asked, tell: Tell) -> Iterator[Page]:
    """A page for each exercise of a learner, whose `entries` come exercise by exercise, what counts last.

    Of several files the last usable one counts: hand-ins after loose sheets, then by the name of the file.  What
    is not counted, or not read, is told.
    """
    counted: Page | None = None
    for entry in entries:
        page = _page(entry, bank, asked)
        _tell(page, who, bank, tell)
        if counted is None or counted.entry.exercise != entry.exercise:
            if counted is not None:
                yield counted
            counted = page
        else:
            last, other = (page, counted) if page.is_usable or not counted.is_usable else (counted, page)
            _tell_twice(last, other, who, tell)
            counted = last
    if counted is not None:
        yield counted


def first_of(page: Page, bank: Bank) -> tuple[Report, Responses] | None:
    """The first attempt at what counts, checked with the keys that are here, and what was typed.

    None for a sheet that could not be used; any other sheet is its own first attempt.
    """
    entry = page.entry
    if entry.form == HAND_IN and (first := json.loads(entry.first)) != _unpacked(entry)[0]:
        found = found_in(first, bank.open(entry.exercise), bank.library, bank.checks)
        return (found.report, found.answers) if found.report else None
    return (page.checked.report, page.answers) if page.checked.report else None


def packed(handed: Handed) -> bytes:
    """What counts of a hand-in, as the `data` of an entry."""
    return json.dumps([handed.last, [[one.field, one.say] for one in handed.unread]]).encode("ascii")


def _unpacked(entry: Entry) -> tuple[Responses, tuple[Problem, ...]]:
    """The answers that `packed` made so, and what could not be read of them."""
    last, unread = json.loads(entry.data)
    return last, tuple(Problem(field=place, say=say) for place, say in unread)


def _page(entry: Entry, bank: Bank, asked: Asked) -> Page:
    opened = bank.open(entry.exercise)
    found = _found(entry, opened, bank)
    checked = said_of(found, entry.file, opened, dict.fromkeys(found.answers, 0), asked)
    return Page(entry=entry, checked=checked, answers=found.answers)


def _found(entry: Entry, opened: Opened, bank: Bank) -> SheetFound:
    if entry.form == HAND_IN:
        answers, unread = _unpacked(entry)
        return found_in(answers, opened, bank.library, bank.checks, unread)
    return find_in(read_sheet(entry.data, layout_of(opened.public)), opened, bank.library)


def _tell(page: Page, who: Learner, bank: Bank, tell: Tell) -> None:
    """What could not be read, what broke, and what was made for another version."""
    # What is in a hand-in and could not be read is told when the file is.
    known = {one.say for one in _unpacked(page.entry)[1]} if page.entry.form == HAND_IN else set()
    refused = page.checked.refused
    unread = [refused.say] if refused and refused.say not in known else []
    unread += [f"Line {problem.line}: {problem.say}" for problem in page.checked.problems]
    broken = []
    for one in page.checked.items:
        match one.report.outcome:
            case InvalidResponse(problems=problems):
                fresh = (problem.say for problem in problems if problem.say not in known)
                unread += [f"{one.item.id}: {say}" for say in fresh]
            case CheckerFault(what=what):
                broken.append(
                    f"{one.item.id}: our check broke ({what}); nothing was scored. Please report it."
                )
            case _:
                pass
    ours = bank.open(page.entry.exercise).public.version
    if page.entry.form == HAND_IN and page.entry.version != ours:
        broken.append("It was made for another version of the exercise, and is graded with yours.")
    if page.entry.form == HAND_IN:
        broken += [note.say for note in page.checked.notes]  # on items and parts that are not in the exercise
    _say("unread", page, who, tell, unread)
    _say("note", page, who, tell, broken)


def _tell_twice(counted: Page, other: Page, who: Learner, tell: Tell) -> None:
    """That a learner gave an exercise twice; a sheet that says what the hand-in says is no news."""
    same = _typed(counted.answers) == _typed(other.answers)
    if other.is_usable and not (same and other.entry.form != counted.entry.form):
        end = "The answers are the same." if same else "The answers differ."
        said = f"{counted.entry.file} is of the same learner, and it counts. {end}"
        _say("note", other, who, tell, [said])


def _say(sort: Sort, page: Page, who: Learner, tell: Tell, texts: Iterable[str]) -> None:
    entry = page.entry
    for text in texts:
        said = Said(file=entry.file, learner=who.name or who.number, exercise=entry.exercise, text=text)
        tell(sort, entry.place, said)


def _typed(answers: Responses) -> dict[str, dict[str, str]]:
    typed = {
        item: {part: text.strip() for part, text in sorted(parts.items()) if text.strip()}
        for item, parts in sorted(answers.items())
    }
    return {item: parts for item, parts in typed.items() if parts}
