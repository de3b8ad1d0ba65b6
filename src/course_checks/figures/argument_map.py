"""An argument map as a tree: the conclusion on top, every other statement below the one on which it bears."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course_checks.core.links import RELATIONS, SUPPORTS, Link
from course_checks.figures.arrows import arrow, arrows_key, key_rows
from course_checks.figures.chips import Chip, Shelf, Style, draw_chip, make_chip
from course_checks.figures.drawing import Canvas, Drawing, Said, Twin, listing, number_word, put_together
from course_checks.figures.svg import Element, rect, words

WIDE, TALL = 880.0, 340.0
STYLE = Style(size=14.5, width=196, number=46)
TALL_SIZE = 13.0
LEVEL = 46.0
"""From the foot of the tallest statement of a row to the next row."""
RAIL = 13.0
"""From one arrow to the next, where several go up side by side."""
BETWEEN = 12.0
CONCLUSION = "Conclusion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of the map."""

    id: str
    passage: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentMap:
    """Statements and the links of the model; ``forms`` are other forms of a link, ``free`` those that may be drawn."""

    statements: tuple[Statement, ...]
    conclusion: str
    links: tuple[Link, ...]
    forms: Mapping[Link, tuple[Link, ...]]
    free: tuple[Link, ...] = ()
    data_files: tuple[str, ...] = ("",)
    """Of the exercise, then of its key."""

    def __post_init__(self) -> None:
        """Raises ValueError where the links are no tree that ends at the conclusion."""
        out = [link.source for link in self.links]
        wanted = {one.id for one in self.statements} - {self.conclusion}
        if sorted(out) != sorted(wanted):
            raise ValueError("every statement but the conclusion bears on exactly one other in the model")
        for one in wanted:
            steps, at = 0, one
            while at != self.conclusion and steps <= len(out):
                at, steps = self.above(at).target, steps + 1
            if at != self.conclusion:
                raise ValueError(f"{one} does not lead to {self.conclusion}")

    def above(self, statement: str) -> Link:
        """The link from ``statement`` to the one on which it bears."""
        return next(link for link in self.links if link.source == statement)

    def below(self, statement: str) -> list[Link]:
        """What bears on ``statement``: supports first."""
        found = [link for link in self.links if link.target == statement]
        return sorted(found, key=lambda link: RELATIONS.index(link.relation))

    def pulls_away(self, statement: str) -> bool:
        """Whether its road to the conclusion turns an odd number of times."""
        turns = 0
        while statement != self.conclusion:
            link = self.above(statement)
            turns, statement = turns + (link.relation != SUPPORTS), link.target
        return turns % 2 == 1

    def named(self, statement: str) -> Statement:
        """The statement with this id."""
        return next(one for one in self.statements if one.id == statement)

    @property
    def relations(self) -> list[str]:
        """Those that the model has, in their order."""
        return [one for one in RELATIONS if any(link.relation == one for link in self.links)]


def draw_argument_map(found: ArgumentMap, shelf: Shelf, *, name: str = "argument-key") -> Drawing:
    """The map: rows of statements on a laptop, an indented list on a phone."""
    caption = _caption(found)
    count = number_word(len(found.statements))
    alt = f"A tree of {count} statements, its conclusion on top; arrows tell reasons from what pulls against."
    said = Said(
        caption=caption,
        note=(
            "Our model, and one of several that can be defended: the table has the other places that the key takes, "
            "and the links that may be drawn or left out. Every statement is in our words, and a link to its passage."
        ),
        alt=alt,
        twin=_twin(found),
        files=found.data_files,
    )
    return put_together(name, said, _wide(found, shelf), _tall(found, shelf))


def _caption(found: ArgumentMap) -> str:
    """How many statements carry the conclusion, and which pull the other way on their road to it."""
    against = [one.id for one in found.statements if found.pulls_away(one.id)]
    count = len(found.statements) - 1
    pull = "pulls" if len(against) == 1 else "pull"
    return (
        f"Of {number_word(count)} statements {number_word(count - len(against))} carry {found.conclusion}, and "
        f"{number_word(len(against))} {pull} against it ({listing(against)})."
    )


def _twin(found: ArgumentMap) -> Twin:
    def row(link: Link, forms: Sequence[Link], place: str) -> tuple[str, ...]:
        said = "; or ".join(f"{one.relation} {one.target}" for one in forms)
        return (link.source, found.named(link.source).says, link.relation, link.target, said or "none", place)

    ends = found.named(found.conclusion)
    return Twin(
        intro="Every link of the model, then those that may be drawn or left out.",
        header=(
            "Statement",
            "In our words",
            "Relation",
            "To",
            "Other places that the key takes",
            "On the map",
        ),
        rows=(
            *(row(link, found.forms.get(link, ()), "drawn") for link in found.links),
            *(row(link, (), "free to draw or leave out") for link in found.free),
            (ends.id, ends.says, "none", "none", "none", "the conclusion"),
        ),
    )


def _chip(found: ArgumentMap, statement: str, style: Style) -> Chip:
    one = found.named(statement)
    return make_chip(one.passage, one.says, style, called=one.id)


def _rows(found: ArgumentMap) -> list[list[str]]:
    """The statements in rows: how many steps each is away from the conclusion."""
    rows = [[found.conclusion]]
    while below := [link.source for one in rows[-1] for link in found.below(one)]:
        rows.append(below)
    return rows


def _columns(found: ArgumentMap) -> dict[str, float]:
    """Where each statement stands in its row, counted in columns: leaves side by side, each other above its own."""
    places: dict[str, float] = {}
    leaves = 0

    def place(statement: str) -> float:
        nonlocal leaves
        own = [place(link.source) for link in found.below(statement)]
        if not own:
            leaves += 1
        places[statement] = sum(own) / len(own) if own else leaves - 1.0
        return places[statement]

    place(found.conclusion)
    return places


def _box(
    chip: Chip, found: ArgumentMap, shelf: Shelf, at: tuple[float, float], style: Style
) -> list[Element]:
    """A statement in its frame; the conclusion has a second frame and its name."""
    x, y = at
    height = chip.height(style) + 10
    frame = [rect(x, y, style.width + 12, height, "floor")]
    if chip.called == found.conclusion:
        frame.append(rect(x + 3.5, y + 3.5, style.width + 5, height - 7, "floor-inner"))
    return [*frame, draw_chip(chip, shelf[chip.passage], x + 7, y + 5, style)]


def _wide(found: ArgumentMap, shelf: Shelf) -> Canvas:
    rows, columns = _rows(found), _columns(found)
    step = (WIDE - 2) / (max(columns.values()) + 1)
    style = Style(size=STYLE.size, width=min(STYLE.width, step - 24), number=STYLE.number)
    box = style.width + 12
    children = arrows_key(found.relations, 0, style.size, style.size, WIDE)
    y = style.size * 1.7 * key_rows(found.relations, style.size, WIDE) + style.size * 1.6
    tops: dict[str, tuple[float, float]] = {}
    for row in rows:
        chips = {one: _chip(found, one, style) for one in row}
        for one, chip in chips.items():
            x = 1 + columns[one] * step + (step - box) / 2
            tops[one] = (x + box / 2, y + chip.height(style) + 10)
            children += _box(chip, found, shelf, (x, y), style)
            if one == found.conclusion:
                children.append(words(x, y - 7, CONCLUSION, "floor-heading", style.size))
            else:
                children.append(_rise(found, one, tops, y, style))
        y += max(chip.height(style) for chip in chips.values()) + 10 + LEVEL
    return (WIDE, y - LEVEL + 1), children


def _rise(
    found: ArgumentMap, statement: str, tops: Mapping[str, tuple[float, float]], y: float, style: Style
) -> Element:
    """The arrow from the top of a statement to the foot of the one above: up, along, up."""
    link = found.above(statement)
    siblings = [one.source for one in found.below(link.target)]
    x, (middle, foot) = tops[statement][0], tops[link.target]
    reach = min(style.width / 2 - 10, 34.0)
    spread = (siblings.index(statement) - (len(siblings) - 1) / 2) * reach
    end = middle + spread
    if abs(end - x) < 1:
        return arrow([(x, y), (x, foot)], link.relation)
    bend = y - 14
    return arrow([(x, y), (x, bend), (end, bend), (end, foot)], link.relation)


def _tall(found: ArgumentMap, shelf: Shelf) -> Canvas:
    size = TALL_SIZE
    children = arrows_key(found.relations, 0, size, size, TALL)
    y = size * 1.7 * key_rows(found.relations, size, TALL) + size * 1.6

    def draw(statement: str, x: float) -> None:
        nonlocal y
        style = Style(size=size, width=TALL - 14 - x, number=42)
        chip = _chip(found, statement, style)
        children.extend(_box(chip, found, shelf, (x + 1, y), style))
        if statement == found.conclusion:
            children.append(words(1, y - 6, CONCLUSION, "floor-heading", size))
        foot = y + chip.height(style) + 10
        y = foot + BETWEEN + 8
        below = found.below(statement)
        inner = x + 14 + RAIL * len(below)
        for place, link in enumerate(below):
            rail = x + 14 + RAIL * (len(below) - 1 - place)
            top = y + 17
            children.append(arrow([(inner + 1, top), (rail, top), (rail, foot)], link.relation))
            draw(link.source, inner)

    draw(found.conclusion, 0)
    return (TALL, y - BETWEEN - 7), children
