"""A key of chains: its voices in one spelling each, and what a chain does with them."""

from fractions import Fraction

import pytest

from course_checks.core.chain import read_chain
from course_checks.core.voices import Voices

KNOWN = {"lund": "Freya Lund", "harbour times": "Harbour Times"}
ACCEPTED = ("Berg > Harbour Times > unnamed", "Berg > Lund")
VOICES = Voices.of(ACCEPTED, {"Berg": ("the clerk", "Anna Berg")}, KNOWN)
ALONE = Voices.of(ACCEPTED, {}, {})


def test_the_chains_are_kept_in_the_names_that_the_course_uses() -> None:
    assert VOICES.chains == (("Berg", "Harbour Times", "unnamed"), ("Berg", "Freya Lund"))
    assert ALONE.chains == (("Berg", "Harbour Times", "unnamed"), ("Berg", "Lund"))


@pytest.mark.parametrize(
    ("typed", "read", "misspelt"),
    [
        ("anna berg > lund", ("Berg", "Freya Lund"), {}),
        ("The clerk > ?", ("Berg", "unnamed"), {}),
        ("Berg > Harbor Tims > Olaf", ("Berg", "Harbour Times", "Olaf"), {"Harbor Tims": "Harbour Times"}),
    ],
)
def test_a_chain_is_read_through_spellings_and_misspellings(
    typed: str, read: tuple[str, ...], misspelt: dict[str, str]
) -> None:
    assert VOICES.read(read_chain(typed)) == read
    assert VOICES.misspelt(read_chain(typed)) == misspelt


def test_the_nearest_of_several_chains_counts() -> None:
    assert VOICES.nearest(("Berg", "Freya Lund", "unnamed")) == ("Berg", "Harbour Times", "unnamed")
    assert VOICES.nearest(("Berg", "Freya Lund")) == ("Berg", "Freya Lund")
    assert VOICES.best(("Freya Lund", "Berg")) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("voices", "chain", "invented"),
    [
        pytest.param(VOICES, ("Berg", "Olaf"), True, id="a name that no source has"),
        pytest.param(VOICES, ("Freya Lund", "Berg"), False, id="a voice out of its place"),
        pytest.param(ALONE, ("Berg", "Olaf"), False, id="without tables of names it may be any"),
        pytest.param(ALONE, ("Berg", "Harbour Times", "Olaf"), True, id="a name for one whom the page hides"),
        pytest.param(ALONE, ("Berg", "Harbour Times", "Lund"), False, id="a voice of the key in that place"),
        pytest.param(ALONE, ("Berg", "unnamed"), False, id="nobody, where somebody stands"),
        pytest.param(Voices.of(("unnamed > Berg",), {}, {}), ("Olaf", "Berg"), True, id="at the beginning"),
    ],
)
def test_a_name_is_invented_where_the_key_has_nobody_or_no_source_knows_it(
    voices: Voices,
    chain: tuple[str, ...],
    invented: bool,  # noqa: FBT001
) -> None:
    assert voices.invents(chain) is invented
