"""What the command prints: plain text for files and pipes, colour and tables where a person looks on."""

import os
import sys
import textwrap
from collections.abc import Sequence
from typing import Any, TextIO

PLAIN_WIDTH = 88
NARROWEST = 30
_STYLES = {
    "right": "green",
    "look again": "yellow",
    "not answered": "dim",
    "not read": "magenta",
    "our fault": "bold red",
    "read": "cyan",
    "title": "bold",
    "quiet": "dim",
}
_SYMBOLS = {
    "right": ("✓", "+"),
    "look again": ("→", ">"),
    "not answered": ("·", "-"),
    "not read": ("?", "?"),
    "our fault": ("!", "!"),
    "read": ("•", "*"),
}


class Console:
    """Prints on `out`; with rich if it is a terminal and NO_COLOR or TERM=dumb do not forbid it."""

    def __init__(self, out: TextIO | None = None) -> None:
        self.out = out or sys.stdout
        self._rich: Any = None
        if self.out.isatty() and os.environ.get("TERM") != "dumb":
            from rich.console import Console as Rich

            self._rich = Rich(file=self.out, highlight=False, soft_wrap=False)

    @property
    def width(self) -> int:
        """The columns there are to write in."""
        return max(NARROWEST, self._rich.width if self._rich else PLAIN_WIDTH)

    def symbol(self, state: str) -> str:
        """A sign for a state of a check, in what the output can show."""
        fine, safe = _SYMBOLS[state]
        try:
            fine.encode(getattr(self.out, "encoding", None) or "utf-8")
        except (UnicodeEncodeError, LookupError):
            return safe
        return fine

    def say(self, text: str = "", *, style: str = "", indent: int = 0) -> None:
        """Print `text`, wrapped, each of its lines indented.  Nothing in it is read as markup."""
        for line in text.split("\n"):
            room = max(NARROWEST, self.width - indent)
            for piece in textwrap.wrap(line, room, break_on_hyphens=False, break_long_words=False) or [""]:
                self._print(" " * indent + piece, style)

    def _print(self, line: str, style: str) -> None:
        if self._rich:
            self._rich.print(
                line, style=_STYLES.get(style, ""), markup=False, no_wrap=True, overflow="ignore", crop=False
            )
            return
        encoding = getattr(self.out, "encoding", None) or "utf-8"
        self.out.write(line.encode(encoding, errors="replace").decode(encoding) + "\n")

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print a table; numbers to the right.  On a terminal too narrow for it, a block for each row."""
        if not rows:
            return
        cells = [tuple(headers), *(tuple(row) for row in rows)]
        widths = [max(len(row[i]) for row in cells) for i in range(len(headers))]
        if sum(widths) + 2 * len(widths) > self.width and self._rich:
            for row in rows:
                self.say(row[0], style="title")
                for header, cell in zip(headers[1:], row[1:], strict=True):
                    self.say(f"{header}: {cell}", indent=2)
            return
        numeric = [all(row[i].replace(".", "").isdigit() for row in rows) for i in range(len(headers))]
        for number, row in enumerate(cells):
            padded = [
                cell.rjust(width) if right else cell.ljust(width)
                for cell, width, right in zip(row, widths, numeric, strict=True)
            ]
            self._print("  ".join(padded).rstrip(), "title" if number == 0 else "")
