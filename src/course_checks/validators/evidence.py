"""A passage for a claim, or against it, with its decisive words (QTI has none; nearest: text selection).

Score: 1 for a keyed passage with words that are verified in it, 1/2 for a keyed passage without them, else 0.
Words are verified by the quotation index, which holds no text: a message can say which of the learner's own
words breaks the run, or in which other passage they stand, and never what the right words are.  Whether a
passage bears on the claim is a published judgement; whether the words stand in it is not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Literal

from course_checks.core.library import NO_LIBRARY, Index, Library
from course_checks.core.outcome import Mark, Scored, Slip
from course_checks.core.part import Part, Passages, Quotation
from course_checks.core.quotation import (
    LONGEST,
    RUN,
    Broken,
    Elsewhere,
    TooLong,
    TooShort,
    Verified,
    pieces,
    runs,
    verify,
)
from course_checks.core.text import one_of, shown
from course_checks.core.wording import has_content
from course_checks.validators import Fault, Given
from course_checks.validators.common import beside_the_model, none_forced, nothing_ticked, shows_value

PASSAGE, QUOTE = "passage", "quote"
WRONG_DIRECTION, NOT_KEYED = "wrong-direction", "not-keyed"
WORDS_ELSEWHERE, BREAKS_THE_RUN = "words-elsewhere", "word-breaks-the-run"
TOO_SHORT, TOO_LONG, STOP_WORDS_ONLY = "too-short", "too-long", "stop-words-only"
WHOLE = 15
"""From so many words on, to quote a whole passage is to leave the choice of the words to the reader."""
_LABELS = {
    "supports": "A passage that supports the claim",
    "pulls the other way": "A passage that pulls against the claim",
}

everything, shows, wants_slips = nothing_ticked, shows_value, none_forced


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: a passage that bears on `claim` in one direction, and the words in it that do."""

    claim: str
    """MyST."""
    direction: Literal["supports", "pulls the other way"]
    source: str = ""
    """The id of the source that the passage must come from; empty for any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """Passages that bear on the claim as asked, the model first, with the model's words; and the other side."""

    accepted: tuple[str, ...]
    quote: str
    """Words of the first passage under `accepted`."""
    wrong_way: tuple[str, ...]
    """Passages that bear on the claim in the other direction."""


def parts(ask: Ask) -> tuple[Part, ...]:
    """The passage, then the words."""
    return (
        Part(id=PASSAGE, domain=Passages(source=ask.source), label=f"{_LABELS[ask.direction]} “{ask.claim}”"),
        Part(id=QUOTE, domain=Quotation(), label="Its decisive words"),
    )


def score(_ask: Ask, accept: Accept, given: Given, library: Library = NO_LIBRARY) -> Scored:
    """1, 1/2 or 0: keyed and verified, keyed alone, neither."""
    named = given.get(PASSAGE)
    passage = named[0] if isinstance(named, tuple) and named else ""
    quote = str(given.get(QUOTE, ""))
    keyed = passage in accept.accepted
    slip, detail = _look_up(quote, passage, library.index) if quote else ("", "")
    verified = bool(quote and passage) and not slip
    found = [(slip, QUOTE)]
    if passage and not keyed:
        # Words that stand elsewhere may mean that only the number is amiss: that is said first.
        away = (WRONG_DIRECTION if passage in accept.wrong_way else NOT_KEYED, PASSAGE)
        found = [*found, away] if slip == WORDS_ELSEWHERE else [away, *found]
    return Scored(
        score=Fraction(int(keyed) + int(keyed and verified), 2),
        marks=(
            Mark(part=PASSAGE, score=Fraction(keyed), empty=not passage),
            # Without a passage the words are only read: there is nothing yet to look them up in.
            Mark(part=QUOTE, score=Fraction(verified) if passage or not quote else None, empty=not quote),
        ),
        slips=tuple(Slip(id=name, parts=(part,)) for name, part in found if name),
        tally=f"{int(keyed) + int(verified)} of 2: passage and words are looked at together.",
        details=(detail,) if detail else (),
    )


def on_form(_ask: Ask, given: Given, library: Library = NO_LIBRARY) -> tuple[str, ...]:
    """Whether the words stand in the passage that is named, be it a good one or not."""
    named, quote = given.get(PASSAGE), str(given.get(QUOTE, ""))
    passage = named[0] if isinstance(named, tuple) and named else ""
    if not quote:
        return ()
    slip, detail = _look_up(quote, passage, library.index)
    verified = f"Your words stand in {passage}." if passage and not slip else ""
    return tuple(filter(None, (verified, detail)))


def _look_up(quote: str, passage: str, index: Index) -> tuple[str, str]:
    """(slip, what is said of the learner's own words); an empty slip if the words are verified or cannot be yet."""
    if not passage:
        return "", "Words are looked up in the passage that you name. Name it too."
    verdict = verify(quote, passage, index)
    if not isinstance(verdict, TooLong | TooShort) and not _says_something(quote):
        return STOP_WORDS_ONLY, "Your quotation has only words that join others, such as *the* or *which*."
    match verdict:
        case Verified():
            return "", _on_length(quote, passage, index)
        case Elsewhere(passages=others):
            return WORDS_ELSEWHERE, f"Your words stand in {one_of(others)}, not in {passage}."
        case Broken(word=""):
            return BREAKS_THE_RUN, f"No three of your words stand together in {passage}."
        case Broken(word=word, position=position):
            said = f"In {passage} the run breaks at word {position} of your quotation, “{shown(word, 30)}”."
            return BREAKS_THE_RUN, said
        case TooShort(piece=""):
            return TOO_SHORT, "Your quotation has no words."
        case TooShort(piece=piece):
            return TOO_SHORT, f"“{shown(piece, 60)}” is under {RUN} words: too few to be looked up."
        case TooLong(count=count):
            return TOO_LONG, f"Your quotation has {count} words; at most {LONGEST} are looked up."


def _says_something(quote: str) -> bool:
    return has_content(chain.from_iterable(pieces(quote)))


def _on_length(quote: str, passage: str, index: Index) -> str:
    """A question to somebody who has quoted all of a long passage."""
    (first, *more) = pieces(quote)
    whole = len(first) >= WHOLE and not more and len(runs(first)) == len(index[passage])
    return f"This is the whole of {passage}. Which five words do the work?" if whole else ""


def model(_ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first passage and its words."""
    return {PASSAGE: accept.accepted[0], QUOTE: accept.quote}


def also(_ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """The further passages, where there are any; the words follow the passage."""
    return beside_the_model({PASSAGE: accept.accepted})


def accepts(_ask: Ask, accept: Accept, part: str, given: Given) -> str:
    """Another passage of the list in which the same words stand."""
    named = given.get(PASSAGE)
    listed = part == PASSAGE and isinstance(named, tuple) and any(one in accept.accepted for one in named)
    return "listed under accepted" if listed else ""


def own_slips(_ask: Ask) -> tuple[str, ...]:
    """The other direction, a passage on no list, and five ways in which words are not verified."""
    return (
        WRONG_DIRECTION,
        NOT_KEYED,
        WORDS_ELSEWHERE,
        BREAKS_THE_RUN,
        TOO_SHORT,
        TOO_LONG,
        STOP_WORDS_ONLY,
    )


def faults(_ask: Ask, accept: Accept) -> tuple[Fault, ...]:
    """No passage on a side, one on both, and words that say nothing."""
    found: list[Fault] = []
    if not accept.accepted:
        found.append(("accepted", "no passage is accepted", "list the model's passage first"))
    if not accept.wrong_way:
        problem = "no passage is listed for the other direction"
        found.append(("wrong_way", problem, "list one that a reader may turn round"))
    for passage in accept.wrong_way:
        if passage in accept.accepted:
            found.append(("wrong_way", f"{passage!r} is accepted too", "choose one"))
    if not _says_something(accept.quote):
        found.append(("quote", "it has no word that says anything", "quote the words that decide it"))
    return tuple(found)
