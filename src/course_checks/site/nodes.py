"""Nodes that several components share.

Each is a subclass of one of docutils' own, so that every builder can show it; HTML shows it better.
"""

from collections.abc import Callable, Iterable, Sequence

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.writers.html5 import HTML5Translator

Cell = Sequence[nodes.Node]
"""The blocks of a cell."""


class Heading(nodes.rubric):
    """A heading whose level follows from where it stands."""


class Permalink(nodes.inline):
    """A link to a place on this page, to be copied: `target` is its id, `called` what it leads to."""


class Fold(nodes.container):
    """What is shown on demand: `<details>`; its first child is a `FoldTitle`."""


class FoldTitle(nodes.paragraph):
    """The line that is always shown of a `Fold`."""


class Later(nodes.General, nodes.Element):
    """A place for what is drawn when the page is written, by `draw` of its own class.

    What is long and needs nothing of the page, such as a table of sixty rows, need not go through every transform.
    """

    def draw(self, env: BuildEnvironment) -> list[nodes.Node]:
        """What stands here."""
        raise NotImplementedError


def _draw_later(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Draw what was left for later."""
    for place in list(doctree.findall(Later)):
        place.replace_self(place.draw(app.env))


def heading(text: str, target: str = "", *classes: str) -> Heading:
    """A heading with a permanent link to `target`, if there is one."""
    link = [permalink(target, text)] if target else []
    return Heading("", "", nodes.Text(text), *link, classes=list(classes))


def permalink(target: str, called: str) -> Permalink:
    """A link to a place on this page; a place without a name needs none."""
    return Permalink("", "", target=target, called=called)


def fold(title: str, *children: nodes.Node, classes: tuple[str, ...] = ()) -> Fold:
    """A closed fold."""
    return Fold("", FoldTitle("", title), *children, classes=list(classes))


def box(title: str, *children: nodes.Node, name: str, anchor: str = "") -> nodes.container:
    """A heading with what belongs under it, in a container of class `name`."""
    ids = [anchor] if anchor else []
    return nodes.container("", heading(title, anchor, "box-title"), *children, classes=[name], ids=ids)


def line(*children: nodes.Node | str, classes: tuple[str, ...] = ()) -> nodes.paragraph:
    """A paragraph of inline nodes and plain text."""
    found = [nodes.Text(child) if isinstance(child, str) else child for child in children]
    return nodes.paragraph("", "", *found, classes=list(classes))


def span(text: str, *classes: str) -> nodes.inline:
    """Text with a class."""
    return nodes.inline("", text, classes=list(classes))


def table(
    header: tuple[str | nodes.paragraph, ...],
    rows: Iterable[tuple[Cell, ...]],
    widths: tuple[int, ...],
    *,
    title: str = "",
    classes: tuple[str, ...] = (),
) -> nodes.table:
    """A table whose first column heads its rows; every other cell is a list of blocks."""
    group = nodes.tgroup("", cols=len(header))
    for number, width in enumerate(widths):
        group += nodes.colspec("", colwidth=width, **({"stub": 1} if number == 0 else {}))
    heads = [nodes.entry("", nodes.paragraph("", one) if isinstance(one, str) else one) for one in header]
    group += nodes.thead("", nodes.row("", *heads))
    group += nodes.tbody("", *(nodes.row("", *(nodes.entry("", *cell) for cell in row)) for row in rows))
    made = nodes.table("", group, classes=list(classes))
    if title:
        made.insert(0, nodes.title("", title))
        made["ids"].append(nodes.make_id(f"table-{title}"))
    return made


def in_sections(node: nodes.Node) -> int:
    """How many sections `node` stands in."""
    count, here = 0, node.parent
    while here is not None:
        count += isinstance(here, nodes.section)
        here = here.parent
    return count


def element(tag: str, suffix: str = "\n") -> tuple[Callable[..., None], Callable[..., None]]:
    """Visitors that write a node as the element `tag`."""

    def visit(self: HTML5Translator, node: nodes.Element) -> None:
        self.body.append(self.starttag(node, tag, ""))

    def depart(self: HTML5Translator, node: nodes.Element) -> None:
        self.body.append(f"</{tag}>{suffix}")

    return visit, depart


def _visit_heading(self: HTML5Translator, node: Heading) -> None:
    level = min(in_sections(node) + 1, 6)
    self.body.append(self.starttag(node, f"h{level}", ""))
    self.context.append(f"h{level}")


def _depart_heading(self: HTML5Translator, node: Heading) -> None:
    self.body.append(f"</{self.context.pop()}>\n")


def _visit_permalink(self: HTML5Translator, node: Permalink) -> None:
    called = self.attval(node["called"])
    self.body.append(f'<a class="headerlink" href="#{node["target"]}" title="Link to {called}">#</a>')
    raise nodes.SkipNode


def setup_nodes(app: Sphinx) -> None:
    """Add the shared nodes."""
    app.add_node(Heading, html=(_visit_heading, _depart_heading))
    app.add_node(Permalink, html=(_visit_permalink, None))
    app.connect("doctree-resolved", _draw_later, priority=300)  # before citations become links
    app.add_node(Fold, html=element("details"))
    app.add_node(FoldTitle, html=element("summary"))
