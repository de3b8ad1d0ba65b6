"""The one road from a response to a report: four endings, and what is in each."""

import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from course_checks.checking import Report, check, plain_report
from course_checks.core.library import Library
from course_checks.core.outcome import (
    CheckerFault,
    InvalidResponse,
    Note,
    Outcome,
    Problem,
    Scored,
    Unanswered,
)
from course_checks.core.part import Option
from course_checks.core.quotation import digests_of
from course_checks.exercise import Item, ItemKey, Key, PublicExercise, Responses, SlipRule, parts_of
from course_checks.validators import choice, load, match, names

LIBRARY = Library(
    index={"S1": (), "S2": digests_of("The ferry leaves the old harbour at noon and returns before dusk.")}
)
ROWS = tuple(Option(id=name, text=f"Text of {name}") for name in ("S1", "S2", "S3"))
LABELS = tuple(Option(id=name, text=f"the {name}") for name in ("owner", "author"))
OPTIONS = tuple(Option(id=name, text=f"Option {name}") for name in "abc")

WHO = Item(
    id="who",
    kind="match",
    honesty="auto",
    prompt="",
    ask=match.Ask(rows=ROWS, labels=LABELS),
    reason="Say why.",
)
LIMITS = Item(
    id="limits",
    kind="choice",
    honesty="auto",
    prompt="",
    ask=choice.Ask(options=OPTIONS, certainty=True, cites=True),
)
EXERCISE = PublicExercise(
    id="u00-harbour",
    title="The harbour",
    unit="u00",
    minutes=5,
    outcomes=(),
    why="",
    intro="",
    items=(WHO, LIMITS),
    version="0123456789ab",
)
WHO_KEY = ItemKey(
    accept=match.Accept(accepted={"S1": ("owner",), "S2": ("author",), "S3": ("author",)}),
    because=(),
    why="S2 says so.",
    slips=(
        SlipRule(id="one-label", say="All alike? See S1."),
        SlipRule(id="owner-speaks", say="Who speaks in S2?", when={"S2": ("owner",), "S3": ("owner",)}),
        SlipRule(id="never", say="Nobody?", when={"S1": ("nobody",)}),
    ),
)
LIMITS_KEY = ItemKey(
    accept=choice.Accept(accepted=("a",), passages=("S2",)),
    because=(),
    why="S2 says so.",
    slips=(SlipRule(id="half", say="Read S2 again?", when={"choice": ("b", "c")}),),
)
KEY: Key = {"who": WHO_KEY, "limits": LIMITS_KEY}
RIGHT: Responses = {
    "who": {"S1": "owner", "S2": "author", "S3": "author", "reason": "It speaks of the page it stands on."},
    "limits": {"choice": "a", "passage": "S2", "sure": "certain"},
}


def checked(responses: Responses, key: Key | None = KEY) -> Report:
    return check(EXERCISE, key, LIBRARY, responses)


def outcome_of(item: str, raw: Mapping[str, str], key: Key | None = KEY) -> Outcome:
    return next(report.outcome for report in checked({item: raw}, key).items if report.item == item)


def test_every_item_is_reported_in_its_order_with_the_version_of_the_exercise() -> None:
    report = checked(RIGHT)

    assert (report.exercise, report.version) == ("u00-harbour", "0123456789ab")
    assert [entry.item for entry in report.items] == ["who", "limits"]
    assert [getattr(entry.outcome, "score", None) for entry in report.items] == [1, 1]


def test_what_was_read_is_kept_as_values() -> None:
    who, limits = checked(
        {"who": {"S1": " OWNER. "}, "limits": {"choice": "Option b", "passage": "s2", "sure": "2"}}
    ).items

    assert who.given == {"S1": "owner"}
    assert limits.given == {"choice": "b", "passage": ("S2",), "sure": "fairly sure"}


@pytest.mark.parametrize(
    "responses",
    [
        {},
        {"who": {}},
        {"who": {"S1": "", "S2": " \n"}},
        {"stranger": {"S1": "owner"}},
        {"who": {"S9": "owner"}},
    ],
)
def test_what_is_not_given_or_not_asked_is_unanswered(responses: Responses) -> None:
    assert [entry.outcome for entry in checked(responses).items] == [Unanswered(), Unanswered()]


def test_only_a_part_that_is_not_scored_is_still_unanswered() -> None:
    assert outcome_of("limits", {"sure": "certain"}) == Unanswered()
    assert outcome_of("who", {"reason": "It speaks of the page it stands on."}) == Unanswered()


def test_one_part_that_cannot_be_read_leaves_the_item_unscored_and_all_such_parts_are_named() -> None:
    outcome = outcome_of("who", {"S1": "owner", "S2": "harbourmaster", "S3": "12"})

    assert outcome == InvalidResponse(
        problems=(
            Problem(
                say="“harbourmaster” is not one of the choices. Type owner or author.",
                field="S2",
                read="harbourmaster",
            ),
            Problem(
                say="“12” is not one of the choices. Type owner or author.",
                field="S3",
                read="12",
            ),
        )
    )


def test_certainty_that_cannot_be_read_is_said_too() -> None:
    outcome = outcome_of("limits", {"choice": "a", "passage": "S2", "sure": "5"})

    assert isinstance(outcome, InvalidResponse)
    assert [problem.field for problem in outcome.problems] == ["sure"]


def test_an_item_that_cannot_be_read_does_not_touch_the_others() -> None:
    report = checked({**RIGHT, "who": {"S1": "nobody at all"}})

    assert isinstance(report.items[0].outcome, InvalidResponse)
    assert report.items[1] == checked(RIGHT).items[1]


def test_slips_are_the_kinds_own_and_then_the_authors() -> None:
    outcome = outcome_of("who", {"S1": "owner", "S2": "owner", "S3": "owner"})

    assert isinstance(outcome, Scored)
    assert [(slip.id, slip.parts) for slip in outcome.slips] == [
        ("one-label", ("S1", "S2", "S3")),
        ("owner-speaks", ("S2", "S3")),
    ]


def test_any_of_the_values_shows_a_slip_once() -> None:
    for chosen in ("b", "c"):
        outcome = outcome_of("limits", {"choice": chosen, "passage": "S1"})
        assert isinstance(outcome, Scored)
        assert [slip.id for slip in outcome.slips] == ["half"]


def test_a_right_answer_shows_no_slip_even_if_it_fits_one() -> None:
    alike = replace(WHO_KEY, accept=match.Accept(accepted=dict.fromkeys(("S1", "S2", "S3"), ("owner",))))
    outcome = outcome_of("who", {"S1": "owner", "S2": "owner", "S3": "owner"}, {**KEY, "who": alike})

    assert isinstance(outcome, Scored)
    assert (outcome.score == 1, outcome.slips) == (True, ())


def test_a_reason_is_looked_over_in_form_and_never_scored() -> None:
    copied = {**RIGHT["who"], "reason": "The ferry leaves the old harbour at noon"}
    who, _ = checked({"who": copied}).items

    assert isinstance(who.outcome, Scored)
    assert who.outcome.score == 1
    assert [(mark.part, mark.score, mark.state) for mark in who.outcome.marks][-1] == ("reason", None, "read")
    assert who.notes == (
        Note(say="Most of this stands in S2, in its words. Say it in your own.", field="reason"),
    )


def test_a_reason_left_out_is_empty_and_costs_nothing() -> None:
    outcome = outcome_of("who", {part: text for part, text in RIGHT["who"].items() if part != "reason"})

    assert isinstance(outcome, Scored)
    assert outcome.score == 1
    assert outcome.marks[-1].state == "empty"


def test_any_item_may_ask_for_a_reason_behind_its_own_parts() -> None:
    assert [part.id for part in parts_of(WHO)] == ["S1", "S2", "S3", "reason"]
    assert [part.id for part in parts_of(LIMITS)] == ["choice", "passage", "sure"]
    assert not parts_of(WHO)[-1].scored


def test_with_a_held_key_form_is_checked_and_nothing_is_scored() -> None:
    report = checked({"who": RIGHT["who"], "limits": {"choice": "z"}}, key=None)
    who, limits = report.items

    assert isinstance(who.outcome, Scored)
    assert who.outcome.score is None
    assert {mark.state for mark in who.outcome.marks} == {"read"}
    assert isinstance(limits.outcome, InvalidResponse)
    assert who.held
    assert limits.held
    assert not checked(RIGHT).items[0].held


@pytest.mark.parametrize("kind", names())
def test_a_kind_that_raises_is_our_fault_and_changes_nothing_else(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Scored:
        raise RuntimeError("the learner wrote a secret")

    before = checked(RIGHT)
    monkeypatch.setattr(load(kind), "score", broken)
    after = checked(RIGHT)

    for item, sound, report in zip(EXERCISE.items, before.items, after.items, strict=True):
        if item.kind == kind:
            assert report.outcome == CheckerFault(what=f"RuntimeError in u00-harbour.{item.id}")
        else:
            assert report == sound


@pytest.mark.parametrize(
    ("exercise", "key", "responses", "fault"),
    [
        pytest.param(EXERCISE, {"limits": LIMITS_KEY}, RIGHT, "KeyError", id="a key without the item"),
        pytest.param(
            replace(EXERCISE, items=(replace(WHO, kind="riddle"), LIMITS)),
            KEY,
            RIGHT,
            "KeyError",
            id="a kind that does not exist",
        ),
        pytest.param(
            EXERCISE,
            {**KEY, "who": replace(WHO_KEY, accept=match.Accept(accepted={"S1": ("owner",)}))},
            RIGHT,
            "KeyError",
            id="a key with a row missing",
        ),
        pytest.param(
            EXERCISE, KEY, {**RIGHT, "who": {"S1": 5}}, "AttributeError", id="a number in place of text"
        ),
        pytest.param(
            EXERCISE, KEY, {**RIGHT, "who": ["S1"]}, "AttributeError", id="a list in place of parts"
        ),
    ],
)
def test_whatever_breaks_is_our_fault_and_never_a_wrong_answer(
    exercise: PublicExercise, key: Key, responses: Any, fault: str
) -> None:
    who, limits = check(exercise, key, LIBRARY, responses).items

    assert who.outcome == CheckerFault(what=f"{fault} in u00-harbour.who")
    assert isinstance(limits.outcome, Scored)
    assert limits.outcome.score == 1


def test_a_plain_report_has_the_same_form_for_every_ending() -> None:
    def plain(raw: Mapping[str, str]) -> dict[str, Any]:
        whole = plain_report(checked({"who": raw}))
        items: dict[str, Any] = whole["items"]
        assert list(whole) == ["exercise", "version", "items"]
        assert items["limits"] == {"ending": "unanswered"}
        found: dict[str, Any] = items["who"]
        return found

    assert plain({"S1": "owner", "S2": "owner"}) == {
        "ending": "scored",
        "score": 0.3333,
        "slips": ["owner-speaks"],
        "details": [],
        "parts": {"S1": "right", "S2": "look again", "S3": "empty", "reason": "empty"},
    }
    assert plain({"S1": "me"}) == {
        "ending": "invalid",
        "problems": [{"part": "S1", "say": "“me” is not one of the choices. Type owner or author."}],
    }


def test_a_plain_report_says_what_broke_and_what_is_held() -> None:
    broken = plain_report(checked(RIGHT, {"limits": LIMITS_KEY}))
    held = plain_report(checked(RIGHT, None))

    assert broken["items"]["who"] == {"ending": "fault", "what": "KeyError in u00-harbour.who"}
    assert held["items"]["limits"] == {
        "ending": "scored",
        "score": None,
        "slips": [],
        "details": [],
        "parts": {"choice": "read", "passage": "read", "sure": "read"},
    }


@pytest.mark.parametrize(
    ("score", "written"), [(Fraction(1, 3), "0.3333"), (Fraction(2, 3), "0.6667"), (Fraction(1), "1.0")]
)
def test_a_score_has_four_decimals_in_json(score: Fraction, written: str) -> None:
    raw = dict(list(RIGHT["who"].items())[: int(score * 3)])
    plain = plain_report(checked({"who": raw}))

    assert f'"score": {written}' in json.dumps(plain, sort_keys=True)
