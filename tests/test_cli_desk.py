"""Handing in, grading, beginning an exercise and auditing for a program, as a person meets them."""

import json
import re
from pathlib import Path

import pytest

from course_checks import cli
from course_checks.content import beginning
from course_checks.content.course import load_course
from course_checks.validators import names
from tests.courses.made import GOOD, made_course
from tests.desk.classes import RIGHT, hand_in
from tests.desk.made_memo import make_memo, memo
from tests.desk.zips import packed
from tests.test_cli import Ran, Run, on_a_terminal, write

HAND_IN = Path("answers/hand-in.json")
EXERCISES = ("t1-choice", "t1-many", "t1-match", "t1-order")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a copy of the good course, where we are."""
    root = made_course(tmp_path)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def run(course: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command with these arguments, in the good course."""
    assert Path.cwd() == course

    def ran(*arguments: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main(list(arguments))
        printed = capsys.readouterr()
        assert isinstance(end.value.code, int)
        return Ran(status=end.value.code, out=printed.out, err=printed.err)

    return ran


def handed(file: Path = HAND_IN) -> dict[str, dict[str, object]]:
    """What a hand-in holds of each exercise: its last answers."""
    held = json.loads(file.read_text(encoding="ascii"))
    return {name: one["last"] for name, one in held["exercises"].items()}


def first(file: Path = HAND_IN) -> dict[str, dict[str, object]]:
    held = json.loads(file.read_text(encoding="ascii"))
    return {name: one["first"] for name, one in held["exercises"].items()}


def plain(text: str) -> str:
    return " ".join(text.split())


# hand-in ---------------------------------------------------------------------------------------------------


def test_a_hand_in_says_what_it_holds_and_what_is_missing(run: Run) -> None:
    write("t1-choice", choice="a")
    write("t1-order", lit="1", moved="2", page="3")

    ran = run("hand-in", "--name", "Ada", "--number", "17")

    receipt = json.loads(HAND_IN.read_text(encoding="ascii"))["receipt"]
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "Made answers/hand-in.json\n"
        "\n"
        "  t1-choice: 1 of 1 item answered\n"
        "  t1-order: 1 of 1 item answered\n"
        "\n"
        "Not in it, for there is no answer yet: t1-many and t1-match.\n"
        f"Receipt: {receipt}. It shows that nothing was lost on the way. It is no exam\n"
        "security: your instructor checks the answers again.\n"
    )
    assert handed() == {
        "t1-choice": {"lamp": {"choice": "a"}},
        "t1-order": {"dates": {"lit": "1", "moved": "2", "page": "3"}},
    }


def test_it_holds_what_was_checked_first_and_what_stands_there_now(run: Run) -> None:
    write("t1-choice", choice="b")
    run("check")
    write("t1-choice", passage="T2")
    run("check")
    write("t1-choice", sure="guess")

    run("hand-in")

    assert first() == {"t1-choice": {"lamp": {"choice": "b"}}}
    assert handed() == {"t1-choice": {"lamp": {"choice": "b", "passage": "T2", "sure": "guess"}}}


def test_handing_in_is_not_recorded_as_an_attempt(run: Run) -> None:
    write("t1-choice", choice="b")
    run("check")
    write("t1-choice", passage="T2")
    before = Path("answers/.attempts.json").read_bytes()

    run("hand-in")

    assert Path("answers/.attempts.json").read_bytes() == before


def test_nothing_is_ever_overwritten(run: Run) -> None:
    write("t1-choice", choice="b")
    run("hand-in")
    text = HAND_IN.read_bytes()

    assert run("hand-in").out.startswith("Kept answers/hand-in.json: it holds the same already\n")
    write("t1-choice", passage="T2")
    assert run("hand-in").out.startswith("Made answers/hand-in-2.json\n")
    assert run("hand-in").out.startswith("Kept answers/hand-in-2.json: it holds the same already\n")
    assert run("hand-in", "--name", "Ada").out.startswith("Made answers/hand-in-3.json\n")
    assert HAND_IN.read_bytes() == text


def test_it_may_go_elsewhere_and_what_stands_there_stays(run: Run) -> None:
    write("t1-choice", choice="b")
    Path("to").mkdir()
    Path("to/ada.json").write_text("mine", encoding="utf-8")

    assert run("hand-in", "--out", "to/ada.json").out.startswith("Made to/ada-2.json\n")
    assert run("hand-in", "--out", "to").out.startswith("Made to/hand-in.json\n")
    assert run("hand-in", "--out", "new/one.json").out.startswith("Made new/one.json\n")
    assert Path("to/ada.json").read_text(encoding="utf-8") == "mine"


def test_without_a_name_it_says_how_to_give_one(run: Run) -> None:
    write("t1-choice", choice="b")

    assert 'course-checks hand-in --name "Your Name"' in plain(run("hand-in").out)


def test_with_nothing_to_hand_in_nothing_is_made(run: Run) -> None:
    run("start")

    ran = run("hand-in")

    assert (ran.status, ran.out) == (2, "")
    assert "There is no answer to hand in yet." in ran.err
    assert not HAND_IN.exists()


def test_an_answer_that_cannot_be_read_is_told_and_handed_in_as_it_stands(run: Run) -> None:
    write("t1-order", lit="soon")

    ran = run("hand-in")

    assert ran.status == 1
    assert "Not read: dates. Mend it, and make the file again." in ran.out
    assert handed() == {"t1-order": {"dates": {"lit": "soon"}}}
    assert first() == {"t1-order": {"dates": {}}}


def test_a_sheet_that_cannot_be_read_does_not_cost_what_was_checked_before(run: Run) -> None:
    write("t1-choice", choice="a", passage="T2")
    run("check")
    Path("answers/t1-choice.toml").write_bytes(b"PK\x03\x04")

    ran = run("hand-in")

    assert ran.status == 1
    assert "The sheet cannot be read now:" in ran.out
    assert handed() == {"t1-choice": {"lamp": {"choice": "a", "passage": "T2"}}}


def test_an_answer_that_was_taken_back_is_not_handed_in_again(run: Run) -> None:
    write("t1-choice", choice="b")
    write("t1-order", lit="1")
    run("check")
    Path("answers/t1-choice.toml").unlink()
    run("start", "t1-choice")

    run("hand-in")

    assert handed()["t1-choice"] == {"lamp": {}}
    assert first()["t1-choice"] == {"lamp": {"choice": "b"}}


def cut(name: str, *rows: str) -> None:
    """Take these lines out of a sheet, as a file that breaks off lacks them."""
    sheet = Path(f"answers/{name}.toml")
    lines = sheet.read_text(encoding="utf-8").splitlines(keepends=True)
    sheet.write_text("".join(line for line in lines if not line.startswith(rows)), encoding="utf-8")


@pytest.mark.parametrize("rows", [("voices.T3",), ("voices.T2", "voices.T3")])
def test_a_line_that_is_gone_does_not_cost_the_answer_that_was_read_there(
    run: Run, rows: tuple[str, ...]
) -> None:
    write("t1-match", T2="writer", T3="report")
    run("check")
    cut("t1-match", *rows)
    run("check")

    ran = run("hand-in")

    assert ran.status == 1
    assert "t1-match: 1 of 1 item answered" in ran.out
    assert f"Not in the file: {', '.join(rows)}. What was read before is handed in." in plain(ran.out)
    assert "read as empty" not in ran.out
    assert handed() == {"t1-match": {"voices": {"T2": "writer", "T3": "report"}}}


def test_what_stands_beside_a_line_that_is_gone_is_the_newer_answer(run: Run) -> None:
    write("t1-match", T2="writer", T3="report")
    run("check")
    cut("t1-match", "voices.T3")
    write("t1-match", T2="report")

    run("hand-in")

    assert handed() == {"t1-match": {"voices": {"T2": "report", "T3": "report"}}}
    assert first() == {"t1-match": {"voices": {"T2": "writer", "T3": "report"}}}


def test_a_line_that_is_gone_is_told_even_if_nothing_was_read_there(run: Run) -> None:
    write("t1-match", T2="writer")
    cut("t1-match", "voices.T3")

    ran = run("hand-in")

    assert ran.status == 1
    assert "Not in the file: voices.T3. Nothing is handed in for that." in plain(ran.out)


def test_a_line_that_belongs_to_no_answer_is_told_as_check_tells_it(run: Run) -> None:
    write("t1-match", T2="writer", T3="report")
    with Path("answers/t1-match.toml").open("a", encoding="utf-8") as sheet:
        sheet.write('page२००४.SM१ = "owner"\n')

    ran = run("hand-in")

    (said,) = re.findall(r"Line \d+: There is no .*? in this exercise\.", plain(run("check").out))
    assert ran.status == 1
    assert said in plain(ran.out)
    assert handed() == {"t1-match": {"voices": {"T2": "writer", "T3": "report"}}}


def test_what_was_read_kindly_is_told_and_is_no_fault(run: Run) -> None:
    write("t1-match", T3="report")
    sheet = Path("answers/t1-match.toml")
    text = sheet.read_text(encoding="utf-8").replace('voices.T2 = ""', "voices.T2 = writer")
    sheet.write_text(text, encoding="utf-8")

    ran = run("hand-in")

    assert ran.status == 0
    assert "The quotes were missing; this was read as “writer”." in ran.out


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 word/", "cannot be read: This is a Word file"),
        (
            'exercise = "t1-choice"\nlamp.choice = “a”\n'.encode("cp1252"),
            "cannot be read: Line 2: After “lamp.choice =” a character is not saved as UTF-8",
        ),
        (b'exercise = "t1-choice"\nlamp.choice = "the "a""\n', "lamp cannot be read."),
        (b'exercise = "t1-choice"\nWell.\nlamp.choice = ""\n', "Line 2: This line belongs to no answer."),
    ],
)
def test_a_sheet_that_cannot_be_read_is_not_called_no_answer(run: Run, data: bytes, said: str) -> None:
    Path("answers").mkdir()
    Path("answers/t1-choice.toml").write_bytes(data)

    ran = run("hand-in")

    assert (ran.status, ran.out) == (2, "")
    assert f"answers/t1-choice.toml{':' * (not said.startswith('cannot be read'))} {said}" in plain(ran.err)
    assert "course-checks start\n" not in ran.err
    assert not HAND_IN.exists()


def test_a_record_that_was_set_aside_is_told_even_if_nothing_is_left_to_hand_in(run: Run) -> None:
    run("start", "t1-choice")
    Path("answers/.attempts.json").write_text("not json", encoding="utf-8")

    assert "It was kept as .attempts.unreadable-1.json" in plain(run("hand-in").err)


# check hand-in.json ----------------------------------------------------------------------------------------


def test_a_hand_in_is_read_back_and_checked(run: Run) -> None:
    write("t1-choice", choice="b", passage="T2")
    write("t1-order", lit="1", moved="2", page="3")
    run("hand-in", "--name", "Ada", "--number", "17")
    Path("answers/t1-choice.toml").unlink()

    ran = run("check", "answers/hand-in.json")

    assert ran.status == 1
    assert ran.out.startswith(
        "Hand-in of Ada, number 17\n"
        "answers/hand-in.json · made with version 0.1.0\n"
        "The receipt fits: the file is as it was made.\n"
    )
    assert "→ lamp: look again" in ran.out
    assert "✓ dates: right" in ran.out
    assert ran.out.endswith("\n1 of 2 items right.\n")
    assert not Path("answers/.attempts.json").exists()


def test_a_hand_in_with_everything_right_ends_well(run: Run, course: Path) -> None:
    Path("x.json").write_text(hand_in(course, RIGHT, "Ada"), encoding="utf-8")

    assert run("check", "x.json").status == 0
    assert "The answer, and why" in run("check", "x.json", "--explain").out


def test_a_changed_hand_in_is_told(run: Run, course: Path) -> None:
    Path("x.json").write_text(hand_in(course, RIGHT, "Ada").replace("Ada", "Bo"), encoding="utf-8")

    ran = run("check", "x.json")

    assert ran.status == 1
    assert "The receipt does not fit: the file was changed, or damaged, after it was made." in ran.out


def test_what_is_no_hand_in_is_told_in_plain_words(run: Run) -> None:
    Path("x.json").write_text("{", encoding="utf-8")

    ran = run("check", "x.json")

    assert (ran.status, ran.err) == (2, "")
    assert "This file is no hand-in, or was damaged on the way." in plain(ran.out)
    assert run("check", "none.json").out == "none.json: There is no file here.\n"


def test_what_is_not_among_the_exercises_is_told(run: Run, course: Path) -> None:
    given = {
        **RIGHT,
        "u99-no": {"x": {"y": "1"}},
        "t1-order": {"dates": RIGHT["t1-order"]["dates"], "no": {"a": "b"}},
    }
    Path("x.json").write_text(hand_in(course, given), encoding="utf-8")

    said = plain(run("check", "x.json").out)

    assert "u99-no is not among the exercises here, so it is not checked." in said
    assert "t1-order has no item no; that was passed over." in said


def test_a_hand_in_is_checked_for_a_program(run: Run, course: Path) -> None:
    Path("x.json").write_text(hand_in(course, RIGHT, "Ada"), encoding="utf-8")

    (held,) = json.loads(run("check", "x.json", "--json").out)["hand_ins"]

    assert (held["file"], held["learner"]) == ("x.json", {"name": "Ada", "number": ""})
    assert held["receipt"]["fits"] is True
    assert [one["items"]["lamp"]["score"] for one in held["exercises"] if "lamp" in one["items"]] == [1]


def test_what_a_terminal_obeys_is_not_printed(run: Run, course: Path) -> None:
    evil = "\x1b]0;mine\x07\x9b31m \u202ea\ud800"
    given = {
        "t1-choice": {"lamp": {"choice": evil, "passage": evil, "reason": evil}},
        "t1-order": {evil: {evil: evil}},
    }
    Path("x.json").write_text(hand_in(course, given, evil, evil), encoding="utf-8")

    out = run("check", "x.json").out

    assert not set(out) & set("\x1b\x07\x9b\u202e\ud800")


def test_exercises_and_hand_ins_are_not_named_together(run: Run) -> None:
    ran = run("check", "t1-choice", "x.json")

    assert (ran.status, ran.out) == (2, "")
    assert "Name either exercises or files to hand in, not both." in ran.err


# grade -----------------------------------------------------------------------------------------------------


def put(course: Path, name: str, text: str) -> None:
    (course / "class").mkdir(exist_ok=True)
    (course / "class" / name).write_text(text, encoding="utf-8")


def test_grading_says_where_the_results_are(run: Run, course: Path) -> None:
    put(course, "a.json", hand_in(course, RIGHT, "Ada"))

    ran = run("grade", "class")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "Graded 1 learner in 2 exercises, from 1 file.\n"
        "\n"
        "  grades/gradebook.csv\n"
        "  grades/feedback: a file for each learner\n"
        "\n"
        "Receipts are no exam security: every answer was checked again with your keys.\n"
    )


def test_what_could_not_be_read_is_shown_and_the_status_says_so(run: Run, course: Path) -> None:
    put(course, "a.json", hand_in(course, RIGHT, "Ada"))
    for number in range(12):
        put(course, f"bad-{number}.json", "{")

    ran = run("grade", "class", "--out", "results")

    assert ran.status == 1
    assert "Not read: 12, listed in results/unreadable.csv\n" in ran.out
    assert "  bad-0.json: This file is no hand-in, or was damaged on the way." in ran.out
    assert "  and 2 more\n" in ran.out
    assert not (course / "grades").exists()


def test_a_folder_without_keys_is_told(run: Run, course: Path) -> None:
    put(course, "a.json", hand_in(course, RIGHT, "Ada"))
    (course / "exercises" / "t1-order" / "key.toml").unlink()

    ran = run("grade", "class")

    assert ran.status == 1
    assert "There is no key here for t1-order: nothing in it was scored." in plain(ran.out)


@pytest.mark.parametrize("arguments", [("none",), ("exercises", "--out", "exercises"), ("empty",)])
def test_what_cannot_be_graded_ends_with_2_and_writes_nothing(
    run: Run, course: Path, arguments: tuple[str, ...]
) -> None:
    (course / "empty").mkdir()
    before = sorted(course.rglob("*"))

    ran = run("grade", *arguments)

    assert (ran.status, ran.out) == (2, "")
    assert sorted(course.rglob("*")) == before


def test_files_of_ones_own_in_the_folder_of_results_are_named_and_left_alone(run: Run, course: Path) -> None:
    put(course, "a.json", hand_in(course, RIGHT, "Ada"))
    own = write_own(course / "mywork")

    ran = run("grade", "class", "--out", "mywork")

    assert (ran.status, ran.out) == (2, "")
    assert plain(ran.err) == (
        "mywork holds gradebook.csv, notes.csv, which this command did not write, or which was changed since. "
        "Nothing was graded. Move it away, or give another folder with --out."
    )
    assert {file: file.read_text(encoding="utf-8") for file in (course / "mywork").iterdir()} == own


def write_own(folder: Path) -> dict[Path, str]:
    """Two files that a person wrote, and what is in them."""
    folder.mkdir()
    own = {folder / "notes.csv": "my seminar notes", folder / "gradebook.csv": "my own book"}
    for file, text in own.items():
        file.write_text(text, encoding="utf-8")
    return own


def test_an_empty_name_is_not_the_folder_where_we_are(run: Run, course: Path) -> None:
    put(course, "a.json", hand_in(course, RIGHT, "Ada"))

    ran = run("grade", "class", "--out", "")

    assert (ran.status, ran.out) == (2, "")
    assert "The name is empty. Name a folder, such as grades." in plain(ran.err)
    assert not (course / "gradebook.csv").exists()


def test_a_bar_is_shown_on_a_terminal_only(run: Run, course: Path) -> None:
    for number in range(30):
        put(course, f"{number}.json", hand_in(course, RIGHT, f"Learner {number}"))

    assert run("grade", "class").err == ""
    seen = on_a_terminal(course, "grade", "class")
    assert "Grading" in seen
    assert "30/30" in seen
    assert "Graded 30 learners" in seen


def test_a_zip_is_graded_and_gradebooks_for_systems_are_made(run: Run, course: Path) -> None:
    files: dict[str, str | bytes] = {
        "lovelaceada_55_901_hand-in.json": hand_in(course, RIGHT, "Ada Lovelace"),
        "examplebo_LATE_56_902_hand-in.json": hand_in(
            course, {"t1-order": {"dates": {"lit": "soon"}}}, "Bo Example"
        ),
    }
    (course / "week 1.zip").write_bytes(packed(files))

    ran = run("grade", "week 1.zip", "--gradebook", "moodle", "--gradebook", "canvas", "--feedback", "html")

    assert (ran.status, ran.err) == (1, "")
    assert plain(ran.out) == (
        "Graded 2 learners in 2 exercises, from 2 files. "
        "grades/gradebook.csv grades/gradebook-canvas.csv grades/gradebook-moodle.csv "
        "grades/feedback: a file for each learner "
        "Not read: 1, listed in grades/unreadable.csv "
        "examplebo_LATE_56_902_hand-in.json · t1-order: dates: “soon” is not a number here. "
        "Type a whole number from 1 to 3. "
        "To know: 1, listed in grades/notes.csv "
        "examplebo_LATE_56_902_hand-in.json: Canvas marks it as late. "
        "gradebook-canvas.csv: 1 cell left empty, for something there could not be read or waits for its mark. "
        "gradebook-moodle.csv: 2 learners without number or address: the system cannot tell who they are. "
        "Fill them in. "
        "gradebook-moodle.csv: 1 cell left empty, for something there could not be read or waits for its mark. "
        "Receipts are no exam security: every answer was checked again with your keys."
    )
    assert sorted(one.name for one in (course / "grades" / "feedback").iterdir()) == [
        "ada-lovelace.html",
        "bo-example.html",
    ]


def test_what_a_person_has_to_judge_is_told(run: Run, course: Path) -> None:
    make_memo(course)
    put(course, "a.json", hand_in(course, memo("The page says so."), "Ada"))

    assert "  grades/to-judge: what only a person can judge, of 1 learner\n" in run("grade", "class").out
    again = run("grade", "class").out
    assert "fill it in" not in again
    assert (course / "grades" / "rubrics" / "t2-memo.csv").is_file()


def test_who_interrupts_is_told_how_it_goes_on(
    run: Run, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(course, "a.json", hand_in(course, RIGHT, "Ada"))

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("course_checks.desk.grading.write_said", interrupted)
        ran = run("grade", "class")
    assert (ran.status, ran.out) == (1, "")
    assert plain(ran.err) == (
        "Interrupted. What is done is kept: run the same command again, and it goes on from there."
    )
    assert run("grade", "class").status == 0


@pytest.mark.parametrize("option", [("--feedback", "pdf"), ("--gradebook", "blackboard")])
def test_what_there_is_not_is_refused_with_what_there_is(
    run: Run, course: Path, option: tuple[str, str]
) -> None:
    put(course, "a.json", hand_in(course, RIGHT, "Ada"))

    ran = run("grade", "class", *option)

    assert ran.status == 2
    assert option[1] in ran.err
    assert not (course / "grades").exists()


# audit --json ----------------------------------------------------------------------------------------------


def test_an_audit_is_printed_for_a_program(run: Run) -> None:
    ran = run("audit", "--json")

    held = json.loads(ran.out)
    assert (ran.status, ran.err) == (0, "")
    assert (held["passed"], held["faults"]) == (True, [])
    assert tuple(held["exercises"]) == EXERCISES
    one = held["exercises"]["t1-choice"]
    assert one["passed"]
    assert one["survivors"] == one["faults"] == []
    assert 0 < one["killed"] <= one["mutants"]
    assert ran.out == json.dumps(held, indent=1, sort_keys=True) + "\n"
    assert run("audit", "--json") == ran


def test_what_keeps_an_audit_from_being_run_is_printed_for_a_program(run: Run, course: Path) -> None:
    (course / "exercises" / "t1-choice" / "key.toml").unlink()

    ran = run("audit", "t1-order", "--json")

    held = json.loads(ran.out)
    assert ran.status == 2
    assert (held["passed"], held["exercises"]) == (False, {})
    assert held["faults"] == [
        {
            "file": "exercises/t1-choice/key.toml",
            "where": "",
            "problem": "the file is missing",
            "remedy": "write it",
        }
    ]


# new -------------------------------------------------------------------------------------------------------


def told(out: str) -> list[str]:
    """What an audit says, each mistake on one line."""
    return re.sub(r"\n +", " ", out).splitlines()


@pytest.mark.parametrize("kind", names())
def test_an_exercise_of_each_kind_is_begun_and_says_what_is_missing(run: Run, kind: str) -> None:
    ran = run("new", "x1-new", "--kind", kind)

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[:3] == [
        f"Made exercises/x1-new/{name}" for name in ("exercise.toml", "key.toml", "responses.toml")
    ]
    audit = run("audit")
    said = [line for line in told(audit.out) if line.startswith("exercises/")]
    assert audit.status == 2
    assert all(line.startswith("exercises/x1-new/") for line in said)
    for place in ("title", "unit", "why", "items.item1.prompt"):
        assert f"exercises/x1-new/exercise.toml: {place}: nothing is written here; write it" in said
    assert any(line.startswith("exercises/x1-new/key.toml: item1.because[0]: ") for line in said)
    assert not [line for line in said if "unknown " in line or "is missing" in line or "not readable" in line]


@pytest.mark.parametrize("kind", names())
def test_every_field_of_a_kind_is_there(kind: str) -> None:
    from course_checks.validators import load

    loaded = load(kind)
    for cls, text in ((loaded.Ask, beginning.exercise_text(kind)), (loaded.Accept, beginning.key_text(kind))):
        for name in cls.__dataclass_fields__:
            assert re.search(rf"^(?:{name} = |\[item1\.{name}\]$)", text, re.MULTILINE), name
    assert not re.search(r"^\[item1\.accepted\]\n\n", beginning.key_text(kind), re.MULTILINE)


def test_filled_in_it_passes(run: Run, course: Path) -> None:
    run("new", "t2-lamp", "--kind", "match", "--exercises", "mine")
    made = course / "mine" / "t2-lamp"
    fill(
        made / "exercise.toml",
        ('title = ""', 'title = "Voices"'),
        ('unit = ""', 'unit = "t2"'),
        ("minutes = 0", "minutes = 2"),
        ("outcomes = []", 'outcomes = ["LO1"]'),
        ('why = ""', 'why = "A page has more than one voice."'),
        ('prompt = ""', 'prompt = "Who says it?"'),
        *((f'{{ id = "{one}", text = "" }},', f'{{ id = "{one}", text = "row {one}" }},') for one in "abc"),
        *((f'{{ id = "{one}", text = "" }},', f'{{ id = "{one}", text = "voice {one}" }},') for one in "abc"),
    )
    slip = '\n[[item1.slips]]\nid = "other-{0}"\nwhen = {{ {0} = ["c"] }}\nsay = "Is {1} meant in T2, row {0}?"\n'
    fill(
        made / "key.toml",
        ('passage = "", quote = "", why = ""', 'passage = "T2", why = "It says who."'),
        ('why = ""\n#', 'why = "Each row names its voice."\n#'),
        ("a = []", 'a = ["a"]'),
        ("b = []", 'b = ["b"]'),
        ("c = []", 'c = ["a"]'),
        ('say = ""', 'say = "All rows have one voice. Compare T2 with T3."'),
    )
    with (made / "key.toml").open("a", encoding="utf-8") as file:
        file.write(slip.format("a", "she") + slip.format("b", "he") + slip.format("c", "it"))
    answers = [("a", "a"), ("b", "b"), ("c", "a")]
    fill(
        made / "responses.toml",
        *((f'item1.{part} = ""', f'item1.{part} = "{voice}"') for part, voice in answers),
        ('score = "", slips = ["one-label"]', 'score = "2/3", slips = ["one-label"]'),
        *((f'item1.{part} = ""', f'item1.{part} = "a"') for part, _ in answers),
    )
    with (made / "responses.toml").open("a", encoding="utf-8") as file:
        for part, voice in answers:
            given = "".join(f'item1.{one} = "{"c" if one == part else other}"\n' for one, other in answers)
            file.write(
                f'\n[[responses]]\nname = "another voice in {part} than {voice}"\n'
                f'expect = {{ item1 = {{ score = "2/3", slips = ["other-{part}"] }} }}\n[responses.answers]\n{given}'
            )

    ran = run("audit", "t2-lamp", "--exercises", "mine")

    assert (ran.status, told(ran.out)[-1]) == (0, "Proven: 1 of 1 exercises.")


def fill(file: Path, *pairs: tuple[str, str]) -> None:
    """Replace the first place of each text that waits in a file."""
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def test_what_is_there_is_never_begun_again(run: Run, course: Path) -> None:
    before = {file: file.read_bytes() for file in course.rglob("*") if file.is_file()}

    ran = run("new", "t1-choice", "--kind", "match")

    assert (ran.status, ran.out) == (2, "")
    assert "is there already, and nothing was changed." in plain(ran.err)
    assert {file: file.read_bytes() for file in course.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("name", ["../x", "a b", "", "ä", "a/b", "."])
def test_a_name_that_is_no_id_is_refused(run: Run, course: Path, name: str) -> None:
    ran = run("new", name, "--kind", "choice")

    assert ran.status == 2
    assert "cannot be the name of an exercise" in plain(ran.err)
    assert sorted(one.name for one in (course / "exercises").iterdir()) == list(EXERCISES)


def test_a_kind_that_does_not_exist_is_refused_with_those_that_do(run: Run) -> None:
    ran = run("new", "x1", "--kind", "quiz")

    assert ran.status == 2
    assert "multiple-response" in ran.err


def test_the_good_course_is_good() -> None:
    assert tuple(load_course(GOOD).exercises) == EXERCISES


@pytest.mark.parametrize("command", ["hand-in", "grade", "new"])
def test_every_command_explains_itself(run: Run, command: str) -> None:
    ran = run(command, "-h")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: course-checks {command} ")
