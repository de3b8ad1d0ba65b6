"""Links inside the course: each leads to a page, a place on it, a file or a label that is there."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from course_checks.content.units import meant
from course_checks.core.text import nearest
from course_checks.prose.blocks import Directive
from course_checks.prose.finding import Remark, Remarks
from course_checks.prose.inline import Piece
from course_checks.prose.page import Page
from course_checks.prose.room import DOCS, Room, anchors_of
from course_checks.prose.texts import said_on

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//")
_IN_ANGLES = re.compile(r".*<([^<>]+)>\s*")
_SHOWING = frozenset({"literalinclude", "include", "image", "figure"})
_OF_SPHINX = frozenset({"genindex", "modindex", "search", "self"})


def look(page: Page, room: Room) -> Remarks:
    """Links, images and roles in running text; files, cards and lists of pages in directives."""
    for said in said_on(page):
        for piece in said.pieces:
            yield from _in_text(piece, page, room)
    for block in page.blocks:
        if isinstance(block, Directive):
            yield from _in_directive(block, page, room)


def _in_text(piece: Piece, page: Page, room: Room) -> Remarks:
    match piece:
        case Piece(kind="link" | "image", target=target):
            yield from _address(target, piece.line, page, room)
        case Piece(kind="role", name="doc", target=target):
            yield from _doc(target, piece.line, page, room)
        case Piece(kind="role", name="ref" | "numref", target=target) if target.casefold() not in room.labels:
            yield _label(target, piece.line, room)
        case Piece(kind="role", name="download", target=target):
            yield from _file(target, piece.line, page, room)
        case _:
            pass


def _in_directive(block: Directive, page: Page, room: Room) -> Remarks:
    link = block.options.get("link", "")
    if block.name in _SHOWING:
        yield from _file(block.argument, block.line, page, room)
    elif block.name == "toctree" and "glob" not in block.options:
        for number, line in enumerate(block.body.splitlines()):
            if name := (_IN_ANGLES.sub(r"\1", line)).strip():
                yield from _doc(name, block.body_line + number, page, room)
    elif link:
        kind = block.options.get("link-type", "url")
        if kind == "doc":
            yield from _doc(link, block.line, page, room)
        elif kind == "ref" and link.casefold() not in room.labels:
            yield _label(link, block.line, room)
        elif kind == "url":
            yield from _address(link, block.line, page, room)


def _address(address: str, line: int, page: Page, room: Room) -> Remarks:
    """A link as Markdown writes it: a path, an anchor, or both."""
    if _ELSEWHERE.match(address) or not address:
        return
    path, _, anchor = address.partition("#")
    name = page.file if not path else _from(page, path)
    there = room.pages.get(name) or room.pages.get(f"{name}.md")
    if there is None:
        if not (room.root / name).exists():
            yield line, f"the link leads to {path}, which is not there", _near_file(name, room)
    elif anchor and anchor not in anchors_of(there) and not (not path and anchor.casefold() in room.labels):
        place = there.file if path else "this page"
        yield (
            line,
            f"there is no #{anchor} on {place}",
            meant(nearest(anchor, sorted(anchors_of(there))), "link to a heading"),
        )


def _doc(name: str, line: int, page: Page, room: Room) -> Remarks:
    if name in _OF_SPHINX or _ELSEWHERE.match(name):
        return
    if f"{_from(page, name).removesuffix('.md')}.md" not in room.pages:
        known = {
            one.removeprefix(f"{DOCS}/").removesuffix(".md") for one in room.pages if one.startswith(DOCS)
        }
        yield line, f"there is no page {name!r}", meant(nearest(name, sorted(known)), "name a page of docs")


def _file(name: str, line: int, page: Page, room: Room) -> Remarks:
    if not _ELSEWHERE.match(name) and not (room.root / _from(page, name)).is_file():
        yield line, f"there is no file {name!r}", _near_file(name, room)


def _label(name: str, line: int, room: Room) -> Remark:
    otherwise = f"write ({name})= above what is meant"
    return line, f"there is no label {name!r}", meant(nearest(name, sorted(room.labels)), otherwise)


def _from(page: Page, path: str) -> str:
    """A path as it is meant on a page, from the course's root: `/` is the folder of the site's pages."""
    start = PurePosixPath(DOCS) if path.startswith("/") else PurePosixPath(page.file).parent
    return "/".join(_walk((*start.parts, *PurePosixPath(path.lstrip("/")).parts)))


def _walk(parts: Iterable[str]) -> list[str]:
    found: list[str] = []
    for part in parts:
        if part == ".." and found:
            found.pop()
        elif part != ".":
            found.append(part)
    return found


def _near_file(name: str, room: Room) -> str:
    """A remedy: the pages whose file has nearly this name."""
    by_stem = {PurePosixPath(page).stem: page for page in room.pages}
    near = nearest(PurePosixPath(name).stem, by_stem)
    return meant((by_stem[stem] for stem in near), "mend the path, or write the file")
