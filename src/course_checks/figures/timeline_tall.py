"""The timeline from top to bottom, for a phone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from course_checks.figures.flags import spread
from course_checks.figures.measure import Box, text_width, wrap
from course_checks.figures.ribbon import Ribbon, draw_ribbon, zones_of
from course_checks.figures.scale import Scale, make_scale
from course_checks.figures.svg import Element, element, group, line, points, rect, words
from course_checks.figures.timeline_data import Event, Horizon, horizons_passed
from course_checks.figures.timeline_parts import (
    Label,
    bar,
    event_group,
    first_day,
    full_date,
    headings,
    label_lines,
    lasted,
    mark,
    paces,
)

WIDTH = 340.0
MARGIN = 8.0
GAP = 9.0
SIZE = 13.2
PITCH = 16.5
RIBBON = (6.0, 50.0)
WORDS_AT = 76.0
WORDS_WIDTH = 250.0
HEADING = 15.5
BETWEEN = 9.0
HEADING_ROOM = 34.0
FOOT_ROOM = 28.0
RULES_AT = (WIDTH - 11.0, WIDTH - 5.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedEvent:
    """An event with its mark's place on the scale and its label's box."""

    event: Event
    label: Label
    start: float
    end: float
    box: Box

    @property
    def middle(self) -> float:
        """Where its mark sits."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TallLayout:
    """Where everything goes; nothing drawn yet."""

    ribbon: Ribbon
    placed: tuple[PlacedEvent, ...]
    headings: tuple[Box, ...]
    feet: tuple[Box, ...]
    """The words above each horizon."""
    height: float

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Every box that holds words outside the ribbon."""
        return (*(placed.box for placed in self.placed), *self.headings, *self.feet)


def lay_out_tall(
    events: Sequence[Event],
    horizons: Sequence[Horizon],
    scale_of: Callable[[float, float, float], Scale] | None = None,
) -> TallLayout:
    """Places for ``events`` (no sources among them): the scale is stretched until all labels fit their zones.

    ``scale_of`` makes a scale from a stretch, its origin, and the length of a break; without it the scale is that of
    the large timeline.
    """

    def usual(stretch: float, origin: float, gap: float) -> Scale:
        lengths = {"decades": 112 * stretch, "days": 176 * stretch, "yearly": 88 * stretch}
        return make_scale(first_day(events), paces(events, horizons[-1], **lengths), origin=origin, gap=gap)

    stretch = max(0.5, len(events) / 18)
    while True:
        layout = _try(events, horizons, (scale_of or usual)(stretch, MARGIN + HEADING_ROOM, GAP))
        if layout is not None:
            return layout
        stretch *= 1.04


def _try(events: Sequence[Event], horizons: Sequence[Horizon], scale: Scale) -> TallLayout | None:
    """The layout on ``scale``, or None where a zone is too short for its labels."""
    bounds = tuple(scale.span(horizon.date.first, horizon.date.last)[1] for horizon in horizons)
    zones = zones_of(bounds, MARGIN, scale.far + BETWEEN)
    placed: list[PlacedEvent] = []
    titles: list[Box] = []
    for zone, ((low, high), heading) in enumerate(zip(zones, headings(horizons), strict=True)):
        titles.append(_line_box(heading, low + 8, HEADING, bold=False))
        here = [event for event in events if horizons_passed(event, horizons) == zone]
        foot = FOOT_ROOM if zone < len(horizons) else 0
        fitted = _fit(here, scale, low + HEADING_ROOM, high - foot)
        if fitted is None:
            return None
        placed += fitted
    feet = tuple(
        _line_box(horizon.in_words, bound - 22, SIZE, bold=True)
        for horizon, bound in zip(horizons, bounds, strict=True)
    )
    ribbon = Ribbon(scale=scale, bounds=bounds, near=RIBBON[0], far=RIBBON[1], upright=True, size=12.8)
    bottom = max([scale.far, *(item.box.y + item.box.height for item in placed)])
    return TallLayout(
        ribbon=ribbon, placed=tuple(placed), headings=tuple(titles), feet=feet, height=bottom + MARGIN
    )


def _line_box(text: str, top: float, size: float, *, bold: bool) -> Box:
    width = text_width(text, size, bold=bold)
    return Box(x=WORDS_AT, y=top, width=width, height=size * 1.25, says=text)


def _fit(events: Sequence[Event], scale: Scale, low: float, high: float) -> list[PlacedEvent] | None:
    """The events of one zone with their labels as near their marks as they can be."""
    drafts = sorted((_measured(event, scale) for event in events), key=lambda placed: placed.middle)
    sizes = [draft.box.height + BETWEEN for draft in drafts]
    tops = spread([draft.middle - PITCH * 0.5 for draft in drafts], sizes, low, high)
    if tops is None:
        return None
    return [replace(draft, box=replace(draft.box, y=top)) for draft, top in zip(drafts, tops, strict=True)]


def _measured(event: Event, scale: Scale) -> PlacedEvent:
    label = Label(
        date=full_date(event),
        lines=wrap(event.label, SIZE, WORDS_WIDTH),
        contested=event.certainty == "contested",
    )
    width = max(text_width(label.date, SIZE, bold=True), *(text_width(text, SIZE) for text in label.lines))
    start, end = scale.span(event.date.first, event.last.last)
    box = Box(x=WORDS_AT, y=0, width=width, height=label.count * PITCH, says=event.label)
    return PlacedEvent(event=event, label=label, start=start, end=end, box=box)


def draw_tall(layout: TallLayout, horizons: Sequence[Horizon]) -> list[Element]:
    """The drawing of a layout: fog, horizons, ribbon, marks, leaders, words."""
    bounds = (*layout.ribbon.bounds, layout.height)
    fogs = (
        rect(0, start, WIDTH, end - start, f"fog zone-{zone}")
        for zone, (start, end) in enumerate(pairwise(bounds), 1)
    )
    children = [group(fogs, class_="fogs")]
    children += [_horizon(layout, row, horizon) for row, horizon in enumerate(horizons)]
    children.append(draw_ribbon(layout.ribbon))
    children += [_event(placed, horizons) for placed in layout.placed]
    children += [
        words(box.x, box.y + HEADING, box.says, f"zone-heading zone-{zone}", HEADING)
        for zone, box in enumerate(layout.headings)
    ]
    return children


def _horizon(layout: TallLayout, row: int, horizon: Horizon) -> Element:
    """The dated line across, and up the right edge the rule that spans what the source could know."""
    at, box, edge = layout.ribbon.bounds[row], layout.feet[row], RULES_AT[row]
    children = [
        line(0, at, edge, at, "horizon-line"),
        line(edge, MARGIN, edge, at, "horizon-rule"),
        words(box.x, box.y + SIZE, box.says, "horizon-words", SIZE),
    ]
    if horizon.rule == "double":
        children += [
            line(0, at + 3, edge + 3, at + 3, "horizon-line"),
            line(edge + 3, MARGIN, edge + 3, at + 3, "horizon-rule"),
        ]
    return group(children, class_=f"horizon source-{horizon.source} rule-{horizon.rule}")


def _event(placed: PlacedEvent, horizons: Sequence[Horizon]) -> Element:
    """One event: mark on the ribbon's edge, leader, words."""
    at, edge, level = placed.middle, RIBBON[1], placed.box.y + PITCH * 0.5
    shape, leaves = mark(placed.event, edge, at), edge
    if lasted(placed.event):
        shape, leaves = bar(edge - 2, placed.start, 7, placed.end - placed.start), edge + 5
    leader = points([(leaves, at), (edge + 9, at), (WORDS_AT - 12, level), (WORDS_AT - 5, level)])
    children = [
        element("polyline", points=leader, class_="pole"),
        shape,
        *label_lines(placed.label, WORDS_AT, placed.box.y, SIZE, PITCH, "start"),
    ]
    return event_group(placed.event, horizons, children)
