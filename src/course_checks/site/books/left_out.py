"""Pages that are for those who have the project before them, and that books leave out."""

import posixpath
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.matching import Matcher

from course_checks.site.builders import BOOK


def _leave_out(app: Sphinx, config: Config) -> None:
    """Leave the pages out, and do not complain of menus that list them."""
    if app.tags.has(BOOK):
        config.exclude_patterns = [*config.exclude_patterns, *config.course_book_without]
        config.suppress_warnings = [*config.suppress_warnings, "toc.excluded"]


def _unlink(
    app: Sphinx, env: BuildEnvironment, node: Any, contnode: nodes.TextElement
) -> nodes.TextElement | None:
    """A link to a page that is left out keeps its words alone."""
    if not app.tags.has(BOOK) or node.get("reftype") != "doc":
        return None
    folder = posixpath.dirname(node["refdoc"])
    target = posixpath.normpath(posixpath.join("/", folder, node["reftarget"])).lstrip("/")
    return contnode if Matcher(app.config.course_book_without)(target) else None


def setup_left_out(app: Sphinx) -> None:
    """Add the setting, and leave out what it names."""
    app.add_config_value("course_book_without", [], "env", types=frozenset({list}))
    app.connect("config-inited", _leave_out)
    app.connect("missing-reference", _unlink)
