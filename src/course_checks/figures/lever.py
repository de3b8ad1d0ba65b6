"""The lever: what the North has from China on one arm, what China would lose on the other, and on what it turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from course_checks.content.errors import Faults
from course_checks.figures.chips import Chip, Shelf, Style, draw_chip, make_chip, sources_key
from course_checks.figures.drawing import Drawing, Twin, listing, number_word
from course_checks.figures.measure import balanced
from course_checks.figures.records import check_passages, read_records
from course_checks.figures.svg import Element, element, group, line, picture, points, rect, words

DATA_FILE = "docs/data/lever.toml"
Part = Literal["dependence", "stake", "limits", "pressing"]
PARTS: dict[Part, str] = {
    "dependence": "What the North has from China",
    "stake": "What China itself would lose",
    "limits": "The limits on which it turns",
    "pressing": "If China pressed",
}
"""Each part of the lever with what stands on the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """One passage, and the part of the lever on which it lies."""

    id: str
    on: Part
    passage: str
    says: str
    voice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The measures of one shape of the picture."""

    total: float
    style: Style
    """Of a weight."""
    base: Style
    """Of a limit."""
    left: float
    right: float
    """Where the weights of the arms begin."""


WIDE = Frame(
    total=880, style=Style(size=14.5, width=300), base=Style(size=14.5, width=380), left=50, right=530
)
TALL = Frame(total=340, style=Style(size=13, width=160), base=Style(size=13, width=300), left=0, right=180)
PAD = 8.0
BEAM = 7.0
WEDGE = 40.0


def load_lever(root: Path, shelf: Shelf) -> tuple[Weight, ...]:
    """The weights of the course in ``root``, in the order of the file.

    Raises :class:`~course_checks.content.errors.InvalidContentError` with every fault.
    """
    file, faults = root / DATA_FILE, Faults(root)
    records = read_records(file, faults, weights=Weight)["weights"]
    for place, one in records:
        check_passages(file, faults, f"{place}.passage", [one.passage], shelf)
    bare = set(PARTS) - {one.on for _, one in records}
    if bare and not faults.found:
        faults.add(file, "weights", f"nothing lies on {listing(sorted(bare))}", "give each part a weight")
    faults.raise_if_any()
    return tuple(one for _, one in records)


def draw_lever(weights: Sequence[Weight], shelf: Shelf, *, name: str = "lever") -> Drawing:
    """The lever in balance: nobody has weighed what lies on it."""
    caption = _caption(weights, shelf)
    alt = "A level beam: what the North has from China on one arm, what China would lose on the other, limits below."
    wide_size, wide = _draw(weights, shelf, WIDE)
    tall_size, tall = _draw(weights, shelf, TALL)
    return Drawing(
        name=name,
        caption=caption,
        note=(
            "Every weight is a passage, and a link to it. The beam is drawn level because neither page weighs one arm "
            "against the other. The dotted weight is not on the beam: it is what pressing might look like."
        ),
        alt=alt,
        wide_svg=picture(name, "wide", wide_size, alt, caption, wide),
        tall_svg=picture(name, "tall", tall_size, alt, caption, tall),
        twin=Twin(
            intro="Part by part, as on the picture.",
            header=("Passage", "Lies on", "What it says", "Voice, from the page inward"),
            rows=tuple(
                (one.passage, PARTS[one.on], one.says, one.voice)
                for part in PARTS
                for one in _on(weights, part)
            ),
        ),
        data_file=DATA_FILE,
    )


def _on(weights: Sequence[Weight], part: Part) -> list[Weight]:
    return [one for one in weights if one.on == part]


def _caption(weights: Sequence[Weight], shelf: Shelf) -> str:
    """How many passages lie on each arm, and who names the limits."""
    arms = [len(_on(weights, part)) for part in ("dependence", "stake")]
    counts = (
        f"{number_word(arms[0])} passages lie on each arm"
        if arms[0] == arms[1]
        else f"{number_word(arms[0])} of the passages tell of dependence, {number_word(arms[1])} of China’s own stake"
    )
    limits = _on(weights, "limits")
    where = dict.fromkeys(shelf[one.passage].called for one in limits)
    stand = "every limit on which the lever turns stands" if len(where) == 1 else "the limits stand"
    said = f"{counts}; {stand} in {listing([*where])}."
    return said[0].upper() + said[1:]


def _chips(weights: Sequence[Weight], part: Part, style: Style) -> list[tuple[Weight, Chip]]:
    return [(one, make_chip(one.passage, one.says, _inside(style))) for one in _on(weights, part)]


def _draw(weights: Sequence[Weight], shelf: Shelf, frame: Frame) -> tuple[tuple[float, float], list[Element]]:
    """Weights stacked on the beam, the wedge and its base below, the pressing weight hung above."""
    style, size = frame.style, frame.style.size
    stacks = {part: _chips(weights, part, style) for part in ("dependence", "stake", "pressing")}
    heights = {
        part: sum(chip.height(style) + PAD for _, chip in chips) + PAD for part, chips in stacks.items()
    }
    key_room = size * 1.25 + 14
    hung = key_room + size * 1.4
    beam = max(hung + heights["pressing"] + 26 + heights["dependence"], key_room + heights["stake"])
    children = sources_key(
        shelf, [one.passage for one in weights], 0, size, size, gap=24 if frame is WIDE else 18
    )
    children += _stack(stacks["dependence"], shelf, frame.left, beam - heights["dependence"], style)
    children += _stack(stacks["stake"], shelf, frame.right, beam - heights["stake"], style)
    children += _pressing(stacks["pressing"], shelf, frame, hung, beam - heights["dependence"])
    children.append(rect(0, beam, frame.total, BEAM, "beam"))
    under = beam + BEAM
    children += _arm_names(frame, under)
    foot, below = _base(_chips(weights, "limits", frame.base), shelf, frame, under)
    return (frame.total, foot), [*children, *below]


def _stack(
    chips: Sequence[tuple[Weight, Chip]], shelf: Shelf, x: float, top: float, style: Style
) -> list[Element]:
    """Weights one on the other, each a block."""
    children: list[Element] = []
    y = top
    for one, chip in chips:
        height = chip.height(style) + PAD
        block = rect(x, y, style.width, height, "weight")
        children.append(
            group([block, draw_chip(chip, shelf[one.passage], x + 6, y + PAD / 2, _inside(style))])
        )
        y += height
    return children


def _inside(style: Style) -> Style:
    """The style of the chip inside a block."""
    return Style(size=style.size, width=style.width - 12, number=style.number)


def _pressing(
    chips: Sequence[tuple[Weight, Chip]], shelf: Shelf, frame: Frame, top: float, stack: float
) -> list[Element]:
    """What is not on the beam: a dotted block above the arm, with its heading and a dotted line down."""
    style = frame.style
    children = [words(frame.left, top - style.size * 0.5, PARTS["pressing"], "lever-heading", style.size)]
    y = top
    for one, chip in chips:
        height = chip.height(style) + PAD
        block = rect(frame.left, y, style.width, height, "weight weight-open")
        children.append(
            group([block, draw_chip(chip, shelf[one.passage], frame.left + 6, y + PAD / 2, _inside(style))])
        )
        y += height
    middle = frame.left + style.width / 2
    children.append(line(middle, y, middle, stack - 4, "hanging"))
    children.append(line(middle - 6, stack - 4, middle + 6, stack - 4, "hanging-foot"))
    return children


def _arm_names(frame: Frame, top: float) -> list[Element]:
    """What each arm is, under its half of the beam."""
    size, children = frame.style.size, []
    sides: tuple[tuple[Part, float, str], ...] = (
        ("dependence", frame.left, "start"),
        ("stake", frame.right + frame.style.width, "end"),
    )
    for part, x, anchor in sides:
        for row, said in enumerate(balanced(PARTS[part], size * 1.08, frame.style.width - WEDGE / 2)):
            children.append(words(x, top + size * (1.35 + 1.25 * row), said, "lever-heading", size, anchor))
    return children


def _base(
    chips: Sequence[tuple[Weight, Chip]], shelf: Shelf, frame: Frame, top: float
) -> tuple[float, list[Element]]:
    """The wedge on its base, and in the base the limits; with the picture's height."""
    style, middle = frame.base, frame.total / 2
    wedge_foot = top + max(WEDGE, style.size * 3.4)
    wedge = points(
        [
            (middle - 9, top),
            (middle + 9, top),
            (middle + WEDGE / 2, wedge_foot),
            (middle - WEDGE / 2, wedge_foot),
        ]
    )
    x, y = middle - style.width / 2, wedge_foot + style.size * 1.9
    inside: list[Element] = []
    for one, chip in chips:
        inside.append(
            draw_chip(chip, shelf[one.passage], x + 10, y, Style(size=style.size, width=style.width - 20))
        )
        y += chip.height(style) + 6
    foot = y + 2
    children = [
        element("polygon", points=wedge, class_="wedge"),
        rect(x, wedge_foot, style.width, foot - wedge_foot, "base"),
        words(middle, wedge_foot + style.size * 1.35, PARTS["limits"], "lever-heading", style.size, "middle"),
    ]
    return foot + 1, [*children, *inside]
