"""Opening the file of a sheet without harm: whatever stands in its place, never waiting, never writing."""

import os
import stat
from pathlib import Path

from course_checks.core.outcome import Problem

MOST_BYTES = 64 * 1024
MOST_LINES = 500
LONGEST_LINE = 2000
_KB = 1024
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""Not every system has them all; without O_NONBLOCK a pipe in the place of a file would be waited for."""


def sheet_bytes(path: Path, exercise: str) -> bytes | Problem:
    """The bytes of the file at `path`, meant as a sheet of `exercise`, or why it is not read.  Never raises."""
    try:
        # Looked at before it is opened: some devices act on being opened.
        return _unfit(path.stat(), exercise) or _read(path, exercise)
    except (OSError, ValueError) as error:  # ValueError: a path with a zero character
        return Problem(say=_why_not(error).format(exercise=exercise))


def _why_not(error: Exception) -> str:
    """What is said of a file that cannot be opened."""
    from course_checks.sheet import say

    match error:
        case FileNotFoundError() | NotADirectoryError():
            return say.MISSING_FILE
        case PermissionError():
            return say.NOT_ALLOWED
        case _:
            return say.NOT_OPENED


def size_in_words(count: int) -> str:
    """`70 KB`, `5.0 MB`."""
    return f"{count / _KB / _KB:.1f} MB" if count >= _KB * _KB else f"{-(-count // _KB)} KB"


def refuse_size(count: int, exercise: str) -> Problem | None:
    """Why a file of `count` bytes is not read; None if it may be."""
    if count <= MOST_BYTES:
        return None
    from course_checks.sheet import say

    return Problem(say=say.TOO_LARGE.format(size=size_in_words(count), exercise=exercise))


def _unfit(found: os.stat_result, exercise: str) -> Problem | None:
    """Why something of this sort or size is not read; None if it may be."""
    if stat.S_ISREG(found.st_mode):
        return refuse_size(found.st_size, exercise)
    from course_checks.sheet import say

    told = say.FOLDER if stat.S_ISDIR(found.st_mode) else say.DEVICE
    return Problem(say=told.format(exercise=exercise))


def _read(path: Path, exercise: str) -> bytes | Problem:
    """At most one byte more than a sheet may have."""
    handle = os.open(path, _FLAGS)
    try:
        # Looked at again: it may have been replaced in the meantime.
        if problem := _unfit(os.fstat(handle), exercise):
            return problem
        data = b""
        while len(data) <= MOST_BYTES and (piece := os.read(handle, MOST_BYTES + 1 - len(data))):
            data += piece
        return data
    finally:
        os.close(handle)
