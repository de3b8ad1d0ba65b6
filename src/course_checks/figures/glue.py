"""The strands between two states: what a page says ties them, and what pulls each of them away again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from course_checks.content.errors import Faults
from course_checks.figures.chips import Shelf, SourceSign, linked
from course_checks.figures.drawing import Drawing, Twin, listing, number_word
from course_checks.figures.measure import balanced, text_width, wrap
from course_checks.figures.records import check_passages, read_records
from course_checks.figures.signs import sign
from course_checks.figures.svg import Element, group, line, picture, rect, words

DATA_FILE = "docs/data/glue.toml"
STATES = (("CN", "China", "circle"), ("KP", "North Korea", "square"))
"""The two posts: letters, name, sign."""

WIDE, TALL = 880.0, 340.0
SIZE, TALL_SIZE = 14.5, 13.0
POST = 128.0
REACH = 160.0
"""How far the loose ends reach beyond a post."""
ROW = 46.0
BAR = 44.0
COLUMN = 85.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """Something that ties the two, or a loose end."""

    id: str
    name: str
    passage: str
    says: str
    hedge: str = ""

    @property
    def class_(self) -> str:
        """How its line is drawn: dashed where the page hedges."""
        return "strand strand-hedged" if self.hedge else "strand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Glue:
    """What ties, and what does not."""

    strands: tuple[Strand, ...]
    ends: tuple[Strand, ...]


def load_glue(root: Path, shelf: Shelf) -> Glue:
    """The strands of the course in ``root``, in the order of the file.

    Raises :class:`~course_checks.content.errors.InvalidContentError` with every fault.
    """
    file, faults = root / DATA_FILE, Faults(root)
    records = read_records(file, faults, strands=Strand, ends=Strand)
    for place, one in [*records["strands"], *records["ends"]]:
        check_passages(file, faults, f"{place}.passage", [one.passage], shelf)
    faults.raise_if_any()
    return Glue(
        strands=tuple(one for _, one in records["strands"]), ends=tuple(one for _, one in records["ends"])
    )


def draw_glue(glue: Glue, shelf: Shelf, *, name: str = "glue") -> Drawing:
    """Two posts, strands between them, loose ends beyond them."""
    caption = _caption(glue)
    count = number_word(len(glue.strands)).capitalize()
    alt = f"{count} strands between China and North Korea, and loose ends beyond each, by passage."
    wide_size, wide = _wide(glue, shelf)
    tall_size, tall = _tall(glue, shelf)
    return Drawing(
        name=name,
        caption=caption,
        note=(
            "A solid line is stated flatly on the page, a dashed one is hedged; the page does not say which strand is "
            "the strongest. The loose ends are true of both states, so they are drawn on both sides."
        ),
        alt=alt,
        wide_svg=picture(name, "wide", wide_size, alt, caption, wide),
        tall_svg=picture(name, "tall", tall_size, alt, caption, tall),
        twin=Twin(
            intro="What ties the two states together on the page of 2004, and what pulls each away.",
            header=("Passage", "On the picture", "What it says", "Hedge", "Drawn as"),
            rows=tuple(
                (one.passage, one.name, one.says, one.hedge or "none", kind)
                for kind, ones in (("strand", glue.strands), ("loose end", glue.ends))
                for one in ones
            ),
        ),
        data_file=DATA_FILE,
    )


def _caption(glue: Glue) -> str:
    """How many strands, how many of them in one passage, and what pulls the other way."""
    passage, most = Counter(one.passage for one in glue.strands).most_common(1)[0]
    ends = listing(list(dict.fromkeys(one.passage for one in glue.ends)))
    total = number_word(len(glue.strands)).capitalize()
    together = f", {number_word(most)} of them in one sentence ({passage})" if most > 1 else ""
    return f"{total} strands tie the two states{together}; {number_word(len(glue.ends))} loose ends ({ends}) pull away."


def _label(one: Strand) -> list[tuple[str, str]]:
    """What is said of a strand, with the class of each run."""
    hedge = [(f"“{one.hedge.lower()}”", "strand-hedge")] if one.hedge else []
    return [(one.passage, "chip-number"), (one.name, "strand-words"), *hedge]


def _above(one: Strand, source: SourceSign, x: float, y: float, size: float) -> Element:
    """Passage, name and hedge on one line over the middle of a strand."""
    runs = _label(one)
    widths = [text_width(said, size, bold=class_ == "chip-number") for said, class_ in runs]
    room = sum(widths) + 8 * (len(runs) - 1)
    at, children = x - room / 2, [rect(x - room / 2 - 10, y - 25, room + 20, 28, "hit")]
    for (said, class_), width in zip(runs, widths, strict=True):
        children.append(words(at, y - 9, said, class_, size))
        at += width + 8
    return linked(one.passage, group(children, class_=f"chip source-{source.id}", data_strand=one.id))


def _post(x: float, y: float, width: float, height: float, state: int, size: float) -> Element:
    """One state: a block with its sign, its name and its letters."""
    letters, name, shape = STATES[state]
    middle, centre = x + width / 2, y + height / 2
    upright = height > width
    at = (middle, centre - 26) if upright else (middle - text_width(name, size, bold=True) / 2 - 18, centre)
    name_at = (middle, centre + 12) if upright else (middle, centre + size * 0.36)
    children = [
        rect(x, y, width, height, "post"),
        sign(shape, *at, 9),
        words(*name_at, name, "post-name", size, "middle"),
    ]
    if upright:
        children.append(words(middle, centre + 12 + size * 1.3, letters, "post-letters", size, "middle"))
    else:
        children.append(
            words(
                middle + text_width(name, size, bold=True) / 2 + 12, name_at[1], letters, "post-letters", size
            )
        )
    return group(children, class_="post-group", data_party=letters)


def _wide(glue: Glue, shelf: Shelf) -> tuple[tuple[float, float], list[Element]]:
    """Posts left and right of the strands, loose ends outside them."""
    height = ROW * len(glue.strands) + 28
    left, right = REACH, WIDE - REACH - POST
    children = [_post(left, 1, POST, height, 0, SIZE), _post(right, 1, POST, height, 1, SIZE)]
    for row, one in enumerate(glue.strands):
        y = 1 + 20 + ROW * (row + 0.5)
        children.append(line(left + POST, y, right, y, one.class_))
        children.append(_above(one, shelf[one.passage], WIDE / 2, y, SIZE))
    step = height / len(glue.ends)
    for row, one in enumerate(glue.ends):
        y = 1 + step * (row + 0.5)
        children += _loose_wide(one, shelf[one.passage], left, y, -1)
        children += _loose_wide(one, shelf[one.passage], right + POST, y, 1)
    return (WIDE, height + 2), children


def _frayed(x: float, y: float, along: int, *, upright: bool, class_: str) -> list[Element]:
    """A short line away from a post that ends in a fork."""
    strokes = [(0, 0, 20, 0, class_), *((20, 0, 32, across, "strand-end") for across in (-6, 0, 6))]
    lines = []
    for begin, side, end, across, stroke in strokes:
        start, stop = (begin * along, side), (end * along, across)
        if upright:
            start, stop = start[::-1], stop[::-1]
        lines.append(line(x + start[0], y + start[1], x + stop[0], y + stop[1], stroke))
    return lines


def _loose_wide(one: Strand, source: SourceSign, x: float, y: float, along: int) -> list[Element]:
    """A loose end left (-1) or right (1) of a post, with its words beyond the fork."""
    lines = balanced(one.name, SIZE, REACH - 44)
    anchor, at = ("end", x - 42) if along < 0 else ("start", x + 42)
    top = y - (len(lines) * SIZE * 1.25) / 2
    children: list[Element] = [
        rect(
            x - REACH if along < 0 else x + 36,
            top - 22,
            REACH - 36,
            (len(lines) + 1) * SIZE * 1.25 + 8,
            "hit",
        ),
        words(at, top, one.passage, "chip-number", SIZE, anchor),
    ]
    children += [
        words(at, top + SIZE * 1.25 * (row + 1), said, "strand-words", SIZE, anchor)
        for row, said in enumerate(lines)
    ]
    label = group(children, class_=f"chip source-{source.id}", data_strand=one.id)
    return [*_frayed(x, y, along, upright=False, class_=one.class_), linked(one.passage, label)]


def _tall(glue: Glue, shelf: Shelf) -> tuple[tuple[float, float], list[Element]]:
    """One post above the other, the strands upright between them, loose ends above and below."""
    size, pitch = TALL_SIZE, TALL_SIZE * 1.25
    end_lines = max(len(balanced(one.name, size, 152)) for one in glue.ends) + 1
    ends_room = end_lines * pitch + 10
    top = ends_room + 36
    column = TALL / len(glue.strands)
    labels = [_column_lines(one, column - 6) for one in glue.strands]
    label_room = max(len(lines) for lines in labels) * pitch
    low = top + BAR + 34 + label_room + 34
    children = [_post(0.75, top, TALL - 1.5, BAR, 0, size), _post(0.75, low, TALL - 1.5, BAR, 1, size)]
    for place, (one, lines) in enumerate(zip(glue.strands, labels, strict=True)):
        x, middle = column * (place + 0.5), (top + BAR + low) / 2
        half = len(lines) * pitch / 2 + 6
        children += [
            line(x, top + BAR, x, middle - half, one.class_),
            line(x, middle + half, x, low, one.class_),
        ]
        inside = [rect(x - column / 2 + 2, middle - half, column - 4, half * 2, "hit")]
        inside += [
            words(x, middle - half + 6 + pitch * (row + 0.76), said, class_, size, "middle")
            for row, (said, class_) in enumerate(lines)
        ]
        chip = group(inside, class_=f"chip source-{shelf[one.passage].id}", data_strand=one.id)
        children.append(linked(one.passage, chip))
    step = TALL / len(glue.ends)
    for place, one in enumerate(glue.ends):
        x = step * (place + 0.5)
        lines = [
            (one.passage, "chip-number"),
            *((said, "strand-words") for said in balanced(one.name, size, 152)),
        ]
        for along, post, text_top in (
            (-1, top, top - 36 - len(lines) * pitch),
            (1, low + BAR, low + BAR + 38),
        ):
            inside = [rect(x - step / 2 + 4, text_top - 4, step - 8, len(lines) * pitch + 8, "hit")]
            inside += [
                words(x, text_top + pitch * (row + 0.76), said, class_, size, "middle")
                for row, (said, class_) in enumerate(lines)
            ]
            chip = group(inside, class_=f"chip source-{shelf[one.passage].id}", data_strand=one.id)
            children += [*_frayed(x, post, along, upright=True, class_=one.class_), linked(one.passage, chip)]
    return (TALL, low + BAR + 38 + ends_room), children


def _column_lines(one: Strand, width: float) -> list[tuple[str, str]]:
    """The label of an upright strand, line by line."""
    hedge = [(f"“{one.hedge.lower()}”", "strand-hedge")] if one.hedge else []
    return [
        (one.passage, "chip-number"),
        *((said, "strand-words") for said in wrap(one.name, TALL_SIZE, width)),
        *hedge,
    ]
