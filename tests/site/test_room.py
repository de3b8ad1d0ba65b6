"""Reading the course once a build."""

from collections.abc import Callable

import pytest
from sphinx.errors import ExtensionError

from tests.site.books import Book

Maker = Callable[..., Book]


def test_every_mistake_in_the_course_is_told_at_once(book: Maker) -> None:
    made = book({})
    made.edit("exercises/t1-many/exercise.toml", "minutes  = 3", 'minutes  = "3"')
    made.edit("docs/sources/tiny.toml", 'kind       = "judgement"', 'kind       = "judgment"')

    with pytest.raises(ExtensionError) as told:
        made.build()

    head, *lines = str(told.value).splitlines()
    assert head == "The course cannot be built before this is mended:"
    assert any("exercises/t1-many/exercise.toml: minutes:" in line for line in lines)
    assert any("docs/sources/tiny.toml: passages" in line for line in lines)
