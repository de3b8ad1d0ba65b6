"""What several kinds share: plain values in, plain values out."""

import re
from collections.abc import Iterable

from course_checks.validators import Fault, Given

_SPAN = re.compile(r"(\d{1,6})(?:\.\.(\d{1,6}))?")


def shows_value(part: str, value: str, given: Given) -> bool:
    """Whether `given` has `value` at `part`: the same option, or the passage among those named."""
    held = given.get(part)
    return value in held if isinstance(held, tuple) else held is not None and value == str(held)


def doubled(path: str, ids: Iterable[str]) -> tuple[Fault, ...]:
    """A fault for each id that stands twice; what a learner types has no case, so ids have none."""
    seen: set[str] = set()
    faults: list[Fault] = []
    for name in ids:
        if name.casefold() in seen:
            faults.append((path, f"the id {name!r} stands twice", "give each its own id"))
        seen.add(name.casefold())
    return tuple(faults)


def unknown(
    path: str, names: Iterable[str], known: Iterable[str], what: str = "in the exercise"
) -> tuple[Fault, ...]:
    """A fault for each name that is not among `known`: that it is not `what`, such as "a verdict"."""
    listed = tuple(known)
    return tuple(
        (path, f"{name!r} is not {what}", f"use {', '.join(listed)}") for name in names if name not in listed
    )


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
