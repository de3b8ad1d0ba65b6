"""The top of the report: what to do first, for somebody who has no time."""

from collections.abc import Iterator

from course_checks.core.text import one_of
from course_checks.desk.report.figures import FEWEST, ClassFigures, Estimate, SlipFigure
from course_checks.desk.report.markup import count, humane, percent, text, typed


def place_of(exercise: str, item: str = "") -> str:
    """The id of a place on the page; the ids of exercises and items hold letters, digits, - and _ alone."""
    return f"{exercise}--{item}" if item else exercise


def top(held: ClassFigures) -> Iterator[str]:
    """What to reteach, then what to look at."""
    yield '<section class="first" aria-labelledby="first"><h2 id="first">Do this first</h2>'
    if not held.learners:
        yield "<p>There are no first attempts in this file, so there is nothing to reteach yet.</p>"
    elif held.reteach:
        yield "<p>Misreadings that several learners share, those first that are surest to be widespread.</p><ol>"
        yield from (f"<li>{_reteach(slip, held)}</li>" for slip in held.reteach)
        yield "</ol>"
    else:
        yield f"<p>{_nothing_shared(held)}</p>"
    yield "</section>"
    yield from _look_at(held)


def _nothing_shared(held: ClassFigures) -> str:
    if not any(item.n for exercise in held.exercises for item in exercise.items):
        return "Nothing was scored, so no misreading can be told."
    if held.slips:
        are = "1 misreading is" if len(held.slips) == 1 else f"{len(held.slips)} misreadings are"
        return (
            "No misreading was shared by two learners and a tenth of those who answered. Nothing needs class time:"
            f' {are} <a href="#slips">listed below</a>, each for the one who made it.'
        )
    return "No named misreading was made. Nothing needs to be taught again."


def _reteach(slip: SlipFigure, held: ClassFigures) -> str:
    where = (
        f'<a href="#{text(place_of(slip.exercise, slip.item))}">{text(slip.exercise)}, {text(slip.item)}</a>'
    )
    named = next((one for one in held.exercises if one.exercise == slip.exercise), None)
    asked = next((one.prompt for one in named.items if one.item == slip.item), "") if named else ""
    title = named.title if named else slip.exercise
    what = f"Read {listed(slip.passages)} again" if slip.passages else "Talk about this one"
    of = slip.share.n if isinstance(slip.share, Estimate) else slip.count
    return "".join(
        (
            f'<p class="headline">{text(what)}</p>',
            f"<p>{slip.count} of the {of} who answered: {percent(slip.share)}.",
            f" The slip is called “{text(humane(slip.slip))}”.</p>",
            f'<p class="meta">{text(title)} · {where} · taught in {text(slip.unit)}</p>',
            rereading(slip, held),
            f'<p class="meta">They were asked: {text(asked)}</p>' if asked else "",
            shown(slip),
            said(slip),
        )
    )


def listed(names: tuple[str, ...]) -> str:
    """`S3`, `S3 and S13`, `S3, S8 and S13`."""
    return one_of(names).replace(" or ", " and ")


def rereading(slip: SlipFigure, held: ClassFigures) -> str:
    """The passages to read again, each with what it says in our words."""
    if not slip.passages:
        return ""
    rows = "".join(f"<li><b>{text(one)}</b> {text(held.passages.get(one, ''))}</li>" for one in slip.passages)
    return f'<ul class="passages">{rows}</ul>'


def said(slip: SlipFigure) -> str:
    """What the key says to a slip: a question to begin with."""
    if not slip.message:
        return '<p class="meta">The key has no message for this slip now.</p>'
    return f'<p class="meta">Ask the class what the feedback asks each:</p><p class="said">{text(slip.message)}</p>'


def shown(slip: SlipFigure) -> str:
    """Up to three answers that show a slip."""
    if not slip.examples:
        return ""
    given = " · ".join(f"{typed(one.text)} ({one.count})" for one in slip.examples)
    return f'<p class="meta">They answered: {given}</p>'


def _look_at(held: ClassFigures) -> Iterator[str]:
    """Items, keys and answers to look at."""
    if held.advice:
        yield '<h2 id="look">Then look at these</h2><ul class="notes">'
        for one in held.advice:
            place = f"{text(one.exercise)}, {text(one.item)}"
            link = (
                f'<a href="#{text(place_of(one.exercise, one.item))}">{place}</a>: ' if one.exercise else ""
            )
            yield f"<li>{link}{text(one.text)}</li>"
        yield "</ul>"
    told = [text(note) for note in held.notes]
    told += [f"Line {lost.line} of the file: {text(lost.say)}" for lost in held.lost]
    if held.lost_count > len(held.lost):
        told.append(f"and {held.lost_count - len(held.lost)} more lines that could not be used.")
    if told:
        yield '<h2 id="left">Left out of the figures, or to know about them</h2><ul class="notes">'
        yield from (f"<li>{one}</li>" for one in told)
        yield "</ul>"


def size_of_class(held: ClassFigures) -> str:
    """What figures of a class of this size can show."""
    if not held.learners:
        return ""
    if held.learners < FEWEST:
        return (
            f"With {count(held.learners, 'learner')} no coefficient is printed: below {FEWEST} it says next to"
            " nothing. The counts are what they are; the intervals show how little they say of another class."
        )
    return (
        "Figures in brackets are intervals of 95 percent: another class like this one may well come out anywhere"
        " in them. What lies inside one another’s intervals is no difference to act on."
    )
