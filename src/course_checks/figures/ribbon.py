"""The ribbon of time: years and days inside, slanted gaps where the pace changes, paler beyond each horizon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from course_checks.figures.dates import MONTHS
from course_checks.figures.measure import text_width
from course_checks.figures.scale import Scale, Stretch, ticks
from course_checks.figures.svg import Element, element, group, number, points, words

SLANT = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """Where the ribbon lies: along the scale, and from ``near`` to ``far`` across it."""

    scale: Scale
    bounds: tuple[float, ...]
    """Where the horizons cross it."""
    near: float
    far: float
    upright: bool = False
    """True where time runs downwards."""
    size: float = 14.0

    @property
    def middle(self) -> float:
        """Where the words are centred: halfway across, or clear of the marks that sit on an upright ribbon's edge."""
        return self.near + (self.far - self.near) * (0.42 if self.upright else 0.5)

    def point(self, along: float, across: float) -> tuple[float, float]:
        """The point of the picture that lies ``along`` the scale and ``across`` it."""
        return (across, along) if self.upright else (along, across)

    def zone(self, along: float) -> int:
        """How many horizons lie before ``along``."""
        return sum(along >= bound for bound in self.bounds)


def draw_ribbon(ribbon: Ribbon) -> Element:
    """The ribbon with its marks and words."""
    children: list[Element] = []
    for stretch in ribbon.scale.stretches:
        children += _pieces(ribbon, stretch)
        children += _marks(ribbon, stretch)
    return group(children, class_="ribbon")


def _pieces(ribbon: Ribbon, stretch: Stretch) -> Iterator[Element]:
    """One polygon for each zone that the stretch runs through; slanted where it meets a break."""
    cuts = [stretch.origin, *(b for b in ribbon.bounds if stretch.origin < b < stretch.far), stretch.far]
    for start, end in pairwise(cuts):
        first = start == stretch.origin and start != ribbon.scale.near
        last = end == stretch.far and end != ribbon.scale.far
        corners = [
            (start + SLANT * first, ribbon.near),
            (end + SLANT * last, ribbon.near),
            (end - SLANT * last, ribbon.far),
            (start - SLANT * first, ribbon.far),
        ]
        shape = points(ribbon.point(along, across) for along, across in corners)
        yield element("polygon", points=shape, class_=f"ribbon-piece zone-{ribbon.zone((start + end) / 2)}")


def _marks(ribbon: Ribbon, stretch: Stretch) -> Iterator[Element]:
    """The small strokes on both edges, and the words inside."""
    room = (ribbon.size + 4) if ribbon.upright else text_width("2000", ribbon.size) + 6
    depth, strokes = 4 if stretch.unit == "days" else 6, dict[int, str]()
    for tick in ticks(stretch, room):
        if stretch.origin + SLANT < tick.at < stretch.far - SLANT:
            zone = ribbon.zone(tick.at)
            for edge, inner in ((ribbon.near, depth), (ribbon.far, -depth)):
                strokes[zone] = strokes.get(zone, "") + _stroke(ribbon, tick.at, edge, inner)
        if tick.says:
            yield _inside(ribbon, tick.says_at, tick.says)
    for zone, drawn in strokes.items():
        yield element("path", d=drawn, class_=f"ribbon-tick zone-{zone}")
    if stretch.unit == "days":
        yield from _month_name(ribbon, stretch)


def _stroke(ribbon: Ribbon, along: float, edge: float, depth: float) -> str:
    """A stroke from an edge of the ribbon inwards, as a piece of a path: many strokes make one element."""
    x, y = ribbon.point(along, edge)
    return f"M{number(x)} {number(y)}{'h' if ribbon.upright else 'v'}{number(depth)}"


def _month_name(ribbon: Ribbon, stretch: Stretch) -> Iterator[Element]:
    """The name of the month that a stretch of days shows, where the first zone of it has room."""
    month, year = MONTHS[stretch.start.month - 1], str(stretch.start.year)
    end = min([b for b in ribbon.bounds if b > stretch.origin] + [stretch.far])
    middle = (stretch.origin + end) / 2
    if not ribbon.upright:
        yield _inside(ribbon, middle, f"{month} {year}")
        return
    yield _inside(ribbon, middle - ribbon.size * 0.6, month[:3])
    yield _inside(ribbon, middle + ribbon.size * 0.6, year)


def _inside(ribbon: Ribbon, along: float, text: str) -> Element:
    x, y = ribbon.point(along, ribbon.middle)
    return words(
        x, y + ribbon.size * 0.36, text, f"ribbon-words zone-{ribbon.zone(along)}", ribbon.size, "middle"
    )


def zones_of(bounds: Sequence[float], low: float, high: float) -> tuple[tuple[float, float], ...]:
    """From where to where each zone goes: before the first bound, between two, after the last."""
    edges = (low, *bounds, high)
    return tuple(pairwise(edges))
