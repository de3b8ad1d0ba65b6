"""`course-checks index`: from the texts that an author holds to digests, to the letter, or nothing at all."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from course_checks.content.errors import InvalidContentError
from course_checks.content.indexing import write_indexes
from tests.courses.made import GOOD, made_course

INDEX = Path("docs/sources/tiny.index.json")
SOURCE = Path("docs/sources/tiny.toml")
TEXTS = json.loads((GOOD / "texts.json").read_text(encoding="utf-8"))


def given(root: Path, texts: object) -> Path:
    file = root / "texts.json"
    file.write_text(texts if isinstance(texts, str) else json.dumps(texts), encoding="utf-8")
    return file


def not_named(name: str) -> str:
    remedy = "spell it as the source does, or delete it"
    return f"docs/sources/tiny.toml: names.{name}: the texts do not name it; {remedy}"


def refused(root: Path, texts: object) -> list[str]:
    """What the author is told; no file may have changed."""
    before = {path: path.read_bytes() for path in root.rglob("*.index.json")}
    with pytest.raises(InvalidContentError) as caught:
        list(write_indexes(root, given(root, texts)))

    assert {path: path.read_bytes() for path in root.rglob("*.index.json")} == before
    return str(caught.value).splitlines()


def test_it_writes_the_index_that_is_there_byte_for_byte(tmp_path: Path) -> None:
    root = made_course(tmp_path)
    (root / INDEX).unlink()

    said = list(write_indexes(root, root / "texts.json"))

    assert (root / INDEX).read_bytes() == (GOOD / INDEX).read_bytes()
    assert said == ["Wrote docs/sources/tiny.index.json: 5 passages, 1 too short to quote."]


def test_it_holds_every_run_of_three_words_in_order_as_24_bits_and_no_text(tmp_path: Path) -> None:
    """“For each passage, in order, a 24-bit digest of every run of three normalised words”, and no text."""
    text = (made_course(tmp_path) / INDEX).read_text(encoding="utf-8")
    words = "nobody has lived on gull rock since".split()
    runs = [" ".join(words[i : i + 3]) for i in range(len(words) - 2)]

    assert json.loads(text)["passages"]["T4"].split() == [
        sha256(run.encode()).hexdigest()[:6] for run in runs
    ]
    without_names = re.sub(r'"names": \{[^}]*\}', "", text)
    assert set(re.findall(r"[A-Za-z]{3,}", without_names)) - {"index", "source", "tiny", "passages"} <= (
        set(re.findall(r"[a-f]{3,}", text))
    )


def test_the_order_of_the_texts_does_not_matter(tmp_path: Path) -> None:
    root = made_course(tmp_path)
    list(write_indexes(root, given(root, dict(reversed(TEXTS.items())))))

    assert (root / INDEX).read_bytes() == (GOOD / INDEX).read_bytes()


def test_short_passages_are_counted_as_the_index_counts_words(tmp_path: Path) -> None:
    """A hyphen parts words: three of them can be quoted, though they look like two."""
    root = made_course(tmp_path)

    said = list(write_indexes(root, given(root, TEXTS | {"TM1": "mid-June 1925"})))

    assert said == ["Wrote docs/sources/tiny.index.json: 5 passages, 0 too short to quote."]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (
            {name: text for name, text in TEXTS.items() if name != "T2"},
            [
                "texts.json: T2: the passage has no text; add it",
                not_named("Bergen"),
            ],
        ),
        (
            TEXTS | {"T5": "Nothing more."},
            ["texts.json: T5: no source has this passage; add it to its source's file, or delete it here"],
        ),
        (
            TEXTS | {"T2": "The lamp came from Oslo."},
            [
                not_named("Bergen"),
            ],
        ),
        (["T1"], ['texts.json: it is not an object of texts; give an object such as {"S1": "the text"}']),
        ({"T1": 1}, ['texts.json: it is not an object of texts; give an object such as {"S1": "the text"}']),
        ("3", ['texts.json: it is not an object of texts; give an object such as {"S1": "the text"}']),
    ],
)
def test_it_tells_what_is_amiss_and_writes_nothing(texts: object, told: list[str], tmp_path: Path) -> None:
    assert refused(made_course(tmp_path), texts) == told


def test_a_loaded_word_is_the_source_s_own(tmp_path: Path) -> None:
    root = made_course(tmp_path)
    file = root / SOURCE
    text = file.read_text(encoding="utf-8").replace(
        "[[names]]", 'loaded = ["seems to", "gloomy"]\n\n[[names]]', 1
    )
    file.write_text(text, encoding="utf-8")

    assert refused(root, TEXTS) == [
        "docs/sources/tiny.toml: loaded: the texts do not say 'gloomy'; spell it as the source does, or delete it"
    ]


def test_a_text_given_twice_is_told(tmp_path: Path) -> None:
    texts = json.dumps(TEXTS)[:-1] + ', "T4": "Somebody else."}'

    assert refused(made_course(tmp_path), texts) == [
        "texts.json: T4: the id stands twice; keep one of the texts"
    ]


def test_what_is_not_json_is_told(tmp_path: Path) -> None:
    told = refused(made_course(tmp_path), '{"T1": ')

    where, remedy = "something is wrong at line 1, column 8", 'give an object such as {"S1": "the text"}'
    assert told == [f"texts.json: not readable as JSON: {where}; {remedy}"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'{"T1": "caf\xff"}', "it is not UTF-8 text; save it as UTF-8"),
        (b"[" * 50_000, 'it is not an object of texts; give an object such as {"S1": "the text"}'),
        (b"9" * 5_000, 'it is not an object of texts; give an object such as {"S1": "the text"}'),
    ],
    ids=["bytes", "brackets", "digits"],
)
def test_what_cannot_be_read_is_told_in_plain_words(data: bytes, told: str, tmp_path: Path) -> None:
    root = made_course(tmp_path)
    (root / "texts.json").write_bytes(data)

    with pytest.raises(InvalidContentError) as caught:
        list(write_indexes(root, root / "texts.json"))

    assert str(caught.value) == f"texts.json: {told}"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    root = made_course(tmp_path)
    (root / "texts.json").write_bytes(b"\xef\xbb\xbf" + json.dumps(TEXTS).encode())

    assert list(write_indexes(root, root / "texts.json"))
    assert (root / INDEX).read_bytes() == (GOOD / INDEX).read_bytes()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    root = made_course(tmp_path)

    with pytest.raises(InvalidContentError) as caught:
        list(write_indexes(root, root / "nothing.json"))

    assert (
        str(caught.value) == "nothing.json: it cannot be opened (No such file or directory); check the name"
    )


def test_a_name_must_stand_whole_in_one_passage(tmp_path: Path) -> None:
    """The last word of one passage and the first of the next do not make a name."""
    root = made_course(tmp_path)
    source = (root / SOURCE).read_text(encoding="utf-8")
    (root / SOURCE).write_text(source.replace('"Bergen"', '"Bergen In"'), encoding="utf-8")

    assert refused(root, TEXTS) == [not_named("Bergen In")]


def test_a_source_that_cannot_be_read_makes_no_text_foreign(tmp_path: Path) -> None:
    root = made_course(tmp_path, "source-unreadable")

    assert [line.partition(":")[0] for line in refused(root, TEXTS)] == ["docs/sources/tiny.toml"]
