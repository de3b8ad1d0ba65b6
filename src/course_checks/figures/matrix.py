"""The six-party matrix at a glance: where a position is known, how surely, and where the two pages are silent."""

from __future__ import annotations

from collections.abc import Sequence

from course_checks.figures.drawing import Drawing, Twin, listing
from course_checks.figures.matrix_data import DATA_FILE, Cell, Certainty, Matrix, Party
from course_checks.figures.measure import balanced, text_width
from course_checks.figures.signs import sign
from course_checks.figures.svg import Element, group, line, picture, rect, words

WIDE, TALL = 880.0, 340.0
SIZE, TALL_SIZE = 14.5, 13.0
ROW, HEAD, NAMES = 58.0, 56.0, 154.0
TALL_ROW, TALL_HEAD = 46.0, 28.0
MARK = 11.0
KEY: tuple[tuple[Certainty, str], ...] = (
    ("firm", "official text"),
    ("reported", "reported"),
    ("contested", "contested"),
    ("unverified", "nothing found"),
)
"""How sure a cell is, in the words of the key."""


def draw_matrix(matrix: Matrix, *, name: str = "matrix") -> Drawing:
    """Parties down, topics across; on a phone the topics down and the parties across."""
    caption = _caption(matrix)
    size = f"{len(matrix.parties)} parties and {len(matrix.topics)} topics"
    alt = f"A grid of {size}; a frame marks the cells on which our two pages speak."
    wide_size, wide = _wide(matrix)
    tall_size, tall = _tall(matrix)
    return Drawing(
        name=name,
        caption=caption,
        note=(
            "A frame means that at least one of the two pages says something on this point; all else comes from "
            "outside them. The shape is the party’s; how it is filled says how sure the report is. "
            "What each wanted stands in the table."
        ),
        alt=alt,
        wide_svg=picture(name, "wide", wide_size, alt, caption, wide),
        tall_svg=picture(name, "tall", tall_size, alt, caption, tall),
        twin=_twin(matrix),
        data_file=DATA_FILE,
    )


def _caption(matrix: Matrix) -> str:
    """In how many cells the pages speak, and on whom they hardly do."""
    spoken = {
        party.name: sum(not matrix.at(party.id, topic.id).silent for topic in matrix.topics)
        for party in matrix.parties
    }
    total = len(matrix.parties) * len(matrix.topics)
    never = [party for party, count in spoken.items() if not count]
    once = [party for party, count in spoken.items() if count == 1]
    said = [f"on {listing(never)} in none"] * bool(never) + [f"on {listing(once)} in one each"] * bool(once)
    tail = f"; {', '.join(said)}" if said else ""
    if len(once) == 1:
        tail = tail.replace(" in one each", " in one")
    return f"Our two pages say something in {sum(spoken.values())} of {total} cells{tail}."


def _twin(matrix: Matrix) -> Twin:
    rows, refs = [], []
    for party in matrix.parties:
        for topic in matrix.topics:
            cell = matrix.at(party.id, topic.id)
            rows.append(
                (
                    party.name,
                    topic.text,
                    cell.says,
                    cell.certainty,
                    ", ".join(cell.passages) or "both pages are silent",
                )
            )
            refs.append(cell.cite)
    return Twin(
        intro="Party by party. “Firm” means that an official or primary text says so.",
        header=("Party", "Topic", "What is known of its position", "Certainty", "Our two pages"),
        rows=tuple(rows),
        refs=tuple(refs),
    )


def _mark(cell: Cell, party: Party, x: float, y: float, size: float) -> list[Element]:
    """The party's shape, filled by how sure the cell is; a short line where nothing was found."""
    if not cell.found:
        return [line(x - 5, y, x + 5, y, "cell-nothing")]
    shapes = [sign(party.sign, x, y, size, "cell-mark")]
    if cell.certainty == "reported":
        shapes.append(sign(party.sign, x, y, size * 0.42, "cell-heart"))
    return shapes


def _cell(cell: Cell, party: Party, box: tuple[float, float, float, float], size: float) -> Element:
    """One cell: its frame if the pages speak, the mark, and in a wide cell the passages."""
    x, y, width, height = box
    wide = height >= ROW
    middle = y + height / 2
    children: list[Element] = []
    if not cell.silent:
        children.append(rect(x + 4, y + 4, width - 8, height - 8, "cell-frame"))
    mark_y = middle - 9 if wide and cell.passages else middle
    children += _mark(cell, party, x + width / 2, mark_y, MARK if wide else 10)
    if wide and cell.passages:
        said = _passages(cell.passages, size, width - 14)
        children.append(words(x + width / 2, middle + 19, said, "cell-passages", size, "middle"))
    classes = f"cell certainty-{cell.certainty} party-{party.id}{' cell-silent' if cell.silent else ''}"
    return group(children, class_=classes, data_cell=f"{cell.party}-{cell.topic}")


def _passages(passages: Sequence[str], size: float, width: float) -> str:
    """As many numbers as fit, and a mark that there are more."""
    for count in range(len(passages), 0, -1):
        said = " ".join(passages[:count]) + (" …" if count < len(passages) else "")
        if text_width(said, size, bold=True) <= width:
            return said
    return "…"


def _party(party: Party, x: float, y: float, said: str, size: float) -> Element:
    """A party's sign with its letters, and its name where there is room."""
    children = [
        sign(party.sign, x + 9, y, 8),
        words(x + 24, y + size * 0.36, party.id, "party-letters", size),
    ]
    if said:
        children.append(words(x + 24 + 27, y + size * 0.36, said, "party-name", size))
    return group(children, class_=f"party party-{party.id}")


def _wide(matrix: Matrix) -> tuple[tuple[float, float], list[Element]]:
    width = (WIDE - NAMES) / len(matrix.topics)
    children: list[Element] = []
    for column, topic in enumerate(matrix.topics):
        lines = balanced(topic.text, SIZE * 1.08, width - 10)
        for row, said in enumerate(lines):
            y = HEAD - 14 - (len(lines) - 1 - row) * SIZE * 1.2
            children.append(words(NAMES + (column + 0.5) * width, y, said, "grid-head", SIZE, "middle"))
    for row, party in enumerate(matrix.parties):
        y = HEAD + row * ROW
        children += [line(0, y, WIDE, y, "grid-line"), _party(party, 0, y + ROW / 2, party.name, SIZE)]
        for column, topic in enumerate(matrix.topics):
            box = (NAMES + column * width, y, width, ROW)
            children.append(_cell(matrix.at(party.id, topic.id), party, box, SIZE))
    foot = HEAD + len(matrix.parties) * ROW
    children.append(line(0, foot, WIDE, foot, "grid-line"))
    return (WIDE, foot + 40), [*children, *_key(matrix, 0, foot + 26, WIDE, SIZE)]


def _tall(matrix: Matrix) -> tuple[tuple[float, float], list[Element]]:
    """The topics one below the other, each with a row of the parties."""
    width, children = TALL / len(matrix.parties), []
    for column, party in enumerate(matrix.parties):
        middle = (column + 0.5) * width
        head = [
            sign(party.sign, middle, 12, 8),
            words(middle, 38, party.id, "party-letters", TALL_SIZE, "middle"),
        ]
        children.append(group(head, class_=f"party party-{party.id}"))
    y = 48.0
    for topic in matrix.topics:
        children.append(line(0, y, TALL, y, "grid-line"))
        children.append(words(0, y + 19, topic.text, "grid-head", TALL_SIZE))
        for column, party in enumerate(matrix.parties):
            box = (column * width, y + TALL_HEAD - 4, width, TALL_ROW)
            children.append(_cell(matrix.at(party.id, topic.id), party, box, TALL_SIZE))
        y += TALL_HEAD + TALL_ROW
    children.append(line(0, y, TALL, y, "grid-line"))
    return (TALL, y + 76), [*children, *_key(matrix, 0, y + 22, TALL, TALL_SIZE)]


def _key(matrix: Matrix, x: float, y: float, width: float, size: float) -> list[Element]:
    """What the fillings and the frame mean, in as many rows as it takes."""
    used = {cell.certainty for cell in matrix.cells}
    entries: list[tuple[str, str]] = [(kind, said) for kind, said in KEY if kind in used]
    entries.append(("frame", "one of the two pages speaks"))
    children, at, row = [], x, 0
    for kind, said in entries:
        room = 28 + text_width(said, size) + 18
        if at + room > x + width + 18:
            at, row = x, row + 1
        middle = y + row * 24
        children.append(_key_entry(kind, said, at, middle, size))
        at += room
    return children


def _key_entry(kind: str, said: str, x: float, y: float, size: float) -> Element:
    mark: list[Element]
    if kind == "frame":
        mark = [rect(x + 1, y - 9, 20, 18, "cell-frame")]
    elif kind == "unverified":
        mark = [line(x + 5, y, x + 16, y, "cell-nothing")]
    else:
        mark = [sign("circle", x + 11, y, 8, "cell-mark")]
        if kind == "reported":
            mark.append(sign("circle", x + 11, y, 3.4, "cell-heart"))
    mark.append(words(x + 28, y + size * 0.36, said, "key-words", size))
    return group(mark, class_=f"key-entry certainty-{kind}")
