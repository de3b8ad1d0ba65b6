"""Headings in order: one title, first of all, and no level left out on the way down."""

from course_checks.prose.blocks import Heading
from course_checks.prose.finding import Remarks
from course_checks.prose.page import Page
from course_checks.prose.room import Room


def look(page: Page, _room: Room) -> Remarks:
    """Every heading after the one before it."""
    before = 0
    for heading in (one for one in page.blocks if isinstance(one, Heading)):
        if not heading.said.pieces:
            yield heading.line, "the heading is empty", "write it, or delete its line"
        if before and heading.level == 1:
            yield heading.line, "the page has a second title", "begin the line with ##"
        elif heading.level > before + 1:
            wanted = "#" * (before + 1)
            yield heading.line, f"the heading leaves out {wanted}", f"begin the line with {wanted}"
        before = heading.level
    if not before:
        yield 1, "the page has no title", "begin it with # and its title"
