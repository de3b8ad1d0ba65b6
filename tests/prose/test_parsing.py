"""A page as a proofreader sees it: parsed as the site parses it, every piece with its line and its marks."""

import runpy
from pathlib import Path
from textwrap import dedent

import pytest
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.slugs import github_slugify

import make
from course_checks.prose import blocks, room
from course_checks.prose.blocks import Directive, Heading, Html, Label, Listing, Paragraph, Table, blocks_of
from course_checks.prose.inline import GAP
from course_checks.prose.page import Page, read_page
from course_checks.prose.quoted import quotations, sentence_at, unquoted

CONF = runpy.run_path(str(make.ROOT / "docs" / "conf.py"))
PAGES = sorted((make.ROOT / "docs").rglob("*.md"))


def page_of(folder: Path, text: str) -> Page:
    file = folder / "docs" / "page.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(dedent(text), encoding="utf-8")
    return read_page(file, folder)


def paragraphs(text: str) -> list[Paragraph]:
    return [one for one in blocks_of(dedent(text)) if isinstance(one, Paragraph)]


# As the site parses it -------------------------------------------------------------------------------------


def test_the_settings_are_those_of_the_site() -> None:
    assert list(blocks.EXTENSIONS) == CONF["myst_enable_extensions"]
    assert CONF["myst_heading_anchors"] == room.ANCHORED


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(make.ROOT / "docs").as_posix())
def test_a_page_is_parsed_as_the_site_parses_it(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    theirs = create_md_parser(
        MdParserConfig(enable_extensions=set(CONF["myst_enable_extensions"])), RendererHTML
    )

    assert blocks.parser().parse(text) == theirs.parse(text)


@pytest.mark.parametrize(
    "title", ["Two dates, two horizons", "What `{drawing}` draws", "A “quoted” one: who?"]
)
def test_a_heading_has_the_anchor_that_the_site_gives_it(title: str) -> None:
    (heading,) = blocks_of(f"## {title}\n")

    assert isinstance(heading, Heading)
    assert room.anchor_of(heading.said) == github_slugify(title.replace("`", ""))


# Blocks ----------------------------------------------------------------------------------------------------


def test_blocks_come_in_order_each_with_its_line() -> None:
    text = """\
    (here)=
    # Title

    First
    paragraph.

    ```{exercise} t1-order
    :item: dates
    ```

    1. one
    2. two

    | a | b |
    |---|---|
    | c | d |

    <br>
    """
    found = [(type(one), one.line) for one in blocks_of(dedent(text))]

    assert found == [
        (Label, 1),
        (Heading, 2),
        (Paragraph, 4),
        (Directive, 7),
        (Listing, 11),
        (Paragraph, 11),
        (Paragraph, 12),
        (Table, 14),
        (Html, 18),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "```{figure} a.png\n:alt: A lamp\n:name: lamp\n\nIts caption.\n```\n",
        ":::{figure} a.png\n---\nalt: A lamp\nname: lamp\n---\nIts caption.\n:::\n",
    ],
)
def test_options_are_read_in_both_forms(text: str) -> None:
    directive, caption = blocks_of(text)

    assert isinstance(directive, Directive)
    assert directive.options == {"alt": "A lamp", "name": "lamp"}
    assert directive.argument == "a.png"
    assert isinstance(caption, Paragraph)
    assert caption.said.plain == "Its caption."
    assert text.splitlines()[caption.line - 1] == "Its caption."


def test_what_stands_in_a_directive_knows_it() -> None:
    text = """\
    ::::{grid} 2
    :::{grid-item-card} A card
    Inside.
    :::
    ::::
    """
    (inside,) = paragraphs(text)

    assert inside.inside == ("grid 2", "grid-item-card A card")
    assert inside.line == 3


def test_code_is_no_prose() -> None:
    assert paragraphs("```text\nJust look!\n```\n\n```{code-block} python\nx = 1\n```\n") == []


# Marks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("{.ours}\nOne.\n\nTwo.\n", [True, False]),
        ("{.ours}\n- One.\n- Two.\n\nThree.\n", [True, True, False]),
        ("{.ours}\n> One.\n\nTwo.\n", [True, False]),
        (
            "## A\n\nOne.\n\n{.ours}\n## B\n\nTwo.\n\n### C\n\nThree.\n\n## D\n\nFour.\n",
            [False, True, True, False],
        ),
        ("{.ours}\n# Title\n\nOne.\n", [False]),
        ("::::{div} ours\nOne.\n::::\n\nTwo.\n", [True, False]),
        (":::{note}\n:class: ours\nOne.\n:::\n", [True]),
        ("{.ours}\n:::{note}\nOne.\n:::\n\nTwo.\n", [True, False]),
    ],
)
def test_a_mark_is_in_force_on_what_stands_below_it(text: str, marked: list[bool], tmp_path: Path) -> None:
    page = page_of(tmp_path, text)

    assert ["ours" in one.marks for one in page.blocks if isinstance(one, Paragraph)] == marked


# What is said ----------------------------------------------------------------------------------------------


def test_what_is_read_is_what_a_reader_reads() -> None:
    (one,) = paragraphs(
        "The *lamp* {passage}`T2` of an {term}`armistice`, {term}`two <lamp>`, see {doc}`here <page>` {doc}`page`;"
        " `code` and [a link](x.md){.outside} {cite:p}`harbour1923`.\n"
    )

    assert one.said.plain == "The lamp of an armistice, two, see here; and a link."
    assert one.said.passages == ("T2",)
    assert one.said.works


def test_a_role_may_list_several() -> None:
    (one,) = paragraphs("See {passage}`T1, T2` and {passage}`T3`.\n")

    assert one.said.passages == ("T1", "T2", "T3")
    assert not one.said.works


def test_each_piece_has_its_line() -> None:
    (one,) = paragraphs("\n\nOne *two*\nthree {passage}`T1` four\n{term}`five\nsix` {passage}`T2`\n")

    assert [(piece.target, piece.line) for piece in one.said.roles("passage")] == [("T1", 4), ("T2", 6)]
    assert one.said.line_at(one.said.text.index("three")) == 4
    assert one.said.line_at(len(one.said.text) + 5) == 3


# Quotation marks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "so it is" and went.', ["so it is"]),
        ("He said “so it is” and “then not”.", ["so it is", "then not"]),
        ('“A "B" C”', ['A "B" C']),
        ('He said "so it is', []),
        ("It is John's.", []),
        ('"*So* it\nis"', ["So it\nis"]),
    ],
)
def test_what_is_quoted_stands_between_marks(text: str, quoted: list[str]) -> None:
    (one,) = paragraphs(f"{text}\n")

    assert [found.text for found in quotations(one.said)] == quoted
    assert len(unquoted(one.said)) == len(one.said.text)
    assert not any(found in unquoted(one.said) for found in quoted)


def test_a_span_gives_its_mark_to_what_it_quotes() -> None:
    (one,) = paragraphs('["So it is"]{.ours} and "so not" and "[so]{.outside} what".\n')

    assert [found.marks & {"ours", "outside"} for found in quotations(one.said)] == [
        {"ours"},
        set(),
        {"outside"},
    ]


def test_a_sentence_ends_at_a_stop_outside_quotation_marks() -> None:
    (one,) = paragraphs('First "a. B" {passage}`T1`. Second, e.g. this {passage}`T2`! Third?\n')
    text = one.said.text
    found = {text[slice(*sentence_at(one.said, at))].strip() for at in range(len(text))}

    assert found == {f'First "a. B" {GAP}.', f"Second, e.g. this {GAP}!", "Third?"}
