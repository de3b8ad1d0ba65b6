"""A text of the learner's own, such as a memo: its form is looked at, and a person reads it (QTI: extendedText).

There is no score.  Looked at are the length (up to a tenth beside it is close), headings, citations in brackets,
that all sources are used, that quoted words stand in the passage cited, a sentence of doubt, runs of a passage's
words without quotation marks, and words that leave no room in a sentence that cites nothing.  Whether the text
is true, fair or well argued is not judged, and the result says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from course_checks.core import form
from course_checks.core.essay import take_apart
from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Mark, Scored, Slip
from course_checks.core.part import Option, Part, Prose
from course_checks.core.text import count_words
from course_checks.validators import Fault, Given
from course_checks.validators.common import doubled, none_forced, nothing_beside, nothing_ticked

TEXT = "text"
LINES = 16
TOO_LONG = 4
"""So many times the length that is asked, and only the length is looked at."""
LETTERS = 16
"""Characters that a word has at most, on average, with its citations; a text of longer ones is no text."""

# Any text will do, so that there is nothing to list; and all slips are those of form.
everything, also, wants_slips = nothing_ticked, nothing_beside, none_forced


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What a person reads for, and what it looks like on three levels."""

    id: str
    text: str
    basic: str
    proficient: str
    advanced: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked of the text."""

    words: tuple[int, ...]
    """The fewest and the most, citations not counted."""
    passages: int = 0
    """How many different passages it cites at least; 0 where sources have no place in it."""
    sources: tuple[Option, ...] = ()
    """Sources of which a passage must be cited: id and name."""
    cards: tuple[str, ...] = ()
    """Items of evidence cards that may be cited beside passages; what they say cannot be verified."""
    doubt: bool = False
    """Whether a sentence must say what the writer is unsure of."""
    headings: tuple[str, ...] = ()
    """Headings under each of which something must stand."""
    criteria: tuple[Criterion, ...] = ()
    """What a person will read for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """A text in whose form nothing is amiss.  It is shown as one way to do it, never compared."""

    model: str


def parts(_ask: Ask) -> tuple[Part, ...]:
    """One blank, of prose."""
    return (Part(id=TEXT, domain=Prose(lines=LINES), label="Your text", scored=False),)


def _is_no_draft(text: str, most: int) -> bool:
    """Whether a text is so long that only its length is looked at: more than `most` words, or letters for them."""
    # As many words need more characters: what is shorter is not counted.
    return len(text) > most and (len(text) > most * LETTERS or count_words(text) > most)


def findings(ask: Ask, text: str, library: Library) -> tuple[form.Finding, ...]:
    """What was found at each point of form that is looked at."""
    fewest, most = ask.words
    if _is_no_draft(text, TOO_LONG * most):
        return (form.length(count_words(text), fewest, most),)
    essay = take_apart(text, library, ask.cards)
    wanted = tuple((source.id, source.text) for source in ask.sources)
    looked = (
        form.length(count_words(essay.text), fewest, most),
        form.headings(text, ask.headings) if ask.headings else None,
        form.citations(essay, library, ask.cards, ask.passages) if ask.passages else None,
        form.sources(essay, library, wanted) if wanted else None,
        form.quotations(essay, library) if ask.passages else None,
        form.doubt(essay) if ask.doubt else None,
        form.own_words(essay, library),
        form.absolute_words(essay),
    )
    return tuple(found for found in looked if found is not None)


def not_judged(ask: Ask) -> str:
    """What the check leaves to a reader, in words."""
    named = "; ".join(criterion.text for criterion in ask.criteria)
    read = f" A person reads it for these: {named}." if named else " A person reads it."
    return f"Not judged here: whether the text is true, fair or well argued.{read}"


def score(ask: Ask, _accept: Accept, given: Given, library: Library = NO_LIBRARY) -> Scored:
    """No score: what was found in the form, what was not judged, and the slips of form."""
    found = findings(ask, str(given.get(TEXT, "")), library)
    shown = [slip for finding in found for slip in finding.slips]
    good = sum(finding.state == form.IN_ORDER for finding in found)
    return Scored(
        score=None,
        marks=(Mark(part=TEXT, score=None, empty=TEXT not in given),),
        slips=tuple(Slip(id=slip, parts=(TEXT,)) for slip in own_slips(ask) if slip in shown),
        tally=f"In order: {good} of {len(found)} points of form. There is no score.",
        details=_told(ask, found),
    )


def on_form(ask: Ask, given: Given, library: Library = NO_LIBRARY) -> tuple[str, ...]:
    """The same findings: none of them needs a key."""
    return _told(ask, findings(ask, str(given.get(TEXT, "")), library))


def _told(ask: Ask, found: tuple[form.Finding, ...]) -> tuple[str, ...]:
    return (*map(str, found), not_judged(ask))


def shows(_part: str, _value: str, _given: Given) -> bool:
    """Never: a slip cannot rest on prose."""
    return False


def model(_ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The text of the key."""
    return {TEXT: accept.model.strip()}


def accepts(_ask: Ask, _accept: Accept, _part: str, _given: Given) -> str:
    """Nothing is scored, so nothing is accepted either."""
    return ""


def own_slips(ask: Ask) -> tuple[str, ...]:
    """The slips of form that this text can show, those first that a writer mends first."""
    cited = (form.UNKNOWN_CITATION, form.FEW_CITATIONS) if ask.passages else ()
    quoted = (form.NOT_FOUND, form.UNCITED_QUOTE) if ask.passages else ()
    return (
        form.LENGTH,
        *((form.MISSING_HEADING,) if ask.headings else ()),
        *cited,
        *((form.ONE_SOURCE,) if ask.sources else ()),
        *quoted,
        form.COPIED,
        form.PAGE_VOICE,
        *((form.NO_DOUBT,) if ask.doubt else ()),
        form.ABSOLUTE_WORD,
        *((form.CONFETTI_SLIP,) if ask.passages else ()),
    )


def faults(ask: Ask, _accept: Accept) -> tuple[Fault, ...]:
    """A length that is none, sources that need citations, doubled names."""
    found = [
        *doubled("criteria", (criterion.id for criterion in ask.criteria)),
        *doubled("headings", ask.headings),
        *doubled("sources", (source.id for source in ask.sources)),
        *doubled("cards", ask.cards),
    ]
    if len(ask.words) != 2 or not 0 < ask.words[0] <= ask.words[1]:
        found.append(
            ("words", f"{list(ask.words)} is not a length", "give the fewest and the most: [250, 400]")
        )
    if ask.passages < len(ask.sources):
        wanted = len(ask.sources)
        found.append(
            ("passages", f"{ask.passages} passages for {wanted} sources", f"ask for at least {wanted}")
        )
    return tuple(found)
