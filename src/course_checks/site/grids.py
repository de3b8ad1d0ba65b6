"""Items whose blanks stand in rows and columns: the table on a page.

Kinds declare their parts as a list; for three of them a reader sees more in a table.  On a narrow page its
cells stand one below the other, each under the words that head its column.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from docutils import nodes

from course_checks.content.grids import GRIDS, Grid
from course_checks.core.part import Entry, Option, Options, Part, Passages, describe
from course_checks.exercise import Item
from course_checks.site.forms import Blank, Drafter, menu_blank, print_choices
from course_checks.site.nodes import Cell, line, table

WIDE = "grid-wide"
NARROWEST_WIDE = 5
"""A table of so many columns is wider than a line of text."""


def in_a_grid(drafter: Drafter, item: Item, parts: Sequence[Part]) -> tuple[list[nodes.Node], list[Part]]:
    """The table of an item with what belongs to it, and the parts that are not in it."""
    if item.kind not in GRIDS:
        return [], list(parts)
    grid = GRIDS[item.kind](item.ask)
    by_id = {part.id: part for part in parts}
    cells = {
        (row.id, column.id): by_id.pop(grid.cell(row.id, column.id))
        for row in grid.rows
        for column in grid.columns
    }
    hints = _hints(drafter, grid, cells)

    def blank(row: Option, column: Option) -> Cell:
        named = {
            "aria-labelledby": " ".join((_head_id(drafter, "row", row), _head_id(drafter, "column", column)))
        }
        if column.id in hints:
            named["aria-describedby"] = hints[column.id]["ids"][0]
        return [line(_blank(drafter, cells[row.id, column.id], named))]

    domains = dict.fromkeys(part.domain for part in cells.values())
    return [
        *dict.fromkeys(hints.values()),
        *(print_choices(drafter, domain) for domain in domains if isinstance(domain, Options)),
        _drawn(drafter, grid, blank, "match-table", "grid-table"),
    ], list(by_id.values())


def answers_in_a_grid(drafter: Drafter, item: Item, answers: dict[str, str]) -> list[nodes.Node]:
    """The same table with the answers of its parts, which are taken out of `answers`."""
    if item.kind not in GRIDS:
        return []
    grid = GRIDS[item.kind](item.ask)

    def answer(row: Option, column: Option) -> Cell:
        return [line(*drafter.inline(answers.pop(grid.cell(row.id, column.id), "")))]

    return [_drawn(drafter, grid, answer, "stacking-table", "answer-table")]


def wide(*held: nodes.Node) -> list[str]:
    """The class of what holds a wide grid: with `:has` a browser would style all of it anew at every change."""
    tables = (table for one in held for table in one.findall(nodes.table))
    return ["has-wide"] if any(WIDE in table["classes"] for table in tables) else []


def _drawn(
    drafter: Drafter, grid: Grid, fill: Callable[[Option, Option], Cell], *classes: str
) -> nodes.table:
    """The table with its heads, each cell filled by what stands in its row and column."""
    heads = [nodes.paragraph("", grid.corner)]
    for column in grid.columns:
        heads.append(_head(drafter, "column", column))
    rows = [
        ([_head(drafter, "row", row)], *(fill(row, column) for column in grid.columns)) for row in grid.rows
    ]
    size = [WIDE] if len(heads) >= NARROWEST_WIDE else []
    return table(tuple(heads), rows, grid.widths, classes=(*classes, *size))


def _head(drafter: Drafter, side: str, head: Option) -> nodes.paragraph:
    """What heads a row or a column, with the id by which its blanks are named."""
    made = line(*drafter.words(head.id, head.text))
    made["ids"].append(_head_id(drafter, side, head))
    return made


_Cells = Mapping[tuple[str, str], Part]


def _hints(drafter: Drafter, grid: Grid, cells: _Cells) -> dict[str, nodes.paragraph]:
    """From the columns into which numbers of passages are typed to the line that says how: neighbours share one."""
    found: dict[str, nodes.paragraph] = {}
    first = grid.rows[0].id
    for domain, group in groupby(grid.columns, key=lambda column: describe(cells[first, column.id].domain)):
        columns = list(group)
        if isinstance(cells[first, columns[0].id].domain, Passages):
            names = " and ".join(column.text for column in columns)
            hint = line(*drafter.inline(f"{names}: {domain}."), classes=("field-hint",))
            hint["ids"].append(_head_id(drafter, "hint", columns[0]))
            found |= {column.id: hint for column in columns}
    return found


def _blank(drafter: Drafter, part: Part, named: Mapping[str, str]) -> Blank:
    if isinstance(part.domain, Options):
        return menu_blank(drafter, part, part.domain, **named)
    size = 16 if isinstance(part.domain, Entry) else 6
    return drafter.blank(part, "text", size=size, autocomplete="off", spellcheck="false", **named)


def _head_id(drafter: Drafter, side: str, head: Option) -> str:
    return nodes.make_id(f"{drafter.prefix}-{side}-{head.id or 'own'}")
