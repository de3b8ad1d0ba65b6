"""Text of strangers in a spreadsheet, on a page and in the name of a file."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from course_checks.desk.safe import (
    LONGEST_STEM,
    defused,
    escaped,
    fenced,
    file_stem,
    marked_stem,
    visible,
)
from course_checks.sheet.files import DEVICES

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
PRICKLY = st.text("=+-@\t\r\n;,|\" ax1＝'", max_size=12)
MARKUP = st.text("\\`*_[](){}<>#+-=.!|~&$^:/@ \nax1w", max_size=30)


# Cells -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_that_begins_a_formula_gets_a_quote_before_it(sign: str) -> None:
    assert defused(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Ada", "Ada"),
        ("0.5", "0.5"),
        ("Anne-Marie O'Neill", "Anne-Marie O'Neill"),
        ("u01-layers.page", "u01-layers.page"),
        ("", ""),
        ("=1+1", "'=1+1"),
        ("  =1+1", "  '=1+1"),
        ("x;=1+1", "x;'=1+1"),
        ("x, @SUM(A1)", "x, '@SUM(A1)"),
        ('x"=1', "x\"'=1"),
        ("x\n=1", "x'\n'=1"),
        ("a = b", "a = b"),
    ],
)
def test_a_cell_is_defused_and_otherwise_left_as_it_is(text: str, cell: str) -> None:
    assert defused(text).replace("'\n", "\n") == cell.replace("'\n", "\n")


@given(PRICKLY)
def test_no_cell_begins_a_formula_whatever_parts_the_cells(text: str) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([defused(text), "0.5"])

    for delimiter in ",;\t|":
        for row in csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=delimiter):
            for cell in row:
                assert not cell.lstrip(' "').startswith(SIGNS), (delimiter, cell)


@given(PRICKLY)
def test_defusing_adds_quotes_and_takes_nothing_away(text: str) -> None:
    rest = iter(defused(text))

    assert all(mark in rest for mark in text)
    assert defused(text).replace("'", "") == text.replace("'", "")


# Pages -----------------------------------------------------------------------------------------------------


def rendered(text: str) -> str:
    """The text that a reader of Markdown sees, and nothing if anything in it is markup."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    children = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in children} <= {"text", "text_special", "softbreak"}
    return "".join(child.content or "\n" for child in children)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[link](javascript:alert(1))",
        "![x](y)",
        "# Title",
        "* item",
        "1. item",
        "---",
        "===",
        "> said",
        "`code`",
        "a | b",
        "~~no~~ **yes** _or_",
        "&lt; &amp;",
        "$x^2$ {passage}`S1`",
        "http://evil.example and www.evil.example and a@b.example",
    ],
)
def test_nothing_that_is_typed_is_markup(text: str) -> None:
    assert rendered(escaped(text)) == text
    assert "<" not in escaped(text)


def test_an_address_does_not_become_a_link() -> None:
    for address in ("http://a.example", "HTTPS://a.example", "www.a.example", "b@a.example"):
        assert address not in escaped(f"see {address}")


@given(MARKUP)
def test_every_text_on_one_line_is_shown_letter_for_letter(text: str) -> None:
    line = " ".join(text.split())

    assert rendered(escaped(line)) == line


@given(st.one_of(MARKUP, TEXT))
def test_a_block_holds_everything_and_ends_where_it_ends(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(f"{fenced(text)}\n\nafter")

    assert [token.type for token in tokens] == ["fence", "paragraph_open", "inline", "paragraph_close"]
    assert tokens[0].content.rstrip("\n") == visible(text).replace("\x00", "\ufffd").rstrip("\n")


def test_what_turns_text_or_is_obeyed_by_a_terminal_is_left_out() -> None:
    assert visible("a\u202eb\x1b[31mc\u2028d\re\x00") == "ab[31mc\nd\ne"
    assert visible("\u200cمی\u200cخواهم") == "\u200cمی\u200cخواهم"


# Names of files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Ada Lovelace 17", "ada-lovelace-17"),
        ("ADA  lovelace_17", "ada-lovelace-17"),
        ("Müller, Jürgen", "müller-jürgen"),
        ("Mu\u0308ller", "müller"),
        ("陈伟", "陈伟"),
        ("אדה", "אדה"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows", "c-windows"),
        ("a\u202etxt.exe", "a-txt-exe"),
        ("", "learner"),
        ("...", "learner"),
        ('<>:"|?*', "learner"),
        ("con", "learner-con"),
        ("COM¹", "learner-com1"),
        ("Nul", "learner-nul"),
        ("CONIN$", "learner-conin"),
        ("aux.txt", "aux-txt"),
    ],
)
def test_a_name_becomes_the_name_of_a_file(name: str, stem: str) -> None:
    assert file_stem(name) == stem


@given(st.one_of(TEXT, st.sampled_from(sorted(DEVICES))))
def test_every_name_becomes_one_that_every_system_takes(name: str) -> None:
    stem = file_stem(name)

    assert 0 < len(stem.encode()) <= LONGEST_STEM + len("learner-")
    assert not set(stem) & set('/\\:*?"<>|._ ')
    assert stem.isprintable()
    assert stem not in DEVICES
    assert unicodedata.normalize("NFKC", stem.casefold()) == stem
    assert len(marked_stem(stem, name).encode()) < 200


@given(st.text("é漢a", min_size=60, max_size=200))
def test_a_long_name_is_cut_between_letters(name: str) -> None:
    assert name.startswith(file_stem(name)[:30])


def test_no_name_can_pass_for_a_marked_one() -> None:
    marked = marked_stem("ada", "2 ada")

    assert marked != marked_stem("ada", "2 ada lovelace")
    assert file_stem(marked) != marked
