"""The domain of passages: where each is shown, where each is used, which units and exercises stand on which page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole

from course_checks.content.course import Course
from course_checks.content.sources import Passage, Source
from course_checks.core.text import shown
from course_checks.site.warnings import Subtype, warn

NAME = "passage"
TITLE_LENGTH = 90
"""How much of a paraphrase the search shows as a passage's title."""

Place = Literal["text", "card", "exercise"]
"""Where a page uses a passage: in running text, as a card, inside an exercise."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Home:
    """The page that shows a passage's card, which links lead to."""

    docname: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Use:
    """One use of a passage on a page."""

    passage: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Shown:
    """An exercise on a page: the whole of it, or one item."""

    exercise: str
    item: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRecord:
    """What the front matter of a unit says it teaches."""

    id: str
    number: int
    passages: tuple[str, ...]
    propositions: tuple[str, ...]


class PassageDomain(Domain):
    """Passages are its objects.  All that it remembers is filed by page, so that a page can be forgotten."""

    name = NAME
    label = "Passages"
    object_types = {"passage": ObjType("passage")}
    initial_data = {"homes": {}, "uses": {}, "shown": {}, "units": {}, "tables": {}, "resolved": {}}
    data_version = 1

    course: Course
    """What authors wrote, as read at the start of this build (see `room`); never stored."""
    _known: dict[str, tuple[Source, Passage]]

    def open(self, course: Course) -> None:
        """Take `course` for this build."""
        self.course = course
        self._known = {one.id: (source, one) for source in course.sources.values() for one in source.passages}

    @property
    def homes(self) -> dict[str, Home]:
        """From a passage's id to where its card stands."""
        return {
            name: home
            for page in sorted(self.data["homes"])
            for name, home in self.data["homes"][page].items()
        }

    @property
    def uses(self) -> dict[str, list[Use]]:
        """From a page to the passages it uses."""
        return self.data["uses"]  # type: ignore[no-any-return]

    @property
    def shown(self) -> dict[str, list[Shown]]:
        """From a page to the exercises it shows."""
        return self.data["shown"]  # type: ignore[no-any-return]

    @property
    def units(self) -> dict[str, UnitRecord]:
        """From a page to the unit it is."""
        return self.data["units"]  # type: ignore[no-any-return]

    def note_home(self, passage: str, docname: str) -> None:
        """Remember that the page shows the card of `passage`, for links to lead to."""
        self.data["homes"].setdefault(docname, {})[passage] = Home(docname=docname, anchor=passage)

    def note_use(self, passage: str, docname: str, place: Place) -> None:
        """Remember that the page uses `passage`."""
        use, uses = Use(passage=passage, place=place), self.uses.setdefault(docname, [])
        if use not in uses:
            uses.append(use)

    def find(self, passage: str) -> tuple[Source, Passage] | None:
        """The passage of this id with its source; None if there is none."""
        return self._known.get(passage)

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for filed in self.data.values():
            if isinstance(filed, dict):
                filed.pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader learnt of its pages."""
        for name, filed in otherdata.items():
            if isinstance(filed, dict):
                self.data[name].update({page: filed[page] for page in docnames if page in filed})

    def check_consistency(self) -> None:
        """Say so where two pages are the home of one passage, and where a passage that is used has none."""
        pages: dict[str, list[str]] = {}
        for page in sorted(self.data["homes"]):
            for passage in self.data["homes"][page]:
                pages.setdefault(passage, []).append(page)
        for passage, (first, *others) in pages.items():
            for page in others:
                remedy = f"it stands on {first!r} already; show it here with {{passage}}"
                warn(Subtype.TWO_HOMES, f"the card of {passage} has two homes: {remedy}", page)
        for page, uses in sorted(self.uses.items()):
            for passage in sorted({use.passage for use in uses} - pages.keys()):
                remedy = "show the cards of its source on a page with {passages}"
                warn(Subtype.NO_HOME, f"{passage} has no card to link to; {remedy}", page)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Every passage that has a card: the search finds it by number, and shows what it says.

        Its name differs from its anchor on purpose: Sphinx's search takes the title for the anchor
        where the two are alike.
        """
        for passage, home in sorted(self.homes.items()):
            found = self.find(passage)
            says = f" · {shown(found[1].paraphrase, TITLE_LENGTH)}" if found else ""
            yield (
                f"{passage}{says}",
                f"{passage}{says}".replace(".", ""),
                "passage",
                home.docname,
                home.anchor,
                1,
            )


def passages_of(env: BuildEnvironment) -> PassageDomain:
    """The passage domain of a build."""
    return cast("PassageDomain", env.domains[NAME])


def unknown_passage(course: Course, name: str) -> str:
    """What is said to an author who names a passage that no source has, with those nearest in name."""
    near = course.library.near(name)
    remedy = f"did you mean {' or '.join(near)}?" if near else "the passages are in docs/sources"
    return f"there is no passage {name!r}; {remedy}"


def depend_on_source(directive: SphinxDirective | SphinxRole, source: Source) -> None:
    """Have the page read again when the source's file changes."""
    folder = passages_of(directive.env).course.root / "docs" / "sources"
    directive.env.note_dependency(folder / f"{source.id}.toml")


def words_of_chain(chain: str) -> str:
    """A chain of voices as it is read: "Zissis, citing BBC, citing someone unnamed"."""
    voices = [{"unnamed": "someone unnamed"}.get(voice.strip(), voice.strip()) for voice in chain.split(">")]
    said = ", citing ".join(voices)
    return said[:1].upper() + said[1:]


def voices_of(passage: Passage) -> str:
    """Who speaks in a passage, each chain once."""
    return "; ".join(words_of_chain(chain) for chain in dict.fromkeys(passage.chains))


def source_class(source_id: str) -> str:
    """The class that all that comes from a source carries."""
    return nodes.make_id(f"source-{source_id}")


def setup_passages(app: Sphinx) -> None:
    """Add the domain."""
    app.add_domain(PassageDomain)
