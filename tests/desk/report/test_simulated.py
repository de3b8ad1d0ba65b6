"""The made-up class: the same at every run, plausible, and good enough to try the report on."""

from pathlib import Path

import pytest

from benchmarks._class import attempts_of, simulated
from course_checks.checking import check
from course_checks.content.course import Course, load_course
from course_checks.core.outcome import InvalidResponse, Scored, Unanswered
from course_checks.desk.report.figures import ClassFigures, Estimate
from tests.desk.report.records import bank_at, recorded, report_on

ROOT = Path(__file__).resolve().parents[3]
NAMES = ("u01-checks", "u02-checks", "u03-checks", "u04-limits", "u05-order", "u07-chains")


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course(ROOT)


@pytest.fixture(scope="module")
def forty(course: Course, tmp_path_factory: pytest.TempPathFactory) -> ClassFigures:
    bank = bank_at(ROOT)
    learners = []
    for number in range(1, 41):
        tried = {name: attempts_of(course.exercises[name], number) for name in NAMES}
        given = {name: first for name, found in tried.items() if found for first, _ in [found]}
        learners.append(recorded(bank, number, given))
    return report_on(ROOT, learners, folder=tmp_path_factory.mktemp("forty"))


def outcomes(course: Course, name: str, *, last: bool) -> list[object]:
    held = course.exercises[name]
    found = [attempts_of(held, number) for number in range(1, 61)]
    given = [pair[last] for pair in found if pair is not None]
    return [
        entry.outcome for one in given for entry in check(held.public, held.key, course.library, one).items
    ]


def mean(found: list[object]) -> float:
    scores = [one.score for one in found if isinstance(one, Scored) and one.score is not None]
    return float(sum(scores)) / len(scores)


def test_the_same_seed_gives_the_same_class_in_any_order(course: Course) -> None:
    held = [course.exercises[name] for name in NAMES]
    forward = [simulated(held, number) for number in (1, 2, 3)]
    back = [simulated(held, number) for number in (3, 2, 1)]

    assert forward == back[::-1]
    assert simulated(held, 1, seed=1) != simulated(held, 1, seed=2)


@pytest.mark.parametrize("name", NAMES)
def test_wrong_answers_are_mostly_slips_that_the_key_knows(course: Course, name: str) -> None:
    wrong = [one for one in outcomes(course, name, last=False) if isinstance(one, Scored) and one.score != 1]

    assert len(wrong) >= 10
    assert sum(bool(one.slips) for one in wrong) / len(wrong) > 0.6


def test_some_leave_blanks_some_cannot_be_read_and_some_skip(course: Course) -> None:
    found = [one for name in NAMES for one in outcomes(course, name, last=False)]
    skipped = [attempts_of(course.exercises[name], number) for name in NAMES for number in range(1, 61)]

    assert 0.01 < sum(isinstance(one, Unanswered) for one in found) / len(found) < 0.15
    assert 0 < sum(isinstance(one, InvalidResponse) for one in found) / len(found) < 0.05
    assert 0 < skipped.count(None) / len(skipped) < 0.1


@pytest.mark.parametrize("name", NAMES)
def test_last_answers_are_better_than_first_ones(course: Course, name: str) -> None:
    assert mean(outcomes(course, name, last=False)) + 0.03 < mean(outcomes(course, name, last=True)) < 1


def test_the_able_do_well_throughout(forty: ClassFigures) -> None:
    rests = [item.item_rest for one in forty.exercises for item in one.items]
    values = [one.value for one in rests if isinstance(one, Estimate)]

    assert len(values) > 20
    assert sum(values) / len(values) > 0.15


def test_certainty_goes_with_being_right_and_confident_mistakes_happen(forty: ClassFigures) -> None:
    guess, fairly, certain = [
        one.success.value for one in forty.certainty if isinstance(one.success, Estimate)
    ]

    assert guess < fairly < certain < 1


def test_a_class_of_forty_has_something_to_reteach_and_something_to_write(forty: ClassFigures) -> None:
    assert len(forty.reteach) == 3
    assert all(one.passages and one.message and one.examples for one in forty.reteach)
    assert all(one.passages[0] in forty.passages for one in forty.reteach)
    assert forty.strays
    assert forty.outcomes[0].text.startswith("identify who made a page")
