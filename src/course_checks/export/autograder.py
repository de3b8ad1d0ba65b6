"""What runs on Gradescope: grades what one student submitted, and writes `results.json`.

    python -m course_checks.export.autograder /autograder

Standard library only, so that nothing has to be fetched.  Everything in the folder `submission` is read as data;
nothing in it is executed, no link is followed, and one file that cannot be read never stops the others.  The course
stands in `source/course`, what is to be graded in `source/autograder.json`.
"""

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from course_checks import __version__
from course_checks.core.library import Library
from course_checks.core.outcome import CheckerFault, InvalidResponse, Scored, Unanswered
from course_checks.core.text import plain, shown
from course_checks.exercise import parts_of
from course_checks.sheet.checked import Asked, Checked, CheckedItem, SheetFound, find_in, layout_of, said_of
from course_checks.sheet.files import Untaken, plain_bytes
from course_checks.sheet.handin import MOST_BYTES
from course_checks.sheet.handing import found_in, hand_in_from
from course_checks.sheet.read import read_sheet
from course_checks.sheet.workspace import Opened, Workspace, find_workspace, load_library, open_exercise

SUBMISSION, SOURCE, RESULTS = "submission", "source", "results/results.json"
COURSE, ORDERS = "course", "autograder.json"
MOST_FILES = 2_000
"""Files and folders that are looked at."""
MOST_SHEET = 64 * 1024
MOST_SAID = 20
MOST_OUTPUT = 4_000
"""Characters of what is said of one item."""
_EXERCISE = re.compile(r"^[ \t]*exercise[ \t]*[=:][ \t\"'“”„‘’]*([^\"'“”„‘’#\r\n]+)", re.MULTILINE)
NOTHING = (
    "No hand-in and no answer sheet was found. Submit the file that `course-checks hand-in` makes, or the page of "
    "the course gives you, such as hand-in.json."
)
_BROKEN = "Our check of this item broke. That is not your doing: your instructor sets these points by hand."


@dataclass(slots=True, kw_only=True)
class Found:
    """What a submission holds: for each exercise the answers that count, and what is to be told."""

    checked: dict[str, Checked] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    files: int = 0


def files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """The ordinary files of a folder, by name; links are passed over, and no more than `MOST_FILES` are looked at."""
    seen, waiting = 0, [folder]
    found: list[tuple[str, Path]] = []
    while waiting:
        try:
            entries = sorted(os.scandir(waiting.pop()), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            seen += 1
            if seen > MOST_FILES:
                break
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.is_file(follow_symlinks=False) and not entry.name.startswith("."):
                found.append((path.relative_to(folder).as_posix(), path))
    yield from sorted(found)


def read_submission(folder: Path, workspace: Workspace, opened: Mapping[str, Opened]) -> Found:
    """Everything that is submitted, checked: of several files for an exercise the last hand-in counts, else sheet."""
    found, library = Found(), load_library(workspace.root)
    by_folded = {name.casefold(): name for name in opened}
    listed = [*files_in(folder)]
    # Sheets first: a hand-in of the same exercise takes their place.
    for name, path in sorted(listed, key=lambda one: (one[0].casefold().endswith(".json"), one[0])):
        ending = Path(name).suffix.casefold()
        told = shown(name, 80)
        if ending == ".json":
            _hand_in(told, path, by_folded, opened, library, found)
        elif ending in (".toml", ".txt"):
            _sheet(told, path, by_folded, opened, library, found)
        else:
            found.said.append(f"{told}: it is neither a hand-in (.json) nor an answer sheet (.toml).")
    return found


def _hand_in(
    name: str,
    path: Path,
    by_folded: Mapping[str, str],
    opened: Mapping[str, Opened],
    library: Library,
    found: Found,
) -> None:
    data = plain_bytes(path, MOST_BYTES)
    if isinstance(data, Untaken):
        found.said.append(f"{name}: {data.value}")
        return
    reading = hand_in_from(path)
    found.said += [f"{name}: {problem.say}" for problem in reading.problems]
    if reading.hand_in is None:
        return
    found.files += 1
    for given, one in reading.hand_in.exercises.items():
        exercise = by_folded.get(given.casefold())
        if exercise is None:
            found.said.append(f"{name}: {shown(given, 60)} is not graded here.")
            continue
        _keep(name, opened[exercise], found_in(one.last, opened[exercise], library, unread=one.unread), found)


def _sheet(
    name: str,
    path: Path,
    by_folded: Mapping[str, str],
    opened: Mapping[str, Opened],
    library: Library,
    found: Found,
) -> None:
    data = plain_bytes(path, MOST_SHEET)
    if isinstance(data, Untaken):
        found.said.append(f"{name}: {data.value}")
        return
    named = _EXERCISE.search(data.decode("utf-8", errors="replace"))
    given = named[1].strip() if named else Path(name).stem
    exercise = by_folded.get(given.casefold())
    if exercise is None:
        found.said.append(f"{name}: it is a sheet of {shown(given, 60)}, which is not graded here.")
        return
    found.files += 1
    read = read_sheet(data, layout_of(opened[exercise].public))
    _keep(name, opened[exercise], find_in(read, opened[exercise], library), found)


def _keep(name: str, one: Opened, in_sheet: SheetFound, found: Found) -> None:
    """The answers that came last take the place of others, unless they could not be used."""
    exercise = one.public.id
    checked = said_of(in_sheet, name, one, dict.fromkeys(in_sheet.answers, 0), Asked())
    said = [checked.refused.say] if checked.refused else []
    said += [f"line {problem.line}: {problem.say}" for problem in checked.problems]
    found.said += [f"{name}: {text}" for text in said]
    before = found.checked.get(exercise)
    if before is not None:
        other = name if checked.refused else before.sheet
        found.said.append(f"{other}: another file has answers to {exercise}, and those count.")
    if before is None or not checked.refused:
        found.checked[exercise] = checked


def results_of(found: Found, opened: Mapping[str, Opened], late: Mapping[str, str]) -> dict[str, Any]:
    """The results as Gradescope reads them: a test for each item, in the order of the exercises."""
    tests = []
    for name, one in opened.items():
        checked = found.checked.get(name)
        by_item = {entry.item.id: entry for entry in checked.items} if checked else {}
        for number, item in enumerate(one.public.items, 1):
            scored = any(part.scored for part in parts_of(item))
            test = _test(f"{name} {item.id}", by_item.get(item.id), scored=scored)
            tests.append({**test, "number": f"{name}.{number}", "visibility": late.get(name, "visible")})
    score = sum((Fraction(str(test.get("score", 0))) for test in tests), Fraction(0))
    said = found.said if found.files or found.said else []
    lines = [*([NOTHING] if not found.files else []), *said[:MOST_SAID]]
    lines += [f"and {len(said) - MOST_SAID} more."] if len(said) > MOST_SAID else []
    lines += ["" if lines else "Every file was read.", f"Checked by course-checks {__version__}."]
    return {
        "score": float(score),
        "output": "\n".join(line for line in lines if line),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {"tool": __version__, "files": found.files, "unread": len(found.said)},
    }


def _test(name: str, entry: CheckedItem | None, *, scored: bool) -> dict[str, Any]:
    """One item: its points of 1, or, where no machine scores it, what was seen of its form."""
    outcome = Unanswered() if entry is None else entry.report.outcome
    points, status = _points(outcome)
    lines = ["Not answered."] if entry is None else [plain(message.text) for message in entry.messages]
    if isinstance(outcome, CheckerFault):
        lines = [_BROKEN, *lines]
    if not scored:
        lines = ["A person reads this: it has no points here.", *lines]
    output = "\n".join(lines)
    made: dict[str, Any] = {"name": name, "output": output[:MOST_OUTPUT], "output_format": "text"}
    if scored:
        made |= {"score": points, "max_score": 1, "status": status}
    return made


def _points(outcome: object) -> tuple[float, str]:
    match outcome:
        case Scored(score=Fraction() as score):
            return round(float(score), 4), "passed" if score == 1 else "failed"
        case Unanswered() | InvalidResponse() | CheckerFault():
            return 0.0, "failed"
        case _:
            return 0.0, "failed"


def grade(root: Path) -> dict[str, Any]:
    """The results of what stands in `root`.  Raises WorkspaceError, OSError, ValueError: a broken course."""
    source = root / SOURCE
    orders = json.loads((source / ORDERS).read_text(encoding="utf-8"))
    workspace = find_workspace(source / COURSE)
    opened = {name: open_exercise(workspace.exercises[name]) for name in orders["exercises"]}
    found = read_submission(root / SUBMISSION, workspace, opened)
    return results_of(found, opened, orders["visibility"])


def main(arguments: list[str] | None = None) -> int:
    """Grade what stands in the folder named, `/autograder` if none is, and write the results."""
    given = sys.argv[1:] if arguments is None else arguments
    root = Path(given[0] if given else "/autograder")
    results = grade(root)
    file = root / RESULTS
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
