"""Events in order: Kendall's tau over the keyed pairs, the longest run, ties and events without a date."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import permutations, product

import pytest

from course_checks.core.outcome import mean
from course_checks.core.part import Option
from course_checks.validators import load, order
from course_checks.validators.order import Accept, Ask


def asked(names: str) -> Ask:
    return Ask(events=tuple(Option(id=name, text=f"Event {name}.") for name in names))


SIX, CHAIN_OF_SIX = asked("012345"), Accept(accepted=("0 < 1 < 2 < 3 < 4 < 5",))
THREE, CHAIN_OF_THREE = asked("abc"), Accept(accepted=("a < b < c",))
PARTIAL, TWO_CHAINS = asked("abcd"), Accept(accepted=("a < b < d", "a < c"))


def in_line(names: str) -> dict[str, int]:
    """The response that puts `names` in this order."""
    return {name: place for place, name in enumerate(names, 1)}


def placed(**places: int) -> Mapping[str, int]:
    return places


@pytest.mark.parametrize(
    ("line", "tau", "run"),
    [
        ("012345", "1.000", "1.000"),
        ("102345", "0.867", "0.833"),
        ("501234", "0.333", "0.833"),
        ("123450", "0.333", "0.833"),
        ("345012", "0.000", "0.500"),
        ("543210", "0.000", "0.167"),
    ],
)
def test_the_table_of_orders(line: str, tau: str, run: str) -> None:
    """Table of scoring rules for an order, columns max(0, tau) and LIS/n; the key is 0 1 2 3 4 5."""
    score = order.score(SIX, CHAIN_OF_SIX, in_line(line)).score
    longest = order.longest_run(SIX, CHAIN_OF_SIX, in_line(line))

    assert score is not None
    assert (f"{float(score):.3f}", f"{len(longest) / 6:.3f}") == (tau, run)


def test_chance_is_0_145_for_the_score_and_0_523_for_the_longest_run() -> None:
    """Chance levels by full enumeration, n = 6: this is why the run is told and never scored."""
    lines = ["".join(line) for line in permutations("012345")]
    scores = [order.score(SIX, CHAIN_OF_SIX, in_line(line)).score or Fraction(0) for line in lines]
    runs = [Fraction(len(order.longest_run(SIX, CHAIN_OF_SIX, in_line(line))), 6) for line in lines]

    assert len(lines) == 720
    assert f"{float(mean(scores)):.3f}" == "0.145"
    assert f"{float(mean(runs)):.3f}" == "0.523"


def test_only_the_numbers_order_counts_not_the_numbers() -> None:
    for given in (placed(a=1, b=2, c=3), placed(a=1, b=5, c=6), placed(a=2, b=3, c=9)):
        assert order.score(THREE, CHAIN_OF_THREE, given).score == 1


@pytest.mark.parametrize(
    ("given", "score", "tally"),
    [
        pytest.param(placed(a=1, b=2, c=2), Fraction(2, 3), "2 of 3", id="one tie"),
        pytest.param(placed(a=1, b=1, c=1), Fraction(0), "0 of 3", id="all tied"),
        pytest.param(placed(a=2, b=2, c=1), Fraction(0), "0 of 3", id="a tie beside two turned pairs"),
        pytest.param(placed(a=1, b=2), Fraction(1, 3), "1 of 3", id="an event left out"),
        pytest.param(placed(b=2, c=1), Fraction(0), "0 of 3", id="an event left out, the others turned"),
        pytest.param(placed(b=1), Fraction(0), "0 of 3", id="one event alone"),
        pytest.param(placed(a=2, b=1, c=3), Fraction(1, 3), "2 of 3", id="one pair turned, two right"),
    ],
)
def test_a_tie_or_an_event_left_out_stands_in_neither(
    given: Mapping[str, int], score: Fraction, tally: str
) -> None:
    scored = order.score(THREE, CHAIN_OF_THREE, given)

    assert scored.score == score
    assert scored.tally == f"{tally} pairs stand in the right order."


@pytest.mark.parametrize(
    ("accepted", "pairs"),
    [
        (("a < b",), "ab"),
        (("a < b < c",), "ab ac bc"),
        (("a<b<c",), "ab ac bc"),
        (("a < b", "b < c"), "ab ac bc"),
        (("a < b < d", "a < c"), "ab ac ad bd"),
        (("c < d", "a < b", "b < c"), "ab ac ad bc bd cd"),
        (("a < b", "a < b < c"), "ab ac bc"),
    ],
)
def test_all_pairs_that_the_chains_relate_are_keyed(accepted: tuple[str, ...], pairs: str) -> None:
    assert ["".join(pair) for pair in order.keyed_pairs(Accept(accepted=accepted))] == pairs.split()


@pytest.mark.parametrize(
    ("given", "score"),
    [
        pytest.param(placed(a=1, b=2, c=3, d=4), Fraction(1), id="one order that fits"),
        pytest.param(placed(a=1, c=2, b=3, d=4), Fraction(1), id="another that fits"),
        pytest.param(placed(a=1, b=2, d=3, c=4), Fraction(1), id="a third that fits"),
        pytest.param(placed(a=1, b=2, c=2, d=3), Fraction(1), id="a tie of events that no chain relates"),
        pytest.param(placed(a=1, b=2, c=3, d=3), Fraction(1), id="another tie of such events"),
        pytest.param(placed(b=1, a=2, c=3, d=4), Fraction(1, 2), id="one of four pairs turned"),
        pytest.param(placed(c=1, a=2, b=3, d=4), Fraction(1, 2), id="another of four pairs turned"),
    ],
)
def test_events_that_no_chain_relates_may_stand_in_any_order(
    given: Mapping[str, int], score: Fraction
) -> None:
    assert order.score(PARTIAL, TWO_CHAINS, given).score == score


def test_a_response_in_which_no_pair_stands_worse_never_scores_less() -> None:
    """All 64 responses to three events against one another; turned < tied or left out < right."""
    pairs = order.keyed_pairs(CHAIN_OF_THREE)
    found = []
    for numbers in product((0, 1, 2, 3), repeat=3):
        given = {name: number for name, number in zip("abc", numbers, strict=True) if number}
        standing = [
            (given[y] > given[x]) - (given[y] < given[x]) if {x, y} <= given.keys() else 0 for x, y in pairs
        ]
        found.append((standing, order.score(THREE, CHAIN_OF_THREE, given).score or Fraction(0)))

    for worse, less in found:
        for better, more in found:
            if all(one <= other for one, other in zip(worse, better, strict=True)):
                assert less <= more


@pytest.mark.parametrize(
    ("given", "slips"),
    [
        (placed(a=3, b=2, c=1), [("reversed", ("a", "b", "c"))]),
        (placed(a=3, b=1, c=2), []),
        (placed(a=3, b=2, c=2), []),
        (placed(a=2, b=1), []),
        (placed(a=1, b=2, c=3), []),
    ],
)
def test_the_latest_first_is_a_slip_of_its_own(
    given: Mapping[str, int], slips: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = order.score(THREE, CHAIN_OF_THREE, given).slips

    assert [(slip.id, tuple(sorted(slip.parts))) for slip in found] == slips
    assert order.own_slips(THREE) == ("reversed",)


@pytest.mark.parametrize(
    ("line", "run", "hint"),
    [
        (
            "501234",
            "01234",
            (
                "In the right order already: Event 0; Event 1; Event 2; Event 3; Event 4."
                " Look again at where you put: Event 5."
            ),
        ),
        (
            "345012",
            "012",
            (
                "In the right order already: Event 0; Event 1; Event 2."
                " Look again at where you put: Event 3; Event 4; Event 5."
            ),
        ),
        ("012345", "012345", ""),
        ("543210", "0", ""),
    ],
)
def test_the_hint_names_the_longest_run_and_what_to_move(line: str, run: str, hint: str) -> None:
    scored = order.score(SIX, CHAIN_OF_SIX, in_line(line))

    assert order.longest_run(SIX, CHAIN_OF_SIX, in_line(line)) == tuple(run)
    assert scored.hint == hint
    assert [mark.part for mark in scored.marks if mark.score == 1] == list(run)


def test_the_run_is_told_in_the_learners_order_and_leaves_out_what_is_empty() -> None:
    given = placed(d=3, c=2, a=1)
    scored = order.score(PARTIAL, TWO_CHAINS, given)

    assert order.longest_run(PARTIAL, TWO_CHAINS, given) == ("a", "c", "d")
    assert scored.hint == ""
    assert [mark.state for mark in scored.marks] == ["right", "empty", "right", "right"]


def test_of_two_tied_events_that_a_chain_relates_one_stands_in_the_run() -> None:
    assert order.longest_run(THREE, CHAIN_OF_THREE, placed(a=1, b=1, c=2)) == ("a", "c")


@pytest.mark.parametrize(
    ("part", "value", "shown"),
    [
        ("a", "before b", True),
        ("b", "after a", True),
        ("a", "after b", False),
        ("b", "with c", True),
        ("a", "with c", False),
        ("a", "before d", False),
        ("d", "after a", False),
        ("a", "beside b", False),
        ("a", "", False),
    ],
)
def test_a_slip_is_shown_by_where_the_learner_has_an_event(part: str, value: str, shown: bool) -> None:  # noqa: FBT001
    assert order.shows(part, value, placed(a=1, b=2, c=2)) is shown


def test_every_event_takes_a_number_up_to_how_many_there_are() -> None:
    assert {
        (getattr(part.domain, "low", 0), getattr(part.domain, "high", 0)) for part in order.parts(SIX)
    } == {(1, 6)}


@pytest.mark.parametrize(
    ("ask", "accept", "model"),
    [
        (SIX, CHAIN_OF_SIX, {name: str(place) for name, place in in_line("012345").items()}),
        (asked("cba"), CHAIN_OF_THREE, {"c": "3", "b": "2", "a": "1"}),
        (PARTIAL, TWO_CHAINS, {"a": "1", "b": "2", "c": "3", "d": "4"}),
        (asked("dcba"), TWO_CHAINS, {"a": "1", "c": "2", "b": "3", "d": "4"}),
    ],
)
def test_the_model_fits_all_chains(ask: Ask, accept: Accept, model: dict[str, str]) -> None:
    given = {name: int(place) for name, place in order.model(ask, accept).items()}

    assert order.model(ask, accept) == model
    assert order.score(ask, accept, given).score == 1
    assert load("order").everything(ask) is None
    assert order.also(ask, accept) == {}


@pytest.mark.parametrize(
    ("part", "given", "accepted"),
    [
        ("c", placed(a=1, b=2, c=4, d=4), True),
        ("c", placed(a=1, b=2, c=2, d=4), True),
        ("c", placed(a=1, b=2, c=1, d=4), False),
        ("d", placed(a=1, b=2, c=3, d=2), False),
        ("b", placed(a=1, c=3, d=4), False),
    ],
)
def test_an_event_may_move_as_long_as_it_passes_none_that_a_chain_relates_it_to(
    part: str,
    given: Mapping[str, int],
    accepted: bool,  # noqa: FBT001
) -> None:
    reason = "passes no event that a chain relates it to" if accepted else ""

    assert order.accepts(PARTIAL, TWO_CHAINS, part, given) == reason


@pytest.mark.parametrize(
    ("names", "accepted", "faults"),
    [
        ("abc", ("a < b < c",), []),
        ("abcd", ("a < b", "c < d"), []),
        ("ab", ("a < b",), ["2 events"]),
        ("abcdefghijklm", (" < ".join("abcdefghijklm"),), ["13 events"]),
        ("abc", ("a < b",), ["no chain relates 'c'"]),
        ("abc", (), [f"no chain relates '{name}'" for name in "abc"]),
        ("abc", ("a < b < c < d",), ["'d' is not in the exercise"]),
        ("abc", ("a < b < c <",), ["'' is not in the exercise"]),
        ("abc", ("a < b < c", "c < a"), ["the chains run in a circle: a, b, c"]),
        ("abc", ("a < b < c", "b < b"), ["the chains run in a circle: b"]),
        ("abca", ("a < b < c",), ["the id 'a' stands twice"]),
    ],
)
def test_an_authors_mistakes_are_all_named(names: str, accepted: tuple[str, ...], faults: list[str]) -> None:
    assert [problem for _, problem, _ in order.faults(asked(names), Accept(accepted=accepted))] == faults
