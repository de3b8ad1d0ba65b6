"""What is said of lines that belong to no answer."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from course_checks.core.outcome import Problem
from course_checks.core.text import one_of, shown
from course_checks.sheet import say
from course_checks.sheet.names import Names
from course_checks.sheet.say import Repair
from course_checks.sheet.scan import Entry, Stray
from course_checks.sheet.settle import Told
from course_checks.sheet.value import Text

MOST_STRAYS = 20
"""More places than this are told together."""


def tell_strays(
    unknown: Sequence[Entry],
    strays: Sequence[Stray],
    lines: Sequence[str],
    names: Names,
    missing: Collection[str],
    told: Told,
) -> None:
    """Tell of names that are not on the sheet, and of text that stands outside all answers.

    `missing` are the blanks that have no line of their own.
    """
    named: list[Entry] = []
    for entry in unknown:
        if isinstance(entry.value, Text) and not entry.value.text.strip():
            told.repairs.append(Repair(sort="unknown-empty", line=entry.line, read=entry.name))
        else:
            named.append(entry)
    places: list[Entry | Stray] = [*_runs(strays), *named]
    ordered = sorted(places, key=lambda one: one.line)
    alone = len(ordered) if len(ordered) <= MOST_STRAYS + 1 else MOST_STRAYS
    found = [one if isinstance(one, Stray) else _unknown(one, names, missing) for one in ordered[:alone]]
    if rest := ordered[alone:]:
        found.append(Stray(line=rest[0].line, say=say.MORE_STRAYS.format(count=len(rest))))
    told.problems += [
        Problem(say=one.say, field=one.field, line=one.line, read=shown(lines[one.line - 1])) for one in found
    ]


def _runs(strays: Sequence[Stray]) -> Iterator[Stray]:
    """Strays with those that follow at once, and of which the same is said, told with the first."""
    at = 0
    while at < len(strays):
        first, end = strays[at], at + 1
        while end < len(strays) and strays[end] == replace(first, line=first.line + end - at):
            end += 1
        more = end - at - 1
        same = say.NEXT_LINE if more == 1 else say.NEXT_LINES.format(count=more) if more else ""
        yield replace(first, say=first.say + same)
        at = end


def _unknown(entry: Entry, names: Names, missing: Collection[str]) -> Stray:
    """What is said of a name that is not on the sheet.

    A blank that has no line of its own is the likeliest to be meant, and then it is not called empty.
    """
    near = names.near(entry.name)
    likely = [one for one in near if one in missing][:1]
    guess = f" Did you mean {one_of(likely or near)}?" if near else ""
    return Stray(
        line=entry.line,
        say=say.UNKNOWN.format(read=shown(entry.name), guess=guess),
        field="".join(likely),
    )
