"""Whether words stand in a passage, decided without the passage's text.

For each passage, in order, the index keeps a 24-bit digest of every run of three normalised words.
A phrase is verified when the digests of its runs stand next to each other in one passage.  A wrong
three-word phrase passes about once in 700,000 times; one wrong word in a longer phrase breaks up to
three runs.  Under three words nothing can be quoted, only cited.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from course_checks.core.library import Digests, Index, Library
from course_checks.core.text import words

RUN = 3
"""Words in a run."""
DIGEST_BYTES = 3
LONGEST = 40
"""Words a learner may quote at once: enough to prove, too few to copy the page."""
_ELLIPSIS = re.compile(r"\s*(?:\[\s*)?(?:…|\.\s?\.\s?\.)(?:\s*\])?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The words stand in the passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TooShort:
    """A piece has fewer than three words: it can be cited, not quoted."""

    piece: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLong:
    """More words than `LONGEST`."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The words stand, whole and in order, in other passages."""

    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The run breaks at this word of the learner's; empty if none of it stands in the passage."""

    word: str
    position: int = 0
    """Which word it is, from 1."""


Verdict = Verified | TooShort | TooLong | Elsewhere | Broken


def runs(text_words: tuple[str, ...]) -> Digests:
    """The digest of every run of three words, in order; none for fewer than three words."""
    starts = range(len(text_words) - RUN + 1)
    return tuple(sha256(" ".join(text_words[i : i + RUN]).encode()).digest()[:DIGEST_BYTES] for i in starts)


def digests_of(text: str) -> Digests:
    """What the index keeps of a passage's `text`."""
    return runs(words(text))


def to_hex(digests: Digests) -> str:
    """Digests as they are written in an index file: six hexadecimal digits each, one space between."""
    return " ".join(digest.hex() for digest in digests)


def from_hex(text: str) -> Digests:
    """The reverse of `to_hex`.  Raises ValueError on anything else."""
    held = bytes.fromhex(text)
    if len(held) % DIGEST_BYTES or text != to_hex(digests := _parted(held)):
        raise ValueError(f"digests have {2 * DIGEST_BYTES} hexadecimal digits each, one space between")
    return digests


def _parted(held: bytes) -> Digests:
    return tuple(held[i : i + DIGEST_BYTES] for i in range(0, len(held), DIGEST_BYTES))


def pieces(quotation: str) -> tuple[tuple[str, ...], ...]:
    """The words of a quotation, parted where the learner left words out with an ellipsis."""
    # White space is squeezed first: a page of it would keep the pattern busy for minutes.
    parted = (words(piece) for piece in _ELLIPSIS.split(" ".join(quotation.split())))
    return tuple(piece for piece in parted if piece)


def verify(quotation: str, passage: str, index: Index) -> Verdict:
    """Whether the words of `quotation` stand in `passage`, in order.

    `passage` is an id of `index`; an id that is not in it holds no words.  Words left out are shown by
    an ellipsis, and each piece must have three words.
    """
    parted = pieces(quotation)
    short = next((piece for piece in parted if len(piece) < RUN), None)
    if short is not None or not parted:
        return TooShort(piece=" ".join(short or ()))
    count = sum(len(piece) for piece in parted)
    if count > LONGEST:
        return TooLong(count=count)
    wanted = tuple(runs(piece) for piece in parted)
    if _stands(wanted, index.get(passage, ())):
        return Verified()
    others = tuple(name for name in index if name != passage and _stands(wanted, index[name]))
    return Elsewhere(passages=others) if others else _break(parted, index.get(passage, ()))


def _find(wanted: Digests, held: Digests, start: int = 0) -> int:
    """Where `wanted` begins in `held`, at or after `start`; -1 if nowhere."""
    last = len(held) - len(wanted)
    return next((i for i in range(start, last + 1) if held[i : i + len(wanted)] == wanted), -1)


def _stands(parted: tuple[Digests, ...], held: Digests) -> bool:
    """Whether all pieces stand in `held` in order without overlapping."""
    start = 0
    for wanted in parted:
        found = _find(wanted, held, start)
        if found < 0:
            return False
        start = found + len(wanted) + RUN - 1
    return True


def _break(parted: tuple[tuple[str, ...], ...], held: Digests) -> Broken:
    """The first of the learner's words that cannot stand where it does."""
    before = start = 0
    for piece in parted:
        wanted = runs(piece)
        found = _find(wanted, held, start)
        if found < 0:
            # A piece that stands, but earlier, is out of place from its first word on.
            at = _break_in(wanted, held) if _find(wanted, held) < 0 else 0
            return Broken(word="" if at is None else piece[at], position=0 if at is None else before + at + 1)
        before += len(piece)
        start = found + len(piece)
    return Broken(word="")


def _break_in(wanted: Digests, held: Digests) -> int | None:
    """The index of the word that breaks a piece; None if no run of it is in `held`.

    It stands just after the longest right beginning, or else just before the longest right ending, or else
    before the first run that is right.
    """
    longest = len(wanted)
    beginning = next((n for n in range(longest - 1, 0, -1) if _find(wanted[:n], held) >= 0), 0)
    if beginning:
        return beginning + RUN - 1
    ending = next((n for n in range(longest - 1, 0, -1) if _find(wanted[-n:], held) >= 0), 0)
    if ending:
        return longest - ending - 1
    return next((n - 1 for n in range(1, longest) if _find(wanted[n : n + 1], held) >= 0), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Words in a row that stand, in the same order, in one passage."""

    start: int
    """The number of the first of them among the words of the text, from 0."""
    length: int
    """How many they are."""
    passage: str


@lru_cache(maxsize=4)
def _places(library: Library) -> Mapping[bytes, tuple[tuple[str, int], ...]]:
    """Where each digest stands: passages, and the number of the run in them."""
    found: dict[bytes, list[tuple[str, int]]] = {}
    for passage, held in library.index.items():
        for i, digest in enumerate(held):
            found.setdefault(digest, []).append((passage, i))
    return {digest: tuple(listed) for digest, listed in found.items()}


def copies(text: str, library: Library) -> tuple[Copy, ...]:
    """Every run of three or more words of `text` that stands in a passage, each as long as it can be."""
    given, places = runs(words(text)), _places(library)
    found: list[Copy] = []
    before: dict[tuple[str, int], int] = {}
    for at, digest in enumerate((*given, b"")):  # the last ends every run
        now = {(passage, i): before.get((passage, i - 1), 0) + 1 for passage, i in places.get(digest, ())}
        found += (
            Copy(start=at - count, length=count + RUN - 1, passage=passage)
            for (passage, i), count in before.items()
            if (passage, i + 1) not in now
        )
        before = now
    return tuple(found)


def longest_copy(text: str, library: Library) -> tuple[int, str]:
    """The most words of `text` that stand in a row in one passage, and which: (0, "") under three."""
    listed = library.passages
    ranked = [(-copy.length, listed.index(copy.passage)) for copy in copies(text, library)]
    if not ranked:
        return (0, "")
    length, number = min(ranked)
    return (-length, listed[number])
