"""Pages about the kinds: what stands in them is what the code says."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import make
from course_checks.content.course import load_course
from course_checks.site.kind_facts import (
    asked_in_short,
    fields_of,
    items_of,
    paragraphs,
    parts_of_kind,
    scored_in_short,
    slips_of_kind,
    variants,
)
from course_checks.site.kinds import SHOWN
from course_checks.validators import choice, comparison, load, names, text_entry
from tests.site.books import Book, words_of

Maker = Callable[..., Book]
PAGES = make.ROOT / "docs" / "authors" / "kinds"
COURSE = load_course(make.ROOT)


# The manual of this course ---------------------------------------------------------------------------------


def test_every_kind_has_a_page_and_every_page_a_kind() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} == {*names(), "index"}


@pytest.mark.parametrize("kind", names())
def test_every_page_prints_its_kind_from_the_code(kind: str) -> None:
    text = (PAGES / f"{kind}.md").read_text(encoding="utf-8")
    printed = re.findall(r"```\{kind\} (\S+)\n(?::show: (\w+)\n)?", text)

    assert {named for named, _ in printed} == {kind}
    assert sorted(show or "about" for _, show in printed) == sorted(SHOWN)


@pytest.mark.parametrize("kind", names())
def test_every_page_has_a_worked_example_of_its_kind(kind: str) -> None:
    text = (PAGES / f"{kind}.md").read_text(encoding="utf-8")
    shown = re.findall(r"```\{literalinclude\} \.\./\.\./\.\./exercises/([\w-]+)/(\w+)\.toml\n", text)

    assert {file for _, file in shown} == {"exercise", "key", "responses"}
    assert {name for name, _ in shown} <= {name for name, _ in items_of(COURSE, kind)}


def test_the_gallery_shows_one_exercise_of_each_kind_in_the_open() -> None:
    text = (make.ROOT / "docs" / "authors" / "gallery.md").read_text(encoding="utf-8")
    shown = re.findall(r"## `([\w-]+)`\n\n```\{exercise\} (\S+)\n(?::item: (\S+)\n)?", text)

    assert {kind for kind, _, _ in shown} == set(names())
    assert len(shown) == len(names())
    for kind, exercise, item in shown:
        found = [(name, one.id) for name, one in items_of(COURSE, kind)]
        assert any(name == exercise and item in ("", one) for name, one in found), (kind, exercise, item)


# What the code says ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", names())
def test_every_kind_says_what_it_asks_and_how_it_is_scored(kind: str) -> None:
    assert len(paragraphs(kind)) >= 2
    assert asked_in_short(kind).endswith(".")
    assert "QTI" not in asked_in_short(kind)
    assert re.search(r"\w\.$", scored_in_short(kind))
    assert not scored_in_short(kind).startswith("Score:")


def test_a_field_says_its_type_its_default_and_its_docstring() -> None:
    told = {fact.name: (fact.takes, fact.says) for fact in fields_of(comparison.Ask)}

    assert told["themes"] == ("a list of tables with `id` and `text`", "")
    assert told["first_name"] == ("text; may be left out", "What the learner reads instead of the id: MyST.")
    assert told["relations"][0].endswith('; if left out, `"same"`, `"different"`, `"silent"`')
    assert {fact.name for fact in fields_of(comparison.Accept)} == {
        "accepted",
        "accepted.relation",
        "accepted.first",
        "accepted.second",
    }


def test_words_numbers_and_switches_are_named_as_authors_write_them() -> None:
    told = {fact.name: fact.takes for fact in fields_of(text_entry.Ask)}

    assert told["entry"] == '`"name"`, `"number"` or `"date"`'
    assert told["high"] == "a whole number; if left out, `100`"
    assert {fact.name: fact.takes for fact in fields_of(choice.Ask)}["cites"] == (
        "`true` or `false`; if left out, `false`"
    )


@pytest.mark.parametrize("kind", names())
def test_every_type_of_every_kind_can_be_said(kind: str) -> None:
    for held in (load(kind).Ask, load(kind).Accept):
        facts = list(fields_of(held))
        assert facts
        assert all(fact.takes for fact in facts)


def test_parts_that_take_the_same_stand_together() -> None:
    (_, item), *_ = items_of(COURSE, "comparison")
    told = [(fact.name, fact.more, fact.scored) for fact in parts_of_kind("comparison", item.ask)]

    first = item.ask.themes[0].id
    more = len(item.ask.themes) - 1
    assert told == [(f"{first}-first", more, True), (f"{first}-second", more, True), (first, more, True)]


def test_slips_are_found_whatever_an_item_leaves_off() -> None:
    ask = choice.Ask(options=())

    assert {(one.certainty, one.cites) for one in variants(ask)} == {
        (False, False),
        (False, True),
        (True, False),
        (True, True),
    }
    assert slips_of_kind("choice", [ask]) == ("good-evidence", "thin-evidence")


# The directives --------------------------------------------------------------------------------------------

FIELDS = "```{kind} choice\n:show: exercise\n\noptions: what can be\n  picked\ncertainty: x\ncites: y\n```\n"


def test_the_docstring_is_printed(book: Maker) -> None:
    built = book({"a": "# A\n\n```{kind} order\n```\n"}).build()

    about = built.one("a", "div.kind-about")
    assert words_of(about).startswith("Events in order, with ties and undated ones")
    assert built.warnings == []


def test_fields_are_printed_with_the_words_of_the_page(book: Maker) -> None:
    built = book({"a": f"# A\n\n{FIELDS}"}).build()

    rows = [[words_of(cell) for cell in row.select("th, td")] for row in built.page("a").select("tbody tr")]
    assert rows[0] == ["options", "a list of tables with id and text", "what can be picked"]
    assert rows[1] == ["certainty", "true or false; if left out, false", "x"]
    assert built.warnings == []


def test_parts_are_printed_from_an_item_of_the_course(book: Maker) -> None:
    parts = "```{kind} multiple-response\n:show: parts\n:from: t1-many/named\n\nrock: yes or no\n```\n"
    built = book({"a": f"# A\n\n{parts}"}).build()

    assert words_of(built.one("a", ".kind-origin")) == "As in item named of t1-many:"
    rows = [[words_of(cell) for cell in row.select("th, td")] for row in built.page("a").select("tbody tr")]
    assert rows == [["rock and 3 more like it", "yes or no", "yes, no", "yes"]]
    assert built.warnings == []


def test_a_table_of_all_kinds_leads_to_their_pages(book: Maker) -> None:
    pages = {f"kinds/{kind}": f"# {kind}\n" for kind in names()}
    index = "# Kinds\n\n```{kinds}\n```\n\n```{toctree}\n:glob:\n\n*\n```\n"
    built = book({**pages, "kinds/index": index}).build()

    links = built.page("kinds/index").select("tbody th a")
    assert [(words_of(link), link["href"]) for link in links] == [(kind, f"{kind}.html") for kind in names()]
    assert [line for line in built.warnings if "toctree" not in line] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("```{kind} choise\n```", "there is no kind 'choise'; did you mean choice"),
        (FIELDS.replace("cites:", "sites:"), "the code has no 'sites' here; did you mean cites"),
        (FIELDS.replace("cites: y\n", ""), "nothing says what 'cites' means; add a line: cites: ..."),
        (FIELDS.replace("cites: y", "cites: y\nand so on"), "'and so on' is not read; write NAME: WORDS"),
        (
            "```{kind} choice\n:show: slips\n\ngood-evidence: a\nthin-evidence: b\nlucky: c\n```",
            "the code has no 'lucky' here; there are good-evidence or thin-evidence",
        ),
        (
            "```{kind} choice\n:show: parts\n:from: t1-many\n```",
            "no exercise with a choice is called 't1-many'; there are t1-choice/lamp",
        ),
    ],
)
def test_a_page_that_says_what_the_code_does_not_is_told(book: Maker, text: str, told: str) -> None:
    built = book({"a": f"# A\n\n{text}\n"}).build()

    assert any(told in line and line.endswith("[course.kind]") for line in built.warnings), built.warnings


def test_a_page_is_read_again_when_its_kind_changes(book: Maker) -> None:
    built = book({"a": "# A\n\n```{kind} order\n```\n"}).build()

    module = Path(str(load("order").__file__))  # type: ignore[attr-defined]
    known = {Path(built.env.srcdir, one).resolve() for one in built.env.dependencies["a"]}
    assert module.resolve() in known
