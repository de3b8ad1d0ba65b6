"""Hand-ins of a class, made from the labelled responses of exercises, the same at every run."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from course_checks.content.exercises import Exercise
from course_checks.sheet.attempts import Attempts, Tried
from course_checks.sheet.handin import Learner, make, to_json

Answers = Mapping[str, Mapping[str, str]]
"""From an item's id to a part's id to what was typed."""


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


def hand_in(number: str, given: Iterable[tuple[Exercise, Answers, Answers]]) -> str:
    """The text of a hand-in: of each exercise the first and the last answers."""
    tried, versions = {}, {}
    for exercise, first, last in given:
        name = exercise.public.id
        versions[name] = exercise.public.version
        tried[name] = {item: Tried(first=first.get(item, {}), last=last[item]) for item in last}
    learner = Learner(name=f"Learner {number}", number=number)
    return to_json(make(Attempts(items=tried, versions=versions), learner))


def write_class(folder: Path, exercises: Iterable[Exercise], numbers: Iterable[int]) -> Iterator[int]:
    """Write a hand-in for each learner into `folder`, a thousand to a folder; yields the bytes of each."""
    chosen = tuple(exercises)
    for number in numbers:
        given = ((one, answers_of(one, number), answers_of(one, number + 1)) for one in chosen)
        text = hand_in(f"{number:06}", given)
        file = folder / f"{number // 1000:03}" / f"hand-in-{number:06}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        yield file.write_text(text, encoding="ascii", newline="\n")
