"""The course's timeline with the two knowledge horizons: what each author could know, and what neither could."""

from __future__ import annotations

from collections.abc import Sequence

from course_checks.figures.drawing import Drawing, Twin, number_word
from course_checks.figures.svg import Variant, picture
from course_checks.figures.timeline_data import Event, Horizon, horizons_passed
from course_checks.figures.timeline_parts import full_date, known_to, scale_words
from course_checks.figures.timeline_tall import WIDTH as TALL_WIDTH
from course_checks.figures.timeline_tall import draw_tall, lay_out_tall
from course_checks.figures.timeline_wide import WIDTH, draw_wide, lay_out_wide, wide_scale

DATA_FILE = "docs/data/timeline.toml"


def draw_timeline(
    events: Sequence[Event],
    horizons: Sequence[Horizon],
    *,
    name: str = "timeline",
    data_file: str = DATA_FILE,
) -> Drawing:
    """The large timeline: those of ``events`` whose level is ``mini`` or ``landing``, cut by two ``horizons``.

    The sources themselves are drawn as the horizons. Raises ``ValueError`` if there are not two horizons, and
    :class:`~course_checks.figures.flags.CannotPlaceError` if there are more labels than the picture can hold.
    """
    if len(horizons) != 2:
        raise ValueError(f"the timeline is drawn with two horizons (got {len(horizons)})")
    horizons = sorted(horizons, key=lambda horizon: horizon.date.last)
    shown = [event for event in events if event.level != "all"]
    drawn = [event for event in shown if event.track != "source"]
    caption = _caption(drawn, horizons)
    alt = _alt(drawn, horizons)
    desc = f"{caption} The table beside the picture has every event."
    wide, tall = lay_out_wide(drawn, horizons), lay_out_tall(drawn, horizons)

    def svg(variant: Variant) -> str:
        if variant == "wide":
            return picture(name, variant, (WIDTH, wide.height), alt, desc, draw_wide(wide, horizons))
        return picture(name, variant, (TALL_WIDTH, tall.height), alt, desc, draw_tall(tall, horizons))

    return Drawing(
        name=name,
        caption=caption,
        note=(
            "On a wide screen the alliance and the talks stand above the ribbon, and what strained them below. "
            "A burst is a missile or nuclear test, a bar a span of time, a dotted edge a disputed event. "
            + scale_words(wide_scale(drawn, horizons))
        ),
        alt=alt,
        wide_svg=svg("wide"),
        tall_svg=svg("tall"),
        twin=timeline_twin(shown, horizons),
        data_file=data_file,
    )


def timeline_twin(events: Sequence[Event], horizons: Sequence[Horizon]) -> Twin:
    """A table of all ``events``, one row each, earliest first."""
    ordered = sorted(events, key=lambda event: (event.date.first, event.last.last, event.id))
    return Twin(
        intro="Dates are local to the place in brackets. “Known to” says which of the two pages could know of it.",
        header=("When", "What happened", "Known to", "Passages", "Note"),
        rows=tuple(
            (
                f"{full_date(event)} ({event.zone})",
                event.title,
                known_to(event, horizons),
                ", ".join(event.passages) or "in neither page",
                _note(event),
            )
            for event in ordered
        ),
        refs=tuple(event.refs for event in ordered),
    )


def _note(event: Event) -> str:
    return (
        event.note if event.certainty == "firm" else f"{event.certainty.capitalize()}. {event.note}".strip()
    )


def _caption(drawn: Sequence[Event], horizons: Sequence[Horizon]) -> str:
    """The finding: how many of the events each source could know."""
    passed = [horizons_passed(event, horizons) for event in drawn]
    first, second = horizons
    return (
        f"Of {number_word(len(drawn))} events, {number_word(passed.count(0))} were within reach of {first.name} and "
        f"{number_word(passed.count(0) + passed.count(1))} of {second.name}; "
        f"{number_word(passed.count(2))} lay beyond both."
    )


def _alt(drawn: Sequence[Event], horizons: Sequence[Horizon]) -> str:
    years = f"{min(e.date.first.year for e in drawn)} to {max(e.last.last.year for e in drawn)}"
    dates = " and ".join(f"{horizon.date.first:%B} {horizon.date.first.year}" for horizon in horizons)
    return f"Timeline, {years}, cut by two knowledge horizons, {dates}; what lies beyond each is paler."
