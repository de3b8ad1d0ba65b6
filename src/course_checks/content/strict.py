"""Authors' TOML into frozen dataclasses, strictly: nothing is coerced, nothing unknown is passed over.

cattrs does the reading and names every fault with its path; here its words become ours.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import GenericAlias
from typing import Any, get_args, get_origin

from cattrs import Converter, transform_error
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError
from cattrs.v import format_exception

from course_checks.content.errors import Faults
from course_checks.core.text import nearest, one_of, shown

_NAMES = {str: "text in quotes", int: "a whole number", float: "a number", bool: "true or false"}


class _NotThatError(ValueError):
    """A value of another type."""


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for wanted in (str, int, float, bool):
        converter.register_structure_hook(wanted, _exactly(wanted))
    converter.register_structure_hook_factory(_is_tuple, _listed)
    converter.register_structure_hook_factory(_is_mapping, _table)
    return converter


def _is_mapping(kind: Any) -> bool:
    return get_origin(kind) is Mapping


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _exactly(wanted: type) -> Any:
    def hook(value: Any, _kind: Any) -> Any:
        if type(value) is not wanted:
            raise _NotThatError(f"{shown(repr(value), 40)} is not {_NAMES[wanted]}")
        return value

    return hook


def _listed(kind: Any) -> Any:
    def hook(value: Any, _kind: Any) -> Any:
        if not isinstance(value, list):
            raise _NotThatError(f"{shown(repr(value), 40)} is not a list in [brackets]")
        target: Any = GenericAlias(list, get_args(kind)[0])
        return tuple(_converter().structure(value, target))

    return hook


def _table(kind: Any) -> Any:
    def hook(value: Any, _kind: Any) -> Any:
        if not isinstance(value, dict):
            raise _NotThatError(f"{shown(repr(value), 40)} is not a table")
        target: Any = GenericAlias(dict, (str, get_args(kind)[1]))
        return _converter().structure(value, target)

    return hook


def structure(cls: type[Any], data: Any, file: Path, where: str, faults: Faults) -> Any:
    """A value of `cls` from `data`; None with every fault remembered where it cannot be made.

    `where` is the path of `data` in `file`, such as `items.Z5`; empty for the whole.
    """
    if not isinstance(data, dict):
        faults.add(file, where, f"{shown(repr(data), 40)} is not a table", "write it so")
        return None
    try:
        return _converter().structure(data, cls)
    except BaseValidationError as error:
        for line in transform_error(error, path=where or "$", format_exception=_in_our_words):
            said, _, place = line.rpartition(" @ ")
            problem, _, remedy = said.partition("; ")
            faults.add(file, re.sub(r"^\$\.?", "", place), problem, remedy or "mend the value")
        return None


def _in_our_words(error: BaseException, kind: Any) -> str:
    match error:
        case ForbiddenExtraKeysError(extra_fields=extra, cl=cls):
            known = tuple(getattr(cls, "__dataclass_fields__", {}))
            names = sorted(extra)
            close = [name for unknown in names for name in nearest(unknown, known)[:1]]
            guess = f"did you mean {one_of(close)}?" if close else f"use {one_of(known)}"
            return f"unknown {one_of(repr(name) for name in names)}; {guess}"
        case KeyError():
            return "is missing; add it"
        case _NotThatError():
            return f"{error}; write it so"
        case _:
            return f"{format_exception(error, kind)}; mend the value"


def read_toml(file: Path, faults: Faults) -> dict[str, Any] | None:
    """The tables of a TOML file; None with the fault remembered where it cannot be read."""
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        faults.add(file, "", "the file is missing", "write it")
    except UnicodeDecodeError:
        faults.add(file, "", "it is not UTF-8 text", "save it as UTF-8")
    except OSError as error:
        faults.add(file, "", f"it cannot be opened ({error.strerror})", "check the file")
    except tomllib.TOMLDecodeError as error:
        faults.add(file, "", f"not readable as TOML: {error}", "mend that line")
    return None
