"""How likely chance alone gives as many hits: exact laws of sums, and p-values corrected for their number."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

Law = Mapping[Fraction, Fraction]
"""From a number of hits to how likely it is."""


def law_of(cases: Iterable[Fraction]) -> Law:
    """The law of hits where all `cases` are equally likely."""
    counted = Counter(cases)
    return {hits: Fraction(number, counted.total()) for hits, number in counted.items()}


def mean_of(law: Law) -> Fraction:
    """The hits to be expected."""
    return sum((hits * share for hits, share in law.items()), Fraction(0))


def chance_of_at_least(hits: Fraction, laws: Iterable[Law]) -> Fraction:
    """How likely independent trials give at least `hits` together, exactly.

    Where every trial hits or misses with the same chance, this is the upper tail of the binomial law.
    """
    summed: dict[Fraction, Fraction] = {Fraction(0): Fraction(1)}
    for law in laws:
        further: dict[Fraction, Fraction] = {}
        for before, share in summed.items():
            for more, likely in law.items():
                further[before + more] = further.get(before + more, Fraction(0)) + share * likely
        summed = further
    return sum((share for reached, share in summed.items() if reached >= hits), Fraction(0))


def holm(ps: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """The p-values of several tests, corrected for their number by Holm's step-down method (1979), in their order.

    It holds however the tests depend on one another, as Bonferroni's does, and finds at least as much.
    """
    reached, found = Fraction(0), dict[int, Fraction]()
    for rank, number in enumerate(sorted(range(len(ps)), key=lambda one: ps[one])):
        reached = max(reached, min(Fraction(1), (len(ps) - rank) * ps[number]))
        found[number] = reached
    return tuple(found[number] for number in range(len(ps)))
