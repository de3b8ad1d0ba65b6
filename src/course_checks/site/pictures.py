"""Every figure there is: the files it is drawn from, and how it comes from the course."""

from collections.abc import Callable
from dataclasses import dataclass

from course_checks.content.course import Course
from course_checks.figures import glue, lever, matrix, matrix_data, meetings, outlines, peninsula, warmth
from course_checks.figures.chips import Shelf, SourceSign
from course_checks.figures.drawing import Drawing
from course_checks.figures.history import draw_history
from course_checks.figures.timeline import DATA_FILE as TIMELINE
from course_checks.figures.timeline import draw_timeline
from course_checks.figures.timeline_data import Event, Horizon, horizons_of, load_timeline
from course_checks.figures.xray import draw_xray
from course_checks.site.xray_data import xray_pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """One figure.  `draw` raises ValueError or InvalidContentError where its data cannot be drawn."""

    files: tuple[str, ...]
    """What it is drawn from beside the sources, as paths in the project."""
    draw: Callable[[Course], Drawing]


def _events(course: Course) -> tuple[tuple[Event, ...], tuple[Horizon, ...]]:
    events = load_timeline(course.root / TIMELINE)
    return events, horizons_of(events)


def shelf_of(course: Course) -> Shelf:
    """Each passage with the sign of its source, the sources in the order of their dates."""
    _, horizons = _events(course)
    signs = {
        one.source: SourceSign(
            id=one.source, called=f"the {one.date.first.year} {one.name.rpartition(' ')[2]}", rule=one.rule
        )
        for one in horizons
    }
    return {
        passage.id: signs[name]
        for name in signs
        if name in course.sources
        for passage in course.sources[name].passages
    }


def _xray(course: Course) -> Drawing:
    events, horizons = _events(course)
    return draw_xray(xray_pages(course, horizons), events, horizons)


def _matrix(course: Course) -> Drawing:
    return matrix.draw_matrix(matrix_data.load_matrix(course.root, course.library.passages))


def _meetings(course: Course) -> Drawing:
    held = meetings.load_meetings(course.root, course.library.passages)
    return meetings.draw_meetings(held, _events(course)[1])


def _warmth(course: Course) -> Drawing:
    shelf = shelf_of(course)
    return warmth.draw_warmth(warmth.load_warmth(course.root, shelf), shelf)


def _glue(course: Course) -> Drawing:
    shelf = shelf_of(course)
    return glue.draw_glue(glue.load_glue(course.root, shelf), shelf)


def _lever(course: Course) -> Drawing:
    shelf = shelf_of(course)
    return lever.draw_lever(lever.load_lever(course.root, shelf), shelf)


DRAWINGS: dict[str, Recipe] = {
    "timeline": Recipe(files=(TIMELINE,), draw=lambda course: draw_timeline(*_events(course))),
    "xray": Recipe(files=(TIMELINE,), draw=_xray),
    "map": Recipe(
        files=(outlines.DATA_FILE,),
        draw=lambda course: peninsula.draw_map(outlines.load_outlines(course.root, peninsula.NEEDED)),
    ),
    "glue": Recipe(files=(glue.DATA_FILE, TIMELINE), draw=_glue),
    "history": Recipe(files=(TIMELINE,), draw=lambda course: draw_history(*_events(course))),
    "warmth": Recipe(files=(warmth.DATA_FILE, TIMELINE), draw=_warmth),
    "lever": Recipe(files=(lever.DATA_FILE, TIMELINE), draw=_lever),
    "matrix": Recipe(files=(matrix_data.DATA_FILE,), draw=_matrix),
    "meetings": Recipe(files=(meetings.DATA_FILE, TIMELINE), draw=_meetings),
}
"""What `{drawing}` may name."""
