"""What holds for every kind of exercise, whatever its author asks and whatever its learner types."""

import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.checking import ItemReport, check, plain_report
from course_checks.core.outcome import CheckerFault, InvalidResponse, Outcome, Scored, Unanswered
from course_checks.core.reading import read
from course_checks.exercise import parts_of
from course_checks.feedback import Rung, messages, state_of
from course_checks.validators import load, names
from tests.properties.cases import (
    ITEM,
    LIBRARY,
    OTHER_ITEM,
    Case,
    Raw,
    exercise_of,
    legal,
    untidy_responses,
)
from tests.properties.strategies import BETTER, KINDS, UNORDERED, renamed, reordered

ENDINGS = (Scored, Unanswered, InvalidResponse)
each_kind = pytest.mark.parametrize("kind", names())


def report_on(case: Case, raw: Raw) -> ItemReport:
    (report,) = check(case.exercise, {case.item.id: case.key}, case.library, {case.item.id: raw}).items
    return report


def outcome_of(case: Case, raw: Raw) -> Outcome:
    return report_on(case, raw).outcome


def is_scored(case: Case) -> bool:
    """Whether anything in the item is scored; of a text of one's own only the form is looked at."""
    return any(part.scored for part in parts_of(case.item))


def score_of(case: Case, raw: Raw) -> Fraction:
    """The score of a response that can be read; a blank one, or one that nothing scores, is worth nothing."""
    outcome = outcome_of(case, raw)
    if isinstance(outcome, Unanswered):
        return Fraction(0)
    assert isinstance(outcome, Scored), outcome
    assert (outcome.score is not None) is is_scored(case)
    return outcome.score or Fraction(0)


def slips_of(case: Case, raw: Raw) -> dict[str, frozenset[str]]:
    outcome = outcome_of(case, raw)
    return {slip.id: frozenset(slip.parts) for slip in outcome.slips} if isinstance(outcome, Scored) else {}


def model_of(case: Case) -> Mapping[str, str]:
    return load(case.item.kind).model(case.item.ask, case.key.accept)


@pytest.mark.parametrize("table", [KINDS, BETTER, UNORDERED], ids=["KINDS", "BETTER", "UNORDERED"])
def test_every_kind_is_held_to_these_laws(table: Mapping[str, object]) -> None:
    assert set(table) == set(names()), "a new kind needs its line in tests/properties/strategies.py"


@each_kind
@given(data=st.data())
def test_the_cases_made_here_are_free_of_authors_mistakes(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    parts = [part.id for part in parts_of(case.item)]

    assert load(kind).faults(case.item.ask, case.key.accept) == ()
    assert len(parts) == len(set(parts))


@each_kind
@given(data=st.data())
def test_no_text_whatever_breaks_a_check(kind: str, data: st.DataObject) -> None:
    """“A check of an item ends as Scored, Unanswered or InvalidResponse”: CheckerFault is our mistake."""
    case = data.draw(KINDS[kind])
    raw = data.draw(untidy_responses(case.item))
    report = report_on(case, raw)

    assert isinstance(report.outcome, ENDINGS)
    for rung in Rung:
        for held in (case.key, None):
            assert all(said.text for said in messages(case.item, held, report, rung))


@each_kind
@given(data=st.data())
def test_a_score_is_an_exact_number_from_0_to_1(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    outcome = outcome_of(case, case.raw)

    assert isinstance(outcome, Scored | Unanswered)
    if isinstance(outcome, Scored):
        scores = [
            score for score in (outcome.score, *(mark.score for mark in outcome.marks)) if score is not None
        ]
        assert (outcome.score is not None) is is_scored(case)
        assert all(type(score) is Fraction and 0 <= score <= 1 for score in scores)
        assert {mark.part for mark in outcome.marks} == {part.id for part in parts_of(case.item)}
        assert {part for slip in outcome.slips for part in slip.parts} <= {
            mark.part for mark in outcome.marks
        }


@each_kind
@given(data=st.data())
def test_the_model_scores_1_and_shows_no_slip(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    outcome = outcome_of(case, model_of(case))

    assert isinstance(outcome, Scored)
    assert outcome.score == (1 if is_scored(case) else None)
    assert outcome.slips == ()
    assert all(mark.score in {1, None} for mark in outcome.marks)
    assert state_of(outcome) == ("right" if is_scored(case) else "read")


@each_kind
@given(data=st.data(), blank=st.sampled_from(["", "  ", "\t\r\n", "\u00a0\u2003", "\u200b\ufeff\u00ad"]))
def test_a_blank_is_unanswered(kind: str, data: st.DataObject, blank: str) -> None:
    case = data.draw(KINDS[kind])

    assert outcome_of(case, {}) == Unanswered()
    assert outcome_of(case, {part.id: blank for part in parts_of(case.item)}) == Unanswered()
    assert check(case.exercise, {ITEM: case.key}, LIBRARY, {}).items[0].outcome == Unanswered()


@each_kind
@given(data=st.data())
def test_what_is_not_scored_alone_is_no_answer(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    raw = {part.id: data.draw(legal(part)) for part in parts_of(case.item) if not part.scored}

    assert outcome_of(case, raw) == Unanswered() or not is_scored(case)


@each_kind
@given(data=st.data())
def test_ticking_everything_scores_0(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    everything = load(kind).everything(case.item.ask)

    assert everything is None or score_of(case, everything) == 0


@each_kind
@given(data=st.data())
def test_other_ids_change_no_score(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    other = data.draw(renamed(case))

    assert score_of(other, other.raw) == score_of(case, case.raw)
    assert len(slips_of(other, other.raw)) == len(slips_of(case, case.raw))


@each_kind
@given(data=st.data())
def test_another_order_of_what_has_no_order_changes_no_score(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    other = data.draw(reordered(case))

    assert score_of(other, other.raw) == score_of(case, case.raw)
    assert slips_of(other, other.raw) == slips_of(case, case.raw)


@each_kind
@given(data=st.data())
def test_a_better_response_never_scores_less(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    score = score_of(case, case.raw)

    for better in BETTER[kind](case):
        assert score_of(case, better) >= score


@each_kind
@given(data=st.data())
def test_a_changed_model_scores_1_only_if_the_key_says_why(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    model, module = model_of(case), load(kind)
    part = data.draw(st.sampled_from([part for part in parts_of(case.item) if part.id in model]))
    changed = {**model, part.id: data.draw(legal(part).filter(lambda value: value != model[part.id]))}
    report = report_on(case, changed)

    assert isinstance(report.outcome, Scored)
    reason = module.accepts(case.item.ask, case.key.accept, part.id, report.given)
    assert (report.outcome.score == 1) is bool(reason)


@each_kind
@given(data=st.data())
def test_a_legal_value_is_read_as_itself_however_the_ids_are_called(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind].flatmap(renamed))
    for part in parts_of(case.item):
        if ids := getattr(part.domain, "ids", None):
            assert [read(part, name, case.library) for name in ids] == [*ids]
            assert [read(part, f" {name.upper()}. ", case.library) for name in ids] == [*ids]


@each_kind
@given(data=st.data())
def test_the_order_in_which_an_answer_is_given_changes_nothing(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    raw = data.draw(untidy_responses(case.item))
    turned = dict(reversed(list(raw.items())))

    assert outcome_of(case, turned) == outcome_of(case, raw)


@each_kind
@given(data=st.data())
def test_a_report_can_be_written_as_json_and_read_back(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    raw = data.draw(untidy_responses(case.item))
    plain = plain_report(check(case.exercise, {ITEM: case.key}, LIBRARY, {ITEM: raw}))
    written = json.dumps(plain, sort_keys=True, allow_nan=False)

    assert json.loads(written) == plain
    assert written.encode("ascii")


@each_kind
@given(data=st.data())
def test_without_the_key_nothing_is_scored_and_nothing_breaks(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    raw = data.draw(untidy_responses(case.item))
    (held,) = check(case.exercise, None, LIBRARY, {ITEM: raw}).items
    open_one = report_on(case, raw)

    assert held.held
    assert type(held.outcome) is type(open_one.outcome)
    assert held.given == open_one.given
    if isinstance(held.outcome, Scored):
        assert held.outcome.score is None
        assert held.outcome.slips == ()
        assert all(mark.score is None for mark in held.outcome.marks)


@each_kind
@given(data=st.data())
def test_a_kind_that_breaks_is_our_fault_and_touches_no_other_item(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    other = data.draw(st.sampled_from([name for name in names() if name != kind]).flatmap(KINDS.__getitem__))
    items = (case.item, replace(other.item, id=OTHER_ITEM))
    key = {ITEM: case.key, OTHER_ITEM: other.key}
    responses = {ITEM: model_of(case), OTHER_ITEM: other.raw}

    def broken(*_: object) -> Scored:
        raise ZeroDivisionError("model of the learner")

    whole = check(exercise_of(*items), key, LIBRARY, responses)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load(kind), "score", broken)
        report = check(exercise_of(*items), key, LIBRARY, responses)

    assert report.items[0].outcome == CheckerFault(what=f"ZeroDivisionError in u00-made.{ITEM}")
    assert report.items[1] == whole.items[1]
    assert (report.exercise, report.version) == (whole.exercise, whole.version)
