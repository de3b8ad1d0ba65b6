"""A small sheet that the tests of this folder write on, and the hand that writes."""

import json
from collections.abc import Mapping

from course_checks.core.part import CERTAINTY, Number, Option, Options, Part, Passages, Prose
from course_checks.sheet.layout import Block, Field, Layout

LETTERS = Options(
    options=(
        Option(id="a", text="China will not press hard, and pressing might not work."),
        Option(id="b", text="China lacks trade with the North."),
        Option(id="c", text="Washington forbids it."),
    )
)
SPEAKERS = Options(
    options=(
        Option(id="owner", text="site owner"),
        Option(id="summariser", text="unnamed summariser"),
        Option(id="author", text="author as reported"),
        Option(id="?", text="cannot tell"),
    )
)
PLACES = Number(low=1, high=2)


def block(item: str, kind: str, prompt: str, *parts: Part) -> Block:
    """One item of a sheet."""
    fields = tuple(Field(item=item, part=part) for part in parts)
    return Block(item_id=item, kind=kind, prompt=prompt, fields=fields)


LAYOUT = Layout(
    exercise_id="u04-limits",
    title="How far does the lever reach?",
    minutes=6,
    intro="Read *S19* first.",
    blocks=(
        block(
            "need",
            "choice",
            "According to {passage}`S19`, why does China's influence have limits?",
            Part(id="choice", domain=LETTERS, label="Your choice"),
            Part(id="passage", domain=Passages(), label="The passage that decides it"),
            Part(id="sure", domain=CERTAINTY, label="How sure are you?", scored=False),
            Part(id="reason", domain=Prose(words=6), label="Say why.", scored=False),
        ),
        block(
            "layers",
            "match",
            "Who is responsible for the line?",
            Part(id="SM1", domain=SPEAKERS, label="SM1: the line above the title"),
            Part(id="S8", domain=SPEAKERS, label="S8: what it would be unrealistic to do"),
        ),
        block(
            "events",
            "order",
            "Put the two in order.",
            Part(id="crisis", domain=PLACES, label="A crisis emerges (S6)"),
            Part(id="talks", domain=PLACES, label="Three parties talk (S21)"),
        ),
        block("map", "prose", "Say what supports what.", Part(id="links", domain=Passages(most=3))),
    ),
)

BLANK = '''\
exercise = "u04-limits"

# The limits of influence.
need.choice = ""
need.passage = ""
need.sure = ""
need.reason = """
"""

# Who speaks?
layers.SM1 = ""
layers.S8 = ""
events.crisis = ""
events.talks = ""
map.links = ""
'''
"""The same sheet with short notes, so that the numbers of its lines are easy to follow: `need.choice`
stands on line 4, `need.reason` on 7 and 8, `layers.SM1` on 11, `map.links` on 15."""

Answers = dict[str, dict[str, str]]


def nothing(layout: Layout = LAYOUT) -> Answers:
    """Every blank of a layout, empty."""
    return {block.item_id: {field.part.id: "" for field in block.fields} for block in layout.blocks}


def answered(answers: Mapping[str, str], layout: Layout = LAYOUT) -> Answers:
    """Every blank of a layout, empty but for `answers`, which are named `ITEM.PART`."""
    found = nothing(layout)
    for name, text in answers.items():
        item, part = name.split(".")
        found[item][part] = text
    return found


def changed(*edits: tuple[str, str]) -> str:
    """`BLANK` with each pair of lines (what stands there, what the learner makes of it) replaced."""
    sheet = BLANK
    for old, new in edits:
        assert sheet.count(old) == 1, f"{old!r} stands {sheet.count(old)} times"
        sheet = sheet.replace(old, new)
    return sheet


def fill(sheet: str, answers: Mapping[str, str]) -> str:
    """A blank `sheet` with `answers` (`ITEM.PART` to text) written between its quotes, as a careful person would."""
    filled = sheet
    for name, text in answers.items():
        careful = json.dumps(text, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")
        block = f'\n{name} = """\n"""'
        if block in filled:
            filled = filled.replace(block, f'\n{name} = """\n{careful}"""')
        else:
            assert f'\n{name} = ""' in filled, f"{name} has no line"
            filled = filled.replace(f'\n{name} = ""', f'\n{name} = "{careful}"')
    return filled
