"""The answers at the end of their page: not under the question, and not in another part of the book.

Whoever prints or copies a unit for a class can leave the last pages out.
"""

from textwrap import shorten

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from course_checks.site.exercises import ExerciseBox
from course_checks.site.forms import Fieldset
from course_checks.site.nodes import Fold, Heading, line

ANSWER = "The answer, and why"
TITLE_LENGTH = 90


class PageOf(nodes.inline):
    """The number of the page where the place `to` is; it is known when the book has been printed once."""


def answers_of(part: nodes.Element, *, paged: bool) -> list[nodes.Node]:
    """The answers of a page, each under the name of its exercise; they are taken out of their places.

    In a book with pages, where `paged`, question and answer name each other's page.
    """
    told: list[nodes.Node] = []
    for box in list(part.findall(ExerciseBox)):
        folds = [one for one in box.findall(Fold) if "worked-answer" in one["classes"]]
        if not folds:
            continue
        here = box["ids"][0]
        there = f"{here}-answer"
        heading = Heading("", "", _link(_name(box), here), ids=[there], classes=["answer-title"])
        page = line("Asked on page ", PageOf("", "", to=here), classes=("answer-asked",))
        told += [heading, *([page] if paged else []), *(n for fold in folds for n in fold.children[1:])]
        seen = [nodes.Text(": page "), PageOf("", "", to=there)] if paged else []
        box.insert(box.index(folds[0]), line(_link(ANSWER, there), *seen, classes=("answer-elsewhere",)))
        for fold in folds:
            fold.parent.remove(fold)
    return told


def _link(text: str, target: str) -> nodes.reference:
    return nodes.reference("", text, refid=target, internal=True)


def _name(box: ExerciseBox) -> str:
    """The title of an exercise; for an item that stands alone the beginning of what it asks."""
    title = next((one.astext() for one in box.children if isinstance(one, Heading)), "")
    item = next(box.findall(Fieldset), None)
    asked = item.children[0].astext() if item is not None else ""
    return title or shorten(asked, TITLE_LENGTH, placeholder=" …")


def visit_page_of(self: HTML5Translator, node: PageOf) -> None:
    """A place for the number."""
    self.body.append(f'<a class="page-of" href="#{self.attval(node["to"])}"></a>')
    raise nodes.SkipNode
