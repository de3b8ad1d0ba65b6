"""How long the narrative of a unit is, and how hard to read.

The narrative is the prose of its sections before the first exercise, without look back, headings, tables, and
whatever stands in directives.  Words are counted as a person counts them; citations are none.  The grade is
Flesch and Kincaid's, from textstat's counts.  It is an aid and no verdict: it counts syllables, not thoughts.
"""

import warnings
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from typing import Any

from course_checks.core.text import count_words
from course_checks.prose.finding import Remarks
from course_checks.prose.page import Page
from course_checks.prose.room import Room
from course_checks.prose.skeleton import narrative

WORDS = range(1200, 1601)
HARDEST = 10.5
"""The highest grade at which a unit still is plain."""
_STOPS = (".", "?", "!", ":", ".”", "?”", '."', '?"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What was counted in one unit."""

    unit: str
    words: int
    """Of the narrative."""
    sentence: float
    """Words in a sentence of the narrative, on average."""
    grade: float


def plain_measure(measured: Measure) -> dict[str, str | int | float]:
    """The numbers of a unit as JSON holds them."""
    return asdict(measured)


def measure(page: Page) -> Measure:
    """The numbers of a unit."""
    told = [one.said.plain for section in narrative(page) for one in section.paragraphs]
    a_sentence, a_word = _lengths(_as_prose(told))
    words = sum(map(count_words, told))
    return Measure(
        unit=page.unit.id if page.unit else page.file,
        words=words,
        sentence=round(a_sentence, 1),
        grade=round(0.39 * a_sentence + 11.8 * a_word - 15.59, 1) if words else 0.0,
    )


def length(page: Page, _room: Room) -> Remarks:
    """A narrative that is too short or too long."""
    words = measure(page).words
    if words not in WORDS:
        yield 1, f"the narrative has {words} words", f"write {WORDS[0]} to {WORDS[-1]}"


def level(page: Page, _room: Room) -> Remarks:
    """A narrative that is too hard."""
    found = measure(page)
    if found.grade > HARDEST:
        problem = f"the narrative reads at grade {found.grade}, with {found.sentence} words a sentence"
        yield 1, problem, f"come down to {HARDEST}: part long sentences, take shorter words"


def _lengths(text: str) -> tuple[float, float]:
    """(words in a sentence, syllables in a word), as textstat counts them, and not rounded as it rounds them."""
    counts = _textstat()
    words = counts.lexicon_count(text)
    return words / counts.sentence_count(text), counts.syllable_count(text) / max(words, 1)


def _as_prose(paragraphs: Iterable[str]) -> str:
    """Paragraphs one after the other; one without a full stop, such as an item of a list, is given one."""
    return " ".join(one if one.endswith(_STOPS) else f"{one}." for one in paragraphs if one)


@cache
def _textstat() -> Any:
    """textstat, which announces on loading that a part of its tools is old."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module("textstat")
