"""Finding what a class handed in: every file becomes an entry of the ledger or is told with a reason."""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePath

from course_checks.core.text import shown
from course_checks.desk.answers import packed
from course_checks.desk.ledger import HAND_IN, SHEET, Account, Entry, Handed, Ledger, Said, Sighting, Sort
from course_checks.desk.schemes import Claim, agree, known_as
from course_checks.desk.walking import Collected, Found, everything_in
from course_checks.desk.whose import key_of, name_in, place_of
from course_checks.sheet import handin
from course_checks.sheet.files import Untaken
from course_checks.sheet.handin import HandIn, HandInReading, Learner
from course_checks.sheet.names import fold_name
from course_checks.sheet.opening import MOST_BYTES

MOST_SAID = 8
"""Remarks about one file; more are counted."""
_HEAD = 2000
"""Bytes by which it is seen what a file is whose name says otherwise."""
_NAMES_EXERCISE = re.compile(r"^[ \t]*exercise[ \t]*[=:][ \t\"'“”„‘’]*([^\"'“”„‘’#\r\n]+)", re.MULTILINE)
NEITHER = "It is neither a hand-in (.json) nor an answer sheet (.toml)."
OTHER_NAME = "It is {} under the name of another kind of file, and is read as what it is."


def collect(source: Path, leave_out: Path, exercises: Collection[str], ledger: Ledger) -> Iterator[Collected]:
    """Enter everything in `source`, a folder or a ZIP file, into `ledger`; yields after each file."""
    seen = Collected()
    by_folded = {fold_name(name): name for name in exercises}
    for found in everything_in(source, leave_out.resolve(), seen):
        seen.files += 1
        _File(found=found, exercises=by_folded, ledger=ledger, seen=seen).enter()
        yield seen
    _tell_doubles(ledger)


def _tell_doubles(ledger: Ledger) -> None:
    """Hand-ins with one receipt that several people handed in."""
    for handed in ledger.doubles():
        names = tuple(dict.fromkeys(one.person for one in handed))
        if len({name.casefold() for name in names}) < 2:
            continue
        for one in handed:
            others = [f"{other.file} ({other.person})" for other in handed if other.person != one.person]
            more = f" and {len(others) - 3} more" if len(others) > 3 else ""
            text = f"The same hand-in, with the same receipt, also came as {', '.join(others[:3])}{more}."
            ledger.say("note", one.place, Said(file=one.file, learner=one.person, exercise="", text=text))


@dataclass(slots=True, kw_only=True)
class _File:
    """One file on its way into the ledger."""

    found: Found
    exercises: dict[str, str]
    """From an exercise's id, folded, to the id."""
    ledger: Ledger
    seen: Collected

    @property
    def inside(self) -> PurePath:
        return self.found.inside

    @property
    def shown(self) -> str:
        return shown(self.inside.as_posix(), 200)

    def enter(self) -> None:
        name = self.inside.name.casefold()
        ending = PurePath(name.removesuffix(".txt")).suffix
        if self.found.why_not:
            self._say("unread", [self.found.why_not])
        elif ending in (".json", ".toml") or name.endswith(".txt"):
            data = self.found.read(handin.MOST_BYTES)
            self._say("unread", [data]) if isinstance(data, str) else self._by_content(data, ending)
        else:
            self._say("unread", [NEITHER])

    def _by_content(self, data: bytes, ending: str) -> None:
        """Read a file as what it is, whatever it is called."""
        head = _as_text(data[:_HEAD]).lstrip(" \t\r\n\ufeff")
        is_hand_in = head.startswith("{") and '"hand_in"' in _as_text(data)
        is_sheet = not head.startswith(("{", "<")) and _NAMES_EXERCISE.search(head) is not None
        if ending != ".json" and is_hand_in:
            self._say("note", [OTHER_NAME.format("a hand-in")])
            self._hand_in(data)
        elif ending == ".json" and not is_sheet:
            self._hand_in(data)
        elif ending in (".json", "") and not is_sheet:
            self._say("unread", [NEITHER])
        elif len(data) > MOST_BYTES:
            self._say("unread", [Untaken.LARGE.value])
        else:
            if ending != ".toml":
                self._say("note", [OTHER_NAME.format("an answer sheet")])
            self._sheet(data)

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
            who = self._named()
            self._say(
                "note", [f"It names nobody; “{who.name}” is taken from the name of the file."], who.name
            )
        self._remarks(reading, hand_in, who)
        entries = []
        for name, one in hand_in.exercises.items():
            if exercise := self.exercises.get(fold_name(name)):
                entries.append((exercise, one.version, packed(one), json.dumps(one.first).encode()))
        self._add(who, HAND_IN, entries)
        if hand_in.receipt:
            claim = self.found.claim
            person = (claim.name or claim.number) if claim and not claim.hidden and self._differs(who) else ""
            handed = Handed(
                place=place_of(self.inside), file=self.shown, person=person or who.name or who.number
            )
            self.ledger.receipt(hand_in.receipt, handed)

    def _named(self) -> Learner:
        """Who handed it in, as the system says, or else the name of the file."""
        claim = self.found.claim
        if claim is not None and (claim.name or claim.number):
            return Learner(name=claim.name, number=claim.number)
        return Learner(name=name_in(self.inside, self.exercises))

    def _differs(self, who: Learner) -> bool:
        """Whether the system names another person than the hand-in does."""
        claim = self.found.claim
        if claim is None or (claim.number and claim.number == who.number):
            return False
        return not agree(claim, who.name)

    def _remarks(self, reading: HandInReading, hand_in: HandIn, who: Learner) -> None:
        name = who.name or who.number
        if not reading.intact:
            said = "The receipt does not fit: the file was changed, or damaged, after it was made."
            self._say("note", [f"{said} It is graded all the same."], name)
        if self.found.claim is not None and self._differs(who):
            self._say("note", [_disagreement(self.found.claim, who)], name)
        self._say("note", (note.say for note in reading.notes), name)
        strange = [shown(one) for one in hand_in.exercises if fold_name(one) not in self.exercises]
        self._say("unread", (f"There is no exercise {one} here to grade it with." for one in strange), name)

    def _sheet(self, data: bytes) -> None:
        who = self._named()
        named = _NAMES_EXERCISE.search(_as_text(data))
        exercise = self.exercises.get(fold_name(named[1]), "") if named else self._by_name()
        if exercise:
            self._add(who, SHEET, [(exercise, "", data, b"")])
        elif named:
            said = f"It is a sheet of {shown(named[1])}, and there is no such exercise here to grade it with."
            self._say("unread", [said], who.name)
        else:
            self._say("unread", ["It does not say of which exercise it is a sheet."], who.name)

    def _by_name(self) -> str:
        """The exercise that the name of the file holds; the longest, if several."""
        stem = fold_name(self.inside.name.partition(".")[0])
        return max((name for folded, name in self.exercises.items() if folded in stem), key=len, default="")

    def _add(self, who: Learner, form: int, given: Iterable[tuple[str, str, bytes, bytes]]) -> None:
        learner, place = key_of(who), place_of(self.inside)
        entries = {}
        for exercise, version, data, first in given:
            self.seen.exercises.add(exercise)
            entries[exercise] = Entry(
                learner=learner,
                exercise=exercise,
                form=form,
                place=place,
                file=self.shown,
                version=version,
                data=data,
                first=first,
            )
        self.ledger.add(entries.values())
        self.ledger.meet(learner, self._sighting(who, form))
        claim = self.found.claim
        if claim is None:
            return
        if claim.late:
            self._say("note", [claim.late], who.name or who.number)
        if claim.others:
            group = ", ".join((claim.name or claim.number, *claim.others))
            self._say("note", [f"It was handed in for several: {group}. It is graded once."], who.name)

    def _sighting(self, who: Learner, form: int) -> Sighting:
        claim, place = self.found.claim, place_of(self.inside)
        if claim is None:
            return Sighting(who=who, form=form, place=place, file=self.shown)
        scope, ident = known_as(claim, self.inside)
        is_own = not self._differs(who)
        return Sighting(
            who=who,
            form=form,
            place=place,
            file=self.shown,
            account=Account(canvas=claim.account, email=claim.email) if is_own else Account(),
            system=claim.system,
            scope=scope,
            ident=ident,
        )


def _disagreement(claim: Claim, who: Learner) -> str:
    named = claim.name or claim.number
    return f"{claim.system} gave it out under the name of “{named}”. The hand-in names “{who.name}”, and that counts."


def _as_text(data: bytes) -> str:
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", errors="replace")
