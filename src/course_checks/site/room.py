"""The course, read once a build, before any page."""

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from course_checks.content.course import load_course
from course_checks.content.errors import InvalidContentError
from course_checks.site.passages import passages_of


def _load(app: Sphinx) -> None:
    """Read the course whose pages are built; every mistake in it ends the build at once, in one message."""
    try:
        passages_of(app.env).open(load_course(app.srcdir.parent))
    except InvalidContentError as error:
        faults = "\n".join(f"  {line}" for line in str(error).splitlines())
        raise ExtensionError(f"The course cannot be built before this is mended:\n{faults}") from error


def setup_room(app: Sphinx) -> None:
    """Read the course once the environment stands."""
    app.connect("builder-inited", _load, priority=100)
