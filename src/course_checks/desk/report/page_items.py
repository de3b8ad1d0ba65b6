"""The report's figures of each exercise: a plot and a table, and what was answered to each item."""

from collections.abc import Iterator
from itertools import groupby

from course_checks.core.text import shown
from course_checks.desk.report.figures import (
    FEWEST,
    WORKING,
    Estimate,
    ExerciseFigures,
    Figure,
    ItemFigures,
    PartUse,
    Use,
)
from course_checks.desk.report.markup import count, number, percent, row, table, text, typed
from course_checks.desk.report.page_top import place_of
from course_checks.desk.report.plots import bars_of, shares

PROMPT = 90
KEY = '<span class="key">✓ key</span>'
ENDINGS = {
    "unanswered": "left blank",
    "invalid": "not readable",
    "fault": "our fault",
    "keyless": "no key here",
}


def exercise(held: ExerciseFigures) -> Iterator[str]:
    """All that is said of one exercise."""
    yield f'<h3 id="{text(place_of(held.exercise))}">{text(held.title)}</h3>'
    about = [held.exercise, *held.outcomes, count(held.handed, "learner")]
    yield f'<p class="meta">{text(" · ".join(about))}</p>'
    plot = shares(
        bars_of((item.item, item.facility) for item in held.items),
        f"Mean score of each item of {held.title}; the table beside it has the figures.",
    )
    yield '<div class="side"><div>'
    yield _items(held)
    yield _whole(held)
    yield "</div>"
    if plot:
        said = "Mean score of each item, with its interval. The table has the same figures."
        yield f"<figure>{plot}<figcaption>{said}</figcaption></figure>"
    yield "</div>"
    for item in held.items:
        yield from _answers(item, held)


def _items(held: ExerciseFigures) -> str:
    """The table of the items; coefficients only where the class is large enough."""
    coefficients = held.complete >= FEWEST
    columns = ["item", "learners", "mean score"]
    columns += (
        ["with the other items, r", "upper less lower", "left blank"] if coefficients else ["left blank"]
    )
    return table(
        "First attempts. In brackets: the interval of 95 percent.",
        columns,
        (_row(item, coefficients=coefficients) for item in held.items),
    )


def _row(item: ItemFigures, *, coefficients: bool) -> str:
    head = f'<b>{text(item.item)}</b> <span class="prompt">{text(shown(item.prompt, PROMPT))}</span>'
    cells = [("learners", str(item.n)), ("mean score", percent(item.facility))]
    if coefficients:
        cells.append(("with the other items, r", _flagged(item.item_rest)))
        cells.append(("upper less lower", number(item.upper_lower)))
    cells.append(("left blank", str(item.endings.get("unanswered", 0))))
    return row(cells, head)


def _flagged(figure: Figure) -> str:
    """A correlation; one below 0 is marked, and whether it may be chance."""
    if not isinstance(figure, Estimate) or figure.value >= 0:
        return number(figure)
    said = "may be chance" if figure.high > 0 else "look at the key"
    return f'{number(figure)} <span class="flag">below 0, {said}</span>'


def _whole(held: ExerciseFigures) -> str:
    if not any(item.scorable for item in held.items):
        return '<p class="meta">No machine scores this exercise. A person reads it.</p>'
    if held.complete < FEWEST:
        there = f"{held.complete} of {held.handed}"
        return (
            f'<p class="meta">Too few for coefficients: {there} have a score in every item, and they need'
            f" {FEWEST}.</p>"
        )
    parts = [f"Mean {_points(held.points, held)}"]
    if isinstance(held.alpha, Estimate):
        parts.append(f"{text(held.alpha_name)} {number(held.alpha)}")
        parts.append(f"standard error of measurement ± {number(held.error)} points")
    else:
        parts.append(f"{text(held.alpha_name)}: {number(held.alpha)}")
    low = (
        " The set mixes skills on purpose: a low figure is no fault."
        if isinstance(held.alpha, Estimate)
        else ""
    )
    return f'<p class="meta">{"; ".join(parts)}. From the {held.complete} learners with a score in every item.{low}</p>'


def _points(figure: Figure, held: ExerciseFigures) -> str:
    most = sum(item.scorable for item in held.items)
    return f"{number(figure)} of {count(most, 'point')}"


# What was answered -----------------------------------------------------------------------------------------


def _answers(item: ItemFigures, held: ExerciseFigures) -> Iterator[str]:
    """What was given to an item, folded away."""
    place = text(place_of(held.exercise, item.item))
    others = [
        f"{number_of} {ENDINGS[ending]}"
        for ending, number_of in item.endings.items()
        if ending in ENDINGS and number_of
    ]
    after = f' <span class="quiet">({text(", ".join(others))})</span>' if others else ""
    yield f'<details class="answers"><summary>What was answered to <b>{text(item.item)}</b>{after}</summary>'
    yield f'<p id="{place}">{text(item.prompt)}</p>'  # in the fold, so that a link to it opens the fold
    for listed, parts in groupby(item.parts, key=_options):
        together = tuple(parts)
        if listed and len(together) > 1:
            yield _rows(together)
        else:
            yield from (_table(part) for part in together)
    if item.certain:
        yield (
            f'<p class="meta">{count(item.certain.learners, "learner")} felt certain: mean score'
            f" {percent(item.certain.success)}.</p>"
        )
    yield "</details>"


def _options(part: PartUse) -> tuple[str, ...]:
    return (
        tuple(use.value for use in part.uses) if any(use.text for use in part.uses) or _is_short(part) else ()
    )


def _is_short(part: PartUse) -> bool:
    return all(len(use.value) <= 20 for use in part.uses)


def _rows(parts: tuple[PartUse, ...]) -> str:
    """Rows that have the same choices: a line each."""
    told = []
    for part in parts:
        uses = [f"{_named(use)} {use.count}" for use in part.uses if use.count or use.keyed]
        uses += [f"blank {part.blank}"] if part.blank else []
        uses += [f"others {part.others}"] if part.others else []
        label = f' <span class="prompt">{text(_label(part))}</span>' if part.label else ""
        told.append(f"<dt>{text(part.part)}{label}</dt><dd>{' · '.join(uses)}</dd>")
    return f"<dl>{''.join(told)}</dl>"


def _named(use: Use) -> str:
    said = typed(shown(use.text or use.value, 40))
    return f'<span class="key">✓ {said}</span>' if use.keyed else said


def _table(part: PartUse) -> str:
    """One part, value by value."""
    with_rest = any(use.rest is not None for use in part.uses)
    columns = ["answer", "learners", "share"] + (["with the other items, r"] if with_rest else [])
    rows = [_use(use, with_rest=with_rest) for use in part.uses]
    if part.others:
        rows.append(row([("learners", str(part.others))], "other answers"))
    if part.blank:
        rows.append(row([("learners", str(part.blank))], "left blank"))
    return table(text(_label(part) or part.part), columns, rows)


def _label(part: PartUse) -> str:
    """What stands beside a blank; where that begins with the part's own name, without it."""
    return shown(part.label.removeprefix(f"{part.part}:").strip(), PROMPT)


def _use(use: Use, *, with_rest: bool) -> str:
    said = f"{typed(use.value)}{f' {typed(use.text)}' if use.text else ''}"
    cells = [("learners", str(use.count)), ("share", percent(use.share))]
    if with_rest and use.rest is not None:
        cells.append(("with the other items, r", _working(use)))
    return row(cells, f"{said} {KEY if use.keyed else ''}")


def _working(use: Use) -> str:
    """How a wrong option does its work; a key is meant to have a correlation above 0."""
    held = number(use.rest) if use.rest is not None else ""
    if use.keyed or not isinstance(use.rest, Estimate) or not isinstance(use.share, Estimate):
        return held
    if use.share.value < WORKING:
        return f"{held} hardly anybody takes it"
    if use.rest.value > 0:
        chance = "may be chance" if use.rest.low <= 0 else "can it be defended?"
        return f'{held} <span class="flag">above 0, {chance}</span>'
    return f"{held} works"
