"""Hand-ins of a made-up class, the same at every run with the same seed.

`answers_of` takes labelled responses in turn: for measuring and for comparing marks.  `attempts_of` draws a
learner with plausible slips:

- Each learner has an ability, each item a difficulty, both normal; the chance of a right first answer is the
  logistic of 1.3 times their difference.
- A wrong answer is one of the item's labelled responses with a slip.  Each of these has a weight of its own,
  the same for the whole class, so that some misreadings are common and others rare; one that earns part of
  the score is likelier for the able.  Where an item has several rows, a learner falls for part of the slip:
  each differing row is taken with a chance of 0.7, at least one.
- One wrong answer in twelve has another option, drawn at random, in one row: often nothing that a slip explains.
- Few leave an item blank (likelier for the weak), few type what cannot be read, few skip a whole exercise.
- How sure they are follows ability and being right, with noise; a confident mistake happens.
- The last answer is the first one mended with a chance of 0.6; a right one stays.

Everything is drawn from the seed, the learner's number and the names of exercise and item, never from the
order in which learners are made.
"""

import math
import random
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from course_checks.content.exercises import Exercise, LabelledResponse
from course_checks.core.part import Options
from course_checks.exercise import Item, parts_of
from course_checks.sheet.attempts import Attempts, Tried
from course_checks.sheet.handin import Learner, make, to_json

Answers = Mapping[str, Mapping[str, str]]
"""From an item's id to a part's id to what was typed."""

SEED = 2004
STEEPNESS = 1.3
BLANK, UNREADABLE, SKIPPED, MENDED = 0.04, 0.01, 0.03, 0.6
TAKEN, AT_RANDOM = 0.7, 1 / 12
SURE = "sure"
LEVELS = ("guess", "fairly sure", "certain")
CERTAIN_FROM, FAIRLY_FROM = 0.8, -0.6


def chance_of(*what: object) -> random.Random:
    """Draws that depend on `what` alone."""
    return random.Random(" ".join(map(str, what)))  # noqa: S311  (a class to measure with, no secret)


@cache
def normal(middle: float, spread: float, *what: object) -> float:
    """One normal draw that depends on `what` alone."""
    return chance_of(*what).gauss(middle, spread)


def answers_of(exercise: Exercise, turn: int, *, scored: bool = False) -> Answers:
    """What a learner gives to an exercise: to each item, one of its labelled responses in turn.

    With `scored`, only responses of which the exercise promises a score.
    """
    given = {}
    for place, item in enumerate(exercise.public.items):
        held = [
            one.answers[item.id]
            for one in exercise.responses
            if one.answers.get(item.id)
            and (not scored or (item.id in one.expect and one.expect[item.id].score))
        ]
        if held:
            given[item.id] = held[(turn + turn // len(held) * place) % len(held)]
    return given


def attempts_of(exercise: Exercise, number: int, seed: int = SEED) -> tuple[Answers, Answers] | None:
    """The (first, last) answers of learner `number`; None for one who skips the exercise."""
    name = exercise.public.id
    ability = chance_of(seed, number).gauss(0, 1)
    chance = chance_of(seed, number, name)
    if chance.random() < SKIPPED:
        return None
    first: dict[str, Mapping[str, str]] = {}
    last: dict[str, Mapping[str, str]] = {}
    for item in exercise.public.items:
        drawn = _Drawn(exercise=exercise, item=item, ability=ability, chance=chance, seed=seed)
        tried = drawn.first()
        if tried:
            first[item.id] = tried
        mended = drawn.model() if tried and chance.random() < MENDED else tried
        if mended:
            last[item.id] = mended
    return first, last


class _Drawn:
    """One learner before one item."""

    def __init__(
        self, *, exercise: Exercise, item: Item, ability: float, chance: random.Random, seed: int
    ) -> None:
        self.exercise, self.item, self.ability, self.chance, self.seed = exercise, item, ability, chance, seed
        self.slips = slips_of(exercise, item.id)

    def model(self) -> Mapping[str, str]:
        """The model response, with certainty where it is asked for."""
        return self._with_certainty(dict(model_of(self.exercise, self.item.id)), right=True)

    def first(self) -> Mapping[str, str]:
        """The first answer: right, wrong, unreadable, or nothing."""
        difficulty = normal(0.1, 0.8, self.seed, self.exercise.public.id, self.item.id)
        right = 1 / (1 + math.exp(-STEEPNESS * (self.ability - difficulty)))
        if self.chance.random() < BLANK * (1.5 - right):
            return {}
        if self.chance.random() < UNREADABLE:
            return {part.id: "?!" for part in parts_of(self.item)[:1]}
        if self.chance.random() < right or not self.slips:
            return self.model()
        return self._with_certainty(self._wrong(), right=False)

    def _wrong(self) -> dict[str, str]:
        weights = [self._weight(one) for one in self.slips]
        taken = dict(self.chance.choices(self.slips, weights)[0].answers[self.item.id])
        model = model_of(self.exercise, self.item.id)
        rows = [part for part in model if taken.get(part) != model[part]]
        if len(model) > 2 and len(rows) > 1:
            kept = [part for part in rows if self.chance.random() < TAKEN] or [self.chance.choice(rows)]
            answer = dict(model) | {part: taken.get(part, "") for part in kept}
        else:
            answer = taken
        if self.chance.random() < AT_RANDOM:
            options = [
                part for part in parts_of(self.item) if part.scored and isinstance(part.domain, Options)
            ]
            if options:
                part = self.chance.choice(options)
                assert isinstance(part.domain, Options)
                answer[part.id] = self.chance.choice(part.domain.ids)
        return answer

    def _weight(self, one: LabelledResponse) -> float:
        liking = normal(0, 1, self.seed, self.exercise.public.id, self.item.id, one.name)
        share = float(one.expect[self.item.id].fraction or 0)
        return math.exp(liking) * (1 + 2 * share * max(0.0, self.ability))

    def _with_certainty(self, answer: dict[str, str], *, right: bool) -> dict[str, str]:
        if all(part.id != SURE for part in parts_of(self.item)):
            return answer
        felt = 0.5 * self.ability + (0.6 if right else 0.0) + self.chance.gauss(0, 0.9)
        answer[SURE] = LEVELS[(felt > FAIRLY_FROM) + (felt > CERTAIN_FROM)]
        return answer


_SLIPS: dict[tuple[str, str, str], tuple[LabelledResponse, ...]] = {}


def slips_of(exercise: Exercise, item: str) -> tuple[LabelledResponse, ...]:
    """The labelled responses to an item that earn less than the whole score, and show a slip."""
    place = (exercise.public.id, exercise.public.version, item)
    if place not in _SLIPS:
        _SLIPS[place] = tuple(_slips(exercise, item))
    return _SLIPS[place]


def _slips(exercise: Exercise, item: str) -> Iterator[LabelledResponse]:
    yield from (
        one
        for one in exercise.responses
        if one.answers.get(item)
        and item in one.expect
        and one.expect[item].fraction not in (None, 1)
        and one.expect[item].slips
    )


def model_of(exercise: Exercise, item: str) -> Mapping[str, str]:
    """The first labelled response to an item that earns the whole score; for what is not scored, the first of all."""
    whole = (one for one in exercise.responses if item in one.expect and one.expect[item].fraction == 1)
    found = next((one for one in whole if one.answers.get(item)), None)
    found = found or next((one for one in exercise.responses if one.answers.get(item)), None)
    return found.answers[item] if found else {}


def hand_in(number: str, given: Iterable[tuple[Exercise, Answers, Answers]]) -> str:
    """The text of a hand-in: of each exercise the first and the last answers."""
    tried, versions = {}, {}
    for exercise, first, last in given:
        name = exercise.public.id
        versions[name] = exercise.public.version
        tried[name] = {item: Tried(first=first.get(item, {}), last=last[item]) for item in last}
    learner = Learner(name=f"Learner {number}", number=number)
    return to_json(make(Attempts(items=tried, versions=versions), learner))


def simulated(exercises: Iterable[Exercise], number: int, seed: int = SEED) -> str:
    """The text of the hand-in of learner `number` of a made-up class."""
    tried = ((one, attempts_of(one, number, seed)) for one in exercises)
    return hand_in(f"{number:06}", ((one, *found) for one, found in tried if found is not None))


def write_class(
    folder: Path, exercises: Iterable[Exercise], numbers: Iterable[int], seed: int = SEED
) -> Iterator[int]:
    """Write a hand-in for each learner into `folder`, a thousand to a folder; yields the bytes of each."""
    chosen = tuple(exercises)
    for number in numbers:
        text = simulated(chosen, number, seed)
        file = folder / f"{number // 1000:03}" / f"hand-in-{number:06}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        yield file.write_text(text, encoding="ascii", newline="\n")
