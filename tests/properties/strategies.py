"""Exercises of every kind, and responses to them, made at random.

A new kind needs one line in each of the tables `KINDS`, `BETTER` and `UNORDERED`; all laws then hold it to
account.  Ids are made of tokens such as `k3k`, so that they can be renamed wherever they stand.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from course_checks.core.library import Library
from course_checks.core.part import Number, Option, Options, Part, Passages, Prose
from course_checks.core.quotation import digests_of
from course_checks.exercise import Because, Item, ItemKey, PublicExercise, Responses, SlipRule, parts_of
from course_checks.validators import choice, load, match, multiple_response, order

Raw = Mapping[str, str]
"""What a learner gave to one item: part id to text."""

TOKEN = re.compile(r"[ikP]\d+[ikP]")
ITEM, OTHER_ITEM = "i0i", "i1i"
PASSAGES = ("P0P", "P1P", "P2P", "P3P")
LIBRARY = Library(
    index={name: digests_of(f"The {name} ferry leaves the old harbour at noon.") for name in PASSAGES},
    source_of=dict.fromkeys(PASSAGES, "harbour-1900"),
)
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
        case Passages():
            return st.sampled_from(PASSAGES)
        case Number(low=low, high=high):
            return st.integers(low, high).map(str)
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


@st.composite
def responses(draw: st.DrawFn, item: Item, fill: Callable[[Part], st.SearchStrategy[str]] = legal) -> Raw:
    """A response to `item`; some parts are blank, or missing."""
    given = {part.id: draw(st.one_of(fill(part), st.just(""), st.none())) for part in parts_of(item)}
    return {part: text for part, text in given.items() if text is not None}


def untidy_responses(item: Item) -> st.SearchStrategy[Raw]:
    """A response with anything in it; parts that the item does not have among it."""
    strays = st.dictionaries(ANYTHING, ANYTHING, max_size=2)
    return st.builds(lambda stray, given: {**stray, **given}, strays, responses(item, typed))


# Exercises -------------------------------------------------------------------------------------------------


def _options(count: int, first: int = 0) -> st.SearchStrategy[tuple[Option, ...]]:
    texts = st.lists(st.sampled_from(TEXTS), min_size=count, max_size=count)
    return texts.map(
        lambda listed: tuple(Option(id=f"k{first + i}k", text=text) for i, text in enumerate(listed))
    )


def _some(
    names: tuple[str, ...], fewest: int = 1, most: int | None = None
) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of `names`, in any order."""
    chosen = st.lists(st.sampled_from(names), min_size=fewest, max_size=most or len(names), unique=True)
    return chosen.map(tuple)


@st.composite
def _case(draw: st.DrawFn, kind: str, ask: Any, accept: Any) -> Case:
    reason = draw(st.sampled_from(("", "Say why in one sentence.")))
    item = Item(id=ITEM, kind=kind, honesty="auto", prompt="", ask=ask, reason=reason)
    module = load(kind)
    reached = [part for part in module.parts(ask) if not isinstance(part.domain, Prose)]
    shown = draw(st.sampled_from(reached))
    rules = [SlipRule(id=name, say=f"What of {name}?") for name in module.own_slips(ask)]
    rules.append(SlipRule(id="of-its-own", say="What then?", when={shown.id: (draw(legal(shown)),)}))
    key = ItemKey(
        accept=accept,
        because=(Because(passage=PASSAGES[0], quote="leaves the old harbour", why="It says so."),),
        why="So it is.",
        slips=tuple(rules),
        differ=draw(st.sampled_from(("", "Some say otherwise."))),
    )
    return Case(item=item, key=key, raw=draw(responses(item)))


@st.composite
def _choices(draw: st.DrawFn) -> Case:
    options = draw(st.integers(2, 5).flatmap(_options))
    ids = tuple(option.id for option in options)
    cites = draw(st.booleans())
    ask = choice.Ask(options=options, certainty=draw(st.booleans()), cites=cites)
    accepted = draw(_some(ids, 1, len(ids) - 1))
    return draw(
        _case(
            "choice", ask, choice.Accept(accepted=accepted, passages=draw(_some(PASSAGES)) if cites else ())
        )
    )


@st.composite
def _multiple_responses(draw: st.DrawFn) -> Case:
    options = draw(st.integers(4, 8).flatmap(_options))
    ids = draw(st.permutations([option.id for option in options]))
    closed = draw(st.integers(4, len(ids)))
    keyed = draw(st.integers(2, closed - 2))
    accept = multiple_response.Accept(accepted=tuple(ids[:keyed]), open=tuple(ids[closed:]))
    return draw(_case("multiple-response", multiple_response.Ask(options=options), accept))


@st.composite
def _orders(draw: st.DrawFn) -> Case:
    events = draw(st.integers(3, 6).flatmap(_options))
    history = draw(st.permutations([event.id for event in events]))
    chains = draw(st.lists(st.sets(st.sampled_from(history), min_size=2), max_size=3))
    chains += [
        {name, history[i - 1] if i else history[1]}
        for i, name in enumerate(history)
        if not any(name in c for c in chains)
    ]
    accepted = tuple(" < ".join(sorted(chain, key=history.index)) for chain in chains)
    return draw(_case("order", order.Ask(events=events), order.Accept(accepted=accepted)))


@st.composite
def _matches(draw: st.DrawFn) -> Case:
    rows = draw(st.integers(1, 6).flatmap(_options))
    labels = draw(st.integers(2, 5).flatmap(lambda count: _options(count, len(rows))))
    ask = match.Ask(rows=rows, labels=labels, unknown=draw(st.booleans()), ordered=draw(st.booleans()))
    ids = (*(label.id for label in labels), *("?" if ask.unknown else ""))
    accepted = {row.id: draw(_some(ids, 1, len(ids) - 1)) for row in rows}
    return draw(_case("match", ask, match.Accept(accepted=accepted)))


KINDS: Mapping[str, st.SearchStrategy[Case]] = {
    "choice": _choices(),
    "match": _matches(),
    "multiple-response": _multiple_responses(),
    "order": _orders(),
}
"""For each kind, cases without an author's mistake."""


# What better means -----------------------------------------------------------------------------------------


def like_the_model(case: Case) -> Iterator[Raw]:
    """One scored part more has the model's value; all others stay."""
    for part, value in load(case.item.kind).model(case.item.ask, case.key.accept).items():
        if case.raw.get(part) != value:
            yield {**case.raw, part: value}


def in_better_order(case: Case) -> Iterator[Raw]:
    """No keyed pair stands worse and one stands better: turned < tied or left out < right.

    Giving one event the model's number would not do: it may jump over others that stood right.
    """
    pairs = order.keyed_pairs(case.key.accept)
    places = {event: int(place) for event, place in case.raw.items() if place and event != "reason"}
    levels = [[e for e in places if places[e] == level] for level in sorted(set(places.values()))]

    def written(better: list[list[str]]) -> Raw:
        placed = {event: str(i) for i, level in enumerate(better, 1) for event in level}
        return {**case.raw, **placed}

    for i, level in enumerate(levels):
        if (
            len(level) == 1 and levels[i + 1 : i + 2] and len(levels[i + 1]) == 1
        ):  # neighbours the wrong way round
            (late,), (early,) = level, levels[i + 1]
            if (early, late) in pairs:
                yield written([*levels[:i], [early], [late], *levels[i + 2 :]])
        for first in level:  # the earliest of a tie goes ahead
            rest = [event for event in level if event != first]
            if rest and not any((other, first) in pairs for other in rest):
                yield written([*levels[:i], [first], rest, *levels[i + 1 :]])
    for event in (part.id for part in load("order").parts(case.item.ask) if part.id not in places):
        after = max(
            (i + 1 for i, level in enumerate(levels) if any((e, event) in pairs for e in level)), default=0
        )
        if not any((event, e) in pairs for level in levels[:after] for e in level):
            yield written([*levels[:after], [event], *levels[after:]])


BETTER: Mapping[str, Callable[[Case], Iterator[Raw]]] = {
    "choice": like_the_model,
    "match": like_the_model,
    "multiple-response": like_the_model,
    "order": in_better_order,
}
"""For each kind, the responses that are better than a case's own by one step."""

UNORDERED: Mapping[str, Callable[[Any], tuple[str, ...]]] = {
    "choice": lambda _ask: ("options",),
    "match": lambda ask: ("rows",) if ask.ordered else ("rows", "labels"),
    "multiple-response": lambda _ask: ("options",),
    "order": lambda _ask: ("events",),
}
"""For each kind, the lists of its `Ask` that have no order."""


# The same case in another form -----------------------------------------------------------------------------


def mapped(
    value: Any, text: Callable[[str], str], listing: Callable[[tuple[Any, ...]], tuple[Any, ...]]
) -> Any:
    """`value` with `text` applied to every string in it, and `listing` to every tuple."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, tuple):
        return listing(tuple(mapped(one, text, listing) for one in value))
    if isinstance(value, Mapping):
        return {text(name): mapped(one, text, listing) for name, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: mapped(getattr(value, field.name), text, listing) for field in fields(value)}
        return replace(value, **changes)
    return value


def tokens_in(case: Case) -> tuple[str, ...]:
    """Every id that was made for a case, sorted."""
    found: set[str] = set(case.library.passages)

    def note(text: str) -> str:
        found.update(TOKEN.findall(text))
        return text

    mapped((case.item, case.key), note, lambda listed: listed)
    return tuple(sorted(found))


_NUMBERED = st.from_regex(r"[A-Z]{1,2}[0-9]{1,2}", fullmatch=True)
_BARE = st.one_of(
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,6}", fullmatch=True), st.sampled_from(("yes", "x", "1"))
)


@st.composite
def renamed(draw: st.DrawFn, case: Case) -> Case:
    """The same case with other ids everywhere: in item, key, library and response."""
    tokens = tokens_in(case)
    passages = [token for token in tokens if token in PASSAGES]
    others = [token for token in tokens if token not in PASSAGES]
    names = dict(zip(passages, draw(_distinct(_NUMBERED, len(passages))), strict=True))
    names |= dict(zip(others, draw(_distinct(_BARE, len(others))), strict=True))
    changed: Case = mapped(
        case, lambda text: TOKEN.sub(lambda found: names.get(found[0], found[0]), text), tuple
    )
    return changed


def _distinct(names: st.SearchStrategy[str], count: int) -> st.SearchStrategy[list[str]]:
    return st.lists(names, min_size=count, max_size=count, unique_by=str.casefold)


@st.composite
def reordered(draw: st.DrawFn, case: Case) -> Case:
    """The same case with all that has no order in another order: in what is asked, the key and the response."""
    free = UNORDERED[case.item.kind](case.item.ask)
    ask = replace(
        case.item.ask, **{name: tuple(draw(st.permutations(getattr(case.item.ask, name)))) for name in free}
    )
    accept = mapped(case.key.accept, str, lambda listed: tuple(draw(st.permutations(listed))))
    return replace(
        case,
        item=replace(case.item, ask=ask),
        key=replace(case.key, accept=accept),
        raw=dict(draw(st.permutations(list(case.raw.items())))),
    )
