"""From plain data, as TOML and JSON hold it, to the frozen values of a check.  Standard library only.

This reader trusts its data: it is for learners' machines and the browser, where the files have been
through `course_checks.content`, which names every fault.  Here the first fault raises `PlainError`.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from course_checks.exercise import Item, ItemKey, Key, PublicExercise
from course_checks.validators import load, names

VERSION_DIGITS = 12


class PlainError(ValueError):
    """The data does not have the shape of the values; `course-checks audit` says all that is amiss."""


def version_of(data: bytes) -> str:
    """The version of an exercise: the first 12 hexadecimal digits of the SHA-256 of its exercise.toml."""
    from hashlib import sha256  # it brings OpenSSL, for which a learner would wait

    return sha256(data).hexdigest()[:VERSION_DIGITS]


@cache
def shape(cls: Any) -> Mapping[str, Any]:
    """The fields of `cls`, a dataclass, with their types."""
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in fields(cls)}


def build(kind: Any, data: Any) -> Any:
    """A value of type `kind`: a dataclass, tuple, mapping, literal, str, int or bool.

    Raises PlainError where `data` has another shape.
    """
    origin = get_origin(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind, data)
    if origin is tuple and isinstance(data, list):
        return tuple(build(get_args(kind)[0], one) for one in data)
    if origin is not None and isinstance(data, dict) and origin is not tuple:
        return {name: build(get_args(kind)[1], one) for name, one in data.items()}
    if origin is Literal and data in get_args(kind):
        return data
    if kind in (str, int, bool) and type(data) is kind:
        return data
    raise PlainError(f"{data!r} is not {kind}")


def _dataclass(cls: Any, data: Any) -> Any:
    hints = shape(cls)
    if not isinstance(data, dict) or not data.keys() <= hints.keys():
        raise PlainError(f"{data!r} is not {cls.__qualname__}")
    try:
        return cls(**{name: build(hints[name], one) for name, one in data.items()})
    except TypeError as missing:
        raise PlainError(str(missing)) from missing


def split(table: Mapping[str, Any], cls: Any, own: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A table parted into the fields that all of `cls` share and those of the kind, which go to its field `own`."""
    common = {name: one for name, one in table.items() if name in shape(cls) and name != own}
    return common, {name: one for name, one in table.items() if name not in common}


def exercise_from(exercise_id: str, table: Mapping[str, Any], version: str = "") -> PublicExercise:
    """The exercise that a parsed exercise.toml describes.  Raises PlainError."""
    rest = {name: one for name, one in table.items() if name != "items"}
    entries = table.get("items")
    if not isinstance(entries, list):
        raise PlainError("there are no items")
    items = tuple(_item(entry) for entry in entries)
    hints = shape(PublicExercise)
    try:
        built = {name: build(hints[name], one) for name, one in rest.items()}
        return PublicExercise(id=exercise_id, version=version, items=items, **built)
    except (KeyError, TypeError) as missing:
        raise PlainError(str(missing)) from missing


def _item(entry: Any) -> Item:
    if not isinstance(entry, dict) or entry.get("kind") not in names():
        raise PlainError("an item without a known kind")
    common, own = split(entry, Item, "ask")
    try:
        return Item(
            **{name: build(shape(Item)[name], one) for name, one in common.items()},
            ask=build(load(entry["kind"]).Ask, own),
        )
    except TypeError as missing:
        raise PlainError(str(missing)) from missing


def key_from(exercise: PublicExercise, tables: Mapping[str, Any]) -> Key:
    """The key that a parsed key.toml describes.  Raises PlainError."""
    if set(tables) != {item.id for item in exercise.items}:
        raise PlainError("the key does not have one table for each item")
    return {item.id: _item_key(item, tables[item.id]) for item in exercise.items}


def _item_key(item: Item, table: Any) -> ItemKey:
    if not isinstance(table, dict):
        raise PlainError(f"{item.id} is not a table")
    common, own = split(table, ItemKey, "accept")
    accept = build(load(item.kind).Accept, own)
    try:
        return ItemKey(
            accept=accept, **{name: build(shape(ItemKey)[name], one) for name, one in common.items()}
        )
    except TypeError as missing:
        raise PlainError(str(missing)) from missing
