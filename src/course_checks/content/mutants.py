"""Mutants of the model response: one scored part changed through its domain."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from course_checks.core.chain import read_chain
from course_checks.core.links import RELATIONS, parse
from course_checks.core.names import UNNAMED
from course_checks.core.part import (
    DateEntry,
    Entry,
    Links,
    Names,
    Number,
    Options,
    Part,
    Passages,
    Prose,
    Quotation,
)
from course_checks.core.text import shown

INVENTED = "Invented Name"
STRANGE = "xylograph"
"""A word that no source has."""


def mutants(
    model: Mapping[str, str], parts: tuple[Part, ...], passages: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """(part, other value) for every way to change one scored part of `model`.

    Another option, another passage, a number or date one unit up or down; one word of a quotation or entry
    changed; a name of a chain dropped, moved or invented; a link dropped, turned or retyped.  Prose is exempt.
    """
    for part in parts:
        if part.scored and part.id in model:
            for value in dict.fromkeys(_others(part, model[part.id], passages)):
                if value != model[part.id]:
                    yield part.id, value


def _others(part: Part, held: str, passages: tuple[str, ...]) -> Iterator[str]:
    match part.domain:
        case Options(ids=ids):
            yield from ids
        case Passages(silent=silent):
            yield from passages
            yield from ("-",) if silent else ()
        case Number(low=low, high=high):
            yield from (str(n) for n in (int(held) - 1, int(held) + 1) if low <= n <= high)
        case DateEntry():
            yield from _dates(held)
        case Quotation() | Entry():
            yield from _words(held)
        case Names():
            yield from _chains(read_chain(held))
        case Links():
            yield from _maps(tuple(held.splitlines()))
        case Prose():
            return


def _dates(iso: str) -> Iterator[str]:
    """The last number of an ISO date one up and one down, where the calendar has it."""
    *head, last = iso.split("-")
    for number in (int(last) - 1, int(last) + 1):
        if number > 0:
            yield "-".join((*head, f"{number:0{len(last)}}"))


def _words(text: str) -> Iterator[str]:
    """Each word in turn replaced by one that no source has."""
    listed = text.split()
    for i in range(len(listed)):
        yield " ".join((*listed[:i], STRANGE, *listed[i + 1 :]))


def _chains(links: tuple[str, ...]) -> Iterator[str]:
    """A link dropped, two neighbours changed about, a link invented in place of one, one added."""
    changed = [(*links[:i], *links[i + 1 :]) for i in range(len(links)) if len(links) > 1]
    changed += [
        (*links[:i], second, first, *links[i + 2 :]) for i, (first, second) in enumerate(pairwise(links))
    ]
    changed += [
        (*links[:i], INVENTED if link == UNNAMED else INVENTED + " " + str(i), *links[i + 1 :])
        for i, link in enumerate(links)
    ]
    changed.append((*links, INVENTED))
    yield from (" > ".join(chain) for chain in changed)


def _maps(lines: tuple[str, ...]) -> Iterator[str]:
    """A link dropped, turned, or of another relation."""
    for i, line in enumerate(lines):
        link = parse(line)
        others = [
            f"{link.source} {relation} {link.target}" for relation in RELATIONS if relation != link.relation
        ]
        for put in (None, str(link.turned), *others):
            left = [*lines[:i], *([put] if put else []), *lines[i + 1 :]]
            if left:
                yield "\n".join(left)


def label(item: str, part: str, value: str) -> str:
    """A mutant as the audit names it."""
    return f"{item}.{part} = {shown(value)}"
