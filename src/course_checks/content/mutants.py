"""Mutants of the model response: one scored part changed through its domain."""

from collections.abc import Iterator, Mapping

from course_checks.core.part import Number, Options, Part, Passages, Prose
from course_checks.core.text import shown


def mutants(
    model: Mapping[str, str], parts: tuple[Part, ...], passages: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """(part, other value) for every way to change one scored part of `model`.

    Another option, another passage, a number one up or one down.  Prose is exempt.
    """
    for part in parts:
        if part.scored and part.id in model:
            for value in _others(part, model[part.id], passages):
                yield part.id, value


def _others(part: Part, held: str, passages: tuple[str, ...]) -> tuple[str, ...]:
    match part.domain:
        case Options(ids=ids):
            return tuple(value for value in ids if value != held)
        case Passages():
            return tuple(passage for passage in passages if passage != held)
        case Number(low=low, high=high):
            return tuple(str(n) for n in (int(held) - 1, int(held) + 1) if low <= n <= high)
        case Prose():
            return ()


def label(item: str, part: str, value: str) -> str:
    """A mutant as the audit names it."""
    return f"{item}.{part} = {shown(value)}"
