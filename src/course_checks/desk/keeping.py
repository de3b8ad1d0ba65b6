"""Work that is done already, kept beside the results until a run ends, so that an interrupted one goes on.

What is kept is found by a digest of everything that it depends on: the answers, who gave them, what a person found
in them, the exercises, the keys, the quotation indexes, the options and this package.  Whatever of these changes,
nothing that is kept is used.  A kept result that cannot be read is made again.
"""

import errno
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import course_checks
from course_checks import __version__
from course_checks.desk.results import Result, Task, from_json, to_json
from course_checks.sheet.workspace import WorkspaceError, shown_path

FILE = ".grading-kept"
OFTEN = 25
"""Learners after whose grading it is made sure that what is done stays done."""
_FORMAT = 1
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SHUT = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}


class Keeper:
    """Keeps results in a file at `path`, which it makes.

    Raises WorkspaceError if another run holds it or nobody may write there, OSError where writing fails.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._new = path, 0
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise WorkspaceError(f"{path} is not an ordinary file. Rename it, and grade again.")
        is_mine = not path.exists()
        try:
            path.touch()  # it says why it cannot be written, which the database does not
            self._base = self._opened()
        except PermissionError as error:
            raise _not_allowed(path.parent) from error
        except sqlite3.OperationalError as error:
            if is_mine and _code_of(error) not in _BUSY:
                path.unlink(missing_ok=True)
            raise _why(error, path.parent) from error
        except sqlite3.DatabaseError:
            path.unlink()  # damaged: what it held is graded again
            self._base = self._opened()

    def _opened(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._path, isolation_level=None, timeout=0.5)
        try:
            base.execute("PRAGMA locking_mode = EXCLUSIVE")
            base.execute("PRAGMA synchronous = OFF")
            base.execute("BEGIN EXCLUSIVE")
            base.execute("CREATE TABLE IF NOT EXISTS kept (digest BLOB PRIMARY KEY, held BLOB) WITHOUT ROWID")
        except sqlite3.Error:
            base.close()
            raise
        return base

    def get(self, digest: bytes) -> Result | None:
        """What is kept under a digest; None if nothing is, or it cannot be read."""
        try:
            row = self._base.execute("SELECT held FROM kept WHERE digest = ?", (digest,)).fetchone()
            return unpacked(row[0]) if row else None
        except (sqlite3.DatabaseError, zlib.error, ValueError, LookupError, TypeError):
            return None

    def put(self, digest: bytes, held: bytes) -> None:
        """Keep a result, as `packed` made it."""
        self._base.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (digest, held))
        self._new += 1
        if self._new >= OFTEN:
            self.save()

    def save(self) -> None:
        """Make sure that what was kept stays, whatever happens to this process."""
        self._base.execute("COMMIT")
        self._base.execute("BEGIN EXCLUSIVE")
        self._new = 0

    def close(self) -> None:
        """Let go of the file; what was kept stays in it."""
        self._base.execute("COMMIT")
        self._base.close()

    def drop(self) -> None:
        """Let go of the file and of all it holds."""
        self._base.close()
        for name in (self._path, self._path.with_name(f"{FILE}-journal")):
            name.unlink(missing_ok=True)


@contextmanager
def placed(out: Path) -> Iterator[None]:
    """What goes wrong while results are written into `out` names its cause and a place.

    Raises OSError for what a database or a file without a name could not write, WorkspaceError as `Keeper` does.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _why(error, out) from error
    except OSError as error:
        if error.filename is not None or error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, shown_path(out)) from error


def _why(error: sqlite3.OperationalError, folder: Path) -> WorkspaceError | OSError:
    """Why a database in `folder` cannot be written."""
    code = _code_of(error)
    if code in _BUSY:
        return WorkspaceError(
            f"Another run is writing into {folder}. Wait for its end, or give another folder with --out."
        )
    if code in _SHUT:
        return _not_allowed(folder)
    if code == sqlite3.SQLITE_FULL:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), shown_path(folder))
    return OSError(errno.EIO, f"{os.strerror(errno.EIO)} ({error})", shown_path(folder))


def _code_of(error: sqlite3.Error) -> int:
    """The primary code of SQLite: the lowest byte."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


def _not_allowed(folder: Path) -> WorkspaceError:
    return WorkspaceError(
        f"You may not write into {shown_path(folder)}. Ask whoever owns it, or give another folder with --out."
    )


def packed(result: Result) -> bytes:
    """A result as it is kept."""
    return zlib.compress(to_json(result), 1)


def unpacked(held: bytes) -> Result:
    """The result that `packed` made so."""
    return from_json(zlib.decompress(held))


def digest_of(ground: bytes, task: Task) -> bytes:
    """What the result of a task is found by; `ground` is the digest of all that the tasks share."""
    entries = [
        [one.exercise, one.form, one.place.hex(), one.file, one.version, one.data.hex(), one.first.hex()]
        for one in task.entries
    ]
    judged = [[*place, one.levels, str(one.mark), one.comment] for place, one in sorted(task.judged.items())]
    return _digest([ground.hex(), task.who.name, task.who.number, entries, judged])


def ground_of(exercises: Iterable[Path], root: Path, options: Iterable[str]) -> bytes:
    """A digest of everything but the answers: this package, exercises with their keys, indexes, options."""
    files = [folder / name for folder in sorted(exercises) for name in ("exercise.toml", "key.toml")]
    for place in (root / "docs" / "sources", root / "sources"):
        files += sorted(place.glob("*.index.json"))
    held = [[str(file), sha256(file.read_bytes()).hexdigest()] for file in files if file.is_file()]
    return _digest([_FORMAT, __version__, _package(), held, list(options)])


def _package() -> list[tuple[str, int, int]]:
    """The files of this package, as far as a change of one can be seen without reading it."""
    found = []
    for folder, _, names in os.walk(Path(course_checks.__file__).parent):
        for name in names:
            if name.endswith(".py"):
                status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118  (hundreds, at every run)
                found.append((os.path.join(folder, name), status.st_size, status.st_mtime_ns))  # noqa: PTH118
    return sorted(found)


def _digest(held: object) -> bytes:
    return sha256(repr(held).encode("utf-8", errors="surrogatepass")).digest()
