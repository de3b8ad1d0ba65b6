"""Tabs, dropdowns and cards, which are for a screen, as what a page of a book has in their place.

This runs before sphinx-design makes HTML of its own of them, and after links have been found.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from course_checks.site.builders import BOOKS
from course_checks.site.nodes import fold, line


def _made_by(node: nodes.Node, component: str) -> bool:
    return isinstance(node, nodes.Element) and node.get("design_component") == component


def _parts(node: nodes.Element, component: str) -> list[nodes.Element]:
    found = node.findall(lambda one: _made_by(one, component))
    return [one for one in found if isinstance(one, nodes.Element)]


def _tabs(tabs: nodes.Element) -> nodes.Node:
    """One tab after the other, each under its name."""
    told: list[nodes.Node] = []
    for tab in _parts(tabs, "tab-item"):
        label, content = tab.children
        told += [line(nodes.strong("", label.astext()), classes=("tab-label",)), *content.children]
    return nodes.container("", *told, classes=["tabs-in-a-row"])


def _dropdown(dropdown: nodes.Element) -> nodes.Node:
    """A fold like ours, so that whoever opens folds opens it too."""
    title = dropdown.children[0].astext() if dropdown["has_title"] else ""
    return fold(title, *dropdown.children[bool(title) :], classes=("aside-fold",))


def _cards(grid: nodes.Element) -> nodes.Node:
    """A list: the title of a card, which leads where the card led, and its text."""
    told = []
    for card in _parts(grid, "card"):
        titles = _parts(card, "card-title")
        title = nodes.strong("", titles[0].astext() if titles else "")
        link = next(card.findall(nodes.reference), None)
        if link is not None:
            target = {name: link[name] for name in ("refuri", "refid") if name in link}
            title = nodes.strong("", "", nodes.reference("", title.astext(), internal=True, **target))
        texts = [one for one in card.findall(nodes.paragraph) if "sd-card-text" in one["classes"]]
        told.append(nodes.list_item("", line(title, ". ", *(n for text in texts for n in text.children))))
    return nodes.bullet_list("", *told)


CHANGES = {"tab-set": _tabs, "dropdown": _dropdown, "grid-container": _cards}


class ForBooks(SphinxPostTransform):
    """The change."""

    default_priority = 150
    builders = BOOKS

    def run(self, **_: Any) -> None:
        """Change every component; one inside another goes first."""
        for component, change in CHANGES.items():
            for node in reversed(_parts(self.document, component)):
                node.replace_self(change(node))


def setup_designs(app: Sphinx) -> None:
    """Add the change."""
    app.add_post_transform(ForBooks)
