"""What the tests of the report may ask for."""

from pathlib import Path

import pytest

from tests.courses.made import made_course

ITEM = """
[[items]]
id      = "i{n}"
kind    = "choice"
honesty = "auto"
prompt  = "Item {n}: *what* does T{n} say?"
options = [{{ id = "a", text = "This." }}, {{ id = "b", text = "That." }}, {{ id = "c", text = "Nothing." }}]
certainty = true
"""
KEY = """
[i{n}]
accepted = ["a"]
because  = [{{ passage = "T1", why = "It stands there." }}]
why      = "T1 says so."

[[i{n}.slips]]
id   = "that-for-this"
when = {{ choice = ["b"] }}
say  = "Read T{n} again. Which word decides?"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course with one more exercise, of five items, of which option c has no slip."""
    made = made_course(tmp_path)
    folder = made / "exercises" / "t1-five"
    folder.mkdir()
    head = 'title = "Five"\nunit = "t1"\nminutes = 5\noutcomes = ["LO1", "LO2"]\nwhy = "To count."\n'
    numbers = range(1, 6)
    (folder / "exercise.toml").write_text(head + "".join(ITEM.format(n=n) for n in numbers), encoding="utf-8")
    (folder / "key.toml").write_text("".join(KEY.format(n=n) for n in numbers), encoding="utf-8")
    return made
