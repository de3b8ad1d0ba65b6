"""What the name at the start of a line means: a blank of the sheet, however it is written."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from course_checks.core.text import nearest, unmask
from course_checks.sheet.layout import EXERCISE, Layout
from course_checks.sheet.unseen import without_joiners, without_turning

LONGEST_NAME = 120
_PIECE = r"(?:[\w-]+|\"[\w-]*\"|'[\w-]*')"
_SPELT = re.compile(rf"{_PIECE}(?:[ \t]*\.[ \t]*{_PIECE})*")
_BETWEEN = re.compile(r"[\W_]+")
_FOREIGN = re.compile("[^\x00-\u04ff\u2000-\u206f\u3000-\u3003\ufb00-\ufb06\uff00-\uffef]")
"""No letter that a slip puts into a name; some of these unfold to eighteen letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a name means."""

    name: str
    """`ITEM.PART`, or `exercise`."""
    as_typed: bool
    """Whether it is written as on the sheet; else a note says how it was read."""
    whole: bool
    """Whether item and part are both there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All names of a sheet, ready to be looked up."""

    exact: frozenset[str]
    folded: Mapping[str, str]
    """From a whole name, folded, to the name; names that fold alike are missing."""
    parts: Mapping[str, str]
    """From a part's id, or that of an item with one part, folded, to the only name it can mean."""
    ids: frozenset[str]
    """The ids of items."""
    items: Mapping[str, str]
    """From an item's id, folded, to the id."""

    def find(self, typed: str, heading: str = "") -> Named | None:
        """What `typed` means under `heading` (an item's id, or empty); None if nothing, or more than one thing."""
        if len(typed) > LONGEST_NAME:
            return None
        key = typed.strip()
        spelt = key if key in self.exact else _as_spelt(key)
        for whole in (f"{heading}.{spelt}", spelt):
            if whole in self.exact:
                return Named(name=whole, as_typed=True, whole=True)
        folded = fold_name(key)
        for name in (
            self.folded.get(fold_name(heading) + folded) if heading else None,
            self.folded.get(folded),
        ):
            if name:
                return Named(name=name, as_typed=False, whole=True)
        only = self.parts.get(folded)
        return Named(name=only, as_typed=False, whole=False) if only else None

    def item(self, typed: str) -> str:
        """The item that `typed` names; empty if none."""
        if len(typed) > LONGEST_NAME:
            return ""
        bare = typed.strip("[]=＝:：\"' \t")
        return bare if bare in self.ids else self.items.get(fold_name(bare), "")

    def near(self, typed: str) -> tuple[str, ...]:
        """Up to two names that `typed` may have meant."""
        return nearest(typed[:LONGEST_NAME], sorted(self.exact - {EXERCISE}))


def names_of(layout: Layout) -> Names:
    """The names of a sheet."""
    names = [field.name for field in layout.fields]
    alone = ((block.item_id, block.fields[0].name) for block in layout.blocks if len(block.fields) == 1)
    return Names(
        exact=frozenset((*names, EXERCISE)),
        folded=_unambiguous((name, name) for name in (*names, EXERCISE)),
        parts=_unambiguous((*((field.part.id, field.name) for field in layout.fields), *alone)),
        ids=frozenset(block.item_id for block in layout.blocks),
        items=_unambiguous((block.item_id, block.item_id) for block in layout.blocks),
    )


@lru_cache(maxsize=2048)
def fold_name(text: str) -> str:
    """`text` without case, spaces, stops, dashes, and letters that only look Latin; empty if it is no name."""
    if _FOREIGN.search(text):
        return ""
    return _BETWEEN.sub("", unmask(without_joiners(without_turning(text))).casefold())


def _as_spelt(key: str) -> str:
    """The name as its writing says it, with quotes and spaces around its stops taken off."""
    return re.sub(r"[\"' \t]", "", key) if _SPELT.fullmatch(key) else ""


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Folded to meant, where only one thing can be meant."""
    unique = {(fold_name(typed), name) for typed, name in pairs}
    counts = Counter(folded for folded, _ in unique)
    return {folded: name for folded, name in sorted(unique) if folded and counts[folded] == 1}
