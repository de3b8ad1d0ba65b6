"""What Gradescope says beside the hand-ins that it gives out: who sent each of them, and when.

Two files are read.  `submission_metadata.yml` stands beside the folders of an export; its entries begin with the
name of a folder and have `:submitters:` with `:name:`, `:sid:` and `:email:`, and `:created_at:`.  Gradescope
does not document it; public programs that read it agree on this.  It does not say when work was due.
`submission_metadata.json` is what an autograder is given, and is documented: `users` with `name` and `email`,
`created_at`, and `assignment.due_date`, which a learner may have of their own.

The first is YAML, and may be very large, for it holds the output of every autograder.  Of YAML only the few
lines that matter are read, by their indentation, one at a time: nothing in it is built, run or referred to.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from course_checks.core.text import shown
from course_checks.desk.schemes import GRADESCOPE, Claim

YML, JSON = "submission_metadata.yml", "submission_metadata.json"
MOST_ENTRIES = 20_000
MOST_SUBMITTERS = 50
MOST_JSON = 4 * 1024 * 1024
"""Bytes: it holds the results of every earlier submission."""
LONGEST_LINE = 4096
_ENTRY = re.compile(r"['\"]?(?P<name>[^\s:#'\"][^:'\"]*)['\"]?:\s*")
_FIELD = re.compile(r"(?P<indent> *)(?P<dash>- +)?['\"]?:?(?P<name>[a-z_]+)['\"]?:(?: +(?P<value>.*))?")
_MOMENT = "%Y-%m-%d at %H:%M:%S"
_ESCAPED = re.compile(r"\\x([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    name: str = ""
    number: str = ""
    email: str = ""


def claims_in(lines: Iterable[str]) -> dict[str, Claim]:
    """From the name of each folder (or file) to who handed it in, as `submission_metadata.yml` says.

    Never raises: what is not as expected is passed over, and entries beyond `MOST_ENTRIES` are.
    """
    return {name: _claim(people) for name, people in _entries(lines) if people}


@dataclass(slots=True)
class _Entry:
    """One submission, line by line."""

    name: str
    people: list[_Person] = field(default_factory=list)
    listed: bool = False
    """Whether we are among its submitters."""

    def take(self, line: str) -> None:
        found = _FIELD.fullmatch(line)
        if found is None:
            return
        depth = len(found["indent"])
        # The list may stand level with its name, or two further in; what lies deeper is the autograder's.
        if depth == 2 and not found["dash"]:
            self.listed = found["name"] == "submitters"
        elif self.listed and depth in (2, 4, 6):
            if found["dash"] and len(self.people) < MOST_SUBMITTERS:
                self.people.append(_Person())
            if self.people:
                self.people[-1] = _with(self.people[-1], found["name"], _scalar(found["value"] or ""))


def _entries(lines: Iterable[str]) -> Iterator[tuple[str, list[_Person]]]:
    entry, count = _Entry(""), 0
    for raw in lines:
        line = raw.rstrip("\r\n")
        if len(line) > LONGEST_LINE:
            continue
        if line[:1].strip() and (found := _ENTRY.fullmatch(line)):
            yield entry.name, entry.people
            entry, count = _Entry(found["name"]), count + 1
            if count > MOST_ENTRIES:
                return
        elif entry.name:
            entry.take(line)
    yield entry.name, entry.people


def _with(person: _Person, name: str, value: str) -> _Person:
    names = {"name": "name", "sid": "number", "email": "email"}
    return replace(person, **{names[name]: shown(value, 120)}) if name in names else person


def _scalar(text: str) -> str:
    """A value on one line: plain, or between either sort of quotes."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if len(text) > 1 and text[0] == text[-1] == '"':
        try:
            return str(json.loads(_ESCAPED.sub(r"\\u00\1", text)))
        except ValueError:
            return text[1:-1]
    return "" if text in ("~", "null") else text


def _claim(people: list[_Person], late: str = "") -> Claim:
    first, *others = people
    return Claim(
        system=GRADESCOPE,
        name=first.name,
        number=first.number,
        email=first.email,
        late=late,
        ident=first.email.casefold() or first.number,
        scope=GRADESCOPE,
        others=tuple(one.name or one.number or one.email for one in others),
    )


def claim_in(data: bytes) -> Claim | None:
    """Who handed in, and whether late, as `submission_metadata.json` says; None where it cannot be read."""
    try:
        held = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    users = held.get("users") if isinstance(held, dict) else None
    listed = [one for one in users if isinstance(one, dict)] if isinstance(users, list) else []
    if not listed:
        return None
    people = [
        _Person(name=_text(one, "name"), number=_text(one, "sid"), email=_text(one, "email"))
        for one in listed[:MOST_SUBMITTERS]
    ]
    sent = _moment(held.get("created_at"))
    due = _moment(_inside(listed[0], "assignment", "due_date")) or _moment(
        _inside(held, "assignment", "due_date")
    )
    late = ""
    if sent and due and sent > due:
        there = sent.astimezone(due.tzinfo)
        late = f"It was handed in on {there:{_MOMENT}}, and was due on {due:{_MOMENT}}."
    return _claim(people, late)


def _text(held: Mapping[str, Any], name: str) -> str:
    value = held.get(name)
    return shown(str(value), 120) if isinstance(value, str | int) else ""


def _inside(held: Mapping[str, Any], outer: str, inner: str) -> Any:
    inside = held.get(outer)
    return inside.get(inner) if isinstance(inside, dict) else None


def _moment(text: Any) -> datetime | None:
    """A moment with its zone; None for anything else."""
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None
