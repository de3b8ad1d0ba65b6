"""Who supports, attacks or undercuts what, and what it all leads to (nearest in QTI: graphic associate).

Score: F1 of typed, directed links.  A link that was given weighs 1 if the key has it, 1/2 if the key has it
the other way round, else 0; links under `also_ok` neither help nor hurt.  P is the mean weight of the links
given, R the mean over the key's links of the best weight given to each, and the score is 2PR/(P+R).  The
structure is a gate: a map without an attack, with a circle of supports, with a statement that is not
connected with the conclusion, or with another conclusion scores `gate` at most.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.links import SUPPORTS, Link, parse, read_link
from course_checks.core.mapkey import OR, MapKey, key_faults, map_key
from course_checks.core.maps import FEWEST_FOR_A_CROWD, Shape, is_crowded, shape_of, told, used
from course_checks.core.outcome import Mark, Scored
from course_checks.core.part import Links, Option, Options, Part
from course_checks.validators import Fault, Given
from course_checks.validators.common import (
    doubled,
    few,
    look_again,
    marked,
    none_forced,
    nothing_beside,
    nothing_ticked,
    shows_value,
    slips_at,
    texts,
    unknown,
)

LINKS, CONCLUSION = "links", "conclusion"
EVERYTHING, WRONG_CONCLUSION, CYCLE = "everything-to-everything", "wrong-conclusion", "cycle"
ORPHAN, HARMONY, REVERSED = "orphan", "harmony", "reversed-arrow"
MOST_TOLD = 5
"""Links that a hint names."""

# Other forms of a link, and free links, are named where readers differ.
shows, everything, also, wants_slips = shows_value, nothing_ticked, nothing_beside, none_forced


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
    broken, crowded = _broken(ask, shape_of(links, conclusion)), is_crowded(links, len(ask.nodes))
    drawn = min(key.f1(links), most) if broken else key.f1(links)
    strange = key.strange(links)
    tally = f"{key.found(links)} of {len(key.entries)} links of the key are on your map"
    others = f"{len(strange)} of yours {'is' if len(strange) == 1 else 'are'} not in it"
    slips = {
        WRONG_CONCLUSION: (CONCLUSION,) if conclusion and not right else (),
        **dict.fromkeys(broken, (LINKS,)),
        REVERSED: (LINKS,) if key.turned(links) else (),
    }
    return Scored(
        score=drawn if right else min(drawn, most),
        marks=(
            Mark(part=LINKS, score=drawn, empty=not links),
            marked(CONCLUSION, given, right=right),
        ),
        # A map that joins everything is not read any further.
        slips=slips_at({EVERYTHING: (LINKS,)} if crowded else slips),
        tally=f"{tally}; {others}." if links else "",
        details=on_form(ask, given),
        hint="" if crowded else _hint(key, links, strange),
    )


def on_form(ask: Ask, given: Given, _library: Library = NO_LIBRARY) -> tuple[str, ...]:
    """What is amiss in the shape of the map, and the map given back."""
    links, conclusion = _links(given), str(given.get(CONCLUSION, ""))
    if is_crowded(links, len(ask.nodes)):
        return _crowd(links)
    return told(links, conclusion, shape_of(links, conclusion), texts(ask.nodes))


def _broken(ask: Ask, shape: Shape) -> tuple[str, ...]:
    """The slips of structure, whichever statement is the conclusion."""
    shown = ((CYCLE, shape.circle), (ORPHAN, shape.apart), (HARMONY, ask.attacks and shape.one_sided))
    return tuple(name for name, found in shown if found)


def _hint(key: MapKey, links: tuple[Link, ...], strange: tuple[Link, ...]) -> str:
    """Which links to look at again, and which statements of the key are not on the map."""
    unused = key.unused(links) if links else ()
    said = (
        look_again(map(str, strange[:MOST_TOLD])),
        f"Not on your map yet: {', '.join(unused)}." if unused else "",
    )
    return " ".join(filter(None, said))


def _crowd(links: tuple[Link, ...]) -> tuple[str, ...]:
    """What is said of a map that joins everything."""
    joined = f"{len(links)} links for {len(used(links))} statements"
    return (f"{joined}: a map that shows all roads shows none.",)


def model(_ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The first form of each link of the key, and the conclusion."""
    lines = (entry.split(OR)[0] for entry in accept.accepted)
    return {LINKS: "\n".join(lines), CONCLUSION: accept.conclusion}


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
    crowd = (EVERYTHING,) if len(ask.nodes) >= FEWEST_FOR_A_CROWD else ()
    return (*crowd, WRONG_CONCLUSION, CYCLE, ORPHAN, *((HARMONY,) if ask.attacks else ()), REVERSED)


def faults(ask: Ask, accept: Accept) -> tuple[Fault, ...]:
    """Statements that cannot be told apart, links that are none, a key that its own gate would stop."""
    ids = tuple(node.id for node in ask.nodes)
    found = [
        *doubled("nodes", ids),
        *unknown("conclusion", (accept.conclusion,), ids),
        *few("nodes", ids, 3, "statements"),
    ]
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
    if not _is_share(accept.gate):
        found.append(
            ("gate", f"{accept.gate!r} is no share", 'write a decimal between 0 and 1, such as "0.6"')
        )
    amiss = key_faults(key, accept.conclusion, statements=len(ids), attacks=ask.attacks)
    return (*found, *(("accepted", problem, remedy) for problem, remedy in amiss))


def _is_share(written: str) -> bool:
    """Whether a number between 0 and 1 is written, neither of them."""
    try:
        return 0 < Fraction(written) < 1
    except (ValueError, ZeroDivisionError):
        return False
