"""Citing a passage: the role, its link, and the note that opens on hover, focus or tap.

The role leaves a neutral node that every builder shows as the number alone.  On the way to HTML it becomes
a link to the passage's card, described by a note.  Without JavaScript the links are plain.
"""

import re
from functools import cache

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode
from sphinx.writers.html5 import HTML5Translator

from course_checks.content.sources import Passage, Source
from course_checks.figures.dates import in_words, read_moment
from course_checks.site.builders import WHOLE, whole_anchor
from course_checks.site.passages import (
    Home,
    depend_on_source,
    passages_of,
    source_class,
    unknown_passage,
    voices_of,
)
from course_checks.site.warnings import Subtype, warn

BETWEEN = re.compile(r"\s*[,;]\s*")
"""What stands between the ids in a role."""
IN_EXERCISE = "course-in-exercise"
"""While the text of an exercise is parsed: ASKED or ANSWERED."""
ASKED, ANSWERED = "asked", "answered"
"""In what is asked a note leaves out who speaks: that is often the question."""


class PassageRef(nodes.inline):
    """A passage cited: `passage`, and `asked` where it stands inside an exercise.  Its text is what it is called."""


class PassageLink(nodes.inline):
    """The same on the way to HTML: a link, whose text is the node's, and beside it the note that opens.

    `address`, `passage`, `note` (the note's id), `paraphrase`, `voice` (may be empty) and `date` are attributes and
    no text nodes: the search index must not take a note for the page's own text.
    """


def passage_ref(passage: str, called: str = "", *, asked: bool = False) -> PassageRef:
    """The neutral node of a citation; `called` where it is not named by its id alone, as "S19a" is."""
    return PassageRef("", called or passage, passage=passage, asked=asked)


class PassageRole(SphinxRole):
    """Cite passages: {passage}`S19`, or several: {passage}`S3, Z9`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Links to the passages, with what stands between them."""
        found: list[nodes.Node] = []
        for name in filter(None, BETWEEN.split(self.text.strip())):
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
        where = self.env.current_document.get(IN_EXERCISE)
        domain.note_use(name, self.env.docname, "exercise" if where else "text")
        depend_on_source(self, known[0])
        return passage_ref(name, asked=where == ASKED)


def _link_passages(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make each citation a link to its card, with its note."""
    if app.builder.format != "html":
        return
    domain = passages_of(app.env)
    homes = domain.homes
    for number, node in enumerate(list(doctree.findall(PassageRef))):
        known, home = domain.find(node["passage"]), homes.get(node["passage"])
        if known is None or home is None or isinstance(node.parent, nodes.title):
            continue  # the consistency check names what has no card; titles are copied into lists of contents
        address = link_to(app.builder, docname, home)
        named = node.astext()
        node.replace_self(
            _link(*known, called=named, address=address, note=f"note-{number}", asked=node["asked"])
        )


def link_to(builder: Builder, docname: str, home: Home) -> str:
    """The address of a place of the site, as seen from the page `docname`."""
    if builder.name == WHOLE:
        return f"#{whole_anchor(home.docname, home.anchor)}"
    made = make_refnode(builder, docname, home.docname, home.anchor, nodes.Text(""))
    return str(made.get("refuri") or "#" + made["refid"])


@cache
def _naming(known: tuple[str, ...], cards: tuple[str, ...]) -> re.Pattern[str]:
    ids, letters = ("|".join(map(re.escape, names)) or "(?!)" for names in (known, cards))
    return re.compile(rf"\b({ids})[a-z]?\b|(?<=\bcard )({letters})\b")


def parted_at(text: str, known: tuple[str, ...], cards: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """A text in pieces, each with the id that it names, or none.

    An id among `known` stands alone, or with a letter ("S19a" names a piece of S19); one among `cards` only
    after the word: "card A".
    """
    found, end = [], 0
    for name in _naming(known, cards).finditer(text):
        found += [(text[end : name.start()], ""), (name[0], name[1] or name[2])]
        end = name.end()
    return [(piece, named) for piece, named in (*found, (text[end:], "")) if piece]


def _link(
    source: Source, passage: Passage, *, called: str, address: str, note: str, asked: bool
) -> PassageLink:
    """The link to a passage; where it is asked about, the note does not say who speaks."""
    return PassageLink(
        "",
        "",
        nodes.Text(called),
        address=address,
        note=note,
        classes=["passage-ref", source_class(source.id)],
        passage=passage.id,
        paraphrase=passage.paraphrase,
        voice="" if asked else voices_of(passage),
        date=dated(source),
    )


def dated(source: Source) -> str:
    """What a source is called, with its date: "Scobell’s page, March 2004"."""
    said = f"{source.short}, {in_words(read_moment(source.date))}"
    return said[:1].upper() + said[1:]


def _visit_link(self: HTML5Translator, node: PassageLink) -> None:
    said = {name: self.encode(node[name]) for name in ("passage", "paraphrase", "voice", "date")}
    voice = f'<span class="passage-tip-voice">Voice: {said["voice"]}</span>' if said["voice"] else ""
    self.body.append(self.starttag(node, "span", ""))
    self.body.append(
        f'<a href="{self.attval(node["address"])}" aria-describedby="{node["note"]}">{self.encode(node.astext())}</a>'
        f'<span class="passage-tip" id="{node["note"]}" role="tooltip" hidden>'
        f'<span class="passage-tip-head"><b>{said["passage"]}</b> {said["date"]}</span> '
        f'<span class="passage-tip-says">{said["paraphrase"]}</span> {voice}</span></span>'
    )
    raise nodes.SkipNode


def setup_references(app: Sphinx) -> None:
    """Add the role and its nodes."""
    app.add_role("passage", PassageRole())
    app.add_node(PassageRef)
    app.add_node(PassageLink, html=(_visit_link, None))
    app.connect("doctree-resolved", _link_passages)
