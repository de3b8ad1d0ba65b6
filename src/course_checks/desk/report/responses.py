"""What first attempts say, read through the parts of an exercise: values to count, and what no slip explains."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from course_checks.core.library import Library
from course_checks.core.links import parse
from course_checks.core.outcome import Problem
from course_checks.core.part import (
    SILENT,
    DateEntry,
    Entry,
    Links,
    Names,
    Number,
    Options,
    Part,
    Passages,
    Prose,
    Quotation,
    Value,
)
from course_checks.core.reading import read
from course_checks.core.text import plain, shown, squeeze
from course_checks.desk.record import SURE, Answered
from course_checks.exercise import Item, ItemKey, parts_of
from course_checks.validators import Given, load

LONGEST = 160
"""Characters of an answer that the report shows."""
OPTION = 70
MOST_KEPT = 20_000
"""Answers to one item that are read once only; a class gives the same ones again and again."""
BY_ROW = frozenset({"match", "multiple-response", "comparison", "hypotheses", "corroboration"})
"""Kinds whose rows are answers of their own: a slip in one explains nothing in another."""
WRONG = ("look again", "half")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One value at one part."""

    part: str
    key: str
    """What is counted together: an option's id, a name however it is spelt."""
    text: str
    """As it is shown, on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """A wrong value that no slip of the key explains, and how a slip would name it."""

    said: Said
    when: str
    """The value for the `when` of a slip; empty where a slip cannot rest on this part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One first attempt at an item, read."""

    said: tuple[Said, ...]
    strays: tuple[Stray, ...]

    def at(self, parts: tuple[str, ...]) -> tuple[Said, ...]:
        """What was given at these parts; at all of them where none is named."""
        return tuple(one for one in self.said if not parts or one.part in parts)


@dataclass(slots=True, kw_only=True)
class Reader:
    """Reads the first attempts at one item."""

    item: Item
    key: ItemKey | None
    library: Library
    parts: dict[str, Part] = field(init=False)
    _held: dict[Any, Seen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look up the parts once."""
        counted = [one for one in parts_of(self.item) if not isinstance(one.domain, Prose) and one.id != SURE]
        self.parts = {part.id: part for part in counted}

    def seen(self, one: Answered) -> Seen:
        """What `one` says."""
        slips = tuple((slip.id, slip.parts) for slip in one.slips)
        place = (tuple(one.given.items()), tuple(one.parts.items()), slips, one.score)
        held = self._held.get(place)
        if held is None:
            held = self._read(one)
            if len(self._held) < MOST_KEPT:
                self._held[place] = held
        return held

    def _read(self, one: Answered) -> Seen:
        given: dict[str, Value] = {}
        for name, part in self.parts.items():
            value = read(part, one.given.get(name, ""), self.library)
            if value is not None and not isinstance(value, Problem):
                given[name] = value
        said = tuple(told for name, value in given.items() for told in self._said(self.parts[name], value))
        strays = () if one.score in (None, 1) else tuple(self._strays(one, given, said))
        return Seen(said=said, strays=strays)

    def _said(self, part: Part, value: Value) -> Iterator[Said]:
        """A value as it is counted: the links of a map one by one."""
        if isinstance(part.domain, Links) and isinstance(value, tuple):
            for link in value:
                yield Said(part=part.id, key=link, text=link)
            return
        if isinstance(part.domain, Names) and isinstance(value, tuple):
            text = " > ".join(self.library.aliases.get(squeeze(name), name) for name in value)
        elif isinstance(value, tuple):
            text = ", ".join(value) or SILENT
        else:
            text = str(value)
        free = isinstance(part.domain, Names | Entry | Quotation)
        yield Said(
            part=part.id,
            key=squeeze(text) if free else text,
            text=_option(part.domain, text) if isinstance(part.domain, Options) else shown(text, LONGEST),
        )

    # What no slip explains ---------------------------------------------------------------------------------

    def _strays(self, one: Answered, given: Given, said: tuple[Said, ...]) -> Iterator[Stray]:
        if self.key is None:
            return
        if self.item.kind == "order":
            yield from self._turned(one, given)
            return
        explained = {part for slip in one.slips for part in slip.parts}
        if one.slips and self.item.kind not in BY_ROW:
            return
        for told in said:
            wrong = one.parts.get(told.part) in WRONG and told.part not in explained
            if wrong and self._is_strange(told):
                yield Stray(said=told, when=self._when(told, given))

    def _is_strange(self, told: Said) -> bool:
        """Of the links of a map, only those that the key does not take."""
        if self.key is None or not isinstance(self.parts[told.part].domain, Links):
            return True
        from course_checks.core.mapkey import map_key

        accept = self.key.accept
        return bool(map_key(accept.accepted, accept.also_ok).strange([parse(told.key)]))

    def _turned(self, one: Answered, given: Given) -> Iterator[Stray]:
        """Neighbours in the chains of an order that stand the other way round, or together."""
        from course_checks.validators import order

        if self.key is None or any(slip.id == order.REVERSED for slip in one.slips):
            return
        fired = {slip.id for slip in one.slips}
        told = {
            (part, value)
            for rule in self.key.slips
            if rule.id in fired
            for part, values in rule.when.items()
            for value in values
        }
        for earlier, later in order.links(self.key.accept):
            here, there = given.get(earlier), given.get(later)
            if not isinstance(here, int) or not isinstance(there, int) or here < there:
                continue
            relation, mirrored = ("after", "before") if here > there else ("with", "with")
            when = f"{relation} {later}"
            if not told & {(earlier, when), (later, f"{mirrored} {earlier}")}:
                text = f"{relation} {later}"
                yield Stray(said=Said(part=earlier, key=text, text=text), when=when)

    def _when(self, told: Said, given: Given) -> str:
        """How a slip would name this value: what `shows` of the kind takes for it; empty for no way."""
        kind, domain = load(self.item.kind), self.parts[told.part].domain
        candidates: list[str] = []
        match domain:
            case Options() | DateEntry() | Links() | Number() | Entry():
                candidates = [told.key if not isinstance(domain, Entry) else told.text]
            case Passages():
                candidates = told.key.split(", ")
            case Names():
                candidates = [*self._missing_voices(given), *_ends(given.get(told.part))]
            case _:
                pass
        return next((one for one in candidates if kind.shows(told.part, one, given)), "")

    def _missing_voices(self, given: Given) -> Iterator[str]:
        """Voices of the model chain that this one lacks."""
        if self.key is None:
            return
        kind = load(self.item.kind)
        for part, text in kind.model(self.item.ask, self.key.accept).items():
            for voice in text.split(" > "):
                if kind.shows(part, f"lacks {voice}", given):
                    yield f"lacks {voice}"


def _ends(chain: Value | None) -> Iterator[str]:
    """How a slip names a chain by its first and its last voice."""
    if isinstance(chain, tuple) and chain:
        yield f"starts {shown(chain[0], LONGEST)}"
        yield f"ends {shown(chain[-1], LONGEST)}"


def _option(domain: Options, chosen: str) -> str:
    """An option as it is shown: its id, and its text where that says more."""
    said = next((plain(option.text) for option in domain.options if option.id == chosen), chosen)
    return chosen if said.casefold() == chosen.casefold() else f"{chosen} “{shown(said, OPTION)}”"


def slip_to_write(item: str, stray: Stray) -> str:
    """The lines of key.toml that an author would add for `stray`; empty where a slip cannot name it."""
    if not stray.when:
        return ""
    value = json.dumps(stray.when, ensure_ascii=False).replace("\x7f", "")
    return "\n".join(
        [
            f"[[{item}.slips]]",
            'id   = "give-it-a-name"',
            f"when = {{ {stray.said.part} = [{value}] }}",
            'say  = ""  # what the reader took it for, the passage to read again, a question',
        ]
    )
