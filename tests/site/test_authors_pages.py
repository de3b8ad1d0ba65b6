"""The manual's page on writing pages names every piece that a page can be made of."""

import re
from unittest.mock import MagicMock

import pytest

import make
from course_checks.site import setup

PAGE = (make.ROOT / "docs" / "authors" / "pages.md").read_text(encoding="utf-8")


def pieces() -> list[tuple[str, str]]:
    """What the extension adds to the markup: directives and roles, by name."""
    app = MagicMock()
    setup(app)
    added = {"directive": app.add_directive, "role": app.add_role}
    return sorted((sort, call.args[0]) for sort, adder in added.items() for call in adder.call_args_list)


PIECES = pieces()


def test_there_are_pieces_to_look_for() -> None:
    assert ("directive", "exercise") in PIECES
    assert ("role", "passage") in PIECES


@pytest.mark.parametrize(("sort", "name"), PIECES)
def test_an_author_is_told_of_every_piece_of_a_page(sort: str, name: str) -> None:
    assert f"`` {{{name}}}`" in PAGE if sort == "role" else f"`{{{name}}}" in PAGE


def test_no_piece_is_told_of_that_does_not_exist() -> None:
    told = set(re.findall(r"`\{([\w-]+)\}", PAGE)) - {"ours"}
    assert told <= {name for _, name in PIECES}
