"""The theme: furo, with our style sheets, no inline script, and nothing fetched from elsewhere.

furo sets light or dark in a script inside the page, which a strict content security policy forbids;
the template here loads the same from a file, before anything is painted.
"""

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

HERE = Path(__file__).parent
STATIC, TEMPLATES = HERE / "static", HERE / "templates"
BOOK_STATIC = HERE / "books" / "static"
"""What books alone need; the site does not publish it."""
STYLES = ("course.css", "exercise.css", "reference.css")
SCRIPTS = ("passages.js", "menus.js")


def _configure(app: Sphinx, config: Config) -> None:
    """Add our files to those of conf.py, which keep the last word."""
    config.templates_path = [*config.templates_path, str(TEMPLATES)]
    config.html_static_path = [str(STATIC), *config.html_static_path]
    config.html_favicon = config.html_favicon or str(STATIC / "icon.svg")


def _page_links(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """The addresses to edit a page and to report a problem with it; empty as long as the course has no home."""
    home = app.config.course_home.rstrip("/")
    source = f"docs/{pagename}.md" if doctree is not None else ""
    context["course_edit"] = f"{home}/edit/main/{source}" if home and source else ""
    context["course_report"] = f"{home}/issues/new?title=Page%20{pagename}" if home and source else ""


def setup_theme(app: Sphinx) -> None:
    """Add templates, style sheets and scripts."""
    app.add_config_value("course_home", "", "env", types=frozenset({str}))
    app.connect("config-inited", _configure)
    app.connect("html-page-context", _page_links)
    for style in STYLES:
        app.add_css_file(style, priority=700)
    for script in SCRIPTS:
        app.add_js_file(script, type="module")
