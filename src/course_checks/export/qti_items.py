"""Items in QTI 1.2, in the shape in which Canvas reads and writes them, one interaction a type.

What is right is said once, in the response processing.  Feedback is tied to an answer where an answer can be
named, else to the item.  Identifiers hold letters, digits, hyphens and underscores alone.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from xml.etree import ElementTree as ET

from course_checks.export.model import Answer, Choice, Numeric, Span
from course_checks.export.text import clean

Element = ET.Element
FULL = "100"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
RESPONSE = "response1"
GENERAL, WRONG = "general_fb", "general_incorrect_fb"


def new_item(section: Element, ident: str, title: str, kind: str, prompt: str) -> tuple[Element, Element]:
    """An item of a type with its prompt (HTML): the item and its presentation."""
    item = ET.SubElement(section, "item", ident=ident, title=clean(title))
    data = ET.SubElement(ET.SubElement(item, "itemmetadata"), "qtimetadata")
    for label, entry in (("question_type", kind), ("points_possible", "1")):
        field = ET.SubElement(data, "qtimetadatafield")
        ET.SubElement(field, "fieldlabel").text = label
        ET.SubElement(field, "fieldentry").text = entry
    shown = ET.SubElement(item, "presentation")
    material(shown, prompt)
    return item, shown


def material(parent: Element, made: str) -> None:
    """HTML as material."""
    text = ET.SubElement(ET.SubElement(parent, "material"), "mattext", texttype="text/html")
    text.text = clean(made)


def processing(item: Element) -> Element:
    """The response processing, with its one outcome and the feedback that everybody gets."""
    made = ET.SubElement(item, "resprocessing")
    outcomes = ET.SubElement(made, "outcomes")
    ET.SubElement(outcomes, "decvar", maxvalue=FULL, minvalue="0", varname="SCORE", vartype="Decimal")
    condition(made, GENERAL, going_on=True)
    return made


def condition(made: Element, feedback: str = "", *, going_on: bool = False) -> Element:
    """A condition that holds for anything, such as it stands; its variables, to be filled, else `other`."""
    held = ET.SubElement(made, "respcondition", {"continue": "Yes" if going_on else "No"})
    variables = ET.SubElement(held, "conditionvar")
    if feedback:
        ET.SubElement(variables, "other")
        ET.SubElement(held, "displayfeedback", feedbacktype="Response", linkrefid=feedback)
    return held


def variables(held: Element) -> Element:
    """The variables of a condition."""
    return held[0]


def earns(held: Element, points: str = FULL, action: str = "Set") -> None:
    """What a condition that holds earns."""
    ET.SubElement(held, "setvar", action=action, varname="SCORE").text = points


def equal(parent: Element, text: str, ident: str = RESPONSE) -> None:
    """That a response is `text`."""
    ET.SubElement(parent, "varequal", respident=ident).text = clean(text)


def feedback(item: Element, ident: str, made: str) -> None:
    """HTML that a condition shows."""
    flow = ET.SubElement(ET.SubElement(item, "itemfeedback", ident=ident), "flow_mat")
    material(flow, made)


def said_to(made: Element, ident: str, of: str = RESPONSE) -> None:
    """Show the feedback of one answer to whoever gives it."""
    held = condition(made, going_on=True)
    equal(variables(held), ident, of)
    ET.SubElement(held, "displayfeedback", feedbacktype="Response", linkrefid=f"{ident}_fb")


def labels(shown: Element, texts: Iterable[tuple[str, str]], ident: str, cardinality: str) -> Element:
    """A list to choose from: (ident, HTML) of each answer."""
    lid = ET.SubElement(shown, "response_lid", ident=ident, rcardinality=cardinality)
    render = ET.SubElement(lid, "render_choice")
    for name, made in texts:
        material(ET.SubElement(render, "response_label", ident=name), made)
    return lid


def typed(shown: Element, fibtype: str = "String") -> None:
    """A line to type into."""
    held = ET.SubElement(shown, "response_str", ident=RESPONSE, rcardinality="Single")
    ET.SubElement(held, "render_fib", fibtype=fibtype)


def ticks(made: Element, names: Sequence[str], right: Iterable[str]) -> None:
    """All the right boxes and none of the others."""
    held, wanted = condition(made), set(right)
    both = ET.SubElement(variables(held), "and")
    for name in names:
        equal(both if name in wanted else ET.SubElement(both, "not"), name)
    earns(held)


def numbers(made: Element, spans: Iterable[Span]) -> None:
    """Each number or range that is right."""
    for one in spans:
        held = condition(made)
        place = variables(held)
        if one.low == one.high:
            place = ET.SubElement(place, "or")
            equal(place, str(one.low))
            place = ET.SubElement(place, "and")
        ET.SubElement(place, "vargte", respident=RESPONSE).text = str(one.low)
        ET.SubElement(place, "varlte", respident=RESPONSE).text = str(one.high)
        earns(held)


def share(count: int) -> str:
    """One of so many equal shares of the whole, in per cent."""
    return f"{100 / count:.2f}".rstrip("0").rstrip(".")


def right(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """The answers that earn all."""
    return tuple(answer for answer in answers if answer.points == 1)


def partly(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """The answers that earn something and not all."""
    return tuple(answer for answer in answers if Fraction(0) < answer.points < 1)


def letters(count: int) -> tuple[str, ...]:
    """A name for each of `count` answers: A, B, ..., Z, A2, B2, ..."""
    rounds = -(-count // len(LETTERS))
    return tuple(f"{one}{turn or ''}" for turn in (0, *range(2, rounds + 1)) for one in LETTERS)[:count]


def one_right(body: Choice) -> tuple[Answer, ...]:
    """The answers of a choice, of those that are right the model alone."""
    best = body.best or right(body.answers)[0].text
    return tuple(answer for answer in body.answers if answer.points != 1 or answer.text == best)


def right_spans(body: Numeric) -> tuple[Span, ...]:
    """The numbers that earn all."""
    return tuple(one for one in body.spans if one.points == 1)
