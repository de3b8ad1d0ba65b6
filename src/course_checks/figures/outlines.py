"""Coasts, borders and places for a map: a JSON file in, frozen values out, every fault at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Literal

from course_checks.content.errors import Faults
from course_checks.content.strict import structure

DATA_FILE = "docs/data/outlines.json"
EARTH = 6371.0
"""The mean radius of the Earth, in kilometres."""
LINES = ("river", "armistice", "other")

Spot = tuple[float, float]
"""Longitude and latitude, in degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A town, or a site."""

    id: str
    name: str
    lon: float
    lat: float
    kind: Literal["capital", "town", "site"]

    @property
    def spot(self) -> Spot:
        """Where it lies."""
        return (self.lon, self.lat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """What a map is drawn from."""

    places: Mapping[str, Place]
    lines: Mapping[str, tuple[tuple[Spot, ...], ...]]
    """``river``, ``armistice``, ``other``: each one or more runs of spots."""
    land: tuple[tuple[Spot, ...], ...]
    """Rings."""


def kilometres(one: Spot, other: Spot) -> float:
    """How far two spots are apart in a straight line over the ground."""
    (west, south), (east, north) = (tuple(map(radians, spot)) for spot in (one, other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def load_outlines(root: Path, needed: Sequence[str] = ()) -> Outlines:
    """The outlines of the course in ``root``; ``needed`` are ids of places that must be there.

    Raises :class:`~course_checks.content.errors.InvalidContentError` with every fault.
    """
    file, faults = root / DATA_FILE, Faults(root)
    data = _read_json(file, faults)
    places: dict[str, Place] = {}
    tables = data.get("places", [])
    for position, table in enumerate(tables if isinstance(tables, list) else [], 1):
        place = structure(Place, table, file, f"places.{position}", faults)
        if place is not None:
            places[place.id] = place
    for name in needed:
        if name not in places and not faults.found:
            faults.add(file, "places", f"there is no {name!r}", "add it, with lon and lat")
    lines = data.get("lines", {})
    runs = {
        name: _runs(lines.get(name) if isinstance(lines, dict) else None, file, f"lines.{name}", faults)
        for name in LINES
    }
    land = _runs(data.get("land"), file, "land", faults)
    faults.raise_if_any()
    return Outlines(places=places, lines=runs, land=land)


def _read_json(file: Path, faults: Faults) -> dict[str, object]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        faults.add(file, "", f"cannot be read ({error})", "write it as JSON in UTF-8")
        faults.raise_if_any()
    if not isinstance(data, dict):
        faults.add(file, "", "it is not a table", "begin it with {")
        faults.raise_if_any()
    return dict(data)


def _runs(value: object, file: Path, where: str, faults: Faults) -> tuple[tuple[Spot, ...], ...]:
    """Runs of spots; with the first fault of each run remembered."""
    if not isinstance(value, list) or not value:
        faults.add(file, where, "there are no lines", "write lists of [lon, lat]")
        return ()
    found = []
    for position, run in enumerate(value, 1):
        if isinstance(run, list) and len(run) > 1 and all(map(_is_spot, run)):
            found.append(tuple((float(lon), float(lat)) for lon, lat in run))
        else:
            remedy = "write two or more of [lon, lat]"
            faults.add(file, f"{where}.{position}", "not a line of longitudes and latitudes", remedy)
    return tuple(found)


def _is_spot(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(number, int | float) and not isinstance(number, bool) for number in value)
        and abs(value[0]) <= 180
        and abs(value[1]) <= 90
    )
