"""Who says it, via whom: the voices from the page inward, in their order (QTI has none).

Score: the length of the longest common subsequence of chain and key over the length of the longer of the two,
once names are read through their aliases; the best over all accepted chains.  A voice left out costs one link
of the key, a voice too many makes the chain longer, and what is turned round keeps one link of all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from course_checks.core.chain import MOST_LINKS, SIGN, Chain, common, common_length, gaps, read_chain, share
from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.names import canonical, without_aside
from course_checks.core.outcome import Mark, Scored, Slip
from course_checks.core.part import Names, Part
from course_checks.core.text import one_of, shown, squeeze
from course_checks.core.voices import Voices
from course_checks.validators import Fault, Given
from course_checks.validators.common import (
    alias_faults,
    beside_the_model,
    none_forced,
    nothing_on_form,
    nothing_ticked,
)

CHAIN = "chain"
REVERSED, STARTS_LATE, STOPS_EARLY = "reversed", "starts-late", "stops-early"
INVENTED_NAME, PADDED = "invented-name", "padded"
FEWEST_LINKS = 2
"""A chain of one link has neither a beginning nor an end to miss."""

everything, on_form, wants_slips = nothing_ticked, nothing_on_form, none_forced


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: a chain of at most `most` links."""

    most: int = MOST_LINKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """Accepted chains such as "writer > newspaper > unnamed", the model first; other spellings of their voices."""

    accepted: tuple[str, ...]
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """From a voice to its other spellings, beside those that the sources' tables of names know."""


def parts(ask: Ask) -> tuple[Part, ...]:
    """One part: the chain."""
    return (Part(id=CHAIN, domain=Names(most=ask.most), label="The chain"),)


@lru_cache(maxsize=256)
def _voices(accept: Accept, library: Library) -> Voices:
    """What the key says, on top of the aliases of the sources."""
    return Voices.of(accept.accepted, accept.aliases, library.aliases)


def _links(given: Given) -> Chain:
    """The links as typed."""
    held = given.get(CHAIN)
    return held if isinstance(held, tuple) else ()


def score(_ask: Ask, accept: Accept, given: Given, library: Library = NO_LIBRARY) -> Scored:
    """The best share over the accepted chains."""
    voices, typed = _voices(accept, library), _links(given)
    chain = voices.read(typed)
    nearest = voices.nearest(chain)
    points = share(chain, nearest)
    stand = common_length(chain, nearest)
    misspelt = voices.misspelt(typed)
    return Scored(
        score=points,
        marks=(Mark(part=CHAIN, score=points),),
        slips=() if points == 1 else tuple(Slip(id=name, parts=(CHAIN,)) for name in _slips(chain, voices)),
        tally=f"{stand} of {max(len(chain), len(nearest))} links stand where the key has them.",
        details=tuple(f"“{shown(link, 40)}” is read as {meant}." for link, meant in misspelt.items()),
        hint="" if points == 1 else _hint(typed, chain, nearest),
    )


def _hint(typed: Chain, chain: Chain, key: Chain) -> str:
    """Which links stand, after which of them somebody is missing, and which to look at again."""
    kept = [i for i, _ in common(chain, key)]
    if not kept:
        return "No link stands yet. Begin with the page in front of you: who wrote it?"
    links = [shown(link, 40) for link in typed]
    stand = [links[i] for i in kept]
    missing = [f"after {stand[n - 1]}" if n else f"before {stand[0]}" for n in gaps(chain, key)]
    others = [link for i, link in enumerate(links) if i not in kept]
    said = [f"In place already: {SIGN.join(stand)}."]
    said += [f"Somebody is missing {' and '.join(missing)}."] if missing else []
    said += [f"Look again at {one_of(others)}."] if others else []
    return " ".join(said)


def _slips(chain: Chain, voices: Voices) -> Iterator[str]:
    """The slips of a chain, the one that explains most first."""
    if voices.best(chain[::-1]) > voices.best(chain):
        yield REVERSED
    shorter = [(key, len(chain)) for key in voices.chains if len(chain) < len(key)]
    if any(chain == key[-length:] for key, length in shorter):
        yield STARTS_LATE
    if any(chain == key[:length] for key, length in shorter):
        yield STOPS_EARLY
    if voices.invents(chain):
        yield INVENTED_NAME
    elif any(common_length(chain, key) == len(key) < len(chain) for key in voices.chains):
        yield PADDED


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
    alone = {squeeze(name): name}
    said = f" {squeeze(without_aside(link))} "
    return canonical(link, alone) == canonical(name, alone) or f" {squeeze(name)} " in said


def model(_ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first accepted chain."""
    return {CHAIN: accept.accepted[0]}


def also(_ask: Ask, accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """The further chains, where there are any."""
    return beside_the_model({CHAIN: accept.accepted})


def accepts(_ask: Ask, accept: Accept, part: str, given: Given) -> str:
    """Another accepted chain, or the same in other spellings."""
    voices = _voices(accept, NO_LIBRARY)
    listed = part == CHAIN and voices.read(_links(given)) in voices.chains
    return "listed under accepted" if listed else ""


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
    names = [link for chain in accept.accepted for link in read_chain(chain)]
    return (*found, *alias_faults(accept.aliases, names))
