"""The concordance: for every passage and proposition where it is taught, who asks for it, which key rests on it.

It is gathered from the whole course, so its page is written again whenever what it would print changes:
after an edit, a deletion, or a change in an exercise that no page shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from course_checks.content.asked import passages_asked
from course_checks.content.course import Course
from course_checks.content.exercises import Exercise
from course_checks.content.sources import Passage
from course_checks.site.nodes import Cell, line, span, table
from course_checks.site.passages import PassageDomain, passages_of
from course_checks.site.references import passage_ref
from course_checks.site.warnings import Subtype, warn

NOT_YET = "not yet"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Link:
    """A word that leads to a place of the site; to none where `docname` is empty."""

    text: str
    docname: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is known of one passage."""

    passage: str
    taught: tuple[Link, ...]
    propositions: tuple[tuple[str, tuple[Link, ...]], ...]
    """Each proposition with the units that teach it."""
    asked: tuple[Link, ...]
    rests: tuple[Link, ...]
    body: bool
    """Whether it belongs to the text; the furniture of a page has to be taught, and no more."""

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is not there yet, in words."""
        found = [] if self.taught else [f"{self.passage} is not taught"]
        found += [f"{name} is not taught" for name, units in self.propositions if not units]
        if self.body:
            found += [] if self.asked else [f"no exercise asks for {self.passage}"]
            found += [] if self.rests else [f"no key rests on {self.passage}"]
        return tuple(found)


class Concordance(nodes.General, nodes.Element):
    """Where the tables go."""


def passages_proving(exercise: Exercise) -> frozenset[str]:
    """The passages that a key rests on."""
    return frozenset(
        because.passage for key in exercise.key.values() for because in key.because if because.passage
    )


def rows_of(course: Course, domain: PassageDomain, titles: dict[str, str]) -> dict[str, list[Row]]:
    """The rows of every source, in the order of its passages."""
    links = {name: _exercise_link(name, domain) for name in course.exercises}
    asked = {
        name: frozenset().union(
            *(passages_asked(item, one.key[item.id].accept, course.library) for item in one.public.items)
        )
        for name, one in course.exercises.items()
    }
    proving = {name: passages_proving(one) for name, one in course.exercises.items()}

    def row(passage: Passage) -> Row:
        return Row(
            passage=passage.id,
            taught=_taught(passage.id, domain, titles),
            propositions=tuple((one.id, _units_with(one.id, domain)) for one in passage.propositions),
            asked=tuple(links[name] for name, found in asked.items() if passage.id in found),
            rests=tuple(links[name] for name, found in proving.items() if passage.id in found),
            body=not passage.furniture,
        )

    return {source.id: [row(passage) for passage in source.passages] for source in course.sources.values()}


def _taught(passage: str, domain: PassageDomain, titles: dict[str, str]) -> tuple[Link, ...]:
    """Units first, by number; then other pages.  The page of its own card does not count."""
    home = domain.homes.get(passage)
    pages = {
        page
        for page, uses in domain.uses.items()
        if any(use.passage == passage and use.place in {"text", "card"} for use in uses)
    }
    pages -= {home.docname} if home else set()
    units = {page for page, unit in domain.units.items() if passage in unit.passages or page in pages}
    others = sorted(Link(text=titles.get(page, page), docname=page) for page in pages - units)
    return (*_unit_links(units, domain), *others)


def _units_with(proposition: str, domain: PassageDomain) -> tuple[Link, ...]:
    return _unit_links(
        {page for page, unit in domain.units.items() if proposition in unit.propositions}, domain
    )


def _unit_links(pages: Iterable[str], domain: PassageDomain) -> tuple[Link, ...]:
    ordered = sorted(pages, key=lambda page: (domain.units[page].number, page))
    return tuple(Link(text=f"Unit {domain.units[page].number}", docname=page) for page in ordered)


def _exercise_link(name: str, domain: PassageDomain) -> Link:
    """To where the exercise is shown: the whole of it if there is such a place, in a unit if there is one."""
    places = [
        (one.item != "", page not in domain.units, page, one.anchor)
        for page, shown in domain.shown.items()
        for one in shown
        if one.exercise == name
    ]
    if not places:
        return Link(text=name)
    *_, page, anchor = min(places)
    return Link(text=name, docname=page, anchor=anchor)


def _all_rows(env: BuildEnvironment) -> dict[str, list[Row]]:
    domain = passages_of(env)
    return rows_of(domain.course, domain, {page: title.astext() for page, title in env.titles.items()})


class ConcordanceDirective(SphinxDirective):
    """The tables, one a source: ``{concordance}``."""

    def run(self) -> list[nodes.Node]:
        """A placeholder: what it stands for is known when every page has been read."""
        passages_of(self.env).data["tables"][self.env.docname] = ""
        return [Concordance()]


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages to be written again although their own files are as they were.

    Those with a concordance that would now print something else, and those that cite something whose card
    has moved to another page.
    """
    domain = passages_of(env)
    tables, resolved = domain.data["tables"], domain.data["resolved"]
    digest = sha256(repr((_all_rows(env), sorted(domain.homes.items()))).encode()).hexdigest()
    changed = [page for page, printed in tables.items() if printed != digest]
    tables.update(dict.fromkeys(changed, digest))
    homes, cards = domain.homes, domain.cards
    for page in sorted({*domain.uses, *domain.cited}):
        cited = [(use.passage, homes.get(use.passage)) for use in domain.uses.get(page, ())]
        cited += [(name, cards.get(name)) for name in domain.cited.get(page, ())]
        leads = repr(sorted(cited))
        if resolved.get(page, leads) != leads:
            changed.append(page)
        resolved[page] = leads
    return sorted(set(changed))


def _check_gaps(app: Sphinx, env: BuildEnvironment) -> None:
    """Where the course promises to be complete, every gap is a warning."""
    if app.config.concordance_complete:
        page = min(passages_of(env).data["tables"], default=None)
        for rows in _all_rows(env).values():
            for gap in (gap for row in rows for gap in row.gaps):
                remedy = "teach it, ask for it or rest a key on it, or set concordance_complete = False"
                warn(Subtype.CONCORDANCE_GAP, f"{gap}; {remedy}", page)


def _print_tables(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the tables where the directive stands."""
    places = list(doctree.findall(Concordance))
    if not places:
        return
    course, rows = passages_of(app.env).course, _all_rows(app.env)
    for place in places:
        place.replace_self([_table(course.sources[name].short, rows[name], app, docname) for name in rows])


def _table(title: str, rows: list[Row], app: Sphinx, docname: str) -> nodes.table:
    def links(found: Iterable[Link]) -> list[nodes.Node]:
        return _links(found, app, docname)

    def cells(row: Row) -> tuple[Cell, ...]:
        taught: list[nodes.Node] = [line(*links(row.taught))]
        said = (line(span(name, "proposition-id"), ": ", *links(units)) for name, units in row.propositions)
        if row.propositions:
            taught.append(nodes.bullet_list("", *(nodes.list_item("", one) for one in said)))
        return [line(passage_ref(row.passage))], taught, [line(*links(row.asked))], [line(*links(row.rests))]

    header = ("No.", "Taught in", "Asked in", "Key rests on it")
    return table(
        header,
        [cells(row) for row in rows],
        (13, 41, 23, 23),
        title=title,
        classes=("concordance", "stacking-table"),
    )


def _links(found: Iterable[Link], app: Sphinx, docname: str) -> list[nodes.Node]:
    """The links, or the words for none."""
    made: list[nodes.Node] = []
    for link in found:
        if made:
            made.append(nodes.Text(", "))
        text = nodes.Text(link.text)
        plain = not link.docname
        made.append(
            text if plain else make_refnode(app.builder, docname, link.docname, link.anchor or None, text)
        )
    return made or [span(NOT_YET, "gap")]


def setup_concordance(app: Sphinx) -> None:
    """Add the directive, and see to it that its page is written again when the course has changed."""
    app.add_config_value("concordance_complete", default=False, rebuild="env", types=frozenset({bool}))
    app.add_node(Concordance)
    app.add_directive("concordance", ConcordanceDirective)
    app.connect("env-updated", _outdated)
    app.connect("env-check-consistency", _check_gaps)
    app.connect("doctree-resolved", _print_tables, priority=400)
