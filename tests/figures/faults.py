"""What is told of a data file with mistakes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course_checks.content.errors import InvalidContentError


def told_of(folder: Path, name: str, text: str, load: Callable[[Path], object]) -> list[str]:
    """Every fault that ``load`` tells of docs/data/``name`` with these contents."""
    data = folder / "docs" / "data"
    data.mkdir(parents=True)
    (data / name).write_text(text, encoding="utf-8")
    with pytest.raises(InvalidContentError) as caught:
        load(folder)
    return [line.removeprefix(f"docs/data/{name}: ") for line in str(caught.value).splitlines()]
