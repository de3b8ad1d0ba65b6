"""How a check ends, in one of four ways, and what is said about a place.

`Scored` is the only ending that judges.  `Unanswered` and `InvalidResponse` cost the learner
nothing, and `CheckerFault` is ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

State = Literal["right", "half", "look again", "empty", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be read, said to the person who wrote it."""

    say: str
    """What is the matter and what to do, in plain words."""
    field: str = ""
    """Where: `ITEM.PART`, a part, or empty for the whole."""
    line: int = 0
    """The line of the file, from 1; 0 where there is none."""
    read: str = ""
    """What stood there, shortened and made safe to show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that was repaired, or read kindly, and is shown so that nothing happens in silence."""

    say: str
    field: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A named misreading that a response shows, and the parts that show it."""

    id: str
    parts: tuple[str, ...] = ()
    general: bool = False
    """Whether what only this exercise knows is to be said before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What was seen at one part: its share of the score (0 to 1), or None where it is not scored."""

    part: str
    score: Fraction | None
    empty: bool = False

    @property
    def state(self) -> State:
        """The mark in words."""
        if self.empty:
            return "empty"
        if self.score is None:
            return "read"
        if self.score == 1:
            return "right"
        return "half" if self.score > 0 else "look again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Read and judged."""

    score: Fraction | None
    """0 to 1; None where nothing in the item is scored, or no key is at hand."""
    marks: tuple[Mark, ...]
    slips: tuple[Slip, ...] = ()
    tally: str = ""
    """How many of how many, in the kind's words: never which ones."""
    details: tuple[str, ...] = ()
    """Results that are neither score nor slip, a line each or several: shown at every rung."""
    hint: str = ""
    """Where to look, in the kind's words (for an order: what already stands right)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """Nothing was given; never called wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidResponse:
    """Something was given that could not be read.  It is not scored and does not count as an attempt."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckerFault:
    """Our mistake: the check of this item broke, and nothing was scored."""

    what: str
    """For a report to us: the kind of fault, without the learner's text."""


Outcome = Scored | Unanswered | InvalidResponse | CheckerFault


def mean(values: Iterable[Fraction]) -> Fraction:
    """The exact mean of `values`, each 0 to 1; 0 for none."""
    listed = tuple(values)
    return sum(listed, Fraction(0)) / len(listed) if listed else Fraction(0)
