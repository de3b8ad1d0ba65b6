"""Notes for a printed unit: on paper no note opens, so all that the unit cites is printed once, at its end.

The screen does not show them.  A book has the sources, the glossary and the bibliography in it, and needs none.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from course_checks.site.builders import is_book
from course_checks.site.passages import passages_of
from course_checks.site.references import PassageLink
from course_checks.site.terms import TermLink

_NUMBERED = re.compile(r"(\D*)(\d*)")

Note = tuple[str, str]
"""What is cited, and what is said of it."""


class PaperNotes(nodes.General, nodes.Element):
    """The notes: `passages`, `terms` and `works`.  They are no text nodes: the search must not find them."""


def _add_notes(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the notes at the end of a unit, and mark on any page the links whose words are their address."""
    if app.builder.format != "html" or is_book(app.builder):
        return
    mark_bare(doctree)
    section = next(doctree.findall(nodes.section), None)
    if section is not None and docname in passages_of(app.env).units:
        section += PaperNotes(passages=_passages(doctree), terms=_terms(doctree), works=_works(doctree))


def mark_bare(doctree: nodes.Element) -> None:
    """Mark the links that need no address beside them on paper."""
    for link in doctree.findall(nodes.reference):
        if link.get("refuri", "").split("://")[-1].rstrip("/") == link.astext().split("://")[-1].rstrip("/"):
            link["classes"].append("bare-link")


def _passages(doctree: nodes.document) -> list[Note]:
    """What is said of each passage, by number; who speaks, if the unit says so anywhere."""
    found: dict[str, tuple[str, str]] = {}
    for link in doctree.findall(PassageLink):
        _, voice = found.get(link["passage"], ("", ""))
        found[link["passage"]] = (f"{link['date']}. {link['paraphrase']}", voice or link["voice"])
    return [
        (name, f"{said} Voice: {voice}." if voice else said)
        for name, (said, voice) in sorted(found.items(), key=lambda one: _place(one[0]))
    ]


def _place(name: str) -> tuple[str, int]:
    """By what passages are sorted: their letters, then their number."""
    found = _NUMBERED.match(name)
    return (found[1], int(found[2] or 0)) if found else (name, 0)


def _terms(doctree: nodes.document) -> list[Note]:
    said = {link["term"]: " ".join((link["says"], link["contested"])) for link in doctree.findall(TermLink)}
    return sorted(said.items(), key=lambda one: one[0].casefold())


def _works(doctree: nodes.document) -> list[Note]:
    """The works, by the labels that the text cites."""
    said = {
        link.astext(): link["reftitle"] for link in doctree.findall(nodes.reference) if "reftitle" in link
    }
    return sorted(said.items(), key=lambda one: one[0].casefold())


def _say_whose(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Say in the head of a page whose it is, and of which day: printed into a file, it keeps both."""
    if is_book(app.builder):
        return
    facts = {"author": app.config.author, "date": app.config.course_date}
    told = "".join(f'<meta name="{name}" content="{escape(said)}">\n' for name, said in facts.items())
    context["metatags"] = context.get("metatags", "") + told


def _visit_notes(self: HTML5Translator, node: PaperNotes) -> None:
    """Three lists, for paper alone."""
    self.body.append('<section class="print-only paper-notes">\n<h2>Notes</h2>\n')
    for title, name in (("Passages", "passages"), ("Words", "terms"), ("Works", "works")):
        if node[name]:
            self.body.append(f"<h3>{title}</h3>\n{_listed(self, node[name])}")
    self.body.append("</section>\n")
    raise nodes.SkipNode


def _listed(self: HTML5Translator, notes: Iterable[Note]) -> str:
    return "".join(f"<p><b>{self.encode(name)}</b> {self.encode(said)}</p>\n" for name, said in notes)


def setup_paper_notes(app: Sphinx) -> None:
    """Add the notes after all links have been made."""
    app.add_node(PaperNotes, html=(_visit_notes, None))
    app.connect("doctree-resolved", _add_notes, priority=700)
    app.connect("html-page-context", _say_whose)
