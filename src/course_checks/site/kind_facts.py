"""What the code says of a kind of exercise: its docstring, its fields, its parts, its own slips.

The authors' manual is printed from this, so that no page says what the code does not.
"""

import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from itertools import groupby, pairwise, product
from types import ModuleType
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from course_checks.content.course import Course
from course_checks.core.part import Option, Part, describe
from course_checks.core.text import one_of
from course_checks.exercise import Item
from course_checks.validators import Kind, load

_SIMPLE = {str: "text", int: "a whole number", bool: "`true` or `false`"}
_LISTED = {str: "a list of texts", int: "a list of whole numbers"}
_OF_ANY_TABLE = {"id": "its id: letters, digits, `-` and `_`", "text": "what the learner reads: MyST"}
"""What these fields say wherever they stand."""
MAY_BE_LEFT_OUT = "may be left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A field that an author writes, a part that a learner fills, or a slip that a kind recognises."""

    name: str
    """What it is called; "accepted.first" for the field first of the tables in accepted."""
    takes: str = ""
    """What may stand there: MyST."""
    says: str = ""
    """What it means, as far as the code says: MyST."""
    more: int = 0
    """Of a part: how many more there are like it."""
    scored: bool = False


def module_of(kind: str) -> ModuleType:
    """The module of a kind."""
    return cast("ModuleType", load(kind))


def paragraphs(kind: str) -> list[str]:
    """The docstring of a kind, paragraph by paragraph: what it asks, how it is scored."""
    found = inspect.getdoc(module_of(kind)) or ""
    return [" ".join(one.split()) for one in re.split(r"\n\s*\n", found)]


def asked_in_short(kind: str) -> str:
    """What a learner gives, in one sentence; what other standards call it is left out."""
    return re.sub(r"\s*\([^()]*QTI[^()]*\)", "", paragraphs(kind)[0])


def scored_in_short(kind: str) -> str:
    """How it is scored, in one sentence."""
    rest = " ".join(paragraphs(kind)[1:])
    found = re.search(r"Score: (.+?\.)(?:\s|$)", rest) or re.search(r"(.+?\.)(?:\s|$)", rest)
    said = found[1] if found else rest
    return said if re.match(r"\w+\(", said) else said[:1].upper() + said[1:]


def fields_of(cls: type[Any], within: str = "", seen: frozenset[type] = frozenset()) -> Iterator[Fact]:
    """The fields of a dataclass that authors fill, each followed by those of the tables in it."""
    hints, said = get_type_hints(cls), said_of_fields(cls)
    for field in fields(cls):
        name = f"{within}.{field.name}" if within else field.name
        says = said.get(field.name) or (_OF_ANY_TABLE.get(field.name, "") if within else "")
        left = _default(field)
        takes = _takes(hints[field.name])
        yield Fact(name=name, takes=f"{takes}; {left}" if left else takes, says=says)
        inner = _table_in(hints[field.name])
        if inner is not None and inner is not Option and inner not in seen:
            seen |= {inner}
            yield from fields_of(inner, name, seen)


def said_of_fields(cls: type[Any]) -> dict[str, str]:
    """The docstring of each field that has one."""
    (made,) = ast.parse(inspect.getsource(cls)).body
    body = made.body if isinstance(made, ast.ClassDef) else []
    found = {}
    for field, after in pairwise(body):
        match field, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = " ".join(text.split())
            case _:
                pass
    return found


def _takes(hint: Any) -> str:
    """What may stand in a field of this type, in words."""
    inner = get_args(hint)
    if get_origin(hint) is Literal:
        return one_of(map(_quoted, inner))
    if get_origin(hint) is tuple:
        if get_origin(inner[0]) is Literal:
            return f"a list of {one_of(map(_quoted, get_args(inner[0])))}"
        return _LISTED.get(inner[0]) or f"a list of tables with {_columns(inner[0])}"
    if inner:  # a mapping
        return f"for each name {'a text' if inner[1] is str else _takes(inner[1])}"
    return _SIMPLE.get(hint) or f"a table with {_columns(hint)}"


def _columns(cls: type[Any]) -> str:
    names = [f"`{field.name}`" for field in fields(cls)]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _table_in(hint: Any) -> type[Any] | None:
    """The dataclass that a field holds, alone, in a list or in a table."""
    found = [one for one in (hint, *get_args(hint)) if isinstance(one, type) and is_dataclass(one)]
    return found[0] if found else None


def _default(field: Field[Any]) -> str:
    """What holds where the field is left out; empty if it cannot be."""
    if field.default is MISSING:
        return "" if field.default_factory is MISSING else MAY_BE_LEFT_OUT
    held = field.default
    if isinstance(held, tuple) and held:
        names = [one.id if isinstance(one, Option) else one for one in held]
        return f"if left out, {', '.join(map(_quoted, names))}"
    if isinstance(held, bool | int):
        return f"if left out, `{str(held).lower()}`"
    return f"if left out, {_quoted(held)}" if held else MAY_BE_LEFT_OUT


def _quoted(word: str) -> str:
    return f'`"{word}"`'


def items_of(course: Course, kind: str) -> list[tuple[str, Item]]:
    """Every item of a kind, with the name of its exercise."""
    return [
        (name, item)
        for name, exercise in course.exercises.items()
        for item in exercise.public.items
        if item.kind == kind
    ]


def parts_of_kind(kind: str, ask: Any) -> list[Fact]:
    """The parts of an item: those that take the same and count alike stand together."""

    def alike(part: Part) -> str:
        return f"{part.domain!r} {part.scored}"

    parts = load(kind).parts(ask)
    order = {key: number for number, key in reversed(list(enumerate(map(alike, parts))))}
    groups = (
        list(group) for _, group in groupby(sorted(parts, key=lambda one: order[alike(one)]), key=alike)
    )
    return [
        Fact(
            name=group[0].id,
            more=len(group) - 1,
            takes=describe(group[0].domain),
            says=group[0].label,
            scored=group[0].scored,
        )
        for group in groups
    ]


def slips_of_kind(kind: str, asks: Iterable[Any]) -> tuple[str, ...]:
    """The slips that a kind recognises in items like these, whatever they leave on or off."""
    module: Kind = load(kind)
    found = (slip for ask in asks for one in variants(ask) for slip in module.own_slips(one))
    return tuple(dict.fromkeys(found))


def variants(ask: Any) -> Iterator[Any]:
    """An item with each of its switches on and off, and each of its words in place of the other."""
    hints = get_type_hints(type(ask))
    choices: Mapping[str, tuple[Any, ...]] = {
        name: (False, True) if hint is bool else get_args(hint)
        for name, hint in hints.items()
        if hint is bool or get_origin(hint) is Literal
    }
    yield ask
    for values in product(*choices.values()):
        yield replace(ask, **dict(zip(choices, values, strict=True)))
