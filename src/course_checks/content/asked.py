"""Which passages an item asks for: those that it names, and those that its key takes."""

import re
from collections.abc import Iterator
from typing import Any

from course_checks.core.library import Library
from course_checks.core.part import Links, Options, Part, Passages
from course_checks.core.reading import read
from course_checks.core.text import plain
from course_checks.exercise import Item, parts_of
from course_checks.validators import load

_NAME = re.compile(r"\b[A-Za-z]+\d+\b")
_PIECE_OF_A_PASSAGE = re.compile(r"(.*\d)[a-z]")
"""A statement called S19a is a piece of S19."""


def passages_asked(item: Item, accept: Any, library: Library) -> frozenset[str]:
    """The passages of `library` that an item asks for, whatever its kind.

    They are those named in its prompt and beside its blanks; its own id, the ids of its parts (rows, and cells
    such as H1-Z5), of options and of the statements of a map; and every passage that its key takes, where a
    passage is what a learner gives.
    """
    kind, parts = load(item.kind), parts_of(item)
    model, also = kind.model(item.ask, accept), kind.also(item.ask, accept)
    named = [item.id, *_NAME.findall(plain(item.prompt))]
    for part in parts:
        named += _named_in(part)
        if isinstance(part.domain, Passages):
            for value in (*filter(None, (model.get(part.id),)), *also.get(part.id, ())):
                meant = read(part, value, library)
                named += meant if isinstance(meant, tuple) else ()
    return frozenset(named) & frozenset(library.passages)


def _named_in(part: Part) -> Iterator[str]:
    """Everything in a part that may be the id of a passage."""
    yield from _NAME.findall(plain(part.label))
    yield part.id
    yield from part.id.split("-")
    match part.domain:
        case Options():
            yield from part.domain.ids
        case Links():
            for node in part.domain.nodes:
                piece = _PIECE_OF_A_PASSAGE.fullmatch(node)
                yield piece[1] if piece else node
        case _:
            pass
