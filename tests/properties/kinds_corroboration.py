"""Ledgers made at random, and what is better than a response to one."""

from collections.abc import Iterator, Mapping

from hypothesis import strategies as st

from course_checks.core.ledger import RELATIONS
from course_checks.validators import corroboration, load
from course_checks.validators.corroboration import INDEPENDENT, ORIGIN, WORDING, Entered
from tests.properties.cases import TEXTS, VOICES, Case, Raw, case_of, options_of, some

WORDINGS = (
    "Anna Berg said that the ferry may have left.",
    "According to an unnamed sailor the ferry left at noon, but not from the old harbour.",
)
ALIASES: tuple[Mapping[str, tuple[str, ...]], ...] = ({}, {"Anna Berg": ("Captain Berg", "the captain")})


@st.composite
def ledgers(draw: st.DrawFn) -> Case:
    """An item with two to four reports, each with one or two relations and some origins."""
    reports = draw(st.integers(2, 4).flatmap(options_of))
    accepted = {
        report.id: Entered(relation=draw(some(RELATIONS, 1, 2)), origin=draw(some(VOICES, 1, 3)))
        for report in reports
    }
    named = {name for entered in accepted.values() for name in entered.origin}
    aliases = {name: forms for name, forms in draw(st.sampled_from(ALIASES)).items() if name in named}
    ask = corroboration.Ask(claim=draw(st.sampled_from(TEXTS)), reports=reports)
    accept = corroboration.Accept(accepted=accepted, wording=draw(st.sampled_from(WORDINGS)), aliases=aliases)
    return draw(case_of("corroboration", ask, accept))


def with_a_better_ledger(case: Case) -> Iterator[Raw]:
    """A relation or an origin like the model's, the number kept in step with it; or the number, or the wording.

    A better relation alone may cost the number its ledger: the number is that of the learner's own.
    """
    model = load("corroboration").model(case.item.ask, case.key.accept)
    yield {**case.raw, WORDING: model[WORDING]}
    yield from _in_step(case, case.raw)
    for part, value in model.items():
        if part not in (INDEPENDENT, WORDING) and case.raw.get(part) != value:
            yield from _in_step(case, {**case.raw, part: value})


def _in_step(case: Case, raw: Raw) -> Iterator[Raw]:
    """`raw` with the number that its own ledger gives, by the rule and not by the code that is tested."""
    reports = [report.id for report in case.item.ask.reports]
    confirming = [name for name in reports if raw.get(name) == "confirms"]
    origins = [raw.get(name + ORIGIN, "") for name in confirming]
    if all(raw.get(name) for name in reports) and all(origins):
        known = {origin for origin in origins if origin != "unnamed"}
        yield {**raw, INDEPENDENT: str(len(known) or len(confirming[:1]))}
