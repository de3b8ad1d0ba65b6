"""The theme: furo, with our style sheets, no inline script, and nothing fetched from elsewhere.

furo sets light or dark in a script inside the page, which a strict content security policy forbids;
the template here loads the same from a file, before anything is painted.  A page asks for few files: our style
sheets are joined to one, so are Sphinx's three scripts, and what a page does not use it does not load.
"""

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from course_checks.site.builders import is_book

HERE = Path(__file__).parent
STATIC, TEMPLATES = HERE / "static", HERE / "templates"
BOOK_STATIC = HERE / "books" / "static"
"""What books alone need; the site does not publish it."""
STYLES = ("course.css", "exercise.css", "check.css", "reference.css")
JOINED = "site.css"
READING = "reading.js"
"""It helps to read, also a page that is opened as a file, where no module is loaded."""
CHECKING = "page/course.js"
OF_SPHINX = ("documentation_options.js", "doctools.js", "sphinx_highlight.js")
"""Sphinx's own scripts that every page loads, in this order."""
JOINED_OF_SPHINX = "_static/of-sphinx.js"
LANDING = re.compile(r'class="(?:[^"]* )?landing[ "]')
"""What makes a page a landing page."""
USED_WHERE = {
    "pygments.css": 'class="highlight',
    "design-tabs.js": "sd-tab-set",
    "sphinx-design.min.css": "sd-",
}
"""From a file that other extensions add to every page to what stands in a page that uses it."""


def _configure(app: Sphinx, config: Config) -> None:
    """Add our files to those of conf.py, which keep the last word."""
    config.templates_path = [*config.templates_path, str(TEMPLATES)]
    joined = Path(app.doctreedir) / "_joined"
    _join_styles(joined)
    config.html_static_path = [str(STATIC), str(joined), *config.html_static_path]
    config.html_favicon = config.html_favicon or str(STATIC / "icon.svg")


def shortened(style: str) -> str:
    """A style sheet without its comments, indents and empty lines."""
    lines = (line.strip() for line in re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def _join_styles(folder: Path) -> None:
    """Join our style sheets to one; a file that would not change keeps its date."""
    text = "".join(shortened((STATIC / style).read_text(encoding="utf-8")) for style in STYLES)
    file = folder / JOINED
    folder.mkdir(parents=True, exist_ok=True)
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8", newline="\n")


def _leave_out(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Take from the files of a page those that it does not use, and those that stand in another."""
    body = context.get("body", "")
    unused = tuple(file for file, mark in USED_WHERE.items() if mark not in body)
    for files in ("css_files", "script_files"):
        held = context.get(files, [])
        context[files] = [one for one in held if not _named(one).endswith(unused)]
    scripts = context["script_files"]
    found = [one for one in scripts if _named(one).endswith(OF_SPHINX)]
    if found and not is_book(app.builder):
        at = scripts.index(found[0])
        context["script_files"] = [one for one in scripts if one not in found]
        context["script_files"].insert(at, JOINED_OF_SPHINX)


def _named(file: object) -> str:
    """The address of a file that a page loads."""
    return str(getattr(file, "filename", file))


def _join_scripts(app: Sphinx, exception: Exception | None) -> None:
    """Join Sphinx's scripts, as it has written them for this site."""
    static = Path(app.outdir) / "_static"
    texts = [(static / name).read_text(encoding="utf-8") for name in OF_SPHINX if (static / name).is_file()]
    if texts and exception is None and not is_book(app.builder):
        (Path(app.outdir) / JOINED_OF_SPHINX).write_text(";\n".join(texts), encoding="utf-8", newline="\n")


def _page_links(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """The addresses to edit a page and to report a problem with it; empty as long as the course has no home."""
    home = app.config.course_home.rstrip("/")
    source = f"docs/{pagename}.md" if doctree is not None else ""
    context["course_edit"] = f"{home}/edit/main/{source}" if home and source else ""
    context["course_report"] = f"{home}/issues/new?title=Page%20{pagename}" if home and source else ""


def _mark_landing(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Say of a landing page that it is one, before it begins.

    A style sheet could see that by itself, with `:has`.  But then a browser would look through a page again whenever
    something on it changes, and every check changes something.
    """
    context["landing"] = LANDING.search(context.get("body", "")) is not None


def setup_theme(app: Sphinx) -> None:
    """Add templates, style sheets and scripts."""
    app.add_config_value("course_home", "", "env", types=frozenset({str}))
    app.connect("config-inited", _configure)
    app.connect("html-page-context", _page_links)
    app.connect("html-page-context", _mark_landing)
    app.connect("html-page-context", _leave_out, priority=900)
    app.connect("build-finished", _join_scripts)
    app.add_css_file(JOINED, priority=700)
    app.add_js_file(READING, defer="defer")
    app.add_js_file(CHECKING, type="module")
