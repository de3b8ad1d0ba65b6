"""The form of a statement: whether somebody speaks in it, something limits it, and some word says anything.

Words are looked up in short lists.  What a statement says, and whether it is true, is not judged here.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from course_checks.core.text import count_words, words

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
HEDGING = DOUBTING | LIMITING
FUNCTION_WORDS = frozenset(
    "a about above after again against all also although among an and another any are as at be because been"
    " before being below between both but by can could did do does doing down during each either even every few"
    " for from further had has have having he her here hers him his how however i if in into is it its itself"
    " just may me meanwhile might mine more most much must my neither nevertheless no nor not of off on once one"
    " only onto or other others our out over own same shall she should so some such than that the their theirs"
    " them themselves then there these they this those though through thus to too toward towards under until up"
    " upon very was we were what when where whether which while who whom whose why will with within without"
    " would yet you your"
    # Nouns that say nothing in phrases such as "on the other hand", "in part due to" or "in terms of".
    " case course due fact hand part terms".split()
)
"""English words that join or place other words: a run of nothing else proves nothing."""
LOOKED_AT = 5000
"""Letters of a wording in which a speaker and a hedge are looked for."""


def doubt_in(text: str) -> str:
    """The first word of `text` that keeps it from being certain, folded; empty if there is none."""
    return _first(words(text), DOUBTING)


def has_content(found: Iterable[str]) -> bool:
    """Whether some of these words, folded, does more than join others."""
    return not FUNCTION_WORDS.issuperset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What can be seen of the form of a wording."""

    speaker: str
    """The word that gives it a speaker; empty for none."""
    hedge: str
    """The word that doubts or limits it; empty for none."""
    count: int
    """How many words it has."""

    def holds(self, fewest: int, most: int) -> bool:
        """Whether there are a speaker and a hedge, and from `fewest` to `most` words."""
        return bool(fewest <= self.count <= most and self.speaker and self.hedge)

    def told(self, fewest: int, most: int) -> str:
        """What was found, and what is missing, in words."""
        found = (
            f"a speaker (“{self.speaker}”)"
            if self.speaker
            else "no word for a speaker, such as said or according",
            f"a limit (“{self.hedge}”)"
            if self.hedge
            else "no word that doubts or limits, such as may, if or but",
            f"{self.count} {'word' if self.count == 1 else 'words'}; {fewest} to {most} are asked",
        )
        return "; ".join(found)


def form_of(text: str) -> Form:
    """The form of a wording."""
    found = words(text[:LOOKED_AT])
    return Form(speaker=_first(found, SPEAKING), hedge=_first(found, HEDGING), count=count_words(text))


def _first(found: tuple[str, ...], listed: Collection[str]) -> str:
    """The first of the listed words; a month before or after its number is no verb."""
    for i, word in enumerate(found):
        if word in listed:
            beside = (*found[max(i - 1, 0) : i], *found[i + 1 : i + 2])
            if word != "may" or not any(one.isdigit() for one in beside):
                return word
    return ""
