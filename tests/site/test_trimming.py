"""The style sheets of sphinx-design and furo, without what no page has."""

from collections.abc import Callable

import pytest

from course_checks.site.trimming import DESCRIPTION, FURO, SHEET, pages_of, rules_of, trimmed, without
from tests.site.books import Book

Maker = Callable[..., Book]


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        (".sd-a{x:1}.sd-b{y:2}", ".sd-a{x:1}"),
        (".sd-a .sd-b{x:1}.sd-b,.sd-a>p{y:2}", ".sd-b,.sd-a>p{y:2}"),
        (":root{--x:1}p{y:2}", ":root{--x:1}p{y:2}"),
        ("@media print{.sd-b{x:1}}@media print{.sd-a{x:1}.sd-b{x:1}}", "@media print{.sd-a{x:1}}"),
        ("@keyframes sd-grow{0%{x:1}100%{x:2}}", "@keyframes sd-grow{0%{x:1}100%{x:2}}"),
        (".sd-b:not(.sd-c,.sd-a){x:1}", ".sd-b:not(.sd-c,.sd-a){x:1}"),
        ("", ""),
    ],
)
def test_a_rule_goes_if_no_page_has_what_it_is_for(sheet: str, left: str) -> None:
    assert trimmed(sheet, {"sd-a"}) == left


def test_the_rules_of_a_sheet_are_told_apart() -> None:
    assert [*rules_of("a{x:1}\n@media print { b{y:2} }")] == [("a", "x:1"), ("@media print", " b{y:2} ")]


def test_what_a_page_begins_to_use_is_styled_at_the_next_build(book: Maker) -> None:
    made = book(
        {"a": "# A\n\n:::{dropdown} More\nText.\n:::\n"},
        extensions=["myst_parser", "sphinx_design", "course_checks.site"],
        myst_enable_extensions=["colon_fence"],
    )
    first = made.build()
    sheet = first.out / "_static" / SHEET
    folded = sheet.read_text(encoding="utf-8")
    made.write({"a": "# A\n\n:::{card} More\nText.\n:::\n\n{bdg-primary}`new`\n"})
    second = made.build()
    badged = sheet.read_text(encoding="utf-8")

    assert any("sd-badge" in page for page in pages_of(second.out))
    assert ".sd-dropdown" in folded
    assert ".sd-badge{" not in folded
    assert ".sd-badge{" in badged
    assert len(folded) < 20_000
    assert first.warnings == second.warnings == []


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        ("dl[class]:not(.a) dt{x:1}dl{y:2}", "dl{y:2}"),
        ("dl[class] dt,dl[class] dd{x:1}", ""),
        ("dl[class] dt,p{x:1}", "dl[class] dt,p{x:1}"),
        ("@media print{dl[class]{x:1}p{y:2}}", "@media print{p{y:2}}"),
        ("@font-face{src:dl[class]}", "@font-face{src:dl[class]}"),
    ],
)
def test_a_rule_goes_if_all_it_is_for_is_named(sheet: str, left: str) -> None:
    assert without(sheet, DESCRIPTION) == left


def test_what_describes_programs_is_styled_where_a_page_has_it(book: Maker) -> None:
    made = book({"a": "# A\n\nText.\n"}, html_theme="furo", extensions=["myst_parser", "course_checks.site"])
    first = made.build()
    sheet = first.out / "_static" / FURO
    without_any = sheet.read_text(encoding="utf-8")
    made.write({"a": "# A\n\n```{py:function} look(at)\nIt looks.\n```\n"})
    second = made.build()

    assert DESCRIPTION not in without_any
    assert DESCRIPTION in sheet.read_text(encoding="utf-8")
    assert first.warnings == second.warnings == []
