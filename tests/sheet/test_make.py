"""A blank sheet: what the learner sees when it is opened, letter by letter, and what holds for every sheet."""

import tomllib
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from course_checks.core.part import Number, Option, Options, Part, Passages, Prose
from course_checks.sheet.layout import Block, Layout
from course_checks.sheet.make import WIDTH, blank_sheet
from course_checks.sheet.read import SheetReading, read_sheet
from tests.sheet.sheets import LAYOUT, block, nothing
from tests.sheet.strategies import layouts

SHEET = '''\
# How far does the lever reach?
# About 6 minutes.
#
# Type only between the quotes; lines that start with # are notes.
# Leave empty what you cannot answer yet, and come back to it whenever you
# like.
# Save this file, then check it, as often as you like, with
#     course-checks check u04-limits
#
# Read S19 first.

exercise = "u04-limits"


# ---- 1 of 4: need ----------------------------------------------------------
#
# According to S19, why does China's influence have limits?
#
# Your choice: type a, b or c
#    a   China will not press hard, and pressing might not work.
#    b   China lacks trade with the North.
#    c   Washington forbids it.
need.choice = ""

# The passage that decides it (the number of a passage)
need.passage = ""

# How sure are you?  guess | fairly sure | certain
need.sure = ""

# Say why. (your own words, at least 6; type between the two rows of quotes)
need.reason = """
"""


# ---- 2 of 4: layers --------------------------------------------------------
#
# Who is responsible for the line?
#
# In each line, type one of these:
#    owner        site owner
#    summariser   unnamed summariser
#    author       author as reported
#    ?            cannot tell

layers.SM1 = ""   # SM1: the line above the title
layers.S8 = ""    # S8: what it would be unrealistic to do


# ---- 3 of 4: events --------------------------------------------------------
#
# Put the two in order.
#
# In each line:  a number from 1 to 2
# 1 is the earliest; the same number twice means "cannot say which".

events.crisis = ""   # A crisis emerges (S6)
events.talks = ""    # Three parties talk (S21)


# ---- 4 of 4: map -----------------------------------------------------------
#
# Say what supports what.
#
# The numbers of up to 3 passages
map.links = ""
'''


def one_item(*parts: Part, prompt: str = "", intro: str = "") -> str:
    """A sheet with one item, from its first ruled line on."""
    item = block("m", "match", prompt, *parts)
    sheet = blank_sheet(replace(LAYOUT, intro=intro, blocks=(item,)))
    return sheet[sheet.index("# ----") :]


def test_a_sheet_looks_like_this() -> None:
    assert blank_sheet(LAYOUT) == SHEET


def test_long_labels_stand_above_their_lines() -> None:
    long = "an announcement of that day which says, in more words than fit beside it, what was agreed"
    sheet = one_item(Part(id="a", domain=Passages(), label=long), Part(id="b", domain=Passages()))
    assert sheet.endswith(
        """
# In each line:  the number of a passage

# an announcement of that day which says, in more words than fit beside it,
# what was agreed
m.a = ""

m.b = ""
"""
    )


def test_a_label_beside_a_line_holds_no_double_quotes_that_could_be_taken_for_the_answer() -> None:
    parts = (Part(id=name, domain=Passages(), label='the words “as *said*" by the page') for name in "ab")
    assert "\nm.a = \"\"   # the words 'as said' by the page\n" in one_item(*parts)


def test_prose_without_a_label_says_what_to_do() -> None:
    assert one_item(Part(id="a", domain=Prose())).endswith(
        '\n# Your own words; type between the two rows of quotes\nm.a = """\n"""\n'
    )


def test_a_number_says_its_bounds() -> None:
    sheet = one_item(Part(id="a", domain=Number(low=1, high=9), label="Which place?"))
    assert sheet.endswith('\n# Which place? (a number from 1 to 9)\nm.a = ""\n')


def test_a_prompt_keeps_its_paragraphs_and_lists_and_loses_its_markup() -> None:
    prompt = """Read *this* first,
and {passage}`S19`.

- one [link](https://example.org)
- two

1. first
```{passage} S8
:only: body
```
The end."""
    head = "# ---- 1 of 1: m -------------------------------------------------------------\n"
    assert (
        one_item(Part(id="a", domain=Passages()), prompt=prompt)
        .removeprefix(head)
        .startswith(
            """\
#
# Read this first, and S19.
#
# - one link
# - two
#
# 1. first
#
# (Passage S8.)
#
# The end.
#
"""
        )
    )


def test_notes_are_ascii_where_they_can_be() -> None:
    sheet = one_item(Part(id="a", domain=Prose()), prompt="“Café” — ‘S1’…\u00a0x\u200b\x07")
    assert "# \"Café\" - 'S1'... x\n" in sheet


def test_long_options_hang_below_themselves() -> None:
    options = Options(options=(Option(id="a", text="word " * 20), Option(id="b", text="b")))
    sheet = one_item(Part(id="x", domain=options, label="Your choice"))
    assert (
        """
# Your choice: type a or b
#    a   word word word word word word word word word word word word word word
#        word word word word word word
#    b
m.x = ""
"""
        in sheet
    )


@given(layouts())
def test_every_blank_sheet_is_well_formed_and_read_back_blank(layout: Layout) -> None:
    sheet = blank_sheet(layout)
    table = tomllib.loads(sheet)
    expected = nothing(layout)
    assert table.pop("exercise") == layout.exercise_id
    assert table == {item: parts for item, parts in expected.items() if parts}
    assert read_sheet(sheet.encode(), layout) == SheetReading(answers=expected)


@given(layouts())
def test_every_note_fits_its_width_unless_a_word_does_not(layout: Layout) -> None:
    for line in blank_sheet(layout).splitlines():
        assert len(line) <= WIDTH or not line.startswith("# ") or len(max(line.split(), key=len)) > WIDTH // 4


@given(layouts(), st.data())
def test_no_text_of_an_author_can_leave_its_note(layout: Layout, data: st.DataObject) -> None:
    text = data.draw(st.text(max_size=60))
    hostile: tuple[Block, ...] = tuple(replace(item, prompt=text) for item in layout.blocks)
    sheet = blank_sheet(replace(layout, title=text, intro=text, blocks=hostile))
    assert tomllib.loads(sheet).keys() == tomllib.loads(blank_sheet(layout)).keys()
