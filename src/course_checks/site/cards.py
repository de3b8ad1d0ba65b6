"""Passage cards: a passage in our words, who says it, and the propositions it is cut into."""

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec
from sphinx.writers.html5 import HTML5Translator

from course_checks.content.sources import Passage, Proposition, Source
from course_checks.core.text import nearest, one_of
from course_checks.site.nodes import Later, fold, line, span
from course_checks.site.passages import (
    depend_on_source,
    passages_of,
    source_class,
    unknown_passage,
    voices_of,
    words_of_chain,
)
from course_checks.site.references import dated, passage_ref
from course_checks.site.warnings import Subtype, warn

FURNITURE = "furniture"


class Cards(Later):
    """The cards of `passages`, at their `home` or away from it."""

    def draw(self, env: BuildEnvironment) -> list[nodes.Node]:
        """The cards."""
        found = [passages_of(env).find(name) for name in self["passages"]]
        return [card(*known, home=self["home"]) for known in found if known is not None]


class PassageCard(nodes.container):
    """One card: `passage` is its id."""


def card(source: Source, passage: Passage, *, home: bool) -> PassageCard:
    """The card of a passage; the one at `home` is what links lead to, any other leads there itself."""
    number = permanent_number(passage.id) if home else passage_ref(passage.id)
    made = PassageCard(
        "",
        line(number, span(dated(source), "passage-source"), span(passage.kind), classes=("passage-head",)),
        line(passage.paraphrase, classes=("passage-says",)),
        line("Voice: ", voices_of(passage), *_hedges(passage), classes=("passage-voice",)),
        classes=["passage-card", source_class(source.id)],
        passage=passage.id,
    )
    if passage.propositions:
        made += _propositions(passage)
    if home:
        made["ids"].append(passage.id)
    return made


def permanent_number(passage: str) -> nodes.reference:
    """The number on a card, which is its permanent link."""
    return nodes.reference("", passage, refid=passage, classes=["passage-number"])


def _hedges(passage: Passage) -> list[str]:
    """The words that limit what it says."""
    return [f" · hedged: {_quoted(*passage.hedges)}"] if passage.hedges else []


def _quoted(*hedges: str) -> str:
    """The source's hedging words, each once, in quotation marks."""
    words = dict.fromkeys(word.strip() for hedge in hedges for word in hedge.split(","))
    return ", ".join(f"“{word}”" for word in words if word)


def _propositions(passage: Passage) -> nodes.Node:
    """What the passage says, claim by claim, folded."""
    count = len(passage.propositions)
    listed = nodes.bullet_list("", *(_proposition(one, passage) for one in passage.propositions))
    return fold("1 claim" if count == 1 else f"{count} claims", listed, classes=("propositions",))


def _proposition(one: Proposition, passage: Passage) -> nodes.list_item:
    """One claim: its id, what it says, its kind, and its voice and hedge where they are its own."""
    says = line(span(one.id, "proposition-id"), " ", one.says)
    facts = [one_of(one.kinds)]
    if len(passage.chains) > 1:
        facts.append(words_of_chain(one.chain))
    if one.hedge:
        facts.append(f"hedged: {_quoted(one.hedge)}")
    return nodes.list_item("", says, line(" · ".join(facts), classes=("passage-voice",)))


class PassageDirective(SphinxDirective):
    """The card of one passage, away from its home: ``{passage} S19``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The card, or nothing and a warning."""
        domain, name = passages_of(self.env), self.arguments[0].strip()
        known = domain.find(name)
        if known is None:
            warn(Subtype.UNKNOWN_PASSAGE, unknown_passage(domain.course, name), self.get_location())
            return []
        domain.note_use(name, self.env.docname, "card")
        depend_on_source(self, known[0])
        return [Cards(passages=[name], home=False)]


def _part(argument: str) -> str:
    """The value of `:only:`."""
    return directives.choice(argument, ("body", FURNITURE))


class PassagesDirective(SphinxDirective):
    """All cards of a source: ``{passages} scobell-2004``; with ``:only: furniture`` or ``body`` a part of them."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"only": _part}

    def run(self) -> list[nodes.Node]:
        """The cards; this page becomes their home."""
        domain, name = passages_of(self.env), self.arguments[0].strip()
        source = domain.course.sources.get(name)
        if source is None:
            near = nearest(name, domain.course.sources) or tuple(domain.course.sources)
            message = f"there is no source {name!r}; the sources are {one_of(near)}"
            warn(Subtype.UNKNOWN_SOURCE, message, self.get_location())
            return []
        depend_on_source(self, source)
        only = self.options.get("only")
        found = [one for one in source.passages if only is None or one.furniture == (only == FURNITURE)]
        for passage in found:
            domain.note_home(passage.id, self.env.docname)
        return [Cards(passages=[passage.id for passage in found], home=True)]


def _visit_card(self: HTML5Translator, node: PassageCard) -> None:
    labelled: dict[str, Any] = {"aria-label": f"Passage {node['passage']}"}
    self.body.append(self.starttag(node, "article", **labelled))


def _depart_card(self: HTML5Translator, node: PassageCard) -> None:
    self.body.append("</article>\n")


def setup_cards(app: Sphinx) -> None:
    """Add the two directives."""
    app.add_node(PassageCard, html=(_visit_card, _depart_card))
    app.add_directive("passage", PassageDirective)
    app.add_directive("passages", PassagesDirective)
