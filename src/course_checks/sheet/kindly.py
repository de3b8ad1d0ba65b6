"""Reading an answer sheet kindly: what can be read is read, and nothing happens in silence.

A slip is repaired with a note, or told as a problem that costs one answer and not the others; only a
file that cannot be a sheet of this exercise is refused as a whole.  What is well formed, and holds
nothing that cannot be seen, is read to the letter.  Nothing here raises, whatever the bytes.
"""

from collections import defaultdict
from collections.abc import Sequence

from course_checks.core.outcome import Problem
from course_checks.core.part import LONG
from course_checks.core.text import shown
from course_checks.sheet import say
from course_checks.sheet.decode import Decoded, decode, old_encoding
from course_checks.sheet.layout import EXERCISE, Layout
from course_checks.sheet.names import fold_name, names_of
from course_checks.sheet.read import SheetReading, blank
from course_checks.sheet.say import Repair, absent_of, lines_in_words, notes_of
from course_checks.sheet.scan import Entry, Scan, scan
from course_checks.sheet.settle import Told, settle
from course_checks.sheet.strays import tell_strays
from course_checks.sheet.unseen import UNDECODED
from course_checks.sheet.value import Text


def read_kindly(data: bytes, layout: Layout) -> SheetReading:
    """What the file with these bytes answers to the exercise of `layout`."""
    decoded = decode(data, layout.exercise_id)
    if isinstance(decoded, Problem):
        return _refuse(layout, decoded)
    names = names_of(layout)
    prose = frozenset(field.name for field in layout.fields if isinstance(field.part.domain, LONG))
    scanned = scan(decoded.lines, names, prose)
    by_name: dict[str, list[Entry]] = defaultdict(list)
    for entry in scanned.entries:
        by_name[entry.name if entry.known else ""].append(entry)
    told = Told(repairs=[*decoded.repairs, *scanned.repairs])
    refused = _wrong_exercise(by_name[EXERCISE], layout, told) or _no_sheet(scanned, layout)
    refused = refused or _old_encoding(decoded, scanned, told)
    if refused:
        return _refuse(layout, refused)
    _tell_hidden(decoded, scanned, told)
    missing = [field.name for field in layout.fields if field.name not in by_name]
    tell_strays(by_name[""], scanned.strays, decoded.lines, names, missing, told)
    absent = tuple(name for name in missing if all(name != one.field for one in told.problems))
    told.repairs += [absent_of(absent)] if absent else []
    answers = blank(layout)
    for field in layout.fields:
        answers[field.item][field.part.id] = settle(field, by_name[field.name], decoded.lines, told)
    not_read = {problem.field for problem in told.problems}
    for field in layout.fields:
        if field.name in not_read:
            answers[field.item][field.part.id] = ""
    problems = tuple(sorted(told.problems, key=lambda problem: problem.line))
    return SheetReading(answers=answers, notes=notes_of(told.repairs), problems=problems, absent=absent)


def _refuse(layout: Layout, problem: Problem) -> SheetReading:
    return SheetReading(answers=blank(layout), refused=problem)


def _wrong_exercise(entries: Sequence[Entry], layout: Layout, told: Told) -> Problem | None:
    """Why this is the sheet of another exercise; None if it is not, or does not say."""
    said: dict[int, str] = {}
    kindly = set()
    for entry in entries:
        if isinstance(entry.value, Text) and entry.value.text.strip():
            said[entry.line] = entry.value.text.strip()
            kindly |= {entry.line} if entry.repairs or entry.value.repairs else set()
    ours = {line: fold_name(name) == fold_name(layout.exercise_id) for line, name in said.items()}
    if not said:
        told.repairs.append(Repair(sort="exercise", read=layout.exercise_id))
        return None
    if all(ours.values()):
        exactly = layout.exercise_id
        other = [(line, name) for line, name in said.items() if name != exactly or line in kindly]
        told.repairs += [Repair(sort="exercise-name", line=line, read=name) for line, name in other]
        return None
    line, name = next((line, name) for line, name in said.items() if not ours[line])
    if any(ours.values()):
        problem = say.TWO_EXERCISES.format(lines=lines_in_words(said), exercise=layout.exercise_id)
    else:
        problem = say.WRONG_EXERCISE.format(read=shown(name), exercise=layout.exercise_id)
    return Problem(say=problem, line=line, read=shown(name))


def _no_sheet(scanned: Scan, layout: Layout) -> Problem | None:
    """Why there is nothing of a sheet in the file; None if there is."""
    if any(entry.known for entry in scanned.entries):
        return None
    other = scanned.entries or scanned.strays
    return Problem(say=(say.NOT_A_SHEET if other else say.ONLY_NOTES).format(exercise=layout.exercise_id))


def _old_encoding(decoded: Decoded, scanned: Scan, told: Told) -> Problem | None:
    """Where a byte that is no UTF-8 stands in an answer; in a note it does no harm."""
    for number, line in enumerate(decoded.lines, 1):
        if UNDECODED.search(line):
            if number not in scanned.notes:
                return old_encoding(line, number)
            told.repairs.append(Repair(sort="note-letters", line=number))
    return None


def _tell_hidden(decoded: Decoded, scanned: Scan, told: Told) -> None:
    for number in sorted(decoded.changed - scanned.notes):
        told.repairs.append(Repair(sort="hidden", line=number))
