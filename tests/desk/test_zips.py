"""A class as Moodle, Canvas and Gradescope give it out: in one ZIP file, or unpacked, late, double and renamed."""

import json
from pathlib import Path

import pytest

from course_checks.desk import archives, walking
from course_checks.sheet.workspace import WorkspaceError
from tests.desk import zips
from tests.desk.classes import DATES, LAMP, RIGHT, Class, hand_in, sheet
from tests.desk.zips import packed

WRONG = {"t1-choice": {"lamp": {"choice": "b", "passage": "T2"}}}
EXPORT = "assignment_8046601_export"
METADATA = """---
submission_1001:
  :submitters:
  - :name: Ada Lovelace
    :sid: '1815'
    :email: ada@example.edu
  :created_at: 2026-03-01 12:00:00.000000000 Z
submission_1002:
  :submitters:
  - :name: Bo Example
    :sid: '1816'
    :email: bo@example.edu
  - :name: Cleo Example
    :sid: '1817'
"""


def files_of(group: Class, system: str) -> dict[str, str]:
    """What Ada and Bo handed in, under the names that a system gives them; Bo's says nothing of Bo."""
    ada, bo = hand_in(group.root, RIGHT, "Ada Lovelace", "1815"), hand_in(group.root, WRONG)
    match system:
        case "Moodle":
            return {
                "Ada Lovelace_7_assignsubmission_file_/hand-in.json": ada,
                "Bo Example_8_assignsubmission_file_/hand-in.json": bo,
            }
        case "Moodle, flat":
            return {
                "Ada Lovelace_7_assignsubmission_file_hand-in.json": ada,
                "Bo Example_8_assignsubmission_file_hand-in.json": bo,
            }
        case "Canvas":
            return {
                "lovelaceada_LATE_55_901_hand-in-1.json": ada,
                "examplebo_56_902_hand-in.json": bo,
            }
        case _:
            return {
                f"{EXPORT}/submission_metadata.yml": METADATA,
                f"{EXPORT}/submission_1001/hand-in.json": ada,
                f"{EXPORT}/submission_1002/hand-in.json": bo,
            }


SYSTEMS = {
    "Moodle": ("Bo Example", ""),
    "Moodle, flat": ("Bo Example", ""),
    "Canvas": ("examplebo", ""),
    "Gradescope": ("Bo Example", "1816"),
}


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("form", ["zip itself", "zip in a folder", "unpacked"])
def test_a_class_is_graded_as_the_system_gave_it_out(group: Class, system: str, form: str) -> None:
    files = files_of(group, system)
    source = group.folder
    if form == "unpacked":
        for name, text in files.items():
            group.put(name, text)
    else:
        source = group.put("week 1.zip", packed(files))
    graded = group.grade(source=source if form == "zip itself" else None)

    name, number = SYSTEMS[system]
    rows = {row["name"]: row for row in group.rows()}
    assert set(rows) == {"Ada Lovelace", name}
    assert (rows["Ada Lovelace"]["points"], rows["Ada Lovelace"]["number"]) == ("2", "1815")
    assert (rows[name]["points"], rows[name]["number"]) == ("0", number)
    assert (graded.files, graded.unread_count) == (2, 0)


def test_a_zip_and_its_contents_give_the_same_grades(group: Class) -> None:
    source = group.put("a.zip", packed(files_of(group, "Moodle")))
    group.grade(source=source)
    before = group.results()
    source.unlink()
    for name, text in files_of(group, "Moodle").items():
        group.put(name, text)
    group.grade()

    assert group.results() == before


def notes(group: Class) -> list[tuple[str, str, str]]:
    return [(row["file"], row["learner"], row["what"]) for row in group.rows("notes.csv")]


def test_late_is_told_where_the_system_says_so(group: Class) -> None:
    group.put("c.zip", packed(files_of(group, "Canvas")))
    group.grade()

    assert (
        "c.zip/lovelaceada_LATE_55_901_hand-in-1.json",
        "Ada Lovelace",
        "Canvas marks it as late.",
    ) in notes(group)
    assert sum("late" in what for _, _, what in notes(group)) == 1


def test_late_is_told_where_an_autograder_says_so(group: Class) -> None:
    told = {
        "created_at": "2026-03-02T00:00:00+00:00",
        "assignment": {"due_date": "2026-03-01T00:00:00+00:00"},
        "users": [{"name": "Ada Lovelace", "email": "ada@example.edu"}],
    }
    group.put("submission_3/submission_metadata.json", json.dumps(told))
    group.hand_in("submission_3/hand-in.json", name="Ada Lovelace")
    group.grade()

    assert [what for _, _, what in notes(group)] == [
        "It was handed in on 2026-03-02 at 00:00:00, and was due on 2026-03-01 at 00:00:00."
    ]


def test_the_hand_ins_own_name_stays_first_and_another_name_is_told(group: Class) -> None:
    text = hand_in(group.root, RIGHT, "Ada Lovelace", "1815")
    group.put("m.zip", packed({"Bo Example_8_assignsubmission_file_/hand-in.json": text}))
    group.grade()

    assert [(row["name"], row["number"]) for row in group.rows()] == [("Ada Lovelace", "1815")]
    assert notes(group) == [
        (
            "m.zip/Bo Example_8_assignsubmission_file_/hand-in.json",
            "Ada Lovelace",
            "Moodle gave it out under the name of “Bo Example”. The hand-in names “Ada Lovelace”, and that counts.",
        )
    ]


def test_a_hand_in_that_names_nobody_goes_by_the_system_and_says_so(group: Class) -> None:
    group.put("g.zip", packed(files_of(group, "Gradescope")))
    group.grade()

    said = [what for file, _, what in notes(group) if "submission_1002" in file]
    assert said == [
        "It names nobody; “Bo Example” is taken from the name of the file.",
        "It was handed in for several: Bo Example, Cleo Example. It is graded once.",
    ]


def test_one_hand_in_of_two_people_is_told_to_be_one(group: Class) -> None:
    text = hand_in(group.root, RIGHT, "Ada Lovelace", "1815")
    files = {
        "lovelaceada_55_901_hand-in.json": text,
        "examplebo_56_902_hand-in.json": text,
        "thirdone_57_903_hand-in.json": hand_in(group.root, RIGHT, "One Third"),
    }
    group.put("c.zip", packed(files))
    group.grade()

    said = {(file.partition("/")[2], what) for file, _, what in notes(group) if "same receipt" in what}
    same = "The same hand-in, with the same receipt, also came as"
    assert said == {
        ("lovelaceada_55_901_hand-in.json", f"{same} c.zip/examplebo_56_902_hand-in.json (examplebo)."),
        ("examplebo_56_902_hand-in.json", f"{same} c.zip/lovelaceada_55_901_hand-in.json (Ada Lovelace)."),
    }
    assert sorted(row["name"] for row in group.rows()) == ["Ada Lovelace", "Ada Lovelace", "One Third"]


def test_one_nameless_hand_in_of_two_people_is_told_too(group: Class) -> None:
    text = hand_in(group.root, RIGHT)
    for name in ("Ada Lovelace_7", "Bo Example_8"):
        group.put(f"{name}_assignsubmission_file_/hand-in.json", text)
    group.grade()

    assert sum("same receipt" in what for _, _, what in notes(group)) == 2


def test_who_hands_one_file_in_twice_is_told_once_and_not_suspected(group: Class) -> None:
    text = hand_in(group.root, RIGHT, "Ada Lovelace", "1815")
    group.put("lovelaceada_55_901_hand-in.json", text)
    group.put("lovelaceada_55_902_hand-in-1.json", text)
    group.grade()

    assert {what for _, _, what in notes(group)} == {
        "lovelaceada_55_902_hand-in-1.json is of the same learner, and it counts. The answers are the same."
    }


GRADESCOPE_TWINS = """---
submission_1:
  :submitters:
  - :name: Anna Schmidt
    :email: a1@example.org
submission_2:
  :submitters:
  - :name: Anna Schmidt
    :email: a2@example.org
"""
TWINS = {
    "canvas": ("schmidtanna_5501_1_hand-in.json", "schmidtanna_5502_2_hand-in.json", "5501", "5502"),
    "moodle": (
        "Anna Schmidt_111_assignsubmission_file_/hand-in.json",
        "Anna Schmidt_222_assignsubmission_file_/hand-in.json",
        "111",
        "222",
    ),
    "hidden in moodle": (
        "Participant_111_assignsubmission_file_/hand-in.json",
        "Participant_222_assignsubmission_file_/hand-in.json",
        "111",
        "222",
    ),
    "hidden in canvas": ("anon_A1_1_hand-in.json", "anon_B2_2_hand-in.json", "a1", "b2"),
    "gradescope": ("submission_1/hand-in.json", "submission_2/hand-in.json", "a1-example", "a2-example"),
}


@pytest.mark.parametrize("system", TWINS)
@pytest.mark.parametrize(("name", "number"), [("Anna Schmidt", ""), ("Anna Schmidt", "77"), ("", "")])
def test_two_people_of_one_name_are_two_where_the_system_knows_them_apart(
    group: Class, system: str, name: str, number: str
) -> None:
    one, other, *idents = TWINS[system]
    group.hand_in(one, RIGHT, name, number)
    group.hand_in(other, WRONG, name, number)
    group.put("submission_metadata.yml", GRADESCOPE_TWINS)

    graded = group.grade(systems=("canvas", "moodle"))

    assert graded.learners == 2
    scores = {row["feedback"]: row["t1-choice.lamp"] for row in group.rows()}
    assert list(scores.values()) == ["1", "0"]
    for ident, stem in zip(idents, scores, strict=True):
        assert ident in stem
        assert (group.out / "feedback" / stem).is_file()
    told = [text for _, _, text in notes(group) if "Several people" in text]
    assert len(told) == (0 if system.startswith("hidden") and not name else 2)


def test_a_mark_for_a_system_has_the_id_of_whose_answers_they_are(group: Class) -> None:
    one, other, *_ = TWINS["canvas"]
    group.hand_in(one, RIGHT, "Anna Schmidt")
    group.hand_in(other, WRONG, "Anna Schmidt")
    group.hand_in("by mail/hand-in.json", WRONG, "Anna Schmidt")

    group.grade(systems=("canvas", "moodle"))

    rows = group.rows("gradebook-canvas.csv")[1:]
    titles = list(rows[0])
    found = [(row["Student"], row["ID"], float(row[titles[-2]])) for row in rows]
    assert found == [("Anna Schmidt (?)", "", 0), ("Anna Schmidt", "5501", 1), ("Anna Schmidt", "5502", 0)]
    assert [row["Full name"] for row in group.rows("gradebook-moodle.csv")] == [
        "Anna Schmidt (?)",
        "Anna Schmidt (5501)",
        "Anna Schmidt (5502)",
    ]


def test_another_download_has_other_numbers_of_the_same_people(group: Class) -> None:
    group.hand_in("one/Anna Schmidt_111_assignsubmission_file_/hand-in.json", RIGHT, "Anna Schmidt")
    group.hand_in("two/Anna Schmidt_999_assignsubmission_file_/hand-in.json", WRONG, "Anna Schmidt")

    assert group.grade().learners == 1


def test_nobody_can_hand_in_for_another_by_naming_them(group: Class) -> None:
    group.hand_in("bobo_5502_1_hand-in.json", WRONG, "Ada Ito")
    group.hand_in("adaito_5501_2_hand-in.json", RIGHT, "Ada Ito")

    group.grade(systems=("canvas",))

    found = {row["Student"]: row["ID"] for row in group.rows("gradebook-canvas.csv")[1:]}
    assert found == {"Ada Ito": "5501", "Ada Ito (5502)": ""}


def test_of_a_file_that_was_sent_again_the_later_one_counts(group: Class) -> None:
    group.put("lovelaceada_55_901_hand-in.json", hand_in(group.root, RIGHT, "Ada", "1"))
    group.put("lovelaceada_LATE_55_1002_hand-in-1.json", hand_in(group.root, WRONG, "Ada", "1"))
    group.grade()

    assert [row["t1-choice.lamp"] for row in group.rows()] == ["0"]


@pytest.mark.parametrize("name", ["handin (1).json", "hand-in-1.json", "My Homework.JSON", "x.json.txt"])
def test_a_hand_in_may_be_called_anything(group: Class, name: str) -> None:
    group.hand_in(name, name="Ada")

    assert group.grade().unread_count == 0
    assert [(row["name"], row["points"]) for row in group.rows()] == [("Ada", "2")]


@pytest.mark.parametrize("name", ["ada.toml", "ada.txt", "ada.toml.txt"])
def test_a_hand_in_under_the_name_of_another_kind_is_read_as_one(group: Class, name: str) -> None:
    group.hand_in(name, name="Ada")
    graded = group.grade()

    assert [row["points"] for row in group.rows()] == ["2"]
    assert graded.unread_count == 0
    assert [one.text for one in graded.notes] == [
        "It is a hand-in under the name of another kind of file, and is read as what it is."
    ]


@pytest.mark.parametrize("name", ["ada.json", "ada.txt"])
def test_a_sheet_under_the_name_of_another_kind_is_read_as_one(group: Class, name: str) -> None:
    group.put(name, sheet("t1-order", {"dates": DATES}))
    graded = group.grade()

    assert [(row["name"], row["t1-order.dates"]) for row in group.rows()] == [("ada", "1")]
    assert [one.text for one in graded.notes] == [
        "It is an answer sheet under the name of another kind of file, and is read as what it is."
    ]


def test_a_zip_that_a_learner_handed_in_is_read(group: Class) -> None:
    inner = packed({"answers/t1-order.toml": sheet("t1-order", {"dates": DATES})})
    group.put("m.zip", packed({"Ada Lovelace_7_assignsubmission_file_/work.zip": inner}))
    group.put("Bo.zip", packed({"hand-in.json": hand_in(group.root, {"t1-choice": {"lamp": LAMP}})}))
    group.grade()

    assert [(row["name"], row["points"]) for row in group.rows()] == [("Ada Lovelace", "1"), ("Bo", "1")]


def test_what_systems_put_beside_hand_ins_is_passed_over(group: Class) -> None:
    files: dict[str, str | bytes] = {
        **files_of(group, "Gradescope"),
        "__MACOSX/._x.json": b"x",
        f"{EXPORT}/.DS_Store": b"x",
        f"{EXPORT}/submission_1001/": b"",
    }
    group.put("g.zip", packed(files))
    graded = group.grade()

    assert (graded.files, graded.passed_over, graded.unread_count) == (2, 2, 0)


def unread(group: Class) -> dict[str, str]:
    return {row["file"]: row["what"] for row in group.rows("unreadable.csv")}


def test_a_zip_that_cannot_be_read_is_told_and_the_class_is_graded(group: Class) -> None:
    group.put("broken.zip", b"PK\x03\x04 and then nothing")
    group.put("word.docx.zip", b"")
    group.hand_in("a.json", name="Ada")
    group.grade()

    assert [row["name"] for row in group.rows()] == ["Ada"]
    assert set(unread(group)) == {"broken.zip", "word.docx.zip"}


def test_a_bomb_inside_bombs_is_given_up(group: Class) -> None:
    bomb = zips.nested(5, {"a.json": b" " * 1_000_000})
    group.put("bomb.zip", bomb)
    group.hand_in("a.json", name="Ada")
    group.grade()

    assert [row["name"] for row in group.rows()] == ["Ada"]
    assert list(unread(group).values()) == [archives.NESTED]


def test_an_archive_beyond_its_allowance_is_read_as_far_as_it_goes(
    group: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "Allowance", lambda: archives.Allowance(members=3))
    group.put("m.zip", packed({f"{n}.json": hand_in(group.root, RIGHT, f"L{n}") for n in range(5)}))
    group.grade()

    assert len(group.rows()) == 3
    assert unread(group) == {"m.zip": archives.TOO_MUCH}


def test_nothing_is_unpacked_to_disk(group: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    from zipfile import ZipFile

    def refused(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(ZipFile, "extract", refused)
    monkeypatch.setattr(ZipFile, "extractall", refused)
    files = {"../../outside.json": hand_in(group.root, RIGHT, "Eve"), **files_of(group, "Moodle")}
    group.put("m.zip", packed(files))
    before = sorted(file for file in group.root.rglob("*") if group.out not in (file, *file.parents))
    group.grade()

    assert sorted(file for file in group.root.rglob("*") if group.out not in (file, *file.parents)) == before
    assert unread(group) == {"m.zip/outside.json": archives.OUTSIDE}


@pytest.mark.parametrize("name", ["none.zip", "class.txt"])
def test_what_is_neither_folder_nor_zip_is_refused(group: Class, name: str) -> None:
    if name == "class.txt":
        group.put(name, "x")

    with pytest.raises(WorkspaceError, match="There is no folder and no ZIP file"):
        group.grade(source=group.folder / name)
    assert not group.out.exists()


def test_a_zip_with_nothing_in_it_is_nothing_to_grade(group: Class) -> None:
    source = group.put("empty.zip", packed({}))

    with pytest.raises(WorkspaceError, match="There is nothing in"):
        group.grade(source=source)
    assert not Path(group.out).exists()
