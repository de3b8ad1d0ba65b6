"""Chains of voices: read however they are joined, and how alike two are."""

import time
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.core.chain import common, common_length, gaps, read_chain, share

# Reading ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "Berg > Harbour Times > unnamed",
        "Berg>Harbour Times>unnamed",
        "Berg -> Harbour Times -> unnamed",
        "Berg --> Harbour Times --> unnamed",
        "Berg => Harbour Times => unnamed",
        "Berg → Harbour Times → unnamed",
        "Berg ⇒ Harbour Times ⇒ unnamed",
        "Berg » Harbour Times » unnamed",
        "Berg ＞ Harbour Times ＞ unnamed",
        "Berg >> Harbour Times >> unnamed",
        "Berg – > Harbour Times – > unnamed",
        "Berg via Harbour Times via unnamed",
        "Berg says Harbour Times says unnamed",
        "Berg cites Harbour Times, citing unnamed",
        "Berg VIA Harbour Times Says unnamed",
        "Berg\nHarbour Times\nunnamed",
        "Berg\r\n> Harbour Times\r\n> unnamed",
        "> Berg > > Harbour Times > unnamed >",
        "“Berg” > 'Harbour Times' > unnamed.",
        "Berg, Harbour Times, unnamed",
        "Berg; Harbour Times; unnamed",
        "unnamed < Harbour Times < Berg",
        "unnamed <- Harbour Times <- Berg",
        "unnamed ← Harbour Times ← Berg",
        "Berg\u200b > Harbour Times\u00ad > unnamed",
    ],
)
def test_a_chain_is_read_however_its_names_are_joined(typed: str) -> None:
    assert read_chain(typed) == ("Berg", "Harbour Times", "unnamed")


@pytest.mark.parametrize(
    ("typed", "links"),
    [
        ("Berg", ("Berg",)),
        ("?", ("?",)),
        ("Berg > ? > Lund", ("Berg", "?", "Lund")),
        ("Kim Jong-Il > harbour news reports", ("Kim Jong-Il", "harbour news reports")),
        ("Berg, of the Times > Lund", ("Berg, of the Times", "Lund")),
        ("Berg (a clerk) > Lund", ("Berg (a clerk)", "Lund")),
        ("Octavia > Viaduct Post", ("Octavia", "Viaduct Post")),
        ("", ()),
        (" > -> , ... ", ()),
    ],
)
def test_a_name_keeps_what_belongs_to_it(typed: str, links: tuple[str, ...]) -> None:
    assert read_chain(typed) == links


LONG = (
    " " * 65_536,
    "-" * 65_536,
    ">" * 65_536,
    "(" * 65_536,
    "a" * 65_536,
    "via " * 16_384,
    " x" * 32_768,
    "=->" * 21_845,
)


@pytest.mark.parametrize("text", LONG)
def test_64_kilobytes_of_anything_are_read_at_once(text: str) -> None:
    """The time a text takes grows with its length, not with its square: that would be minutes here."""
    begun = time.process_time()
    read_chain(text)

    assert time.process_time() - begun < 2


@given(st.text(max_size=20))
def test_no_text_whatever_raises(typed: str) -> None:
    assert all(read_chain(typed))


# How alike -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "pairs"),
    [
        ("abcd", "abcd", [(0, 0), (1, 1), (2, 2), (3, 3)]),
        ("acd", "abcd", [(0, 0), (1, 2), (2, 3)]),
        ("abxcd", "abcd", [(0, 0), (1, 1), (3, 2), (4, 3)]),
        ("dcba", "abcd", [(3, 0)]),
        ("xyz", "abcd", []),
        ("", "abcd", []),
        ("aab", "ab", [(0, 0), (2, 1)]),
    ],
)
def test_what_two_chains_have_in_common_is_told_by_place(
    one: str, other: str, pairs: list[tuple[int, int]]
) -> None:
    assert list(common(one, other)) == pairs
    assert common_length(one, other) == len(pairs)


LETTERS = st.text("abc", max_size=6)


@given(LETTERS, LETTERS)
def test_no_longer_subsequence_is_in_both(one: str, other: str) -> None:
    """Found the slow way too: every subsequence of one, looked for in the other."""

    def stands_in(part: tuple[str, ...], whole: str) -> bool:
        rest = iter(whole)
        return all(letter in rest for letter in part)

    found = common(one, other)
    longest = max(n for n in range(len(one) + 1) for part in combinations(one, n) if stands_in(part, other))

    assert len(found) == longest
    assert all(one[i] == other[j] for i, j in found)
    assert [i for i, _ in found] == sorted({i for i, _ in found})
    assert [j for _, j in found] == sorted({j for _, j in found})


@pytest.mark.parametrize(
    ("one", "other", "part", "missing"),
    [
        ("abcd", "abcd", 1, ()),
        ("bc", "abcd", Fraction(1, 2), (0, 2)),
        ("acd", "abcd", Fraction(3, 4), (1,)),
        ("abxcd", "abcd", Fraction(4, 5), ()),
        ("x", "ab", 0, (0,)),
    ],
)
def test_what_a_chain_has_of_another_and_after_how_many_links_it_has_gaps(
    one: str, other: str, part: Fraction, missing: tuple[int, ...]
) -> None:
    assert share(one, other) == part
    assert gaps(one, other) == missing
