"""Forms as paper has them: boxes to tick and lines to write on, in place of fields."""

from collections.abc import Callable

from docutils import nodes

from course_checks.site.forms import BLANK, Blank, Fieldset, Form, Label, Legend

CIRCLE = "○\u00a0"
"""With a space that does not break."""
SHORT, MIDDLE = 8, 24
"""A field of so many characters, and no more, gives a short or a middling line."""


def with_blanks(part: nodes.Element) -> None:
    """Change every form of `part`."""
    for kind, change in CHANGES.items():
        for node in list(part.findall(kind)):
            node.replace_self(change(node))


def _box(form: nodes.Element) -> nodes.Node:
    return nodes.container("", *form.children, classes=form["classes"], ids=form["ids"])


def _paragraph(legend: nodes.Element) -> nodes.Node:
    return nodes.paragraph("", "", *legend.children, classes=[*legend["classes"], "item-prompt"])


def _words(label: nodes.Element) -> nodes.Node:
    return nodes.inline("", "", *label.children, classes=label["classes"])


def _blank(blank: nodes.Element) -> nodes.Node:
    """A circle, a line, or as many lines as there is to write."""
    control, attributes = blank["control"], blank["attributes"]
    if control == "radio":
        return nodes.inline("", CIRCLE, classes=["blank-circle"])
    if control == "textarea":
        rows = (nodes.inline("", BLANK, classes=["blank-row"]) for _ in range(attributes["rows"]))
        return nodes.inline("", "", *rows, classes=["blank-rows"])
    return nodes.inline("", BLANK, classes=["blank", f"blank-{_length(control, attributes)}"])


def _length(control: str, attributes: dict[str, object]) -> str:
    """How long a line is, in a word."""
    size = attributes.get("size")
    if control == "number" or (isinstance(size, int) and size <= SHORT):
        return "short"
    return "middle" if isinstance(size, int) and size <= MIDDLE else "long"


CHANGES: dict[type[nodes.Element], Callable[[nodes.Element], nodes.Node]] = {
    Form: _box,
    Fieldset: _box,
    Legend: _paragraph,
    Label: _words,
    Blank: _blank,
}
