"""Whom a report has its information from: one spelling for each origin, so that none is counted twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

from course_checks.core.names import UNNAMED, Spellings, canonical, with_known
from course_checks.core.text import squeeze

LONGEST_NAME = 200
"""Letters of an entry that are looked at."""
_HIDDEN = frozenset("anonymous nameless undisclosed unidentified unknown unnamed".split())
"""Words that hide whatever stands beside them."""
_SOMEBODY = frozenset("informant insider insiders somebody someone source sources".split())
"""Words for a person who may be anybody, unless a name stands beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """The origins that are expected, and how they may be spelt."""

    spellings: Spellings = field(hash=False)
    """Of all names, expected or not."""
    inside: Spellings = field(hash=False)
    """Those of two words or more, of names that are expected: they may also stand among other words."""
    expected: frozenset[str]

    @classmethod
    def of(cls, names: tuple[str, ...], aliases: Mapping[str, Iterable[str]], sourced: Spellings) -> Self:
        """The origins `names` and those that have `aliases`, which come before the spellings of the sources."""
        known = (*names, *aliases)
        further = {squeeze(one): name for name, listed in aliases.items() for one in listed}
        all_known = {**sourced, **further}
        own = {squeeze(name): name for name in known}
        own |= {spelling: name for spelling, name in all_known.items() if name in known}
        return cls(
            spellings=with_known(all_known, known),
            inside={spelling: name for spelling, name in own.items() if " " in spelling},
            expected=frozenset(known),
        )


@lru_cache(maxsize=4096)
def origin_of(typed: str, origins: Origins) -> str:
    """The origin that is meant, squeezed; `UNNAMED` where it is hidden.

    A spelling of two words or more may also stand among others ("the envoy Anna Berg").  An "unnamed official"
    and a "source in the capital" are both hidden.
    """
    entry = typed[:LONGEST_NAME]
    bare = squeeze(entry)
    held = set(bare.split())
    if not bare or held & _HIDDEN or "not named" in bare:
        return UNNAMED
    found = canonical(entry, origins.spellings)
    if found == UNNAMED or found in origins.expected:
        return squeeze(found)
    inside = {name for form, name in origins.inside.items() if f" {form} " in f" {bare} "}
    if len(inside) == 1:
        return squeeze(inside.pop())
    return UNNAMED if held & _SOMEBODY else squeeze(found)


def is_origin(typed: str, name: str) -> bool:
    """Whether `name` is the origin that is meant, alone or among other words."""
    return origin_of(typed, _alone(name)) == origin_of(name, _alone(""))


@lru_cache(maxsize=1024)
def _alone(name: str) -> Origins:
    """One origin expected and no other; for an empty name none at all."""
    return Origins.of((name,) if name else (), {}, {})
