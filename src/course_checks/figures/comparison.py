"""Two sources side by side, dimension by dimension: who speaks, at how many places, and who is silent.

Drawn twice: once with a square for each passage, which gives nothing away, and once with the passages themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from course_checks.figures.chips import Shelf, SourceSign, source_rule
from course_checks.figures.dimensions import DATA_FILE, RELATIONS, Dimension, in_runs, sources_of
from course_checks.figures.drawing import Drawing, Twin, listing, number_word
from course_checks.figures.measure import balanced, text_width, wrap
from course_checks.figures.svg import Element, group, line, picture, rect, words

SILENT = "silent"
OUTSIDE = "Cards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The measures of one shape of the picture."""

    total: float
    size: float
    middle: float
    """Where the axis between the sources stands."""
    label: float
    """The room for the name of a dimension between the sources; 0 where it stands above them."""
    square: float
    gap: float
    cards_at: float
    relation_at: float
    row: float

    @property
    def step(self) -> float:
        """From one square to the next."""
        return self.square + self.gap


WIDE = Face(
    total=880, size=14.5, middle=312, label=296, square=10, gap=3.5, cards_at=668, relation_at=748, row=31
)
TALL = Face(total=340, size=13, middle=136, label=0, square=8, gap=3, cards_at=316, relation_at=0, row=25)


def draw_comparison(dimensions: Sequence[Dimension], shelf: Shelf, *, name: str = "comparison") -> Drawing:
    """Who speaks where, as squares."""
    first, second = sources_of(shelf)
    counts = Counter(one.speaking for one in dimensions)
    both = counts[first.id, second.id]
    caption = (
        f"Of {len(dimensions)} dimensions both pages speak on {number_word(both)}, {first.called} alone on "
        f"{number_word(counts[first.id,])} and {second.called} alone on {number_word(counts[second.id,])}."
    )
    alt = f"{len(dimensions)} rows; squares count the passages of each page on a dimension, and silence is written out."
    header = ("Dimension", f"Passages of {first.called}", f"Passages of {second.called}", "Cards from outside")
    rows = tuple(
        (one.text, *(_count(one, source) for source in (first, second)), ", ".join(one.cards) or "none")
        for one in dimensions
    )
    return _drawing(name, dimensions, shelf, caption, alt, Twin(intro=INTRO, header=header, rows=rows), keyed=False)


INTRO = "Row by row, in the order of the picture. Which passages they are stands in the other figure of this unit."
KEY_INTRO = "Row by row, in the order of the picture."


def _count(one: Dimension, source: SourceSign) -> str:
    return str(len(one.passages[source.id])) if one.passages[source.id] else SILENT


def draw_comparison_key(
    dimensions: Sequence[Dimension], shelf: Shelf, *, name: str = "comparison-key"
) -> Drawing:
    """The same rows with their passages, and how the two relate."""
    first, second = sources_of(shelf)
    counts = Counter(one.relation for one in dimensions)
    both = len(dimensions) - counts["silent"]
    said = {"agree": "they agree on", "differ": "differ on", "apart": "speak past each other on"}
    parts = [f"{words_} {number_word(counts[key])}" for key, words_ in said.items()]
    caption = (
        f"Of {number_word(both)} dimensions on which both pages speak {listing(parts)}; on "
        f"{number_word(counts['changed'])} the time between them has changed the matter itself."
    )
    alt = f"{len(dimensions)} rows; each has the passages of both pages on a dimension, and how the two relate."
    header = (
        "Dimension",
        f"Passages of {first.called}",
        "What they say",
        f"Passages of {second.called}",
        "What these say",
        "Relation",
        "Cards from outside",
        "Note",
    )
    rows = tuple(
        (
            one.text,
            ", ".join(one.passages[first.id]) or SILENT,
            one.says[first.id],
            ", ".join(one.passages[second.id]) or SILENT,
            one.says[second.id],
            RELATIONS[one.relation],
            ", ".join(one.cards) or "none",
            one.note,
        )
        for one in dimensions
    )
    return _drawing(name, dimensions, shelf, caption, alt, Twin(intro=KEY_INTRO, header=header, rows=rows), keyed=True)


def _drawing(
    name: str,
    dimensions: Sequence[Dimension],
    shelf: Shelf,
    caption: str,
    alt: str,
    twin: Twin,
    *,
    keyed: bool,
) -> Drawing:
    mark = "" if keyed else "A square is a passage. "
    wide_size, wide = _wide(dimensions, shelf, keyed=keyed)
    tall_size, tall = _tall(dimensions, shelf, keyed=keyed)
    return Drawing(
        name=name,
        caption=caption,
        note=(
            f"{mark}“Silent” is about the words of a page, and not about what its writer knew. A letter is an evidence "
            "card with something on the matter from outside both. The dimensions and the lists are ours."
        ),
        alt=alt,
        wide_svg=picture(name, "wide", wide_size, alt, caption, wide),
        tall_svg=picture(name, "tall", tall_size, alt, caption, tall),
        twin=twin,
        data_file=DATA_FILE,
    )


def _side(
    one: Dimension, source: SourceSign, face: Face, at: float, y: float, side: int, *, keyed: bool
) -> Element:
    """What one source has: squares or numbers away from the middle, or the word that it has nothing."""
    held, anchor = one.passages[source.id], "end" if side < 0 else "start"
    base = y + face.size * 0.36
    children: list[Element]
    if not held:
        children = [words(at, base, SILENT, "silent-words", face.size, anchor)]
    elif keyed:
        children = [words(at, base, in_runs(held), "chip-number", face.size, anchor)]
    else:
        children = []
        for place in range(len(held)):
            x = at + side * place * face.step - (face.square if side < 0 else 0)
            children.append(rect(x, y - face.square / 2, face.square, face.square, f"passage-{source.rule}"))
    return group(children, class_=f"chip source-{source.id}", data_side=f"{one.id}-{source.id}")


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


def _wide(
    dimensions: Sequence[Dimension], shelf: Shelf, *, keyed: bool
) -> tuple[tuple[float, float], list[Element]]:
    """The first source left of the names, the other right of them, then cards and, in the key, the relation."""
    face, (first, second) = WIDE, sources_of(shelf)
    wing = 180.0 if keyed else 200.0
    left = wing
    right = left + face.label + 20
    cards = right + wing + (10 if keyed else 30)
    top = face.size * 2.4
    children = _heads(shelf, face, (left, right), top - 12)
    children.append(words(cards, top - 12, OUTSIDE, "grid-head", face.size))
    if keyed:
        children.append(words(cards + 62, top - 12, "Relation", "grid-head", face.size))
    for row, one in enumerate(dimensions):
        y = top + row * face.row
        middle = y + face.row / 2
        base = middle + face.size * 0.36
        children += [
            line(0, y, face.total, y, "grid-line"),
            words(left + 10 + face.label / 2, base, one.text, "dimension-words", face.size, "middle"),
            _side(one, first, face, left, middle, -1, keyed=keyed),
            _side(one, second, face, right, middle, 1, keyed=keyed),
            words(cards, base, " ".join(one.cards), "card-words", face.size),
        ]
        if keyed:
            said = RELATIONS[one.relation]
            children.append(words(cards + 62, base, said, f"relation relation-{one.relation}", face.size))
    foot = top + len(dimensions) * face.row
    children.append(line(0, foot, face.total, foot, "grid-line"))
    return (face.total, foot + 1), children


def _tall(
    dimensions: Sequence[Dimension], shelf: Shelf, *, keyed: bool
) -> tuple[tuple[float, float], list[Element]]:
    """Each dimension with its name above, the two sources on both sides of an axis."""
    face, (first, second) = TALL, sources_of(shelf)
    middle_at = 150.0 if keyed else face.middle
    top = face.size * 2.4
    children = _heads(shelf, face, (middle_at - 8, middle_at + 8), top - 10)
    children.append(words(face.total, top - 10, OUTSIDE, "grid-head", face.size, "end"))
    y = top
    for one in dimensions:
        children.append(line(0, y, face.total, y, "grid-line"))
        said = RELATIONS[one.relation]
        room = face.total - (text_width(said, face.size, bold=True) + 14 if keyed else 0)
        lines = balanced(one.text, face.size, room)
        for row, text in enumerate(lines):
            children.append(
                words(0, y + face.size * (1.4 + row * 1.2), text, "dimension-words", face.size)
            )
        if keyed:
            children.append(
                words(face.total, y + face.size * 1.4, said, f"relation relation-{one.relation}", face.size, "end")
            )
        y += face.size * (1.7 + (len(lines) - 1) * 1.2)
        tallest = 1
        if keyed:
            tallest = _numbers(one, shelf, face, (middle_at - 8, middle_at + 8), y, children)
        else:
            at = y + face.row / 2
            children += [
                _side(one, first, face, middle_at - 8, at, -1, keyed=False),
                _side(one, second, face, middle_at + 8, at, 1, keyed=False),
            ]
        height = face.row + (tallest - 1) * face.size * 1.3
        children += [
            line(middle_at, y + 3, middle_at, y + height - 4, "axis-tick"),
            words(
                face.total, y + face.row / 2 + face.size * 0.36, " ".join(one.cards), "card-words", face.size, "end"
            ),
        ]
        y += height + 2
    children.append(line(0, y, face.total, y, "grid-line"))
    return (face.total, y + 1), children


def _numbers(
    one: Dimension, shelf: Shelf, face: Face, at: tuple[float, float], y: float, children: list[Element]
) -> int:
    """The passages of both sources in as many lines as they need; with the number of lines."""
    tallest = 1
    room = at[0] - 4
    for source, x, anchor in zip(sources_of(shelf), at, ("end", "start"), strict=True):
        held = one.passages[source.id]
        lines = wrap(in_runs(held), face.size * 1.12, room) if held else (SILENT,)
        class_ = "chip-number" if held else "silent-words"
        said = [
            words(x, y + face.row / 2 + face.size * (0.36 + 1.3 * row), text, class_, face.size, anchor)
            for row, text in enumerate(lines)
        ]
        children.append(group(said, class_=f"chip source-{source.id}", data_side=f"{one.id}-{source.id}"))
        tallest = max(tallest, len(lines))
    return tallest
