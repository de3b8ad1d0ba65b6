"""What the report says of a class, as frozen values: every figure with its interval, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FEWEST = 20
"""Learners below whom no coefficient is printed: of 20, a true r of .30 may show as anything from -.16 to .66."""
WORKING = 0.05
"""The share that a wrong option needs to be doing anything (Tarrant, Ware and Mohammed 2009)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure, where it may well lie, and how many learners it rests on."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """No figure, and why."""

    why: str


Figure = Estimate | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One value at one part, and who took it."""

    value: str
    text: str
    """As the learner saw it; empty for what they typed themselves."""
    keyed: bool
    count: int
    share: Figure
    rest: Figure | None = None
    """For an option of a choice: the correlation of taking it with the rest of the exercise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartUse:
    """What was given at one part."""

    part: str
    label: str
    uses: tuple[Use, ...]
    blank: int
    others: int
    """Answers that are not listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An answer that shows a slip, with no name."""

    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipFigure:
    """One misreading and how many showed it."""

    exercise: str
    item: str
    slip: str
    unit: str
    count: int
    share: Figure
    message: str
    """What a learner is told; empty where the key of today has no such slip."""
    passages: tuple[str, ...]
    """What to read again."""
    parts: tuple[str, ...]
    """The parts that showed it most."""
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrayFigure:
    """A wrong value that no slip explains."""

    exercise: str
    item: str
    part: str
    text: str
    count: int
    write: str
    """The lines for key.toml; empty where a slip cannot name this part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SureFigure:
    """One level of certainty, and how it went."""

    level: str
    answers: int
    learners: int
    success: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFigures:
    """One item."""

    item: str
    kind: str
    honesty: str
    prompt: str
    scorable: bool
    endings: Mapping[str, int]
    """How the first attempts ended: scored, unanswered, invalid, fault, keyless."""
    n: int
    """Learners with a score."""
    right: int
    """Of those, with the whole score."""
    facility: Figure
    item_rest: Figure
    upper_lower: Figure
    certain: SureFigure | None
    parts: tuple[PartUse, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseFigures:
    """One exercise."""

    exercise: str
    title: str
    unit: str
    outcomes: tuple[str, ...]
    handed: int
    """Learners who handed it in."""
    complete: int
    """Of those, with a score in every item: what correlations rest on."""
    other_version: int
    items: tuple[ItemFigures, ...]
    alpha: Figure
    alpha_name: str
    """KR-20 where every score is 0 or 1, else Cronbach's alpha."""
    points: Figure
    """Mean points of those with a score in every item."""
    error: Figure
    """The standard error of measurement, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigure:
    """All that was asked under one outcome, or in one kind."""

    name: str
    text: str
    learners: int
    answers: int
    success: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One thing to look at, and where."""

    text: str
    exercise: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A line of the file that could not be used."""

    line: int
    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFigures:
    """The whole report."""

    learners: int
    blank_is_zero: bool
    reteach: tuple[SlipFigure, ...]
    """What to do first: at most three."""
    advice: tuple[Advice, ...]
    exercises: tuple[ExerciseFigures, ...]
    outcomes: tuple[GroupFigure, ...]
    kinds: tuple[GroupFigure, ...]
    certainty: tuple[SureFigure, ...]
    slips: tuple[SlipFigure, ...]
    strays: tuple[StrayFigure, ...]
    more_strays: int
    """Further wrong values without a slip, each given by one learner or past the list."""
    passages: Mapping[str, str] = field(default_factory=dict)
    """From a passage that is named to what it says, in our words, where that is at hand."""
    lost: tuple[Lost, ...] = ()
    lost_count: int = 0
    notes: tuple[str, ...] = ()
