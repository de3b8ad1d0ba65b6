"""Nodes that several components share.

Each is a subclass of one of docutils' own, so that every builder can show it; HTML shows it better.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


class Heading(nodes.rubric):
    """A heading whose level follows from where it stands; `target` is what its permanent link points to."""


class Fold(nodes.container):
    """What is shown on demand: `<details>`; its first child is a `FoldTitle`."""


class FoldTitle(nodes.paragraph):
    """The line that is always shown of a `Fold`."""



def heading(text: str, target: str = "", *classes: str) -> Heading:
    """A heading with a permanent link to `target`, if there is one."""
    return Heading("", "", nodes.Text(text), target=target, classes=list(classes))


def fold(title: str, *children: nodes.Node, classes: tuple[str, ...] = ()) -> Fold:
    """A closed fold."""
    return Fold("", FoldTitle("", title), *children, classes=list(classes))


def line(*children: nodes.Node | str, classes: tuple[str, ...] = ()) -> nodes.paragraph:
    """A paragraph of inline nodes and plain text."""
    found = [nodes.Text(child) if isinstance(child, str) else child for child in children]
    return nodes.paragraph("", "", *found, classes=list(classes))


def span(text: str, *classes: str) -> nodes.inline:
    """Text with a class."""
    return nodes.inline("", text, classes=list(classes))


def table(
    header: tuple[str, ...],
    rows: list[tuple[list[nodes.Node], ...]],
    widths: tuple[int, ...],
    *,
    title: str = "",
    classes: tuple[str, ...] = (),
) -> nodes.table:
    """A table whose first column heads its rows; every cell is a list of block nodes."""
    group = nodes.tgroup("", cols=len(header))
    for number, width in enumerate(widths):
        group += nodes.colspec("", colwidth=width, **({"stub": 1} if number == 0 else {}))
    heads = [nodes.entry("", nodes.paragraph("", text)) for text in header]
    group += nodes.thead("", nodes.row("", *heads))
    group += nodes.tbody("", *(nodes.row("", *(nodes.entry("", *cell) for cell in row)) for row in rows))
    made = nodes.table("", group, classes=["plain-table", *classes])
    if title:
        made.insert(0, nodes.title("", title))
    return made


def in_sections(node: nodes.Node) -> int:
    """How many sections `node` stands in."""
    count, here = 0, node.parent
    while here is not None:
        count += isinstance(here, nodes.section)
        here = here.parent
    return count


def _visit_heading(self: HTML5Translator, node: Heading) -> None:
    level = min(in_sections(node) + 1, 6)
    self.body.append(self.starttag(node, f"h{level}", ""))
    self.context.append(f"h{level}")


def _depart_heading(self: HTML5Translator, node: Heading) -> None:
    if node["target"]:
        text = self.attval(node.astext())
        self.body.append(f'<a class="headerlink" href="#{node["target"]}" title="Link to {text}">#</a>')
    self.body.append(f"</{self.context.pop()}>\n")


def _visit_fold(self: HTML5Translator, node: Fold) -> None:
    self.body.append(self.starttag(node, "details"))


def _depart_fold(self: HTML5Translator, node: Fold) -> None:
    self.body.append("</details>\n")


def _visit_fold_title(self: HTML5Translator, node: FoldTitle) -> None:
    self.body.append(self.starttag(node, "summary", ""))


def _depart_fold_title(self: HTML5Translator, node: FoldTitle) -> None:
    self.body.append("</summary>\n")


def _visit_entry(self: HTML5Translator, node: nodes.entry) -> None:
    """A cell as docutils writes it; one that heads a column or a row says which."""
    mark = len(self.body)
    type(self).visit_entry(self, node)
    written = self.body[mark]
    if written.lstrip().startswith("<th"):
        scope = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        self.body[mark] = written.replace("<th", f'<th scope="{scope}"', 1)


def _depart_entry(self: HTML5Translator, node: nodes.entry) -> None:
    type(self).depart_entry(self, node)


def setup_nodes(app: Sphinx) -> None:
    """Add the shared nodes, and a scope to every header cell of every table."""
    app.add_node(Heading, html=(_visit_heading, _depart_heading))
    app.add_node(Fold, html=(_visit_fold, _depart_fold))
    app.add_node(FoldTitle, html=(_visit_fold_title, _depart_fold_title))
    app.add_node(nodes.entry, override=True, html=(_visit_entry, _depart_entry))
