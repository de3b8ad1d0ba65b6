"""Books: the editions of the whole course to be read without its site, an EPUB and a PDF.

Sphinx builds both, as `epub` and as `singlehtml`; a browser prints the second.  What a page has for a screen
and a mouse is changed into what paper has, after the page has been read: the pages know nothing of it.
"""

from sphinx.application import Sphinx

from course_checks.site.books.changes import setup_changes
from course_checks.site.books.designs import setup_designs
from course_checks.site.books.epub import setup_epub
from course_checks.site.books.left_out import setup_left_out
from course_checks.site.books.whole import setup_whole


def setup_books(app: Sphinx) -> None:
    """Set up what turns pages into books."""
    for setup_component in (setup_left_out, setup_designs, setup_changes, setup_whole, setup_epub):
        setup_component(app)
