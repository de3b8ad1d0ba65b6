"""Where a reader of paper finds what a number, a letter or a name in brackets leads to on the site."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from sphinx.environment import BuildEnvironment

from course_checks.site.builders import whole_anchor
from course_checks.site.passages import Home, passages_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """One line: the marks that a text has, as "S and SM"; what they name; the place of the book that has it."""

    marks: str
    name: str
    anchor: str


def lookups(env: BuildEnvironment) -> list[Lookup]:
    """A line for each source whose passages the book has, one for the cards from outside, one for works."""
    domain = passages_of(env)
    found = []
    for source in domain.course.sources.values():
        letters = dict.fromkeys(_letters(passage.id) for passage in source.passages)
        homes = (domain.homes.get(passage.id) for passage in source.passages)
        found += _line(" and ".join(sorted(letters)), f"passages of {source.short}", homes)
    cards = list(domain.cards)
    if cards:
        first, last = cards[0], _letters(cards[-1])
        marks = first if first == last else f"{first} to {last}"
        found += _line(marks, "evidence from outside, on cards", domain.cards.values())
    lists = env.domains["cite"].bibliographies if "cite" in env.domains else ()  # type: ignore[attr-defined]
    works = (Home(docname=one.docname, anchor="") for one in lists)
    return found + _line("names with years, in brackets", "works, with their addresses", works)


def _letters(mark: str) -> str:
    return "".join(takewhile(str.isalpha, mark))


def _line(marks: str, name: str, homes: Iterable[Home | None]) -> list[Lookup]:
    """The line, if the book has the place."""
    home = next(filter(None, homes), None)
    return [Lookup(marks=marks, name=name, anchor=whole_anchor(home.docname))] if home else []
