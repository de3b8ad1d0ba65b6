"""Writing HTML: every text goes through here, so that nothing a learner typed is markup."""

from collections.abc import Iterable
from html import escape

from course_checks.desk.report.figures import Estimate, Figure
from course_checks.desk.safe import visible


def text(said: str) -> str:
    """`said` on one line, as HTML that shows it letter for letter; what is not seen, or turns text, is gone."""
    return escape(" ".join(visible(said).split()))


def typed(said: str) -> str:
    """What a learner typed: its direction ends where it ends."""
    return f"<bdi>{text(said)}</bdi>"


def lines(said: str) -> str:
    """Several lines to be copied, as they stand."""
    return escape(visible(said))


def percent(figure: Figure) -> str:
    """A share with its interval: `63% (46 to 77)`; or why there is none."""
    if not isinstance(figure, Estimate):
        return f'<span class="none">{text(figure.why)}</span>'
    held = f"{_whole(figure.low)} to {_whole(figure.high)}"
    return f'{_whole(figure.value)}% <span class="held">({held})</span>'


def _whole(share: float) -> str:
    return f"{100 * share:.0f}"


def number(figure: Figure) -> str:
    """A figure with its interval: `0.38 (0.06 to 0.63)`; or why there is none."""
    if not isinstance(figure, Estimate):
        return f'<span class="none">{text(figure.why)}</span>'
    return f'{signed(figure.value)} <span class="held">({signed(figure.low)} to {signed(figure.high)})</span>'


def signed(value: float) -> str:
    """Two decimals, with a true minus sign; never -0.00."""
    said = f"{value:.2f}"
    return "0.00" if said == "-0.00" else said.replace("-", "\u2212")


def row(cells: Iterable[tuple[str, str]], head: str = "") -> str:
    """A row of a table: (name of the column, HTML) for each cell, `head` the HTML of its heading.

    The roles keep it a table where a phone shows it as blocks.
    """
    first = f'<th scope="row" role="rowheader">{head}</th>' if head else ""
    rest = "".join(f'<td role="cell" data-column="{text(name)}">{cell}</td>' for name, cell in cells)
    return f'<tr role="row">{first}{rest}</tr>'


def table(caption: str, columns: Iterable[str], rows: Iterable[str]) -> str:
    """A table with a caption (HTML); empty where it has no rows."""
    body = "".join(rows)
    heads = "".join(f'<th scope="col" role="columnheader">{text(name)}</th>' for name in columns)
    if not body:
        return ""
    return (
        f'<table role="table"><caption>{caption}</caption><thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def count(how_many: int, one: str, many: str = "") -> str:
    """`1 learner`, `40 learners`."""
    return f"{how_many} {one if how_many == 1 else many or one + 's'}"


def humane(name: str) -> str:
    """An id as words: `mention-as-reason` is “mention as reason”."""
    return name.replace("-", " ").replace("_", " ")
