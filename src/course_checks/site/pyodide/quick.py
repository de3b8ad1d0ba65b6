"""Runs on the page before all else: dataclasses get the methods that were compiled with the page.

A dataclass writes its methods as text and compiles it, which takes two milliseconds a class in a browser, an
eighth of a second in all.  The text is still written, and is what the code is looked up by: for a text that was
not met when the page was made, all is as always.
"""

import builtins
import dataclasses
import marshal
from types import CodeType
from typing import Any


def hand_over(methods: dict[str, CodeType]) -> None:
    """Let dataclasses run `methods`, from text to code, where it would compile the same text."""

    def run(text: str, names: dict[str, Any], own: dict[str, Any]) -> None:
        builtins.exec(methods.get(text, text), names, own)  # noqa: S102  (as dataclasses does itself)

    vars(dataclasses)["exec"] = run


def hand_over_from(place: Any) -> None:
    """The same with the methods that stand in the archive of the loader `place`."""
    held = place.get_data(f"{place.archive}/quick.bin")
    hand_over(marshal.loads(held))  # noqa: S302  (it stands in the archive that this code stands in)
