"""The blocks of a page in the order in which they are read: headings, paragraphs, directives, tables, labels.

MyST's own parser reads the page, set as the site sets it.  What a directive holds that is MyST again, such as
a dropdown, is read too: its blocks follow it, and know what they stand in.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from course_checks.prose.inline import Said, said_of

EXTENSIONS = ("attrs_block", "attrs_inline", "colon_fence", "deflist")
"""`myst_enable_extensions` of docs/conf.py."""
HOLDING_MYST = frozenset(
    "admonition attention card caution danger div dropdown epigraph error figure grid grid-item grid-item-card"
    " hint important list-table margin note pull-quote seealso sidebar tab-item tab-set tip topic warning".split()
)
"""Directives whose content is read as MyST."""
LISTED = "list-table"
_DIRECTIVE = re.compile(r"\{([^\s{}]+)\}\s*(.*)")
_OPTION = re.compile(r":?([\w-]+):(?:\s+(.*))?")
_RULE = "---"
_OPENING = frozenset({"bullet_list_open", "ordered_list_open", "blockquote_open"})
_CLOSING = frozenset(one.replace("_open", "_close") for one in _OPENING)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """What every block knows."""

    line: int
    inside: tuple[str, ...] = ()
    """The directives around it with their arguments, from the outside in: `dropdown Instructor notes`."""
    marks: frozenset[str] = frozenset()
    """The classes in force on it: its own, those of lists and directives around it, those of its section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(_Placed):
    """A heading; its marks are in force on its whole section."""

    level: int
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(_Placed):
    """A paragraph, of a list or a quotation as well."""

    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive(_Placed):
    """A directive, whatever marks its fence."""

    name: str
    argument: str
    options: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    body_line: int = 0
    """Where the body begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(_Placed):
    """A table: its header, and its rows below."""

    header: tuple[Said, ...]
    rows: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(_Placed):
    """A target that references may name."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Html(_Placed):
    """HTML as it stands."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(_Placed):
    """A list: `count` of its items, which follow as paragraphs."""

    ordered: bool
    count: int


Block = Heading | Paragraph | Directive | Table | Label | Html | Listing


@cache
def parser() -> MarkdownIt:
    """MyST's parser, set as the site sets it."""
    return create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)


def read_inline(text: str, line: int) -> Said:
    """A text without blocks, such as a field of a TOML file."""
    (token,) = parser().parseInline(text)
    return said_of(token, line)


def front_matter_of(text: str) -> str:
    """The YAML above a page; empty where there is none."""
    first = next(iter(parser().parse(text)), None)
    return first.content if first is not None and first.type == "front_matter" else ""


def blocks_of(
    text: str, first: int = 1, inside: tuple[str, ...] = (), marks: frozenset[str] = frozenset()
) -> Iterator[Block]:
    """The blocks of `text`, which begins at line `first`, those inside directives after their directive."""
    tokens = parser().parse(text)
    around: list[frozenset[str]] = [marks]
    for number, token in enumerate(tokens):
        if token.type in _CLOSING:
            around.pop()
            continue
        own = around[-1] | frozenset(str(token.attrs.get("class", "")).split())
        line = first + (token.map[0] if token.map else 0)
        yield from _block(tokens, number, first, _Placed(line=line, inside=inside, marks=own))
        if token.type in _OPENING:
            around.append(own)


def _block(tokens: Sequence[Token], number: int, first: int, placed: _Placed) -> Iterator[Block]:
    """The block that begins with a token, and what it holds, if it is a directive; nothing for other tokens."""
    token, line, inside, marks = tokens[number], placed.line, placed.inside, placed.marks
    match token.type:
        case "heading_open":
            said = said_of(tokens[number + 1], line)
            yield Heading(line=line, inside=inside, marks=marks, level=int(token.tag[1]), said=said)
        case "paragraph_open" | "dt_open":
            yield Paragraph(line=line, inside=inside, marks=marks, said=said_of(tokens[number + 1], line))
        case "table_open":
            yield _table(tokens, number, first, placed)
        case "myst_target":
            yield Label(line=line, inside=inside, marks=marks, name=token.content)
        case "html_block":
            yield Html(line=line, inside=inside, marks=marks, text=token.content)
        case "fence" | "colon_fence":
            yield from _directive(token, placed)
        case "bullet_list_open" | "ordered_list_open":
            ordered = token.type.startswith("ordered")
            yield Listing(
                line=line, inside=inside, marks=marks, ordered=ordered, count=_items(tokens, number)
            )
        case _:
            pass


def _items(tokens: Sequence[Token], start: int) -> int:
    """How many items the list has that opens at `start`, lists inside it not counted."""
    level, count = tokens[start].level, 0
    for token in tokens[start + 1 :]:
        if token.level == level:
            break
        count += token.type == "list_item_open" and token.level == level + 1
    return count


def _directive(token: Token, placed: _Placed) -> Iterator[Block]:
    """The directive of a fence, and what it holds; nothing for code."""
    named = _DIRECTIVE.fullmatch(token.info.strip())
    if named is None:
        return
    options, body, skipped = _options(token.content)
    classes = options.get("class", "").split()
    if named[1] == "div":
        classes += named[2].split()
    marks, body_line = placed.marks | frozenset(classes), placed.line + 1 + skipped
    yield Directive(
        line=placed.line,
        inside=placed.inside,
        marks=marks,
        name=named[1],
        argument=named[2].strip(),
        options=options,
        body=body,
        body_line=body_line,
    )
    if named[1] in HOLDING_MYST:
        head = f"{named[1]} {named[2]}".strip()
        yield from blocks_of(body, body_line, (*placed.inside, head), marks)


def _options(content: str) -> tuple[dict[str, str], str, int]:
    """The options at the head of a directive's content, the rest of it, and the lines before the rest."""
    lines = content.splitlines(keepends=True)
    ruled = bool(lines) and lines[0].strip() == _RULE
    options: dict[str, str] = {}
    at = int(ruled)
    while at < len(lines) and (found := _OPTION.fullmatch(lines[at].strip())):
        if not (ruled or lines[at].startswith(":")):
            break
        options[found[1]] = (found[2] or "").strip().strip("\"'")
        at += 1
    at += ruled
    while at < len(lines) and not lines[at].strip():
        at += 1
    return options, "".join(lines[at:]), at


def _table(tokens: Sequence[Token], start: int, first: int, placed: _Placed) -> Table:
    """The table that opens at `start`."""
    rows: list[list[Said]] = []
    heads = 0
    for number in range(start, len(tokens)):
        token = tokens[number]
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            inline = tokens[number + 1]
            rows[-1].append(said_of(inline, first + (inline.map[0] if inline.map else 0)))
            heads += token.type == "th_open"
        elif token.type == "table_close":
            break
    header, *body = [tuple(row) for row in rows]
    return Table(line=placed.line, inside=placed.inside, marks=placed.marks, header=header, rows=tuple(body))
