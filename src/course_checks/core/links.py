"""Lines of an argument map: `S17 supports S19`, one a line, in words or with arrows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from course_checks.core.text import nearest, nearest_id, one_of, shown, unmask

SUPPORTS, ATTACKS, UNDERCUTS = "supports", "attacks", "undercuts"
RELATIONS = (SUPPORTS, ATTACKS, UNDERCUTS)
MOST_LINKS = 200
LONGEST_LINE = 200
"""Characters; whatever is longer is no link, and nobody waits while it is taken apart."""
_FORWARD = {
    SUPPORTS: (
        "supports|support|supporting|backs|back|for|pro|proves|shows|is a reason for|counts for"
        "|speaks for|so|therefore|hence|thus|+|->|-->|=>|→|⇒|>|+>"
    ),
    ATTACKS: (
        "attacks|attack|attacking|against|is against|objects to|objects|contradicts|con|opposes|rebuts|refutes"
        "|is a reason against|counts against|speaks against|pulls against|-|--"
    ),
    UNDERCUTS: "undercuts|undercut|undercutting|undermines|weakens|_|_>",
}
_TURNED = {
    SUPPORTS: "because of|because|is supported by|supported by|follows from|since|<-|<--|<=|←|⇐|<+",
    ATTACKS: "is attacked by|attacked by|is contradicted by|is opposed by",
    UNDERCUTS: "is undercut by|undercut by|is undermined by|is weakened by|<_",
}
"""Between a statement and what bears on it: the link runs from right to left."""
_BETWEEN = {
    phrase: (relation, table is _TURNED)
    for table in (_FORWARD, _TURNED)
    for relation, phrases in table.items()
    for phrase in phrases.split("|")
}
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_BULLET = re.compile(r"\A(?:[-*+•·]|\(?\d{1,3}[.)])\s+")
_AROUND = "[](){}\"'“”‘’`*.,:;"
_SIGNS = "|".join(
    re.escape(phrase) for phrase in sorted(_BETWEEN, key=len, reverse=True) if not phrase[0].isalpha()
)
_WITH_A_SIGN = re.compile(rf"(?P<left>[\w.]+)\s*(?P<between>{_SIGNS})\s*(?P<right>[\w.]+)")


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
    known = _by_name(tuple(nodes))
    if len(text.strip()) > LONGEST_LINE:
        return _not_a_link(text, known)
    line = unmask(text.strip()).translate(_DASHES).casefold().strip()
    if open_ends := _unfinished(line, known):
        return open_ends
    found = _spaced(line) or _spaced(_BULLET.sub("", line, count=1)) or _close(line, known) or _unknown(line)
    if found is None:
        return _several(line, text) or _misspelt(line, known) or _not_a_link(text, known)
    left, between, right = found
    for name in (left, right):
        if name not in known:
            return _no_statement(name, text, known)
    if left == right:
        return f"{known[left]} is linked to itself. Name another statement at one end."
    relation, turned = _BETWEEN[between]
    link = Link(source=known[left], relation=relation, target=known[right])
    return link.turned if turned else link


@lru_cache(maxsize=256)
def _by_name(nodes: tuple[str, ...]) -> Mapping[str, str]:
    """From the ids of statements as they are compared to the ids."""
    return {unmask(node).casefold(): node for node in nodes}


_OPEN = "?"
"""What stands for a piece of a line that is not chosen yet."""
_ENDS = ("the first statement", "the relation", "the second statement")

_Pieces = tuple[str, str, str]
"""Left end, what stands between, right end: as typed, folded."""


def _unfinished(line: str, known: Mapping[str, str]) -> str:
    """What to say of a line with an open end, as menus make it, such as `S9 ? ?`; empty for another line."""
    pieces = line.split()
    if len(pieces) != 3 or _OPEN not in pieces or set(pieces) == {_OPEN}:
        return ""
    wanted = [name for name, piece in zip(_ENDS, pieces, strict=True) if piece == _OPEN]
    begun = next(known.get(piece, piece) for piece in pieces if piece != _OPEN)
    return f"The line with {shown(begun, 20)} is not finished. It still wants {' and '.join(wanted)}."


def _spaced(line: str) -> _Pieces | None:
    """The ends of a line in which spaces part them from a relation, whatever they are called."""
    pieces = [piece.strip(_AROUND) or piece for piece in line.split()]
    between = " ".join(pieces[1:-1])
    return (pieces[0], between, pieces[-1]) if between in _BETWEEN else None


def _close(line: str, known: Mapping[str, str]) -> _Pieces | None:
    """The ends of a line without spaces, such as `S17->S19`: both must be statements."""
    joined = "".join(line.split()).strip(_AROUND)
    for left in sorted(known, key=len, reverse=True):
        for right in known if joined.startswith(left) else ():
            between = joined[len(left) : len(joined) - len(right)]
            if joined.endswith(right) and between in _BETWEEN:
                return left, between, right
    return None


def _unknown(line: str) -> _Pieces | None:
    """The ends of a line with an arrow or another sign, whoever they are."""
    found = _WITH_A_SIGN.fullmatch(line.strip(_AROUND))
    return (found["left"], found["between"], found["right"]) if found else None


def _several(line: str, text: str) -> str:
    """What to say of a line with more than one relation; empty for another line."""
    many = sum(word in RELATIONS for word in line.split()) > 1
    return f"“{shown(text, 40)}” has more than one link. Write one link a line." if many else ""


def _misspelt(line: str, known: Mapping[str, str]) -> str:
    """What to say of a line whose ends are statements and whose relation is none; empty for another line."""
    pieces = [piece.strip(_AROUND) for piece in line.split()]
    if len(pieces) < 3 or pieces[0] not in known or pieces[-1] not in known:
        return ""
    between = " ".join(pieces[1:-1])
    close = nearest(between, RELATIONS)[:1]
    guess = f" Did you mean {one_of(close)}?" if close else ""
    return f"“{shown(between, 30)}” is none of the relations. Write {one_of(RELATIONS)}.{guess}"


def _no_statement(name: str, text: str, known: Mapping[str, str]) -> str:
    """What to say of a name that no statement has; it is shown as it was typed."""
    typed = re.search(re.escape(name), unmask(text).translate(_DASHES), re.IGNORECASE)
    close = nearest_id(name, known.values())
    guess = f" Did you mean {one_of(close)}?" if close else f" The statements are {one_of(known.values())}."
    return f"There is no statement “{shown(typed[0] if typed else name, 20)}” on this map.{guess}"


def _not_a_link(text: str, known: Mapping[str, str]) -> str:
    example = " supports ".join([*known.values()][:2])
    told = f"Write two statements with {one_of(RELATIONS)} between them, such as {example}."
    return f"“{shown(text, 40)}” is not a link. {told}"


def parse(canonical: str) -> Link:
    """The link of a line in the exact form `A supports B`, as keys have it.  Raises ValueError for any other."""
    pieces = canonical.split()
    if len(pieces) != 3 or pieces[1] not in RELATIONS or pieces[0] == pieces[2]:
        raise ValueError(f"{canonical!r} is not a link such as 'A supports B'")
    return Link(source=pieces[0], relation=pieces[1], target=pieces[2])
