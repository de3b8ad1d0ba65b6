"""Everything that learners read, text by text: on pages, in front matter, in exercises and data."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_checks.prose.blocks import Heading, Paragraph, Table, read_inline
from course_checks.prose.inline import Said
from course_checks.prose.page import Page

NOT_PROSE = frozenset(
    "accepted also also_ok address aliases bib chain chains cite elsewhere hedge id locator loaded maker name"
    " names near origin passages quote silent tokens voice when".split()
)
"""Fields of TOML files that hold names, sources' words or what learners may type."""
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text with its file."""

    file: str
    said: Said


def texts_of_page(page: Page) -> Iterator[Text]:
    """The headings, paragraphs and cells of a page."""
    for said in said_on(page):
        yield Text(file=page.file, said=said)


def said_on(page: Page) -> Iterator[Said]:
    """What the headings, paragraphs, cells and the front matter of a page say."""
    yield from (one.said for one in page.front_texts)
    for block in page.blocks:
        match block:
            case Heading(said=said) | Paragraph(said=said):
                yield said
            case Table(header=header, rows=rows):
                yield from (cell for row in (header, *rows) for cell in row)
            case _:
                pass


def texts_of_toml(file: Path, root: Path) -> Iterator[Text]:
    """The texts of a TOML file that people read; none where it cannot be read, which others tell."""
    try:
        raw = file.read_text(encoding="utf-8-sig")
        table = tomllib.loads(raw)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return
    at = 0
    for value in _values(table):
        found = _place(raw, value, at)
        at = found if found >= 0 else at
        line = raw.count("\n", 0, at) + 1
        yield Text(file=file.relative_to(root).as_posix(), said=read_inline(value, line))


def _values(held: Any) -> Iterator[str]:
    """The texts of a table in the order of the file."""
    if isinstance(held, dict):
        for name, value in held.items():
            if name not in NOT_PROSE:
                yield from _values(value)
    elif isinstance(held, list):
        for one in held:
            yield from _values(one)
    elif isinstance(held, str) and _SPACE.search(held.strip()):
        yield held


def _place(raw: str, value: str, start: int) -> int:
    """Where `value` stands in the file, at or after `start` if it can be; -1 if it is written otherwise."""
    first = value.split("\n", 1)[0].split('"', 1)[0].split("\\", 1)[0] or value[:1]
    found = raw.find(first, start)
    return found if found >= 0 else raw.find(first)
