"""Feedback as a page of its own: the same words as in Markdown, nothing of a stranger's set as HTML."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.desk.html_page import block_html, line_html, page
from course_checks.desk.safe import visible
from tests.desk.classes import RIGHT, Class

EVIL = [
    "<script>alert(1)</script>",
    "</pre></main><img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "</title><script>1</script>",
    "<!-- ",
    "]]>",
    "&lt;b&gt;",
    "javascript:alert(1)",
    "\u202e\x1b[31mred\x07",
    "\ud800",
    "</style><style>*{display:none}",
]
WRONG = {"t1-choice": {"lamp": {"choice": "b", "passage": "T2"}}}


class Read(HTMLParser):
    """What a browser makes of a page: its tags, with attributes, and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] not in (["style"], ["title"]):
            self.text += data


def read(html: str) -> Read:
    seen = Read()
    seen.feed(html)
    seen.close()
    assert seen.open == []
    return seen


OURS = {
    *("html", "head", "meta", "title", "style", "body", "main", "section"),
    *("h1", "h2", "h3", "p", "pre", "ul", "li"),
}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class"}


def test_it_says_what_the_markdown_says(group: Class) -> None:
    group.hand_in("a.json", WRONG, name="Ada", number="17")
    group.grade(endings=("md", "html"))

    seen = read(group.results()["feedback/ada-17.html"].decode())
    lines = [line.strip() for line in seen.text.splitlines() if line.strip()]
    said = (line for line in group.feedback("ada-17").splitlines() if line and not line.startswith("```"))
    markdown = [line.lstrip("#- ") for line in said]
    assert lines == markdown
    assert [row["feedback"] for row in group.rows()] == ["ada-17.md"]


def test_html_alone_is_made_where_that_is_asked_for(group: Class) -> None:
    group.hand_in("a.json", RIGHT, name="Ada")
    graded = group.grade(endings=("html",))

    assert [name for name in group.results() if "feedback/" in name] == ["feedback/ada.html"]
    assert [row["feedback"] for row in group.rows()] == ["ada.html"]
    assert graded.left == 0


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_that_was_typed_is_set_as_html(group: Class, evil: str) -> None:
    given_in = {
        "t1-choice": {"lamp": {"choice": evil, "reason": f"{evil}\n{evil}"}},
        "t1-order": {evil: {evil: evil}},
    }
    group.hand_in("<b>.json", given_in, name=evil, number="1")
    group.grade(endings=("html",))

    (data,) = (data for name, data in group.results().items() if name.endswith(".html"))
    seen = read(data.decode())
    assert set(seen.tags) <= OURS
    assert seen.attributes <= ATTRIBUTES
    shown = " ".join(visible(evil.encode("utf-8", "replace").decode()).split())
    assert shown in " ".join(seen.text.split())
    assert not set("\x1b\x07\u202e") & set(data.decode())


@given(st.text(max_size=40))
def test_every_text_is_shown_letter_for_letter(text: str) -> None:
    seen = visible(text).encode("utf-8", "replace").decode()

    assert read(f"<p>{line_html(text)}</p>").text == " ".join(seen.split())
    assert read(f"<pre>{block_html(text)}</pre>").text.replace("\r", "") == seen.replace("\r", "")


def test_a_page_fetches_nothing_and_runs_nothing() -> None:
    html = page("A & B", "<p>x</p>\n")

    assert "default-src 'none'; style-src 'unsafe-inline'" in html
    assert "<title>A &amp; B</title>" in html
    assert not re.search(r"https?:|//|url\(|@import|<script|<link|<img|\son\w+=", html)
    assert "prefers-color-scheme: dark" in html
    assert "@media print" in html
