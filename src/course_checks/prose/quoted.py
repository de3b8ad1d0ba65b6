"""What stands between quotation marks in a paragraph, and the paragraph without it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from course_checks.prose.inline import GAP, Said

_OPENING, _CLOSING, _STRAIGHT = "“", "”", '"'
_SENTENCE_ENDS = re.compile(rf"(?<=[.?!])[\"”’)\]*{GAP}]*\s+(?=[^a-z\s])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words between quotation marks."""

    text: str
    start: int
    """Where they begin in the text of the paragraph."""
    end: int
    marks: frozenset[str]
    """Those of the spans around or inside it."""


def quotations(said: Said) -> Iterator[Quoted]:
    """Everything between quotation marks, curly or straight; a mark without a partner opens nothing."""
    start, closing = -1, ""
    for at, mark in enumerate(said.text):
        if start < 0 and mark in (_OPENING, _STRAIGHT):
            start, closing = at + 1, _CLOSING if mark == _OPENING else _STRAIGHT
        elif start >= 0 and mark == closing:
            marks = said.marks_between(start, at)
            yield Quoted(text=said.text[start:at], start=start, end=at, marks=marks)
            start = -1


def lone_mark(said: Said) -> int | None:
    """The line of a straight or opening quotation mark without a partner; None if there is none."""
    ends = [quoted.end for quoted in quotations(said)]
    rest = said.text[max(ends, default=-1) + 1 :]
    for mark in (_OPENING, _STRAIGHT):
        if mark in rest:
            return said.line_at(len(said.text) - len(rest) + rest.index(mark))
    return None


def unquoted(said: Said) -> str:
    """The text with gaps for what is quoted, letter for letter as long."""
    text = said.text
    for quoted in quotations(said):
        text = text[: quoted.start] + GAP * (quoted.end - quoted.start) + text[quoted.end :]
    return text


def sentence_at(said: Said, offset: int) -> tuple[int, int]:
    """Where the sentence begins and ends that holds the character at `offset`."""
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(unquoted(said))]
    start = max((end for end in ends if end <= offset), default=0)
    return start, min((end for end in ends if end > offset), default=len(said.text))
