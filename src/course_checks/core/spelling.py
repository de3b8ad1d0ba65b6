"""Names as people spell them: what may make no difference, named one by one, and what is nearly a name."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from course_checks.core.names import letters_apart
from course_checks.core.text import unmask

Normaliser = Literal["case", "spaces", "accents", "articles"]
"""The name of something that may make no difference."""
NORMALISERS: Mapping[Normaliser, str] = {
    "case": "capitals",
    "spaces": "spaces, full stops, hyphens",
    "accents": "accents",
    "articles": "an article before it",
}
"""What each is called when it is told to a learner."""
EVERY: tuple[Normaliser, ...] = tuple(NORMALISERS)

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_GAPS = re.compile(r"[\s.\-]+")
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_STRAIGHT = str.maketrans("‘’ʼ“”„«»", '\'\'\'"""""')
_AROUND = " \"'.,;:!?()"


def told(how: Collection[Normaliser]) -> str:
    """What `how` says makes no difference, in words."""
    return ", ".join(said for name, said in NORMALISERS.items() if name in how)


def normalised(text: str, how: Iterable[Normaliser]) -> str:
    """`text` without what `how` says makes no difference.

    The form of quotation marks and dashes, marks around the name, characters that cannot be seen and doubled
    spaces never do.
    """
    looked_past = frozenset(how)
    name = _without(text, looked_past)
    # An accent that stood alone comes to a letter once the space between them is gone, and is one with it.
    while not text.isascii() and (again := _without(name, looked_past)) != name:
        name = again
    return name


def _without(text: str, looked_past: Collection[Normaliser]) -> str:
    bare = _DASHES.sub("-", unmask(text).translate(_STRAIGHT))
    name = " ".join(bare.split()).strip(_AROUND)
    if "accents" in looked_past:
        taken_apart = unicodedata.normalize("NFKD", name)
        kept = (mark for mark in taken_apart if not unicodedata.combining(mark))
        name = unicodedata.normalize("NFKC", "".join(kept))
    if "articles" in looked_past and (article := _ARTICLE.match(name)):
        name = name[article.end() :]
    if "case" in looked_past:
        name = name.casefold()
    return _GAPS.sub("", name) if "spaces" in looked_past else name


def same(one: str, other: str, how: Iterable[Normaliser]) -> bool:
    """Whether two spellings are the same name once `how` is looked past."""
    listed = tuple(how)
    return normalised(one, listed) == normalised(other, listed)


def telling(one: str, other: str, how: Iterable[Normaliser]) -> tuple[Normaliser, ...]:
    """What, beside `how`, keeps two spellings apart that are the same once everything is looked past.

    Empty if nothing does, or if they are not the same even then.
    """
    past = tuple(how)
    if same(one, other, past) or not same(one, other, EVERY):
        return ()
    further = tuple(name for name in EVERY if name not in past)
    needed = tuple(n for n in further if not same(one, other, (rest for rest in EVERY if rest != n)))
    return needed or further


def nearly(one: str, other: str) -> bool:
    """Whether two names, everything looked past, are a letter or two apart, and long enough to be misspelt."""
    # A text of any length is turned away by it, before its letters are compared.
    return bool(letters_apart(normalised(one, EVERY), normalised(other, EVERY)))
