"""Arrows, which mean the same on every picture: supports is solid, attacks dashed with a bar, undercuts dotted."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from course_checks.figures.measure import text_width
from course_checks.figures.svg import Element, element, group, line, points, words

HEAD = 9.0
"""How long a head is; half a bar is as long."""
RELATIONS = {"supports": "is a reason for", "attacks": "pulls against", "undercuts": "takes the force from"}
"""Each relation as the key of a picture words it."""
KEY_LINE = 40.0


def arrow(corners: Sequence[tuple[float, float]], relation: str) -> Element:
    """An arrow through `corners`, its head at the last; raises ``ValueError`` where it has no length."""
    (x0, y0), (x1, y1) = corners[-2], corners[-1]
    length = hypot(x1 - x0, y1 - y0)
    if not length:
        raise ValueError(f"an arrow that ends where it begins, at {corners[-1]}")
    along, across = ((x1 - x0) / length, (y1 - y0) / length), ((y0 - y1) / length, (x1 - x0) / length)

    def at(back: float, side: float) -> tuple[float, float]:
        return x1 - back * along[0] + side * across[0], y1 - back * along[1] + side * across[1]

    if relation == "attacks":
        tip, head = at(2, 0), [line(*at(1.5, -HEAD), *at(1.5, HEAD), "arrow-bar")]
    else:
        outline = points([(x1, y1), at(HEAD, -HEAD / 2), at(HEAD, HEAD / 2)])
        tip, head = at(HEAD - 1, 0), [element("polygon", points=outline, class_="arrow-head")]
    shaft = element("polyline", points=points([*corners[:-1], tip]), class_="arrow-line")
    return group([shaft, *head], class_=f"arrow arrow-{relation}", data_relation=relation)


def arrows_key(relations: Sequence[str], x: float, y: float, size: float, width: float) -> list[Element]:
    """What the arrows mean, in as many rows as ``width`` asks for; ``y`` is the first baseline."""
    children, at, row = [], x, 0
    for relation in relations:
        said = RELATIONS[relation]
        room = KEY_LINE + 8 + text_width(said, size) + 20
        if at > x and at + room > x + width + 20:
            at, row = x, row + 1
        base = y + row * size * 1.7
        middle = base - size * 0.36
        mark = [
            arrow([(at, middle), (at + KEY_LINE, middle)], relation),
            words(at + KEY_LINE + 8, base, said, "key-words", size),
        ]
        children.append(group(mark, class_="key-entry"))
        at += room
    return children


def key_rows(relations: Sequence[str], size: float, width: float) -> int:
    """How many rows :func:`arrows_key` takes."""
    rows, at = 1, 0.0
    for relation in relations:
        room = KEY_LINE + 8 + text_width(RELATIONS[relation], size) + 20
        if at and at + room > width + 20:
            rows, at = rows + 1, 0.0
        at += room
    return rows
