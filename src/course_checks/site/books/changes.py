"""What is done to every page of a book: nothing to click, nothing folded, nothing to type into."""

from docutils import nodes
from sphinx.application import Sphinx

from course_checks.site.books.answers import PageOf, answers_of, visit_page_of
from course_checks.site.books.blanks import with_blanks
from course_checks.site.builders import EPUB, WHOLE, is_book
from course_checks.site.drawings import Picture
from course_checks.site.nodes import Fold, Permalink, line
from course_checks.site.paper_notes import mark_bare
from course_checks.site.references import PassageLink
from course_checks.site.terms import TermLink
from course_checks.site.theme import STATIC, STYLES

FILE = "book-file"
"""The class of what holds a page where all pages are one."""


def _change(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Change a page, or every page where all are one."""
    builder = app.builder.name
    if not is_book(app.builder):
        return
    for part in _files(doctree) if builder == WHOLE else [doctree]:
        _plain_links(part)
        _no_comments(part)
        answers = answers_of(part, paged=builder == WHOLE)
        asides = _unfold(part, builder)
        with_blanks(part)
        _append(part, "Answers, and why", answers, "answers")
        for number, aside in enumerate(asides, start=1):
            _append(part, aside.children[0].astext(), aside.children[1:], "aside", number)
        for shown in _with_class(part, "print-only"):
            shown["classes"].remove("print-only")
    mark_bare(doctree)
    for picture in doctree.findall(Picture):
        _one_shape(picture, builder)


def _files(doctree: nodes.document) -> list[nodes.Element]:
    return _with_class(doctree, FILE)


def _with_class(part: nodes.Element, name: str) -> list[nodes.Element]:
    return [one for one in part.findall(nodes.Element) if name in one.get("classes", ())]


def _plain_links(part: nodes.Element) -> None:
    """Links without notes, and no links that are there to be copied."""
    for link in list(part.findall(lambda node: isinstance(node, PassageLink | TermLink))):
        assert isinstance(link, nodes.Element)  # noqa: S101  (findall does not narrow)
        link.replace_self(
            nodes.reference("", link.astext(), refuri=link["address"], internal=True, classes=link["classes"])
        )
    for permalink in list(part.findall(Permalink)):
        permalink.parent.remove(permalink)


def _no_comments(part: nodes.Element) -> None:
    """No notes of authors: XHTML is strict with them."""
    for raw in list(part.findall(nodes.raw)):
        if raw.astext().lstrip().startswith("<!--"):
            raw.parent.remove(raw)


def _unfold(part: nodes.Element, builder: str) -> list[nodes.Element]:
    """Open what is folded, or leave it out; what comes back belongs at the end of its page."""
    asides: list[nodes.Element] = []
    for fold in list(part.findall(Fold)):
        classes = fold["classes"]
        if "drawing-twin" in classes and builder == EPUB:
            _put_after_figure(fold)
        elif "drawing-twin" in classes or "cite-unit" in fold.parent["classes"]:
            fold.parent.remove(fold)
        elif "aside-fold" in classes and _is_unit(part):
            asides.append(fold)
            fold.parent.remove(fold)
        else:
            title = line(*fold.children[0].children, classes=("fold-title",))
            fold.replace_self(nodes.container("", title, *fold.children[1:], classes=classes))
    return asides


def _put_after_figure(twin: Fold) -> None:
    """A caption ends its figure: the twin, a fold still, stands below."""
    figure = twin.parent
    figure.remove(twin)
    figure.parent.insert(figure.parent.index(figure) + 1, twin)


def _is_unit(part: nodes.Element) -> bool:
    return bool(_with_class(part, "unit-number"))


def _append(part: nodes.Element, title: str, told: list[nodes.Node], name: str, number: int = 1) -> None:
    """Add a section at the end of a page."""
    if told:
        sections = [one for one in part.children if isinstance(one, nodes.section)]
        made = nodes.section("", nodes.title("", title), *told, classes=[name], ids=[f"book-{name}-{number}"])
        (sections[-1] if sections else part).append(made)


def _one_shape(picture: Picture, builder: str) -> None:
    """One of the two shapes: for paper the wide one; for an e-book the one that is easier to read, with its look."""
    if builder == WHOLE:
        picture["tall"] = ""
        return
    from course_checks.site.books.inked import inked, legible, sheet  # needs what only editions need

    styles = sheet(tuple(STATIC / name for name in STYLES))
    kept = legible(picture["wide"], picture["tall"])
    picture["wide"], picture["tall"] = inked(kept, styles, picture.parent["classes"]), ""


def setup_changes(app: Sphinx) -> None:
    """Change pages once everything on them is known."""
    app.add_node(PageOf, html=(visit_page_of, None))
    app.connect("doctree-resolved", _change, priority=900)
