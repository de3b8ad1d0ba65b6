"""Evidence cards: what others report, never without the mark that it comes from outside the sources.

The directive shows a card; the role cites a card, or an item of one.  Links lead to where the card is at home,
the page that shows it with `:home:`.
"""

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.typing import OptionSpec
from sphinx.writers.html5 import HTML5Translator

from course_checks.content.outside import Card, CardItem, Certainty, later_than, sources_borne_on
from course_checks.content.sources import OUTSIDE, Source
from course_checks.core.text import nearest, one_of
from course_checks.figures.dates import in_words, read_moment, span_in_words
from course_checks.site.nodes import element, line, span
from course_checks.site.passages import PassageDomain, depend_on_source, passages_of, words_of_chain
from course_checks.site.references import (
    ASKED,
    BETWEEN,
    IN_EXERCISE,
    PassageLink,
    link_to,
    parted_at,
    passage_ref,
)
from course_checks.site.warnings import Subtype, warn
from course_checks.site.works import cited_works

X = "X"
"""The letter that stands for what comes from outside, as the colour and the dashed rule do."""
CERTAINTY: dict[Certainty, str] = {
    "firm": "firm",
    "reported": "reported",
    "copy": "read only in a copy",
    "contested": "contested",
}
"""How sure we are of an item, in words; docs/sources/outside.md says what they mean."""
_COUNT = {2: "two ", 3: "three "}


class EvidenceCard(nodes.container):
    """One card: `card` is its id."""


class EvidenceItem(nodes.list_item):
    """One item of a card."""


class EvidenceRef(nodes.inline):
    """A card or an item cited: `evidence` is its id; `asked` where it stands in what an exercise asks."""


def evidence_ref(name: str, *, asked: bool = False) -> EvidenceRef:
    """The neutral node of a citation."""
    return EvidenceRef("", name, evidence=name, asked=asked)


def anchor_of(name: str) -> str:
    """The id of a card, or of an item, on the page where it is at home."""
    return f"evidence-{name}"


def depend_on_cards(directive: SphinxDirective | SphinxRole) -> None:
    """Have the page read again when the file of the cards changes."""
    folder = passages_of(directive.env).course.root / "docs" / "sources"
    directive.env.note_dependency(folder / OUTSIDE)


def unknown_evidence(domain: PassageDomain, name: str) -> str:
    """What is said to an author who names a card or item that does not exist."""
    known = [one for card in domain.course.cards.values() for one in (card.id, *(i.id for i in card.items))]
    near = nearest(name, known)
    remedy = f"did you mean {one_of(near)}?" if near else f"the cards are in docs/sources/{OUTSIDE}"
    return f"there is no evidence card or item {name!r}; {remedy}"


def when(item: CardItem) -> str:
    """The date of an item with its place: "18–19 October 2006, Pyongyang"."""
    end = read_moment(item.end) if item.end else None
    return f"{span_in_words(read_moment(item.date), end)}, {item.zone}"


def spoken_by(item: CardItem) -> str:
    """Who reports, and whom the voice has it from: "Voice: Yonhap, citing someone unnamed"."""
    chain = item.voice if item.origin == item.voice else f"{item.voice} > {item.origin}"
    return f"Voice: {words_of_chain(chain)}"


def hindsight(item: CardItem, borne_on: tuple[Source, ...]) -> str:
    """What says that an item is later than a source that its card bears on; empty where it is not."""
    late = later_than(item, borne_on)
    return f"hindsight: later than {' and '.join(one.short for one in late)}" if late else ""


class EvidenceDirective(SphinxDirective):
    """A card of evidence from outside the sources: ``{evidence} A``; with ``:home:`` the place that links lead to."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"home": directives.flag}

    def run(self) -> list[nodes.Node]:
        """The card, or nothing and a warning."""
        domain, name = passages_of(self.env), self.arguments[0].strip()
        card = domain.course.cards.get(name)
        if card is None:
            warn(Subtype.UNKNOWN_EVIDENCE, unknown_evidence(domain, name), self.get_location())
            return []
        depend_on_cards(self)
        home = "home" in self.options
        if home:
            for one in (card.id, *(item.id for item in card.items)):
                domain.note_card(one, self.env.docname, anchor_of(one))
        else:
            domain.note_cited(card.id, self.env.docname)
        return [self._card(card, home=home)]

    def _card(self, card: Card, *, home: bool) -> EvidenceCard:
        """Head, what it teaches, what it can and cannot show, and its items."""
        borne_on = sources_borne_on(card, passages_of(self.env).course.sources)
        for source in borne_on:
            depend_on_source(self, source)
        away = nodes.inline("", "", nodes.Text("Card "), evidence_ref(card.id))
        number = _permanent(card.id, f"Card {card.id}") if home else away
        bears: list[nodes.Node] = []
        for name in card.bears:
            bears += [nodes.Text(", " if bears else "Beside "), self._cite(name)]
        count = _COUNT.get(len(passages_of(self.env).course.sources), "")
        mark = span(f"{X} outside our {count}sources", "outside-mark")
        return EvidenceCard(
            "",
            _head(number, span(card.title, "evidence-title"), mark),
            line(*bears, classes=("passage-voice",)),
            line(*self._linked(card.teaches), classes=("passage-says",)),
            line(nodes.strong("", "What it can show: "), *self._linked(card.shows)),
            line(nodes.strong("", "What it cannot: "), *self._linked(card.cannot)),
            nodes.bullet_list(
                "",
                *(self._item(item, borne_on, home=home) for item in card.items),
                classes=["evidence-items"],
            ),
            classes=["passage-card", "evidence-card", "source-outside"],
            ids=[anchor_of(card.id)] if home else [],
            card=card.id,
        )

    def _item(self, item: CardItem, borne_on: tuple[Source, ...], *, home: bool) -> EvidenceItem:
        """One item: number, date and place, certainty, hindsight; what it says; who says it, and where to find it."""
        late = hindsight(item, borne_on)
        head = [
            _permanent(item.id) if home else span(item.id, "passage-number"),
            span(when(item), "evidence-when"),
            span(CERTAINTY[item.certainty], "certainty", item.certainty),
            *([span(late, "hindsight-mark")] if late else []),
        ]
        return EvidenceItem(
            "",
            _head(*head),
            line(*self._linked(item.says), classes=("passage-says",)),
            line(f"{spoken_by(item)} ", *cited_works(self, item.cite), classes=("passage-voice",)),
            classes=["evidence-item", *(["hindsight"] if late else [])],
            ids=[anchor_of(item.id)] if home else [],
        )

    def _linked(self, text: str) -> list[nodes.Node]:
        """A text with links to the passages that it names."""
        known = passages_of(self.env).course.library.passages
        pieces = parted_at(text, known)
        return [self._cite(passage) if passage else nodes.Text(piece) for piece, passage in pieces]

    def _cite(self, name: str) -> nodes.Node:
        domain = passages_of(self.env)
        domain.note_use(name, self.env.docname, "evidence")
        return passage_ref(name)


def _head(*facts: nodes.Node) -> nodes.paragraph:
    """The first line of a card or an item: facts with dots between them."""
    found: list[nodes.Node | str] = []
    for fact in facts:
        found += [*([" · "] if found else []), fact]
    return line(*found, classes=("passage-head",))


def _permanent(name: str, said: str = "") -> nodes.reference:
    """The number of a card or an item, which is its permanent link."""
    return nodes.reference("", said or name, refid=anchor_of(name), classes=["passage-number"])


class EvidenceRole(SphinxRole):
    """Cite cards or items of cards: {evidence}`A`, or several: {evidence}`A3, H4`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Links to them, with what stands between them."""
        found: list[nodes.Node] = []
        for name in filter(None, BETWEEN.split(self.text.strip())):
            if found:
                found.append(nodes.Text(", "))
            found.append(self._cite(name))
        return found, []

    def _cite(self, name: str) -> nodes.Node:
        domain = passages_of(self.env)
        if domain.find_evidence(name) is None:
            warn(Subtype.UNKNOWN_EVIDENCE, unknown_evidence(domain, name), self.get_location())
            return nodes.Text(name)
        depend_on_cards(self)
        domain.note_cited(name, self.env.docname)
        return evidence_ref(name, asked=self.env.current_document.get(IN_EXERCISE) == ASKED)


def _link_evidence(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make each citation a link to its card or item, with its note."""
    if app.builder.format != "html":
        return
    domain = passages_of(app.env)
    homes = domain.cards
    for number, node in enumerate(list(doctree.findall(EvidenceRef))):
        known, home = domain.find_evidence(node["evidence"]), homes.get(node["evidence"])
        if known is None or home is None or isinstance(node.parent, nodes.title):
            continue  # the consistency check names what has no card
        address = link_to(app.builder, docname, home)
        node.replace_self(_link(*known, address=address, note=f"note-x{number}", asked=node["asked"]))


def _link(card: Card, item: CardItem | None, *, address: str, note: str, asked: bool) -> PassageLink:
    """The link to a card or an item; where it is asked about, the note does not say who speaks."""
    name = item.id if item else card.id
    dated = f"Evidence card {card.id}: {card.title}"
    return PassageLink(
        "",
        "",
        nodes.Text(name),
        address=address,
        note=note,
        classes=["passage-ref", "source-outside"],
        passage=name,
        paraphrase=item.says if item else card.teaches,
        voice=spoken_by(item).removeprefix("Voice: ") if item and not asked else "",
        date=f"{dated}, {in_words(read_moment(item.date))}" if item else dated,
    )


def _visit_card(self: HTML5Translator, node: EvidenceCard) -> None:
    labelled: dict[str, Any] = {"aria-label": f"Evidence card {node['card']}"}
    self.body.append(self.starttag(node, "article", **labelled))


def _depart_card(self: HTML5Translator, node: EvidenceCard) -> None:
    self.body.append("</article>\n")


def setup_evidence(app: Sphinx) -> None:
    """Add directive, role and nodes."""
    app.add_node(EvidenceCard, html=(_visit_card, _depart_card))
    app.add_node(EvidenceItem, html=element("li"))
    app.add_node(EvidenceRef)
    app.add_directive("evidence", EvidenceDirective)
    app.add_role("evidence", EvidenceRole())
    app.connect("doctree-resolved", _link_evidence)
