"""How wide a text will be, near enough to keep labels apart before any browser has seen them.

The widths are those of a wide interface face (DejaVu Sans, bold where asked), in hundredths of the type size.
The faces that readers have are narrower, so a label never needs more room than it is given here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


def _widths(table: Mapping[int, str]) -> dict[str, int]:
    return {character: width for width, characters in table.items() for character in characters}


_REGULAR = _widths(
    {
        28: "'ijl", 29: "IJ", 32: ",. ’‘·", 34: "/:;\\|", 35: "f", 36: "-", 39: "t()[]", 40: "!", 41: "r", 46: '"',
        50: "*_`–§", 52: "sz“”", 53: "?", 55: "c", 56: "L", 58: "kF", 59: "vxy", 60: "P", 61: "aoTYö", 62: "eé",
        63: "bdghnpquES", 64: "0123456789${}", 66: "K", 68: "AV", 69: "BRXZ", 70: "C", 73: "U", 75: "HN", 77: "DG",
        78: "&", 79: "OQ", 82: "w", 84: "#+<=>^~×→✓", 86: "M", 95: "%", 97: "m", 99: "W", 100: "@—…",
    }
)  # fmt: skip
_BOLD = _widths(
    {
        31: "'", 34: "ijl", 35: " ", 37: "IJ/\\|", 38: ",.’‘·", 40: ":;", 42: "-", 44: "f", 46: "!()[]", 48: "t",
        49: "r", 50: "_`–§", 52: '"*', 58: "z?", 59: "c", 60: "s", 64: "L", 65: "vxy", 66: "“”", 67: "ak", 68: "eEFTé",
        69: "oö", 70: "0123456789$", 71: "hnu{}", 72: "bdgpqSY", 73: "CPZ", 76: "B", 77: "AKRVX", 81: "U", 82: "G",
        83: "D", 84: "HN#+<=>^~×→✓", 85: "OQ", 87: "&", 92: "w", 100: "M%@—…", 104: "m", 110: "W",
    }
)  # fmt: skip
_WIDEST = 110


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The room that ``text`` needs at ``size``; a character that is not in the table counts as the widest."""
    table = _BOLD if bold else _REGULAR
    return sum(table.get(character, _WIDEST) for character in text) * size / 100


def wrap(text: str, size: float, width: float) -> tuple[str, ...]:
    """``text`` in lines no wider than ``width``; a word that is too long alone stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def balanced(text: str, size: float, width: float) -> tuple[str, ...]:
    """``text`` in as few lines as :func:`wrap` needs, none of them longer than it must be."""
    lines = wrap(text, size, width)
    room = width
    while room > size and len(wrap(text, size, room - size / 4)) == len(lines):
        room -= size / 4
    narrow = wrap(text, size, room)
    fits = max(text_width(line, size) for line in narrow) <= width if narrow else True
    return narrow if fits else lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on the picture that holds words."""

    x: float
    y: float
    width: float
    height: float
    says: str = ""

    def meets(self, other: Box) -> bool:
        """Whether the two share any area; edges that touch do not count."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )
