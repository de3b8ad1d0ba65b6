"""What the page needs to check an exercise where it stands: buttons, a place for the result, and texts to show.

All of it is for HTML alone, and the style sheet shows it only where a script runs and checking is possible.
What the checks say was rendered here, at build time: a `Fragment` is a `<template>`, which `lean` puts beside the
page and the script copies when a check has named it.  So nothing that a reader typed, and nothing a check
returned, becomes HTML.
"""

from collections.abc import Callable, Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from course_checks.content.exercises import Exercise
from course_checks.core.part import Domain, Links, Names, Passages, Quotation
from course_checks.exercise import Item
from course_checks.site.builders import is_book
from course_checks.site.kit import KIT
from course_checks.site.nodes import element, line

NOT_SEARCHED = "no-search"
"""The class of what Sphinx's search leaves out."""
SERVE = "python -m http.server"

Inline = Callable[[str], list[nodes.Node]]
"""Reads one line of MyST."""


class OnPage(nodes.container):
    """What only a page in a browser has."""


class Fragment(OnPage):
    """A text that a check of `exercise` may name: `name` is `ITEM slips.ID` or `ITEM why`."""


class OnPageInline(nodes.inline):
    """The same inside a line."""


class Button(OnPageInline):
    """A button: `does` says what; its text is its name, unless it has another `label`."""


class KitLink(nodes.inline):
    """A link to the check kit."""


def fragments(exercise: Exercise, items: Sequence[Item], asked: Inline, answered: Inline) -> list[Fragment]:
    """The texts that a check of `items` may name, read as text of a question or of an answer."""
    made = []
    for item in items:
        key = exercise.key[item.id]
        for rule in key.slips:
            made.append(_fragment(exercise, f"{item.id} slips.{rule.id}", asked(rule.say)))
        made.append(_fragment(exercise, f"{item.id} why", answered(key.why)))
    return made


def _fragment(exercise: Exercise, name: str, said: list[nodes.Node]) -> Fragment:
    return Fragment("", line(*said), exercise=exercise.public.id, name=name, classes=[NOT_SEARCHED])


def actions(kept_on: nodes.Node | None) -> OnPage:
    """The buttons under a form, and where its result is told; `kept_on` links to the page of one's progress."""
    check = Button("", "Check", does="check", classes=["button"])
    hint = Button("", "Where should I look?", does="hint", classes=["button", "button-quiet"])
    copy = Button("", "copy as answer sheet", does="copy", classes=["button-link"])
    kept: list[nodes.Node | str] = ["Your answers stay in this browser: ", copy]
    if kept_on is not None:
        kept += [", or see ", kept_on]
    return OnPage(
        "",
        nodes.container("", check, nodes.Text(" "), hint, classes=["exercise-actions", "needs-checks"]),
        nodes.container("", classes=["exercise-result"]),
        line(*kept, ".", classes=("exercise-kept", "needs-checks")),
        classes=[NOT_SEARCHED],
    )


def moves(line_said: str) -> list[nodes.Node]:
    """Buttons that move a line of an order one place."""
    up, down = (
        Button("", sign, does=does, label=f"{does}: {line_said}", classes=["button-move"])
        for sign, does in (("↑", "earlier"), ("↓", "later"))
    )
    return [OnPageInline("", "", up, nodes.Text(" "), down, classes=["moves", "needs-checks", NOT_SEARCHED])]


def told_to_script(domain: Domain) -> dict[str, Any]:
    """The attributes by which a script knows a field for which it has more to offer than a line to type in."""
    match domain:
        case Names(most=most):
            return {"data-domain": "names", "data-most": most}
        case Links(nodes=ids):
            return {"data-domain": "links", "data-nodes": " ".join(ids)}
        case Passages():
            return {"data-domain": "passages"}
        case Quotation():
            return {"data-domain": "quotation"}
        case _:
            return {}


def why_not_here() -> OnPage:
    """Why the page cannot check, where it cannot: opened as a file, or built without the checks."""
    off: list[nodes.Node | str] = [
        "Checking on the page is off in this copy of the site. The same checks are in ",
        KitLink(),
        ".",
    ]
    file: list[nodes.Node | str] = [
        "A page opened as a file cannot check. Run ",
        nodes.literal("", SERVE),
        " in the folder of this site and open the address it prints, or use ",
        KitLink(),
        ".",
    ]
    return OnPage(
        "",
        line(*off, classes=("exercise-how", "check-off")),
        line(*file, classes=("exercise-how", "check-file")),
        classes=[NOT_SEARCHED],
    )


def _only_in_browsers(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Leave out of books and texts what only a page in a browser has."""
    if app.builder.format != "html" or is_book(app.builder):
        for kind in (OnPage, OnPageInline):
            for node in list(doctree.findall(kind)):
                node.parent.remove(node)


def _visit_fragment(self: HTML5Translator, node: Fragment) -> None:
    exercise, name = (self.attval(node[one]) for one in ("exercise", "name"))
    self.body.append(f'<template data-exercise="{exercise}" data-fragment="{name}">')


def _depart_fragment(self: HTML5Translator, node: Fragment) -> None:
    self.body.append("</template>\n")


def _visit_button(self: HTML5Translator, node: Button) -> None:
    does = node["does"]
    # A submit button that is off also keeps Enter in a field from leaving the page where no script runs.
    state = {"check": ' type="submit" disabled', "hint": ' type="button" hidden'}.get(does, ' type="button"')
    classes = " ".join(node["classes"])
    label = f' aria-label="{self.attval(node["label"])}"' if node.get("label") else ""
    self.body.append(f'<button class="{classes}" data-do="{does}"{state}{label}>')


def _depart_button(self: HTML5Translator, node: Button) -> None:
    self.body.append("</button>")


def _visit_kit(self: HTML5Translator, node: KitLink) -> None:
    here = self.builder.get_target_uri(self.builder.current_docname)
    self.body.append(f'<a href="{self.attval(relative_uri(here, KIT))}">{KIT}</a>')
    raise nodes.SkipNode


def setup_checks(app: Sphinx) -> None:
    """Add what a form needs on a page."""
    app.add_config_value("course_checks_here", default=True, rebuild="html", types=frozenset({bool}))
    app.add_config_value("course_progress_page", "", "env", types=frozenset({str}))
    app.add_node(OnPage, html=element("div"))
    app.add_node(OnPageInline, html=element("span", ""))
    app.add_node(Fragment, html=(_visit_fragment, _depart_fragment))
    app.add_node(Button, html=(_visit_button, _depart_button))
    app.add_node(KitLink, html=(_visit_kit, None))
    app.connect("doctree-resolved", _only_in_browsers, priority=200)
