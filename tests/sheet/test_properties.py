"""What holds for every file, whatever stands in it."""

import re
import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.core.outcome import Note, Problem
from course_checks.core.part import Prose
from course_checks.sheet.layout import Layout
from course_checks.sheet.make import blank_sheet
from course_checks.sheet.opening import MOST_BYTES, MOST_LINES
from course_checks.sheet.read import SheetReading, read_sheet
from tests.sheet.sheets import BLANK, LAYOUT, answered, fill, nothing
from tests.sheet.strategies import LOOKALIKES, TEXTS, layouts, well_formed, with_prose
from tests.sheet.test_words import words_that_are_not_plain

SECONDS = 0.2

PIECES = st.one_of(
    st.sampled_from([*LOOKALIKES, *BLANK.splitlines(), "need.choice", *"=:“”[]{,\u202e\x00"]),
    st.text(max_size=8),
)


def looked_at(data: bytes, layout: Layout = LAYOUT) -> SheetReading:
    """The reading of `data`, after what must hold of every reading has been seen to hold."""
    reading = read_sheet(data, layout)
    assert {item: set(parts) for item, parts in reading.answers.items()} == {
        item: set(parts) for item, parts in nothing(layout).items()
    }
    said: list[Note | Problem] = [*reading.notes, *reading.problems]
    said += [reading.refused] if reading.refused else []
    assert [one.say for one in said if words_that_are_not_plain(one.say, data)] == []
    assert all(one.say.isprintable() for one in said)
    assert all(one.read.isprintable() for one in reading.problems)
    names = [field.name for field in layout.fields]
    for problem in reading.problems:
        assert problem.line > 0
        assert problem.field in ("", *names)
        if problem.field:
            item, part = problem.field.split(".")
            assert reading.answers[item][part] == ""
    if reading.refused:
        assert reading.answers == nothing(layout)
    return reading


@given(st.binary(max_size=400))
def test_no_bytes_whatever_raise(data: bytes) -> None:
    looked_at(data)


@given(st.lists(st.lists(PIECES, max_size=6).map(" ".join), max_size=12).map("\n".join))
def test_no_sheet_pieced_together_raises(text: str) -> None:
    looked_at(text.encode("utf-8", "replace"))


@given(st.integers(0, len(BLANK)), st.integers(0, 20), st.binary(max_size=12))
def test_no_hole_and_no_bytes_put_into_a_sheet_raise(at: int, length: int, put: bytes) -> None:
    data = BLANK.encode()
    looked_at(data[:at] + put + data[at + length :])


@given(st.data())
def test_what_is_well_formed_is_read_to_the_letter(data: st.DataObject) -> None:
    """What is well formed, and holds nothing that cannot be seen, is read to the letter."""
    layout = with_prose(data.draw(layouts()))
    sheet = data.draw(well_formed(layout))
    table = tomllib.loads(sheet)
    reading = looked_at(sheet.encode(), layout)
    assert reading.refused is None
    assert reading.problems == ()
    assert reading.answers == {block.item_id: table.get(block.item_id, {}) for block in layout.blocks}


@given(st.data())
def test_the_answers_that_a_careful_person_types_are_the_answers_read(data: st.DataObject) -> None:
    layout = data.draw(layouts())
    own = [field.name for field in layout.fields if isinstance(field.part.domain, Prose)]
    typed = {name: data.draw(TEXTS) for name in own}
    filled = fill(blank_sheet(layout), typed)
    reading = looked_at(filled.encode(), layout)
    assert reading.answers == answered(typed, layout)
    assert reading.problems == ()


ONE_LINE = st.characters(exclude_categories=["Cs"], exclude_characters="\r\n")
FULL = {
    "need.choice": "a",
    "need.passage": "S19",
    "need.sure": "certain",
    "layers.SM1": "owner",
    "layers.S8": "?",
}
FULL |= {"events.crisis": "1", "events.talks": "2", "map.links": "S1", "need.reason": "Two limits."}


@given(st.sampled_from(sorted(FULL)), st.text(ONE_LINE, max_size=30))
def test_a_line_that_is_spoilt_costs_no_other_answer(name: str, put: str) -> None:
    sheet = re.sub(rf"(?m)^{name} = .*$", lambda _: f"{name} = {put}", fill(BLANK, FULL))
    reading = looked_at(sheet.encode())
    kept = {key: text for key, text in FULL.items() if key != name}
    read = {key: reading.answers[key.split(".")[0]][key.split(".")[1]] for key in kept}
    assert reading.refused is None
    assert read == kept


def seconds(data: bytes) -> float:
    """How long the processor reads `data`."""
    start = time.process_time()
    read_sheet(data, LAYOUT)
    return time.process_time() - start


def lines_of(unit: str, most: int = MOST_LINES) -> bytes:
    """As many lines of `unit` as a file may have."""
    line = unit.encode() + b"\n"
    return line * min(most, MOST_BYTES // len(line))


HOSTILE = {
    "unknown names": lines_of('need.pasage = "x"'),
    "signs": lines_of("=" * 127),
    "colons": lines_of("need = : " * 14),
    "blocks that open": lines_of('need.reason = """x'),
    "blocks that never end": lines_of('need.reason = """\\"""'),
    "curly blocks": lines_of("need.reason = “““x"),
    "backslashes": lines_of('need.reason = "' + "\\" * 110),
    "brackets": lines_of("map.links = " + "[" * 110),
    "lists that never end": lines_of("map.links = [ a"),
    "lists": lines_of("map.links = " + '"a",' * 490),
    "quotes": lines_of("need.choice = " + '"' * 110),
    "many answers on a line": lines_of('need.choice="a" ' * 124),
    "some answers on a line": lines_of('need.choice="a" ' * 8),
    "spaces": lines_of(" " * 1990 + "="),
    "commas": lines_of("need.choice = x" + " ," * 900),
    "dashes": lines_of("-" * 1990 + "x"),
    "numbers": lines_of("1." * 999),
    "strays": lines_of("x " * 60),
    "headings": lines_of("[need]"),
    "letters that unfold": lines_of("\ufdfa" * 600),
    "names that unfold": lines_of("\ufdfa" * 40 + " = x"),
    "accents": lines_of("e" + "\u0301" * 60 + " = x"),
    "invisible characters": lines_of("\u200b" * 40),
    "one block": b'need.reason = """\n' + lines_of('\\"' * 900, 34),
    "turned text": lines_of('need.reason = "\\u202e"'),
    "old Mac line ends": b"\r" * MOST_BYTES,
    "letters of an older encoding": BLANK.encode() + (b"#" + b"\xe9" * 120 + b"\n") * 480,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_the_worst_file_is_read_at_once(data: bytes) -> None:
    below = b"\n".join(data.split(b"\n")[: MOST_LINES - BLANK.count("\n")])
    for file in (data, (BLANK.encode() + below)[:MOST_BYTES]):
        looked_at(file)
        assert min(seconds(file) for _ in range(3)) < SECONDS
