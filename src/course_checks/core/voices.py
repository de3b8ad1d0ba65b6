"""What a key of chains says: the accepted chains, their voices, and in which spellings these are known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from course_checks.core.chain import Chain, read_chain, share
from course_checks.core.names import UNNAMED, Spellings, canonical, misspelt, spelt
from course_checks.core.text import squeeze


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """The accepted chains, at least one, in the names that the course uses, and the spellings of those names."""

    chains: tuple[Chain, ...]
    spellings: Spellings
    keyed: frozenset[str]
    """Every voice of an accepted chain."""
    named: frozenset[str]
    """Every name that has a spelling; empty where no tables of names are at hand."""
    before_unnamed: frozenset[str]
    """The voices after which a chain has `UNNAMED`; the empty one where it begins with that."""

    @classmethod
    def of(cls, accepted: tuple[str, ...], aliases: Mapping[str, tuple[str, ...]], known: Spellings) -> Self:
        """Chains as written, and `aliases` of their voices, on top of the spellings that are `known` already."""
        spellings = {**known, UNNAMED: UNNAMED}
        listed = [read_chain(chain) for chain in accepted]
        for name in (*aliases, *(link for chain in listed for link in chain)):
            spellings.setdefault(squeeze(name), name)
        for name, others in aliases.items():
            spellings |= dict.fromkeys(map(squeeze, others), spellings[squeeze(name)])
        chains = tuple(tuple(spellings[squeeze(link)] for link in chain) for chain in listed)
        return cls(
            chains=chains,
            spellings=spellings,
            keyed=frozenset(name for chain in chains for name in chain),
            named=frozenset(spellings.values() if known else ()),
            before_unnamed=frozenset(
                before for chain in chains for before, name in _steps(chain) if name == UNNAMED
            ),
        )

    def read(self, typed: Chain) -> Chain:
        """A chain in the names that its links mean."""
        return tuple(canonical(link, self.spellings) for link in typed)

    def misspelt(self, typed: Chain) -> Mapping[str, str]:
        """From each link that was read although it is misspelt to its name."""
        unknown = (link for link in typed if spelt(link, self.spellings) is None)
        return {link: meant for link in unknown if (meant := misspelt(link, self.spellings))}

    def nearest(self, chain: Chain) -> Chain:
        """The first of the accepted chains with which `chain` has most in common."""
        return max(self.chains, key=lambda key: share(chain, key))

    def best(self, chain: Chain) -> Fraction:
        """How much of the nearest accepted chain `chain` has in common with it."""
        return share(chain, self.nearest(chain))

    def invents(self, chain: Chain) -> bool:
        """Whether a name stands where a key has `UNNAMED`, after the same voice, or a name that no source has."""
        strangers = frozenset(chain) - self.keyed - {UNNAMED}
        if self.named and strangers - self.named:
            return True
        return any(name in strangers and before in self.before_unnamed for before, name in _steps(chain))


def _steps(chain: Chain) -> Iterator[tuple[str, str]]:
    """Each link after the one before it, the first after an empty one."""
    return zip(("", *chain), chain, strict=False)
