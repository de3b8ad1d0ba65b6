"""The kinds of exercise: a name to a module, loaded when asked for.

The module of each kind offers the names of `Kind`, so that nothing else needs to know which kinds
there are.  Nothing registers itself: a new kind is one file, one test file and one line here.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

from course_checks.core.library import Library
from course_checks.core.outcome import Scored
from course_checks.core.part import Part, Value

_MODULES = {
    "argument-map": "course_checks.validators.argument_map",
    "attribution-chain": "course_checks.validators.attribution_chain",
    "choice": "course_checks.validators.choice",
    "comparison": "course_checks.validators.comparison",
    "corroboration": "course_checks.validators.corroboration",
    "evidence": "course_checks.validators.evidence",
    "extended-text": "course_checks.validators.extended_text",
    "forecast": "course_checks.validators.forecast",
    "hypotheses": "course_checks.validators.hypotheses",
    "joint-statement": "course_checks.validators.joint_statement",
    "match": "course_checks.validators.match",
    "multiple-response": "course_checks.validators.multiple_response",
    "order": "course_checks.validators.order",
    "text-entry": "course_checks.validators.text_entry",
}

Given = Mapping[str, Value]
"""From a part's id to the value that was read; parts left blank are missing."""

Fault = tuple[str, str, str]
"""An author's mistake: path inside the item, problem, remedy."""


class Kind(Protocol):
    """What the module of a kind offers.  All of it is pure."""

    @property
    def Ask(self) -> type[Any]:  # noqa: N802  (a class of the module)
        """What exercise.toml says of an item beyond what all items share."""

    @property
    def Accept(self) -> type[Any]:  # noqa: N802
        """What key.toml says of an item beyond what all keys share."""

    def parts(self, ask: Any) -> tuple[Part, ...]:
        """The blanks, in the order in which they are asked."""

    def score(self, ask: Any, accept: Any, given: Given, library: Library, /) -> Scored:
        """The score (0 to 1), a mark for each part, and the slips that the kind itself recognises.

        `given` holds at least one scored part, each value legal in its part's domain.
        """

    def on_form(self, ask: Any, given: Given, library: Library, /) -> tuple[str, ...]:
        """What is said where the key is held: on form, and on words that are quoted; nothing on what is right."""

    def shows(self, part: str, value: str, given: Given) -> bool:
        """Whether the response has `value` at `part`, as the `when` of a slip means it."""

    def model(self, ask: Any, accept: Any) -> Mapping[str, str]:
        """The model response, as a learner would type it."""

    def everything(self, ask: Any) -> Mapping[str, str] | None:
        """The response that ticks all there is to tick; None where nothing is ticked."""

    def also(self, ask: Any, accept: Any) -> Mapping[str, tuple[str, ...]]:
        """What the key takes beside the model response: part id to values, parts without any left out."""

    def accepts(self, ask: Any, accept: Any, part: str, given: Given) -> str:
        """Why the key takes what `given` has at `part`, though it differs from the model; empty if it does not."""

    def own_slips(self, ask: Any) -> tuple[str, ...]:
        """The slips that the kind recognises by itself in an item like this."""

    def faults(self, ask: Any, accept: Any) -> tuple[Fault, ...]:
        """Every mistake of an author in item and key together."""

    def wants_slips(self, ask: Any, accept: Any) -> tuple[tuple[str, str], ...]:
        """(part, value) pairs that must each have a slip; an empty value asks for one on any value of the part."""


def names() -> tuple[str, ...]:
    """The kinds there are."""
    return tuple(_MODULES)


@cache
def load(kind: str) -> Kind:
    """The module of a kind.  Raises KeyError for a kind that does not exist."""
    return cast("Kind", import_module(_MODULES[kind]))
