"""The report as one HTML page: no script, nothing fetched, light and dark, a phone and paper."""

from collections.abc import Iterable, Iterator

from course_checks import __version__
from course_checks.desk.report.figures import FEWEST, ClassFigures, GroupFigure, StrayFigure
from course_checks.desk.report.markup import count, humane, lines, percent, row, table, text, typed
from course_checks.desk.report.page_items import exercise
from course_checks.desk.report.page_top import place_of, rereading, said, shown, size_of_class, top
from course_checks.desk.report.plots import INSTALL, bars_of, drawing_library, shares
from course_checks.desk.report.style import STYLE

GENERATOR = "course-checks report"
"""How a page that this command wrote is known again."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page_of(held: ClassFigures) -> str:
    """The whole page."""
    body = "\n".join(part for part in _body(held) if part)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="generator" content="{GENERATOR} {text(__version__)}">
<meta name="robots" content="noindex">
<title>What the class misread</title>
<style>{STYLE}</style>
</head>
<body>
{body}
</body>
</html>
"""


def _body(held: ClassFigures) -> Iterator[str]:
    yield "<header><h1>What the class misread</h1>"
    about = [count(held.learners, "learner"), count(len(held.exercises), "exercise"), "first attempts alone"]
    about += ["a blank counts as 0"] if held.blank_is_zero else []
    yield f'<p class="meta">{" · ".join(map(text, about))}</p></header><main>'
    yield from top(held)
    if held.learners:
        yield _contents(held)
        yield f"<p>{text(size_of_class(held))}</p>"
    if held.exercises:
        yield '<h2 id="exercises">Item by item</h2>'
        if drawing_library() is None:
            yield f'<p class="meta">There are no plots, for pygal is not installed: <code>{INSTALL}</code></p>'
    for one in held.exercises:
        yield from exercise(one)
    yield from _groups(held)
    yield from _certainty(held)
    yield from _slips(held)
    yield from _strays(held)
    yield from _reading(held)
    yield "</main>"
    yield f"<footer><p>Made by course-checks {text(__version__)}. No name and no number is in this page.</p></footer>"


def _contents(held: ClassFigures) -> str:
    places = {
        "exercises": ("Item by item", held.exercises),
        "outcomes": ("By outcome", held.outcomes),
        "kinds": ("By kind", held.kinds),
        "certainty": ("How sure they were", held.certainty),
        "slips": ("All slips", held.slips),
        "strays": ("Write a message for these", held.strays),
        "reading": ("How to read this", (1,)),
    }
    rows = (f'<li><a href="#{place}">{name}</a></li>' for place, (name, there) in places.items() if there)
    return f'<nav aria-label="On this page"><ul>{"".join(rows)}</ul></nav>'


def _plotted(told: str, drawn: str) -> str:
    """A table with its plot beside it."""
    figure = (
        f"<figure>{drawn}<figcaption>The figures of the table, drawn.</figcaption></figure>" if drawn else ""
    )
    return f'<div class="side"><div>{told}</div>{figure}</div>'


def _groups(held: ClassFigures) -> Iterator[str]:
    yield from _group("outcomes", "By outcome", "outcome", held.outcomes)
    yield from _group("kinds", "By kind of item", "kind", held.kinds)


def _group(place: str, title: str, column: str, groups: Iterable[GroupFigure]) -> Iterator[str]:
    listed = tuple(groups)
    if not listed:
        return
    yield f'<h2 id="{place}">{title}</h2>'
    rows = (
        row(
            [
                ("learners", str(one.learners)),
                ("answers", str(one.answers)),
                ("mean score", percent(one.success)),
            ],
            f'<b>{text(one.name)}</b> <span class="prompt">{text(one.text)}</span>',
        )
        for one in listed
    )
    caption = "Each learner’s own mean, averaged. The interval counts learners, not answers."
    drawn = shares(bars_of((one.name, one.success) for one in listed), f"{title}: mean scores")
    yield _plotted(table(caption, [column, "learners", "answers", "mean score"], rows), drawn)


def _certainty(held: ClassFigures) -> Iterator[str]:
    if not held.certainty:
        return
    yield '<h2 id="certainty">How sure they were</h2>'
    yield "<p>Where certainty was asked. A class that knows what it knows rises from the first row to the last.</p>"
    rows = (
        row(
            [
                ("answers", str(one.answers)),
                ("learners", str(one.learners)),
                ("mean score", percent(one.success)),
            ],
            f"<b>{text(one.level)}</b>",
        )
        for one in held.certainty
    )
    caption = (
        "The mean is over answers. The interval counts each learner once, so it is wide rather than narrow."
    )
    drawn = shares(bars_of((one.level, one.success) for one in held.certainty), "How sure, and how right")
    yield _plotted(table(caption, ["certainty", "answers", "learners", "mean score"], rows), drawn)


def _slips(held: ClassFigures) -> Iterator[str]:
    if not held.slips:
        return
    yield '<h2 id="slips">All slips</h2>'
    yield "<p>First those of which we can be surest that they are widespread.</p>"
    for one in held.slips:
        place = place_of(one.exercise, one.item)
        yield (
            f"<details><summary><b>{text(humane(one.slip))}</b>, {count(one.count, 'learner')},"
            f" {percent(one.share)} · {text(one.exercise)}, {text(one.item)}</summary>"
        )
        yield f'<p class="meta"><a href="#{text(place)}">What was answered to {text(one.item)}</a></p>'
        yield rereading(one, held) + said(one) + shown(one) + "</details>"


def _strays(held: ClassFigures) -> Iterator[str]:
    if not held.strays:
        return
    yield '<h2 id="strays">Write a message for these</h2>'
    yield (
        "<p>Wrong answers to which the key has nothing to say, the most frequent first. The lines go into the"
        " exercise’s <code>key.toml</code>. A message names what the reader took it for, cites a passage and ends"
        " in a question. Many of these come from one learner: leave them, if they teach nothing.</p>"
    )
    for one in held.strays:
        yield _stray(one)
    if held.more_strays:
        yield f'<p class="meta">and {count(held.more_strays, "more group")}, each given no more often.</p>'


def _stray(one: StrayFigure) -> str:
    summary = (
        f"<summary>{text(one.exercise)}, {text(one.item)}: <b>{text(one.part)}</b> = {typed(one.text)},"
        f" {count(one.count, 'learner')}</summary>"
    )
    told = f"<pre>{lines(one.write)}</pre>" if one.write else "<p>A slip cannot rest on words quoted.</p>"
    return f"<details>{summary}{told}</details>"


def _reading(held: ClassFigures) -> Iterator[str]:
    blank = "counts as 0" if held.blank_is_zero else "is counted as blank, not as 0"
    yield f"""<h2 id="reading">How to read this</h2>
<ul class="notes">
<li><b>First attempts alone.</b> What was mended after feedback is not here. An answer left blank {blank};
what could not be read is no attempt; an exercise that was not handed in is missing, not 0.</li>
<li><b>Mean score.</b> 100% is everybody right. From 30% to 85% an item does its work in practice; above 95% it is
a warm-up; below 20% look at the key first. The interval is Wilson’s; where part of a point can be had, it is
wider than it need be.</li>
<li><b>With the other items, r.</b> Do those who do well elsewhere do well here? From about .30 an item agrees
with its neighbours, below 0 look at the key. An item that trains something else has a low r and is none the worse.
Not printed below {FEWEST} learners.</li>
<li><b>Upper less lower.</b> The mean score of the best 27 percent less that of the weakest 27 percent.</li>
<li><b>KR-20, alpha, standard error.</b> How much of the spread of points is not chance, if all items measured one
skill. They do not, on purpose. The standard error is what to put behind ± when you print points.</li>
<li><b>Wrong options.</b> One works if at least one in twenty takes it, and those who do are weaker elsewhere.</li>
<li><b>Nothing is ranked by a coefficient.</b> With forty learners, two items as good as each other can differ by .4
in r through chance alone.</li>
<li><b>What is not here.</b> Why somebody answered so, whether a reason was good, and how another class would do.</li>
</ul>"""
