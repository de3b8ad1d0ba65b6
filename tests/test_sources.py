"""The two sources: every passage and proposition is there, every locator is found, every hedge is kept.

The texts themselves are not in this repository.  What is said about them here rests on the quotation
indexes, on counts of their words, and on the locators, which are short phrases of theirs.
"""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from course_checks.content.course import load_course
from course_checks.content.sources import Passage, Proposition, Source
from course_checks.core.quotation import (
    DIGEST_BYTES,
    RUN,
    Broken,
    TooShort,
    Verified,
    longest_copy,
    verify,
)
from course_checks.core.text import squeeze, words

COURSE = load_course(make.ROOT)
SOURCES = COURSE.sources
LIBRARY = COURSE.library
INDEX = LIBRARY.index
SCOBELL, ZISSIS = SOURCES["scobell-2004"], SOURCES["zissis-2006"]
PASSAGES = {passage.id: passage for source in SOURCES.values() for passage in source.passages}
LOCATED = [(one, passage) for passage in PASSAGES.values() for one in passage.propositions]

SENTENCES = """
S1=s1.1-3 S2=s1.4 S3=s1.5-7 S4=s1.8 S5=s1.9-11 S6=s2.1-2 S7=s2.3-4 S8=s2.5 S9=s2.6-9 S10=s2.10
S11=s3.1 S12=s3.2 S13=s3.3-5 S14=s3.6-7 S15=s4.1-2 S16=s4.3 S17=s4.4-5 S18=s4.6 S19=s5.1-3 S20=s6.1-2
S21=s6.3-7 S22=s6.8-9 S23=s7.1-3 S24=s7.4 S25= S26=s8.1 S27=s9.1 S28=s10.1 S29=s11.1 S30=s12.1 S31=s13.1
Z1=z1.1-3 Z2=z1.4-5 Z3=z1.6-9 Z4=z1.10 Z5=z2.1-2 Z6=z2.3-5 Z7=z2.6 Z8=z2.7-8 Z9=z2.9-12 Z10=z3.1-3
Z11=z3.4 Z12=z3.5-6 Z13=z3.7-10 Z14=z3.11-12 Z15=z3.13-15 Z16=z3.16-17
"""
"""Which propositions stand in which sentence: s1.5-7 are s1.5, s1.6 and s1.7."""

WORDS = """
SM1=13 SM2=27 SM3=5 SM4=2 SM5=2 SM6=2 SM7=21 S1=28 S2=16 S3=39 S4=17 S5=28 S6=34 S7=23 S8=24 S9=46 S10=16
S11=27 S12=12 S13=17 S14=27 S15=28 S16=12 S17=27 S18=17 S19=49 S20=25 S21=41 S22=8 S23=36 S24=20 S25=2 S26=6
S27=10 S28=6 S29=6 S30=9 S31=11 ZM1=2 ZM2=5 ZM3=5 ZM4=4 ZM5=4 ZM6=4 Z1=28 Z2=28 Z3=21 Z4=18 Z5=31 Z6=25 Z7=11
Z8=30 Z9=45 Z10=37 Z11=15 Z12=29 Z13=31 Z14=22 Z15=39 Z16=28
"""
"""How many words each passage of the texts has, hyphens parting words."""

VOICES = set(
    """
    site owner|synopsis writer|summary writer|list writer|Scobell
    |Zissis|BBC|NYT|LAT|TIME|Slate|The Australian|Washington Post|Gwertzman|Segal|Haass|Korea Herald
    |China Digital Times|North Korea Zone|Heritage Foundation|Kurlantzick|Power and Interest News Report|Asia Times
    |unnamed|Kim Jong-Il|DPRK news reports|Chinese officials|Chinese media|US policymakers|Chinese leadership
    """.replace("\n    ", "").split("|")
)


def table(text: str) -> dict[str, str]:
    return dict(entry.split("=") for entry in text.split())


def listed(span: str) -> Iterator[str]:
    """`s1.5-7` as s1.5, s1.6, s1.7."""
    if span:
        paragraph, _, numbers = span.partition(".")
        first, _, last = numbers.partition("-")
        yield from (f"{paragraph}.{n}" for n in range(int(first), int(last or first) + 1))


# What there is ---------------------------------------------------------------------------------------------


def test_all_60_passages_are_there_in_the_order_of_their_pages() -> None:
    def ids(letters: str, last: int) -> list[str]:
        return [f"{letters}{n}" for n in range(1, last + 1)]

    assert [one.id for one in SCOBELL.passages] == [*ids("SM", 6), *ids("S", 31), "SM7"]
    assert [one.id for one in ZISSIS.passages] == [*ids("ZM", 5), *ids("Z", 16), "ZM6"]
    assert len(PASSAGES) == 60


def test_all_95_propositions_stand_in_their_sentences() -> None:
    wanted = {passage: list(listed(span)) for passage, span in table(SENTENCES).items()}
    found = {one.id: [part.id for part in one.propositions] for one in PASSAGES.values() if "M" not in one.id}

    assert found == wanted
    assert sum(map(len, found.values())) == 95


def test_the_furniture_claims_nothing_and_belongs_to_the_owner_of_the_site() -> None:
    furniture = [one for one in PASSAGES.values() if "M" in one.id]

    assert len(furniture) == 13
    assert {(one.kind, one.chains, one.propositions) for one in furniture} == {
        ("furniture", ("site owner",), ())
    }
    assert [one.id for one in PASSAGES.values() if one.kind == "furniture" and "M" not in one.id] == []


def test_every_voice_has_one_name() -> None:
    used = {voice for one in PASSAGES.values() for chain in one.chains for voice in chain.split(" > ")}

    assert used == VOICES


def test_every_chain_of_a_passage_is_used_by_one_of_its_propositions() -> None:
    idle = [
        (passage.id, chain)
        for passage in PASSAGES.values()
        for chain in passage.chains
        if passage.propositions and chain not in {one.chain for one in passage.propositions}
    ]

    # Z14 points to two outlets; its one proposition about the blame names the first of them.
    assert idle == [("Z14", "Zissis > The Australian")]


def test_a_chain_begins_with_the_voice_in_front_of_the_reader() -> None:
    first = {
        "scobell-2004": {"site owner", "synopsis writer", "summary writer", "list writer"},
        "zissis-2006": {"site owner", "Zissis"},
    }
    for name, source in SOURCES.items():
        begun = {chain.split(" > ")[0] for one in source.passages for chain in one.chains}
        assert begun == first[name]


# The index -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_the_index_is_written_to_the_letter(source: Source) -> None:
    """Passages in order, each a line of 24-bit digests, one for every run of three words."""
    text = (make.ROOT / "docs" / "sources" / f"{source.id}.index.json").read_text(encoding="utf-8")
    held = json.loads(text)

    assert text == json.dumps(held, indent=1) + "\n"
    assert list(held) == ["index", "source", "names", "passages"]
    assert held["names"] == source.aliases
    assert (held["index"], held["source"]) == (1, source.id)
    assert list(held["passages"]) == [passage.id for passage in source.passages]
    assert 8 * DIGEST_BYTES == 24
    for line in held["passages"].values():
        assert re.fullmatch(r"(?:[0-9a-f]{6}(?: [0-9a-f]{6})*)?", line)


def test_the_index_covers_every_passage_whole() -> None:
    """A passage of n words has n - 2 runs of three."""
    wanted = {passage: max(0, int(count) - RUN + 1) for passage, count in table(WORDS).items()}

    assert {passage: len(digests) for passage, digests in INDEX.items()} == wanted


def test_passages_under_three_words_can_be_cited_but_not_quoted() -> None:
    short = [passage for passage, digests in INDEX.items() if not digests]

    assert short == ["SM4", "SM5", "SM6", "S25", "ZM1"]
    assert verify("March 2004", "SM4", INDEX) == TooShort(piece="march 2004")


# Locators --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("one", "passage"), LOCATED, ids=lambda value: value.id)
def test_every_locator_is_found_in_its_passage_and_in_no_other(one: Proposition, passage: Passage) -> None:
    """All 95 have three words or more, and none of them is shared."""
    assert len(words(one.locator)) >= RUN
    assert [name for name in INDEX if verify(one.locator, name, INDEX) == Verified()] == [passage.id]


@pytest.mark.parametrize(("one", "passage"), LOCATED, ids=lambda value: value.id)
def test_one_wrong_word_is_refused_wherever_it_stands(one: Proposition, passage: Passage) -> None:
    right = words(one.locator)
    for at in range(len(right)):
        wrong = " ".join([*right[:at], "walrus", *right[at + 1 :]])
        verdict = verify(wrong, passage.id, INDEX)

        assert isinstance(verdict, Broken), wrong
        assert verdict in (Broken(word="walrus", position=at + 1), Broken(word="")), wrong


@pytest.mark.parametrize(("one", "passage"), LOCATED, ids=lambda value: value.id)
def test_a_word_left_out_or_moved_is_refused(one: Proposition, passage: Passage) -> None:
    right = words(one.locator)
    inner = [right[:at] + right[at + 1 :] for at in range(1, len(right) - 1) if len(right) > RUN]
    turned = [(*right[:at], right[at + 1], right[at], *right[at + 2 :]) for at in range(len(right) - 1)]
    for wrong in (*inner, *turned):
        assert verify(" ".join(wrong), passage.id, INDEX) != Verified(), wrong


def test_a_splice_is_refused() -> None:
    """Both halves stand in S21, but not side by side: the April talks were of three parties."""
    assert verify("talks in April 2003", "S21", INDEX) == Verified()
    assert verify("six-party talks in August", "S21", INDEX) == Verified()

    assert isinstance(verify("six-party talks in April", "S21", INDEX), Broken)
    assert isinstance(verify("six-party talks in April 2003", "S21", INDEX), Broken)


HYPHENS = ("-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2015", " ", " - ")
DASHES = ("—", "–", " - ", " -- ", "\u2015", " – ")
SPACES = (" ", "  ", "\u00a0", "\u202f", "\n", "\r\n", "\t", " , ", "; ")
CASES = (str, str.upper, str.lower, str.title, str.swapcase)
MARKS = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"), ("'", "'"), ("(", ")"), (" ", "."))


@given(
    located=st.sampled_from(LOCATED),
    hyphen=st.sampled_from(HYPHENS),
    dash=st.sampled_from(DASHES),
    space=st.sampled_from(SPACES),
    case=st.sampled_from(CASES),
    marks=st.sampled_from(MARKS),
)
def test_quotes_dashes_case_and_hyphens_do_not_matter(
    *,
    located: tuple[Proposition, Passage],
    hyphen: str,
    dash: str,
    space: str,
    case: Callable[[str], str],
    marks: tuple[str, str],
) -> None:
    """As another keyboard or word processor gives a phrase, so it is verified."""
    one, passage = located
    text = re.sub(r"(?<=\w)-(?=\w)", hyphen, one.locator).replace("—", dash)
    typed = marks[0] + space.join(case(piece) for piece in text.split(" ")) + marks[1]

    assert verify(typed, passage.id, INDEX) == Verified(), typed


@given(st.data())
def test_a_locator_cut_out_of_a_locator_is_verified_too(data: st.DataObject) -> None:
    one, passage = data.draw(st.sampled_from(LOCATED))
    held = words(one.locator)
    start = data.draw(st.integers(0, len(held) - RUN))
    end = data.draw(st.integers(start + RUN, len(held)))

    assert verify(" ".join(held[start:end]), passage.id, INDEX) == Verified()


# Names and silences ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "in_scobell", "in_zissis"),
    [
        ("China", True, True),
        ("the DPRK", False, False),
        ("DPRK", True, True),
        ("United States", True, True),
        ("U.S.", True, True),
        ("Iraq", True, False),
        ("Japan", False, True),
        ("japan", False, True),
        ("Russia", False, False),
        ("Taiwan", False, False),
        ("Jong-Il", False, True),
        ("Korea", True, True),
    ],
)
def test_who_is_named_where(name: str, in_scobell: bool, in_zissis: bool) -> None:  # noqa: FBT001
    assert (SCOBELL.mentions(name), ZISSIS.mentions(name)) == (in_scobell, in_zissis)


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_no_name_is_listed_twice(source: Source) -> None:
    forms = [squeeze(form) for held in source.names for form in (held.name, *held.also, *held.elsewhere)]

    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("new york times", "NYT"),
        ("la times", "LAT"),
        ("council on foreign relations", "CFR"),
        ("washington post", "WashPost"),
        ("pinr", "Power and Interest News Report"),
        ("haas", "Richard N. Haass"),
        ("us", "United States"),
        ("dprk", "North Korea"),
    ],
)
def test_the_library_knows_a_name_as_readers_spell_it(typed: str, name: str) -> None:
    assert COURSE.library.aliases[typed] == name


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_a_source_says_when_it_is_from_and_where_the_original_is(source: Source) -> None:
    assert re.fullmatch(r"\d{4}(-\d\d){1,2}", source.date)
    assert source.as_of == source.date
    assert source.bib in COURSE.references
    for text in (source.short, source.title, source.maker, source.genre, source.rights, source.address):
        assert text.strip()


# Paraphrases -----------------------------------------------------------------------------------------------

SEEMING = {"seem", "seems", "appear", "appears", "apparently", "apparent"}
AS_STRONG = {
    "may": {"may", "might", "could", "possibly", "perhaps"},
    "might": {"may", "might", "could", "possibly", "perhaps"},
    "could": {"may", "might", "could", "possibly", "perhaps"},
    "seem": SEEMING,
    "seems": SEEMING,
    "seems destined": SEEMING,
    "appear": SEEMING,
    "appears": SEEMING,
    "apparent": SEEMING,
    "probably": {"probably", "likely"},
    "likely": {"probably", "likely"},
    "unlikely": {"unlikely"},
    "arguably": {"arguably"},
    "almost": {"almost", "nearly"},
    "if": {"if", "should"},
    "should": {"if", "should"},
    "even if": {"if"},
}
"""For each hedge of the sources, the words that limit a claim as much."""


def hedges_of(one: Proposition) -> list[str]:
    return [hedge.casefold() for hedge in one.hedge.split(", ") if hedge]


HEDGED = [(one, passage) for one, passage in LOCATED if one.hedge]


def test_the_hedges_of_the_sources_are_all_known() -> None:
    assert {hedge for one, _ in HEDGED for hedge in hedges_of(one)} <= set(AS_STRONG)
    assert len(HEDGED) == 22


@pytest.mark.parametrize(("one", "passage"), HEDGED, ids=lambda value: value.id)
def test_a_paraphrase_keeps_every_hedge(one: Proposition, passage: Passage) -> None:
    for hedge in hedges_of(one):
        assert AS_STRONG[hedge] & set(words(one.says)), (hedge, one.says)
        assert AS_STRONG[hedge] & set(words(passage.paraphrase)), (hedge, passage.paraphrase)


@pytest.mark.parametrize("passage", PASSAGES.values(), ids=PASSAGES)
def test_words_between_quotation_marks_stand_in_the_passage(passage: Passage) -> None:
    texts = (passage.paraphrase, *(one.says for one in passage.propositions))
    quoted = [found for text in texts for found in re.findall(r"“([^”]*)”", text)]

    assert [q for q in quoted if len(words(q)) >= RUN and verify(q, passage.id, INDEX) != Verified()] == []


LONGEST_COPY = 14
"""Words of a source in a row: more is not paraphrase any longer, wherever the quotation marks stand."""


@pytest.mark.parametrize("passage", PASSAGES.values(), ids=PASSAGES)
def test_a_paraphrase_is_in_our_own_words(passage: Passage) -> None:
    for text in (passage.paraphrase, *(one.says for one in passage.propositions)):
        unquoted = re.sub(r"“[^”]*”", " | ", text)

        assert longest_copy(text, LIBRARY)[0] <= LONGEST_COPY, text
        assert all(longest_copy(piece, LIBRARY)[0] <= LONGEST_COPY // 2 for piece in unquoted.split("|")), (
            text
        )
