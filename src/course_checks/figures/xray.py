"""The two pages as X-rays: whose words each sentence holds, and below them how far each page could see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from course_checks.figures import timeline_tall, timeline_wide
from course_checks.figures.drawing import Drawing, Twin
from course_checks.figures.measure import wrap
from course_checks.figures.svg import Element, element, group, picture, words
from course_checks.figures.timeline_data import Event, Horizon, Rule
from course_checks.figures.xray_page import (
    LAYERS,
    Face,
    Layer,
    PageLayout,
    Piece,
    draw_key,
    draw_page,
    hatching,
    lay_out_page,
)

WIDE = Face(width=424, size=14.5, pitch=15, word=12.2, gutter=72)
TALL = Face(width=timeline_tall.WIDTH, size=13, pitch=13.5, word=9.4, gutter=60, gap=5)
HEADING = 50.0
"""The room above a page for its name and its count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class XrayPage:
    """One source, cut into pieces from top to bottom."""

    source: str
    called: str
    """As a sentence would call it: ``the 2004 page``."""
    rule: Rule
    pieces: tuple[Piece, ...]

    def passages(self, *layers: Layer) -> tuple[str, ...]:
        """The passages that hold any of ``layers``, each once, in order."""
        return tuple(dict.fromkeys(piece.passage for piece in self.pieces if piece.layer in layers))

    @property
    def sentences(self) -> int:
        """How many passages it has besides its furniture."""
        return len(self.passages("writer", "author", "others"))

    @property
    def finding(self) -> str:
        """How many of them speak with a voice that is not the writer's."""
        author, others = len(self.passages("author")), len(self.passages("others"))
        counts = []
        if author:
            counts.append(f"{author} {'reports' if author == 1 else 'report'} the author")
        if others:
            counts.append(f"{others} {'passes' if others == 1 else 'pass'} on somebody else’s words")
        return " and ".join(counts) or "none reports anybody else"


def draw_xray(
    pages: Sequence[XrayPage],
    events: Sequence[Event],
    horizons: Sequence[Horizon],
    *,
    name: str = "xray",
    data_file: str = "docs/sources",
) -> Drawing:
    """The pages side by side (or stacked), the key, and the timeline of those ``events`` whose level is ``mini``."""
    mini = [event for event in events if event.level == "mini" and event.track != "source"]
    horizons = sorted(horizons, key=lambda horizon: horizon.date.last)
    caption = (
        "; ".join(f"of the {page.sentences} sentences of {page.called}, {page.finding}" for page in pages)
        + "."
    )
    caption = caption[0].upper() + caption[1:]
    called = " and ".join(page.called for page in pages)
    alt = f"The text of {called} as bars by voice, above a timeline with both horizons."
    wide_size, wide = _wide(pages, mini, horizons, f"{name}-wide")
    tall_size, tall = _tall(pages, mini, horizons, f"{name}-tall")
    return Drawing(
        name=name,
        caption=caption,
        note=(
            "Each bar is as long as its words; its pattern and letter say whose voice it is. "
            "Where a sentence holds several voices, its words are shared out evenly among its claims. "
            "The numbers in the margin are the passages."
        ),
        alt=alt,
        wide_svg=picture(name, "wide", wide_size, alt, caption, wide),
        tall_svg=picture(name, "tall", tall_size, alt, caption, tall),
        twin=_twin(pages),
        data_file=data_file,
    )


def _twin(pages: Sequence[XrayPage]) -> Twin:
    rows: list[tuple[str, ...]] = []
    for page in pages:
        for passage in page.passages(*LAYERS):
            here = [piece for piece in page.pieces if piece.passage == passage]
            voices = dict.fromkeys(LAYERS[piece.layer] for piece in here)
            said = "; ".join(f"{letter}: {text[0].lower()}{text[1:]}" for letter, text in voices)
            rows.append((passage, page.called, said, str(sum(piece.words for piece in here))))
    return Twin(
        intro="Every passage from top to bottom, with the voices it holds.",
        header=("Passage", "Where", "Whose voice", "Words"),
        rows=tuple(rows),
    )


def _sheet(page: XrayPage, layout: PageLayout, face: Face, name: str, at: tuple[float, float]) -> Element:
    """A page with its heading, moved to ``at``."""
    count = f"Of {page.sentences} sentences, {page.finding}"
    lines = wrap(count, face.size, face.width)
    title = page.called[0].upper() + page.called[1:]
    heading = [words(0, 18, title, "page-title", face.size * 1.15)]
    heading += [
        words(0, 18 + face.size * 1.35 * row, said, "page-count", face.size)
        for row, said in enumerate(lines, 1)
    ]
    bars = draw_page(layout, face, name=f"{name}-{page.source}", rule=page.rule)
    sheet = group(bars, transform=f"translate(0 {HEADING + _extra(lines, face):g})")
    x, y = at
    return group(
        [*heading, sheet], class_=f"xray-page source-{page.source}", transform=f"translate({x:g} {y:g})"
    )


def _extra(lines: Sequence[str], face: Face) -> float:
    return (len(lines) - 1) * face.size * 1.35


def _sheet_height(page: XrayPage, layout: PageLayout, face: Face) -> float:
    lines = wrap(f"Of {page.sentences} sentences, {page.finding}", face.size, face.width)
    return HEADING + _extra(lines, face) + layout.height


def _patterns(pages: Sequence[XrayPage], name: str) -> Element:
    """The hatching in each source's colour, and in the ink of the key."""
    return element(
        "defs", hatching(name), *(hatching(f"{name}-{page.source}", page.source) for page in pages)
    )


def _used(pages: Sequence[XrayPage]) -> list[Layer]:
    used = {piece.layer for page in pages for piece in page.pieces}
    return [layer for layer in LAYERS if layer in used]


def _wide(
    pages: Sequence[XrayPage], events: Sequence[Event], horizons: Sequence[Horizon], name: str
) -> tuple[tuple[float, float], list[Element]]:
    """Pages side by side, the key under the shortest, the timeline below."""
    total = timeline_wide.WIDTH
    layouts = [lay_out_page(page.pieces, WIDE) for page in pages]
    heights = [_sheet_height(page, layout, WIDE) for page, layout in zip(pages, layouts, strict=True)]
    step = (total - WIDE.width) / max(len(pages) - 1, 1)
    children = [_patterns(pages, name)]
    children += [
        _sheet(page, layout, WIDE, name, (step * position + 1, 0))
        for position, (page, layout) in enumerate(zip(pages, layouts, strict=True))
    ]
    shortest = min(range(len(pages)), key=heights.__getitem__)
    key = _used(pages)
    key_top = heights[shortest] + 28
    key_room = len(key) * WIDE.pitch * 1.6
    children.append(
        group(
            draw_key(key, WIDE, name=name, columns=1, column=0),
            class_="key",
            transform=f"translate({step * shortest + 1:g} {key_top:g})",
        )
    )
    top = max(*heights, key_top + key_room) + 36
    line = timeline_wide.lay_out_wide(events, horizons)
    children.append(
        group(
            timeline_wide.draw_wide(line, horizons), class_="xray-timeline", transform=f"translate(0 {top:g})"
        )
    )
    return (total + 2, top + line.height), children


def _tall(
    pages: Sequence[XrayPage], events: Sequence[Event], horizons: Sequence[Horizon], name: str
) -> tuple[tuple[float, float], list[Element]]:
    """The key, the pages one below the other, the timeline."""
    key = _used(pages)
    children = [_patterns(pages, name)]
    children.append(
        group(draw_key(key, TALL, name=name, columns=1, column=0), class_="key", transform="translate(1 4)")
    )
    top = 4 + len(key) * TALL.pitch * 1.6 + 14
    for page in pages:
        layout = lay_out_page(page.pieces, TALL)
        children.append(_sheet(page, layout, TALL, name, (1, top)))
        top += _sheet_height(page, layout, TALL) + 26
    line = timeline_tall.lay_out_tall(events, horizons)
    children.append(
        group(
            timeline_tall.draw_tall(line, horizons), class_="xray-timeline", transform=f"translate(1 {top:g})"
        )
    )
    return (timeline_tall.WIDTH + 2, top + line.height), children
