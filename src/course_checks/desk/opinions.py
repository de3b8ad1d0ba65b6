"""What persons found, from all rubric sheets of a folder, kept on disk and read back learner by learner."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from course_checks.desk.answers import Bank
from course_checks.desk.ledger import Ledger, Said
from course_checks.desk.results import Judged
from course_checks.desk.rubric import MARK, criteria_of, judged_items
from course_checks.desk.rubric_file import Line, exercise_in, lines_in
from course_checks.desk.walking import LINK
from course_checks.desk.whose import key_of, place_of

RUBRICS = "rubrics"
_LAST = b"\xfe"
"""Remarks on rubric sheets come after those on what was handed in."""
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE found (
    learner TEXT, exercise TEXT, item TEXT, held TEXT, known TEXT, place TEXT, PRIMARY KEY (learner, exercise, item)
) WITHOUT ROWID;
CREATE TABLE listed (learner TEXT, exercise TEXT, PRIMARY KEY (learner, exercise)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What was found in one text, and in which text."""

    judged: Judged
    known: str
    """What the text was known by when the sheet was made; empty where it does not say."""
    place: str
    """The sheet and its line."""


@dataclass(slots=True)
class Opinions:
    """All that was found; where there is no sheet, it is kept in memory, for there is nothing."""

    _base: sqlite3.Connection
    given: set[tuple[str, str, str]] = field(default_factory=set)
    """Exercise, item and criterion (or `mark`) of everything that somebody found."""

    @classmethod
    def read(cls, folder: Path, store: Path, bank: Bank, ledger: Ledger) -> "Opinions":
        """What the sheets in `folder` say; what is amiss with them is told to `ledger`.

        `store` is where it is kept meanwhile.  Raises WorkspaceError for an exercise that cannot be used.
        """
        files = sorted(folder.glob("*.csv"), key=place_of) if folder.is_dir() else []
        opinions = cls(sqlite3.connect(store if files else ":memory:", isolation_level=None))
        opinions._base.executescript(_TABLES)
        opinions._base.execute("BEGIN")
        for file in files:
            opinions._take(file, bank, ledger)
        return opinions

    def close(self) -> None:
        """Let go of the store."""
        self._base.close()

    def of(self, learner: str) -> dict[tuple[str, str], Opinion]:
        """From exercise and item to what was found in a learner's text."""
        query = (
            "SELECT exercise, item, held, known, place FROM found WHERE learner = ? ORDER BY exercise, item"
        )
        return {
            (exercise, item): Opinion(judged=_judged(held), known=known, place=place)
            for exercise, item, held, known, place in self._base.execute(query, (learner,))
        }

    def has_row(self, learner: str, exercise: str) -> bool:
        """Whether a learner stands on a sheet of an exercise."""
        query = "SELECT 1 FROM listed WHERE learner = ? AND exercise = ?"
        return bool(self._base.execute(query, (learner, exercise)).fetchone())

    def columns(self, bank: Bank, exercises: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
        """`given` in the order of the exercises and of what is read for in them."""
        ordered = (
            (name, item.id, criterion)
            for name in exercises
            for item in judged_items(bank.open(name).public)
            for criterion in (*criteria_of(item), MARK)
        )
        return tuple(one for one in ordered if one in self.given)

    def _take(self, file: Path, bank: Bank, ledger: Ledger) -> None:
        shown = f"{RUBRICS}/{file.name}"

        def say(text: str, learner: str = "", exercise: str = "") -> None:
            ledger.say("unread", _LAST, Said(file=shown, learner=learner, exercise=exercise, text=text))

        exercise = exercise_in(file.name, bank.exercises)
        if file.is_symlink():
            say(LINK)
        elif not exercise:
            say("It is called after no exercise here, so it was not read.")
        else:
            for line in lines_in(file, bank.open(exercise).public):
                if isinstance(line, str):
                    say(line, exercise=exercise)
                else:
                    self._line(line, exercise, shown, ledger, say)

    def _line(self, line: Line, exercise: str, shown: str, ledger: Ledger, say: Callable[..., None]) -> None:
        called = line.who.name or line.who.number or line.file
        for problem in line.problems:
            say(problem, called, exercise)
        learner = ledger.learner_of(line.file)
        if not learner and (line.who.name or line.who.number) and ledger.has_learner(key_of(line.who)):
            learner = key_of(line.who)
        if not learner:
            if line.found:
                said = "nobody with this file, name or number handed in, so what you found is not in the gradebook."
                say(f"Line {line.number}: {said}", called, exercise)
            return
        self._base.execute("INSERT OR IGNORE INTO listed VALUES (?, ?)", (learner, exercise))
        for item, judged in line.found.items():
            held = _held(judged)
            before = self.of(learner).get((exercise, item))
            if before is not None:
                if _held(before.judged) != held:
                    said = (
                        f"{item} was judged otherwise in {before.place}, and that counts. Empty one of them."
                    )
                    say(f"Line {line.number}: {said}", called, exercise)
                continue
            row = (learner, exercise, item, held, line.texts.get(item, ""), f"{shown}, line {line.number}")
            self._base.execute("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?)", row)
            self.given |= {(exercise, item, criterion) for criterion, _ in judged.levels}
            self.given |= {(exercise, item, MARK)} if judged.mark is not None else set()


def _held(judged: Judged) -> str:
    return json.dumps([judged.levels, None if judged.mark is None else str(judged.mark), judged.comment])


def _judged(held: str) -> Judged:
    levels, mark, comment = json.loads(held)
    return Judged(
        levels=tuple((name, level) for name, level in levels),
        mark=None if mark is None else Fraction(mark),
        comment=comment,
    )
