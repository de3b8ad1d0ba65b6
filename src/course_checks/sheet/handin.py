"""The hand-in: one file with a learner's first and last attempts, for whoever teaches.

It carries a *receipt*, a digest of all it holds, which shows that nothing was lost or changed on the way.
It is no exam security: whoever can change the file can make a new receipt, and so it is graded again
whatever it claims.  Standard library only: the page makes the same file.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from course_checks import __version__
from course_checks.core.outcome import Note, Problem
from course_checks.core.text import shown
from course_checks.exercise import Responses
from course_checks.sheet.attempts import Attempts

FORMAT = 1
MOST_BYTES = 1024 * 1024
"""Of a hand-in: room for every exercise of the course, with a memo in each."""
MOST_TYPED = 64 * 1024
"""Characters of one attempt at an exercise: no answer sheet holds more."""
LONGEST_NAME = 120
DEEPEST = 8
"""Braces and brackets inside one another; a hand-in has five."""
RECEIPT_DIGITS = 16
_HEAD = 200
MAKE_ONE = "Make one with: course-checks hand-in"
_OTHERS = (
    (("PK\x03\x04",), "This is a packed file (such as a ZIP or an office document). Unpack it first."),
    (("%PDF",), f"This is a PDF file, not a hand-in. {MAKE_ONE}"),
    (("<",), "This is a web page, not a hand-in. Download the file itself, not the page that shows it."),
    (("#", "exercise"), f"This is an answer sheet, not a hand-in. {MAKE_ONE}"),
    (('{"attempts"', '{\n "attempts"'), f"This is the record of your attempts, not a hand-in. {MAKE_ONE}"),
)
"""How other files begin that end up in the place of a hand-in, and what is said of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """Whose hand-in it is, as the learner says; either may be empty."""

    name: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What is handed in of one exercise."""

    version: str
    """The version that the learner had."""
    first: Responses
    """The first attempt at each item that was checked."""
    last: Responses
    unread: tuple[Problem, ...] = ()
    """What of `last` could not be read, by `ITEM`, `ITEM.PART`, or nothing for all of it; only where it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """A hand-in, made or read."""

    learner: Learner
    tool: str
    exercises: Mapping[str, Handed]
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandInReading:
    """What a file says that is meant as a hand-in."""

    hand_in: HandIn | None
    """None where the file could not be used at all; `problems` says why."""
    intact: bool = False
    """Whether the receipt fits what the file holds."""
    problems: tuple[Problem, ...] = ()
    """What could not be read; all else was."""
    notes: tuple[Note, ...] = ()
    """What was read kindly."""


def make(attempts: Attempts, learner: Learner) -> HandIn:
    """The hand-in of `learner` from the attempts that were kept."""
    exercises = {}
    for exercise, items in sorted(attempts.items.items()):
        if items:
            exercises[exercise] = Handed(
                version=attempts.versions.get(exercise, ""),
                first={item: dict(tried.first) for item, tried in sorted(items.items())},
                last={item: dict(tried.last) for item, tried in sorted(items.items())},
            )
    bare = HandIn(learner=learner, tool=__version__, exercises=exercises, receipt="")
    return HandIn(learner=learner, tool=__version__, exercises=exercises, receipt=receipt_of(_plain(bare)))


def to_json(hand_in: HandIn) -> str:
    """The file's text: ASCII alone, so that no mail program spoils it."""
    return json.dumps(_plain(hand_in) | {"receipt": hand_in.receipt}, indent=1, sort_keys=True) + "\n"


def _plain(hand_in: HandIn) -> dict[str, Any]:
    exercises = {
        name: {"version": one.version, "first": one.first, "last": one.last}
        for name, one in hand_in.exercises.items()
    }
    learner = {"name": hand_in.learner.name, "number": hand_in.learner.number}
    return {"hand_in": FORMAT, "learner": learner, "tool": hand_in.tool, "exercises": exercises}


def receipt_of(held: Mapping[str, Any]) -> str:
    """The digest of all that a hand-in holds except its receipt."""
    from hashlib import sha256

    without = {name: one for name, one in held.items() if name != "receipt"}
    data = json.dumps(without, sort_keys=True, separators=(",", ":")).encode("ascii")
    return sha256(data).hexdigest()[:RECEIPT_DIGITS]


def read(data: bytes) -> HandInReading:
    """What a file with these bytes says.  Never raises: what is no hand-in is told in plain words."""
    held = _parsed(data)
    if isinstance(held, str):
        return HandInReading(hand_in=None, problems=(Problem(say=held),))
    told = _Told()
    learner = held.get("learner", {})
    named = learner if isinstance(learner, dict) else {}
    if not isinstance(learner, dict):
        told.problems.append(Problem(say="Who handed it in cannot be read.", field="learner"))
    hand_in = HandIn(
        learner=Learner(
            name=_line(named.get("name", ""), "learner.name", told),
            number=_line(named.get("number", ""), "learner.number", told),
        ),
        tool=_line(held.get("tool", ""), "tool", told),
        exercises=dict(_exercises(held.get("exercises", {}), told)),
        receipt=_line(held.get("receipt", ""), "receipt", told),
    )
    return HandInReading(
        hand_in=hand_in,
        intact=hand_in.receipt == receipt_of(held),
        problems=tuple(told.problems),
        notes=tuple(told.notes),
    )


@dataclass(slots=True)
class _Told:
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    unread: list[Problem] = field(default_factory=list)
    """Of an attempt, by where in it."""

    def unreadable(self, say: str, place: str, inside: str) -> None:
        """Tell of an answer that cannot be read: at `place` in the file, `inside` the exercise."""
        self.problems.append(Problem(say=say, field=place))
        self.unread.append(Problem(say=say, field=inside))


def _parsed(data: bytes) -> dict[str, Any] | str:
    """The object that a file holds, or why it is no hand-in of a format that is known here."""
    if len(data) > MOST_BYTES:
        return "This file is far larger than a hand-in is, so it was not read. Is it another file under this name?"
    head = data[:_HEAD].decode("utf-8", errors="replace").lstrip(" \t\r\n\ufeff")
    if not head:
        return f"This file is empty. {MAKE_ONE}"
    for beginnings, said in _OTHERS:
        if head.startswith(beginnings):
            return said
    try:
        held = json.loads(_decoded(data).removeprefix("\ufeff"))
    except (ValueError, RecursionError):  # a UnicodeDecodeError is a ValueError
        return f"This file is no hand-in, or was damaged on the way. {MAKE_ONE}"
    if not isinstance(held, dict) or "hand_in" not in held or _is_deep(held):
        return f"This file holds other data than a hand-in. {MAKE_ONE}"
    form = held["hand_in"]
    if type(form) is int and form > FORMAT:
        return "This hand-in was made by a newer version of the checks. Install that version to read it."
    return held if form == FORMAT else f"This file holds other data than a hand-in. {MAKE_ONE}"


def _decoded(data: bytes) -> str:
    """As text; what a shell or an editor saved as UTF-16 says so in its first two bytes."""
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")


def _is_deep(held: dict[str, Any]) -> bool:
    """Whether more is nested in `held` than a hand-in nests."""
    level: list[Any] = [held]
    for _ in range(DEEPEST):
        inside = (one.values() if isinstance(one, dict) else one for one in level)
        level = [one for values in inside for one in values if isinstance(one, dict | list)]
    return bool(level)


def _exercises(held: Any, told: _Told) -> Iterator[tuple[str, Handed]]:
    if not isinstance(held, dict):
        told.problems.append(Problem(say="The answers cannot be read.", field="exercises"))
        return
    for name, one in sorted(held.items()):
        if not isinstance(one, dict):
            said = f"What is handed in of {shown(name)} cannot be read."
            told.problems.append(Problem(say=said, field=shown(name)))
            continue
        told.unread = []
        last = _attempt(one.get("last", {}), name, told)
        unread = tuple(told.unread)
        first = _attempt(one.get("first", {}), name, _Told())  # the last attempt is the one that is told of
        version = _line(one.get("version", ""), f"{shown(name)}.version", told)
        yield name, Handed(version=version, first=first, last=last, unread=unread)


def _attempt(held: Any, exercise: str, told: _Told) -> dict[str, dict[str, str]]:
    """The answers of one attempt that can be read."""
    if not isinstance(held, dict):
        told.unreadable(f"The answers to {shown(exercise)} cannot be read.", shown(exercise), "")
        return {}
    answers: dict[str, dict[str, str]] = {}
    room, too_long = MOST_TYPED, ""
    for item, parts in sorted(held.items()):
        place = shown(f"{exercise}: {item}")
        if too_long:
            told.unread.append(Problem(say=too_long, field=item))
        elif not isinstance(parts, dict):
            told.unreadable(f"The answer to {place} cannot be read.", place, item)
        else:
            typed = {part: _typed(one, exercise, item, part, told) for part, one in sorted(parts.items())}
            room -= sum(map(len, typed.values()))
            if room < 0:
                too_long = f"The answers to {shown(exercise)} are longer than any answer sheet."
                too_long += f" They are read to {place}."
                told.unreadable(too_long, place, item)
            elif typed:
                answers[item] = typed
    return answers


def _typed(typed: Any, exercise: str, item: str, part: str, told: _Told) -> str:
    """What was typed into a part as text; empty where it cannot be read."""
    full = f"{exercise}: {item}.{part}"
    text = _as_text(typed, full, told)
    if text is not None and _is_whole(text):
        return text
    place = shown(full)
    said = "is not text." if text is None else "holds a damaged sign, so it was not read. Type it again."
    told.unreadable(f"The answer to {place} {said}", place, f"{item}.{part}")
    return ""


def _is_whole(text: str) -> bool:
    """Whether no sign in `text` lacks one of its two halves (a lone surrogate), which no keyboard gives."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _as_text(typed: Any, place: str, told: _Told) -> str | None:
    """`typed` as text, a number as if it stood between quotes; None for all else."""
    if isinstance(typed, str):
        return typed
    if not isinstance(typed, bool | int | float):
        return None
    text = json.dumps(typed)
    told.notes.append(Note(say=f"{shown(place)}: {shown(text)} was read as text.", field=shown(place)))
    return text


def _text(typed: Any, place: str, told: _Told) -> str:
    """What is said of a learner or a file as text; empty where it is none."""
    text = _as_text(typed, place, told)
    if text is None:
        told.problems.append(Problem(say=f"The answer to {shown(place)} is not text.", field=shown(place)))
    return text or ""


def _line(held: Any, place: str, told: _Told) -> str:
    """A short text on one line, with nothing in it that cannot be seen."""
    return shown(_text(held, place, told) if held is not None else "", LONGEST_NAME)
