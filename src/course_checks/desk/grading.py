"""Grading a class: everything in a folder, with the instructor's keys, whatever the files claim.

What is read goes through the one road of every check.  Results are written beside one another first and put
in place together, file by file, each whole; nothing else in the folder of results is touched.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from course_checks.desk.answers import Bank, pages_of
from course_checks.desk.collecting import collect
from course_checks.desk.feedback_file import page_of
from course_checks.desk.gradebook import Gradebook, Row, write_said
from course_checks.desk.ledger import Ledger, Said, Sort
from course_checks.desk.safe import marked_stem
from course_checks.sheet.checked import Asked
from course_checks.sheet.workspace import WorkspaceError

GRADEBOOK, UNREADABLE, NOTES, FEEDBACK = "gradebook.csv", "unreadable.csv", "notes.csv", "feedback"

Progress = Callable[[str, int, int | None], None]
"""Told what is being done, how much of it is done, and of how much, where that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """What a run of grading did."""

    out: Path
    files: int
    passed_over: int
    learners: int
    exercises: tuple[str, ...]
    keyless: tuple[str, ...]
    """Exercises without a key here: read, and not scored."""
    unread: tuple[Said, ...]
    """The first of what could not be read; all of it is in the file."""
    unread_count: int
    notes: tuple[Said, ...]
    notes_count: int
    left: int
    """Feedback files that stand in the folder and are not of this run."""


SHOWN = 10
"""Remarks that a run shows; the files have all."""


def grade(folder: Path, out: Path, bank: Bank, asked: Asked, progress: Progress) -> Graded:
    """Grade everything in `folder` and write the results into `out`.

    Raises WorkspaceError where there is nothing to grade or nowhere to write, OSError where writing fails.
    """
    if not folder.is_dir():
        raise WorkspaceError(f"There is no folder {folder}. Name the folder that holds the hand-ins.")
    is_new = not out.exists()
    _writable(folder, out)
    try:
        return _grade(folder, out, bank, asked, progress)
    except WorkspaceError:
        if is_new:
            out.rmdir()  # there is nothing in it
        raise


def _grade(folder: Path, out: Path, bank: Bank, asked: Asked, progress: Progress) -> Graded:
    with tempfile.TemporaryDirectory(prefix=".grading-", dir=out, ignore_cleanup_errors=True) as place:
        new = Path(place)
        ledger = Ledger(new / "ledger")
        try:
            return _Run(folder=folder, out=out, new=new, bank=bank, ledger=ledger).all(asked, progress)
        finally:
            ledger.close()


def _writable(folder: Path, out: Path) -> None:
    """Make `out`, where it may hold results.  Raises WorkspaceError, OSError."""
    if out.resolve() == folder.resolve():
        raise WorkspaceError("The results need a folder of their own. Give another one with --out.")
    if out.exists() and not out.is_dir():
        raise WorkspaceError(f"{out} is a file, not a folder. Give another name with --out.")
    feedback = out / FEEDBACK
    if feedback.is_symlink() or (feedback.exists() and not feedback.is_dir()):
        raise WorkspaceError(f"{feedback} is not an ordinary folder. Rename it, and grade again.")
    for name in (GRADEBOOK, UNREADABLE, NOTES):
        if (out / name).is_dir():
            raise WorkspaceError(f"{out / name} is a folder. Rename it, and grade again.")
    out.mkdir(parents=True, exist_ok=True)


@dataclass(slots=True, kw_only=True)
class _Run:
    folder: Path
    out: Path
    new: Path
    bank: Bank
    ledger: Ledger

    def all(self, asked: Asked, progress: Progress) -> Graded:
        files, passed_over, handed_in = 0, 0, set[str]()
        for seen in collect(self.folder, self.out, tuple(self.bank.exercises), self.ledger):
            files, passed_over, handed_in = seen.files, seen.passed_over, seen.exercises
            progress("Reading", files, None)
        if not files:
            raise WorkspaceError(f"There is nothing in {self.folder} to grade.")
        self.ledger.settle()
        exercises = tuple(name for name in self.bank.exercises if name in handed_in)
        keyless = tuple(name for name in exercises if self.bank.open(name).key is None)
        self._write(exercises, asked, progress)
        for name, count in self.ledger.namesakes():
            said = f"{count} learners are called so, told apart by their numbers, or by having none."
            self.ledger.say("note", b"\xff", Said(file="", learner=name, exercise="", text=said))
        write_said(self.new / UNREADABLE, self.ledger.said("unread"))
        write_said(self.new / NOTES, self.ledger.said("note"))
        self._publish()
        return Graded(
            out=self.out,
            files=files,
            passed_over=passed_over,
            learners=len(self.ledger),
            exercises=exercises,
            keyless=keyless,
            unread=self._first("unread"),
            unread_count=self.ledger.count("unread"),
            notes=self._first("note"),
            notes_count=self.ledger.count("note"),
            left=self._left(),
        )

    def _first(self, sort: Sort) -> tuple[Said, ...]:
        return tuple(said for said, _ in zip(self.ledger.said(sort), range(SHOWN), strict=False))

    def _write(self, exercises: tuple[str, ...], asked: Asked, progress: Progress) -> None:
        (self.new / FEEDBACK).mkdir()
        count = len(self.ledger)
        opened = {name: self.bank.open(name) for name in exercises}
        with Gradebook(self.new / GRADEBOOK, opened) as book:
            people = zip(self.ledger.learners(), self._names(), strict=True)
            for number, ((learner, who, _, _), name) in enumerate(people, 1):
                pages = tuple(pages_of(learner, who, self.bank, self.ledger, asked))
                book.add(Row(learner=who, feedback=name, checked=[page.checked for page in pages]))
                text = page_of(who, pages)
                (self.new / FEEDBACK / name).write_bytes(text.encode("utf-8", errors="replace"))
                progress("Grading", number, count)

    def _publish(self) -> None:
        """Put every new file in its place: each whole, the gradebook last.  Raises OSError."""
        (self.out / FEEDBACK).mkdir(exist_ok=True)
        feedback = (f"{FEEDBACK}/{name}" for name in self._names())  # one by one: there may be very many
        for name in chain(feedback, (UNREADABLE, NOTES, GRADEBOOK)):
            (self.new / name).replace(self.out / name)

    def _names(self) -> Iterator[str]:
        """The names of the feedback files, in the order of the learners."""
        for learner, _, stem, twins in self.ledger.learners():
            yield f"{marked_stem(stem, learner) if twins else stem}.md"

    def _left(self) -> int:
        """How many feedback files there are that this run did not write: they are left alone."""
        there = sum(file.name.endswith(".md") for file in os.scandir(self.out / FEEDBACK))
        return there - len(self.ledger)
