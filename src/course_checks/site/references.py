"""Citing a passage: the role, its link, and the note that opens on hover, focus or tap.

The role leaves a neutral node that every builder shows as the number alone.  On the way to HTML it becomes
a link, and each passage cited gets one note at the end of the page, which the links describe themselves by.
Without JavaScript the links are plain; on paper the notes are printed as a list.
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode
from sphinx.writers.html5 import HTML5Translator

from course_checks.content.sources import Passage, Source
from course_checks.figures.dates import in_words, read_moment
from course_checks.site.passages import (
    Place,
    depend_on_source,
    passages_of,
    source_class,
    unknown_passage,
    voices_of,
)
from course_checks.site.warnings import Subtype, warn

_BETWEEN = re.compile(r"\s*[,;]\s*")
IN_EXERCISE = "course-in-exercise"
"""Set while the text of an exercise is parsed: there a note leaves out who speaks, which is often what is asked."""


class PassageRef(nodes.inline):
    """A passage cited: `passage`, and `asked` where it stands inside an exercise."""


class PassageLink(nodes.reference):
    """The same on the way to HTML: with an address, and the id of its note."""


class PassageNotes(nodes.Element):
    """The notes of a page.  They hold no text nodes: the search index must not take them for the page's text."""


class PassageNote(nodes.Element):
    """One note: `passage`, `paraphrase`, `voice` (may be empty), `date`."""


def passage_ref(passage: str, *, asked: bool = False) -> PassageRef:
    """The neutral node of a citation."""
    return PassageRef("", passage, passage=passage, asked=asked, classes=["passage-number"])


class PassageRole(SphinxRole):
    """Cite passages: {passage}`S19`, or several: {passage}`S3, Z9`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Links to the passages, with what stands between them."""
        found: list[nodes.Node] = []
        for name in filter(None, _BETWEEN.split(self.text.strip())):
            if found:
                found.append(nodes.Text(", "))
            found.append(self._cite(name))
        return found, []

    def _cite(self, name: str) -> nodes.Node:
        domain = passages_of(self.env)
        known = domain.find(name)
        if known is None:
            warn(Subtype.UNKNOWN_PASSAGE, unknown_passage(domain.course, name), self.get_location())
            return nodes.Text(name)
        place: Place = self.env.current_document.get(IN_EXERCISE, "text")
        domain.note_use(name, self.env.docname, place)
        depend_on_source(self, known[0])
        return passage_ref(name, asked=place == "exercise")


def _link_passages(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make each citation a link to its card, and write one note for each passage at the end of the page."""
    if app.builder.format != "html":
        return
    domain, notes = passages_of(app.env), {}
    homes = domain.homes
    for node in list(doctree.findall(PassageRef)):
        known, home = domain.find(node["passage"]), homes.get(node["passage"])
        if known is None or home is None or isinstance(node.parent, nodes.title):
            continue  # the consistency check names what has no card; titles are copied into lists of contents
        note = note_of(known[0], known[1], bare=node["asked"])
        notes.setdefault(note["ids"][0], note)
        text = nodes.Text(node["passage"])
        made = make_refnode(app.builder, docname, home.docname, home.anchor, text)
        classes = ["passage-ref", source_class(known[0].id)]
        node.replace_self(PassageLink("", "", text, classes=classes, note=note["ids"][0], **_address(made)))
    if notes:
        doctree += PassageNotes("", *notes.values())


def _address(made: nodes.reference) -> dict[str, str]:
    """The address in an anchor's `href`."""
    return {"refuri": made.get("refuri") or "#" + made["refid"]}


def note_of(source: Source, passage: Passage, *, bare: bool = False) -> PassageNote:
    """The note of a passage; `bare` without the voice."""
    suffix = "-asked" if bare else ""
    return PassageNote(
        "",
        ids=[nodes.make_id(f"note-{passage.id}{suffix}")],
        classes=["passage-tip", source_class(source.id)],
        passage=passage.id,
        paraphrase=passage.paraphrase,
        voice="" if bare else voices_of(passage),
        date=f"{source.short}, {in_words(read_moment(source.date))}",
    )


def _visit_link(self: HTML5Translator, node: PassageLink) -> None:
    attributes = {"href": node["refuri"], "aria-describedby": node["note"]}
    self.body.append(self.starttag(node, "a", "", **attributes))


def _depart_link(self: HTML5Translator, node: PassageLink) -> None:
    self.body.append("</a>")


def _visit_notes(self: HTML5Translator, node: PassageNotes) -> None:
    self.body.append('<div class="passage-tips">\n')


def _depart_notes(self: HTML5Translator, node: PassageNotes) -> None:
    self.body.append("</div>\n")


def _visit_note(self: HTML5Translator, node: PassageNote) -> None:
    said = {name: self.encode(node[name]) for name in ("passage", "paraphrase", "voice", "date")}
    voice = f'<span class="passage-voice">{said["voice"]}</span> ' if said["voice"] else ""
    self.body.append(self.starttag(node, "span", "", role="tooltip", hidden="hidden"))
    self.body.append(
        f'<strong class="passage-number">{said["passage"]}</strong> '
        f'<span class="passage-paraphrase">{said["paraphrase"]}</span> '
        f'{voice}<span class="passage-date">{said["date"]}</span>'
    )


def _depart_note(self: HTML5Translator, node: PassageNote) -> None:
    self.body.append("</span>\n")


def setup_references(app: Sphinx) -> None:
    """Add the role and its nodes, and the script that opens the notes."""
    app.add_role("passage", PassageRole())
    app.add_node(PassageLink, html=(_visit_link, _depart_link))
    app.add_node(PassageNotes, html=(_visit_notes, _depart_notes))
    app.add_node(PassageNote, html=(_visit_note, _depart_note))
    app.connect("doctree-resolved", _link_passages)
    app.add_js_file("passages.js", type="module")
