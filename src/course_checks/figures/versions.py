"""Two versions of one sentence, told in our words side by side: who is named, and how one thing is tied to another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from course_checks.content.errors import Faults
from course_checks.figures.arrows import arrow
from course_checks.figures.chips import Shelf, SourceSign, linked, source_rule
from course_checks.figures.dates import Moment, in_words, read_moment
from course_checks.figures.drawing import Canvas, Drawing, Said, Twin, listing, number_word, put_together
from course_checks.figures.measure import balanced, text_width, wrap
from course_checks.figures.records import check_one_of, check_passages, day_at, read_records
from course_checks.figures.svg import Element, group, line, rect, words

DATA_FILE = "docs/data/versions.toml"
TIES = {"reason": "supports", "contrast": "attacks"}
"""Each tie with the arrow that shows it."""
CHANGES = {"yes": "changed", "no": "the same", "unknown": "cannot be compared"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of the sentence."""

    id: str
    date: str
    called: str
    ours: bool
    """Whether it is one of the pages that the course reads."""
    sentences: int
    tie: Literal["reason", "contrast"]
    says: str
    """How the first piece is tied to the second."""
    cite: tuple[str, ...] = ()

    @property
    def day(self) -> Moment:
        """Its date."""
        return read_moment(self.date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One of the things that a version says, and the voice it is credited to."""

    id: str
    version: str
    place: int
    voice: str
    says: str
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """Something else that can be compared."""

    id: str
    about: str
    first: str
    updated: str
    changed: Literal["yes", "no", "unknown"]
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """Two versions, their pieces, and what else can be compared."""

    versions: tuple[Version, ...]
    pieces: tuple[Piece, ...]
    rest: tuple[Rest, ...]

    def of(self, version: Version) -> list[Piece]:
        """The pieces of a version, in their places."""
        return sorted((one for one in self.pieces if one.version == version.id), key=lambda one: one.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The measures of one shape of the picture."""

    total: float
    size: float
    width: float
    """Of one version."""
    step: float
    """From one version to the next, along or down; 0 where they stand one below the other."""


WIDE = Face(total=880, size=14.5, width=414, step=464)
TALL = Face(total=340, size=13, width=338, step=0)
TIE = 38.0
"""The room of an arrow above and below the words that it stands for."""


def load_versions(root: Path, shelf: Shelf) -> Versions:
    """The versions of the course in ``root``, the earlier first.

    Raises :class:`~course_checks.content.errors.InvalidContentError` with every fault.
    """
    file, faults = root / DATA_FILE, Faults(root)
    found = read_records(file, faults, versions=Version, pieces=Piece, rest=Rest)
    known = {one.id for _, one in found["versions"]}
    for place, one in found["versions"]:
        day_at(file, faults, f"{place}.date", one.date)
        places = sorted(piece.place for _, piece in found["pieces"] if piece.version == one.id)
        if places != [1, 2]:
            faults.add(file, place, "it does not have one piece in place 1 and one in place 2", "give both")
    for place, one in found["pieces"]:
        check_one_of(file, faults, f"{place}.version", one.version, sorted(known))
    for place, one in [*found["pieces"], *found["rest"]]:
        check_passages(file, faults, f"{place}.passages", one.passages, shelf)
    if len(known) != 2 and not faults.found:
        faults.add(file, "versions", f"there are {len(known)}", "give two")
    faults.raise_if_any()
    return Versions(
        versions=tuple(sorted((one for _, one in found["versions"]), key=lambda one: one.date)),
        pieces=tuple(one for _, one in found["pieces"]),
        rest=tuple(one for _, one in found["rest"]),
    )


def draw_versions(found: Versions, shelf: Shelf, *, name: str = "versions") -> Drawing:
    """Both versions: the first piece on top, its tie, the second below."""
    before, after = found.versions
    voices = [found.of(one)[0].voice for one in found.versions]
    days = f"{_day(before)} to {in_words(after.day)}"
    caption = (
        f"From {days} the fear goes over from {voices[0]} to {voices[1]}, and what was "
        f"a {before.tie} for the sharp word becomes a {after.tie} to it."
    )
    alt = "One sentence in two versions side by side: another voice on top, and another arrow between the two pieces."
    same = [passage for one in found.rest if one.changed == "no" for passage in one.passages]
    said = Said(
        caption=caption,
        note=(
            "In our words. A frame is a sentence; a solid arrow gives a reason, a dashed one with a bar a contrast. "
            f"Unchanged is what {listing(same)} says. What else changed stands in the table."
        ),
        alt=alt,
        twin=_twin(found),
        files=(DATA_FILE,),
    )
    return put_together(name, said, _draw(found, shelf, WIDE), _draw(found, shelf, TALL))


def _day(one: Version) -> str:
    """The day without its year, which both share."""
    return in_words(one.day).rpartition(" ")[0]


def _twin(found: Versions) -> Twin:
    before, after = found.versions
    sides = [found.of(one) for one in found.versions]
    rows = [
        (
            ", ".join(dict.fromkeys(passage for one in pair for passage in one.passages)),
            f"Piece {pair[0].place}",
            *(f"{one.voice}: {one.says}" for one in pair),
            "the same" if (pair[0].voice, pair[0].says) == (pair[1].voice, pair[1].says) else "changed",
        )
        for pair in zip(*sides, strict=True)
    ]
    tie = tuple(
        f"{one.says} {number_word(one.sentences).capitalize()} {'sentence' if one.sentences == 1 else 'sentences'}."
        for one in found.versions
    )
    changed = "the same" if before.tie == after.tie else "changed"
    rows.insert(1, ("", "How the two are tied", *tie, changed))
    rows += [
        (", ".join(one.passages), one.about, one.first, one.updated, CHANGES[one.changed])
        for one in found.rest
    ]
    cite = tuple(key for one in found.versions for key in one.cite)
    return Twin(
        intro="The changed sentence first, piece by piece; then what else can be compared.",
        header=("Passage", "What", *(f"{one.called}, {_day(one)}" for one in found.versions), "Compared"),
        rows=tuple(rows),
        refs=tuple(cite for _ in rows),
    )


def _draw(found: Versions, shelf: Shelf, face: Face) -> Canvas:
    heights = [_height(found, one, face) for one in found.versions]
    children: list[Element] = []
    top = 0.0
    for place, one in enumerate(found.versions):
        made = _version(found, one, shelf, face, (1 + place * face.step, top), max(heights))
        children += made
        if not face.step:
            top += heights[place] + 30
    return (face.total, (max(heights) if face.step else top - 30) + 1), children


def _piece_lines(one: Piece, face: Face) -> tuple[str, ...]:
    return wrap(one.says, face.size, face.width - 36)


def _piece_height(one: Piece, face: Face) -> float:
    return 30 + len(_piece_lines(one, face)) * face.size * 1.25 + 6


def _tie_lines(one: Version, face: Face) -> tuple[str, ...]:
    return balanced(one.says, face.size, face.width - 110)


def _tie_height(one: Version, face: Face) -> float:
    return max(2 * TIE, len(_tie_lines(one, face)) * face.size * 1.25 + 26)


def _height(found: Versions, one: Version, face: Face) -> float:
    pieces = sum(_piece_height(piece, face) for piece in found.of(one))
    return face.size * 2 + pieces + _tie_height(one, face) + 20


def _version(
    found: Versions, one: Version, shelf: Shelf, face: Face, at: tuple[float, float], height: float
) -> list[Element]:
    """One version: its date, its pieces, the tie; a frame for each sentence."""
    (x, top), size = at, face.size
    ours = next((shelf[passage] for piece in found.of(one) for passage in piece.passages), None)
    sign = ours if one.ours and ours else SourceSign(id="outside", called=one.called, rule="solid")
    heading = f"{one.called}, {_day(one)}"
    children = [words(x, top + size * 1.1, heading, "floor-heading", size)]
    y = top + size * 2
    first, second = found.of(one)
    gap = _tie_height(one, face) + (height - _height(found, one, face) if face.step else 0)
    tops = [y + 10, y + 10 + _piece_height(first, face) + gap]
    foot = tops[1] + _piece_height(second, face) + 10
    if one.sentences == 1:
        children.append(rect(x, y, face.width, foot - y, "sentence"))
    else:
        children += [
            rect(x, piece_top - 10, face.width, _piece_height(piece, face) + 20, "sentence")
            for piece, piece_top in zip((first, second), tops, strict=True)
        ]
    inset = 0 if one.sentences == 1 else 10
    start, end = tops[0] + _piece_height(first, face) + inset, tops[1] - inset
    shaft = x + 40
    lines = _tie_lines(one, face)
    middle = (start + end) / 2
    children += [
        arrow([(shaft, start), (shaft, end)], TIES[one.tie]),
        *(
            words(
                shaft + 22,
                middle + size * 0.36 + (row - (len(lines) - 1) / 2) * size * 1.25,
                said,
                "tie-words",
                size,
            )
            for row, said in enumerate(lines)
        ),
    ]
    children += [
        _piece(piece, sign, face, x + 12, piece_top)
        for piece, piece_top in zip((first, second), tops, strict=True)
    ]
    return children


def _piece(one: Piece, sign: SourceSign, face: Face, x: float, y: float) -> Element:
    """The voice in the first line, with its passage if there is one, and what it says below."""
    size, height = face.size, _piece_height(one, face)
    inside: list[Element] = _rule(sign, x, y, height)
    at = x + 12
    for passage in one.passages:
        number = words(at, y + 19, passage, "chip-number", size)
        width = text_width(passage, size, bold=True)
        inside.append(linked(passage, group([rect(at - 6, y + 2, max(width + 12, 24), 24, "hit"), number])))
        at += width + 10
    inside.append(words(at, y + 19, one.voice, "piece-voice", size))
    inside += [
        words(x + 12, y + 30 + size * (0.98 + 1.25 * row), said, "chip-words", size)
        for row, said in enumerate(_piece_lines(one, face))
    ]
    return group(inside, class_=f"chip source-{sign.id}", data_piece=one.id)


def _rule(sign: SourceSign, x: float, y: float, height: float) -> list[Element]:
    """The rule of a source; what is from outside has a dashed one."""
    if sign.id == "outside":
        return [line(x + 2, y, x + 2, y + height, "chip-rule chip-rule-dashed")]
    return source_rule(sign, x, y, height)
