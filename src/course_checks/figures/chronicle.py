"""A chronicle: an upright ribbon of time in the middle, one line of words for each event on either side of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from course_checks.figures.dates import MONTHS, short_name
from course_checks.figures.flags import spread
from course_checks.figures.measure import Box, text_width
from course_checks.figures.ribbon import Ribbon, draw_ribbon, zones_of
from course_checks.figures.scale import Scale
from course_checks.figures.svg import Element, element, group, line, points, rect, words
from course_checks.figures.timeline_data import Event, Horizon, horizons_passed
from course_checks.figures.timeline_parts import bar, event_group, full_date, lasted, mark

WIDTH = 880.0
SIZE = 14.5
ROW = 24.0
HEAD = 46.0
GAP = 9.0
RIBBON = (WIDTH / 2 - 23, WIDTH / 2 + 23)
LEADER = 46.0
"""From the ribbon to the words."""
ROOM = RIBBON[0] - LEADER
"""The widest that a line may be."""
PITCH = 17.0
BETWEEN = 10.0
FOOT = 26.0
"""The room above a horizon for its words."""
LEFT = ("alliance", "talks")
"""What stands left of the ribbon; all else stands right of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event with its mark's place on the scale and the line of words beside it."""

    event: Event
    start: float
    end: float
    box: Box

    @property
    def left(self) -> bool:
        """Whether it stands left of the ribbon."""
        return self.event.track in LEFT

    @property
    def middle(self) -> float:
        """Where its mark sits."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """Where everything goes; nothing drawn yet."""

    ribbon: Ribbon
    entries: tuple[Entry, ...]
    height: float


def lay_out_chronicle(
    events: Sequence[Event], horizons: Sequence[Horizon], scale_of: Callable[[float, float, float], Scale]
) -> Chronicle:
    """Places for ``events``: the scale is stretched until the words of each side fit between the horizons.

    ``scale_of`` makes a scale from a stretch of 1, 1.03 and so on, its origin, and the length of a break. Raises
    ``ValueError`` for words that are wider than their side.
    """
    for event in events:
        if max(map(_room, _lines(event))) > ROOM:
            raise ValueError(f"the label of {event.id} is too long for one line; shorten it")
    stretch = 1.0
    while True:
        found = _try(events, horizons, scale_of(stretch, HEAD, GAP))
        if found is not None:
            return found
        stretch *= 1.03


def _try(events: Sequence[Event], horizons: Sequence[Horizon], scale: Scale) -> Chronicle | None:
    """The layout on ``scale``, or None where a side is too short for its words."""
    bounds = tuple(scale.span(horizon.date.first, horizon.date.last)[1] for horizon in horizons)
    zones = zones_of(bounds, HEAD - 6, scale.far + 12)
    placed: list[Entry] = []
    for side in (True, False):
        for zone, (low, high) in enumerate(zones):
            here = [
                entry
                for entry in (_entry(event, scale) for event in events)
                if entry.left == side and horizons_passed(entry.event, horizons) == zone
            ]
            here.sort(key=lambda entry: entry.middle)
            foot = FOOT if zone < len(horizons) and not side else 0
            wanted, sizes = [entry.middle - ROW / 2 for entry in here], [entry.box.height for entry in here]
            tops = spread(wanted, sizes, low + 2, high - foot - 2)
            if tops is None:
                return None
            placed += [
                replace(entry, box=replace(entry.box, y=top)) for entry, top in zip(here, tops, strict=True)
            ]
    ribbon = Ribbon(scale=scale, bounds=bounds, near=RIBBON[0], far=RIBBON[1], upright=True, size=SIZE)
    return Chronicle(ribbon=ribbon, entries=tuple(placed), height=scale.far + 16)


def _brief(event: Event) -> str:
    """The full date with short names of months: ``18–22 Dec 2006``."""
    said = full_date(event)
    for month in MONTHS:
        said = said.replace(month, short_name(month))
    return said


def _lines(event: Event) -> list[list[tuple[str, str]]]:
    """What is said of an event, line by line, each run with its class; the date stands next to the ribbon."""
    said = [(_brief(event), "label-date"), (event.label, "label-text")]
    contested = [("contested", "label-contested")] if event.certainty == "contested" else []
    if contested and _room([*said, *contested]) > ROOM:
        return [said, contested]
    return [[*said, *contested]]


def _room(runs: Sequence[tuple[str, str]]) -> float:
    """How wide a line comes out."""
    widths = (text_width(text, SIZE, bold=class_ == "label-date") for text, class_ in runs)
    return sum(widths) + BETWEEN * (len(runs) - 1)


def _entry(event: Event, scale: Scale) -> Entry:
    start, end = scale.span(event.date.first, event.last.last)
    lines = _lines(event)
    width = max(map(_room, lines))
    x = RIBBON[0] - LEADER - width if event.track in LEFT else RIBBON[1] + LEADER
    height = ROW + PITCH * (len(lines) - 1)
    return Entry(
        event=event, start=start, end=end, box=Box(x=x, y=0, width=width, height=height, says=event.label)
    )


def draw_chronicle(
    chronicle: Chronicle, horizons: Sequence[Horizon], headings: tuple[str, str]
) -> list[Element]:
    """The drawing of a layout, with a heading for each side: fog, horizons, ribbon, marks, leaders, words."""
    bounds = (*chronicle.ribbon.bounds, chronicle.height)
    fogs = (
        rect(0, start, WIDTH, end - start, f"fog zone-{zone}")
        for zone, (start, end) in enumerate(pairwise(bounds), 1)
    )
    left, right = headings
    return [
        group(fogs, class_="fogs"),
        words(RIBBON[0] - LEADER, 20, left, "zone-heading zone-0", 17, "end"),
        words(RIBBON[1] + LEADER, 20, right, "zone-heading zone-0", 17),
        *(_horizon(chronicle, row, horizon) for row, horizon in enumerate(horizons)),
        draw_ribbon(chronicle.ribbon),
        *(_drawn(entry, horizons) for entry in chronicle.entries),
    ]


def _horizon(chronicle: Chronicle, row: int, horizon: Horizon) -> Element:
    """The dated line across, in the rule of its source, and above its right end what it is."""
    at = chronicle.ribbon.bounds[row]
    lines = [line(0, at, WIDTH, at, "horizon-line")]
    if horizon.rule == "double":
        lines.append(line(0, at + 3, WIDTH, at + 3, "horizon-line"))
    said = words(WIDTH - 4, at - 8, horizon.in_words, "horizon-words", SIZE, "end")
    return group([*lines, said], class_=f"horizon source-{horizon.source} rule-{horizon.rule}")


def _drawn(entry: Entry, horizons: Sequence[Horizon]) -> Element:
    """One event: mark on the ribbon's edge, leader, words."""
    at, level = entry.middle, entry.box.y + ROW / 2
    edge, away = (RIBBON[0], -1) if entry.left else (RIBBON[1], 1)
    shape, leaves = mark(entry.event, edge, at), edge
    if lasted(entry.event):
        shape = bar(edge - (5 if entry.left else 2), entry.start, 7, entry.end - entry.start)
        leaves = edge + 5 * away
    leader = points(
        [
            (leaves, at),
            (edge + 9 * away, at),
            (edge + (LEADER - 14) * away, level),
            (edge + (LEADER - 6) * away, level),
        ]
    )
    children = [element("polyline", points=leader, class_="pole"), shape]
    anchor = "end" if entry.left else "start"
    for row, runs in enumerate(_lines(entry.event)):
        x = RIBBON[0] - LEADER if entry.left else RIBBON[1] + LEADER
        for text, class_ in runs:
            children.append(words(x, level + SIZE * 0.36 + row * PITCH, text, class_, SIZE, anchor))
            x += away * (text_width(text, SIZE, bold=class_ == "label-date") + BETWEEN)
    return event_group(entry.event, horizons, children)
