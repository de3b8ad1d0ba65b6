"""Which values the `when` of a slip may name: by the domain of the part it looks at."""

import re
from collections.abc import Mapping

from course_checks.core.dates import read_date
from course_checks.core.library import Library
from course_checks.core.links import read_link
from course_checks.core.part import (
    SILENT,
    DateEntry,
    Entry,
    Links,
    Names,
    Number,
    Options,
    Part,
    Passages,
)
from course_checks.core.text import one_of
from course_checks.core.written import span

_RELATION = re.compile(r"(?:before|with|after) \S+")
_VOICE = re.compile(r"(?:has|lacks|starts|ends) \S.*")


def when_faults(
    part_id: str, values: tuple[str, ...], parts: Mapping[str, Part], library: Library
) -> list[tuple[str, str]]:
    """(problem, remedy) for each value that no response can have at this part."""
    part = parts.get(part_id)
    if part is None:
        return [(f"there is no part {part_id!r}", f"use {one_of(parts)}")]
    if not values:
        return [(f"no value of {part_id} is listed", "list at least one, or delete the part")]
    return _value_faults(part, values, parts, library)


def _value_faults(
    part: Part, values: tuple[str, ...], parts: Mapping[str, Part], library: Library
) -> list[tuple[str, str]]:
    """What is amiss with each value, by the domain of its part."""
    match part.domain:
        case Options(ids=legal):
            return [
                (f"{value!r} is not a value of {part.id}", f"use {one_of(legal)}")
                for value in values
                if value not in legal
            ]
        case Number() if _is_counted(parts):
            return [
                (f"{value!r} is not a number", "write a number, or a range such as 3..5")
                for value in values
                if span(value) is None
            ]
        case Number():
            return [
                (f"{value!r} is not a relation", "write before X, with X or after X")
                for value in values
                if not _RELATION.fullmatch(value) or value.split(" ")[1] not in parts
            ]
        case Passages() as domain:
            return [fault for value in values for fault in passage_id_faults(value, domain, library)]
        case Names():
            return [
                (f"{value!r} says nothing of a chain", "write has X, lacks X, starts X or ends X")
                for value in values
                if not _VOICE.fullmatch(value)
            ]
        case DateEntry():
            return [
                (f"{value!r} is not a date", "write 2006, 2006-10 or 2006-10-09")
                for value in values
                if read_date(value) is None
            ]
        case Links(nodes=nodes):
            return [
                (f"{value!r} is not a link", "write A supports B, with two statements of the map")
                for value in values
                if str(read_link(value, nodes)) != value
            ]
        case Entry():
            return [("a value is empty", "write what is typed") for value in values if not value.strip()]
        case _:
            return [(f"{part.id} is prose", "a slip cannot rest on it")]


def _is_counted(parts: Mapping[str, Part]) -> bool:
    """Whether an item has one number, which stands for itself, and not several, which stand for an order."""
    return sum(isinstance(part.domain, Number) for part in parts.values()) == 1


def passage_id_faults(value: str, domain: Passages, library: Library) -> list[tuple[str, str]]:
    """What is amiss with a passage of the key: it is none, or one of another source.  A dash may say silence."""
    if domain.silent and value == SILENT:
        return []
    if value not in library.index:
        near = library.find(value) or near_passage(value, library)
        return [(f"there is no passage {value!r}", f"use {near}")]
    if domain.source and library.source_of.get(value) != domain.source:
        return [
            (f"{value!r} is no passage of {domain.source}", "name one of its passages, or another source")
        ]
    return []


def near_passage(passage: str, library: Library) -> str:
    """Passages that `passage` may have meant, in words."""
    return one_of(library.near(passage)) or "the id of a passage"
