"""Putting the page where it belongs: whole, and never over a file that somebody else wrote."""

import tempfile
from pathlib import Path

from course_checks.desk.report.page import GENERATOR
from course_checks.sheet.workspace import WorkspaceError

FILE = "report.html"
_HEAD = 2000
"""Bytes in which a page of ours says that it is one."""


def write_page(file: Path, page: str) -> None:
    """Write `page` to `file`; a report that stands there already is replaced, in one step.

    Raises WorkspaceError for a file that is no report of ours, OSError where writing fails.
    """
    if file.is_dir():
        raise WorkspaceError(f"{file} is a folder. Name a file with --out.")
    if file.exists() and not _is_ours(file):
        raise WorkspaceError(
            f"{file} is there already and is no report of ours, so it was left alone. Give another name with --out."
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".report-", dir=file.parent) as place:
        new = Path(place, "page")
        new.write_bytes(page.encode("utf-8", errors="replace"))
        new.replace(file)


def _is_ours(file: Path) -> bool:
    with file.open("rb") as held:
        return f'content="{GENERATOR} '.encode() in held.read(_HEAD)
