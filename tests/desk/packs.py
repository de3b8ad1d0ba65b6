"""A held exercise to give out: the bell, in a folder of the instructor's own, its key full of planted words."""

from pathlib import Path

EXERCISE = """title    = "The bell"
unit     = "m1"
minutes  = 3
outcomes = ["LO1"]
why      = "A place that is named is not yet a place that is known."

[[items]]
id      = "town"
kind    = "text-entry"
honesty = "auto"
entry   = "name"
prompt  = "Which town does *nobody* name?"
reason  = "In one sentence: how can you tell?"

[[items]]
id        = "words"
kind      = "evidence"
honesty   = "keyed"
prompt    = "Find a passage for the claim, and quote its words."
claim     = "The lamp has come a long way."
direction = "supports"
"""
KEY = """[town]
accepted = ["Plantedburg"]
near     = ["Plantedville"]
because  = [{ passage = "T2", why = "Planted reason: the shop stands in quite another place." }]
why      = "Planted praise: you looked where others passed by."

[[town.slips]]
id  = "near"
say = "Planted message: read T2 twice, and ask which of the two towns it means?"

[words]
accepted  = ["T2"]
quote     = "a clockmaker's shop in Bergen"
wrong_way = ["T1"]
because   = [{ passage = "T2", quote = "a clockmaker's shop in Bergen", why = "Planted proof: the shop is far away." }]
why       = "Planted ending: the claim rests on one small hedge."
"""
SLIPS = (
    "wrong-direction",
    "not-keyed",
    "words-elsewhere",
    "word-breaks-the-run",
    "too-short",
    "too-long",
    "stop-words-only",
)
RESPONSES = """[[responses]]
name   = "planted label: the model of them all"
expect = { town = { score = "1" } }
[responses.answers]
town.entry = "Plantedburg"
"""
MARKS = ("planted",)


def make_held(place: Path, name: str = "my-bell") -> Path:
    """The folder of a held exercise called `name` in the folder `place`."""
    folder = place / name
    folder.mkdir(parents=True)
    slips = "".join(
        f'\n[[words.slips]]\nid  = "{slip}"\nsay = "Planted hint {number}: what does T{number % 3 + 1} say of it?"\n'
        for number, slip in enumerate(SLIPS)
    )
    (folder / "exercise.toml").write_text(EXERCISE, encoding="utf-8")
    (folder / "key.toml").write_text(KEY + slips, encoding="utf-8")
    (folder / "responses.toml").write_text(RESPONSES, encoding="utf-8")
    return folder
