"""The history of the alliance on one axis: what made it and kept it, and what strained it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from course_checks.figures.chronicle import WIDTH, draw_chronicle, lay_out_chronicle
from course_checks.figures.drawing import Drawing, number_word
from course_checks.figures.scale import Pace, Scale, Unit, make_scale
from course_checks.figures.svg import picture
from course_checks.figures.timeline import DATA_FILE, timeline_twin
from course_checks.figures.timeline_data import Event, Horizon
from course_checks.figures.timeline_parts import YEARS_FROM, first_day
from course_checks.figures.timeline_tall import WIDTH as TALL_WIDTH
from course_checks.figures.timeline_tall import draw_tall, lay_out_tall

QUIET_FROM = date(1972, 1, 1)
"""Between this day and the second crisis the scale is narrower: less happened that we show."""
HEADINGS = ("The alliance", "What strained it")


def history_of(events: Sequence[Event]) -> tuple[Event, ...]:
    """Those of ``events`` that belong to the alliance's own history.

    What made the alliance is shown whole, and so is what strained it before the second nuclear crisis; of the years
    after it only what every picture shows. The talks have a picture of their own; the unverified is never drawn.
    """
    return tuple(
        event
        for event in events
        if event.certainty != "unverified"
        and event.track not in ("talks", "source")
        and (event.track == "alliance" or event.level == "mini" or event.date.first < YEARS_FROM)
    )


def draw_history(events: Sequence[Event], horizons: Sequence[Horizon], *, name: str = "history") -> Drawing:
    """The history that :func:`history_of` finds in ``events``, cut by both ``horizons``."""
    drawn = history_of(events)
    last = max(event.last.last for event in drawn)
    end = (last + timedelta(days=80)).replace(day=1)
    begin = first_day(drawn)

    def scale_of(*lengths: float) -> Callable[[float, float, float], Scale]:
        def scale(stretch: float, origin: float, gap: float) -> Scale:
            until = (QUIET_FROM, YEARS_FROM, end)
            units: tuple[Unit, ...] = ("decades", "decades", "years")
            paces = (
                Pace(end=day, unit=unit, fixed=length * stretch)
                for day, unit, length in zip(until, units, lengths, strict=True)
            )
            return make_scale(begin, paces, origin=origin, gap=gap)

        return scale

    caption = _caption(drawn)
    alt = (
        f"Timeline, {begin.year} to {last.year}: the alliance of China and North Korea, and what strained it."
    )
    desc = f"{caption} The table beside the picture has every event."
    wide = lay_out_chronicle(drawn, horizons, scale_of(270, 190, 216))
    tall = lay_out_tall(drawn, horizons, scale_of(420, 280, 470))
    return Drawing(
        name=name,
        caption=caption,
        note=(
            "Time runs downwards; on a wide screen the alliance stands left, what strained it right. "
            "A burst is a nuclear test, a bar a span of time, a dotted edge a disputed event. "
            f"The scale changes its pace at each slanted gap, in {QUIET_FROM.year} and {YEARS_FROM.year}. "
            "The talks have a picture of their own."
        ),
        alt=alt,
        wide_svg=picture(
            name, "wide", (WIDTH, wide.height), alt, desc, draw_chronicle(wide, horizons, HEADINGS)
        ),
        tall_svg=picture(name, "tall", (TALL_WIDTH, tall.height), alt, desc, draw_tall(tall, horizons)),
        twin=timeline_twin(drawn, horizons),
        data_file=DATA_FILE,
    )


def _caption(drawn: Sequence[Event]) -> str:
    """How many events of each side fall into which half of the time shown."""
    first, last = min(event.date.first for event in drawn), max(event.last.last for event in drawn)
    middle = first + (last - first) / 2
    sides = [[event for event in drawn if (event.track == "alliance") == side] for side in (True, False)]
    early = sum(event.date.first <= middle for event in sides[0])
    late = sum(event.date.first > middle for event in sides[1])
    return (
        f"On this timeline {number_word(early)} of the alliance’s {number_word(len(sides[0]))} events fall into the "
        f"first half of the years {first.year} to {last.year}, and {number_word(late)} of the "
        f"{number_word(len(sides[1]))} that strained it into the second."
    )
