"""Comparisons made at random."""

from hypothesis import strategies as st

from course_checks.core.part import SILENT
from course_checks.validators.comparison import RELATIONS, Accept, Ask, Row
from tests.properties.cases import PASSAGES, Case, case_of, options_of, some

SOURCE = "harbour-1900"
"""A page may be compared with itself."""


@st.composite
def comparisons(draw: st.DrawFn) -> Case:
    """Up to four themes in the usual relations, or in others; somebody is silent somewhere, and somebody speaks."""
    themes = draw(st.integers(1, 4).flatmap(options_of))
    usual = draw(st.booleans())
    relations = RELATIONS if usual else draw(options_of(3, 20))
    rows = {theme.id: draw(_rows(tuple(one.id for one in relations), usual=usual)) for theme in themes}
    rows[themes[0].id] = Row(relation=("silent" if usual else "k20k",), first=draw(some(PASSAGES)), second=())
    ask = Ask(themes=themes, first=SOURCE, second=SOURCE, relations=relations)
    return draw(case_of("comparison", ask, Accept(accepted=rows)))


@st.composite
def _rows(draw: st.DrawFn, relations: tuple[str, ...], *, usual: bool) -> Row:
    sides = [draw(st.one_of(some(PASSAGES), st.just(()), some((*PASSAGES, SILENT)))) for _ in range(2)]
    legal = relations
    if usual and any(not side or side == (SILENT,) for side in sides):
        legal = ("silent",)
    elif usual and not any(SILENT in side for side in sides):
        legal = ("same", "different")
    most = min(len(legal), len(relations) - 1)
    return Row(relation=draw(some(legal, 1, most)), first=sides[0], second=sides[1])
