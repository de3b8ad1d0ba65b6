"""What the tests of the site may ask for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.books import Book, make_book


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Book]:
    """Make the tiny course with these pages: `book({"a": "# A"}, concordance_complete=True)`."""

    def make(pages: dict[str, str], **config: object) -> Book:
        return make_book(tmp_path / "course", pages, **config)

    return make
