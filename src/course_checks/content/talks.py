"""The talks as data: who met when, what they agreed, and what each party wanted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path

from course_checks.content.entries import MOST_WORDS, Certainty, Known, Spot, read_entries
from course_checks.content.errors import Faults

NOTHING_FOUND = "Nothing found that we could cite."
"""What a cell says that rests on nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting of the talks."""

    id: str
    name: str
    start: str
    """The first day, local to the place."""
    end: str
    place: str
    heads: Mapping[str, str]
    """From a party to its head of delegation; without those that we could not verify."""
    outcome: str
    cite: tuple[str, ...]
    certainty: Certainty
    round: str = ""
    phase: str = ""
    passages: tuple[str, ...] = ()
    note: str = ""
    """Traps: dates that differ, names that changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing that was agreed."""

    about: str
    says: str
    certainty: Certainty
    cite: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A paper that the parties agreed."""

    id: str
    name: str
    date: str
    place: str
    meeting: str
    """The id of the meeting that it came from."""
    cite: tuple[str, ...]
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One of those at the table; `sign` is the shape that stands for it beside its colour."""

    id: str
    name: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What the parties differed on."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a party wanted on a topic, as somebody reported it."""

    party: str
    topic: str
    says: str
    certainty: Certainty
    cite: tuple[str, ...]
    passages: tuple[str, ...]
    silent: bool
    """Whether our own sources say nothing on it."""

    @property
    def found(self) -> bool:
        """Whether it rests on anything."""
        return bool(self.cite or self.passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Every party's position on every topic."""

    parties: tuple[Party, ...]
    topics: tuple[Topic, ...]
    cells: Mapping[tuple[str, str], Position]
    """By the ids of party and topic; whole, unless a mistake was told."""


def load_meetings(file: Path, known: Known, faults: Faults) -> tuple[Meeting, ...]:
    """The meetings of a file, in its order; every mistake goes to `faults`."""
    entries = read_entries(file, {"meetings": Meeting}, known, faults)["meetings"]
    for spot, one in entries:
        spot.check_passages(one.passages)
        _check_cited(spot, one.cite)
        for name in ("outcome", "note"):
            spot.check_text(name, getattr(one, name))
        spot.check_dispute(one.certainty, one.note)
        days = [spot.check_day(name, getattr(one, name)) for name in ("start", "end")]
        if all(days) and one.end < one.start:
            spot.add("end", "it ends before it begins", "mend one of the dates")
        if not one.heads:
            spot.add("heads", "nobody led a delegation", "name the head of each delegation that we know")
    _check_order(entries)
    return tuple(one for _, one in entries)


def _check_order(entries: list[tuple[Spot, Meeting]]) -> None:
    """Meetings stand in the order of their dates, and none begins before the one before it has ended."""
    for (_, before), (spot, one) in pairwise(entries):
        if one.start <= before.end:
            spot.add("start", f"it begins before {before.id!r} has ended", "mend a date, or the order")


def load_agreements(file: Path, known: Known, faults: Faults) -> tuple[Agreement, ...]:
    """The papers of a file, in its order; every mistake goes to `faults`."""
    entries = read_entries(file, {"agreements": Agreement}, known, faults)["agreements"]
    for spot, one in entries:
        spot.check_day("date", one.date)
        _check_cited(spot, one.cite)
        if not one.elements:
            spot.add("elements", "nothing was agreed", "add at least one [[agreements.elements]] table")
        for number, element in enumerate(one.elements):
            inner = spot.inside(f"elements[{number}]")
            _check_cited(inner, element.cite)
            for name in ("says", "note"):
                inner.check_text(name, getattr(element, name))
            inner.check_dispute(element.certainty, element.note)
    return tuple(one for _, one in entries)


def load_matrix(file: Path, known: Known, faults: Faults) -> Matrix:
    """The positions of a file; every mistake, and every cell that is missing, goes to `faults`."""
    kinds = {"parties": Party, "topics": Topic, "cells": Position}
    entries = read_entries(file, kinds, known, faults)
    parties = tuple(one for _, one in entries["parties"])
    topics = tuple(one for _, one in entries["topics"])
    ids = [one.id for one in parties], [one.id for one in topics]
    cells: dict[tuple[str, str], Position] = {}
    for spot, one in entries["cells"]:
        here = Spot(file=file, where=f"{spot.where} ({one.party}, {one.topic})", known=known, faults=faults)
        _check_position(here, one)
        places = [
            here.check_one_of("party", one.party, ids[0]),
            here.check_one_of("topic", one.topic, ids[1]),
        ]
        if all(places) and cells.setdefault((one.party, one.topic), one) is not one:
            here.add("", "this cell stands twice", "keep one of the two")
    if entries["cells"]:
        for party, topic in product(*ids):
            if (party, topic) not in cells:
                remedy = f"add it; if there is nothing to cite, let it say {NOTHING_FOUND!r}"
                faults.add(file, f"cells ({party}, {topic})", "this cell is missing", remedy)
    return Matrix(parties=parties, topics=topics, cells=cells)


def _check_position(spot: Spot, one: Position) -> None:
    """A cell is short, rests on something or says that it does not, and says truly whether our sources are silent."""
    spot.check_passages(one.passages)
    spot.check_works(one.cite)
    spot.check_text("says", one.says, MOST_WORDS)
    if one.silent == bool(one.passages):
        remedy = "write silent = false" if one.passages else "name the passages, or write silent = true"
        spot.add("silent", "it does not agree with the passages", remedy)
    if not one.found and (one.says, one.certainty) != (NOTHING_FOUND, "unverified"):
        remedy = f"cite a work or a passage, or let it say {NOTHING_FOUND!r}, unverified"
        spot.add("cite", "it rests on nothing", remedy)
    if one.found and (one.says == NOTHING_FOUND or one.certainty == "unverified"):
        spot.add("certainty", "it rests on something, and says that it does not", "mend the one or the other")


def _check_cited(spot: Spot, cite: Collection[str]) -> None:
    """At least one work is cited, and each exists."""
    if not cite:
        spot.add("cite", "no work is cited", "name where it can be found")
    spot.check_works(cite)
