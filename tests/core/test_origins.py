"""Whom a report has it from: one spelling for each, and one word for all that are hidden."""

import pytest

from course_checks.core.origins import LONGEST_NAME, origin_of

ALIASES = {"captain": "Anna Berg", "captain berg": "Anna Berg", "a sailor": "unnamed", "bruno b": "Bruno"}
KNOWN = ("Anna Berg", "Clara Dahl")


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
    assert origin_of(typed, ALIASES, KNOWN) == "unnamed"


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
    assert origin_of(typed, ALIASES, KNOWN) == "anna berg"


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
    assert origin_of(typed, ALIASES, KNOWN) == origin


def test_of_a_very_long_entry_the_beginning_is_looked_at() -> None:
    assert origin_of("x" * 60_000, ALIASES, KNOWN) == "x" * LONGEST_NAME
