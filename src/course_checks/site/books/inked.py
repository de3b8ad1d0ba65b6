"""A figure whose look is written into it.

On the site the style sheet gives figures their colours, by variables that follow light and dark.  Many readers
of e-books know no variables, and would paint everything black.  So the rules that hold on a light page are
applied here, once, and every element gets what they say as attributes of its own.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import cssselect2  # type: ignore[import-untyped]
import tinycss2  # type: ignore[import-untyped]

from course_checks.site.books.written import written

SVG = "http://www.w3.org/2000/svg"
PAGE = (600, 800)
"""The page of a reader of e-books, in its own pixels."""
WRITTEN = frozenset(
    "fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin opacity "
    "paint-order font-family font-size font-style font-weight letter-spacing text-anchor".split()
)
"""The properties that are written as attributes of the same name; what else the rules say is for a screen."""
DEEPEST = 10
"""How often a variable may name another."""
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_MIX = re.compile(r"color-mix\(in srgb,\s*(#\w{6})\s+([\d.]+)%,\s*(#\w{6})\)")
_PRODUCT = re.compile(r"calc\(([\d.]+)\s*\*\s*([\d.]+)\)")
_FUNCTION = re.compile(r"(?<!url)\(")

Declarations = Mapping[str, str]


class UnwritableError(ValueError):
    """A rule says something that cannot be written into a figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rules of style sheets that hold always, neither for some screens alone nor for paper."""

    matcher: Any

    def declared(self, element: Any) -> dict[str, str]:
        """What the rules say of one element, the strongest last."""
        found: dict[str, str] = {}
        for *_, pseudo, declarations in self.matcher.match(element):
            if pseudo is None:
                found |= declarations
        return found


@cache
def sheet(files: tuple[Path, ...]) -> Sheet:
    """The rules of `files`, in their order.  Selectors that only a browser knows match nothing here."""
    matcher = cssselect2.Matcher()
    for file in files:
        text = file.read_text(encoding="utf-8")
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            try:
                selectors = cssselect2.compile_selector_list(rule.prelude)
            except cssselect2.SelectorError:
                continue
            declarations = {
                one.lower_name if not one.name.startswith("--") else one.name: _text(one.value)
                for one in tinycss2.parse_blocks_contents(rule.content)
                if one.type == "declaration"
            }
            for selector in selectors:
                matcher.add_selector(selector, declarations)
    return Sheet(matcher=matcher)


def _text(tokens: list[Any]) -> str:
    return str(tinycss2.serialize(tokens)).strip()


def inked(svg: str, styles: Sheet, classes: Sequence[str] = ()) -> str:
    """`svg` with the look that `styles` give it on a light page, in a figure of `classes`.

    Raises UnwritableError where a rule has a value that a figure alone cannot have.
    """
    page = ET.fromstring('<html><body><article role="main"><figure /></article></body></html>')  # noqa: S314
    figure = page[0][0][0]
    figure.set("class", " ".join(classes))
    drawing = ET.fromstring(svg)  # noqa: S314  (our own code has just drawn it)
    figure.append(drawing)
    _ink(cssselect2.ElementWrapper.from_xml_root(page), styles, {}, "#000000")
    return written(drawing, SVG)


def _ink(element: Any, styles: Sheet, above: Declarations, color: str) -> None:
    """Write into an element, and into all within it, what the rules say; `above` are the variables it inherits."""
    declared = styles.declared(element)
    names = dict(above)
    for name in (one for one in declared if one.startswith("--")):
        names[name] = declared[name]
    colour = declared.get("color", "inherit")
    color = color if colour == "inherit" else _value(colour, names, color)
    etree = element.etree_element
    if str(etree.tag).startswith(f"{{{SVG}}}"):
        for name in declared.keys() & WRITTEN:
            etree.set(name, _value(declared[name], names, color))
    for child in element.iter_children():
        _ink(child, styles, names, color)


def _value(said: str, names: Declarations, color: str) -> str:
    """A value without variables, mixtures and sums."""
    for _ in range(DEEPEST):
        unfolded = _VARIABLE.sub(lambda found: names.get(found[1], found[2] or "").strip(), said)
        if unfolded == said:
            break
        said = unfolded
    said = _MIX.sub(lambda found: _mixed(found[1], float(found[2]) / 100, found[3]), said)
    said = _PRODUCT.sub(lambda found: f"{float(found[1]) * float(found[2]):.4g}", said)
    if said.lower() == "currentcolor":
        return color
    if _FUNCTION.search(said):
        raise UnwritableError(f"{said!r} cannot be written into a figure")
    return said


def _mixed(one: str, share: float, other: str) -> str:
    """The colour between two."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def legible(wide: str, tall: str) -> str:
    """Of two shapes of a figure the one whose letters are larger when it is fitted to a page."""
    return max(wide, tall, key=_letters)


def _letters(svg: str) -> float:
    """The size of the middling letter of a figure on a page."""
    drawing = ET.fromstring(svg)  # noqa: S314
    _, _, width, height = map(float, drawing.get("viewBox", "0 0 1 1").split())
    sizes = [float(size) for one in drawing.iter() if (size := one.get("font-size"))]
    return median(sizes or [1.0]) * min(PAGE[0] / width, PAGE[1] / height)
