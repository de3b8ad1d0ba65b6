"""The formulas of item analysis: small pure functions, each with its source.

Scores are numbers from 0 to 1.  Where a figure cannot be computed (no variance, too little data) a function
returns None; how many learners are enough is for the caller to say.  Variances have the divisor N throughout.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import atanh, exp, log, sqrt, tanh
from typing import Self

Z = 1.96
"""The normal quantile of an interval of 95 percent."""
EXTREME = 0.27
"""The share of a class in its upper and its lower group.  Source: T. L. Kelley, Journal of Educational Psychology
30 (1939), 17-24."""
_FEWEST_FOR_FISHER = 4
_NOTHING = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Where the figure may well lie, ends included."""

    low: float
    high: float


def wilson(share: float, count: int) -> Interval:
    """The interval of `share` (0 to 1) among `count` (at least 1) that are independent.

    (p + z²/2N ± z √(p(1-p)/N + z²/4N²)) / (1 + z²/N).  For a mean of part scores it is too wide rather than too
    narrow, for no score from 0 to 1 varies more than p(1-p).
    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.
    """
    square = Z * Z / count
    middle = share + square / 2
    half = sqrt(max(0.0, share * (1 - share)) * square + square * square / 4)
    low, high = (middle - half) / (1 + square), (middle + half) / (1 + square)
    # At the ends the formula gives 0 and 1 exactly; a computer misses them by a hair.
    return Interval(low=0.0 if share <= 0 else max(0.0, low), high=1.0 if share >= 1 else min(1.0, high))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Sums of pairs (x, y): all that a correlation needs.  Whole numbers keep them exact."""

    n: int = 0
    x: int = 0
    y: int = 0
    xx: int = 0
    yy: int = 0
    xy: int = 0

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> Self:
        """The sums of `pairs`."""
        listed = tuple(pairs)
        return cls(
            n=len(listed),
            x=sum(x for x, _ in listed),
            y=sum(y for _, y in listed),
            xx=sum(x * x for x, _ in listed),
            yy=sum(y * y for _, y in listed),
            xy=sum(x * y for x, y in listed),
        )


def correlation(sums: Sums) -> float | None:
    """Pearson's r, -1 to 1; None where x or y does not vary.

    (N Σxy - Σx Σy) / √((N Σx² - (Σx)²)(N Σy² - (Σy)²)).
    """
    spread_x = sums.n * sums.xx - sums.x * sums.x
    spread_y = sums.n * sums.yy - sums.y * sums.y
    if spread_x <= 0 or spread_y <= 0:
        return None
    both = sums.n * sums.xy - sums.x * sums.y
    return max(-1.0, min(1.0, both / (sqrt(spread_x) * sqrt(spread_y))))


def item_rest(item: Sequence[int], totals: Sequence[int]) -> float | None:
    """The corrected item-rest correlation: Pearson's r of the item with the total without it.

    Source: the item is taken out of the total so that it does not correlate with itself (S. Henrysson,
    Psychometrika 28 (1963), 211-218).
    """
    return correlation(Sums.of((one, total - one) for one, total in zip(item, totals, strict=True)))


def point_biserial(item: Sequence[int], totals: Sequence[int]) -> float | None:
    """The correlation of an item of 0 and 1 with the total, the item inside it: (M₁ - M₀)/s · √(p(1-p)).

    It is larger than `item_rest`; it stands here to show by how much.
    """
    right = [total for one, total in zip(item, totals, strict=True) if one]
    others = [total for one, total in zip(item, totals, strict=True) if not one]
    spread = variance(totals)
    if not right or not others or spread <= 0:
        return None
    share = len(right) / len(item)
    gap = sum(right) / len(right) - sum(others) / len(others)
    return gap / sqrt(spread) * sqrt(share * (1 - share))


def fisher(r: float, count: int) -> Interval | None:
    """The interval of a correlation among `count` learners: tanh(atanh r ± z/√(N - 3)); None below four.

    Source: R. A. Fisher, Metron 1 (1921), 3-32.
    """
    if count < _FEWEST_FOR_FISHER:
        return None
    if abs(r) >= 1:
        return Interval(low=r, high=r)
    half = Z / sqrt(count - 3)
    return Interval(low=tanh(atanh(r) - half), high=tanh(atanh(r) + half))


def variance(values: Sequence[float]) -> float:
    """The mean square distance from the mean; 0 for none."""
    if not values:
        return 0.0
    middle = sum(values) / len(values)
    return sum((value - middle) ** 2 for value in values) / len(values)


def alpha(items: Sequence[float], total: float) -> float | None:
    """Cronbach's alpha from the variances of the items and of the total, at most 1, below 0 where items disagree.

    k/(k-1) · (1 - Σ s_j² / s_T²).  None for fewer than two items, or where the total does not vary.  For items
    of 0 and 1, where s_j² is p(1-p), it is KR-20.
    Sources: L. J. Cronbach, Psychometrika 16 (1951), 297-334; G. F. Kuder and M. W. Richardson, Psychometrika 2
    (1937), 151-160.
    """
    count = len(items)
    if count < 2 or total <= _NOTHING:
        return None
    return count / (count - 1) * (1 - sum(items) / total)


def alpha_interval(value: float, items: int, count: int) -> Interval | None:
    """The interval of an alpha of `items` items among `count` learners: 1 - exp(ln(1-α) ± z √(2k/((k-1)(N-2)))).

    None below three learners.  Source: D. G. Bonett, Journal of Educational and Behavioral Statistics 27 (2002),
    335-340.
    """
    if count < 3 or items < 2:
        return None
    if value >= 1:
        return Interval(low=1.0, high=1.0)
    half = Z * sqrt(2 * items / ((items - 1) * (count - 2)))
    return Interval(low=1 - exp(log(1 - value) + half), high=1 - exp(log(1 - value) - half))


def measurement_error(total: float, value: float) -> float:
    """The standard error of measurement, in the points of the total: s_T √(1 - α).

    Source: as for `alpha`; it follows from reading alpha as the share of variance that is no error.
    """
    return sqrt(max(0.0, total)) * sqrt(max(0.0, 1 - value))


Stratum = tuple[int, float]
"""How many learners have one total, and the sum of their scores in one item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Mean scores of the upper and the lower group in an item."""

    upper: float
    lower: float
    size: int
    """Learners in each group."""

    @property
    def difference(self) -> float:
        """The discrimination, -1 to 1."""
        return self.upper - self.lower


def upper_lower(strata: Mapping[int, Stratum]) -> Groups | None:
    """The means of the upper and lower 27 percent by total; None for nobody, or where all totals are alike.

    `strata` has for each total what learners with it made of the item.  Where the edge of a group runs through
    learners with one total, all of them count in part, so that no order among equals decides.
    """
    count = sum(number for number, _ in strata.values())
    size = max(1, int(EXTREME * count + 0.5))
    if len(strata) < 2:
        return None
    ordered = [strata[total] for total in sorted(strata)]
    return Groups(upper=_mean_of(reversed(ordered), size), lower=_mean_of(ordered, size), size=size)


def _mean_of(strata: Iterable[Stratum], size: int) -> float:
    left, points = size, 0.0
    for number, total in strata:
        taken = min(left, number)
        points += total * taken / number
        left -= taken
        if not left:
            break
    return points / size


def newcombe(upper: float, lower: float, size: int) -> Interval:
    """The interval of the difference of two shares, each among `size` learners.

    From the Wilson intervals of both: d - √((p₁-l₁)² + (u₂-p₂)²) to d + √((u₁-p₁)² + (p₂-l₂)²).
    Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10.
    """
    first, second = wilson(upper, size), wilson(lower, size)
    gap = upper - lower
    down = sqrt((upper - first.low) ** 2 + (second.high - lower) ** 2)
    up = sqrt((first.high - upper) ** 2 + (lower - second.low) ** 2)
    return Interval(low=max(-1.0, gap - down), high=min(1.0, gap + up))
