"""What to reteach, what to look at, and what to write a message for."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from course_checks.checking import check
from course_checks.content.whens import when_faults
from course_checks.core.part import Quotation
from course_checks.desk.record import attempt_of
from course_checks.desk.report.responses import Reader, slip_to_write
from course_checks.exercise import parts_of
from course_checks.sheet.handin import Learner
from course_checks.validators import load
from tests.desk.report.records import bank_at, class_of, recorded, report_on

ROOT = Path(__file__).resolve().parents[3]


# What to reteach -------------------------------------------------------------------------------------------


def test_the_misreading_that_is_surest_to_be_widespread_comes_first(root: Path) -> None:
    rows = ["bbaaa"] * 9 + ["baaaa"] * 12 + ["aabaa"] * 4 + ["aaaaa"] * 15
    figures = report_on(root, class_of(root, rows))

    assert [(one.item, one.count) for one in figures.reteach] == [("i1", 21), ("i2", 9), ("i3", 4)]


def test_thirty_of_forty_come_before_three_of_three(root: Path) -> None:
    bank = bank_at(root)
    few = [recorded(bank, n, {"t1-choice": {"lamp": {"choice": "b", "passage": "T3"}}}) for n in range(3)]
    figures = report_on(root, [*few, *class_of(root, ["baaaa"] * 30 + ["aaaaa"] * 10)])

    assert [one.exercise for one in figures.reteach] == ["t1-five", "t1-choice"]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (["baaaa"] + ["aaaaa"] * 3, 0),  # one learner alone
        (["baaaa"] * 2 + ["aaaaa"] * 3, 1),
        (["baaaa"] * 3 + ["aaaaa"] * 37, 0),  # less than a tenth
        (["baaaa"] * 4 + ["aaaaa"] * 36, 1),
        (["bbbbb"] * 40, 3),  # never more than three
    ],
)
def test_class_time_is_for_what_two_learners_and_a_tenth_share(
    root: Path, rows: list[str], count: int
) -> None:
    assert len(report_on(root, class_of(root, rows)).reteach) == count


def test_a_slip_comes_with_its_passage_its_message_and_its_answers(root: Path) -> None:
    (slip,) = report_on(root, class_of(root, ["abaaa"] * 5)).reteach

    assert (slip.slip, slip.message) == ("that-for-this", "Read T2 again. Which word decides?")
    assert slip.passages == ("T2",)
    assert [(one.text, one.count) for one in slip.examples] == [("b “That.”", 5)]
    assert report_on(root, class_of(root, ["abaaa"])).passages == {
        "T2": "The lamp seems to be a clockmaker’s, from Bergen."
    }


def test_where_a_message_names_no_passage_the_proof_of_the_key_is_named(root: Path) -> None:
    (slip,) = report_on(root, class_of(root, ["aaaab"] * 5)).reteach

    assert slip.passages == ("T5",) if "T5" in bank_at(root).library.passages else ("T1",)


def test_at_most_three_answers_are_shown_the_most_frequent_first(root: Path) -> None:
    bank = bank_at(root)
    orders = [
        ("3", "2", "1"),
        ("3", "2", "1"),
        ("9", "2", "1"),
        ("3", "1", "1"),
        ("3", "3", "1"),
        ("3", "2", "2"),
    ]
    learners = [
        recorded(bank, n, {"t1-order": {"dates": dict(zip(("lit", "moved", "page"), one, strict=True))}})
        for n, one in enumerate(orders)
    ]
    slips = [one for one in report_on(root, learners).slips if one.slip == "reversed"]

    assert all(len(one.examples) <= 3 for one in slips)
    assert slips[0].examples[0].count == max(example.count for example in slips[0].examples)


# What nobody wrote a message for ---------------------------------------------------------------------------


def test_a_wrong_answer_without_a_slip_is_grouped_and_counted_with_the_lines_to_add(root: Path) -> None:
    figures = report_on(root, class_of(root, ["caaaa"] * 3 + ["acaaa"] + ["baaaa"] * 9))

    assert [(one.item, one.part, one.text, one.count) for one in figures.strays] == [
        ("i1", "choice", "c “Nothing.”", 3),
        ("i2", "choice", "c “Nothing.”", 1),
    ]
    added = tomllib.loads(figures.strays[0].write)
    assert added["i1"]["slips"][0]["when"] == {"choice": ["c"]}
    assert figures.advice[-1].text == (
        "4 wrong answers have no message yet: see “Write a message for these”, below."
    )


def test_the_lines_to_add_make_a_key_that_explains_the_answer(root: Path) -> None:
    learners = class_of(root, ["caaaa"])
    (stray,) = report_on(root, learners).strays
    file = root / "exercises" / "t1-five" / "key.toml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{stray.write}\n", encoding="utf-8")

    assert report_on(root, class_of(root, ["caaaa"])).strays == ()


def test_an_explained_choice_explains_the_passage_that_goes_with_it(root: Path) -> None:
    bank = bank_at(root)
    wrong = {"t1-choice": {"lamp": {"choice": "b", "passage": "T4"}}}

    assert report_on(root, [recorded(bank, 1, wrong)]).strays == ()


def test_in_a_match_each_row_is_explained_for_itself(root: Path) -> None:
    bank = bank_at(root)
    wrong = {"t1-match": {"voices": {"T2": "report", "T3": "?"}}}
    key = root / "exercises" / "t1-match" / "key.toml"
    key.write_text(
        key.read_text(encoding="utf-8").replace(
            'when = { T3 = ["writer", "?"] }', 'when = { T3 = ["writer"] }'
        ),
        encoding="utf-8",
    )
    figures = report_on(root, [recorded(bank_at(root), 1, wrong)])

    assert [(one.part, one.text) for one in figures.strays] == [("T3", "? “cannot tell from the page”")]
    assert report_on(root, [recorded(bank, 1, {"t1-match": {"voices": {"T2": "writer"}}})]).strays == ()


def test_in_an_order_neighbours_that_stand_the_wrong_way_round_are_told(root: Path) -> None:
    bank = bank_at(root)
    given = {"t1-order": {"dates": {"lit": "2", "moved": "1", "page": "3"}}}
    figures = report_on(root, [recorded(bank, 1, given)])

    assert [(one.part, one.text, one.count) for one in figures.strays] == [("lit", "after moved", 1)]
    assert figures.slips == ()


@pytest.mark.parametrize("folder", sorted((ROOT / "exercises").iterdir()), ids=lambda one: one.name)
def test_every_slip_that_is_proposed_can_be_written(folder: Path) -> None:
    """Of each labelled response of the course, as if its key had no slip: what is proposed holds of it."""
    bank = bank_at(ROOT)
    opened = bank.open(folder.name)
    assert opened.key is not None
    responses = tomllib.loads((folder / "responses.toml").read_text(encoding="utf-8"))["responses"]
    proposed = 0
    for response in responses:
        answers = response.get("answers", {})
        report = check(opened.public, opened.key, bank.library, answers)
        attempt = attempt_of(opened.public, report, answers, version="", who=Learner())
        for item in opened.public.items:
            key = replace(opened.key[item.id], slips=())
            bare = replace(attempt.items[item.id], slips=())
            reader = Reader(item=item, key=key, library=bank.library)
            given = next(one.given for one in report.items if one.item == item.id)
            for stray in reader.seen(bare).strays:
                if not stray.when:
                    assert isinstance(reader.parts[stray.said.part].domain, Quotation)
                    assert slip_to_write(item.id, stray) == ""
                    continue
                proposed += 1
                parts = {part.id: part for part in parts_of(item)}
                assert when_faults(stray.said.part, (stray.when,), parts, bank.library) == []
                assert load(item.kind).shows(stray.said.part, stray.when, given)
                written = tomllib.loads(slip_to_write(item.id, stray))
                assert written[item.id]["slips"][0]["when"] == {stray.said.part: [stray.when]}
    assert proposed or all(item.kind in ("extended-text", "evidence") for item in opened.public.items)
