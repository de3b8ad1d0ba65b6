"""Texts that an exercise needs and nobody has written yet."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any

from course_checks.content.errors import Faults


def add_unwritten(held: Any, where: str, file: Path, faults: Faults) -> None:
    """Remember each text of `held`, a dataclass at `where` in `file`, that must be there and is empty.

    What has a default may be empty.  The fields of `ask` and `accept` stand beside the others in the file.
    """
    for place in _unwritten(held, where):
        faults.add(file, place, "nothing is written here", "write it")


def _unwritten(held: Any, where: str) -> Iterator[str]:
    for field in fields(held):
        value = getattr(held, field.name)
        place = where if field.name in ("ask", "accept") else f"{where}.{field.name}".lstrip(".")
        if isinstance(value, str):
            if not value.strip() and field.default is MISSING:
                yield place
        elif is_dataclass(value):
            yield from _unwritten(value, place)
        elif isinstance(value, tuple):
            for number, one in enumerate(value):
                if is_dataclass(one):
                    yield from _unwritten(one, f"{place}[{number}]")
