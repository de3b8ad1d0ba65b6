"""What can be seen of the form of a text without judging what it says.

Each function looks at one point and returns a `Finding`: what was found, in words, and the slips it shows.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import Final, Literal

from course_checks.core.essay import Essay, Sentence
from course_checks.core.library import Library
from course_checks.core.quotation import (
    RUN,
    Broken,
    Elsewhere,
    TooLong,
    Verified,
    copies,
    pieces,
    verify,
)
from course_checks.core.text import one_of, shown, squeeze, words
from course_checks.core.wording import doubt_in

AMBER = 10
"""Per cent by which a text may miss its length and still be close."""
LONGEST_COPY = 7
"""Words in a row that may be a passage's without quotation marks: a name and a title can be as long."""
MOST_COPIED = 40
"""Per cent of a text that may be passages' words."""
COUNTED_COPY = 4
"""Words in a row from which on they are counted as a passage's."""
CONFETTI = 3
"""Citations in a row, without a word between them, that no reader can tell apart."""
MOST_SHOWN = 3
"""Places named of one kind."""
UNSURE = (
    "not sure", "unsure", "not certain", "uncertain", "uncertainty", "unclear", "not clear",
    "do not know", "don't know", "does not know", "cannot know", "cannot tell", "cannot say", "cannot be sure",
    "no way to know", "not known", "doubt", "doubtful", "open question", "remains open",
    "left open", "hard to say", "hard to tell", "difficult to say", "may be mistaken", "could be mistaken",
)  # fmt: skip
"""Words that say that the writer is unsure of something."""
CERTAIN = ("no doubt", "without doubt", "without a doubt", "beyond doubt", "beyond any doubt")
"""Words that sound like doubt and say the opposite."""
ABSOLUTE = (
    *CERTAIN, "always", "never", "certainly", "definitely", "undoubtedly", "undeniably", "unquestionably",
    "obviously", "clearly", "inevitable", "inevitably", "impossible", "guarantee", "guaranteed", "guarantees",
    "immediately", "completely", "totally", "entirely", "absolutely", "proves", "proven", "all agree",
    "everybody knows", "everyone knows",
)  # fmt: skip
"""Words that leave no room for another reading."""

IN_ORDER: Final = "in order"
CLOSE: Final = "close"
LOOK_AGAIN: Final = "look again"
State = Literal["in order", "close", "look again"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found at one point of form."""

    point: str
    state: State
    says: str
    slips: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.point}: {self.state}. {self.says}"


def _finding(point: str, good: str, told: list[tuple[str, str]]) -> Finding:
    """A finding from (slip, words) pairs; `good` is said where there are none.  A pair without a slip is only close."""
    if not told:
        return Finding(point=point, state=IN_ORDER, says=good)
    slips = tuple(dict.fromkeys(slip for slip, _ in told if slip))
    says = " ".join(dict.fromkeys(said for _, said in told))
    return Finding(point=point, state=LOOK_AGAIN if slips else CLOSE, says=says, slips=slips)


def _some(found: list[str]) -> str:
    """The first few, and how many more there are."""
    more = f" and {len(found) - MOST_SHOWN} more" if len(found) > MOST_SHOWN else ""
    return ", ".join(found[:MOST_SHOWN]) + more


def _quoted(text: str, length: int = 50) -> str:
    return f"“{shown(text, length)}”"


LENGTH = "length"


def length(count: int, fewest: int, most: int) -> Finding:
    """From `fewest` to `most` words; up to a tenth beside that is close."""
    asked = f"{count} words, citations not counted; {fewest} to {most} are asked."
    if fewest <= count <= most:
        return _finding("Length", asked, [])
    near = fewest * (100 - AMBER) <= count * 100 and count * 100 <= most * (100 + AMBER)
    step = f"Add {fewest - count}." if count < fewest else f"Cut {count - most}."
    return _finding("Length", "", [("" if near else LENGTH, f"{asked} {step}")])


MISSING_HEADING = "missing-heading"


def headings(text: str, wanted: tuple[str, ...]) -> Finding:
    """Whether each heading begins a line of its own, or a line with a colon behind it, and has words below it."""
    lines = text.splitlines()
    starts = {squeeze(line.partition(":")[0]): i for i, line in enumerate(lines)}
    places = {name: starts[squeeze(name)] for name in wanted if squeeze(name) in starts}
    firsts = sorted(places.values())
    ends = dict(zip(firsts, [*firsts[1:], len(lines)], strict=False))
    empty = [
        name
        for name, i in places.items()
        if not any(map(words, [lines[i].partition(":")[2], *lines[i + 1 : ends[i]]]))
    ]
    missing = [name for name in wanted if name not in places]
    told = [(MISSING_HEADING, f"There is no line that begins with {one_of(missing)}.")] if missing else []
    told += [(MISSING_HEADING, f"Nothing stands under {one_of(empty)}.")] if empty else []
    return _finding("Headings", f"All {len(wanted)} are there, with words under each.", told)


UNKNOWN_CITATION, FEW_CITATIONS, CONFETTI_SLIP = "unknown-citation", "few-citations", "confetti"


def citations(essay: Essay, library: Library, cards: tuple[str, ...], fewest: int) -> Finding:
    """Whether what is cited exists, is enough, and stands beside the words that it is to carry."""
    passages, other, strange = _cited(essay, library, cards)
    beside = f"; items of evidence cards: {len(other)}" if other else ""
    good = f"Different passages: {len(passages)}{beside}. All of them exist."
    told = []
    for name in strange[:MOST_SHOWN]:
        guess = f" Did you mean {one_of(near)}?" if (near := library.near(name)) else ""
        told.append((UNKNOWN_CITATION, f"There is no passage {shown(name, 20)}.{guess}"))
    if len(passages) < fewest:
        told.append((FEW_CITATIONS, f"Different passages: {len(passages)}; at least {fewest} are asked."))
    rows = [sentence.row for sentence in essay.sentences if len(sentence.row) >= CONFETTI]
    if rows:
        row = ", ".join(shown(name, 12) for name in rows[0][: 2 * MOST_SHOWN])
        told.append((CONFETTI_SLIP, f"{row} stand in a row, with no words of yours between them."))
    return _finding("Citations", good, told)


def _cited(
    essay: Essay, library: Library, cards: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The passages, the items of cards, and what is neither, each once, in the order of the text."""
    by_name = {name.casefold(): name for name in cards}
    passages: list[str] = []
    other: list[str] = []
    strange: list[str] = []
    for name in (name for sentence in essay.sentences for name in sentence.cites):
        if passage := library.find(name):
            passages.append(passage)
        elif card := by_name.get(name.casefold()):
            other.append(card)
        else:
            strange.append(name)
    each, beside, unknown = (tuple(dict.fromkeys(found)) for found in (passages, other, strange))
    return each, beside, unknown


ONE_SOURCE = "one-source"


def sources(essay: Essay, library: Library, wanted: tuple[tuple[str, str], ...]) -> Finding:
    """Whether a passage of each wanted source, (id, name), is cited."""
    used = [library.source_of.get(passage) for passage in _cited(essay, library, ())[0]]
    missing = [name for source, name in wanted if source not in used]
    counts = "; ".join(f"{used.count(source)} of {name}" for source, name in wanted)
    told = [(ONE_SOURCE, f"No passage of {one_of(missing)} is cited.")] if missing else []
    return _finding("Sources", f"Passages of each are cited: {counts}.", told)


NOT_FOUND, UNCITED_QUOTE = "quote-not-found", "quote-without-citation"


def quotations(essay: Essay, library: Library) -> Finding:
    """Whether words in quotation marks stand in a passage cited in their sentence."""
    told, verified, short = [], 0, []
    for sentence in essay.sentences:
        for quote in sentence.quoted:
            if not sentence.cites:
                told.append((UNCITED_QUOTE, f"{_quoted(quote)} has no citation in its sentence."))
            elif all(len(piece) < RUN for piece in pieces(quote)):
                short.append(_quoted(quote, 30))
            elif fault := _not_found(quote, sentence, library):
                told.append((NOT_FOUND, fault))
            else:
                verified += 1
    told = told[: 2 * MOST_SHOWN]
    told += [
        ("", f"A quotation mark near {_quoted(near, 30)} has no partner.") for near in essay.unpaired[:1]
    ]
    found = (
        f"{verified} verified in the passage cited." if verified else "No words in quotation marks to verify."
    )
    few = f" Under {RUN} words nothing can be verified: {_some(short)}." if short else ""
    return _finding("Quotations", found + few, told)


def _not_found(quote: str, sentence: Sentence, library: Library) -> str:
    """Why the words of a quotation are in none of the passages cited beside it; empty if they are in one."""
    cited = [passage for name in sentence.cites if (passage := library.find(name))]
    verdicts = [verify(quote, passage, library.index) for passage in cited]
    if any(isinstance(verdict, Verified) for verdict in verdicts):
        return ""
    where = one_of(cited)
    if not cited:
        return f"{_quoted(quote)} stands beside no passage, and cannot be verified."
    match verdicts[0]:
        case Elsewhere(passages=others):
            return f"{_quoted(quote)} stands in {one_of(others)}, not in {where}."
        case TooLong(count=count):
            return f"{_quoted(quote)} has {count} words: quote fewer."
        case Broken(word=word) if word:
            return f"{_quoted(quote)} is not verified: “{shown(word, 30)}” breaks the run in {where}."
        case _:
            return (
                f"{_quoted(quote)} is not verified in {where}: three words in a row at least must be there."
            )


NO_DOUBT = "no-doubt"


def doubt(essay: Essay) -> Finding:
    """Whether one sentence at least says what the writer is unsure of."""
    unsure = next((s for s in essay.sentences if _has(s, UNSURE) and not _has(s, CERTAIN)), None)
    if unsure is not None:
        return _finding("Doubt", f"Said in {_quoted(unsure.text, 70)}", [])
    hedged = [word for sentence in essay.sentences for own in sentence.own if (word := doubt_in(own))]
    if hedged:
        said = f"Some words hedge ({_some([*dict.fromkeys(hedged)])}), but no sentence says what you are unsure of."
    else:
        said = "No sentence says what you are unsure of."
    return _finding("Doubt", "", [(NO_DOUBT, said)])


def _has(sentence: Sentence, phrases: tuple[str, ...]) -> str:
    """The first of `phrases` that the sentence has outside quotation marks; empty if none."""
    text = " | ".join(f" {' '.join(said)} " for said in sentence.said)
    return next((phrase for phrase, bounded in _bounded(phrases) if bounded in text), "")


@lru_cache(maxsize=8)
def _bounded(phrases: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each phrase, and how it stands among words."""
    return tuple((phrase, f" {phrase} ") for phrase in phrases)


COPIED, PAGE_VOICE = "copied-words", "page-voice"


def own_words(essay: Essay, library: Library) -> Finding:
    """Whether words of a passage stand without quotation marks, and how much of the text is a passage's."""
    told, copied, total = [], 0, 0
    pieces_of_own = (zip(sentence.own, sentence.said, strict=True) for sentence in essay.sentences)
    for own, said in chain.from_iterable(pieces_of_own):
        total += len(said)
        taken: set[int] = set()
        for copy in sorted(copies(own, library), key=lambda one: -one.length):
            run = range(copy.start, copy.start + copy.length)
            if copy.length > LONGEST_COPY and not taken & {*run}:
                text = " ".join(said[copy.start : copy.start + copy.length])
                told.append(
                    (
                        COPIED,
                        f"{_quoted(text, 70)}: {copy.length} words as in {copy.passage}, without quotation marks.",
                    )
                )
            taken |= {*run} if copy.length >= COUNTED_COPY else set()
        copied += len(taken)
    told = told[:MOST_SHOWN]
    if copied * 100 > MOST_COPIED * total:
        told.append((PAGE_VOICE, f"{copied * 100 // total} per cent of your words are those of passages."))
    return _finding("Own words", f"No more than {LONGEST_COPY} words in a row are a passage's.", told)


ABSOLUTE_WORD = "absolute-word"


def absolute_words(essay: Essay) -> Finding:
    """Whether words that leave no room stand in a sentence that cites nothing."""
    bare = ((s, word) for s in essay.sentences if not s.cites and (word := _has(s, ABSOLUTE)))
    told = [
        (ABSOLUTE_WORD, f"“{word}” stands without a citation in {_quoted(sentence.text)}")
        for sentence, word in islice(bare, MOST_SHOWN)
    ]
    return _finding("Strong words", "None stands without a citation.", told)
