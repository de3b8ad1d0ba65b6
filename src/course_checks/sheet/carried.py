"""What a reader carries to and from the page: the hand-in, and answer sheets.  Text in, text out, as in `onpage`."""

import json
import re
from dataclasses import replace
from textwrap import wrap
from typing import Any

from course_checks.checking import check
from course_checks.core.library import Library
from course_checks.core.outcome import Note, Problem
from course_checks.core.part import LONG
from course_checks.exercise import Responses
from course_checks.sheet import attempts as kept
from course_checks.sheet import handin
from course_checks.sheet.attempts import Attempts, Tried
from course_checks.sheet.checked import SheetFound, layout_of
from course_checks.sheet.decode import decode
from course_checks.sheet.handin import MAKE_ONE, HandIn, Learner
from course_checks.sheet.handing import with_sheet
from course_checks.sheet.layout import EXERCISE, Field
from course_checks.sheet.make import blank_sheet
from course_checks.sheet.onpage import attempts_from, responses_from, to_json
from course_checks.sheet.read import read_sheet
from course_checks.sheet.workspace import Opened

CHOOSE_ONE = "Choose the hand-in.json that “Save my answers” made, or an answer sheet (.toml)."
"""What a reader of the page does who has no command."""
WIDTH = 500
"""Characters of a line of prose on a sheet: a paragraph typed on the page may be longer than a sheet allows."""
_NAMED = re.compile(rf"\W*{EXERCISE}\W*=\W*([\w-]+)", re.IGNORECASE)


def filled_sheet(opened: Opened, responses: str) -> str:
    """The answer sheet of an exercise with `responses`, JSON, in its blanks, as the command reads it."""
    layout, typed = layout_of(opened.public), responses_from(json.loads(responses))
    text = blank_sheet(layout)
    for field in layout.fields:
        if given := typed.get(field.item, {}).get(field.part.id, "").strip():
            blank, filled = _lines(field, given)
            text = text.replace(f"\n{blank}", f"\n{filled}", 1)
    return text


def _lines(field: Field, given: str) -> tuple[str, str]:
    """How a blank stands on a sheet, empty and filled in."""
    if isinstance(field.part.domain, LONG):
        short = (wrap(line, WIDTH, break_on_hyphens=False) or [""] for line in given.split("\n"))
        text = _quoted("\n".join(line for lines in short for line in lines))
        return f'{field.name} = """\n"""', f'{field.name} = """\n{text}\n"""'
    text = _quoted(" ".join(given.split()))
    return f'{field.name} = ""', f'{field.name} = "{text}"'


def _quoted(text: str) -> str:
    """`text` as TOML holds it between quotes."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def with_responses(attempts: str, opened: Opened, library: Library, responses: str) -> str:
    """`attempts` with what stands in the fields of an exercise now as the last ones, checked or not: all JSON.

    What was never checked is handed in all the same, as the command does with a sheet.
    """
    typed = responses_from(json.loads(responses))
    report = check(opened.public, opened.key, library, typed)
    found = SheetFound(answers=typed, notes=(), problems=(), refused=None, report=report)
    return kept.to_json(with_sheet(attempts_from(json.loads(attempts)), opened.public, found))


def hand_in(attempts: str, learner: str) -> str:
    """The text of the hand-in of `learner` (JSON: `name`, `number`) from `attempts`."""
    named = json.loads(learner)
    whose = Learner(name=str(named.get("name", "")), number=str(named.get("number", "")))
    return handin.to_json(handin.make(attempts_from(json.loads(attempts)), whose))


def sheet_of(data: Any) -> str:
    """The exercise that a file names whose answer sheet it is; empty for anything else."""
    decoded = decode(bytes(data), "")
    lines = () if isinstance(decoded, Problem) else decoded.lines
    named = (found[1] for found in map(_NAMED.match, lines) if found)
    return next(named, "")


def read_filled_sheet(opened: Opened, data: Any) -> str:
    """What an answer sheet says, as JSON: like `read_hand_in`, of one exercise and without attempts."""
    reading = read_sheet(bytes(data), layout_of(opened.public))
    problems = (reading.refused,) if reading.refused else reading.problems
    answers = {} if reading.refused else {opened.public.id: reading.answers}
    return _told(answers, Attempts(), reading.notes, problems)


def read_hand_in(data: Any) -> str:
    """What a hand-in says, as JSON: the `exercises` with their last answers, the `attempts`, `notes`, `problems`."""
    reading = handin.read(bytes(data))
    if reading.hand_in is None:
        problems = (replace(one, say=one.say.replace(MAKE_ONE, CHOOSE_ONE)) for one in reading.problems)
        return _told({}, Attempts(), reading.notes, tuple(problems))
    said = "This file was changed after it was made, or on its way. What it says was read all the same."
    notes = reading.notes if reading.intact else (Note(say=said), *reading.notes)
    last = {name: one.last for name, one in reading.hand_in.exercises.items()}
    return _told(last, _attempts(reading.hand_in), notes, reading.problems)


def _attempts(hand_in: HandIn) -> Attempts:
    """The attempts that a hand-in tells of: of how many there were, only whether there was more than one."""
    return Attempts(
        items={
            name: {
                item: Tried(first=first, last=one.last[item], changes=int(first != one.last[item]))
                for item, first in one.first.items()
                if item in one.last
            }
            for name, one in hand_in.exercises.items()
        },
        versions={name: one.version for name, one in hand_in.exercises.items()},
    )


def _told(
    answers: dict[str, Responses], attempts: Attempts, notes: tuple[Note, ...], problems: tuple[Problem, ...]
) -> str:
    told = {
        "exercises": {
            name: {item: dict(parts) for item, parts in one.items()} for name, one in answers.items()
        },
        "attempts": json.loads(kept.to_json(attempts)),
        "notes": [note.say for note in notes],
        "problems": [problem.say for problem in problems],
    }
    return to_json(told)
