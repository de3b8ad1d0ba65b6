"""The map: two rivers for a border, two Koreas with an armistice line between them, and how near all this is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import cos, radians

from course_checks.figures.drawing import Drawing, Twin
from course_checks.figures.outlines import DATA_FILE, Outlines, Place, Spot, kilometres
from course_checks.figures.svg import Element, element, group, line, picture, points, rect, words

NEEDED = ("beijing", "pyongyang", "seoul", "dandong", "panmunjom")
MEASURED = (("pyongyang", "dandong"), ("pyongyang", "seoul"))
"""The distances that the finding compares."""
MEASURED_AT = 0.45
"""How far along its line a distance is written."""
PARALLEL = 38.0
WIDE, TALL = 880.0, 340.0
SIZE, TALL_SIZE = 14.5, 13.0
MIDDLE = 39.0
"""The latitude at which the map is true to shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A window on the ground, and where it stands on the picture."""

    west: float
    east: float
    south: float
    north: float
    top: float
    width: float

    @property
    def degree(self) -> float:
        """How long a degree of latitude is on the picture."""
        return self.width / (self.east - self.west) / cos(radians(MIDDLE))

    @property
    def height(self) -> float:
        """How tall it comes out."""
        return (self.north - self.south) * self.degree

    def at(self, spot: Spot) -> tuple[float, float]:
        """Where a spot of the ground lies on the picture."""
        x = (spot[0] - self.west) / (self.east - self.west) * self.width
        return (x, self.top + (self.north - spot[1]) * self.degree)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Words at a spot: ``dx`` and ``dy`` move them on the picture."""

    lines: tuple[str, ...]
    spot: Spot
    class_: str
    anchor: str = "start"
    dx: float = 0
    dy: float = 0


WIDE_PANEL = Panel(west=114.4, east=132.6, south=34.1, north=43.45, top=0, width=WIDE)
FAR_PANEL = Panel(west=115.0, east=132.4, south=35.6, north=43.4, top=0, width=TALL)
NEAR_PANEL = Panel(west=122.7, east=130.1, south=36.9, north=40.6, top=FAR_PANEL.height + 16, width=TALL)
SEA = ("East Sea /", "Sea of Japan")
YELLOW = ("Yellow Sea /", "West Sea")


def draw_map(outlines: Outlines, *, name: str = "map") -> Drawing:
    """The map in one piece; on a phone the whole above, and below it the part that matters, larger."""
    near, far = _distances(outlines)
    caption = (
        f"Pyongyang lies nearer to Dandong, on the Chinese bank of the Yalu, than to Seoul: "
        f"about {near} km against {far} km in a straight line."
        if near < far
        else f"From Pyongyang it is about {near} km to Dandong, on the Chinese bank of the Yalu, and {far} km to Seoul."
    )
    alt = "Map of the Korean peninsula: the Yalu and the Tumen in the north, the armistice line near the 38th parallel."
    return Drawing(
        name=name,
        caption=caption,
        note=(
            "The border between China and North Korea follows two rivers. Between the two Koreas runs the armistice "
            "line of 1953; the 38th parallel is there for reference only. Outlines: Natural Earth, public domain; "
            "the map says nothing about who owns what."
        ),
        alt=alt,
        wide_svg=picture(
            name, "wide", (WIDE, WIDE_PANEL.height), alt, caption, _wide(outlines, f"{name}-wide")
        ),
        tall_svg=picture(
            name,
            "tall",
            (TALL, NEAR_PANEL.top + NEAR_PANEL.height),
            alt,
            caption,
            _tall(outlines, f"{name}-tall"),
        ),
        twin=_twin(outlines),
        data_file=DATA_FILE,
    )


def _distances(outlines: Outlines) -> tuple[int, int]:
    """The measured distances, to the nearest 5 km."""
    spots = {name: place.spot for name, place in outlines.places.items()}
    first, second = (5 * round(kilometres(spots[one], spots[other]) / 5) for one, other in MEASURED)
    return first, second


def _twin(outlines: Outlines) -> Twin:
    capital = outlines.places["pyongyang"]
    ends = sorted((outlines.lines["armistice"][0][0], outlines.lines["armistice"][0][-1]))
    sides = ["south" if lat < PARALLEL else "north" for _, lat in ends]
    rows = [
        (
            "Yalu and Tumen",
            "the two rivers along which the border of China and North Korea runs",
            "",
            "",
            "S13",
        ),
        (
            "Armistice line",
            "where the armistice of 1953 parts the two Koreas",
            f"west end {sides[0]} of the 38th parallel, east end {sides[1]} of it",
            "",
            "",
        ),
        ("38th parallel", "a line of latitude, for reference", "38° N", "", ""),
    ]
    about = {
        "beijing": "capital of China",
        "pyongyang": "capital of North Korea",
        "seoul": "capital of South Korea",
        "dandong": "Chinese town on the Yalu",
        "panmunjom": "where the armistice was signed",
    }
    for key in NEEDED:
        place = outlines.places[key]
        far = 5 * round(kilometres(place.spot, capital.spot) / 5)
        rows.append(
            (
                place.name,
                about[key],
                f"{place.lat:.2f}° N, {place.lon:.2f}° E",
                f"{far} km" if far else "",
                "",
            )
        )
    return Twin(
        intro="What the map shows. Distances are straight lines, to the nearest 5 km.",
        header=("On the map", "What it is", "Where", "From Pyongyang", "Passage"),
        rows=tuple(rows),
        refs=tuple(("armistice1953",) if row[0] in ("Armistice line", "Panmunjom") else () for row in rows),
    )


def _ground(outlines: Outlines, panel: Panel, clip: str) -> Element:
    """Land, borders, rivers and lines of one panel, cut at its edges."""

    def path(run: tuple[Spot, ...]) -> str:
        return points(panel.at(spot) for spot in run)

    window = rect(0, panel.top, panel.width, panel.height, "")
    children = [element("polygon", points=path(ring), class_="map-land") for ring in outlines.land]
    for name in ("other", "river", "armistice"):
        children += [
            element("polyline", points=path(run), class_=f"map-{name}") for run in outlines.lines[name]
        ]
    children.append(_parallel(panel))
    return group(
        [element("clipPath", window, id=clip), group(children, clip_path=f"url(#{clip})")],
        class_="map-ground",
    )


def _parallel(panel: Panel) -> Element:
    """The 38th parallel, a little beyond both coasts of the peninsula."""
    (x1, y), (x2, _) = panel.at((124.2, PARALLEL)), panel.at((129.4, PARALLEL))
    return line(x1, y, x2, y, "map-parallel")


def _measures(outlines: Outlines, panel: Panel, size: float, *, said: bool) -> Iterator[Element]:
    """The lines whose lengths the finding compares, each with its length."""
    for (one, other), length, (anchor, dx, dy) in zip(
        MEASURED, _distances(outlines), (("end", -8, 4), ("end", -6, 4)), strict=True
    ):
        (x1, y1), (x2, y2) = (panel.at(outlines.places[name].spot) for name in (one, other))
        yield line(x1, y1, x2, y2, "map-measure")
        if said:
            at = (x1 + (x2 - x1) * MEASURED_AT + dx, y1 + (y2 - y1) * MEASURED_AT + dy)
            yield words(*at, f"{length} km", "map-name map-measure-words", size, anchor)


def _place(place: Place, panel: Panel) -> Element:
    """A capital is a square in a square, a town a dot, a site a ring."""
    x, y = panel.at(place.spot)
    if place.kind == "capital":
        return group([rect(x - 5, y - 5, 10, 10, "map-capital"), rect(x - 2, y - 2, 4, 4, "map-dot")])
    return element("circle", cx=x, cy=y, r=4, class_="map-dot" if place.kind == "town" else "map-ring")


def _name(name: Name, panel: Panel, size: float) -> Iterator[Element]:
    x, y = panel.at(name.spot)
    for row, said in enumerate(name.lines):
        yield words(
            x + name.dx, y + name.dy + row * size * 1.2, said, f"map-name {name.class_}", size, name.anchor
        )


def _places(outlines: Outlines, beside: Mapping[str, tuple[str, float, float]]) -> Iterator[Name]:
    """The names of places: for each its anchor and how far from the mark it stands."""
    for key, (anchor, dx, dy) in beside.items():
        place = outlines.places[key]
        yield Name(lines=(place.name,), spot=place.spot, class_="map-place", anchor=anchor, dx=dx, dy=dy)


def _panel(
    outlines: Outlines, panel: Panel, size: float, clip: str, names: list[Name], shown: tuple[str, ...]
) -> list[Element]:
    """One panel with its frame, marks and names."""
    measured = panel is not FAR_PANEL
    children = [_ground(outlines, panel, clip)]
    if measured:
        children += _measures(outlines, panel, size, said=True)
    children += [_place(outlines.places[key], panel) for key in shown]
    for name in names:
        children += _name(name, panel, size)
    children.append(rect(0.75, panel.top + 0.75, panel.width - 1.5, panel.height - 1.5, "map-frame"))
    return children


def _wide(outlines: Outlines, name: str) -> list[Element]:
    beside = {
        "beijing": ("start", 12, 5.0),
        "pyongyang": ("end", -12, 6.0),
        "seoul": ("start", 12, 8.0),
        "dandong": ("end", -10, -2.0),
        "panmunjom": ("end", -10, 18.0),
    }
    names = [
        Name(lines=("China",), spot=(119.4, 42.0), class_="map-country", anchor="middle"),
        Name(lines=("North Korea",), spot=(127.1, 40.35), class_="map-country", anchor="middle"),
        Name(lines=("South Korea",), spot=(128.1, 36.4), class_="map-country", anchor="middle"),
        Name(lines=("Yalu",), spot=(126.0, 41.2), class_="map-water", anchor="end"),
        Name(lines=("Tumen",), spot=(129.3, 42.75), class_="map-water", anchor="end"),
        Name(lines=("Armistice line",), spot=(128.75, 38.62), class_="map-line", anchor="start"),
        Name(lines=("38th parallel",), spot=(129.5, 38.0), class_="map-quiet", anchor="start", dy=5),
        Name(lines=SEA, spot=(130.9, 39.9), class_="map-water", anchor="middle"),
        Name(lines=YELLOW, spot=(123.2, 36.2), class_="map-water", anchor="middle"),
        *_places(outlines, beside),
    ]
    return _panel(outlines, WIDE_PANEL, SIZE, f"{name}-clip", names, NEEDED)


def _tall(outlines: Outlines, name: str) -> list[Element]:
    far = [
        Name(lines=("China",), spot=(118.6, 41.9), class_="map-country", anchor="middle"),
        Name(lines=("Yalu",), spot=(125.7, 41.25), class_="map-water", anchor="end"),
        Name(lines=("Tumen",), spot=(129.1, 42.6), class_="map-water", anchor="end"),
        *_places(outlines, {"beijing": ("start", 10, 5.0)}),
    ]
    beside = {
        "pyongyang": ("start", 11, -3.0),
        "seoul": ("start", 11, 7.0),
        "dandong": ("end", -8, 0.0),
        "panmunjom": ("end", -9, 17.0),
    }
    near = [
        Name(lines=("North Korea",), spot=(126.75, 39.85), class_="map-country", anchor="middle"),
        Name(lines=("South Korea",), spot=(127.9, 37.05), class_="map-country", anchor="middle"),
        Name(lines=("Armistice", "line"), spot=(128.5, 38.85), class_="map-line", anchor="start"),
        Name(lines=("38th", "parallel"), spot=(124.2, 38.0), class_="map-quiet", anchor="end", dx=-4, dy=-3),
        Name(lines=SEA, spot=(129.1, 39.85), class_="map-water", anchor="middle"),
        *_places(outlines, beside),
    ]
    west, north = FAR_PANEL.at((NEAR_PANEL.west, NEAR_PANEL.north))
    east, south = FAR_PANEL.at((NEAR_PANEL.east, NEAR_PANEL.south))
    return [
        *_panel(
            outlines, FAR_PANEL, TALL_SIZE, f"{name}-far", far, ("beijing", "pyongyang", "seoul", "dandong")
        ),
        rect(west, north, east - west, south - north, "map-window"),
        *_panel(outlines, NEAR_PANEL, TALL_SIZE, f"{name}-near", near, NEEDED[1:]),
    ]
