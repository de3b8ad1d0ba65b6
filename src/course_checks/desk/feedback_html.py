"""What a learner is told after grading, as one page of HTML: the same words as in the Markdown file."""

from collections.abc import Iterator, Sequence

from course_checks.core.text import plain
from course_checks.desk.answers import Page
from course_checks.desk.feedback_file import Found, called, heading, total, troubles
from course_checks.desk.html_page import block_html, line_html, page
from course_checks.desk.remarks import Remark, remarks_on, typed_in
from course_checks.desk.results import Judged
from course_checks.feedback import state_of
from course_checks.sheet.checked import CheckedItem
from course_checks.sheet.handin import Learner

LONG = 400
"""Characters of an answer that is set as a text to read."""
_LOOKS = {"right": "right", "look again": "look"}


def html_page_of(who: Learner, pages: Sequence[Page], judged: Found) -> str:
    """The feedback of a learner on every exercise handed in."""
    lines = [f"<h1>Feedback: {line_html(called(who))}</h1>", f"<p>{line_html(total(pages))}</p>"]
    for one in pages:
        lines += _exercise(one, judged)
    return page(f"Feedback: {called(who)}", "\n".join(lines) + "\n")


def _exercise(one: Page, judged: Found) -> Iterator[str]:
    checked = one.checked
    yield "<section>"
    yield f"<h2>{line_html(plain(checked.exercise.title))}</h2>"
    yield f'<p class="quiet">{line_html(checked.exercise.id)}, from {line_html(one.entry.file)}</p>'
    for trouble in troubles(one):
        yield f'<p class="look">{line_html(trouble)}</p>'
    for item in checked.items:
        yield from _item(item, one, judged.get((checked.exercise.id, item.item.id)))
    yield "</section>"


def _item(one: CheckedItem, whole: Page, judged: Judged | None) -> Iterator[str]:
    look = _LOOKS.get(state_of(one.report.outcome), "quiet")
    yield f'<h3 class="{look}">{line_html(heading(one))}</h3>'
    if typed := typed_in(whole.answers.get(one.item.id, {})):
        kind = ' class="text"' if len(typed) > LONG else ""
        yield f"<pre{kind}>{block_html(typed)}</pre>"
    yield from _listed(remarks_on(one, judged))


def _listed(remarks: Iterator[Remark]) -> Iterator[str]:
    """Lines as a list, blocks between."""
    is_open = False
    for remark in remarks:
        if is_open == remark.is_block:
            yield "</ul>" if is_open else "<ul>"
            is_open = not is_open
        if remark.is_block:
            yield f"<pre>{block_html(remark.text)}</pre>"
            continue
        lead = f"{line_html(remark.lead)}: " if remark.lead else ""
        below = "".join(f"<li>{line_html(line)}</li>" for line in remark.below)
        yield f"<li>{lead}{line_html(remark.text)}{f'<ul>{below}</ul>' if below else ''}</li>"
    if is_open:
        yield "</ul>"
