"""Moodle's side of an export, written from its documentation and not from our writer: reads a file, grades answers.

What is graded how: https://docs.moodle.org, pages on the question types; the shares of a mark that are taken, and
how near to one of them a number must be, as Moodle's import says.  Read with libxml2, not with the parser that
our writer uses.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

SHARES = (
    *(1.0, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2, 0.1666667),
    *(0.1428571, 0.125, 0.1111111, 0.1, 0.05, 0.0),
)
CLOSE = 0.00001
_GAP = re.compile(r"\{(\d*):(MULTICHOICE|SHORTANSWER):", re.DOTALL)
_SHARE = re.compile(r"=|%(-?\d+)%")


class RefusedError(Exception):
    """Moodle would refuse the file."""


@dataclass(frozen=True)
class Gap:
    """A gap of a question with several."""

    weight: int
    kind: str
    answers: tuple[tuple[str, float, str], ...]
    """(answer, share, feedback)"""


def share(percent: str) -> float:
    """The share that Moodle makes of a per cent, or a refusal."""
    given = float(percent) / 100
    for listed in SHARES:
        if abs(abs(given) - listed) < CLOSE:
            return -listed if given < 0 else listed
    raise RefusedError(f"{percent} is none of the shares")


def read(data: bytes) -> list[Any]:
    """The questions of a file, categories among them."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    assert root.tag == "quiz"
    for question in root:
        assert question.tag == "question"
        if question.get("type") != "category":
            assert text(question, "name/text"), "a question without a name is refused"
    return [*root]


def text(question: Any, path: str) -> str:
    found = question.find(path)
    return "" if found is None or found.text is None else str(found.text).strip()


def words(made: str) -> str:
    """What is read of HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", made)).split())


def matches(typed: str, pattern: str, *, case: bool) -> bool:
    """A short answer: the whole of it, a star for anything, a backslash before a star for a star."""
    pieces = re.split(r"(?<!\\)\*+", unicodedata.normalize("NFC", pattern))
    made = ".*".join(re.escape(piece.replace("\\*", "*")) for piece in pieces)
    flags = re.DOTALL if case else re.DOTALL | re.IGNORECASE
    return re.fullmatch(made, unicodedata.normalize("NFC", typed).strip(), flags) is not None


def gaps(made: str) -> list[Gap]:
    """The gaps in a text: an answer ends at ~ or } or #, its feedback at ~ or }, unless a backslash or & is before."""
    found = []
    for start in _GAP.finditer(made):
        answers, place = [], start.end()
        while True:
            answer, place = _piece(made, place, "~#}")
            feedback = ""
            if made[place] == "#":
                feedback, place = _piece(made, place + 1, "~}")
            answers.append(_answer(answer, feedback))
            place += 1
            if made[place - 1] == "}":
                break
        found.append(Gap(weight=int(start[1] or 1), kind=start[2], answers=tuple(answers)))
    return found


def _piece(made: str, place: int, ends: str) -> tuple[str, int]:
    start = place
    while made[place] not in ends or (made[place - 1] in "\\&" and place > start):
        place += 1
    return made[start:place], place


def _answer(answer: str, feedback: str) -> tuple[str, float, str]:
    found = _SHARE.match(answer)
    points = 0.0
    if found:
        points = 1.0 if found[0] == "=" else float(found[1]) / 100
        answer = answer[found.end() :]
    assert answer, "an answer must not be empty"
    return html.unescape(answer), points, html.unescape(feedback)


def grade(question: Any, response: dict[str, Any]) -> float:
    """What Moodle gives, 0 to 1."""
    match question.get("type"):
        case "multichoice":
            return _choice(question, response["choose"])
        case "shortanswer":
            return _short(question, response["type"])
        case "numerical":
            return _number(question, response["type"])
        case "cloze":
            return _cloze(question, response["fill"])
        case "ordering":
            return _order(question, response["order"])
    raise AssertionError(question.get("type"))


def _choice(question: Any, chosen: list[str]) -> float:
    answers = {words(text(one, "text")): share(one.get("fraction")) for one in question.findall("answer")}
    assert len(answers) == len(question.findall("answer")), "two answers read the same"
    if text(question, "single") == "true":
        assert max(answers.values()) == 1.0
        (only,) = chosen
        return answers[only]
    assert round(sum(points for points in answers.values() if points > 0), 2) == 1.0
    return min(max(sum(answers[one] for one in chosen), 0.0), 1.0)


def _short(question: Any, typed: str) -> float:
    case = text(question, "usecase") == "1"
    listed = [(text(one, "text"), share(one.get("fraction"))) for one in question.findall("answer")]
    assert any(points == 1 for _, points in listed)
    return next((points for pattern, points in listed if matches(typed, pattern, case=case)), 0.0)


def _number(question: Any, typed: str) -> float:
    assert any(share(one.get("fraction")) == 1 for one in question.findall("answer"))
    for one in question.findall("answer"):
        if abs(float(typed) - float(text(one, "text"))) <= float(text(one, "tolerance")):
            return share(one.get("fraction"))
    return 0.0


def _cloze(question: Any, filled: list[str]) -> float:
    asked = gaps(text(question, "questiontext/text"))
    assert len(asked) == len(filled)
    earned = 0.0
    for gap, given in zip(asked, filled, strict=True):
        assert max(points for _, points, _ in gap.answers) == 1.0
        if not given:
            continue
        if gap.kind == "SHORTANSWER":
            points = next((p for answer, p, _ in gap.answers if matches(given, answer, case=False)), 0.0)
        else:
            assert len(gap.answers) >= 2
            points = {words(answer): p for answer, p, _ in gap.answers}[given]
        earned += gap.weight * points
    return earned / sum(gap.weight for gap in asked)


def _order(question: Any, lines: list[str]) -> float:
    """Relative to all previous and next: for each line those before and after it that are where they should be."""
    assert text(question, "gradingtype") == "RELATIVE_ALL_PREVIOUS_AND_NEXT"
    assert text(question, "selecttype") == "ALL"
    right = [words(text(one, "text")) for one in question.findall("answer")]
    assert sorted(right) == sorted(lines)
    good = possible = 0
    for line in right:
        here, there = right.index(line), lines.index(line)
        good += len({*right[:here]} & {*lines[:there]}) + len({*right[here + 1 :]} & {*lines[there + 1 :]})
        possible += len(right) - 1
    return good / possible
