"""Opening the file of a sheet without harm: whatever stands in its place, never waiting, never writing."""

from pathlib import Path

from course_checks.core.outcome import Problem
from course_checks.sheet.files import Untaken, plain_bytes

MOST_BYTES = 64 * 1024
MOST_LINES = 500
LONGEST_LINE = 2000
_KB = 1024


def sheet_bytes(path: Path, exercise: str) -> bytes | Problem:
    """The bytes of the file at `path`, meant as a sheet of `exercise`, or why it is not read.  Never raises."""
    data = plain_bytes(path, MOST_BYTES)
    if isinstance(data, bytes):
        return data
    from course_checks.sheet import say

    why = {
        Untaken.MISSING: say.MISSING_FILE,
        Untaken.FOLDER: say.FOLDER,
        Untaken.DEVICE: say.DEVICE,
        Untaken.LARGE: say.TOO_LARGE,
        Untaken.LOCKED: say.NOT_ALLOWED,
        Untaken.UNOPENED: say.NOT_OPENED,
    }
    size = size_in_words(_size(path)) if data is Untaken.LARGE else ""
    return Problem(say=why[data].format(exercise=exercise, size=size))


def _size(path: Path) -> int:
    """How large a file is that is too large."""
    try:
        return max(path.stat().st_size, MOST_BYTES + 1)
    except OSError:
        return MOST_BYTES + 1  # it has gone in the meantime


def size_in_words(count: int) -> str:
    """`70 KB`, `5.0 MB`."""
    return f"{count / _KB / _KB:.1f} MB" if count >= _KB * _KB else f"{-(-count // _KB)} KB"


def refuse_size(count: int, exercise: str) -> Problem | None:
    """Why a file of `count` bytes is not read; None if it may be."""
    if count <= MOST_BYTES:
        return None
    from course_checks.sheet import say

    return Problem(say=say.TOO_LARGE.format(size=size_in_words(count), exercise=exercise))
