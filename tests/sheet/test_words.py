"""What the reader says is said in plain words."""

import re

import pytest

from course_checks.sheet import say

NOT_PLAIN = re.compile(
    r"syntax|token|toml|pars(?:e|ing)|invalid|illegal|malformed|exception|delimiter|literal|string|escap|unicode"
    r"|\bbytes?\b|\bkeys?\b|\btables?\b|error|fail|wrong|mistake|forg[eo]t|unfortunately|simply|\bjust\b|!",
    re.IGNORECASE,
)
MOST_WORDS = 48

SAID = {
    **{name: text for name, text in vars(say).items() if name.isupper() and isinstance(text, str)},
    **{f"{sort}, one": one for sort, (one, _) in say.REPAIRS.items()},
    **{f"{sort}, many": many for sort, (_, many) in say.REPAIRS.items()},
}


def words_that_are_not_plain(text: str, data: bytes = b"") -> list[str]:
    """The words of `text` that are a programmer's or lay blame, unless the learner's file has them."""
    typed = data.decode("utf-8", "replace").casefold()
    return [word for word in NOT_PLAIN.findall(text) if word.casefold() not in typed]


@pytest.mark.parametrize("text", SAID.values(), ids=SAID)
def test_no_message_has_a_programmers_word_or_lays_blame(text: str) -> None:
    assert words_that_are_not_plain(text) == []


@pytest.mark.parametrize("text", SAID.values(), ids=SAID)
def test_no_message_is_long(text: str) -> None:
    assert len(text.split()) <= MOST_WORDS


def test_a_problem_says_what_to_do() -> None:
    todo = re.compile(
        r"\b(?:put|type|move|delete|keep|make|check|choose|copy|open|press|look|save|name|close|use)\b",
        re.IGNORECASE,
    )
    problems = {name: text for name, text in vars(say).items() if name.isupper() and isinstance(text, str)}
    for name in ("NEXT_LINE", "NEXT_LINES"):
        del problems[name]
    assert [name for name, text in problems.items() if not todo.search(text)] == []
