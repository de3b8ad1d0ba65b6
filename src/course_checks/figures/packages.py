"""All packages that can be made of a joint statement, each a dot, by how many parties can sign it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from course_checks.content.errors import Faults
from course_checks.content.strict import read_toml, structure
from course_checks.core.package import Issue, Line, Need, Package, Party, all_packages, party_faults
from course_checks.core.part import Option
from course_checks.figures.drawing import Canvas, Drawing, Said, Twin, number_word, put_together
from course_checks.figures.svg import Element, element, group, line, points, rect, words

DATA_FILE = "docs/data/statement.toml"
ALL = "all can sign these"
PARTIES, PACKAGES = "Can sign", "Packages"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Option:
    id: str
    text: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Issue:
    id: str
    text: str
    options: tuple[_Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    option: str
    sources: tuple[str, ...]
    cite: tuple[str, ...]
    certainty: str
    rests: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Need:
    lines: tuple[_Line, ...]
    least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Party:
    id: str
    name: str
    office: str
    never: tuple[_Line, ...] = ()
    needs: tuple[_Need, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    as_of: str
    issues: tuple[_Issue, ...]
    parties: tuple[_Party, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Packages:
    """Every package with the parties that can sign it."""

    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    signed: Mapping[Package, tuple[str, ...]]

    @property
    def counts(self) -> dict[int, int]:
        """How many packages so many parties can sign, from all parties down to none."""
        found = Counter(map(len, self.signed.values()))
        return {number: found[number] for number in range(len(self.parties), -1, -1)}

    def missing(self, number: int) -> list[tuple[str, int]]:
        """Of the packages that ``number`` parties can sign: who cannot, and how often, the most frequent first."""
        found = Counter(
            party.name
            for signing in self.signed.values()
            if len(signing) == number
            for party in self.parties
            if party.id not in signing
        )
        return found.most_common()


def load_packages(root: Path) -> Packages:
    """The packages of the joint statement in ``root``.

    Raises :class:`~course_checks.content.errors.InvalidContentError` with every fault.
    """
    file, faults = root / DATA_FILE, Faults(root)
    data = read_toml(file, faults)
    held: _Statement | None = structure(_Statement, data, file, "", faults) if data is not None else None
    issues = tuple(map(_issue, held.issues)) if held else ()
    parties = tuple(map(_party, held.parties)) if held else ()
    options = tuple(option for issue in issues for option in issue.lines)
    for party in parties:
        for problem, remedy in party_faults(party, options):
            faults.add(file, f"parties.{party.id}", problem, remedy)
    faults.raise_if_any()
    return Packages(issues=issues, parties=parties, signed=all_packages(issues, parties))


def _issue(one: _Issue) -> Issue:
    options = tuple(Option(id=option.id, text=option.text) for option in one.options)
    return Issue(id=one.id, text=one.text, options=options)


def _party(one: _Party) -> Party:
    """The party of the model; what an office says is not in the file, and its name stands in."""

    def lines(rows: tuple[_Line, ...]) -> tuple[Line, ...]:
        return tuple(Line(option=row.option, sources=row.sources, say=one.office) for row in rows)

    needs = tuple(Need(options=lines(need.lines), least=need.least, say=one.office) for need in one.needs)
    return Party(id=one.id, name=one.name, office=one.office, never=lines(one.never), needs=needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The measures of one shape of the picture."""

    total: float
    size: float
    beside: bool
    """Whether the names stand before the bands, and not above them."""
    at: float
    """Where the dots begin."""
    cell: float
    """The room of a dot."""
    across: int
    """How many dots stand in a line."""


WIDE = Face(total=880, size=14.5, beside=True, at=184, cell=8, across=86)
TALL = Face(total=340, size=13, beside=False, at=4, cell=7.5, across=44)


def draw_packages(found: Packages, *, name: str = "packages") -> Drawing:
    """Bands of dots, from those that every party can sign down to those that none can."""
    counts, total = found.counts, len(found.signed)
    every = len(found.parties)
    caption = (
        f"All {number_word(every)} parties of the model can sign {number_word(counts[every])} of {total:,} possible "
        f"statements, and nobody can sign {counts[0]:,} of them."
    )
    alt = f"{total:,} dots in {every + 1} bands, by how many parties can sign; the top band has {counts[every]}."
    said = Said(
        caption=caption,
        note=(
            "Each dot is one package: one option for every issue. The frame holds those that all can sign; which they "
            "are, the picture does not say. Red lines and needs are those of our model, and no government’s."
        ),
        alt=alt,
        twin=Twin(
            intro=f"{len(found.issues)} issues with their options make {total:,} packages.",
            header=("Parties that can sign", "Packages", "Share", "Who cannot, and in how many of them"),
            rows=tuple(
                (
                    str(number),
                    f"{count:,}",
                    f"{100 * count / total:.1f} %",
                    "; ".join(f"{who} {times}" for who, times in found.missing(number)) or "nobody",
                )
                for number, count in counts.items()
            ),
        ),
        files=(DATA_FILE,),
    )
    return put_together(name, said, _draw(found, WIDE, f"{name}-wide"), _draw(found, TALL, f"{name}-tall"))


def _draw(found: Packages, face: Face, name: str) -> Canvas:
    """The bands; their names stand before them, or above them."""
    every, size = len(found.parties), face.size
    y = size * 1.9
    children = [_dots(face, name), *_labels(PARTIES, PACKAGES, face, size, heading=True)]
    for number, count in found.counts.items():
        lines = max(ceil(count / face.across), 1)
        top = _snap(y + (12 if face.beside else size * 2), face)
        base = top + face.cell / 2 + size * 0.36 if face.beside else top - 9
        children += [
            line(0, y, face.total, y, "grid-line"),
            *_labels(f"{number} of {every}" if number else "none", f"{count:,}", face, base),
        ]
        band = element("polygon", points=_outline(count, face, top), class_="dots")
        # As with the X-ray's hatching, the style sheet lets the band inherit the pattern.
        marks = {"class_": "band", "data_signed": str(number), "data_count": str(count)}
        children.append(group([band], fill=f"url(#{name}-dots)", **marks))
        if number == every:
            children += _marked(count, face, top)
        y = top + lines * face.cell + 11
    children.append(line(0, y, face.total, y, "grid-line"))
    return (face.total, y + 1), children


def _labels(who: str, count: str, face: Face, base: float, *, heading: bool = False) -> list[Element]:
    """How many parties, and how many packages."""
    classes = ("grid-head", "grid-head") if heading else ("row-id", "dot-count")
    at = face.at - 20 if face.beside else face.total
    return [
        words(0, base, who, classes[0], face.size),
        words(at, base, count, classes[1], face.size, "end"),
    ]


def _snap(y: float, face: Face) -> float:
    """The next place at which a line of dots may begin: dots are cut from one sheet."""
    return ceil(y / face.cell) * face.cell


def _dots(face: Face, name: str) -> Element:
    """The sheet of dots."""
    dot = element("circle", cx=face.cell / 2, cy=face.cell / 2, r=face.cell * 0.31, class_="dot")
    sheet = element(
        "pattern",
        dot,
        id=f"{name}-dots",
        x=face.at,
        width=face.cell,
        height=face.cell,
        patternUnits="userSpaceOnUse",
    )
    return element("defs", sheet)


def _outline(count: int, face: Face, top: float) -> str:
    """The outline of so many dots: full lines, and the beginning of one more."""
    full, rest = divmod(count, face.across)
    left, right = face.at, face.at + min(count, face.across) * face.cell
    foot = top + full * face.cell
    if not rest:
        return points([(left, top), (right, top), (right, foot), (left, foot)])
    part, low = left + rest * face.cell, foot + face.cell
    if not full:
        return points([(left, top), (part, top), (part, low), (left, low)])
    return points([(left, top), (right, top), (right, foot), (part, foot), (part, low), (left, low)])


def _marked(count: int, face: Face, top: float) -> list[Element]:
    """A frame around the dots of the first band, and its words."""
    wide = min(count, face.across) * face.cell
    lines = ceil(count / face.across)
    return [
        rect(face.at - 3, top - 3, wide + 6, lines * face.cell + 6, "dots-frame"),
        words(face.at + wide + 14, top + face.cell / 2 + face.size * 0.36, ALL, "figure-aside", face.size),
    ]
