"""Forecasts made at random, and what is better than a response to one."""

from collections.abc import Iterator

from hypothesis import strategies as st

from course_checks.validators import forecast
from course_checks.validators.forecast import EVIDENCE, VERDICT, VERDICTS
from tests.properties.cases import LIBRARY, PASSAGES, TEXTS, Case, Raw, case_of, some

CRITERIA = (
    "",
    "I would say that it held if no ferry sails after noon.",
    "The ferry keeps to its time in every month of the year.",
)


@st.composite
def forecasts(draw: st.DrawFn) -> Case:
    """An item with one to three accepted verdicts, each with its passages."""
    ask = forecast.Ask(
        forecast=draw(st.sampled_from(TEXTS)),
        source=draw(st.sampled_from(("", *sorted(set(LIBRARY.source_of.values()))))),
        certainty=draw(st.booleans()),
    )
    accepted = {verdict: draw(some(PASSAGES)) for verdict in draw(some(VERDICTS, 1, len(VERDICTS) - 1))}
    accept = forecast.Accept(accepted=accepted, criterion=draw(st.sampled_from(CRITERIA)))
    return draw(case_of("forecast", ask, accept))


def with_better_evidence(case: Case) -> Iterator[Raw]:
    """An accepted verdict instead of another one; then, for the verdict that stands, a passage that carries it.

    The model's value alone would not do: its passage may carry no verdict but its own.
    """
    accepted = case.key.accept.accepted
    if case.raw.get(VERDICT) in accepted:
        yield from ({**case.raw, EVIDENCE: passage} for passage in accepted[case.raw[VERDICT]])
    else:
        yield from ({**case.raw, VERDICT: verdict} for verdict in accepted)
