"""Runs on the page before all else: Python's `site` imports a module of this name when Python starts.

A dataclass writes its methods as text and compiles it, which takes two milliseconds a class in a browser, an
eighth of a second in all.  Here dataclasses get the methods that were compiled with the page.  The text is still
written, and is what the code is looked up by: for a text that was not met when the page was made, all is as always.

And nothing is collected while everything is loaded, since all of it stays.
"""

import builtins
import dataclasses
import gc
import marshal
from types import CodeType
from typing import Any
from zipimport import zipimporter

METHODS: dict[str, CodeType] = {}
"""From the text of methods to their code."""


def hand_over(methods: dict[str, CodeType]) -> None:
    """Let dataclasses run these methods, too, where it would compile the same text."""
    METHODS.update(methods)

    def run(text: str, names: dict[str, Any], own: dict[str, Any]) -> None:
        builtins.exec(METHODS.get(text, text), names, own)  # noqa: S102  (as dataclasses does itself)

    vars(dataclasses)["exec"] = run


def hand_over_from(archive: str) -> None:
    """The same with the methods that stand in an archive."""
    hand_over(marshal.loads(zipimporter(archive).get_data("methods.bin")))  # noqa: S302  (made with the page)


def settle() -> None:
    """Collect from now on, and never look at what was loaded until now."""
    gc.freeze()
    gc.enable()


if __name__ == "sitecustomize":
    gc.disable()
    hand_over_from(__file__.rpartition("/")[0])
