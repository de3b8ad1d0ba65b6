"""Argument maps as graphs: circles of reasons, statements that hang apart, and a map given back as text."""

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from course_checks.core.links import ATTACKS, SUPPORTS, UNDERCUTS, Link
from course_checks.core.text import shown

Links = Sequence[Link]
_ARGDOWN = {SUPPORTS: "<+", ATTACKS: "<-", UNDERCUTS: "<_"}
_NOT_IN_ARGDOWN = str.maketrans(dict.fromkeys("[]{}<>#@*_|\\/=", " "))
"""Signs that mean something to Argdown wherever they stand."""
FEWEST_FOR_A_CROWD = 4
"""Of three statements, a good map may well join every two."""
_LENGTH = 48
"""Characters of a statement in a tree: enough to know it by."""


def used(links: Iterable[Link]) -> tuple[str, ...]:
    """The statements that some link joins, each once, in the order of the links."""
    return tuple(dict.fromkeys(end for link in links for end in (link.source, link.target)))


def circle(links: Links) -> tuple[str, ...]:
    """A shortest circle of supports, its first statement again at its end; empty where there is none."""
    onward: dict[str, list[str]] = {}
    for link in links:
        if link.relation == SUPPORTS:
            onward.setdefault(link.source, []).append(link.target)
    circles = [found for start in onward if (found := _way_back(start, onward))]
    return min(circles, key=len, default=())


def _way_back(start: str, onward: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The shortest way from `start` to itself; empty where there is none."""
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for there in onward.get(here, ()):
            if there == start:
                way = [start, here]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return ()


def apart(links: Links, conclusion: str) -> tuple[str, ...]:
    """The statements of the map that no way, whatever its direction, connects with the conclusion."""
    beside: dict[str, list[str]] = {}
    for link in links:
        beside.setdefault(link.source, []).append(link.target)
        beside.setdefault(link.target, []).append(link.source)
    reached, waiting = {conclusion}, [conclusion]
    while waiting:
        for there in beside.get(waiting.pop(), ()):
            if there not in reached:
                reached.add(there)
                waiting.append(there)
    return tuple(name for name in used(links) if name not in reached)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What holds a map together, or does not."""

    circle: tuple[str, ...]
    """A shortest circle of supports; empty where there is none."""
    apart: tuple[str, ...]
    """The statements that nothing connects with the conclusion; empty where none is named."""
    one_sided: bool
    """Whether there are links, and all of them are supports."""


def shape_of(links: Links, conclusion: str) -> Shape:
    """The shape of a map with this conclusion; empty for none."""
    return Shape(
        circle=circle(links),
        apart=apart(links, conclusion) if conclusion else (),
        one_sided=is_one_sided(links),
    )


def is_one_sided(links: Links) -> bool:
    """Whether there are links, and all of them are supports."""
    return bool(links) and all(link.relation == SUPPORTS for link in links)


def is_crowded(links: Links, statements: int) -> bool:
    """Whether there are as many links as pairs of so many statements."""
    return statements >= FEWEST_FOR_A_CROWD and len(links) >= math.comb(statements, 2)


def tree(links: Links, conclusion: str, texts: Mapping[str, str]) -> str:
    """The map as lines of text: the conclusion first, below each statement what bears on it.

    A statement is opened once; where it stands again, "above" says so.  What does not lead to the conclusion
    follows in trees of its own.
    """
    into = _into(links)
    lines: list[str] = []
    opened: set[str] = set()

    def grow(name: str, depth: int) -> None:
        opened.add(name)
        for link in into.get(name, ()):
            again = link.source in opened and link.source in into
            text = "(above)" if again else _brief(link.source, texts)
            # All space stands before the sign: what shows a line may squeeze the rest.
            lines.append(f"{'   ' * depth}└─ {link.source} {link.relation}: {text}")
            if link.source not in opened:
                grow(link.source, depth + 1)

    for root in _roots(links, conclusion, texts):
        if root not in opened:
            lines.append(f"{root}: {_brief(root, texts)}")
            grow(root, 0)
    return "\n".join(lines)


def argdown(links: Links, conclusion: str, texts: Mapping[str, str]) -> str:
    """The map in Argdown: every statement with its text, below it what supports, attacks or undercuts it."""
    into = _into(links)
    blocks = []
    for name in _roots(links, conclusion, texts):
        text = " ".join(_without_id(name, texts).replace("--", "–").translate(_NOT_IN_ARGDOWN).split())
        relations = [f"  {_ARGDOWN[link.relation]} [{link.source}]" for link in into.get(name, ())]
        blocks.append("\n".join([f"[{name}]: {text}" if text else f"[{name}]", *relations]))
    return "\n\n".join(blocks)


def told(links: Links, conclusion: str, shape: Shape, texts: Mapping[str, str]) -> tuple[str, ...]:
    """What is amiss in the shape of a map, then the map as a tree and in Argdown; nothing of an empty one."""
    if not links:
        return ()
    said = [f"A circle: {' supports '.join(shape.circle)}."] if shape.circle else []
    said += [f"Not connected with {conclusion}: {', '.join(shape.apart)}."] if shape.apart else []
    drawn = f"Your map:\n{tree(links, conclusion, texts)}"
    return (*said, drawn, f"Your map in Argdown:\n{argdown(links, conclusion, texts)}")


def _into(links: Links) -> dict[str, list[Link]]:
    """The links that lead into each statement, in their order."""
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(link.target, []).append(link)
    return found


def _roots(links: Links, conclusion: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Every statement of the map: the conclusion, then those that bear on nothing, then the others."""
    named = used(links)
    bearing = {link.source for link in links}
    ordered = [name for name in dict.fromkeys([*texts, *named]) if name in named]
    last = [name for name in ordered if name not in bearing]
    return tuple(dict.fromkeys([*([conclusion] if conclusion in named else []), *last, *ordered]))


def _without_id(name: str, texts: Mapping[str, str]) -> str:
    """A statement's text without the id that it may begin with."""
    text = texts.get(name, "")
    rest = text.removeprefix(name)
    return rest.lstrip(" :.") if rest != text and not rest[:1].isalnum() else text


def _brief(name: str, texts: Mapping[str, str]) -> str:
    return shown(_without_id(name, texts), _LENGTH)
