"""Names: which one is meant by what was typed, as it is spelt or nearly."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from course_checks.core.text import squeeze

UNNAMED = "unnamed"
"""What a learner writes for somebody whom the page hides."""
_ASIDE = re.compile(r"\([^()]*\)?")
_NOBODY = frozenset(
    {
        "anonymous",
        "hidden",
        "no name",
        "nobody named",
        "not known",
        "not named",
        "source",
        "somebody",
        "someone",
        "unknown",
        "unnamed",
    }
)
_HIDDEN = frozenset({"anonymous", "hidden", "somebody", "someone", "unknown", "unnamed"})
"""Words before a description of somebody without a name."""
_ARTICLES = ("the ", "an ", "a ")
CLOSEST = 2
"""Letters by which a name may be misspelt."""
SHORTEST_MISSPELT = 5
"""Letters a name must have before a misspelling is forgiven."""

Spellings = Mapping[str, str]
"""From a spelling, squeezed, to the name that it stands for."""


def with_known(spellings: Spellings, known: Iterable[str]) -> Spellings:
    """`spellings` with those of the names that are `known` by themselves; `spellings` come first."""
    return {**{squeeze(one): one for one in known}, **spellings}


def canonical(name: str, spellings: Spellings) -> str:
    """The name that `name` means: as it is spelt, or nearly; else `name` itself."""
    return spelt(name, spellings) or misspelt(name, spellings) or name


def spelt(name: str, spellings: Spellings) -> str | None:
    """The name that is spelt like this, None if there is none.

    An article and what stands in brackets are passed over.  `?` and words for nobody mean `unnamed`.
    """
    forms = _forms(name)
    for form in forms:
        if form in spellings:
            return spellings[form]
    for form in forms:
        first, _, rest = form.partition(" ")
        if form in _NOBODY or first in _HIDDEN:
            return spellings.get(rest, UNNAMED)
    return UNNAMED if not forms and "?" in name else None


def misspelt(name: str, spellings: Spellings) -> str | None:
    """The one name that is nearest, at most two letters away; None if there is none, or several are as near."""
    for form in _forms(name):
        near: dict[int, set[str]] = {}
        shortest, longest = len(form) - CLOSEST, len(form) + CLOSEST
        for spelling in [spelling for spelling in spellings if shortest <= len(spelling) <= longest]:
            if (apart := letters_apart(form, spelling)) is not None:
                near.setdefault(apart, set()).add(spellings[spelling])
        nearest = near[min(near)] if near else set()
        if len(nearest) == 1:
            return nearest.pop()
    return None


def without_aside(name: str) -> str:
    """A name without what stands in brackets."""
    return _ASIDE.sub(" ", name)


@lru_cache(maxsize=1024)
def _forms(name: str) -> tuple[str, ...]:
    """What a name may be looked up as: whole, without what stands in brackets, and each without its article."""
    found = (squeeze(name), squeeze(without_aside(name)))
    bare = (next((form.removeprefix(a) for a in _ARTICLES if form.startswith(a)), form) for form in found)
    return tuple(dict.fromkeys(filter(None, (*found, *bare))))


def letters_apart(one: str, other: str) -> int | None:
    """How many letters apart two names are, if each is long enough to be misspelt and it is `CLOSEST` at most."""
    size = len(one)
    if not -CLOSEST <= size - len(other) <= CLOSEST or min(size, len(other)) < SHORTEST_MISSPELT:
        return None
    # Two letters amiss leave one of three pieces whole: most names are turned away here.
    third = size // 3
    if one[:third] in other or one[third : 2 * third] in other or one[2 * third :] in other:
        return apart if (apart := distance(one, other)) <= CLOSEST else None
    return None


@lru_cache(maxsize=4096)
def distance(one: str, other: str) -> int:
    """The fewest letters to change, add or drop to make `one` into `other` (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, wanted in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != wanted))
    return row[-1]
