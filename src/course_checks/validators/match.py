"""Rows to labels, several labels accepted for a row (QTI: match).

Score: the mean over rows of 1 for an accepted label, else 0.  Where the labels form a scale
(`ordered`), one step from an accepted label scores 1/2.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Mark, Scored, Slip, mean
from course_checks.core.part import UNKNOWN, Option, Options, Part
from course_checks.validators import Fault, Given
from course_checks.validators.common import (
    all_accepted,
    beside_the_model,
    doubled,
    few,
    nothing_on_form,
    nothing_ticked,
    shows_value,
    unknown,
)

ONE_LABEL = "one-label"
FEWEST_FOR_ONE_LABEL = 3

everything, on_form, shows = nothing_ticked, nothing_on_form, shows_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: one of `labels` for each of `rows`."""

    rows: tuple[Option, ...]
    labels: tuple[Option, ...]
    unknown: bool = False
    """Whether "?", cannot tell, is among the labels."""
    ordered: bool = False
    """Whether the labels, as listed, form a scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """For each row the accepted labels, the model first."""

    accepted: Mapping[str, tuple[str, ...]]


def _labels(ask: Ask) -> tuple[Option, ...]:
    return (*ask.labels, Option(id=UNKNOWN, text="cannot tell from the page")) if ask.unknown else ask.labels


def parts(ask: Ask) -> tuple[Part, ...]:
    """One part a row."""
    domain = Options(options=_labels(ask))
    return tuple(Part(id=row.id, domain=domain, label=row.text) for row in ask.rows)


def score(ask: Ask, accept: Accept, given: Given, _library: Library = NO_LIBRARY) -> Scored:
    """The mean over rows."""
    marks = tuple(_mark(row.id, ask, accept, given) for row in ask.rows)
    right = sum(mark.score == 1 for mark in marks)
    labels = {given.get(row.id) for row in ask.rows}
    same = len(ask.rows) >= FEWEST_FOR_ONE_LABEL and len(labels) == 1
    slips = (Slip(id=ONE_LABEL, parts=tuple(row.id for row in ask.rows)),) if same else ()
    points = mean(mark.score or Fraction(0) for mark in marks)
    return Scored(
        score=points, marks=marks, slips=slips, tally=f"{right} of {len(ask.rows)} rows match the key."
    )


def _mark(row: str, ask: Ask, accept: Accept, given: Given) -> Mark:
    """1 for an accepted label, 1/2 one step off on a scale, else 0."""
    label, wanted = given.get(row), accept.accepted[row]
    scale = [option.id for option in ask.labels]
    points = Fraction(label in wanted)
    if not points and ask.ordered and label in scale:
        steps = [abs(scale.index(str(label)) - scale.index(name)) for name in wanted if name in scale]
        points = Fraction(1, 2) if 1 in steps else points
    return Mark(part=row, score=points, empty=label is None)


def model(ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first accepted label of each row."""
    return {row.id: accept.accepted[row.id][0] for row in ask.rows}


def also(_ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """The further labels of each row that has any."""
    return beside_the_model(accept.accepted)


def accepts(_ask: Ask, accept: Accept, part: str, given: Given) -> str:
    """Another accepted label of the row."""
    return "listed under accepted" if given.get(part) in accept.accepted.get(part, ()) else ""


def own_slips(ask: Ask) -> tuple[str, ...]:
    """The same label in every row."""
    return (ONE_LABEL,) if len(ask.rows) >= FEWEST_FOR_ONE_LABEL else ()


def faults(ask: Ask, accept: Accept) -> tuple[Fault, ...]:
    """Doubled or unknown rows and labels, rows without a key, rows that accept every label."""
    rows, labels = tuple(row.id for row in ask.rows), tuple(label.id for label in _labels(ask))
    found = [*doubled("rows", rows), *doubled("labels", labels), *unknown("accepted", accept.accepted, rows)]
    if not rows:
        found.append(("rows", "there are no rows", "give at least one"))
    for row in rows:
        wanted = accept.accepted.get(row, ())
        path = f"accepted.{row}"
        if not wanted:
            found.append((path, "the row has no key", "list its labels, the model first"))
        found += unknown(path, wanted, labels)
        found += all_accepted(path, labels, wanted, "label")
    return (*found, *few("labels", labels, 2, "label"))


def wants_slips(ask: Ask, _accept: Accept) -> tuple[tuple[str, str], ...]:
    """Every row has a slip on at least one of its labels."""
    return tuple((row.id, "") for row in ask.rows)
