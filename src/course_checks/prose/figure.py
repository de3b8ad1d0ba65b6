"""Pictures for those who do not see them: every image has an alternative text, every figure of ours its text twin."""

from html.parser import HTMLParser

from course_checks.prose.blocks import Directive, Html
from course_checks.prose.finding import Remarks
from course_checks.prose.page import Page
from course_checks.prose.room import Room
from course_checks.prose.texts import said_on

_ADVICE = "say in a sentence what it shows"


def look(page: Page, room: Room) -> Remarks:
    """Images, drawings, and HTML that shows an image."""
    for said in said_on(page):
        for piece in said.pieces:
            if piece.kind == "image" and not piece.name.strip():
                yield piece.line, f"the image {piece.target} has no alternative text", _ADVICE
            elif piece.kind == "html":
                yield from _in_html(piece.target, piece.line)
    for block in page.blocks:
        match block:
            case Directive(name="image" | "figure", options=options) if not options.get("alt", "").strip():
                yield (
                    block.line,
                    f"the image {block.argument} has no alternative text",
                    f"add :alt: and {_ADVICE}",
                )
            case Directive(name="drawing", argument=name) if name in room.drawings:
                yield from ((block.line, *told) for told in room.faults_of_drawing(name))
            case Html(text=text):
                yield from _in_html(text, block.line)
            case _:
                pass


def _in_html(text: str, line: int) -> Remarks:
    for tag, attributes in _tags(text):
        if tag == "img" and not (attributes.get("alt") or "").strip():
            yield line, f"the image {attributes.get('src') or ''} has no alternative text", _ADVICE


def _tags(text: str) -> list[tuple[str, dict[str, str | None]]]:
    """The tags that open in a piece of HTML, with their attributes."""
    found: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    Reader().feed(text)
    return found
