"""Writing an export into a folder: what a person wrote there is never overwritten.

The folder keeps a record of what was written, with digests.  A file may be replaced if it is still as this program
left it; any other file in the way stops the export before anything is written.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from course_checks.sheet.workspace import WorkspaceError, shown_path

RECORD = ".course-checks-export.json"
Files = Mapping[str, bytes]
"""From the name of a file to what it holds."""


def write(files: Files, out: Path) -> tuple[str, ...]:
    """Write every file into `out`; the names of those that changed.

    Raises WorkspaceError where something stands in the way, OSError where writing fails.
    """
    if out.exists() and not out.is_dir():
        raise WorkspaceError(f"{shown_path(out)} is a file, not a folder. Give another name with --out.")
    kept = _record(out / RECORD)
    there = {name: _bytes(out / name) for name in files if os.path.lexists(out / name)}
    in_the_way = [
        name
        for name, data in there.items()
        if data is None or (data != files[name] and kept.get(name) != _digest(data))
    ]
    if in_the_way:
        names = ", ".join(sorted(in_the_way))
        raise WorkspaceError(
            f"{shown_path(out)} holds {names}, which this command did not write, or which was changed since. "
            "Nothing was exported. Move it away, or give another folder with --out."
        )
    changed = tuple(name for name in files if there.get(name) != files[name])
    out.mkdir(parents=True, exist_ok=True)
    record = kept | {name: _digest(data) for name, data in files.items()}
    # The record first: a run that is cut short must not be stopped by its own files.
    _replace(out / RECORD, (json.dumps(record, indent=1, sort_keys=True) + "\n").encode())
    for name in changed:
        _replace(out / name, files[name])
    return changed


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _bytes(file: Path) -> bytes | None:
    """What an ordinary file holds; None for a link, a folder or a device."""
    return file.read_bytes() if file.is_file() and not file.is_symlink() else None


def _record(file: Path) -> dict[str, str]:
    """The digests of what was written before; none where there is no such record."""
    try:
        held: Any = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(name): str(digest) for name, digest in held.items()} if isinstance(held, dict) else {}


def _replace(file: Path, data: bytes) -> None:
    """Put a whole file in its place, or leave what is there."""
    handle, new = tempfile.mkstemp(prefix=".export-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as made:
            made.write(data)
        Path(new).chmod(0o644)
        Path(new).replace(file)
    except OSError:
        Path(new).unlink(missing_ok=True)
        raise
