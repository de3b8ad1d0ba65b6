"""One page as an X-ray: its text as bars, line by line, each bar as long as its words and patterned by its voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

from course_checks.figures.svg import Element, element, group, rect, words

Layer = Literal["furniture", "writer", "author", "others"]

LAYERS: dict[Layer, tuple[str, str]] = {
    "furniture": ("F", "Furniture of the site"),
    "writer": ("W", "Whoever wrote the page"),
    "author": ("A", "The author, as reported"),
    "others": ("O", "Others, passed on"),
}
"""Each layer with its letter and its name, in the order of the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A passage, or the part of one that speaks with one voice."""

    passage: str
    layer: Layer
    words: int
    """How long it is."""
    paragraph: str = ""
    """Neighbours with the same name run on; a new name begins a new line. Without one the piece stands alone."""

    def __post_init__(self) -> None:
        if self.layer not in get_args(Layer):
            raise ValueError(f"{self.passage}: {self.layer!r} is not one of {', '.join(get_args(Layer))}")
        if self.words < 1:
            raise ValueError(f"{self.passage}: a piece has at least one word (got {self.words})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The measures of a page on the picture."""

    width: float
    size: float
    """Of the letters and numbers."""
    pitch: float
    """From one line to the next."""
    word: float
    """The length of one word."""
    gutter: float
    """The margin that holds the passages' numbers."""
    edge: float = 12
    gap: float = 6
    """Between paragraphs."""

    @property
    def line(self) -> float:
        """The room for bars in one line."""
        return self.width - self.gutter - self.edge


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A run of words of one piece in one line."""

    piece: Piece
    x: float
    y: float
    length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A letter or a number beside the bars; ``y`` is the top of its line."""

    says: str
    x: float
    y: float
    layer: Layer


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLayout:
    """The bars, letters and numbers of a page, and how tall it came out."""

    bars: tuple[Bar, ...]
    letters: tuple[Mark, ...]
    numbers: tuple[Mark, ...]
    height: float


def layer_of(kind: str, chain: str, author: str) -> Layer:
    """The layer of what a passage of ``kind`` says along ``chain``, voice by voice from the page inward.

    ``author`` is the voice that the page itself presents as its author (``Scobell``), if it is another's account.
    """
    if kind == "furniture":
        return "furniture"
    voices = [voice.strip() for voice in chain.split(">")]
    if len(voices) == 1:
        return "writer"
    return "author" if voices[1] == author else "others"


def share_out(passage: str, layers: Sequence[Layer], words: int, paragraph: str = "") -> tuple[Piece, ...]:
    """A passage as pieces, given the layer of each of its claims in order: its words are shared evenly among them."""
    runs = [(layer, len(list(run))) for layer, run in groupby(layers)]
    pieces = []
    for position, (layer, claims) in enumerate(runs):
        before = sum(count for _, count in runs[:position])
        size = (before + claims) * words // len(layers) - before * words // len(layers)
        pieces.append(Piece(passage=passage, layer=layer, words=max(size, 1), paragraph=paragraph))
    return tuple(pieces)


def paragraphs(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces in runs that share a paragraph."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        last = runs[-1][-1] if runs else None
        if last and (
            last.passage == piece.passage or (piece.paragraph and last.paragraph == piece.paragraph)
        ):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return tuple(tuple(run) for run in runs)


def lay_out_page(pieces: Sequence[Piece], face: Face) -> PageLayout:
    """Set the pieces as running text: bars wrap at the line's end, letters stand where the voice changes."""
    bars: list[Bar] = []
    letters: list[Mark] = []
    numbers: list[Mark] = []
    y = face.edge
    for run in paragraphs(pieces):
        x, voice = face.gutter, None
        numbers.append(Mark(says=_range(run), x=face.gutter - 8, y=y, layer=run[0].layer))
        for piece in run:
            if piece.layer != voice:
                if (
                    x + face.size * 1.22 + 3 * face.word > face.width - face.edge
                ):  # a letter never ends a line
                    x, y = face.gutter, y + face.pitch
                letters.append(Mark(says=LAYERS[piece.layer][0], x=x, y=y, layer=piece.layer))
                x, voice = x + face.size * 1.22, piece.layer
            left = max(piece.words, 2) * face.word
            while left > 0:
                room = face.width - face.edge - x
                if room < 2 * face.word:
                    x, y = face.gutter, y + face.pitch
                    continue
                length = (
                    left if left <= room else min(room, left - 2 * face.word)
                )  # no slivers on the next line
                bars.append(Bar(piece=piece, x=x, y=y, length=length))
                x, left = x + length, left - length
                if left > 0:
                    x, y = face.gutter, y + face.pitch
            x += 4
        y += face.pitch + face.gap
    return PageLayout(
        bars=tuple(bars), letters=tuple(letters), numbers=tuple(numbers), height=y - face.gap + face.edge
    )


def _range(run: Sequence[Piece]) -> str:
    """``S6–10``, or ``S25`` where there is only one."""
    first, last = run[0].passage, run[-1].passage
    return first if first == last else f"{first}–{last.lstrip('SMZX')}"


def draw_page(layout: PageLayout, face: Face, *, name: str, rule: str) -> list[Element]:
    """The sheet with its bars; ``name`` is where its hatching is defined (see :func:`hatching`)."""
    children = [rect(0, 0, face.width, layout.height, "sheet")]
    if rule == "double":
        children.append(rect(3, 3, face.width - 6, layout.height - 6, "sheet-inner"))
    height = face.pitch * 0.58
    for bar in layout.bars:
        children.append(
            swatch(bar.piece.layer, bar.x, bar.y + (face.pitch - height) / 2, bar.length, height, name)
        )
    for mark in layout.letters:
        children.append(
            words(mark.x, mark.y + face.pitch * 0.5 + face.size * 0.36, mark.says, "layer-letter", face.size)
        )
    for mark in layout.numbers:
        baseline = mark.y + face.pitch * 0.5 + face.size * 0.36
        children.append(
            words(mark.x, baseline, mark.says, f"layer-number layer-{mark.layer}", face.size, "end")
        )
    return children


def swatch(layer: Layer, x: float, y: float, length: float, height: float, name: str) -> Element:
    """A bar in the pattern of its layer."""
    shape = rect(x, y, length, height, f"layer layer-{layer}")
    # The style sheet lets the bar inherit the pattern: a rule would win over an attribute of its own.
    return group([shape], fill=f"url(#{name}-hatch)") if layer == "others" else shape


def hatching(name: str, source: str = "") -> Element:
    """The pattern for voices that are passed on, under the id ``name``-hatch, in the colour of ``source``."""
    stroke = element("line", x1=0, y1=0, x2=0, y2=5, class_="hatch-line")
    ground = rect(0, 0, 5, 5, "hatch-ground")
    return element(
        "pattern",
        ground,
        stroke,
        id=f"{name}-hatch",
        class_=f"hatch source-{source}" if source else "hatch",
        width=5,
        height=5,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def draw_key(
    layers: Sequence[Layer], face: Face, *, name: str, columns: int, column: float
) -> Iterator[Element]:
    """The key: pattern, letter and name of each layer, in rows of ``columns``."""
    for position, layer in enumerate(layers):
        letter, says = LAYERS[layer]
        x, y = (position % columns) * column, (position // columns) * face.pitch * 1.6
        height = face.size * 0.75
        yield group(
            [
                swatch(layer, x, y, 34, height, name),
                words(x + 42, y + height, letter, "layer-letter", face.size),
                words(x + 42 + face.size * 1.5, y + height, says, "key-words", face.size),
            ],
            class_="key-entry",
        )
