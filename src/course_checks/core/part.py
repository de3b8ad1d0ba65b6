"""Parts: the blanks of an item, declared as data.

A kind of exercise says which parts it has and what domain each takes its values from.  The answer
sheet, the form on the page, the reader and the audit are each written once for each domain.
"""

from dataclasses import dataclass

UNKNOWN = "?"
"""What a learner writes for "I cannot tell": legal only where it is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value that a part may take."""

    id: str
    text: str
    """MyST, as shown to the learner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """One of a list."""

    options: tuple[Option, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The legal values."""
        return tuple(option.id for option in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """One passage, or up to `most`."""

    most: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A whole number from `low` to `high`, ends included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """The learner's own words: at least `words` of them, about `lines` lines.  Never scored."""

    words: int = 0
    lines: int = 2


Domain = Options | Passages | Number | Prose
Value = str | tuple[str, ...] | int
"""What was read: an option's id, the ids of passages, a number, or prose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One blank of an item."""

    id: str
    domain: Domain
    label: str = ""
    """What stands beside the blank: MyST."""
    scored: bool = True


YES_NO = Options(options=(Option(id="yes", text="yes"), Option(id="no", text="no")))
CERTAINTY = Options(
    options=(
        Option(id="guess", text="guess"),
        Option(id="fairly sure", text="fairly sure"),
        Option(id="certain", text="certain"),
    )
)
"""One scale everywhere; shown beside a score, never folded into it."""


def describe(domain: Domain) -> str:
    """The legal values of a domain, as a note on an answer sheet says them."""
    match domain:
        case Options():
            return " | ".join(domain.ids)
        case Passages(most=1):
            return "the number of a passage"
        case Passages(most=most):
            return f"the numbers of up to {most} passages"
        case Number():
            return f"a number from {domain.low} to {domain.high}"
        case Prose():
            return "your own words"
