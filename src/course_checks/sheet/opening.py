"""Opening the file of a sheet without harm: whatever stands in its place, never waiting, never writing."""

import os
import stat
from pathlib import Path

from course_checks.core.outcome import Problem
from course_checks.sheet import say
from course_checks.sheet.decode import MOST_BYTES, refuse_size

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""Not every system has them all; without O_NONBLOCK a pipe in the place of a file would be waited for."""


def sheet_bytes(path: Path, exercise: str) -> bytes | Problem:
    """The bytes of the file at `path`, meant as a sheet of `exercise`, or why it is not read.  Never raises."""
    try:
        # Looked at before it is opened: some devices act on being opened.
        return _unfit(path.stat(), exercise) or _read(path, exercise)
    except (FileNotFoundError, NotADirectoryError):
        return Problem(say=say.MISSING_FILE.format(exercise=exercise))
    except PermissionError:
        return Problem(say=say.NOT_ALLOWED)
    except (OSError, ValueError):  # ValueError: a path with a zero character
        return Problem(say=say.NOT_OPENED)


def _unfit(found: os.stat_result, exercise: str) -> Problem | None:
    """Why something of this sort or size is not read; None if it may be."""
    if stat.S_ISDIR(found.st_mode):
        return Problem(say=say.FOLDER)
    if not stat.S_ISREG(found.st_mode):
        return Problem(say=say.DEVICE.format(exercise=exercise))
    return refuse_size(found.st_size, exercise)


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
