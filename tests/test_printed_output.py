"""What the manuals print is what the command prints.

A block of text after `<!-- run: COMMAND -->` is compared with the command's real output, in a copy of the
course: of `course-checks`, or of `pytest -q`, but for the time it took.  `<!-- answer: ITEM.PART = "..." -->`
before it fills in the answer sheet that was made last, `<!-- page: PATH -->` makes a file of the block after it.
`<!-- unpack: ZIP FOLDER -->` and `<!-- copy: FILE PATH -->` do what a person does with files; after
`<!-- in: FOLDER -->` all of it happens in a folder of the course, such as that of a student, `.` being the course.
To print anew what has changed:  REFRESH=1 make test ARGS="-k printed -n 0"
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import make
from tests.test_pytest_plugin import PLUGIN

ROOT = Path(__file__).resolve().parent.parent
STEP = re.compile(
    r"<!-- (?P<what>run|answer|page|unpack|copy|in): (?P<words>.*?) -->\n"
    r"(?:```(?:text|markdown|toml)\n(?P<text>.*?)```\n)?",
    re.DOTALL,
)
PAGES = sorted(
    page.relative_to(ROOT).as_posix()
    for page in (ROOT / "docs").rglob("*.md")
    if "<!-- run:" in page.read_text(encoding="utf-8")
)
WAY_TO_REFRESH = (
    'the command prints something else now; print it anew with  REFRESH=1 make test ARGS="-k printed -n 0"'
)


READ_BY_PYTEST = ("CI", "BUILD_NUMBER", "PYTEST_ADDOPTS", "FORCE_COLOR", "NO_COLOR")
"""Set on a machine that builds, these change what pytest prints: a reader at home has none of them."""

PROGRAMS = {
    "course-checks": ["-c", "from course_checks.cli import main; main()"],
    "pytest": ["-m", "pytest", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", *PLUGIN],
}


def printed(command: str, folder: Path) -> str:
    words = shlex.split(command)
    program = [sys.executable, *PROGRAMS[words[0]], *words[1:]]
    told = make.clean_environment(
        PYTHONIOENCODING="utf-8", PYTHONPATH=str(ROOT / "src"), COLUMNS="80", PY_COLORS="0"
    )
    for name in READ_BY_PYTEST:
        told.pop(name, None)
    done = subprocess.run(program, cwd=folder, capture_output=True, encoding="utf-8", env=told, check=False)
    assert done.returncode in (0, 1) or not done.stderr, done.stderr
    return re.sub(r" in \d+\.\d\ds\n\Z", " in 0.50s\n", done.stdout)


def answer(words: str, folder: Path) -> None:
    name, _, value = (piece.strip() for piece in words.partition("="))
    sheet = max((folder / "answers").glob("*.toml"), key=lambda file: file.stat().st_mtime_ns)
    text = sheet.read_text(encoding="utf-8")
    blank = re.compile(rf'^({re.escape(name)} *= *)""(?:"\n""")?', re.MULTILINE)
    assert blank.search(text), f"{sheet.name} has no blank {name}"
    sheet.write_text(blank.sub(lambda found: found[1] + value, text), encoding="utf-8")


def unpack(words: str, folder: Path) -> None:
    archive, place = words.split()
    with zipfile.ZipFile(folder / archive) as packed:
        packed.extractall(folder / place)


def copy(words: str, folder: Path) -> None:
    file, place = (folder / word for word in words.split())
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(file.read_bytes())


DONE_WITH_FILES: dict[str, Callable[[str, Path], None]] = {"answer": answer, "unpack": unpack, "copy": copy}


@pytest.mark.parametrize("page", PAGES)
def test_what_a_manual_prints_is_what_the_command_prints(page: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    file = ROOT / page
    old = file.read_text(encoding="utf-8")

    here = tmp_path

    def run(found: re.Match[str]) -> str:
        nonlocal here
        if found["what"] == "in":
            here = tmp_path / found["words"]
            return found[0]
        if found["what"] in DONE_WITH_FILES:
            DONE_WITH_FILES[found["what"]](found["words"], here)
            return found[0]
        assert found["text"] is not None, f"{found[0]!r} is not followed by a block of text"
        if found["what"] == "page":
            (here / found["words"]).write_text(found["text"], encoding="utf-8")
            return found[0]
        told = printed(found["words"], here)
        return f"<!-- run: {found['words']} -->\n```text\n{told}```\n"

    new = STEP.sub(run, old)
    if os.environ.get("REFRESH"):
        file.write_text(new, encoding="utf-8")
    assert new == old or os.environ.get("REFRESH"), WAY_TO_REFRESH
