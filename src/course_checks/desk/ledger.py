"""What was found in a class's folder, kept on disk and read back learner by learner, so that memory stays flat."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from course_checks.desk.safe import file_stem, marked_stem
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
CREATE TABLE met (
    key TEXT, learner TEXT, form INTEGER, place BLOB, file TEXT, name TEXT, number TEXT, canvas TEXT, email TEXT,
    system TEXT, scope TEXT, ident TEXT, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE twins (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE learners (
    learner TEXT PRIMARY KEY, name TEXT, number TEXT, canvas TEXT, email TEXT, twin INTEGER, system TEXT,
    ident TEXT, seen TEXT, place BLOB, stem TEXT
) WITHOUT ROWID;
CREATE TABLE receipts (receipt TEXT, place BLOB, file TEXT, person TEXT, PRIMARY KEY (receipt, place)) WITHOUT ROWID;
CREATE INDEX stems ON learners (stem);
CREATE TABLE files (file TEXT PRIMARY KEY, learner TEXT UNIQUE) WITHOUT ROWID;
CREATE TABLE names (name TEXT, learner TEXT, PRIMARY KEY (name, learner)) WITHOUT ROWID;
CREATE TABLE said (
    sort TEXT, place BLOB, line INTEGER, file TEXT, learner TEXT, exercise TEXT, text TEXT,
    PRIMARY KEY (sort, place, line)
) WITHOUT ROWID;
"""

_SETTLE = (
    (
        "INSERT INTO twins SELECT DISTINCT key FROM met WHERE ident <> ''"
        " GROUP BY key, scope HAVING count(DISTINCT ident) > 1"
    ),
    "UPDATE met SET learner = apart(key, scope, ident) WHERE key IN (SELECT key FROM twins)",
    (
        "UPDATE given SET learner = (SELECT met.learner FROM met WHERE met.key = given.learner"
        " AND met.place = given.place) WHERE learner IN (SELECT key FROM twins)"
    ),
    # Name and number are those of the file that counts; of several accounts the first in order stays.
    (
        "INSERT INTO learners SELECT learner, name, number, first_canvas, first_email, twin, system, ident, file,"
        " place, stem(name, number, CASE WHEN twin THEN ident ELSE '' END)"
        " FROM (SELECT *, key IN (SELECT key FROM twins) AS twin,"
        " row_number() OVER (PARTITION BY learner ORDER BY form DESC, place DESC) AS standing,"
        " min(nullif(canvas, '')) OVER (PARTITION BY learner) AS first_canvas,"
        " min(nullif(email, '')) OVER (PARTITION BY learner) AS first_email FROM met) WHERE standing = 1"
    ),
    (
        "INSERT INTO files SELECT CASE WHEN 1 < (SELECT count(*) FROM learners AS twin"
        " WHERE twin.stem = learners.stem) THEN marked(stem, learner) ELSE stem END, learner FROM learners"
    ),
)


def _apart(key: str, scope: str, ident: str) -> str:
    """The key of one of several people who go by one name: no name and no number has a line end in it."""
    return "\n".join((key, ident and scope, ident.zfill(20) if ident else ""))


def _stem(name: str, number: str, ident: str) -> str:
    return file_stem(f"{name} {number} {ident}")


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
    """The last answers with what could not be read of them, as JSON, or the bytes of the sheet."""
    first: bytes = b""
    """The first answers as JSON; empty for a sheet, which is its own first attempt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a system knows a learner by; each may be empty."""

    canvas: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A learner as one file shows one."""

    who: Learner
    form: int
    place: bytes
    file: str
    account: Account = Account()
    system: str = ""
    """The system that gave the file out; empty where none did."""
    scope: str = ""
    ident: str = ""
    """What the system calls the person: two of these in one `scope` are of two people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """What is known of a learner whose name and number are those of another, too."""

    file: str
    place: bytes
    system: str
    ident: str
    """What the system calls this one; empty where nothing does."""


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
    twin: Twin | None = None
    """Where several people go by this name and number."""


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

    def meet(self, learner: str, seen: Sighting) -> None:
        """Remember who a learner is, as a file says."""
        who, account = seen.who, seen.account
        row = (learner, learner, seen.form, seen.place, seen.file, who.name, who.number)
        known = (account.canvas, account.email, seen.system, seen.scope, seen.ident)
        self._base.execute("INSERT INTO met VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, *known))
        if who.name:
            names = (who.name.casefold(), learner)
            self._base.execute("INSERT OR IGNORE INTO names VALUES (?, ?)", names)

    def settle(self) -> None:
        """To be called when all is added, before anything is read: who is who, and what their files are called.

        People whom a system calls by two names of its own are two, whatever they call themselves.
        """
        for name, count, function in (("apart", 3, _apart), ("stem", 3, _stem), ("marked", 2, marked_stem)):
            self._base.create_function(name, count, function, deterministic=True)
        for query in _SETTLE:
            self._base.execute(query)

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
            "SELECT learner, name, number, file, canvas, email, twin, system, ident, seen, place"
            " FROM learners JOIN files USING (learner) ORDER BY learner"
        )
        for learner, name, number, file, canvas, email, twin, *known in self._base.execute(query):
            system, ident, seen, place = known
            yield Met(
                key=learner,
                who=Learner(name=name, number=number),
                file=file,
                account=Account(canvas=canvas or "", email=email or ""),
                twin=Twin(file=seen, place=place, system=system, ident=ident) if twin else None,
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
