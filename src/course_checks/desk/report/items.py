"""From what was counted to what is said of an item and an exercise."""

from collections.abc import Iterator
from math import sqrt

from course_checks.core.part import DateEntry, Options, Part
from course_checks.core.text import plain, shown
from course_checks.desk.report import statistics as formulas
from course_checks.desk.report.figures import (
    FEWEST,
    Estimate,
    ExerciseFigures,
    Figure,
    ItemFigures,
    Missing,
    PartUse,
    SureFigure,
    Use,
)
from course_checks.desk.report.tally import UNIT, Complete, ExerciseTally, ItemTally, Mean, Spread
from course_checks.feedback import CERTAIN
from course_checks.validators import load

MOST_VALUES = 8
"""Values that are listed of a part without options."""
PROMPT = 140
NO_VARIATION = "not computable: the scores do not vary"
ONE_ITEM = "not computable: the exercise has one scored item"
NOBODY = "nobody has a score here"


def share(count: int, of: int) -> Figure:
    """`count` of `of` learners, with its Wilson interval."""
    return mean(count / of if of else 0.0, of)


def mean(value: float, learners: int) -> Figure:
    """A mean score from 0 to 1 over `learners`, with its Wilson interval."""
    if not learners:
        return Missing(why=NOBODY)
    held = formulas.wilson(value, learners)
    return Estimate(value=value, low=held.low, high=held.high, n=learners)


def sure_figure(level: str, found: Mean) -> SureFigure:
    """How answers of one certainty went.

    The mean is over answers; the interval takes each learner once, for answers of one learner hang together.
    """
    success = mean(found.answered / UNIT / found.answers if found.answers else 0.0, found.learners)
    return SureFigure(level=level, answers=found.answers, learners=found.learners, success=success)


def figures_of(tally: ExerciseTally) -> ExerciseFigures:
    """All figures of an exercise."""
    scored = [one.item.id for one in tally.scored]
    places = {name: place for place, name in enumerate(scored)}
    items = tuple(_item(one, tally, places.get(name)) for name, one in tally.items.items())
    alpha, points, error = _whole(tally.complete, len(scored))
    only_whole = all(one.points == one.right * UNIT for one in tally.scored)
    return ExerciseFigures(
        exercise=tally.public.id,
        title=plain(tally.public.title),
        unit=tally.public.unit,
        outcomes=tally.public.outcomes,
        handed=tally.handed,
        complete=tally.complete.n,
        other_version=tally.other_version,
        items=items,
        alpha=alpha,
        alpha_name="KR-20" if only_whole else "Cronbach’s alpha",
        points=points,
        error=error,
    )


def too_few(count: int) -> Missing:
    """That there are too few for a coefficient."""
    return Missing(why=f"needs {FEWEST} learners with a score in every item; there are {count}")


def _whole(held: Complete, items: int) -> tuple[Figure, Figure, Figure]:
    """(alpha, mean points, standard error of measurement) of an exercise."""
    if held.n < FEWEST:
        return too_few(held.n), too_few(held.n), too_few(held.n)
    if items < 2:
        alone = Missing(why=ONE_ITEM)
        return alone, _points(held), alone
    spread = _variance(held.total, held.totals, held.n)
    found = formulas.alpha([_variance(x, xx, held.n) for x, xx in zip(held.x, held.xx, strict=True)], spread)
    interval = None if found is None else formulas.alpha_interval(found, items, held.n)
    if found is None or interval is None:
        none = Missing(why=NO_VARIATION)
        return none, _points(held), none
    alpha = Estimate(value=found, low=interval.low, high=interval.high, n=held.n)
    error = Estimate(
        value=formulas.measurement_error(spread, found),
        low=formulas.measurement_error(spread, interval.high),
        high=formulas.measurement_error(spread, interval.low),
        n=held.n,
    )
    return alpha, _points(held), error


def _points(held: Complete) -> Figure:
    """Mean points with the usual interval of a mean."""
    middle = held.total / held.n / UNIT
    half = formulas.Z * sqrt(max(0.0, _variance(held.total, held.totals, held.n)) / held.n)
    return Estimate(
        value=middle, low=max(0.0, middle - half), high=min(float(len(held.x)), middle + half), n=held.n
    )


def _variance(total: int, squares: int, count: int) -> float:
    """In points, from whole sums: exact until the last division."""
    return (count * squares - total * total) / (count * count) / (UNIT * UNIT)


def _item(tally: ItemTally, exercise: ExerciseTally, place: int | None) -> ItemFigures:
    certain = tally.sure.get(CERTAIN)
    not_scored = Missing(why="a person reads it; no machine scores it")
    return ItemFigures(
        item=tally.item.id,
        kind=tally.item.kind,
        honesty=tally.item.honesty,
        prompt=shown(plain(tally.item.prompt), PROMPT),
        scorable=tally.scorable,
        endings=dict(sorted(tally.endings.items())),
        n=tally.n,
        right=tally.right,
        facility=mean(tally.points / UNIT / tally.n if tally.n else 0.0, tally.n)
        if tally.scorable
        else not_scored,
        item_rest=not_scored if place is None else _item_rest(exercise.complete, place),
        upper_lower=not_scored if place is None else _upper_lower(exercise.complete, place),
        certain=sure_figure(CERTAIN, certain) if certain else None,
        parts=tuple(_part(part, tally, exercise.complete, place) for part in tally.reader.parts.values()),
    )


def _item_rest(held: Complete, place: int) -> Figure:
    if held.n < FEWEST:
        return too_few(held.n)
    if len(held.x) < 2:
        return Missing(why=ONE_ITEM)
    rest, rests = _rest(held, place)
    crossed = held.xt[place] - held.xx[place]
    sums = formulas.Sums(n=held.n, x=held.x[place], y=rest, xx=held.xx[place], yy=rests, xy=crossed)
    return _correlation(sums)


def _rest(held: Complete, place: int) -> tuple[int, int]:
    """The sum and the sum of squares of the totals without one item."""
    squares = held.totals - 2 * held.xt[place] + held.xx[place]
    return held.total - held.x[place], squares


def _correlation(sums: formulas.Sums) -> Figure:
    found = formulas.correlation(sums)
    interval = None if found is None else formulas.fisher(found, sums.n)
    if found is None or interval is None:
        return Missing(why=NO_VARIATION)
    return Estimate(value=found, low=interval.low, high=interval.high, n=sums.n)


def _upper_lower(held: Complete, place: int) -> Figure:
    if held.n < FEWEST:
        return too_few(held.n)
    if len(held.x) < 2:
        return Missing(why=ONE_ITEM)
    strata = {total: (one[0], one[place + 1] / UNIT) for total, one in held.strata.items()}
    groups = formulas.upper_lower(strata)
    if groups is None:
        return Missing(why=NO_VARIATION)
    held_in = formulas.newcombe(groups.upper, groups.lower, groups.size)
    return Estimate(value=groups.difference, low=held_in.low, high=held_in.high, n=2 * groups.size)


# What was given at each part -------------------------------------------------------------------------------


def _part(part: Part, tally: ItemTally, held: Complete, place: int | None) -> PartUse:
    spread = tally.uses.get(part.id, Spread())
    answered = tally.endings["scored"] + tally.endings["keyless"]
    uses = tuple(_uses(part, spread, tally, held, place))
    listed = sum(use.count for use in uses)
    return PartUse(
        part=part.id,
        label=plain(part.label),
        uses=uses,
        blank=tally.blank[part.id] if answered else 0,
        others=sum(spread.counts.values()) + spread.others - listed,
    )


def _uses(part: Part, spread: Spread, tally: ItemTally, held: Complete, place: int | None) -> Iterator[Use]:
    answered = tally.endings["scored"] + tally.endings["keyless"]
    keyed = _keyed(part, tally)
    if isinstance(part.domain, Options):
        listed = [(option.id, plain(option.text)) for option in part.domain.options]
    else:
        ordered = sorted(spread.counts, key=lambda key: (-spread.counts[key], key))
        listed = [(key, "") for key in ordered[:MOST_VALUES]]
    for key, text in listed:
        yield Use(
            value=key if text else spread.texts.get(key, key),
            text=text if text.casefold() != key.casefold() else "",
            keyed=key in keyed,
            count=spread.counts[key],
            share=share(spread.counts[key], answered),
            rest=_chosen(part.id, key, tally, held, place),
        )


def _keyed(part: Part, tally: ItemTally) -> set[str]:
    """The values that the key takes at a part: of an option by the key itself, else as they were marked."""
    if tally.item.kind == "order":
        return set()  # a number is right or not by the numbers beside it
    found = {key for name, key in tally.keyed if name == part.id}
    if tally.key is not None and isinstance(part.domain, Options | DateEntry):
        kind = load(tally.item.kind)
        found |= {
            text for name, text in kind.model(tally.item.ask, tally.key.accept).items() if name == part.id
        }
        found |= set(kind.also(tally.item.ask, tally.key.accept).get(part.id, ()))
    return found


def _chosen(part: str, key: str, tally: ItemTally, held: Complete, place: int | None) -> Figure | None:
    """The correlation of taking an option with the rest of the exercise; None where it is not asked."""
    if tally.item.kind != "choice" or part != "choice" or place is None:
        return None
    if held.n < FEWEST:
        return too_few(held.n)
    if len(held.x) < 2:
        return Missing(why=ONE_ITEM)
    count, points = held.chosen.get((place, part, key), (0, 0))
    if not count:
        return Missing(why="nobody took it")
    rest, rests = _rest(held, place)
    return _correlation(formulas.Sums(n=held.n, x=count, y=rest, xx=count, yy=rests, xy=points))
