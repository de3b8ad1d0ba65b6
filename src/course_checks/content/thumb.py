"""Rules of thumb by which a test-taker guesses: how high each option ranks, by its looks or its place alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from course_checks.core.text import words

SMALL_WORDS = frozenset(
    "a an and as at be by for from in is it its of on or that the this to was what which".split()
)
"""They are shared by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is guessed at: a text, options, and which of them are right."""

    where: str
    """exercise.item, with the row of a match."""
    prompt: str
    options: tuple[str, ...]
    right: tuple[bool, ...]
    picks: int = 1
    """How many options one takes."""


LIKE_THE_ROW = "most words of the row"

Weigh = Callable[[Asked], Sequence[float]]
"""How high each option ranks; empty where the rule has nothing to say."""


def longest(asked: Asked) -> list[float]:
    """By the number of characters."""
    return [len(text) for text in asked.options]


def shortest(asked: Asked) -> list[float]:
    """By the number of characters, the fewest first."""
    return [-len(text) for text in asked.options]


def like_the_prompt(asked: Asked) -> list[float]:
    """By the number of words shared with the prompt, small ones apart."""
    there = set(words(asked.prompt)) - SMALL_WORDS
    return [len(there & set(words(text))) for text in asked.options]


def like_the_others(asked: Asked) -> list[float]:
    """By the number of words shared with the other options, small ones apart."""
    sets = [set(words(text)) - SMALL_WORDS for text in asked.options]
    return [sum(len(one & other) for n, other in enumerate(sets) if n != m) for m, one in enumerate(sets)]


def first(asked: Asked) -> list[float]:
    """By place, the first first."""
    return [-float(number) for number, _ in enumerate(asked.options)]


def last(asked: Asked) -> list[float]:
    """By place, the last first."""
    return [float(number) for number, _ in enumerate(asked.options)]


def at(position: int) -> Weigh:
    """The option in one place; items without it are not tried."""

    def weigh(asked: Asked) -> list[float]:
        there = position < len(asked.options)
        return [float(number == position) for number, _ in enumerate(asked.options)] if there else []

    return weigh


BY_LENGTH: dict[str, Weigh] = {"the longest": longest, "the shortest": shortest}
BY_LOOKS: dict[str, Weigh] = {
    **BY_LENGTH,
    "most words of the prompt": like_the_prompt,
    "most like the others": like_the_others,
}
NUMBERED: dict[str, Weigh] = {
    "the first": at(0),
    "the second": at(1),
    "the third": at(2),
    "the fourth": at(3),
}
TO_AN_END: dict[str, Weigh] = {"the first": first, "the last": last}
