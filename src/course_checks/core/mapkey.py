"""The key of an argument map: which links it has, in which forms, and how near a map comes to them."""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from course_checks.core.links import Link, parse
from course_checks.core.maps import used
from course_checks.core.outcome import mean

OR = " or "
"""Between the forms of one link of a key."""
_HALF = Fraction(1, 2)


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
        precision = mean(_weight(link in self.forms, link.turned in self.forms) for link in judged)
        recall = mean(
            _weight(any(one in judged for one in entry), any(one.turned in judged for one in entry))
            for entry in self.entries
        )
        return 2 * precision * recall / (precision + recall) if precision and recall else Fraction(0)

    def found(self, links: Sequence[Link]) -> int:
        """How many entries the map has, in any form."""
        return sum(any(link in links for link in entry) for entry in self.entries)

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


def _weight(there: bool, turned: bool) -> Fraction:  # noqa: FBT001  (one weight for each way it may stand)
    return Fraction(1) if there else _HALF if turned else Fraction(0)


def map_key(accepted: Iterable[str], neutral: Iterable[str]) -> MapKey:
    """The key that these lines make: "A supports B", with "or" between the forms of one link.

    Raises ValueError, with the line, for one that is no link.
    """
    entries = tuple(tuple(parse(form) for form in entry.split(OR)) for entry in accepted)
    forms = frozenset(link for entry in entries for link in entry)
    return MapKey(entries=entries, forms=forms, neutral=frozenset(map(parse, neutral)))
