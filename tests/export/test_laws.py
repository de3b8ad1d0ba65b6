"""What holds of an export for every kind of exercise, whatever its author asks and whatever is answered."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.content.exercises import Exercise, Expected, LabelledResponse
from course_checks.core.part import Option
from course_checks.export.bank import Bank
from course_checks.export.expected import expected_of
from course_checks.export.mapping import losses, questions_of
from course_checks.export.model import Blanks, Left, Ordering, Question
from course_checks.export.moodle import quiz_xml, to_moodle
from course_checks.export.qti12 import package, to_qti
from course_checks.export.qti_names import qti_losses
from course_checks.validators import load, names
from tests.export import moodle, qti
from tests.properties.cases import ITEM, Case
from tests.properties.strategies import KINDS

EXACT = 0.00001
MODEL = "0"
"""The name of the labelled response that the key has as its model."""
each_kind = pytest.mark.parametrize("kind", names())


def told_apart(ask: Any) -> Any:
    """What an item asks, with no two options that read the same: their ids are in their texts."""
    if isinstance(ask, Option):
        return Option(id=ask.id, text=f"{ask.text} {ask.id}")
    if isinstance(ask, tuple):
        return tuple(map(told_apart, ask))
    if is_dataclass(ask) and not isinstance(ask, type):
        return replace(ask, **{one.name: told_apart(getattr(ask, one.name)) for one in fields(ask)})
    return ask


def bank_of(case: Case, *raws: object) -> Bank:
    """An exercise of one item, with its model and the responses given as labelled ones."""
    case = replace(case, item=replace(case.item, ask=told_apart(case.item.ask)))
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
            if row.name == MODEL:
                assert row.fraction == 1 or row.note == "a person gives the points"
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


HARD = st.sampled_from(
    ["]]>", "{1:MC:=a~b}", "\x00\x1b[0m", "<script>", "&amp;#125;", "[b1] {#1}", "\ud800", "\r\n\r\n- "]
)
TEXTS = st.lists(st.one_of(HARD, st.text(max_size=12)), min_size=1, max_size=5).map("".join)


@pytest.mark.parametrize(
    "kind", ["choice", "evidence", "match", "multiple-response", "order", "extended-text"]
)
@given(data=st.data())
def test_whatever_an_author_writes_the_files_can_be_opened(kind: str, data: st.DataObject) -> None:
    case = data.draw(KINDS[kind])
    text = data.draw(TEXTS)
    item = replace(case.item, prompt=text, reason=text)
    key = replace(
        case.key, why=text, differ=text, slips=tuple(replace(one, say=text) for one in case.key.slips)
    )
    bank = bank_of(replace(case, item=item, key=key), case.raw)
    questions = [one for one in questions_of(bank) if isinstance(one, Question)]

    for question in questions:
        written = moodle.read(quiz_xml([question], bank))[-1]
        blanks = len(moodle.gaps(moodle.text(written, "questiontext/text")))
        assert blanks == (len(question.body.blanks) if isinstance(question.body, Blanks) else 0)
    assert len(qti.opened(package(questions, bank))) == len(questions)
