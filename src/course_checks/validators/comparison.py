"""Two sources on the same themes: a passage of each, or its silence, and how the two relate (QTI: match, as a matrix).

Score: the mean over themes of the mean of three cells, each 1 or 0: the passage of the first source, that of the
second, and the relation.  A source that says nothing on a theme is keyed as silent, and to find that scores as
much as to find a passage.  Themes are averaged, not cells, so that none weighs more than another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Mark, Scored, Slip, mean
from course_checks.core.part import SILENT, Option, Options, Part, Passages
from course_checks.core.text import plain
from course_checks.validators import Fault, Given
from course_checks.validators.common import doubled, shows_value, unknown

SILENCE_FILLED, SILENCE_MISSED = "silence-filled", "silence-missed"
SILENT_RELATION = "silent"
RELATIONS = tuple(Option(id=name, text=name) for name in ("same", "different", SILENT_RELATION))
FIRST, SECOND = "-first", "-second"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: for each of `themes` a passage of two sources, or silence, and one of `relations`."""

    themes: tuple[Option, ...]
    first: str
    """The id of a source."""
    second: str
    first_name: str = ""
    """What the learner reads instead of the id: MyST."""
    second_name: str = ""
    relations: tuple[Option, ...] = RELATIONS
    """Where `silent` is among them, it is the relation of a theme on which a source says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is accepted for one theme, the model first.  No passage means silence, and so does "-" among them."""

    relation: tuple[str, ...]
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """For each theme what is accepted."""

    accepted: Mapping[str, Row]


def parts(ask: Ask) -> tuple[Part, ...]:
    """Three parts a theme: first source, second source, relation."""
    first = Passages(silent=True, source=ask.first)
    second = Passages(silent=True, source=ask.second)
    relations = Options(options=ask.relations)
    return tuple(
        part
        for theme in ask.themes
        for part in (
            Part(id=theme.id + FIRST, domain=first, label=f"{theme.text}: {ask.first_name or ask.first}"),
            Part(id=theme.id + SECOND, domain=second, label=f"{theme.text}: {ask.second_name or ask.second}"),
            Part(id=theme.id, domain=relations, label=f"{theme.text}: how the two relate"),
        )
    )


def _cells(theme: str, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """From each part of a theme to the values that it takes, as typed."""
    row = accept.accepted[theme]
    return {
        theme + FIRST: row.first or (SILENT,),
        theme + SECOND: row.second or (SILENT,),
        theme: row.relation,
    }


def _all_cells(ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    rows = (_cells(theme.id, accept) for theme in ask.themes if theme.id in accept.accepted)
    return {part: values for row in rows for part, values in row.items()}


def shows(part: str, value: str, given: Given) -> bool:
    """Whether `given` has `value` at `part`: a relation, a passage, or "-" for silence."""
    return given.get(part) == () if value == SILENT else shows_value(part, value, given)


def _fits(part: str, wanted: tuple[str, ...], given: Given) -> bool:
    return any(shows(part, value, given) for value in wanted)


def score(ask: Ask, accept: Accept, given: Given, _library: Library = NO_LIBRARY) -> Scored:
    """The mean over themes of the mean over their three cells."""
    rows = [_cells(theme.id, accept) for theme in ask.themes]
    marks = [
        [
            Mark(part=part, score=Fraction(_fits(part, wanted, given)), empty=part not in given)
            for part, wanted in row.items()
        ]
        for row in rows
    ]
    shares = [mean(mark.score or Fraction(0) for mark in row) for row in marks]
    return Scored(
        score=mean(shares),
        marks=tuple(mark for row in marks for mark in row),
        slips=_slips(_all_cells(ask, accept), given),
        tally=f"{sum(share == 1 for share in shares)} of {len(shares)} themes stand as in the key.",
        hint=_hint(ask, marks),
    )


def _slips(cells: Mapping[str, tuple[str, ...]], given: Given) -> tuple[Slip, ...]:
    """Where a passage is named for a source that is silent, and where silence is claimed of one that speaks."""
    sides = {part: wanted for part, wanted in cells.items() if isinstance(given.get(part), tuple)}
    filled = tuple(part for part, wanted in sides.items() if given[part] and wanted == (SILENT,))
    missed = tuple(part for part, wanted in sides.items() if not given[part] and SILENT not in wanted)
    told = ((SILENCE_FILLED, filled), (SILENCE_MISSED, missed))
    return tuple(Slip(id=name, parts=found) for name, found in told if found)


def _hint(ask: Ask, marks: list[list[Mark]]) -> str:
    """The themes of which something given does not stand, and what of each."""
    names = (plain(ask.first_name) or ask.first, plain(ask.second_name) or ask.second, "relation")
    said = []
    for theme, row in zip(ask.themes, marks, strict=True):
        again = [name for name, mark in zip(names, row, strict=True) if mark.state == "look again"]
        if again:
            said.append(f"{plain(theme.text)} ({', '.join(again)})")
    return f"Look again at: {'; '.join(said)}." if said else ""


def model(ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first value of each cell, a dash for silence."""
    return {part: values[0] for part, values in _all_cells(ask, accept).items()}


def everything(_ask: Ask) -> None:
    """Nothing is ticked: each cell takes one value."""
    return


def also(ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """The further values of each cell that has any."""
    return {part: values[1:] for part, values in _all_cells(ask, accept).items() if values[1:]}


def accepts(ask: Ask, accept: Accept, part: str, given: Given) -> str:
    """Another accepted value of the cell."""
    wanted = _all_cells(ask, accept).get(part, ())
    return "listed under accepted" if _fits(part, wanted, given) else ""


def own_slips(_ask: Ask) -> tuple[str, ...]:
    """A silence filled, and a silence where the source speaks."""
    return (SILENCE_FILLED, SILENCE_MISSED)


def faults(ask: Ask, accept: Accept) -> tuple[Fault, ...]:
    """Doubled or unknown themes and relations, themes without a key, and silence that contradicts the relation."""
    ids = tuple(theme.id for theme in ask.themes)
    relations = tuple(relation.id for relation in ask.relations)
    found = [
        *doubled("themes", (part.id for part in parts(ask))),
        *doubled("relations", relations),
        *unknown("accepted", accept.accepted, ids),
    ]
    if not ids:
        found.append(("themes", "there are no themes", "give at least one"))
    if len(relations) < 2:
        found.append(("relations", f"{len(relations)} relation", "give at least two"))
    for theme in ids:
        if theme not in accept.accepted:
            found.append((f"accepted.{theme}", "the theme has no key", "give first, second and relation"))
        else:
            found += _row_faults(theme, accept, relations)
    rows = [_cells(theme, accept) for theme in ids if theme in accept.accepted]
    sides = [wanted for row in rows for part, wanted in row.items() if part not in ids]
    if rows and all(wanted != (SILENT,) for wanted in sides):
        found.append(
            ("accepted", "no source is silent on any theme", "add a theme on which one says nothing")
        )
    if rows and all(SILENT in wanted for wanted in sides):
        found.append(("accepted", "no source says anything", "add a theme on which one speaks"))
    return tuple(found)


def _row_faults(theme: str, accept: Accept, relations: tuple[str, ...]) -> list[Fault]:
    cells, path = _cells(theme, accept), f"accepted.{theme}"
    relation = cells[theme]
    found = [*unknown(f"{path}.relation", relation, relations)]
    if not relation:
        found.append((f"{path}.relation", "no relation is accepted", "list the model first"))
    if relations and set(relations) <= set(relation):
        found.append((f"{path}.relation", "every relation is accepted", "leave at least one that is not"))
    if SILENT_RELATION not in relations:
        return found
    sides = (cells[theme + FIRST], cells[theme + SECOND])
    if any(side == (SILENT,) for side in sides) and set(relation) - {SILENT_RELATION}:
        found.append((path, "a source is silent and another relation is accepted", "accept silent alone"))
    if SILENT_RELATION in relation and not any(SILENT in side for side in sides):
        found.append(
            (path, "both sources speak and silent is accepted", "accept - for one of them, or not silent")
        )
    return found


def wants_slips(ask: Ask, _accept: Accept) -> tuple[tuple[str, str], ...]:
    """Every theme has a slip on at least one of its relations."""
    return tuple((theme.id, "") for theme in ask.themes)
