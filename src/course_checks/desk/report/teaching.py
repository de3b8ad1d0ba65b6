"""What to do about it: the misreadings that are worth class time, and the items to look at.

An item is held against its coefficient only where all of the interval is on the wrong side of 0: with forty
learners, several of fifty items fall below it by chance.
"""

import re
from collections.abc import Iterable, Iterator

from course_checks.core.text import plain, shown
from course_checks.desk.report.figures import (
    WORKING,
    Advice,
    Estimate,
    Example,
    ExerciseFigures,
    Figure,
    ItemFigures,
    SlipFigure,
    StrayFigure,
)
from course_checks.desk.report.items import share
from course_checks.desk.report.responses import LONGEST, slip_to_write
from course_checks.desk.report.tally import ExerciseTally, ItemTally

MOST_RETAUGHT = 3
SHARED_BY = 2
"""Learners who must show a misreading before it is worth class time."""
SHARED = 0.1
"""The share of those who answered that must show it."""
MOST_EXAMPLES = 3
MOST_STRAYS = 40
HARD, EASY = 0.2, 0.95
LEFT_BLANK = 0.25
FEWEST_CERTAIN = 3
_WORD = re.compile(r"\w+")


def slips_of(tally: ExerciseTally, passages: Iterable[str]) -> Iterator[SlipFigure]:
    """Every slip that was made in an exercise, item by item; `passages` are all that there are."""
    known = frozenset(passages)
    for item in tally.items.values():
        for slip, held in item.slips.items():
            message = plain(item.key.message(slip)) if item.key else ""
            yield SlipFigure(
                exercise=tally.public.id,
                item=item.item.id,
                slip=slip,
                unit=tally.public.unit,
                count=held.count,
                share=share(held.count, item.endings["scored"]),
                message=message,
                passages=_to_reread(message, item, known),
                parts=tuple(part for part, _ in held.parts.most_common(MOST_EXAMPLES)),
                examples=tuple(
                    Example(text=shown(text, LONGEST), count=count)
                    for text, count in held.examples.most(MOST_EXAMPLES)
                ),
            )


def _to_reread(message: str, tally: ItemTally, known: frozenset[str]) -> tuple[str, ...]:
    """The passages that a message names; where it names none, those that prove the key."""
    named = tuple(dict.fromkeys(word for word in _WORD.findall(message) if word in known))
    if named or tally.key is None:
        return named
    return tuple(dict.fromkeys(one.passage for one in tally.key.because if one.passage))


def most_made(slips: Iterable[SlipFigure]) -> tuple[SlipFigure, ...]:
    """Slips, the surest to be widespread first: by the lower end of the interval, so that 30 of 40 leads 3 of 3."""
    return tuple(
        sorted(slips, key=lambda one: (-_low(one.share), -one.count, one.exercise, one.item, one.slip))
    )


def _low(figure: Figure) -> float:
    return figure.low if isinstance(figure, Estimate) else 0.0


def to_reteach(ordered: Iterable[SlipFigure]) -> tuple[SlipFigure, ...]:
    """The first few of `ordered` that enough of the class share, one an item: the same answers may show two."""
    found: dict[tuple[str, str], SlipFigure] = {}
    for one in ordered:
        if one.count >= SHARED_BY and _value(one.share) >= SHARED:
            found.setdefault((one.exercise, one.item), one)
    return tuple(found.values())[:MOST_RETAUGHT]


def _value(figure: Figure) -> float:
    return figure.value if isinstance(figure, Estimate) else 0.0


# Wrong values without a slip -------------------------------------------------------------------------------


def strays_of(tally: ExerciseTally) -> Iterator[StrayFigure]:
    """Every wrong value of an exercise that no slip explains, grouped."""
    for item in tally.items.values():
        for key, stray in item.stray.items():
            yield StrayFigure(
                exercise=tally.public.id,
                item=item.item.id,
                part=stray.said.part,
                text=stray.said.text,
                count=item.strays.counts[key],
                write=slip_to_write(item.item.id, stray),
            )


def most_given(strays: Iterable[StrayFigure]) -> tuple[tuple[StrayFigure, ...], int]:
    """(the wrong values given most often, how many more groups there are)."""
    ordered = sorted(strays, key=lambda one: (-one.count, one.exercise, one.item, one.part, one.text))
    return tuple(ordered[:MOST_STRAYS]), max(0, len(ordered) - MOST_STRAYS)


# Items to look at ------------------------------------------------------------------------------------------


def advice_on(exercise: ExerciseFigures) -> Iterator[Advice]:
    """What to look at in an exercise, in its own order: nothing is ranked by a coefficient."""
    for item in exercise.items:
        for text in _on_item(item, exercise):
            yield Advice(text=text, exercise=exercise.exercise, item=item.item)


def _on_item(item: ItemFigures, exercise: ExerciseFigures) -> Iterator[str]:
    facility = item.facility
    if isinstance(facility, Estimate) and facility.value < HARD and item.n >= SHARED_BY:
        chance = "" if facility.high < 0.5 else " So few answered that it may be chance."
        yield f"The mean score is {facility.value:.2f}. Check key and prompt before you blame the class.{chance}"
    if isinstance(item.item_rest, Estimate) and item.item_rest.high < 0:
        yield (
            "Those who did well in the other items did worse here"
            f" (r = {item.item_rest.value:.2f}, {item.item_rest.low:.2f} to {item.item_rest.high:.2f})."
            " Look at the key, and at what the prompt can be taken for."
        )
    for part in item.parts:
        for use in part.uses:
            working = isinstance(use.share, Estimate) and use.share.value >= WORKING
            if isinstance(use.rest, Estimate) and not use.keyed and working and use.rest.low > 0:
                yield (
                    f"Those who took option {use.value} did better in the other items than those who did not"
                    f" (r = {use.rest.value:.2f}, {use.rest.low:.2f} to {use.rest.high:.2f})."
                    " Can the option be defended?"
                )
    blank = item.endings.get("unanswered", 0)
    if blank >= SHARED_BY and blank / exercise.handed >= LEFT_BLANK:
        yield f"{blank} of {exercise.handed} left it blank. Was it unclear, too long, or not reached?"
    certain = item.certain
    if certain and certain.learners >= FEWEST_CERTAIN and _value(certain.success) < 0.5:
        yield (
            f"{certain.learners} were certain, and scored {_value(certain.success):.2f} on average."
            " A confident mistake is mended best by a clear word in class."
        )


def advice_on_strays(answers: int) -> Iterator[Advice]:
    """That there are wrong answers to which the key says nothing."""
    if answers:
        have = "1 wrong answer has" if answers == 1 else f"{answers} wrong answers have"
        yield Advice(text=f"{have} no message yet: see “Write a message for these”, below.")
