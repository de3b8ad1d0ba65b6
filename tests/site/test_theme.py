"""The theme: what a strict content security policy allows, and where nothing is fetched from elsewhere."""

import re
from collections.abc import Callable

import pytest

from course_checks.site.theme import OF_SPHINX, STATIC, STYLES, shortened
from tests.site.books import Book, Built

Maker = Callable[..., Book]


@pytest.fixture
def built(book: Maker) -> Built:
    """A small book in the theme of the course."""
    return book({"a": "# A\n\nSee {passage}`T1`.\n\n```{exercise} t1-many\n```\n"}, html_theme="furo").build()


def test_no_page_has_a_script_of_its_own_or_a_handler_in_an_attribute(built: Built) -> None:
    pages = sorted(built.out.rglob("*.html"))
    assert len(pages) >= 4
    for file in pages:
        page = built.page(file.relative_to(built.out).with_suffix("").as_posix())
        assert [script for script in page.select("script") if script.get_text(strip=True)] == [], file
        assert [tag for tag in page.find_all() if any(name.startswith("on") for name in tag.attrs)] == [], (
            file
        )


def test_nothing_is_fetched_from_elsewhere(built: Built) -> None:
    for file in sorted(built.out.rglob("*.html")):
        page = built.page(file.relative_to(built.out).with_suffix("").as_posix())
        fetched = [
            tag.get("src") or tag.get("href")
            for tag in page.select("script[src], link[href], img[src], iframe[src]")
        ]
        assert [address for address in fetched if "//" in str(address)] == [], file


def test_light_or_dark_is_set_before_anything_is_painted(built: Built) -> None:
    first = built.one("a", "body").find()

    assert first is not None
    assert first.name == "script"
    assert str(first["src"]).startswith("_static/theme-boot.js")
    assert not {"defer", "async", "type"} & set(first.attrs)


def test_the_files_of_the_extension_are_there(built: Built) -> None:
    for name in ("site.css", "reading.js", "page/course.js", "theme-boot.js", "icon.svg"):
        assert (built.out / "_static" / name).is_file(), name


def test_our_style_sheets_come_as_one_and_what_a_page_does_not_use_it_does_not_load(built: Built) -> None:
    loaded = [
        str(link["href"]).partition("?")[0] for link in built.page("a").select('link[rel="stylesheet"]')
    ]

    assert [name for name in loaded if name.startswith("_static/s")] == [
        "_static/styles/furo.css",
        "_static/styles/furo-extensions.css",
        "_static/site.css",
    ]
    assert "_static/pygments.css" not in loaded
    joined = (built.out / "_static" / "site.css").read_text(encoding="utf-8")
    assert all(shortened((STATIC / style).read_text(encoding="utf-8")) in joined for style in STYLES)


def test_a_style_sheet_is_shortened_by_what_no_browser_reads() -> None:
    assert shortened("/* One\n   two. */\n\na {\n  color: red; /* why */\n}\n") == "a {\ncolor: red;\n}\n"


def test_no_rule_has_a_browser_look_through_the_whole_page_whenever_something_on_it_changes() -> None:
    for style in STYLES:
        text = shortened((STATIC / style).read_text(encoding="utf-8"))
        whole = re.findall(r'(?:html|body|\.page|\.main|\.content|article\[role="main"\]):has\(', text)
        assert whole == [], style


def test_a_landing_page_says_so_before_it_begins_and_no_other_does(book: Maker) -> None:
    pages = {
        "a": "# A\n\n:::{div} landing promise\nRead.\n:::\n",
        "b": "# B\n\n:::{div} landing-facts\nNo.\n:::\n",
    }
    built = book(
        pages,
        html_theme="furo",
        extensions=["myst_parser", "sphinx_design", "course_checks.site"],
        myst_enable_extensions=["colon_fence"],
    ).build()

    assert built.page("a").select_one("body > .landing-page ~ .page .main") is not None
    assert built.page("b").select_one(".landing-page") is None


def test_the_scripts_of_sphinx_come_as_one(built: Built) -> None:
    for page in ("a", "search"):
        loaded = [str(tag["src"]).partition("?")[0] for tag in built.page(page).select("script[src]")]
        assert loaded.count("_static/of-sphinx.js") == 1
        assert not any(name.endswith(OF_SPHINX) for name in loaded)
    joined = (built.out / "_static" / "of-sphinx.js").read_text(encoding="utf-8")
    for name in OF_SPHINX:
        assert (built.out / "_static" / name).read_text(encoding="utf-8") in joined


def test_links_to_edit_and_report_stand_only_where_the_course_has_a_home(built: Built) -> None:
    assert "Edit this page" not in built.html("a")


def test_with_a_home_each_page_can_be_edited_and_reported(book: Maker) -> None:
    built = book({"a": "# A\n"}, html_theme="furo", course_home="https://example.org/course/").build()

    assert [link["href"] for link in built.page("a").select(".page-links a")] == [
        "https://example.org/course/edit/main/docs/a.md",
        "https://example.org/course/issues/new?title=Page%20a",
    ]
    assert built.page("search").select(".page-links") == []


def test_every_header_cell_says_what_it_heads(book: Maker) -> None:
    built = book({"a": "# A\n\n| one | two |\n| --- | --- |\n| 1 | 2 |\n"}).build()

    assert [head["scope"] for head in built.page("a").select("th")] == ["col", "col"]
