"""Who supports, attacks or undercuts what, and what it all leads to (nearest in QTI: graphic associate).

Score: F1 of typed, directed links.  A link that was given weighs 1 if the key has it, 1/2 if the key has it
the other way round, else 0; links under `also_ok` neither help nor hurt.  P is the mean weight of the links
given, R the mean over the key's links of the best weight given to each, and the score is 2PR/(P+R).  The
structure is a gate: a map without an attack, with a circle of supports, with a statement that is not
connected with the conclusion, or with another conclusion scores `gate` at most.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.links import SUPPORTS, Link, parse, read_link
from course_checks.core.mapkey import OR, MapKey, map_key
from course_checks.core.maps import apart, argdown, circle, tree, used
from course_checks.core.outcome import Mark, Scored, Slip
from course_checks.core.part import Links, Option, Options, Part
from course_checks.core.text import plain
from course_checks.validators import Fault, Given
from course_checks.validators.common import doubled, shows_value, unknown

LINKS, CONCLUSION = "links", "conclusion"
EVERYTHING, WRONG_CONCLUSION, CYCLE = "everything-to-everything", "wrong-conclusion", "cycle"
ORPHAN, HARMONY, REVERSED = "orphan", "harmony", "reversed-arrow"
FEWEST_FOR_EVERYTHING = 4
"""Of three statements, a good map may well join every two."""
MOST_TOLD = 5
"""Links that a hint names."""
MOST_MAPS = 256
"""In how many ways the forms of a key's links may be combined; each is tried out."""

shows = shows_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: links between `nodes`, and which of them is the conclusion."""

    nodes: tuple[Option, ...]
    attacks: bool = True
    """Whether something pulls the other way; false for a map of reasons alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """The links of the key, such as "S17 supports S19"; one that may take several forms joins them with "or"."""

    accepted: tuple[str, ...]
    conclusion: str
    also_ok: tuple[str, ...] = ()
    """Links that may be drawn or left out."""
    gate: str = "0.6"
    """The most that a map can score whose structure does not hold."""


@lru_cache(maxsize=256)
def _key(accept: Accept) -> MapKey:
    return map_key(accept.accepted, accept.also_ok)


def parts(ask: Ask) -> tuple[Part, ...]:
    """The links, then the conclusion."""
    links = Links(nodes=tuple(node.id for node in ask.nodes))
    return (
        Part(id=LINKS, domain=links, label="Your links"),
        Part(id=CONCLUSION, domain=Options(options=ask.nodes), label="The statement that all this leads to"),
    )


def _links(given: Given) -> tuple[Link, ...]:
    held = given.get(LINKS, ())
    return tuple(map(parse, held)) if isinstance(held, tuple) else ()


def score(ask: Ask, accept: Accept, given: Given, _library: Library = NO_LIBRARY) -> Scored:
    """F1 of the links, behind the gate."""
    key, links, conclusion = _key(accept), _links(given), str(given.get(CONCLUSION, ""))
    most, right = Fraction(accept.gate), conclusion == accept.conclusion
    broken = tuple(_broken(ask, links, conclusion))
    drawn = min(key.f1(links), most) if broken else key.f1(links)
    others = len(key.strange(links))
    tally = f"{key.found(links)} of {len(key.entries)} links of the key are on your map"
    return Scored(
        score=drawn if right else min(drawn, most),
        marks=(
            Mark(part=LINKS, score=drawn, empty=not links),
            Mark(part=CONCLUSION, score=Fraction(right), empty=not conclusion),
        ),
        slips=_slips(ask, key, links, broken, bool(conclusion) and not right),
        tally=f"{tally}; {others} of yours {'is' if others == 1 else 'are'} not in it." if links else "",
        details=_details(ask, links, conclusion),
        hint="" if _is_crowded(ask, links) else _hint(key, links),
    )


def _broken(ask: Ask, links: tuple[Link, ...], conclusion: str) -> Iterator[str]:
    """The slips of structure, whichever statement is the conclusion."""
    if circle(links):
        yield CYCLE
    if conclusion and apart(links, conclusion):
        yield ORPHAN
    if ask.attacks and links and all(link.relation == SUPPORTS for link in links):
        yield HARMONY


def _slips(
    ask: Ask,
    key: MapKey,
    links: tuple[Link, ...],
    broken: tuple[str, ...],
    elsewhere: bool,  # noqa: FBT001
) -> tuple[Slip, ...]:
    """All that the map shows; one that joins everything is not read any further."""
    if _is_crowded(ask, links):
        return (Slip(id=EVERYTHING, parts=(LINKS,)),)
    found = [Slip(id=WRONG_CONCLUSION, parts=(CONCLUSION,))] if elsewhere else []
    found += [Slip(id=name, parts=(LINKS,)) for name in broken]
    found += [Slip(id=REVERSED, parts=(LINKS,))] if key.turned(links) else []
    return tuple(found)


def _is_crowded(ask: Ask, links: tuple[Link, ...]) -> bool:
    """Whether there are as many links as pairs of statements."""
    return len(ask.nodes) >= FEWEST_FOR_EVERYTHING and len(links) >= math.comb(len(ask.nodes), 2)


def _hint(key: MapKey, links: tuple[Link, ...]) -> str:
    """Which links to look at again, and which statements of the key are not on the map."""
    strange, unused = [*map(str, key.strange(links))], key.unused(links) if links else ()
    said = [f"Look again at: {'; '.join(strange[:MOST_TOLD])}."] if strange else []
    said += [f"Not on your map yet: {', '.join(unused)}."] if unused else []
    return " ".join(said)


def _details(ask: Ask, links: tuple[Link, ...], conclusion: str) -> tuple[str, ...]:
    """What is amiss in the structure, then the map as a tree and in Argdown."""
    if not links:
        return ()
    if _is_crowded(ask, links):
        joined = f"{len(links)} links for {len(used(links))} statements"
        return (f"{joined}: a map that shows all roads shows none.",)
    texts = {node.id: plain(node.text) for node in ask.nodes}
    said = [f"A circle: {' supports '.join(found)}."] if (found := circle(links)) else []
    loose = apart(links, conclusion) if conclusion else ()
    said += [f"Not connected with {conclusion}: {', '.join(loose)}."] if loose else []
    drawn = f"Your map:\n{tree(links, conclusion, texts)}"
    return (*said, drawn, f"Your map in Argdown:\n{argdown(links, conclusion, texts)}")


def model(_ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first form of each link of the key, and the conclusion."""
    lines = (entry.split(OR)[0] for entry in accept.accepted)
    return {LINKS: "\n".join(lines), CONCLUSION: accept.conclusion}


def everything(_ask: Ask) -> None:
    """Nothing is ticked; a map of every link scores what its links are worth."""
    return


def also(_ask: Ask, _accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """Nothing beside the model: other forms and free links are named where readers differ."""
    return {}


def accepts(ask: Ask, accept: Accept, part: str, given: Given) -> str:
    """Links in another order, in another form of the key, or with free ones among them."""
    if part != LINKS or score(ask, accept, given).score != 1:
        return ""
    key, links = _key(accept), _links(given)
    if key.neutral.intersection(links):
        return "listed under also_ok"
    first = {entry[0] for entry in key.entries}
    return "links have no order" if first == {*links} else "another form listed under accepted"


def own_slips(ask: Ask) -> tuple[str, ...]:
    """What the structure shows, and links turned round."""
    crowd = (EVERYTHING,) if len(ask.nodes) >= FEWEST_FOR_EVERYTHING else ()
    return (*crowd, WRONG_CONCLUSION, CYCLE, ORPHAN, *((HARMONY,) if ask.attacks else ()), REVERSED)


def faults(ask: Ask, accept: Accept) -> tuple[Fault, ...]:
    """Statements that cannot be told apart, links that are none, a key that its own gate would stop."""
    ids = tuple(node.id for node in ask.nodes)
    found = [*doubled("nodes", ids), *unknown("conclusion", (accept.conclusion,), ids)]
    if len(ids) < 3:
        found.append(("nodes", f"{len(ids)} statements", "give at least three"))
    found += [
        ("nodes", f"{name!r} cannot stand in a link", "use letters, digits, - and _")
        for name in ids
        if isinstance(read_link(f"{name} {SUPPORTS} x-", (name, "x-")), str)
    ]
    try:
        key = _key(accept)
    except ValueError as error:
        remedy = f'write A {SUPPORTS} B, with "{OR.strip()}" between the forms of one link'
        return (*found, ("accepted", str(error), remedy))
    listed = [*(str(link) for entry in key.entries for link in entry), *accept.also_ok]
    found += [
        ("accepted", f"{name!r} stands twice", "keep it once, under accepted or under also_ok")
        for name in sorted({name for name in listed if listed.count(name) > 1})
    ]
    found += unknown("accepted", used(sorted(key.forms)), ids)
    found += unknown("also_ok", used(sorted(key.neutral)), ids)
    return (*found, *_gate_faults(ask, accept, key))


def _gate_faults(ask: Ask, accept: Accept, key: MapKey) -> Iterator[Fault]:
    """Whatever the key takes must pass the gate, and there must be one."""
    every = tuple(sorted(key.forms | key.neutral))
    try:
        closed = 0 < Fraction(accept.gate) < 1
    except (ValueError, ZeroDivisionError):
        closed = False
    if not closed:
        yield "gate", f"{accept.gate!r} is no share", 'write a decimal between 0 and 1, such as "0.6"'
    if not key.entries:
        yield "accepted", "no link is accepted", "list the links of the model map"
        return
    if _is_crowded(ask, every):
        yield "accepted", f"{len(every)} links join every two statements", "key fewer, or add statements"
    if not ask.attacks and any(link.relation != SUPPORTS for link in every):
        yield "accepted", "the key has an attack and none is asked for", "set attacks = true"
    if found := circle(every):
        yield "accepted", f"supports run in a circle: {', '.join(found)}", "take one of them out"
    if key.combinations > MOST_MAPS:
        yield "accepted", f"the forms of its links make {key.combinations} maps", f"keep to {MOST_MAPS}"
        return
    maps = tuple(key.maps())
    if loose := sorted({name for links in maps for name in apart(links, accept.conclusion)}):
        stray = ", ".join(loose)
        yield "accepted", f"a map that the key takes leaves {stray} unconnected", "connect every form of it"
    if ask.attacks and any(HARMONY in _broken(ask, links, "") for links in maps):
        remedy = "key what pulls the other way in every form, or set attacks = false"
        yield "accepted", "a map that the key takes has no attack", remedy


def wants_slips(_ask: Ask, _accept: Accept) -> tuple[tuple[str, str], ...]:
    """None is forced: which links are confused is for the author to know."""
    return ()
