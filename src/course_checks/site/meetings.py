"""Who met when, who led, what came of it, and what was agreed: tables from docs/data."""

from docutils import nodes
from sphinx.application import Sphinx

from course_checks.content.reference import AGREEMENTS, MEETINGS, PARTIES, PEOPLE, Reference
from course_checks.content.talks import Element, Meeting
from course_checks.figures.dates import in_words, read_moment, span_in_words
from course_checks.site.nodes import Cell, line, table
from course_checks.site.reference_data import DataDirective, anchored

STACKING = ("stacking-table", "reference-table")
"""The classes of every table of a reference page."""
PLAIN_FIRST = "plain-first"
"""Of a table whose second column needs no heading where cells stand one below the other."""
PLAIN = "plain"
"""Of a table where none needs one."""
NOBODY = "–"
"""In the place of a head of delegation where there was none."""


def days_of(meeting: Meeting) -> str:
    """When a meeting was: "27–29 August 2003"."""
    end = read_moment(meeting.end) if meeting.end != meeting.start else None
    return span_in_words(read_moment(meeting.start), end)


class MeetingsDirective(DataDirective):
    """The meetings, what came of each, and how sure that is: ``{meetings}``."""

    files = (MEETINGS, PEOPLE, PARTIES)

    def draw(self, data: Reference) -> list[nodes.Node]:
        """The table."""
        header = ("Meeting", "What came of it", "How sure, and where to read it")
        rows = [self._row(one) for one in data.meetings]
        return [table(header, rows, (26, 46, 28), classes=(*STACKING, PLAIN_FIRST))]

    def _row(self, meeting: Meeting) -> tuple[Cell, ...]:
        passages = self.cite(meeting.passages)
        return (
            [
                anchored(line(meeting.name), f"meeting-{meeting.id}"),
                line(f"{days_of(meeting)}, {meeting.place}", classes=("entry-note",)),
            ],
            [
                *self.said(meeting.outcome, meeting.note),
                *([line("On our pages: ", *passages, classes=("entry-note",))] if passages else []),
            ],
            self.proof(meeting.certainty, meeting.cite),
        )


class DelegationsDirective(DataDirective):
    """Who led each delegation, by party: ``{delegations}``."""

    files = (MEETINGS, PARTIES, PEOPLE)

    def draw(self, data: Reference) -> list[nodes.Node]:
        """The table."""
        if data.matrix is None:
            return []
        parties = data.matrix.parties
        rows: list[tuple[Cell, ...]] = [
            (
                [line(one.name), line(days_of(one), classes=("entry-note",))],
                *([line(one.heads.get(party.id, NOBODY))] for party in parties),
            )
            for one in data.meetings
        ]
        share = 78 // len(parties)
        widths = (100 - share * len(parties), *(share for _ in parties))
        header = ("Meeting", *(party.name for party in parties))
        return [table(header, rows, widths, classes=(*STACKING, "wide-table"))]


class AgreementDirective(DataDirective):
    """What was agreed, element by element: ``{agreement} joint-statement-2005``."""

    files = (AGREEMENTS, MEETINGS)
    required_arguments = 1

    def draw(self, data: Reference) -> list[nodes.Node]:
        """Date, meeting and works, and the table of its elements."""
        name, papers = self.arguments[0].strip(), {one.id: one for one in data.agreements}
        if name not in papers:
            return self.unknown("agreement", name, papers)
        paper = papers[name]
        of = next((one.name.lower() for one in data.meetings if one.id == paper.meeting), "")
        said = f"{paper.name}, {paper.place}, {in_words(read_moment(paper.date))}"
        head = line(
            f"{said}; {of}. " if of else f"{said}. ",
            *self.works_inline(paper.cite),
            classes=("entry-head",),
        )
        header = ("About", "What was agreed", "How sure, and where to read it")
        rows = [self._row(element) for element in paper.elements]
        return [head, table(header, rows, (24, 48, 28), classes=(*STACKING, PLAIN_FIRST))]

    def _row(self, element: Element) -> tuple[Cell, ...]:
        return (
            [line(element.about)],
            self.said(element.says, element.note),
            self.proof(element.certainty, element.cite),
        )


def setup_meetings(app: Sphinx) -> None:
    """Add the directives."""
    app.add_directive("meetings", MeetingsDirective)
    app.add_directive("delegations", DelegationsDirective)
    app.add_directive("agreement", AgreementDirective)
