"""What docutils, Sphinx and furo write that WCAG 2.2 A and AA do not allow, or that a narrow page cannot use."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

STACKED = {"stacking-table", "match-table"}
"""The classes of tables whose cells stand one below the other on a narrow page."""


def _visit_entry(self: HTML5Translator, node: Any) -> None:
    """A cell as docutils writes it; one that heads a column or a row says which.

    In a table that is stacked on a narrow page every other cell carries the words that head its column.
    """
    row = node.parent
    mark, column = len(self.body), row.column
    type(self).visit_entry(self, node)
    if self.body[mark].lstrip().startswith("<th"):
        scope = "col" if isinstance(row.parent, nodes.thead) else "row"
        self.body[mark] = self.body[mark].replace("<th", f'<th scope="{scope}"', 1)
    elif STACKED & set(row.parent.parent.parent["classes"]):
        (heads,) = next(row.parent.parent.findall(nodes.thead)).children
        head = heads.children[column].astext()
        self.body[mark] = self.body[mark].replace("<td", f'<td data-label="{self.attval(head)}"', 1)


def _depart_entry(self: HTML5Translator, node: nodes.entry) -> None:
    type(self).depart_entry(self, node)


def _visit_citation(self: HTML5Translator, node: nodes.citation) -> None:
    """An entry of a list of references: docutils gives it a role that is deprecated, and the list wants list items."""
    mark = len(self.body)
    type(self).visit_citation(self, node)
    self.body[mark:] = [
        part.replace('role="doc-biblioentry"', 'role="listitem"') for part in self.body[mark:]
    ]


def _depart_citation(self: HTML5Translator, node: nodes.citation) -> None:
    type(self).depart_citation(self, node)


def _mend_navigation(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the captions of the navigation, which Sphinx calls headings, the level that a heading must have."""
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace('role="heading"', 'role="heading" aria-level="2"')


def setup_mending(app: Sphinx) -> None:
    """Put our own writers in the place of those that need it."""
    app.add_node(nodes.entry, override=True, html=(_visit_entry, _depart_entry))
    app.add_node(nodes.citation, override=True, html=(_visit_citation, _depart_citation))
    app.connect("html-page-context", _mend_navigation, priority=900)  # after furo has made it
