"""What the reference pages are drawn from, read when the first of them asks for it, and the cells that they share."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from course_checks.content.entries import Certainty
from course_checks.content.errors import Faults
from course_checks.content.reference import DATA, Reference, read_reference
from course_checks.core.text import nearest, one_of
from course_checks.figures.timeline_data import Event
from course_checks.site.nodes import Cell, line, span
from course_checks.site.passages import depend_on_source, passages_of
from course_checks.site.references import parted_at, passage_ref
from course_checks.site.warnings import Subtype, warn
from course_checks.site.works import cited_works

NAME = "reference"
CERTAINTY: dict[Certainty, str] = {
    "firm": "firm",
    "reported": "reported",
    "contested": "contested",
    "unverified": "not verified",
}
"""How sure we are, in words."""


class ReferenceDomain(Domain):
    """Remembers, by page, which terms it defines and uses, and what was printed of them (see `terms`)."""

    name = NAME
    label = "Reference"
    object_types = {"term": ObjType("term")}
    initial_data: ClassVar[dict[str, Any]] = {"defined": {}, "used": {}, "printed": {}}
    data_version = 1
    asked: bool = False
    """Whether the data files have been read in this build; what follows is never stored."""
    held: Reference | None = None
    """What they say, if they hold no mistake."""
    events: tuple[Event, ...] | None = None
    """The timeline, likewise."""

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for filed in ("defined", "used", "printed"):
            self.data[filed].pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader learnt of its pages."""
        for filed in ("defined", "used", "printed"):
            self.data[filed].update(
                {page: otherdata[filed][page] for page in docnames if page in otherdata[filed]}
            )

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002, FBT001, FBT002  (as Sphinx has it)
        """What the search calls one of them."""
        return str(type.lname)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Every term: the search finds it first.

        Sphinx's own entries of a glossary are gone from the search when a later build does not write that page.
        """
        for page, terms in sorted(self.data["defined"].items()):
            for anchor, (term, _, _) in sorted(terms.items()):
                yield term, term.replace(".", ""), "term", page, anchor, 0


def domain_of(env: BuildEnvironment) -> ReferenceDomain:
    """The reference domain of a build."""
    return cast("ReferenceDomain", env.domains[NAME])


def reference_of(env: BuildEnvironment) -> Reference | None:
    """The data files, read once a build; None where they hold mistakes, each of which is a warning, told once."""
    domain = domain_of(env)
    if not domain.asked:
        domain.asked = True
        course = passages_of(env).course
        faults = Faults(root=course.root)
        held = read_reference(course, faults)
        warn_of(faults)
        domain.held = None if faults.found else held
    return domain.held


def warn_of(faults: Faults) -> None:
    """Every mistake as a warning, with its file and its place."""
    for fault in faults.found:
        warn(Subtype.REFERENCE, str(fault))


class DataDirective(SphinxDirective):
    """A directive that draws from files of docs/data, and is read again when one of them changes."""

    files: ClassVar[tuple[str, ...]]
    """The first is the one without which there is nothing to draw."""

    def run(self) -> list[nodes.Node]:
        """What is drawn, or nothing and a warning."""
        root = passages_of(self.env).course.root
        for name in self.files:
            self.env.note_dependency(root / DATA / name)
        if not (root / DATA / self.files[0]).is_file():
            said = f"there is nothing to draw {self.name} from; write {(DATA / self.files[0]).as_posix()}"
            warn(Subtype.REFERENCE, said, self.get_location())
            return []
        for source in passages_of(self.env).course.sources.values():
            depend_on_source(self, source)
        data = reference_of(self.env)
        return [] if data is None else self.draw(data)

    def draw(self, data: Reference) -> list[nodes.Node]:
        """What is drawn from the data files."""
        raise NotImplementedError

    def unknown(self, what: str, name: str, known: Iterable[str]) -> list[nodes.Node]:
        """Nothing, and a warning that the page names something that is not there."""
        listed = list(known)
        meant = nearest(name, listed)
        remedy = f"did you mean {one_of(meant)}?" if meant else f"there are {one_of(listed)}"
        warn(Subtype.REFERENCE, f"there is no {what} {name!r}; {remedy}", self.get_location())
        return []

    # --- cells

    def cite(self, passages: Iterable[str]) -> list[nodes.Node]:
        """Links to passages, one beside the other."""
        domain, found = passages_of(self.env), list[nodes.Node]()
        for name in passages:
            if domain.find(name) is not None:
                domain.note_use(name, self.env.docname, "reference")
                found += [*([nodes.Text(" ")] if found else []), passage_ref(name)]
        return found

    def linked(self, text: str) -> list[nodes.Node]:
        """A text with links to the passages that it names."""
        known = passages_of(self.env).course.library.passages
        found: list[nodes.Node] = []
        for piece, passage in parted_at(text, tuple(known)):
            found += self.cite([passage]) if passage else [nodes.Text(piece)]
        return found

    def said(self, text: str, note: str = "") -> Cell:
        """A text, and under it a note on it."""
        return [
            line(*self.linked(text)),
            *([line(*self.linked(note), classes=("entry-note",))] if note else []),
        ]

    def works(self, keys: Iterable[str]) -> list[nodes.Node]:
        """A line of works, or none."""
        cited = self.works_inline(keys)
        return [line(*cited, classes=("entry-works",))] if cited else []

    def works_inline(self, keys: Iterable[str]) -> list[nodes.Node]:
        """Works, in brackets."""
        return cited_works(self, self.known_works(keys))

    def known_works(self, keys: Iterable[str]) -> list[str]:
        """Those of `keys` that exist: the others have been told."""
        return [key for key in keys if key in passages_of(self.env).course.references]

    def proof(self, certainty: Certainty, keys: Iterable[str]) -> Cell:
        """How sure we are, and where it can be read."""
        return [line(certainty_mark(certainty)), *self.works(keys)]


def certainty_mark(certainty: Certainty) -> nodes.inline:
    """How sure we are, in a word."""
    return span(CERTAINTY[certainty], "certainty", f"certainty-{certainty}")


def anchored(paragraph: nodes.paragraph, anchor: str) -> nodes.paragraph:
    """The paragraph with an id that links can lead to."""
    paragraph["ids"].append(nodes.make_id(anchor))
    return paragraph


def data_file(root: Path, name: str) -> Path:
    """A file of docs/data."""
    return root / DATA / name


def setup_reference_data(app: Sphinx) -> None:
    """Add the domain."""
    app.add_domain(ReferenceDomain)
