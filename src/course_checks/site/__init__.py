"""The Sphinx extension that makes the course site, and the only importer of Sphinx and docutils.

One component, one file, one `setup_<component>(app)`; what a component remembers lives in the
`passage` domain, so that it survives edits, deletions and parallel reading.
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from course_checks import __version__
from course_checks.site.books import setup_books
from course_checks.site.cards import setup_cards
from course_checks.site.checks import setup_checks
from course_checks.site.citing import setup_citing
from course_checks.site.concordance import setup_concordance
from course_checks.site.drawings import setup_drawings
from course_checks.site.events import setup_events
from course_checks.site.evidence import setup_evidence
from course_checks.site.exercise_index import setup_exercise_index
from course_checks.site.exercises import setup_exercises
from course_checks.site.forms import setup_forms
from course_checks.site.kinds import setup_kinds
from course_checks.site.kit import setup_kit
from course_checks.site.lean import setup_lean
from course_checks.site.meetings import setup_meetings
from course_checks.site.mending import setup_mending
from course_checks.site.my_course import setup_my_course
from course_checks.site.nodes import setup_nodes
from course_checks.site.paper_notes import setup_paper_notes
from course_checks.site.passages import setup_passages
from course_checks.site.people import setup_people
from course_checks.site.positions import setup_positions
from course_checks.site.reference_data import setup_reference_data
from course_checks.site.references import setup_references
from course_checks.site.room import setup_room
from course_checks.site.rubric import setup_rubric
from course_checks.site.runtime import setup_runtime
from course_checks.site.source_words import setup_source_words
from course_checks.site.terms import setup_terms
from course_checks.site.theme import setup_theme
from course_checks.site.trimming import setup_trimming
from course_checks.site.units import setup_units
from course_checks.site.works import setup_works

COMPONENTS = (
    setup_nodes,
    setup_mending,
    setup_passages,
    setup_room,
    setup_source_words,
    setup_references,
    setup_works,
    setup_cards,
    setup_evidence,
    setup_forms,
    setup_checks,
    setup_exercises,
    setup_units,
    setup_kinds,
    setup_drawings,
    setup_reference_data,
    setup_meetings,
    setup_positions,
    setup_people,
    setup_events,
    setup_terms,
    setup_concordance,
    setup_exercise_index,
    setup_my_course,
    setup_rubric,
    setup_citing,
    setup_lean,
    setup_theme,
    setup_trimming,
    setup_kit,
    setup_paper_notes,
    setup_books,
    setup_runtime,
)
ENV_VERSION = 4
"""Raised when what the domain remembers changes its shape: Sphinx then reads every page again."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up every component."""
    for setup_component in COMPONENTS:
        setup_component(app)
    return {
        "version": __version__,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
