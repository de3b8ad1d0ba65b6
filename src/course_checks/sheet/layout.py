"""What stands on an answer sheet: the blanks of an exercise, in order, and what is said beside them."""

from dataclasses import dataclass

from course_checks.core.part import Part

EXERCISE = "exercise"
"""The line that says which exercise a sheet is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One blank of the sheet: a part of an item."""

    item: str
    part: Part

    @property
    def name(self) -> str:
        """How its line begins: `ITEM.PART`."""
        return f"{self.item}.{self.part.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One item of the sheet, with its blanks."""

    item_id: str
    kind: str
    prompt: str
    """MyST."""
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The sheet of one exercise.  Ids are bare: letters, digits, `-` and `_`."""

    exercise_id: str
    title: str
    minutes: int
    intro: str
    """MyST."""
    blocks: tuple[Block, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """All blanks, in order."""
        return tuple(field for block in self.blocks for field in block.fields)
