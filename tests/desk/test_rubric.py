"""What a person judges: the texts on a page, the sheet beside them, and what is typed into it read back."""

import csv
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from course_checks.content.course import load_course
from course_checks.desk import to_judge
from course_checks.desk.rubric import level_in, levels_of, mark_in
from course_checks.desk.rubric_file import exercise_in
from tests.desk.classes import LAMP, Class
from tests.desk.made_memo import NAME, make_memo, memo

SHEET = f"{NAME}.csv"
TEXT = "The page says <b>that</b> the lamp was lit."


@pytest.fixture
def writers(group: Class) -> Class:
    """Ada and Bo, who each wrote a text."""
    make_memo(group.root)
    group.hand_in("a.json", memo(TEXT), name="Ada", number="1815")
    group.hand_in("b.json", memo("Nobody says who lit the lamp."), name="Bo")
    return group


def sheet(group: Class, name: str = SHEET) -> list[dict[str, str]]:
    with (group.out / "rubrics" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fill(group: Class, *found: dict[str, str], name: str = SHEET, encoding: str = "utf-8-sig") -> Path:
    """Type into the rows of a sheet, as a spreadsheet saves it."""
    rows = sheet(group, name)
    for row, typed in zip(rows, found, strict=True):
        for column, text in typed.items():
            (head,) = (one for one in row if one.partition(" ")[0] == column)
            row[head] = text
    file = group.out / "rubrics" / name
    with file.open("w", encoding=encoding, newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


GOOD = {"note.claim": "advanced", "note.voice": "P", "note.mark": "0,75", "note.comment": "=Who lit it?"}


# The sheet -------------------------------------------------------------------------------------------------


def test_everybody_who_wrote_has_a_row_to_fill_in(writers: Class) -> None:
    graded = writers.grade()

    assert graded.sheets == (SHEET,)
    assert graded.to_judge == 2
    assert list(sheet(writers)[0]) == [
        "feedback",
        "number",
        "name",
        "note.claim (basic/proficient/advanced)",
        "note.voice (basic/proficient/advanced)",
        "note.mark (0 to 1)",
        "note.comment",
        "note.text",
    ]
    assert [(row["feedback"], row["number"], row["name"]) for row in sheet(writers)] == [
        ("ada-1815.md", "1815", "Ada"),
        ("bo.md", "", "Bo"),
    ]


def test_nobody_has_one_where_nothing_is_left_to_judge(group: Class) -> None:
    group.hand_in("a.json", {"t1-choice": {"lamp": LAMP}}, name="Ada")
    graded = group.grade()

    assert (graded.sheets, graded.to_judge) == ((), 0)
    assert not (group.out / "rubrics").exists()
    assert not (group.out / "to-judge").exists()


def test_who_left_the_text_empty_has_no_row(writers: Class) -> None:
    writers.hand_in("c.json", {NAME: {"note": {"text": "  "}}}, name="Cleo")

    assert writers.grade().to_judge == 2


def test_a_sheet_is_never_overwritten_and_newcomers_get_one_of_their_own(writers: Class) -> None:
    writers.grade()
    file = fill(writers, GOOD, {})
    before = file.read_bytes()
    assert writers.grade().sheets == ()

    writers.hand_in("c.json", memo("Cleo says something else."), name="Cleo")
    assert writers.grade().sheets == (f"{NAME}-2.csv",)
    assert [row["name"] for row in sheet(writers, f"{NAME}-2.csv")] == ["Cleo"]
    assert file.read_bytes() == before

    fill(writers, {"note.claim": "basic"}, name=f"{NAME}-2.csv")
    assert writers.grade().sheets == ()
    assert [row[f"{NAME}.note: claim"] for row in writers.rows()] == ["advanced", "", "basic"]


# The page --------------------------------------------------------------------------------------------------


def page(group: Class, number: int = 1) -> str:
    return (group.out / "to-judge" / f"{NAME}-{number}.html").read_text(encoding="utf-8")


def test_the_texts_stand_on_a_page_with_what_to_read_for(writers: Class) -> None:
    writers.grade()

    html = page(writers)
    assert "<b>that</b>" not in html
    assert "The page says &lt;b&gt;that&lt;/b&gt; the lamp was lit." in html
    assert html.index("one with its limits") < html.index("Ada · 1815") < html.index("Nobody says who")
    assert "Not judged here" in html
    assert not re.search(r"<script|javascript:|https?://", html)


def test_many_texts_have_several_pages(writers: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(to_judge, "MOST_TEXTS", 1)
    writers.grade()

    assert "Page 2</a>" in page(writers)
    assert "Page 1</a>" in page(writers, 2)
    assert "Page 3</a>" not in page(writers, 2)
    assert len(sheet(writers)) == 2


# Read back -------------------------------------------------------------------------------------------------


def test_what_is_typed_comes_into_the_gradebook_and_the_feedback(writers: Class) -> None:
    writers.grade()
    fill(writers, GOOD, {})
    graded = writers.grade(systems=("canvas", "moodle"), endings=("md", "html"))

    assert (graded.unread_count, graded.notes_count) == (0, 0)
    ada, bo = writers.rows()
    columns = [name for name in ada if name.startswith(f"{NAME}.note: ")]
    assert columns == [f"{NAME}.note: {one}" for one in ("claim", "voice", "mark")]
    assert [ada[name] for name in columns] == ["advanced", "proficient", "0.75"]
    assert [bo[name] for name in columns] == ["", "", ""]
    assert (ada["points"], ada["of"]) == ("0", "0")
    said = writers.feedback("ada-1815")
    assert "- What your instructor found\n    - claim: advanced (one with its limits)\n" in said
    assert "    - who speaks: proficient (somebody)\n    - Mark: 0.75 of 1\n    - “=Who lit it?”\n" in said
    html = writers.results()["feedback/ada-1815.html"].decode()
    assert "<li>claim: advanced (one with its limits)</li>" in html
    rows = list(csv.reader(writers.results()["gradebook-canvas.csv"].decode("utf-8-sig").splitlines()))
    assert [row[5] for row in rows] == [f"{NAME} A note", "1", "0.75", ""]
    assert graded.books[0] == ("gradebook-canvas.csv", 0, 1)


@pytest.mark.parametrize(
    ("typed", "where", "what"),
    [
        ({"note.claim": "goodish"}, "note.claim", "“goodish” is no level."),
        (
            {"note.voice": "3"},
            "note.voice",
            "Type basic, proficient or advanced (or 0, 1, 2), or leave it empty.",
        ),
        ({"note.mark": "1.5"}, "note.mark", "“1.5” is no number from 0 to 1."),
        ({"note.mark": "good"}, "note.mark", "Type one, such as 0.5, or leave it empty."),
        ({"note.comment": "x" * 2001}, "note.comment", "It has more than 2000 characters"),
    ],
)
def test_a_bad_value_is_told_with_its_line_and_costs_nothing_else(
    writers: Class, typed: dict[str, str], where: str, what: str
) -> None:
    writers.grade()
    fill(writers, {**GOOD, **typed}, {"note.claim": "basic"})
    graded = writers.grade()

    ((one),) = graded.unread
    assert (one.file, one.learner, one.exercise) == (f"rubrics/{SHEET}", "Ada", NAME)
    assert one.text.startswith(f"Line 2, {where}: ")
    assert what in one.text
    assert [row[f"{NAME}.note: claim"] for row in writers.rows()][1] == "basic"


def test_a_text_that_has_changed_since_is_told(writers: Class) -> None:
    writers.grade()
    fill(writers, GOOD, {})
    writers.hand_in("a.json", memo("The page says something new."), name="Ada", number="1815")
    graded = writers.grade()

    assert [(one.learner, one.text) for one in graded.notes] == [
        ("Ada", f"note: the text has changed since it was judged in rubrics/{SHEET}, line 2.")
    ]
    assert writers.rows()[0][f"{NAME}.note: claim"] == "advanced"


def test_who_is_not_in_the_class_is_told(writers: Class) -> None:
    writers.grade()
    fill(writers, GOOD, {})
    (writers.folder / "a.json").unlink()
    graded = writers.grade()

    assert [one.text for one in graded.unread] == [
        "Line 2: nobody with this file, name or number handed in, so what you found is not in the gradebook."
    ]


def test_a_learner_whose_file_is_called_otherwise_now_is_found_by_name(writers: Class) -> None:
    writers.grade()
    fill(writers, {}, GOOD)
    writers.hand_in("c.json", memo("Another Bo writes."), name="Bo.")
    writers.grade()

    found = {row["name"]: row[f"{NAME}.note: claim"] for row in writers.rows()}
    assert found == {"Ada": "", "Bo": "advanced", "Bo.": ""}


def test_two_findings_for_one_text_are_told_and_the_first_counts(writers: Class) -> None:
    writers.grade()
    file = fill(writers, GOOD, {})
    file.with_name(f"{NAME}-2.csv").write_bytes(file.read_bytes().replace(b"advanced,P", b"basic,P"))
    graded = writers.grade()

    assert writers.rows()[0][f"{NAME}.note: claim"] == "advanced"
    assert [one.text for one in graded.unread] == [
        f"Line 2: note was judged otherwise in rubrics/{SHEET}, line 2, and that counts. Empty one of them."
    ]


@pytest.mark.parametrize(("encoding", "sign"), [("utf-8", ";"), ("utf-16", "\t"), ("cp1252", ",")])
def test_whatever_a_spreadsheet_saves_is_read(writers: Class, encoding: str, sign: str) -> None:
    writers.grade()
    file = fill(writers, {**GOOD, "note.comment": "Löblich"}, {})
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    with file.open("w", encoding=encoding, newline="") as out:
        csv.writer(out, delimiter=sign).writerows(rows)
    graded = writers.grade()

    assert graded.unread_count == 0
    assert "“Löblich”" in writers.feedback("ada-1815")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("notes.csv", b"a,b\n1,2\n", "It is called after no exercise here, so it was not read."),
        (SHEET, b"x,y\n1,2\n", "It has no column feedback, number or name"),
        (
            SHEET,
            b"name,shoe size\nAda,38\n",
            "The column shoe is none of this exercise, so it was passed over.",
        ),
        (SHEET, b'name,note.claim\n"' + b"x" * 200_000, "could not be read. Save the sheet as CSV again."),
    ],
)
def test_a_sheet_that_is_none_is_told(writers: Class, name: str, data: bytes, said: str) -> None:
    (writers.out / "rubrics").mkdir(parents=True)
    (writers.out / "rubrics" / name).write_bytes(data)
    graded = writers.grade()

    assert [said in one.text for one in graded.unread] == [True]
    assert (writers.out / "rubrics" / name).read_bytes() == data
    assert graded.learners == 2


@given(st.text(max_size=12))
def test_no_cell_whatever_stops_it(text: str) -> None:
    assert level_in(text) in (None, "", "basic", "proficient", "advanced")
    mark = mark_in(text) if text.strip() else None
    assert mark is None or 0 <= mark <= 1


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("1", Fraction(1)),
        ("0.5", Fraction(1, 2)),
        ("0,5", Fraction(1, 2)),
        ("50%", Fraction(1, 2)),
        ("50 %", Fraction(1, 2)),
        ("3/4", Fraction(3, 4)),
        ("1/0", None),
        ("5/4", None),
        ("-1", None),
        ("1e9", None),
        ("½", None),
    ],
)
def test_a_mark_is_read_kindly(text: str, mark: Fraction | None) -> None:
    assert mark_in(text) == mark


@pytest.mark.parametrize(
    ("name", "exercise"),
    [("u1-a.csv", "u1-a"), ("u1-a-2.csv", "u1-a"), ("u1-a-2-3.CSV", "u1-a-2"), ("u1.csv", ""), ("x.csv", "")],
)
def test_a_sheet_is_known_by_its_name(name: str, exercise: str) -> None:
    assert exercise_in(name, ("u1-a", "u1-a-2" if "3" in name else "u1-b")) == exercise


def test_the_memo_of_the_course_has_its_criteria_with_their_levels() -> None:
    item = load_course(make.ROOT).exercises["u10-memo"].public.items[0]

    assert [row[0] for row in levels_of(item)] == [
        "claim",
        "evidence",
        "sourcing",
        "corroboration",
        "fairness and certainty",
    ]
    assert all(len(row) == 4 and all(row) for row in levels_of(item))
