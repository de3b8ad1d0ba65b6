"""Exercises of every kind, and responses to them, made at random.

A new kind has its cases in `kinds_<kind>.py` and one line in each of the tables `KINDS`, `BETTER` and
`UNORDERED`; all laws then hold it to account.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from course_checks.validators import choice, load, match, multiple_response, order
from tests.properties.cases import (
    PASSAGES,
    TOKEN,
    Case,
    Raw,
    case_of,
    like_the_model,
    options_of,
    some,
)
from tests.properties.kinds_argument_map import argument_maps, with_a_better_map
from tests.properties.kinds_attribution_chain import chains, with_a_better_link
from tests.properties.kinds_comparison import comparisons
from tests.properties.kinds_corroboration import ledgers, with_a_better_ledger
from tests.properties.kinds_evidence import claims, with_a_better_proof
from tests.properties.kinds_extended_text import essays, no_better
from tests.properties.kinds_forecast import forecasts, with_better_evidence
from tests.properties.kinds_hypotheses import matrices, with_better_marks
from tests.properties.kinds_joint_statement import talks, with_a_better_line
from tests.properties.kinds_text_entry import entries


@st.composite
def _choices(draw: st.DrawFn) -> Case:
    options = draw(st.integers(2, 5).flatmap(options_of))
    ids = tuple(option.id for option in options)
    cites = draw(st.booleans())
    ask = choice.Ask(options=options, certainty=draw(st.booleans()), cites=cites)
    accepted = draw(some(ids, 1, len(ids) - 1))
    return draw(
        case_of(
            "choice", ask, choice.Accept(accepted=accepted, passages=draw(some(PASSAGES)) if cites else ())
        )
    )


@st.composite
def _multiple_responses(draw: st.DrawFn) -> Case:
    options = draw(st.integers(4, 8).flatmap(options_of))
    ids = draw(st.permutations([option.id for option in options]))
    closed = draw(st.integers(4, len(ids)))
    keyed = draw(st.integers(2, closed - 2))
    accept = multiple_response.Accept(accepted=tuple(ids[:keyed]), open=tuple(ids[closed:]))
    return draw(case_of("multiple-response", multiple_response.Ask(options=options), accept))


@st.composite
def _orders(draw: st.DrawFn) -> Case:
    events = draw(st.integers(3, 6).flatmap(options_of))
    history = draw(st.permutations([event.id for event in events]))
    chains = draw(st.lists(st.sets(st.sampled_from(history), min_size=2), max_size=3))
    chains += [
        {name, history[i - 1] if i else history[1]}
        for i, name in enumerate(history)
        if not any(name in c for c in chains)
    ]
    accepted = tuple(" < ".join(sorted(chain, key=history.index)) for chain in chains)
    return draw(case_of("order", order.Ask(events=events), order.Accept(accepted=accepted)))


@st.composite
def _matches(draw: st.DrawFn) -> Case:
    rows = draw(st.integers(1, 6).flatmap(options_of))
    labels = draw(st.integers(2, 5).flatmap(lambda count: options_of(count, len(rows))))
    ask = match.Ask(rows=rows, labels=labels, unknown=draw(st.booleans()), ordered=draw(st.booleans()))
    ids = (*(label.id for label in labels), *("?" if ask.unknown else ""))
    accepted = {row.id: draw(some(ids, 1, len(ids) - 1)) for row in rows}
    return draw(case_of("match", ask, match.Accept(accepted=accepted)))


KINDS: Mapping[str, st.SearchStrategy[Case]] = {
    "argument-map": argument_maps(),
    "attribution-chain": chains(),
    "choice": _choices(),
    "comparison": comparisons(),
    "corroboration": ledgers(),
    "evidence": claims(),
    "extended-text": essays(),
    "forecast": forecasts(),
    "hypotheses": matrices(),
    "joint-statement": talks(),
    "match": _matches(),
    "multiple-response": _multiple_responses(),
    "order": _orders(),
    "text-entry": entries(),
}
"""For each kind, cases without an author's mistake."""


# What better means -----------------------------------------------------------------------------------------


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
    "argument-map": with_a_better_map,
    "attribution-chain": with_a_better_link,
    "choice": like_the_model,
    "comparison": like_the_model,
    "corroboration": with_a_better_ledger,
    "evidence": with_a_better_proof,
    "extended-text": no_better,
    "forecast": with_better_evidence,
    "hypotheses": with_better_marks,
    "joint-statement": with_a_better_line,
    "match": like_the_model,
    "multiple-response": like_the_model,
    "order": in_better_order,
    "text-entry": like_the_model,
}
"""For each kind, the responses that are better than a case's own by one step."""

UNORDERED: Mapping[str, Callable[[Any], tuple[str, ...]]] = {
    "argument-map": lambda _ask: ("nodes",),
    "attribution-chain": lambda _ask: (),
    "choice": lambda _ask: ("options",),
    "comparison": lambda _ask: ("themes", "relations"),
    "corroboration": lambda _ask: ("reports",),
    "evidence": lambda _ask: (),
    "extended-text": lambda _ask: ("sources", "cards", "headings", "criteria"),
    "forecast": lambda _ask: (),
    "hypotheses": lambda _ask: ("hypotheses", "evidence"),
    "joint-statement": lambda _ask: ("issues", "parties"),
    "match": lambda ask: ("rows",) if ask.ordered else ("rows", "labels"),
    "multiple-response": lambda _ask: ("options",),
    "order": lambda _ask: ("events",),
    "text-entry": lambda _ask: ("normalise",),
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


@cache
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
