"""A tiny SVG builder on ``xml.etree``, which does the escaping."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from xml.etree import ElementTree as ET

Element = ET.Element
Variant = Literal["wide", "tall"]
Value = str | float | int | None


def number(value: float) -> str:
    """A coordinate with at most one decimal and no trailing zero."""
    rounded = round(value, 1)
    return f"{rounded:.1f}".rstrip("0").rstrip(".") if rounded else "0"


def printable(text: str) -> str:
    """``text`` without the control characters that XML cannot hold."""
    return "".join(character for character in text if character >= " " or character in "\t\n")


def element(tag: str, *children: Element, **attributes: Value) -> Element:
    """An element; ``class_`` becomes ``class``, ``stroke_width`` becomes ``stroke-width``, ``None`` is left out.

    ``text`` is not an attribute but what the element says.
    """
    made = ET.Element(tag)
    for name, value in attributes.items():
        if name == "text":
            made.text = printable(str(value))
        elif value is not None:
            made.set(
                name.rstrip("_").replace("_", "-"),
                printable(value) if isinstance(value, str) else number(value),
            )
    made.extend(children)
    return made


def group(children: Iterable[Element], **attributes: Value) -> Element:
    """A ``<g>`` around ``children``."""
    return element("g", *children, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Element:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def rect(x: float, y: float, width: float, height: float, class_: str, **attributes: Value) -> Element:
    """A rectangle with square corners."""
    return element("rect", x=x, y=y, width=max(width, 0), height=max(height, 0), class_=class_, **attributes)


def words(x: float, y: float, text: str, class_: str, size: float, anchor: str = "start") -> Element:
    """One line of text; ``y`` is its baseline. The size stands in the picture, since the layout depends on it."""
    turn = None if anchor == "start" else anchor
    return element("text", text=text, x=x, y=y, class_=class_, font_size=size, text_anchor=turn)


def points(pairs: Iterable[tuple[float, float]]) -> str:
    """The ``points`` of a polygon or polyline."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in pairs)


def picture(
    name: str, variant: Variant, size: tuple[float, float], title: str, desc: str, children: Iterable[Element]
) -> str:
    """The whole SVG as text.

    ``name`` and ``variant`` make its ids unique on a page; ``title`` is its alternative text, ``desc`` says more.
    A picture with links in it is a group, since nothing inside an image can be reached.
    """
    width, height = size
    children = tuple(children)
    has_links = any(True for child in children for _ in child.iter("a"))
    ids = (f"{name}-{variant}-title", f"{name}-{variant}-desc")
    root = element(
        "svg",
        element("title", text=title, id=ids[0]),
        element("desc", text=desc, id=ids[1]),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"drawing-svg drawing-{variant}",
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="group" if has_links else "img",
        aria_labelledby=" ".join(ids),
    )
    return ET.tostring(root, encoding="unicode")
