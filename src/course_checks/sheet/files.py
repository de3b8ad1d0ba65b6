"""The bytes of an ordinary file, taken without harm: whatever stands in its place, never waiting, never writing."""

import os
import stat
from enum import Enum
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""Not every system has them all; without O_NONBLOCK a pipe in the place of a file would be waited for."""
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin", "conout", "clock"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
"""Names that mean a device on Windows, whatever follows them after a stop."""


class Untaken(Enum):
    """Why the bytes of a file were not taken, in words for a person."""

    MISSING = "There is no file here."
    FOLDER = "This is a folder. Name the file inside it."
    DEVICE = "This is a device, a pipe or a socket, not an ordinary file, so it was not opened."
    LARGE = "This file is far larger than such a file is, so it was not read."
    LOCKED = "This file could not be opened: another program may hold it, or you may not read it."
    UNOPENED = "This file could not be opened."


def plain_bytes(path: Path, most: int) -> bytes | Untaken:
    """The bytes of the file at `path`, at most `most` of them, or why not.  Never raises OSError."""
    try:
        # Looked at before it is opened: some devices act on being opened.
        return _unfit(path.stat(), most) or _taken(path, most)
    except (FileNotFoundError, NotADirectoryError):
        return Untaken.MISSING
    except PermissionError:
        return Untaken.LOCKED
    except (OSError, ValueError):  # ValueError: a path with a zero character
        return Untaken.UNOPENED


def _unfit(found: os.stat_result, most: int) -> Untaken | None:
    if stat.S_ISREG(found.st_mode):
        return Untaken.LARGE if found.st_size > most else None
    return Untaken.FOLDER if stat.S_ISDIR(found.st_mode) else Untaken.DEVICE


def _taken(path: Path, most: int) -> bytes | Untaken:
    handle = os.open(path, _FLAGS)
    try:
        # Looked at again: it may have been replaced in the meantime.
        if unfit := _unfit(os.fstat(handle), most):
            return unfit
        data = b""
        while len(data) <= most and (piece := os.read(handle, most + 1 - len(data))):
            data += piece
        return data if len(data) <= most else Untaken.LARGE
    finally:
        os.close(handle)
