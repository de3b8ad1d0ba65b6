"""What may stand in the place of a sheet: other encodings, other files, no file at all."""

import os
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from course_checks.core.outcome import Note, Problem
from course_checks.sheet.opening import LONGEST_LINE, MOST_BYTES, MOST_LINES
from course_checks.sheet.read import SheetReading, read_sheet, read_sheet_file
from tests.sheet.sheets import BLANK, LAYOUT, answered, changed, nothing

CHOSEN = changed(('need.choice = ""', 'need.choice = "a"'))
ACCENTED = changed(('need.passage = ""', 'need.passage = "café S19"'))
NEW = "Make a new sheet with: course-checks start u04-limits"
ANEW = (
    "Rename it, or delete it if it is of no use, then make a new sheet with: course-checks start u04-limits"
)
COPY = (
    "Rename it, make a new sheet with `course-checks start u04-limits`, and copy your answers into that in a "
    "plain text editor."
)
SAVE_AS = (
    "Open the file in the program you wrote it with, choose “Save as”, set the encoding to UTF-8 "
    "(in Notepad: Encoding, beside Save), and check again."
)
PAGE = (
    "This is a web page, not an answer sheet. Use “Download”, not “Save page as”. "
    "Or rename it, then make a new sheet with: course-checks start u04-limits"
)
PACKED = "This is a packed file (such as a ZIP or an office document), not plain text. " + COPY
NOT_TEXT = "This is not a text file. It may be another file under this name. " + ANEW
TOO_LARGE = (
    "This file has {size}; an answer sheet has at most 64 KB, so it was not read. "
    f"It may be another file under this name. {ANEW}"
)

REFUSED = {
    "an empty file": (b"", f"This file is empty. {ANEW}"),
    "a file of spaces": (b"\xef\xbb\xbf \t\r\n\r\n", f"This file is empty. {ANEW}"),
    "notes alone": (b"# A note.\n", f"Only notes are left in this file, and no line for an answer. {ANEW}"),
    "another text": (
        b"Dear all,\nsee you on Monday.\n",
        f"No line of this file belongs to u04-limits. Is it another file? {ANEW}",
    ),
    "another setting file": (
        b"[tool]\ncolour = 'red'\n",
        f"No line of this file belongs to u04-limits. Is it another file? {ANEW}",
    ),
    "a web page": (b"<!DOCTYPE html>\n<html><body>need.choice = a</body></html>", PAGE),
    "a web page after a blank line": (b"\xef\xbb\xbf\n<html>", PAGE),
    "a web page in UTF-16": ("<html lang='en'>".encode("utf-16"), PAGE),
    "a web page saved whole": (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", PAGE),
    "a web archive": (b"bplist00\xd1\x01\x02", PAGE),
    "a Word file": (
        b"PK\x03\x04\x14\x00\x06word/document.xml",
        f"This is a Word file, not plain text. {COPY}",
    ),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"This is a Word file, not plain text. {COPY}"),
    "a ZIP file": (b"PK\x03\x04\x14\x00mimetype", PACKED),
    "a file packed by gzip": (b"\x1f\x8b\x08\x00", PACKED),
    "a PDF file": (b"%PDF-1.7\n%\xe2\xe3", f"This is a PDF file, not plain text. {COPY}"),
    "an RTF file": (
        b"{\\rtf1\\ansi need.choice = a}",
        f"This is a file of formatted text (RTF), not plain text. {COPY}",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n", f"This is a picture, not text. {COPY}"),
    "a hand-in": (
        b'{"hand_in": 1, "exercises": {}}',
        f"This looks like a hand-in or other data, not an answer sheet. Choose your sheet. {ANEW}",
    ),
    "bytes of a program": (b"\x7fELF\x02\x01\x01" + bytes(range(32)) * 4, NOT_TEXT),
    "a file that is one byte too large": (
        BLANK.encode() + b"#" * (MOST_BYTES - len(BLANK) + 1),
        TOO_LARGE.format(size="65 KB"),
    ),
    "5 MB": (
        b"x" * (5 * 1024 * 1024),
        TOO_LARGE.format(size="5.0 MB"),
    ),
    "too many lines": (
        b"#\n" * (MOST_LINES + 1),
        (
            "This file has 501 lines; an answer sheet has at most 500. Rename it, make a new sheet with "
            "`course-checks start u04-limits`, and copy your answers into that."
        ),
    ),
    "UTF-16 without its mark": (
        CHOSEN.encode("utf-16-le"),
        f"This file is saved in an encoding that cannot be read for certain (it looks like UTF-16). {SAVE_AS}",
    ),
    "UTF-16 the other way round, without its mark": (
        CHOSEN.encode("utf-16-be"),
        f"This file is saved in an encoding that cannot be read for certain (it looks like UTF-16). {SAVE_AS}",
    ),
    "UTF-16 that breaks off": (
        CHOSEN.encode("utf-16")[:-1],
        f"This file says that it is UTF-16, but breaks off or is damaged. {SAVE_AS}",
    ),
}

REFUSED_FOR_A_LINE = {
    "the sheet of another exercise": (
        BLANK.replace("u04-limits", "u07-chains").encode(),
        Problem(
            say=(
                "This file is for u07-chains, you asked me to check u04-limits. "
                "Check u07-chains instead, or open the sheet of u04-limits."
            ),
            line=1,
            read="u07-chains",
        ),
    ),
    "two names of exercises": (
        b'exercise = "u07-chains"\n' + BLANK.encode(),
        Problem(
            say=(
                "The name of the exercise stands on lines 1 and 2, and not the same. "
                "Keep the line that says u04-limits."
            ),
            line=1,
            read="u07-chains",
        ),
    ),
    "a line without end": (
        BLANK.encode() + b"# " + b"x" * LONGEST_LINE,
        Problem(
            say=(
                "This line has 2,002 characters; the most is 2,000. Press Enter to part it: "
                "between three quotes a text may have many lines."
            ),
            line=16,
            read="# " + "x" * 57 + "…",
        ),
    ),
    "Windows-1252": (
        ACCENTED.encode("cp1252"),
        Problem(
            say=(
                "After “need.passage = "
                '"caf” a character is not saved as UTF-8, but in an older encoding '
                f"(such as Windows-1252). {SAVE_AS}"
            ),
            line=5,
            read='need.passage = "caf S19"',
        ),
    ),
    "curly quotes in Windows-1252": (
        changed(('need.passage = ""', "need.passage = “S19”")).encode("cp1252"),
        Problem(
            say=(
                "After “need.passage =” a character is not saved as UTF-8, but in an older encoding "
                f"(such as Windows-1252). {SAVE_AS}"
            ),
            line=5,
            read="need.passage = S19",
        ),
    ),
}

NOTED = {
    "a byte-order mark": (
        CHOSEN.encode("utf-8-sig"),
        (Note(say="An invisible mark at the very start of the file was left out; it does no harm."),),
    ),
    "UTF-16": (
        CHOSEN.encode("utf-16-le").join((b"\xff\xfe", b"")),
        (Note(say="This file is saved as UTF-16. It was read; next time choose UTF-8 when you save."),),
    ),
    "UTF-16 the other way round": (
        CHOSEN.encode("utf-16-be").join((b"\xfe\xff", b"")),
        (Note(say="This file is saved as UTF-16. It was read; next time choose UTF-8 when you save."),),
    ),
    "line ends of Windows": (CHOSEN.replace("\n", "\r\n").encode(), ()),
    "line ends of an old Mac": (
        CHOSEN.replace("\n", "\r").encode(),
        (Note(say="The line ends of an older system were read as ordinary ones."),),
    ),
    "no line end at the end": (CHOSEN.rstrip().encode(), ()),
    "a note in Windows-1252": (
        CHOSEN.replace("# Who speaks?", "# Who speaks, in the café?").encode("cp1252"),
        (Note(say="A note holds characters in an older encoding; no answer stands there.", line=10),),
    ),
    "exactly as large as may be": (CHOSEN.encode() + b"\n" * (MOST_LINES - 15), ()),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "u04-limits.toml"


@pytest.mark.parametrize(("data", "say"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_sheet_is_refused_with_its_reason(data: bytes, say: str, place: Path) -> None:
    place.write_bytes(data)
    assert read_sheet_file(place, LAYOUT) == SheetReading(answers=nothing(), refused=Problem(say=say))


@pytest.mark.parametrize(("data", "problem"), REFUSED_FOR_A_LINE.values(), ids=REFUSED_FOR_A_LINE)
def test_where_one_line_decides_it_is_shown(data: bytes, problem: Problem, place: Path) -> None:
    place.write_bytes(data)
    assert read_sheet_file(place, LAYOUT) == SheetReading(answers=nothing(), refused=problem)


@pytest.mark.parametrize(("data", "notes"), NOTED.values(), ids=NOTED)
def test_other_ways_to_save_a_sheet_are_read(data: bytes, notes: tuple[Note, ...], place: Path) -> None:
    place.write_bytes(data)
    expected = SheetReading(answers=answered({"need.choice": "a"}), notes=notes)
    assert read_sheet_file(place, LAYOUT) == expected


def test_letters_of_every_alphabet_are_read_from_utf_8() -> None:
    text = "金正日, Ким Чен Ир, 김정일, كيم, 👩‍👩‍👧"
    sheet = changed(('need.reason = """\n"""', f'need.reason = """\n{text}"""'))
    assert read_sheet(sheet.encode(), LAYOUT) == SheetReading(answers=answered({"need.reason": text}))


@pytest.fixture
def in_its_place(place: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """Something that is no file, made at the place of the sheet."""
    kind: str = request.param
    with socket.socket(socket.AF_UNIX) as listener:
        if kind == "folder":
            place.mkdir()
        elif kind == "pipe":
            os.mkfifo(place)
        elif kind == "socket":
            listener.bind(os.path.relpath(place))
        elif kind == "loop of links":
            place.symlink_to(place)
        elif kind == "link to nothing":
            place.symlink_to(place.with_name("nothing"))
        elif kind.startswith("/dev/"):
            place.symlink_to(kind)
        yield place


ELSEWHERE = pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these in a folder")
DEVICE = f"This is a device, a pipe or a socket, not an ordinary file, so it was not opened. {ANEW}"


@ELSEWHERE
@pytest.mark.parametrize(
    ("in_its_place", "say"),
    [
        ("nothing", f"There is no file here. {NEW}"),
        ("link to nothing", f"There is no file here. {NEW}"),
        ("folder", f"This is a folder, not an answer sheet. {ANEW}"),
        ("pipe", DEVICE),
        ("socket", DEVICE),
        ("/dev/zero", DEVICE),
        ("/dev/tty", DEVICE),
        (
            "loop of links",
            "This file could not be opened. Save a copy in a folder of your own and check that.",
        ),
    ],
    indirect=["in_its_place"],
)
def test_nothing_but_a_file_is_opened_and_nothing_is_waited_for(in_its_place: Path, say: str) -> None:
    assert read_sheet_file(in_its_place, LAYOUT) == SheetReading(answers=nothing(), refused=Problem(say=say))


def test_a_file_below_a_file_is_not_there(place: Path) -> None:
    place.write_text(BLANK, encoding="utf-8")
    refused = read_sheet_file(place / "sheet.toml", LAYOUT).refused
    assert refused == Problem(say=f"There is no file here. {NEW}")


def test_a_path_that_no_system_takes_is_refused() -> None:
    refused = read_sheet_file(Path("a\0b"), LAYOUT).refused
    assert refused == Problem(
        say="This file could not be opened. Save a copy in a folder of your own and check that."
    )


def test_a_file_without_permission_is_told_so(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.write_text(BLANK, encoding="utf-8")

    def forbidden(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", forbidden)  # a superuser may open everything
    refused = read_sheet_file(place, LAYOUT).refused
    assert refused is not None
    assert refused.say.startswith("This file could not be opened: it may be locked by another program")


@ELSEWHERE
def test_a_file_replaced_by_a_pipe_before_it_is_opened_is_not_waited_for(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.write_text(BLANK, encoding="utf-8")
    before = place.stat()
    place.unlink()
    os.mkfifo(place)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "stat", lambda _: before)
        refused = read_sheet_file(place, LAYOUT).refused
    assert refused == Problem(say=DEVICE)


def test_a_file_that_grows_is_read_no_further_than_a_sheet_goes(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.write_bytes(b"#" * (MOST_BYTES * 3))
    small = os.stat_result((stat.S_IFREG, *[0] * 9))
    read: list[int] = []
    really = os.read

    def counted(handle: int, count: int) -> bytes:
        piece = really(handle, count)
        read.append(len(piece))
        return piece

    with monkeypatch.context() as patched:
        patched.setattr(Path, "stat", lambda _: small)
        patched.setattr(os, "fstat", lambda _: small)
        patched.setattr(os, "read", counted)
        refused = read_sheet_file(place, LAYOUT).refused
    assert sum(read) == MOST_BYTES + 1
    assert refused is not None
    assert refused.say.startswith("This file has 65 KB;")
