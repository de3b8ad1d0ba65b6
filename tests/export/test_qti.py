"""QTI 1.2: valid by the specification, whole, and what is right in it is what the key has."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from course_checks.core.text import plain
from course_checks.exercise import Item
from course_checks.export.bank import Bank, open_bank
from course_checks.export.choosing import chain_text, order_lines
from course_checks.export.formats import Export, to_qti12
from course_checks.export.task import Task
from course_checks.sheet.workspace import find_workspace
from course_checks.validators import load
from tests.export import qti

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def bank() -> Bank:
    return open_bank(find_workspace(ROOT), (), ())


@pytest.fixture(scope="module")
def made(bank: Bank) -> Export:
    return to_qti12(bank, find_workspace(ROOT))


@pytest.fixture(scope="module")
def items(made: Export) -> dict[str, Any]:
    return qti.opened(made.files["qti12.zip"])


def tasks(bank: Bank) -> Iterator[tuple[str, Task]]:
    for exercise in bank.exercises:
        for item in exercise.public.items:
            yield (
                f"{exercise.public.id}__{item.id}",
                Task(exercise=exercise, item=item, library=bank.library),
            )


def option_text(item: Item, part: str, value: str) -> str:
    domain = next(one.domain for one in load(item.kind).parts(item.ask) if one.id == part)
    return next(plain(one.text) for one in domain.options if one.id == value)  # type: ignore[union-attr]


def given_by(task: Task, item: Any) -> dict[str, str | set[str]]:
    """The model response of the key, as a student of the other system would give it."""
    kind, ask, accept = task.item.kind, task.item.ask, task.key.accept
    model = dict(load(kind).model(ask, accept))
    lists = qti.lists(item)
    by_words = {ident: {text: name for name, text in labels.items()} for ident, labels in lists.items()}
    match qti.kind(item):
        case "multiple_choice_question":
            if kind == "attribution-chain":
                text = chain_text(task, model["chain"])
            else:
                part = "verdict" if kind == "forecast" else "choice"
                text = option_text(task.item, part, model[part])
            return {"response1": by_words["response1"][text]}
        case "multiple_answers_question":
            ticked = {plain(one.text) for one in ask.options if model.get(one.id) == "yes"}
            return {"response1": {by_words["response1"][text] for text in ticked}}
        case "matching_question" if kind == "order":
            lines = order_lines(ask, accept)
            assert lines is not None
            places = {line.text: str(place) for place, line in enumerate(lines, 1)}
            return {ident: by_words[ident][places[row]] for ident, row in qti.rows(item).items()}
        case "matching_question":
            texts = [option_text(task.item, part, value) for part, value in model.items()]
            return {ident: by_words[ident][text] for ident, text in zip(lists, texts, strict=True)}
        case "short_answer_question" | "numerical_question":
            part = "passage" if kind == "evidence" else "entry"
            return {"response1": model[part]}
        case "fill_in_multiple_blanks_question":
            return {ident: next(iter(labels)) for ident, labels in lists.items()}
    raise AssertionError(qti.kind(item))


def test_every_item_is_in_the_package_or_in_the_report(items: dict[str, Any], bank: Bank) -> None:
    wanted = {name for name, _ in tasks(bank)} - {"u10-statement__package"}

    assert wanted == {name for name in items if "__passages_" not in name}


def test_nothing_is_referred_to_that_is_not_there(items: dict[str, Any]) -> None:
    assert {name: missing for name, item in items.items() if (missing := qti.references(item))} == {}


def test_the_model_of_each_key_earns_all_and_nothing_earns_nothing(items: dict[str, Any], bank: Bank) -> None:
    asked = [(name, task) for name, task in tasks(bank) if name in items]
    graded = [(name, task) for name, task in asked if qti.kind(items[name]) != "essay_question"]

    earned = {name: round(qti.score(items[name], given_by(task, items[name])), 2) for name, task in graded}

    assert {name: points for name, points in earned.items() if points != 1} == {}
    assert {name for name, _ in graded if qti.score(items[name], {}) != 0} == set()
    assert len(graded) == 141


def test_an_option_that_is_not_accepted_earns_nothing(items: dict[str, Any], bank: Bank) -> None:
    for name, task in tasks(bank):
        if task.item.kind != "choice":
            continue
        labels = qti.lists(items[name])["response1"]
        right = {option_text(task.item, "choice", value) for value in task.key.accept.accepted}
        earning = {text for ident, text in labels.items() if qti.score(items[name], {"response1": ident})}
        assert earning == right


def test_orders_are_matching_questions_because_canvas_drops_the_other(items: dict[str, Any]) -> None:
    kinds = {qti.kind(items[name]) for name in items if name.endswith(("__events", "__october", "__sayable"))}

    assert kinds == {"matching_question"}
    assert not any(one.get("rcardinality") == "Ordered" for item in items.values() for one in item.iter())


def test_every_label_that_a_row_takes_is_right_where_several_are(items: dict[str, Any], bank: Bank) -> None:
    task = next(task for name, task in tasks(bank) if name == "u01-layers__page2004")
    item = items["u01-layers__page2004"]
    labels = list(qti.lists(item).values())

    assert qti.kind(item) == "fill_in_multiple_blanks_question"
    assert [len(codes) for codes in labels] == [
        len(task.key.accept.accepted[row.id]) for row in task.item.ask.rows
    ]
    assert all(f"[b{number}]" in qti.prompt(item) for number in range(1, len(labels) + 1))


def test_no_bracket_but_a_gap_stands_in_a_question_with_gaps(items: dict[str, Any]) -> None:
    for item in items.values():
        if qti.kind(item) == "fill_in_multiple_blanks_question":
            gaps = len(qti.lists(item))
            assert qti.prompt(item).count("[") == gaps
            assert qti.prompt(item).count("]") == gaps


def test_prompts_are_short_enough_for_canvas(items: dict[str, Any]) -> None:
    assert max(len(qti.prompt(item)) for item in items.values()) < 16_384


def test_identifiers_are_letters_digits_hyphens_and_underscores(items: dict[str, Any]) -> None:
    names = [str(one.get("ident")) for item in items.values() for one in item.iter() if one.get("ident")]

    assert all(name.replace("-", "").replace("_", "").isalnum() and name.isascii() for name in names)


def test_labels_of_matching_questions_have_numbers_for_names(items: dict[str, Any]) -> None:
    for item in items.values():
        if qti.kind(item) == "matching_question":
            assert all(name.isdigit() for labels in qti.lists(item).values() for name in labels)


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        (
            "an element out of its place",
            b"<questestinterop><item ident='a'><resprocessing/></item></questestinterop>",
        ),
        ("an item without a name", b"<questestinterop><item/></questestinterop>"),
        ("an element that is none", b"<questestinterop><question/></questestinterop>"),
    ],
)
def test_the_grammar_finds(told: str, wrong: bytes) -> None:
    assert qti.valid(wrong) != [], told
