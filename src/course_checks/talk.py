"""What `check` and `audit` say: from their results to lines on a console, or to plain data."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from course_checks.checking import plain_report
from course_checks.core.outcome import InvalidResponse, Note, Problem, Scored, Unanswered
from course_checks.core.text import plain, shown
from course_checks.feedback import state_of
from course_checks.sheet.session import Checked, CheckedItem, Session

if TYPE_CHECKING:
    from course_checks.console import Console
    from course_checks.content.audit import Audit


def print_checked(console: "Console", session: Session) -> None:
    """Say what a run of `check` found, sheet by sheet, and what to do next."""
    for number, checked in enumerate(session.checked):
        if number:
            console.say()
        _sheet(console, checked)
    console.say()
    _closing(console, session)


def _sheet(console: "Console", checked: Checked) -> None:
    public = checked.exercise
    console.say(plain(public.title), style="title")
    console.say(f"{checked.sheet} · about {public.minutes} minutes", style="quiet")
    for note in (*((checked.refused,) if checked.refused else ()), *checked.problems):
        console.say(f"{console.symbol('not read')} {_placed(note)}", style="not read", indent=2)
    for note in checked.notes:
        console.say(f"Note: {_placed(note)}", style="quiet", indent=2)
    for one in checked.items:
        _item(console, one)
    if checked.all_right and public.reflect:
        console.say()
        console.say(f"To take with you: {plain(public.reflect)}", indent=2)


def _placed(said: Note | Problem) -> str:
    """A note or problem with its line, and what was read there."""
    place = (
        f"line {said.line}: "
        if said.line and not said.say.lower().startswith(("line", "you", "lines"))
        else ""
    )
    return f"{place}{said.say}"


def _item(console: "Console", one: CheckedItem) -> None:
    state = state_of(one.report.outcome)
    console.say()
    console.say(f"{console.symbol(state)} {one.item.id}: {state}", style=state, indent=2)
    if not isinstance(one.report.outcome, Unanswered) and one.report.given:
        read = [f"{part} = {_value(value)}" for part, value in one.report.given.items()]
        console.say(f"read: {' · '.join(read)}", style="quiet", indent=4)
    for message in one.messages:
        if message.topic == "empty" and isinstance(one.report.outcome, Unanswered):
            continue
        # What is said about one part, where the words do not name it, begins with its name.
        lead = f"{message.parts[0]}: " if message.topic in ("form", "note") and message.parts else ""
        console.say(f"{lead}{_plain_lines(message.text)}", indent=4)


def _plain_lines(text: str) -> str:
    return "\n".join(plain(line) for line in text.split("\n"))


def _value(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else shown(str(value), 40)


def _closing(console: "Console", session: Session) -> None:
    outcomes = [one.report.outcome for checked in session.checked for one in checked.items]
    right = sum(isinstance(one, Scored) and one.score == 1 for one in outcomes)
    blank = sum(isinstance(one, Unanswered) for one in outcomes)
    unread = sum(isinstance(one, InvalidResponse) for one in outcomes)
    tail = "".join(
        f", {count} {what}" for count, what in ((blank, "not answered"), (unread, "not read")) if count
    )
    if outcomes:
        console.say(f"{right} of {len(outcomes)} right{tail}.", style="title")
    certain, held = _certain(session)
    if certain >= FEWEST_CERTAIN:
        console.say(f"Of {certain} you were certain of, {held} were right.")
    if not session.usable:
        console.say("Mend what could not be read, save, and run the same command again. Nothing was lost.")
    elif not session.all_right:
        console.say(
            "Change an answer, save, and run the same command again. --hint says where to look, --explain shows all."
        )


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
    return len(certain) or 0, sum(certain)


def plain_checked(session: Session) -> dict[str, Any]:
    """A run of `check` as JSON holds it."""
    return {"exercises": [_plain_sheet(checked) for checked in session.checked]}


def _plain_sheet(checked: Checked) -> dict[str, Any]:
    report = (
        plain_report(checked.report) if checked.report else {"exercise": checked.exercise.id, "items": {}}
    )
    for one in checked.items:
        report["items"][one.item.id]["messages"] = [
            {"topic": message.topic, "text": _plain_lines(message.text), "parts": list(message.parts)}
            for message in one.messages
        ]
    refused = [checked.refused] if checked.refused else []
    return report | {
        "sheet": checked.sheet,
        "problems": [{"line": one.line, "say": one.say} for one in (*refused, *checked.problems)],
        "notes": [{"line": one.line, "say": one.say} for one in checked.notes],
    }


def print_audits(console: "Console", audits: Sequence["Audit"]) -> None:
    """The table of an audit, what is defensible and why, and every mistake."""
    console.table(
        ("exercise", "labelled", "mutants", "killed", "defensible", "survivors", "mistakes"),
        [
            (
                one.exercise,
                *map(
                    str,
                    (
                        one.labelled,
                        one.mutants,
                        one.killed,
                        len(one.defensible),
                        len(one.survivors),
                        len(one.faults),
                    ),
                ),
            )
            for one in audits
        ],
    )
    for title, rows in (
        (
            "Defensible: changed, and the key accepts it",
            [(d.mutant, d.reason) for one in audits for d in one.defensible],
        ),
        (
            "Exempt: own words and certainty, which nothing scores",
            [(name, "") for one in audits for name in one.exempt],
        ),
        ("Survivors: changed, and still scored 1", [(name, "") for one in audits for name in one.survivors]),
    ):
        if rows:
            console.say()
            console.say(title, style="title")
            for name, reason in rows:
                console.say(f"{name}  ({reason})" if reason else name, indent=2)
    faults = [fault for one in audits for fault in one.faults]
    if faults:
        console.say()
        console.say("Mistakes", style="title")
        for fault in faults:
            console.say(str(fault), indent=2)
    console.say()
    proven = sum(one.passed for one in audits)
    console.say(f"{proven} of {len(audits)} exercises prove themselves.", style="title")
