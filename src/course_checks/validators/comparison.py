"""Two sources on the same themes: a passage of each, or its silence, and how the two relate (QTI: match, as a matrix).

Score: the mean over themes of the mean of three cells, each 1 or 0: the passage of the first source, that of the
second, and the relation.  A source that says nothing on a theme is keyed as silent, and to find that scores as
much as to find a passage.  Themes are averaged, not cells, so that none weighs more than another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Scored, Slip
from course_checks.core.part import SILENT, Domain, Option, Options, Part, Passages
from course_checks.core.text import plain
from course_checks.validators import Fault, Given
from course_checks.validators.common import (
    all_accepted,
    beside_the_model,
    doubled,
    few,
    look_again,
    marked,
    nothing_on_form,
    nothing_ticked,
    shows_value,
    slips_at,
    texts,
    unknown,
)

SILENCE_FILLED, SILENCE_MISSED = "silence-filled", "silence-missed"
SILENT_RELATION = "silent"
RELATIONS = tuple(Option(id=name, text=name) for name in ("same", "different", SILENT_RELATION))
FIRST, SECOND = "-first", "-second"
CELLS = (FIRST, SECOND, "")
"""What follows the id of a theme in the ids of its three parts."""

shows, everything, on_form = shows_value, nothing_ticked, nothing_on_form


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

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """What each of its cells takes, in the order of `CELLS`."""
        return (self.first or (SILENT,), self.second or (SILENT,), self.relation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """For each theme what is accepted."""

    accepted: Mapping[str, Row]


@lru_cache(maxsize=64)
def parts(ask: Ask) -> tuple[Part, ...]:
    """Three parts a theme: first source, second source, relation."""
    asked: tuple[tuple[Domain, str], ...] = (
        (Passages(silent=True, source=ask.first), ask.first_name or ask.first),
        (Passages(silent=True, source=ask.second), ask.second_name or ask.second),
        (Options(options=ask.relations), "how the two relate"),
    )
    return tuple(
        Part(id=theme.id + cell, domain=domain, label=f"{theme.text}: {what}")
        for theme in ask.themes
        for cell, (domain, what) in zip(CELLS, asked, strict=True)
    )


def _cells(ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """From each part to the values that it takes, as typed; parts of themes without a key left out."""
    return {
        theme.id + cell: wanted
        for theme in ask.themes
        if theme.id in accept.accepted
        for cell, wanted in zip(CELLS, accept.accepted[theme.id].cells, strict=True)
    }


def score(ask: Ask, accept: Accept, given: Given, _library: Library = NO_LIBRARY) -> Scored:
    """The mean over themes of the mean over their three cells."""
    cells = _cells(ask, accept)
    right = {part: any(shows(part, value, given) for value in wanted) for part, wanted in cells.items()}
    whole = sum(all(right[theme.id + cell] for cell in CELLS) for theme in ask.themes)
    return Scored(
        # Every theme has as many cells as any other: the mean over all of them is the mean over themes.
        score=Fraction(sum(right.values()), len(right)),
        marks=tuple(marked(part, given, right=fits) for part, fits in right.items()),
        slips=_slips(cells, given),
        tally=f"{whole} of {len(ask.themes)} themes stand as in the key.",
        hint=look_again(_amiss(ask, given, right)),
    )


def _slips(cells: Mapping[str, tuple[str, ...]], given: Given) -> tuple[Slip, ...]:
    """Where a passage is named for a source that is silent, and where silence is claimed of one that speaks."""
    sides = {part: wanted for part, wanted in cells.items() if isinstance(given.get(part), tuple)}
    filled = tuple(part for part, wanted in sides.items() if given[part] and wanted == (SILENT,))
    missed = tuple(part for part, wanted in sides.items() if not given[part] and SILENT not in wanted)
    return slips_at({SILENCE_FILLED: filled, SILENCE_MISSED: missed})


def _amiss(ask: Ask, given: Given, right: Mapping[str, bool]) -> Iterator[str]:
    """The themes of which something given does not stand, and what of each."""
    names = (plain(ask.first_name) or ask.first, plain(ask.second_name) or ask.second, "relation")
    for theme, said in texts(ask.themes).items():
        held = zip(names, (theme + cell for cell in CELLS), strict=True)
        if again := [name for name, part in held if part in given and not right[part]]:
            yield f"{said} ({', '.join(again)})"


def model(ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first value of each cell, a dash for silence."""
    return {part: values[0] for part, values in _cells(ask, accept).items()}


def also(ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """The further values of each cell that has any."""
    return beside_the_model(_cells(ask, accept))


def accepts(ask: Ask, accept: Accept, part: str, given: Given) -> str:
    """Another accepted value of the cell."""
    wanted = _cells(ask, accept).get(part, ())
    return "listed under accepted" if any(shows(part, value, given) for value in wanted) else ""


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
        *(() if ids else (("themes", "there are no themes", "give at least one"),)),
        *few("relations", relations, 2, "relation"),
    ]
    for theme in ids:
        found += _row_faults(f"accepted.{theme}", accept.accepted.get(theme), relations)
    sides = [wanted for part, wanted in _cells(ask, accept).items() if part not in ids]
    if sides and all(wanted != (SILENT,) for wanted in sides):
        remedy = "add a theme on which one says nothing"
        found.append(("accepted", "no source is silent on any theme", remedy))
    if sides and all(SILENT in wanted for wanted in sides):
        found.append(("accepted", "no source says anything", "add a theme on which one speaks"))
    return tuple(found)


def _row_faults(path: str, row: Row | None, relations: tuple[str, ...]) -> Iterator[Fault]:
    """What is amiss with the key of one theme."""
    if row is None:
        yield path, "the theme has no key", "give first, second and relation"
        return
    *sides, relation = row.cells
    yield from unknown(f"{path}.relation", relation, relations)
    if not relation:
        yield f"{path}.relation", "no relation is accepted", "list the model first"
    yield from all_accepted(f"{path}.relation", relations, relation, "relation")
    if SILENT_RELATION not in relations:
        return
    if (SILENT,) in sides and set(relation) - {SILENT_RELATION}:
        yield path, "a source is silent and another relation is accepted", "accept silent alone"
    if SILENT_RELATION in relation and not any(SILENT in side for side in sides):
        yield path, "both sources speak and silent is accepted", "accept - for one of them, or not silent"


def wants_slips(ask: Ask, _accept: Accept) -> tuple[tuple[str, str], ...]:
    """Every theme has a slip on at least one of its relations."""
    return tuple((theme.id, "") for theme in ask.themes)
