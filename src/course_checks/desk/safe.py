"""Text that learners wrote, made safe for a spreadsheet, a Markdown page and the name of a file."""

import re
import unicodedata
from hashlib import sha256

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
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin", "conout", "clock"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
"""Names that mean a device on Windows, whatever follows them after a stop."""
LONGEST_STEM = 100
"""Bytes of a file's name without its ending: with a mark for twins it stays far under 255."""
MARK_DIGITS = 16


def defused(text: str) -> str:
    """`text` as a cell that no spreadsheet runs: a quote stands before each sign that could begin a formula."""
    return _FORMULA.sub(r"\1'", text)


def escaped(text: str) -> str:
    """`text` as Markdown that shows it letter for letter: no markup, no HTML, no links."""
    marked = _MARKUP.sub(lambda found: f"\\{found[0]}", text)
    return _NUMBERED.sub(r"\1\\", marked).translate(_ENTITIES)


def fenced(text: str) -> str:
    """`text` as a Markdown block in which nothing is markup."""
    longest = max((len(run[0]) for run in _FENCE.finditer(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{visible(text)}\n{fence}"


def visible(text: str) -> str:
    """`text` without characters that a terminal obeys, or that turn its direction; lines stay lines."""
    if text.isprintable():
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
