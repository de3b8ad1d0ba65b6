"""What a person has to judge: every text on a page, one below the other, and a sheet to fill in beside it."""

from collections.abc import Iterator
from pathlib import Path

from course_checks.core.text import plain
from course_checks.desk.gradebook import Table
from course_checks.desk.html_page import block_html, line_html, page
from course_checks.desk.ledger import Met
from course_checks.desk.opinions import RUBRICS, Opinions
from course_checks.desk.results import Written
from course_checks.desk.rubric import LEVELS, TEXT, Field, digest_of, fields_of, judged_items, levels_of
from course_checks.desk.rubric_file import WHO
from course_checks.exercise import Item, PublicExercise

PAGES = "to-judge"
MOST_TEXTS = 50
"""On one page: more are hard to scroll through, and slow to open."""


class ToJudge:
    """Writes the pages and the sheets of one exercise into `new`, learner by learner."""

    def __init__(self, new: Path, exercise: PublicExercise, opinions: Opinions) -> None:
        self.exercise, self._new, self._opinions = exercise, new, opinions
        self._items = judged_items(exercise)
        self._page: list[str] = []
        self._pages, self._on_page = 0, 0
        self._sheet: Table | None = None

    def add(self, met: Met, feedback: str, written: tuple[Written, ...]) -> None:
        """Put a learner's texts on the page, and the learner on the sheet unless one has the row already."""
        if self._on_page >= MOST_TEXTS:
            self._end_page(follows=True)
        self._on_page += 1
        self._page += _learner(met, feedback, written)
        if self._opinions.has_row(met.key, self.exercise.id):
            return
        texts = {one.item: one.text for one in written}
        if self._sheet is None:
            self._sheet = Table(self._new / RUBRICS / f"{self.exercise.id}.csv")
            self._sheet.row([*WHO, *(head for item in self._items for head in _heads(item))])
        cells = (cell for item in self._items for cell in _cells(item, texts.get(item.id, "")))
        self._sheet.row([feedback, met.who.number, met.who.name, *cells])

    def end(self) -> None:
        """Write the last page."""
        if self._on_page:
            self._end_page(follows=False)

    def close(self) -> None:
        """Let go of the sheet."""
        if self._sheet is not None:
            self._sheet.close()

    def _end_page(self, *, follows: bool) -> None:
        self._pages += 1
        number = self._pages
        title = f"To judge: {plain(self.exercise.title)}"
        sheet = f"{RUBRICS}/{self.exercise.id}.csv"
        links = [f'<a href="{_name(self.exercise, number - 1)}">Page {number - 1}</a>'] if number > 1 else []
        links += [f'<a href="{_name(self.exercise, number + 1)}">Page {number + 1}</a>'] if follows else []
        what = f"{self.exercise.id}; version {self.exercise.version}; page {number}"
        levels = f"{', '.join(LEVELS[:-1])} or {LEVELS[-1]}"
        how = (
            f"Read here, and type what you find into {sheet}, one row a learner: {levels}. Then grade again."
        )
        body = [
            f"<h1>{line_html(title)}</h1>",
            f'<p class="quiet">{line_html(what)}</p>',
            f"<p>{line_html(how)} A machine has judged none of this.</p>",
            *(line for item in self._items for line in _criteria(item)),
            *self._page,
            *([f'<nav class="screen"><p>{" · ".join(links)}</p></nav>'] if links else []),
        ]
        file = self._new / PAGES / _name(self.exercise, number)
        file.write_bytes(page(title, "\n".join(body) + "\n").encode())
        self._page, self._on_page = [], 0


def _name(exercise: PublicExercise, number: int) -> str:
    return f"{exercise.id}-{number}.html"


def _heads(item: Item) -> Iterator[str]:
    yield from (one.head for one in fields_of(item))
    yield f"{item.id}.{TEXT}"


def _cells(item: Item, text: str) -> Iterator[str]:
    fields: tuple[Field, ...] = fields_of(item)
    yield from ("" for _ in fields)
    yield digest_of(text) if text else ""


def _criteria(item: Item) -> Iterator[str]:
    """The levels of an item, once on each page."""
    levels = list(levels_of(item))
    if not levels:
        return
    yield f"<h2>{line_html(item.id)}: what to read for</h2>"
    yield '<div class="wide" role="region" tabindex="0" aria-label="Levels"><table>'
    heads = "".join(f"<th>{line_html(one)}</th>" for one in ("criterion", *LEVELS))
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for row in levels:
        first, *others = (line_html(one) for one in row)
        yield f'<tr><th scope="row">{first}</th>{"".join(f"<td>{one}</td>" for one in others)}</tr>'
    yield "</tbody></table></div>"


def _learner(met: Met, feedback: str, written: tuple[Written, ...]) -> Iterator[str]:
    name = " · ".join(one for one in (met.who.name, met.who.number) if one)
    yield f"<article><h2>{line_html(name)}</h2>"
    yield f'<p class="quiet">{line_html(feedback)}</p>'
    for one in written:
        yield f"<h3>{line_html(one.item)}</h3>"
        if one.form:
            found = "".join(f"<li>{block_html(line)}</li>" for line in one.form)
            yield f"<details><summary>What a machine saw: the form alone</summary><ul>{found}</ul></details>"
        yield f'<pre class="text">{block_html(one.text)}</pre>'
    yield "</article>"
