"""What the report says of classes of every size, and what it refuses to say."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from course_checks.core.outcome import Slip
from course_checks.desk.record import Answered, Attempt, Recorded, label
from course_checks.desk.report.figures import (
    FEWEST,
    ClassFigures,
    Estimate,
    ExerciseFigures,
    Figure,
    ItemFigures,
    Missing,
)
from course_checks.desk.report.making import figures_from
from tests.desk.report.records import bank_at, class_of, five, recorded, report_on, write_record

ROWS = ["aaaaa", "aaaab", "aaaba", "aabab", "ababb", "aabbb", "babbb", "bbbbb"]
"""The worked example of `test_statistics`: eight learners, five items."""


def value(figure: Figure) -> float:
    assert isinstance(figure, Estimate), figure
    return round(figure.value, 3)


def why(figure: Figure) -> str:
    assert isinstance(figure, Missing), figure
    return figure.why


def only(figures: ClassFigures) -> ExerciseFigures:
    (exercise,) = figures.exercises
    return exercise


def first(figures: ClassFigures) -> ItemFigures:
    return only(figures).items[0]


# The worked example, end to end ----------------------------------------------------------------------------


def test_a_class_three_times_the_worked_example_has_its_figures(root: Path) -> None:
    rows = [
        "".join("a" if mark == "1" else "b" for mark in row)
        for row in ("11111", "11110", "11101", "11010", "10100", "11000", "01000", "00000")
    ]
    held = only(report_on(root, class_of(root, rows * 3)))

    assert [value(item.facility) for item in held.items] == [0.75, 0.75, 0.5, 0.375, 0.25]
    assert [value(item.item_rest) for item in held.items] == [0.626, 0.370, 0.493, 0.447, 0.493]
    assert (held.alpha_name, value(held.alpha), value(held.error)) == ("KR-20", 0.723, 0.829)
    assert value(held.points) == 2.625
    assert (held.handed, held.complete) == (24, 24)


def test_every_figure_has_an_interval_that_holds_it(root: Path) -> None:
    held = only(report_on(root, class_of(root, ROWS * 3)))
    figures = [held.alpha, held.points, held.error]
    figures += [one for item in held.items for one in (item.facility, item.item_rest, item.upper_lower)]
    figures += [use.share for item in held.items for part in item.parts for use in part.uses]

    for one in figures:
        assert isinstance(one, Estimate)
        assert one.low <= one.value <= one.high
        assert one.low < one.high


# Small classes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("learners", [1, 5, FEWEST - 1])
def test_below_twenty_learners_there_is_no_coefficient(root: Path, learners: int) -> None:
    held = only(report_on(root, class_of(root, (ROWS * 3)[:learners])))
    figures = [held.alpha, held.error, *(item.item_rest for item in held.items)]
    figures += [item.upper_lower for item in held.items]
    figures += [use.rest for item in held.items for part in item.parts for use in part.uses if use.rest]

    assert {why(one) for one in figures} == {
        f"needs 20 learners with a score in every item; there are {learners}"
    }
    assert all(isinstance(item.facility, Estimate) for item in held.items)


def test_from_twenty_learners_on_there_are(root: Path) -> None:
    held = only(report_on(root, class_of(root, (ROWS * 3)[:FEWEST])))

    assert all(isinstance(item.item_rest, Estimate) for item in held.items)


def test_a_class_of_nobody_has_a_report_that_says_so(root: Path) -> None:
    figures = report_on(root, [])

    assert (figures.learners, figures.exercises, figures.reteach, figures.advice) == (0, (), (), ())


def test_one_learner_alone_gives_nothing_to_reteach(root: Path) -> None:
    assert report_on(root, class_of(root, ["bbbbb"])).reteach == ()


# Classes that do not vary ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("row", "mean"), [("aaaaa", 1.0), ("bbbbb", 0.0), ("ccccc", 0.0)])
def test_where_scores_do_not_vary_a_coefficient_is_not_computable(root: Path, row: str, mean: float) -> None:
    held = only(report_on(root, class_of(root, [row] * 30)))

    assert {value(item.facility) for item in held.items} == {mean}
    assert {why(item.item_rest) for item in held.items} == {"not computable: the scores do not vary"}
    assert {why(item.upper_lower) for item in held.items} == {"not computable: the scores do not vary"}
    assert why(held.alpha) == why(held.error) == "not computable: the scores do not vary"


def test_a_class_that_has_everything_right_needs_nothing(root: Path) -> None:
    figures = report_on(root, class_of(root, ["aaaaa"] * 30))

    assert (figures.reteach, figures.advice, figures.slips, figures.strays) == ((), (), (), ())


def test_a_class_that_left_all_blank_is_told_as_blank_and_not_as_wrong(root: Path) -> None:
    figures = report_on(root, class_of(root, ["-----"] * 30))

    assert why(first(figures).facility) == "nobody has a score here"
    assert dict(first(figures).endings) == {"unanswered": 30}
    assert only(figures).complete == 0
    assert figures.reteach == ()
    assert figures.advice[0].text == "30 of 30 left it blank. Was it unclear, too long, or not reached?"


def test_one_item_alone_has_no_other_items_to_go_with(root: Path) -> None:
    bank = bank_at(root)
    learners = [
        recorded(bank, n, {"t1-choice": {"lamp": {"choice": "ab"[n % 2], "passage": "T2"}}})
        for n in range(30)
    ]
    held = only(report_on(root, learners))

    assert why(held.items[0].item_rest) == "not computable: the exercise has one scored item"
    assert why(held.alpha) == "not computable: the exercise has one scored item"
    assert value(held.points) == 0.5


# Blank and missing -----------------------------------------------------------------------------------------


def test_a_blank_is_no_zero_unless_that_is_asked_for(root: Path) -> None:
    learners = class_of(root, ["aaaaa", "-aaaa", "baaaa"])

    assert value(first(report_on(root, learners)).facility) == 0.5
    assert value(first(report_on(root, learners, blank_is_zero=True)).facility) == 0.333
    assert first(report_on(root, learners)).endings["unanswered"] == 1


def test_an_exercise_that_was_not_handed_in_is_missing_and_never_zero(root: Path) -> None:
    bank = bank_at(root)
    other = recorded(bank, 2, {"t1-choice": {"lamp": {"choice": "a", "passage": "T2"}}})
    figures = report_on(root, [*class_of(root, ["aaaaa"]), other], blank_is_zero=True)
    held = {one.exercise: one for one in figures.exercises}

    assert figures.learners == 2
    assert held["t1-five"].handed == 1
    assert value(held["t1-five"].items[0].facility) == 1


def test_what_could_not_be_read_is_no_attempt(root: Path) -> None:
    bank = bank_at(root)
    unread = recorded(bank, 1, {"t1-five": {"i1": {"choice": "zzz"}}})
    figures = report_on(root, [unread, *class_of(root, ["aaaaa"])], blank_is_zero=True)

    assert first(figures).n == 1
    assert dict(first(figures).endings) == {"invalid": 1, "scored": 1}


def test_only_those_with_a_score_in_every_item_count_in_a_coefficient(root: Path) -> None:
    held = only(report_on(root, class_of(root, [*(ROWS * 3), "-aaaa", "aaaa-"])))

    assert (held.handed, held.complete) == (26, 24)
    assert isinstance(held.alpha, Estimate)
    assert held.alpha.n == 24


# Options ---------------------------------------------------------------------------------------------------


def test_every_option_is_listed_with_who_took_it(root: Path) -> None:
    (part,) = first(report_on(root, class_of(root, ["aaaaa"] * 6 + ["baaaa"] * 3 + ["-aaaa"]))).parts

    assert [(use.value, use.text, use.keyed, use.count) for use in part.uses] == [
        ("a", "This.", True, 6),
        ("b", "That.", False, 3),
        ("c", "Nothing.", False, 0),
    ]
    assert value(part.uses[1].share) == 0.333


def test_a_wrong_option_that_the_strong_take_is_one_to_look_at(root: Path) -> None:
    rows = ["baaaa"] * 15 + ["abbbb"] * 15
    figures = report_on(root, class_of(root, rows))
    (part,) = first(figures).parts

    assert value(part.uses[1].rest or Missing(why="")) == 1
    assert [one.item for one in figures.advice] == ["i1", "i1"]
    assert "Look at the key" in figures.advice[0].text
    assert "Can the option be defended?" in figures.advice[1].text


def test_an_option_that_nobody_took_has_no_coefficient(root: Path) -> None:
    (part,) = first(report_on(root, class_of(root, ROWS * 3))).parts

    assert part.uses[2].rest == Missing(why="nobody took it")


def test_rows_and_their_labels_are_counted(root: Path) -> None:
    bank = bank_at(root)
    rows = [{"T2": "writer", "T3": "report"}, {"T2": "?", "T3": "writer"}, {"T2": "report"}]
    learners = [recorded(bank, n, {"t1-match": {"voices": row}}) for n, row in enumerate(rows, 1)]
    t2, t3 = first(report_on(root, learners)).parts

    assert [(use.value, use.keyed, use.count) for use in t2.uses] == [
        ("writer", True, 1),
        ("report", False, 1),
        ("?", True, 1),
    ]
    assert (t3.blank, [use.count for use in t3.uses]) == (1, [1, 1, 0])


# Certainty, outcomes, kinds --------------------------------------------------------------------------------


def test_certainty_is_set_against_success(root: Path) -> None:
    bank = bank_at(root)
    rows = [("aaaab", "certain"), ("aabbb", "guess"), ("aaaaa", "certain")]
    learners = [recorded(bank, n, five(row, sure=sure)) for n, (row, sure) in enumerate(rows, 1)]
    figures = report_on(root, learners)

    told = [(one.level, one.answers, one.learners) for one in figures.certainty]
    assert told == [("guess", 5, 1), ("fairly sure", 0, 0), ("certain", 10, 2)]
    assert [value(figures.certainty[0].success), value(figures.certainty[2].success)] == [0.4, 0.9]
    assert why(figures.certainty[1].success) == "nobody has a score here"


def test_confident_mistakes_are_pointed_out(root: Path) -> None:
    bank = bank_at(root)
    figures = report_on(root, [recorded(bank, n, five("baaaa", sure="certain")) for n in range(1, 4)])

    assert "3 were certain, and scored 0.00 on average." in " ".join(one.text for one in figures.advice)


def test_outcomes_and_kinds_take_each_learner_once(root: Path) -> None:
    figures = report_on(root, class_of(root, ["aaaaa", "bbbbb", "aabbb"]))

    assert [(one.name, one.learners, one.answers) for one in figures.outcomes] == [
        ("LO1", 3, 15),
        ("LO2", 3, 15),
    ]
    assert [one.name for one in figures.kinds] == ["choice"]
    assert value(figures.kinds[0].success) == round((1 + 0 + 0.4) / 3, 3)


# The file --------------------------------------------------------------------------------------------------


def test_another_version_is_counted_and_told(root: Path) -> None:
    bank = bank_at(root)
    learners = [
        recorded(bank, 1, five("aaaaa"), version="0" * 12),
        recorded(bank, 2, five("aaaaa"), version=""),
    ]
    figures = report_on(root, learners)

    assert only(figures).other_version == 1
    assert [note.partition(".")[0] for note in figures.notes] == [
        "t1-five: 1 of 2 had another version of the exercise"
    ]


def test_an_unknown_exercise_is_left_out_and_told(root: Path) -> None:
    strange = Recorded(learner="L0001", exercises={"u99-gone": Attempt(version="", items={})})
    figures = report_on(root, [strange])

    assert figures.exercises == ()
    assert figures.notes[0].startswith(
        "u99-gone is not among the exercises here, so what 1 learner gave to it"
    )


def test_an_item_that_the_exercise_no_longer_has_is_left_out_and_told(root: Path) -> None:
    old = Answered(ending="scored", score=Fraction(1))
    attempt = Attempt(version="", items={"i1": old, "i9": old})
    figures = report_on(root, [Recorded(learner="L0001", exercises={"t1-five": attempt})])

    assert first(figures).n == 1
    assert figures.notes == ("t1-five has no item i9 any more: 1 first attempt at it left out.",)


def test_a_slip_that_the_key_no_longer_has_is_counted_without_a_message(root: Path) -> None:
    (one,) = class_of(root, ["baaaa"])
    held = one.exercises["t1-five"].items["i1"]
    gone = replace(held, slips=(Slip(id="gone", parts=("choice",)),))
    attempt = replace(one.exercises["t1-five"], items={**one.exercises["t1-five"].items, "i1": gone})
    figures = report_on(root, [Recorded(learner=label(n), exercises={"t1-five": attempt}) for n in (1, 2)])

    assert [(slip.slip, slip.count, slip.message) for slip in figures.slips] == [("gone", 2, "")]


def test_without_a_key_nothing_is_scored_and_that_is_told(root: Path) -> None:
    learners = class_of(root, ["aaaaa"])
    held = Attempt(
        version="",
        items={"i1": Answered(ending="keyless", given={"choice": "b"}, parts={"choice": "read"})},
    )
    figures = report_on(root, [*learners, Recorded(learner="L0002", exercises={"t1-five": held})])

    assert first(figures).n == 1
    assert [use.count for use in first(figures).parts[0].uses] == [1, 1, 0]
    assert "was graded without its key" in figures.notes[0]


def test_damaged_lines_are_told_and_the_others_are_read(root: Path) -> None:
    file = write_record(root / "grades" / "x.jsonl", class_of(root, ["aaaaa", "bbbbb"]))
    lines = file.read_text(encoding="ascii").splitlines(keepends=True)
    file.write_text("".join([lines[0], "{broken\n" * 12, *lines[1:]]), encoding="ascii")
    figures = figures_from(file, bank_at(root), root)

    assert (figures.learners, figures.lost_count, len(figures.lost), figures.lost[0].line) == (2, 12, 10, 2)
