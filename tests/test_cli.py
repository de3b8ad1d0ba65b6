"""The command, as a person meets it: what it prints and where, and how it ends.

Most runs are in this process; those that need a terminal, another encoding or a pipe are real ones.
"""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

import make
from course_checks import __version__, cli
from course_checks.sheet import session
from tests.courses.made import GOOD, made_course

SHEET, ATTEMPTS = Path("answers/t1-choice.toml"), Path("answers/.attempts.json")
COMMAND = [sys.executable, "-c", "from course_checks.cli import main; main()"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a run ended, and what it printed."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


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


def really(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A run in a process of its own."""
    given = make.clean_environment(PYTHONPATH=str(make.ROOT / "src"), **environment)
    return subprocess.run([*COMMAND, *arguments], cwd=root, env=given, check=False, capture_output=True)


def on_a_terminal(root: Path, *arguments: str, **environment: str) -> str:
    """What a person sees on a terminal, in UTF-8 unless `environment` says otherwise."""
    pty = pytest.importorskip("pty", reason="no terminals of this sort here")
    near, far = pty.openpty()
    given = {"PYTHONPATH": str(make.ROOT / "src"), "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"}
    kept = {k: v for k, v in make.clean_environment().items() if k not in {"NO_COLOR", "COLUMNS"}}
    process = subprocess.Popen(
        [*COMMAND, *arguments], cwd=root, env=kept | given | environment, stdin=far, stdout=far, stderr=far
    )
    os.close(far)
    seen = b"".join(_read_all(near))
    os.close(near)
    process.wait()
    return seen.decode(environment.get("PYTHONIOENCODING", "utf-8")).replace("\r\n", "\n")


def _read_all(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError as error:  # how Linux says that the other end is closed
            assert error.errno == errno.EIO  # noqa: PT017
            return
        if not piece:
            return
        yield piece


def write(name: str, **answers: str) -> None:
    """Type answers into the sheet of an exercise, which is made first if need be."""
    sheet = Path(f"answers/{name}.toml")
    if not sheet.exists():
        with pytest.raises(SystemExit):
            cli.main(["start", name])
    text = sheet.read_text(encoding="utf-8")
    for part, answer in answers.items():
        text, count = re.subn(
            rf'^(\w+\.{part}) = "[^"]*"', rf'\1 = "{answer}"', text, count=1, flags=re.MULTILINE
        )
        assert count == 1, part
    sheet.write_text(text, encoding="utf-8")


def printed(text: str) -> str:
    return dedent(text).removeprefix("\n")


# list ------------------------------------------------------------------------------------------------------


def test_list_shows_what_there_is(run: Run) -> None:
    assert run("list") == Ran(
        status=0,
        out=printed("""
            exercise   title                minutes  judged  state
            t1-choice  The lamp                   2  auto    not begun
            t1-many    Named and not named        3  auto    not begun
            t1-match   Who says so?               2  keyed   not begun
            t1-order   Three dates                1  auto    not begun
        """),
        err="",
    )


def test_list_shows_how_far_one_is(run: Run) -> None:
    write("t1-choice", choice="a", passage="T2")
    write("t1-many", rock="yes")
    write("t1-match")
    Path("answers/t1-order.toml").write_bytes(b"\x00\x01")

    states = [line.rpartition("  ")[2] for line in run("list").out.splitlines()]

    assert states == ["state", "done", "0 of 1 right", "begun", "cannot be read"]


def test_list_changes_nothing(run: Run, course: Path) -> None:
    write("t1-choice", choice="b")
    ATTEMPTS.write_text("what a person wrote", encoding="utf-8")
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}

    run("list")

    assert {path: path.read_bytes() for path in course.rglob("*") if path.is_file()} == before


# start -----------------------------------------------------------------------------------------------------


def test_start_makes_the_sheet_of_the_next_exercise(run: Run) -> None:
    first, second = run("start"), run("start")

    assert first == Ran(
        status=0,
        out=printed("""
            Made answers/t1-choice.toml
            Open it in any text editor, type between the quotes, save, and run
                course-checks check t1-choice
        """),
        err="",
    )
    assert second.out.startswith("Made answers/t1-many.toml\n")
    assert SHEET.read_text(encoding="utf-8").startswith("# The lamp\n")


def test_start_takes_exercises_and_units(run: Run) -> None:
    assert run("start", "t1-match", "t1-choice").out.splitlines()[:2] == [
        "Made answers/t1-match.toml",
        "Made answers/t1-choice.toml",
    ]
    assert run("start", "t1").out == printed("""
        Kept answers/t1-choice.toml: it is there already. Rename it if you want a fresh one.
        Made answers/t1-many.toml
        Kept answers/t1-match.toml: it is there already. Rename it if you want a fresh one.
        Made answers/t1-order.toml
        Open them in any text editor, type between the quotes, save, and run
            course-checks check
    """)


def test_start_never_overwrites(run: Run) -> None:
    SHEET.parent.mkdir()
    SHEET.write_bytes(b"what a person wrote\r\n")

    ran = run("start", "t1-choice")

    assert ran.status == 0
    assert ran.out.startswith("Kept answers/t1-choice.toml")
    assert SHEET.read_bytes() == b"what a person wrote\r\n"


def test_start_says_when_everything_is_begun(run: Run) -> None:
    run("start", "t1")

    assert run("start") == Ran(
        status=0,
        out="",
        err="Every exercise has its sheet already. `course-checks list` shows how far you are.\n",
    )


@pytest.mark.parametrize("command", ["start", "check", "audit"])
@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("t1-chioce", " Did you mean t1-choice or t1-order?"),
        ("t1-ordr", " Did you mean t1-order or t1-choice?"),
        ("answers/t1-mny.toml", " Did you mean t1-many or t1-match?"),
        ("zzz", ""),
        ("t", ""),
        (".", ""),
    ],
)
def test_an_unknown_name_is_answered_with_what_was_meant(
    run: Run, command: str, name: str, guess: str
) -> None:
    ran = run(command, name)

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.replace("\n", " ") == (
        f"There is no exercise or unit “{name}”.{guess} `course-checks list` shows them all. "
    )


@pytest.mark.parametrize(
    "name", ["t1-order", "T1-Order", "answers/t1-order.toml", "answers\\t1-order.toml", "./t1-order.toml"]
)
def test_an_exercise_may_be_named_as_its_sheet_and_in_any_case(run: Run, name: str) -> None:
    assert run("start", name).out.startswith("Made answers/t1-order.toml\n")


@pytest.mark.parametrize("name", ["t1", "T1", "t1-"])
def test_a_unit_may_be_named_in_any_case(run: Run, name: str) -> None:
    assert run("start", name).out.count("Made ") == 4


# check -----------------------------------------------------------------------------------------------------


def test_without_a_sheet_check_says_how_to_make_one(run: Run) -> None:
    assert run("check") == Ran(
        status=2, out="", err="There is no answer sheet yet. Make one with: course-checks start\n"
    )


def test_an_exercise_without_a_sheet_is_told_by_name(run: Run) -> None:
    write("t1-choice")

    ran = run("check", "t1-order")

    assert ran.status == 2
    assert ran.out == printed("""
        Three dates
        answers/t1-order.toml · about 1 minute
          ? There is no file here. Make a new sheet with: course-checks start t1-order
    """)


def test_a_sheet_that_is_not_there_is_nothing_to_mend(run: Run) -> None:
    write("t1-match", T2="writer", T3="report")

    ran = run("check", "t1")

    assert ran.status == 2
    assert ran.out.count("There is no file here.") == 3
    assert ran.out.endswith("\n\n1 of 1 item right.\n")


def test_a_blank_sheet_is_not_answered_and_never_wrong(run: Run) -> None:
    write("t1-choice")

    assert run("check") == Ran(
        status=1,
        out=printed("""
            The lamp
            answers/t1-choice.toml · about 2 minutes

              · lamp: not answered

            0 of 1 item right, 1 not answered.
            Type your answers between the quotes, save, and run the same command again.
        """),
        err="",
    )


def test_a_wrong_answer_is_told_what_it_reads_and_where_to_go_on(run: Run) -> None:
    write("t1-match", T2="report", T3="the writer")

    assert run("check") == Ran(
        status=1,
        out=printed("""
            Who says so?
            answers/t1-match.toml · about 2 minutes

              → voices: look again
                read: T2 = report · T3 = writer
                0 of 2 rows match the key.
                The report speaks in T3. Who is credited in T2?

            0 of 1 item right.
            Change an answer, save, and run the same command again. --hint says where to look,
            --explain shows the answers.
        """),
        err="",
    )


def test_a_right_answer_is_told_why(run: Run) -> None:
    write("t1-order", lit="1", moved="2", page="3")

    assert run("check") == Ran(
        status=0,
        out=printed("""
            Three dates
            answers/t1-order.toml · about 1 minute

              ✓ dates: right
                read: page = 3 · lit = 1 · moved = 2
                T1, T3 and TM1 each give a year.

            1 of 1 item right.
        """),
        err="",
    )


def test_a_ruined_sheet_is_read_as_far_as_it_can_be(run: Run) -> None:
    """Every line that cannot be read is shown; it costs its item nothing, and no other item anything."""
    write("t1-many", rock="yes", town="yes", keeper="no", ship="no")
    sheet = Path("answers/t1-many.toml")
    text = sheet.read_text(encoding="utf-8")
    text = text.replace('named.town = "yes"', 'named.town = "she said "yes" to it"')
    text = text.replace('named.keeper = "no"', "named.keeper = no")
    sheet.write_text(text + "What a nice lighthouse!\n", encoding="utf-8")

    ran = run("check")

    assert ran.status == 2
    assert ran.err == ""
    assert ran.out.startswith("Named and not named\nanswers/t1-many.toml · about 3 minutes\n  ? Line ")
    assert "What a nice lighthouse!" in ran.out
    assert "  ? named: not read\n" in ran.out
    assert 'named.town = "she said "yes" to it"' in ran.out
    assert "    Not scored, and not counted as an attempt.\n" in ran.out
    assert ran.out.endswith(
        "Mend what could not be read, save, and run the same command again. Nothing was lost.\n"
    )
    assert "0 of 1 item right, 1 not read.\n" in ran.out
    assert not ATTEMPTS.exists() or "named" not in ATTEMPTS.read_text(encoding="utf-8")
    assert sheet.read_text(encoding="utf-8") == text + "What a nice lighthouse!\n"


def test_a_line_that_cannot_be_read_does_not_make_the_rest_of_its_item_wrong(run: Run) -> None:
    """“A learner is never marked wrong by our mistake”: a broken line is not an empty answer."""
    write("t1-match", T2="writer", T3="report")
    sheet = Path("answers/t1-match.toml")
    broken = sheet.read_text(encoding="utf-8").replace('voices.T3 = "report"', 'voices.T3 = "the "report""')
    sheet.write_text(broken, encoding="utf-8")

    ran = run("check", "--json")

    entry = json.loads(ran.out)["exercises"][0]["items"]["voices"]
    assert ran.status == 2
    assert entry["ending"] == "invalid"
    assert [(one["part"], one["line"] > 0) for one in entry["problems"]] == [("T3", True)]


def test_a_part_that_cannot_be_read_is_told_by_name(run: Run) -> None:
    write("t1-choice", choice="c", passage="T22")

    assert run("check") == Ran(
        status=2,
        out=printed("""
            The lamp
            answers/t1-choice.toml · about 2 minutes

              ? lamp: not read
                choice: “c” is not one of the choices. Type a or b.
                passage: There is no passage “T22”. Did you mean T2?
                Not scored, and not counted as an attempt.

            0 of 1 item right, 1 not read.
            Mend what could not be read, save, and run the same command again. Nothing was lost.
        """),
        err="",
    )


def test_several_sheets_are_checked_one_after_the_other(run: Run) -> None:
    write("t1-order", lit="1", moved="2", page="3")
    write("t1-match", T2="report", T3="report")
    write("t1-choice")

    ran = run("check")

    assert ran.status == 1
    assert re.findall(r"^\S.*", ran.out, re.MULTILINE)[::2] == [
        "The lamp",
        "Who says so?",
        "Three dates",
        "1 of 3 items right, 1 not answered.",
        "--explain shows the answers.",
    ]
    assert run("check", "t1-order").status == 0


def test_what_is_not_scored_is_told_about_its_form_only(run: Run) -> None:
    write("t1-choice", choice="a", passage="T2", sure="guess")
    sheet = SHEET.read_text(encoding="utf-8").replace('reason = """\n', 'reason = """\nIt says so.\n')
    SHEET.write_text(sheet, encoding="utf-8")

    ran = run("check")

    assert ran.status == 0
    assert ran.out.splitlines()[3:8] == [
        "  ✓ lamp: right",
        "    read: choice = a · passage = T2 · sure = guess · reason = It says so.",
        "    T2 says seems: that is less than knowing.",
        "    You knew more than you thought: what made you doubt?",
        "    reason: 3 words so far; write at least 6.",
    ]


# The ladder ------------------------------------------------------------------------------------------------

STATE = "1 of 2: choice and passage are looked at together."
PLACE = "Look again at choice."
FIRST_CAUSE = "You name the right passage."
SECOND_CAUSE = "This reads a guess as knowledge."
WORKED = "The answer, and why"


def rungs(out: str) -> list[bool]:
    return [text in out for text in (STATE, FIRST_CAUSE, SECOND_CAUSE, PLACE, WORKED)]


def test_a_new_rung_comes_with_a_changed_attempt_and_only_then(run: Run) -> None:
    write("t1-choice", choice="b", passage="T2")
    first = run("check")
    assert rungs(first.out) == [True, True, False, False, False]
    assert [run("check"), run("check")] == [first, first]

    write("t1-choice", sure="guess")
    second = run("check")
    assert rungs(second.out) == [True, True, True, True, False]
    assert run("check") == second

    write("t1-choice", sure="certain")
    third = run("check")
    assert rungs(third.out) == [True, True, True, True, True]
    assert "--hint" not in third.out
    assert third.out.endswith("Change an answer, save, and run the same command again.\n")


def test_spaces_and_another_spelling_of_blank_are_no_change(run: Run) -> None:
    write("t1-choice", choice="b", passage="T2")
    first = run("check")
    write("t1-choice", choice=" b ")

    assert rungs(run("check").out) == rungs(first.out)


def test_what_could_not_be_read_is_no_attempt(run: Run) -> None:
    write("t1-choice", choice="b", passage="T2")
    first = run("check")
    write("t1-choice", choice="zz")
    assert run("check").status == 2
    write("t1-choice", choice="b")

    assert run("check") == first


def test_a_hint_is_given_after_an_attempt_and_not_before(run: Run) -> None:
    write("t1-choice")
    assert PLACE not in run("check", "--hint").out

    write("t1-choice", choice="b", passage="T2")
    assert rungs(run("check", "--hint").out) == [True, True, True, True, False]
    assert rungs(run("check").out) == [True, True, False, False, False]


def test_the_answer_is_shown_on_asking(run: Run) -> None:
    write("t1-match")

    assert run("check", "--explain").out == printed("""
        Who says so?
        answers/t1-match.toml · about 2 minutes

          · voices: not answered
            The answer, and why
              T2: the clockmaker: the writer or ? (cannot tell from the page)
              T3: the move: the harbour report
              Proof: T3: “says the harbour report”. The report is named.
              Proof: Card A. A card from outside.
              Proof: The report itself.
              Where readers differ: For T2 somebody else may stand behind the word seems, so ?
                is accepted.

        0 of 1 item right, 1 not answered.
        Type your answers between the quotes, save, and run the same command again.
    """)


def test_certainty_is_counted_once_ten_answers_carry_it(run: Run, course: Path) -> None:
    """“Of 9 you were certain of, 7 were right”, and nothing of the kind before there are ten."""
    for n in range(10):
        shutil.copytree(course / "exercises/t1-choice", course / f"exercises/t2-choice{n}")
        write(
            f"t2-choice{n}", choice="a", passage="T2" if n < 7 else "T1", sure="certain" if n < 9 else "guess"
        )
    ten = run("check", "t2")
    nine = run("check", *[f"t2-choice{n}" for n in range(9)])

    assert "7 of 10 items right.\nOf 9 you were certain of, 7 were right.\n" in ten.out
    assert "certain of" not in nine.out


# --json ----------------------------------------------------------------------------------------------------


def test_json_is_sorted_and_complete(run: Run) -> None:
    write("t1-choice", choice="b", passage="T2")
    write("t1-order", lit="first")
    write("t1-match")
    Path("answers/t1-many.toml").write_text('exercise = "t1-order"\n', encoding="utf-8")

    ran = run("check", "--json")
    held = json.loads(ran.out)

    assert (ran.status, ran.err) == (2, "")
    assert ran.out == json.dumps(held, indent=1, sort_keys=True) + "\n"
    exercises = {entry["exercise"]: entry for entry in held["exercises"]}
    assert list(exercises) == ["t1-choice", "t1-many", "t1-match", "t1-order"]
    for entry in exercises.values():
        assert entry.keys() == {"exercise", "items", "notes", "problems", "sheet", "version"}
        assert re.fullmatch("[0-9a-f]{12}", entry["version"])
    lamp = exercises["t1-choice"]["items"]["lamp"]
    assert (lamp["ending"], lamp["score"]) == ("scored", 0)
    assert lamp["parts"] == {"choice": "look again", "passage": "right", "reason": "empty", "sure": "empty"}
    assert lamp["slips"] == ["good-evidence", "hedge-dropped"]
    assert lamp["messages"] == [
        {"parts": [], "text": STATE, "topic": "state"},
        {
            "parts": ["choice"],
            "text": "You name the right passage. Read T2 aloud: which of its words limits the claim?",
            "topic": "cause",
        },
    ]
    assert exercises["t1-match"]["items"]["voices"]["ending"] == "unanswered"
    invalid = exercises["t1-order"]["items"]["dates"]
    assert (invalid["ending"], [one["part"] for one in invalid["problems"]]) == ("invalid", ["lit"])
    refused = exercises["t1-many"]
    assert refused["items"] == {}
    assert refused["problems"][0]["line"] == 1
    assert refused["problems"][0]["say"].startswith("This file is for t1-order")


def test_json_holds_nothing_that_was_typed_in_ones_own_words(run: Run) -> None:
    write("t1-choice", choice="a", passage="T2")
    sheet = SHEET.read_text(encoding="utf-8").replace('reason = """\n', 'reason = """\nMy secret thought.\n')
    SHEET.write_text(sheet, encoding="utf-8")

    assert "secret" not in run("check", "--json").out


# audit and index -------------------------------------------------------------------------------------------


def test_audit_prints_its_table(run: Run) -> None:
    assert run("audit", "t1") == Ran(
        status=0,
        out=printed("""
            exercise   labelled  mutants  killed  defensible  survivors  mistakes
            t1-choice         5        5       5           0          0         0
            t1-many           5        4       4           0          0         0
            t1-match          4        4       3           1          0         0
            t1-order          5        4       4           0          0         0

            Defensible: changed, and the key accepts it
              t1-match: voices.T2 = ? (listed under accepted)

            Exempt: own words and certainty, which nothing scores
              t1-choice: lamp.sure, lamp.reason

            Proven: 4 of 4 exercises.
        """),
        err="",
    )


def test_audit_ends_with_1_where_an_exercise_does_not_prove_itself(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(made_course(tmp_path / "broken", "score-otherwise"))

    ran = run("audit", "t1-match")

    assert ran.status == 1
    assert ran.out == printed("""
        exercise  labelled  mutants  killed  defensible  survivors  mistakes
        t1-match         4        4       3           1          0         1

        Defensible: changed, and the key accepts it
          t1-match: voices.T2 = ? (listed under accepted)

        Mistakes
          exercises/t1-match/responses.toml: both turned round: voices: expected score 1/2,
            scored 0; mend the response, the expectation or the key

        Proven: 0 of 1 exercises.
    """)


def test_audit_ends_with_2_where_the_course_cannot_be_read(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(made_course(tmp_path / "broken", "unknown-field"))

    assert run("audit") == Ran(
        status=2,
        out=printed("""
            exercises/t1-choice/exercise.toml: minutes: is missing; add it
            exercises/t1-choice/exercise.toml: unknown 'minuts'; did you mean minutes?

            2 mistakes. Nothing was audited. Mend what stands above, and run it again.
        """),
        err="",
    )


def test_audit_passes_over_drafts(run: Run, course: Path) -> None:
    (course / "exercises/_draft").mkdir()
    (course / "exercises/_draft/exercise.toml").write_text("nothing yet", encoding="utf-8")

    assert run("audit").status == 0
    assert run("list").status == 0


def test_index_writes_what_is_there(run: Run, course: Path) -> None:
    index = course / "docs/sources/tiny.index.json"
    index.unlink()

    assert run("index", "texts.json") == Ran(
        status=0, out="Wrote docs/sources/tiny.index.json: 5 passages, 1 too short to quote.\n", err=""
    )
    assert index.read_bytes() == (GOOD / "docs/sources/tiny.index.json").read_bytes()


def test_index_tells_what_is_amiss_and_writes_nothing(run: Run, course: Path) -> None:
    Path("texts.json").write_text('{"T9": "Nothing."}', encoding="utf-8")
    index = course / "docs/sources/tiny.index.json"

    ran = run("index", "texts.json")

    assert ran.status == 2
    assert ran.out.startswith("texts.json: TM1: the passage has no text; add it\n")
    assert ran.out.endswith("\n8 mistakes. Nothing was written.\n")
    assert index.read_bytes() == (GOOD / "docs/sources/tiny.index.json").read_bytes()


# Where the exercises are -----------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [True, False], ids=["before the command", "after the command"])
@pytest.mark.parametrize("command", [["list"], ["start", "x1-mine"], ["audit", "x1-mine"]])
def test_a_folder_of_ones_own_is_added(
    tmp_path: Path,
    run: Run,
    command: list[str],
    before: bool,  # noqa: FBT001
) -> None:
    shutil.copytree(GOOD / "exercises/t1-order", tmp_path / "mine/x1-mine")
    own = ["--exercises", str(tmp_path / "mine")]

    ran = run(*own, *command) if before else run(*command, *own)

    assert ran.status == 0
    assert "x1-mine" in ran.out
    assert ("t1-choice" in ran.out) == (command == ["list"])


def test_folders_may_be_added_in_both_places_at_once(tmp_path: Path, run: Run) -> None:
    for name in ("one", "two"):
        shutil.copytree(GOOD / "exercises/t1-order", tmp_path / name / f"x1-{name}")

    ran = run("--exercises", str(tmp_path / "one"), "list", "--exercises", str(tmp_path / "two"))

    assert [line.split()[0] for line in ran.out.splitlines()[5:]] == ["x1-one", "x1-two"]


def test_a_folder_that_is_not_there_is_told(run: Run) -> None:
    ran = run("list", "--exercises", "mien")

    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "There is no folder mien. Check the name after --exercises.\n"


def test_it_runs_from_any_folder_of_the_course(
    run: Run, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course / "docs/sources")

    ran = run("start", "t1-choice")

    assert ran.status == 0
    assert ran.out.startswith(f"Made {(course / SHEET).as_posix()}\n")
    assert (course / SHEET).is_file()
    assert run("check").status == 1


def test_where_there_is_nothing_it_says_so(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    for command in ("list", "start", "check", "audit"):
        assert run(command) == Ran(
            status=2,
            out="",
            err="There is no folder “exercises” here or above. Go to the folder that you unpacked, and\ntry again.\n",
        )
    assert list(empty.iterdir()) == []


def test_exercises_of_ones_own_do_without_a_course(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = tmp_path / "alone"
    shutil.copytree(GOOD / "exercises/t1-order", alone / "mine/x1-order")
    monkeypatch.chdir(alone)

    assert run("--exercises", "mine", "start").out.startswith("Made answers/x1-order.toml\n")
    assert run("--exercises", "mine", "check").status == 1


def test_an_exercise_that_cannot_be_used_is_not_the_learners_fault(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(made_course(tmp_path / "broken", "not-toml"))

    ran = run("start", "t1-choice")

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.replace("\n", " ").startswith(
        "The exercise t1-choice cannot be used: a file of it cannot be read. That is not your doing;"
    )


def test_an_index_that_cannot_be_used_is_told(run: Run, course: Path) -> None:
    write("t1-choice", choice="a")
    (course / "docs/sources/tiny.index.json").write_text('{"passages": {}}', encoding="utf-8")

    ran = run("check")

    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "The quotation index tiny.index.json cannot be read. Unpack the course again.\n"


def test_without_the_key_only_form_is_checked(run: Run, course: Path) -> None:
    (course / "exercises/t1-order/key.toml").unlink()
    write("t1-order", lit="1", moved="2", page="3")

    assert run("check") == Ran(
        status=0,
        out=printed("""
            Three dates
            answers/t1-order.toml · about 1 minute

              • dates: read
                read: page = 3 · lit = 1 · moved = 2
                Read, and complete: 3 of 3 filled. Your instructor has the key.

            1 read (no score).
            To hand in what your instructor scores: course-checks hand-in --name "Your Name"
        """),
        err="",
    )


def test_a_changed_exercise_is_told_on_standard_error(run: Run, course: Path) -> None:
    write("t1-order", lit="1", moved="2", page="3")
    run("check")
    exercise = course / "exercises/t1-order/exercise.toml"
    exercise.write_text(exercise.read_text(encoding="utf-8").replace("1 is", "One is"), encoding="utf-8")

    ran = run("check", "--json")

    assert ran.err == "t1-order has changed since you last checked it. Your answers are kept.\n"
    assert json.loads(ran.out)["exercises"][0]["exercise"] == "t1-order"
    assert run("check").err == ""


# What a disk may hold --------------------------------------------------------------------------------------


HALF = (
    '{"attempts": 1, "exercises": {"x": {"version": "", "items": {"i": '
    '{"first": {"a": "\\ud800"}, "last": {}, "changes": 0}}}}}'
)
"""A record that holds half of a character, which no file can hold."""


@pytest.mark.parametrize(
    "broken", ["not json", '{"attempts": 2}', '{"attempts": 1, "exercises": []}', "\udcff", HALF]
)
def test_a_broken_record_of_attempts_is_set_aside_and_not_lost(run: Run, broken: str) -> None:
    write("t1-choice", choice="b", passage="T2")
    ATTEMPTS.write_text(broken, encoding="utf-8", errors="surrogateescape")
    held = ATTEMPTS.read_bytes()

    ran = run("check")

    assert ran.status == 1
    assert ran.err.replace("\n", " ") == (
        "The record of your attempts could not be read. It was kept as .attempts.unreadable-1.json, "
        "and a new one is begun. "
    )
    assert ATTEMPTS.with_name(".attempts.unreadable-1.json").read_bytes() == held
    assert json.loads(ATTEMPTS.read_text(encoding="utf-8"))["attempts"] == 1
    assert run("check").err == ""


@pytest.mark.parametrize("count", ["1e999", "[]", '"x"', "null"])
def test_a_record_with_a_strange_number_is_set_aside_too(run: Run, count: str) -> None:
    write("t1-choice", choice="b")
    run("check")
    text = ATTEMPTS.read_text(encoding="utf-8")
    ATTEMPTS.write_text(text.replace('"changes": 0', f'"changes": {count}'), encoding="utf-8")

    assert "It was kept as" in run("check").err


def test_a_second_broken_record_does_not_replace_the_first(run: Run) -> None:
    write("t1-choice", choice="b")
    for text in ("one", "two"):
        ATTEMPTS.write_text(text, encoding="utf-8")
        run("check")

    kept = [ATTEMPTS.with_name(f".attempts.unreadable-{n}.json").read_text(encoding="utf-8") for n in (1, 2)]
    assert kept == ["one", "two"]


def test_a_record_that_cannot_be_set_aside_is_left_as_it_is(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("t1-choice", choice="b", passage="T2")
    ATTEMPTS.write_text("one", encoding="utf-8")
    monkeypatch.setattr(Path, "rename", not_permitted)

    ran = run("check")

    assert ran.status == 1
    assert ran.err.replace("\n", " ") == (
        "The record of your attempts could not be read. It was left as it is, so this check is not recorded. "
    )
    assert ATTEMPTS.read_text(encoding="utf-8") == "one"


def not_permitted(path: Path, *_: object, **__: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied", str(path))


def test_a_folder_that_cannot_be_written_costs_the_record_and_not_the_check(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("t1-choice", choice="b", passage="T2")
    before = sorted(Path("answers").iterdir())
    monkeypatch.setattr(Path, "replace", not_permitted)

    ran = run("check")

    assert ran.status == 1
    assert FIRST_CAUSE in ran.out
    assert ran.err == "Your attempts could not be recorded in answers (Permission denied).\n"
    assert sorted(Path("answers").iterdir()) == before


def test_a_sheet_that_cannot_be_made_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("answers").mkdir()
    monkeypatch.setattr(session, "_make", not_permitted)

    ran = run("start")

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.replace("\n", " ").endswith(
        "answers/t1-choice.toml: Permission denied. Check the place and your permission to write there. "
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_really_read_only_is_told(run: Run) -> None:
    Path("answers").mkdir(mode=0o500)

    assert run("start").status == 2


def test_answers_may_be_a_file_and_is_left_alone(run: Run) -> None:
    Path("answers").write_text("my notes", encoding="utf-8")

    ran = run("start")

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.replace("\n", " ").endswith("answers is a file, not a folder. Rename it, and try again. ")
    assert run("check").err == "There is no answer sheet yet. Make one with: course-checks start\n"
    assert run("list").status == 0
    assert Path("answers").read_text(encoding="utf-8") == "my notes"


def test_a_folder_under_the_name_of_a_sheet_is_told(run: Run) -> None:
    SHEET.mkdir(parents=True)

    assert run("start", "t1-choice").out.startswith("Kept answers/t1-choice.toml")
    ran = run("check")
    assert ran.status == 2
    assert "This is a folder, not an answer sheet. Rename it" in ran.out


# Help, and what was not understood -------------------------------------------------------------------------


def test_help_names_every_command_with_a_line_of_its_own(run: Run) -> None:
    ran = run("--help")

    assert (ran.status, ran.err) == (0, "")
    assert "..." not in ran.out.replace("[ARGS]...", "")
    for name in ("list", "start", "check", "audit", "index"):
        assert re.search(rf"^  {name} +\S.*\.$", ran.out, re.MULTILINE)


@pytest.mark.parametrize("command", ["list", "start", "check", "audit", "index"])
def test_every_command_explains_itself(run: Run, command: str) -> None:
    ran = run(command, "-h")

    assert ran.status == 0
    assert ran.out.startswith(f"Usage: course-checks {command} ")


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"course-checks, version {__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "--hnit"], ["index"]])
def test_what_is_not_understood_ends_with_2_and_is_told_on_standard_error(
    run: Run, arguments: list[str]
) -> None:
    ran = run(*arguments)

    assert (ran.status, ran.out) == (2, "")
    assert "Usage: course-checks" in ran.err


# Real processes --------------------------------------------------------------------------------------------


def test_results_go_to_standard_output_and_notices_to_standard_error(course: Path) -> None:
    write("t1-order", lit="1", moved="2", page="3")
    ATTEMPTS.write_text("broken", encoding="utf-8")

    ran = really(course, "check", "--json")

    assert ran.returncode == 0
    assert json.loads(ran.stdout)["exercises"][0]["items"]["dates"]["score"] == 1
    assert ran.stderr.startswith(b"The record of your attempts could not be read.")


def test_an_old_encoding_loses_signs_and_nothing_else(course: Path) -> None:
    write("t1-order", lit="1", moved="2", page="3")
    write("t1-match", T2="report", T3="report")

    ran = really(course, "check", PYTHONIOENCODING="cp1252")

    assert (ran.returncode, ran.stderr) == (1, b"")
    told = ran.stdout.decode("cp1252").replace("\r\n", "\n")
    assert "  + dates: right\n" in told
    assert "  > voices: look again\n" in told
    assert "answers/t1-match.toml · about 2 minutes\n" in told


def test_plain_ascii_will_do(course: Path) -> None:
    write("t1-choice", choice="c")

    ran = really(course, "check", PYTHONIOENCODING="ascii")

    assert (ran.returncode, ran.stderr) == (2, b"")
    assert b"  ? lamp: not read\n" in ran.stdout.replace(b"\r\n", b"\n")


def test_a_pipe_that_nobody_reads_is_no_error(course: Path) -> None:
    near, far = os.pipe()
    os.close(near)
    given = make.clean_environment(PYTHONPATH=str(make.ROOT / "src"))

    process = subprocess.run(
        [*COMMAND, "list"], cwd=course, env=given, check=False, stdout=far, stderr=subprocess.PIPE
    )
    os.close(far)

    assert process.stderr == b""
    assert process.returncode in (0, 1)


def test_a_terminal_has_colour_and_never_colour_alone(course: Path) -> None:
    write("t1-order", lit="1", moved="2", page="3")

    seen = on_a_terminal(course, "check", COLUMNS="80")

    assert "\x1b[32m" in seen
    assert "✓ dates: right" in seen


@pytest.mark.parametrize(
    "environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "a dumb terminal"]
)
def test_colour_can_be_forbidden(course: Path, environment: dict[str, str]) -> None:
    write("t1-order", lit="1", moved="2", page="3")

    seen = on_a_terminal(course, "check", COLUMNS="80", **environment)

    assert "\x1b" not in seen
    assert "✓ dates: right" in seen


@pytest.mark.parametrize("colour", [{}, {"NO_COLOR": "1"}], ids=["in colour", "without"])
def test_a_narrow_terminal_is_kept_to(course: Path, colour: dict[str, str]) -> None:
    """Nothing is longer than 40 columns; a table becomes a block for each row."""
    write("t1-choice", choice="b", passage="T2", sure="certain")

    for command in (["list"], ["check", "--explain"], ["audit"], ["start"]):
        seen = re.sub(r"\x1b\[[0-9;]*m", "", on_a_terminal(course, *command, COLUMNS="40", **colour))
        assert seen.strip(), command
        assert [line for line in seen.splitlines() if len(line) > 40] == [], command

    listed = re.sub(r"\x1b\[[0-9;]*m", "", on_a_terminal(course, "list", COLUMNS="40", **colour))
    assert listed.splitlines()[:5] == [
        "t1-choice",
        "  title: The lamp",
        "  minutes: 2",
        "  judged: auto",
        "  state: 0 of 1 right",
    ]


def test_a_part_and_its_value_stay_on_one_line(course: Path) -> None:
    write("t1-order", lit="1", moved="2", page="3")

    seen = on_a_terminal(course, "check", COLUMNS="36", NO_COLOR="1")

    assert "    read: page = 3 · lit = 1 ·\n      moved = 2\n" in seen


def test_a_terminal_of_an_old_encoding_is_written_to_as_well(course: Path) -> None:
    write("t1-order", lit="1", moved="2", page="3")

    seen = on_a_terminal(course, "check", PYTHONIOENCODING="cp1252", COLUMNS="80")

    assert "+ dates: right" in seen
    assert "Traceback" not in seen


def test_the_first_report_of_the_course_itself(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a student meets first: unit 1, one layer right and one misread."""
    root = tmp_path / "kit"
    shutil.copytree(make.ROOT / "exercises", root / "exercises")
    shutil.copytree(make.ROOT / "docs" / "sources", root / "sources")
    monkeypatch.chdir(root)

    assert run("start", "u01-layers").status == 0
    write("u01-layers", SM1="owner", SM4="author", ZM2="owner", Z2="writer", Z11="writer", Z13="others")
    ran = run("check", "u01-layers")

    assert (ran.status, ran.err) == (1, "")
    assert "  → page2004: look again\n" in ran.out
    assert "    1 of 8 rows match the key.\n" in ran.out
    assert "  ✓ page2006: right\n" in ran.out
    assert ran.out.rstrip().splitlines()[-3] == "1 of 2 items right."
