"""What the extension complains about: each complaint has a name, a reason and one way out."""

from enum import Enum
from typing import Any

from docutils import nodes
from sphinx.util import logging

_logger = logging.getLogger(__name__)

TYPE = "course"
"""The type of every warning here; `suppress_warnings = ["course.<name>"]` silences one kind."""


class Subtype(Enum):
    """The kinds of warnings, each with what it means to an author."""

    UNKNOWN_PASSAGE = "unknown-passage"
    """A page, or a unit's front matter, names a passage or proposition that no source has."""
    UNKNOWN_SOURCE = "unknown-source"
    """`{passages}` asks for a source that docs/sources does not have."""
    UNKNOWN_EXERCISE = "unknown-exercise"
    """A page, or a unit's front matter, names an exercise or an item that does not exist."""
    UNKNOWN_DRAWING = "unknown-drawing"
    """`{drawing}` asks for a figure that is not in the table of figures."""
    NO_HOME = "no-home"
    """A passage is cited, and no page shows its card with `{passages}`: there is nothing to link to."""
    TWO_HOMES = "two-homes"
    """Two pages show the cards of one source with `{passages}`: a link could mean either."""
    UNIT = "unit"
    """The front matter of a unit lacks something, or holds something that is not understood."""
    CONCORDANCE_GAP = "concordance-gap"
    """A passage or proposition is not taught, not asked for or proves no key (only if `concordance_complete`)."""
    KIT = "kit"
    """The check kit cannot be packed."""


def reasons() -> tuple[tuple[str, str], ...]:
    """(name, meaning) of every kind of warning, for the page that lists them."""
    return tuple((f"{TYPE}.{subtype.value}", _MEANINGS[subtype]) for subtype in Subtype)


def warn(subtype: Subtype, message: str, location: nodes.Node | tuple[str, int] | str | Any | None = None) -> None:
    """Emit one warning: `message` says what is the matter and what to do, `location` where."""
    _logger.warning(message, type=TYPE, subtype=subtype.value, location=location)


def _meanings() -> dict[Subtype, str]:
    """The strings that stand under the members above, read from this file: they are written once."""
    import ast
    import inspect

    body = ast.parse(inspect.getsource(Subtype)).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[Subtype, str] = {}
    for member, after in zip(body.body, body.body[1:], strict=False):
        if isinstance(member, ast.Assign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[Subtype(ast.literal_eval(member.value))] = str(after.value.value)
    return found
