"""The exercises as a table: one row an item, safe for a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from course_checks.core.part import Options
from course_checks.core.text import plain
from course_checks.exercise import Item, parts_of
from course_checks.export.bank import Bank
from course_checks.export.text import bare, clean
from course_checks.feedback import worked

COLUMNS = (
    "id",
    "unit",
    "exercise",
    "kind",
    "prompt",
    "options",
    "accepted",
    "honesty",
    "minutes of the exercise",
    "outcomes",
    "version",
)
_FORMULA = re.compile(r"(?:^|(?<=[;,|\t\r\n\"]))( *)(?=[=+\-@\t\r\n＝＋－＠])")
"""Where a spreadsheet may begin a cell, before a sign that begins a formula."""


def safe(text: str) -> str:
    """`text` as a cell that no spreadsheet runs: a quote stands before each sign that could begin a formula."""
    return _FORMULA.sub(r"\1'", clean(text))


def written(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as CSV: UTF-8 with a mark that spreadsheets look for, every cell safe."""
    held = io.StringIO()
    made = csv.writer(held, lineterminator="\r\n")
    for row in rows:
        made.writerow([safe(cell) for cell in row])
    return ("\ufeff" + held.getvalue()).encode("utf-8")


def table(bank: Bank) -> bytes:
    """All items of the bank."""
    return written((COLUMNS, *_rows(bank)))


def _rows(bank: Bank) -> Iterator[tuple[str, ...]]:
    for exercise in bank.exercises:
        public = exercise.public
        for item in public.items:
            answer = worked(item, exercise.key[item.id])
            yield (
                f"{public.id}.{item.id}",
                public.unit,
                bare(public.title),
                item.kind,
                bare(item.prompt),
                "; ".join(_options(item)),
                "; ".join(f"{bare(label)}: {bare(text)}" for label, text in answer.lines),
                item.honesty,
                str(public.minutes),
                " ".join(public.outcomes),
                public.version,
            )


def _options(item: Item) -> Iterator[str]:
    """What there is to choose from, each once, and the rows beside which it is chosen."""
    seen: dict[str, None] = {}
    for part in parts_of(item):
        if part.label:
            seen[bare(part.label)] = None
        if isinstance(part.domain, Options):
            seen |= dict.fromkeys(f"{option.id} = {plain(option.text)}" for option in part.domain.options)
    yield from seen
