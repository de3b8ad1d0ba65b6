"""Text that learners wrote, made safe for a spreadsheet, a Markdown page and the name of a file."""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

from course_checks.sheet.files import DEVICES

_FORMULA = re.compile(r"(?:^|(?<=[;,|\t\r\n\"]))( *)(?=[=+\-@\t\r\n＝＋－＠])")
"""Where a spreadsheet may begin a cell, whatever it takes for the sign between cells, before a sign that begins
a formula."""
_MARKUP = re.compile(
    r"[\\`*_\[\]~|$^{}]|^[#+=-]|(?<=https)(?=:)|(?<=http)(?=:)|(?<=ftp)(?=:)|(?<=www)(?=\.)|(?<=\w)(?=@\w)",
    re.MULTILINE | re.IGNORECASE,
)
"""Before each of these a backslash: what is markup, and where an address would become a link by itself."""
_NUMBERED = re.compile(r"^(\d+)(?=[.)])", re.MULTILINE)
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_FENCE = re.compile(r"`+")
LONGEST_STEM = 100
"""Bytes of a file's name without its ending: with a mark for twins it stays far under 255."""
SHORT = 300
"""Lines of so many characters, such as messages, are met in many feedback files: how they look is kept."""
MARK_DIGITS = 16


def defused(text: str) -> str:
    """`text` as a cell that no spreadsheet runs: a quote stands before each sign that could begin a formula."""
    return _FORMULA.sub(r"\1'", text)


def escaped(text: str) -> str:
    """`text` as Markdown that shows it letter for letter: no markup, no HTML, no links."""
    marked = _MARKUP.sub(lambda found: f"\\{found[0]}", text)
    return _NUMBERED.sub(r"\1\\", marked).translate(_ENTITIES)


def escaped_line(text: str) -> str:
    """`text` on one line, as Markdown that shows it letter for letter."""
    return _short_line(text) if len(text) <= SHORT else _made_line(text)


@lru_cache(maxsize=4096)
def _short_line(text: str) -> str:
    return _made_line(text)


def _made_line(text: str) -> str:
    return escaped(" ".join(visible(text).split()))


def fenced(text: str) -> str:
    """`text` as a Markdown block in which nothing is markup."""
    longest = max((len(run[0]) for run in _FENCE.finditer(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{visible(text)}\n{fence}"


def visible(text: str) -> str:
    """`text` without characters that a terminal obeys, or that turn its direction; lines stay lines."""
    if text.replace("\n", "").isprintable():
        return text
    whole = re.sub(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    return "".join(mark for mark in whole if mark in "\n\t" or not _is_hidden(mark))


def _is_hidden(mark: str) -> bool:
    """Control signs, halves of signs, and formats; joiners stay, which some scripts need."""
    return unicodedata.category(mark) in {"Cc", "Cs", "Cf", "Co"} and mark not in "\u200c\u200d"


def file_stem(text: str) -> str:
    """`text` as the name of a file on every system, without an ending; alike for names that differ in case alone.

    Letters, digits and their accents stay, all else becomes a hyphen.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(mark if unicodedata.category(mark)[0] in "LMN" else "-" for mark in folded)
    stem = re.sub(r"-+", "-", kept).strip("-").encode()[:LONGEST_STEM].decode(errors="ignore").strip("-")
    stem = stem or "learner"
    return f"learner-{stem}" if stem in DEVICES else stem


def marked_stem(stem: str, learner: str) -> str:
    """`stem` with a mark of `learner`, for one of several learners whose names give the same.

    No stem holds the sign that parts them, so that no mark can be forged by a name.
    """
    return f"{stem}_{sha256(learner.encode()).hexdigest()[:MARK_DIGITS]}"
