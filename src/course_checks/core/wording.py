"""The form of a statement: whether somebody speaks in it, and whether something limits it.

Words are looked up in short lists.  What a statement says, and whether it is true, is not judged here.
"""

from collections.abc import Collection

from course_checks.core.text import words

SPEAKING = frozenset(
    "according acknowledged acknowledges announced announces argued argues asserted asserts claimed claims"
    " declared declares denied denies explained explains informed insisted insists mentioned mentions noted"
    " notes quoted quotes remarked reported reports said say saying says spoke spokesman spokesperson"
    " spokeswoman spoken stated states stressed suggested suggests tell telling tells told warned warns"
    " writes wrote".split()
)
"""Words that give a statement a speaker."""
DOUBTING = frozenset(
    "allegedly apparent apparently appear appeared appears arguably assume assumed contested could doubt"
    " doubtful doubts likely maybe may might perhaps possible possibly presumably probable probably purported"
    " reportedly seem seemed seemingly seems suggest suggested suggests supposedly unclear uncertain"
    " unconfirmed unlikely unproven unverified".split()
)
"""Words that keep a statement from being certain."""
LIMITING = frozenset(
    "albeit although but conditional conditionally depending except however if only provided though unless"
    " until whether while yet".split()
)
"""Words that set a condition or another side beside a statement."""


def speaker_in(text: str) -> str:
    """The first word of `text` that gives it a speaker, folded; empty if there is none."""
    return _first(text, SPEAKING)


def doubt_in(text: str) -> str:
    """The first word of `text` that keeps it from being certain, folded; empty if there is none."""
    return _first(text, DOUBTING)


def hedge_in(text: str) -> str:
    """The first word of `text` that doubts or limits it, folded; empty if there is none."""
    return _first(text, DOUBTING | LIMITING)


def _first(text: str, listed: Collection[str]) -> str:
    """The first of the listed words; a month before or after its number is no verb."""
    found = words(text)
    for i, word in enumerate(found):
        beside = (*found[max(i - 1, 0) : i], *found[i + 1 : i + 2])
        if word in listed and not (word == "may" and any(one.isdigit() for one in beside)):
            return word
    return ""
