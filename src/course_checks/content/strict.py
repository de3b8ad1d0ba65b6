"""Authors' TOML into frozen dataclasses, strictly: nothing is coerced, nothing unknown is passed over.

cattrs does the reading and names every fault with its path; here its words become ours.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import is_dataclass
from datetime import date, time
from functools import cache, partial
from pathlib import Path
from types import GenericAlias
from typing import Any, Literal, get_args, get_origin

from cattrs import Converter, transform_error
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn
from cattrs.v import format_exception

from course_checks.content.errors import Faults
from course_checks.core.text import nearest, one_of, shown

_NAMES = {str: "text in quotes", int: "a whole number", float: "a number", bool: "true or false"}

_THEN, _END = "\0", "\1"
"""Between a problem and its remedy, and after both: signs that no message holds."""
_KEY_IN_BRACKETS = re.compile(r"\['([^']*)'\]")
_TOO_DEEP = ("too many brackets or tables lie in one another", "write it with fewer")
DEEPEST = 50
"""Tables and lists inside one another; no file of a course has ten."""


class _NotThatError(ValueError):
    """A value of another type, or none of the words that may stand there; `remedy` says what may."""

    def __init__(self, problem: str, remedy: str = "write it so") -> None:
        super().__init__(problem)
        self.remedy = remedy


def _as_written(value: Any) -> str:
    """A value of TOML as an author knows it."""
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else shown(repr(value), 40)


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for wanted in (str, int, float, bool):
        converter.register_structure_hook(wanted, _exactly(wanted))
    for origin, factory in ((tuple, _listed), (Mapping, _table), (Literal, _worded)):
        converter.register_structure_hook_factory(_comes_from(origin), factory)
    converter.register_structure_hook_factory(is_dataclass, _recorded)
    return converter


def _comes_from(origin: Any) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) is origin


def _exactly(wanted: type) -> Any:
    def hook(value: Any, _kind: Any) -> Any:
        if type(value) is not wanted:
            raise _NotThatError(f"{_as_written(value)} is not {_NAMES[wanted]}")
        return value

    return hook


def _listed(kind: Any) -> Any:
    def hook(value: Any, _kind: Any) -> Any:
        if not isinstance(value, list):
            raise _NotThatError(f"{_as_written(value)} is not a list in [brackets]")
        target: Any = GenericAlias(list, get_args(kind)[0])
        return tuple(_converter().structure(value, target))

    return hook


def _table(kind: Any) -> Any:
    def hook(value: Any, _kind: Any) -> Any:
        if not isinstance(value, dict):
            raise _NotThatError(f"{_as_written(value)} is not a table")
        target: Any = GenericAlias(dict, (str, get_args(kind)[1]))
        return _converter().structure(value, target)

    return hook


def _worded(kind: Any) -> Any:
    def hook(value: Any, _kind: Any) -> Any:
        if value not in get_args(kind):
            raise _NotThatError(f"{_as_written(value)} is not known here", f"use {one_of(get_args(kind))}")
        return value

    return hook


def _recorded(kind: Any) -> Any:
    structured = make_dict_structure_fn(kind, _converter())

    def hook(value: Any, _kind: Any) -> Any:
        if not isinstance(value, dict):
            raise _NotThatError(f"{_as_written(value)} is not a table")
        return structured(value, kind)

    return hook


def structure(
    cls: type[Any], data: Any, file: Path, where: str, faults: Faults, beside: Iterable[str] = ()
) -> Any:
    """A value of `cls` from `data`; None with every fault remembered where it cannot be made.

    `where` is the path of `data` in `file`, such as `items.Z5`; empty for the whole.  `beside` are names
    that may stand in the same table and are read elsewhere: an unknown one may have meant one of them.
    """
    if not isinstance(data, dict):
        faults.add(file, where, f"{_as_written(data)} is not a table", "write it so")
        return None
    try:
        return _converter().structure(data, cls)
    except BaseValidationError as error:
        in_our_words = partial(_in_our_words, whole=cls, beside=tuple(beside))
        for line in transform_error(error, path=where or "$", format_exception=in_our_words):
            *said, place = line.split(_END)
            place = _KEY_IN_BRACKETS.sub(r".\1", re.sub(r"^\$\.?", "", place.removeprefix(" @ ")))
            for one in said:
                problem, _, remedy = one.partition(_THEN)
                faults.add(file, place, problem, remedy)
        return None


def _in_our_words(error: BaseException, kind: Any, *, whole: Any, beside: tuple[str, ...]) -> str:
    """Every (problem, remedy) of one error, each followed by `_END`: cattrs hands on nothing but a text."""
    match error:
        case ForbiddenExtraKeysError(extra_fields=extra, cl=cls):
            known = (*getattr(cls, "__dataclass_fields__", {}), *(beside if cls is whole else ()))
            said = [(f"unknown {name!r}", _guess(name, known)) for name in sorted(extra)]
        case KeyError():
            said = [("is missing", "add it")]
        case _NotThatError(remedy=remedy):
            said = [(str(error), remedy)]
        case _:
            said = [(format_exception(error, kind), "mend the value")]
    return "".join(f"{problem}{_THEN}{remedy}{_END}" for problem, remedy in said)


def _guess(name: str, known: tuple[str, ...]) -> str:
    close = nearest(name, known)[:1]
    return f"did you mean {one_of(close)}?" if close else f"use {one_of(known)}"


def read_toml(file: Path, faults: Faults) -> dict[str, Any] | None:
    """The tables of a TOML file; None with the fault remembered where it cannot be read."""
    try:
        # Editors may put a byte order mark before what they save; -sig takes it off.
        tables = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
        if _is_shallow(tables):
            return tables
        faults.add(file, "", *_TOO_DEEP)
    except FileNotFoundError:
        faults.add(file, "", "the file is missing", "write it")
    except UnicodeDecodeError:
        faults.add(file, "", "it is not UTF-8 text", "save it as UTF-8")
    except OSError as error:
        faults.add(file, "", f"it cannot be opened ({error.strerror})", "check the file")
    except tomllib.TOMLDecodeError as error:
        faults.add(file, "", f"not readable as TOML: {error}", "mend that line")
    except RecursionError:
        faults.add(file, "", *_TOO_DEEP)
    return None


def _is_shallow(held: object) -> bool:
    """Whether no more than `DEEPEST` tables and lists lie in one another."""
    level = [held]
    for _ in range(DEEPEST):
        inside = [
            one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)
        ]
        level = [one for several in inside for one in several]
    return not any(isinstance(one, dict | list) for one in level)
