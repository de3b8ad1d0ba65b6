"""Lines of an argument map: `S17 supports S19`, one a line, in words or with arrows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from course_checks.core.text import nearest_id, one_of, shown, unmask

SUPPORTS, ATTACKS, UNDERCUTS = "supports", "attacks", "undercuts"
RELATIONS = (SUPPORTS, ATTACKS, UNDERCUTS)
MOST_LINKS = 200
_WORDS = {
    SUPPORTS: (
        "supports",
        "support",
        "supporting",
        "backs",
        "back",
        "for",
        "pro",
        "+",
        "->",
        "→",
        "=>",
        ">",
        "proves",
        "shows",
    ),
    ATTACKS: (
        "attacks",
        "attack",
        "attacking",
        "against",
        "objects to",
        "objects",
        "contradicts",
        "con",
        "opposes",
        "-",
    ),
    UNDERCUTS: ("undercuts", "undercut", "undermines", "weakens", "_"),
}
_TURNED = ("because of", "because", "is supported by", "follows from", "since")
"""Words between a conclusion and its reason: the link runs from right to left."""
_BETWEEN = {word: (relation, False) for relation, words in _WORDS.items() for word in words} | dict.fromkeys(
    _TURNED, (SUPPORTS, True)
)
_LINE = re.compile(
    r"(?P<left>[\w.]+)\s*(?P<relation>"
    + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(_BETWEEN, key=len, reverse=True))
    + r")\s*(?P<right>[\w.]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Link:
    """One line of a map."""

    source: str
    relation: str
    target: str

    def __str__(self) -> str:
        return f"{self.source} {self.relation} {self.target}"

    @property
    def turned(self) -> "Link":
        """The same relation the other way round."""
        return Link(source=self.target, relation=self.relation, target=self.source)


def read_link(text: str, nodes: Iterable[str]) -> Link | str:
    """The link of one line; what is the matter, in words, if there is none.  `nodes` are the statements' ids."""
    known = {node.casefold(): node for node in nodes}
    line = unmask(text).strip().strip(".,;")
    found = _LINE.fullmatch(line)
    if found is None:
        example = one_of(list(known.values())[:2]).replace(" or ", " supports ")
        told = f"Write two statements with {one_of(RELATIONS)} between, such as {example}."
        return f"“{shown(text, 40)}” is not a link. {told}"
    ends = []
    for name in (found["left"], found["right"]):
        node = known.get(name.casefold())
        if node is None:
            close = nearest_id(name, known.values())
            guess = (
                f" Did you mean {one_of(close)}?"
                if close
                else f" The statements are {one_of(known.values())}."
            )
            return f"There is no statement “{shown(name, 20)}” on this map.{guess}"
        ends.append(node)
    if ends[0] == ends[1]:
        return f"{ends[0]} is linked to itself. Name another statement at one end."
    relation, turned = _BETWEEN[re.sub(r"\s+", " ", found["relation"].casefold())]
    left, right = reversed(ends) if turned else ends
    return Link(source=left, relation=relation, target=right)


def parse(canonical: str) -> Link:
    """The link of a line in the exact form `A supports B`, as keys have it.  Raises ValueError for any other."""
    pieces = canonical.split()
    if len(pieces) != 3 or pieces[1] not in RELATIONS or pieces[0] == pieces[2]:
        raise ValueError(f"{canonical!r} is not a link such as 'A supports B'")
    return Link(source=pieces[0], relation=pieces[1], target=pieces[2])
