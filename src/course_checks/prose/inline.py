"""What is said in a line or a paragraph: text, roles, links and pictures, each with its line and its marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from markdown_it.token import Token

GAP = "\ufffc"
"""What stands in a text for something that is no word of it, such as a citation."""
Kind = Literal["text", "code", "role", "link", "image", "html"]
_TITLED = re.compile(r"(.*?)\s*<([^<>]*)>", re.DOTALL)
_SAID_BY_ROLES = frozenset({"term", "doc", "ref", "download", "numref", "abbr", "sub", "sup", "any"})
"""Roles of which a title is read; `{term}` without one is read as it stands."""
_BEFORE_A_STOP = re.compile(rf"[\s{GAP}]+(?=[.,;:?!)])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a paragraph."""

    kind: Kind
    text: str
    """What a reader reads; `GAP` for what is no word."""
    line: int
    name: str = ""
    """The name of a role."""
    target: str = ""
    """What a role, link or picture points to."""
    marks: frozenset[str] = frozenset()
    """`strong`, `em`, and the classes of the spans around it."""

    @property
    def targets(self) -> tuple[str, ...]:
        """The target of a role that may list several, such as {passage}`S3, Z9`."""
        return tuple(filter(None, re.split(r"\s*[,;]\s*", self.target.strip())))


@dataclass(frozen=True, kw_only=True)
class Said:
    """All of a paragraph, heading or cell, in order."""

    line: int
    pieces: tuple[Piece, ...] = ()

    @cached_property
    def text(self) -> str:
        """What is read, with `GAP` for citations, code and pictures."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def plain(self) -> str:
        """The same as prose: on one line, without gaps."""
        return " ".join(_BEFORE_A_STOP.sub("", self.text).replace(GAP, " ").split())

    def roles(self, *names: str) -> Iterator[Piece]:
        """The roles with one of these names; a name that ends in `:` stands for all that begin with it."""
        for piece in self.pieces:
            begun = any(name.endswith(":") and piece.name.startswith(name) for name in names)
            if piece.kind == "role" and (piece.name in names or begun):
                yield piece

    @property
    def passages(self) -> tuple[str, ...]:
        """The passages cited, in order, each once."""
        return tuple(dict.fromkeys(name for role in self.roles("passage") for name in role.targets))

    @property
    def works(self) -> bool:
        """Whether a reference or an evidence card is cited."""
        return any(self.roles("cite", "cite:", "evidence"))

    def marks_between(self, start: int, end: int) -> frozenset[str]:
        """The marks of all pieces that have a character from `start` to before `end` of `text`."""
        found, before = frozenset[str](), 0
        for piece in self.pieces:
            after = before + len(piece.text)
            if before < end and start < after:
                found |= piece.marks
            before = after
        return found

    def line_at(self, offset: int) -> int:
        """The line of the character at `offset` of `text`."""
        before = 0
        for piece in self.pieces:
            if offset < before + len(piece.text):
                return piece.line + piece.text.count("\n", 0, offset - before)
            before += len(piece.text)
        return self.line


def said_of(token: Token, line: int) -> Said:
    """What the inline `token` says, which begins at `line`."""
    return Said(line=line, pieces=tuple(_pieces(token.children or (), token.content, line)))


def _pieces(tokens: Sequence[Token], source: str, first: int) -> Iterator[Piece]:
    """The pieces of `tokens`, which stand in `source`; that is where their lines are looked up."""
    at, marks = 0, list[frozenset[str]]()
    for token in tokens:
        start, end = _place(token, source, at)
        piece = _piece(token, first + source.count("\n", 0, start), frozenset[str]().union(*marks))
        if piece is not None:
            yield piece
        at = end
        if token.nesting > 0:
            marks.append(frozenset((*str(token.attrs.get("class", "")).split(), token.tag)))
        elif token.nesting < 0:
            marks.pop()


def _place(token: Token, source: str, start: int) -> tuple[int, int]:
    """Where a token begins and ends in `source`, at or after `start`; nowhere else where it is written otherwise."""
    if token.type in ("softbreak", "hardbreak"):
        wanted = "\n"
    elif token.type == "myst_role":
        wanted = f"{{{token.meta['name']}}}`"
    else:
        wanted = token.content
    found = source.find(wanted, start) if wanted else -1
    return (found, found + len(wanted)) if found >= 0 else (start, start)


def _piece(token: Token, line: int, marks: frozenset[str]) -> Piece | None:
    """What a token adds to what is read, if it adds anything."""
    match token.type:
        case "text":
            return Piece(kind="text", text=token.content, line=line, marks=marks)
        case "softbreak" | "hardbreak":
            return Piece(kind="text", text="\n", line=line, marks=marks)
        case "myst_role":
            return _role(token, line, marks)
        case "code_inline":
            return Piece(kind="code", text=GAP, line=line, target=token.content, marks=marks)
        case "image":
            target = str(token.attrs.get("src", ""))
            return Piece(kind="image", text=GAP, line=line, name=token.content, target=target)
        case "html_inline":
            return Piece(kind="html", text="", line=line, target=token.content)
        case "link_open":
            return Piece(kind="link", text="", line=line, target=str(token.attrs.get("href", "")))
        case _:
            return None


def _role(token: Token, line: int, marks: frozenset[str]) -> Piece:
    """A role: what is read of it, and what it points to."""
    name = str(token.meta["name"])
    titled = _TITLED.fullmatch(token.content)
    title, target = (titled[1], titled[2]) if titled else ("", token.content)
    read = title or (target if name in ("term", "abbr", "sub", "sup") else "")
    text = read if name in _SAID_BY_ROLES and read else GAP
    return Piece(kind="role", text=text, line=line, name=name, target=target.strip(), marks=marks)
