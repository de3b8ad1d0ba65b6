"""Who is who: a table for each group of people, outlets and bodies."""

from docutils import nodes
from sphinx.application import Sphinx

from course_checks.content.lookup import ON_THE_PAGES, Group, Person
from course_checks.content.reference import MEETINGS, PEOPLE, Reference
from course_checks.content.talks import Meeting
from course_checks.site.meetings import PLAIN_FIRST, STACKING
from course_checks.site.nodes import Cell, line, table
from course_checks.site.reference_data import DataDirective, anchored

GROUPS: tuple[Group, ...] = Group.__args__  # type: ignore[attr-defined]


class PeopleDirective(DataDirective):
    """The people of a group, with their part then and how they could know: ``{people} page``."""

    files = (PEOPLE, MEETINGS)
    required_arguments = 1

    def draw(self, data: Reference) -> list[nodes.Node]:
        """The table."""
        group = self.arguments[0].strip()
        if group not in GROUPS:
            return self.unknown("group of people", group, GROUPS)
        rows = [self._row(one, data) for one in data.people if one.group == group]
        place = "In our pages" if group in ON_THE_PAGES else "Where to read it"
        header = ("Name", "Who they were then", place, "How they could know")
        return [table(header, rows, (21, 30, 17, 32), classes=(*STACKING, PLAIN_FIRST))]

    def _row(self, person: Person, data: Reference) -> tuple[Cell, ...]:
        also = f"also spelled {', '.join(person.also)}" if person.also else ""
        return (
            [
                anchored(line(person.name), f"person-{person.id}"),
                *([line(also, classes=("entry-note",))] if also else []),
            ],
            [*self.said(person.role), line(person.side, classes=("entry-note",))],
            [
                *([line(*self.cite(person.passages))] if person.passages else []),
                *self.works(person.cite),
            ],
            [
                *([line(*self.linked(person.knows))] if person.knows else []),
                *self._led(data.led_by(person)),
            ],
        )

    def _led(self, meetings: tuple[Meeting, ...]) -> list[nodes.Node]:
        """The meetings at which a person led a delegation: how many, and from when to when."""
        if not meetings:
            return []
        first, last = meetings[0].start[:4], meetings[-1].start[:4]
        years = first if first == last else f"{first} to {last}"
        count = "one meeting" if len(meetings) == 1 else f"{len(meetings)} meetings"
        return [line(f"Sat at the table: led the delegation at {count}, {years}.")]


def setup_people(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("people", PeopleDirective)
