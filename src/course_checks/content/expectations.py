"""What a labelled response was to do, held against what it did."""

import json

from course_checks.checking import ItemReport
from course_checks.content.exercises import Exercise, Expected, LabelledResponse
from course_checks.core.outcome import CheckerFault, InvalidResponse, Scored, Unanswered
from course_checks.core.text import one_of
from course_checks.exercise import parts_of

READ = "read"
"""The ending of an item in which nothing is scored."""


def unknown_names(exercise: Exercise, labelled: LabelledResponse) -> list[tuple[str, str, str]]:
    """Items and parts of a labelled response that the exercise does not have."""
    known = {item.id: {part.id for part in parts_of(item)} for item in exercise.public.items}
    given = [(item, part) for item, answers in labelled.answers.items() for part in answers]
    found = [
        (labelled.name, f"there is no part {item}.{part}", "mend the name")
        for item, part in given
        if part not in known.get(item, set())
    ]
    remedy = f"use {one_of(known)}"
    return found + [
        (labelled.name, f"there is no item {one!r}", remedy) for one in labelled.expect if one not in known
    ]


def differences(
    labelled: LabelledResponse, item_id: str, expected: Expected, entry: ItemReport
) -> list[tuple[str, str, str]]:
    """(place, problem, remedy) for each way in which an item ended otherwise than expected."""
    where = f"{labelled.name}: {item_id}"
    remedy = "mend the response, the expectation or the key"
    ending = ending_of(entry)
    if ending != expected.ending:
        why = f" ({entry.outcome.problems[0].say})" if isinstance(entry.outcome, InvalidResponse) else ""
        return [(where, f"expected {expected.ending}, ended {ending}{why}", remedy)]
    if not isinstance(entry.outcome, Scored):
        return []
    found = []
    try:
        wanted = expected.fraction
    except ValueError:
        return [
            (
                where,
                f"{expected.score!r} is not a score",
                'write a decimal or a fraction, such as "0.5" or "2/3"',
            )
        ]
    if ending == READ:
        found += [(where, "a score is expected and nothing is scored", "delete it")] if expected.score else []
    elif wanted is None:
        found.append((where, "a scored response needs its score", 'add score = "..."'))
    elif entry.outcome.score is None or abs(entry.outcome.score - wanted) * 10_000 >= 1:
        found.append((where, f"expected score {expected.score}, scored {number_of(entry)}", remedy))
    slips = tuple(slip.id for slip in entry.outcome.slips)
    if sorted(slips) != sorted(expected.slips):
        wished, saw = (json.dumps(list(names)) for names in (expected.slips, slips))
        found.append((where, f"expected slips = {wished}, saw {saw}", remedy))
    return found


def ending_of(entry: ItemReport) -> str:
    """How a check ended, in one word; our fault in more."""
    match entry.outcome:
        case Scored(score=None):
            return READ
        case Scored():
            return "scored"
        case Unanswered():
            return "unanswered"
        case InvalidResponse():
            return "invalid"
        case CheckerFault(what=what):
            return f"in our fault ({what})"


def number_of(entry: ItemReport) -> str:
    """The score as an author reads it."""
    score = entry.outcome.score if isinstance(entry.outcome, Scored) else None
    if score is None:
        return "nothing"
    return str(score) if score.denominator == 1 else f"{score} ({float(score):.4f})"


def is_model(expected: Expected) -> bool:
    """Whether the score expected is 1; where nothing is scored, whether no slip is expected."""
    if expected.ending == READ:
        return not expected.slips
    try:
        return expected.ending == "scored" and expected.fraction == 1
    except ValueError:
        return False  # told where it was run
