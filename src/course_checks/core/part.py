"""Parts: the blanks of an item, declared as data.

A kind of exercise says which parts it has and what domain each takes its values from.  The answer
sheet, the form on the page, the reader and the audit are each written once for each domain.
"""

from dataclasses import dataclass

UNKNOWN = "?"
"""What a learner writes for "I cannot tell": legal only where it is listed."""
SILENT = "-"
"""What a learner writes where a source has no passage on a theme: legal only where silence is."""


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
    """One passage, or up to `most`; where `silent`, a dash says that there is none."""

    most: int = 1
    silent: bool = False
    source: str = ""
    """The id of the one source whose passages may be named; empty for any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a passage; the kind knows which, and verifies them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEntry:
    """A date, asked for as exactly as `precision` says: year, month or day."""

    precision: str = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A chain of names, from the page inward, of at most `most` links."""

    most: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Lines of an argument map between `nodes`, one a line."""

    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A short text, such as a name, of at most `words` words."""

    words: int = 12


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


Domain = Options | Passages | Quotation | Number | DateEntry | Names | Links | Entry | Prose
Value = str | tuple[str, ...] | int
"""What was read: an option's id, a date (ISO) or a text; ids of passages, names or links; a number."""
LONG = (Prose, Links)
"""Domains that take several lines."""


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
        case Passages():
            wanted = (
                "the number of a passage"
                if domain.most == 1
                else f"the numbers of up to {domain.most} passages"
            )
            return f"{wanted}, or - for silent" if domain.silent else wanted
        case Quotation():
            return "words of the passage, three or more in a row"
        case Number():
            return f"a number from {domain.low} to {domain.high}"
        case DateEntry():
            return f"a date: the {domain.precision}"
        case Names():
            return "names joined with >, from the page inward; unnamed for one whom the page hides"
        case Links():
            return "one link a line, such as A supports B; supports, attacks or undercuts"
        case Entry():
            return "a few words"
        case Prose():
            return "your own words"
