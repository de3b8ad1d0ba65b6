"""The sources' own words in the course's text: the rule of their source stands under them.

Only what is proven is marked: words between quotation marks that the index finds in a passage cited beside them, in
the same paragraph or row.  Fewer than three words cannot be proven; they have their quotation marks alone.
"""

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx

from course_checks.core.library import Index
from course_checks.core.quotation import Verified, verify
from course_checks.site.passages import passages_of, source_class
from course_checks.site.references import PassageRef

MARK = "source-words"
NOT_THE_SOURCES = frozenset({"ours", "outside"})
"""Spans whose quotations are of somebody else."""
_QUOTED = re.compile(r"(?<=“)[^“”]+(?=”)")
_GAP = "\ufffc"
"""What stands for a citation: no word, as long as one letter."""


def _mark_words(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Mark the sources' words on a page, while its citations can be told from other links."""
    if app.builder.format != "html":
        return
    domain = passages_of(app.env)
    classes = {
        passage.id: source_class(source.id)
        for source in domain.course.sources.values()
        for passage in source.passages
    }
    for block in list(doctree.findall(nodes.TextElement)):
        if isinstance(block, (nodes.Inline, nodes.title)):
            continue  # a title is copied into lists of contents, and stays as it is
        cited = list((_row_of(block) or block).findall(PassageRef))
        if cited and not any(ref["asked"] for ref in cited):
            _mark_block(block, [ref["passage"] for ref in cited], domain.course.library.index, classes)


def _row_of(node: nodes.Node) -> nodes.row | None:
    """The row of a table that a block stands in."""
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.row):
            return node
    return None


def _mark_block(block: nodes.Element, passages: list[str], index: Index, classes: dict[str, str]) -> None:
    """Mark what `block` quotes from one of `passages`."""
    pieces = list(_pieces(block))
    text = "".join(_GAP if text is None else text.astext() for text in pieces)
    proven = []
    for found in _QUOTED.finditer(text):
        held_by = (one for one in dict.fromkeys(passages) if one in classes)
        home = next((one for one in held_by if isinstance(verify(found[0], one, index), Verified)), None)
        if home is not None:
            proven.append((*found.span(), classes[home]))
    begin = 0
    for piece in pieces:
        end_of_piece = begin + (1 if piece is None else len(piece))
        inside = [one for one in proven if one[0] < end_of_piece and begin < one[1]]
        if piece is not None and inside:
            _replace(piece, [(start - begin, end - begin, name) for start, end, name in inside])
        begin = end_of_piece


def _pieces(block: nodes.Node) -> Iterator[nodes.Text | None]:
    """The texts of a block, in order; None for a citation, and for what quotes somebody else."""
    for child in block.children:
        match child:
            case nodes.Text():
                yield child
            case nodes.inline() | nodes.emphasis() | nodes.strong() if not _apart(child):
                yield from _pieces(child)
            case _:
                yield None


def _apart(span: nodes.Element) -> bool:
    """Whether a span is a citation, or of somebody else."""
    return isinstance(span, PassageRef) or not NOT_THE_SOURCES.isdisjoint(span["classes"])


def _replace(text: nodes.Text, marked: list[tuple[int, int, str]]) -> None:
    """Put the parts of a text in its place, those that are marked (from, to, class) in spans."""
    # Not `replace_self`, which looks for a text that is equal, and may find another.
    around = text.parent
    parts = list(_parts(text.astext(), marked))
    around.children = [new for old in around.children for new in (parts if old is text else (old,))]
    for part in parts:
        around.setup_child(part)


def _parts(whole: str, marked: list[tuple[int, int, str]]) -> Iterator[nodes.Node]:
    done = 0
    for start, end, name in marked:
        if done < start:
            yield nodes.Text(whole[done:start])
        done = min(end, len(whole))
        yield nodes.inline("", whole[max(start, 0) : done], classes=[MARK, name])
    if done < len(whole):
        yield nodes.Text(whole[done:])


def setup_source_words(app: Sphinx) -> None:
    """Mark them before citations become links."""
    app.connect("doctree-resolved", _mark_words, priority=400)
