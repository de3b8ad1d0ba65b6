"""Packages that parties may sign: issues with options, red lines that are never crossed, needs that are met.

A party signs a package if none of its red lines is crossed and each of its needs is met: at least `least`
of the options that it asks for stand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product

from course_checks.core.part import Option


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue, and the options for its line."""

    id: str
    text: str
    options: tuple[Option, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The options as parties name them: `ISSUE.OPTION`."""
        return tuple(f"{self.id}.{option.id}" for option in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An option that a party refuses or asks for."""

    option: str
    """`ISSUE.OPTION`."""
    sources: tuple[str, ...]
    """What it rests on: ids of passages or of items of evidence cards."""
    say: str = ""
    """Of a red line: what the party's office says when it is crossed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a party asks for: at least `least` of `options`."""

    options: tuple[Line, ...]
    least: int = 1
    say: str
    """What the party's office says when it is not met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party, the office that speaks for it, its red lines and its needs."""

    id: str
    name: str
    office: str
    never: tuple[Line, ...] = ()
    needs: tuple[Need, ...] = ()


Package = tuple[str, ...]
"""One option an issue, `ISSUE.OPTION`, in the order of the issues."""


def issue_of(option: str) -> str:
    """The issue of `ISSUE.OPTION`."""
    return option.partition(".")[0]


def crossed(party: Party, package: Package) -> tuple[Line, ...]:
    """The red lines of `party` that `package` crosses."""
    return tuple(line for line in party.never if line.option in package)


def unmet(party: Party, package: Package) -> tuple[Need, ...]:
    """The needs of `party` that `package` does not meet."""
    return tuple(
        need for need in party.needs if sum(line.option in package for line in need.options) < need.least
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How a party stands to a package."""

    party: Party
    crossed: tuple[Line, ...]
    unmet: tuple[Need, ...]

    @property
    def signs(self) -> bool:
        """Whether no red line is crossed and each need is met."""
        return not self.crossed and not self.unmet


def stands(parties: Iterable[Party], package: Package) -> tuple[Stand, ...]:
    """How each party stands to `package`."""
    return tuple(
        Stand(party=party, crossed=crossed(party, package), unmet=unmet(party, package)) for party in parties
    )


def signatories(parties: tuple[Party, ...], package: Package) -> tuple[str, ...]:
    """The parties that can sign a whole package, in their order."""
    return tuple(party.id for party in parties if not crossed(party, package) and not unmet(party, package))


@lru_cache(maxsize=16)
def all_packages(issues: tuple[Issue, ...], parties: tuple[Party, ...]) -> Mapping[Package, tuple[str, ...]]:
    """Every package that can be made, with its signatories."""
    return {package: signatories(parties, package) for package in product(*(issue.lines for issue in issues))}


@lru_cache(maxsize=16)
def _bits(issues: tuple[Issue, ...]) -> Mapping[str, int]:
    """A bit for each option, so that what two packages have in common is soon counted."""
    return {option: 1 << i for i, option in enumerate(chain.from_iterable(issue.lines for issue in issues))}


@lru_cache(maxsize=16)
def _signed(issues: tuple[Issue, ...], parties: tuple[Party, ...]) -> Mapping[str, Mapping[int, Package]]:
    """By party, the packages that it signs, each under the sum of its bits.

    Those with the most signatories come first, then those first in the order of the issues.
    """
    bits = _bits(issues)
    ranked = sorted(all_packages(issues, parties).items(), key=lambda entry: -len(entry[1]))
    summed = [(sum(bits[option] for option in package), package, signing) for package, signing in ranked]
    return {
        party.id: {own: package for own, package, signing in summed if party.id in signing}
        for party in parties
    }


def nearest_with(
    issues: tuple[Issue, ...], parties: tuple[Party, ...], package: Package, party: str
) -> Package | None:
    """Of all packages that `party` signs, the one with the fewest changes from `package`.

    Of several, one with the most signatories; of several still, the first in the order of the issues.
    None if the party signs none at all.
    """
    bits, signed = _bits(issues), _signed(issues, parties)[party]
    own = sum(bits[option] for option in package)
    nearest = max(signed, key=lambda other: (own & other).bit_count(), default=None)
    return None if nearest is None else signed[nearest]


def party_faults(party: Party, options: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(problem, remedy) for each mistake in the lines of `party`; `options` are all that may be named."""
    asked = [line for need in party.needs for line in need.options]
    for line in (*party.never, *asked):
        if line.option not in options:
            yield f"{line.option!r} is not in the exercise", "write ISSUE.OPTION"
        if not line.sources:
            yield f"{line.option} rests on nothing", "name under sources what it rests on"
    for line in party.never:
        if not line.say.strip():
            yield f"the red line {line.option} has no words", "let the party's office say it"
    for both in sorted({line.option for line in party.never} & {line.option for line in asked}):
        yield f"{both} is refused and asked for", "choose one"
    for need in party.needs:
        most = len({issue_of(line.option) for line in need.options})
        if not 1 <= need.least <= most:
            told = f"a need asks for {need.least} options, and at most {most} can stand at once"
            wanted = "ask for 1" + (f" to {most}" if most > 1 else "")
            yield told, wanted if most else "list its options"
