"""What holds of an export for every kind of exercise, whatever its author asks and whatever is answered."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.content.exercises import Exercise, Expected, LabelledResponse
from course_checks.export.bank import Bank
from course_checks.export.expected import expected_of
from course_checks.export.mapping import losses, questions_of
from course_checks.export.model import Left, Ordering, Question
from course_checks.export.moodle import quiz_xml, to_moodle
from course_checks.export.qti12 import package, to_qti
from course_checks.export.qti_names import qti_losses
from course_checks.validators import load, names
from tests.export import moodle, qti
from tests.properties.cases import ITEM, Case
from tests.properties.strategies import KINDS

EXACT = 0.00001
each_kind = pytest.mark.parametrize("kind", names())


def bank_of(case: Case, *raws: object) -> Bank:
    """An exercise of one item, with its model and the responses given as labelled ones."""
    model = dict(load(case.item.kind).model(case.item.ask, case.key.accept))
    labelled = tuple(
        LabelledResponse(name=f"{number}", expect={ITEM: Expected()}, answers={ITEM: raw})  # type: ignore[dict-item]
        for number, raw in enumerate((model, *raws))
    )
    exercise = Exercise(
        public=case.exercise, key={ITEM: case.key}, responses=labelled, folder=Path("exercises/e")
    )
    return Bank(exercises=(exercise,), library=case.library, sources=(), own=frozenset())


def asked(bank: Bank) -> Iterator[Question]:
    for one in questions_of(bank):
        found = to_moodle(one)
        if isinstance(found, Question):
            yield found
        else:
            assert found.why


@each_kind
@given(data=st.data())
def test_moodle_gives_what_the_course_gives(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    bank = bank_of(case, case.raw)

    for question in asked(bank):
        (written,) = [one for one in moodle.read(quiz_xml([question], bank)) if one.get("type") != "category"]
        for row in expected_of(question, bank.library):
            assert (row.fraction is None) == (row.response is None)
            if row.fraction is None or row.response is None:
                assert row.note
                continue
            assert abs(moodle.grade(written, row.response) - row.fraction) <= EXACT
            if not isinstance(question.body, Ordering):
                assert row.fraction == row.ours
            elif row.ours == 1:
                assert row.fraction == 1


@each_kind
@given(data=st.data())
def test_the_model_of_a_key_can_be_given_and_is_right(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    bank = bank_of(case)

    for question in asked(bank):
        (row,) = expected_of(question, bank.library)
        by_hand = row.note == "a person gives the points"
        assert by_hand or row.fraction == 1, row


@each_kind
@given(data=st.data())
def test_qti_is_valid_and_whole(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    bank = bank_of(case, case.raw)

    found = [to_qti(one) for one in questions_of(bank)]
    made = [one for one in found if isinstance(one, Question)]
    items = qti.opened(package(made, bank))

    assert [qti.references(item) for item in items.values()] == [[] for _ in items]
    assert all(one.why for one in found if isinstance(one, Left))
    for question in made:
        assert all(phrase.strip() for phrase in (*losses(question), *qti_losses(question)))


@given(data=st.data())
def test_no_tick_earns_more_than_its_share_and_all_ticks_earn_nothing(data: st.DataObject) -> None:
    case = data.draw(KINDS["multiple-response"])
    everything = dict(load("multiple-response").everything(case.item.ask) or {})

    for question in asked(bank_of(case, everything)):
        _, row = expected_of(question, case.library)
        assert row.fraction == Fraction(0)
