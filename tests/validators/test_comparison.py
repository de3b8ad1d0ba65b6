"""Two sources on the same themes: row by row, silence scored like a passage."""

from fractions import Fraction

import pytest

from course_checks.core.outcome import Scored
from course_checks.core.part import Option, Passages, Value
from course_checks.validators import comparison, load
from course_checks.validators.comparison import Accept, Ask, Row

THEMES = (
    Option(id="collapse", text="*Fear* of collapse"),
    Option(id="press", text="Pressure"),
    Option(id="history", text="History"),
    Option(id="treaty", text="The treaty"),
)
ASK = Ask(
    themes=THEMES,
    first="scobell-2004",
    second="zissis-2006",
    first_name="the page of *2004*",
    second_name="the page of 2006",
)
ACCEPT = Accept(
    accepted={
        "collapse": Row(relation=("same",), first=("S17",), second=("Z6", "Z15")),
        "press": Row(relation=("different", "same"), first=("S19", "S9"), second=("Z13",)),
        "history": Row(relation=("silent",), first=("S2", "S12")),
        "treaty": Row(relation=("silent",), first=("-", "S1")),
    }
)
Given = dict[str, Value]
MODEL: Given = {
    "collapse-first": ("S17",),
    "collapse-second": ("Z6",),
    "collapse": "same",
    "press-first": ("S19",),
    "press-second": ("Z13",),
    "press": "different",
    "history-first": ("S2",),
    "history-second": (),
    "history": "silent",
    "treaty-first": (),
    "treaty-second": (),
    "treaty": "silent",
}
TWELFTH = Fraction(1, 12)


def scored(**changed: Value | None) -> Scored:
    """The model with some cells changed; None leaves one out.  `_` in a name stands for `-`."""
    changes = {name.replace("_", "-"): value for name, value in changed.items()}
    given = {name: value for name, value in {**MODEL, **changes}.items() if value is not None}
    return comparison.score(ASK, ACCEPT, given)


def slips(found: Scored) -> dict[str, tuple[str, ...]]:
    return {slip.id: slip.parts for slip in found.slips}


def test_a_theme_has_three_parts_each_source_with_its_own_passages() -> None:
    parts = comparison.parts(ASK)

    assert [part.id for part in parts[:3]] == ["collapse-first", "collapse-second", "collapse"]
    assert [part.label for part in parts[:3]] == [
        "*Fear* of collapse: the page of *2004*",
        "*Fear* of collapse: the page of 2006",
        "*Fear* of collapse: how the two relate",
    ]
    assert parts[0].domain == Passages(silent=True, source="scobell-2004")
    assert parts[1].domain == Passages(silent=True, source="zissis-2006")
    assert getattr(parts[2].domain, "ids", ()) == ("same", "different", "silent")
    assert len(parts) == 12


def test_a_source_without_a_name_is_called_by_its_id() -> None:
    plain = Ask(themes=THEMES[:1], first="a-1900", second="b-1910")

    assert [part.label for part in comparison.parts(plain)][:2] == [
        "*Fear* of collapse: a-1900",
        "*Fear* of collapse: b-1910",
    ]


def test_every_cell_right_scores_1() -> None:
    found = scored()

    assert found.score == 1
    assert (found.tally, found.hint, found.slips) == ("4 of 4 themes stand as in the key.", "", ())


@pytest.mark.parametrize(
    ("changed", "score"),
    [
        pytest.param({"collapse_second": ("Z15",)}, Fraction(1), id="another accepted passage"),
        pytest.param({"press": "same"}, Fraction(1), id="another accepted relation"),
        pytest.param({"treaty_first": ("S1",)}, Fraction(1), id="a passage where silence is accepted too"),
        pytest.param({"collapse_first": ("S18",)}, 1 - TWELFTH, id="one cell of twelve"),
        pytest.param({"collapse": "different"}, 1 - TWELFTH, id="one relation"),
        pytest.param({"history_second": ("Z1",)}, 1 - TWELFTH, id="a silence filled"),
        pytest.param({"history_first": ()}, 1 - TWELFTH, id="a silence where the source speaks"),
        pytest.param({"history_second": None}, 1 - TWELFTH, id="a cell left blank"),
        pytest.param(
            {"collapse_first": None, "collapse_second": None, "collapse": None},
            Fraction(3, 4),
            id="a theme left blank",
        ),
    ],
)
def test_the_score_is_the_mean_over_themes_of_the_mean_over_their_cells(
    changed: dict[str, Value | None], score: Fraction
) -> None:
    assert scored(**changed).score == score


def test_silence_throughout_scores_what_is_silent() -> None:
    """2 of 3 cells of history and all of the treaty: nobody lives by silence alone."""
    silent: Given = {name: () if name.endswith(("-first", "-second")) else "silent" for name in MODEL}

    assert comparison.score(ASK, ACCEPT, silent).score == (Fraction(2, 3) + 1) / 4


def test_the_same_passage_everywhere_does_not_help() -> None:
    given: Given = {name: ("S17",) if name.endswith("first") else "same" for name in MODEL}

    assert comparison.score(ASK, ACCEPT, given).score == (Fraction(2, 3) + Fraction(1, 3)) / 4


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        pytest.param({}, {}, id="the model"),
        pytest.param(
            {"history_second": ("Z1",)}, {"silence-filled": ("history-second",)}, id="a silence filled"
        ),
        pytest.param(
            {"history_second": ("Z1",), "treaty_second": ("Z16",)},
            {"silence-filled": ("history-second", "treaty-second")},
            id="two silences filled",
        ),
        pytest.param(
            {"collapse_second": ()}, {"silence-missed": ("collapse-second",)}, id="a voice not heard"
        ),
        pytest.param(
            {"history_second": ("Z1",), "press_first": ()},
            {"silence-filled": ("history-second",), "silence-missed": ("press-first",)},
            id="both",
        ),
        pytest.param({"treaty_first": ("S5",)}, {}, id="a passage not keyed, where one may speak"),
        pytest.param({"treaty_first": ()}, {}, id="silence where it is accepted"),
        pytest.param({"collapse_first": ("S18",), "collapse": "different"}, {}, id="other cells"),
        pytest.param({"history_second": None}, {}, id="a blank is no claim of silence"),
    ],
)
def test_silence_is_told_both_ways(
    changed: dict[str, Value | None], told: dict[str, tuple[str, ...]]
) -> None:
    assert slips(scored(**changed)) == told


def test_the_marks_are_cell_by_cell_and_the_hint_theme_by_theme() -> None:
    found = scored(collapse_first=("S18",), collapse="different", history_second=("Z1",), press=None)
    states = {mark.part: mark.state for mark in found.marks}

    assert [mark.part for mark in found.marks] == [part.id for part in comparison.parts(ASK)]
    assert {name: state for name, state in states.items() if state != "right"} == {
        "collapse-first": "look again",
        "collapse": "look again",
        "press": "empty",
        "history-second": "look again",
    }
    assert found.tally == "1 of 4 themes stand as in the key."
    assert found.hint == (
        "Look again at: Fear of collapse (the page of 2004, relation); History (the page of 2006)."
    )


def test_the_model_has_a_dash_for_silence_and_the_others_are_told_beside_it() -> None:
    kind = load("comparison")
    model = kind.model(ASK, ACCEPT)

    assert [model[name] for name in ("history-first", "history-second", "history")] == ["S2", "-", "silent"]
    assert model["treaty-first"] == "-"
    assert list(model) == [part.id for part in comparison.parts(ASK)]
    assert kind.also(ASK, ACCEPT) == {
        "collapse-second": ("Z15",),
        "press-first": ("S9",),
        "press": ("same",),
        "history-first": ("S12",),
        "treaty-first": ("S1",),
    }
    assert kind.everything(ASK) is None
    assert kind.own_slips(ASK) == ("silence-filled", "silence-missed")


@pytest.mark.parametrize(
    ("part", "given", "reason"),
    [
        ("collapse-second", {"collapse-second": ("Z15",)}, "listed under accepted"),
        ("collapse-second", {"collapse-second": ("Z1",)}, ""),
        ("treaty-first", {"treaty-first": ()}, "listed under accepted"),
        ("collapse-first", {"collapse-first": ()}, ""),
        ("press", {"press": "same"}, "listed under accepted"),
        ("press", {}, ""),
        ("sure", {}, ""),
    ],
)
def test_it_says_why_it_accepts_what_is_not_the_model(part: str, given: Given, reason: str) -> None:
    assert comparison.accepts(ASK, ACCEPT, part, given) == reason


@pytest.mark.parametrize(
    ("part", "value", "shown"),
    [
        ("history-second", "-", True),
        ("history-first", "-", False),
        ("history-first", "S2", True),
        ("history-first", "S12", False),
        ("history", "silent", True),
        ("history", "-", False),
        ("other", "-", False),
    ],
)
def test_a_slip_may_rest_on_a_passage_a_silence_or_a_relation(part: str, value: str, shown: bool) -> None:  # noqa: FBT001
    assert comparison.shows(part, value, MODEL) is shown


def test_every_theme_wants_a_slip_on_its_relation() -> None:
    assert comparison.wants_slips(ASK, ACCEPT) == tuple((theme.id, "") for theme in THEMES)


def one_row(row: Row, *others: Row) -> Accept:
    return Accept(accepted={theme.id: one for theme, one in zip(THEMES, (row, *others), strict=False)})


SPOKEN = Row(relation=("same",), first=("S1",), second=("Z1",))
SILENCE = Row(relation=("silent",), first=("S1",))
WARMTH = tuple(Option(id=name, text=name) for name in ("closer", "cooler"))


def asked(count: int, relations: tuple[Option, ...] = comparison.RELATIONS) -> Ask:
    return Ask(themes=THEMES[:count], first="a", second="b", relations=relations)


@pytest.mark.parametrize(
    ("ask", "accept", "told"),
    [
        (ASK, ACCEPT, []),
        (asked(1), one_row(SILENCE), []),
        (asked(0), Accept(accepted={}), ["there are no themes"]),
        (asked(1), one_row(SILENCE, SILENCE), ["'press' is not in the exercise"]),
        (asked(2), one_row(SILENCE), ["the theme has no key"]),
        (asked(1), one_row(SPOKEN), ["no source is silent on any theme"]),
        (asked(1), one_row(Row(relation=("silent",))), ["no source says anything"]),
        (asked(2), one_row(SILENCE, Row(relation=(), first=("S1",))), ["no relation is accepted"]),
        (
            asked(2),
            one_row(SILENCE, Row(relation=("other",), first=("S1",), second=("Z1",))),
            ["'other' is not in the exercise"],
        ),
        (
            asked(2),
            one_row(
                SILENCE, Row(relation=("same", "different", "silent"), first=("S1", "-"), second=("Z1",))
            ),
            ["every relation is accepted"],
        ),
        (
            asked(1),
            one_row(Row(relation=("silent", "same"), first=("S1",))),
            ["a source is silent and another relation is accepted"],
        ),
        (
            asked(2),
            one_row(SILENCE, Row(relation=("same", "silent"), first=("S1",), second=("Z1",))),
            ["both sources speak and silent is accepted"],
        ),
        (asked(1, WARMTH), one_row(Row(relation=("closer",), first=("S1",))), []),
        (
            asked(1, WARMTH[:1]),
            one_row(Row(relation=("closer",), first=("S1",))),
            ["1 relation", "every relation is accepted"],
        ),
        (
            Ask(themes=(THEMES[0], Option(id="Collapse", text="again")), first="a", second="b"),
            one_row(SILENCE),
            [
                "the id 'Collapse-first' stands twice",
                "the id 'Collapse-second' stands twice",
                "the id 'Collapse' stands twice",
                "the theme has no key",
            ],
        ),
        (
            asked(1, (*comparison.RELATIONS, Option(id="Same", text="as before"))),
            one_row(SILENCE),
            ["the id 'Same' stands twice"],
        ),
    ],
)
def test_an_authors_mistakes_are_all_named(ask: Ask, accept: Accept, told: list[str]) -> None:
    assert [problem for _, problem, _ in comparison.faults(ask, accept)] == told
