"""The worked answer of an exercise: what the key takes, what proves it, where readers differ.  It stands folded."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from course_checks.content.exercises import Exercise
from course_checks.core.part import Prose
from course_checks.exercise import Because, Item, ItemKey, parts_of
from course_checks.feedback import Worked, worked
from course_checks.site.evidence import depend_on_cards, evidence_ref
from course_checks.site.forms import Drafter
from course_checks.site.grids import answers_in_a_grid, wide
from course_checks.site.nodes import fold, line, span
from course_checks.site.passages import passages_of
from course_checks.site.works import cited_works


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """What the telling of an answer needs to know beside the key: how MyST is read where the answer stands."""

    inline: Callable[[str], list[nodes.Node]]
    cite: Callable[[str], nodes.Node | None]
    directive: SphinxDirective


def worked_answer(teller: Teller, exercise: Exercise, items: Sequence[Item], anchor: str) -> nodes.Node:
    """The answers to `items`, folded; `anchor` is the id of the place where the exercise stands."""
    told: list[nodes.Node] = []
    for number, item in enumerate(items, start=1):
        key = exercise.key[item.id]
        if len(items) > 1:
            told.append(line(span(f"Item {number}", "item-number"), classes=("answer-item",)))
        told += _item(teller, item, key, worked(item, key), f"{anchor}-answer-{item.id}")
    return fold("Answer, and why", *told, classes=("worked-answer", *wide(*told)))


def _item(teller: Teller, item: Item, key: ItemKey, answer: Worked, prefix: str) -> list[nodes.Node]:
    """Model, proofs, and where readers differ, for one item."""
    drafter = Drafter(prefix=prefix, item=item.id, inline=teller.inline, cite=teller.cite)
    answers = {part: text for part, (_, text) in zip(answer.parts, answer.lines, strict=True)}
    told = answers_in_a_grid(drafter, item, answers)
    long = {part.id for part in parts_of(item) if isinstance(part.domain, Prose)} & answers.keys()
    labels = {part: label for part, (label, _) in zip(answer.parts, answer.lines, strict=True)}
    short = [part for part in answers if part not in long]
    if short:
        told.append(_bullets(_answer(teller, labels[part], answers[part]) for part in short))
    for part in (part for part in answers if part in long):
        told.append(_text(teller, labels[part], answers[part]))
    for because, text in zip(key.because, answer.proofs, strict=True):
        told.append(line(*_proof(teller, because, text), classes=("proof",)))
    if answer.differ:
        differ = teller.inline(" ".join(answer.differ.split()))
        told.append(line("Where readers differ: ", *differ, classes=("where-readers-differ",)))
    return told


def _answer(teller: Teller, label: str, text: str) -> list[nodes.Node]:
    """One part of the model response."""
    return [*teller.inline(label), nodes.Text(": "), nodes.strong("", "", *teller.inline(text))]


def _text(teller: Teller, label: str, text: str) -> nodes.Node:
    """A model response in prose, paragraph by paragraph."""
    paragraphs = (" ".join(one.split()) for one in re.split(r"\n\s*\n", text))
    said = [line(*teller.inline(one)) for one in paragraphs if one]
    heading = line(*teller.inline(label), ": one way to do it", classes=("field-label",))
    return nodes.container("", heading, *said, classes=["answer", "answer-text"])


def _proof(teller: Teller, because: Because, text: str) -> list[nodes.Node]:
    """One proof in words; where it is no passage, with a link to the card or the work."""
    domain, directive = passages_of(teller.directive.env), teller.directive
    if because.card:
        domain.note_cited(because.card, directive.env.docname)
        depend_on_cards(directive)
        card = [nodes.Text("Evidence card "), evidence_ref(because.card), nodes.Text(". ")]
        return [*card, *teller.inline(text)]
    for source in because.silent:
        text = text.replace(source, domain.course.sources[source].short)
    works = [*cited_works(directive, (because.cite,)), nodes.Text(" ")] if because.cite else []
    return [*works, *teller.inline(text)]


def _bullets(entries: Iterable[list[nodes.Node]]) -> nodes.bullet_list:
    """A list of lines."""
    listed = (nodes.list_item("", nodes.paragraph("", "", *entry)) for entry in entries)
    return nodes.bullet_list("", *listed, classes=["answer"])
