"""`course-checks check` of one exercise, beside the imports that any such command needs.

Bound: at most 2.5 times `python -c "import click, dataclasses, tomllib"`, in the same run.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from _timing import medians, run, show

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 25
IMPORTS = "import click, dataclasses, tomllib"


def main() -> int:
    """Measure and print; 0 if the bound is kept."""
    command = str(Path(sys.executable).with_name("course-checks"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "exercises", folder / "exercises")
        shutil.copytree(ROOT / "docs" / "sources", folder / "sources")
        run([command, "start", "u01-layers"], folder)
        check = [command, "check", "u01-layers"]
        imports = [sys.executable, "-c", IMPORTS]
        found = medians(
            {
                IMPORTS: lambda: run(imports, folder),
                "course-checks check u01-layers": lambda: run(check, folder),
                "course-checks list": lambda: run([command, "list"], folder),
            },
            ROUNDS,
        )
    kept = show(f"Start-up, median of {ROUNDS}", found, IMPORTS, {"course-checks check u01-layers": 2.5})
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
