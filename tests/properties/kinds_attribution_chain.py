"""Attribution chains made at random, and the chains that are better than another by one link."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from hypothesis import strategies as st

from course_checks.core.chain import SIGN, common, read_chain
from course_checks.core.library import Library
from course_checks.core.names import canonical
from course_checks.core.text import squeeze
from course_checks.validators import attribution_chain
from course_checks.validators.attribution_chain import Accept, Ask
from tests.properties.cases import LIBRARY, VOICES, Case, Raw, case_of

ALIASES = {squeeze(name): name for name in VOICES if name != "unnamed"}
NAMED = Library(index=LIBRARY.index, source_of=LIBRARY.source_of, aliases=ALIASES)
"""The library with the people of the harbour in it."""


@st.composite
def chains(draw: st.DrawFn) -> Case:
    """Up to three accepted chains, with or without a library that knows the names."""
    voices = st.lists(st.sampled_from(VOICES), min_size=2, max_size=5).map(SIGN.join)
    accepted = tuple(draw(st.lists(voices, min_size=1, max_size=3, unique=True)))
    aliases = draw(st.sampled_from([{}, {"Freya Lund": ("the ferryman",), "Bruno": ("the mate", "B. Holm")}]))
    accept = Accept(accepted=accepted, aliases=aliases)
    made = draw(case_of("attribution-chain", Ask(most=draw(st.integers(5, 8))), accept))
    return replace(made, library=draw(st.sampled_from([LIBRARY, NAMED])))


def with_a_better_link(case: Case) -> Iterator[Raw]:
    """A link of the nearest chain more, in its place; or one less that stands in no place of it."""
    given = read_chain(case.raw.get("chain") or "")
    most = case.item.ask.most
    for text in case.key.accept.accepted:
        key = read_chain(text)
        chain = tuple(canonical(link, ALIASES) for link in given)
        if score_with(case, given) != score_with(case, given, only=text):
            continue  # another chain is nearer
        pairs = [(-1, -1), *common(chain, key), (len(chain), len(key))]
        for (at, i), (_, j) in pairwise(pairs):
            if j - i > 1 and len(given) < most:
                yield {**case.raw, "chain": SIGN.join((*given[: at + 1], key[i + 1], *given[at + 1 :]))}
        kept = {at for at, _ in pairs}
        for at in range(len(given)):
            if at not in kept and len(given) > 1:
                yield {**case.raw, "chain": SIGN.join((*given[:at], *given[at + 1 :]))}


def score_with(case: Case, given: tuple[str, ...], only: str = "") -> object:
    """The score of a chain, by all accepted chains or by one of them."""
    accept = replace(case.key.accept, accepted=(only,)) if only else case.key.accept
    return attribution_chain.score(case.item.ask, accept, {"chain": given}).score if given else None
