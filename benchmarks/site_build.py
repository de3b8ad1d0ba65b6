"""The course's site, cold, beside the same pages built by bare Sphinx and MyST with furo.

Bound: at most 1.5 times.  The bare pages are written from the built ones (`_bare`), so that both builds show the same
words; the bare one makes no forms, no checks, no notes at links and no bibliography, and checks nothing.

And a change is made to one file; only the pages that show what it says may be read again.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from _bare import write_bare
from _timing import medians, run, show

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
BOUND = 1.5
READ = re.compile(r"reading sources\.\.\. \[ *\d+%\] (\S+)")
TOUCHED = ("exercises/u01-layers/exercise.toml", "docs/course/u05-to-the-table.md")
"""What is changed, each in turn: an exercise, and a unit."""


def sphinx(source: Path, target: Path, *options: str) -> list[str]:
    """The command that builds `source`."""
    trees = str(target / "trees")
    return [sys.executable, "-m", "sphinx", *options, "-d", trees, str(source), str(target)]


def build(source: Path, target: Path) -> float:
    """Seconds of a cold build."""
    shutil.rmtree(target, ignore_errors=True)
    return run(sphinx(source, target, "-q", "-j", str(os.cpu_count() or 1)), source)


def read_again(root: Path, target: Path, file: str) -> list[str]:
    """The pages of the project `root`, built in `target`, that are read again after a line is added to `file`."""
    with (root / file).open("a", encoding="utf-8") as changed:
        changed.write("\n# touched\n" if file.endswith(".toml") else "\nTouched.\n")
    command = sphinx(root / "docs", target, "--no-color")
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return READ.findall(told)


def main() -> int:
    """Measure and print; 0 if the bound is kept."""
    with tempfile.TemporaryDirectory() as name:
        bare, made = Path(name) / "bare", Path(name) / "made"
        build(ROOT / "docs", made)
        counted = write_bare(ROOT / "docs", made, bare)
        found = medians(
            {
                "bare Sphinx and MyST with furo": partial(build, bare, Path(name) / "bare-made"),
                "the course": partial(build, ROOT / "docs", made),
            },
            ROUNDS,
        )
        copy = Path(name) / "copy"
        ignored = shutil.ignore_patterns(".venv", "build", ".git", ".*_cache")
        shutil.copytree(ROOT, copy, ignore=ignored)
        build(copy / "docs", Path(name) / "copy-made")
        again = {file: read_again(copy, Path(name) / "copy-made", file) for file in TOUCHED}
    size = ", ".join(f"{number:,} {what}" for what, number in counted.items())
    kept = show(
        f"Cold build, median of {ROUNDS}: {size}",
        found,
        "bare Sphinx and MyST with furo",
        {"the course": BOUND},
    )
    print("\nPages read again after a change")
    for file, pages in again.items():
        print(f"  {file:40} {len(pages)} of {counted['pages']}: {', '.join(pages)}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
