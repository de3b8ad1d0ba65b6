"""QTI 1.2 in a content package: one assessment an exercise, as Canvas and others read it.

Putting in order is written as matching lines with their places: the ordering of QTI is dropped, or comes out
empty, where Canvas converts it.  Gaps whose key takes one label each are matching; other gaps are typed, labels
by their letters, so that every label that the key takes is right.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from course_checks.content.packing import archive
from course_checks.export import qti_items as qti
from course_checks.export.around import needs_passages, prompt_html, source_html, title_of, why_html
from course_checks.export.bank import Bank
from course_checks.export.model import (
    Blank,
    Blanks,
    Choice,
    Essay,
    Left,
    Numeric,
    Ordering,
    Question,
    Short,
)
from course_checks.export.qti_names import is_matching, qti_name
from course_checks.export.text import clean, file_of, html, inline, shown

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
MANIFEST = "imsmanifest.xml"
Element = ET.Element
_BRACKETS = str.maketrans("[]", "()")
"""In a question with gaps, what stands in square brackets is taken for one."""


def to_qti(question: Question | Left) -> Question | Left:
    """`question` if QTI 1.2 can hold it; else the reason why not."""
    if isinstance(question, Left):
        return question
    if isinstance(question.body, Numeric) and not qti.right_spans(question.body):
        return Left(exercise=question.exercise, item=question.item, why="no number is right")
    return question


def package(questions: Iterable[Question], bank: Bank) -> bytes:
    """The archive: a manifest and an assessment for each exercise."""
    files: dict[str, bytes] = {}
    grouped: dict[str, list[Question]] = {}
    for question in questions:
        grouped.setdefault(question.exercise.public.id, []).append(question)
    for name, asked in grouped.items():
        files[f"{name}.xml"] = assessment(asked, bank)
    return archive(files | {MANIFEST: _manifest(grouped)})


def _manifest(names: Iterable[str]) -> bytes:
    root = ET.Element("manifest", identifier="course-checks", xmlns=PACKAGE)
    data = ET.SubElement(root, "metadata")
    ET.SubElement(data, "schema").text = "IMS Content"
    ET.SubElement(data, "schemaversion").text = "1.1.3"
    ET.SubElement(root, "organizations")
    resources = ET.SubElement(root, "resources")
    for name in names:
        href = f"{name}.xml"
        made = ET.SubElement(resources, "resource", identifier=_ident(name), type="imsqti_xmlv1p2", href=href)
        ET.SubElement(made, "file", href=href)
    return file_of(root)


def _ident(name: str) -> str:
    """A name as an identifier, which begins with a letter."""
    return name if name[:1].isalpha() else f"q_{name}"


def item_ident(question: Question) -> str:
    """The identifier of an item, the same at every export."""
    return _ident(f"{question.exercise.public.id}__{question.item.id}")


def assessment(questions: list[Question], bank: Bank) -> bytes:
    """One exercise as a file of items."""
    public = questions[0].exercise.public
    root = ET.Element("questestinterop", xmlns=NAMESPACE)
    title = clean(f"{public.id} {' '.join(public.title.split())}")
    made = ET.SubElement(root, "assessment", ident=_ident(public.id), title=title)
    section = ET.SubElement(made, "section", ident="root_section")
    if any(map(needs_passages, questions)):
        for source in bank.sources:
            name = f"{_ident(public.id)}__passages_{source.id}"
            text = source_html(source)
            qti.new_item(section, name, f"The passages of {source.short}", "text_only_question", text)
    for question in questions:
        _WRITERS[type(question.body)](section, question, bank)
    return file_of(root)


def _start(section: Element, question: Question, bank: Bank, extra: str = "") -> tuple[Element, Element]:
    prompt = prompt_html(question, bank)
    if qti_name(question) == "fill_in_multiple_blanks_question":
        prompt = prompt.translate(_BRACKETS)
    return qti.new_item(section, item_ident(question), title_of(question), qti_name(question), prompt + extra)


def _end(item: Element, question: Question, wrong: str = "", more: str = "") -> None:
    qti.feedback(item, qti.GENERAL, why_html(question) + more)
    if wrong:
        qti.feedback(item, qti.WRONG, html(wrong))


def _choice(section: Element, question: Question, bank: Bank) -> None:
    body: Choice = question.body  # type: ignore[assignment]
    item, place = _start(section, question, bank)
    answers = qti.one_right(body) if body.single else body.answers
    names = [f"a{number}" for number in range(1, len(answers) + 1)]
    texts = [(name, f"<p>{shown(one.text)}</p>") for name, one in zip(names, answers, strict=True)]
    qti.labels(place, texts, qti.RESPONSE, "Single" if body.single else "Multiple")
    made = qti.processing(item)
    told = [(name, answer) for name, answer in zip(names, answers, strict=True) if answer.say]
    for name, _ in told:
        qti.said_to(made, name)
    right = [
        name
        for name, one in zip(names, answers, strict=True)
        if (one.points == 1 if body.single else one.points > 0)
    ]
    if body.single:
        held = qti.condition(made)
        qti.equal(qti.variables(held), right[0])
        qti.earns(held)
    else:
        qti.ticks(made, names, right)
    _end(item, question)
    for name, answer in told:
        qti.feedback(item, f"{name}_fb", html(answer.say))


def _blanks(section: Element, question: Question, bank: Bank) -> None:
    body: Blanks = question.body  # type: ignore[assignment]
    if is_matching(body):
        rows = [(inline(blank.label), qti.right(blank.answers)[0].text) for blank in body.blanks]
        _matching(section, question, bank, rows, [answer.text for answer in body.blanks[0].answers])
        return
    lines, codes = _lines(body)
    item, place = _start(section, question, bank, lines)
    made = qti.processing(item)
    for number, (blank, coded) in enumerate(zip(body.blanks, codes, strict=True), 1):
        ident = f"response_b{number}"
        texts = [(f"b{number}a{turn}", text) for turn, text in enumerate(coded, 1)]
        qti.labels(place, [(name, shown(text)) for name, text in texts], ident, "Single")
        for name, _ in texts:
            held = qti.condition(made, going_on=True)
            qti.equal(qti.variables(held), name, ident)
            qti.earns(held, qti.share(len(body.blanks)), "Add")
        del blank
    _end(item, question)


def _lines(body: Blanks) -> tuple[str, list[list[str]]]:
    """The gaps as HTML, and for each what is right when typed: letters where labels are listed."""
    listed: dict[tuple[str, ...], str] = {}
    lines, codes = [], []
    for number, blank in enumerate(body.blanks, 1):
        lines.append(f"<p>{inline(blank.label).translate(_BRACKETS)} [b{number}]{_legend(blank, listed)}</p>")
        if blank.typed:
            codes.append([answer.text for answer in qti.right(blank.answers)])
        else:
            named = zip(qti.letters(len(blank.answers)), blank.answers, strict=True)
            codes.append([letter for letter, answer in named if answer.points == 1])
    legends = [f"<p>Type the letter of a label: {legend}</p>" for legend in listed.values() if legend]
    return "".join((*legends, *lines)), codes


def _legend(blank: Blank, listed: dict[tuple[str, ...], str]) -> str:
    """Nothing beside a gap whose labels stand above; the labels of a gap are put there when first met."""
    if not blank.typed:
        texts = tuple(answer.text for answer in blank.answers)
        named = zip(qti.letters(len(texts)), texts, strict=True)
        entries = "; ".join(f"<strong>{letter}</strong> {shown(text)}" for letter, text in named)
        listed.setdefault(texts, entries.translate(_BRACKETS))
    return ""


def _ordering(section: Element, question: Question, bank: Bank) -> None:
    body: Ordering = question.body  # type: ignore[assignment]
    places = {line.text: str(place) for place, line in enumerate(body.lines, 1)}
    asked = sorted(places)  # by their words, so that the list does not give the order away
    rows = [(shown(text), places[text]) for text in asked]
    _matching(section, question, bank, rows, [*places.values()], "<p>1 is the earliest.</p>")


def _matching(
    section: Element,
    question: Question,
    bank: Bank,
    rows: list[tuple[str, str]],
    labels: list[str],
    extra: str = "",
) -> None:
    item, place = _start(section, question, bank, extra)
    numbered = {text: str(number) for number, text in enumerate(labels, 1)}
    made = qti.processing(item)
    for number, (row, label) in enumerate(rows, 1):
        ident = f"response_{number}"
        texts = [(name, shown(text)) for text, name in numbered.items()]
        lid = qti.labels(place, texts, ident, "Single")
        qti.material(lid, row)
        lid.insert(0, lid[-1])
        del lid[-1]
        held = qti.condition(made, going_on=True)
        qti.equal(qti.variables(held), numbered[label], ident)
        qti.earns(held, qti.share(len(rows)), "Add")
    _end(item, question)


def _short(section: Element, question: Question, bank: Bank) -> None:
    body: Short = question.body  # type: ignore[assignment]
    item, place = _start(section, question, bank)
    qti.typed(place)
    made = qti.processing(item)
    held = qti.condition(made)
    for answer in qti.right(body.answers):
        qti.equal(qti.variables(held), answer.text)
    qti.earns(held)
    if body.other:
        qti.condition(made, qti.WRONG)
    _end(item, question, body.other)


def _numeric(section: Element, question: Question, bank: Bank) -> None:
    body: Numeric = question.body  # type: ignore[assignment]
    item, place = _start(section, question, bank)
    qti.typed(place, "Decimal")
    qti.numbers(qti.processing(item), qti.right_spans(body))
    _end(item, question)


def _essay(section: Element, question: Question, bank: Bank) -> None:
    body: Essay = question.body  # type: ignore[assignment]
    item, place = _start(section, question, bank)
    qti.typed(place)
    qti.processing(item)
    _end(item, question, more="".join(map(html, body.told)))


_Writer = Callable[[Element, Question, Bank], Any]
_WRITERS: Mapping[type, _Writer] = {
    Choice: _choice,
    Blanks: _blanks,
    Ordering: _ordering,
    Short: _short,
    Numeric: _numeric,
    Essay: _essay,
}
