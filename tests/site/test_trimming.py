"""The style sheet of sphinx-design, without what no page has."""

from collections.abc import Callable

import pytest

from course_checks.site.trimming import SHEET, classes_in, rules_of, trimmed
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

    assert "sd-badge" in classes_in(second.out)
    assert ".sd-dropdown" in folded
    assert ".sd-badge{" not in folded
    assert ".sd-badge{" in badged
    assert len(folded) < 20_000
    assert first.warnings == second.warnings == []
