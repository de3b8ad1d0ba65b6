"""Grading a class: with the instructor's keys, whatever the files claim; written whole, and nowhere else."""

import gc
import json
import os
import shutil
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from course_checks.desk import grading
from course_checks.desk.ours import WRITTEN
from course_checks.sheet.workspace import WorkspaceError
from tests.desk.classes import DATES, LAMP, RIGHT, Class, hand_in, sheet

WRONG = {"t1-choice": {"lamp": {"choice": "b", "passage": "T2"}}}
HALF = {"t1-choice": {"lamp": {"choice": "a", "passage": "T3"}}}
ITEMS = ["t1-choice.lamp", "t1-order.dates"]


# The gradebook ---------------------------------------------------------------------------------------------


def test_it_has_a_row_a_learner_and_a_column_an_item(group: Class) -> None:
    group.hand_in("a.json", name="Ada", number="17")
    group.hand_in("b.json", WRONG, name="Bo", number="9")
    group.hand_in("c.json", HALF, name="Cleo")
    graded = group.grade()

    rows = group.rows()
    assert list(rows[0]) == [
        "number",
        "name",
        *ITEMS,
        "points",
        "of",
        "scored",
        "not answered",
        "not read",
        "to read",
        "feedback",
    ]
    assert [list(row.values()) for row in rows] == [
        ["9", "Bo", "0", "", "0", "2", "1", "0", "0", "0", "bo-9.md"],
        ["17", "Ada", "1", "1", "2", "2", "2", "0", "0", "0", "ada-17.md"],
        ["", "Cleo", "0.5", "", "0.5", "2", "1", "0", "0", "0", "cleo.md"],
    ]
    assert (graded.learners, graded.files, graded.exercises) == (3, 3, ("t1-choice", "t1-order"))


def test_a_score_has_at_most_four_decimals(group: Class) -> None:
    group.hand_in("a.json", {"t1-order": {"dates": {"lit": "1", "moved": "3", "page": "2"}}}, name="Ada")
    group.grade()

    assert [row["t1-order.dates"] for row in group.rows()] == ["0.3333"]


def test_a_cell_without_a_score_says_why(group: Class) -> None:
    blank = {"t1-choice": {"lamp": {"sure": "guess"}}, "t1-order": {"dates": {"lit": "soon"}}}
    group.hand_in("a.json", blank, name="Ada")
    group.grade()

    (row,) = group.rows()
    assert [row[item] for item in ITEMS] == ["not answered", "not read"]
    assert [row[name] for name in ("points", "scored", "not answered", "not read")] == ["0", "0", "1", "1"]


def test_what_broke_is_our_fault_and_told(group: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    group.hand_in("a.json", {"t1-order": {"dates": DATES}}, name="Ada")

    def broken(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr("course_checks.validators.order.score", broken)
    group.grade()

    assert [row["t1-order.dates"] for row in group.rows()] == ["our fault"]
    assert [row["what"] for row in group.rows("notes.csv")] == [
        "dates: our check broke (KeyError in t1-order.dates); nothing was scored. Please report it."
    ]


def test_spreadsheets_know_its_encoding(group: Class) -> None:
    group.hand_in("a.json", name="Ágústa")
    group.grade()

    assert group.results()["gradebook.csv"].startswith(b"\xef\xbb\xbfnumber,name,")
    assert group.rows()[0]["name"] == "Ágústa"


# Whatever the files claim ----------------------------------------------------------------------------------


def test_a_claimed_score_counts_for_nothing(group: Class) -> None:
    held = json.loads(hand_in(group.root, WRONG, "Ada"))
    held["score"] = 1
    held["exercises"]["t1-choice"] |= {"score": 1, "key": {"accepted": ["b"]}, "outcome": "scored"}
    group.put("a.json", json.dumps(held))
    group.grade()

    assert [row["t1-choice.lamp"] for row in group.rows()] == ["0"]


def test_a_receipt_that_does_not_fit_is_told_and_not_punished(group: Class) -> None:
    group.put("a.json", hand_in(group.root, RIGHT, "Bo").replace("Bo", "Ada"))
    group.grade()

    assert [row["points"] for row in group.rows()] == ["2"]
    assert [(row["learner"], row["what"]) for row in group.rows("notes.csv")] == [
        (
            "Ada",
            "The receipt does not fit: the file was changed, or damaged, after it was made. It is graded all the same.",
        )
    ]


def test_another_version_is_told_and_graded_with_ours(group: Class) -> None:
    group.hand_in("a.json", {"t1-order": {"dates": DATES}}, name="Ada")
    file = group.root / "exercises" / "t1-order" / "exercise.toml"
    file.write_text(file.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    group.grade()

    assert [row["t1-order.dates"] for row in group.rows()] == ["1"]
    assert [row["what"] for row in group.rows("notes.csv")] == [
        "It was made for another version of the exercise, and is graded with yours."
    ]


def test_the_last_attempt_counts_and_not_the_first(group: Class) -> None:
    held = json.loads(hand_in(group.root, WRONG, "Ada"))
    held["exercises"]["t1-choice"]["last"] = {"lamp": LAMP}
    group.put("a.json", json.dumps(held))
    group.grade()

    assert [row["t1-choice.lamp"] for row in group.rows()] == ["1"]


def test_the_keys_of_the_instructor_go_before_those_of_the_course(group: Class) -> None:
    own = group.root / "held"
    shutil.copytree(group.root / "exercises" / "t1-choice", own / "t1-choice")
    (group.root / "exercises" / "t1-choice" / "key.toml").unlink()
    group.hand_in("a.json", {"t1-choice": {"lamp": LAMP}}, name="Ada")

    without = group.grade()
    assert [row["t1-choice.lamp"] for row in group.rows()] == ["to read"]
    assert [(row["of"], row["to read"]) for row in group.rows()] == [("0", "1")]
    assert without.keyless == ("t1-choice",)

    held = group.grade(bank=group.bank(own))
    assert [row["t1-choice.lamp"] for row in group.rows()] == ["1"]
    assert held.keyless == ()


# Twice -----------------------------------------------------------------------------------------------------


def test_of_two_hand_ins_the_one_whose_name_comes_last_counts(group: Class) -> None:
    group.hand_in("hand-in-10.json", WRONG, name="Ada", number="17")
    group.hand_in("hand-in-9.json", HALF, name="ada", number="17")
    group.grade()

    assert [row["t1-choice.lamp"] for row in group.rows()] == ["0"]
    assert [(row["file"], row["exercise"], row["what"]) for row in group.rows("notes.csv")] == [
        (
            "hand-in-9.json",
            "t1-choice",
            "hand-in-10.json is of the same learner, and it counts. The answers differ.",
        )
    ]


def test_two_that_say_the_same_are_told_all_the_same(group: Class) -> None:
    group.hand_in("a.json", HALF, name="Ada")
    group.hand_in("b.json", HALF, name="Ada")
    group.grade()

    assert [row["what"] for row in group.rows("notes.csv")] == [
        "b.json is of the same learner, and it counts. The answers are the same."
    ]


def test_a_hand_in_counts_before_a_sheet_whatever_they_are_called(group: Class) -> None:
    group.hand_in("ada/a.json", HALF, name="Ada")
    group.put("ada/t1-choice.toml", sheet("t1-choice", WRONG["t1-choice"]))
    group.grade()

    assert [row["t1-choice.lamp"] for row in group.rows()] == ["0.5"]
    assert [row["file"] for row in group.rows("notes.csv")] == ["ada/t1-choice.toml"]


def test_a_sheet_that_says_what_the_hand_in_says_is_no_news(group: Class) -> None:
    group.hand_in("ada/a.json", HALF, name="Ada")
    group.put("ada/t1-choice.toml", sheet("t1-choice", HALF["t1-choice"]))

    assert group.grade().notes_count == 0


def test_a_file_that_cannot_be_used_never_hides_one_that_can(group: Class) -> None:
    group.put("ada/t1-choice.toml", sheet("t1-choice", HALF["t1-choice"]))
    group.put("ada/t1-choice 2.toml", "<html>")
    group.put("ada/t1-choice 3.toml", 'exercise = "t1-choice"\n' + "x" * 3000)
    group.grade()

    assert [row["t1-choice.lamp"] for row in group.rows()] == ["0.5"]
    assert len(group.rows("unreadable.csv")) == 2


def test_learners_with_one_name_keep_their_own_rows_and_files(group: Class) -> None:
    group.hand_in("a.json", RIGHT, name="Kim", number="1")
    group.hand_in("b.json", WRONG, name="kim", number="2")
    group.hand_in("c.json", HALF, name="Kim.")
    group.hand_in("d.json", HALF, name="Kim")
    graded = group.grade()

    assert [row["points"] for row in group.rows()] == ["2", "0", "0.5", "0.5"]
    names = [row["feedback"] for row in group.rows()]
    assert len(set(names)) == 4
    assert all((group.out / "feedback" / name).is_file() for name in names)
    assert [(one.learner, one.text) for one in graded.notes] == [
        ("kim", "3 learners are called so, told apart by their numbers, or by having none.")
    ]


# Feedback --------------------------------------------------------------------------------------------------


def test_feedback_says_what_a_check_says(group: Class) -> None:
    group.hand_in("a.json", WRONG, name="Ada", number="17")
    group.grade()

    *page, one, other = group.feedback("ada-17").splitlines()
    assert page == [
        "# Feedback: Ada · 17",
        "",
        "0 points in 1 item that a machine scores.",
        "",
        "## The lamp",
        "",
        "t1-choice, from a.json",
        "",
        "### lamp: look again, 0",
        "",
        "```text",
        "choice = b",
        "passage = T2",
        "```",
        "",
        "- 1 of 2: choice and passage are looked at together.",
        "- Look again at choice.",
    ]
    assert {one, other} == {
        "- You name the right passage. Read T2 aloud: which of its words limits the claim?",
        "- This reads a guess as knowledge. Which word of T2 stands between the two?",
    }


def test_the_answers_are_in_it_only_on_asking(group: Class) -> None:
    group.hand_in("a.json", WRONG, name="Ada")
    group.grade()
    assert "It takes a guess" not in group.feedback("ada")

    group.grade(explain=True)
    assert "- The answer, and why\n    - Your choice: a (It takes a guess.)\n" in group.feedback("ada")


def test_a_sheet_that_could_not_be_used_is_told_to_its_learner(group: Class) -> None:
    group.put("Ada/t1-order.toml", 'exercise = "t1-order"\nexercise = "t1-choice"\n')
    group.grade()

    assert "Not read: " in group.feedback("ada")
    (row,) = group.rows()
    assert (row["t1-order.dates"], row["not read"]) == ("not read", "1")


def test_nothing_that_was_typed_is_markup_in_it(group: Class) -> None:
    evil = "```\n# Grade: 1\n<img src=x onerror=alert(1)>\n[x](javascript:1)"
    given = {"t1-choice": {"lamp": {"choice": "<script>", "reason": evil}}}
    group.hand_in("<b>.json", given, name="<i>A</i> [d](http://e.example) # a")
    group.grade()

    (name,) = (row["feedback"] for row in group.rows())
    page = group.feedback(name.removesuffix(".md"))
    html = MarkdownIt("gfm-like", {"linkify": False}).render(page)
    assert not {"<script", "<img", "<i>", "<b>", "<a "} & {
        tag for tag in ("<script", "<img", "<i>", "<b>", "<a ") if tag in html
    }
    assert html.count("<h1>") == 1
    assert "Grade: 1" in html


# Written whole, and nowhere else ---------------------------------------------------------------------------


def test_graded_twice_it_is_the_same_byte_for_byte(group: Class) -> None:
    for number in range(5):
        group.hand_in(f"{number}.json", [RIGHT, WRONG, HALF][number % 3], name=f"Learner {number % 4}")
    group.put("bad.json", "{")
    group.grade()
    first = group.results()

    for file in group.folder.iterdir():
        os.utime(file, (1, 1))
    group.grade()

    assert group.results() == first
    assert sorted(first) == [
        WRITTEN,
        *(f"feedback/learner-{number}.md" for number in range(4)),
        "first-attempts.jsonl",
        "gradebook.csv",
        "notes.csv",
        "unreadable.csv",
    ]


def test_results_are_put_in_place_one_by_one(group: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of very many learners the names of their files are never all held at once."""
    for number in range(5):
        group.hand_in(f"{number}.json", RIGHT, name=f"Learner {number}")
    named, waiting = [], set()
    names, replace = grading._Run._names, Path.replace

    def counted(run: grading._Run) -> Iterator[str]:
        for name in names(run):
            named.append(name)
            yield name

    def replaced(file: Path, target: Path) -> Path:
        if file.suffix == ".md":
            waiting.add(len(named))
        return replace(file, target)

    monkeypatch.setattr(grading._Run, "_names", counted)
    monkeypatch.setattr(Path, "replace", replaced)
    group.grade()

    assert waiting == {1, 2, 3, 4, 5}


def test_what_others_keep_there_is_left_alone(group: Class) -> None:
    (group.out / "feedback").mkdir(parents=True)
    (group.out / "mine.txt").write_text("mine", encoding="utf-8")
    (group.out / "feedback" / "old.md").write_text("old", encoding="utf-8")
    group.hand_in("a.json", name="Ada")

    graded = group.grade()

    assert (group.out / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert group.feedback("old") == "old"
    assert graded.left == 1


def test_a_run_that_fails_leaves_the_results_before_it(group: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    group.hand_in("a.json", name="Ada")
    group.grade()
    before = group.results()
    group.hand_in("b.json", WRONG, name="Bo")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(grading, "write_said", full)
        with pytest.raises(OSError, match="No space"):
            group.grade()

    assert group.results() == before
    assert [file.name for file in group.out.iterdir() if file.name.startswith(".")] == [WRITTEN]


def test_there_must_be_something_to_grade_and_somewhere_to_write(group: Class) -> None:
    with pytest.raises(WorkspaceError, match="There is nothing in"):
        group.grade()
    assert not group.out.exists()

    group.hand_in("a.json", name="Ada")
    (group.root / "elsewhere").mkdir()
    group.out.mkdir()
    (group.out / "feedback").symlink_to(group.root / "elsewhere")
    with pytest.raises(WorkspaceError, match="is not an ordinary folder"):
        group.grade()
    (group.out / "feedback").unlink()
    (group.out / "gradebook.csv").mkdir()
    with pytest.raises(WorkspaceError, match="is a folder"):
        group.grade()
    shutil.rmtree(group.out)
    group.out.write_text("x", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="is a file, not a folder"):
        group.grade()


def test_the_folder_of_the_class_is_no_place_for_results(group: Class) -> None:
    group.hand_in("a.json", name="Ada")

    with pytest.raises(WorkspaceError, match="need a folder of their own"):
        grading.grade(group.folder, group.folder, group.bank(), grading.Wanted(), lambda *_: None)


# A hostile class -------------------------------------------------------------------------------------------

HOSTILE = [
    '=HYPERLINK("http://e.example")',
    "@SUM(1)",
    "-2+3",
    "+1",
    "\t=1",
    "x;=cmd|' /C calc'!A0",
    "\u202eadA",
    "../../../outside",
    "CON",
    "nul.txt",
    "a" * 5000,
    "é" * 120,
    "\ud800",
    "<script>alert(1)</script>",
    "ADA",
    "ada",
    "",
]


def snapshot(root: Path, without: Path) -> dict[str, bytes | str]:
    found: dict[str, bytes | str] = {}
    for path in sorted(root.rglob("*")):
        if without not in (path, *path.parents):
            name = path.relative_to(root).as_posix()
            found[name] = (
                str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else ""
            )
    return found


def hostile(group: Class) -> None:
    for number, name in enumerate(HOSTILE):
        group.hand_in(f"{number}.json", WRONG if number % 2 else RIGHT, name=name)
    group.put("deep.json", '{"hand_in": 1, "x": ' + "[" * 200_000)
    group.put("deeper.json", '{"a":' * 100_000)
    group.put("huge.json", b" " * 3_000_000)
    group.put("huge.toml", b"#" * 3_000_000)
    group.put("zero.toml", b"\0" * 1000)
    group.put("aux.json", "null")
    group.put("a" * 200 + ".toml", sheet("t1-order", {"dates": {"lit": "=1", "moved": "<b>", "page": "`"}}))
    group.put("\u202eevil.toml", sheet("t1-choice", {"lamp": {"choice": "= 1", "reason": "<img src=x>"}}))
    group.put("x/answers/t1-order.toml", sheet("t1-order", {"dates": DATES}) * 2)
    if sys.platform != "win32":
        os.mkfifo(group.folder / "pipe.json")
        (group.folder / "loop").symlink_to(".")
        (group.folder / "x" / "up").symlink_to("../..")
        (group.folder / "self.json").symlink_to("self.json")
        strange = Path(os.fsdecode(os.fsencode(group.folder) + b"/\xff\xfe"))
        strange.mkdir()
        (strange / "t1-order.toml").write_text(sheet("t1-order", {"dates": DATES}), encoding="utf-8")


def test_a_hostile_folder_is_graded_and_nothing_else_is_touched(group: Class) -> None:
    hostile(group)
    before = snapshot(group.root, group.out)

    graded = group.grade()

    assert snapshot(group.root, group.out) == before
    assert graded.learners == len(group.rows()) >= len(HOSTILE) - 2
    first = group.results()
    for row in (*group.rows(), *group.rows("unreadable.csv"), *group.rows("notes.csv")):
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    names = [row["feedback"] for row in group.rows()]
    assert sorted(f"feedback/{name}" for name in names) == [name for name in sorted(first) if "/" in name]
    assert len({name.casefold() for name in names}) == len(names)
    files = {row["file"] for row in group.rows("unreadable.csv")}
    assert {"deep.json", "deeper.json", "huge.json", "huge.toml", "zero.toml", "aux.json"} <= files
    if sys.platform != "win32":
        assert {"pipe.json", "loop", "x/up", "self.json"} <= files
    group.grade()
    assert group.results() == first


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.binary(max_size=60), min_size=1, max_size=4), st.sampled_from([".json", ".toml", ".txt", ""])
)
def test_no_files_whatever_stop_it(group: Class, files: list[bytes], ending: str) -> None:
    for number, data in enumerate(files):
        group.put(f"{number}{ending}", data)

    graded = group.grade()

    assert graded.files == len(list(group.folder.iterdir()))
    assert graded.learners + graded.unread_count >= 1


def test_memory_does_not_grow_with_the_class(group: Class) -> None:
    files = [group.hand_in(f"{n}.json", name=f"Learner {n}", number=str(n)) for n in range(240)]
    bank = group.bank()

    def peak() -> int:
        gc.collect()
        tracemalloc.start()
        try:
            group.grade(bank=bank, workers=1)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    group.grade(bank=bank, workers=1)  # what is loaded once, or remembered, is there now
    many = peak()
    for file in files[20:]:
        file.unlink()

    # The answers and the feedback of one learner have some 3,000 bytes.
    assert many < peak() + 220 * 1000


def test_progress_is_told_from_the_first_to_the_last(group: Class) -> None:
    for name in ("Ada", "Bo", "Cleo"):
        group.hand_in(f"{name}.json", name=name)
    told: list[tuple[str, int, int | None]] = []
    group.grade(progress=lambda *one: told.append(one))

    assert told == [
        *(("Reading", number, None) for number in (1, 2, 3)),
        *(("Grading", number, 3) for number in (1, 2, 3)),
    ]


# Answers in a hand-in that cannot be read ------------------------------------------------------------------

LONG = "x" * 70_000


def put_broken(group: Class, item: str, held: object) -> None:
    """A hand-in in which one item holds something else than was typed."""
    data = json.loads(hand_in(group.root, RIGHT, "Ada", "1815"))
    for attempt in ("first", "last"):
        data["exercises"]["t1-choice"][attempt][item] = held
    group.put("ada.json", json.dumps(data))


@pytest.mark.parametrize(
    "held",
    [
        ["owner"],
        {"choice": ["a"], "passage": "T2"},
        {"choice": None},
        {"choice": LONG},
        {"choice": "\ud800"},
        {"choice": "a", "passage": "T\udfff2"},
    ],
)
def test_an_answer_that_cannot_be_read_costs_nothing(group: Class, held: object) -> None:
    put_broken(group, "lamp", held)

    group.grade(systems=("canvas",))

    (row,) = group.rows()
    assert row["t1-choice.lamp"] == "not read"
    assert (row["not answered"], row["not read"]) == ("0", "1")
    assert "lamp: not read" in group.feedback(row["feedback"].removesuffix(".md"))
    _, learner = group.rows("gradebook-canvas.csv")
    (title,) = (name for name in learner if name.startswith("t1-choice"))
    assert learner[title] == ""
    assert len(group.rows("unreadable.csv")) == 1


def test_answers_that_are_no_answers_at_all_cost_nothing(group: Class) -> None:
    data = json.loads(hand_in(group.root, RIGHT, "Ada", "1815"))
    data["exercises"]["t1-choice"]["last"] = ["a"]
    group.put("ada.json", json.dumps(data))

    group.grade()

    assert group.rows()[0]["t1-choice.lamp"] == "not read"
    assert [one["what"] for one in group.rows("unreadable.csv")] == [
        "The answers to t1-choice cannot be read."
    ]


def test_a_part_that_is_not_in_the_item_is_told(group: Class) -> None:
    put_broken(group, "lamp", {**LAMP, "nosuch": "owner"})

    group.grade()

    assert group.rows()[0]["t1-choice.lamp"] == "1"
    said = "lamp of t1-choice has no part nosuch; that was passed over."
    assert said in [one["what"] for one in group.rows("notes.csv")]
    assert said.replace("-", "\\-") in group.feedback("ada-1815") or said in group.feedback("ada-1815")
