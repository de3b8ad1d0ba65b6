"""The key of an argument map: which links it has, in which forms, and how near a map comes to them."""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from course_checks.core.links import SUPPORTS, Link, parse
from course_checks.core.maps import apart, circle, is_crowded, is_one_sided, used

OR = " or "
"""Between the forms of one link of a key."""
MOST_MAPS = 256
"""In how many ways the forms of a key's links may be combined; each is tried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapKey:
    """What a map is held against."""

    entries: tuple[tuple[Link, ...], ...]
    """Each link of the key, with its other forms after it."""
    forms: frozenset[Link]
    """All of them together."""
    neutral: frozenset[Link]
    """Links that neither help nor hurt."""

    def f1(self, links: Iterable[Link]) -> Fraction:
        """2PR/(P+R): P the mean weight of the links but the neutral ones, R the mean of the best for each entry."""
        judged = [link for link in links if link not in self.neutral]
        drawn, turned = set(judged), {link.turned for link in judged}
        # Weights are counted in halves, so that a single fraction is made of them.
        given = sum(2 if link in self.forms else link.turned in self.forms for link in judged)
        met = sum(
            2 if not drawn.isdisjoint(entry) else not turned.isdisjoint(entry) for entry in self.entries
        )
        if not given or not met:
            return Fraction(0)
        return Fraction(given * met, given * len(self.entries) + met * len(judged))

    def found(self, links: Iterable[Link]) -> int:
        """How many entries the map has, in any form."""
        drawn = frozenset(links)
        return sum(not drawn.isdisjoint(entry) for entry in self.entries)

    def strange(self, links: Iterable[Link]) -> tuple[Link, ...]:
        """The links that the key does not take."""
        return tuple(link for link in links if link not in self.forms and link not in self.neutral)

    def turned(self, links: Sequence[Link]) -> tuple[Link, ...]:
        """The links that the key has the other way round only, and the map not that way too."""
        return tuple(
            link for link in self.strange(links) if link.turned in self.forms and link.turned not in links
        )

    def unused(self, links: Iterable[Link]) -> tuple[str, ...]:
        """The statements of the key, in the first form of its entries, that the map does not use."""
        drawn = used(links)
        return tuple(name for name in used(entry[0] for entry in self.entries) if name not in drawn)

    @property
    def combinations(self) -> int:
        """In how many ways the forms may be combined."""
        return math.prod(map(len, self.entries))

    def maps(self) -> Iterator[tuple[Link, ...]]:
        """Every map that has one form of each entry, alone and with any one neutral link."""
        for chosen in itertools.product(*self.entries):
            yield chosen
            yield from ((*chosen, link) for link in sorted(self.neutral))


def map_key(accepted: Iterable[str], neutral: Iterable[str]) -> MapKey:
    """The key that these lines make: "A supports B", with "or" between the forms of one link.

    Raises ValueError, with the line, for one that is no link.
    """
    entries = tuple(tuple(parse(form) for form in entry.split(OR)) for entry in accepted)
    forms = frozenset(link for entry in entries for link in entry)
    return MapKey(entries=entries, forms=forms, neutral=frozenset(map(parse, neutral)))


def key_faults(key: MapKey, conclusion: str, *, statements: int, attacks: bool) -> Iterator[tuple[str, str]]:
    """(problem, remedy) for each way in which a map of the key would be no good map of so many statements."""
    every = tuple(sorted(key.forms | key.neutral))
    if not key.entries:
        yield "no link is accepted", "list the links of the model map"
        return
    if is_crowded(every, statements):
        yield f"{len(every)} links join every two statements", "key fewer, or add statements"
    if not attacks and any(link.relation != SUPPORTS for link in every):
        yield "the key has an attack and none is asked for", "set attacks = true"
    if found := circle(every):
        yield f"supports run in a circle: {', '.join(found)}", "take one of them out"
    if key.combinations > MOST_MAPS:
        yield f"the forms of its links make {key.combinations} maps", f"keep to {MOST_MAPS}"
        return
    maps = tuple(key.maps())
    if loose := sorted({name for links in maps for name in apart(links, conclusion)}):
        yield f"a map that the key takes leaves {', '.join(loose)} unconnected", "connect every form of it"
    if attacks and any(is_one_sided(links) for links in maps):
        remedy = "key what pulls the other way in every form, or set attacks = false"
        yield "a map that the key takes has no attack", remedy
