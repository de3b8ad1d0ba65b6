"""The gross shape of an argument: advice on top of a claim on two legs, and what is announced against it.

Which statement bears on which is left open: that is for the reader to draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from course_checks.content.errors import Faults
from course_checks.figures.arrows import arrow, arrows_key, key_rows
from course_checks.figures.chips import Chip, Shelf, Style, draw_chip, make_chip
from course_checks.figures.drawing import Canvas, Drawing, Said, Twin, listing, number_word, put_together
from course_checks.figures.measure import wrap
from course_checks.figures.records import check_passages, read_records
from course_checks.figures.svg import Element, element, group, points, rect, words

DATA_FILE = "docs/data/argument.toml"
Part = Literal["advice", "claim", "leg", "against"]
PARTS: dict[Part, str] = {
    "advice": "The list",
    "claim": "The claim",
    "leg": "A reason",
    "against": "Held against it",
}
"""Each part with its heading on the picture."""
OPEN = "left open"
GAP = 30.0
"""Between the floors of the picture: the room of an arrow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A few words of the page, and the part of the argument to which they belong."""

    id: str
    on: Part
    passage: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A question in the place of what the reader is to find; beside every leg, or beside what is held against."""

    id: str
    on: Literal["leg", "against"]
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """All that is shown, and all that is left open."""

    pieces: tuple[Piece, ...]
    open: tuple[Open, ...]

    def on(self, part: Part) -> list[Piece]:
        """The pieces of one part."""
        return [one for one in self.pieces if one.on == part]

    def asked(self, part: Part) -> str:
        """What is left open there."""
        return " ".join(one.says for one in self.open if one.on == part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The measures of one shape of the picture."""

    total: float
    size: float
    left: float
    """Where the tower begins; what is held against it stands to the left, or below."""
    advice: int
    claim: int
    """How many columns these have."""

    @property
    def tower(self) -> float:
        """How wide the tower is."""
        return self.total - self.left - 1

    @property
    def pitch(self) -> float:
        """From one line to the next."""
        return self.size * 1.25


WIDE = Face(total=880, size=14.5, left=290, advice=2, claim=2)
TALL = Face(total=340, size=13, left=26, advice=1, claim=1)


def load_argument(root: Path, shelf: Shelf) -> Argument:
    """The argument's shape in the course in ``root``.

    Raises :class:`~course_checks.content.errors.InvalidContentError` with every fault.
    """
    file, faults = root / DATA_FILE, Faults(root)
    records = read_records(file, faults, pieces=Piece, open=Open)
    for place, one in records["pieces"]:
        check_passages(file, faults, f"{place}.passage", [one.passage], shelf)
    bare = set(PARTS) - {one.on for _, one in records["pieces"]}
    if bare and not faults.found:
        faults.add(file, "pieces", f"there is no piece on {listing(sorted(bare))}", "give each part a piece")
    faults.raise_if_any()
    return Argument(
        pieces=tuple(one for _, one in records["pieces"]), open=tuple(one for _, one in records["open"])
    )


def draw_argument(argument: Argument, shelf: Shelf, *, name: str = "argument") -> Drawing:
    """The tower with its open places."""
    caption = _caption(argument)
    alt = "A list rests on a claim, the claim on reasons side by side; what carries these is left open."
    said = Said(
        caption=caption,
        note=(
            "The gross shape only, to begin a map with: every passage is a link, and a dotted place is left open. "
            "Which statements carry the legs, and on which of them the others bear, the picture does not say."
        ),
        alt=alt,
        twin=Twin(
            intro="From top to bottom, as on the picture.",
            header=("Passage", "Part of the argument", "Words"),
            rows=(
                *((one.passage, PARTS[part], one.says) for part in PARTS for one in argument.on(part)),
                *((OPEN, PARTS[one.on], one.says) for one in argument.open),
            ),
        ),
        files=(DATA_FILE,),
    )
    return put_together(name, said, _draw(argument, shelf, WIDE), _draw(argument, shelf, TALL))


def _caption(argument: Argument) -> str:
    """How many wordings, how many legs, and how many words that turn the other way."""
    counts = {part: len(argument.on(part)) for part in PARTS}
    legs = list(dict.fromkeys(one.passage for one in argument.on("leg")))
    against = list(dict.fromkeys(one.passage for one in argument.on("against")))
    both = (
        f", {'both' if counts['leg'] == 2 else 'all'} in one sentence ({legs[0]})" if len(legs) == 1 else ""
    )
    return (
        f"As we read the page, {number_word(counts['advice'])} lines rest on one claim in "
        f"{number_word(counts['claim'])} wordings, and the claim on {number_word(counts['leg'])} reasons{both}; "
        f"{number_word(counts['against'])} words ({listing(against)}) announce what is held against it."
    )


def _draw(argument: Argument, shelf: Shelf, face: Face) -> Canvas:
    """The tower from top to bottom; beside it on a laptop, below it on a phone, what is held against it."""
    size, middle = face.size, face.left + face.tower / 2
    relations = ("supports", "attacks")
    children = arrows_key(relations, 0, size, size, face.total)
    top = size * 1.7 * key_rows(relations, size, face.total) + 8
    y, floor = _floor(argument.on("advice"), PARTS["advice"], shelf, face, top, face.advice)
    children += floor
    children.append(arrow([(middle, y + GAP), (middle, y)], "supports"))
    y, floor = _floor(argument.on("claim"), PARTS["claim"], shelf, face, y + GAP, face.claim)
    children += floor
    y, legs = _legs(argument, shelf, face, y)
    children += legs
    foot, against = _against(argument, shelf, face, y + 34, (top, y))
    return (face.total, max(y, foot) + 1), [*children, *against, _bracket(face.left - 12, top, y)]


def _style(face: Face, width: float) -> Style:
    return Style(size=face.size, width=width)


def _floor(
    pieces: Sequence[Piece], heading: str, shelf: Shelf, face: Face, top: float, columns: int
) -> tuple[float, list[Element]]:
    """A block with its heading and its pieces in ``columns``; with its foot."""
    style = _style(face, (face.tower - 16) / columns)
    chips = [make_chip(one.passage, one.says, style) for one in pieces]
    y = top + face.size * 1.8
    inside: list[Element] = [
        words(face.left + 10, top + face.size * 1.3, heading, "floor-heading", face.size)
    ]
    for start in range(0, len(pieces), columns):
        row = list(zip(pieces, chips, strict=True))[start : start + columns]
        for column, (one, chip) in enumerate(row):
            x = face.left + 10 + column * style.width
            inside.append(draw_chip(chip, shelf[one.passage], x, y, style))
        y += max(chip.height(style) for _, chip in row) + 4
    return y + 4, [rect(face.left, top, face.tower, y + 4 - top, "floor"), *inside]


def _legs(argument: Argument, shelf: Shelf, face: Face, top: float) -> tuple[float, list[Element]]:
    """The reasons side by side, each with its arrow up and its open place below; with the foot of all."""
    legs, children = argument.on("leg"), []
    step = face.tower / len(legs)
    width = step - 12
    # on a phone the words begin below the number
    style = Style(size=face.size, width=width - 14, number=0 if face is WIDE else 0.01)
    chips = [_reason(one, style, narrow=face is TALL) for one in legs]
    head = face.size * 1.8
    height = head + max(chip.height(style) for chip in chips) + 8
    asked = wrap(argument.asked("leg"), face.size, width - 20)
    y, low = top + GAP, top + GAP + height + GAP
    for place, (one, chip) in enumerate(zip(legs, chips, strict=True)):
        x = face.left + place * step + 6
        middle = x + width / 2
        children += [
            arrow([(middle, y), (middle, top)], "supports"),
            rect(x, y, width, height, "floor"),
            words(x + 10, y + face.size * 1.3, PARTS["leg"], "floor-heading", face.size),
            draw_chip(chip, shelf[one.passage], x + 10, y + head, style),
            arrow([(middle, low), (middle, low - GAP)], "supports"),
            *_open(asked, face, (x, low), width),
        ]
    return low + _open_height(asked, face), children


def _reason(one: Piece, style: Style, *, narrow: bool) -> Chip:
    """A reason; a narrow one has its number in a line of its own."""
    chip = make_chip(one.passage, one.says, style)
    return replace(chip, lines=("", *chip.lines)) if narrow else chip


def _open_height(asked: Sequence[str], face: Face) -> float:
    return len(asked) * face.pitch + 16


def _open(asked: Sequence[str], face: Face, at: tuple[float, float], width: float) -> list[Element]:
    """A place that is left to the reader, with its question."""
    x, y = at
    said = [
        words(x + 10, y + 8 + face.pitch * (row + 0.78), text, "open-words", face.size)
        for row, text in enumerate(asked)
    ]
    return [rect(x, y, width, _open_height(asked, face), "open-place"), *said]


def _bracket(x: float, top: float, foot: float) -> Element:
    """It takes in the whole tower."""
    outline = points([(x + 7, top), (x, top), (x, foot), (x + 7, foot)])
    return element("polyline", points=outline, class_="bracket")


def _against(
    argument: Argument, shelf: Shelf, face: Face, y: float, tower: tuple[float, float]
) -> tuple[float, list[Element]]:
    """The words that turn the other way in a block, and an arrow to the tower as a whole; with the foot."""
    beside = face is WIDE
    x, width = (1.0, face.left - 68) if beside else (face.left, face.tower)
    style = _style(face, width - 16)
    chips = [(one, make_chip(one.passage, one.says, style)) for one in argument.on("against")]
    asked = wrap(argument.asked("against"), face.size, width - 20)
    head = face.size * 1.8
    block = head + sum(chip.height(style) + 4 for _, chip in chips) + 4
    foot = block + GAP / 3 + _open_height(asked, face)
    if beside:
        y = (tower[0] + tower[1] - foot) / 2
    children: list[Element] = [
        rect(x, y, width, block, "floor"),
        words(x + 10, y + face.size * 1.3, PARTS["against"], "floor-heading", face.size),
        *_open(asked, face, (x, y + block + GAP / 3), width),
    ]
    at = y + head
    for one, chip in chips:
        children.append(draw_chip(chip, shelf[one.passage], x + 10, at, style))
        at += chip.height(style) + 4
    middle, target = y + block / 2, face.left - 13
    corners = [(x + width, middle), (target, middle)]
    if not beside:
        side, up = face.left - 24, (tower[0] + tower[1]) / 2
        corners = [(x, middle), (side, middle), (side, up), (target, up)]
    children.append(arrow(corners, "attacks"))
    return y + foot, [group(children, class_="against")]
