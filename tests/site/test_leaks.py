"""A planted held key stands in no file of a site: pages, search index, kit, the wheel in the kit."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course_checks.content.leaks import Searched
from course_checks.content.unpacking import files_of, opened
from course_checks.desk.leaking import search_places
from course_checks.sheet.workspace import find_workspace
from tests.desk.packs import MARKS, make_held
from tests.site.books import Book

Maker = Callable[..., Book]


def searched(book: Book, out: Path) -> Searched:
    mine = book.root / "mine"
    return search_places(find_workspace(book.root, [mine]), [mine], [out])


@pytest.fixture
def with_held(book: Maker) -> Callable[[str], Book]:
    """A site with one page of this text; beside its exercises stands a folder with a held one."""

    def made(text: str) -> Book:
        site = book({"a": f"# A\n\n{text}\n\n```{{exercise}} t1-choice\n```\n"})
        make_held(site.root / "mine")
        return site

    return made


def test_nothing_planted_is_in_a_site_or_in_the_kit_on_it(with_held: Callable[[str], Book]) -> None:
    site = with_held("Nothing of it here.")
    out = site.build().out
    found = searched(site, out)
    names = [str(one) for one in opened(files_of([out]))]

    assert (found.leaks, found.unopened) == ((), ())
    assert found.files == len(names)
    assert any("check-kit.zip > course_checks" in name and ".whl > course_checks/" in name for name in names)
    data = (one for one in opened(files_of([out])))
    assert [
        str(one) for one in data if any(mark in one.data.lower().decode(errors="replace") for mark in MARKS)
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "Planted message: read T2 twice, and *ask* which of the two\ntowns it means?",
        "```text\nPlanted message: read T2 twice, and ask which of the two towns it means?\n```",
        "<!-- Plantedburg -->\n\nHidden: Plantedburg.",
    ],
)
def test_a_key_on_a_page_is_found_with_its_file_and_line(with_held: Callable[[str], Book], text: str) -> None:
    site = with_held(text)
    leaks = searched(site, site.build().out).leaks

    pages = [leak for leak in leaks if leak.place.endswith("/a.html")]
    assert pages
    assert all(leak.line > 0 and leak.exercise == "my-bell" for leak in pages)


def test_a_held_exercise_put_among_those_of_the_course_is_found_in_the_kit(
    with_held: Callable[[str], Book],
) -> None:
    site = with_held("Nothing of it here.")
    make_held(site.root / "exercises")
    places = [leak.place for leak in searched(site, site.build().out).leaks]

    assert any(place.endswith("check-kit.zip > exercises/my-bell/key.toml") for place in places)
    assert any(place.endswith("check-kit.zip > exercises/my-bell/responses.toml") for place in places)
