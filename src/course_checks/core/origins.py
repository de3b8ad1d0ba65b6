"""Whom a report has its information from: one spelling for each origin, so that none is counted twice."""

from collections.abc import Mapping

from course_checks.core.chain import UNNAMED, canonical
from course_checks.core.text import squeeze

LONGEST_NAME = 200
"""Letters of an entry that are looked at."""
_HIDDEN = frozenset("anonymous nameless undisclosed unidentified unknown unnamed".split())
"""Words that hide whatever stands beside them."""
_SOMEBODY = frozenset("informant insider insiders somebody someone source sources".split())
"""Words for a person who may be anybody, unless a name stands beside them."""


def origin_of(typed: str, aliases: Mapping[str, str], known: tuple[str, ...] = ()) -> str:
    """The origin that is meant, squeezed; `UNNAMED` where it is hidden.

    `aliases` lead from squeezed spellings to names.  Of those in `known`, a spelling of two words or more may
    also stand among others ("the envoy Anna Berg").  An "unnamed official" and a "source in the capital" are
    both hidden.
    """
    entry = typed[:LONGEST_NAME]
    bare = squeeze(entry)
    held = set(bare.split())
    if not bare or held & _HIDDEN or "not named" in bare:
        return UNNAMED
    found = canonical(entry, aliases, known)
    if found == UNNAMED or found in known:
        return squeeze(found)
    spellings = {squeeze(name): name for name in known}
    spellings |= {spelling: name for spelling, name in aliases.items() if name in known}
    inside = {name for form, name in spellings.items() if " " in form and f" {form} " in f" {bare} "}
    if len(inside) == 1:
        return squeeze(inside.pop())
    return UNNAMED if held & _SOMEBODY else squeeze(found)
