"""Who passes on what to whom: the chains of a source as lines of voices, each with the claims that it carries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from course_checks.content.errors import Faults
from course_checks.content.sources import CHAIN_SIGN, Source
from course_checks.figures.records import check_one_of, read_records

DATA_FILE = "docs/data/voices.toml"
Kind = Literal["official", "press", "think tank", "expert", "blog", "unknown"]
KINDS: dict[Kind, tuple[str, str]] = {
    "official": ("O", "official"),
    "press": ("P", "press"),
    "think tank": ("T", "think tank"),
    "expert": ("E", "expert"),
    "blog": ("B", "blog"),
    "unknown": ("?", "not said"),
}
"""Each type with its letter and its name, in the order of the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A voice of the chains, and what kind of voice it is."""

    id: str
    type: Kind
    named: bool = True
    house: bool = False
    """Whether it belongs to the house that published the page."""
    shares: tuple[str, ...] = ()
    """Claims for which the page names it beside another voice."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """A line of voices, from the page outward, and the claims that come along it."""

    passage: str
    voices: tuple[Voice, ...]
    claims: tuple[tuple[str, ...], ...]
    """For each voice the claims that come from it or through it."""

    @property
    def of_the_house(self) -> bool:
        """Whether any of its voices belongs to the publisher's house."""
        return any(voice.house for voice in self.voices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A page, passage by passage: the strands that come to it, and the claims that are its own."""

    writer: str
    source: str
    passages: tuple[str, ...]
    own: Mapping[str, int]
    """By passage, how many claims it makes in its own voice."""
    strands: tuple[Strand, ...]

    @property
    def claims(self) -> frozenset[str]:
        """The claims that are credited to somebody else."""
        return frozenset(claim for strand in self.strands for claim in strand.claims[0])

    def at(self, passage: str) -> list[Strand]:
        """The strands that end at ``passage``."""
        return [strand for strand in self.strands if strand.passage == passage]


def load_network(root: Path, source: Source) -> Network:
    """The voices behind ``source``, in the order of its passages.

    Raises :class:`~course_checks.content.errors.InvalidContentError` with every fault.
    """
    file, faults = root / DATA_FILE, Faults(root)
    records = read_records(file, faults, voices=Voice)["voices"]
    voices = {one.id: one for _, one in records}
    body = [passage for passage in source.passages if passage.kind != "furniture"]
    chains = {chain for passage in body for chain in passage.chains}
    chains |= {one.chain for passage in body for one in passage.propositions}
    spoken = {voice for chain in chains for voice in chain.split(CHAIN_SIGN)[1:]}
    claims = {one.id for passage in body for one in passage.propositions}
    for place, one in records:
        check_one_of(file, faults, place, one.id, sorted(spoken))
        for claim in one.shares:
            check_one_of(file, faults, f"{place}.shares", claim, sorted(claims))
    for voice in sorted(spoken - set(voices)):
        if not faults.found:
            faults.add(file, "voices", f"nothing is said of {voice!r}", "add it, with its type")
    faults.raise_if_any()
    strands: list[Strand] = []
    own: dict[str, int] = {}
    for passage in body:
        held = [(one.id, tuple(one.chain.split(CHAIN_SIGN)[1:])) for one in passage.propositions]
        own[passage.id] = sum(not names for _, names in held)
        here = {one.id for one in passage.propositions}
        held += [(claim, (one.id,)) for one in voices.values() for claim in one.shares if claim in here]
        strands += _strands(passage.id, held, voices)
    return Network(
        writer=body[0].chains[0].split(CHAIN_SIGN)[0],
        source=source.id,
        passages=tuple(passage.id for passage in body),
        own=own,
        strands=tuple(strands),
    )


def _strands(
    passage: str, held: Sequence[tuple[str, tuple[str, ...]]], voices: Mapping[str, Voice]
) -> list[Strand]:
    """One strand for each line of voices that is not the beginning of a longer one."""
    lines = list(dict.fromkeys(names for _, names in held if names))
    longest = [one for one in lines if not any(other[: len(one)] == one != other for other in lines)]
    return [
        Strand(
            passage=passage,
            voices=tuple(voices[name] for name in names),
            claims=tuple(
                tuple(claim for claim, through in held if through[:step] == names[:step])
                for step in range(1, len(names) + 1)
            ),
        )
        for names in longest
    ]
