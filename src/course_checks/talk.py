"""What `check` says: from its results to lines on a console, or to plain data."""

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from course_checks.checking import Report, plain_report
from course_checks.core.dates import spoken
from course_checks.core.outcome import InvalidResponse, Note, Problem, Scored, Unanswered
from course_checks.core.part import DateEntry, Names, Part, Value
from course_checks.core.text import plain, shown
from course_checks.exercise import parts_of
from course_checks.feedback import Message, state_of
from course_checks.sheet.checked import Checked, CheckedItem
from course_checks.sheet.session import Session

if TYPE_CHECKING:
    from course_checks.console import Console

MOST_READ = 12
"""Values that are read back one by one; more are counted."""


def print_checked(console: "Console", session: Session) -> None:
    """Say what a run of `check` found, sheet by sheet, and what to do next."""
    for number, checked in enumerate(session.checked):
        if number:
            console.say()
        print_sheet(console, checked)
    if len(session.missing) < len(session.checked):
        console.say()
        _closing(console, session)


def print_sheet(console: "Console", checked: Checked) -> None:
    """Say what was found on one sheet."""
    public = checked.exercise
    minutes = "1 minute" if public.minutes == 1 else f"{public.minutes} minutes"
    console.say(plain(public.title), style="title")
    console.say(f"{checked.sheet} · about {minutes}", style="quiet")
    for problem in (*((checked.refused,) if checked.refused else ()), *checked.problems):
        print_problem(console, problem, indent=2)
    for note in checked.notes:
        print_note(console, note, indent=2)
    blank_before = False
    for one in checked.items:
        blank = isinstance(one.report.outcome, Unanswered) and len(one.messages) == 1
        if not (blank and blank_before):
            console.say()
        print_item(console, one)
        blank_before = blank
    if checked.all_right and public.reflect:
        console.say()
        console.say(f"To take with you: {plain(public.reflect)}", indent=2, hang=2)


def print_problem(console: "Console", problem: Problem, indent: int) -> None:
    """Say what could not be read, where it stands, and what stands there."""
    said = f"{console.symbol('not read')} {_placed(problem)}"
    console.say(said, style="not read", indent=indent, hang=2)
    _what_stands_there(console, problem, indent=indent + 4)


def print_note(console: "Console", note: Note, indent: int) -> None:
    """Say what was read kindly."""
    line = f", line {note.line}" if note.line and f"line {note.line}" not in note.say else ""
    console.say(f"Note{line}: {note.say}", style="quiet", indent=indent, hang=2)


def _placed(said: Problem, item: str = "") -> str:
    """A problem with its line and its part, where its words do not name them."""
    part = said.field if item and f"{item}.{said.field}" not in said.say else ""
    line = f"line {said.line}" if said.line and f"line {said.line}" not in said.say else ""
    place = ", ".join(one for one in (line, part) if one)
    return f"{place[:1].upper() if line else place[:1]}{place[1:]}: {said.say}" if place else said.say


def _what_stands_there(console: "Console", problem: Problem, indent: int) -> None:
    if problem.line and problem.read and problem.read not in problem.say:
        console.say(problem.read, style="quiet", indent=indent, hang=2)


def print_item(console: "Console", one: CheckedItem) -> None:
    """Say what was found of one item."""
    outcome, state = one.report.outcome, state_of(one.report.outcome)
    console.say(f"{console.symbol(state)} {one.item.id}: {state}", style=state, indent=2)
    if not isinstance(outcome, Unanswered) and one.report.given:
        console.say(f"read: {_read_back(one)}", style="quiet", indent=4, hang=2)
    for problem in outcome.problems if isinstance(outcome, InvalidResponse) else ():
        console.say(_placed(problem, one.item.id), indent=4, hang=2)
        _what_stands_there(console, problem, indent=8)
    for message in one.messages:
        if message.topic == "empty" and isinstance(outcome, Unanswered):
            continue
        if message.topic == "form" and message.parts:
            continue  # one of the problems above
        # What is said about one part, where the words do not name it, begins with its name.
        lead = f"{message.parts[0]}: " if message.topic == "note" and message.parts else ""
        if message.topic == "worked":
            console.say("The answer, and why", style="title", indent=4)
            console.say(_plain(message), indent=6, hang=2)
        else:
            console.say(f"{lead}{_plain(message)}", indent=4, hang=2)


def _plain(message: Message) -> str:
    """What is said, as read aloud: one line, or one for each line of a worked answer or a drawing."""
    if message.topic not in ("worked", "detail"):
        return plain(message.text)
    lines = message.text.split("\n")
    return "\n".join(" " * (len(line) - len(line.lstrip(" "))) + plain(line) for line in lines)


def _read_back(one: CheckedItem) -> str:
    """What was read of an item: value by value, or of a large grid, how much."""
    parts, given = {part.id: part for part in parts_of(one.item)}, one.report.given
    if len(given) > MOST_READ:
        return f"{len(given)} of {len(parts)} answers"
    # No-break spaces keep a part and its value on one line; the console prints them as spaces.
    return " · ".join(f"{part}\u00a0=\u00a0{_value(parts[part], value)}" for part, value in given.items())


def _value(part: Part, value: Value) -> str:
    """A value as a learner would write it."""
    if isinstance(value, tuple):
        return (" > " if isinstance(part.domain, Names) else ", ").join(value) or "silent"
    return spoken(str(value)) if isinstance(part.domain, DateEntry) else shown(str(value), 40)


def counts_of(checked: Iterable[Checked]) -> str:
    """How many items are right, read, not answered and not read, in one line; empty if there are none."""
    outcomes = [one.report.outcome for sheet in checked for one in sheet.items]
    scores = [one.score for one in outcomes if isinstance(one, Scored)]
    read = scores.count(None)
    scored = len(outcomes) - read
    items = "item" if scored == 1 else "items"
    counts = [f"{scores.count(Fraction(1))} of {scored} {items} right"] if scored else []
    blank = sum(isinstance(one, Unanswered) for one in outcomes)
    unread = sum(isinstance(one, InvalidResponse) for one in outcomes)
    told = ((read, "read (no score)"), (blank, "not answered"), (unread, "not read"))
    counts += [f"{count} {what}" for count, what in told if count]
    return f"{', '.join(counts)}." if counts else ""


def _closing(console: "Console", session: Session) -> None:
    items = [one for checked in session.checked for one in checked.items]
    outcomes = [one.report.outcome for one in items]
    blank = sum(isinstance(one, Unanswered) for one in outcomes)
    unread = sum(isinstance(one, InvalidResponse) for one in outcomes)
    if counts := counts_of(session.checked):
        console.say(counts, style="title")
    certain, held = _certain(session)
    if certain:
        console.say(f"Of {certain} you were certain of, {held} {'was' if held == 1 else 'were'} right.")
    begun = [checked for checked in session.checked if checked.exercise.id not in session.missing]
    if unread or any(checked.refused or checked.problems for checked in begun):
        console.say("Mend what could not be read, save, and run the same command again. Nothing was lost.")
    elif outcomes and blank == len(outcomes):
        console.say("Type your answers between the quotes, save, and run the same command again.")
    elif undone := [one for one in items if not one.report.done]:
        untold = any(not one.report.held and not _is_explained(one) for one in undone)
        more = " --hint says where to look, --explain shows the answers." if untold else ""
        step = "Fill in what is still empty" if all(one.report.held for one in undone) else "Change an answer"
        console.say(f"{step}, save, and run the same command again.{more}")
    if any(one.report.held and isinstance(one.report.outcome, Scored) for one in items):
        console.say(
            'To hand in what your instructor scores: course-checks hand-in --name "Your Name"', hang=2
        )


def _is_explained(one: CheckedItem) -> bool:
    return any(message.topic == "worked" for message in one.messages)


FEWEST_CERTAIN = 10
"""Answers that must carry a certainty before they are counted together."""


def _certain(session: Session) -> tuple[int, int]:
    """(answers given as certain, how many of them right), once enough answers carry a certainty; else (0, 0)."""
    sure = [
        (one.report.given.get("sure"), one.report.outcome.score == 1)
        for checked in session.checked
        for one in checked.items
        if isinstance(one.report.outcome, Scored) and one.report.given.get("sure")
    ]
    if len(sure) < FEWEST_CERTAIN:
        return 0, 0
    certain = [right for how, right in sure if how == "certain"]
    return len(certain), sum(certain)


def plain_checked(session: Session) -> dict[str, Any]:
    """A run of `check` as JSON holds it."""
    return {"exercises": [plain_sheet(checked) for checked in session.checked]}


def plain_sheet(checked: Checked) -> dict[str, Any]:
    """One sheet as JSON holds it."""
    public = checked.exercise
    nothing = Report(exercise=public.id, version=public.version, items=())
    report = plain_report(checked.report or nothing)
    for one in checked.items:
        entry = report["items"][one.item.id]
        entry["messages"] = [
            {"topic": message.topic, "text": _plain(message), "parts": list(message.parts)}
            for message in one.messages
        ]
        if isinstance(one.report.outcome, InvalidResponse):
            entry["problems"] = [
                {"line": problem.line, "part": problem.field, "say": problem.say}
                for problem in one.report.outcome.problems
            ]
    refused = [checked.refused] if checked.refused else []
    return report | {
        "sheet": checked.sheet,
        "problems": [{"line": one.line, "say": one.say} for one in (*refused, *checked.problems)],
        "notes": [{"line": one.line, "say": one.say} for one in checked.notes],
    }
