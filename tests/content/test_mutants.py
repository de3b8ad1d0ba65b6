"""Mutants of the model response: each changes one scored part through its domain."""

import pytest

from course_checks.content.mutants import label, mutants
from course_checks.core.part import CERTAINTY, YES_NO, Domain, Number, Option, Options, Part, Passages, Prose
from course_checks.exercise import parts_of
from course_checks.validators import load
from tests.courses.made import good_course

PASSAGES = ("TM1", "T1", "T2")
LETTERS = Options(options=tuple(Option(id=name, text=name) for name in "abc"))


@pytest.mark.parametrize(
    ("domain", "held", "others"),
    [
        (LETTERS, "b", ["a", "c"]),
        (YES_NO, "no", ["yes"]),
        (Passages(), "T1", ["TM1", "T2"]),
        (Number(low=1, high=5), "3", ["2", "4"]),
        (Number(low=1, high=5), "1", ["2"]),
        (Number(low=1, high=5), "5", ["4"]),
        (Prose(), "whatever", []),
    ],
)
def test_each_domain_changes_in_its_own_way(domain: Domain, held: str, others: list[str]) -> None:
    parts = (Part(id="here", domain=domain),)

    assert list(mutants({"here": held}, parts, PASSAGES)) == [("here", other) for other in others]


def test_what_is_not_scored_or_not_in_the_model_is_let_be() -> None:
    parts = (
        Part(id="choice", domain=LETTERS),
        Part(id="sure", domain=CERTAINTY, scored=False),
        Part(id="open", domain=YES_NO),
    )

    assert list(mutants({"choice": "a", "sure": "guess"}, parts, PASSAGES)) == [
        ("choice", "b"),
        ("choice", "c"),
    ]


def test_every_mutant_differs_from_the_model_in_one_part_and_can_be_typed() -> None:
    course = good_course()
    for exercise in course.exercises.values():
        for item in exercise.public.items:
            model = load(item.kind).model(item.ask, exercise.key[item.id].accept)
            made = list(mutants(model, parts_of(item), course.library.passages))

            assert made
            assert len(set(made)) == len(made)
            assert all(model[part] != value for part, value in made)


def test_a_mutant_is_named_by_what_it_changes() -> None:
    assert label("Z5", "chain", "Zissis > Segal") == "Z5.chain = Zissis > Segal"
