"""What pictures are drawn from: lists of tables that people write in TOML, read strictly, every fault at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from course_checks.content.errors import Faults
from course_checks.content.strict import read_toml, structure
from course_checks.core.text import nearest, one_of
from course_checks.figures.dates import Moment, read_moment


def read_records(file: Path, faults: Faults, **kinds: type[Any]) -> dict[str, list[tuple[str, Any]]]:
    """For each name in ``kinds`` the tables that stand under it, each as (its place in the file, its value).

    Everything amiss goes to ``faults``: a list that is missing or empty, an unknown name, an id given twice, and
    whatever a single table gets wrong. A table with a fault is left out.
    """
    data = read_toml(file, faults)
    if data is None:
        return {name: [] for name in kinds}
    for name in data:
        if name not in kinds:
            faults.add(file, name, "not known here", f"begin each table with {_headings(kinds)}")
    return {name: _records(file, faults, name, kind, data.get(name)) for name, kind in kinds.items()}


def _headings(names: Iterable[str]) -> str:
    return " or ".join(f"[[{name}]]" for name in names)


def _records(file: Path, faults: Faults, name: str, kind: type[Any], tables: object) -> list[tuple[str, Any]]:
    if not isinstance(tables, list) or not tables:
        faults.add(file, name, "there are none", f"begin each with [[{name}]]")
        return []
    found: list[tuple[str, Any]] = []
    seen: set[str] = set()
    for position, table in enumerate(tables, 1):
        called = table.get("id") if isinstance(table, dict) else None
        place = f"{name}.{called}" if isinstance(called, str) and called else f"{name}.{position}"
        record = structure(kind, table, file, place, faults)
        if called in seen:
            faults.add(file, place, "this id is given twice", "give each an id of its own")
        elif record is not None:
            found.append((place, record))
        if isinstance(called, str):
            seen.add(called)
    return found


def check_passages(
    file: Path, faults: Faults, place: str, passages: Iterable[str], known: Collection[str]
) -> None:
    """Remember each of ``passages`` that is not ``known``."""
    for passage in passages:
        if passage not in known:
            remedy = f"use {one_of(nearest(passage, known) or ['the number of a passage'])}"
            faults.add(file, place, f"there is no passage {passage!r}", remedy)


def check_one_of(file: Path, faults: Faults, place: str, value: str, known: Collection[str]) -> None:
    """Remember a ``value`` that is not ``known``."""
    if value not in known:
        faults.add(file, place, f"{value!r} is not known here", f"use {one_of(known)}")


def day_at(file: Path, faults: Faults, place: str, text: str) -> Moment | None:
    """The day that ``text`` names; None with the fault remembered where it names none."""
    try:
        moment = read_moment(text)
    except ValueError:
        moment = None
    if moment is None or moment.precision != "day":
        faults.add(file, place, f"{text!r} is not a day", 'write it as "2003-04-23"')
        return None
    return moment
