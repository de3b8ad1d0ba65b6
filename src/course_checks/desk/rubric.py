"""What a person reads for: the criteria of an item, the levels, and the words that stand for a level.

Rubric sheets are one CSV file an exercise with one row a learner, because whoever has forty texts to judge wants one
window to type in: a spreadsheet goes down a column, and forty files would be opened and closed.  The texts
themselves stand beside, one below the other (module `to_judge`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from course_checks.core.text import plain
from course_checks.desk.remarks import NOT_JUDGED
from course_checks.exercise import Item, PublicExercise

LEVELS = ("basic", "proficient", "advanced")
_WORDS: Mapping[str, str] = {
    word: level for place, level in enumerate(LEVELS) for word in (level, level[0], str(place), f"{place}.0")
}
MARK, COMMENT, TEXT = "mark", "comment", "text"
WHOLE = "level"
"""The one criterion of an item that names none."""
LONGEST_COMMENT = 2000
_NUMBER = re.compile(
    r"(?P<whole>\d{1,3})(?:[.,](?P<places>\d{1,6}))?(?P<percent> ?%)?|(?P<top>\d{1,3}) ?/ ?(?P<of>\d{1,3})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column of a rubric sheet that a person fills in."""

    item: str
    name: str
    """A criterion, `mark` or `comment`."""

    @property
    def head(self) -> str:
        """What stands above it."""
        legal = {MARK: " (0 to 1)", COMMENT: ""}.get(self.name, f" ({'/'.join(LEVELS)})")
        return f"{self.item}.{self.name}{legal}"


def judged_items(exercise: PublicExercise) -> tuple[Item, ...]:
    """The items of which no machine judges more than the form."""
    return tuple(item for item in exercise.items if item.honesty in NOT_JUDGED)


def criteria_of(item: Item) -> tuple[str, ...]:
    """The ids of what a person reads for."""
    own = tuple(criterion.id for criterion in getattr(item.ask, "criteria", ()))
    return tuple(one for one in own if one not in (MARK, COMMENT, TEXT)) or (WHOLE,)


def fields_of(item: Item) -> tuple[Field, ...]:
    """The columns of an item."""
    return tuple(Field(item=item.id, name=name) for name in (*criteria_of(item), MARK, COMMENT))


def levels_of(item: Item) -> Iterator[tuple[str, ...]]:
    """Each criterion of an item in words, and what it looks like on each level."""
    for criterion in getattr(item.ask, "criteria", ()):
        yield tuple(plain(one) for one in (criterion.text, *(getattr(criterion, level) for level in LEVELS)))


def level_in(text: str) -> str | None:
    """The level that a cell names; empty for an empty cell, None for anything else."""
    folded = text.strip().casefold()
    return _WORDS.get(folded) if folded else ""


def mark_in(text: str) -> Fraction | None:
    """The mark in a cell that is not empty: `0.5`, `0,5`, `50 %` or `1/2`; None for what is no number from 0 to 1."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    if found["of"]:
        mark = Fraction(int(found["top"]), int(found["of"])) if int(found["of"]) else Fraction(2)
    else:
        mark = Fraction(f"{found['whole']}.{found['places'] or 0}") / (100 if found["percent"] else 1)
    return mark if mark <= 1 else None


def digest_of(text: str) -> str:
    """What a text is known by in a rubric sheet, so that it is seen when it changes; no spreadsheet reads a number."""
    return f"v-{sha256(text.encode('utf-8', errors='replace')).hexdigest()[:8]}"
