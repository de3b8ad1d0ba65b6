"""Evidence: a passage for a claim or against it, and words that do or do not stand in it."""

from collections.abc import Iterator

from hypothesis import strategies as st

from course_checks.validators import evidence
from tests.properties.cases import PASSAGES, QUOTATIONS, TEXTS, Case, Raw, case_of

SAID = QUOTATIONS[0]
"""Words that stand in every passage of the harbour."""


@st.composite
def claims(draw: st.DrawFn) -> Case:
    """A claim, one or two passages on the side that is asked for, and one or two on the other."""
    passages = draw(st.permutations(PASSAGES))
    keyed = draw(st.integers(1, 2))
    away = draw(st.integers(1, 2))
    ask = evidence.Ask(
        claim=draw(st.sampled_from(TEXTS)),
        direction=draw(st.sampled_from(("supports", "pulls the other way"))),
        source=draw(st.sampled_from(("", "harbour-1900"))),
    )
    accept = evidence.Accept(
        accepted=tuple(passages[:keyed]), quote=SAID, wrong_way=tuple(passages[keyed : keyed + away])
    )
    return draw(case_of("evidence", ask, accept))


def with_a_better_proof(case: Case) -> Iterator[Raw]:
    """Words that stand there, a passage of the list, or both.

    The model's passage alone would not do: the words given may stand in the passage that was named before.
    """
    accepted, model = case.key.accept.accepted, evidence.model(case.item.ask, case.key.accept)
    yield {**case.raw, **model}
    yield {**case.raw, evidence.QUOTE: SAID}
    if case.raw.get(evidence.PASSAGE) not in accepted:
        yield {**case.raw, evidence.PASSAGE: accepted[0]}
