"""An exercise of which a person judges a text, beside those of the good course."""

from pathlib import Path

NAME = "t2-memo"
EXERCISE = """
title    = "A note"
unit     = "t1"
minutes  = 5
outcomes = ["LO1"]
why      = "A page says something."

[[items]]
id       = "note"
kind     = "extended-text"
honesty  = "form"
prompt   = "Say what the page says."
words    = [3, 40]
criteria = [
    { id = "claim", text = "claim", basic = "none", proficient = "one", advanced = "one with its limits" },
    { id = "voice", text = "who speaks", basic = "nobody", proficient = "somebody", advanced = "via whom" },
]
"""
KEY = """
[note]
model    = "The page says that the lamp was lit."
because  = [{ passage = "T2", why = "It says so." }]
why      = "Its form is in order."
"""


def make_memo(root: Path, *, key: bool = True) -> None:
    """Add the exercise to the course in `root`."""
    folder = root / "exercises" / NAME
    folder.mkdir()
    (folder / "exercise.toml").write_text(EXERCISE, encoding="utf-8")
    if key:
        (folder / "key.toml").write_text(KEY, encoding="utf-8")


def memo(text: str) -> dict[str, dict[str, dict[str, str]]]:
    """Answers that hold this text."""
    return {NAME: {"note": {"text": text}}}
