"""Evidence against rival explanations, in rows (a matrix of competing hypotheses; QTI: match, twice over).

Score: 1/2 for the marks, the mean over rows of the share of marks that the key accepts; 3/10 for the least
contradicted explanation and 1/5 for the most telling evidence, both held against the learner's *own* marks.
An explanation with fewer than two "consistent" says too little and cannot win.  Evidence tells explanations
apart if it is inconsistent with some of them and not with all.  An empty cell may turn out either way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import chain

from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.matrix import MARKS, Matrix
from course_checks.core.outcome import Mark, Scored, Slip
from course_checks.core.part import CERTAINTY, Option, Options, Part, Prose
from course_checks.validators import Fault, Given
from course_checks.validators.common import (
    all_accepted,
    beside_the_model,
    doubled,
    few,
    marked,
    nothing_ticked,
    shows_value,
    unknown,
)

LEAST, TELLING, SURE, MIND = "least", "telling", "sure", "mind"
EMPTY, CONFIRMING, SAME = "empty-hypothesis", "confirmation-count", "non-diagnostic"
MIND_WORDS = 6
COUNTED = "In your own table:"
_MARKS_WEIGH, _LEAST_WEIGHS, _TELLING_WEIGHS = Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)
_MARKS = Options(options=tuple(Option(id=name, text=name) for name in MARKS))

everything, shows = nothing_ticked, shows_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: a mark for each of `hypotheses` beside each piece of `evidence`, and what follows from them."""

    hypotheses: tuple[Option, ...]
    evidence: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """For each cell, such as H1-Z5, the accepted marks, the model first."""

    accepted: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=256)
def _grid(ask: Ask) -> tuple[tuple[str, ...], ...]:
    """The names of the cells, such as H1-Z5, row by row."""
    return tuple(tuple(f"{row.id}-{column.id}" for column in ask.evidence) for row in ask.hypotheses)


def _cells(ask: Ask) -> tuple[str, ...]:
    return tuple(chain.from_iterable(_grid(ask)))


def matrix(ask: Ask, given: Given) -> Matrix:
    """What stands in the cells that are given, and what follows from it."""
    return Matrix.of(
        (row.id for row in ask.hypotheses),
        (column.id for column in ask.evidence),
        [[given.get(cell) for cell in row] for row in _grid(ask)],
    )


@lru_cache(maxsize=256)
def parts(ask: Ask) -> tuple[Part, ...]:
    """One part a cell, row by row; then the choice, the evidence, the certainty and what would change it."""
    return (
        *(
            Part(id=cell, domain=_MARKS, label=f"{row.id}, {column.text}")
            for row, cells in zip(ask.hypotheses, _grid(ask), strict=True)
            for column, cell in zip(ask.evidence, cells, strict=True)
        ),
        Part(id=LEAST, domain=Options(options=ask.hypotheses), label="The least contradicted"),
        Part(id=TELLING, domain=Options(options=ask.evidence), label="The most telling piece of evidence"),
        Part(id=SURE, domain=CERTAINTY, label="How sure are you?", scored=False),
        Part(
            id=MIND,
            domain=Prose(words=MIND_WORDS),
            label="What would somebody have to see to change your mind?",
            scored=False,
        ),
    )


def score(ask: Ask, accept: Accept, given: Given, _library: Library = NO_LIBRARY) -> Scored:
    """The marks against the key, the two conclusions against the learner's own marks."""
    own, right = matrix(ask, given), {cell: given.get(cell) in accept.accepted[cell] for cell in _cells(ask)}
    follows, tells = given.get(LEAST) in own.least, given.get(TELLING) in own.telling
    # Every row has as many cells: the mean over rows is that over cells.
    share = Fraction(sum(right.values()), len(right))
    told = {**right, LEAST: follows, TELLING: tells}
    return Scored(
        score=_MARKS_WEIGH * share + _LEAST_WEIGHS * follows + _TELLING_WEIGHS * tells,
        marks=(
            *(marked(part, given, right=held) for part, held in told.items()),
            *(Mark(part=name, score=None, empty=name not in given) for name in (SURE, MIND)),
        ),
        slips=tuple(_slips(own, given)),
        tally=_tally(right, given, follows=follows, tells=tells),
        details=_counted(own),
    )


def on_form(ask: Ask, given: Given, _library: Library = NO_LIBRARY) -> tuple[str, ...]:
    """The marks of the learner's own table, counted."""
    return _counted(matrix(ask, given))


def _counted(own: Matrix) -> tuple[str, ...]:
    return (COUNTED, *own.counted) if own.counted else ()


def _tally(right: Mapping[str, bool], given: Given, *, follows: bool, tells: bool) -> str:
    said = [f"{sum(right.values())} of {len(right)} marks are accepted by the key."]
    if LEAST in given:
        said.append(f"Your choice {'follows' if follows else 'does not follow'} from your own table.")
    if TELLING in given:
        said.append(
            f"Your evidence {'separates' if tells else 'does not separate'} the explanations in your table."
        )
    return " ".join(said)


def _slips(own: Matrix, given: Given) -> Iterator[Slip]:
    chosen, telling = own.rows.get(str(given.get(LEAST))), given.get(TELLING)
    if chosen is not None:
        rows = own.rows.values()
        if not chosen.may_win:
            yield Slip(id=EMPTY, parts=(LEAST,))
        elif any(row.may_win and row.worst < chosen.inconsistent for row in rows) and (
            chosen.consistent >= max(row.consistent for row in rows)
        ):
            yield Slip(id=CONFIRMING, parts=(LEAST,))
    if isinstance(telling, str) and telling not in own.telling and None not in own.columns[telling]:
        yield Slip(id=SAME, parts=(TELLING,))


def _model_marks(ask: Ask, accept: Accept) -> dict[str, str]:
    return {cell: accept.accepted[cell][0] for cell in _cells(ask)}


def model(ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first accepted mark of each cell, and the first of what follows from these."""
    marks = _model_marks(ask, accept)
    table = matrix(ask, marks)
    return {**marks, LEAST: table.least[0], TELLING: table.telling[0]}


def also(ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """The further marks of each cell that has any, and what else follows from the marks of the model."""
    table = matrix(ask, _model_marks(ask, accept))
    marks = {cell: accept.accepted[cell] for cell in _cells(ask)}
    return beside_the_model({**marks, LEAST: table.least, TELLING: table.telling})


def accepts(ask: Ask, accept: Accept, part: str, given: Given) -> str:
    """Another accepted mark, or another conclusion, as long as both conclusions follow from the marks."""
    if score(ask, accept, given).score != 1:
        return ""
    if part == LEAST:
        return "no other is contradicted less in this table"
    return "it separates the explanations in this table" if part == TELLING else "listed under accepted"


def own_slips(_ask: Ask) -> tuple[str, ...]:
    """A choice that says too little, or has most in its favour; evidence that separates nothing."""
    return (EMPTY, CONFIRMING, SAME)


def faults(ask: Ask, accept: Accept) -> tuple[Fault, ...]:
    """Doubled ids, cells without a key or with every mark, a model from which nothing follows."""
    cells = _cells(ask)
    found = [
        *doubled("hypotheses", (one.id for one in ask.hypotheses)),
        *doubled("evidence", (one.id for one in ask.evidence)),
        *unknown("accepted", accept.accepted, cells),
    ]
    twice = sorted({cell for cell in cells if cells.count(cell) > 1})
    found += [("evidence", f"the cell {cell!r} stands twice", "choose other ids") for cell in twice]
    found += few("hypotheses", ask.hypotheses, 2, "listed")
    found += few("evidence", ask.evidence, 2, "listed")
    for cell in cells:
        marks, path = accept.accepted.get(cell, ()), f"accepted.{cell}"
        if not marks:
            found.append((path, "the cell has no key", "list its marks, the model first"))
        found += unknown(path, marks, MARKS, "a mark")
        found += all_accepted(path, MARKS, marks, "mark")
    return tuple(found) or tuple(_model_faults(ask, accept))


def _model_faults(ask: Ask, accept: Accept) -> Iterator[Fault]:
    table = matrix(ask, _model_marks(ask, accept))
    if not table.least:
        remedy = "mark two cells of one of them consistent"
        yield "accepted", "in the model every hypothesis says too little", remedy
    if not table.telling:
        yield "accepted", "in the model no evidence separates the hypotheses", "add some that does"


def wants_slips(ask: Ask, _accept: Accept) -> tuple[tuple[str, str], ...]:
    """Every cell has a slip on at least one of its marks."""
    return tuple((cell, "") for cell in _cells(ask))
