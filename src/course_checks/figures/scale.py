"""A time scale that may change its pace, and says where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

Unit = Literal["decades", "years", "days"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A run of days drawn at one pace."""

    start: date
    end: date
    """The first day that is no longer on this stretch."""
    origin: float
    """Where the first day begins on the picture."""
    length: float
    unit: Unit

    def position(self, day: date) -> float:
        """Where ``day`` begins; days outside are placed at the pace of this stretch."""
        return self.origin + self.length * (day - self.start).days / (self.end - self.start).days

    @property
    def far(self) -> float:
        """Where the last day ends."""
        return self.origin + self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Stretches one after the other, with a visible break wherever the pace changes. No day is left out."""

    stretches: tuple[Stretch, ...]

    def stretch_of(self, day: date) -> Stretch:
        """The stretch on which ``day`` lies; the nearest for days before the first or after the last."""
        for stretch in self.stretches:
            if day < stretch.end:
                return stretch
        return self.stretches[-1]

    def position(self, day: date) -> float:
        """Where ``day`` begins, never outside the picture."""
        return min(max(self.stretch_of(day).position(day), self.stretches[0].origin), self.stretches[-1].far)

    def span(self, first: date, last: date) -> tuple[float, float]:
        """From where ``first`` begins to where ``last`` ends."""
        stretch = self.stretch_of(last)
        return self.position(first), min(stretch.position(last + timedelta(days=1)), stretch.far)

    @property
    def near(self) -> float:
        """Where the scale begins."""
        return self.stretches[0].origin

    @property
    def far(self) -> float:
        """Where the scale ends."""
        return self.stretches[-1].far

    @property
    def breaks(self) -> tuple[tuple[float, float], ...]:
        """From where to where each break goes."""
        return tuple((before.far, after.origin) for before, after in pairwise(self.stretches))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Until when, in which unit, and how long: a fixed length, or so much a year."""

    end: date
    unit: Unit
    fixed: float = 0
    yearly: float = 0


def make_scale(start: date, paces: Iterable[Pace], *, origin: float, gap: float) -> Scale:
    """The scale that begins with ``start`` at ``origin`` and leaves ``gap`` at each break.

    Paces that end before ``start`` are left out.
    """
    stretches: list[Stretch] = []
    for pace in paces:
        if pace.end <= start:
            continue
        years = (pace.end - start).days / 365.25
        length = pace.fixed or pace.yearly * years
        stretches.append(Stretch(start=start, end=pace.end, origin=origin, length=length, unit=pace.unit))
        start, origin = pace.end, origin + length + gap
    return Scale(stretches=tuple(stretches))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on the scale, with the words that stand beside or between marks."""

    at: float
    says: str = ""
    says_at: float = 0


def ticks(stretch: Stretch, room: float) -> tuple[Tick, ...]:
    """The marks of one stretch: one a year, a decade or a day.

    ``room`` is what the words of one mark need along the scale; where a year or a decade has less, it keeps silent.
    """
    if stretch.unit == "days":
        days = (stretch.end - stretch.start).days
        return tuple(Tick(at=stretch.position(stretch.start + timedelta(days=n))) for n in range(1, days))
    step = 10 if stretch.unit == "decades" else 1
    marks: list[Tick] = []
    free_from = stretch.origin
    for year in range(stretch.start.year, stretch.end.year + 1):
        begin, end = stretch.position(date(year, 1, 1)), stretch.position(date(year + 1, 1, 1))
        if year % step or end <= stretch.origin or begin >= stretch.far:
            continue
        inside = (max(begin, stretch.origin), min(end, stretch.far))
        middle = inside[0] + room / 2 if step > 1 else sum(inside) / 2
        fits = (
            (inside[1] - inside[0] >= room)
            if step == 1
            else (begin >= free_from and begin + room <= stretch.far)
        )
        if fits:
            free_from = begin + room * 1.3
        marks.append(Tick(at=begin, says=str(year) if fits else "", says_at=middle))
    return tuple(mark for mark in marks if mark.at >= stretch.origin or mark.says)
