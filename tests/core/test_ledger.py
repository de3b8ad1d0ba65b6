"""A ledger: what confirms, how many of that are independent, and what is given back."""

import pytest

from course_checks.core.ledger import Ledger


def ledger(relations: str, origins: str) -> Ledger:
    """Reports A, B, C ...: a letter for the relation of each and one for its origin; a dot is a blank."""
    names = "ABCDEF"[: len(relations)]
    words = {"c": "confirms", "q": "qualifies", "d": "denies", ".": None}
    return Ledger(
        relations={name: words[letter] for name, letter in zip(names, relations, strict=True)},
        origins={
            name: "unnamed" if letter == "?" else letter
            for name, letter in zip(names, origins, strict=True)
            if letter != "."
        },
    )


@pytest.mark.parametrize(
    ("relations", "origins", "count", "alike"),
    [
        pytest.param("ccqq", "??xx", 1, "AB", id="two unknown ones may be one"),
        pytest.param("ccqq", "xxyy", 1, "AB", id="one known, twice"),
        pytest.param("ccqq", "xyyy", 2, "", id="two known ones"),
        pytest.param("ccqq", "x?yy", 1, "B", id="the unknown may be the known"),
        pytest.param("ccccc", "xyx?z", 3, "ACD", id="three known and an unknown"),
        pytest.param("dcqq", "??xx", 1, "B", id="one confirmation"),
        pytest.param("dddq", "??xx", 0, "", id="none"),
    ],
)
def test_known_origins_are_counted_once_and_unknown_ones_add_nothing(
    relations: str, origins: str, count: int, alike: str
) -> None:
    found = ledger(relations, origins)

    assert found.whole
    assert found.count == count
    assert "".join(found.alike) == alike


@pytest.mark.parametrize(
    ("relations", "origins", "whole"),
    [("cq", "x.", True), ("cq", ".x", False), ("c.", "xx", False), ("..", "..", False)],
)
def test_a_ledger_is_whole_with_every_relation_and_the_origins_of_what_confirms(
    relations: str,
    origins: str,
    whole: bool,  # noqa: FBT001
) -> None:
    assert ledger(relations, origins).whole is whole


@pytest.mark.parametrize(
    ("relations", "origins", "told"),
    [
        (
            "ccq",
            "x?.",
            "In your ledger these confirm the claim: A, B. Without a known origin among them: B.",
        ),
        (
            "cc",
            "xy",
            "In your ledger these confirm the claim: A, B. All of them have a known origin.",
        ),
        ("dq", "xy", "In your ledger no report confirms the claim."),
        (
            "c.",
            "x.",
            "The number is counted once each report has its relation, and each that confirms its origin.",
        ),
    ],
)
def test_a_ledger_is_given_back_by_the_ids_of_its_reports(relations: str, origins: str, told: str) -> None:
    assert ledger(relations, origins).told == told
