"""First attempts read back, learner by learner: whatever a file holds, it never ends the report."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

from course_checks.core.outcome import Slip, State
from course_checks.desk.record import FORMAT, Answered, Attempt, Ending, Recorded

MOST_LINE = 8 * 1024 * 1024
"""Bytes of one line: room for every exercise of a course, each part as long as it may be."""
_ENDINGS, _STATES = get_args(Ending), get_args(State)


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """A line that could not be used."""

    line: int
    """From 1."""
    say: str


def read_lines(file: Path) -> Iterator[Recorded | Damaged]:
    """Every learner of the file, one by one; a line that cannot be used comes as `Damaged`, and is passed over.

    Raises OSError where the file cannot be read.
    """
    with file.open("rb") as lines:
        number = 0
        while data := lines.readline(MOST_LINE + 1):
            number += 1
            if len(data) > MOST_LINE:
                while data and not data.endswith(b"\n"):
                    data = lines.readline(MOST_LINE)
                yield Damaged(line=number, say="It is far longer than a line of this file is.")
            elif number == 1:
                yield from _head(data)
            elif data.strip():
                yield _recorded(data, number)
    if not number:
        yield Damaged(line=1, say="The file is empty. Grade the class again.")


def _head(data: bytes) -> Iterator[Damaged]:
    """What is the matter with the first line."""
    held = _parsed(data)
    form = held.get("record") if isinstance(held, dict) else None
    if form == FORMAT and type(form) is int:
        return
    newer = type(form) is int and form > FORMAT
    said = (
        "It was made by a newer version of the checks. Install that version to read it."
        if newer
        else "This is not how a file of first attempts begins. Grade the class again."
    )
    yield Damaged(line=1, say=said)


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # a UnicodeDecodeError is a ValueError
        return None


class _UnfitError(ValueError):
    """Something stands where another thing should."""


def _recorded(data: bytes, number: int) -> Recorded | Damaged:
    held = _parsed(data)
    if not isinstance(held, dict):
        return Damaged(
            line=number, say="It is cut off or damaged, so this learner is missing from the report."
        )
    try:
        exercises = {
            name: Attempt(
                version=_text(_dict(one).get("version", "")),
                items={item: _read(_dict(got)) for item, got in _dict(one.get("items")).items()},
            )
            for name, one in _dict(held.get("exercises")).items()
        }
        return Recorded(learner=_text(held.get("learner")), exercises=exercises)
    except _UnfitError:
        return Damaged(line=number, say="It holds other data than first attempts, so it was passed over.")


def _read(held: dict[str, Any]) -> Answered:
    sure = held.get("sure")
    return Answered(
        ending=_ending(held.get("ending")),
        score=_score(held.get("score")),
        slips=tuple(_slip(_dict(one)) for one in _list(held.get("slips", []))),
        given={part: _text(text) for part, text in _dict(held.get("given", {})).items()},
        parts={part: _state(state) for part, state in _dict(held.get("parts", {})).items()},
        sure=None if sure is None else _text(sure),
    )


def _score(held: Any) -> Fraction | None:
    if held is None:
        return None
    text = _text(held)
    # No more than what is written: Fraction("1e999999999") would take all memory.
    if len(text) > 6 or not text.replace(".", "", 1).isdecimal() or not text.isascii():
        raise _UnfitError
    score = Fraction(text)
    if score > 1:
        raise _UnfitError
    return score


def _slip(held: dict[str, Any]) -> Slip:
    return Slip(id=_text(held.get("id")), parts=tuple(map(_text, _list(held.get("parts", [])))))


def _ending(held: Any) -> Ending:
    if held not in _ENDINGS:
        raise _UnfitError
    ending: Ending = held
    return ending


def _state(held: Any) -> State:
    if held not in _STATES:
        raise _UnfitError
    state: State = held
    return state


def _text(held: Any) -> str:
    if not isinstance(held, str):
        raise _UnfitError
    return held


def _dict(held: Any) -> dict[str, Any]:
    if not isinstance(held, dict):
        raise _UnfitError
    return held


def _list(held: Any) -> list[Any]:
    if not isinstance(held, list):
        raise _UnfitError
    return held
