"""Words in a row from a source: at most 14, wherever they stand, told by the digests alone.

A run that goes on from one passage into the next of its source counts as one, if it has three words or more in each.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from course_checks.core.library import Library
from course_checks.core.quotation import copies
from course_checks.core.text import words
from course_checks.prose.finding import Remarks
from course_checks.prose.room import AT_THE_TOP, Room

LONGEST = 14
FOLDERS = ("docs", "exercises", "src")
ENDINGS = frozenset(".bib .cff .css .html .js .json .md .mjs .py .rst .svg .toml .txt .yaml .yml".split())
_INDEX = ".index.json"
_CITING = re.compile(r"\{(?:passage|evidence|cite(?::\w+)?)\}`[^`\n]*`")


def files(room: Room) -> Iterator[Path]:
    """Every file of text in which a source might be copied."""
    for folder in FOLDERS:
        for file in sorted((room.root / folder).rglob("*")):
            hidden = any(part.startswith(".") or part == "__pycache__" for part in file.parts)
            if file.suffix in ENDINGS and not file.name.endswith(_INDEX) and not hidden and file.is_file():
                yield file
    yield from (room.root / name for name in AT_THE_TOP if (room.root / name).is_file())


def look(file: Path, room: Room) -> Remarks:
    """Every run of more than 14 words of a source in a file."""
    listed: list[tuple[str, int]] = []
    for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        # A citation between two of its words does not make a run two.
        listed += ((word, number) for word in words(_CITING.sub(" ", line)))
    for start, length, passages in runs(" ".join(word for word, _ in listed), room.course.library):
        problem = f"{length} words in a row stand in {' and '.join(passages)}"
        yield listed[start][1], problem, f"paraphrase, or quote {LONGEST} at most"


def runs(text: str, library: Library) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """(first word, words, passages) of each run of more than 14, one that goes on into the next passage joined."""
    following = {
        one: other
        for one, other in pairwise(library.passages)
        if library.source_of.get(one) == library.source_of.get(other)
    }
    longest_last = sorted(copies(text, library), key=lambda copy: copy.length)
    at = {(copy.start, copy.passage): copy for copy in longest_last}
    end = 0
    for copy in sorted(at.values(), key=lambda one: (one.start, -one.length)):
        chain, length = [copy], copy.length
        while after := at.get((copy.start + length, following.get(chain[-1].passage, ""))):
            chain.append(after)
            length += after.length
        if length > LONGEST and copy.start >= end:
            end = copy.start + length
            yield copy.start, length, tuple(one.passage for one in chain)
