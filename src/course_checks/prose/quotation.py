"""Quotations: words between quotation marks stand in the passage that is cited beside them.

The rule, for three words or more (fewer can be cited, not quoted):

- The passages of the sentence count; if it has none and cites no work either, those of the paragraph, list item or
  row; in a heading, those of its section; in objectives and key points, those of the unit.
- A sentence that cites a work and no passage quotes the work.  Where both are cited, `["..."]{.outside}` says so.
- `["..."]{.ours}` marks words that nobody is quoted with: an example, a title, what a reader might say.
- In a unit a quotation beside neither passage nor work is a finding, too.  On other pages it is passed over.
"""

from collections.abc import Iterator

from course_checks.core.quotation import RUN, Broken, Elsewhere, TooLong, TooShort, Verified, verify
from course_checks.core.text import one_of, shown, words
from course_checks.prose.blocks import Heading, Paragraph, Table
from course_checks.prose.finding import Remarks
from course_checks.prose.inline import Piece, Said
from course_checks.prose.page import OURS, OUTSIDE, Page
from course_checks.prose.quoted import Quoted, lone_mark, quotations, sentence_at
from course_checks.prose.room import Room

_NO_PIECES: tuple[str, ...] = ()


def look(page: Page, room: Room) -> Remarks:
    """Everything between quotation marks on a page."""
    for said, beside, cites in _with_what_stands_beside(page):
        if (line := lone_mark(said)) is not None and page.is_unit:
            yield line, "a quotation mark has no partner", "close the quotation"
        for quoted in quotations(said):
            if len(words(quoted.text)) >= RUN and OURS not in quoted.marks:
                yield from _remarks(quoted, said, beside, cites=cites, page=page, room=room)


def _with_what_stands_beside(page: Page) -> Iterator[tuple[Said, tuple[str, ...], bool]]:
    """Every text with the passages that stand beside it, and whether a work does."""
    for paragraph in page.front_texts:
        yield paragraph.said, page.unit.passages if page.unit else _NO_PIECES, False
    under = {section.heading.line: section for section in page.sections}
    for block in page.blocks:
        match block:
            case Paragraph(said=said):
                yield said, said.passages, said.works
            case Table(header=header, rows=rows):
                for row in (header, *rows):
                    passages = tuple(name for cell in row for name in cell.passages)
                    yield from ((cell, passages, any(one.works for one in row)) for cell in row)
            case Heading(said=said, line=line) if line in under:
                listed = [one.said for one in under[line].paragraphs]
                yield (
                    said,
                    tuple(name for one in listed for name in one.passages),
                    any(one.works for one in listed),
                )
            case Heading(said=said):
                yield said, page.unit.passages if page.unit else _NO_PIECES, False
            case _:
                pass


def _remarks(
    quoted: Quoted, said: Said, beside: tuple[str, ...], *, cites: bool, page: Page, room: Room
) -> Remarks:
    line, name = said.line_at(quoted.start), f"“{shown(quoted.text)}”"
    if OUTSIDE in quoted.marks:
        if not cites:
            yield (
                line,
                f"{name} is marked as quoted from outside and no work is cited",
                "add {cite:p} or {evidence}",
            )
        return
    start, end = sentence_at(said, quoted.start)
    sentence = Said(line=line, pieces=tuple(_between(said, start, end)))
    if sentence.works and not sentence.passages:
        return
    passages = sentence.passages or beside
    if passages:
        yield from _unverified(quoted, name, passages, line, room)
    elif page.is_unit and not cites:
        remedy = 'cite its passage or work; if nobody is quoted, write ["…"]{.ours}'
        yield line, f"{name} is quoted and nothing says from where", remedy


def _between(said: Said, start: int, end: int) -> Iterator[Piece]:
    """The pieces of a text that begin between two places of it."""
    before = 0
    for piece in said.pieces:
        if start <= before < end:
            yield piece
        before += len(piece.text)


def _unverified(quoted: Quoted, name: str, passages: tuple[str, ...], line: int, room: Room) -> Remarks:
    """What is amiss with a quotation that stands in none of `passages`."""
    index = room.course.library.index
    known = [passage for passage in passages if passage in index]
    verdicts = [verify(quoted.text, passage, index) for passage in known]
    if not verdicts or any(isinstance(verdict, Verified) for verdict in verdicts):
        return
    cited = one_of(dict.fromkeys(known))
    match verdicts[0]:
        case TooShort(piece=piece):
            yield (
                line,
                f"{name} has a piece of fewer than three words, “{piece}”",
                "quote more of it",
            )
        case TooLong(count=count):
            yield line, f"{name} has {count} words", "quote less of it"
        case Elsewhere(passages=others):
            yield line, f"{name} is not in {cited}", f"it is in {one_of(others)}: cite that"
        case _:
            broken = next((one for one in verdicts if isinstance(one, Broken) and one.word), None)
            why = f": it breaks at “{broken.word}”" if isinstance(broken, Broken) else ""
            remedy = 'quote words that stand in a row there, or mark the quotation: ["…"]{.outside} or ["…"]{.ours}'
            yield line, f"{name} is not in {cited}{why}", remedy
