"""Questions with gaps in Moodle's own notation, `{1:MULTICHOICE:=right#why~wrong#why not}`.

Moodle finds a gap by a pattern that ends an answer at `~`, `#` or `}`, and decodes HTML entities once
(`question/type/multianswer/questiontype.php`).  So every sign that means something is written as an entity; a
backslash is not safe for all of them.
"""

from fractions import Fraction

from course_checks.export.model import Answer, Blank, Blanks
from course_checks.export.moodle_shares import percent
from course_checks.export.text import clean, html, inline, shown

_ENTITIES = {ord(mark): f"&#{ord(mark)};" for mark in "&<>~#{}=%\\\"'*"}
_STAR = "\\*"
"""What stands for a star in a typed answer, where a star alone means anything."""


def gaps_html(body: Blanks) -> str:
    """The gaps one after the other, each behind its label."""
    return "".join(f"<p>{text_html(inline(blank.label))} {gap(blank)}</p>" for blank in body.blanks)


def text_html(made: str) -> str:
    """HTML in which nothing can be taken for a gap."""
    return made.replace("{", "&#123;")


def gap(blank: Blank) -> str:
    """One gap with all its answers."""
    kind = "SHORTANSWER" if blank.typed else "MULTICHOICE"
    answers = "~".join(_answer(answer, typed=blank.typed) for answer in blank.answers)
    return f"{{{blank.weight}:{kind}:{answers}}}"


def _answer(answer: Answer, *, typed: bool) -> str:
    text = clean(answer.text).replace("*", _STAR) if typed else shown(answer.text)
    said = f"#{coded(html(answer.say))}" if answer.say else ""
    return f"{_share(answer.points)}{coded(text)}{said}"


def _share(points: Fraction) -> str:
    """What stands before an answer: nothing for none, `=` for all, else its per cent."""
    if points in (0, 1):
        return "=" if points else ""
    return f"%{percent(points)}%"


def coded(text: str) -> str:
    """`text` as Moodle reads it back after decoding entities once, on one line."""
    return " ".join(text.split()).translate(_ENTITIES)
