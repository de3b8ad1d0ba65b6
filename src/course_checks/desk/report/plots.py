"""Plots, drawn by pygal where it is installed: shares with their intervals, as SVG without a colour of its own.

What pygal draws is stripped to shapes, classes and words: its style, script, ids and remarks go, and the style
sheet of the page colours the rest.  So a plot follows light and dark, prints in grey, and is the same at every
run.  Without pygal the report has its tables, and says how to get the plots.
"""

import importlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

from course_checks.core.text import shown
from course_checks.desk.report.figures import Estimate

INSTALL = "pip install pygal"
WIDTH = 360
"""Drawn for a phone; on a laptop it stands beside its table."""
ROW, EDGE = 30, 44
LETTERS = 13
"""The size that pygal leaves room for: twelve on a phone, where the plot is a little smaller than drawn."""
LONGEST_LABEL = 16
SVG = "{http://www.w3.org/2000/svg}"
DROPPED = frozenset({"style", "script", "defs", "desc", "title"})
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row of a plot."""

    label: str
    held: Estimate


@cache
def drawing_library() -> Any | None:
    """pygal; None where it is not installed."""
    try:
        library = importlib.import_module("pygal")
    except ImportError:
        return None
    # Its hook for plugins is of a form that Python asks no longer, and warns of at every import that follows.
    sys.meta_path[:] = [hook for hook in sys.meta_path if type(hook).__module__ != "pygal"]
    return library


def shares(bars: Sequence[Bar], title: str) -> str:
    """A bar from 0 to 100 percent for each of `bars`, with the whisker of its interval, as SVG.

    Empty where there is nothing to draw, or nothing to draw with.
    """
    library = drawing_library()
    if library is None or not bars:
        return ""
    chart = library.HorizontalBar(
        style=library.style.Style(label_font_size=LETTERS, major_label_font_size=LETTERS),
        js=[],
        css=[],
        show_legend=False,
        print_values=False,
        range=(0, 1),
        width=WIDTH,
        height=EDGE + ROW * len(bars),
        margin=4,
        margin_bottom=8,
        margin_right=18,
        spacing=6,
        pretty_print=False,
        disable_xml_declaration=True,
        y_labels=[{"value": tick, "label": f"{tick:.0%}"} for tick in TICKS],
    )
    below = tuple(reversed(bars))  # the first stands at the top
    chart.x_labels = [shown(bar.label, LONGEST_LABEL) for bar in below]
    chart.add(
        "",
        [{"value": bar.held.value, "ci": {"low": bar.held.low, "high": bar.held.high}} for bar in below],
    )
    return _stripped(str(chart.render(is_unicode=True)), title)


def _stripped(drawn: str, title: str) -> str:
    """What pygal drew, without all that is not shape or word."""
    root = ET.fromstring(drawn)  # noqa: S314  (drawn here, a moment ago)
    for element in root.iter():
        for child in tuple(element):
            if child.tag.removeprefix(SVG) in DROPPED or "tooltip-overlay" in child.get("class", ""):
                element.remove(child)
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
        for name in ("id", "style", "rx", "ry"):
            element.attrib.pop(name, None)
        for name, value in element.attrib.items():
            element.set(name, _short(name, value))
    root.set("class", "plot")
    root.set("role", "img")
    root.set("aria-label", title)
    return ET.tostring(root, encoding="unicode")


def _short(name: str, value: str) -> str:
    """A number with two decimals is exact enough to see."""
    if name not in ("x", "y", "width", "height"):
        return value
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def bars_of(rows: Iterable[tuple[str, object]]) -> tuple[Bar, ...]:
    """The rows that have a figure."""
    return tuple(Bar(label=label, held=held) for label, held in rows if isinstance(held, Estimate))
