"""The form of an exercise: one way to draw each domain of parts, and the nodes it is drawn with.

Other builders show the same nodes as text with blanks; HTML makes native controls of them, each with a
label, none of which needs a script, a mouse or colour.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from course_checks.core.part import (
    LONG,
    YES_NO,
    DateEntry,
    Entry,
    Links,
    Names,
    Number,
    Option,
    Options,
    Part,
    Passages,
    Prose,
    Quotation,
    describe,
)
from course_checks.core.text import plain
from course_checks.site.checks import moves, told_to_script
from course_checks.site.nodes import Cell, element, line, span, table

MOST_RADIOS = 4
"""A list of more options than this is chosen from a menu."""
_LETTER = re.compile(r"[A-Za-z]\d*|\d+")
"""An id that stands before its text, as "a", "12" or "H1" do."""
BLANK = "________"
LONGEST = 44
SIZES: dict[type, int] = {Passages: 12, DateEntry: 16}
"""How many characters of room a field gives, where that is less than `LONGEST`."""


class Form(nodes.container):
    """The fields of an exercise: `exercise` is its id, `item` that of the one item shown, `version` its version."""


class Fieldset(nodes.container):
    """Fields that belong together; its first child is a `Legend`, and `item` is the id of the item they make up."""


class Legend(nodes.paragraph):
    """What a fieldset asks."""


class Label(nodes.inline):
    """The words of the field whose id is `field`; an empty one is that of the field inside."""


class Blank(nodes.inline):
    """One field.  `control` is radio, select, number, text or textarea; `attributes` go into its tag.

    A number is a field of text: what cannot be read as a number must be seen by the check, which says so.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafter:
    """What the drawing of a form needs to know beside its parts."""

    prefix: str
    """What the ids of its fields begin with."""
    item: str
    inline: Callable[[str], list[nodes.Node]]
    """Reads one line of MyST."""
    cite: Callable[[str], nodes.Node | None]
    """A link to the passage of this id; None if it is not the id of a passage."""

    def field(self, part: Part, value: str = "") -> str:
        """The id of a field."""
        return nodes.make_id("-".join(filter(None, (self.prefix, part.id, value.replace(" ", "-")))))

    def blank(self, part: Part, control: str, option: str = "", **attributes: Any) -> Blank:
        """The field of a part, or of one option of it."""
        named = {"name": f"{self.item}.{part.id}", "id": self.field(part, option), **attributes}
        return Blank("", BLANK, control=control, attributes=named, options=())

    def words(self, name: str, text: str) -> list[nodes.Node]:
        """A text with the id before it where that is a passage, or a letter."""
        link = self.cite(name)
        if link is not None:
            return [link, nodes.Text(" "), *self.inline(without_id(name, text))]
        letter = _LETTER.fullmatch(name)
        return [
            *([span(f"{name}.", "item-number"), nodes.Text(" ")] if letter else []),
            *self.inline(without_id(name, text) if letter else text or name),
        ]

    def label(self, part: Part, text: str, *classes: str) -> Label:
        """The words of a field that stand beside it."""
        return Label("", "", *self.inline(text), field=self.field(part), classes=list(classes))


def without_id(name: str, text: str) -> str:
    """A text without the id that it may begin with, as in "Z4: what a new text looks at"."""
    return re.sub(rf"{re.escape(name)}\b[:.,]?\s*", "", text, count=1) if text.startswith(name) else text


def fields(drafter: Drafter, parts: Sequence[Part]) -> list[nodes.Node]:
    """The fields of an item: parts that share a list of options make a table, several numbers a list."""
    found: list[nodes.Node] = []
    choices = sum(part.scored and isinstance(part.domain, Options) for part in parts)
    for domain, group in groupby(parts, key=lambda part: part.domain):
        members = list(group)
        match domain:
            case Options() if domain == YES_NO:
                found.append(_yes_or_no(drafter, members))
            case Options() if len(members) > 1:
                found += _menus(drafter, members, domain)
            case Options() if len(domain.options) > MOST_RADIOS:
                found += [print_choices(drafter, domain), _menu(drafter, members[0], domain)]
            case Options():
                found.append(_choice(drafter, members[0], domain, alone=choices == 1 and not found))
            case Number() if len(members) > 1:
                found.append(_numbers(drafter, members, domain))
            case _:
                found += [_typed(drafter, part) for part in members]
    return found


def _choice(drafter: Drafter, part: Part, domain: Options, *, alone: bool) -> nodes.Node:
    """A group of radio buttons; the one choice of an item needs no legend beside the item's own."""
    options = []
    for option in domain.options:
        blank = drafter.blank(part, "radio", option.id, value=option.id)
        words = nodes.inline(
            "", "", *drafter.words("" if option.id == option.text else option.id, option.text)
        )
        options.append(line(Label("", "", blank, words, field="", classes=["option"])))
    if alone:
        return nodes.container("", *options, classes=["options"])
    row = nodes.container("", *options, classes=["options-row"])
    return Fieldset(
        "", Legend("", "", *drafter.inline(part.label), classes=["field-label"]), row, classes=["field"]
    )


def _yes_or_no(drafter: Drafter, parts: list[Part]) -> nodes.Node:
    """A table with a row a statement, answered yes or no."""
    rows: list[tuple[Cell, ...]] = []
    for part in parts:
        heading = line(*drafter.words(part.id, part.label))
        heading["ids"].append(drafter.field(part))
        answers = [line(_radio(drafter, part, option)) for option in YES_NO.options]
        rows.append(([heading], [nodes.container("", *answers, classes=["options-row"])]))
    return table(("Statement", "Yes or no"), rows, (70, 30), classes=("match-table", "yes-or-no"))


def _radio(drafter: Drafter, part: Part, option: Option) -> nodes.Node:
    """A radio button in a row: its name is that of the row and its own word."""
    own = drafter.field(part, option.id)
    word = nodes.inline("", option.text, ids=[f"{own}-word"])
    named = {"value": option.id, "aria-labelledby": f"{drafter.field(part)} {own}-word"}
    return Label("", "", drafter.blank(part, "radio", option.id, **named), word, field="", classes=["option"])


def _menus(drafter: Drafter, parts: list[Part], domain: Options) -> list[nodes.Node]:
    """A table with a menu for each row; the labels are also listed, for paper."""
    rows: list[tuple[Cell, ...]] = []
    for part in parts:
        blank = menu_blank(drafter, part, domain)
        text, link = part.label or part.id, drafter.cite(part.id)
        label = drafter.label(part, text if link is None else without_id(part.id, text))
        rows.append(([line(label) if link is None else line(link, " ", label)], [line(blank)]))
    made = table(("Line", "Your answer"), rows, (60, 40), classes=("match-table", "menus"))
    return [print_choices(drafter, domain), made]


def menu_blank(drafter: Drafter, part: Part, domain: Options, **named: str) -> Blank:
    """A menu of the options; `named` are attributes of its tag."""
    blank = drafter.blank(part, "select", **named)
    blank["options"] = [(option.id, plain(option.text) or option.id) for option in domain.options]
    return blank


def print_choices(drafter: Drafter, domain: Options) -> nodes.paragraph:
    """The options of menus, for paper."""
    listed = line("Choose from: ", classes=("labels", "print-only"))
    for number, option in enumerate(domain.options):
        listed += [nodes.Text(" · ")] * bool(number) + drafter.inline(option.text or option.id)
    return listed


def _menu(drafter: Drafter, part: Part, domain: Options) -> nodes.Node:
    """A menu that stands alone, under its label."""
    label = drafter.label(part, part.label or part.id, "field-label")
    return line(label, " ", menu_blank(drafter, part, domain), classes=("field",))


def _numbers(drafter: Drafter, parts: list[Part], domain: Number) -> nodes.Node:
    """A list with a number before each line."""
    entries = []
    for part in parts:
        blank = drafter.blank(part, "number", **_limits(domain))
        label = drafter.label(part, part.label or part.id)
        entries.append(
            nodes.list_item("", blank, nodes.Text(" "), label, *moves(plain(part.label) or part.id))
        )
    return nodes.bullet_list("", *entries, classes=["order-list"])


def _limits(domain: Number) -> dict[str, Any]:
    return {"size": 3, "inputmode": "numeric", "autocomplete": "off", "data-most": domain.high}


def _typed(drafter: Drafter, part: Part) -> nodes.Node:
    """A field to type in, as long as what it takes, with the legal values beside its label."""
    label = drafter.label(part, part.label or part.id, "field-label")
    if not isinstance(part.domain, Prose | Entry):
        label += span(f" ({describe(part.domain)})", "field-hint")
    if isinstance(part.domain, LONG):
        lines = len(part.domain.nodes) if isinstance(part.domain, Links) else part.domain.lines
        blank = drafter.blank(part, "textarea", rows=max(lines, 2), **told_to_script(part.domain))
    elif isinstance(part.domain, Number):
        blank = drafter.blank(part, "number", **_limits(part.domain))
    else:
        size = SIZES.get(type(part.domain), LONGEST)
        blank = drafter.blank(
            part, "text", size=size, autocomplete="off", spellcheck="false", **told_to_script(part.domain)
        )
        if isinstance(part.domain, Quotation | Names):
            blank["attributes"]["class"] = "whole-line"
    return line(label, " ", blank, classes=("field",))


def _visit_fieldset(self: HTML5Translator, node: Fieldset) -> None:
    item: dict[str, Any] = {"data-item": node["item"]} if node.get("item") else {}
    self.body.append(self.starttag(node, "fieldset", **item))


def _visit_form(self: HTML5Translator, node: Form) -> None:
    held: dict[str, Any] = {
        "data-exercise": node["exercise"],
        "data-version": node["version"],
        "data-item": node["item"],
        "autocomplete": "off",
    }
    if not self.config.course_checks_here:
        held["data-check"] = "off"
    self.body.append(self.starttag(node, "form", **{name: value for name, value in held.items() if value}))


def _visit_label(self: HTML5Translator, node: Label) -> None:
    bound = {"for": node["field"]} if node["field"] else {}
    self.body.append(self.starttag(node, "label", "", **bound))


def _visit_blank(self: HTML5Translator, node: Blank) -> None:
    """The native control."""
    control, attributes = node["control"], node["attributes"]
    written = "".join(f' {name}="{self.attval(str(value))}"' for name, value in attributes.items())
    match control:
        case "select":
            options = "".join(
                f'<option value="{self.attval(v)}">{self.encode(t)}</option>' for v, t in node["options"]
            )
            self.body.append(f'<select{written}><option value="">choose</option>{options}</select>')
        case "textarea":
            self.body.append(f"<textarea{written}></textarea>")
        case _:
            kind = "radio" if control == "radio" else "text"
            self.body.append(f'<input type="{kind}"{written}>')
    raise nodes.SkipNode


def setup_forms(app: Sphinx) -> None:
    """Add the nodes of forms."""
    app.add_node(Form, html=(_visit_form, element("form")[1]))
    app.add_node(Fieldset, html=(_visit_fieldset, element("fieldset")[1]))
    app.add_node(Legend, html=element("legend"))
    app.add_node(Label, html=(_visit_label, element("label", "")[1]))
    app.add_node(Blank, html=(_visit_blank, None))
