"""What was found in a class's folder, kept on disk and read back learner by learner, so that memory stays flat."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from course_checks.desk.safe import marked_stem
from course_checks.sheet.handin import Learner

HAND_IN, SHEET = 1, 0
"""What an answer came in: a hand-in counts before a loose sheet."""

MOST_DOUBLES = 40
"""Hand-ins with one receipt that are told of."""

Sort = Literal["unread", "note"]

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE given (
    learner TEXT, exercise TEXT, form INTEGER, place BLOB, file TEXT, version TEXT, data BLOB, first BLOB,
    PRIMARY KEY (learner, exercise, form, place)
) WITHOUT ROWID;
CREATE TABLE learners (learner TEXT PRIMARY KEY, form INTEGER, place BLOB, name TEXT, number TEXT, stem TEXT)
    WITHOUT ROWID;
CREATE TABLE accounts (learner TEXT PRIMARY KEY, canvas TEXT, email TEXT) WITHOUT ROWID;
CREATE TABLE receipts (receipt TEXT, place BLOB, file TEXT, person TEXT, PRIMARY KEY (receipt, place)) WITHOUT ROWID;
CREATE INDEX stems ON learners (stem);
CREATE TABLE files (file TEXT PRIMARY KEY, learner TEXT UNIQUE) WITHOUT ROWID;
CREATE TABLE names (name TEXT, learner TEXT, PRIMARY KEY (name, learner)) WITHOUT ROWID;
CREATE TABLE said (
    sort TEXT, place BLOB, line INTEGER, file TEXT, learner TEXT, exercise TEXT, text TEXT,
    PRIMARY KEY (sort, place, line)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The answers of one learner to one exercise, from one file."""

    learner: str
    """Who it is, as far as grading tells learners apart."""
    exercise: str
    form: int
    place: bytes
    """The file, in the order in which files are read."""
    file: str
    version: str
    """The version that the learner had; empty for a sheet, which does not say."""
    data: bytes
    """The last answers as JSON, or the bytes of the sheet."""
    first: bytes = b""
    """The first answers as JSON; empty for a sheet, which is its own first attempt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a system knows a learner by; each may be empty."""

    canvas: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A hand-in and who handed it in."""

    place: bytes
    file: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A learner as the ledger knows one."""

    key: str
    who: Learner
    file: str
    """The name of the learner's files, without an ending: no other learner has it."""
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing to be told about a file."""

    file: str
    learner: str
    exercise: str
    text: str


class Ledger:
    """Remembers entries and remarks in the file at `path`, which it makes."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.executescript(_TABLES)
        self._base.execute("BEGIN")
        self._line = 0

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def say(self, sort: Sort, place: bytes, said: Said) -> None:
        """Remember a remark."""
        self._line += 1
        row = (sort, place, self._line, said.file, said.learner, said.exercise, said.text)
        self._base.execute("INSERT INTO said VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def said(self, sort: Sort) -> Iterator[Said]:
        """The remarks of one sort, in the order of the files."""
        query = "SELECT file, learner, exercise, text FROM said WHERE sort = ? ORDER BY place, line"
        for file, learner, exercise, text in self._base.execute(query, (sort,)):
            yield Said(file=file, learner=learner, exercise=exercise, text=text)

    def count(self, sort: Sort) -> int:
        """How many remarks of one sort there are."""
        return int(self._base.execute("SELECT count(*) FROM said WHERE sort = ?", (sort,)).fetchone()[0])

    def add(self, entries: Iterable[Entry]) -> None:
        """Remember the answers of a file."""
        rows = ((e.learner, e.exercise, e.form, e.place, e.file, e.version, e.data, e.first) for e in entries)
        self._base.executemany("INSERT INTO given VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def meet(self, learner: str, who: Learner, stem: str, form: int, place: bytes) -> None:
        """Remember who a learner is: as the last of the files says."""
        self._base.execute(
            "INSERT INTO learners VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (learner) DO UPDATE SET"
            " form = excluded.form, place = excluded.place, name = excluded.name,"
            " number = excluded.number, stem = excluded.stem"
            " WHERE (excluded.form, excluded.place) > (form, place)",
            (learner, form, place, who.name, who.number, stem),
        )
        if who.name:
            row = (who.name.casefold(), learner)
            self._base.execute("INSERT OR IGNORE INTO names VALUES (?, ?)", row)

    def settle(self) -> None:
        """To be called when all is added, before anything is read."""
        self._base.create_function("marked", 2, marked_stem, deterministic=True)
        self._base.execute(
            "INSERT INTO files SELECT CASE WHEN 1 < (SELECT count(*) FROM learners AS twin"
            " WHERE twin.stem = learners.stem) THEN marked(stem, learner) ELSE stem END, learner FROM learners"
        )

    def account(self, learner: str, account: Account) -> None:
        """Remember what a system knows a learner by; of several the first in order stays."""
        self._base.execute(
            "INSERT INTO accounts VALUES (?, ?, ?) ON CONFLICT (learner) DO UPDATE SET"
            " canvas = CASE WHEN canvas = '' OR (excluded.canvas <> '' AND excluded.canvas < canvas)"
            " THEN excluded.canvas ELSE canvas END,"
            " email = CASE WHEN email = '' OR (excluded.email <> '' AND excluded.email < email)"
            " THEN excluded.email ELSE email END",
            (learner, account.canvas, account.email),
        )

    def receipt(self, receipt: str, handed: Handed) -> None:
        """Remember the receipt of a hand-in."""
        row = (receipt, handed.place, handed.file, handed.person)
        self._base.execute("INSERT INTO receipts VALUES (?, ?, ?, ?)", row)

    def doubles(self) -> Iterator[tuple[Handed, ...]]:
        """Hand-ins that share a receipt, in the order of the files: the first `MOST_DOUBLES` of each."""
        query = (
            "SELECT receipt FROM receipts GROUP BY receipt HAVING count(DISTINCT person) > 1 ORDER BY receipt"
        )
        same = "SELECT place, file, person FROM receipts WHERE receipt = ? ORDER BY place LIMIT ?"
        for (receipt,) in self._base.execute(query):
            rows = self._base.execute(same, (receipt, MOST_DOUBLES))
            yield tuple(Handed(place=place, file=file, person=person) for place, file, person in rows)

    def learners(self) -> Iterator[Met]:
        """Every learner, in the order of the gradebook."""
        query = (
            "SELECT learner, name, number, file, canvas, email FROM learners JOIN files USING (learner)"
            " LEFT JOIN accounts USING (learner) ORDER BY learner"
        )
        for learner, name, number, file, canvas, email in self._base.execute(query):
            yield Met(
                key=learner,
                who=Learner(name=name, number=number),
                file=file,
                account=Account(canvas=canvas or "", email=email or ""),
            )

    def learner_of(self, file: str) -> str:
        """The key of the learner whose files are called so; empty if nobody's are."""
        found = self._base.execute("SELECT learner FROM files WHERE file = ?", (file,)).fetchone()
        return str(found[0]) if found else ""

    def has_learner(self, learner: str) -> bool:
        """Whether there is a learner with this key."""
        return bool(self._base.execute("SELECT 1 FROM learners WHERE learner = ?", (learner,)).fetchone())

    def entries(self, learner: str) -> Iterator[Entry]:
        """What a learner gave: exercise by exercise, what counts last."""
        query = "SELECT * FROM given WHERE learner = ? ORDER BY exercise, form, place"
        for who, exercise, form, place, file, version, data, first in self._base.execute(query, (learner,)):
            yield Entry(
                learner=who,
                exercise=exercise,
                form=form,
                place=place,
                file=file,
                version=version,
                data=data,
                first=first,
            )

    def given(self) -> int:
        """How many exercises were handed in, over all learners."""
        return int(self._base.execute("SELECT count(*) FROM given").fetchone()[0])

    def namesakes(self) -> Iterator[tuple[str, int]]:
        """Names that stand for several learners, and for how many."""
        yield from self._base.execute("SELECT name, count(*) FROM names GROUP BY name HAVING count(*) > 1")

    def __len__(self) -> int:
        """How many learners there are."""
        return int(self._base.execute("SELECT count(*) FROM learners").fetchone()[0])
