"""Characters that cannot be seen: which are left out, which become spaces, which are refused."""

import re

_TAB, _C0_END, _DEL, _C1_END = 0x09, 0x20, 0x7F, 0xA0
_SPACES = (0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x1F, 0x85)
"""Line ends within a paragraph, as word processors and old printers write them."""
_FORMATS = (
    0x00AD,  # soft hyphen
    0x061C,  # Arabic letter mark
    0x180E,  # Mongolian vowel separator
    0x200B,  # zero-width space
    0x200E,  # left-to-right mark
    0x200F,  # right-to-left mark
    *range(0x2060, 0x2066),  # word joiner and invisible operators
    0xFEFF,  # byte-order mark
    *range(0xFFF9, 0xFFFC),  # interlinear annotation
    *range(0xE0000, 0xE0080),  # tags
)
_TABLE: dict[int, str | None] = {
    **{code: None for code in range(_C0_END) if code != _TAB},
    **dict.fromkeys(range(_DEL, _C1_END)),
    **dict.fromkeys(_FORMATS),
    **dict.fromkeys(_SPACES, " "),
}
_JOINERS = re.compile("[\u200c\u200d]")
"""They have a meaning in some scripts and in emoji, so they go only where a short answer is wanted."""
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""They show text in another order than it is saved in."""
UNDECODED = re.compile("[\udc80-\udcff]")
"""Bytes that are no UTF-8, as `surrogateescape` keeps them."""


def without_hidden(line: str) -> str:
    """`line` without characters that cannot be seen and do no harm; breaks inside a line become spaces."""
    return line if line.isascii() and line.isprintable() else line.translate(_TABLE)


def without_joiners(text: str) -> str:
    """`text` without zero-width joiners and non-joiners."""
    return _JOINERS.sub("", text)


def without_turning(text: str) -> str:
    """`text` without the characters that turn its direction."""
    return TURNING.sub("", text)


def seen(text: str) -> str:
    """`text` without what a sheet may not hold either: what cannot be seen, is obeyed by a terminal, or turns text."""
    if text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = "\n".join(without_turning(without_hidden(line)) for line in lines)
    return kept.encode("utf-8", errors="replace").decode("utf-8")
