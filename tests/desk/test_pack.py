"""Packs: what is in them, what never is, and what an instructor is told."""

import csv
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from course_checks import cli
from course_checks.content.leaks import search
from course_checks.content.unpacking import opened
from course_checks.desk import pack as packing
from course_checks.desk.leaking import secrets_in
from course_checks.sheet.workspace import find_workspace
from tests.courses.made import made_course
from tests.desk.packs import MARKS, make_held
from tests.test_cli import Ran, Run, printed
from tests.test_pytest_plugin import PLUGIN

OUT = Path("week1.zip")
HELD = ("my-bell", "--exercises", "mine")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a copy of the good course, where we are, with a held exercise in the folder `mine`."""
    root = made_course(tmp_path)
    make_held(root / "mine")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def run(course: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    assert Path.cwd() == course

    def ran(*arguments: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main(list(arguments))
        told = capsys.readouterr()
        assert isinstance(end.value.code, int)
        return Ran(status=end.value.code, out=told.out, err=told.err)

    return ran


def names(file: Path = OUT) -> list[str]:
    with zipfile.ZipFile(file) as made:
        return made.namelist()


def read(name: str, file: Path = OUT) -> str:
    with zipfile.ZipFile(file) as made:
        return made.read(name).decode()


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


# What is in a pack -----------------------------------------------------------------------------------------


def test_a_pack_says_which_keys_travel_and_which_stay(run: Run) -> None:
    ran = run("pack", "t1-choice", *HELD, "--out", "week1.zip")

    assert ran == Ran(
        status=0,
        out=printed("""
            Made week1.zip
            2 exercises, about 5 minutes

            exercise   title     key
            t1-choice  The lamp  open: its key goes with it
            my-bell    The bell  held: its key stays with you

            Open exercises travel with their keys: whoever unpacks it can read the answers.
            It was searched for the texts of held keys, archives opened: none is in it.
            Held keys are with you alone, so keep a copy. To grade what comes back:
                course-checks grade FOLDER --exercises mine
        """),
        err="",
    )


def test_it_holds_sheets_a_worksheet_a_how_to_and_what_the_check_needs(run: Run) -> None:
    run("pack", "t1-choice", *HELD, "--out", "week1.zip")
    (wheel,) = [name for name in names() if name.endswith(".whl")]

    assert set(names()) == {
        wheel,
        "HOW-TO.txt",
        "worksheet.html",
        "answers/t1-choice.toml",
        "answers/my-bell.toml",
        "exercises/t1-choice/exercise.toml",
        "exercises/t1-choice/key.toml",
        "exercises/my-bell/exercise.toml",
        "references.bib",
        "sources/outside.toml",
        "sources/tiny.index.json",
        "sources/tiny.toml",
    }
    run("start", "t1-choice")
    assert read("answers/t1-choice.toml") == Path("answers/t1-choice.toml").read_text(encoding="utf-8")


def test_units_are_named_as_for_start(run: Run) -> None:
    run("pack", "T1", "--out", "week1.zip")

    sheets = [name for name in names() if name.startswith("answers/")]
    assert sheets == [f"answers/t1-{name}.toml" for name in ("choice", "many", "match", "order")]


def test_the_how_to_names_open_and_held_exercises_for_three_systems(run: Run) -> None:
    run("pack", "t1-choice", *HELD, "--out", "week1.zip")
    text = read("HOW-TO.txt")

    assert "OPEN: t1-choice\n" in text
    assert "HELD: my-bell\n" in text
    assert "t1-choice   The lamp (about 2 min)" in text
    assert text.count(".whl") == 2
    assert all(system in text for system in ("Windows", "macOS", "Linux"))
    assert not any(sign in text for sign in ("<WHEEL>", "<FIRST>", "<KEYS>", "<MORE>", "<EXERCISES>"))
    assert "--hint" in text


def test_where_all_is_held_nothing_is_said_of_hints_or_open_keys(run: Run) -> None:
    ran = run("pack", *HELD, "--out", "week1.zip")

    assert "OPEN" not in read("HOW-TO.txt")
    assert "--hint" not in read("HOW-TO.txt")
    assert "Open exercises" not in ran.out


def test_the_same_course_gives_the_same_bytes_in_whatever_order_it_was_asked_for(run: Run) -> None:
    run("pack", "t1-choice", *HELD, "--out", "one.zip")
    os.utime("mine/my-bell/exercise.toml", (1, 1))
    run("pack", "t1-choice", *HELD, "--out", "two.zip")

    assert Path("one.zip").read_bytes() == Path("two.zip").read_bytes()
    with zipfile.ZipFile("one.zip") as made:
        assert {one.date_time for one in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_where_there_are_no_sources_that_is_said(run: Run, course: Path) -> None:
    for file in (course / "docs/sources").iterdir():
        file.unlink()

    ran = run("pack", "t1-order", "--out", "week1.zip")

    assert ran.status == 0
    assert ran.out.endswith(
        "There are no sources here, so the pack cannot look up passages and quotations.\n"
    )


def test_a_key_of_ones_own_goes_along_only_when_it_is_named(run: Run) -> None:
    ran = run("pack", *HELD, "--with-key", "my-bell", "--out", "week1.zip")

    assert ran.status == 0
    assert "my-bell   The bell  open: its key goes with it" in ran.out
    assert "exercises/my-bell/key.toml" in names()
    assert "exercises/my-bell/responses.toml" not in names()


def test_a_held_exercise_without_a_key_is_told(run: Run, course: Path) -> None:
    (course / "mine/my-bell/key.toml").unlink()

    ran = run("pack", *HELD, "--out", "week1.zip")

    assert ran.status == 0
    assert "my-bell   The bell  no key here: nothing of it can be scored yet" in ran.out


# What never is ---------------------------------------------------------------------------------------------


def test_nothing_planted_in_a_held_key_is_anywhere_in_a_pack(run: Run, course: Path) -> None:
    run("pack", "t1", *HELD, "--out", "week1.zip")
    data = OUT.read_bytes()
    held = [*opened([("week1.zip", data)])]

    assert len(held) > 100, "the wheel in it is opened, too"
    assert [
        str(one) for one in held if any(mark in one.data.lower().decode(errors="replace") for mark in MARKS)
    ] == []
    workspace = find_workspace(course)
    secrets = secrets_in({course / "mine/my-bell": ""}, workspace)
    searched = search([("week1.zip", data)], secrets)
    assert (searched.leaks, searched.unopened) == ((), ())


@pytest.mark.parametrize(
    ("place", "old", "new", "told"),
    [
        (
            "mine/my-bell/exercise.toml",
            'id      = "town"',
            'id      = "town" # it is Plantedburg',
            "exercises/my-bell/exercise.toml, line 8: as in my-bell, key.toml, town.accepted[0]",
        ),
        (
            "docs/sources/tiny.toml",
            "\n[[passages]]",
            "\n# Planted message: read T2 twice, and ask which of the two towns it means?\n[[passages]]",
            "as in my-bell, key.toml, town.slips.near.say",
        ),
        (
            "exercises/t1-choice/key.toml",
            "[lamp]",
            "# Planted praise: you looked where others passed by.\n[lamp]",
            "exercises/t1-choice/key.toml, line 1: as in my-bell, key.toml, town.why",
        ),
    ],
    ids=["a note in the exercise", "a note in a source", "another key"],
)
def test_a_pack_that_would_hold_something_of_a_held_key_is_not_written(
    run: Run, course: Path, place: str, old: str, new: str, told: str
) -> None:
    edit(course / place, old, new)

    ran = run("pack", "t1-choice", *HELD, "--out", "week1.zip")

    words = " ".join(ran.err.split())
    assert (ran.status, ran.out, OUT.exists()) == (2, "", False)
    assert words.startswith(
        "week1.zip was not written, for it would give away something of a held key (my-bell)."
    )
    assert told in words
    assert words.endswith("Take the words out there, or say it otherwise in the key, and run it again.")


def test_a_key_in_an_odd_place_does_not_travel(run: Run, course: Path) -> None:
    folder = course / "mine/my-bell"
    for name in ("key.toml.bak", "key (2).toml", "notes.txt", "sub/key.toml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes((folder / "key.toml").read_bytes())

    assert run("pack", *HELD, "--out", "week1.zip").status == 0
    assert [name for name in names() if "my-bell" in name] == [
        "answers/my-bell.toml",
        "exercises/my-bell/exercise.toml",
    ]


def test_a_key_written_into_the_exercise_itself_is_refused(run: Run, course: Path) -> None:
    edit(
        course / "mine/my-bell/exercise.toml",
        'entry   = "name"',
        'entry   = "name"\naccepted = ["Plantedburg"]',
    )

    ran = run("pack", *HELD, "--out", "week1.zip")

    assert (ran.status, OUT.exists()) == (2, False)
    assert ran.err.startswith("The exercise my-bell cannot be used: its files do not fit together.")


# What cannot be packed -------------------------------------------------------------------------------------


def test_an_id_that_stands_in_two_folders_is_refused(run: Run, course: Path) -> None:
    make_held(course / "mine", "t1-choice")

    ran = run("pack", "t1-choice", "--exercises", "mine", "--out", "week1.zip")

    assert (ran.status, OUT.exists()) == (2, False)
    assert "t1-choice stands in" in ran.err
    assert "Give the folder of your own exercise another name." in " ".join(ran.err.split())


def test_ids_that_differ_in_capitals_alone_are_refused(run: Run, course: Path) -> None:
    make_held(course / "mine", "T1-Choice")

    ran = run("pack", "t1-choice", "--exercises", "mine", "--out", "week1.zip")

    assert (ran.status, OUT.exists()) == (2, False)
    assert ran.err.startswith("T1-Choice and t1-choice differ in capitals alone")


def test_the_folder_of_the_course_named_again_is_held_as_any_other(run: Run) -> None:
    run("pack", "t1-order", "--exercises", "exercises", "--out", "week1.zip")

    assert "exercises/t1-order/key.toml" not in names()


def taken(root: Path) -> None:
    (root / "week1.zip").write_bytes(b"mine")


def linked(root: Path) -> None:
    (root / "week1.zip").symlink_to(root / "nowhere.zip")


def a_file_in_the_way(root: Path) -> None:
    (root / "x").write_text("", encoding="utf-8")


def empty_folder(root: Path) -> None:
    (root / "none").mkdir()


def broken_key(root: Path) -> None:
    edit(root / "mine/my-bell/key.toml", "[words]", "[words")


def broken_source(root: Path) -> None:
    edit(root / "docs/sources/tiny.toml", "[[passages]]", "[[pasages]]")


REFUSED: dict[str, tuple[tuple[str, ...], Callable[[Path], None] | None, str]] = {
    "nothing named": ((), None, "Missing argument 'ID|UNIT...'"),
    "unknown id": (("t1-choise",), None, "There is no exercise or unit “t1-choise”. Did you mean t1-choice"),
    "a unit without exercises": (("t9",), None, "There is no exercise or unit “t9”."),
    "a folder that is not there": (
        ("my-bell", "--exercises", "nine"),
        None,
        "There is no folder nine. Check the name after --exercises.",
    ),
    "an empty folder": (
        ("t1-choice", "--exercises", "none"),
        empty_folder,
        "The folder none holds no exercise: in it there must be a folder for each, with a file exercise.toml.",
    ),
    "a file that is there": (
        ("t1-choice", "--out", "week1.zip"),
        taken,
        "week1.zip is there already, and it was left as it is. Choose another name after --out",
    ),
    "a link that leads nowhere": (("t1-choice", "--out", "week1.zip"), linked, "week1.zip is there already"),
    "a folder that is no folder": (
        ("t1-choice", "--out", "x/week1.zip"),
        a_file_in_the_way,
        "There is no folder x",
    ),
    "a missing folder": (
        ("t1-choice", "--out", "new/week1.zip"),
        None,
        "There is no folder new to write into. Make it first, or check the name.",
    ),
    "a folder as the file": (
        ("t1-choice", "--out", "docs"),
        None,
        "docs is a folder. Name a file in it, such as docs/",
    ),
    "another ending": (
        ("t1-choice", "--out", "week1.pdf"),
        None,
        "A pack is a ZIP file, and week1.pdf does not end",
    ),
    "a key that is not held": (
        ("t1-choice", "--with-key", "t1-choice"),
        None,
        "--with-key t1-choice: the pack has no exercise t1-choice from a folder of your own.",
    ),
    "a broken key": (
        (*HELD,),
        broken_key,
        "The exercise my-bell cannot be used: a file of it cannot be read.",
    ),
}


@pytest.mark.parametrize(("arguments", "spoil", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_packed_is_told_plainly_and_nothing_is_written(
    run: Run, course: Path, arguments: tuple[str, ...], spoil: Callable[[Path], None] | None, told: str
) -> None:
    if spoil:
        spoil(course)
    before = {file: file.read_bytes() for file in course.rglob("*") if file.is_file()}

    ran = run("pack", *arguments)

    assert (ran.status, ran.out) == (2, "")
    assert told in " ".join(ran.err.split())
    assert {file: file.read_bytes() for file in course.rglob("*") if file.is_file()} == before


def test_mistakes_in_the_sources_are_told_as_the_audit_tells_them(run: Run, course: Path) -> None:
    broken_source(course)

    ran = run("pack", "t1-choice", "--out", "week1.zip")

    assert (ran.status, OUT.exists()) == (2, False)
    assert "docs/sources/tiny.toml" in ran.out
    assert ran.out.endswith("No pack was written. Mend what stands above, and run it again.\n")


def test_a_disk_that_is_full_leaves_no_half_of_a_pack(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def write(self, _data: object, /) -> int:
            OUT.touch()
            raise OSError(28, "No space left on device", "week1.zip")

    whole = Path.open

    def opens(self: Path, mode: str = "r", **given: object) -> object:
        return Full() if mode == "xb" else whole(self, mode, **given)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", opens)
    ran = run("pack", "t1-choice", "--out", "week1.zip")

    assert (ran.status, ran.out, OUT.exists()) == (2, "", False)
    assert ran.err.startswith("week1.zip: No space left on device.")


def test_a_program_that_is_not_installed_cannot_be_packed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import PackageNotFoundError

    def missing() -> tuple[str, bytes]:
        raise PackageNotFoundError

    monkeypatch.setattr(packing, "command_wheel", missing)
    ran = run("pack", "t1-choice", "--out", "week1.zip")

    assert (ran.status, OUT.exists()) == (2, False)
    assert ran.err.startswith("The command is not installed here, so it cannot be put into a pack:")


# leaks -----------------------------------------------------------------------------------------------------


def test_leaks_searches_what_is_given_out_and_opens_archives(run: Run, course: Path) -> None:
    run("pack", *HELD, "--out", "week1.zip")
    (course / "site").mkdir()
    (course / "site/page.html").write_text(
        "<p>Planted praise: you looked\nwhere others passed by.", encoding="utf-8"
    )

    clean = run("leaks", "week1.zip", "--exercises", "mine")
    found = run("leaks", "week1.zip", "site", "--exercises", "mine")

    assert (clean.status, clean.err) == (0, "")
    assert clean.out.endswith("texts of held keys: none found.\n")
    assert found.status == 1
    assert found.out.startswith("site/page.html, line 1: as in my-bell, key.toml, town.why\n\nSearched ")
    assert found.out.endswith("texts of held keys: 1 found, of my-bell.\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("leaks", "docs"),
            "Name the folder of your held exercises with --exercises: there is none to look for.",
        ),
        (("leaks", "nowhere", "--exercises", "mine"), "There is no file or folder nowhere. Check the name."),
    ],
)
def test_leaks_wants_to_know_what_to_look_for_and_where(
    run: Run, arguments: tuple[str, ...], told: str
) -> None:
    ran = run(*arguments)

    assert (ran.status, ran.out) == (2, "")
    assert " ".join(ran.err.split()) == told


# The whole way ---------------------------------------------------------------------------------------------


def test_a_student_answers_in_the_pack_and_the_instructor_grades_with_the_key(
    run: Run, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("pack", "t1-choice", *HELD, "--out", "week1.zip")
    student = course / "student"
    with zipfile.ZipFile(OUT) as made:
        made.extractall(student)
    monkeypatch.chdir(student)
    sheet = student / "answers/my-bell.toml"
    edit(sheet, 'town.entry = ""', 'town.entry = "Plantedburg"')
    edit(sheet, 'words.passage = ""', 'words.passage = "T2"')
    edit(sheet, 'words.quote = ""', 'words.quote = "a clockmaker\'s shop in Oslo"')
    first = run_here("check", "my-bell")

    assert first.returncode == 1
    assert first.stdout == printed("""
        The bell
        answers/my-bell.toml · about 3 minutes

          • town: read
            read: entry = Plantedburg
            Read: 1 of 2 filled. Your instructor has the key.
            Still empty: reason.

          • words: read
            read: passage = T2 · quote = a clockmaker's shop in Oslo
            Read, and complete: 2 of 2 filled. Your instructor has the key.
            In T2 the run breaks at word 5 of your quotation, “oslo”.

        2 read (no score).
        Fill in what is still empty, save, and run the same command again.
        To hand in what your instructor scores: course-checks hand-in --name "Your Name"
    """)
    edit(sheet, "in Oslo", "in Bergen")
    edit(sheet, 'town.reason = """\n', 'town.reason = """\nNo passage names it, and none of them could.\n')
    second = run_here("check", "my-bell", "--hint", "--explain")
    assert second.returncode == 0
    assert "Your words stand in T2." in second.stdout
    assert "Plantedville" not in second.stdout
    assert run_here("list").stdout.splitlines()[1].endswith("complete")
    assert run_here("hand-in", "--name", "Ada").returncode == 0
    back = run_here("check", "answers/hand-in.json")
    assert back.stdout.count("Your instructor has the key.") == 2

    monkeypatch.chdir(course)
    Path("class").mkdir()
    Path("class/ada.json").write_bytes(Path("student/answers/hand-in.json").read_bytes())
    graded = run("grade", "class", "--exercises", "mine")
    assert (graded.status, graded.err) == (0, "")
    with Path("grades/gradebook.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["name"] == "Ada"
    assert (row["my-bell.town"], row["my-bell.words"]) == ("1", "1")


def test_pytest_says_of_a_held_exercise_what_the_command_says(run: Run, course: Path) -> None:
    run("pack", *HELD, "--out", "week1.zip")
    student = course / "student"
    with zipfile.ZipFile(OUT) as made:
        made.extractall(student)
    sheet = student / "answers/my-bell.toml"
    edit(sheet, 'town.entry = ""', 'town.entry = "Plantedville"')
    edit(sheet, 'words.passage = ""', 'words.passage = "T2"')
    edit(sheet, 'words.quote = ""', 'words.quote = "a clockmaker\'s shop in Bergen"')
    options = ["-p", "no:cacheprovider", *PLUGIN, "-q", "--course-answers", "answers"]
    command = [sys.executable, "-m", "pytest", *options]
    done = subprocess.run(command, cwd=student, capture_output=True, encoding="utf-8", check=False)

    assert "1 failed, 1 passed" in done.stdout
    assert "Read: 1 of 2 filled. Your instructor has the key.\n    Still empty: reason.\n" in done.stdout


def test_other_commands_wait_for_nothing_that_a_pack_needs() -> None:
    script = (
        "import sys; from course_checks import cli; "
        "print(*sorted(name for name in sys.modules if name.split('.')[0] in ('markdown_it', 'cattrs', 'zipfile')"
        " or name.startswith(('course_checks.desk', 'course_checks.content'))))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "\n"


def run_here(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the command as a student does, in a process of its own."""
    command = [
        sys.executable,
        "-I",
        "-X",
        "utf8",
        "-c",
        "from course_checks.cli import main; main()",
        *arguments,
    ]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
