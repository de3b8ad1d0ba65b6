"""The how-to of a pack: plain text for three systems, from what is in it."""

from collections.abc import Sequence
from pathlib import Path

from course_checks.core.text import plain
from course_checks.desk.worksheet import OnSheet

TEMPLATE = Path(__file__).with_name("how_to.txt")
_OPEN = """OPEN: {names}
The answers of these are in this folder, in exercises/, and they are published with the course. Whoever
wants to can look. They are for practice: the check says what is right, and why.
"""
_HELD = """HELD: {names}
Your instructor has the key of these. The check says what could be read, how much is filled in, and whether
quoted words stand in the passage; it does not say what is right, and it gives no score. Hand them in (step 5).
"""


def how_to(wheel: str, exercises: Sequence[OnSheet]) -> str:
    """HOW-TO.txt of a pack with these exercises and this wheel."""
    rows = [
        (one.public.id, f"{plain(one.public.title)} (about {one.public.minutes} min)") for one in exercises
    ]
    width = max(len(name) for name, _ in rows)
    listed = "\n".join(f"  {name:{width}}   {said}" for name, said in rows)
    open_ones = [one.public.id for one in exercises if not one.held]
    held = [one.public.id for one in exercises if one.held]
    keys = [_OPEN.format(names=", ".join(open_ones))] if open_ones else []
    keys += [_HELD.format(names=", ".join(held))] if held else []
    more = "A hint:   add --hint\n   The answer, with its reasons:   add --explain\n" if open_ones else ""
    values = {
        "WHEEL": wheel,
        "EXERCISES": listed,
        "FIRST": rows[0][0],
        "KEYS": "\n".join(keys).rstrip("\n"),
        "MORE": f"   {more}" if more else "",
    }
    text = TEMPLATE.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"<{name}>", value)
    return text
