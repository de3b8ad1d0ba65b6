"""One answer settled from the lines that give it: none, one, or several that agree or do not."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from course_checks.core.outcome import Problem
from course_checks.core.part import LONG, Part
from course_checks.core.text import shown
from course_checks.sheet import say
from course_checks.sheet.layout import Field
from course_checks.sheet.read import is_copied
from course_checks.sheet.say import Repair
from course_checks.sheet.scan import Entry
from course_checks.sheet.unseen import TURNING, without_joiners
from course_checks.sheet.value import Text, Trouble

_SHOWN_ANSWER = 30
_MOST_ANSWERS = 3


@dataclass(slots=True, kw_only=True)
class Told:
    """What there is to tell so far."""

    repairs: list[Repair] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def repaired(self, entry: Entry) -> None:
        """Tell how kindly `entry` was read."""
        value = entry.value.repairs if isinstance(entry.value, Text) else ()
        for sort, read in (*entry.repairs, *value):
            self.repairs.append(Repair(sort=sort, line=entry.line, field=entry.name, read=read))


def settle(blank: Field, entries: Sequence[Entry], lines: Sequence[str], told: Told) -> str:
    """The text that `entries` give to `blank`; empty where there is none, or none that can be read."""
    problems: list[Problem] = []
    texts: dict[int, str] = {}
    for entry in entries:
        told.repaired(entry)
        read = _read(blank.part, entry, lines, told)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            texts[entry.line] = read
    if problems:
        told.problems += problems
        return ""
    return _one(blank.name, texts, told)


def _read(part: Part, entry: Entry, lines: Sequence[str], told: Told) -> str | Problem:
    """The text of one entry, or why it is not read."""
    value, line = entry.value, entry.line
    turning = (number for number in range(line, entry.last + 1) if TURNING.search(lines[number - 1]))
    if isinstance(value, Trouble):
        why, line = value.say, value.line or line
    elif (turned := next(turning, 0)) or TURNING.search(value.text):
        why, line = say.TURNING, turned or line
    elif is_copied(part, value.text):
        why = say.COPIED
    else:
        return _short(part, value.text, entry, told)
    return Problem(say=why, field=entry.name, line=line, read=shown(lines[line - 1]))


def _short(part: Part, text: str, entry: Entry, told: Told) -> str:
    """`text`, without joiners where no prose is asked for."""
    read = text if isinstance(part.domain, LONG) else without_joiners(text)
    if read != text:
        told.repairs.append(Repair(sort="hidden", line=entry.line, field=entry.name))
    return read


def _one(name: str, texts: dict[int, str], told: Told) -> str:
    """The one text that several lines give; empty, with a problem, if they differ."""
    filled = {line: text for line, text in texts.items() if text.strip()}
    if len({text.strip() for text in filled.values()}) > 1:
        some = list(filled.items())[:_MOST_ANSWERS]
        answers = ", ".join(f"line {line} says “{shown(text, _SHOWN_ANSWER)}”" for line, text in some)
        told.problems.append(
            Problem(say=say.TWICE.format(field=name, answers=answers), field=name, line=min(filled))
        )
        return ""
    first = min(filled or texts, default=0)
    for line, text in texts.items():
        if line != first:
            sort = "same" if text.strip() or not filled else "filled"
            told.repairs.append(Repair(sort=sort, line=line, field=name, read=str(first)))
    return texts.get(first, "")
