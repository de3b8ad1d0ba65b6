"""Whose voice a paragraph of a unit is: a passage's, a cited work's, or by its mark the course's own.

The mark is `{.ours}` above the paragraph, list or table, or above the heading of its section.  By their place, the
abstract, objectives and key points are the course's own, and so are the instructor notes.  Nowhere may a paragraph
say that something comes from outside without citing the work.
"""

from course_checks.prose.blocks import Paragraph, Table
from course_checks.prose.finding import Remarks
from course_checks.prose.inline import Said
from course_checks.prose.page import NOTES, OURS, Page
from course_checks.prose.room import Room

_FROM_OUTSIDE = "outside our two sources"


def look(page: Page, _room: Room) -> Remarks:
    """Every paragraph and every row of a table."""
    abstract = next((one for one in page.opening if isinstance(one, Paragraph)), None)
    for block in page.blocks:
        if isinstance(block, Paragraph | Table):
            ours = (
                block is abstract
                or OURS in block.marks
                or any(NOTES in one.casefold() for one in block.inside)
            )
            rows = [(block.said,)] if isinstance(block, Paragraph) else block.rows
            for row in rows:
                yield from _remarks(row, "paragraph" if isinstance(block, Paragraph) else "row", ours=ours)


def _remarks(row: tuple[Said, ...], what: str, *, ours: bool) -> Remarks:
    read = " ".join(said.plain for said in row)
    cites = any(said.works for said in row)
    line = row[0].line if row else 0
    if not read:
        return
    if _FROM_OUTSIDE in read.casefold() and not cites:
        yield line, "it comes from outside the sources and no work is cited", "add {cite:p} or {evidence}"
    elif not (ours or cites or any(said.passages for said in row)):
        yield (
            line,
            f"the {what} has neither passage nor citation",
            "add {passage} or {cite:p}; if it is our own voice, write {.ours} above it",
        )
