"""The command `export`: what it writes, what it never overwrites, what it says, and the same bytes twice."""

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from course_checks.cli import main
from course_checks.core.text import plain
from course_checks.export.bank import open_bank
from course_checks.export.formats import FORMATS, REPORT
from course_checks.export.mapping import BECOMES
from course_checks.export.out import RECORD, write
from course_checks.export.table import safe, written
from course_checks.export.text import bare, clean, file_of, html, inline, shown
from course_checks.sheet.workspace import WorkspaceError, find_workspace
from course_checks.validators import names
from tests.courses.made import made_course

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = Path(__file__).with_name("golden")
REFRESH = "write them anew: python -m tests.export.refresh"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small good course, in which we stand."""
    root = made_course(tmp_path)
    monkeypatch.chdir(root)
    return root


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return int(ended.value.code or 0)


def test_every_kind_has_its_line_and_no_other() -> None:
    assert set(BECOMES) == set(names())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_its_files_and_a_report(
    name: str, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "--format", name, "--out", "made") == 0

    said, there = capsys.readouterr().out, {file.name for file in (course / "made").iterdir()}
    report = (course / "made" / REPORT).read_text(encoding="utf-8")
    assert REPORT in there
    assert len(there) >= 3
    for file in there - {RECORD}:
        assert f"made/{file}" in said
        assert f"`{file}`" in report or file == REPORT


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_course_gives_the_same_bytes(name: str) -> None:
    workspace = find_workspace(ROOT)
    wanted = ("u01", "u07-chains", "u09-ach")

    first, second = (FORMATS[name](open_bank(workspace, (), wanted), workspace).files for _ in range(2))

    assert first == second


@pytest.mark.parametrize("name", FORMATS)
def test_the_files_of_the_small_course_are_these(name: str, course: Path) -> None:
    workspace = find_workspace(course)
    files = readable(FORMATS[name](open_bank(workspace, (), ()), workspace).files)

    held = {
        file.relative_to(GOLDEN / name).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted((GOLDEN / name).rglob("*"))
        if file.is_file()
    }
    assert files == held, REFRESH


def readable(files: Mapping[str, bytes]) -> dict[str, str]:
    """The files that a person can compare: archives opened, this program in them left out."""
    found = {}
    for name, data in files.items():
        if not name.endswith(".zip"):
            found[name] = data.decode("utf-8-sig").replace("\r\n", "\n")
            continue
        archive = zipfile.ZipFile(io.BytesIO(data))
        for inside in archive.namelist():
            if not inside.endswith((".whl", ".sh", ".index.json")) and "course/" not in inside:
                found[f"{name}/{inside}"] = archive.read(inside).decode()
    return found


def test_what_a_person_wrote_is_never_overwritten(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (course / "made").mkdir()
    mine = course / "made" / "items.csv"
    mine.write_text("mine", encoding="utf-8")

    assert run("export", "--format", "csv", "--out", "made") == 2

    assert mine.read_text(encoding="utf-8") == "mine"
    assert {file.name for file in (course / "made").iterdir()} == {"items.csv"}
    assert "made holds items.csv" in capsys.readouterr().err


def test_a_second_export_takes_the_place_of_the_first(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("export", "--format", "csv", "--out", "made")
    (course / "made" / "notes.txt").write_text("mine", encoding="utf-8")

    assert run("export", "t1-choice", "--format", "csv", "--out", "made") == 0
    assert run("export", "t1-choice", "--format", "csv", "--out", "made") == 0

    assert "Nothing has changed since the last export" in capsys.readouterr().out
    assert (course / "made" / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert "t1-order" not in (course / "made" / "items.csv").read_text(encoding="utf-8")


def test_a_file_that_was_changed_since_is_left_alone(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("export", "--format", "csv", "--out", "made")
    table = course / "made" / "items.csv"
    table.write_text("my own columns", encoding="utf-8")

    assert run("export", "t1-choice", "--format", "csv", "--out", "made") == 2

    assert table.read_text(encoding="utf-8") == "my own columns"
    assert "which was changed since" in " ".join(capsys.readouterr().err.split())


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    away = tmp_path / "away.txt"
    away.write_text("away", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "items.csv").symlink_to(away)

    with pytest.raises(WorkspaceError, match=r"items\.csv"):
        write({"items.csv": b"new"}, out)

    assert away.read_text(encoding="utf-8") == "away"


MISTAKES = {
    "an unknown format": (("export", "--format", "gift"), "'gift' is not one of"),
    "no format": (("export",), "Missing option '--format'"),
    "an unknown exercise": (("export", "t9", "--format", "csv"), "There is no exercise or unit “t9”."),
    "a file for a folder": (
        ("export", "--format", "csv", "--out", "texts.json"),
        "texts.json is a file, not a folder. Give another name with --out.",
    ),
    "no such folder": (("export", "--format", "csv", "--exercises", "none"), "There is no folder none."),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_bad_input_is_told_and_nothing_is_written(
    name: str, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, told = MISTAKES[name]
    before = sorted(course.rglob("*"))

    assert run(*arguments) == 2

    assert told in " ".join(capsys.readouterr().err.split())
    assert sorted(course.rglob("*")) == before


def test_an_exercise_without_a_key_is_told_with_the_way_out(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "exercises" / "t1-choice" / "key.toml").unlink()

    assert run("export", "t1-choice", "--format", "moodle-xml", "--out", "made") == 2

    said = " ".join(capsys.readouterr().err.split())
    assert "t1-choice: key.toml: the exercise has no key here; name the folder that has it with" in said
    assert not (course / "made").exists()


def test_an_authors_mistake_is_told_with_its_place(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = course / "exercises" / "t1-choice" / "key.toml"
    key.write_text(key.read_text(encoding="utf-8").replace("accepted", "acepted", 1), encoding="utf-8")

    assert run("export", "t1-choice", "--format", "csv") == 2

    assert "exercises/t1-choice/key.toml" in capsys.readouterr().err


def test_keys_of_ones_own_folder_go_before_those_of_the_course(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = course / "own"
    shutil.copytree(course / "exercises" / "t1-choice", own / "t1-choice")
    key = own / "t1-choice" / "key.toml"
    why = next(line for line in key.read_text(encoding="utf-8").split("\n") if line.startswith("why"))
    key.write_text(
        key.read_text(encoding="utf-8").replace(why, 'why = "A planted reason of my own, S1."'),
        encoding="utf-8",
    )

    assert run("--exercises", "own", "export", "t1-choice", "--format", "moodle-xml", "--out", "made") == 0

    assert "A planted reason of my own" in (course / "made" / "moodle.xml").read_text(encoding="utf-8")
    said = " ".join(capsys.readouterr().out.split())
    assert "some are your own: t1-choice. Give these files to nobody who is to be tested." in said


def test_the_table_has_a_row_for_each_item_and_no_formula() -> None:
    workspace = find_workspace(ROOT)
    bank = open_bank(workspace, (), ())

    text = FORMATS["csv"](bank, workspace).files["items.csv"].decode("utf-8-sig")

    head, *rows = csv.reader(io.StringIO(text))
    assert [row[0] for row in rows] == [
        f"{one.public.id}.{item.id}" for one in bank.exercises for item in one.public.items
    ]
    assert all(len(row) == len(head) for row in rows)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


ANY = st.text(max_size=200)


@given(ANY)
def test_any_text_makes_a_file_that_is_well_formed_and_reads_back(text: str) -> None:
    root = etree.Element("a")
    made = file_of_text(text)

    root = etree.fromstring(made)

    assert (root.text or "") == clean(text)


def file_of_text(text: str) -> bytes:
    from xml.etree import ElementTree as ET

    root = ET.Element("a")
    root.text = clean(text)
    return file_of(root)[:-1]


@given(ANY)
def test_html_of_any_text_is_balanced_and_runs_nothing(text: str) -> None:
    for made in (html(text), f"<p>{inline(text)}</p>", f"<p>{shown(text)}</p>"):
        root = etree.fromstring(f"<div>{made}</div>".replace("&nbsp;", " "))
        assert {one.tag for one in root.iter()} <= {"div", "p", "ul", "ol", "li", "em", "strong", "code"}
        assert all(not one.attrib for one in root.iter())


@given(ANY)
def test_plain_words_come_out_as_they_went_in(text: str) -> None:
    root = etree.fromstring(f"<p>{shown(text)}</p>")

    assert (root.text or "") == " ".join(clean(text).split())
    assert bare(text) == plain(clean(text))


@given(st.lists(st.lists(ANY, min_size=2, max_size=3), min_size=1, max_size=3))
def test_a_table_reads_back_and_no_cell_begins_a_formula(rows: list[list[str]]) -> None:
    read = [*csv.reader(io.StringIO(written(rows).decode("utf-8-sig"), newline=""))]

    assert read == [[safe(cell) for cell in row] for row in rows]
    assert not [cell for row in read for cell in row if cell.lstrip(" ").startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("one *two* **three** `four`", "<p>one <em>two</em> <strong>three</strong> <code>four</code></p>"),
        ("{passage}`S19` says", "<p>S19 says</p>"),
        ("a [link](there)", "<p>a link</p>"),
        ("- one\n- two\n  more", "<ul><li>one</li><li>two more</li></ul>"),
        ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
        ("first\n\nsecond", "<p>first</p><p>second</p>"),
        ("<script>alert(1)</script> & ]]>", "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; ]]&gt;</p>"),
        ("a\x00b\x1b[31m", "<p>a\ufffdb\ufffd[31m</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("", ""),
    ],
)
def test_myst_becomes_html(text: str, made: str) -> None:
    assert html(text) == made


def test_the_record_of_an_export_is_read_with_care(tmp_path: Path) -> None:
    (tmp_path / RECORD).write_text("[" * 100_000, encoding="utf-8")

    assert write({"a": b"1"}, tmp_path) == ("a",)
    assert set(json.loads((tmp_path / RECORD).read_text(encoding="utf-8"))) == {"a"}
