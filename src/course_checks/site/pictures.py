"""Every figure there is: the files it is drawn from, and how it comes from the course."""

from collections.abc import Callable
from dataclasses import dataclass

from course_checks.content.course import Course
from course_checks.figures import (
    argument,
    argument_map,
    comparison,
    dimensions,
    glue,
    hypotheses,
    lever,
    matrix,
    matrix_data,
    meetings,
    outlines,
    packages,
    peninsula,
    provenance,
    scorecard,
    versions,
    voices,
    warmth,
)
from course_checks.figures.chips import Shelf, SourceSign
from course_checks.figures.drawing import Drawing
from course_checks.figures.history import draw_history
from course_checks.figures.timeline import DATA_FILE as TIMELINE
from course_checks.figures.timeline import draw_timeline
from course_checks.figures.timeline_data import Event, Horizon, horizons_of, load_timeline
from course_checks.figures.xray import draw_xray
from course_checks.site import exercise_pictures as exercised
from course_checks.site.xray_data import xray_pages

ROUND_UP = "zissis-2006"
"""The source whose voices are drawn: it passes on what others say."""


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


def _argument(course: Course) -> Drawing:
    shelf = shelf_of(course)
    return argument.draw_argument(argument.load_argument(course.root, shelf), shelf)


def _provenance(course: Course, name: str) -> Drawing:
    shelf = shelf_of(course)
    if ROUND_UP not in {sign.id for sign in shelf.values()}:
        raise ValueError(f"there is no source {ROUND_UP}, or it draws no horizon on the timeline")
    network = voices.load_network(course.root, course.sources[ROUND_UP])
    return provenance.draw_provenance(network, shelf, name=name, house=name == "provenance")


def _compared(course: Course) -> tuple[tuple[dimensions.Dimension, ...], Shelf]:
    shelf = shelf_of(course)
    return dimensions.load_dimensions(course.root, shelf, course.cards), shelf


def _versions(course: Course) -> Drawing:
    shelf = shelf_of(course)
    return versions.draw_versions(versions.load_versions(course.root, shelf), shelf)


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
    "argument": Recipe(files=(argument.DATA_FILE, TIMELINE), draw=_argument),
    "argument-key": Recipe(
        files=(*exercised.files_of(exercised.MAP), TIMELINE),
        draw=lambda course: argument_map.draw_argument_map(exercised.argument_map(course), shelf_of(course)),
    ),
    "provenance": Recipe(
        files=(voices.DATA_FILE, TIMELINE), draw=lambda course: _provenance(course, "provenance")
    ),
    "provenance-others": Recipe(
        files=(voices.DATA_FILE, TIMELINE), draw=lambda course: _provenance(course, "provenance-others")
    ),
    "comparison": Recipe(
        files=(dimensions.DATA_FILE, TIMELINE),
        draw=lambda course: comparison.draw_comparison(*_compared(course)),
    ),
    "comparison-key": Recipe(
        files=(dimensions.DATA_FILE, TIMELINE),
        draw=lambda course: comparison.draw_comparison_key(*_compared(course)),
    ),
    "versions": Recipe(files=(versions.DATA_FILE, TIMELINE), draw=_versions),
    "scorecard": Recipe(
        files=(*exercised.files_of(exercised.SCORECARD), TIMELINE),
        draw=lambda course: scorecard.draw_scorecard(exercised.scorecard(course), shelf_of(course)),
    ),
    "ach": Recipe(
        files=(*exercised.files_of(exercised.GRID), TIMELINE),
        draw=lambda course: hypotheses.draw_grid(exercised.grid(course), shelf_of(course)),
    ),
    "ach-key": Recipe(
        files=(*exercised.files_of(exercised.GRID), TIMELINE),
        draw=lambda course: hypotheses.draw_grid_key(exercised.grid(course), shelf_of(course)),
    ),
    "packages": Recipe(
        files=(packages.DATA_FILE,),
        draw=lambda course: packages.draw_packages(packages.load_packages(course.root)),
    ),
}
"""What `{drawing}` may name."""
