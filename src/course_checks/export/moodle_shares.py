"""The shares of a mark that Moodle takes for an answer, and how it writes them.

Moodle has a list (`question/engine/bank.php`): p/q for q up to 6, tenths, 1/7, 1/8, 1/9 and 1/20.  On import any
other share is refused, or set to the nearest if the importer is told so; a share counts as one of the list
within 0.00001.
"""

from fractions import Fraction

SHARES = frozenset(
    [
        *(Fraction(p, q) for q in range(1, 7) for p in range(q + 1)),
        *(Fraction(p, 10) for p in range(11)),
        *(Fraction(1, q) for q in range(7, 11)),
        Fraction(1, 20),
    ]
)


def is_share(points: Fraction) -> bool:
    """Whether Moodle takes this share of a mark, below 0 as well."""
    return abs(points) in SHARES


def percent(points: Fraction) -> str:
    """The share as Moodle writes it: per cent, of at most five decimals."""
    text = f"{float(points * 100):.5f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
