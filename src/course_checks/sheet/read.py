"""Reading an answer sheet: at once where it is well formed, kindly where it is not.

A sheet as the command made it, with answers typed between the quotes, is TOML and is read as TOML is;
the reader that forgives is loaded only for the others.  On what both can read they agree, and a test
says so.  Nothing here raises, whatever the bytes.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_checks.core.outcome import Note, Problem
from course_checks.core.part import Options, Part, describe
from course_checks.sheet.layout import EXERCISE, Layout
from course_checks.sheet.opening import LONGEST_LINE, MOST_BYTES, MOST_LINES, sheet_bytes

_LONGEST_COPY = 200
_FIELD = re.compile(r'^([\w-]+\.[\w-]+|exercise) *= *"', re.MULTILINE | re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """What a sheet says."""

    answers: Mapping[str, Mapping[str, str]]
    """Item id, part id, text as typed, for every blank of the layout; empty where blank or not read."""
    notes: tuple[Note, ...] = ()
    """What was read kindly, in the order of the lines."""
    problems: tuple[Problem, ...] = ()
    """What could not be read, in the order of the lines.  The blank named in `field` is not read, all
    others are; `field` is empty for a line that belongs to none."""
    absent: tuple[str, ...] = ()
    """The blanks, `ITEM.PART`, that have no line in the file: not cleared, but gone."""
    refused: Problem | None = None
    """Why the file cannot be used at all; then every answer is empty."""


def read_sheet(data: bytes, layout: Layout) -> SheetReading:
    """What the file with these bytes answers to the exercise of `layout`."""
    answers = _well_formed(data, layout)
    if answers is not None:
        return SheetReading(answers=answers)
    from course_checks.sheet.kindly import read_kindly

    return read_kindly(data, layout)


def read_sheet_file(path: Path, layout: Layout) -> SheetReading:
    """What the file at `path` answers to the exercise of `layout`; refused where it cannot be opened."""
    data = sheet_bytes(path, layout.exercise_id)
    if isinstance(data, Problem):
        return SheetReading(answers=blank(layout), refused=data)
    return read_sheet(data, layout)


def blank(layout: Layout) -> dict[str, dict[str, str]]:
    """Every blank of the layout, empty."""
    return {block.item_id: {field.part.id: "" for field in block.fields} for block in layout.blocks}


def is_copied(part: Part, text: str) -> bool:
    """Whether `text` is what the note says of the legal values, and not itself one of them."""
    domain = part.domain
    if not 0 < len(text) <= _LONGEST_COPY or (isinstance(domain, Options) and len(domain.ids) < 2):
        return False
    if isinstance(domain, Options) and "|" not in text:
        return False
    from course_checks.core.text import squeeze

    return squeeze(text) == squeeze(describe(domain)) != ""


def _well_formed(data: bytes, layout: Layout) -> dict[str, dict[str, str]] | None:
    """The answers of a sheet that needs no kindness: every blank in its own line, nothing else; else None."""
    text = _ordinary(data)
    wanted = [EXERCISE, *(field.name for field in layout.fields)]
    if (
        text is None
        or "\\" in text
        or sorted(_FIELD.findall(text)) != sorted(wanted)
        or re.search(r"^\s*\[", text, re.MULTILINE)
    ):
        return None
    try:
        held: dict[str, Any] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    if held.pop(EXERCISE, None) != layout.exercise_id or _shape(held) != _shape(blank(layout)):
        return None
    parts = ((field.part, held[field.item][field.part.id]) for field in layout.fields)
    if not all(isinstance(given, str) and not is_copied(part, given) for part, given in parts):
        return None
    return {
        block.item_id: {f.part.id: held[f.item][f.part.id] for f in block.fields} for block in layout.blocks
    }


def _ordinary(data: bytes) -> str | None:
    """The text of a file of ordinary size that holds only what can be seen; else None."""
    if len(data) > MOST_BYTES:
        return None
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    lines = text.split("\n")
    seen = len(lines) <= MOST_LINES and all(
        len(line) <= LONGEST_LINE and line.isprintable() for line in lines
    )
    return text if seen else None


def _shape(held: Mapping[str, Any]) -> dict[str, list[str] | None]:
    """The names of items and parts."""
    return {item: sorted(parts) if isinstance(parts, dict) else None for item, parts in held.items()}
