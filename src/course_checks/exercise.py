"""An exercise, with and without its key, as frozen values.

`PublicExercise` is what pages, sheets and packs are made from: a type that has no room for a key.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from course_checks.core.part import Part, Prose
from course_checks.validators import load

Honesty = Literal["auto", "keyed", "form", "human"]
"""What the machine can judge: by the page itself; against a published list of judgements; form
alone; or nothing, and a person reads it."""

REASON = "reason"
"""The part that any item may add: a sentence of the learner's own, form-checked, never scored."""
REASON_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The smallest scored unit."""

    id: str
    kind: str
    honesty: Honesty
    prompt: str
    """MyST."""
    ask: Any
    """What the kind asks: its own frozen `Ask`."""
    reason: str = ""
    """The prompt of a reason part; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicExercise:
    """What a learner sees of an exercise.  It cannot hold a key."""

    id: str
    title: str
    unit: str
    minutes: int
    outcomes: tuple[str, ...]
    why: str
    intro: str = ""
    items: tuple[Item, ...]
    reflect: str = ""
    """One question that carries the skill elsewhere, asked when all is done: MyST."""
    version: str = ""
    """The first 12 hexadecimal digits of the SHA-256 of exercise.toml."""

    def item(self, item_id: str) -> Item | None:
        """The item with this id; None if there is none."""
        return next((item for item in self.items if item.id == item_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """What proves a key: a quotation, a passage, a silence, a card or a reference."""

    why: str
    passage: str = ""
    quote: str = ""
    silent: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    card: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipRule:
    """A misreading and what is said to it."""

    id: str
    say: str
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Any of these parts with any of these values; empty for one that the kind itself recognises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemKey:
    """The key of one item: accepted responses, what proves them, and what is said."""

    accept: Any
    """What the kind accepts: its own frozen `Accept`."""
    because: tuple[Because, ...]
    why: str
    """Said after success: MyST."""
    slips: tuple[SlipRule, ...] = ()
    differ: str = ""
    """Where reasonable readers differ: MyST."""

    def message(self, slip_id: str) -> str:
        """What is said to a slip; empty if the key has nothing for it."""
        return next((rule.say for rule in self.slips if rule.id == slip_id), "")


Key = Mapping[str, ItemKey]
"""From an item's id to its key."""

Responses = Mapping[str, Mapping[str, str]]
"""What a learner gave: item id, part id, text as typed."""


def parts_of(item: Item) -> tuple[Part, ...]:
    """The blanks of an item, in the order in which they are asked."""
    own = load(item.kind).parts(item.ask)
    if not item.reason:
        return own
    return (*own, Part(id=REASON, label=item.reason, scored=False, domain=Prose(words=REASON_WORDS)))
