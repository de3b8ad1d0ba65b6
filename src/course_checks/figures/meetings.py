"""Every meeting on one axis of time, with the long gaps between them named."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Literal

from course_checks.content.errors import Faults
from course_checks.figures.chronicle import WIDTH, draw_chronicle, lay_out_chronicle
from course_checks.figures.dates import Moment, in_words, read_moment, span_in_words
from course_checks.figures.drawing import Drawing, Twin, number_word
from course_checks.figures.records import check_passages, day_at, read_records
from course_checks.figures.scale import Pace, Scale, make_scale
from course_checks.figures.svg import picture
from course_checks.figures.timeline_data import Event, Horizon
from course_checks.figures.timeline_tall import WIDTH as TALL_WIDTH
from course_checks.figures.timeline_tall import draw_tall, lay_out_tall

DATA_FILE = "docs/data/meetings.toml"
PARTIES = ("CN", "KP", "US", "KR", "JP", "RU")
HEADINGS = ("Meetings", "Long gaps")
LONG_GAP = 6
"""A gap of so many months or more is named on the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting of the delegations."""

    id: str
    name: str
    start: str
    end: str
    place: str
    outcome: str
    certainty: Literal["firm", "reported", "contested", "unverified"]
    round: str = ""
    phase: str = ""
    heads: Mapping[str, str] = field(default_factory=dict)
    """The heads of delegation, by party."""
    cite: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    note: str = ""

    @property
    def first(self) -> Moment:
        """Its first day."""
        return read_moment(self.start)

    @property
    def last(self) -> Moment:
        """Its last day."""
        return read_moment(self.end)

    @property
    def days(self) -> int:
        """How many days it took, both ends counted."""
        return (self.last.last - self.first.first).days + 1

    @property
    def label(self) -> str:
        """What the picture calls it: ``Round 5, phase 2``."""
        if not self.round:
            return self.name.split(",")[0]
        if self.phase.startswith("heads"):
            return f"Round {self.round}, heads only"
        return f"Round {self.round}" + (
            f", phase {self.phase}" if self.phase.isdigit() else f", {self.phase}" if self.phase else ""
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The time between two meetings."""

    before: Meeting
    after: Meeting

    @property
    def months(self) -> int:
        """The whole months from the last day of one to the first day of the other."""
        start, end = self.before.last.last, self.after.first.first
        return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def load_meetings(root: Path, known: Collection[str]) -> tuple[Meeting, ...]:
    """The meetings of the course in ``root``, earliest first; ``known`` are the passages there are.

    Raises :class:`~course_checks.content.errors.InvalidContentError` with every fault.
    """
    file, faults = root / DATA_FILE, Faults(root)
    records = read_records(file, faults, meetings=Meeting)["meetings"]
    for place, one in records:
        check_passages(file, faults, f"{place}.passages", one.passages, known)
        start = day_at(file, faults, f"{place}.start", one.start)
        end = day_at(file, faults, f"{place}.end", one.end)
        if start and end and end.last < start.first:
            faults.add(file, f"{place}.end", "before the meeting's first day", "put the later day in end")
        for party in sorted(set(one.heads) - set(PARTIES)):
            faults.add(file, f"{place}.heads.{party}", "not one of the six", f"use {', '.join(PARTIES)}")
    faults.raise_if_any()
    return tuple(sorted((one for _, one in records), key=lambda one: (one.start, one.id)))


def gaps_of(meetings: Sequence[Meeting]) -> tuple[Gap, ...]:
    """The gaps between ``meetings``, which come in the order of their days."""
    return tuple(Gap(before=before, after=after) for before, after in pairwise(meetings))


def draw_meetings(
    meetings: Sequence[Meeting], horizons: Sequence[Horizon], *, name: str = "meetings"
) -> Drawing:
    """The meetings left of the ribbon, the long gaps right of it, both ``horizons`` across it."""
    events = [
        *map(_event, meetings),
        *(_gap_event(gap) for gap in gaps_of(meetings) if gap.months >= LONG_GAP),
    ]
    first, last = meetings[0].first.first.year, meetings[-1].last.last.year
    begins, ends = meetings[0].first.first.replace(day=1), date(last + 1, 1, 1)

    def scale_of(yearly: float) -> Callable[[float, float, float], Scale]:
        def scale(stretch: float, origin: float, gap: float) -> Scale:
            pace = Pace(end=ends, unit="years", yearly=yearly * stretch)
            return make_scale(begins, (pace,), origin=origin, gap=gap)

        return scale

    caption = _caption(meetings)
    count = number_word(len(meetings))
    alt = f"Time axis, {first} to {last}: {count} meetings as marks, long gaps between them as bars."
    wide = lay_out_chronicle(events, horizons, scale_of(84))
    tall = lay_out_tall(events, horizons, scale_of(126))
    desc = f"{caption} The table beside the picture has every meeting."
    return Drawing(
        name=name,
        caption=caption,
        note=(
            f"A dashed bar is a gap of {number_word(LONG_GAP)} months or more. Lists differ in what they count: "
            "rounds, or the phases that each round was cut into."
        ),
        alt=alt,
        wide_svg=picture(
            name, "wide", (WIDTH, wide.height), alt, desc, draw_chronicle(wide, horizons, HEADINGS)
        ),
        tall_svg=picture(name, "tall", (TALL_WIDTH, tall.height), alt, desc, draw_tall(tall, horizons)),
        twin=_twin(meetings),
        data_file=DATA_FILE,
    )


def _event(meeting: Meeting) -> Event:
    return Event(
        id=meeting.id,
        date=meeting.first,
        end=meeting.last,
        zone=meeting.place,
        title=meeting.name,
        label=meeting.label,
        track="talks",
        level="landing",
        certainty="contested" if meeting.certainty == "contested" else "firm",
    )


def _gap_event(gap: Gap) -> Event:
    return Event(
        id=f"gap-{gap.after.id}",
        date=gap.before.last,
        end=gap.after.first,
        zone=gap.after.place,
        title=f"{gap.months} months without a meeting",
        label="without a meeting",
        when=f"{gap.months} months",
        track="gap",
        level="landing",
    )


def _caption(meetings: Sequence[Meeting]) -> str:
    """How many meetings took how many days, and how long the longest gaps were."""
    days = sum(one.days for one in meetings)
    gaps = gaps_of(meetings)
    longest = max(gap.months for gap in gaps)
    count = sum(gap.months == longest for gap in gaps)
    said = f"the {number_word(count)} longest gaps lasted" if count > 1 else "the longest gap lasted"
    each = " each" if count > 1 else ""
    return (
        f"From {in_words(meetings[0].first).split(' ', 1)[1]} to {in_words(meetings[-1].last).split(' ', 1)[1]} "
        f"{number_word(len(meetings))} meetings took {days} days; {said} {number_word(longest)} months{each}."
    )


def _twin(meetings: Sequence[Meeting]) -> Twin:
    gaps = [None, *gaps_of(meetings)]
    return Twin(
        intro=(
            "Dates are local to the place. Heads of delegation by party: CN China, KP North Korea, US United States, "
            "KR South Korea, JP Japan, RU Russia."
        ),
        header=(
            "When",
            "Meeting",
            "Heads of delegation",
            "Outcome",
            "Since the one before",
            "Passages",
            "Note",
        ),
        rows=tuple(
            (
                f"{span_in_words(one.first, one.last)} ({one.place})",
                one.name,
                "; ".join(f"{party} {one.heads[party]}" for party in PARTIES if party in one.heads),
                one.outcome,
                _since(gap),
                ", ".join(one.passages) or "in neither page",
                one.note if one.certainty == "firm" else f"{one.certainty.capitalize()}. {one.note}".strip(),
            )
            for one, gap in zip(meetings, gaps, strict=True)
        ),
        refs=tuple(one.cite for one in meetings),
    )


def _since(gap: Gap | None) -> str:
    if gap is None:
        return ""
    return f"{gap.months} months" if gap.months > 1 else "1 month" if gap.months else "less than a month"
