"""What the timeline's two shapes share: which pace where, what a label says, the marks, the headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, pi, sin

from course_checks.figures.dates import MONTHS, short_day, short_month, span_in_words
from course_checks.figures.scale import Pace, Scale, Unit
from course_checks.figures.svg import Element, element, group, points, rect, words
from course_checks.figures.timeline_data import Event, Horizon, horizons_passed

YEARS_FROM = date(2002, 7, 1)
"""Before this day the scale runs in decades."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The words beside a mark: the date, then what happened in one or more lines."""

    date: str
    lines: tuple[str, ...]
    contested: bool

    @property
    def count(self) -> int:
        """How many lines it has."""
        return 1 + len(self.lines) + self.contested


def paces(
    events: Sequence[Event], horizon: Horizon, *, decades: float, days: float, yearly: float
) -> tuple[Pace, ...]:
    """Decades, then years, then the days of the month of the later ``horizon``, then years again.

    ``decades`` and ``days`` are the lengths of these two stretches, ``yearly`` is the length of a year.
    """
    month = horizon.date.first.replace(day=1)
    after = (month + timedelta(days=32)).replace(day=1)
    last = max([event.last.last for event in events] + [after])
    end = (last + timedelta(days=80)).replace(day=1)
    return (
        Pace(end=YEARS_FROM, unit="decades", fixed=decades),
        Pace(end=month, unit="years", yearly=yearly),
        Pace(end=after, unit="days", fixed=days),
        Pace(end=end, unit="years", yearly=yearly),
    )


def first_day(events: Sequence[Event]) -> date:
    """Where the scale begins: with the year of the earliest of ``events``, or with its years if none is earlier."""
    first = min((event.date.first for event in events), default=YEARS_FROM)
    return date(first.year, 1, 1) if first < YEARS_FROM else YEARS_FROM


def brief_date(event: Event, unit: Unit) -> str:
    """The date as it stands on the picture: no more of it than the scale does not already say."""
    start, end = event.date, event.last
    if event.when:
        return event.when
    if unit == "decades":
        years = (start.first.year, end.last.year)
        return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1] % 100:02}"
    if unit == "years":
        return short_month(start)
    return short_day(start)


def full_date(event: Event) -> str:
    """The date in words, with both ends."""
    return event.when or span_in_words(event.date, event.end)


def label_lines(label: Label, x: float, top: float, size: float, pitch: float, anchor: str) -> list[Element]:
    """The lines of a label, the first of which begins at ``top``."""
    said = [(label.date, "label-date"), *((text, "label-text") for text in label.lines)]
    if label.contested:
        said.append(("contested", "label-contested"))
    return [
        words(x, top + pitch * (row + 0.78), text, class_, size, anchor)
        for row, (text, class_) in enumerate(said)
    ]


def event_group(event: Event, horizons: Sequence[Horizon], children: list[Element]) -> Element:
    """The mark, pole and label of one event, with classes for its track, certainty and zone."""
    classes = f"event track-{event.track} certainty-{event.certainty} zone-{horizons_passed(event, horizons)}"
    beyond = [f"beyond-{horizon.source}" for horizon in horizons if event.date.first > horizon.date.last]
    return group(children, class_=" ".join([classes, *beyond]), data_event=event.id)


def mark(event: Event, x: float, y: float) -> Element:
    """A burst for a test, a dot for anything else; larger where its edge must show that it is contested."""
    if event.track != "test":
        return element("circle", cx=x, cy=y, r=6 if event.certainty == "contested" else 4.5, class_="mark")
    rays = [(9 if n % 2 == 0 else 4.2, pi * n / 8) for n in range(16)]
    return element(
        "polygon", points=points((x + r * sin(a), y - r * cos(a)) for r, a in rays), class_="mark burst"
    )


def lasted(event: Event) -> bool:
    """Whether it is drawn as a bar: it took a month or more, or we know no more than the month."""
    return (event.last.last - event.date.first).days >= 27


def bar(x: float, y: float, width: float, height: float) -> Element:
    """A bar for what lasted."""
    return rect(x, y, width, height, "mark bar")


def headings(horizons: Sequence[Horizon]) -> tuple[str, str, str]:
    """What each of the three zones is."""
    later = horizons[1]
    name = later.name.rpartition(" ")[2]
    return (
        "Both pages could know this",
        f"Only the {later.date.first.year} {name} could know",
        "Neither could know",
    )


def known_to(event: Event, horizons: Sequence[Horizon]) -> str:
    """Which of the two sources could know of the event, in words."""
    if event.track == "source":
        return "this is the source itself"
    return ("both", horizons[-1].name, "neither")[horizons_passed(event, horizons)]


def scale_words(scale: Scale) -> str:
    """Where the scale changes its pace, in a sentence."""
    parts = []
    for stretch in scale.stretches:
        until = stretch.end - timedelta(days=1)
        if stretch.unit == "days":
            parts.append(f"{MONTHS[until.month - 1]} {until.year} in days")
        elif stretch.unit == "decades":
            parts.append(f"the time to mid-{until.year} is drawn in decades")
        else:
            parts.append(f"{stretch.start.year} to {until.year} in years")
    return "The scale changes at each slanted gap: " + ", ".join(parts) + "."
