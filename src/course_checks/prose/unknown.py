"""Names for which there is nothing: passages, references, cards, terms, exercises, items, drawings, sources."""

from collections.abc import Iterable

from course_checks.content.units import meant, unknown_in, unknown_passage
from course_checks.core.text import nearest, one_of, shown
from course_checks.prose.blocks import Directive
from course_checks.prose.finding import Remark, Remarks
from course_checks.prose.inline import Piece
from course_checks.prose.page import Page
from course_checks.prose.room import Room
from course_checks.prose.texts import said_on

_IN_SOURCES = "the sources are in docs/sources"
_IN_CARDS = "the cards are in docs/sources/outside.toml"
_IN_EXERCISES = "an exercise is a folder of exercises/"


def look(page: Page, room: Room) -> Remarks:
    """The front matter, every role and every directive."""
    if page.unit is not None:
        for one in unknown_in(page.unit, room.course):
            if one.name in room.exercises:
                continue
            yield page.line_of(one.name), f"{one.field}: {one.problem}", one.remedy
    for said in said_on(page):
        for piece in said.pieces:
            if piece.kind == "role":
                yield from _in_role(piece, room)
    for block in page.blocks:
        if isinstance(block, Directive):
            yield from _in_directive(block, room)


def _in_role(role: Piece, room: Room) -> Remarks:
    match role.name:
        case "passage":
            yield from (
                _passage(name, role.line, room)
                for name in _not_in(role.targets, room.course.library.passages)
            )
        case "evidence":
            known = [
                one for card in room.course.cards.values() for one in (card.id, *(i.id for i in card.items))
            ]
            for name in _not_in(role.targets, known):
                yield _missing(role.line, "evidence card or item", name, known, _IN_CARDS)
        case "term" if role.target.casefold() not in room.terms:
            yield _missing(role.line, "term", role.target, sorted(room.terms), "add it to the glossary")
        case name if name == "cite" or name.startswith("cite:"):
            known = sorted(room.course.references)
            for key in _not_in(role.targets, known):
                yield _missing(role.line, "reference", key, known, "add it to docs/references.bib")
        case _:
            pass


def _in_directive(block: Directive, room: Room) -> Remarks:
    name, course = block.argument, room.course
    match block.name:
        case "passage" if name not in course.library.passages:
            yield _passage(name, block.line, room)
        case "passages" if name not in course.sources:
            yield _missing(block.line, "source", name, course.sources, _IN_SOURCES)
        case "evidence" if name not in course.cards:
            yield _missing(block.line, "evidence card", name, course.cards, _IN_CARDS)
        case "drawing" if name not in room.drawings:
            remedy = f"there are {one_of(nearest(name, room.drawings) or room.drawings)}"
            yield block.line, f"there is no drawing {name!r}", remedy
        case "exercise" if name not in room.exercises:
            yield _missing(
                block.line, "exercise", name, room.exercises, "an exercise is a folder of exercises/"
            )
        case "exercise" if name in course.exercises and (item := block.options.get("item")):
            items = [one.id for one in course.exercises[name].public.items]
            if item not in items:
                yield block.line, f"{name} has no item {item!r}", f"use {one_of(items)}"
        case _:
            pass


def _not_in(names: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    held = frozenset(known)
    return tuple(name for name in names if name not in held)


def _passage(name: str, line: int, room: Room) -> Remark:
    return (line, *unknown_passage(name, room.course))


def _missing(line: int, thing: str, name: str, known: Iterable[str], otherwise: str) -> Remark:
    return line, f"there is no {thing} {shown(name)!r}", meant(nearest(name, known), otherwise)
