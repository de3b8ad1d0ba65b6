"""The worksheet: every blank of every kind has its place on paper, and nothing of a key is there."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from course_checks.content.course import Course, load_course
from course_checks.content.grids import GRIDS
from course_checks.core.part import Options
from course_checks.desk.printed import blocks, inline
from course_checks.desk.worksheet import OnSheet, Reading, worksheet
from course_checks.exercise import Item, parts_of

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def course() -> Course:
    """The real course."""
    return load_course(ROOT)


@pytest.fixture(scope="module")
def reading(course: Course) -> Reading:
    evidence = tuple(item for card in course.cards.values() for item in card.items)
    return Reading(sources=tuple(course.sources.values()), evidence=evidence)


def made(course: Course, reading: Reading, *exercises: str, held: bool = False) -> str:
    return worksheet(
        [OnSheet(public=course.exercises[name].public, held=held) for name in exercises], reading
    )


class Seen(HTMLParser):
    """The elements of a page and its words; a tag that is not closed is an error."""

    VOID = frozenset({"meta", "br", "hr"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.classes: list[str] = []
        self.addresses: list[str] = []
        self.words = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.classes += (value or "" for name, value in attrs if name == "class")
        self.addresses += (value or "" for name, value in attrs if name in ("src", "href"))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += f"{data} "


def plainly(text: str) -> str:
    return " ".join(re.sub(r"[^\w ]", " ", re.sub(r"\{\w+\}", "", text)).split())


def test_every_exercise_of_the_course_stands_on_paper_with_all_that_it_asks(
    course: Course, reading: Reading
) -> None:
    for name, exercise in course.exercises.items():
        words = plainly(Seen(made(course, reading, name)).words)
        texts = [exercise.public.title, exercise.public.why]
        texts += [text for item in exercise.public.items for text in asked_in(item)]
        assert [text for text in texts if plainly(text) not in words] == [], name


def asked_in(item: Item) -> Iterator[str]:
    """What must be read beside the blanks of an item: labels, options, and the heads of rows and columns."""
    parts = {part.id: part for part in parts_of(item)}
    if item.kind in GRIDS:
        grid = GRIDS[item.kind](item.ask)
        yield from (head.text for head in (*grid.rows, *grid.columns))
        for row in grid.rows:
            for column in grid.columns:
                parts.pop(grid.cell(row.id, column.id))
    for part in parts.values():
        yield part.label
        yield from (option.text for option in part.domain.options) if isinstance(part.domain, Options) else ()


def test_no_script_no_address_and_every_tag_closed(course: Course, reading: Reading) -> None:
    seen = Seen(made(course, reading, *course.exercises))

    assert not {"script", "link", "img", "iframe", "form"} & set(seen.tags)
    assert seen.addresses == []
    assert "url(" not in made(course, reading, "u01-layers")


def test_no_sentence_of_any_key_is_on_it(course: Course, reading: Reading) -> None:
    words = plainly(Seen(made(course, reading, *course.exercises)).words)

    for exercise in course.exercises.values():
        for key in exercise.key.values():
            for text in (key.why, *(rule.say for rule in key.slips)):
                assert plainly(text) not in words


def test_blanks_have_the_form_of_what_is_asked(course: Course, reading: Reading) -> None:
    boxes = made(course, reading, "u01-checks")
    assert boxes.count('<li><span class="box"></span> <strong>') == 9
    assert '<th scope="col">yes</th><th scope="col">no</th>' in boxes
    assert made(course, reading, "u05-order").count('<span class="short-line"></span>') == 10
    assert 'class="drawing"' in made(course, reading, "u06-map")
    assert made(course, reading, "u10-memo").count("<i></i>") > 30
    assert made(course, reading, "u08-matrix").count("<tr>") == 13


def test_an_id_stands_before_a_text_only_where_one_is_called_by_it(course: Course, reading: Reading) -> None:
    assert "<strong>a</strong> According to" in made(course, reading, "u01-checks")
    assert "-first" not in made(course, reading, "u08-matrix")
    assert "S5 S5" not in made(course, reading, "u06-map")


def test_the_passages_that_are_named_are_printed_and_all_of_a_source_that_is_searched(
    course: Course, reading: Reading
) -> None:
    few, all_of_one = made(course, reading, "u05-order"), made(course, reading, "u02-need")

    assert set(re.findall(r"<dt>(\w+)</dt>", few)) == {"S6", "S20", "S21", "SM4", "Z9"}
    assert set(re.findall(r"<dt>(\w+)</dt>", all_of_one)) >= {f"S{number}" for number in range(1, 32)}
    assert "<dt>Z1</dt>" not in all_of_one
    assert "Passages to look up" not in worksheet(
        [OnSheet(public=course.exercises["u05-order"].public, held=True)], Reading()
    )


def test_held_and_open_are_told_apart(course: Course, reading: Reading) -> None:
    assert "your instructor has the key" in made(course, reading, "u05-order", held=True)
    assert "your instructor has the key" not in made(course, reading, "u05-order")


@pytest.mark.parametrize(
    ("myst", "html"),
    [
        ("Read {passage}`S8` *again*.", "Read S8 <em>again</em>."),
        ("See {doc}`unit 1 <../course/u01>` and [a page](http://a.example).", "See unit 1 and a page."),
        ("<script>alert(1)</script> & co", "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co"),
        ("<https://a.example> ![x](y.png)", "&lt;https://a.example&gt; x"),
        ('the word "may"', "the word “may”"),
    ],
)
def test_markup_of_an_author_becomes_words_and_html_stays_text(myst: str, html: str) -> None:
    assert inline(myst) == html
    assert blocks(myst) == f"<p>{html}</p>"


def test_a_passage_that_is_shown_becomes_its_number() -> None:
    assert blocks("Read.\n\n```{passage} S19\n```\n\n- one\n- two") == (
        "<p>Read.</p>\n<p>(Passage S19.)</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"
    )


@pytest.mark.browser
def test_it_opens_from_a_disk_fits_a_phone_and_is_grey(
    course: Course, reading: Reading, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "worksheet.html"
    file.write_text(
        made(course, reading, "u01-checks", "u05-named", "u08-ledger", "u09-ach"), encoding="utf-8"
    )
    page = browser.new_page(viewport={"width": 360, "height": 740})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())

    assert asked == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    colours = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap(one => { const s = getComputedStyle(one);"
        " return [s.color, s.backgroundColor, s.borderBottomColor]; })"
    )
    for colour in set(colours):
        red, green, blue = re.findall(r"\d+", colour)[:3]
        assert red == green == blue, colour
    page.close()
