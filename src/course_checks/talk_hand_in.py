"""What `hand-in` says, and `check` of a hand-in."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from course_checks.core.text import one_of
from course_checks.sheet.handin import HandIn
from course_checks.sheet.handing import Gathered, HandedRow, Returned
from course_checks.sheet.say import some_of
from course_checks.talk import counts_of, plain_sheet, print_note, print_problem, print_sheet

if TYPE_CHECKING:
    from course_checks.console import Console

MOST_MISSING = 4
MOST_SAID = 8
"""Lines about one file; more are counted."""


def print_gathered(console: "Console", gathered: Gathered, file: str, *, is_new: bool) -> None:
    """Say what a new hand-in holds, what is missing, and what to do with it."""
    verb = "Made" if is_new else "Kept"
    same = "" if is_new else ": it holds the same already"
    # No-break spaces, printed as spaces: the name of a file stays on one line.
    console.say(f"{verb} {file}{same}".replace(" ", "\u00a0"), style="title")
    console.say()
    for row in gathered.rows:
        _print_row(console, row)
    console.say()
    if gathered.missing:
        console.say(f"Not in it, for there is no answer yet: {_few(gathered.missing)}.", hang=2)
    who = gathered.hand_in.learner
    if not (who.name or who.number):
        console.say('It names nobody. To put your name in: course-checks hand-in --name "Your Name"', hang=2)
    console.say(
        f"Receipt: {gathered.hand_in.receipt}. It shows that nothing was lost on the way. It is no exam security:"
        " your instructor checks the answers again."
    )


def _print_row(console: "Console", row: HandedRow) -> None:
    """Say what is handed in of one exercise, and what of its sheet was not read."""
    console.say(_row(row), indent=2, hang=2)
    if row.refused:
        line = f"Line {row.refused.line}: " if row.refused.line else ""
        console.say(f"The sheet cannot be read now: {line}{row.refused.say}", indent=6)
    for problem in row.problems:
        print_problem(console, problem, indent=6)
    for note in row.notes:
        print_note(console, note, indent=6)
    if row.unread:
        console.say(f"Not read: {_and(row.unread)}. Mend it, and make the file again.", indent=6)
    if row.kept:
        said = f"Not in the file: {some_of(row.kept)}. What was read before is handed in."
        console.say(f"{said} Put the lines back, and make the file again.", indent=6)
    if row.absent:
        said = f"Not in the file: {some_of(row.absent)}. Nothing is handed in for that."
        console.say(f"{said} Put the lines back, and make the file again.", indent=6)


def _row(row: HandedRow) -> str:
    count = f"{row.answered} of {row.items} {'item' if row.items == 1 else 'items'} answered"
    return f"{row.exercise}: {count}"


def _few(exercises: Sequence[str]) -> str:
    """The exercises by name, or, if they are many, how to see them."""
    if len(exercises) <= MOST_MISSING:
        return _and(exercises)
    return "all other exercises, which `course-checks list` shows"


def _and(names: Sequence[str]) -> str:
    return one_of(names).replace(" or ", " and ")


def _who(hand_in: HandIn) -> str:
    who = hand_in.learner
    called = ", ".join(one for one in (who.name, who.number and f"number {who.number}") if one)
    return called or "somebody who gave no name"


def print_returned(console: "Console", returned: Returned) -> None:
    """Say what a hand-in holds, whether it is whole, and how the answers in it stand."""
    reading = returned.reading
    if reading.hand_in is None:
        for problem in reading.problems:
            console.say(f"{returned.file}: {problem.say}", style="not read", hang=2)
        return
    console.say(f"Hand-in of {_who(reading.hand_in)}", style="title")
    console.say(f"{returned.file} · made with version {reading.hand_in.tool or 'unknown'}", style="quiet")
    if reading.intact:
        console.say("The receipt fits: the file is as it was made.")
    else:
        console.say("The receipt does not fit: the file was changed, or damaged, after it was made.")
    _some(console, (f"Not read: {problem.say}" for problem in reading.problems))
    _some(console, (f"Note: {note.say}" for note in reading.notes))
    _some(console, returned.notices)
    for checked in returned.checked:
        console.say()
        print_sheet(console, checked)
    console.say()
    console.say(counts_of(returned.checked) or "It holds no answer that can be checked here.", style="title")


def _some(console: "Console", lines: Iterable[str]) -> None:
    """The first lines, and how many there are besides."""
    listed = list(lines)
    for line in listed[:MOST_SAID]:
        console.say(line, hang=2)
    if len(listed) > MOST_SAID:
        console.say(f"There are {len(listed) - MOST_SAID} more of this sort.", indent=2)


def plain_returned(returned: Iterable[Returned]) -> dict[str, Any]:
    """Hand-ins read back, as JSON holds them."""
    return {"hand_ins": [_plain(one) for one in returned]}


def _plain(returned: Returned) -> dict[str, Any]:
    reading = returned.reading
    who = reading.hand_in.learner if reading.hand_in else None
    return {
        "file": returned.file,
        "learner": {"name": who.name, "number": who.number} if who else None,
        "receipt": {
            "fits": reading.intact,
            "is": reading.hand_in.receipt if reading.hand_in else "",
        },
        "problems": [problem.say for problem in reading.problems],
        "notes": [note.say for note in reading.notes],
        "notices": list(returned.notices),
        "exercises": [plain_sheet(checked) for checked in returned.checked],
    }
