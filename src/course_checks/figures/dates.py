"""Dates as precise as they are known: a day, a month or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]

MONTHS = ("January February March April May June July August September October November December").split()
_SHORT = {"June": "June", "July": "July", "September": "Sept"}
_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The time from the start of its first day to the end of its last."""

    first: date
    last: date
    precision: Precision

    @property
    def iso(self) -> str:
        """The moment as it is written in the data: ``1961``, ``2003-04`` or ``1961-07-11``."""
        return self.first.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]


def read_moment(text: str) -> Moment:
    """The moment that ``text`` names in ISO form; raises ``ValueError`` where it names none."""
    found = _FORM.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a date")
    year, month, day = (int(part or 0) for part in found.groups())
    if found[2] is None:
        return Moment(first=date(year, 1, 1), last=date(year, 12, 31), precision="year")
    if found[3] is None:
        first = date(year, month, 1)
        return Moment(first=first, last=date(year, month, monthrange(year, month)[1]), precision="month")
    return Moment(first=date(year, month, day), last=date(year, month, day), precision="day")


def in_words(moment: Moment) -> str:
    """``11 July 1961``, ``April 2003`` or ``1961``."""
    month, year = MONTHS[moment.first.month - 1], str(moment.first.year)
    return {"day": f"{moment.first.day} {month} {year}", "month": f"{month} {year}", "year": year}[
        moment.precision
    ]


def span_in_words(start: Moment, end: Moment | None) -> str:
    """A date, or from when to when."""
    if end is None:
        return in_words(start)
    begin = in_words(start)
    if start.precision == end.precision == "day" and start.first.year == end.first.year:
        same_month = start.first.month == end.first.month
        begin = str(start.first.day) if same_month else f"{start.first.day} {MONTHS[start.first.month - 1]}"
    return f"{begin}–{in_words(end)}" if " " not in begin else f"{begin} – {in_words(end)}"


def short_name(month: str) -> str:
    """``Apr`` for ``April``; the short months keep their names."""
    return _SHORT.get(month, month[:3])


def short_month(moment: Moment) -> str:
    """``Apr 2003``: enough for a label beside a scale of years."""
    return f"{short_name(MONTHS[moment.first.month - 1])} {moment.first.year}"


def short_day(moment: Moment) -> str:
    """``9 Oct``: enough for a label beside a scale of days."""
    return f"{moment.first.day} {short_name(MONTHS[moment.first.month - 1])}"
