"""The hand-in: made from attempts, read from whatever bytes arrive."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.sheet import handin
from course_checks.sheet.attempts import Attempts, Tried
from course_checks.sheet.files import Untaken, plain_bytes
from course_checks.sheet.handin import HandIn, Learner

ADA = Learner(name="Ada Ägir", number="17")
TRIED = Attempts(
    items={
        "u02-b": {
            "need": Tried(first={"choice": "b"}, last={"choice": "a", "reason": "“so”\nit is"}, changes=1)
        },
        "u01-a": {"dates": Tried(first={"lit": "1"}, last={"lit": "1"})},
        "u03-c": {},
    },
    versions={"u01-a": "0123456789ab", "u02-b": "ba9876543210"},
)


def made() -> HandIn:
    return handin.make(TRIED, ADA)


def held() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(handin.to_json(made()))
    return found


def read(data: object) -> handin.HandInReading:
    return handin.read(json.dumps(data).encode())


# Made ------------------------------------------------------------------------------------------------------


def test_it_has_the_form_that_is_promised() -> None:
    assert held() == {
        "hand_in": 1,
        "learner": {"name": "Ada Ägir", "number": "17"},
        "tool": "0.1.0",
        "exercises": {
            "u01-a": {
                "version": "0123456789ab",
                "first": {"dates": {"lit": "1"}},
                "last": {"dates": {"lit": "1"}},
            },
            "u02-b": {
                "version": "ba9876543210",
                "first": {"need": {"choice": "b"}},
                "last": {"need": {"choice": "a", "reason": "“so”\nit is"}},
            },
        },
        "receipt": made().receipt,
    }


def test_its_file_is_ascii_and_the_same_for_the_same_answers() -> None:
    other = Attempts(items=dict(list(TRIED.items.items())[::-1]), versions=TRIED.versions)

    assert handin.to_json(made()).isascii()
    assert handin.to_json(handin.make(other, ADA)) == handin.to_json(made())


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ANSWERS = st.dictionaries(NAMES, NAMES, max_size=3)
ATTEMPTS = st.dictionaries(
    NAMES, st.dictionaries(NAMES, st.builds(Tried, first=ANSWERS, last=ANSWERS), max_size=3), max_size=3
)


@given(ATTEMPTS)
def test_what_is_made_is_read_back(items: dict[str, dict[str, Tried]]) -> None:
    hand_in = handin.make(Attempts(items=items), ADA)

    reading = handin.read(handin.to_json(hand_in).encode())

    assert (reading.intact, reading.problems, reading.notes) == (True, (), ())
    assert reading.hand_in is not None
    for name, one in hand_in.exercises.items():
        given_back = reading.hand_in.exercises[name]
        assert {item: parts for item, parts in one.last.items() if parts} == given_back.last
        assert {item: parts for item, parts in one.first.items() if parts} == given_back.first


# The receipt -----------------------------------------------------------------------------------------------


def changed_in(place: tuple[str, ...], value: object) -> dict[str, Any]:
    found = held()
    table = found
    for name in place[:-1]:
        table = table[name]
    table[place[-1]] = value
    return found


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("learner", "name"), "Bo"),
        (("learner", "number"), "71"),
        (("tool",), "9"),
        (("exercises", "u01-a", "version"), "0"),
        (("exercises", "u01-a", "last", "dates", "lit"), "2"),
        (("exercises", "u01-a", "first", "dates", "lit"), "2"),
        (("exercises", "u04-d"), {"version": "", "first": {}, "last": {}}),
        (("score",), 1),
        (("receipt",), "0000000000000000"),
    ],
)
def test_the_receipt_fits_nothing_else(place: tuple[str, ...], value: object) -> None:
    reading = read(changed_in(place, value))

    assert reading.hand_in is not None
    assert not reading.intact


def test_the_receipt_does_not_mind_how_the_file_is_laid_out() -> None:
    for text in (json.dumps(held()), json.dumps(held(), indent=4, ensure_ascii=False, sort_keys=True)):
        assert handin.read(text.encode()).intact


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_editor_that_saves_it_otherwise_does_no_harm(encoding: str) -> None:
    reading = handin.read(f"\r\n{handin.to_json(made())}\r\n".encode(encoding))

    assert reading.intact
    assert reading.hand_in == made()


# Refused ---------------------------------------------------------------------------------------------------

MAKE = "Make one with: course-checks hand-in"
DAMAGED = f"This file is no hand-in, or was damaged on the way. {MAKE}"
OTHER = f"This file holds other data than a hand-in. {MAKE}"
REFUSED = {
    "nothing": (b"", f"This file is empty. {MAKE}"),
    "white space": (b"\xef\xbb\xbf \r\n", f"This file is empty. {MAKE}"),
    "half of it": (handin.to_json(made())[:90].encode(), DAMAGED),
    "bytes": (b"\xff\x00\xc3", DAMAGED),
    "a letter": (b"Dear Dr Li, here is my work.", DAMAGED),
    "a number": (b"17", OTHER),
    "a list": (b"[1]", OTHER),
    "other data": (b'{"name": "Ada"}', OTHER),
    "another format": (b'{"hand_in": "1"}', OTHER),
    "a truth": (b'{"hand_in": false}', OTHER),
    "deep brackets": (b'{"hand_in": ' + b"[" * 100_000, DAMAGED),
    "deep data": (b'{"hand_in": 1, "x": ' + b"[" * 50 + b"]" * 50 + b"}", OTHER),
    "a number without end": (b'{"hand_in": ' + b"9" * 5000 + b"}", DAMAGED),
    "a newer version": (
        b'{"hand_in": 2}',
        "This hand-in was made by a newer version of the checks. Install that version to read it.",
    ),
    "a ZIP": (
        b"PK\x03\x04\x14\x00",
        "This is a packed file (such as a ZIP or an office document). Unpack it first.",
    ),
    "a PDF": (b"%PDF-1.7\n%\xe2", f"This is a PDF file, not a hand-in. {MAKE}"),
    "a web page": (
        b"\n<!doctype html><p>Sign in",
        "This is a web page, not a hand-in. Download the file itself, not the page that shows it.",
    ),
    "a sheet": (b'# A title\n\nexercise = "u01-a"\n', f"This is an answer sheet, not a hand-in. {MAKE}"),
    "the attempts": (
        b'{\n "attempts": 1}',
        f"This is the record of your attempts, not a hand-in. {MAKE}",
    ),
    "far too much": (
        b" " * (handin.MOST_BYTES + 1),
        "This file is far larger than a hand-in is, so it was not read. Is it another file under this name?",
    ),
}


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED)
def test_another_file_is_refused_in_plain_words(data: bytes, said: str) -> None:
    reading = handin.read(data)

    assert reading.hand_in is None
    assert [problem.say for problem in reading.problems] == [said]
    assert not reading.intact


# Read in part ----------------------------------------------------------------------------------------------


def test_what_is_damaged_does_not_cost_what_is_whole() -> None:
    found = held()
    found["exercises"]["u02-b"]["last"] = {"need": "a", "more": {"choice": None, "sure": "guess"}}
    found["exercises"]["u03-c"] = [1]

    reading = read(found)

    assert reading.hand_in is not None
    assert reading.hand_in.exercises["u01-a"].last == {"dates": {"lit": "1"}}
    assert reading.hand_in.exercises["u02-b"].last == {"more": {"choice": "", "sure": "guess"}}
    assert [problem.say for problem in reading.problems] == [
        "The answer to u02-b: more.choice is not text.",
        "The answer to u02-b: need cannot be read.",
        "What is handed in of u03-c cannot be read.",
    ]


@pytest.mark.parametrize(
    ("put", "unread"),
    [
        ({"dates": ["1"]}, {"dates"}),
        ({"dates": {"lit": ["1"], "moved": "2"}}, {"dates.lit"}),
        ({"dates": {"lit": "\ud800"}}, {"dates.lit"}),
        ({"dates": {"lit": "x" * 70_000}, "next": {"a": "b"}}, {"dates", "next"}),
        (["1"], {""}),
        ({"dates": {"lit": "\U0001f600"}}, set()),
    ],
)
def test_what_of_an_attempt_cannot_be_read_is_known_by_its_place(put: object, unread: set[str]) -> None:
    reading = read(changed_in(("exercises", "u01-a", "last"), put))

    assert reading.hand_in is not None
    assert {problem.field for problem in reading.hand_in.exercises["u01-a"].unread} == unread
    assert bool(reading.problems) == bool(unread)


def test_a_number_is_read_as_text_with_a_note() -> None:
    reading = read(
        changed_in(("exercises", "u01-a", "last", "dates", "lit"), 1) | {"learner": {"number": 17}}
    )

    assert reading.hand_in is not None
    assert reading.hand_in.exercises["u01-a"].last == {"dates": {"lit": "1"}}
    assert reading.hand_in.learner == Learner(number="17")
    assert [note.say for note in reading.notes] == [
        "learner.number: 17 was read as text.",
        "u01-a: dates.lit: 1 was read as text.",
    ]


@pytest.mark.parametrize("learner", [None, 1, [], "Ada", {"name": []}])
def test_a_learner_that_cannot_be_read_costs_no_answer(learner: object) -> None:
    reading = read(held() | {"learner": learner})

    assert reading.hand_in is not None
    assert reading.hand_in.learner == Learner()
    assert len(reading.problems) == 1
    assert reading.hand_in.exercises == made().exercises


def test_a_name_is_one_line_with_nothing_in_it_that_turns_it() -> None:
    reading = read(held() | {"learner": {"name": " Ada\n\u202eecalevoL\x1b[31m " + "x" * 500}})

    assert reading.hand_in is not None
    assert reading.hand_in.learner.name.startswith("Ada ecalevoL [31m xxx")
    assert len(reading.hand_in.learner.name) == handin.LONGEST_NAME


def test_an_attempt_longer_than_any_sheet_is_read_to_where_it_is() -> None:
    long = {"a": {"memo": "x"}, "b": {"memo": "y" * handin.MOST_TYPED}, "c": {"memo": "z"}}

    reading = read(changed_in(("exercises", "u01-a", "last"), long))

    assert reading.hand_in is not None
    assert reading.hand_in.exercises["u01-a"].last == {"a": {"memo": "x"}}
    assert [problem.say for problem in reading.problems] == [
        "The answers to u01-a are longer than any answer sheet. They are read to u01-a: b."
    ]


# Whatever arrives ------------------------------------------------------------------------------------------


@given(st.binary(max_size=400))
def test_no_bytes_whatever_raise(data: bytes) -> None:
    """What is no hand-in is told in plain words."""
    reading = handin.read(data)

    assert reading.hand_in is not None or len(reading.problems) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=12,
)


@given(
    st.fixed_dictionaries(
        {"hand_in": st.just(1)}, optional={"learner": JSON, "tool": JSON, "exercises": JSON, "receipt": JSON}
    )
)
def test_no_data_whatever_raises(data: dict[str, Any]) -> None:
    reading = read(data)

    said = [*(one.say for one in reading.problems), *(one.say for one in reading.notes)]
    assert all(one.isprintable() for one in said)
    if reading.hand_in is not None:
        handin.to_json(reading.hand_in)


@given(st.integers(0, len(handin.to_json(made())) - 1), st.binary(min_size=1, max_size=3))
def test_a_file_damaged_anywhere_never_passes_for_whole(at: int, put: bytes) -> None:
    whole = handin.to_json(made()).encode()
    data = whole[:at] + put + whole[at + len(put) :]

    reading = handin.read(data)

    assert not reading.intact or reading.hand_in == made()


def test_it_is_quick_with_a_hostile_one() -> None:
    noise = {
        f"e{number}": {"last": {"i" * 50: {f"p{one}": one for one in range(40)}}} for number in range(800)
    }
    data = json.dumps({"hand_in": 1, "exercises": noise}).encode()
    assert len(data) > handin.MOST_BYTES // 4

    assert len(handin.read(data).notes) == 800 * 40


# The bytes of a file ---------------------------------------------------------------------------------------


def test_an_ordinary_file_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")

    assert plain_bytes(tmp_path / "a", 5) == b"12345"
    assert plain_bytes(tmp_path / "a", 4) is Untaken.LARGE


@pytest.fixture
def in_its_place(tmp_path: Path) -> Iterator[dict[str, Path]]:
    """Things that stand where a file should."""
    pipe, plug = tmp_path / "pipe", tmp_path / "plug"
    os.mkfifo(pipe)
    (tmp_path / "loop").symlink_to("loop")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(plug))
        yield {
            "pipe": pipe,
            "plug": plug,
            "folder": tmp_path,
            "loop": tmp_path / "loop",
            "nothing": tmp_path / "none",
            "below a file": pipe / "x",
            "no path": Path("a\0b"),
            "a name too long": tmp_path / ("x" * 5000),
        }


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes of this sort here")
@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("pipe", Untaken.DEVICE),
        ("plug", Untaken.DEVICE),
        ("folder", Untaken.FOLDER),
        ("loop", Untaken.UNOPENED),
        ("nothing", Untaken.MISSING),
        ("below a file", Untaken.MISSING),
        ("no path", Untaken.UNOPENED),
        ("a name too long", Untaken.UNOPENED),
    ],
)
def test_what_is_no_file_is_not_opened_and_not_waited_for(
    in_its_place: dict[str, Path], what: str, why: Untaken
) -> None:
    assert plain_bytes(in_its_place[what], 100) is why


def test_a_hand_in_knows_whose_it_is() -> None:
    assert replace(made(), receipt="") == replace(handin.make(TRIED, ADA), receipt="")
    assert made().receipt != handin.make(TRIED, Learner(name="Bo")).receipt
