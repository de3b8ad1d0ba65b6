"""Finding what a class handed in: every file of a folder becomes an entry of the ledger or is told with a reason.

Links are not followed, nothing is opened that is no ordinary file, and no file is held longer than it is read.
"""

import json
import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePath

from course_checks.core.text import shown
from course_checks.desk.ledger import HAND_IN, SHEET, Entry, Ledger, Said, Sort
from course_checks.desk.safe import file_stem
from course_checks.sheet import handin
from course_checks.sheet.files import Untaken, plain_bytes
from course_checks.sheet.handin import HandIn, HandInReading, Learner
from course_checks.sheet.names import fold_name
from course_checks.sheet.opening import MOST_BYTES

DEEPEST = 30
"""Folders inside one another."""
MOST_SAID = 8
"""Remarks about one file; more are counted."""
_SYSTEM = {"__macosx", "thumbs.db", "desktop.ini"}
_NAMES_EXERCISE = re.compile(r"^[ \t]*exercise[ \t]*[=:][ \t\"'“”„‘’]*([^\"'“”„‘’#\r\n]+)", re.MULTILINE)
_NO_NAME = {"", "answers", "answer", "handin", "sheet", "sheets", "answersheet", "copy"}
"""What is left of a file's name, folded, that names nobody."""
_SIGNS = " \t-_.()[]"
NEITHER = "It is neither a hand-in (.json) nor an answer sheet (.toml)."
LINK = "It is a link to another place. Links are not followed; put the file itself here."


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file of the folder, or why it is none that is read."""

    path: Path
    why_not: str = ""


@dataclass(slots=True, kw_only=True)
class Collected:
    """What a walk through the folder saw."""

    files: int = 0
    passed_over: int = 0
    """Files that the system keeps beside others, and hidden ones."""
    exercises: set[str] = field(default_factory=set)
    """Of those that are known, the ones that somebody handed in."""


def files_in(folder: Path, leave_out: Path, seen: Collected) -> Iterator[Found]:
    """Every file in `folder` and below, in no order, but not in `leave_out`.  Never raises OSError."""
    open_folders: list[os._ScandirIterator[str]] = []
    pending: Path | None = folder
    while pending or open_folders:
        if pending:
            try:
                open_folders.append(os.scandir(pending))
            except OSError:
                yield Found(path=pending, why_not="This folder could not be opened.")
            pending = None
            continue
        entry = _next(open_folders[-1])
        if entry is None:
            open_folders.pop()
            continue
        path = Path(entry.path)
        if entry.name.startswith(".") or entry.name.casefold() in _SYSTEM:
            seen.passed_over += 1
        elif entry.is_symlink() or getattr(entry, "is_junction", bool)():
            yield Found(path=path, why_not=LINK)
        elif not _is_folder(entry):
            yield Found(path=path)
        elif len(open_folders) >= DEEPEST:
            yield Found(path=path, why_not=f"It lies more than {DEEPEST} folders deep.")
        elif path.resolve() != leave_out:
            pending = path


def _next(entries: "os._ScandirIterator[str]") -> os.DirEntry[str] | None:
    try:
        return next(entries, None)
    except OSError:
        entries.close()
        return None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def place_of(path: PurePath) -> bytes:
    """Where a file stands in the order of files: a number counts as one, and `a-2` comes after `a`."""
    names = (*path.parts[:-1], *path.name.partition(".")[::2])
    counted = (re.sub(r"\d+", lambda digits: digits[0].zfill(20), one) for one in names)
    return b"\0".join(map(os.fsencode, (*counted, "", *path.parts)))


def key_of(who: Learner) -> str:
    """What tells a learner from others: the number, else the name; case and spaces make no difference."""
    number = "".join(_folded(who.number).split())
    if number:
        return f"1 {re.sub('[0-9]+', lambda digits: digits[0].zfill(20), number)} {number}"
    return f"2 {' '.join(_folded(who.name).split())}"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def collect(folder: Path, leave_out: Path, exercises: Collection[str], ledger: Ledger) -> Iterator[Collected]:
    """Enter everything in `folder` into `ledger`; yields after each file."""
    seen = Collected()
    by_folded = {fold_name(name): name for name in exercises}
    for found in files_in(folder, leave_out.resolve(), seen):
        seen.files += 1
        inside = found.path.relative_to(folder)
        _File(inside=inside, exercises=by_folded, ledger=ledger, seen=seen).enter(found)
        yield seen


@dataclass(slots=True, kw_only=True)
class _File:
    """One file on its way into the ledger."""

    inside: Path
    exercises: dict[str, str]
    """From an exercise's id, folded, to the id."""
    ledger: Ledger
    seen: Collected

    @property
    def shown(self) -> str:
        return shown(self.inside.as_posix(), 200)

    def enter(self, found: Found) -> None:
        name = found.path.name.casefold().removesuffix(".txt")
        if found.why_not:
            self._say("unread", [found.why_not])
        elif name.endswith(".json"):
            data = plain_bytes(found.path, handin.MOST_BYTES)
            self._say("unread", [data.value]) if isinstance(data, Untaken) else self._hand_in(data)
        elif name.endswith(".toml"):
            data = plain_bytes(found.path, MOST_BYTES)
            self._say("unread", [data.value]) if isinstance(data, Untaken) else self._sheet(data)
        else:
            self._say("unread", [NEITHER])

    def _say(self, sort: Sort, texts: Iterable[str], learner: str = "", exercise: str = "") -> None:
        told, place = iter(texts), place_of(self.inside)
        some = list(islice(told, MOST_SAID))
        more = sum(1 for _ in told)
        for text in [*some, *([f"There are {more} more of this sort."] if more else [])]:
            self.ledger.say(sort, place, Said(file=self.shown, learner=learner, exercise=exercise, text=text))

    def _hand_in(self, data: bytes) -> None:
        reading = handin.read(data)
        self._say("unread", (problem.say for problem in reading.problems))
        hand_in = reading.hand_in
        if hand_in is None:
            return
        who = hand_in.learner
        if not (who.name or who.number):
            who = Learner(name=name_in(self.inside, self.exercises))
            self._say(
                "note", [f"It names nobody; “{who.name}” is taken from the name of the file."], who.name
            )
        self._remarks(reading, hand_in, who)
        entries = []
        for name, one in hand_in.exercises.items():
            if exercise := self.exercises.get(fold_name(name)):
                entries.append((exercise, one.version, json.dumps(one.last).encode()))
        self._add(who, HAND_IN, entries)

    def _remarks(self, reading: HandInReading, hand_in: HandIn, who: Learner) -> None:
        name = who.name or who.number
        if not reading.intact:
            said = "The receipt does not fit: the file was changed, or damaged, after it was made."
            self._say("note", [f"{said} It is graded all the same."], name)
        self._say("note", (note.say for note in reading.notes), name)
        strange = [shown(one) for one in hand_in.exercises if fold_name(one) not in self.exercises]
        self._say("unread", (f"There is no exercise {one} here to grade it with." for one in strange), name)

    def _sheet(self, data: bytes) -> None:
        who = Learner(name=name_in(self.inside, self.exercises))
        named = _NAMES_EXERCISE.search(_as_text(data))
        exercise = self.exercises.get(fold_name(named[1]), "") if named else self._by_name()
        if exercise:
            self._add(who, SHEET, [(exercise, "", data)])
        elif named:
            said = f"It is a sheet of {shown(named[1])}, and there is no such exercise here to grade it with."
            self._say("unread", [said], who.name)
        else:
            self._say("unread", ["It does not say of which exercise it is a sheet."], who.name)

    def _by_name(self) -> str:
        """The exercise that the name of the file holds; the longest, if several."""
        stem = fold_name(self.inside.name.partition(".")[0])
        return max((name for folded, name in self.exercises.items() if folded in stem), key=len, default="")

    def _add(self, who: Learner, form: int, given: Iterable[tuple[str, str, bytes]]) -> None:
        learner, place = key_of(who), place_of(self.inside)
        entries = {}
        for exercise, version, data in given:
            self.seen.exercises.add(exercise)
            entries[exercise] = Entry(
                learner=learner,
                exercise=exercise,
                form=form,
                place=place,
                file=self.shown,
                version=version,
                data=data,
            )
        self.ledger.add(entries.values())
        self.ledger.meet(learner, who, file_stem(f"{who.name} {who.number}"), form, place)


def _as_text(data: bytes) -> str:
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", errors="replace")


def name_in(inside: PurePath, exercises: Iterable[str]) -> str:
    """Who handed a file in, as its name says: without the exercise in it, else as its folder is called."""
    stem = inside.name.partition(".")[0]
    for exercise in sorted(exercises, key=len, reverse=True):
        spelt = r"[\W_]*".join(map(re.escape, exercise))
        stem = re.sub(rf"(?<![^\W_]){spelt}(?![^\W_])", " ", stem, flags=re.IGNORECASE)
    left = shown(re.sub(r"\(\d+\)", " ", stem)).strip(_SIGNS)
    if not _is_nobody(left):
        return left
    folders = (shown(one).strip(_SIGNS) for one in reversed(inside.parts[:-1]))
    return next((one for one in folders if not _is_nobody(one)), "") or shown(inside.name)


def _is_nobody(text: str) -> bool:
    if not text.isascii() or re.fullmatch(r"\d{4,}", text):
        return False  # a name in another script, or a number that the place of study gave
    return fold_name(text).rstrip("0123456789") in _NO_NAME
