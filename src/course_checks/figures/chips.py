"""A passage on a picture: the rule of its source, its number, a few words; the whole is a link to the passage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from course_checks.figures.measure import text_width, wrap
from course_checks.figures.svg import Element, element, group, line, rect, words
from course_checks.figures.timeline_data import Rule

TARGET = 24.0
"""No link is lower than this, so that a finger finds it."""
INDENT = 10.0
"""From the rule to the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSign:
    """How a source shows itself on every picture."""

    id: str
    called: str
    """As a sentence would call it: ``the 2004 page``."""
    rule: Rule


Shelf = Mapping[str, SourceSign]
"""From each passage to the source in which it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The measures of a chip."""

    size: float
    width: float
    number: float = 0
    """The room for the number; as much as three characters need, unless given."""

    @property
    def pitch(self) -> float:
        """From one line to the next."""
        return self.size * 1.25

    @property
    def words_at(self) -> float:
        """Where the words begin, from the chip's left edge."""
        return INDENT + (self.number or text_width("S00", self.size, bold=True) + 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A passage with its words, set in lines."""

    passage: str
    lines: tuple[str, ...]
    """What it says, in a few words."""
    quiet: tuple[str, ...] = ()
    """Lines below that say whom it is about, or what is open."""
    called: str = ""
    """What stands in the place of the number, where a passage holds several statements: ``S19a``."""

    def height(self, style: Style) -> float:
        """How tall it is in this style."""
        return max(TARGET, (len(self.lines) + len(self.quiet)) * style.pitch + 6)


def make_chip(passage: str, says: str, style: Style, quiet: str = "", *, called: str = "") -> Chip:
    """A passage with its words, wrapped to the width of ``style``."""
    room = style.width - style.words_at - 4
    return Chip(
        passage=passage,
        lines=wrap(says, style.size, room) or ("",),
        quiet=wrap(quiet, style.size, room) if quiet else (),
        called=called or passage,
    )


def draw_chip(chip: Chip, source: SourceSign, x: float, y: float, style: Style) -> Element:
    """The chip with its upper left corner at ``x``, ``y``."""
    height = chip.height(style)
    top = y + (height - (len(chip.lines) + len(chip.quiet)) * style.pitch) / 2
    children = [rect(x, y, style.width, height, "hit"), *source_rule(source, x, y, height)]
    number = chip.called or chip.passage
    children.append(words(x + INDENT, top + style.size * 0.98, number, "chip-number", style.size))
    said = [(text, "chip-words") for text in chip.lines] + [(text, "chip-quiet") for text in chip.quiet]
    children += [
        words(x + style.words_at, top + style.size * 0.98 + row * style.pitch, text, class_, style.size)
        for row, (text, class_) in enumerate(said)
    ]
    return linked(chip.passage, group(children, class_=f"chip source-{source.id}", data_passage=chip.passage))


def linked(passage: str, child: Element) -> Element:
    """``child`` as a link to a passage; the page puts the real address in place of ``passage:S19``."""
    return element("a", child, href=f"passage:{passage}", class_="passage-link")


def source_rule(source: SourceSign, x: float, y: float, height: float) -> list[Element]:
    """The upright rule of a source: one thick line, or two thin ones."""
    if source.rule == "double":
        return [line(x + at, y, x + at, y + height, "chip-rule chip-rule-double") for at in (1, 5)]
    return [line(x + 2, y, x + 2, y + height, "chip-rule")]


def sources_key(
    shelf: Shelf, passages: list[str], x: float, y: float, size: float, *, gap: float = 24
) -> list[Element]:
    """One line that names the sources of ``passages``, each after its rule; ``y`` is the baseline."""
    children: list[Element] = []
    for source in dict.fromkeys(shelf[passage] for passage in passages):
        said = source.called[:1].upper() + source.called[1:]
        mark = [
            *source_rule(source, x, y - size * 0.9, size * 1.1),
            words(x + 11, y, said, "key-words", size),
        ]
        children.append(group(mark, class_=f"chip source-{source.id}"))
        x += 11 + text_width(said, size) + gap
    return children
