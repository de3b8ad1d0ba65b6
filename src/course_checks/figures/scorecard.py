"""A scorecard of forecasts: for each statement the verdicts that the key takes, and the passages they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course_checks.figures.chips import TARGET, Chip, Shelf, Style, draw_chip, linked, make_chip
from course_checks.figures.drawing import Drawing, Twin, listing, number_word
from course_checks.figures.measure import text_width
from course_checks.figures.svg import Element, element, group, line, picture, rect, words


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The measures of one shape of the picture."""

    total: float
    style: Style
    grid_at: float
    """Where the verdicts begin; 0 where they stand below the statement."""
    aside: float
    """How many passages stand side by side in a cell."""

    @property
    def size(self) -> float:
        """Of the words."""
        return self.style.size


WIDE = Face(total=880, style=Style(size=14.5, width=320), grid_at=328, aside=3)
TALL = Face(total=340, style=Style(size=13, width=338), grid_at=0, aside=2)
MARK = 5.5


def draw_scorecard(card: Scorecard, shelf: Shelf, *, name: str = "scorecard") -> Drawing:
    """Statements down, verdicts across; on a phone each statement above its row of verdicts."""
    caption = _caption(card)
    count = number_word(len(card.scores)).capitalize()
    alt = f"{count} statements in rows, verdicts in columns; a frame marks each verdict that the key takes."
    wide_size, wide = _wide(card, shelf)
    tall_size, tall = _tall(card, shelf)
    return Drawing(
        name=name,
        caption=caption,
        note=(
            "A frame is a verdict that can be defended, with the passages that carry it; a filled disc is the verdict "
            "of our model, a ring another one. The statements are in our words, and what came later plays no part."
        ),
        alt=alt,
        wide_svg=picture(name, "wide", wide_size, alt, caption, wide),
        tall_svg=picture(name, "tall", tall_size, alt, caption, tall),
        twin=Twin(
            intro="Statement by statement; the first verdict of each is that of our model.",
            header=("Statement", "In our words", "Verdict that the key takes", "Passages that carry it"),
            rows=tuple(
                (one.passage, one.says, f"{verdict}{' (model)' if not place else ''}", ", ".join(passages))
                for one in card.scores
                for place, (verdict, passages) in enumerate(one.accepted.items())
            ),
        ),
        data_file=card.data_files[0],
        more_files=card.data_files[1:],
    )


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


def _chip(one: Score, style: Style) -> Chip:
    return make_chip(one.passage, one.says, style)


def _lines(one: Score, face: Face) -> int:
    """How many lines of passages the fullest cell has."""
    return max(-(-len(passages) // int(face.aside)) for passages in one.accepted.values())


def _cells(one: Score, card: Scorecard, shelf: Shelf, face: Face, at: tuple[float, float], height: float) -> Element:
    """The row of verdicts of one statement."""
    x, y = at
    width = (face.total - x) / len(card.verdicts)
    children: list[Element] = []
    for column, verdict in enumerate(card.verdicts):
        left = x + column * width
        if verdict not in one.accepted:
            children.append(line(left + width / 2 - 4, y + height / 2, left + width / 2 + 4, y + height / 2, "cell-nothing"))
            continue
        model = verdict == next(iter(one.accepted))
        inside = [
            rect(left + 3, y + 3, width - 6, height - 6, "cell-frame"),
            element(
                "circle", cx=left + 14, cy=y + 3 + TARGET / 2 + 2, r=MARK, class_="model-mark" if model else "other-mark"
            ),
            *_numbers(one.accepted[verdict], shelf, face, (left + 24, y + 5), width - 26),
        ]
        children.append(group(inside, class_="verdict", data_verdict=f"{one.passage}-{verdict}"))
    return group(children, class_="verdicts")


def _numbers(
    passages: Sequence[str], shelf: Shelf, face: Face, at: tuple[float, float], room: float
) -> list[Element]:
    """The passages that carry a verdict, each a link that a finger finds."""
    made: list[Element] = []
    step = room / face.aside
    for place, passage in enumerate(passages):
        x = at[0] + place % face.aside * step
        y = at[1] + place // face.aside * TARGET
        wide = max(TARGET, text_width(passage, face.size, bold=True))
        inside = [
            rect(x - 1, y, wide + 2, TARGET, "hit"),
            words(x, y + TARGET / 2 + face.size * 0.36, passage, "chip-number", face.size),
        ]
        source = shelf[passage].id
        made.append(linked(passage, group(inside, class_=f"chip source-{source}", data_passage=passage)))
    return made


def _heads(card: Scorecard, face: Face, x: float, y: float) -> list[Element]:
    width = (face.total - x) / len(card.verdicts)
    return [
        words(x + (column + 0.5) * width, y, verdict, "grid-head", face.size, "middle")
        for column, verdict in enumerate(card.verdicts)
    ]


def _wide(card: Scorecard, shelf: Shelf) -> tuple[tuple[float, float], list[Element]]:
    face, y = WIDE, 28.0
    children = _heads(card, face, face.grid_at, 18)
    for one in card.scores:
        chip = _chip(one, face.style)
        height = max(chip.height(face.style) + 12, _lines(one, face) * TARGET + 12)
        children += [
            line(0, y, face.total, y, "grid-line"),
            draw_chip(chip, shelf[one.passage], 0, y + (height - chip.height(face.style)) / 2, face.style),
            _cells(one, card, shelf, face, (face.grid_at, y), height),
        ]
        y += height
    children.append(line(0, y, face.total, y, "grid-line"))
    return (face.total, y + 1), children


def _tall(card: Scorecard, shelf: Shelf) -> tuple[tuple[float, float], list[Element]]:
    face, y = TALL, 26.0
    children = _heads(card, face, 0, 16)
    for one in card.scores:
        chip = _chip(one, face.style)
        children += [
            line(0, y, face.total, y, "grid-line"),
            draw_chip(chip, shelf[one.passage], 0, y + 6, face.style),
        ]
        y += chip.height(face.style) + 10
        height = _lines(one, face) * TARGET + 10
        children.append(_cells(one, card, shelf, face, (0, y), height))
        y += height + 6
    children.append(line(0, y, face.total, y, "grid-line"))
    return (face.total, y + 1), children
