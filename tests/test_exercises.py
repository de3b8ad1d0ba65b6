"""The exercises of the course: each proves itself, and none can be guessed from its form."""

import pytest

import make
from course_checks.checking import check
from course_checks.content.audit import audit
from course_checks.content.course import load_course
from course_checks.content.exercises import Exercise
from course_checks.content.guessing import Guess, guesses, guessing_faults
from course_checks.content.messages import citation_faults
from course_checks.content.mutants import mutants
from course_checks.core.outcome import Scored
from course_checks.exercise import Item, parts_of
from course_checks.validators import load

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
    """A change of any scored part costs something, at least one of its changes; an open one costs nothing."""
    model = dict(load(item.kind).model(item.ask, exercise.key[item.id].accept))
    killed = set()
    for part, value in mutants(model, parts_of(item), COURSE.library.passages):
        report = check(exercise.public, exercise.key, COURSE.library, {item.id: model | {part: value}})
        (outcome,) = (entry.outcome for entry in report.items if entry.item == item.id)
        if isinstance(outcome, Scored) and outcome.score is not None and outcome.score < 1:
            killed.add(part)

    left_open = set(getattr(exercise.key[item.id].accept, "open", ()))
    assert killed == {part.id for part in parts_of(item) if part.scored} - left_open


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


# Nobody shall find the key of an item by the look of its options ---------------------------------------------

FOUND = guesses(EXERCISES.values())


@pytest.mark.parametrize("guess", FOUND, ids=lambda guess: f"{guess.kind}: {guess.rule}")
def test_no_rule_of_thumb_finds_the_keys_more_often_than_chance_allows(guess: Guess) -> None:
    assert not guess.telling, guessing_faults([guess])
