"""What the command prints: plain text for files and pipes, colour and tables where a person looks on."""

import os
import sys
import textwrap
from collections.abc import Sequence
from typing import Any, TextIO

PLAIN_WIDTH = 88
NARROWEST, WIDEST = 30, 100
"""A line longer than this is hard to read, however wide the terminal."""
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
    """Prints on `out`: with colour if it is a terminal, and NO_COLOR or TERM=dumb do not forbid it."""

    def __init__(self, out: TextIO | None = None) -> None:
        self.out = out or sys.stdout
        self._rich: Any = None
        self._terminal = self.out.isatty()
        if self._terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
            from rich.console import Console as Rich

            self._rich = Rich(file=self.out, highlight=False, soft_wrap=False)

    @property
    def width(self) -> int:
        """The columns there are to write in."""
        if not self._terminal:
            return PLAIN_WIDTH
        from shutil import get_terminal_size  # it brings bz2 and lzma, and is wanted only on a terminal

        return max(NARROWEST, min(get_terminal_size().columns, WIDEST))

    def symbol(self, state: str) -> str:
        """A sign for a state of a check, in what the output can show."""
        fine, safe = _SYMBOLS[state]
        try:
            fine.encode(getattr(self.out, "encoding", None) or "utf-8")
        except (UnicodeEncodeError, LookupError):
            return safe
        return fine

    def say(self, text: str = "", *, style: str = "", indent: int = 0, hang: int = 0) -> None:
        """Print `text`, wrapped, each of its lines indented, and what does not fit on one of them by `hang` more.

        Nothing in it is read as markup.
        """
        for line in text.split("\n"):
            wrapped = textwrap.wrap(
                line,
                self.width,
                initial_indent=" " * indent,
                subsequent_indent=" " * (indent + hang),
                break_on_hyphens=False,
                break_long_words=False,
            )
            for piece in wrapped or [""]:
                self._print(piece, style)

    def _print(self, line: str, style: str) -> None:
        encoding = getattr(self.out, "encoding", None) or "utf-8"
        shown = line.replace("\u00a0", " ").encode(encoding, errors="replace").decode(encoding)
        if self._rich:
            look = _STYLES.get(style, "")
            self._rich.print(shown, style=look, markup=False, no_wrap=True, overflow="ignore", crop=False)
        else:
            self.out.write(f"{shown}\n")

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print a table; numbers to the right.  On a terminal too narrow for it, a block for each row."""
        if not rows:
            return
        cells = [tuple(headers), *(tuple(row) for row in rows)]
        widths = [max(len(row[i]) for row in cells) for i in range(len(headers))]
        if sum(widths) + 2 * len(widths) > self.width and self._terminal:
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
