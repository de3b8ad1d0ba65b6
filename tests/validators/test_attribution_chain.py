"""Who says it, via whom: the longest common subsequence, names through their aliases, and five slips."""

from fractions import Fraction

import pytest

from course_checks.core.chain import read_chain
from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Scored
from course_checks.core.part import Names
from course_checks.validators import attribution_chain, load
from course_checks.validators.attribution_chain import Accept, Ask

ASK = Ask()
SEGAL = Accept(
    accepted=("Zissis > Gwertzman > Segal > Chinese leadership",),
    aliases={"Chinese leadership": ("Chinese leaders", "China's leaders"), "Zissis": ("the page",)},
)
PROMISE = Accept(accepted=("Zissis > BBC > unnamed > Kim Jong-Il", "Zissis > BBC > Kim Jong-Il"))
LIBRARY = Library(
    aliases={
        "carin zissis": "Carin Zissis",
        "zissis": "Carin Zissis",
        "adam segal": "Adam Segal",
        "segal": "Adam Segal",
        "gwertzman": "Gwertzman",
        "bbc": "BBC",
        "nyt": "NYT",
        "new york times": "NYT",
        "time": "TIME",
        "slate": "Slate",
        "kim": "Kim Jong-Il",
        "kim jong il": "Kim Jong-Il",
        "cfr": "CFR",
    }
)


def scored(typed: str, accept: Accept = SEGAL, library: Library = NO_LIBRARY) -> Scored:
    return attribution_chain.score(ASK, accept, {"chain": read_chain(typed)}, library)


def slips(typed: str, accept: Accept = SEGAL, library: Library = NO_LIBRARY) -> list[str]:
    return [slip.id for slip in scored(typed, accept, library).slips]


def test_its_one_part_is_a_chain() -> None:
    (part,) = attribution_chain.parts(Ask(most=5))

    assert (part.id, part.domain, part.scored) == ("chain", Names(most=5), True)


VECTORS = [
    pytest.param("Zissis > Gwertzman > Segal > Chinese leadership", Fraction(1), id="exact"),
    pytest.param("Zissis > Segal > Chinese leadership", Fraction(3, 4), id="interviewer missed"),
    pytest.param("Segal > Chinese leadership", Fraction(1, 2), id="starts at Segal"),
    pytest.param("Zissis", Fraction(1, 4), id="Zissis only"),
    pytest.param("Chinese leadership > Segal > Gwertzman > Zissis", Fraction(1, 4), id="reversed"),
    pytest.param(
        "Zissis > BBC > NYT > TIME > Gwertzman > Segal > Chinese leadership",
        Fraction(4, 7),
        id="padded with three outlets",
    ),
    pytest.param("BBC > NYT", Fraction(0), id="nobody of it"),
]
"""The vectors of the plan: 1, .75, .50, .25, .25, .57."""


@pytest.mark.parametrize("library", [NO_LIBRARY, LIBRARY], ids=["without a library", "with the names"])
@pytest.mark.parametrize(("typed", "score"), VECTORS)
def test_the_score_is_the_common_part_over_the_longer_chain(
    typed: str, score: Fraction, library: Library
) -> None:
    found = scored(typed, library=library)

    assert found.score == score
    assert [(mark.part, mark.score) for mark in found.marks] == [("chain", score)]


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("Zissis > BBC > unnamed > Kim Jong-Il", Fraction(1)),
        ("Zissis > BBC > Kim Jong-Il", Fraction(1)),
        ("Zissis > BBC > ? > Kim Jong-Il", Fraction(1)),
        ("Zissis > BBC > an unnamed source > Kim Jong-Il", Fraction(1)),
        ("Zissis > Kim Jong-Il", Fraction(2, 3)),
        ("Zissis > unnamed > Kim Jong-Il", Fraction(3, 4)),
        ("Zissis > BBC > Bergen > Kim Jong-Il", Fraction(3, 4)),
        ("Zissis > BBC > BBC > unnamed > Kim Jong-Il", Fraction(4, 5)),
    ],
)
def test_of_several_accepted_chains_the_nearest_counts(typed: str, score: Fraction) -> None:
    assert scored(typed, PROMISE).score == score


@pytest.mark.parametrize(
    "typed",
    [
        "carin zissis → gwertzman → ADAM SEGAL → chinese leaders",
        "Zissis via Gwertzman via Segal via China’s leaders",
        "the page > Gwertzman > Segal (CFR) > the Chinese leadership",
        "Zissis > Gwerzman > Segall > Chinese leadreship",
        "Ziss1s > Gwertzmann > Segel > Chinese leader",
    ],
)
def test_a_name_counts_in_any_of_its_spellings_and_within_two_letters(typed: str) -> None:
    assert scored(typed, library=LIBRARY).score == 1


def test_a_name_of_the_key_is_the_name_of_the_library() -> None:
    """The key says Zissis, the table of names Carin Zissis, the learner either."""
    assert scored("Carin Zissis > Gwertzman > Adam Segal > Chinese leadership", library=LIBRARY).score == 1
    assert scored("Carin Zissis > Gwertzman > Adam Segal > Chinese leadership").score == Fraction(1, 2)


def test_the_aliases_of_the_key_go_before_those_of_the_library() -> None:
    accept = Accept(accepted=("Zissis > officials",), aliases={"officials": ("CFR",)})

    assert scored("Zissis > CFR", accept, LIBRARY).score == 1


def test_what_was_read_though_misspelt_is_shown() -> None:
    found = scored("Zissis > Gwerzman > Segal > Chinese leadreship", library=LIBRARY)

    assert found.details == (
        "“Gwerzman” is read as Gwertzman.",
        "“Chinese leadreship” is read as Chinese leadership.",
    )
    assert scored("Zissis > ? > Bergen", library=LIBRARY).details == ()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("Gwertzman > Segal > Chinese leadership", ["starts-late"], id="without the page"),
        pytest.param("Segal > Chinese leadership", ["starts-late"], id="from the expert on"),
        pytest.param("Chinese leadership", ["starts-late"], id="the last alone"),
        pytest.param("Zissis > Gwertzman > Segal", ["stops-early"], id="without the end"),
        pytest.param("Zissis", ["stops-early"], id="the page alone"),
        pytest.param("Zissis > Segal > Chinese leadership", [], id="somebody left out in the middle"),
        pytest.param("Chinese leadership > Segal > Gwertzman > Zissis", ["reversed"], id="all turned round"),
        pytest.param("Segal > Gwertzman", ["reversed"], id="two of them turned round"),
        pytest.param(
            "Zissis > Segal > Gwertzman > Chinese leadership", [], id="two neighbours changed about"
        ),
        pytest.param(
            "Zissis > BBC > NYT > TIME > Gwertzman > Segal > Chinese leadership",
            ["padded"],
            id="three outlets too many",
        ),
        pytest.param(
            "Zissis > CFR > Gwertzman > Segal > Chinese leadership", ["padded"], id="a house too many"
        ),
        pytest.param("Zissis > Gwertzman > Segal > Olsen", ["invented-name"], id="a name that no source has"),
        pytest.param(
            "Zissis > Olsen > Gwertzman > Segal > Chinese leadership",
            ["invented-name"],
            id="invented, and so too many: the name is told",
        ),
        pytest.param("Zissis > BBC > Segal > Chinese leadership", [], id="another name of the page"),
        pytest.param("Zissis > Gwertzman > Segal > Chinese leadership", [], id="the model"),
    ],
)
def test_the_slips_of_a_chain(typed: str, told: list[str]) -> None:
    assert slips(typed, library=LIBRARY) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param(
            "Zissis > BBC > Bergen > Kim Jong-Il", ["invented-name"], id="where the key has unnamed"
        ),
        pytest.param("Zissis > BBC > NYT > Kim Jong-Il", ["invented-name"], id="a name of the page there"),
        pytest.param("Zissis > NYT > unnamed > Kim Jong-Il", [], id="another outlet, not the hidden one"),
        pytest.param("BBC > Bergen > Kim Jong-Il", ["invented-name"], id="wherever the chain begins"),
        pytest.param("Zissis > BBC > Kim Jong-Il > Bergen", ["padded"], id="nobody is hidden there"),
        pytest.param("Zissis > BBC", ["stops-early"], id="at the outlet"),
        pytest.param("BBC > Kim Jong-Il", ["starts-late"], id="the end of the second chain"),
        pytest.param("Kim Jong-Il > BBC > Zissis", ["reversed"], id="the second chain turned round"),
    ],
)
def test_the_slips_of_a_chain_with_somebody_unnamed(typed: str, told: list[str]) -> None:
    assert slips(typed, PROMISE) == told


def test_a_strange_name_is_invented_only_where_the_names_are_known() -> None:
    assert slips("Zissis > Gwertzman > Segal > Olsen") == []
    assert slips("Zissis > Gwertzman > Segal > Olsen", library=LIBRARY) == ["invented-name"]


def test_a_chain_may_begin_with_somebody_unnamed() -> None:
    accept = Accept(accepted=("unnamed > BBC > Kim",))

    assert slips("Bergen > BBC > Kim", accept) == ["invented-name"]
    assert scored("? > BBC > Kim", accept).score == 1


@pytest.mark.parametrize(
    ("typed", "tally", "hint"),
    [
        (
            "Zissis > Segal > Chinese leaders",
            "3 of 4 links stand where the key has them.",
            "In place already: Zissis > Segal > Chinese leaders. Somebody is missing after Zissis.",
        ),
        (
            "Gwertzman > Segal > Chinese leadership",
            "3 of 4 links stand where the key has them.",
            "In place already: Gwertzman > Segal > Chinese leadership. Somebody is missing before Gwertzman.",
        ),
        (
            "Zissis > BBC > Segal",
            "2 of 4 links stand where the key has them.",
            "In place already: Zissis > Segal. Somebody is missing after Zissis and after Segal. Look again at BBC.",
        ),
        (
            "Zissis > BBC > CFR > Gwertzman > Segal > Chinese leadership",
            "4 of 6 links stand where the key has them.",
            "In place already: Zissis > Gwertzman > Segal > Chinese leadership. Look again at BBC or CFR.",
        ),
        (
            "BBC",
            "0 of 4 links stand where the key has them.",
            "No link stands yet. Begin with the page in front of you: who wrote it?",
        ),
        (
            "Zissis > Gwertzman > Segal > Chinese leadership",
            "4 of 4 links stand where the key has them.",
            "",
        ),
    ],
)
def test_the_tally_counts_and_the_hint_says_what_stands(typed: str, tally: str, hint: str) -> None:
    found = scored(typed)

    assert (found.tally, found.hint) == (tally, hint)


def test_the_model_is_the_first_chain_and_the_others_are_told_beside_it() -> None:
    kind = load("attribution-chain")

    assert kind.model(ASK, PROMISE) == {"chain": "Zissis > BBC > unnamed > Kim Jong-Il"}
    assert kind.also(ASK, PROMISE) == {"chain": ("Zissis > BBC > Kim Jong-Il",)}
    assert kind.also(ASK, SEGAL) == {}
    assert kind.everything(ASK) is None
    assert kind.wants_slips(ASK, SEGAL) == ()
    assert kind.own_slips(ASK) == ("reversed", "starts-late", "stops-early", "invented-name", "padded")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Zissis > BBC > Kim Jong-Il", "listed under accepted"),
        ("Zissis > BBC > ? > Kim Jong-Il", "listed under accepted"),
        ("Zissis > Kim Jong-Il", ""),
    ],
)
def test_it_says_why_it_accepts_what_is_not_the_model(typed: str, reason: str) -> None:
    assert attribution_chain.accepts(ASK, PROMISE, "chain", {"chain": read_chain(typed)}) == reason


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("has BBC", True),
        ("has bbc", True),
        ("starts Zisis", True),
        ("has CFR", False),
        ("has Bernard", True),
        ("has North", False),
        ("has Kim", True),
        ("has unnamed", True),
        ("lacks CFR", True),
        ("lacks BBC", False),
        ("starts Zissis", True),
        ("starts BBC", False),
        ("ends Kim", True),
        ("ends unnamed", False),
        ("ends Pyongyang", False),
        ("is BBC", False),
        ("BBC", False),
    ],
)
def test_a_slip_may_rest_on_a_voice_and_its_place(value: str, shown: bool) -> None:  # noqa: FBT001
    given = {"chain": ("Zissis", "BBC", "?", "Bernard Gwertzman (CFR)", "Kim Jong-Il")}

    assert attribution_chain.shows("chain", value, given) is shown
    assert attribution_chain.shows("other", value, given) is False
    assert attribution_chain.shows("chain", value, {}) is False


@pytest.mark.parametrize(
    ("ask", "accept", "told"),
    [
        (ASK, SEGAL, []),
        (ASK, PROMISE, []),
        (ASK, Accept(accepted=()), ["no chain is accepted"]),
        (ASK, Accept(accepted=("Zissis",)), ["'Zissis' has a length of 1"]),
        (Ask(most=2), Accept(accepted=("A > B > C",)), ["'A > B > C' has a length of 3"]),
        (Ask(most=9), Accept(accepted=("A > B",)), ["a chain of at most 9"]),
        (Ask(most=1), Accept(accepted=()), ["no chain is accepted", "a chain of at most 1"]),
        (ASK, Accept(accepted=("A>B",)), ["'A>B' is read as 'A > B'"]),
        (ASK, Accept(accepted=("A > B", "A > B")), ["'A > B' stands twice"]),
        (ASK, Accept(accepted=("A > ?",)), ["'?' has no letter"]),
        (ASK, Accept(accepted=("A > B",), aliases={"A": ("!",)}), ["'!' has no letter"]),
        (ASK, Accept(accepted=("A > B",), aliases={"A": ("b",)}), ["'b' stands for 'B' too"]),
        (ASK, Accept(accepted=("A > B",), aliases={"A": ("x",), "C": ("X",)}), ["'X' stands for 'A' too"]),
        (ASK, Accept(accepted=("A > B",), aliases={"A": ("x", "X")}), []),
    ],
)
def test_an_authors_mistakes_are_all_named(ask: Ask, accept: Accept, told: list[str]) -> None:
    assert [problem for _, problem, _ in attribution_chain.faults(ask, accept)] == told
