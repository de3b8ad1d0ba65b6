"""What stands around a question: its prompt, the passages it names in the course's words, what proves the key."""

import re
from collections.abc import Iterator

from course_checks.content.sources import Passage, Source
from course_checks.core.part import Options
from course_checks.exercise import Because, Item, parts_of
from course_checks.export.bank import Bank
from course_checks.export.mapping import unasked_beside
from course_checks.export.model import Question
from course_checks.export.text import bare, html, inline, listed
from course_checks.feedback import proof_text

ONLY_THIS = "*Only what has a field here is asked. What else is spoken of, keep for yourself.*"
"""Said where a question asks for less than the exercise does."""
_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def title_of(question: Question) -> str:
    """A name that tells the question from all others, and begins with its id."""
    return f"{question.id} {bare(question.exercise.public.title)}"


def prompt_html(question: Question, bank: Bank) -> str:
    """All that a learner reads before answering: introduction, prompt, what the kind adds, passages."""
    public = question.exercise.public
    paragraphs = [public.intro, question.item.prompt, *question.mapped.more]
    if question.mapped.unasked or unasked_beside(question):
        paragraphs.append(ONLY_THIS)
    named = passages_html(question, bank)
    return "".join(html(text) for text in paragraphs if text.strip()) + named


def passages_html(question: Question, bank: Bank) -> str:
    """The passages that the question names, in the course's own words; empty where it names none."""
    wanted = set(_named(question.item, question.exercise.public.intro))
    if question.item.kind == "attribution-chain":
        return ""  # our words name the voices, which is what is asked
    passages = (passage for source in bank.sources for passage in source.passages)
    entries = [_entry(passage) for passage in passages if passage.id in wanted]
    return f"<p>The passages named here, in our words:</p>{listed(entries)}" if entries else ""


def source_html(source: Source) -> str:
    """All passages of a source in the course's own words: what learners may look up."""
    head = f"<p>{inline(source.title)}. {inline(source.maker)}. {inline(source.date)}.</p>"
    words = "<p>Every passage in our words, by its number. The text itself is not part of this course.</p>"
    return head + words + listed([_entry(passage) for passage in source.passages])


def _entry(passage: Passage) -> str:
    return f"<strong>{inline(passage.id)}</strong> {inline(passage.paraphrase)}"


def _named(item: Item, intro: str) -> Iterator[str]:
    """Every word of the public text that may be the number of a passage, and the ids of the parts."""
    texts = [intro, item.prompt]
    for part in parts_of(item):
        yield part.id
        texts.append(part.label)
        if isinstance(part.domain, Options):
            texts += (option.text for option in part.domain.options)
            yield from part.domain.ids
    for text in texts:
        yield from _TOKEN.findall(text)


def why_html(question: Question) -> str:
    """Said to everybody afterwards: why, what proves it, and where readers differ."""
    key = question.exercise.key[question.item.id]
    proofs = listed([inline(_proof(because)) for because in key.because])
    differ = html(f"Where readers differ: {key.differ.strip()}") if key.differ.strip() else ""
    return html(key.why) + (f"<p>What proves it:</p>{proofs}" if proofs else "") + differ


def _proof(because: Because) -> str:
    """What proves a key, in one line of MyST that needs no other page."""
    if because.card and not because.passage:
        return f"Evidence card {because.card}. {because.why}"
    if because.silent and not because.passage:
        return f"Not named there: {', '.join(because.names)}. {because.why}"
    return proof_text(because)


def needs_passages(question: Question) -> bool:
    """Whether learners have to look for a passage themselves."""
    return any(type(part.domain).__name__ in {"Passages", "Quotation"} for part in parts_of(question.item))
