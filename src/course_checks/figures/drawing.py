"""What every figure hands over: the picture in two shapes, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from course_checks.figures.svg import Element, picture

LONGEST_ALT = 150
"""Longer alternative texts are not listened to; the text twin has the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """The figure's data as a table with a sentence above it."""

    intro: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    refs: tuple[tuple[str, ...], ...] = ()
    """For each row the references it rests on, as keys of the bibliography; empty where no row has any."""

    def __post_init__(self) -> None:
        if self.refs and len(self.refs) != len(self.rows):
            raise ValueError(f"references for {len(self.refs)} rows, but there are {len(self.rows)}")
        for row in self.rows:
            if len(row) != len(self.header):
                raise ValueError(f"row {row!r} has {len(row)} cells, the header {len(self.header)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A figure: two SVG texts for one finding, of which the page shows one at a time."""

    name: str
    """The figure's id on the page; the ids inside the SVG begin with it."""
    caption: str
    """The finding, in one sentence, counted from the data."""
    note: str
    """How to read the picture, in a sentence or two."""
    alt: str
    """At most 150 characters; also the ``<title>`` of both SVGs."""
    wide_svg: str
    """Side by side, or left to right: for a laptop and for paper."""
    tall_svg: str
    """Stacked, or top to bottom: for a phone."""
    twin: Twin
    data_file: str
    """Where the data stand, as a path in the project."""
    more_files: tuple[str, ...] = ()
    """Where the rest of them stand."""

    def __post_init__(self) -> None:
        if not 0 < len(self.alt) <= LONGEST_ALT:
            raise ValueError(f"alt must have 1 to {LONGEST_ALT} characters (has {len(self.alt)})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """All that a figure says beside its picture; ``files`` are where its data stand."""

    caption: str
    note: str
    alt: str
    twin: Twin
    files: tuple[str, ...]


Canvas = tuple[tuple[float, float], list[Element]]
"""The size of one shape of a picture, and what is drawn on it."""


def put_together(name: str, said: Said, wide: Canvas, tall: Canvas) -> Drawing:
    """The figure with both shapes, titled and described by what is ``said``."""
    return Drawing(
        name=name,
        caption=said.caption,
        note=said.note,
        alt=said.alt,
        wide_svg=picture(name, "wide", wide[0], said.alt, said.caption, wide[1]),
        tall_svg=picture(name, "tall", tall[0], said.alt, said.caption, tall[1]),
        twin=said.twin,
        data_file=said.files[0],
        more_files=said.files[1:],
    )


def number_word(number: int) -> str:
    """``number`` as a sentence would have it: in words up to twenty, in digits above."""
    low = "no one two three four five six seven eight nine ten".split()
    words = [
        *low,
        *"eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(),
    ]
    return words[number] if 0 <= number < len(words) else str(number)


def listing(parts: Sequence[str]) -> str:
    """``one, two and three``."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
