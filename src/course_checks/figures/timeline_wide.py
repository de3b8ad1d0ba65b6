"""The timeline from left to right, for a laptop and for paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from course_checks.figures.flags import Flag, Place, place_flags
from course_checks.figures.measure import Box, text_width, wrap
from course_checks.figures.ribbon import Ribbon, draw_ribbon, zones_of
from course_checks.figures.scale import Scale, make_scale
from course_checks.figures.svg import Element, group, line, rect, words
from course_checks.figures.timeline_data import Event, Horizon, horizons_passed
from course_checks.figures.timeline_parts import (
    Label,
    bar,
    brief_date,
    event_group,
    first_day,
    headings,
    label_lines,
    lasted,
    mark,
    paces,
)

WIDTH = 880.0
MARGIN = 12.0
GAP = 9.0
DECADES = 140.0
DAYS = 180.0
SIZE = 14.5
PITCH = 17.5
LABEL_WIDTH = 118.0
HEADING = 17.0
RIBBON = 30.0
POLE = 6.0
AIR = 10.0
ABOVE = ("alliance", "talks")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedEvent:
    """An event with its mark's place on the scale and its label's place beside it."""

    event: Event
    label: Label
    start: float
    end: float
    box: Box
    hangs: Literal["right", "left", "sign"]

    @property
    def pole(self) -> float:
        """Where its pole stands."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class WideLayout:
    """Where everything goes; nothing drawn yet."""

    ribbon: Ribbon
    above: tuple[PlacedEvent, ...]
    below: tuple[PlacedEvent, ...]
    headings: tuple[tuple[Box, ...], ...]
    rules: tuple[Box, ...]
    """The words at the foot of each horizon."""
    height: float

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Every box that holds words outside the ribbon."""
        labels = [placed.box for placed in (*self.above, *self.below)]
        return (*labels, *(box for lines in self.headings for box in lines), *self.rules)


def wide_scale(events: Sequence[Event], horizons: Sequence[Horizon]) -> Scale:
    """The scale that just fills the picture's width."""

    def scale(yearly: float) -> Scale:
        stretches = paces(events, horizons[-1], decades=DECADES, days=DAYS, yearly=yearly)
        return make_scale(first_day(events), stretches, origin=MARGIN, gap=GAP)

    one, two = scale(1).far, scale(2).far
    return scale(1 + (WIDTH - MARGIN - one) / (two - one))


def lay_out_wide(events: Sequence[Event], horizons: Sequence[Horizon]) -> WideLayout:
    """Places for the labels of ``events`` (no sources among them) and the words of both ``horizons``."""
    scale = wide_scale(events, horizons)
    bounds = tuple(scale.span(horizon.date.first, horizon.date.last)[1] for horizon in horizons)
    zones = zones_of(bounds, scale.near - MARGIN / 2, scale.far + MARGIN / 2)
    heading_lines = tuple(
        _heading(text, start, end) for text, (start, end) in zip(headings(horizons), zones, strict=True)
    )
    top = max(box.y + box.height for lines in heading_lines for box in lines) + 8
    over = _place([event for event in events if event.track in ABOVE], scale, zones, horizons)
    under = _place([event for event in events if event.track not in ABOVE], scale, zones, horizons)
    ribbon_top = top + max(map(_depth, over)) + 12
    ribbon = Ribbon(scale=scale, bounds=bounds, near=ribbon_top, far=ribbon_top + RIBBON)
    above = tuple(placed for zone in over for placed in _stack(zone, ribbon.near - 12, upwards=True))
    below = tuple(placed for zone in under for placed in _stack(zone, ribbon.far + 12, upwards=False))
    foot = ribbon.far + 12 + max(map(_depth, under)) + 8
    rules = tuple(
        _rule_words(horizon.in_words, bound, foot + row * 26)
        for row, (horizon, bound) in enumerate(zip(horizons, bounds, strict=True))
    )
    height = rules[-1].y + PITCH + 12
    return WideLayout(
        ribbon=ribbon, above=above, below=below, headings=heading_lines, rules=rules, height=height
    )


def _rule_words(text: str, bound: float, y: float) -> Box:
    """Left of the horizon, inside the rule's corner; right of it where the left is too short."""
    width = text_width(text, SIZE, bold=True)
    x = bound - 8 - width
    return Box(x=x if x >= MARGIN else bound + 12, y=y, width=width, height=PITCH, says=text)


def _heading(text: str, start: float, end: float) -> tuple[Box, ...]:
    lines = wrap(text, HEADING, end - start - 16)
    return tuple(
        Box(x=start + 8, y=2 + row * 20, width=text_width(said, HEADING), height=20, says=said)
        for row, said in enumerate(lines)
    )


def _place(
    events: Sequence[Event], scale: Scale, zones: Sequence[tuple[float, float]], horizons: Sequence[Horizon]
) -> list[list[tuple[PlacedEvent, Place]]]:
    """The events of one side of the ribbon, zone by zone, with their lanes; their heights are still to come."""
    done: list[list[tuple[PlacedEvent, Place]]] = []
    for zone, (low, high) in enumerate(zones):
        here = [_measured(event, scale) for event in events if horizons_passed(event, horizons) == zone]
        here.sort(key=lambda placed: placed.pole)
        flags = [
            Flag(
                pole=placed.pole,
                width=placed.box.width + POLE,
                low=min(low + 5, placed.pole),
                high=max(high - 5, placed.pole),
            )
            for placed in here
        ]
        done.append(list(zip(here, place_flags(flags, apart=8), strict=True)))
    return done


def _measured(event: Event, scale: Scale) -> PlacedEvent:
    label = Label(
        date=brief_date(event, scale.stretch_of(event.date.first).unit),
        lines=wrap(event.label, SIZE, LABEL_WIDTH),
        contested=event.certainty == "contested",
    )
    width = max(text_width(label.date, SIZE, bold=True), *(text_width(text, SIZE) for text in label.lines))
    if label.contested:
        width = max(width, text_width("contested", SIZE))
    start, end = scale.span(event.date.first, event.last.last)
    box = Box(x=start, y=0, width=width, height=label.count * PITCH, says=event.label)
    return PlacedEvent(event=event, label=label, start=start, end=end, box=box, hangs="right")


def _lane_heights(placed: Sequence[tuple[PlacedEvent, Place]]) -> list[float]:
    """The height of each lane of one zone, nearest first: that of its tallest label, and some air."""
    lanes = max((place.lane for _, place in placed), default=-1) + 1
    return [
        max((item.box.height for item, place in placed if place.lane == lane), default=0.0) + AIR
        for lane in range(lanes)
    ]


def _depth(placed: Sequence[tuple[PlacedEvent, Place]]) -> float:
    return sum(_lane_heights(placed))


def _stack(
    placed: Sequence[tuple[PlacedEvent, Place]], edge: float, *, upwards: bool
) -> Iterator[PlacedEvent]:
    """The events of one zone with their boxes where their lanes put them, counted from ``edge``."""
    heights = _lane_heights(placed)
    for item, place in placed:
        nearer = sum(heights[: place.lane])
        y = edge - nearer - item.box.height if upwards else edge + nearer
        x = place.start + {"right": POLE, "left": 0, "sign": POLE / 2}[place.hangs]
        yield replace(item, box=replace(item.box, x=x, y=y), hangs=place.hangs)


def draw_wide(layout: WideLayout, horizons: Sequence[Horizon]) -> list[Element]:
    """The drawing of a layout: fog, horizons, poles, ribbon, marks, words."""
    ribbon = layout.ribbon
    children = [_fog(layout), *(_horizon(layout, row, horizon) for row, horizon in enumerate(horizons))]
    children.append(draw_ribbon(ribbon))
    for placed in layout.above:
        children.append(_event(placed, horizons, edge=ribbon.near, upwards=True))
    for placed in layout.below:
        children.append(_event(placed, horizons, edge=ribbon.far, upwards=False))
    for zone, lines in enumerate(layout.headings):
        children += [
            words(box.x, box.y + 15, box.says, f"zone-heading zone-{zone}", HEADING) for box in lines
        ]
    return children


def _fog(layout: WideLayout) -> Element:
    """A wash over each zone beyond a horizon."""
    bounds = (*layout.ribbon.bounds, WIDTH)
    return group(
        (
            rect(start, 0, end - start, layout.height - 6, f"fog zone-{zone}")
            for zone, (start, end) in enumerate(pairwise(bounds), 1)
        ),
        class_="fogs",
    )


def _horizon(layout: WideLayout, row: int, horizon: Horizon) -> Element:
    """The thin dated line and, at its foot, the rule that spans what the source could know."""
    at, box = layout.ribbon.bounds[row], layout.rules[row]
    foot = box.y + PITCH + 3
    side = (box.x, "start") if box.x > at else (at - 8, "end")
    opens = layout.ribbon.scale.position(horizon.date.first)
    children = [
        rect(opens, layout.ribbon.near, at - opens, RIBBON, "horizon-month"),
        line(at, 0, at, foot, "horizon-line"),
        line(MARGIN, foot, at, foot, "horizon-rule"),
        words(side[0], box.y + PITCH * 0.78, box.says, "horizon-words", SIZE, side[1]),
    ]
    if horizon.rule == "double":
        children += [
            line(at + 3, 0, at + 3, foot + 3, "horizon-line"),
            line(MARGIN, foot + 3, at + 3, foot + 3, "horizon-rule"),
        ]
    return group(children, class_=f"horizon source-{horizon.source} rule-{horizon.rule}")


def _event(placed: PlacedEvent, horizons: Sequence[Horizon], *, edge: float, upwards: bool) -> Element:
    """One event: pole, mark on the ribbon's edge, words."""
    box, pole = placed.box, placed.pole
    sign = placed.hangs == "sign"
    inset = -3 if sign else 2  # a sign's pole stops short of the words, a flag's runs along them
    end = box.y + box.height - inset if upwards == sign else box.y + inset
    x, anchor = (box.x + box.width, "end") if placed.hangs == "left" else (box.x, "start")
    shape = mark(placed.event, pole, edge)
    if lasted(placed.event):
        shape = bar(placed.start, edge - (4 if upwards else 3), placed.end - placed.start, 7)
    return event_group(
        placed.event,
        horizons,
        [
            line(pole, edge, pole, end, "pole"),
            shape,
            *label_lines(placed.label, x, box.y, SIZE, PITCH, anchor),
        ],
    )
