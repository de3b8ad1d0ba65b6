"""A value as a key writes it, a name, a number or a date: what it means, and what fits it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from course_checks.core.dates import covers, read_date
from course_checks.core.part import Value
from course_checks.core.spelling import EVERY, Normaliser, normalised

EntryKind = Literal["name", "number", "date"]
_LISTED = 5
"""A range of at most so many numbers is listed number by number."""
_SPAN = re.compile(r"(\d{1,6})(?:\.\.(\d{1,6}))?")


@lru_cache(maxsize=1024)
def span(written: str) -> tuple[int, int] | None:
    """Both ends of a number or a range as a key has it, such as "24" or "24..25"; None for anything else."""
    found = _SPAN.fullmatch(written)
    if found is None:
        return None
    low, high = int(found[1]), int(found[2] or found[1])
    return (low, high) if low <= high else None


def within(written: str, number: int) -> bool:
    """Whether a number is the one that a key has written, or lies in its range."""
    ends = span(written)
    return ends is not None and ends[0] <= number <= ends[1]


@lru_cache(maxsize=1024)
def dated(written: str) -> str | None:
    """The ISO form of a date that a key has written; None if it is no date."""
    return read_date(written)


@lru_cache(maxsize=1024)
def named(written: str, how: tuple[Normaliser, ...]) -> str:
    """A name that a key has written, without what `how` says makes no difference."""
    return normalised(written, how)


def fits(entry: EntryKind, written: str, held: Value, how: tuple[Normaliser, ...]) -> bool:
    """Whether a value is what a key has written: in its range, a part of its date, or the same name."""
    if isinstance(held, int):
        return within(written, held)
    if entry == "date":
        return covers(dated(written) or written, str(held))
    return named(written, how) == normalised(str(held), how)


def as_typed(entry: EntryKind, written: str) -> tuple[str, ...]:
    """What a learner may type for what a key has written; for a range, its numbers."""
    if entry == "date":
        return (dated(written) or written,)
    low, high = (span(written) if entry == "number" else None) or (0, -1)
    if high - low >= _LISTED:
        return (str(low), f"any number up to {high}")
    return tuple(str(number) for number in range(low, high + 1)) or (written,)


def as_read(entry: EntryKind, written: str) -> Value:
    """What a key has written as if a learner had given it."""
    ends = span(written) if entry == "number" else None
    return ends[0] if ends else as_typed(entry, written)[0]


def unreadable(entry: EntryKind, written: str) -> Iterator[tuple[str, str]]:
    """(problem, remedy) if what a key has written cannot be read."""
    match entry:
        case "number":
            if span(written) is None:
                yield f"{written!r} is not a number", "write a number, or a range such as 24..25"
        case "date":
            if dated(written) is None:
                yield f"{written!r} is not a date", "write 2006, 2006-10 or 2006-10-09"
        case "name":
            if not named(written, EVERY):
                yield f"{written!r} has no letter", "write the name"
