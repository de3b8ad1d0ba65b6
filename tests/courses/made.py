"""Tiny courses made from folders: a good one, and one for each mistake that an author can make.

`good` is whole.  A folder of `broken` holds only what differs from it: the changed files, the paths that
are missing (`removed.txt`), and all that an author is told, line for line (`expected.txt`).
"""

import shutil
from pathlib import Path

from course_checks.content.audit import audit
from course_checks.content.course import Course, load_course
from course_checks.content.errors import InvalidContentError

COURSES = Path(__file__).parent
GOOD = COURSES / "good"
BROKEN = COURSES / "broken"
MISTAKES = tuple(sorted(folder.name for folder in BROKEN.iterdir()))
ABOUT = ("expected.txt", "removed.txt")
"""Files of a broken course that are not part of the course."""


def made_course(folder: Path, mistake: str = "") -> Path:
    """The root of a copy of the good course in `folder`, with one mistake in it if one is named."""
    root = folder / "course"
    shutil.copytree(GOOD, root)
    if not mistake:
        return root
    removed = BROKEN / mistake / "removed.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        gone = root / name
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    shutil.copytree(BROKEN / mistake, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*ABOUT))
    return root


def good_course() -> Course:
    """The good course, read."""
    return load_course(GOOD)


def said_to_author(root: Path) -> list[str]:
    """Every line that an author is told: of reading the course, or, where it can be read, of its audit."""
    try:
        course = load_course(root)
    except InvalidContentError as error:
        return str(error).splitlines()
    audits = [audit(exercise, course.library) for exercise in course.exercises.values()]
    return [str(fault) for one in audits for fault in one.faults]


def expected(mistake: str) -> list[str]:
    """What an author must be told of a broken course."""
    return (BROKEN / mistake / "expected.txt").read_text(encoding="utf-8").splitlines()
