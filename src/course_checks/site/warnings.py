"""What the extension complains about: each complaint has a name, a meaning and one way out."""

from enum import Enum
from typing import Self

from docutils import nodes
from sphinx.util import logging

_logger = logging.getLogger(__name__)

TYPE = "course"
"""The type of every warning here: `suppress_warnings = ["course.<name>"]` would silence one kind."""


class Subtype(Enum):
    """The kinds of warnings; the docstring of each member says what it means to an author."""

    UNKNOWN_PASSAGE = (
        "unknown-passage",
        "A page or a unit's front matter names a passage or proposition of no source.",
    )
    UNKNOWN_SOURCE = "unknown-source", "`{passages}` asks for a source that docs/sources does not have."
    UNKNOWN_EVIDENCE = (
        "unknown-evidence",
        "`{evidence}` names a card or item that docs/sources/outside.toml does not have.",
    )
    UNKNOWN_EXERCISE = (
        "unknown-exercise",
        "A page or a unit's front matter names an exercise or item that is not there.",
    )
    UNKNOWN_DRAWING = "unknown-drawing", "`{drawing}` asks for a figure that is not in the table of figures."
    DRAWING = "drawing", "The data file of a figure cannot be drawn."
    NO_HOME = (
        "no-home",
        "Something is cited and no page shows its card with `{passages}` or `{evidence}`: there is nothing to link to.",
    )
    TWO_HOMES = "two-homes", "Two pages are the home of a card: a link could mean either."
    UNIT = "unit", "The front matter of a unit lacks something or holds something that is not understood."
    CONCORDANCE_GAP = (
        "concordance-gap",
        "A passage is not taught, asked for or used as proof (if `concordance_complete`).",
    )
    KIND = "kind", "A page about a kind of exercise says what the code does not, or leaves something out."
    EXERCISE_INDEX = (
        "exercise-index",
        "The index of exercises has no words for an outcome, or words for one that no exercise trains.",
    )
    REFERENCE = "reference", "A file of docs/data that a reference page is drawn from holds a mistake."
    KIT = "kit", "The check kit cannot be packed."

    def __new__(cls, value: str, meaning: str) -> Self:
        """A member called `value`, whose docstring is `meaning`."""
        member = object.__new__(cls)
        member._value_ = value
        member.__doc__ = meaning
        return member


def warn(subtype: Subtype, message: str, location: nodes.Node | tuple[str, int] | str | None = None) -> None:
    """Emit one warning: `message` says what is the matter and what to do, `location` where."""
    _logger.warning(message, type=TYPE, subtype=subtype.value, location=location)
