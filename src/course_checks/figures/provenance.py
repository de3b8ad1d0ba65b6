"""The network of voices: the page in the middle, whom it passes on around it, as thick as they have claims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from course_checks.figures.chips import Shelf, SourceSign, linked, source_rule
from course_checks.figures.drawing import Drawing, Twin, listing, number_word
from course_checks.figures.measure import text_width, wrap
from course_checks.figures.svg import Element, element, group, line, picture, rect, words
from course_checks.figures.voices import DATA_FILE, KINDS, Kind, Network, Strand, Voice

RING = 11.0
FOLD = 24.0
"""No row is lower: its number is a link."""
OWN = 8.0
"""The side of a square: a claim of the page's own."""


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
TALL = Face(total=340, size=13, spine=62, spine_at=1, reach=274, both=False)


def draw_provenance(network: Network, shelf: Shelf, *, name: str = "provenance", house: bool = True) -> Drawing:
    """The network; without ``house`` the strands through the publisher's own people are cut."""
    caption = _caption(network, shelf) if house else _caption_without(network)
    called = shelf[network.passages[0]].called
    without = "" if house else ", without its publisher’s own people"
    alt = f"A page in the middle, {called}; lines lead from its passages to the voices it passes on{without}."
    wide_size, wide = _draw(network, shelf, WIDE, house=house)
    tall_size, tall = _draw(network, shelf, TALL, house=house)
    return Drawing(
        name=name,
        caption=caption,
        note=(
            "The thicker a line, the more claims come along it; their number stands at its end. The letter tells the type "
            "of voice, a hollow ring that no name is given. A square is a claim in the page’s own voice. "
            + ("" if house else "A dotted line ends where the publisher’s own people were. ")
            + "Types and counts are ours."
        ),
        alt=alt,
        wide_svg=picture(name, "wide", wide_size, alt, caption, wide),
        tall_svg=picture(name, "tall", tall_size, alt, caption, tall),
        twin=_twin(network, house=house),
        data_file=DATA_FILE,
        more_files=(f"docs/sources/{network.source}.toml",),
    )


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
        f"Without the publisher’s own {number_word(len(house))} voices {number_word(lost)} of the "
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
        header=("Passage", "Voices", "What kind", "Claims that come through each", "Which claims", "Open to argument"),
        rows=(*map(row, network.strands), *own),
    )


def _kind(voice: Voice) -> str:
    said = KINDS[voice.type][1]
    return said + ("" if voice.named else " without a name") + (" (the publisher’s)" if voice.house else "")


# Geometry


def _labels(strand: Strand, face: Face) -> list[tuple[tuple[str, ...], float]]:
    """For each voice the lines of its label and how long its piece of the strand is."""
    count_room = text_width("9", face.size) + 8
    room = face.reach - count_room - 6
    free = [text_width(voice.id, face.size) for voice in strand.voices]
    pad = 2 * RING + 8
    if sum(free) + pad * len(free) > room:
        share = room / len(free) - pad
        limit = [width if width <= share else share for width in free]
        spare = (room - sum(limit) - pad * len(free)) / max(sum(width > share for width in free), 1)
        limit = [width if width <= share else share + spare for width in free]
    else:
        limit = free
    found = []
    for voice, width in zip(strand.voices, limit, strict=True):
        lines = wrap(voice.id, face.size, width + 0.5)
        longest = max(text_width(text, face.size) for text in lines)
        found.append((lines, max(longest + 10, 34.0) + 2 * RING - 2))
    return found


def _height(strand: Strand, face: Face, *, cut: bool) -> float:
    if cut:
        return FOLD + 6
    lines = max(len(lines) for lines, _ in _labels(strand, face))
    return max(FOLD, lines * face.pitch + 2 * RING + 2)


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
        least = FOLD + (0 if face.both or not network.own[passage] else OWN + 4)
        rows.append(
            Row(passage=passage, sides=tuple(map(tuple, sides)), height=max(least, *heights) + 8)
        )
    return rows


def _draw(
    network: Network, shelf: Shelf, face: Face, *, house: bool
) -> tuple[tuple[float, float], list[Element]]:
    rows = _rows(network, face, house=house)
    sign = shelf[network.passages[0]]
    key, top = _key(network, face)
    top += face.size * 1.6
    y, children = top, list(key)
    inside: list[Element] = []
    for row in rows:
        inside += _passage(row, network.own[row.passage], sign, face, y)
        for side, strands in zip((-1, 1), row.sides, strict=True):
            at = y + 4
            for strand in strands:
                cut = strand.of_the_house and not house
                height = _height(strand, face, cut=cut)
                draw: Callable[..., Element] = _cut if cut else _strand
                children.append(draw(strand, face, side, at + height - RING - 2))
                at += height
        y += row.height
    page = rect(face.spine_at, top, face.spine, y - top, "sheet")
    heading = words(
        face.spine_at + (face.spine / 2 if face.both else 0),
        top - 7,
        network.writer,
        "spine-heading",
        face.size,
        "middle" if face.both else "start",
    )
    spine = group([page, *source_rule(sign, face.spine_at, top, y - top), heading], class_=f"chip source-{sign.id}")
    return (face.total, y + 1), [*children, spine, *inside]


def _passage(row: Row, own: int, sign: SourceSign, face: Face, y: float) -> list[Element]:
    """The number of a passage on the page, a link, and a square for each claim of the page's own."""
    x, height = face.spine_at, row.height
    middle = y + height / 2 - (0 if face.both or not own else 6)
    children = [
        rect(x, middle - FOLD / 2, face.spine if not face.both else 48, FOLD, "hit"),
        words(x + 12, middle + face.size * 0.36, row.passage, "chip-number", face.size),
    ]
    made = [linked(row.passage, group(children, class_=f"chip source-{sign.id}", data_passage=row.passage))]
    for place in range(own):
        at = (x + 52 + place * (OWN + 4), middle - OWN / 2) if face.both else (
            x + 12 + place * (OWN + 4),
            middle + 12,
        )
        made.append(rect(*at, OWN, OWN, "own-claim", data_own=row.passage))
    return made


def _strand(strand: Strand, face: Face, side: int, y: float) -> Element:
    """The line with its rings and labels, from the page outward; ``y`` is the middle of the rings."""
    x = face.spine_at if side < 0 else face.spine_at + face.spine
    children: list[Element] = []
    for voice, claims, (lines, length) in zip(strand.voices, strand.claims, _labels(strand, face), strict=True):
        ring = x + side * (length - RING)
        thick = 1.0 + 2.0 * len(claims)
        start, end = sorted((x, ring - side * RING))
        children.append(rect(start, y - thick / 2, end - start, thick, "strand-line"))
        anchor, at = ("end", ring + RING) if side > 0 else ("start", ring - RING)
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
        children.append(_ring(voice.type, ring, y, face.size, named=voice.named, house=voice.house))
        x += side * length
    count = words(
        x + side * 6, y + face.size * 0.36, str(len(strand.claims[0])), "voice-count", face.size,
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
        words(x + side * 38, y + face.size * 0.36, said, "voice-blank", face.size, "start" if side > 0 else "end"),
    ]
    return group(children, class_="voices", data_cut=f"{strand.passage}-{strand.voices[0].id}")


def _ring(kind: Kind, x: float, y: float, size: float, *, named: bool, house: bool = False) -> Element:
    """A ring with the letter of its type: filled if there is a name, hollow if there is none."""
    children = [element("circle", cx=x, cy=y, r=RING, class_="ring" if named else "ring ring-hollow")]
    if house:
        children.append(element("circle", cx=x, cy=y, r=RING - 2.6, class_="ring-house"))
    letter = KINDS[kind][0]
    class_ = "ring-letter" if named else "ring-letter ring-letter-hollow"
    children.append(words(x, y + size * 0.36, letter, class_, size, "middle"))
    return group(children, class_="voice-ring")


def _key(network: Network, face: Face) -> tuple[list[Element], float]:
    """The letters, a hollow ring, a square; with the height that it takes."""
    used = {voice.type for strand in network.strands for voice in strand.voices}
    entries: list[tuple[float, Callable[[float, float], Element], str]] = [
        (2 * RING + 6, _marked(kind, face), said) for kind, (_, said) in KINDS.items() if kind in used
    ]
    entries.append((OWN + 8, lambda x, y: rect(x, y - OWN / 2, OWN, OWN, "own-claim"), "own claim"))
    return _set(entries, face)


def _marked(kind: Kind, face: Face) -> Callable[[float, float], Element]:
    named = kind != "unknown"
    return lambda x, y: _ring(kind, x + RING, y, face.size, named=named)


def _set(
    entries: Sequence[tuple[float, Callable[[float, float], Element], str]], face: Face
) -> tuple[list[Element], float]:
    children: list[Element] = []
    at, y = 0.0, RING + 2
    for room, mark, said in entries:
        wide = room + text_width(said, face.size) + 16
        if at and at + wide > face.total + 16:
            at, y = 0.0, y + 2 * RING + 8
        children.append(
            group([mark(at, y), words(at + room, y + face.size * 0.36, said, "key-words", face.size)], class_="key-entry")
        )
        at += wide
    return children, y + RING + 10
