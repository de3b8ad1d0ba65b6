"""What a question is called in QTI as Canvas has it, and what is lost on the way there."""

from collections.abc import Mapping

from course_checks.export import qti_items as qti
from course_checks.export.model import Blanks, Choice, Essay, Numeric, Ordering, Question, Short

NAMES: Mapping[type, str] = {
    Choice: "multiple_choice_question",
    Blanks: "fill_in_multiple_blanks_question",
    Ordering: "matching_question",
    Short: "short_answer_question",
    Numeric: "numerical_question",
    Essay: "essay_question",
}
"""The types, but for what several right answers or one label a row make of two of them."""


def qti_name(question: Question) -> str:
    """What Canvas calls the question's type."""
    match question.body:
        case Choice(single=False):
            return "multiple_answers_question"
        case Blanks() as body if is_matching(body):
            return "matching_question"
        case body:
            return NAMES[type(body)]


def is_matching(body: Blanks) -> bool:
    """Whether all gaps are chosen from the same labels, and each has one that is right and none that is half."""
    first = [answer.text for answer in body.blanks[0].answers]
    return all(
        not blank.typed
        and [answer.text for answer in blank.answers] == first
        and len(qti.right(blank.answers)) == 1
        and not qti.partly(blank.answers)
        for blank in body.blanks
    )


def qti_losses(question: Question) -> tuple[str, ...]:
    """What QTI 1.2, as such systems read it, loses beyond what every format does."""
    body = question.body
    lost = [f"the messages to single answers: {qti_name(question)} has none"] if _says_at_gaps(body) else []
    match body:
        case Choice(single=True):
            others = [a.text for a in body.answers if a not in qti.one_right(body)]
            lost += [f"further right answers, left out because one may be right: {'; '.join(others)}"] * bool(
                others
            )
            halves = [a.text for a in qti.partly(body.answers)]
            lost += [f"part of the score for: {'; '.join(halves)}"] * bool(halves)
        case Choice():
            lost.append("our share for each tick: the system's own rule for what is partly right holds")
        case Blanks():
            halves = [b.part for b in body.blanks if qti.partly(b.answers)]
            lost += [f"half marks one step off: at {', '.join(halves)}"] * bool(halves)
            weights = {b.weight for b in body.blanks}
            lost += ["the weights of the gaps: all count alike"] * (len(weights) > 1)
            chosen = not is_matching(body) and any(not b.typed for b in body.blanks)
            lost += ["choosing from a list: the letter of a label is typed"] * chosen
        case Ordering():
            lost.append("moving lines: each is matched with its place, and counts by itself, not by pairs")
        case Short(case=True):
            lost.append("capitals, which make no difference there")
        case Essay(words=words):
            lost += ["the limits of its length"] * bool(words)
            lost.append(
                "notes for the reader alone: students see key and criteria afterwards, in the comment"
            )
        case _:
            pass
    return tuple(lost)


def _says_at_gaps(body: object) -> bool:
    match body:
        case Blanks(blanks=blanks):
            return any(answer.say for blank in blanks for answer in blank.answers)
        case Short(answers=answers):
            return any(answer.say for answer in answers)
        case Numeric(spans=spans):
            return any(one.say for one in spans)
        case _:
            return False
