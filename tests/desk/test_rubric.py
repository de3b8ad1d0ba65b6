"""The reader's sheet: what the machine found in the form, criteria left empty, and the text as it was typed."""

import re

import pytest

import make
from course_checks.checking import ItemReport, check
from course_checks.content.course import load_course
from course_checks.desk.rubric import rubric_sheet
from course_checks.validators.extended_text import Ask

COURSE = load_course(make.ROOT)
MEMO = COURSE.exercises["u10-memo"]
STATEMENT = COURSE.exercises["u10-statement"]
TEXT = 'China spoke of a "refusal to apply hard pressure" [S19].\n\n# <b>*Bold*</b>\n```'


def report(text: str) -> ItemReport:
    (entry,) = check(MEMO.public, MEMO.key, COURSE.library, {"memo": {"text": text}}).items
    return entry


def test_the_sheet_has_what_was_found_and_what_was_not_judged() -> None:
    sheet = rubric_sheet(MEMO.public, report(TEXT))

    assert sheet.startswith("# A memo to the head of your delegation\n")
    assert "- Length: look again." in sheet
    assert "- Quotations: look again. “refusal to apply hard pressure” is not verified" in sheet
    assert "- Not judged here: whether the text is true, fair or well argued." in sheet
    assert f"u10-memo, memo; version {MEMO.public.version}" in sheet


def test_every_criterion_has_its_levels_and_an_empty_place() -> None:
    ask: Ask = MEMO.public.items[0].ask
    rows = [line for line in rubric_sheet(MEMO.public, report(TEXT)).splitlines() if line.startswith("| ")][
        1:
    ]

    assert len(ask.criteria) == 5
    for row, criterion in zip(rows, ask.criteria, strict=True):
        assert row.startswith(f"| {criterion.text} | {criterion.basic} | {criterion.proficient} |")
        assert row.endswith("|  |")


def test_what_was_typed_is_no_markup() -> None:
    sheet = rubric_sheet(MEMO.public, report(TEXT), learner="Ann | [x](y) <i>")

    assert "Writer: Ann \\| \\[x\\](y) &lt;i&gt; ·" in sheet
    assert re.search(r"^````text\n.*^````$", sheet, re.MULTILINE | re.DOTALL)


def test_a_writer_without_a_name_leaves_a_line_to_fill_in() -> None:
    assert "Writer: ________ · Reader: ________" in rubric_sheet(MEMO.public, report(TEXT))


def test_a_blank_text_says_so_and_keeps_the_criteria() -> None:
    sheet = rubric_sheet(MEMO.public, report(""))

    assert "Nothing: not answered." in sheet
    assert "Nothing was handed in." in sheet
    assert "| claim |" in sheet


def test_only_a_text_of_ones_own_has_such_a_sheet() -> None:
    entry = check(STATEMENT.public, STATEMENT.key, COURSE.library, {}).items[0]

    with pytest.raises(ValueError, match="'package' is not an extended text of u10-statement"):
        rubric_sheet(STATEMENT.public, entry)
    with pytest.raises(ValueError, match="'memo' is not an extended text of u10-statement"):
        rubric_sheet(STATEMENT.public, report(TEXT))
