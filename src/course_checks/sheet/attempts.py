"""What a learner tried: the first and the last attempt at each item, and how often it changed.

Feedback tells more after a changed attempt, and item analysis needs the first; the score needs none of
it.  Kept in `answers/.attempts.json`, written whole or not at all.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from course_checks.checking import Report
from course_checks.core.outcome import Scored
from course_checks.exercise import Responses

FILE = ".attempts.json"
FORMAT = 1

Answers = Mapping[str, str]
"""From a part's id to what was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The attempts at one item that could be read and were scored."""

    first: Answers
    last: Answers
    changes: int = 0
    """How often an attempt differed from the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """The attempts at every item: exercise id, item id."""

    items: Mapping[str, Mapping[str, Tried]] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    """From an exercise's id to the version that was last checked."""

    def changes(self, exercise: str, item: str) -> int:
        """How often the attempts at an item changed; -1 before the first."""
        tried = self.items.get(exercise, {}).get(item)
        return -1 if tried is None else tried.changes


def record(attempts: Attempts, report: Report, responses: Responses) -> Attempts:
    """`attempts` with the scored items of `report` added; what could not be read is no attempt."""
    tried = dict(attempts.items.get(report.exercise, {}))
    for entry in report.items:
        if isinstance(entry.outcome, Scored):
            tried[entry.item] = _next(tried.get(entry.item), _typed(responses.get(entry.item, {})))
    return replace(
        attempts,
        items={**attempts.items, report.exercise: tried},
        versions={**attempts.versions, report.exercise: report.version},
    )


def with_absent(responses: Responses, attempts: Attempts, exercise: str, absent: Iterable[str]) -> Responses:
    """`responses` with what was last read of the blanks in `absent` (`ITEM.PART`): gone is not cleared."""
    tried = attempts.items.get(exercise, {})
    whole = {item: dict(parts) for item, parts in responses.items()}
    for item, _, part in (name.partition(".") for name in absent):
        if item in tried and part in tried[item].last:
            whole.setdefault(item, {})[part] = tried[item].last[part]
    return whole


def _typed(answers: Answers) -> dict[str, str]:
    return {part: text.strip() for part, text in sorted(answers.items()) if text.strip()}


def _next(before: Tried | None, now: Answers) -> Tried:
    if before is None:
        return Tried(first=now, last=now)
    return before if before.last == now else Tried(first=before.first, last=now, changes=before.changes + 1)


def to_json(attempts: Attempts) -> str:
    """The file's text."""
    exercises = {
        exercise: {
            "version": attempts.versions.get(exercise, ""),
            "items": {
                item: {"first": dict(one.first), "last": dict(one.last), "changes": one.changes}
                for item, one in tried.items()
            },
        }
        for exercise, tried in attempts.items.items()
    }
    held = {"attempts": FORMAT, "exercises": exercises}
    return json.dumps(held, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def from_json(text: str) -> Attempts:
    """The reverse of `to_json`.  Raises ValueError for anything else."""
    try:
        held: Any = json.loads(text)
        if held["attempts"] != FORMAT:
            raise ValueError("another format")
        items = {
            str(exercise): {
                str(item): Tried(
                    first=_text(one["first"]), last=_text(one["last"]), changes=int(one["changes"])
                )
                for item, one in entry["items"].items()
            }
            for exercise, entry in held["exercises"].items()
        }
        versions = {str(exercise): str(entry["version"]) for exercise, entry in held["exercises"].items()}
    except (KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError("not a file of attempts") from error
    found = Attempts(items=items, versions=versions)
    to_json(found).encode("utf-8")  # half a character is a ValueError: no file can hold it
    return found


def _text(table: Any) -> dict[str, str]:
    return {str(part): str(text) for part, text in table.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was found of a learner's attempts."""

    attempts: Attempts
    notice: str = ""
    """What has to be said about the file; empty if nothing."""
    may_save: bool = True
    """False where saving would overwrite a file that could be neither read nor set aside."""


def load(folder: Path) -> Kept:
    """The attempts kept in `folder`: a file that cannot be read is set aside, never deleted."""
    file = folder / FILE
    try:
        return Kept(attempts=from_json(file.read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        return Kept(attempts=Attempts())
    except (OSError, ValueError):
        unread = "The record of your attempts could not be read."
        aside = _set_aside(file)
    if aside:
        return Kept(attempts=Attempts(), notice=f"{unread} It was kept as {aside}, and a new one is begun.")
    notice = f"{unread} It was left as it is, so this check is not recorded."
    return Kept(attempts=Attempts(), notice=notice, may_save=False)


def _set_aside(file: Path) -> str:
    """The new name of a file that is out of the way now; empty if it could not be moved."""
    number = 1
    while (aside := file.with_name(f"{file.stem}.unreadable-{number}.json")).exists():
        number += 1
    try:
        file.rename(aside)
    except OSError:
        return ""
    return aside.name


def save(folder: Path, attempts: Attempts) -> None:
    """Write the attempts into `folder`, whole or not at all.  Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"{FILE}.{os.getpid()}.new"
    try:
        new.write_text(to_json(attempts), encoding="utf-8")
        new.replace(folder / FILE)
    finally:
        new.unlink(missing_ok=True)
