"""Chains of voices, from the page inward: reading one, and how alike two are."""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from course_checks.core.text import unmask

MOST_LINKS = 8
SIGN = " > "
"""What joins the names of a chain as a key has it."""
Chain = tuple[str, ...]
"""Names, from the page inward."""
_INWARD = re.compile(r">+|[→⇒➔➜»›\n]|\b(?:via|says|cites|citing)\b", re.IGNORECASE)
_OUTWARD = re.compile(r"<+|[←⇐]")
_LISTED = re.compile(r"[,;]")
_EDGE = " \t\r.,;:-=~–—―\"'“”‘’«‹»›"
"""What may stand about a name without being part of it; arrows have their shafts here."""


def read_chain(text: str) -> Chain:
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


@lru_cache(maxsize=1024)
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


def share(one: Sequence[str], other: Sequence[str]) -> Fraction:
    """The length of the longest common subsequence over that of the longer of the two, which has a link."""
    return Fraction(common_length(one, other), max(len(one), len(other)))


def gaps(one: Sequence[str], other: Sequence[str]) -> tuple[int, ...]:
    """After how many of the links that both have in common `other` has some that `one` lacks."""
    places = [-1, *(j for _, j in common(one, other)), len(other)]
    return tuple(n for n in range(len(places) - 1) if places[n + 1] - places[n] > 1)
