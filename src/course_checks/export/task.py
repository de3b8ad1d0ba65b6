"""One item that is to be exported, and what the course's own validators say to any answer to it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from course_checks.checking import ItemReport, check
from course_checks.content.exercises import Exercise
from course_checks.core.library import Library
from course_checks.core.outcome import Scored
from course_checks.core.part import CERTAINTY, Prose
from course_checks.core.text import plain
from course_checks.exercise import Item, ItemKey, PublicExercise, parts_of
from course_checks.export.model import Answer

MOST_SAID = 2
"""Messages that stand under one answer: more at once are not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An item with its key, and a way to try answers."""

    exercise: Exercise
    item: Item
    library: Library

    @property
    def key(self) -> ItemKey:
        """The key of the item."""
        return self.exercise.key[self.item.id]

    def report(self, answers: Mapping[str, str]) -> ItemReport:
        """What the check says to `answers`, part id to text as typed."""
        alone = _alone(self.exercise.public, self.item)
        key = {self.item.id: self.key}
        return check(alone, key, self.library, {self.item.id: answers}).items[0]

    def scored(self, answers: Mapping[str, str]) -> Scored | None:
        """The same where it ends in a score; None for any other ending."""
        outcome = self.report(answers).outcome
        return outcome if isinstance(outcome, Scored) and outcome.score is not None else None

    def points(self, part: str, text: str) -> Fraction:
        """What `text` at one part earns there, 0 to 1; 0 for what cannot be read."""
        scored = self.scored({part: text})
        marks = () if scored is None else scored.marks
        return next((mark.score or Fraction(0) for mark in marks if mark.part == part), Fraction(0))

    def slips(self, answers: Mapping[str, str], part: str = "") -> tuple[str, ...]:
        """The slips that `answers` show and the key has a message for; only those at `part`, if one is named."""
        scored = self.scored(answers)
        found = () if scored is None else scored.slips
        return tuple(
            slip.id for slip in found if self.key.message(slip.id) and (not part or part in slip.parts)
        )

    def told(self, answers: Mapping[str, str], part: str = "") -> tuple[str, ...]:
        """Those of the slips whose messages are said at once: the first few."""
        return self.slips(answers, part)[:MOST_SAID]

    def say(self, slips: Iterable[str]) -> str:
        """The messages of `slips`: MyST paragraphs."""
        return "\n\n".join(map(self.key.message, slips))

    def labelled(self, part: str) -> tuple[str, ...]:
        """What the labelled responses give to one part, each once, as typed."""
        given = (one.answers.get(self.item.id, {}).get(part, "") for one in self.exercise.responses)
        return tuple(dict.fromkeys(text.strip() for text in given if text.strip()))

    def named(self, part: str) -> tuple[str, ...]:
        """The values that the key's slips name for one part, each once."""
        return tuple(dict.fromkeys(value for rule in self.key.slips for value in rule.when.get(part, ())))


def _alone(public: PublicExercise, item: Item) -> PublicExercise:
    """The exercise with nothing but one of its items."""
    return PublicExercise(
        id=public.id,
        title=public.title,
        unit=public.unit,
        minutes=public.minutes,
        outcomes=public.outcomes,
        why=public.why,
        items=(item,),
        version=public.version,
    )


def typed_answers(task: Task, part: str, candidates: Iterable[str]) -> tuple[Answer, ...]:
    """The candidates that earn something at a part, best first, then those to which a slip has a message.

    What differs in capitals alone is listed once: it is compared without them.
    """
    listed: dict[str, str] = {}
    for text in candidates:
        listed.setdefault(text.casefold(), text)
    found = []
    for text in listed.values():
        points = task.points(part, text)
        slips = () if points == 1 else task.told({part: text}, part)
        if points or slips:
            found.append(Answer(text=text, points=points, say=task.say(slips)))
    return tuple(sorted(found, key=lambda answer: -answer.points))


def carried_at(task: Task, part: str, values: Iterable[str]) -> tuple[str, ...]:
    """The slips that any of `values` at a part shows."""
    return tuple(dict.fromkeys(slip for value in values for slip in task.told({part: value}, part)))


def unscored_losses(item: Item, beside: Collection[str] = ()) -> tuple[str, ...]:
    """What of the parts that are never scored no other system asks for, a phrase each; without those `beside`."""
    found = []
    for part in parts_of(item):
        if part.scored or part.id in beside:
            continue
        if part.domain == CERTAINTY:
            found.append("how sure one is (never scored)")
        elif isinstance(part.domain, Prose):
            label = " ".join(plain(part.label).split())
            found.append(f"words of one's own (never scored): `{part.id}`, {label}")
    return tuple(found)
