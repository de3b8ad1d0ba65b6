"""From the bytes of a file to lines of text, or the reason why they are not those of an answer sheet."""

import re
from dataclasses import dataclass

from course_checks.core.outcome import Problem
from course_checks.core.text import shown
from course_checks.sheet import say
from course_checks.sheet.opening import LONGEST_LINE, MOST_LINES, refuse_size
from course_checks.sheet.say import Repair
from course_checks.sheet.unseen import UNDECODED, without_hidden

_SIGNATURES = (
    (b"%PDF", say.PDF_FILE),
    (b"{\\rtf", say.RTF_FILE),
    (b"\xd0\xcf\x11\xe0", say.WORD_FILE),  # Word before 2007
    (b"\x1f\x8b", say.PACKED_FILE),
    (b"7z\xbc\xaf", say.PACKED_FILE),
    (b"\x89PNG", say.PICTURE),
    (b"\xff\xd8\xff", say.PICTURE),
    (b"GIF8", say.PICTURE),
    (b"bplist", say.WEB_PAGE),  # Safari's web archive
    (b"\xef\xbb\xbf{\\rtf", say.RTF_FILE),
)
_ZIP = b"PK\x03\x04"
_WEB = re.compile(
    r"\s*<(?:!doctype|!--|\?xml|(?:html|head|body|meta|title|script|style|div|p|pre|table)\b)", re.IGNORECASE
)
_SAVED_PAGE = re.compile(r"(?:From: <?Saved by|MIME-Version:)", re.IGNORECASE)
_DATA = re.compile(r'\s*\{\s*(?:"|\})')
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\x0b\x0c")
_BINARY_SHARE = 20
"""One control character in so many makes a file no text."""
_HEAD = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The lines of a file, without what cannot be seen."""

    lines: tuple[str, ...]
    repairs: tuple[Repair, ...] = ()
    changed: frozenset[int] = frozenset()
    """The lines, from 1, in which something that cannot be seen was left out."""


def decode(data: bytes, exercise: str) -> Decoded | Problem:
    """The lines of `data`, or why it cannot be a sheet of `exercise`."""
    if problem := refuse_size(len(data), exercise):
        return problem
    if reason := _not_text(data):
        return Problem(say=reason.format(exercise=exercise))
    repairs: list[Repair] = []
    text = _text(data, repairs)
    if text is None:
        return Problem(say=say.DAMAGED)
    if reason := _not_a_sheet(text):
        return Problem(say=reason.format(exercise=exercise))
    if re.search(r"\r(?!\n)", text):
        repairs.append(Repair(sort="mac"))
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if problem := _too_much(raw, exercise):
        return problem
    lines = tuple(map(without_hidden, raw))
    changed = frozenset(
        number for number, pair in enumerate(zip(raw, lines, strict=True), 1) if pair[0] != pair[1]
    )
    return Decoded(lines=lines, repairs=tuple(repairs), changed=changed)


def _not_text(data: bytes) -> str:
    """What `data` is instead of text; empty if it may be text."""
    for start, reason in _SIGNATURES:
        if data.startswith(start):
            return reason
    if data.startswith(_ZIP):
        return say.WORD_FILE if b"word/" in data else say.PACKED_FILE
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    zeros = data.count(0)
    if zeros * 3 > len(data) and max(data[::2].count(0), data[1::2].count(0)) == zeros:
        return say.UTF16
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return say.BINARY if controls * _BINARY_SHARE > len(data) else ""


def _text(data: bytes, repairs: list[Repair]) -> str | None:
    """The characters of `data`; None if it is damaged.  Bytes that are no UTF-8 stay as surrogates."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        repairs.append(Repair(sort="utf16"))
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return None
    text = data.decode("utf-8", "surrogateescape")
    if text.startswith("\ufeff"):
        repairs.append(Repair(sort="bom"))
    return text.removeprefix("\ufeff")


def _not_a_sheet(text: str) -> str:
    """What sort of text this is instead of a sheet; empty if it may be one."""
    head = text[:_HEAD]
    if not text.strip("\ufeff\x00 \t\r\n"):
        return say.EMPTY
    if _WEB.match(head) or _SAVED_PAGE.match(head):
        return say.WEB_PAGE
    return say.HAND_IN if _DATA.match(head) else ""


def _too_much(lines: list[str], exercise: str) -> Problem | None:
    count = len(lines) - (not lines[-1])
    if count > MOST_LINES:
        return Problem(say=say.TOO_MANY_LINES.format(count=count, most=MOST_LINES, exercise=exercise))
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            told = say.LONG_LINE.format(count=len(line), most=LONGEST_LINE)
            return Problem(say=told, line=number, read=shown(line))
    return None


def old_encoding(line: str, number: int) -> Problem:
    """What is said of the first byte of `line` that is no UTF-8."""
    found = UNDECODED.search(line)
    before = shown(line[: found.start()][-20:]) if found else ""
    place = f"After “{before}” " if before else "At its start "
    return Problem(say=say.OLD_ENCODING.format(place=place), line=number, read=shown(line))
