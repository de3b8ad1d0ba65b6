"""From the passages of a source to the pieces of its X-ray: whose voice each is, and how long."""

from collections.abc import Iterable

from course_checks.content.course import Course
from course_checks.content.sources import Passage, Source
from course_checks.figures.timeline_data import Horizon
from course_checks.figures.xray import XrayPage
from course_checks.figures.xray_page import Piece, layer_of, share_out

RUN = 3
"""The quotation index has a digest for every run of this many words."""


def xray_pages(course: Course, horizons: Iterable[Horizon]) -> tuple[XrayPage, ...]:
    """One page for each source that draws a horizon, in the order of the horizons."""
    drawn = [(course.sources[one.source], one) for one in horizons if one.source in course.sources]
    return tuple(
        XrayPage(
            source=source.id,
            called=f"the {source.date[:4]} {source.short.split()[-1]}",
            rule=horizon.rule,
            pieces=tuple(piece for passage in source.passages for piece in _pieces(source, passage, course)),
        )
        for source, horizon in drawn
    )


def author_of(source: Source) -> str:
    """The voice that the page passes on as its author's: the second of a chain, if the maker names it; else empty."""
    seconds = (
        chain.split(">")[1].strip() for passage in source.passages for chain in passage.chains if ">" in chain
    )
    return next((voice for voice in seconds if voice in source.maker), "")


def _pieces(source: Source, passage: Passage, course: Course) -> tuple[Piece, ...]:
    """The passage, shared out among its claims; one without claims speaks in its first voice."""
    chains = [one.chain for one in passage.propositions] or list(passage.chains[:1])
    layers = [layer_of(passage.kind, chain, author_of(source)) for chain in chains]
    paragraph = passage.propositions[0].id.partition(".")[0] if passage.propositions else ""
    return share_out(passage.id, layers, length_of(passage.id, course), paragraph)


def length_of(passage: str, course: Course) -> int:
    """How many words a passage has, as the quotation index tells; a very short one counts as one."""
    digests = len(course.library.index.get(passage, ()))
    return digests + RUN - 1 if digests else 1
