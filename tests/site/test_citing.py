"""How to cite the course."""

import re
from collections.abc import Callable

import pytest

import make
from course_checks.site.citing import Work, bibtex_of, headline, sentence, styles_of
from tests.site.books import Book, words_of

Maker = Callable[..., Book]
WORK = Work(author="The rock team", title="Gull Rock: a lamp at sea", version="1.2", year="2026")


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Gull Rock: a lamp at sea", "Gull Rock: A Lamp at Sea"),
        ("the rock to look at", "The Rock to Look At"),
        ("China and North Korea: allies at arm’s length", "China and North Korea: Allies at Arm’s Length"),
    ],
)
def test_a_headline_has_capitals_but_for_small_words_inside(title: str, wanted: str) -> None:
    assert headline(title) == wanted


def test_a_sentence_has_a_capital_where_a_subtitle_begins() -> None:
    assert sentence("Gull Rock: a lamp at sea") == "Gull Rock: A lamp at sea"


def test_each_style_has_what_it_asks_for() -> None:
    assert {style: "".join(parts) for style, parts in styles_of(WORK)} == {
        "APA": "The rock team. (2026). Gull Rock: A lamp at sea (Version 1.2).",
        "Chicago": "The rock team. Gull Rock: A Lamp at Sea. Version 1.2. 2026.",
        "MLA": "The rock team. Gull Rock: A Lamp at Sea. Version 1.2, 2026.",
    }


def test_no_style_has_an_address_before_the_course_has_one() -> None:
    home = "https://rock.example/course"
    work = Work(author="A", title="T", version="1", year="2026", address=home)

    assert all(parts[2].count(home) == 1 for _, parts in styles_of(work))
    assert f"url = {{{home}}}" in bibtex_of(work)
    assert "http" not in "".join(part for _, parts in styles_of(WORK) for part in parts) + bibtex_of(WORK)


def test_the_entry_for_a_reference_manager_keeps_the_author_whole() -> None:
    assert bibtex_of(WORK).splitlines() == [
        "@misc{rockteam2026,",
        "  author = {{The rock team}},",
        "  title = {{Gull Rock: A Lamp at Sea}},",
        "  note = {Version 1.2},",
        "  year = {2026},",
        "}",
    ]


def test_the_page_takes_all_of_it_from_the_configuration(book: Maker) -> None:
    built = book({"c": "# Cite\n\n```{cite-course}\n```\n"}).build()

    assert [words_of(one) for one in built.page("c").select("dl.cite-course dt")] == ["APA", "Chicago", "MLA"]
    assert words_of(built.page("c").select("dl.cite-course dd")[0]) == (
        "Its makers. (2026). A small course (Version 1.2)."
    )
    assert "@misc{itsmakers2026," in built.page("c").get_text()


def test_the_citation_file_says_the_same_as_the_configuration() -> None:
    said = (make.ROOT / "CITATION.cff").read_text(encoding="utf-8")
    conf = (make.ROOT / "docs" / "conf.py").read_text(encoding="utf-8")
    (title,) = re.findall(r'^title: "(.*)"$', said, re.MULTILINE)
    (project,) = re.findall(r'^project = "(.*)"$', conf, re.MULTILINE)
    (named,) = re.findall(r'- name: "(.*)"', said)
    (author,) = re.findall(r'^author = "(.*)"$', conf, re.MULTILINE)

    assert title.replace("'", "’") == project
    assert named == author
