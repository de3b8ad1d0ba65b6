"""Checking on the page: what the command does with a sheet, with text in and text out.

The reader's browser runs this, and JavaScript collects what was typed and shows what comes back.  Every import
here is waited for when a reader first touches an exercise.
"""

import json
from collections.abc import Mapping
from typing import Any

from course_checks.checking import ItemReport, Report, check, plain_report
from course_checks.core.library import Library
from course_checks.core.outcome import Scored
from course_checks.core.part import Value
from course_checks.core.quotation import from_hex, to_hex
from course_checks.core.text import plain
from course_checks.exercise import Responses
from course_checks.feedback import Message, state_of
from course_checks.plain import exercise_from, key_from
from course_checks.sheet import attempts as kept
from course_checks.sheet.checked import Asked, CheckedItem, SheetFound, said_of
from course_checks.sheet.unseen import seen
from course_checks.sheet.workspace import Opened

Table = Mapping[str, Any]
"""A parsed TOML file."""
FRAGMENTS = {"why": "why", "worked": "worked"}
"""Topics for which the page has a text of its own, rendered when it was built."""


def to_json(held: Any) -> str:
    """`held` as JSON, the same characters everywhere: keys sorted, ASCII alone, no space."""
    return json.dumps(held, sort_keys=True, separators=(",", ":"), allow_nan=False)


def library_to(library: Library) -> str:
    """A library as text, for `library_from`."""
    return to_json(
        {
            "index": [[passage, to_hex(digests)] for passage, digests in library.index.items()],
            "source_of": dict(library.source_of),
            "aliases": dict(library.aliases),
        }
    )


def library_from(text: str) -> Library:
    """The library that `library_to` wrote."""
    held = json.loads(text)
    index = {passage: from_hex(digests) for passage, digests in held["index"]}
    return Library(index=index, source_of=held["source_of"], aliases=held["aliases"])


def exercise_to(exercise_id: str, version: str, table: Table, key: Table | None) -> str:
    """An exercise as text, for `opened_from`: its tables as the TOML files hold them, no key if it is held."""
    held = {"id": exercise_id, "version": version, "exercise": table, "key": key}
    return json.dumps(held, separators=(",", ":"))  # not sorted: the order of tables is the author's


def opened_from(text: str) -> Opened:
    """The exercise that `exercise_to` wrote.  Raises ValueError for one that cannot be used."""
    held = json.loads(text)
    public = exercise_from(held["id"], held["exercise"], held["version"])
    return Opened(public=public, key=None if held["key"] is None else key_from(public, held["key"]))


def responses_from(held: Any) -> Responses:
    """What was typed, as a sheet may hold it: without what cannot be seen, and without what turns text."""
    return {str(item): {str(part): seen(str(text)) for part, text in held[item].items()} for item in held}


def attempts_from(held: Any) -> kept.Attempts:
    """The attempts that the page kept; none where it kept none, or something else."""
    try:
        return kept.from_json(json.dumps(held))
    except ValueError:
        return kept.Attempts()


def answer(opened: Opened, library: Library, request: str) -> str:
    """Check what was typed into one exercise, and say what the command would say.

    `request` is JSON: `responses` (item, part, text as typed), `attempts` (what the last answer said to keep, or
    nothing) and `asked` (`hint`, `explain`).  The answer holds `version`, `items`, the `attempts` to keep and, as
    `plain`, the report that the command gives with `--json`.
    """
    held = json.loads(request)
    public, responses = opened.public, responses_from(held["responses"])
    report = check(public, opened.key, library, responses)
    attempts = kept.record(attempts_from(held["attempts"]), report, responses)
    changes = {item.id: attempts.changes(public.id, item.id) for item in public.items}
    asked = Asked(hint=held["asked"].get("hint") is True, explain=held["asked"].get("explain") is True)
    found = SheetFound(answers=responses, notes=(), problems=(), refused=None, report=report)
    checked = said_of(found, "", opened, changes, asked)
    told = {
        "version": public.version,
        "items": {one.item.id: _item(one) for one in checked.items},
        "attempts": json.loads(kept.to_json(attempts)),
        "plain": plain_report(report),
    }
    return to_json(told)


def _item(one: CheckedItem) -> dict[str, Any]:
    """How the check of one item ended, and all that is said about it."""
    outcome = one.report.outcome
    ended = _plain(one.report)
    return {
        "ending": ended["ending"],
        "state": state_of(outcome),
        "score": ended.get("score"),
        "tally": plain(outcome.tally) if isinstance(outcome, Scored) else "",
        "given": {part: _read_back(value) for part, value in one.report.given.items()},
        "parts": ended.get("parts", {}),
        "messages": [_message(message) for message in one.messages],
    }


def _plain(report: ItemReport) -> dict[str, Any]:
    only: dict[str, Any] = plain_report(Report(exercise="", version="", items=(report,)))["items"]
    return dict(only[report.item])


def _read_back(value: Value) -> str:
    """What was read, as it is shown."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _message(message: Message) -> dict[str, Any]:
    """What is said: as text, a line for each of its lines, and which text of the page says the same."""
    text = "\n".join(plain(line) for line in message.text.splitlines())
    fragment = f"slips.{message.slip}" if message.slip else FRAGMENTS.get(message.topic, "")
    return {"topic": message.topic, "parts": list(message.parts), "text": text, "fragment": fragment}
