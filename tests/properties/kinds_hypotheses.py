"""Matrices of rival explanations made at random, and what a better one is."""

from collections.abc import Iterator

from hypothesis import assume
from hypothesis import strategies as st

from course_checks.core.matrix import CONSISTENT, INCONSISTENT, MARKS
from course_checks.validators import hypotheses
from course_checks.validators.hypotheses import LEAST, TELLING
from tests.properties.cases import Case, Raw, case_of, options_of, some


@st.composite
def matrices(draw: st.DrawFn) -> Case:
    """Two to four explanations beside two to four pieces of evidence; from the model something follows."""
    rivals = draw(st.integers(2, 4).flatmap(options_of))
    evidence = draw(st.integers(2, 4).flatmap(lambda count: options_of(count, len(rivals))))
    ask = hypotheses.Ask(hypotheses=rivals, evidence=evidence)
    cells = [f"{row.id}-{column.id}" for row in rivals for column in evidence]
    accepted = {cell: draw(some(MARKS, 1, 2)) for cell in cells}
    for column in evidence[:2]:
        cell = f"{rivals[0].id}-{column.id}"
        accepted[cell] = (CONSISTENT, *(mark for mark in accepted[cell][:1] if mark != CONSISTENT))
    accepted[f"{rivals[1].id}-{evidence[0].id}"] = (INCONSISTENT,)
    accept = hypotheses.Accept(accepted=accepted)
    assume(hypotheses.faults(ask, accept) == ())
    return draw(case_of("hypotheses", ask, accept))


def with_better_marks(case: Case) -> Iterator[Raw]:
    """One cell more is marked as in the model, or a conclusion more follows from the marks that stand there.

    Marks of which the learner's own conclusions no longer follow are passed over: that is not better.
    """
    ask, raw = case.item.ask, case.raw
    model = hypotheses.model(ask, case.key.accept)
    for part, value in model.items():
        if part not in {LEAST, TELLING} and raw.get(part) != value:
            better = {**raw, part: value}
            if _follows(ask, raw) <= _follows(ask, better):
                yield better
    own = hypotheses.matrix(ask, _given(raw))
    yield from ({**raw, LEAST: name} for name in own.least)
    yield from ({**raw, TELLING: name} for name in own.telling)


def _given(raw: Raw) -> dict[str, str]:
    return {part: text for part, text in raw.items() if text}


def _follows(ask: hypotheses.Ask, raw: Raw) -> set[str]:
    """Which of the two conclusions follow from the marks."""
    given = _given(raw)
    own = hypotheses.matrix(ask, given)
    held = {LEAST: own.least, TELLING: own.telling}
    return {part for part, names in held.items() if given.get(part) in names}
