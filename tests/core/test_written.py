"""What a key has written for a name, a number or a date: what it means, what fits it, what cannot be read."""

import pytest

from course_checks.core.part import Value
from course_checks.core.spelling import Normaliser
from course_checks.core.written import EntryKind, as_read, as_typed, dated, fits, span, unreadable, within

CASE_ALONE: tuple[Normaliser, ...] = ("case",)


@pytest.mark.parametrize(
    ("written", "ends"),
    [("24", (24, 24)), ("24..25", (24, 25)), ("25..24", None), ("24.5", None), ("", None), ("1234567", None)],
)
def test_a_range_has_two_ends(written: str, ends: tuple[int, int] | None) -> None:
    assert span(written) == ends


@pytest.mark.parametrize(
    ("entry", "written", "held", "fitting"),
    [
        ("number", "24..26", 24, True),
        ("number", "24..26", 26, True),
        ("number", "24..26", 27, False),
        ("number", "many", 27, False),
        ("date", "May 1905", "1905-05", True),
        ("date", "1905-05", "1905-05-09", True),
        ("date", "9 May 1905", "1905-05", False),
        ("date", "never", "1905-05", False),
        ("name", "Anna Berg", "ANNA BERG", True),
        ("name", "Anna Berg", "Anna-Berg", False),
    ],
)
def test_a_value_fits_a_range_a_date_that_it_is_part_of_or_a_name_in_other_form(
    entry: EntryKind,
    written: str,
    held: Value,
    fitting: bool,  # noqa: FBT001
) -> None:
    assert fits(entry, written, held, CASE_ALONE) is fitting
    assert within("24..26", 25)


@pytest.mark.parametrize(
    ("entry", "written", "typed", "read"),
    [
        ("number", "24", ("24",), 24),
        ("number", "24..26", ("24", "25", "26"), 24),
        ("number", "24..60", ("24", "any number up to 60"), 24),
        ("number", "many", ("many",), "many"),
        ("date", "9 May 1905", ("1905-05-09",), "1905-05-09"),
        ("date", "never", ("never",), "never"),
        ("name", "Anna Berg", ("Anna Berg",), "Anna Berg"),
        ("name", "24..26", ("24..26",), "24..26"),
    ],
)
def test_a_value_is_given_as_a_learner_would_type_it(
    entry: EntryKind, written: str, typed: tuple[str, ...], read: Value
) -> None:
    assert as_typed(entry, written) == typed
    assert as_read(entry, written) == read


@pytest.mark.parametrize(
    ("entry", "written", "problems"),
    [
        ("number", "24..26", []),
        ("number", "many", ["'many' is not a number"]),
        ("date", "1905", []),
        ("date", "never", ["'never' is not a date"]),
        ("name", "24", []),
        ("name", "...", ["'...' has no letter"]),
    ],
)
def test_what_cannot_be_read_is_said(entry: EntryKind, written: str, problems: list[str]) -> None:
    assert [problem for problem, _ in unreadable(entry, written)] == problems
    assert dated("never") is None
