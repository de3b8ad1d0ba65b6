"""Writes the golden files anew: `python -m tests.export.refresh`."""

import shutil
import tempfile
from pathlib import Path

from course_checks.export.bank import open_bank
from course_checks.export.formats import FORMATS
from course_checks.sheet.workspace import find_workspace
from tests.courses.made import made_course
from tests.export.test_export import GOLDEN, readable


def refresh() -> None:
    """Export the small course in every format, and keep what a person can compare."""
    shutil.rmtree(GOLDEN, ignore_errors=True)
    with tempfile.TemporaryDirectory() as place:
        workspace = find_workspace(made_course(Path(place)))
        bank = open_bank(workspace, (), ())
        for name, make in FORMATS.items():
            for file, text in readable(make(bank, workspace).files).items():
                target = GOLDEN / name / file
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    refresh()
