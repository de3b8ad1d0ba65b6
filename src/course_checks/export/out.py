"""Writing an export into a folder: what a person wrote there is never overwritten.

The folder keeps a record of what was written, with digests.  A file may be replaced if it is still as this program
left it; any other file in the way stops the export before anything is written.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from course_checks.content.wrote import bytes_of, digest_of, in_the_way, read_record, replace, write_record
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
    kept = read_record(out / RECORD)
    there = {name: bytes_of(out / name) for name in files if os.path.lexists(out / name)}
    others = [
        name
        for name, data in there.items()
        if data is None or (data != files[name] and kept.get(name) != digest_of(data))
    ]
    if others:
        raise in_the_way(out, others, "Nothing was exported.")
    changed = tuple(name for name in files if there.get(name) != files[name])
    out.mkdir(parents=True, exist_ok=True)
    # The record first: a run that is cut short must not be stopped by its own files.
    write_record(out / RECORD, kept | {name: digest_of(data) for name, data in files.items()})
    for name in changed:
        replace(out / name, files[name])
    return changed
