"""Two sources side by side, dimension by dimension: who speaks, at how many places, and who is silent.

Drawn twice: once with a square for each passage, which gives nothing away, and once with the passages themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from course_checks.figures.chips import Shelf, SourceSign, source_rule
from course_checks.figures.dimensions import DATA_FILE, RELATIONS, Dimension, in_runs, sources_of
from course_checks.figures.drawing import Canvas, Drawing, Said, Twin, number_word, put_together
from course_checks.figures.measure import text_width, wrap
from course_checks.figures.svg import Element, group, line, rect, words

SILENT = "silent"
NOTE = (
    "“Silent” is about the words of a page, and not about what its writer knew. A letter is an evidence card with "
    "something on the matter from outside both. The dimensions and the lists are ours."
)
OUTSIDE = "Cards"


LABEL = 292.0
"""The room for the name of a dimension between the sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The measures of one shape of the picture."""

    total: float
    size: float
    square: float
    gap: float
    row: float

    @property
    def step(self) -> float:
        """From one square to the next."""
        return self.square + self.gap


WIDE = Face(total=880, size=14.5, square=10, gap=3.5, row=31)
TALL = Face(total=340, size=13, square=8, gap=3, row=25)


def draw_comparison(dimensions: Sequence[Dimension], shelf: Shelf, *, name: str = "comparison") -> Drawing:
    """Who speaks where, as squares."""
    first, second = sources_of(shelf)
    counts = Counter(one.speaking for one in dimensions)
    said = Said(
        caption=(
            f"Of {len(dimensions)} dimensions both pages speak on {number_word(counts[first.id, second.id])}, "
            f"{first.called} alone on {number_word(counts[first.id,])} and {second.called} alone on "
            f"{number_word(counts[second.id,])}."
        ),
        note=f"A square is a passage. {NOTE}",
        alt=f"{len(dimensions)} rows; squares count the passages of each page on a dimension; silence is written out.",
        twin=Twin(
            intro="Row by row, as on the picture. Which passages they are stands in the other figure of this unit.",
            header=("Dimension", *_headers(shelf), "Cards from outside"),
            rows=tuple(
                (
                    one.text,
                    *(str(len(one.passages[source.id]) or SILENT) for source in (first, second)),
                    ", ".join(one.cards) or "none",
                )
                for one in dimensions
            ),
        ),
        files=(DATA_FILE,),
    )
    return put_together(
        name, said, _wide(dimensions, shelf, keyed=False), _tall(dimensions, shelf, keyed=False)
    )


def draw_comparison_key(
    dimensions: Sequence[Dimension], shelf: Shelf, *, name: str = "comparison-key"
) -> Drawing:
    """The same rows with their passages, and how the two relate."""
    counts: Counter[str] = Counter(one.relation for one in dimensions)
    both = len(dimensions) - counts["silent"]
    first, second = _headers(shelf)
    said = Said(
        caption=(
            f"Of {number_word(both)} dimensions on which both pages speak they say the same on "
            f"{number_word(counts['same'])}; on {number_word(counts['different'])} somebody else asks or judges, and "
            f"on {number_word(counts['time'])} time has passed between them."
        ),
        note=f"“Time between”: each may be right for its own year. {NOTE}",
        alt=f"{len(dimensions)} rows; each has the passages of both pages on a dimension, and how the two relate.",
        twin=Twin(
            intro="Row by row, as on the picture.",
            header=(
                "Dimension",
                first,
                "What they say",
                second,
                "What these say",
                "Relation",
                "Cards from outside",
                "Note",
            ),
            rows=tuple(_row(one, shelf) for one in dimensions),
        ),
        files=(DATA_FILE,),
    )
    return put_together(
        name, said, _wide(dimensions, shelf, keyed=True), _tall(dimensions, shelf, keyed=True)
    )


def _headers(shelf: Shelf) -> tuple[str, ...]:
    return tuple(f"Passages of {source.called}" for source in sources_of(shelf))


def _row(one: Dimension, shelf: Shelf) -> tuple[str, ...]:
    """All that is known of a dimension."""
    sides: list[str] = []
    for source in sources_of(shelf):
        sides += [", ".join(one.passages[source.id]) or SILENT, one.says[source.id]]
    return (one.text, *sides, RELATIONS[one.relation], ", ".join(one.cards) or "none", one.note)


def _lines(one: Dimension, source: SourceSign, face: Face, room: float) -> tuple[str, ...]:
    """The passages of a source, in as many lines as they need."""
    held = one.passages[source.id]
    return wrap(in_runs(held), face.size * 1.12, room) if held else (SILENT,)


def _side(
    one: Dimension, source: SourceSign, face: Face, at: tuple[float, float], room: float, *, keyed: bool
) -> Element:
    """What one source has, away from the middle: squares or numbers, or the word that it has nothing.

    ``at`` is where it begins and the middle of its first line; a negative ``room`` leads to the left.
    """
    held, anchor = one.passages[source.id], "end" if room < 0 else "start"
    (x, y), side = at, -1 if room < 0 else 1
    children: list[Element] = []
    if not held:
        wide = text_width(SILENT, face.size) + 14
        left = x - wide if side < 0 else x
        children = [
            rect(left, y - face.size * 0.72, wide, face.size * 1.44, "silence"),
            words(left + wide / 2, y + face.size * 0.34, SILENT, "silent-words", face.size, "middle"),
        ]
    elif keyed:
        children = [
            words(x, y + face.size * (0.36 + 1.25 * row), said, "chip-number", face.size, anchor)
            for row, said in enumerate(_lines(one, source, face, abs(room)))
        ]
    else:
        for place in range(len(held)):
            left = x + side * place * face.step - (face.square if side < 0 else 0)
            children.append(
                rect(left, y - face.square / 2, face.square, face.square, f"passage-{source.rule}")
            )
    return group(children, class_=f"chip source-{source.id}", data_side=f"{one.id}-{source.id}")


def _more(one: Dimension, shelf: Shelf, face: Face, room: float, *, keyed: bool) -> float:
    """How much taller the row is than one line."""
    lines = max(len(_lines(one, source, face, room)) for source in sources_of(shelf)) if keyed else 1
    return (lines - 1) * face.size * 1.25


def _heads(shelf: Shelf, face: Face, at: tuple[float, float], y: float) -> list[Element]:
    """The names of both sources above their sides, each with its rule."""
    children = []
    for source, x, anchor in zip(sources_of(shelf), at, ("end", "start"), strict=True):
        said = source.called[:1].upper() + source.called[1:]
        left = x - text_width(said, face.size, bold=True) - 12 if anchor == "end" else x
        head = [
            *source_rule(source, left, y - face.size * 0.9, face.size * 1.1),
            words(left + 11, y, said, "grid-head", face.size),
        ]
        children.append(group(head, class_=f"chip source-{source.id}"))
    return children


def _wide(dimensions: Sequence[Dimension], shelf: Shelf, *, keyed: bool) -> Canvas:
    """The first source left of the names, the other right of them, then cards and, in the key, the relation."""
    face, (first, second) = WIDE, sources_of(shelf)
    wing = 176.0 if keyed else 200.0
    right = wing + LABEL + 20
    cards = right + wing + (0 if keyed else 30)
    y = face.size * 2.4
    children = _heads(shelf, face, (wing, right), y - 12)
    children.append(words(cards, y - 12, OUTSIDE, "grid-head", face.size))
    if keyed:
        children.append(words(cards + 66, y - 12, "Relation", "grid-head", face.size))
    for one in dimensions:
        middle = y + face.row / 2
        base = middle + face.size * 0.36
        children += [
            line(0, y, face.total, y, "grid-line"),
            words(wing + 10 + LABEL / 2, base, one.text, "dimension-words", face.size, "middle"),
            _side(one, first, face, (wing, middle), -wing, keyed=keyed),
            _side(one, second, face, (right, middle), wing, keyed=keyed),
            words(cards, base, " ".join(one.cards), "card-words", face.size),
        ]
        if keyed:
            said = RELATIONS[one.relation]
            children.append(words(cards + 66, base, said, f"relation relation-{one.relation}", face.size))
        y += face.row + _more(one, shelf, face, wing, keyed=keyed)
    children.append(line(0, y, face.total, y, "grid-line"))
    return (face.total, y + 1), children


def _tall(dimensions: Sequence[Dimension], shelf: Shelf, *, keyed: bool) -> Canvas:
    """Each dimension with its name above, the two sources on both sides of an axis."""
    face, (first, second) = TALL, sources_of(shelf)
    axis = 152.0 if keyed else 144.0
    room = axis - 10
    y = face.size * 2.4
    children = _heads(shelf, face, (axis - 8, axis + 8), y - 10)
    children.append(words(face.total, y - 10, OUTSIDE, "grid-head", face.size, "end"))
    for one in dimensions:
        children += [
            line(0, y, face.total, y, "grid-line"),
            words(0, y + face.size * 1.5, one.text, "dimension-words", face.size),
        ]
        if keyed:
            said = RELATIONS[one.relation]
            class_ = f"relation relation-{one.relation}"
            children.append(words(face.total, y + face.size * 1.5, said, class_, face.size, "end"))
        y += face.size * 1.7
        at, more = y + face.row / 2, _more(one, shelf, face, room, keyed=keyed)
        base = at + face.size * 0.36
        children += [
            _side(one, first, face, (axis - 8, at), -room, keyed=keyed),
            _side(one, second, face, (axis + 8, at), room, keyed=keyed),
            line(axis, y + 4, axis, y + face.row + more - 4, "axis-tick"),
            words(face.total, base, " ".join(one.cards), "card-words", face.size, "end"),
        ]
        y += face.row + more + 2
    children.append(line(0, y, face.total, y, "grid-line"))
    return (face.total, y + 1), children
