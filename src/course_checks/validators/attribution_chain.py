"""Who says it, via whom: the voices from the page inward, in their order (QTI has none).

Score: the length of the longest common subsequence of chain and key over the length of the longer of the two,
once names are read through their aliases; the best over all accepted chains.  A voice left out costs one link
of the key, a voice too many makes the chain longer, and what is turned round keeps one link of all.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from course_checks.core import text
from course_checks.core.chain import (
    MOST_LINKS,
    UNNAMED,
    canonical,
    common,
    common_length,
    misspelt,
    read_chain,
    spelt,
    without_aside,
)
from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Mark, Scored, Slip
from course_checks.core.part import Names, Part
from course_checks.core.text import one_of, shown
from course_checks.validators import Fault, Given

CHAIN = "chain"
REVERSED, STARTS_LATE, STOPS_EARLY = "reversed", "starts-late", "stops-early"
INVENTED_NAME, PADDED = "invented-name", "padded"
SIGN = " > "
FEWEST_LINKS = 2
"""A chain of one link has neither a beginning nor an end to miss."""

Chain = tuple[str, ...]
"""Names, from the page inward."""

squeeze = lru_cache(maxsize=4096)(text.squeeze)
"""Of the spellings in keys, which come again with every check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: a chain of at most `most` links."""

    most: int = MOST_LINKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """Accepted chains such as "writer > newspaper > unnamed", the model first; other spellings of their voices."""

    accepted: tuple[str, ...]
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """From a voice to its other spellings, beside those that the sources' tables of names know."""


def parts(ask: Ask) -> tuple[Part, ...]:
    """One part: the chain."""
    return (Part(id=CHAIN, domain=Names(most=ask.most), label="The chain"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Voices:
    """The accepted chains in the names that the course uses, and the spellings of those names."""

    chains: tuple[Chain, ...]
    spellings: Mapping[str, str]

    @property
    def keyed(self) -> frozenset[str]:
        """Every voice of an accepted chain."""
        return frozenset(name for chain in self.chains for name in chain)


def _voices(accept: Accept, aliases: Mapping[str, str]) -> _Voices:
    """What the key says, on top of the aliases of the sources."""
    spellings = {**aliases, UNNAMED: UNNAMED}
    listed = [read_chain(chain) for chain in accept.accepted]
    for name in (*accept.aliases, *(link for chain in listed for link in chain)):
        spellings.setdefault(squeeze(name), name)
    for name, others in accept.aliases.items():
        spellings |= dict.fromkeys(map(squeeze, others), spellings[squeeze(name)])
    chains = tuple(tuple(spellings[squeeze(link)] for link in chain) for chain in listed)
    return _Voices(chains=chains, spellings=spellings)


def _links(given: Given) -> Chain:
    """The links as typed."""
    held = given.get(CHAIN)
    return held if isinstance(held, tuple) else ()


def _share(chain: Chain, key: Chain) -> Fraction:
    return Fraction(common_length(chain, key), max(len(chain), len(key)))


def _best(chain: Chain, keys: Iterable[Chain]) -> Fraction:
    return max(_share(chain, key) for key in keys)


def score(_ask: Ask, accept: Accept, given: Given, library: Library = NO_LIBRARY) -> Scored:
    """The best share over the accepted chains."""
    voices, typed = _voices(accept, library.aliases), _links(given)
    chain = tuple(canonical(link, voices.spellings) for link in typed)
    nearest = max(voices.chains, key=lambda key: _share(chain, key))
    points = _share(chain, nearest)
    told = _slips(chain, voices, names_known=bool(library.aliases))
    stand = common_length(chain, nearest)
    return Scored(
        score=points,
        marks=(Mark(part=CHAIN, score=points),),
        slips=() if points == 1 else tuple(Slip(id=name, parts=(CHAIN,)) for name in told),
        tally=f"{stand} of {max(len(chain), len(nearest))} links stand where the key has them.",
        details=tuple(_readings(typed, voices.spellings)),
        hint="" if points == 1 else _hint(typed, chain, nearest),
    )


def _readings(typed: Chain, spellings: Mapping[str, str]) -> Iterator[str]:
    """A line for every name that was read although it is misspelt."""
    for link in dict.fromkeys(typed):
        if spelt(link, spellings) is None and (meant := misspelt(link, spellings)):
            yield f"“{shown(link, 40)}” is read as {meant}."


def _hint(typed: Chain, chain: Chain, key: Chain) -> str:
    """Which links stand, after which of them somebody is missing, and which to look at again."""
    pairs = common(chain, key)
    stand = [shown(typed[i], 40) for i, _ in pairs]
    if not stand:
        return "No link stands yet. Begin with the page in front of you: who wrote it?"
    places = [-1, *(j for _, j in pairs), len(key)]
    names = ["", *stand]
    gaps = [names[n] for n in range(len(names)) if places[n + 1] - places[n] > 1]
    missing = [f"after {name}" if name else f"before {stand[0]}" for name in gaps]
    kept = {i for i, _ in pairs}
    others = [shown(link, 40) for i, link in enumerate(typed) if i not in kept]
    said = [f"In place already: {SIGN.join(stand)}."]
    said += [f"Somebody is missing {', '.join(missing)}."] if missing else []
    said += [f"Look again at {one_of(others)}."] if others else []
    return " ".join(said)


def _slips(chain: Chain, voices: _Voices, *, names_known: bool) -> Iterator[str]:
    """The slips of a chain, the one that explains most first."""
    keys = voices.chains
    if _best(chain[::-1], keys) > _best(chain, keys):
        yield REVERSED
    shorter = [(key, len(chain)) for key in keys if len(chain) < len(key)]
    if any(chain == key[-length:] for key, length in shorter):
        yield STARTS_LATE
    if any(chain == key[:length] for key, length in shorter):
        yield STOPS_EARLY
    if _invents(chain, voices, names_known=names_known):
        yield INVENTED_NAME
    elif any(common_length(chain, key) == len(key) < len(chain) for key in keys):
        yield PADDED


def _invents(chain: Chain, voices: _Voices, *, names_known: bool) -> bool:
    """Whether a name stands where a key has `unnamed`, after the same voice, or a name that no source has."""
    strangers = frozenset(chain) - voices.keyed - {UNNAMED}
    if names_known and strangers - frozenset(voices.spellings.values()):
        return True
    before = {key[i - 1] if i else "" for key in voices.chains for i in range(len(key)) if key[i] == UNNAMED}
    return any(link in strangers and (chain[i - 1] if i else "") in before for i, link in enumerate(chain))


def shows(part: str, value: str, given: Given) -> bool:
    """`value` is "has X", "lacks X", "starts X" or "ends X": what the chain does with the voice X."""
    relation, _, name = value.partition(" ")
    named = [_is(link, name) for link in _links(given)] if part == CHAIN else []
    if not named:
        return False
    asked = {"has": any(named), "lacks": not any(named), "starts": named[0], "ends": named[-1]}
    return asked.get(relation, False)


def _is(link: str, name: str) -> bool:
    """Whether a link as typed is a voice, or has its whole name in it: a surname stands in a full name."""
    said = text.squeeze(without_aside(link))  # a learner's words are not kept
    return canonical(link, {}, (name,)) == canonical(name, {}, (name,)) or f" {squeeze(name)} " in f" {said} "


def model(_ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first accepted chain."""
    return {CHAIN: accept.accepted[0]}


def everything(_ask: Ask) -> None:
    """Nothing is ticked: a chain is typed."""
    return


def also(_ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """The further chains, where there are any."""
    return {CHAIN: accept.accepted[1:]} if accept.accepted[1:] else {}


def accepts(_ask: Ask, accept: Accept, part: str, given: Given) -> str:
    """Another accepted chain, or the same in other spellings."""
    voices = _voices(accept, {})
    chain = tuple(canonical(link, voices.spellings) for link in _links(given))
    return "listed under accepted" if part == CHAIN and chain in voices.chains else ""


def own_slips(_ask: Ask) -> tuple[str, ...]:
    """The chain turned round, without its beginning or end, with a name nobody gave, or with voices too many."""
    return (REVERSED, STARTS_LATE, STOPS_EARLY, INVENTED_NAME, PADDED)


def faults(ask: Ask, accept: Accept) -> tuple[Fault, ...]:
    """No chain, chains too short, too long, doubled or not as they are read; spellings of two voices."""
    found: list[Fault] = []
    if not accept.accepted:
        found.append(("accepted", "no chain is accepted", "list the model response first"))
    if not FEWEST_LINKS <= ask.most <= MOST_LINKS:
        found.append(
            ("most", f"a chain of at most {ask.most}", f"allow {FEWEST_LINKS} to {MOST_LINKS} links")
        )
    for number, chain in enumerate(accept.accepted):
        links = read_chain(chain)
        if SIGN.join(links) != chain:
            found.append(("accepted", f"{chain!r} is read as {SIGN.join(links)!r}", "write A > B > C"))
        elif not FEWEST_LINKS <= len(links) <= ask.most:
            remedy = f"give {FEWEST_LINKS} to {ask.most} links"
            found.append(("accepted", f"{chain!r} has a length of {len(links)}", remedy))
        found += [
            ("accepted", f"{link!r} has no letter", "write the name") for link in links if not squeeze(link)
        ]
        if chain in accept.accepted[:number]:
            found.append(("accepted", f"{chain!r} stands twice", "keep one of them"))
    return (*found, *_alias_faults(accept))


def _alias_faults(accept: Accept) -> Iterator[Fault]:
    """A fault for each spelling that says nothing, or stands for two voices."""
    names = {squeeze(link): link for chain in accept.accepted for link in read_chain(chain)}
    meant = {spelling: name for spelling, name in names.items() if name not in accept.aliases}
    for name, others in accept.aliases.items():
        for spelling in (name, *others):
            other = meant.setdefault(squeeze(spelling), name)
            if not squeeze(spelling):
                yield (f"aliases.{name}", f"{spelling!r} has no letter", "write the name")
            elif other != name:
                remedy = "keep it for one of them"
                yield (f"aliases.{name}", f"{spelling!r} stands for {other!r} too", remedy)


def wants_slips(_ask: Ask, _accept: Accept) -> tuple[tuple[str, str], ...]:
    """None is forced beside the kind's own: which voices are confused is for the author to know."""
    return ()
