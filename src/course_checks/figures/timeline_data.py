"""The events of the course's timeline: hand-written TOML in, frozen values out, every fault at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from course_checks.figures.dates import Moment, in_words, read_moment

Track = Literal["alliance", "talks", "strain", "test", "source"]
Level = Literal["mini", "landing", "all"]
Certainty = Literal["firm", "contested", "unverified"]
Rule = Literal["solid", "double"]

LONGEST_LABEL = 26
"""What still fits beside a mark in two or three lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on a day, in a month or year, or over a span of them."""

    id: str
    date: Moment
    end: Moment | None = None
    zone: str
    """The place whose local date it is."""
    title: str
    label: str
    """The title, shorter, for the picture."""
    track: Track | Literal["gap"]
    """``gap``, the time between two meetings, is made by the picture of the meetings and stands in no file."""
    level: Level
    """Where it is drawn: ``mini`` everywhere, ``landing`` on the large timeline, ``all`` only in the full table."""
    passages: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    certainty: Certainty = "firm"
    note: str = ""
    rule: Rule | None = None
    """How the source's line is drawn; for the track ``source`` only."""
    when: str = ""
    """What the picture says in place of the date; never from a file."""

    @property
    def last(self) -> Moment:
        """The moment it was over."""
        return self.end or self.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """The date that a source can speak for: what came after it, it could not know."""

    source: str
    name: str
    date: Moment
    rule: Rule

    @property
    def in_words(self) -> str:
        """``Scobell’s page, March 2004``."""
        return f"{self.name}, {in_words(self.date)}"


def horizons_of(events: Iterable[Event]) -> tuple[Horizon, ...]:
    """The horizons of the sources among ``events``, earliest first."""
    found = (
        Horizon(source=event.id, name=event.label, date=event.date, rule=event.rule or "solid")
        for event in events
        if event.track == "source"
    )
    return tuple(sorted(found, key=lambda horizon: horizon.date.last))


def horizons_passed(event: Event, horizons: Iterable[Horizon]) -> int:
    """How many of ``horizons`` the event lies beyond: it began after the last day that the source can speak for."""
    return sum(event.date.first > horizon.date.last for horizon in horizons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A mistake in the data: where it is, what it is, and what to do."""

    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}; {self.remedy}"


class TimelineError(ValueError):
    """The timeline could not be read; ``faults`` has all that is amiss, in the order of the file."""

    def __init__(self, path: Path, faults: tuple[Fault, ...]) -> None:
        self.path = path
        self.faults = faults
        super().__init__("\n".join(f"{path.name}: {fault}" for fault in faults))


_WORDS = {
    "track": get_args(Track),
    "level": get_args(Level),
    "certainty": get_args(Certainty),
    "rule": get_args(Rule),
}
_TEXTS = ("id", "date", "end", "zone", "title", "label", "note", *_WORDS)
_LISTS = ("passages", "refs")
_NEEDED = ("id", "date", "zone", "title", "track", "level")
_KNOWN = (*_TEXTS, *_LISTS)


def load_timeline(path: Path) -> tuple[Event, ...]:
    """The events of the file, earliest first. Raises :class:`TimelineError` with every fault of the file."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        fault = Fault(
            place="the file", problem=f"cannot be read ({error})", remedy="write it as TOML in UTF-8"
        )
        raise TimelineError(path, (fault,)) from error
    faults: list[Fault] = []
    for name in data:
        if name != "events":
            faults.append(
                Fault(place=name, problem="not known here", remedy="begin each event with [[events]]")
            )
    tables = data.get("events", [])
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        faults.append(Fault(place="events", problem="no events", remedy="begin each event with [[events]]"))
        tables = []
    seen: dict[str, int] = {}
    events: list[Event] = []
    for position, table in enumerate(tables, 1):
        name = table.get("id")
        place = f"event {position}" + (f" ({name})" if isinstance(name, str) else "")
        found = _faults_in(table, place)
        if isinstance(name, str) and seen.setdefault(name, position) != position:
            remedy = "give each event an id of its own"
            found.append(
                Fault(place=f"{place}, id", problem=f"{name!r} is also event {seen[name]}", remedy=remedy)
            )
        faults += found
        if not found:
            events.append(_event(table))
    if faults:
        raise TimelineError(path, tuple(faults))
    return tuple(sorted(events, key=lambda event: (event.date.first, event.last.last, event.id)))


def _faults_in(table: Mapping[str, object], place: str) -> list[Fault]:
    """All that is amiss in one event: first the shape of each field, then, if that is sound, how they fit."""
    found = [
        Fault(place=f"{place}, {field}", problem=amiss[0], remedy=amiss[1])
        for field, value in table.items()
        if (amiss := _misshapen(field, value))
    ]
    found += [
        Fault(place=f"{place}, {field}", problem="missing", remedy=f'write {field} = "..."')
        for field in _NEEDED
        if field not in table
    ]
    return found or _misfits(_event(table), place)


def _misshapen(field: str, value: object) -> tuple[str, str] | None:
    """What is wrong with one field on its own, and what to do; None where it is sound."""
    if field in _LISTS:
        sound = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return None if sound else (f"{value!r} is not a list of texts", f'write {field} = ["..."]')
    if field not in _TEXTS:
        return "not known here", f"use one of {', '.join(_KNOWN)}"
    return _misworded(field, value)


def _misworded(field: str, value: object) -> tuple[str, str] | None:
    """What is wrong with a field that should hold a text."""
    if not isinstance(value, str) or not value.strip():
        return f"{value!r} is not a text", f'write {field} = "..."'
    if field in _WORDS and value not in _WORDS[field]:
        return f"{value!r} is not one of the words for it", f"use one of {', '.join(_WORDS[field])}"
    if field in ("date", "end") and not _is_moment(value):
        return f"{value!r} is not a date", 'write a year "1961", a month "2003-04" or a day "1961-07-11"'
    return None


def _misfits(event: Event, place: str) -> list[Fault]:
    """What is amiss between the fields of one event whose fields are each sound."""
    rules = (
        ("end", event.last.last < event.date.last, "before the event's date", "put the later date in end"),
        ("label", len(event.label) > LONGEST_LABEL, f"longer than {LONGEST_LABEL} characters", "shorten it"),
        ("note", event.certainty == "contested" and not event.note, "missing", "say who disputes what"),
        (
            "passages",
            not (event.passages or event.refs),
            "nothing the event rests on",
            "name a passage or a reference",
        ),
        (
            "certainty",
            event.certainty == "unverified" and event.level != "all",
            "drawn, yet unverified",
            'use "all"',
        ),
        (
            "rule",
            (event.rule is None) == (event.track == "source"),
            "goes with the track source",
            "give both or none",
        ),
    )
    return [
        Fault(place=f"{place}, {field}", problem=problem, remedy=remedy)
        for field, amiss, problem, remedy in rules
        if amiss
    ]


def _is_moment(text: str) -> bool:
    try:
        read_moment(text)
    except ValueError:
        return False
    return True


def _event(table: Mapping[str, object]) -> Event:
    """The event of a table whose fields have the right types."""
    values: dict[str, object] = {**table, "label": table.get("label", table["title"])}
    for field in ("date", "end"):
        if field in values:
            values[field] = read_moment(str(values[field]))
    for field in _LISTS:
        if isinstance(listed := values.get(field), list):
            values[field] = tuple(listed)
    return Event(**values)  # type: ignore[arg-type]  # _faults_in has looked at every field
