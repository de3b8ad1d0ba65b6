"""Exercises and responses made at random: what the cases of every kind are made of.

Ids are made of tokens such as `k3k`, so that they can be renamed wherever they stand.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import strategies as st

from course_checks.core.library import Library
from course_checks.core.links import RELATIONS
from course_checks.core.part import (
    SILENT,
    DateEntry,
    Entry,
    Links,
    Names,
    Number,
    Option,
    Options,
    Part,
    Passages,
    Prose,
    Quotation,
)
from course_checks.core.quotation import digests_of
from course_checks.exercise import Because, Item, ItemKey, PublicExercise, Responses, SlipRule, parts_of
from course_checks.validators import load

Raw = Mapping[str, str]
"""What a learner gave to one item: part id to text."""

TOKEN = re.compile(r"[ikP]\d+[ikP]")
ITEM, OTHER_ITEM = "i0i", "i1i"
PASSAGES = ("P0P", "P1P", "P2P", "P3P")
LIBRARY = Library(
    index={name: digests_of(f"The {name} ferry leaves the old harbour at noon.") for name in PASSAGES},
    source_of=dict.fromkeys(PASSAGES, "harbour-1900"),
)
VOICES = ("Anna Berg", "Bruno", "Clara Dahl", "Edvard", "unnamed")
"""People of the harbour; names are no ids, and are never renamed."""
QUOTATIONS = (
    "leaves the old harbour",
    "leaves the new harbour",
    "the old harbour ... at noon",
    "harbour",
    "so it was",
)
"""The first stands in every passage, the others in none: renaming a passage does not change its words."""
TEXTS = (
    "The ferry left.",
    "It *may* leave; see {passage}`P0P`.",
    "A guess",
    "yes",
    "“Nobody”, [they say](names.md)",
    "Ünïcode – 港",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An item with its key, and a response in which every part is blank or can be read."""

    item: Item
    key: ItemKey
    raw: Raw
    library: Library = LIBRARY

    @property
    def exercise(self) -> PublicExercise:
        """An exercise of this item alone."""
        return exercise_of(self.item)

    @property
    def responses(self) -> Responses:
        """The response as a check takes it."""
        return {self.item.id: self.raw}


def exercise_of(*items: Item) -> PublicExercise:
    """An exercise of these items."""
    return PublicExercise(
        id="u00-made",
        title="",
        unit="u00",
        minutes=1,
        outcomes=(),
        why="",
        intro="",
        items=items,
        version="0" * 12,
    )


# Text ------------------------------------------------------------------------------------------------------

# What is older than Unicode 13 folds alike under every Python that runs the course; 3.2 is what Python keeps.
_OLD = tuple(
    mark for mark in map(chr, range(0x3000)) if unicodedata.ucd_3_2_0.category(mark) not in {"Cn", "Cs"}
)
_AWKWARD = (
    *"\0\t\n\r\x0b\x1b\x7f\x85\u00a0\u00ad\u061c\u200b\u200d\u200e\u202e\u2028\u2060\u2066\ufe0f\ufeff",
    *"“”‘’\"'`«»…–—―−‐‑·.,;:?!|/\\<>[](){}#*_=+-~^%$&@",
    *"ßİıſﬁ½²①٣３ＡⅣﷺ\u0301\u20e3🙂✓✔☑☒Ѕѕ\u041c\u0410\u0430\u0391港한",
    "\ud800",
    "\udfff",
    "\U0010ffff",
)
_PIECES = (
    "yes",
    "no",
    "?",
    "S9",
    "1e9",
    "99999999999999999999",
    "-1",
    "0x1",
    " and ",
    "a) ",
    "...",
    "…",
    "nan",
)


_MARKS = st.one_of(
    st.sampled_from(_AWKWARD), st.sampled_from(_OLD), st.sampled_from([chr(code) for code in range(128)])
)
_RUNS = st.lists(st.one_of(_MARKS, st.sampled_from(_PIECES), st.sampled_from(TEXTS)), max_size=12)
ANYTHING: st.SearchStrategy[str] = _RUNS.map("".join)
"""Text that a person, a program or a cat on the keyboard might give."""


# Responses -------------------------------------------------------------------------------------------------


@cache
def legal(part: Part) -> st.SearchStrategy[str]:
    """Every text that the domain of `part` is written with."""
    match part.domain:
        case Options(ids=ids):
            return st.sampled_from(ids)
        case Passages(silent=silent):
            return st.sampled_from((*PASSAGES, SILENT) if silent else PASSAGES)
        case Number(low=low, high=high):
            return st.integers(low, high).map(str)
        case DateEntry():
            return st.sampled_from(("1900", "1900-05", "1900-05-09", "1901-05-09"))
        case Names(most=most):
            return st.lists(st.sampled_from(VOICES), min_size=1, max_size=min(most, 4)).map(" > ".join)
        case Links(nodes=nodes):
            line = st.tuples(st.sampled_from(nodes), st.sampled_from(RELATIONS), st.sampled_from(nodes))
            lines = line.filter(lambda link: link[0] != link[2]).map(" ".join)
            return st.lists(lines, min_size=1, max_size=6, unique=True).map("\n".join)
        case Quotation():
            return st.sampled_from(QUOTATIONS)
        case Entry():
            return st.sampled_from(VOICES)
        case Prose():
            return st.sampled_from((*TEXTS, "The P0P ferry leaves the old harbour at noon", "one two"))


@cache
def typed(part: Part) -> st.SearchStrategy[str]:
    """What may stand in a blank: something legal, something legal as people type it, or anything."""
    near = st.builds(
        "{}{}{}".format,
        st.sampled_from(("", " ", "(", "“")),
        legal(part),
        st.sampled_from((").", " ", "”", ", ")),
    )
    return st.one_of(legal(part), near, near.map(str.swapcase), ANYTHING)


@cache
def _or_blank(fill: Callable[[Part], st.SearchStrategy[str]], part: Part) -> st.SearchStrategy[str | None]:
    """What `fill` gives, a blank, or no such part.  Kept: a strategy costs more to make than to draw from."""
    return st.one_of(fill(part), st.just(""), st.none())


@st.composite
def responses(draw: st.DrawFn, item: Item, fill: Callable[[Part], st.SearchStrategy[str]] = legal) -> Raw:
    """A response to `item`; some parts are blank, or missing."""
    given = {part.id: draw(_or_blank(fill, part)) for part in parts_of(item)}
    return {part: text for part, text in given.items() if text is not None}


_STRAYS = st.dictionaries(ANYTHING, ANYTHING, max_size=2)


def untidy_responses(item: Item) -> st.SearchStrategy[Raw]:
    """A response with anything in it; parts that the item does not have among it."""
    return st.builds(lambda stray, given: {**stray, **given}, _STRAYS, responses(item, typed))


# Exercises -------------------------------------------------------------------------------------------------


@cache
def options_of(count: int, first: int = 0) -> st.SearchStrategy[tuple[Option, ...]]:
    """`count` options with ids from `k{first}k` on."""
    texts = st.lists(st.sampled_from(TEXTS), min_size=count, max_size=count)
    return texts.map(
        lambda listed: tuple(Option(id=f"k{first + i}k", text=text) for i, text in enumerate(listed))
    )


@cache
def some(
    names: tuple[str, ...], fewest: int = 1, most: int | None = None
) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of `names`, in any order."""
    chosen = st.lists(st.sampled_from(names), min_size=fewest, max_size=most or len(names), unique=True)
    return chosen.map(tuple)


_REASONS = st.sampled_from(("", "Say why in one sentence."))
_DIFFER = st.sampled_from(("", "Some say otherwise."))


@st.composite
def case_of(draw: st.DrawFn, kind: str, ask: Any, accept: Any) -> Case:
    reason = draw(_REASONS)
    item = Item(id=ITEM, kind=kind, honesty="auto", prompt="", ask=ask, reason=reason)
    module = load(kind)
    reached = [part for part in module.parts(ask) if not isinstance(part.domain, Prose)]
    rules = [SlipRule(id=name, say=f"What of {name}?") for name in module.own_slips(ask)]
    if reached:
        shown = draw(st.sampled_from(reached))
        rules.append(SlipRule(id="of-its-own", say="What then?", when={shown.id: (draw(legal(shown)),)}))
    key = ItemKey(
        accept=accept,
        because=(Because(passage=PASSAGES[0], quote="leaves the old harbour", why="It says so."),),
        why="So it is.",
        slips=tuple(rules),
        differ=draw(_DIFFER),
    )
    return Case(item=item, key=key, raw=draw(responses(item)))


def like_the_model(case: Case) -> Iterator[Raw]:
    """One scored part more has the model's value; all others stay."""
    for part, value in load(case.item.kind).model(case.item.ask, case.key.accept).items():
        if case.raw.get(part) != value:
            yield {**case.raw, part: value}
