"""The network of voices: the page in the middle, whom it passes on around it, as thick as they have claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from course_checks.figures.chips import Shelf, SourceSign, linked, source_rule
from course_checks.figures.drawing import Canvas, Drawing, Said, Twin, listing, number_word, put_together
from course_checks.figures.measure import text_width, wrap
from course_checks.figures.rings import OWN, RING, ring, rings_key
from course_checks.figures.svg import Element, group, line, rect, words
from course_checks.figures.voices import DATA_FILE, KINDS, Network, Strand, Voice

FOLD = 24.0
"""No row is lower: its number is a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The measures of one shape of the picture."""

    total: float
    size: float
    spine: float
    """How wide the page is."""
    spine_at: float
    reach: float
    """How far a strand may go."""
    both: bool
    """Whether strands leave to both sides."""

    @property
    def pitch(self) -> float:
        """From one line of a label to the next."""
        return self.size * 1.2


WIDE = Face(total=880, size=14.5, spine=96, spine_at=392, reach=386, both=True)
TALL = Face(total=340, size=13, spine=76, spine_at=1, reach=262, both=False)


def draw_provenance(
    network: Network, shelf: Shelf, *, name: str = "provenance", house: bool = True
) -> Drawing:
    """The network; without ``house`` the strands through the publisher's own people are cut."""
    caption = _caption(network, shelf) if house else _caption_without(network)
    called = shelf[network.passages[0]].called
    without = "" if house else ", without its publisher’s own people"
    alt = f"A page in the middle, {called}; lines lead from its passages to the voices it passes on{without}."
    said = Said(
        caption=caption,
        note=(
            "The thicker a line, the more claims come along it; the number at its end counts those that reach the "
            "page. A hollow ring means that no name is given. A square is a claim in the page’s own voice. "
            + ("" if house else "A dotted line ends where the publisher’s own people were. ")
            + "Types and counts are ours."
        ),
        alt=alt,
        twin=_twin(network, house=house),
        files=(DATA_FILE, f"docs/sources/{network.source}.toml"),
    )
    wide, tall = (_draw(network, shelf, face, house=house) for face in (WIDE, TALL))
    return put_together(name, said, wide, tall)


def _caption(network: Network, shelf: Shelf) -> str:
    """How many claims are the page's own, and through whom the others come."""
    own, others = sum(network.own.values()), len(network.claims)
    seen = [voice for strand in network.strands for voice in strand.voices]
    named = {voice.id for voice in seen if voice.named}
    blank = sum(not voice.named for voice in seen)
    called = shelf[network.passages[0]].called
    return (
        f"Of {own + others} claims in {called} {number_word(own)} are its own; {others} come through "
        f"{number_word(len(named))} voices that have a name and {number_word(blank)} that have none."
    )


def _caption_without(network: Network) -> str:
    """What falls with the publisher's own people."""
    house = {voice.id for strand in network.strands for voice in strand.voices if voice.house}
    kept = {claim for one in network.strands if not one.of_the_house for claim in one.claims[0]}
    lost = len(network.claims) - len(network.claims & kept)
    where = list(dict.fromkeys(one.passage for one in network.strands if one.of_the_house))
    return (
        f"Without the {number_word(len(house))} voices of its publisher’s own house {number_word(lost)} of the "
        f"{len(network.claims)} claims that come from others have nobody left, all in {listing(where)}."
    )


def _twin(network: Network, *, house: bool) -> Twin:
    def row(strand: Strand) -> tuple[str, ...]:
        path = " > ".join(voice.id for voice in strand.voices)
        kinds = ", ".join(_kind(voice) for voice in strand.voices)
        counts = ", ".join(str(len(claims)) for claims in strand.claims)
        cut = "cut here" if strand.of_the_house and not house else ", ".join(strand.claims[0])
        notes = " ".join(f"{voice.id}: {voice.note}" for voice in strand.voices if voice.note)
        return (strand.passage, path, kinds, counts, cut, notes)

    own = [
        (passage, network.writer, "the page itself", str(count), "own voice", "")
        for passage, count in network.own.items()
        if count
    ]
    return Twin(
        intro="Every line of voices, from the page outward, then the claims of the page’s own.",
        header=(
            "Passage",
            "Voices",
            "What kind",
            "Claims that come through each",
            "Which claims",
            "Open to argument",
        ),
        rows=(*map(row, network.strands), *own),
    )


def _kind(voice: Voice) -> str:
    said = KINDS[voice.type][1]
    return said + ("" if voice.named else " without a name") + (" (the publisher’s)" if voice.house else "")


# Geometry


def _labels(strand: Strand, face: Face) -> list[tuple[tuple[str, ...], float]]:
    """For each voice the lines of its label, and how long its piece of the strand is."""
    lines: list[tuple[str, ...]] = [(voice.id,) for voice in strand.voices]
    room = face.reach - text_width("99", face.size, bold=True) - 8
    by_length = sorted(range(len(lines)), key=lambda place: -text_width(strand.voices[place].id, face.size))
    for place in by_length:  # the longest is broken first
        over = sum(map(partial(_piece, face), lines)) - room
        if over > 0:
            said = strand.voices[place].id
            least = max(text_width(word, face.size) for word in said.split()) + 0.5
            lines[place] = wrap(said, face.size, max(least, text_width(said, face.size) - over))
    return [(held, _piece(face, held)) for held in lines]


def _piece(face: Face, lines: Sequence[str]) -> float:
    """How long a piece of a strand has to be for its label, which ends where its ring ends."""
    return max(max(text_width(said, face.size) for said in lines) + 9, 2 * RING + 24)


def _height(strand: Strand, face: Face, *, cut: bool) -> float:
    if cut:
        return FOLD + 6
    lines = max(len(lines) for lines, _ in _labels(strand, face))
    return max(FOLD, lines * face.pitch + 2 * RING + 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One passage on the page: the strands that leave to each side, and its height."""

    passage: str
    sides: tuple[tuple[Strand, ...], ...]
    height: float


def _rows(network: Network, face: Face, *, house: bool) -> list[Row]:
    """The passages from top to bottom; strands take turns in leaving to the left and to the right."""
    rows, turn = [], 0
    for passage in network.passages:
        sides: tuple[list[Strand], list[Strand]] = ([], [])
        for strand in network.at(passage):
            sides[turn % 2 if face.both else 1].append(strand)
            turn += 1
        heights = [
            sum(_height(one, face, cut=one.of_the_house and not house) for one in side) for side in sides
        ]
        rows.append(Row(passage=passage, sides=tuple(map(tuple, sides)), height=max(FOLD, *heights) + 8))
    return rows


def _draw(network: Network, shelf: Shelf, face: Face, *, house: bool) -> Canvas:
    sign = shelf[network.passages[0]]
    kinds = {voice.type for strand in network.strands for voice in strand.voices}
    children, top = rings_key(kinds, sign, face.size, face.total, house=house)
    top += face.size * 1.6
    y, inside = top, []
    for row in _rows(network, face, house=house):
        levels: list[float] = []
        for side, strands in zip((-1, 1), row.sides, strict=True):
            at = y + 2
            for strand in strands:
                cut = strand.of_the_house and not house
                at += _height(strand, face, cut=cut)
                levels.append(at - RING - 2)
                children.append((_cut if cut else _strand)(strand, face, side, levels[-1]))
        middle = sum(levels) / len(levels) if levels else y + row.height / 2
        inside += _passage(row.passage, network.own[row.passage], sign, face, middle)
        y += row.height
    centre, anchor = (face.spine / 2, "middle") if face.both else (0, "start")
    page = [
        rect(face.spine_at, top, face.spine, y - top, "sheet"),
        *source_rule(sign, face.spine_at, top, y - top),
        words(face.spine_at + centre, top - 7, network.writer, "spine-heading", face.size, anchor),
        *inside,
    ]
    return (face.total, y + 1), [*children, group(page, class_=f"chip source-{sign.id}")]


def _passage(passage: str, own: int, sign: SourceSign, face: Face, middle: float) -> list[Element]:
    """The number of a passage on the page, a link, and a square for each claim of the page's own."""
    x = face.spine_at
    link = [
        rect(x + 8, middle - FOLD / 2, 38, FOLD, "hit"),
        words(x + 12, middle + face.size * 0.36, passage, "chip-number", face.size),
    ]
    squares = [
        rect(x + 52 + place * (OWN + 3), middle - OWN / 2, OWN, OWN, "own-claim", data_own=passage)
        for place in range(own)
    ]
    number = group(link, class_=f"chip source-{sign.id}", data_passage=passage)
    return [linked(passage, number), *squares]


def _strand(strand: Strand, face: Face, side: int, y: float) -> Element:
    """The line with its rings and labels, from the page outward; ``y`` is the middle of the rings."""
    x = face.spine_at if side < 0 else face.spine_at + face.spine
    children: list[Element] = []
    for voice, claims, (lines, length) in zip(
        strand.voices, strand.claims, _labels(strand, face), strict=True
    ):
        centre = x + side * (length - RING)
        thick = 1.0 + 2.0 * len(claims)
        start, end = sorted((x, centre - side * RING))
        children.append(rect(start, y - thick / 2, end - start, thick, "strand-line"))
        anchor, at = ("end", centre + RING) if side > 0 else ("start", centre - RING)
        children += [
            words(
                at,
                y - RING - 5 - (len(lines) - 1 - row) * face.pitch,
                said,
                "voice-words" if voice.named else "voice-blank",
                face.size,
                anchor,
            )
            for row, said in enumerate(lines)
        ]
        children.append(ring(voice.type, centre, y, face.size, named=voice.named, house=voice.house))
        x += side * length
    count = words(
        x + side * 6,
        y + face.size * 0.36,
        str(len(strand.claims[0])),
        "voice-count",
        face.size,
        "start" if side > 0 else "end",
    )
    return group([*children, count], class_="voices", data_strand=f"{strand.passage}-{strand.voices[0].id}")


def _cut(strand: Strand, face: Face, side: int, y: float) -> Element:
    """Where a strand was: a dotted stump."""
    x = face.spine_at if side < 0 else face.spine_at + face.spine
    said = f"{number_word(len(strand.claims[0]))} {'claim' if len(strand.claims[0]) == 1 else 'claims'} cut"
    children = [
        line(x, y, x + side * 30, y, "strand-cut"),
        line(x + side * 30, y - 7, x + side * 30, y + 7, "strand-stump"),
        words(
            x + side * 38,
            y + face.size * 0.36,
            said,
            "voice-blank",
            face.size,
            "start" if side > 0 else "end",
        ),
    ]
    return group(children, class_="voices", data_cut=f"{strand.passage}-{strand.voices[0].id}")
