"""From an item of any kind to a question: one line a kind, whichever format it is then written in."""

from collections.abc import Callable, Mapping

from course_checks.content.exercises import Exercise
from course_checks.export import choosing, filling, writing
from course_checks.export.bank import Bank
from course_checks.export.model import Blanks, Body, Choice, Essay, Left, Mapped, Ordering, Question
from course_checks.export.task import Task, unscored_losses
from course_checks.validators import extended_text

BECOMES: Mapping[str, Callable[[Task], Mapped | str]] = {
    "argument-map": writing.a_map,
    "attribution-chain": choosing.a_chain,
    "choice": choosing.a_choice,
    "comparison": filling.a_comparison,
    "corroboration": filling.a_ledger,
    "evidence": filling.a_passage,
    "extended-text": writing.a_text,
    "forecast": choosing.a_forecast,
    "hypotheses": filling.a_table,
    "joint-statement": lambda _: (
        "what a party signs is computed from all the lines together, and no question type computes that; "
        "use the page of the course, or hand-ins and `grade`"
    ),
    "match": filling.rows,
    "multiple-response": choosing.yes_or_no,
    "order": choosing.an_order,
    "text-entry": filling.an_entry,
}
"""A kind to what makes a question of it, or the reason why none can be made."""


def questions_of(bank: Bank) -> tuple[Question | Left, ...]:
    """Every item of the bank, in the order of the exercises, as a question or with the reason why not."""
    return tuple(one for exercise in bank.exercises for one in _questions(exercise, bank))


def _questions(exercise: Exercise, bank: Bank) -> tuple[Question | Left, ...]:
    found: list[Question | Left] = []
    for item in exercise.public.items:
        task = Task(exercise=exercise, item=item, library=bank.library)
        mapped = BECOMES[item.kind](task)
        if not isinstance(mapped, str) and _alike(mapped.body):
            mapped = "two of its answers read the same, which no other system can tell apart"
        if isinstance(mapped, str):
            found.append(Left(exercise=exercise, item=item, why=mapped))
        else:
            found.append(Question(exercise=exercise, item=item, mapped=mapped))
    return tuple(found)


def _alike(body: Body) -> bool:
    """Whether two answers of one list read the same."""
    match body:
        case Choice(answers=answers):
            lists = [[answer.text for answer in answers]]
        case Ordering(lines=lines):
            lists = [[line.text for line in lines]]
        case Blanks(blanks=blanks):
            lists = [[answer.text for answer in blank.answers] for blank in blanks]
        case _:
            lists = []
    return any(len({" ".join(text.split()) for text in texts}) < len(texts) for texts in lists)


def losses(question: Question) -> tuple[str, ...]:
    """All that is lost of an item before any format is looked at: parts, then slips without a message."""
    key = question.exercise.key[question.item.id]
    silent = [rule.id for rule in key.slips if rule.id not in question.mapped.carried]
    slips = (f"messages to slips: {', '.join(f'`{name}`' for name in silent)}",) if silent else ()
    return (*question.mapped.lost, *unasked_beside(question), *slips)


def unasked_beside(question: Question) -> tuple[str, ...]:
    """What is never scored and not asked there either, a phrase each."""
    asked = [extended_text.TEXT] if isinstance(question.body, Essay) else []
    return unscored_losses(question.item, (*question.mapped.unasked, *asked))
