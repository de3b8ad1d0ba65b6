"""Reading an answer sheet kindly: what can be read is read, and nothing happens in silence.

A slip is repaired with a note, or told as a problem that costs one answer and not the others; only a
file that cannot be a sheet of this exercise is refused as a whole.  What is well formed is read to
the letter.  Nothing here raises, whatever the bytes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from course_checks.core.outcome import Note, Problem
from course_checks.core.part import Number, Options, Passages, Prose, describe
from course_checks.core.text import one_of, plain, shown, squeeze
from course_checks.sheet import say
from course_checks.sheet.decode import Decoded, decode, old_encoding
from course_checks.sheet.layout import Field, Layout
from course_checks.sheet.names import EXERCISE, Names, fold_name, names_of
from course_checks.sheet.say import Repair, lines_in_words, notes_of
from course_checks.sheet.scan import Entry, Scan, scan
from course_checks.sheet.unseen import TURNING, UNDECODED, without_joiners
from course_checks.sheet.value import Text, Trouble

MOST_STRAYS = 20
"""More lines than this that belong nowhere are told together."""
_NAMED_MISSING = 6
_LONGEST_COPY = 200
_SHOWN_ANSWER = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """What a sheet says."""

    answers: Mapping[str, Mapping[str, str]]
    """Item id, part id, text as typed, for every blank of the layout; empty where it is blank or not read."""
    notes: tuple[Note, ...] = ()
    """What was read kindly, in the order of the lines."""
    problems: tuple[Problem, ...] = ()
    """What could not be read: the blank in `field` (empty for a line that belongs to none) is not read, others are."""
    refused: Problem | None = None
    """Why the file cannot be used at all; then every answer is empty."""


@dataclass(slots=True, kw_only=True)
class _Settled:
    """What has been settled so far."""

    repairs: list[Repair] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_sheet(data: bytes, layout: Layout) -> SheetReading:
    """What the file with these bytes answers to the exercise of `layout`."""
    decoded = decode(data, layout.exercise_id)
    if isinstance(decoded, Problem):
        return refuse(layout, decoded)
    names = names_of(layout)
    prose = frozenset(field.name for field in layout.fields if isinstance(field.part.domain, Prose))
    scanned = scan(decoded.lines, names, prose)
    settled = _Settled(repairs=[*decoded.repairs, *scanned.repairs])
    if problem := _refusal(decoded, scanned, layout, settled):
        return refuse(layout, problem)
    _tell_hidden(decoded, scanned, settled)
    answers = {block.item_id: {one.part.id: "" for one in block.fields} for block in layout.blocks}
    for one in layout.fields:
        entries = [entry for entry in _by_name(scanned.entries).get(one.name, ())]
        answers[one.item][one.part.id] = _settle(one, entries, decoded.lines, settled)
    return answers and SheetReading(answers=answers)
