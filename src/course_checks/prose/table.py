"""Tables that can be listened to: every column has a header."""

from course_checks.prose.blocks import Directive, Html, Table
from course_checks.prose.finding import Remarks
from course_checks.prose.page import Page
from course_checks.prose.room import Room

_REMEDY = "name what stands in each column"


def look(page: Page, _room: Room) -> Remarks:
    """Tables of Markdown, of directives and of HTML."""
    for block in page.blocks:
        match block:
            case Table(header=header):
                blank = [number for number, cell in enumerate(header, 1) if not cell.text.strip()]
                if blank:
                    listed = ", ".join(map(str, blank))
                    yield block.line, f"the table has no header above column {listed}", _REMEDY
            case Directive(name="list-table" | "csv-table", options=options):
                if options.get("header-rows", "0") == "0" and not options.get("header"):
                    yield block.line, "the table has no header", f"add :header-rows: 1, and {_REMEDY}"
            case Html(text=text) if "<table" in text and "<th" not in text:
                yield block.line, "the table has no header", f"add <th>, and {_REMEDY}"
            case _:
                pass
