"""Nobody shall find the keys of a course by the look of its options: made-up courses in which somebody would."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from course_checks.content.exercises import Exercise
from course_checks.content.guessing import Guess, guesses, guessing_faults, plain_guess
from course_checks.core.part import Option
from course_checks.exercise import Item, ItemKey, PublicExercise
from course_checks.validators import choice, match, multiple_response

TEXTS = ("a light", "a lamp", "a fog horn", "a bell buoy out at sea")
"""None shares a word with another, but for the smallest."""


def exercise_of(*items: tuple[str, str, Any, Any]) -> Exercise:
    """An exercise t1-made of items given as (kind, prompt, ask, accept)."""
    made = {
        f"i{n}": (
            Item(id=f"i{n}", kind=kind, honesty="auto", prompt=prompt, ask=ask),
            ItemKey(accept=accept, because=(), why=""),
        )
        for n, (kind, prompt, ask, accept) in enumerate(items, 1)
    }
    public = PublicExercise(
        id="t1-made",
        title="",
        unit="t1",
        minutes=1,
        outcomes=(),
        why="",
        items=tuple(item for item, _ in made.values()),
    )
    return Exercise(
        public=public, key={name: key for name, (_, key) in made.items()}, responses=(), folder=Path()
    )


def options(texts: Iterable[str]) -> tuple[Option, ...]:
    return tuple(Option(id=f"o{n}", text=text) for n, text in enumerate(texts))


def chosen(texts: Sequence[str], right: int, prompt: str = "Which?") -> tuple[str, str, Any, Any]:
    ask = choice.Ask(options=options(texts))
    return "choice", prompt, ask, choice.Accept(accepted=(f"o{right}",))


def ticked(texts: Sequence[str], *right: int, left_open: tuple[int, ...] = ()) -> tuple[str, str, Any, Any]:
    accept = multiple_response.Accept(
        accepted=tuple(f"o{n}" for n in right), open=tuple(f"o{n}" for n in left_open)
    )
    return "multiple-response", "Which?", multiple_response.Ask(options=options(texts)), accept


def matched(labels: Sequence[str], rows: Sequence[tuple[str, int]]) -> tuple[str, str, Any, Any]:
    ask = match.Ask(
        rows=tuple(Option(id=f"r{n}", text=text) for n, (text, _) in enumerate(rows)), labels=options(labels)
    )
    accepted = {f"r{n}": (f"o{right}",) for n, (_, right) in enumerate(rows)}
    return "match", "Which?", ask, match.Accept(accepted=accepted)


def turned(texts: Sequence[str], by: int) -> tuple[str, ...]:
    """The texts, each `by` places further on."""
    return tuple(texts[(n - by) % len(texts)] for n, _ in enumerate(texts))


def guess(found: Iterable[Guess], kind: str, rule: str) -> Guess:
    return next(one for one in found if (one.kind, one.rule) == (kind, rule))


def telling(*exercises: Exercise) -> list[str]:
    return [f"{one.kind}: {one.rule}" for one in guesses(exercises) if one.telling]


def rounds(make: Callable[[int], tuple[str, str, Any, Any]], count: int = 9) -> Exercise:
    return exercise_of(*(make(n) for n in range(count)))


def test_keys_that_are_spread_out_give_nothing_away() -> None:
    """Each text is right in turn, and each place."""
    spread = rounds(lambda n: chosen(turned(TEXTS, n), (n + n // 4) % 4), 16)

    assert telling(spread) == []


@pytest.mark.parametrize(
    ("rule", "make"),
    [
        pytest.param(
            "the longest",
            lambda n: chosen(turned(("one", "other", "one that is longer"), n), (2 + n) % 3),
            id="the key is the longest option",
        ),
        pytest.param(
            "the shortest",
            lambda n: chosen(turned(("of", "a coast", "a lake"), n), n % 3),
            id="the key is the shortest option",
        ),
        pytest.param(
            "the second",
            lambda n: chosen(turned(("four", "five", "nine"), n), 1),
            id="the key is always the second",
        ),
        pytest.param(
            "most words of the prompt",
            lambda n: chosen(
                turned(("grey fog", "lamp oil", "deep sea"), n), (1 + n) % 3, "Who lit the *lamp*?"
            ),
            id="the key repeats the prompt",
        ),
        pytest.param(
            "most like the others",
            lambda n: chosen(turned(("red lamp", "red buoy", "old lamp"), n), n % 3),
            id="the key shares a word with each other option",
        ),
    ],
)
def test_a_rule_that_finds_the_key_every_time_is_found_out(
    rule: str, make: Callable[[int], tuple[str, str, Any, Any]]
) -> None:
    assert telling(rounds(make)) == [f"choice: {rule}"]


def test_rows_to_tick_are_found_out_by_their_length() -> None:
    texts = ("bell", "a very long row", "buoy", "another long row", "lamp")
    course = rounds(lambda n: ticked(turned(texts, n), (1 + n) % 5, (3 + n) % 5))

    assert "multiple-response: the longest" in telling(course)
    assert guess(guesses([course]), "multiple-response", "the longest").hits == 18


def test_an_option_that_is_left_open_counts_neither_way() -> None:
    found = guesses([exercise_of(ticked(("a very long row", "bell", "lamp"), 1, left_open=(0,)))])

    assert guess(found, "multiple-response", "the longest").of == 1
    assert guess(found, "multiple-response", "the longest").chance == Fraction(1, 2)


def test_a_match_is_found_out_where_its_rows_repeat_their_labels() -> None:
    rows = [("the keeper of the lamp", 0), ("the depth of the sea", 1), ("the fog of May", 2)]
    course = rounds(lambda _: matched(("lamp", "sea", "fog"), rows))

    assert telling(course) == ["match: most words of the row"]


def test_a_label_that_fits_most_rows_is_one_trial_and_not_one_for_each_row() -> None:
    """Six rows of nine are "owner" and it stands first: that alone is one chance in three, and proves nothing."""
    rows = [(f"row {n}", 0 if n < 6 else 1) for n in range(9)]
    once = guess(guesses([exercise_of(matched(("owner", "guest", "nurse"), rows))]), "match", "the first")

    assert (once.hits, once.of, once.chance, once.p) == (Fraction(6), 9, Fraction(3), Fraction(1, 3))


def test_a_label_that_always_stands_first_is_found_out() -> None:
    rows = [(f"row {n}", 0 if n < 6 else 1) for n in range(9)]
    course = rounds(lambda _: matched(("owner", "guest", "nurse"), rows))

    assert telling(course) == ["match: the first"]


def test_who_cannot_tell_equals_apart_takes_one_at_random() -> None:
    found = guesses([exercise_of(chosen(("fog", "sea", "oil"), 1))])
    longest = guess(found, "choice", "the longest")

    assert (longest.hits, longest.chance, longest.p) == (Fraction(1, 3), Fraction(1, 3), Fraction(1))
    assert longest.found == ()


def test_an_item_without_the_place_is_not_tried() -> None:
    found = guesses([exercise_of(chosen(("fog", "sea"), 1), chosen(TEXTS, 3))])

    assert guess(found, "choice", "the fourth").of == 1
    assert guess(found, "choice", "the second").of == 2


def test_cannot_tell_is_no_label() -> None:
    ask = match.Ask(
        rows=(Option(id="r0", text="row"),), labels=options(("bell", "longer than that")), unknown=True
    )
    only = exercise_of(("match", "Which?", ask, match.Accept(accepted={"r0": ("?",)})))

    assert guesses([only]) == ()


def test_a_course_without_options_has_nothing_to_guess() -> None:
    assert guesses([exercise_of()]) == ()
    assert guesses([]) == ()


def test_p_values_are_corrected_for_the_number_of_rules() -> None:
    found = guesses([rounds(lambda n: chosen(turned(("four", "five", "nine"), n), 1), 4)])
    second = guess(found, "choice", "the second")

    assert second.p == Fraction(1, 81)
    assert second.corrected == len(found) * second.p
    assert not second.telling


def test_the_mistake_says_how_often_where_and_what_to_do() -> None:
    course = rounds(lambda n: chosen(turned(("one", "other", "one that is longer"), n), (2 + n) % 3))

    (fault,) = guessing_faults(guesses([course]))
    places = "t1-made.i1, t1-made.i2, t1-made.i3, t1-made.i4, t1-made.i5, t1-made.i6 or 3 more"

    assert (fault.file, fault.where) == ("exercises", "choice, the longest")
    assert fault.problem == "it is right 9 times of 9, by chance 3 (corrected p 0.0004)"
    assert fault.remedy == f"shorten the key, or lengthen another option, in some of {places}"


def test_a_program_gets_the_same_numbers() -> None:
    found = guesses([exercise_of(chosen(TEXTS, 3))])

    assert plain_guess(guess(found, "choice", "the longest")) == {
        "kind": "choice",
        "rule": "the longest",
        "hits": 1.0,
        "of": 1,
        "chance": 0.25,
        "p": 0.25,
        "corrected": 1.0,
        "found": ["t1-made.i1"],
        "telling": False,
    }
