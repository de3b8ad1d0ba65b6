"""The formats there are: a name to what makes the files and the report."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from course_checks.exercise import parts_of
from course_checks.export import gradescope, table
from course_checks.export.bank import Bank
from course_checks.export.expected import Expected, expected_of
from course_checks.export.mapping import losses, questions_of
from course_checks.export.model import Left, Ordering, Question
from course_checks.export.moodle import moodle_losses, moodle_name, quiz_xml, to_moodle
from course_checks.export.out import Files
from course_checks.export.qti12 import package, to_qti
from course_checks.export.qti_names import qti_losses, qti_name
from course_checks.export.report import Entry, Report, entry_of, report_text
from course_checks.export.text import bare
from course_checks.sheet.workspace import Workspace

REPORT = "export-report.md"
_LADDER = "the ladder of hints: what is said to an answer is said at once, and the reasons afterwards"
_CARDS = "the evidence cards: students need the page of the course that has them"
_COUNT = "tries that cost nothing until they change: the system counts them by its own settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The files of an export, and what is to be told of it."""

    files: Files
    report: Report


def _with_report(files: Mapping[str, bytes], report: Report) -> Export:
    return Export(files={**files, REPORT: report_text(report).encode()}, report=report)


def to_moodle_xml(bank: Bank, _workspace: Workspace) -> Export:
    """Moodle XML, with the list of expected grades."""
    found = [to_moodle(one) for one in questions_of(bank)]
    asked = [one for one in found if isinstance(one, Question)]
    plain = [one for one in asked if not isinstance(one.body, Ordering)]
    ordered = [one for one in asked if isinstance(one.body, Ordering)]
    files, told = {}, {}
    if plain:
        files["moodle.xml"] = quiz_xml(plain, bank)
        told["moodle.xml"] = "the questions, in categories by unit and exercise"
    if ordered:
        files["moodle-ordering.xml"] = quiz_xml(ordered, bank)
        told["moodle-ordering.xml"] = (
            "the questions to be put in order, for Moodle 4.4 or later, or one with the plugin *Ordering*"
        )
    expected = [row for one in asked for row in expected_of(one, bank.library)]
    files["expected-grades.csv"] = _expected_csv(expected, asked)
    files["expected-grades.json"] = _expected_json(expected)
    told["expected-grades.csv"] = "what Moodle gives to each labelled response, to be tried by hand"
    told["expected-grades.json"] = "the same for a program"
    entries = tuple(
        entry_of(one, "", ())
        if isinstance(one, Left)
        else entry_of(one, moodle_name(one), (*losses(one), *moodle_losses(one)))
        for one in found
    )
    return _with_report(
        files,
        Report(
            format="moodle-xml",
            system="the question bank of Moodle",
            files=told,
            always=(_LADDER, _COUNT, _CARDS, "the check of quotations against the sources"),
            again=(
                "Moodle never updates a question on import: a second import adds every question again. In a category "
                "that has the id number already it adds the question without one. Import into a new category, or "
                "delete the old questions first. The name of each question begins with its id, so that two of a "
                "kind are found; some older versions of Moodle drop the id number of questions with gaps."
            ),
            entries=entries,
            own=_own(bank),
        ),
    )


def _own(bank: Bank) -> tuple[str, ...]:
    return tuple(sorted(bank.own))


def _plain(row: Expected) -> dict[str, Any]:
    """A row as JSON holds it: fractions exact, as `p/q`."""
    made: dict[str, Any] = {"idnumber": row.question, "name": row.name, "response": row.response}
    fraction, ours = (None if one is None else str(one) for one in (row.fraction, row.ours))
    return made | {"expected": fraction, "ours": ours, "note": row.note}


def _expected_json(rows: list[Expected]) -> bytes:
    return (json.dumps([_plain(row) for row in rows], indent=1, ensure_ascii=False) + "\n").encode()


def _expected_csv(rows: list[Expected], asked: list[Question]) -> bytes:
    types = {one.id: moodle_name(one) for one in asked}
    head = ("idnumber", "question type", "response", "answer", "expected fraction", "our score", "note")
    lines = [
        (
            row.question,
            types[row.question],
            row.name,
            _in_words(row.response),
            "" if row.fraction is None else f"{float(row.fraction):.5f}",
            "" if row.ours is None else f"{float(row.ours):.5f}",
            row.note,
        )
        for row in rows
    ]
    return table.written((head, *lines))


def _in_words(response: dict[str, Any] | None) -> str:
    """How to enter a response."""
    match response:
        case None:
            return ""
        case {"choose": []}:
            return "(choose nothing)"
        case {"choose": texts}:
            return f"choose: {' | '.join(texts)}"
        case {"fill": texts}:
            return " | ".join(f"{number}: {text or '(empty)'}" for number, text in enumerate(texts, 1))
        case {"order": lines}:
            return f"put in this order: {' | '.join(lines)}"
        case _:
            return f"type: {response['type']}"


def to_qti12(bank: Bank, _workspace: Workspace) -> Export:
    """A content package of QTI 1.2."""
    found = [to_qti(one) for one in questions_of(bank)]
    asked = [one for one in found if isinstance(one, Question)]
    files = {"qti12.zip": package(asked, bank)}
    entries = tuple(
        entry_of(one, "", ())
        if isinstance(one, Left)
        else entry_of(one, qti_name(one), (*losses(one), *qti_losses(one)))
        for one in found
    )
    report = Report(
        format="qti12",
        system="Canvas and other systems that read QTI 1.2",
        files={"qti12.zip": "a content package with one assessment an exercise"},
        always=(
            _LADDER,
            _COUNT,
            _CARDS,
            "what each outcome trains: there are no tags",
            "the check of quotations against the sources",
        ),
        again=(
            "The identifiers are the same at every export. Canvas (Classic Quizzes) updates what has the same "
            "identifier if “Overwrite assessment content with matching IDs” is ticked, and otherwise adds everything "
            "again. What New Quizzes and other systems do with a second import we could not verify."
        ),
        entries=entries,
        own=_own(bank),
    )
    return _with_report(files, report)


def to_gradescope(bank: Bank, workspace: Workspace) -> Export:
    """An autograder for hand-ins.  Raises importlib.metadata.PackageNotFoundError."""
    files = {"autograder.zip": gradescope.autograder(bank, workspace)}
    total = gradescope.scored_items(bank)
    entries = tuple(
        Entry(
            id=f"{exercise.public.id}.{item.id}",
            kind=item.kind,
            title=bare(exercise.public.title),
            became="a test of 1 point"
            if any(part.scored for part in parts_of(item))
            else "a test without points",
        )
        for exercise in bank.exercises
        for item in exercise.public.items
    )
    report = Report(
        format="gradescope",
        system="a programming assignment of Gradescope",
        files={"autograder.zip": f"the autograder; set the assignment to {total} points"},
        always=(
            "the course's own page: students hand in a file, and nothing is asked on the screen",
            "hints and worked answers: each run says the state, the first slip, and why what is right is right",
        ),
        again=(
            "Upload the archive again under *Configure Autograder*, and then *Regrade All Submissions*: the new one "
            "takes the place of the old."
        ),
        entries=entries,
        own=_own(bank),
    )
    return _with_report(files, report)


def to_csv(bank: Bank, _workspace: Workspace) -> Export:
    """One row an item."""
    entries = tuple(
        Entry(
            id=f"{exercise.public.id}.{item.id}",
            kind=item.kind,
            title=bare(exercise.public.title),
            became="a row",
        )
        for exercise in bank.exercises
        for item in exercise.public.items
    )
    report = Report(
        format="csv",
        system="a spreadsheet",
        files={"items.csv": "one row an item"},
        always=("messages and proofs", "the answers in part, and what they earn", "emphasis and lists"),
        again="A spreadsheet opens the new file beside the old one. The ids are the same at every export.",
        entries=entries,
        own=_own(bank),
    )
    return _with_report({"items.csv": table.table(bank)}, report)


FORMATS: Mapping[str, Callable[[Bank, Workspace], Export]] = {
    "moodle-xml": to_moodle_xml,
    "qti12": to_qti12,
    "gradescope": to_gradescope,
    "csv": to_csv,
}
"""From a format's name to what makes it."""
