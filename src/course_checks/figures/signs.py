"""The signs of the parties: each has a shape, a colour and two letters, so that none is told by colour alone."""

from __future__ import annotations

from math import cos, pi, sin

from course_checks.figures.svg import Element, element, points

SHAPES = {
    "circle": (),
    "square": (45, 135, 225, 315),
    "triangle": (0, 120, 240),
    "diamond": (0, 90, 180, 270),
    "pentagon": (0, 72, 144, 216, 288),
    "hexagon": (30, 90, 150, 210, 270, 330),
}
"""The corners of each shape, in degrees clockwise from the top; a circle has none."""
_REACH = {"square": 1.26, "triangle": 1.34, "diamond": 1.26, "pentagon": 1.14, "hexagon": 1.08}
"""How much further than a circle's edge the corners stand, so that all shapes look equally large."""
_SINK = {"triangle": 0.2, "pentagon": 0.06}
"""How far below its middle a shape is moved, so that it does not seem to float."""


def sign(shape: str, x: float, y: float, size: float, class_: str = "party-sign") -> Element:
    """The shape around a point; ``size`` is half its height, about. Raises ``KeyError`` for an unknown shape."""
    corners = SHAPES[shape]
    if not corners:
        return element("circle", cx=x, cy=y, r=size, class_=class_)
    reach, middle = size * _REACH[shape], y + size * _SINK.get(shape, 0)
    turned = (corner * pi / 180 for corner in corners)
    outline = points((x + reach * sin(angle), middle - reach * cos(angle)) for angle in turned)
    return element("polygon", points=outline, class_=class_)
