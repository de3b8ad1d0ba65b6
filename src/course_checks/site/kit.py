"""The check kit: one archive with the command, the exercises and a how-to, for a learner's own computer."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

from sphinx.application import Sphinx

from course_checks.content.course import Course
from course_checks.content.exercises import FILES
from course_checks.content.packing import (
    DISTRIBUTION,
    HOW_TO_NAME,
    Files,
    archive,
    command_wheel,
    source_files,
)
from course_checks.site.passages import passages_of
from course_checks.site.warnings import Subtype, warn

KIT = "check-kit.zip"
HOW_TO = Path(__file__).with_name("how_to.txt")


def content(course: Course) -> Files:
    """What of the course a check needs: its exercises, and the sources with their indexes."""
    files = source_files(course.root)
    for name, exercise in course.exercises.items():
        files |= {f"exercises/{name}/{file}": (exercise.folder / file).read_bytes() for file in FILES}
    return files


def kit(course: Course) -> bytes:
    """The archive.  Raises PackageNotFoundError where the project is not installed."""
    name, made = command_wheel()
    files = content(course)
    files[name] = made
    files[HOW_TO_NAME] = HOW_TO.read_text(encoding="utf-8").replace("WHEEL", name).encode()
    return archive(files)


def _write(app: Sphinx, exception: Exception | None) -> None:
    """Put the kit beside the landing page; a file that would not change keeps its date."""
    if exception is not None or app.builder.format != "html":
        return
    try:
        made = kit(passages_of(app.env).course)
    except PackageNotFoundError:
        remedy = "install the project first: python -m pip install -e ."
        warn(Subtype.KIT, f"there is no {KIT}: {DISTRIBUTION} is not installed here; {remedy}")
        return
    file = Path(app.outdir) / KIT
    if not file.exists() or file.read_bytes() != made:
        file.write_bytes(made)


def setup_kit(app: Sphinx) -> None:
    """Pack the kit when the pages are written."""
    app.connect("build-finished", _write)
