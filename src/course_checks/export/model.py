"""What a question of a school's system can be, whichever system it is: frozen values, made once for all formats."""

from dataclasses import dataclass
from fractions import Fraction

from course_checks.content.exercises import Exercise
from course_checks.exercise import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer that the key knows of: its words, its share of the score, and what is said to it."""

    text: str
    """Words alone, on one line."""
    points: Fraction
    """0 to 1; of a choice of several, below 0 for one that takes away."""
    say: str = ""
    """MyST; empty for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several answers, or, where not `single`, as many as one likes: their points add up, never below 0."""

    answers: tuple[Answer, ...]
    single: bool = True
    best: str = ""
    """The words of the model, of several answers that are right; empty where nothing is best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """One gap: chosen from its answers, or, where `typed`, compared with them."""

    part: str
    label: str
    """MyST; what stands beside the gap."""
    answers: tuple[Answer, ...]
    typed: bool = False
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanks:
    """Gaps of which each counts by its weight."""

    blanks: tuple[Blank, ...]

    @property
    def total(self) -> int:
        """The sum of the weights."""
        return sum(blank.weight for blank in self.blanks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line to be put in its place: the events in it, which among themselves have no order."""

    events: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering:
    """Lines in the order that the key has."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """A few words, compared with the answers one after the other."""

    answers: tuple[Answer, ...]
    case: bool = False
    """Whether capitals matter."""
    other: str = ""
    """Said to anything else: MyST; empty for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Whole numbers from `low` to `high`, ends included, with their points and what is said to them."""

    low: int
    high: int
    points: Fraction
    say: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeric:
    """A number, held against the spans one after the other."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Essay:
    """A text that a person reads, and what that person is told: MyST paragraphs."""

    told: tuple[str, ...]
    lines: int = 12
    words: tuple[int, int] | None = None
    """The fewest and the most."""
    scored: bool = True
    """Whether the course gives a score for it; a person gives it there."""


Body = Choice | Blanks | Ordering | Short | Numeric | Essay


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """What a kind of exercise becomes, before any format is looked at."""

    body: Body
    lost: tuple[str, ...] = ()
    """What no format carries of it, a phrase each."""
    unasked: tuple[str, ...] = ()
    """The scored parts that are not asked there."""
    more: tuple[str, ...] = ()
    """What is to be read above the answers: MyST paragraphs."""
    carried: tuple[str, ...] = ()
    """The slips whose messages it carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One item as a question of another system."""

    exercise: Exercise
    item: Item
    mapped: Mapped

    @property
    def id(self) -> str:
        """Its name in every format, the same at every export."""
        return f"{self.exercise.public.id}.{self.item.id}"

    @property
    def body(self) -> Body:
        """What is asked."""
        return self.mapped.body


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """One item that a format leaves out, with the reason."""

    exercise: Exercise
    item: Item
    why: str

    @property
    def id(self) -> str:
        """The name that it would have."""
        return f"{self.exercise.public.id}.{self.item.id}"
