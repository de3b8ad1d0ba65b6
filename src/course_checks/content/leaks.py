"""Whether what is given out holds words of a held key: the one search, for packs, the site and whoever asks.

Of a key and its labelled responses every sentence is looked for, and every shorter text that stands nowhere in
what learners may see anyway.  An answer such as `b` cannot be told from any other letter; what stands around it
in a key can.  A file is looked through as it is, with its tags taken off, and with what web pages and programs
write for letters put back; archives are opened.
"""

import base64
import binascii
import html
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from course_checks.content.exercises import EXERCISE, KEY, RESPONSES
from course_checks.content.unpacking import Held, opened

PRIVATE = (KEY, RESPONSES)
"""The files of an exercise that a held one keeps to itself."""
SENTENCE = 5
"""Words in a row that nobody writes by chance."""
TELLING = 6
"""Letters that a shorter text must have to be looked for."""
_SHARED = ("quote", "name")
"""What keys of different exercises may well have in common: words of the sources, and what a response is called."""
_WORD = re.compile(r"[^\W_]+")
_MARKUP = re.compile(r"\{[a-z:-]+\}|[`*_\[\](){}|]|https?://\S+")
_ESCAPED = re.compile(r"\\u\{?([0-9a-fA-F]{4})\}?|\\x([0-9a-fA-F]{2})")
_BREAK = re.compile(r"\\[nrt]")
_TAG = re.compile(r"<[^<>]*>")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}){2}|%20")
_IN_LINE = re.compile(rb"base64,([A-Za-z0-9+/=]{24,})")
_LETTERS = re.compile(rb"[\x20-\x7e\x80-\xff]{6,}")
"""What may be text in a file that is none, such as a picture."""
_WIDE = (
    (re.compile(rb"(?:[\t\n\r\x20-\xff]\0|[\0-\xff][\x01-\x06\x1e-\x22]){6,}"), "utf-16-le"),
    (re.compile(rb"(?:\0[\t\n\r\x20-\xff]|[\x01-\x06\x1e-\x22][\0-\xff]){6,}"), "utf-16-be"),
)
"""What may be text in UTF-16: letters of the alphabets of Europe and the Near East, and the marks between them."""
_HEAD = 8192
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A text of a held key."""

    exercise: str
    where: str
    """Its file and its place there: `key.toml, lamp.slips.hedge-dropped.say`."""
    words: str
    """What is looked for: its words, folded, with a space between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """A place where something of a held key was found."""

    place: str
    """The file, and, for one in an archive, what is inside, parted by `>`."""
    line: int
    """The line in it, from 1; 0 where the file as such should not be there."""
    exercise: str
    where: str

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        return f"{self.place}{line}: as in {self.exercise}, {self.where}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a search found, and how far it went."""

    files: int
    """Files that were looked through, those in archives counted."""
    secrets: int
    leaks: tuple[Leak, ...]
    unopened: tuple[str, ...]
    """What could not be looked into, with the reason."""


def secrets_of(folder: Path, known: str = "") -> tuple[Secret, ...]:
    """What of the exercise in `folder` must not be seen: every telling text of its key and responses, each once.

    What stands in the exercise itself is no secret.  `known` is what learners may see besides (words, as `folded`
    gives them): a short text, a quotation or the name of a response that stands there cannot be told from it.
    A file that is no TOML is taken line by line.  Raises OSError for one that cannot be read.
    """
    own = _public_words(folder / EXERCISE)
    found: dict[str, Secret] = {}
    for name in PRIVATE:
        file = folder / name
        if not file.is_file():
            continue
        for where, text in _texts(file.read_text(encoding="utf-8", errors="replace")):
            for words in _telling(text, where, own, known):
                secret = Secret(exercise=folder.name, where=f"{name}, {where}", words=words)
                found.setdefault(words, secret)
    return tuple(found.values())


def folded(text: str) -> str:
    """The words of `text`, folded, with one space between and around them."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_UNSEEN)
    return f" {' '.join(_WORD.findall(plain))} "


def _public_words(file: Path) -> str:
    """What an exercise shows to learners: its texts, but not the notes (#) in the file."""
    try:
        texts = [text for _, text in _texts(file.read_text(encoding="utf-8", errors="replace"))]
    except FileNotFoundError:
        return ""
    return "".join(map(folded, (*texts, *(_MARKUP.sub(" ", text) for text in texts))))


def _texts(source: str) -> Iterator[tuple[str, str]]:
    """(place, text) of every text in a TOML file; of one that is none, its lines."""
    try:
        yield from [*_texts_in(tomllib.loads(source.removeprefix("\ufeff")), "")]
    except (tomllib.TOMLDecodeError, RecursionError):
        yield from ((f"line {number}", line) for number, line in enumerate(source.splitlines(), 1))


def _texts_in(held: object, where: str) -> Iterator[tuple[str, str]]:
    match held:
        case str():
            yield where, held
        case dict():
            for name, one in held.items():
                yield from _texts_in(one, f"{where}.{name}".lstrip("."))
        case list():
            for number, one in enumerate(held):
                called = one.get("id") or one.get("name") if isinstance(one, dict) else None
                yield from _texts_in(one, f"{where}.{called}" if called else f"{where}[{number}]")
        case _:
            pass


def _telling(text: str, where: str, own: str, known: str) -> Iterator[str]:
    """What of a text is looked for: its sentences, parted at markup, or, if there are none, the whole of it."""
    pieces = [words for piece in _MARKUP.split(text) if _is_sentence(words := folded(piece))]
    shared = where.rpartition(".")[2] in _SHARED
    for words in pieces or [folded(_MARKUP.sub(" ", text))]:
        sentence = _is_sentence(words)
        telling = sentence or len(words.replace(" ", "")) >= TELLING
        if telling and words not in own and not (words in known and (shared or not sentence)):
            yield words


def _is_sentence(words: str) -> bool:
    return words.count(" ") > SENTENCE


def search(files: Iterable[tuple[str, bytes]], secrets: Iterable[Secret]) -> Searched:
    """Look for `secrets` in `files` (name and bytes), every archive among them opened."""
    sought = tuple(secrets)
    held = {secret.exercise for secret in sought}
    searched, leaks, unopened = list[tuple[str, ...]](), list[Leak](), list[str]()
    closed = set[tuple[str, ...]]()
    for one in opened(files):
        if one.why_not:
            closed.add(one.place)
            unopened.append(f"{one}: {one.why_not}")
            continue
        searched.append(one.place)
        leaks += (*_misplaced(one, held), *_leaks_in(one, sought))
    count = sum(place not in closed for place in searched)
    return Searched(files=count, secrets=len(sought), leaks=tuple(leaks), unopened=tuple(unopened))


def _misplaced(one: Held, held: set[str]) -> Iterator[Leak]:
    """A key or labelled responses that stand, whatever they hold, in the folder of a held exercise."""
    *_, folder, name = ("", *one.place[-1].replace("\\", "/").split("/"))
    if folder in held and name.casefold() in PRIVATE:
        yield Leak(place=str(one), line=0, exercise=folder, where=f"{name} itself")


def _leaks_in(one: Held, secrets: tuple[Secret, ...]) -> Iterator[Leak]:
    readings = [*_readings(one.data)]
    sought = [folded(text) for text in (*readings, " ".join(one.place))]
    for secret in secrets:
        if any(secret.words in words for words in sought):
            line = next((found for text in readings if (found := _line_of(secret.words, text))), 0)
            yield Leak(place=str(one), line=line, exercise=secret.exercise, where=secret.where)


def _readings(data: bytes) -> Iterator[str]:
    """The text of a file, in each of the ways in which it may be meant."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield from _readings_of(data.decode("utf-16", errors="replace"))
    elif b"\0" in data[:_HEAD]:
        yield from _readings_of(b"\n".join(_LETTERS.findall(data)).decode("utf-8", errors="replace"))
        for letters, encoding in _WIDE:
            if found := letters.findall(data):
                yield from _readings_of("\n".join(one.decode(encoding, errors="replace") for one in found))
    else:
        yield from _readings_of(data.decode("utf-8", errors="replace"))
    for embedded in _IN_LINE.finditer(data):
        try:
            yield from _readings(base64.b64decode(embedded[1] + b"=="))
        except binascii.Error:
            continue  # it only looked like that


def _readings_of(text: str) -> Iterator[str]:
    yield text
    put_back = html.unescape(_BREAK.sub(" ", _ESCAPED.sub(_letter, text)))
    if put_back != text:
        yield put_back
    if "<" in put_back:
        yield _TAG.sub(lambda tag: "\n" * tag[0].count("\n") or " ", put_back)
    if _PERCENT.search(text):
        yield unquote(text)


def _letter(found: re.Match[str]) -> str:
    return chr(int(found[1] or found[2], 16))


def _line_of(words: str, text: str) -> int:
    """The line of `text` on which `words` begin; 0 if they do not stand there."""
    if words not in folded(text):
        return 0
    lines = text.splitlines()
    first, last = 0, len(lines)
    while last - first > 1:  # the last line from which on all of them still stand there
        middle = (first + last) // 2
        first, last = (middle, last) if words in folded("\n".join(lines[middle:])) else (first, middle)
    return first + 1
