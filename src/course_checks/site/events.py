"""The timeline as tables: every event between two dates, with its place, its doubts and where to read it."""

from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import OptionSpec

from course_checks.content.entries import Spot
from course_checks.content.errors import Faults
from course_checks.content.reference import DATA, Reference, known_to
from course_checks.figures.dates import Moment, read_moment, span_in_words
from course_checks.figures.timeline_data import Event, TimelineError, load_timeline
from course_checks.site.meetings import PLAIN, STACKING
from course_checks.site.nodes import Cell, line, table
from course_checks.site.passages import passages_of, source_class
from course_checks.site.reference_data import (
    DataDirective,
    anchored,
    certainty_mark,
    data_file,
    domain_of,
    warn_of,
)
from course_checks.site.warnings import Subtype, warn

TIMELINE = "timeline.toml"


def events_of(env: BuildEnvironment) -> tuple[Event, ...]:
    """The timeline, read once a build; each mistake in it is a warning, told once.  Empty where it cannot be read."""
    domain, course = domain_of(env), passages_of(env).course
    if domain.events is None:
        file = data_file(course.root, TIMELINE)
        try:
            domain.events = load_timeline(file)
        except TimelineError as error:
            domain.events = ()
            for told in error.faults:
                warn(Subtype.REFERENCE, f"{(DATA / TIMELINE).as_posix()}: {told}")
        faults = Faults(root=course.root)
        for one in domain.events:
            spot = Spot(file=file, where=f"events.{one.id}", known=known_to(course), faults=faults)
            spot.check_passages(one.passages)
            spot.check_works(one.refs)
            for name in ("title", "note"):
                spot.check_text(name, getattr(one, name))
        warn_of(faults)
    return domain.events


class EventsDirective(DataDirective):
    """The events from one date to another, both included: ``{events}`` with ``:from: 2003-04`` and ``:to: 2005``."""

    files = (TIMELINE,)
    option_spec: ClassVar[OptionSpec] = {"from": read_moment, "to": read_moment}

    def draw(self, data: Reference) -> list[nodes.Node]:
        """The table, or nothing and a warning for each mistake."""
        shown = [one for one in events_of(self.env) if self._is_between(one)]
        if not shown:
            warn(Subtype.REFERENCE, "there are no events between these dates", self.get_location())
            return []
        header = ("When, and where", "What happened", "Where to read it")
        made = table(header, [self._row(one) for one in shown], (24, 49, 27), classes=(*STACKING, PLAIN))
        sources = passages_of(self.env).course.sources
        rows = list(next(made.findall(nodes.tbody)).findall(nodes.row))
        for one, row in zip(shown, rows, strict=True):
            if one.id in sources:
                row["classes"] += ["horizon-row", source_class(one.id)]
        return [made]

    def _is_between(self, event: Event) -> bool:
        """Whether an event begins inside the span that is asked for."""
        first: Moment | None = self.options.get("from")
        last: Moment | None = self.options.get("to")
        return (first is None or event.date.first >= first.first) and (
            last is None or event.date.first <= last.last
        )

    def _row(self, event: Event) -> tuple[Cell, ...]:
        doubt = [] if event.certainty == "firm" else [line(certainty_mark(event.certainty))]
        passages = self.cite(event.passages)
        title, *note = self.said(event.title, event.note)
        return (
            [
                anchored(line(span_in_words(event.date, event.end)), f"event-{event.id}"),
                line(event.zone, classes=("entry-note",)),
            ],
            [title, *doubt, *note],
            [*([line(*passages)] if passages else []), *self.works(event.refs)],
        )


def setup_events(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("events", EventsDirective)
