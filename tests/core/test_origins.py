"""Whom a report has it from: one spelling for each, and one word for all that are hidden."""

import pytest

from course_checks.core.origins import LONGEST_NAME, Origins, is_origin, origin_of

ALIASES = {"captain": "Anna Berg", "captain berg": "Anna Berg", "a sailor": "unnamed", "bruno b": "Bruno"}
ORIGINS = Origins.of(("Anna Berg", "Clara Dahl"), {}, ALIASES)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "?",
        "—",
        "unnamed",
        "Unnamed.",
        "an unnamed official",
        "anonymous",
        "not named",
        "a diplomatic source in the capital, not named",
        "sources close to the harbour",
        "somebody in the office",
        "unknown to me",
        "a sailor",
    ],
)
def test_whoever_is_hidden_is_unnamed(typed: str) -> None:
    assert origin_of(typed, ORIGINS) == "unnamed"


@pytest.mark.parametrize(
    "typed",
    [
        "Anna Berg",
        "anna  berg",
        "Ana Berg",
        "the captain",
        "Captain Berg",
        "Anna Berg, who steered",
        "the harbour's own captain Berg",
        "Anna Berg, a source",
        "Anna Berg (captain)",
    ],
)
def test_a_known_origin_has_one_spelling(typed: str) -> None:
    assert origin_of(typed, ORIGINS) == "anna berg"


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("The Harbour Times", "the harbour times"),
        ("Berg", "berg"),
        ("the captain of another ship", "the captain of another ship"),
        ("Anna Berg and Clara Dahl", "anna berg and clara dahl"),
        ("Bruno B.", "bruno"),
    ],
)
def test_any_other_origin_is_itself(typed: str, origin: str) -> None:
    assert origin_of(typed, ORIGINS) == origin


def test_of_a_very_long_entry_the_beginning_is_looked_at() -> None:
    assert origin_of("x" * 60_000, ORIGINS) == "x" * LONGEST_NAME


def test_the_aliases_of_a_key_come_before_the_spellings_of_the_sources() -> None:
    origins = Origins.of((), {"Bruno": ("captain",)}, {"captain": "Anna Berg", "mate": "Clara Dahl"})

    assert origin_of("the Captain", origins) == "bruno"
    assert origin_of("the mate", origins) == "clara dahl"


@pytest.mark.parametrize(
    ("typed", "name", "meant"),
    [
        ("Anna Berg, who steered", "Anna Berg", True),
        ("anna  berg", "Anna Berg", True),
        ("Berg", "Anna Berg", False),
        ("an unnamed sailor", "unnamed", True),
        ("Anna Berg", "unnamed", False),
        ("the Times", "Times", True),
    ],
)
def test_an_origin_is_a_name_whatever_stands_around_it(typed: str, name: str, meant: bool) -> None:  # noqa: FBT001
    assert is_origin(typed, name) is meant
