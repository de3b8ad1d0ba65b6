"""Whether something of a held key stands in what is given out: found wherever it hides, and only there."""

import base64
import bz2
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from course_checks.content import unpacking
from course_checks.content.leaks import Secret, folded, search, secrets_of
from course_checks.content.packing import archive
from course_checks.content.unpacking import files_of, opened

EXERCISE = """
title = "The bell"
why = "A sentence that every learner reads on the sheet."
# a note of the author: the answer is Quillonberg
[[items]]
id = "bell"
prompt = "Which of these towns is it?"
"""
KEY = """
[bell]
accepted = ["Quillonberg", "b"]
why = "A sentence that every learner reads on the sheet."
[[bell.because]]
passage = "T2"
quote = "a clockmaker's shop in Bergen"
why = "Planted: the town is named *behind* a small hedge."
[[bell.slips]]
id = "zanzibar-slip"
say = "Planted message: which of the two rivers does {passage}`T2` speak of?"
"""
RESPONSES = """
[[responses]]
name = "planted label of a response"
answers = { "bell.entry" = "Vostokgrad" }
"""
SENTENCE = "Planted message: which of the two rivers does {passage}`T2` speak of?"


@pytest.fixture
def held(tmp_path: Path) -> Path:
    folder = tmp_path / "mine" / "my-bell"
    folder.mkdir(parents=True)
    for name, text in (("exercise", EXERCISE), ("key", KEY), ("responses", RESPONSES)):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def secrets(held: Path) -> tuple[Secret, ...]:
    return secrets_of(held)


def tarred(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archived:
        entry = tarfile.TarInfo(name)
        entry.size = len(data)
        archived.addfile(entry, io.BytesIO(data))
    return made.getvalue()


def found(data: bytes, secrets: tuple[Secret, ...], name: str = "page.html") -> list[str]:
    return [str(leak) for leak in search([(name, data)], secrets).leaks]


def test_every_telling_text_of_a_key_and_its_responses_is_sought(secrets: tuple[Secret, ...]) -> None:
    assert {one.where for one in secrets} == {
        "key.toml, bell.accepted[0]",
        "key.toml, bell.because[0].quote",
        "key.toml, bell.because[0].why",
        "key.toml, bell.slips.zanzibar-slip.id",
        "key.toml, bell.slips.zanzibar-slip.say",
        "responses.toml, responses.planted label of a response.name",
        "responses.toml, responses.planted label of a response.answers.bell.entry",
    }
    assert {one.exercise for one in secrets} == {"my-bell"}


def test_what_the_exercise_says_itself_is_no_secret_and_a_letter_cannot_be_one(
    secrets: tuple[Secret, ...],
) -> None:
    assert "every learner reads" not in " ".join(one.words for one in secrets)
    assert all(len(one.words) > len(" b ") for one in secrets)


def test_a_note_of_the_author_in_the_exercise_is_no_excuse(secrets: tuple[Secret, ...]) -> None:
    assert found(EXERCISE.encode(), secrets, "exercise.toml") == [
        "exercise.toml, line 4: as in my-bell, key.toml, bell.accepted[0]"
    ]


def test_short_texts_quotations_and_labels_that_stand_elsewhere_are_left_alone(held: Path) -> None:
    known = folded(
        "Vostokgrad; a clockmaker's shop in Bergen; planted label of a response; Planted: the town is named"
    )
    left = {one.where.partition(", ")[2] for one in secrets_of(held, known)}

    assert left == {
        "bell.accepted[0]",
        "bell.because[0].why",
        "bell.slips.zanzibar-slip.id",
        "bell.slips.zanzibar-slip.say",
    }


WAYS: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "wrapped": lambda text: text.replace(" ", "\n   # ").encode(),
    "in another case, with other marks": lambda text: text.upper().replace(":", " —").encode(),
    "on a page": lambda text: f"<p>{text.replace('rivers', '<em>rivers</em>')}</p>".encode(),
    "on a page, as a link": lambda text: text.replace("{passage}`T2`", '<a href="#T2">T2</a>').encode(),
    "as letters of HTML": lambda text: "".join(f"&#{ord(one)};" for one in text).encode(),
    "as JSON": lambda text: json.dumps({"say": f"“{text}”\n"}).encode(),
    "as JSON, letter by letter": lambda text: "".join(f"\\u{ord(one):04x}" for one in text).encode(),
    "in an address": lambda text: f"https://a.example/?q={text.replace(' ', '%20')}".encode(),
    "in UTF-16": lambda text: text.encode("utf-16"),
    "in UTF-16, little end first, without a mark": lambda text: text.encode("utf-16-le"),
    "in UTF-16, big end first, without a mark": lambda text: f"“One” — {text}".encode("utf-16-be"),
    "in UTF-16 after other bytes": lambda text: b"\xd0\xcf\x11\xe0\0\0\0\0" + text.encode("utf-16-le"),
    "in a file with zeros": lambda text: b"\0\1\2" + text.encode() + b"\0",
    "with soft hyphens": lambda text: text.replace("message", "mes\u00adsage").encode(),
    "in an address that is the data": lambda text: (
        b"data:text/html;base64," + base64.b64encode(text.encode())
    ),
    "gzipped": lambda text: gzip.compress(text.encode()),
    "in bzip2": lambda text: bz2.compress(text.encode()),
    "in a ZIP": lambda text: archive({"a/b.txt": text.encode()}),
    "in the name of a file": lambda text: archive({f"{text.replace('?', '')}.txt": b""}),
    "in a tar": lambda text: tarred("x.txt", text.encode()),
    "in a ZIP in a wheel in an EPUB": lambda text: archive(
        {"c.epub": archive({"b.whl": archive({"a.txt": text.encode()})})}
    ),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_a_sentence_is_found_however_it_is_written(
    way: Callable[[str], bytes], secrets: tuple[Secret, ...]
) -> None:
    leaks = search([("site/page.html", way(SENTENCE))], secrets).leaks

    assert {leak.where for leak in leaks} == {"key.toml, bell.slips.zanzibar-slip.say"}
    assert all(leak.place.startswith("site/page.html") for leak in leaks)


def test_the_place_inside_is_named_archive_by_archive_and_line_by_line(secrets: tuple[Secret, ...]) -> None:
    page = b"one\ntwo\nIt is Quillonberg.\nfour\n"
    kit = archive({"x.whl": archive({"course/page.py": page}), "other.txt": b"nothing"})

    assert found(kit, secrets, "site/check-kit.zip") == [
        "site/check-kit.zip > x.whl > course/page.py, line 3: as in my-bell, key.toml, bell.accepted[0]"
    ]


@pytest.mark.parametrize("name", ["key.toml", "responses.toml", "KEY.TOML"])
def test_the_file_itself_is_found_whatever_it_holds(name: str, secrets: tuple[Secret, ...]) -> None:
    assert found(archive({f"exercises/my-bell/{name}": b"[bell]"}), secrets, "a.zip") == [
        f"a.zip > exercises/my-bell/{name}: as in my-bell, {name} itself"
    ]
    assert found(archive({f"exercises/your-bell/{name}": b"[bell]"}), secrets) == []


@pytest.mark.parametrize(
    "text",
    [
        "Planted message: which of the two. Rivers do speak of T2.",
        "quillon berg",
        "Quillonbergers",
        "b",
        "",
        "planted label",
    ],
)
def test_what_only_resembles_it_is_no_leak(text: str, secrets: tuple[Secret, ...]) -> None:
    assert found(text.encode(), secrets) == []


def test_a_key_that_is_no_toml_is_taken_line_by_line(held: Path) -> None:
    (held / "key.toml").write_text(
        '[bell\naccepted = "Planted all the same, in a broken key"\n', encoding="utf-8"
    )

    assert next(one.where for one in secrets_of(held)) == "key.toml, line 2"


def test_what_cannot_be_opened_is_told_and_never_passed_over(
    secrets: tuple[Secret, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = archive({"a.txt": b"words " * 20})
    locked = bytearray(good)
    locked[6] |= 1
    locked[locked.rindex(b"PK\1\2") + 8] |= 1
    nested = b"x"
    for _ in range(unpacking.DEEPEST + 2):
        nested = archive({"a.zip": nested})
    files = [("cut.gz", gzip.compress(b"a" * 99)[:-9]), ("locked.zip", bytes(locked)), ("deep.zip", nested)]
    searched = search(files, secrets)

    assert searched.leaks == ()
    assert searched.unopened[0] == "cut.gz: it is damaged, or locked, and cannot be opened"
    assert searched.unopened[1] == "locked.zip: it is damaged, or locked, and cannot be opened"
    assert searched.unopened[2].startswith("deep.zip > a.zip")
    assert searched.unopened[2].endswith("more than 8 archives lie in one another")
    monkeypatch.setattr(unpacking, "MOST_BYTES", 100)
    assert search([("big.zip", good)], secrets).unopened == (
        "big.zip > a.txt: it is larger than is looked at",
    )


CLOSED = {
    "cut.docx": (
        archive({"word/document.xml": b"words " * 20})[:-20],
        "it is a ZIP file whose end is missing, so it cannot be opened: make it again",
    ),
    "a.7z": (
        b"7z\xbc\xaf\x27\x1c\0\4",
        "it is a 7z archive, which is not opened here: unpack it, and search the folder",
    ),
    "a.rar": (
        b"Rar!\x1a\x07\1\0",
        "it is a RAR archive, which is not opened here: unpack it, and search the folder",
    ),
    "memo.pdf": (
        b"%PDF-1.7\n",
        "it is a PDF, whose text is not read here: save it as plain text, and search that",
    ),
}


@pytest.mark.parametrize("name", CLOSED)
def test_what_begins_like_a_packed_file_and_is_not_opened_is_told_and_not_counted(
    name: str, secrets: tuple[Secret, ...]
) -> None:
    data, why = CLOSED[name]
    alone, inside = search([(name, data)], secrets), search([("all.zip", archive({name: data}))], secrets)

    assert (alone.files, alone.unopened) == (0, (f"{name}: {why}",))
    assert (inside.files, inside.unopened) == (1, (f"all.zip > {name}: {why}",))


def test_a_text_that_speaks_of_packed_files_is_searched_as_it_is(secrets: tuple[Secret, ...]) -> None:
    searched = search([("a.txt", b"PKs, 7z, Rar! and what begins with %PDF-1.7")], secrets)

    assert (searched.files, searched.unopened) == (1, ())


def test_a_key_that_is_nested_too_deeply_is_taken_line_by_line(held: Path) -> None:
    (held / "key.toml").write_text(
        "# Planted above the brackets of a key\nx = " + "[" * 50_000, encoding="utf-8"
    )

    assert next(one.where for one in secrets_of(held)) == "key.toml, line 1"


def test_a_file_that_only_calls_itself_an_archive_is_looked_through_as_it_is(
    secrets: tuple[Secret, ...],
) -> None:
    searched = search([("a.zip", b"It is Quillonberg.")], secrets)

    assert (searched.files, searched.unopened) == (1, ())
    assert len(searched.leaks) == 1


def test_folders_are_read_whole_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())

    listed = [(str(one.place[0]), one.data) for one in opened(files_of([tmp_path, tmp_path / "b.txt"]))]

    assert listed == [
        ((tmp_path / "a/c.txt").as_posix(), b"a/c.txt"),
        ((tmp_path / "b.txt").as_posix(), b"b.txt"),
        ((tmp_path / "b.txt").as_posix(), b"b.txt"),
    ]


def test_a_folder_in_an_archive_is_no_file() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archived:
        archived.mkdir("folder")
        archived.comment = b"It is Quillonberg."

    assert [one.place[1:] for one in opened([("a.zip", made.getvalue())])] == [(), ("(its comment)",)]
