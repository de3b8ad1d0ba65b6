"""The whole course as one page: every page a chapter of its own, ids told apart, a title page and contents.

Sphinx puts pages into one another, below the heading under which a menu names them; here they stand side by
side.  Its links name a page and a place, and two pages may call a place alike; here every id has its page's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from course_checks.figures.dates import in_words, read_moment
from course_checks.site.books.changes import FILE
from course_checks.site.books.guide import lookups
from course_checks.site.builders import WHOLE, whole_anchor
from course_checks.site.theme import BOOK_STATIC, STYLES

FRONT = "Before you begin"
"""What the first page is called, whose own title is that of the book."""
TEMPLATE, STYLE = "book.html", "book.css"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One line of the contents: `anchor` is where it leads, `level` 1 or 2."""

    title: str
    anchor: str
    level: int = 1

    @property
    def page(self) -> str:
        """The name of the chapter's pages in the style sheet."""
        return self.anchor.replace("--", "-")


def _gather(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the pages side by side, each in a container with its id."""
    if app.builder.name != WHOLE:
        return
    files = list(doctree.findall(addnodes.start_of_file))
    for file in files:
        file.parent.remove(file)
    front = _file(docname, doctree.children)
    for title in list(front.findall(nodes.title))[:1]:
        title.replace_self(nodes.title("", FRONT))
    doctree.children = []
    doctree += [front, *(_file(file["docname"], file.children) for file in files)]


def _file(docname: str, children: list[nodes.Node]) -> nodes.container:
    anchor = whole_anchor(docname)
    made = nodes.container("", *children, ids=[anchor], classes=[FILE], docname=docname)
    made["style"] = f"page: {Chapter(title='', anchor=anchor).page}"
    return made


def _rename(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give every id the name of its page, and lead every link there."""
    if app.builder.name != WHOLE:
        return
    for file in (one for one in doctree.children if isinstance(one, nodes.container)):
        here = file["docname"]
        for node in file.findall(nodes.Element):
            if node is not file:
                node["ids"] = [whole_anchor(here, one) for one in node["ids"]]
            for name in ("refid", "to"):
                if name in node:
                    node[name] = whole_anchor(here, node[name])
            if str(node.get("refuri", "")).startswith("#"):
                node["refuri"] = _led(node["refuri"], here)


def _led(address: str, here: str) -> str:
    """An address of Sphinx: "#document-PAGE", "#document-PAGE#PLACE", or "#PLACE" on the page `here`."""
    page, _, place = address[1:].partition("#")
    if page.startswith("document-"):
        return f"#{whole_anchor(page.removeprefix('document-'), place)}"
    return address if page.startswith("page-") else f"#{whole_anchor(here, page)}"


def contents(env: BuildEnvironment, front: str) -> list[tuple[str, list[Chapter]]]:
    """The chapters, by the captions of the menus of the page `front`."""
    found = [("", [Chapter(title=FRONT, anchor=whole_anchor(front))])]
    for menu in env.get_doctree(front).findall(addnodes.toctree):
        chapters: list[Chapter] = []
        for title, docname in menu["entries"]:
            chapters += _chapters(env, title, docname, level=1)
        if chapters:
            found.append((menu["caption"] or "", chapters))
    return found


def _chapters(env: BuildEnvironment, title: str | None, docname: str, level: int) -> Iterator[Chapter]:
    if docname in env.titles:
        yield Chapter(title=title or env.titles[docname].astext(), anchor=whole_anchor(docname), level=level)
        for below in env.toctree_includes.get(docname, ()):
            yield from _chapters(env, None, below, level + 1)


def _page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> str | None:
    """The template of the one page, and what it needs."""
    if app.builder.name != WHOLE or doctree is None:
        return None
    context["book_contents"] = contents(app.env, pagename)
    context["book_lookups"] = lookups(app.env)
    context["book_styles"] = ["pygments.css", *STYLES, STYLE]
    context["book_promise"] = app.config.course_promise
    context["book_author"] = app.config.author
    context["book_date"] = app.config.course_date
    context["book_day"] = in_words(read_moment(app.config.course_date)) if app.config.course_date else ""
    context["book_licence"] = app.config.course_licence
    return TEMPLATE


def _prepare(app: Sphinx) -> None:
    if app.builder.name == WHOLE:
        app.config.html_permalinks = False  # nobody copies a link from paper
        app.config.html_static_path = [*app.config.html_static_path, str(BOOK_STATIC / STYLE)]


def setup_whole(app: Sphinx) -> None:
    """Gather the pages before they are changed, and name their ids after."""
    app.add_config_value("course_promise", "", "env", types=frozenset({str}))
    app.connect("builder-inited", _prepare)
    app.connect("doctree-resolved", _gather, priority=850)
    app.connect("doctree-resolved", _rename, priority=950)
    app.connect("html-page-context", _page, priority=950)
