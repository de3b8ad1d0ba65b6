"""The rings of voices: a letter for the type, filled where there is a name and hollow where there is none."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from course_checks.figures.chips import SourceSign
from course_checks.figures.measure import text_width
from course_checks.figures.svg import Element, element, group, rect, words
from course_checks.figures.voices import KINDS, Kind

RING = 11.0
OWN = 8.0
"""The side of a square: a claim of the page's own."""


def ring(kind: Kind, x: float, y: float, size: float, *, named: bool = True, house: bool = False) -> Element:
    """A ring around a point; a voice of the publisher's house has a second one inside."""
    children = [element("circle", cx=x, cy=y, r=RING, class_="ring" if named else "ring ring-hollow")]
    if house:
        children.append(element("circle", cx=x, cy=y, r=RING - 2.6, class_="ring-house"))
    class_ = "ring-letter" if named else "ring-letter ring-letter-hollow"
    children.append(words(x, y + size * 0.36, KINDS[kind][0], class_, size, "middle"))
    return group(children, class_="voice-ring")


def rings_key(
    kinds: Collection[Kind], sign: SourceSign, size: float, width: float, *, house: bool
) -> tuple[list[Element], float]:
    """What the letters mean, the ring of the house, and the square; with the height that it takes."""
    entries: list[tuple[float, Callable[[float, float], Element], str]] = [
        (2 * RING + 6, partial(_sample, kind, size), said)
        for kind, (_, said) in KINDS.items()
        if kind in kinds
    ]
    if house:
        entries.append((2 * RING + 6, partial(_house, size), "of its own house"))
    entries.append((OWN + 8, partial(_own, sign), "own claim"))
    children: list[Element] = []
    at, y = 0.0, RING + 2
    for room, mark, said in entries:
        wide = room + text_width(said, size) + 16
        if at and at + wide > width + 16:
            at, y = 0.0, y + 2 * RING + 8
        entry = [mark(at, y), words(at + room, y + size * 0.36, said, "key-words", size)]
        children.append(group(entry, class_="key-entry"))
        at += wide
    return children, y + RING + 10


def _sample(kind: Kind, size: float, x: float, y: float) -> Element:
    return ring(kind, x + RING, y, size, named=kind != "unknown")


def _house(size: float, x: float, y: float) -> Element:
    return ring("expert", x + RING, y, size, house=True)


def _own(sign: SourceSign, x: float, y: float) -> Element:
    return group([rect(x, y - OWN / 2, OWN, OWN, "own-claim")], class_=f"chip source-{sign.id}")
