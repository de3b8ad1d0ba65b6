"""A scorecard of forecasts: for each statement the verdicts that the key takes, and the passages they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course_checks.figures.chips import TARGET, Shelf, Style, draw_chip, linked, make_chip
from course_checks.figures.drawing import Canvas, Drawing, Said, Twin, listing, number_word, put_together
from course_checks.figures.measure import text_width
from course_checks.figures.svg import Element, element, group, line, rect, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One statement, and its accepted verdicts with their evidence, that of the model first."""

    passage: str
    says: str
    accepted: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """Statements against verdicts."""

    scores: tuple[Score, ...]
    verdicts: tuple[str, ...]
    data_files: tuple[str, ...]


WIDE, TALL = 880.0, 340.0
STYLE, TALL_STYLE = Style(size=14.5, width=320), Style(size=13, width=338)
GRID_AT = 328.0
"""Where the verdicts begin on a laptop."""
ASIDE = 3
"""How many passages stand side by side in a cell there."""
NUMBERS_AT = 136.0
"""Where they begin on a phone, behind the name of their verdict."""
MARK = 5.5
BAND = 30.0


def draw_scorecard(card: Scorecard, shelf: Shelf, *, name: str = "scorecard") -> Drawing:
    """Statements down, verdicts across; on a phone each statement above the verdicts that the key takes."""
    caption = _caption(card)
    count = number_word(len(card.scores)).capitalize()
    alt = f"{count} statements in rows, verdicts in columns; a frame marks each verdict that the key takes."
    said = Said(
        caption=caption,
        note=(
            "A frame is a verdict that can be defended, with the passages that carry it; a filled disc is the verdict "
            "of our model, a ring another one. The statements are in our words, and what came later plays no part."
        ),
        alt=alt,
        twin=Twin(
            intro="Statement by statement; the first verdict of each is that of our model.",
            header=("Statement", "In our words", "Verdict that the key takes", "Passages that carry it"),
            rows=tuple(
                (one.passage, one.says, f"{verdict}{' (model)' if not place else ''}", ", ".join(passages))
                for one in card.scores
                for place, (verdict, passages) in enumerate(one.accepted.items())
            ),
        ),
        files=card.data_files,
    )
    return put_together(name, said, _wide(card, shelf), _tall(card, shelf))


def _caption(card: Scorecard) -> str:
    """How many statements take one verdict alone, and which verdict is taken most and least."""
    single = [one.passage for one in card.scores if len(one.accepted) == 1]
    taken = {
        verdict: [one.passage for one in card.scores if verdict in one.accepted] for verdict in card.verdicts
    }
    most = max(card.verdicts, key=lambda verdict: len(taken[verdict]))
    least = min(card.verdicts, key=lambda verdict: len(taken[verdict]))
    few = f"for {listing(taken[least])} alone" if taken[least] else "for none"
    alone = f" ({listing(single)})" if single else ""
    return (
        f"Our key takes a single verdict for {number_word(len(single))} of {number_word(len(card.scores))} "
        f"statements{alone}; “{most}” can be defended for {number_word(len(taken[most]))}, “{least}” {few}."
    )


def _marked(one: Score, verdict: str, x: float, y: float) -> Element:
    """The sign of a verdict: filled if it is that of the model."""
    model = verdict == next(iter(one.accepted))
    return element("circle", cx=x, cy=y, r=MARK, class_="model-mark" if model else "other-mark")


def _numbers(
    passages: Sequence[str], shelf: Shelf, size: float, at: tuple[float, float], step: float, aside: int
) -> list[Element]:
    """The passages that carry a verdict, ``aside`` in a line, each a link that a finger finds."""
    made: list[Element] = []
    for place, passage in enumerate(passages):
        x, y = at[0] + place % aside * step, at[1] + place // aside * TARGET
        width = max(TARGET, text_width(passage, size, bold=True) + 2)
        inside = [
            rect(x - 1, y, width, TARGET, "hit"),
            words(x, y + TARGET / 2 + size * 0.36, passage, "chip-number", size),
        ]
        kind = f"chip source-{shelf[passage].id}"
        made.append(linked(passage, group(inside, class_=kind, data_passage=passage)))
    return made


def _wide(card: Scorecard, shelf: Shelf) -> Canvas:
    """Verdicts in columns."""
    width, size, y = (WIDE - GRID_AT) / len(card.verdicts), STYLE.size, 28.0
    children = [
        words(GRID_AT + (column + 0.5) * width, 18, verdict, "grid-head", size, "middle")
        for column, verdict in enumerate(card.verdicts)
    ]
    for one in card.scores:
        chip = make_chip(one.passage, one.says, STYLE)
        lines = max(-(-len(passages) // ASIDE) for passages in one.accepted.values())
        height = max(chip.height(STYLE), lines * TARGET) + 12
        children += [
            line(0, y, WIDE, y, "grid-line"),
            draw_chip(chip, shelf[one.passage], 0, y + (height - chip.height(STYLE)) / 2, STYLE),
        ]
        for column, verdict in enumerate(card.verdicts):
            cell = (GRID_AT + column * width, y, width, height)
            children.append(_cell(one, verdict, shelf, cell))
        y += height
    children.append(line(0, y, WIDE, y, "grid-line"))
    return (WIDE, y + 1), children


def _cell(one: Score, verdict: str, shelf: Shelf, cell: tuple[float, float, float, float]) -> Element:
    """A verdict with its passages, or a stroke where the key does not take it."""
    x, y, width, height = cell
    if verdict not in one.accepted:
        middle = (x + width / 2, y + height / 2)
        return line(middle[0] - 4, middle[1], middle[0] + 4, middle[1], "cell-nothing")
    inside = [
        rect(x + 3, y + 3, width - 6, height - 6, "cell-frame"),
        _marked(one, verdict, x + 15, y + 6 + TARGET / 2),
        *_numbers(one.accepted[verdict], shelf, STYLE.size, (x + 27, y + 6), (width - 32) / ASIDE, ASIDE),
    ]
    return group(inside, class_="verdict", data_verdict=f"{one.passage}-{verdict}")


def _tall(card: Scorecard, shelf: Shelf) -> Canvas:
    """Below each statement a line for each verdict that the key takes."""
    size, y, children = TALL_STYLE.size, 0.0, []
    for one in card.scores:
        chip = make_chip(one.passage, one.says, TALL_STYLE)
        children += [
            line(0, y, TALL, y, "grid-line"),
            draw_chip(chip, shelf[one.passage], 0, y + 6, TALL_STYLE),
        ]
        y += chip.height(TALL_STYLE) + 10
        for verdict, passages in one.accepted.items():
            inside = [
                rect(1, y, TALL - 2, BAND, "cell-frame"),
                _marked(one, verdict, 14, y + BAND / 2),
                words(28, y + BAND / 2 + size * 0.36, verdict, "grid-head", size),
                *_numbers(passages, shelf, size, (NUMBERS_AT, y + 3), 48, len(passages)),
            ]
            children.append(group(inside, class_="verdict", data_verdict=f"{one.passage}-{verdict}"))
            y += BAND + 4
        y += 6
    children.append(line(0, y, TALL, y, "grid-line"))
    return (TALL, y + 1), children
