"""A hostile class: whatever is handed in, everybody else is graded, and nothing is touched but the results."""

import os
import re
import stat
import sys
from pathlib import Path

import pytest

from course_checks import cli
from course_checks.desk import archives
from course_checks.desk.ours import WRITTEN
from tests.desk import zips
from tests.desk.classes import DATES, RIGHT, Class, hand_in, sheet
from tests.desk.zips import packed

NAMES = [
    '=HYPERLINK("http://e.example","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "../../../../etc/cron.d/x",
    "..\\..\\Windows\\x",
    "/etc/passwd",
    "C:\\autoexec.bat",
    "CON",
    "aux.json",
    "\u202egpj.adA",
    "A\x1b]0;title\x07\x1b[2J",
    "<img src=x onerror=alert(1)>",
    "a" * 5000,
    "\ud800\udfff",
    "name/with/slashes",
    "",
    " ",
]
HONEST = ("Ada Lovelace", "Bo Example", "Cleo Example")


def hostile(group: Class) -> None:
    """Fill the folder: three honest learners among everything else."""
    right = {name: hand_in(group.root, RIGHT, name) for name in HONEST}
    group.put("ada.json", right["Ada Lovelace"])
    group.put("Bo Example_8_assignsubmission_file_/hand-in.json", right["Bo Example"])
    moodle: dict[str, str | bytes] = {
        "Cleo Example_9_assignsubmission_file_/hand-in.json": right["Cleo Example"],
        "../../outside.json": right["Ada Lovelace"],
        "/srv/outside.json": right["Ada Lovelace"],
        "C:\\outside.json": right["Ada Lovelace"],
        "..\\outside.json": right["Ada Lovelace"],
        "bomb.json": b" " * 1_000_000,
        "bomb.toml": b"#" * 60_000_000,
        "deep.json": '{"hand_in": 1, "x": ' + "[" * 100_000,
        "nested.zip": zips.nested(6, {"x.json": right["Ada Lovelace"]}),
        "inner.zip": packed({f"{n}.json": b" " * 900_000 for n in range(9)}),
        "\u202egpj.json": "{}",
        "name\nwith\nlines.toml": sheet("t1-order", {"dates": DATES}),
    }
    group.put("class.zip", packed(moodle))
    whole = packed({"a.json": right["Ada Lovelace"]})
    group.put("small.zip", zips.claiming(whole, 3))
    group.put("large.zip", zips.claiming(whole, 0xFFFFFFF0))
    group.put("list.zip", zips.listing(whole, 0x7FFFFFFF))
    group.put("locked.zip", zips.locked(whole))
    group.put("strange.zip", zips.packed_by(whole, 14))
    group.put("link.zip", zips.with_link("a.json", "/etc/passwd"))
    group.put("pipe.zip", zips.with_mode("a.json", "", stat.S_IFIFO | 0o600))
    group.put("overlap.zip", zips.overlapping("o" * 300 + ".json", 20_000, b"{}"))
    group.put("none.zip", b"PK\x03\x04")
    group.put("submission_1/submission_metadata.json", "[" * 200_000)
    group.put(
        "submission_metadata.yml", "submission_1: !!python/object/apply:os.system [touch outside]\n" * 50
    )
    group.put("submission_1/hand-in.json", hand_in(group.root, RIGHT, "Dan"))
    for number, name in enumerate(NAMES):
        group.put(
            f"names/{number}.json", hand_in(group.root, {"t1-choice": {"lamp": {"choice": name}}}, name, name)
        )
    if sys.platform != "win32":
        os.mkfifo(group.folder / "pipe.zip2.zip")
        (group.folder / "loop").symlink_to(".")
        (group.folder / "etc.zip").symlink_to("/etc/passwd")
        (group.folder / "device.json").symlink_to("/dev/zero")


def everything(root: Path, without: Path) -> dict[str, object]:
    found: dict[str, object] = {}
    for path in sorted(root.rglob("*")):
        if without not in (path, *path.parents):
            status = path.lstat()
            found[str(path)] = (status.st_mode, status.st_size, status.st_mtime_ns)
    return found


@pytest.fixture
def printed(group: Class, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What grading it prints, with everything outside the results as it was."""
    hostile(group)
    group.out.mkdir()
    before = everything(group.root.parent, group.out)
    monkeypatch.chdir(group.root)
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        cli.main(["grade", "class", "--feedback", "both", "--gradebook", "canvas", "--gradebook", "moodle"])
    assert end.value.code == 1
    assert everything(group.root.parent, group.out) == before
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def test_the_honest_are_graded(group: Class, printed: str) -> None:
    rows = {row["name"]: row["points"] for row in group.rows()}

    assert {name: rows[name] for name in HONEST} == dict.fromkeys(HONEST, "2")
    assert re.match(r"Graded \d+ learners in 2 exercises, from \d+ files\.\n", printed)


def test_every_file_that_was_not_read_has_its_reason(group: Class, printed: str) -> None:
    told = {row["file"]: row["what"] for row in group.rows("unreadable.csv")}

    reasons = {
        "class.zip/outside.json": archives.OUTSIDE,
        "class.zip/bomb.json": archives.BOMB,
        "class.zip/bomb.toml": archives.LARGE,
        "class.zip/nested.zip/layer-4.zip": archives.NESTED,
        "class.zip/inner.zip/0.json": archives.BOMB,
        "large.zip/a.json": archives.LARGE,
        "list.zip": archives.LONG_LIST,
        "locked.zip/a.json": archives.LOCKED,
        "strange.zip/a.json": archives.STRANGE,
        "link.zip/a.json": archives.LINK,
        "pipe.zip/a.json": archives.LINK,
        "overlap.zip": archives.LONG_LIST,
        "none.zip": archives.DAMAGED,
    }
    assert {file: told.get(file) for file in reasons if file != "list.zip"} == {
        file: why for file, why in reasons.items() if file != "list.zip"
    }
    assert told["list.zip"] in (archives.LONG_LIST, archives.DAMAGED)
    assert "small.zip/a.json" in told
    assert sum("Its name leads out" in what for what in told.values()) == 4
    count = re.search(r"Not read: (\d+), listed in grades/unreadable\.csv", printed)
    assert count is not None
    assert int(count[1]) == len(group.rows("unreadable.csv"))
    if sys.platform != "win32":
        assert {"pipe.zip2.zip", "loop", "etc.zip", "device.json"} <= set(told)


def test_nothing_in_the_results_can_do_harm(group: Class, printed: str) -> None:
    obeyed = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    assert not obeyed.search(printed.replace("\n", ""))
    results = group.results()
    for name, data in results.items():
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        assert not obeyed.search(text.replace("\n", "").replace("\t", "")), name
        assert name == WRITTEN or re.fullmatch(r"(?:[a-z-]+/)?[\w-]+\.(?:csv|md|html|jsonl)", name), name
        if name.endswith(".html"):
            assert "<img" not in text
            assert "<script" not in text
    for book in (
        "gradebook.csv",
        "gradebook-canvas.csv",
        "gradebook-moodle.csv",
        "notes.csv",
        "unreadable.csv",
    ):
        for row in group.rows(book):
            assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_graded_again_it_is_the_same(group: Class, printed: str) -> None:
    before = group.results()
    group.grade(endings=("md", "html"), systems=("canvas", "moodle"), workers=2)

    assert printed
    assert group.results() == before


def test_ten_thousand_files_in_one_zip_are_graded(group: Class) -> None:
    files: dict[str, str | bytes] = {f"n/{number}.json": b"{" for number in range(9_999)}
    files["Ada Lovelace_1_assignsubmission_file_/hand-in.json"] = hand_in(group.root, RIGHT, "Ada")
    source = group.put("m.zip", packed(files))
    graded = group.grade(source=source)

    assert (graded.files, graded.learners, graded.unread_count) == (10_000, 1, 9_999)
