"""Items whose blanks stand in rows and columns: which part goes where, and what heads it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from course_checks.core.part import Option
from course_checks.validators import comparison, corroboration


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows and columns with what heads them, and the id of the part in each cell."""

    corner: str
    rows: tuple[Option, ...]
    columns: tuple[Option, ...]
    cell: Callable[[str, str], str]
    """From the ids of a row and a column to that of a part."""
    widths: tuple[int, ...]


def _comparison(ask: Any) -> Grid:
    """Themes, with the two sources and how they relate."""
    columns = (
        Option(id=comparison.FIRST, text=ask.first_name or ask.first),
        Option(id=comparison.SECOND, text=ask.second_name or ask.second),
        Option(id="", text="How the two relate"),
    )
    return Grid(corner="Theme", rows=ask.themes, columns=columns, cell=_joined, widths=(43, 16, 16, 25))


def _corroboration(ask: Any) -> Grid:
    """Reports, with what each does to the claim and where it has it from."""
    columns = (
        Option(id="", text="What it does to the claim"),
        Option(id=corroboration.ORIGIN, text="Whom it has this from: a name, or unnamed"),
    )
    return Grid(corner="Report", rows=ask.reports, columns=columns, cell=_joined, widths=(46, 25, 29))


def _joined(row: str, column: str) -> str:
    return row + column


def _hypotheses(ask: Any) -> Grid:
    """Evidence beside explanations, so that one goes through it piece by piece."""
    share = 70 // len(ask.hypotheses)
    return Grid(
        corner="Evidence",
        rows=ask.evidence,
        columns=ask.hypotheses,
        cell=lambda evidence, hypothesis: f"{hypothesis}-{evidence}",
        widths=(100 - share * len(ask.hypotheses), *(share for _ in ask.hypotheses)),
    )


GRIDS: Mapping[str, Callable[[Any], Grid]] = {
    "comparison": _comparison,
    "corroboration": _corroboration,
    "hypotheses": _hypotheses,
}
"""From a kind to how its blanks are laid out; the others stand one below the other."""
