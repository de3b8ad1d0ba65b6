"""The domain of passages and evidence cards: where each is shown and used; which units and exercises stand where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole

from course_checks.content.course import Course
from course_checks.content.outside import Card, CardItem
from course_checks.content.sources import Passage, Source
from course_checks.content.units import unknown_passage as no_such_passage
from course_checks.core.text import shown
from course_checks.site.warnings import Subtype, warn

NAME = "passage"
TITLE_LENGTH = 90
"""How much of a paraphrase the search shows as a passage's title."""

Place = Literal["text", "card", "exercise", "evidence", "reference"]
"""Where a page uses a passage: in running text, as a card, inside an exercise, on an evidence card, in a table of
a reference page."""


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
    object_types = {"passage": ObjType("passage"), "evidence": ObjType("evidence card")}
    initial_data = {
        "homes": {},
        "uses": {},
        "cards": {},
        "cited": {},
        "shown": {},
        "units": {},
        "tables": {},
        "resolved": {},
    }
    data_version = 2

    course: Course
    """What authors wrote, as read at the start of this build (see `room`); never stored."""
    _known: dict[str, tuple[Source, Passage]]
    _evidence: dict[str, tuple[Card, CardItem | None]]

    def open(self, course: Course) -> None:
        """Take `course` for this build."""
        self.course = course
        self._known = {one.id: (source, one) for source in course.sources.values() for one in source.passages}
        self._evidence = {}
        for card in course.cards.values():
            self._evidence[card.id] = (card, None)
            self._evidence |= {item.id: (card, item) for item in card.items}

    @property
    def homes(self) -> dict[str, Home]:
        """From a passage's id to where its card stands."""
        return self._homes("homes")

    @property
    def cards(self) -> dict[str, Home]:
        """From the id of an evidence card or of an item of one to where it stands."""
        return self._homes("cards")

    def _homes(self, filed: str) -> dict[str, Home]:
        pages = self.data[filed]
        return {name: home for page in sorted(pages) for name, home in pages[page].items()}

    @property
    def uses(self) -> dict[str, list[Use]]:
        """From a page to the passages it uses."""
        return self.data["uses"]  # type: ignore[no-any-return]

    @property
    def cited(self) -> dict[str, list[str]]:
        """From a page to the evidence cards and items that it cites."""
        return self.data["cited"]  # type: ignore[no-any-return]

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

    def note_card(self, name: str, docname: str, anchor: str) -> None:
        """Remember that the page shows the evidence card or item `name`, for links to lead to."""
        self.data["cards"].setdefault(docname, {})[name] = Home(docname=docname, anchor=anchor)

    def note_cited(self, name: str, docname: str) -> None:
        """Remember that the page cites the evidence card or item `name`."""
        cited = self.cited.setdefault(docname, [])
        if name not in cited:
            cited.append(name)

    def find_evidence(self, name: str) -> tuple[Card, CardItem | None] | None:
        """The evidence card of this id, or the item with its card; None if there is none."""
        return self._evidence.get(name)

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
        """Say so where two pages are the home of one card, and where something that is used has none."""
        self._check_homes(
            self.data["homes"],
            {page: {use.passage for use in uses} for page, uses in self.uses.items()},
            another="show it here with {passage}",
            missing="show the cards of its source on a page with {passages}",
        )
        self._check_homes(
            self.data["cards"],
            {page: set(names) for page, names in self.cited.items()},
            another="show it here without :home:",
            missing="show it on a page with {evidence} and :home:",
        )

    def _check_homes(
        self, homes: dict[str, dict[str, Home]], used: dict[str, set[str]], *, another: str, missing: str
    ) -> None:
        """Warn of homes too many and too few; `another` and `missing` say what to do."""
        pages: dict[str, list[str]] = {}
        for page in sorted(homes):
            for name in homes[page]:
                pages.setdefault(name, []).append(page)
        for name, (first, *others) in pages.items():
            for page in others:
                remedy = f"it stands on {first!r} already; {another}"
                warn(Subtype.TWO_HOMES, f"the card of {name} has two homes: {remedy}", page)
        for page, names in sorted(used.items()):
            for name in sorted(names - pages.keys()):
                warn(Subtype.NO_HOME, f"{name} has no card to link to; {missing}", page)

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002, FBT001, FBT002  (as Sphinx has it)
        """What the search calls one of them."""
        return str(type.lname)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Every passage and every item of evidence that has a card: the search finds it by number, with what it says.

        Its name differs from its anchor on purpose: Sphinx's search takes the title for the anchor
        where the two are alike.
        """
        for kind, homes, priority in (("passage", self.homes, 1), ("evidence", self.cards, 2)):
            for name, home in sorted(homes.items()):
                found = f"{name} · {shown(self._says(name), TITLE_LENGTH)}".removesuffix(" · ")
                yield found, found.replace(".", ""), kind, home.docname, home.anchor, priority

    def _says(self, name: str) -> str:
        """What a passage, an evidence card or an item of one says."""
        if passage := self.find(name):
            return passage[1].paraphrase
        if evidence := self.find_evidence(name):
            card, item = evidence
            return item.says if item else card.title
        return ""


def passages_of(env: BuildEnvironment) -> PassageDomain:
    """The passage domain of a build."""
    return cast("PassageDomain", env.domains[NAME])


def unknown_passage(course: Course, name: str) -> str:
    """What is said to an author who names a passage that no source has, with those nearest in name."""
    return "; ".join(no_such_passage(name, course))


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
