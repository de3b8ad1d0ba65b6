"""What several kinds share: plain values in, plain values out."""

from collections.abc import Iterable

from course_checks.validators import Fault, Given


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


def unknown(path: str, names: Iterable[str], known: Iterable[str]) -> tuple[Fault, ...]:
    """A fault for each name that is not among `known`."""
    listed = tuple(known)
    return tuple(
        (path, f"{name!r} is not in the exercise", f"use {', '.join(listed)}")
        for name in names
        if name not in listed
    )
