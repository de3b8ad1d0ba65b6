"""Evidence against rival explanations, in rows (a matrix of competing hypotheses; QTI: match, twice over).

Score: 1/2 for the marks, the mean over rows of the share of marks that the key accepts; 3/10 for the least
contradicted explanation and 1/5 for the most telling evidence, both held against the learner's *own* marks.
An explanation with fewer than two "consistent" says too little and cannot win.  Evidence tells explanations
apart if it is inconsistent with some of them and not with all.  An empty cell may turn out either way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Mark, Scored, Slip, mean
from course_checks.core.part import CERTAINTY, Option, Options, Part, Prose
from course_checks.validators import Fault, Given
from course_checks.validators.common import doubled, shows_value, unknown

CONSISTENT, INCONSISTENT, NOTHING = "consistent", "inconsistent", "nothing"
LEAST, TELLING, SURE, MIND = "least", "telling", "sure", "mind"
EMPTY, CONFIRMING, SAME = "empty-hypothesis", "confirmation-count", "non-diagnostic"
FEWEST_CONSISTENT = 2
"""An explanation that fits less than this says too little."""
MIND_WORDS = 6
COUNTED = "In your own table:"
_MARKS_WEIGH, _LEAST_WEIGHS, _TELLING_WEIGHS = Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)
_MARKS = Options(options=tuple(Option(id=name, text=name) for name in (CONSISTENT, INCONSISTENT, NOTHING)))

shows = shows_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: a mark for each of `hypotheses` beside each piece of `evidence`, and what follows from them."""

    hypotheses: tuple[Option, ...]
    evidence: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """For each cell, such as H1-Z5, the accepted marks, the model first."""

    accepted: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """How often each mark stands in the row of a hypothesis."""

    consistent: int
    inconsistent: int
    blank: int

    @property
    def may_win(self) -> bool:
        """Whether it says enough, or could once its empty cells are filled."""
        return self.consistent + self.blank >= FEWEST_CONSISTENT


def _cell(hypothesis: Option, evidence: Option) -> str:
    return f"{hypothesis.id}-{evidence.id}"


def _cells(ask: Ask) -> Iterator[str]:
    return (_cell(row, column) for row in ask.hypotheses for column in ask.evidence)


def parts(ask: Ask) -> tuple[Part, ...]:
    """One part a cell, row by row; then the choice, the evidence, the certainty and what would change it."""
    return (
        *(
            Part(id=_cell(row, column), domain=_MARKS, label=f"{row.id}, {column.text}")
            for row in ask.hypotheses
            for column in ask.evidence
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


def _rows(ask: Ask, given: Given) -> dict[str, _Row]:
    found = {}
    for row in ask.hypotheses:
        marks = [given.get(_cell(row, column)) for column in ask.evidence]
        found[row.id] = _Row(
            consistent=marks.count(CONSISTENT),
            inconsistent=marks.count(INCONSISTENT),
            blank=marks.count(None),
        )
    return found


def least_contradicted(ask: Ask, given: Given) -> tuple[str, ...]:
    """The hypotheses that say enough and are contradicted no more than any other, however blanks are filled."""
    rows = _rows(ask, given)
    return tuple(
        name
        for name, row in rows.items()
        if row.consistent >= FEWEST_CONSISTENT
        and all(
            row.inconsistent + row.blank <= other.inconsistent
            for rival, other in rows.items()
            if rival != name and other.may_win
        )
    )


def diagnostic(ask: Ask, given: Given) -> tuple[str, ...]:
    """The evidence that is inconsistent with some hypothesis and not with some other."""
    found = []
    for column in ask.evidence:
        marks = {given.get(_cell(row, column)) for row in ask.hypotheses} - {None}
        if INCONSISTENT in marks and len(marks) > 1:
            found.append(column.id)
    return tuple(found)


def score(ask: Ask, accept: Accept, given: Given, _library: Library = NO_LIBRARY) -> Scored:
    """The marks against the key, the two conclusions against the learner's own marks."""
    right = {cell: given.get(cell) in accept.accepted[cell] for cell in _cells(ask)}
    rows = (mean(Fraction(right[_cell(row, one)]) for one in ask.evidence) for row in ask.hypotheses)
    follows = given.get(LEAST) in least_contradicted(ask, given)
    tells = given.get(TELLING) in diagnostic(ask, given)
    marks = [Mark(part=cell, score=Fraction(right[cell]), empty=cell not in given) for cell in right]
    marks += [
        Mark(part=LEAST, score=Fraction(follows), empty=LEAST not in given),
        Mark(part=TELLING, score=Fraction(tells), empty=TELLING not in given),
    ]
    marks += [Mark(part=name, score=None, empty=name not in given) for name in (SURE, MIND)]
    return Scored(
        score=_MARKS_WEIGH * mean(rows) + _LEAST_WEIGHS * follows + _TELLING_WEIGHS * tells,
        marks=tuple(marks),
        slips=tuple(_slips(ask, given)),
        tally=_tally(right, given, follows=follows, tells=tells),
        details=_details(ask, given),
    )


def _tally(right: Mapping[str, bool], given: Given, *, follows: bool, tells: bool) -> str:
    said = [f"{sum(right.values())} of {len(right)} marks are accepted by the key."]
    if LEAST in given:
        said.append(f"Your choice {'follows' if follows else 'does not follow'} from your own table.")
    if TELLING in given:
        said.append(f"Your evidence {'separates' if tells else 'does not separate'} the explanations there.")
    return " ".join(said)


def _details(ask: Ask, given: Given) -> tuple[str, ...]:
    """The learner's own table, counted."""
    rows = _rows(ask, given)
    if all(row.blank == len(ask.evidence) for row in rows.values()):
        return ()
    counted = (
        f"{name}: {row.inconsistent} inconsistent, {row.consistent} consistent"
        + (f", {row.blank} empty" if row.blank else "")
        + ("" if row.may_win else "; it says too little to be chosen")
        for name, row in rows.items()
    )
    return (COUNTED, *counted)


def _slips(ask: Ask, given: Given) -> Iterator[Slip]:
    rows, chosen, telling = _rows(ask, given), given.get(LEAST), given.get(TELLING)
    if (own := rows.get(str(chosen))) is not None:
        less = [
            row for row in rows.values() if row.may_win and row.inconsistent + row.blank < own.inconsistent
        ]
        if not own.may_win:
            yield Slip(id=EMPTY, parts=(LEAST,))
        elif less and own.consistent >= max(row.consistent for row in rows.values()):
            yield Slip(id=CONFIRMING, parts=(LEAST,))
    if telling is not None and telling not in diagnostic(ask, given):
        column = [given.get(f"{row.id}-{telling}") for row in ask.hypotheses]
        if None not in column:
            yield Slip(id=SAME, parts=(TELLING,))


def model(ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first accepted mark of each cell, and the first of what follows from these."""
    marks = {cell: accept.accepted[cell][0] for cell in _cells(ask)}
    return {**marks, LEAST: least_contradicted(ask, marks)[0], TELLING: diagnostic(ask, marks)[0]}


def everything(_ask: Ask) -> None:
    """Nothing is ticked: each cell takes one mark."""
    return


def also(ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """The further marks of each cell that has any, and what else follows from the marks of the model."""
    marks = {cell: accept.accepted[cell][0] for cell in _cells(ask)}
    further = {cell: accept.accepted[cell][1:] for cell in marks}
    further |= {LEAST: least_contradicted(ask, marks)[1:], TELLING: diagnostic(ask, marks)[1:]}
    return {part: values for part, values in further.items() if values}


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
    cells = tuple(_cells(ask))
    found = [
        *doubled("hypotheses", (one.id for one in ask.hypotheses)),
        *doubled("evidence", (one.id for one in ask.evidence)),
        *unknown("accepted", accept.accepted, cells),
    ]
    found += [("evidence", f"the cell {cell!r} stands twice", "choose other ids") for cell in _twice(cells)]
    for path, listed in (("hypotheses", ask.hypotheses), ("evidence", ask.evidence)):
        if len(listed) < 2:
            found.append((path, f"{len(listed)} listed", "give at least two"))
    for cell in cells:
        marks, path = accept.accepted.get(cell, ()), f"accepted.{cell}"
        if not marks:
            found.append((path, "the cell has no key", "list its marks, the model first"))
        found += unknown(path, marks, _MARKS.ids, "a mark")
        if set(_MARKS.ids) <= set(marks):
            found.append((path, "every mark is accepted", "leave at least one that is not"))
    return tuple(found) or tuple(_model_faults(ask, accept))


def _twice(cells: tuple[str, ...]) -> list[str]:
    return sorted({cell for cell in cells if cells.count(cell) > 1})


def _model_faults(ask: Ask, accept: Accept) -> Iterator[Fault]:
    marks = {cell: accept.accepted[cell][0] for cell in _cells(ask)}
    if not least_contradicted(ask, marks):
        remedy = "mark two cells of one of them consistent"
        yield "accepted", "in the model every hypothesis says too little", remedy
    if not diagnostic(ask, marks):
        yield "accepted", "in the model no evidence separates the hypotheses", "add some that does"


def wants_slips(ask: Ask, _accept: Accept) -> tuple[tuple[str, str], ...]:
    """Every cell has a slip on at least one of its marks."""
    return tuple((cell, "") for cell in _cells(ask))
