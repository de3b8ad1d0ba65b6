"""Without the key: form, quotations and completeness are told, and nothing of what is right."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from course_checks.checking import Report, check
from course_checks.content.course import Course, load_course
from course_checks.core.outcome import CheckerFault, Scored
from course_checks.feedback import Rung, messages
from course_checks.validators import names

ROOT = Path(__file__).resolve().parent.parent

Answers = Mapping[str, Mapping[str, str]]


@pytest.fixture(scope="module")
def course() -> Course:
    """The real course."""
    return load_course(ROOT)


def held(course: Course, exercise: str, answers: Answers) -> Report:
    return check(course.exercises[exercise].public, None, course.library, answers)


def told(
    course: Course, exercise: str, item: str, parts: Mapping[str, str], rung: Rung = Rung.STATE
) -> list[str]:
    """What is said about one item of a real exercise whose key is held."""
    public = course.exercises[exercise].public
    report = next(one for one in held(course, exercise, {item: parts}).items if one.item == item)
    asked = public.item(item)
    assert asked is not None
    return [message.text for message in messages(asked, None, report, rung)]


def test_every_kind_is_met_here(course: Course) -> None:
    kinds = {item.kind for one in course.exercises.values() for item in one.public.items}

    assert kinds == set(names())


def test_no_labelled_response_of_the_course_is_scored_or_told_its_slips(course: Course) -> None:
    """What is said without the key does not change with it: it is never looked at."""
    for exercise in course.exercises.values():
        for labelled in exercise.responses:
            report = check(exercise.public, None, course.library, labelled.answers)
            for item, entry in zip(exercise.public.items, report.items, strict=True):
                where = f"{exercise.public.id}, {labelled.name}, {item.id}"
                assert not isinstance(entry.outcome, CheckerFault), where
                if isinstance(entry.outcome, Scored):
                    assert entry.outcome.score is None, where
                    assert entry.outcome.slips == (), where
                    assert {mark.score for mark in entry.outcome.marks} == {None}, where
                said = {message.text for rung in Rung for message in messages(item, None, entry, rung)}
                key = exercise.key[item.id]
                assert said.isdisjoint({key.why, key.differ, *(rule.say for rule in key.slips)}), where


def test_the_same_is_said_to_the_model_and_to_a_misreading(course: Course) -> None:
    for choice in ("a", "b", "c"):
        assert told(course, "u01-checks", "setting", {"choice": choice}) == [
            "Read, and complete: 1 of 1 filled. Your instructor has the key."
        ]


def test_what_is_still_empty_is_counted_and_named(course: Course) -> None:
    assert told(course, "u01-layers", "page2006", {"ZM2": "owner", "Z11": "writer"}) == [
        "Read: 2 of 4 filled. Your instructor has the key.",
        "Still empty: Z2, Z13.",
    ]


QUOTED = "seems destined to remain heavily dependent"
ON_FORM = {
    "words of the passage": (
        ("u02-need", "supports", {"passage": "S18", "quote": QUOTED}),
        ["Your words stand in S18."],
    ),
    "words of another passage": (
        ("u02-need", "supports", {"passage": "S17", "quote": QUOTED}),
        ["Your words stand in S18, not in S17."],
    ),
    "a word that breaks the run": (
        ("u02-need", "supports", {"passage": "S18", "quote": "seems destined to become heavily dependent"}),
        ["In S18 the run breaks at word 4 of your quotation, “become”."],
    ),
    "too few words": (
        ("u02-need", "supports", {"passage": "S18", "quote": "seems destined"}),
        ["“seems destined” is under 3 words: too few to be looked up."],
    ),
    "words without a passage": (
        ("u02-need", "supports", {"quote": QUOTED}),
        ["Words are looked up in the passage that you name. Name it too."],
    ),
    "a passage without words": (("u02-need", "supports", {"passage": "S18"}), []),
}


@pytest.mark.parametrize(("given", "said"), ON_FORM.values(), ids=ON_FORM.keys())
def test_quoted_words_are_looked_up_whether_or_not_the_passage_is_a_good_one(
    course: Course, given: tuple[str, str, dict[str, str]], said: list[str]
) -> None:
    lines = told(course, *given)

    assert [line for line in lines[1:] if not line.startswith("Still empty")] == said


def test_the_form_of_a_memo_is_looked_at_in_full_and_a_person_reads_it(course: Course) -> None:
    exercise = course.exercises["u10-memo"]
    (item,) = exercise.public.items
    model = exercise.key[item.id].accept.model
    lines = told(course, "u10-memo", item.id, {"text": model.strip()})

    assert lines[0] == "Read, and complete: 1 of 1 filled. Your instructor reads it."
    assert {line.partition(":")[0] for line in lines[1:]} >= {
        "Length",
        "Citations",
        "Quotations",
        "Own words",
    }
    assert lines[-1].startswith("Not judged here: whether the text is true, fair or well argued.")


def items_of(course: Course, kind: str) -> tuple[str, str]:
    """The first item of a kind: exercise and item."""
    return next(
        (one.public.id, item.id)
        for one in course.exercises.values()
        for item in one.public.items
        if item.kind == kind
    )


def test_a_map_is_given_back_with_what_is_amiss_in_its_shape(course: Course) -> None:
    lines = told(
        course, "u06-map", items_of(course, "argument-map")[1], {"links": "S5 supports S9\nS9 supports S5"}
    )

    assert "A circle: S5 supports S9 supports S5." in lines
    assert any(line.startswith("Your map:") for line in lines)


def test_the_marks_of_a_matrix_are_counted(course: Course) -> None:
    exercise, item = items_of(course, "hypotheses")

    lines = told(course, exercise, item, {"H1-Z5": "consistent", "H1-Z6": "inconsistent"})
    assert "In your own table:" in lines


def test_a_criterion_that_only_gives_the_verdict_is_asked_about(course: Course) -> None:
    exercise, item = items_of(course, "forecast")
    given = {"criterion": "The forecast held, as everybody could see at once.", "verdict": "held"}

    assert "Would you have written it before you saw the evidence?" in " ".join(
        told(course, exercise, item, given)
    )
    assert "No criterion yet." in " ".join(told(course, exercise, item, {"verdict": "mixed"}))


def test_the_form_of_a_wording_is_told(course: Course) -> None:
    exercise, item = items_of(course, "corroboration")
    given = {"independent": "1", "wording": "According to the BBC, Kim may have promised it."}

    assert "The form of your wording: a speaker (“according”); a limit (“may”)" in " ".join(
        told(course, exercise, item, given)
    )


@pytest.mark.parametrize(
    ("typed", "less"), [("2006", True), ("October 2006", True), ("9 October 2006", False)]
)
def test_a_date_less_exact_than_asked_is_told(typed: str, less: bool) -> None:  # noqa: FBT001
    from course_checks.core.library import NO_LIBRARY
    from course_checks.core.part import Part
    from course_checks.core.reading import read
    from course_checks.validators import text_entry

    ask = text_entry.Ask(entry="date", precision="day")
    (part,) = text_entry.parts(ask)
    assert isinstance(part, Part)
    value = read(part, typed, NO_LIBRARY)
    assert isinstance(value, str)

    said = text_entry.on_form(ask, {"entry": value})
    assert (said != ()) is less
    assert all(line.endswith("The day is asked for.") for line in said)


@pytest.mark.parametrize("rung", list(Rung))
def test_neither_a_hint_nor_an_explanation_tells_more(course: Course, rung: Rung) -> None:
    given = {"passage": "S17", "quote": QUOTED}

    assert told(course, "u02-need", "supports", given, rung) == told(course, "u02-need", "supports", given)


def test_an_answer_is_done_when_it_is_right_or_read_and_complete(course: Course) -> None:
    """So `check` ends with 0, `list` says complete, and pytest passes."""
    full = {"setting": {"choice": "b"}}
    part = {"page2004": {"SM1": "owner"}}

    assert held(course, "u01-checks", full).items[0].done
    assert not held(course, "u01-layers", part).items[0].done
    assert held(course, "u01-layers", part).items[0].missing == ("SM4", "SM6", "S1", "S8", "S9", "S13", "S30")
    open_ones = course.exercises["u01-checks"]
    checked = check(open_ones.public, open_ones.key, course.library, full)
    assert checked.items[0].missing == ()
