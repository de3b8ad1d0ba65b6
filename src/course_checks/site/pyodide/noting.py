"""Runs inside Pyodide before all else, at build time: notes the methods that dataclasses write, with their code."""

import builtins
import dataclasses
from types import CodeType
from typing import Any

NOTED: dict[str, CodeType] = {}
"""From the text of a dataclass's methods to their code."""


def note(text: str, names: dict[str, Any], own: dict[str, Any]) -> None:
    """Compile what dataclasses would compile, note it, and run it as dataclasses does itself."""
    NOTED[text] = compile(text, "<string>", "exec", dont_inherit=True)
    builtins.exec(NOTED[text], names, own)  # noqa: S102


vars(dataclasses)["exec"] = note
