"""Text entry: a name, a number or a date."""

from collections.abc import Mapping
from typing import Literal

from hypothesis import strategies as st

from course_checks.core.spelling import EVERY, Normaliser
from course_checks.validators.text_entry import Accept, Ask
from tests.properties.cases import VOICES, Case, case_of, some

Precision = Literal["year", "month", "day"]
DATES: Mapping[Precision, tuple[str, ...]] = {
    "year": ("1900", "1901"),
    "month": ("1900-05", "1900-06"),
    "day": ("1900-05-09", "1901-05-09"),
}

HABITS: tuple[tuple[Normaliser, ...], ...] = ((), ("case",), ("spaces", "case", "accents"), EVERY)


@st.composite
def entries(draw: st.DrawFn) -> Case:
    """An entry of one of the three sorts."""
    return draw(draw(st.sampled_from((_names(), _numbers(), _dates()))))


@st.composite
def _names(draw: st.DrawFn) -> Case:
    accepted = draw(some(VOICES, 1, len(VOICES) - 1))
    others = tuple(name for name in VOICES if name not in accepted)
    aliases = {accepted[0]: ("Berg, Anna", "The Harbour-Master")} if draw(st.booleans()) else {}
    ask = Ask(entry="name", normalise=draw(st.sampled_from(HABITS)))
    accept = Accept(accepted=accepted, aliases=aliases, near=draw(some(others)))
    return draw(case_of("text-entry", ask, accept))


@st.composite
def _numbers(draw: st.DrawFn) -> Case:
    low, high = sorted((draw(st.integers(0, 8)), draw(st.integers(0, 8))))
    written = f"{low}..{high}" if low < high or draw(st.booleans()) else str(low)
    ask = Ask(entry="number", high=10, unit=draw(st.sampled_from(("", "ferries"))))
    return draw(case_of("text-entry", ask, Accept(accepted=(written,), near=("9", "10"))))


@st.composite
def _dates(draw: st.DrawFn) -> Case:
    precision = draw(st.sampled_from(tuple(DATES)))
    ask = Ask(entry="date", precision=precision)
    accepted = draw(some(DATES[precision], 1))
    return draw(case_of("text-entry", ask, Accept(accepted=accepted, near=("1950", "1951-05"))))
