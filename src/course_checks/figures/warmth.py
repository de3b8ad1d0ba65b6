"""The warm-cold strip: what the two pages say about a relationship, each statement at its place on one scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from course_checks.content.errors import Faults
from course_checks.figures.chips import Chip, Shelf, SourceSign, Style, draw_chip, make_chip, sources_key
from course_checks.figures.drawing import Drawing, Twin, listing, number_word
from course_checks.figures.records import check_passages, read_records
from course_checks.figures.svg import Element, group, line, picture, words

DATA_FILE = "docs/data/warmth.toml"
LEVELS = {-2: "cold", -1: "cool", 0: "neither", 1: "warm", 2: "very warm"}
"""The places of the scale, from left to right."""
OURS = "Our placing, to start with; yours may differ."

WIDE, TALL = 880.0, 340.0
WIDE_STYLE = Style(size=14.5, width=162)
TALL_STYLE = Style(size=13, width=160)
COLUMN = WIDE / len(LEVELS)
BETWEEN = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a passage says about a pair of states."""

    id: str
    passage: str
    who: str
    """The pair, the one whose view or act it is first."""
    words: str
    """At most six: the page’s own in quotation marks, else ours."""
    warmth: int
    """Where the course's authors place it, from -2 (cold) to 2 (very warm)."""
    why: str
    note: str = ""
    """Where careful readers place it elsewhere."""


def load_warmth(root: Path, shelf: Shelf) -> tuple[Statement, ...]:
    """The statements of the course in ``root``, in the order of the file.

    Raises :class:`~course_checks.content.errors.InvalidContentError` with every fault.
    """
    file, faults = root / DATA_FILE, Faults(root)
    records = read_records(file, faults, statements=Statement)["statements"]
    for place, one in records:
        check_passages(file, faults, f"{place}.passage", [one.passage], shelf)
        if one.warmth not in LEVELS:
            faults.add(file, f"{place}.warmth", f"{one.warmth} is not on the scale", "use -2, -1, 0, 1 or 2")
    faults.raise_if_any()
    return tuple(one for _, one in records)


def draw_warmth(statements: Sequence[Statement], shelf: Shelf, *, name: str = "warmth") -> Drawing:
    """The strip: the source that is named first above the scale, the other below; stacked on a phone."""
    caption = _caption(statements, shelf)
    usual = _usual_pair(statements)
    called = " and ".join(source.called for source in _sources(statements, shelf))
    alt = f"{number_word(len(statements)).capitalize()} statements of {called} on a scale from cold to very warm."
    wide_size, wide = _wide(statements, shelf, usual)
    tall_size, tall = _tall(statements, shelf, usual)
    return Drawing(
        name=name,
        caption=caption,
        note=(
            "Each statement stands where the course’s authors place its wording. It is a default to argue with: "
            "the table gives their reason, and where careful readers differ. "
            f"Where no pair is named, the statement is about {usual}."
        ),
        alt=alt,
        wide_svg=picture(name, "wide", wide_size, alt, caption, wide),
        tall_svg=picture(name, "tall", tall_size, alt, caption, tall),
        twin=_twin(statements),
        data_file=DATA_FILE,
    )


def _usual_pair(statements: Sequence[Statement]) -> str:
    return Counter(one.who for one in statements).most_common(1)[0][0]


def _sources(statements: Sequence[Statement], shelf: Shelf) -> tuple[SourceSign, ...]:
    """The sources of the statements, in the order of their dates, which is that of the shelf."""
    used = {shelf[one.passage] for one in statements}
    return tuple(source for source in dict.fromkeys(shelf.values()) if source in used)


def _caption(statements: Sequence[Statement], shelf: Shelf) -> str:
    """How many statements of each source stand on each side of the scale."""
    parts = []
    for source in _sources(statements, shelf):
        levels = [one.warmth for one in statements if shelf[one.passage] == source]
        sides = {
            "warm": sum(level > 0 for level in levels),
            "neither": levels.count(0),
            "cool or cold": sum(level < 0 for level in levels),
        }
        held = [(number_word(count), side) for side, count in sides.items() if count]
        total = f"{number_word(len(levels))} statements of {source.called}"
        if len(held) == 1 and len(levels) > 1:
            every = f"both statements of {source.called}" if len(levels) == 2 else f"all {total}"
            parts.append(f"{every} are {held[0][1]}")
        else:
            verb = "is" if held[0][0] == "one" else "are"
            counts = [f"{held[0][0]} {verb} {held[0][1]}", *(f"{count} {side}" for count, side in held[1:])]
            parts.append(f"of {total} {listing(counts)}")
    return f"As we place them, {'; '.join(parts)}."


def _twin(statements: Sequence[Statement]) -> Twin:
    ordered = sorted(statements, key=lambda one: -one.warmth)
    return Twin(
        intro="From very warm to cold, as the authors of the course place them by their wording.",
        header=("Passage", "What it says", "About", "Place", "Why there", "Where readers differ"),
        rows=tuple(
            (one.passage, one.words, one.who, f"{one.warmth:+d} {LEVELS[one.warmth]}", one.why, one.note)
            for one in ordered
        ),
    )


def _chip(one: Statement, style: Style, usual: str) -> Chip:
    return make_chip(one.passage, one.words, style, "" if one.who == usual else one.who)


def _wide(
    statements: Sequence[Statement], shelf: Shelf, usual: str
) -> tuple[tuple[float, float], list[Element]]:
    """Columns from cold to warm: the first source grows upwards from the scale, the others hang below it."""
    style, first = WIDE_STYLE, _sources(statements, shelf)[0]
    stacks: dict[tuple[bool, int], list[Statement]] = {}
    for one in statements:
        stacks.setdefault((shelf[one.passage] == first, one.warmth), []).append(one)

    def depth(*, above: bool) -> float:
        return max(
            (
                sum(_chip(one, style, usual).height(style) + BETWEEN for one in stack)
                for (up, _), stack in stacks.items()
                if up == above
            ),
            default=0.0,
        )

    head = 34.0
    axis = head + depth(above=True) + 8
    children: list[Element] = []
    for column, level in enumerate(sorted(LEVELS)):
        x, up, down = column * COLUMN + (COLUMN - style.width) / 2, axis - BETWEEN - 4, axis + 34 + BETWEEN
        for one in stacks.get((True, level), []):
            chip = _chip(one, style, usual)
            up -= chip.height(style)
            children.append(draw_chip(chip, shelf[one.passage], x, up, style))
            up -= BETWEEN
        for one in stacks.get((False, level), []):
            chip = _chip(one, style, usual)
            children.append(draw_chip(chip, shelf[one.passage], x, down, style))
            down += chip.height(style) + BETWEEN
    height = axis + 34 + BETWEEN + depth(above=False)
    key = sources_key(shelf, [one.passage for one in statements], 0, 15, style.size)
    ours = words(WIDE, 15, OURS, "figure-aside", style.size, "end")
    return (WIDE, height), [*key, ours, _axis(axis, style), *children]


def _axis(y: float, style: Style) -> Element:
    """The scale: a band with its five places, each named."""
    children = [line(0, y, WIDE, y, "axis"), line(0, y + 30, WIDE, y + 30, "axis")]
    for column, level in enumerate(sorted(LEVELS)):
        if column:
            children.append(line(column * COLUMN, y, column * COLUMN, y + 30, "axis-tick"))
        middle = (column + 0.5) * COLUMN
        said = f"{LEVELS[level]} {signed(level)}"
        children.append(words(middle, y + 20, said, "axis-words", style.size, "middle"))
    return group(children, class_="scale-band")


def signed(level: int) -> str:
    """``+2``, ``0``, ``−1``, with a true minus."""
    return f"{level:+d}".replace("-", "−") if level else "0"


def _tall(
    statements: Sequence[Statement], shelf: Shelf, usual: str
) -> tuple[tuple[float, float], list[Element]]:
    """Bands from warm to cold: the first source on the left, the others on the right."""
    style, first = TALL_STYLE, _sources(statements, shelf)[0]
    key = sources_key(shelf, [one.passage for one in statements], 0, 13, style.size, gap=18)
    children = [*key, words(0, 34, OURS, "figure-aside", style.size)]
    y = 48.0
    for level in sorted(LEVELS, reverse=True):
        said = f"{LEVELS[level]} {signed(level)}"
        children += [
            line(0, y, TALL, y, "axis"),
            words(TALL / 2, y + 18, said, "axis-words", style.size, "middle"),
            line(0, y + 26, TALL, y + 26, "axis-tick"),
        ]
        ends = [y + 26 + BETWEEN] * 2
        for one in statements:
            if one.warmth == level:
                side = int(shelf[one.passage] != first)
                chip = _chip(one, style, usual)
                x = side * (TALL - style.width)
                children.append(draw_chip(chip, shelf[one.passage], x, ends[side], style))
                ends[side] += chip.height(style) + BETWEEN
        y = max(ends) + 4
    return (TALL, y), children
