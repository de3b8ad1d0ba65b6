"""The exercises of the course: each proves itself, and none can be guessed from its form."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

import pytest

import make
from course_checks.checking import check
from course_checks.content.audit import audit
from course_checks.content.course import load_course
from course_checks.content.exercises import Exercise
from course_checks.content.messages import citation_faults
from course_checks.content.mutants import mutants
from course_checks.core.outcome import Scored
from course_checks.core.text import plain, words
from course_checks.exercise import Item, ItemKey, parts_of
from course_checks.validators import choice, load

COURSE = load_course(make.ROOT)
EXERCISES = COURSE.exercises
ITEMS = [
    pytest.param(exercise, item, id=f"{exercise.public.id} {item.id}")
    for exercise in EXERCISES.values()
    for item in exercise.public.items
]


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_every_exercise_passes_the_audit_with_no_survivor(exercise: Exercise) -> None:
    found = audit(exercise, COURSE.library)

    assert [str(fault) for fault in found.faults] == []
    assert found.survivors == ()
    assert found.killed + len(found.defensible) == found.mutants
    scored = any(part.scored for item in exercise.public.items for part in parts_of(item))
    assert (found.mutants > 0) is scored


@pytest.mark.parametrize(("exercise", "item"), ITEMS)
def test_every_scored_part_of_the_model_matters(exercise: Exercise, item: Item) -> None:
    """A change of any scored part costs something, at least one of its changes."""
    model = dict(load(item.kind).model(item.ask, exercise.key[item.id].accept))
    killed = set()
    for part, value in mutants(model, parts_of(item), COURSE.library.passages):
        report = check(exercise.public, exercise.key, COURSE.library, {item.id: model | {part: value}})
        (outcome,) = (entry.outcome for entry in report.items if entry.item == item.id)
        if isinstance(outcome, Scored) and outcome.score is not None and outcome.score < 1:
            killed.add(part)

    assert killed == {part.id for part in parts_of(item) if part.scored}


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_an_exercise_belongs_to_the_unit_that_its_name_begins_with(exercise: Exercise) -> None:
    assert exercise.public.id.startswith(f"{exercise.public.unit}-")


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_every_passage_that_an_exercise_mentions_exists(exercise: Exercise) -> None:
    public = exercise.public
    texts = [public.intro, public.why, public.reflect]
    for item in public.items:
        texts += [item.prompt, item.reason, *(part.label for part in parts_of(item))]

    assert [fault for text in texts for fault in citation_faults(text, COURSE.library.passages)] == []


# Nobody shall find the key of a choice by the look of its options --------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A choice item: its options in order, and which of them are accepted."""

    prompt: str
    options: tuple[str, ...]
    accepted: tuple[bool, ...]


def chosen(item: Item, key: ItemKey) -> Chosen:
    ask: choice.Ask = item.ask
    return Chosen(
        prompt=plain(item.prompt),
        options=tuple(plain(option.text) for option in ask.options),
        accepted=tuple(option.id in key.accept.accepted for option in ask.options),
    )


CHOICES = [
    chosen(item, exercise.key[item.id])
    for exercise in EXERCISES.values()
    for item in exercise.public.items
    if item.kind == "choice"
]

Guess = Callable[[Chosen], list[float]]
"""A weight for each option: who does not know takes one of the heaviest."""

SMALL_WORDS = frozenset(
    "a an and as at be by for from in is it its of on or that the this to was what which".split()
)


def longest(item: Chosen) -> list[float]:
    return [len(text) for text in item.options]


def shortest(item: Chosen) -> list[float]:
    return [-len(text) for text in item.options]


def most_words(item: Chosen) -> list[float]:
    return [len(text.split()) for text in item.options]


def like_the_prompt(item: Chosen) -> list[float]:
    asked = set(words(item.prompt)) - SMALL_WORDS
    return [len(asked & set(words(text))) for text in item.options]


def like_the_others(item: Chosen) -> list[float]:
    """The option that shares most words with the other options."""
    sets = [set(words(text)) - SMALL_WORDS for text in item.options]
    return [sum(len(one & other) for other in sets) for one in sets]


def at(position: int) -> Guess:
    def guess(item: Chosen) -> list[float]:
        return [float(number == position) for number, _ in enumerate(item.options)]

    guess.__name__ = f"number {position + 1}"
    return guess


def last(item: Chosen) -> list[float]:
    return [float(number) for number, _ in enumerate(item.options)]


def hit(guess: Guess, item: Chosen) -> Fraction:
    """How likely the guess is right: one of the heaviest options is taken at random."""
    weights = guess(item)
    heaviest = [right for weight, right in zip(weights, item.accepted, strict=True) if weight == max(weights)]
    return Fraction(sum(heaviest), len(heaviest))


def chance_of_at_least(hits: Fraction, chances: Iterable[Fraction]) -> Fraction:
    """How likely independent trials, each with its own chance, give at least `hits` (exact binomial law)."""
    law = [Fraction(1)]
    for chance in chances:
        law = [
            (law[n] if n < len(law) else 0) * (1 - chance) + (law[n - 1] * chance if n else 0)
            for n in range(len(law) + 1)
        ]
    return sum((share for n, share in enumerate(law) if n >= hits), Fraction(0))


TELLING = Fraction(1, 20)
"""A rule that does as well as this by chance less than once in twenty courses gives the keys away."""


@pytest.mark.parametrize(
    "guess",
    [longest, shortest, most_words, like_the_prompt, like_the_others, at(0), at(1), at(2), last],
    ids=lambda guess: guess.__name__,
)
def test_no_rule_of_thumb_finds_the_key_more_often_than_chance_allows(guess: Guess) -> None:
    hits = sum((hit(guess, item) for item in CHOICES), Fraction(0))
    chances = [Fraction(sum(item.accepted), len(item.options)) for item in CHOICES]

    assert chance_of_at_least(hits, chances) >= TELLING, f"right in {hits} of {len(CHOICES)}"


def test_the_exact_law_is_the_binomial_where_all_chances_are_alike() -> None:
    third = [Fraction(1, 3)] * 5

    assert chance_of_at_least(Fraction(0), third) == 1
    assert chance_of_at_least(Fraction(5), third) == Fraction(1, 243)
    assert chance_of_at_least(Fraction(4), third) == Fraction(11, 243)
    assert chance_of_at_least(Fraction(1), [Fraction(1, 2), Fraction(1, 3)]) == Fraction(2, 3)


def test_a_course_whose_key_is_always_the_longest_option_would_be_found_out() -> None:
    item = Chosen(prompt="", options=("short", "a long one", "mid one"), accepted=(False, True, False))
    chances = [Fraction(1, 3)] * 4

    assert chance_of_at_least(4 * hit(longest, item), chances) < TELLING
