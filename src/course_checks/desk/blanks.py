"""The blanks of an item on paper: boxes to tick, lines to write on, tables; one way for each domain."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from course_checks.content.grids import GRIDS, Grid
from course_checks.core.part import (
    CERTAINTY,
    LONG,
    DateEntry,
    Entry,
    Links,
    Names,
    Number,
    Option,
    Options,
    Part,
    Passages,
    Prose,
    Quotation,
    describe,
)
from course_checks.core.text import plain, words
from course_checks.desk.printed import inline, tag
from course_checks.exercise import Item, parts_of

BOX = '<span class="box"></span>'
SHORT = '<span class="short-line"></span>'
WIDEST_HEADS = 64
"""Letters that fit over the columns of a table."""
MOST_COLUMNS = 5
WHOLE_PAGE = 12
"""A text for which so many lines are given on a screen is a page long on paper."""


def blanks(item: Item) -> str:
    """All the blanks of an item, in the order in which they are asked, as HTML."""
    grid, rest = _in_a_grid(item, parts_of(item))
    return "\n".join([*grid, *(_group(group) for group in _groups(rest))])


def _in_a_grid(item: Item, parts: Sequence[Part]) -> tuple[list[str], list[Part]]:
    """The table of an item that has one, and the parts that are not in it."""
    if item.kind not in GRIDS:
        return [], list(parts)
    grid = GRIDS[item.kind](item.ask)
    by_id = {part.id: part for part in parts}
    rows = []
    for row in grid.rows:
        cells = (by_id.pop(grid.cell(row.id, column.id)) for column in grid.columns)
        rows.append([inline(_named(row)), *map(_cell, cells)])
    told = dict.fromkeys(_told(grid, {part.id: part for part in parts}))
    heads = [grid.corner, *(inline(_named(column)) for column in grid.columns)]
    return [*told, _table(heads, rows, "grid")], list(by_id.values())


def _told(grid: Grid, parts: dict[str, Part]) -> Iterator[str]:
    """What may be written into the columns of a grid."""
    for column in grid.columns:
        domain = parts[grid.cell(grid.rows[0].id, column.id)].domain
        if isinstance(domain, Options):
            yield tag("p", f"In each box: {_of(domain)}", "told")
        elif isinstance(domain, Passages):
            yield tag("p", f"{inline(_named(column))}: {escape(describe(domain))}", "told")


def _cell(part: Part) -> str:
    return '<span class="cell-line"></span>' if isinstance(part.domain, Entry) else ""


def _named(option: Option) -> str:
    """An option with its id before its text, where it has one to be called by, such as `b`, and does not say it."""
    text, name = " ".join(option.text.split()), option.id
    called = name.isalnum() and (len(name) == 1 or any(map(str.isdigit, name)))
    begun = len(name) > 1 and words(plain(text))[:1] == words(name)[:1]
    return f"**{name}** {text}" if called and not begun else text


def _groups(parts: Iterable[Part]) -> Iterator[tuple[Part, ...]]:
    """Neighbours that take the same values; what is written at length, and how sure one is, stands alone."""

    def same(numbered: tuple[int, Part]) -> tuple[object, int]:
        number, part = numbered
        alone = isinstance(part.domain, LONG) or part.domain == CERTAINTY
        return part.domain, number if alone else -1

    for _, group in groupby(enumerate(parts), key=same):
        yield tuple(part for _, part in group)


def _group(parts: tuple[Part, ...]) -> str:
    match parts[0].domain:
        case Options() as domain if len(parts) > 1:
            return _ticks(parts, domain)
        case Number() if len(parts) > 1:
            listed = (tag("li", f"{SHORT} {inline(part.label or part.id)}") for part in parts)
            return tag("ul", "".join(listed), "numbered")
        case _:
            return "\n".join(map(_alone, parts))


def _ticks(parts: tuple[Part, ...], domain: Options) -> str:
    """A table with a box for each value, or, where their names are long, a list of values and a line for each part."""
    heads = [plain(option.text) or option.id for option in domain.options]
    if len(heads) <= MOST_COLUMNS and sum(map(len, heads)) <= WIDEST_HEADS:
        rows = [[inline(part.label or part.id), *(BOX for _ in heads)] for part in parts]
        return _table(["", *map(escape, heads)], rows, "ticks")
    values = tag("p", f"Write one of these on each line: {_of(domain)}", "told")
    listed = (tag("li", f"{SHORT} {inline(part.label or part.id)}") for part in parts)
    return f"{values}\n{tag('ul', ''.join(listed), 'numbered')}"


def _of(domain: Options) -> str:
    """The values of a domain, those with a text of their own with it."""
    texts = (
        f"<b>{escape(option.id)}</b>"
        + ("" if plain(option.text) == option.id else f": {inline(option.text)}")
        for option in domain.options
    )
    return "; ".join(texts) + "."


def _alone(part: Part) -> str:
    """A blank under its label."""
    label = inline(part.label)
    match part.domain:
        case Options() as domain if domain == CERTAINTY:
            options = " ".join(tag("span", f"{BOX} {escape(option.id)}", "one") for option in domain.options)
            return tag("p", f"{label} {options}", "certainty")
        case Options() as domain:
            listed = (tag("li", f"{BOX} {inline(_named(option))}") for option in domain.options)
            return _label(label) + tag("ul", "".join(listed), "options")
        case Links(nodes=nodes):
            said = tag("p", "Draw it here, or write a line for each link: A supports B; supports, attacks or "
                            "undercuts.", "told")  # fmt: skip
            return f'{_label(label)}{said}<div class="drawing" style="--lines:{len(nodes) + 2}"></div>'
        case Prose(words=words, lines=lines):
            least = f" ({words} words or more)" if words else ""
            return _label(label + least) + _ruled(lines + 1 if lines < WHOLE_PAGE else 2 * lines)
        case Quotation():
            return _label(f"{label} (three words or more, exactly as they stand)") + _ruled(2)
        case Names():
            return _label(f"{label} ({escape(describe(part.domain))})") + _ruled(1)
        case Number() | DateEntry() | Passages():
            hint = tag("span", f"({escape(describe(part.domain))})", "hint")
            return tag("p", f"{label} {hint} {SHORT}", "field")
        case Entry():
            return _label(label) + _ruled(1)


def _label(text: str) -> str:
    return tag("p", text, "label") if text.strip() else ""


def _ruled(lines: int) -> str:
    """Lines to write on."""
    return tag("div", "<i></i>" * lines, "ruled")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> str:
    """A table whose first row and first column are heads."""
    head = "".join(f'<th scope="col">{one}</th>' if one else "<td></td>" for one in heads)
    body = (
        f'<tr><th scope="row">{first}</th>{"".join(tag("td", cell) for cell in cells)}</tr>'
        for first, *cells in rows
    )
    table = f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody>"
    return tag("div", tag("table", table, name), "wide")
