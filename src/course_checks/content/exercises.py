"""Exercises as authors write them: a folder with exercise.toml, key.toml and responses.toml."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from course_checks.content.errors import Faults
from course_checks.content.strict import read_toml, structure
from course_checks.content.unwritten import add_unwritten
from course_checks.core.library import Library
from course_checks.core.part import Options, Part
from course_checks.core.reading import read
from course_checks.core.text import one_of, plain
from course_checks.exercise import REASON, Because, Item, ItemKey, Key, PublicExercise, SlipRule, parts_of
from course_checks.plain import shape, split, version_of
from course_checks.validators import load, names

EXERCISE, KEY, RESPONSES = "exercise.toml", "key.toml", "responses.toml"
FILES = (EXERCISE, KEY, RESPONSES)
Ending = Literal["scored", "read", "unanswered", "invalid"]
"""`read` is for an item in which nothing is scored."""
BARE = re.compile(r"[A-Za-z0-9_-]+")
BARE_REMEDY = "use letters, digits, - and _"
_SCORE = re.compile(r"\d{1,6}(?:\.\d{1,6}|/[1-9]\d{0,5})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """How the check of one item must end for a labelled response."""

    ending: Ending = "scored"
    score: str = ""
    """A decimal or a fraction, such as "0.5" or "2/3"; empty where the ending is another."""
    slips: tuple[str, ...] = ()

    @property
    def fraction(self) -> Fraction | None:
        """The score as an exact number; None if there is none.  Raises ValueError for what is no number."""
        if self.score and not _SCORE.fullmatch(self.score):
            raise ValueError(f"{self.score!r} is not a score")
        return Fraction(self.score) if self.score else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledResponse:
    """A response that shows what the exercise does with it."""

    name: str
    expect: Mapping[str, Expected]
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Responses:
    responses: tuple[LabelledResponse, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """What the exercise is for, above its items."""

    title: str
    unit: str
    minutes: int
    outcomes: tuple[str, ...]
    why: str
    intro: str = ""
    reflect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """An exercise with its key and the responses that prove it: what authors and instructors have."""

    public: PublicExercise
    key: Key
    responses: tuple[LabelledResponse, ...]
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What could be read of a folder: all of an exercise, or the items and keys that stand in spite of mistakes."""

    folder: Path
    items: tuple[Item, ...]
    key: Key
    exercise: Exercise | None
    """None where some mistake keeps it from being used."""


def load_exercise(folder: Path, faults: Faults) -> Draft:
    """The exercise of a folder, with every mistake of its files in `faults`."""
    before = len(faults.found)
    if not BARE.fullmatch(folder.name):
        faults.add(folder, "", "the name of the folder is not an id", BARE_REMEDY)
    for file in sorted(folder.iterdir()):
        if file.name not in FILES and not file.name.startswith("."):
            faults.add(file, "", "the file is not part of an exercise", f"keep {one_of(FILES)}")
    head, items = _exercise(folder / EXERCISE, faults)
    key = _key(items, folder / KEY, faults)
    responses = _responses(folder / RESPONSES, faults)
    read = tuple(item for item in (items or {}).values() if item is not None)
    if head is None or responses is None or len(faults.found) > before:
        return Draft(folder=folder, items=read, key=key, exercise=None)
    shared = {name: getattr(head, name) for name in Public.__dataclass_fields__}
    version = version_of((folder / EXERCISE).read_bytes())
    public = PublicExercise(id=folder.name, version=version, items=read, **shared)
    whole = Exercise(public=public, key=key, responses=responses, folder=folder)
    return Draft(folder=folder, items=read, key=key, exercise=whole)


_Items = dict[str, Item | None]
"""From an item's id to the item; None where it could not be read.  The empty id stands for items without one."""


def _exercise(file: Path, faults: Faults) -> tuple[Public | None, _Items | None]:
    """What stands above the items, and the items; None for what could not be read."""
    table = read_toml(file, faults)
    if table is None:
        return None, None
    entries = table.pop("items", None)
    head: Public | None = structure(Public, table, file, "", faults, beside=("items",))
    if head is not None and head.minutes < 1:
        faults.add(file, "minutes", f"{head.minutes} is not a time to plan with", "give at least 1")
    if head is not None:
        add_unwritten(head, "", file, faults)
        if not head.outcomes:
            faults.add(file, "outcomes", "no outcome is named", "name what the exercise trains, such as LO1")
    if not isinstance(entries, list) or not entries:
        faults.add(file, "items", "there are no items", "add at least one [[items]] table")
        return head, None
    items: _Items = {}
    for number, entry in enumerate(entries):
        held = entry.get("id") if isinstance(entry, dict) else None
        name = held if isinstance(held, str) else ""
        where = f"items.{name}" if name else f"items[{number}]"
        if name and name in items:
            faults.add(file, where, "the id stands twice", "give each item its own id")
        items[name] = _item(entry, where, file, faults)
    return head, items


def _item(entry: Any, where: str, file: Path, faults: Faults) -> Item | None:
    """One item: its kind first, then what all items share, then what the kind asks."""
    if not isinstance(entry, dict):
        faults.add(file, where, "the item is not a table", "start it with [[items]]")
        return None
    if entry.get("kind") not in names():
        problem = f"unknown kind {entry['kind']!r}" if "kind" in entry else "is missing"
        faults.add(file, f"{where}.kind", problem, f"use {one_of(names())}")
        return None
    common, own = split(entry, Item, "ask")
    shell = structure(_ItemShell, common, file, where, faults)
    ask = structure(load(entry["kind"]).Ask, own, file, where, faults, beside=shape(_ItemShell))
    if ask is None or shell is None:
        return None
    item = Item(ask=ask, **{name: getattr(shell, name) for name in _ItemShell.__dataclass_fields__})
    for problem, remedy in _id_faults(item):
        faults.add(file, where, problem, remedy)
    add_unwritten(item, where, file, faults)
    return item


def _id_faults(item: Item) -> Iterator[tuple[str, str]]:
    """(problem, remedy) for each id that cannot begin a line of an answer sheet, and each option taken for another."""
    parts = [part.id for part in parts_of(item)]
    for name in dict.fromkeys((item.id, *parts)):
        if not BARE.fullmatch(name):
            yield f"{name!r} is not an id", BARE_REMEDY
    if item.reason and parts.count(REASON) > 1:
        yield f"the id {REASON!r} is taken by the reason", "give that part another id"
    for domain in dict.fromkeys(part.domain for part in parts_of(item)):
        for option in domain.options if isinstance(domain, Options) else ():
            if not option.text.strip():
                continue  # told as not written
            meant = read(Part(id="", domain=domain), plain(option.text), Library())
            if meant != option.id:
                as_what = repr(meant) if isinstance(meant, str) else "nothing"
                yield f"the text of {option.id!r} is read as {as_what}", "tell the options apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class _ItemShell:
    """An item without what its kind asks."""

    id: str
    kind: str
    honesty: Literal["auto", "keyed", "form", "human"]
    prompt: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _KeyShell:
    """A key without what its kind accepts."""

    because: tuple[Because, ...]
    why: str
    slips: tuple[SlipRule, ...] = ()
    differ: str = ""


def _key(items: _Items | None, file: Path, faults: Faults) -> Key:
    """The keys that could be read.  `items` is None where the exercise does not tell which there are."""
    tables = read_toml(file, faults)
    if tables is None:
        return {}
    known = tables if items is None else [name for name in items if name]
    for name in tables if items is None or "" not in items else ():
        if name not in known:
            faults.add(file, name, "the exercise has no such item", f"use {one_of(known)}")
    key = {}
    for name in known:
        if name not in tables:
            faults.add(file, name, "the item has no key", f"add a table [{name}]")
            continue
        keyed = _item_key(name, (items or {}).get(name), tables[name], file, faults)
        if keyed is not None:
            key[name] = keyed
    return key


def _item_key(name: str, item: Item | None, table: Any, file: Path, faults: Faults) -> ItemKey | None:
    """The key of one item; of an item that could not be read, only what all keys share is looked at."""
    if not isinstance(table, dict):
        faults.add(file, name, "the key is not a table", f"start it with [{name}]")
        return None
    common, own = split(table, ItemKey, "accept")
    shell = structure(_KeyShell, common, file, name, faults)
    if item is None:
        return None
    kind = load(item.kind)
    accept = structure(kind.Accept, own, file, name, faults, beside=shape(_KeyShell))
    if accept is None or shell is None:
        return None
    add_unwritten(accept, name, file, faults)
    for where, problem, remedy in kind.faults(item.ask, accept):
        faults.add(file, f"{name}.{where}", problem, remedy)
    return ItemKey(
        accept=accept, **{field: getattr(shell, field) for field in _KeyShell.__dataclass_fields__}
    )


def _responses(file: Path, faults: Faults) -> tuple[LabelledResponse, ...] | None:
    table = read_toml(file, faults)
    if table is None:
        return None
    held = structure(_Responses, table, file, "", faults)
    return None if held is None else held.responses
