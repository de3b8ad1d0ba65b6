"""Chains of voices: read however they are joined, names however they are spelt, and how alike two are."""

import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.core.chain import (
    UNNAMED,
    canonical,
    common,
    common_length,
    distance,
    misspelt,
    read_chain,
    spelt,
)
from course_checks.core.text import squeeze

HARBOUR = {
    "anna berg": "Anna Berg",
    "berg": "Anna Berg",
    "harbour times": "Harbour Times",
    "the gull": "The Gull",
    "keeper of the light": "keeper of the light",
}


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


# Names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Anna Berg", "Anna Berg"),
        ("anna  BERG", "Anna Berg"),
        ("Berg", "Anna Berg"),
        ("Berg’s", "Anna Berg"),
        ("Berg (Harbour Office)", "Anna Berg"),
        ("Berg (Harbour Office", "Anna Berg"),
        ("Harbour-Times", "Harbour Times"),
        ("the Harbour Times", "Harbour Times"),
        ("a keeper of the light", "keeper of the light"),
        ("The Gull", "The Gull"),
        ("an unnamed keeper of the light", "keeper of the light"),
        ("Lund", None),
        ("🙂", None),
        ("", None),
    ],
)
def test_a_name_is_known_by_any_of_its_spellings(typed: str, name: str | None) -> None:
    assert spelt(typed, HARBOUR) == name


@pytest.mark.parametrize(
    "typed",
    [
        "unnamed",
        "Unnamed.",
        "?",
        "(?)",
        "not named",
        "unknown",
        "anonymous",
        "somebody",
        "a source",
        "the source",
        "an unnamed source",
        "unnamed official",
        "(unnamed)",
        "someone at the harbour",
        "anonymous letter",
    ],
)
def test_there_are_many_words_for_nobody(typed: str) -> None:
    assert spelt(typed, HARBOUR) == UNNAMED
    assert canonical(typed, {}) == UNNAMED


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Anna Burg", "Anna Berg"),
        ("Ana Brg", "Anna Berg"),
        ("Harbor Times", "Harbour Times"),
        ("Harbuor Times", "Harbour Times"),
        ("Harber Times", "Harbour Times"),
        ("Harbr Tmes", None),
        ("Harbour", None),
        ("Brg", None),
        ("Burg", None),
        ("keper of the lihgt", None),
        ("the keeper of teh light", "keeper of the light"),
    ],
)
def test_a_name_of_five_letters_is_forgiven_two(typed: str, name: str | None) -> None:
    """Berg has four letters: Burg may be somebody else."""
    assert misspelt(typed, HARBOUR) == name


def test_a_name_as_near_to_two_others_is_neither() -> None:
    assert misspelt("Lunda", {}, ("Lundy", "Lunde")) is None
    assert canonical("Lunda", {}, ("Lundy", "Lunde")) == "Lunda"


def test_the_nearest_of_several_is_meant() -> None:
    """North and south are two letters apart."""
    assert misspelt("Nort Harbour", {}, ("North Harbour", "South Harbour")) == "North Harbour"
    assert canonical("South Harbour", {}, ("North Harbour", "South Harbour")) == "South Harbour"


def test_an_alias_comes_before_a_known_name() -> None:
    assert canonical("the mate", {"mate": "Bruno"}, ("mate",)) == "Bruno"
    assert canonical("mate", {}, ("Mate",)) == "Mate"
    assert canonical("Lund", {}) == "Lund"


@given(st.text(max_size=20))
def test_no_text_whatever_raises(typed: str) -> None:
    assert all(read_chain(typed))
    assert canonical(typed, HARBOUR) in {*HARBOUR.values(), UNNAMED, typed}


@given(st.sampled_from(sorted(HARBOUR)))
def test_a_spelling_is_never_taken_for_a_misspelling_of_another(spelling: str) -> None:
    assert squeeze(spelling) == spelling
    assert canonical(spelling, HARBOUR) == HARBOUR[spelling]


@pytest.mark.parametrize(
    "text",
    [
        " " * 65_536,
        "-" * 65_536,
        ">" * 65_536,
        "(" * 65_536,
        "a" * 65_536,
        "a." * 32_768,
        "via " * 16_384,
        " x" * 32_768,
        "=->" * 21_845,
        "unnamed " * 8_192,
    ],
)
def test_64_kilobytes_of_anything_are_answered_at_once(text: str) -> None:
    """The time a text takes grows with its length, not with its square: that would be minutes here."""
    begun = time.process_time()
    for link in read_chain(text)[:8]:
        canonical(link, HARBOUR)

    assert time.process_time() - begun < 2


# How alike -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [("", "", 0), ("berg", "berg", 0), ("berg", "burg", 1), ("", "berg", 4), ("kitten", "sitting", 3)],
)
def test_the_distance_is_counted_in_letters(one: str, other: str, letters: int) -> None:
    assert distance(one, other) == distance(other, one) == letters


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
