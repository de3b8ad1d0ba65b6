"""Moodle XML: questions for Moodle's question bank, as `question/format/xml/format.php` reads them.

Grades are those of Moodle's own question types: a choice adds up its shares and stops at 0 and 1, gaps are
weighed, a short answer takes the first that fits.  Questions to be put in order stand in a file of their own,
because a Moodle without that type refuses the whole file.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from course_checks.export.around import needs_passages, prompt_html, source_html, title_of, why_html
from course_checks.export.bank import Bank
from course_checks.export.model import (
    Answer,
    Blanks,
    Choice,
    Essay,
    Left,
    Numeric,
    Ordering,
    Question,
    Short,
)
from course_checks.export.moodle_cloze import gaps_html, text_html
from course_checks.export.moodle_shares import is_share, percent
from course_checks.export.text import clean, file_of, html, shown

TOP = "China and North Korea"
"""The category under which all others stand."""
PAIRS = "Moodle counts the pairs that stand right; we take away those that are turned round"
Element = ET.Element


def to_moodle(question: Question | Left) -> Question | Left:
    """`question` if Moodle can hold it, without the answers whose share it refuses; else the reason why not."""
    if isinstance(question, Left) or not isinstance(question.body, Choice):
        return question
    kept, dropped = split(question.body)
    if not dropped:
        return question
    right = any(answer.points == 1 for answer in kept)
    if not question.body.single or not right or len(kept) < 2:
        shares = ", ".join(sorted({str(answer.points) for answer in dropped}))
        why = f"Moodle has no share of a mark for {shares}"
        return Left(exercise=question.exercise, item=question.item, why=why)
    return question


def split(body: Choice) -> tuple[tuple[Answer, ...], tuple[Answer, ...]]:
    """The answers whose share Moodle takes, and the others."""
    kept = tuple(answer for answer in body.answers if is_share(answer.points))
    return kept, tuple(answer for answer in body.answers if answer not in kept)


def moodle_losses(question: Question) -> tuple[str, ...]:
    """What Moodle loses beyond what every format does."""
    match question.body:
        case Choice() as body:
            dropped = split(body)[1]
            listed = "; ".join(f"{answer.text} ({answer.points})" for answer in dropped)
            return (f"answers whose score is none of Moodle's shares of a mark: {listed}",) if dropped else ()
        case Blanks() as body:
            return (f"a mark of 1: it counts {body.total} marks until you set its maximum mark in the quiz",)
        case Ordering():
            return (f"our score for what is partly right: {PAIRS}",)
        case _:
            return ()


def quiz_xml(questions: Iterable[Question], bank: Bank) -> bytes:
    """A file of questions: UTF-8, each exercise in its own category."""
    root = ET.Element("quiz")
    last, told = "", False
    for question in questions:
        if not told and needs_passages(question):
            _passages(root, bank)
            told, last = True, ""
        public = question.exercise.public
        if public.id != last:
            _category(root, f"{public.unit}/{public.id}", public.why)
            last = public.id
        _question(root, question, bank)
    return file_of(root)


def _category(root: Element, path: str, info: str) -> None:
    made = ET.SubElement(root, "question", type="category")
    _text(ET.SubElement(made, "category"), f"$course$/top/{TOP}/{path}")
    if info:
        _text(ET.SubElement(made, "info", format="html"), html(info))


def _passages(root: Element, bank: Bank) -> None:
    """The passages of each source, as a page between questions."""
    _category(root, "passages", "What every passage says, in our words: put the page before the questions.")
    for source in bank.sources:
        made = ET.SubElement(root, "question", type="description")
        _text(ET.SubElement(made, "name"), f"passages.{source.id} {source.short}")
        _text(ET.SubElement(made, "questiontext", format="html"), source_html(source))
        ET.SubElement(made, "idnumber").text = f"passages.{source.id}"


def _question(root: Element, question: Question, bank: Bank) -> None:
    kind, write = _WRITERS[type(question.body)]
    made = ET.SubElement(root, "question", type=kind)
    _text(ET.SubElement(made, "name"), title_of(question))
    prompt = prompt_html(question, bank)
    if isinstance(question.body, Blanks):
        prompt = text_html(prompt) + gaps_html(question.body)
    _text(ET.SubElement(made, "questiontext", format="html"), prompt)
    _text(ET.SubElement(made, "generalfeedback", format="html"), why_html(question))
    # No penalty for another try: the course has none, and an adaptive quiz would take marks away.
    for name, value in (("defaultgrade", "1"), ("penalty", "0"), ("hidden", "0"), ("idnumber", question.id)):
        ET.SubElement(made, name).text = value
    write(made, question)
    tags = ET.SubElement(made, "tags")
    public, item = question.exercise.public, question.item
    for tag in dict.fromkeys((public.unit, *public.outcomes, item.kind, item.honesty)):
        _text(ET.SubElement(tags, "tag"), tag)


def _text(parent: Element, text: str) -> None:
    ET.SubElement(parent, "text").text = clean(text)


def _answer(made: Element, text: str, share: str, say: str, form: str = "html") -> Element:
    answer = ET.SubElement(made, "answer", fraction=share, format=form)
    _text(answer, text)
    _text(ET.SubElement(answer, "feedback", format="html"), html(say) if say else "")
    return answer


def _choice(made: Element, question: Question) -> None:
    body = _body(question, Choice)
    scale = _is_scale(question)
    ET.SubElement(made, "single").text = "true" if body.single else "false"
    ET.SubElement(made, "shuffleanswers").text = "false" if scale else "true"
    ET.SubElement(made, "answernumbering").text = "abc"
    for answer in split(body)[0]:
        _answer(made, f"<p>{shown(answer.text)}</p>", percent(answer.points), answer.say)


def _is_scale(question: Question) -> bool:
    """Whether the answers have an order of their own, as verdicts have."""
    return question.item.kind == "forecast"


def _short(made: Element, question: Question) -> None:
    body = _body(question, Short)
    ET.SubElement(made, "usecase").text = "1" if body.case else "0"
    for answer in body.answers:
        _answer(made, answer.text.replace("*", "\\*"), percent(answer.points), answer.say, "plain_text")
    if body.other:
        _answer(made, "*", "0", body.other, "plain_text")


def _numeric(made: Element, question: Question) -> None:
    for one in _body(question, Numeric).spans:
        # A range is its middle with half its width on either side.
        middle, width = (one.low + one.high) / 2, (one.high - one.low) / 2
        answer = _answer(made, f"{middle:g}", percent(one.points), one.say, "plain_text")
        ET.SubElement(answer, "tolerance").text = f"{width:g}"


def _ordering(made: Element, question: Question) -> None:
    lines = _body(question, Ordering).lines
    options = {
        "layouttype": "VERTICAL",
        "selecttype": "ALL",
        "selectcount": str(len(lines)),
        "gradingtype": "RELATIVE_ALL_PREVIOUS_AND_NEXT",
        "showgrading": "SHOW",
        "numberingstyle": "none",
        "shownumcorrect": "1",
    }
    for name, value in options.items():
        ET.SubElement(made, name).text = value
    for place, line in enumerate(lines, 1):
        _answer(made, f"<p>{shown(line.text)}</p>", str(place), "")


def _essay(made: Element, question: Question) -> None:
    body = _body(question, Essay)
    options = {"responseformat": "plain", "responserequired": "1", "responsefieldlines": str(body.lines)}
    if body.words is not None:
        options |= {"minwordlimit": str(body.words[0]), "maxwordlimit": str(body.words[1])}
    for name, value in (*options.items(), ("attachments", "0")):
        ET.SubElement(made, name).text = value
    _text(ET.SubElement(made, "graderinfo", format="html"), "".join(map(html, body.told)))


def _gaps(_made: Element, _question: Question) -> None:
    """Nothing beside the text, in which the gaps stand."""


def _body(question: Question, kind: type[Any]) -> Any:
    if not isinstance(question.body, kind):
        raise TypeError(f"{question.id} is no {kind.__name__}")
    return question.body


_WRITERS: Mapping[type, tuple[str, Callable[[Element, Question], None]]] = {
    Choice: ("multichoice", _choice),
    Blanks: ("cloze", _gaps),
    Ordering: ("ordering", _ordering),
    Short: ("shortanswer", _short),
    Numeric: ("numerical", _numeric),
    Essay: ("essay", _essay),
}


def moodle_name(question: Question) -> str:
    """What Moodle calls the question's type."""
    return _WRITERS[type(question.body)][0]
