"""What each of the six wanted: a table of all cells at a glance, and one for each topic."""

from docutils import nodes
from sphinx.application import Sphinx

from course_checks.content.reference import PARTIES, Reference
from course_checks.content.talks import Matrix, Party, Position
from course_checks.site.meetings import PLAIN_FIRST, STACKING
from course_checks.site.nodes import Cell, line, span, table
from course_checks.site.reference_data import CERTAINTY, DataDirective, anchored

SILENT = "silent"
"""Where neither of our sources says anything on it."""


def party_mark(party: Party) -> nodes.inline:
    """The name of a party, with the sign that stands for it."""
    return span(party.name, "party-mark", f"party-{party.id.lower()}", f"sign-{party.sign}")


def anchor_of(party: str, topic: str) -> str:
    """The id of a cell."""
    return nodes.make_id(f"position-{party}-{topic}")


class PositionsOverviewDirective(DataDirective):
    """Every cell at a glance, how sure it is, and what our pages say: ``{positions-overview}``."""

    files = (PARTIES,)

    def draw(self, data: Reference) -> list[nodes.Node]:
        """The table."""
        matrix = data.matrix
        if matrix is None or not matrix.topics:
            return []
        share = 82 // len(matrix.topics)
        rows: list[tuple[Cell, ...]] = [
            (
                [line(party_mark(party))],
                *(self._glance(matrix.cells.get((party.id, topic.id))) for topic in matrix.topics),
            )
            for party in matrix.parties
        ]
        header = ("Party", *(topic.text for topic in matrix.topics))
        widths = (100 - share * len(matrix.topics), *(share for _ in matrix.topics))
        return [table(header, rows, widths, classes=(*STACKING, "wide-table"))]

    def _glance(self, cell: Position | None) -> Cell:
        """How sure a cell is, as a link to it, and the passages on it."""
        if cell is None:
            return [line(span("missing", "gap"))]
        word = CERTAINTY[cell.certainty] if cell.found else "nothing found"
        link = nodes.reference("", word, refid=anchor_of(cell.party, cell.topic))
        passages = self.cite(cell.passages) or [nodes.Text(SILENT)]
        return [line(link), line(*passages, classes=("entry-note",))]


class PositionsDirective(DataDirective):
    """What each party was reported to want on one topic: ``{positions} energy``."""

    files = (PARTIES,)
    required_arguments = 1

    def draw(self, data: Reference) -> list[nodes.Node]:
        """The table."""
        matrix, topic = data.matrix, self.arguments[0].strip()
        if matrix is None:
            return []
        if topic not in [one.id for one in matrix.topics]:
            return self.unknown("topic", topic, (one.id for one in matrix.topics))
        header = (
            "Party",
            "What it was reported to want",
            "In our two pages",
            "How sure, and where to read it",
        )
        rows = [self._row(party, cell) for party, cell in _cells(matrix, topic)]
        return [table(header, rows, (19, 42, 13, 26), classes=(*STACKING, PLAIN_FIRST))]

    def _row(self, party: Party, cell: Position) -> tuple[Cell, ...]:
        passages = self.cite(cell.passages) or [nodes.Text(SILENT)]
        return (
            [anchored(line(party_mark(party)), anchor_of(cell.party, cell.topic))],
            self.said(cell.says) if cell.found else [line(span(cell.says, "gap"))],
            [line(*passages)],
            self.proof(cell.certainty, cell.cite),
        )


def _cells(matrix: Matrix, topic: str) -> list[tuple[Party, Position]]:
    """The cells of a topic with their parties, in the order of the parties."""
    found = ((party, matrix.cells.get((party.id, topic))) for party in matrix.parties)
    return [(party, cell) for party, cell in found if cell is not None]


def setup_positions(app: Sphinx) -> None:
    """Add the directives."""
    app.add_directive("positions-overview", PositionsOverviewDirective)
    app.add_directive("positions", PositionsDirective)
