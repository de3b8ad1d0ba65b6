"""Chains of voices, from the page inward: reading one, and how alike two are."""

import re
from collections.abc import Iterable, Mapping, Sequence

from course_checks.core.text import squeeze, unmask

MOST_LINKS = 8
UNNAMED = "unnamed"
"""What a learner writes for somebody whom the page hides."""
_ARROW = re.compile(
    r"\s*(?:[-=~]*>+|→|⇒|»|›|\bvia\b|\bsays\b|\bcites\b|\bciting\b|\breports\b|\n)\s*", re.IGNORECASE
)
_NOBODY = {
    "unnamed",
    "unknown",
    "not named",
    "anonymous",
    "nobody named",
    "somebody",
    "unnamed source",
    "a source",
}
CLOSEST = 2
"""Letters by which a name may be misspelt."""
SHORTEST_MISSPELT = 5
"""Letters a name must have before a misspelling is forgiven."""


def read_chain(text: str) -> tuple[str, ...]:
    """The links of a chain as typed, from `Zissis > BBC` to `Zissis via the BBC`; empty ones are dropped."""
    pieces = _ARROW.split(unmask(text))
    return tuple(piece.strip(" .,;:\"'“”‘’()") for piece in pieces if piece.strip(" .,;:\"'“”‘’()"))


def canonical(name: str, aliases: Mapping[str, str], known: Iterable[str] = ()) -> str:
    """The name that `name` means.

    Aliases (squeezed spelling to name) first, then `known` names up to two letters away, else `name` itself.
    `?` and words for nobody mean `unnamed`; an article before a name is passed over.
    """
    bare = squeeze(name)
    short = bare.removeprefix("the ").removeprefix("an ").removeprefix("a ")
    if not bare or bare in _NOBODY or short in _NOBODY:
        return UNNAMED
    by_spelling = {squeeze(one): one for one in known}
    for spelling in (bare, short):
        found = aliases.get(spelling) or by_spelling.get(spelling)
        if found:
            return found
    close = [
        one
        for spelling, one in by_spelling.items()
        if min(len(short), len(spelling)) >= SHORTEST_MISSPELT and distance(short, spelling) <= CLOSEST
    ]
    return close[0] if len(close) == 1 else name


def distance(one: str, other: str) -> int:
    """The fewest letters to change, add or drop to make `one` into `other` (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, wanted in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != wanted))
    return row[-1]


def common_length(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for link in one:
        before = 0
        for j, wanted in enumerate(other, 1):
            before, row[j] = row[j], before + 1 if link == wanted else max(row[j], row[j - 1])
    return row[-1]
