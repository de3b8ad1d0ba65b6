"""Which builders make books, and where their links lead."""

from docutils import nodes
from sphinx.builders import Builder

EPUB, WHOLE = "epub", "singlehtml"
BOOKS = (EPUB, WHOLE)
"""The names of the builders: the second writes one page with everything on it, for a browser to print."""


BOOK = "book"
"""The tag of Sphinx under which both are made, of the same pages: what is read for one is read for the other."""


def is_book(builder: Builder) -> bool:
    """Whether what is built is a book."""
    return builder.name in BOOKS


def whole_anchor(docname: str, anchor: str = "") -> str:
    """The id that a page, or a place of it, has where all pages are one: ids of different pages may be alike."""
    return "--".join(filter(None, (nodes.make_id(f"page-{docname}"), anchor)))
