"""A text in the learner's own words, taken apart: sentences, citations in brackets, words in quotation marks.

Nothing is judged here.  Every step is linear in the length of the text, whatever is typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from course_checks.core.library import Library
from course_checks.core.text import unmask, words

_QUOTE, _STOPPED, _CITE = "\ue000", "\ue001", "\ue002"
"""They stand for what was taken out: a quotation, one that ends a sentence, citations.  `unmask` leaves no
such signs of a learner's."""
_MARK = '"“”„«»'
# Patterns whose first sign is one of a few are soon through a text: what must not stand before it is looked at after.
_QUOTED = re.compile(
    rf"[{_MARK}‘'](?:"
    rf"(?<=[{_MARK}])([^{_MARK}]+)[{_MARK}]"
    r"|(?<=‘)((?:[^‘’]|(?<=\w)’(?=\w))+)’(?!\w)"
    r"|(?<=')(?<![\w']')((?:[^']|(?<=\w)'(?=\w))+)'(?![\w']))"
)
_BRACKETS = re.compile(r"\[([^\[\]()]{1,200})\]|\(([^\[\]()]{1,200})\)")
_BETWEEN = re.compile(r"[\s,;&/]+|\band\b")
_PARTED = re.compile(r"\b([A-Z]{1,2})\s(?=\d)")
_ID = re.compile(r"[A-Za-z]{1,3}\d{1,3}")
_END = re.compile(
    rf"[.?!{_STOPPED}](?:(?<={_STOPPED})|(?<=[.?!])(?<!\b[A-Z].)(?<!\b[DM]r.)[.?!]*[)\]'’]*)"
    rf"(?:\s*{_CITE})*(?=\s+[^a-z\s]|\s*$)"
)
_ROW = re.compile(rf"{_CITE}(?:[\s,;]*{_CITE})*")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_INSERTED = re.compile(r"\[[^\]]*\]")
_LOOSE = re.compile(r"\s+(?=[.,;:?!])")
_HELD = re.compile(f"[{_QUOTE}{_STOPPED}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence."""

    text: str
    """As it was typed, without its citations."""
    own: tuple[str, ...]
    """What stands outside quotation marks, in pieces."""
    said: tuple[tuple[str, ...], ...]
    """The words of each of these pieces, folded."""
    quoted: tuple[str, ...]
    """What stands inside; words put in by the learner, in square brackets, are an ellipsis."""
    cites: tuple[str, ...]
    """The ids cited, as typed."""
    row: tuple[str, ...]
    """The longest row of citations without a word between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Essay:
    """A text taken apart."""

    sentences: tuple[Sentence, ...]
    unpaired: tuple[str, ...]
    """The first words of each paragraph in which a quotation mark has no partner."""

    @property
    def text(self) -> str:
        """The whole text without its citations."""
        return " ".join(sentence.text for sentence in self.sentences)


def take_apart(text: str, library: Library, cards: tuple[str, ...] = ()) -> Essay:
    """The sentences of `text`.

    A citation stands in square brackets; round ones are read as well where all in them is a known id:
    a passage of `library` or one of `cards`.
    """
    known = {name.casefold() for name in (*library.passages, *cards)}
    sentences: list[Sentence] = []
    unpaired = []
    for paragraph in filter(str.strip, _PARAGRAPH.split(unmask(text))):
        if sum(map(paragraph.count, _MARK)) % 2:
            unpaired.append(paragraph.strip()[:40])
        sentences += _sentences(paragraph, known)
    return Essay(sentences=tuple(sentences), unpaired=tuple(unpaired))


def _sentences(paragraph: str, known: set[str]) -> Iterator[Sentence]:
    quotes: list[str] = []
    groups: list[tuple[str, ...]] = []

    def keep_quote(found: re.Match[str]) -> str:
        quotes.append(found[1] or found[2] or found[3])
        return _STOPPED if quotes[-1].endswith((".", "?", "!")) else _QUOTE

    def keep_cite(found: re.Match[str]) -> str:
        ids = tuple(filter(None, _BETWEEN.split(_PARTED.sub(r"\1", found[1] or found[2]))))
        square = found[1] is not None
        if ids and all(name.casefold() in known or (square and _ID.fullmatch(name)) for name in ids):
            groups.append(ids)
            return _CITE
        return found[0]

    bare = _BRACKETS.sub(keep_cite, _QUOTED.sub(keep_quote, " ".join(paragraph.split())))
    held, cited = iter(quotes), iter(groups)
    start = before = 0
    for end in (*(found.end() for found in _END.finditer(bare)), len(bare)):
        # Stops alone make no sentence: they belong to the next.
        if any(mark.isalnum() or mark in (_QUOTE, _STOPPED, _CITE) for mark in bare[before:end]):
            yield _sentence(bare[start:end].strip(), held, cited)
            start = end
        before = end


def _sentence(piece: str, held: Iterator[str], cited: Iterator[tuple[str, ...]]) -> Sentence:
    """One sentence; it takes from `held` and `cited` what was taken out of it."""
    rows = [
        tuple(name for _ in range(found[0].count(_CITE)) for name in next(cited))
        for found in _ROW.finditer(piece)
    ]
    first, *others = _HELD.split(_LOOSE.sub("", _ROW.sub("", piece)))
    quotes = [next(held) for _ in others]
    whole = first + "".join(f"“{quote}”{own}" for quote, own in zip(quotes, others, strict=True))
    own = tuple(filter(str.strip, (first, *others)))
    return Sentence(
        text=" ".join(whole.split()),
        own=own,
        said=tuple(map(words, own)),
        quoted=tuple(_INSERTED.sub("…", quote) for quote in quotes),
        cites=tuple(dict.fromkeys(name for row in rows for name in row)),
        row=max(rows, key=len, default=()),
    )
