"""From the lines of a sheet to what each says: one pass, no line read twice for nothing."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import accumulate

from course_checks.sheet import say
from course_checks.sheet.layout import EXERCISE
from course_checks.sheet.names import Names
from course_checks.sheet.say import Repair
from course_checks.sheet.split import Statement, begins, dressing, heading_of, statements, unknown
from course_checks.sheet.value import DOUBLES, Opens, Text, Trouble, read_value, unescaped

_ENDS = {
    '"""': re.compile(r'((?:[^"\\]++|\\.|"(?!""))*+)"""("{0,2})', re.DOTALL),
    "'''": re.compile(r"((?:[^']++|'(?!''))*+)'''('{0,2})", re.DOTALL),
}
_CURLY_END = re.compile(rf"[{DOUBLES}]{{3}}")
_MAY_FOLLOW = " \t\u00a0,;."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One answer line, or block of lines, as read."""

    name: str
    known: bool
    line: int
    last: int
    """The last of its lines."""
    value: Text | Trouble
    repairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """A line that belongs to no answer, or stands outside the quotes of one."""

    line: int
    say: str
    field: str = ""
    """The empty blank it is likely meant for."""


@dataclass(slots=True, kw_only=True)
class Scan:
    """What the lines of a sheet say."""

    entries: list[Entry] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    notes: set[int] = field(default_factory=set)
    """Lines that are notes or empty."""
    repairs: list[Repair] = field(default_factory=list)


def scan(lines: tuple[str, ...], names: Names, prose: frozenset[str]) -> Scan:
    """What `lines` say.  `prose` holds the names whose values are the learner's own words.

    A sheet that is well formed and lacks no answer is read to the letter.  Any other is read again with
    borders, which no block of lines crosses: three quotes that never end swallow no other answer.
    """
    careful = _Scanner(lines, names, prose, [len(lines)] * (len(lines) + 1))
    if careful.run(only_tidy=True) and names.exact <= {
        EXERCISE,
        *(entry.name for entry in careful.found.entries),
    }:
        return careful.found
    kind = _Scanner(lines, names, prose, _borders(lines, names))
    kind.run()
    return kind.found


class _Scanner:
    """The place reached, and what is needed to find the end of a block."""

    def __init__(
        self, lines: tuple[str, ...], names: Names, prose: frozenset[str], borders: list[int]
    ) -> None:
        self.lines = lines
        self.names = names
        self.prose = prose
        self.text = "\n".join(lines)
        self.starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self.borders = borders
        """For each line, the first line at or after it that no block may reach."""
        self.found = Scan()
        self.heading = ""
        self.last: int | None = None
        """The entry that a stray line may belong to: the newest, or none."""
        self.tidy = True
        """Whether nothing was amiss so far."""

    def run(self, *, only_tidy: bool = False) -> bool:
        """Read every line, or, if `only_tidy`, up to the first that is not tidy; whether all were read."""
        at = 0
        while at < len(self.lines) and (self.tidy or not only_tidy):
            at = self._line(at)
        return self.tidy or not only_tidy

    def _line(self, at: int) -> int:
        """Read the line at index `at`; the index of the next."""
        line = self.lines[at]
        bare = line.strip()
        if not bare or bare[0] in "#＃":
            self.found.notes.add(at + 1)
            self.last = self.last if not bare else None
            return at + 1
        if heading := heading_of(line, self.names):
            self.heading, self.last = heading[1], None
            self.found.repairs.append(Repair(sort="heading", line=at + 1, read=heading[0]))
            return at + 1
        if dressing(bare):
            self.tidy = False
            self.found.repairs.append(Repair(sort="dressing", line=at + 1, read=bare))
            return at + 1
        if said := tuple(statements(line, self.names, self.heading)):
            after = at + 1
            for statement in said:
                after = max(after, self._statement(statement, at))
            return after
        return self._unplaced(line, at)

    def _unplaced(self, line: str, at: int) -> int:
        """A line without a known name: it runs on from the one above, names something else, or is stray."""
        self.tidy = False
        last = None if self.last is None else self.found.entries[self.last]
        value = last.value if last else None
        runs_on = isinstance(value, Text) and value.open
        other = None if runs_on else unknown(line)
        if other is not None:
            after = self._statement(other, at)
            self.last = None
            return after
        if last is None:
            self.found.strays.append(Stray(line=at + 1, say=say.STRAY))
        elif runs_on:
            told = Trouble(say=say.RUNS_ON.format(line=at + 1))
            self.found.entries[-1] = replace(last, value=told)
        elif isinstance(value, Text):
            self.found.strays.append(_below(last, value, at + 1))
        return at + 1

    def _statement(self, statement: Statement, at: int) -> int:
        """Read the value of `statement`; the index of the line after it."""
        rest, after = statement.rest, at + 1
        prose = statement.name in self.prose
        if not prose and rest.lstrip().startswith("[") and "]" not in rest:
            rest, after = self._gather(rest, after)
        value: Text | Trouble | Opens = read_value(rest, prose=prose)
        if isinstance(value, Opens):
            value, after = self._block(value.quotes, at, len(self.lines[at]) - len(rest))
        self.tidy = self.tidy and not statement.repairs and _tidy(value)
        self.last = len(self.found.entries) if statement.name != EXERCISE else None
        self.found.entries.append(
            Entry(
                name=statement.name,
                known=statement.known,
                line=at + 1,
                last=after,
                value=value,
                repairs=statement.repairs,
            )
        )
        return after

    def _gather(self, rest: str, after: int) -> tuple[str, int]:
        """A list that runs over several lines, on one."""
        pieces = [rest]
        end = self.borders[after]
        while (
            after < end and "]" not in pieces[-1] and (bare := self.lines[after].strip()) and bare[0] != "#"
        ):
            pieces.append(bare)
            after += 1
        return ",".join(pieces), after

    def _block(self, quotes: str, at: int, offset: int) -> tuple[Text | Trouble, int]:
        """The text between three quotes that open on line `at`; the index of the line after it."""
        start = self.text.index(quotes, self.starts[at] + offset) + len(quotes)
        border = self.borders[at + 1]
        limit = max(start, self.starts[border] - 1)
        if quotes in _ENDS and (ended := _ENDS[quotes].match(self.text, start, limit)):
            whole = ended[1] + ended[2]
            content = whole.removeprefix("\n")
            read = unescaped(content) if quotes == '"""' else Text(text=content)
            if isinstance(read, Trouble):
                place = start + len(whole) - len(content) + read.at
                read = replace(read, line=bisect_right(self.starts, place))
            return self._closed(read, ended.end())
        if curly := _CURLY_END.search(self.text, start, limit):
            content = self.text[start : curly.start()].removeprefix("\n")
            return self._closed(Text(text=content, repairs=(("curly", content),)), curly.end())
        return self._unclosed(start, at, border)

    def _closed(self, read: Text | Trouble, end: int) -> tuple[Text | Trouble, int]:
        """A block that ends at `end` of the text, if nothing but a note stands behind it."""
        line = bisect_right(self.starts, end) - 1
        tail = self.text[end : self.starts[line + 1] - 1]
        rest = tail.lstrip(_MAY_FOLLOW)
        if rest and not rest.startswith("#"):
            return Trouble(say=say.AFTER, line=line + 1), line + 1
        signs = tail[: len(tail) - len(rest)].strip() if isinstance(read, Text) else ""
        if signs and isinstance(read, Text):
            read = replace(read, repairs=(*read.repairs, ("tail", signs)))
        return read, line + 1

    def _unclosed(self, start: int, at: int, border: int) -> tuple[Text, int]:
        """A block without an end: read up to the next answer, without the notes that stand before that."""
        last = border - 1
        while last > at and (not (bare := self.lines[last].strip()) or bare[0] == "#"):
            last -= 1
        content = self.text[start : max(start, self.starts[last + 1] - 1)]
        content = content.removeprefix("\n").rstrip(DOUBLES + " \t\n")
        self.found.notes.update(range(last + 2, border + 1))
        repair = ("unclosed", str(last + 1)) if content else ("blank", "")
        return Text(text=content, repairs=(repair,)), border


def _tidy(value: Text | Trouble) -> bool:
    return isinstance(value, Text) and all(sort == "escape" for sort, _ in value.repairs)


def _below(entry: Entry, value: Text, line: int) -> Stray:
    """What is said of a line that stands below an answer and outside its quotes."""
    if value.text.strip():
        return Stray(line=line, say=say.BELOW.format(field=entry.name, line=entry.line))
    told = say.BELOW_BLANK.format(field=entry.name, line=entry.line)
    return Stray(line=line, say=told, field=entry.name if entry.known else "")


def _borders(lines: tuple[str, ...], names: Names) -> list[int]:
    """For each line, the index of the first line at or after it that begins an answer found nowhere else.

    A name that stands in two lines may be part of a text, and is no border.
    """
    heading, begun = "", []
    for line in lines:
        found = heading_of(line, names)
        heading = found[1] if found and found[1] else heading
        begun.append(begins(line, names, heading))
    counts = Counter(begun)
    borders = [len(lines)] * (len(lines) + 1)
    for at in range(len(lines) - 1, -1, -1):
        borders[at] = at if begun[at] and counts[begun[at]] == 1 else borders[at + 1]
    return borders
