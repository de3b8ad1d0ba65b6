"""What a reader looks up: who is who, and what a word means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from course_checks.content.entries import MOST_WORDS, Known, Spot, read_entries
from course_checks.content.errors import Faults
from course_checks.core.text import squeeze

Group = Literal["page", "outlet", "card", "talks", "history"]
"""A person on our pages; an outlet or a body on them; a person on the evidence cards; a head of delegation; a person
who is named where the course tells what came before."""
ON_THE_PAGES = ("page", "outlet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person, an outlet or a body, as the course speaks of them."""

    id: str
    name: str
    """As the source spells it."""
    group: Group
    role: str
    """Then, and not later."""
    side: str
    """The party, the outlet or the house."""
    knows: str = ""
    """How they could know what they are quoted for; a head of delegation sat at the table."""
    also: tuple[str, ...] = ()
    """Other spellings."""
    passages: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """The name and the other spellings."""
        return (self.name, *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word with its meaning."""

    term: str
    says: str
    contested: str = ""
    """Who means something else by it."""
    cite: tuple[str, ...] = ()


def load_people(file: Path, known: Known, faults: Faults) -> tuple[Person, ...]:
    """The people of a file, in its order; every mistake goes to `faults`."""
    entries = read_entries(file, {"people": Person}, known, faults)["people"]
    said: dict[str, str] = {}
    for spot, one in entries:
        spot.check_passages(one.passages)
        spot.check_works(one.cite)
        for name in ("role", "knows"):
            spot.check_text(name, getattr(one, name))
        _check_place(spot, one)
        for spelling in one.spellings:
            if (other := said.setdefault(squeeze(spelling), one.id)) != one.id:
                spot.add("", f"{spelling!r} is also {other!r}", "give each spelling to one of them")
    return tuple(one for _, one in entries)


def _check_place(spot: Spot, one: Person) -> None:
    """Who is on our pages has a passage, and who is not has a work; and we say how they could know."""
    if one.group in ON_THE_PAGES and not one.passages:
        spot.add("passages", "no passage is named", "name those that speak of them")
    if one.group != "talks" and not one.knows.strip():
        spot.add("knows", "nothing is written here", "say how they could know what they are quoted for")
    if one.group not in ON_THE_PAGES and not one.cite:
        spot.add("cite", "no work is cited", "name where it can be found")


def load_terms(file: Path, known: Known, faults: Faults) -> tuple[Term, ...]:
    """The terms of a file, in the order of the alphabet; every mistake goes to `faults`."""
    entries = read_entries(file, {"terms": Term}, known, faults, named="term")["terms"]
    for spot, one in entries:
        spot.check_works(one.cite)
        for name in ("says", "contested"):
            spot.check_text(name, getattr(one, name), MOST_WORDS)
    return tuple(sorted((one for _, one in entries), key=lambda one: squeeze(one.term)))


def by_name(people: Iterable[Person]) -> Mapping[str, Person]:
    """From every name, as it is written in data, to whom it means; other spellings are not used there."""
    return {one.name: one for one in people}
