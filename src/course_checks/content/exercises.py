"""Exercises as authors write them: a folder with exercise.toml, key.toml and responses.toml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from course_checks.content.errors import Faults
from course_checks.content.strict import read_toml, structure
from course_checks.core.text import one_of
from course_checks.exercise import Because, Item, ItemKey, Key, PublicExercise, SlipRule
from course_checks.plain import split, version_of
from course_checks.validators import load, names

EXERCISE, KEY, RESPONSES = "exercise.toml", "key.toml", "responses.toml"
FILES = (EXERCISE, KEY, RESPONSES)
Ending = Literal["scored", "unanswered", "invalid"]


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
class _Public:
    """exercise.toml without its items."""

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


def load_exercise(folder: Path, faults: Faults) -> Exercise | None:
    """The exercise of a folder; None, with every mistake in `faults`, where it cannot be used."""
    before = len(faults.found)
    for file in sorted(folder.iterdir()):
        if file.name not in FILES and not file.name.startswith("."):
            faults.add(file, "", "the file is not part of an exercise", f"keep {one_of(FILES)}")
    public = _public(folder, faults)
    key = None if public is None else _key(public, folder / KEY, faults)
    responses = _responses(folder / RESPONSES, faults)
    if public is None or key is None or responses is None or len(faults.found) > before:
        return None
    return Exercise(public=public, key=key, responses=responses, folder=folder)


def _public(folder: Path, faults: Faults) -> PublicExercise | None:
    file = folder / EXERCISE
    table = read_toml(file, faults)
    if table is None:
        return None
    entries = table.pop("items", None)
    head = structure(_Public, table, file, "", faults)
    if not isinstance(entries, list) or not entries:
        faults.add(file, "items", "there are no items", "add at least one [[items]] table")
        return None
    items = [_item(entry, number, file, faults) for number, entry in enumerate(entries)]
    if head is None or None in items:
        return None
    found = tuple(item for item in items if item is not None)
    for item in found:
        if [other.id for other in found].count(item.id) > 1:
            faults.add(file, f"items.{item.id}", "the id stands twice", "give each item its own id")
    shared = {name: getattr(head, name) for name in _Public.__dataclass_fields__}
    return PublicExercise(id=folder.name, version=version_of(file.read_bytes()), items=found, **shared)


def _item(entry: Any, number: int, file: Path, faults: Faults) -> Item | None:
    """One item: its kind first, then what all items share, then what the kind asks."""
    where = f"items[{number}]"
    if not isinstance(entry, dict):
        faults.add(file, where, "the item is not a table", "start it with [[items]]")
        return None
    where = f"items.{entry['id']}" if isinstance(entry.get("id"), str) else where
    if entry.get("kind") not in names():
        faults.add(file, f"{where}.kind", f"unknown kind {entry.get('kind')!r}", f"use {one_of(names())}")
        return None
    common, own = split(entry, Item, "ask")
    ask = structure(load(entry["kind"]).Ask, own, file, where, faults)
    shell = structure(_ItemShell, common, file, where, faults)
    if ask is None or shell is None:
        return None
    return Item(ask=ask, **{name: getattr(shell, name) for name in _ItemShell.__dataclass_fields__})


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


def _key(public: PublicExercise, file: Path, faults: Faults) -> Key | None:
    tables = read_toml(file, faults)
    if tables is None:
        return None
    known = [item.id for item in public.items]
    for name in tables:
        if name not in known:
            faults.add(file, name, "the exercise has no such item", f"use {one_of(known)}")
    key = {}
    for item in public.items:
        if item.id not in tables:
            faults.add(file, item.id, "the item has no key", f"add a table [{item.id}]")
            continue
        keyed = _item_key(item, tables[item.id], file, faults)
        if keyed is not None:
            key[item.id] = keyed
    return key if len(key) == len(known) else None


def _item_key(item: Item, table: Any, file: Path, faults: Faults) -> ItemKey | None:
    if not isinstance(table, dict):
        faults.add(file, item.id, "the key is not a table", f"start it with [{item.id}]")
        return None
    common, own = split(table, ItemKey, "accept")
    kind = load(item.kind)
    accept = structure(kind.Accept, own, file, item.id, faults)
    shell = structure(_KeyShell, common, file, item.id, faults)
    if accept is None or shell is None:
        return None
    for where, problem, remedy in kind.faults(item.ask, accept):
        faults.add(file, f"{item.id}.{where}", problem, remedy)
    return ItemKey(accept=accept, **{name: getattr(shell, name) for name in _KeyShell.__dataclass_fields__})


def _responses(file: Path, faults: Faults) -> tuple[LabelledResponse, ...] | None:
    table = read_toml(file, faults)
    if table is None:
        return None
    held = structure(_Responses, table, file, "", faults)
    return None if held is None else held.responses
