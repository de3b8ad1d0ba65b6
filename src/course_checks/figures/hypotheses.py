"""Rival explanations in rows, evidence in columns: the empty grid to fill in, and the grid of the key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from course_checks.figures.chips import TARGET, Shelf, Style, draw_chip, make_chip
from course_checks.figures.drawing import Canvas, Drawing, Said, Twin, listing, number_word, put_together
from course_checks.figures.measure import balanced
from course_checks.figures.svg import Element, group, line, rect, words

MARKS = {"consistent": "c", "inconsistent": "i", "nothing": "n"}
"""Each mark with the letter that the exercise takes for it."""
AGAINST = "inconsistent"
COUNT = "Against it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row or a column: an explanation, or a passage."""

    id: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Explanations, passages, and for each cell the marks that the key takes, that of the model first."""

    rows: tuple[Entry, ...]
    columns: tuple[Entry, ...]
    accepted: Mapping[tuple[str, str], tuple[str, ...]]
    data_files: tuple[str, ...]
    """Of the exercise, then of its key."""

    def against(self, row: str) -> list[str]:
        """The passages that speak against a row in the model."""
        return [one.id for one in self.columns if self.accepted[row, one.id][0] == AGAINST]

    @property
    def silent(self) -> list[str]:
        """The passages that speak against no row in the model."""
        return [
            one.id
            for one in self.columns
            if all(self.accepted[row.id, one.id][0] != AGAINST for row in self.rows)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The measures of one shape of the picture."""

    total: float
    size: float
    names: float
    """The room for a row's name before its cells; 0 where it stands above them."""
    count: float
    """The room for what speaks against a row."""
    mark: float
    between: float
    """Between the marks of a cell."""
    row: float


WIDE = Face(total=880, size=14.5, names=220, count=72, mark=25, between=7, row=54)
TALL = Face(total=340, size=13, names=0, count=40, mark=22, between=3, row=34)


def draw_grid(grid: Grid, shelf: Shelf, *, name: str = "ach") -> Drawing:
    """The empty grid, with the order in which it is filled."""
    rows, columns = number_word(len(grid.rows)), number_word(len(grid.columns))
    said = Said(
        caption=(
            f"{columns.capitalize()} passages against {rows} explanations make {len(grid.rows) * len(grid.columns)} "
            f"cells, and the choice rests on those that say “{AGAINST}”."
        ),
        note=(
            "To be filled on paper, or below. Go down the columns, one passage at a time: c for consistent, i for "
            "inconsistent, n for nothing. Then count every i of a row."
        ),
        alt=f"An empty grid: {rows} explanations in rows, {columns} passages in columns, to be filled.",
        twin=Twin(
            intro="The rows and the columns of the grid; its cells are for you.",
            header=("In the grid", "Place", "What it says"),
            rows=(
                *((one.id, "row", one.says) for one in grid.rows),
                *((one.id, "column", one.says) for one in grid.columns),
            ),
        ),
        files=grid.data_files[:1],
    )
    return put_together(
        name, said, _draw(grid, shelf, WIDE, keyed=False), _draw(grid, shelf, TALL, keyed=False)
    )


def draw_grid_key(grid: Grid, shelf: Shelf, *, name: str = "ach-key") -> Drawing:
    """The grid with the marks that the key takes."""
    rows, columns = number_word(len(grid.rows)), number_word(len(grid.columns))
    said = Said(
        caption=_caption(grid),
        note=(
            "The first mark of a cell is our own, a smaller one is accepted too; c: consistent, i: inconsistent, n: "
            "nothing. The last column counts the first marks alone. Other tables can be defended, and other winners."
        ),
        alt=f"A filled grid of {rows} explanations and {columns} passages; marks against an explanation are solid.",
        twin=Twin(
            intro="Cell by cell; the first mark is our own.",
            header=("Explanation", "What it says", "Passage", "What that says", "Our mark", "Also accepted"),
            rows=tuple(
                (
                    row.id,
                    row.says,
                    column.id,
                    column.says,
                    grid.accepted[row.id, column.id][0],
                    ", ".join(grid.accepted[row.id, column.id][1:]) or "none",
                )
                for row in grid.rows
                for column in grid.columns
            ),
        ),
        files=grid.data_files,
    )
    return put_together(
        name, said, _draw(grid, shelf, WIDE, keyed=True), _draw(grid, shelf, TALL, keyed=True)
    )


def _caption(grid: Grid) -> str:
    """What speaks against the least contradicted and against the others, and which passages against none."""
    counts = {row.id: len(grid.against(row.id)) for row in grid.rows}
    fewest = min(counts.values())
    best = [one for one, count in counts.items() if count == fewest]
    others = [count for count in counts.values() if count > fewest]
    passages = f"{number_word(fewest)} {'passage' if fewest == 1 else 'passages'}"
    have = f"{listing(best)} has {passages} against it"
    if len(best) > 1:
        have = f"{listing(best)} have {passages} against each"
    rest = f" and every other explanation {number_word(min(others))} or more" if others else ""
    silent = grid.silent
    none = f"; {listing(silent)} {'speaks' if len(silent) == 1 else 'speak'} against none" if silent else ""
    return f"In our own table {have}{rest}{none}."


def _column(grid: Grid, face: Face) -> float:
    return (face.total - face.names - face.count) / len(grid.columns)


def _wide_head(grid: Grid, shelf: Shelf, face: Face) -> tuple[list[Element], float]:
    """The passages with their words above their columns; and the height of it."""
    width, size = _column(grid, face), face.size
    style = Style(size=size, width=width - 8)
    said = {one.id: balanced(one.says, size, width - 10) for one in grid.columns}
    foot = TARGET + max(map(len, said.values())) * size * 1.2 + 10
    children: list[Element] = []
    for place, one in enumerate(grid.columns):
        x = face.names + place * width
        children.append(draw_chip(make_chip(one.id, "", style), shelf[one.id], x + 2, 0, style))
        children += [
            words(x + 4, TARGET + size * (0.9 + 1.2 * row), text, "column-words", size)
            for row, text in enumerate(said[one.id])
        ]
    return [*children, *_count_head(face, foot)], foot


def _tall_head(grid: Grid, shelf: Shelf, face: Face) -> tuple[list[Element], float]:
    """The passages with their words as a list, then their numbers above their columns; and the height of it."""
    style, children, y = Style(size=face.size, width=face.total), [], 0.0
    for one in grid.columns:
        chip = make_chip(one.id, one.says, style)
        children.append(draw_chip(chip, shelf[one.id], 0, y, style))
        y += chip.height(style) + 2
    foot = y + 44
    for place, one in enumerate(grid.columns):
        x = place * _column(grid, face) + 2
        head = [words(x, foot - 8, one.id, "chip-number", face.size)]
        children.append(group(head, class_=f"chip source-{shelf[one.id].id}"))
    return [*children, *_count_head(face, foot)], foot


def _count_head(face: Face, foot: float) -> list[Element]:
    lines = balanced(COUNT, face.size, face.count - 4)
    tops = [foot - 8 - (len(lines) - 1 - row) * face.size * 1.2 for row in range(len(lines))]
    return [
        words(face.total, y, said, "grid-head", face.size, "end") for said, y in zip(lines, tops, strict=True)
    ]


def _draw(grid: Grid, shelf: Shelf, face: Face, *, keyed: bool) -> Canvas:
    width = _column(grid, face)
    children, y = (_wide_head if face.names else _tall_head)(grid, shelf, face)
    for row in grid.rows:
        name, top = _name(row, face, y)
        children += [line(0, y, face.total, y, "grid-line"), *name]
        for place, column in enumerate(grid.columns):
            at = (face.names + place * width, top)
            children.append(_cell(grid, row.id, column.id, face, at, keyed=keyed))
        children.append(_count(grid, row.id, face, top, keyed=keyed))
        y = top + face.row
    children.append(line(0, y, face.total, y, "grid-line"))
    return (face.total, y + 1), children


def _name(row: Entry, face: Face, y: float) -> tuple[list[Element], float]:
    """The name of a row, before its cells or above them; and where the cells begin."""
    size = face.size
    if not face.names:
        said = [
            words(0, y + size * 1.4, row.id, "row-id", size),
            words(28, y + size * 1.4, row.says, "row-words", size),
        ]
        return said, y + size * 1.7
    lines = balanced(row.says, size, face.names - 44)
    first = y + face.row / 2 + size * 0.36 - (len(lines) - 1) / 2 * size * 1.2
    said = [
        words(32, first + place * size * 1.2, text, "row-words", size) for place, text in enumerate(lines)
    ]
    return [words(0, first, row.id, "row-id", size), *said], y


def _cell(grid: Grid, row: str, column: str, face: Face, at: tuple[float, float], *, keyed: bool) -> Element:
    """A cell: a box to write in, or the marks of the key."""
    x, middle = at[0] + 2, at[1] + face.row / 2
    inside: list[Element] = []
    if not keyed:
        inside = [rect(x, middle - face.mark / 2, face.mark + 4, face.mark, "box-to-fill")]
    else:
        for place, mark in enumerate(grid.accepted[row, column]):
            side = face.mark - 5 * bool(place)
            inside += _mark(mark, x, middle, side, face.size)
            x += side + face.between
    return group(inside, class_="grid-cell", data_cell=f"{row}-{column}")


def _mark(mark: str, x: float, y: float, side: float, size: float) -> list[Element]:
    """The letter of a mark: solid where it speaks against, framed where it fits, bare where it says nothing."""
    letter = words(x + side / 2, y + size * 0.34, MARKS[mark], f"mark-letter mark-{mark}", size, "middle")
    if mark == "nothing":
        return [letter]
    return [rect(x, y - side / 2, side, side, f"mark-box mark-{mark}"), letter]


def _count(grid: Grid, row: str, face: Face, top: float, *, keyed: bool) -> Element:
    middle = top + face.row / 2
    if not keyed:
        return line(face.total - 28, middle + 8, face.total, middle + 8, "line-to-fill")
    said = str(len(grid.against(row)))
    return words(face.total - 8, middle + face.size * 0.36, said, "row-count", face.size, "end")
