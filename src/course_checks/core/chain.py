"""Chains of voices, from the page inward: reading one, and how alike two are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from course_checks.core.text import squeeze, unmask

MOST_LINKS = 8
UNNAMED = "unnamed"
"""What a learner writes for somebody whom the page hides."""
_INWARD = re.compile(r">+|[→⇒➔➜»›\n]|\b(?:via|says|cites|citing)\b", re.IGNORECASE)
_OUTWARD = re.compile(r"<+|[←⇐]")
_LISTED = re.compile(r"[,;]")
_EDGE = " \t\r.,;:-=~–—―\"'“”‘’«‹»›"
"""What may stand about a name without being part of it; arrows have their shafts here."""
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


def read_chain(text: str) -> tuple[str, ...]:
    """The links of a chain as typed, from the page inward; empty ones are dropped.

    Reads `writer > paper`, `writer -> paper` and `writer via paper`; `paper < writer`, which runs the other
    way; and a list with commas where there is no sign between the names.
    """
    shown = unmask(text)
    if _INWARD.search(shown):
        pieces = _INWARD.split(shown)
    elif _OUTWARD.search(shown):
        pieces = _OUTWARD.split(shown)[::-1]
    else:
        pieces = _LISTED.split(shown)
    return tuple(filter(None, (piece.strip(_EDGE) for piece in pieces)))


def canonical(name: str, aliases: Mapping[str, str], known: Iterable[str] = ()) -> str:
    """The name that `name` means: as it is spelt, or nearly; else `name` itself."""
    return spelt(name, aliases, known) or misspelt(name, aliases, known) or name


def spelt(name: str, aliases: Mapping[str, str], known: Iterable[str] = ()) -> str | None:
    """The name that is spelt like this, None if there is none.

    Aliases (squeezed spelling to name) come first, then `known` names.  An article and what stands in
    brackets are passed over.  `?` and words for nobody mean `unnamed`.
    """
    table = _table(aliases, known)
    forms = _forms(name)
    for form in forms:
        if form in table:
            return table[form]
    for form in forms:
        first, _, rest = form.partition(" ")
        if form in _NOBODY or first in _HIDDEN:
            return table.get(rest, UNNAMED)
    return UNNAMED if not forms and "?" in name else None


def misspelt(name: str, aliases: Mapping[str, str], known: Iterable[str] = ()) -> str | None:
    """The one name that is nearest, at most two letters away; None if there is none, or several are as near."""
    table = _table(aliases, known)
    for form in _forms(name):
        near: dict[int, set[str]] = {}
        for spelling, meant in table.items():
            if (
                min(len(form), len(spelling)) >= SHORTEST_MISSPELT
                and abs(len(form) - len(spelling)) <= CLOSEST
            ):
                near.setdefault(distance(form, spelling), set()).add(meant)
        nearest = near[min(near)] if near and min(near) <= CLOSEST else set()
        if len(nearest) == 1:
            return nearest.pop()
    return None


def without_aside(name: str) -> str:
    """A name without what stands in brackets."""
    return _ASIDE.sub(" ", name)


def _table(aliases: Mapping[str, str], known: Iterable[str]) -> Mapping[str, str]:
    """From every spelling, squeezed, to its name."""
    listed = tuple(known)
    return {**{squeeze(one): one for one in listed}, **aliases} if listed else aliases


def _forms(name: str) -> tuple[str, ...]:
    """What a name may be looked up as: whole, without what stands in brackets, and each without its article."""
    found = (squeeze(name), squeeze(without_aside(name)))
    bare = (next((form.removeprefix(a) for a in _ARTICLES if form.startswith(a)), form) for form in found)
    return tuple(dict.fromkeys(filter(None, (*found, *bare))))


@lru_cache(maxsize=4096)
def distance(one: str, other: str) -> int:
    """The fewest letters to change, add or drop to make `one` into `other` (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, wanted in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != wanted))
    return row[-1]


def common(one: Sequence[str], other: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """A longest common subsequence, as pairs of places: (in `one`, in `other`)."""
    rest = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]  # of what follows each pair of places
    for i in reversed(range(len(one))):
        for j in reversed(range(len(other))):
            skipped = max(rest[i + 1][j], rest[i][j + 1])
            rest[i][j] = 1 + rest[i + 1][j + 1] if one[i] == other[j] else skipped
    found, i, j = [], 0, 0
    while i < len(one) and j < len(other):
        if one[i] == other[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif rest[i + 1][j] >= rest[i][j + 1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def common_length(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    return len(common(one, other))
