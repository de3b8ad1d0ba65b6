"""What a command wrote into a folder, kept with digests, so that it never replaces what a person wrote there.

A file may be replaced if it is still as the command left it.  Any other file in the way stops the command.
"""

import json
import os
import tempfile
from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from course_checks.sheet.workspace import WorkspaceError, shown_path

MOST_NAMED = 10
"""Files in the way that are named; of the others their number is told."""


def digest_of(data: bytes) -> str:
    """What a file with these bytes is known by."""
    return sha256(data).hexdigest()


def bytes_of(file: Path) -> bytes | None:
    """What an ordinary file holds; None for a link, a folder or a device.  Raises OSError."""
    return file.read_bytes() if file.is_file() and not file.is_symlink() else None


def in_the_way(folder: Path, names: Collection[str], undone: str) -> WorkspaceError:
    """That `folder` holds files which are not the command's own; `undone` says what was not done."""
    named = ", ".join(sorted(names)[:MOST_NAMED])
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return WorkspaceError(
        f"{shown_path(folder)} holds {named}{more}, which this command did not write, or which was changed since. "
        f"{undone} Move it away, or give another folder with --out."
    )


def read_record(file: Path) -> dict[str, str]:
    """From the name of each file that was written to what it is known by; none where there is no such record."""
    try:
        held: Any = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(name): str(digest) for name, digest in held.items()} if isinstance(held, dict) else {}


def write_record(file: Path, record: Mapping[str, str]) -> None:
    """Keep what was written.  Raises OSError."""
    replace(file, (json.dumps(record, indent=1, sort_keys=True) + "\n").encode())


def replace(file: Path, data: bytes) -> None:
    """Put a whole file in its place, or leave what is there.  Raises OSError."""
    handle, new = tempfile.mkstemp(prefix=".course-checks-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as made:
            made.write(data)
        Path(new).chmod(0o644)
        Path(new).replace(file)
    except OSError:
        Path(new).unlink(missing_ok=True)
        raise
