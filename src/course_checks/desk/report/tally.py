"""Counting a class learner by learner: what is held grows with the exercises, not with the class.

Scores are counted in ten-thousandths, so that sums are whole numbers and exact.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from course_checks.core.library import Library
from course_checks.core.part import CERTAINTY
from course_checks.desk.answers import Bank
from course_checks.desk.record import Answered, Attempt, Recorded
from course_checks.desk.report.responses import BY_ROW, Reader, Said, Stray
from course_checks.exercise import Item, ItemKey, PublicExercise, parts_of
from course_checks.sheet.workspace import Opened

UNIT = 10_000
"""Of one point."""
MOST_TOLD_APART = 2_000
"""Different answers that are counted by themselves; what comes after is counted together."""
LEVELS = CERTAINTY.ids
NAMED_BY_ROW = BY_ROW | {"order", "joint-statement"}
"""Kinds in which a value says nothing without its row."""


@dataclass(slots=True)
class Spread:
    """How often each of many values was met, with a bound on how many are told apart."""

    counts: Counter[str] = field(default_factory=Counter)
    texts: dict[str, str] = field(default_factory=dict)
    others: int = 0

    def add(self, key: str, text: str) -> None:
        """Count one; its first spelling is kept."""
        if key in self.counts or len(self.counts) < MOST_TOLD_APART:
            self.counts[key] += 1
            self.texts.setdefault(key, text)
        else:
            self.others += 1

    def most(self, number: int) -> list[tuple[str, int]]:
        """(value as shown, how often), the most frequent first, equals by their letters."""
        ordered = sorted(self.counts.items(), key=lambda one: (-one[1], one[0]))
        return [(self.texts[key], count) for key, count in ordered[:number]]


@dataclass(slots=True)
class Mean:
    """A mean over learners of each one's own mean."""

    learners: int = 0
    points: float = 0.0
    answers: int = 0
    answered: int = 0
    """Ten-thousandths over all answers."""

    def add(self, scores: list[int]) -> None:
        """Count the scores of one learner."""
        if scores:
            self.learners += 1
            self.points += sum(scores) / len(scores) / UNIT
            self.answers += len(scores)
            self.answered += sum(scores)


@dataclass(slots=True, kw_only=True)
class SlipTally:
    """Who made one slip, and what they gave."""

    count: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    examples: Spread = field(default_factory=Spread)


@dataclass(slots=True, kw_only=True)
class ItemTally:
    """One item."""

    item: Item
    key: ItemKey | None
    reader: Reader
    scorable: bool
    endings: Counter[str] = field(default_factory=Counter)
    n: int = 0
    points: int = 0
    right: int = 0
    uses: dict[str, Spread] = field(default_factory=dict)
    keyed: set[tuple[str, str]] = field(default_factory=set)
    """(part, value) that were marked right."""
    blank: Counter[str] = field(default_factory=Counter)
    slips: dict[str, SlipTally] = field(default_factory=dict)
    strays: Spread = field(default_factory=Spread)
    stray: dict[str, Stray] = field(default_factory=dict)
    strayed: int = 0
    """Learners with at least one wrong value that no slip explains."""
    sure: dict[str, Mean] = field(default_factory=dict)

    def add(self, one: Answered, *, blank_is_zero: bool) -> int | None:
        """Count one first attempt; its score in ten-thousandths, None where there is none."""
        self.endings[one.ending] += 1
        if one.ending == "unanswered" and blank_is_zero and self.scorable:
            self.n += 1
            return 0
        if one.ending not in ("scored", "keyless"):
            return None
        self._read(one)
        if one.score is None or not self.scorable:
            return None
        points = int(one.score * UNIT)
        self.n += 1
        self.points += points
        self.right += points == UNIT
        if one.sure in LEVELS:
            self.sure.setdefault(one.sure, Mean()).add([points])
        return points

    def _read(self, one: Answered) -> None:
        seen = self.reader.seen(one)
        for told in seen.said:
            self.uses.setdefault(told.part, Spread()).add(told.key, told.text)
            if one.parts.get(told.part) == "right":
                self.keyed.add((told.part, told.key))
        for part, state in one.parts.items():
            if state == "empty" and part in self.reader.parts:
                self.blank[part] += 1
        for slip in one.slips:
            tally = self.slips.setdefault(slip.id, SlipTally())
            tally.count += 1
            tally.parts.update(slip.parts)
            if text := self._example(seen.at(slip.parts)):
                tally.examples.add(text, text)
        self.strayed += bool(seen.strays)
        for stray in seen.strays:
            key = f"{stray.said.part} {stray.said.key}"
            self.strays.add(key, key)
            if key in self.strays.counts:
                self.stray.setdefault(key, stray)

    def _example(self, said: tuple[Said, ...]) -> str:
        """What was given, on one line; the part is named where the item has rows."""
        several = self.item.kind in NAMED_BY_ROW
        return "; ".join(f"{one.part} = {one.text}" if several else one.text for one in said)


@dataclass(slots=True)
class Complete:
    """Learners who have a score in every item of an exercise: what correlations rest on."""

    n: int = 0
    total: int = 0
    totals: int = 0
    """Of squares."""
    x: list[int] = field(default_factory=list)
    xx: list[int] = field(default_factory=list)
    xt: list[int] = field(default_factory=list)
    strata: dict[int, list[int]] = field(default_factory=dict)
    """By total: how many, then the points in each item."""
    chosen: dict[tuple[int, str, str], list[int]] = field(default_factory=dict)
    """By item, part and value: how many chose it, and the sum of their totals without the item."""

    def add(self, scores: list[int]) -> None:
        """Count one learner, item by item."""
        if not self.x:
            self.x, self.xx, self.xt = ([0] * len(scores) for _ in range(3))
        total = sum(scores)
        self.n += 1
        self.total += total
        self.totals += total * total
        stratum = self.strata.setdefault(total, [0] * (len(scores) + 1))
        stratum[0] += 1
        for place, points in enumerate(scores):
            self.x[place] += points
            self.xx[place] += points * points
            self.xt[place] += points * total
            stratum[place + 1] += points


@dataclass(slots=True, kw_only=True)
class ExerciseTally:
    """One exercise."""

    public: PublicExercise
    items: dict[str, ItemTally]
    blank_is_zero: bool
    handed: int = 0
    other_version: int = 0
    strange: Counter[str] = field(default_factory=Counter)
    """Items of the file that the exercise does not have."""
    complete: Complete = field(default_factory=Complete)

    @property
    def scored(self) -> list[ItemTally]:
        """The items that can be scored."""
        return [one for one in self.items.values() if one.scorable]

    def add(self, attempt: Attempt) -> dict[str, int]:
        """Count one learner; the scores there are, by item."""
        self.handed += 1
        self.other_version += attempt.version not in ("", self.public.version)
        self.strange.update(name for name in attempt.items if name not in self.items)
        scores = {}
        for name, tally in self.items.items():
            one = attempt.items.get(name, Answered(ending="unanswered"))
            points = tally.add(one, blank_is_zero=self.blank_is_zero)
            if points is not None:
                scores[name] = points
        scored = [tally.item.id for tally in self.scored]
        if scored and all(name in scores for name in scored):
            self.complete.add([scores[name] for name in scored])
            self._choices(attempt, scores)
        return scores

    def _choices(self, attempt: Attempt, scores: Mapping[str, int]) -> None:
        total = sum(scores.values())
        for place, tally in enumerate(self.scored):
            one = attempt.items.get(tally.item.id)
            if tally.item.kind != "choice" or one is None:
                continue
            for told in tally.reader.seen(one).said:
                held = self.complete.chosen.setdefault((place, told.part, told.key), [0, 0])
                held[0] += 1
                held[1] += total - scores[tally.item.id]


@dataclass(slots=True, kw_only=True)
class ClassTally:
    """The whole class."""

    bank: Bank
    blank_is_zero: bool = False
    learners: int = 0
    exercises: dict[str, ExerciseTally] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)
    """Exercises of the file that are not here."""
    outcomes: dict[str, Mean] = field(default_factory=dict)
    kinds: dict[str, Mean] = field(default_factory=dict)
    sure: dict[str, Mean] = field(default_factory=dict)

    def add(self, recorded: Recorded) -> None:
        """Count one learner."""
        self.learners += 1
        outcomes: dict[str, list[int]] = {}
        kinds: dict[str, list[int]] = {}
        sure: dict[str, list[int]] = {}
        for name, attempt in recorded.exercises.items():
            tally = self._exercise(name)
            if tally is None:
                self.unknown[name] += 1
                continue
            for item, points in tally.add(attempt).items():
                for outcome in tally.public.outcomes:
                    outcomes.setdefault(outcome, []).append(points)
                kinds.setdefault(tally.items[item].item.kind, []).append(points)
                level = attempt.items[item].sure if item in attempt.items else None
                if level in LEVELS:
                    sure.setdefault(level, []).append(points)
        for means, found in ((self.outcomes, outcomes), (self.kinds, kinds), (self.sure, sure)):
            for key, scores in found.items():
                means.setdefault(key, Mean()).add(scores)

    def _exercise(self, name: str) -> ExerciseTally | None:
        """The tally of an exercise, opened when somebody first has it.  Raises WorkspaceError."""
        if name not in self.exercises and name in self.bank.exercises:
            opened = self.bank.open(name)
            tally = _tally_of(opened, self.bank.library, blank_is_zero=self.blank_is_zero)
            self.exercises[name] = tally
        return self.exercises.get(name)


def _tally_of(opened: Opened, library: Library, *, blank_is_zero: bool) -> ExerciseTally:
    items = {}
    for item in opened.public.items:
        key = None if opened.key is None else opened.key[item.id]
        items[item.id] = ItemTally(
            item=item,
            key=key,
            reader=Reader(item=item, key=key, library=library),
            scorable=any(part.scored for part in parts_of(item)),
        )
    return ExerciseTally(public=opened.public, items=items, blank_is_zero=blank_is_zero)
