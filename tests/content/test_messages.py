"""What a message to a learner must be: short, about a passage, calm, and ending in a next step."""

import pytest

from course_checks.content.messages import BANNED, LONGEST, citation_faults, message_faults

PASSAGES = ("TM1", "T1", "T2", "T3", "T4")
GOOD = "This reads *seems* as *is*. Look at T2 again: which word did you leave out?"


def problems(text: str) -> list[str]:
    return [problem for problem, _ in message_faults(text, PASSAGES)]


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "Compare T1 with T3.",
        "The report speaks in T3. Who speaks in T2?",
        "In T3, look for the comma.",
        "T3 is about a lamp; find it.",
        "First read T1, then ask who says so.",
        "T1 counts the keepers: give each of them a name.",
        "Read {passage}`T2` aloud. What does it call the “shop?”",
        "Ask whether T1 (the first sentence) says so. Where (in T1?)",
        "Look at what the U.S. consul says in T3.",
        "T3 names the U.S. Look there.",
        "Turn your list round, and start with T1.",
    ],
)
def test_a_message_that_ends_in_a_step_is_good(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "T2 has a hedge.",
        "Which word? It is in T2.",
        "T3 gives the time and place.",
        "The reader of T2 should look.",
        "T1 says so, and so does T3",
        "T2",
    ],
)
def test_a_message_that_leaves_the_reader_without_a_step_is_not(text: str) -> None:
    assert problems(text) == ["the message ends in neither a question nor an instruction"]


def test_the_longest_message_has_40_words() -> None:
    just_enough = " ".join(["Look", "at", "T2", *["again"] * (LONGEST - 3)])

    assert problems(f"{just_enough}.") == []
    assert problems(f"{just_enough} – now.") == ["the message has 41 words"]


@pytest.mark.parametrize(
    "text", ["Look at the second line.", "Look at line 2 of U1.", "Look at T 2.", "Look at t2."]
)
def test_a_message_names_a_passage_by_its_id(text: str) -> None:
    assert problems(text) == ["the message cites no passage"]


def test_a_passage_that_does_not_exist_is_told_with_what_was_meant() -> None:
    assert list(message_faults("Compare T2 with T21 and TM2.", PASSAGES)) == [
        ("there is no passage 'T21'", "use T2"),
        ("there is no passage 'TM2'", "use T2 or TM1"),
    ]


def test_other_letters_with_numbers_are_no_passages() -> None:
    assert list(citation_faults("In unit U1, as of G20 and MP3.", PASSAGES)) == []


def test_without_passages_nothing_can_be_cited() -> None:
    assert list(citation_faults("See T2.", ())) == []
    assert [problem for problem, _ in message_faults("See T2.", ())] == ["the message cites no passage"]


@pytest.mark.parametrize("word", sorted(BANNED))
@pytest.mark.parametrize("shape", ["{}: look at T2.", "Look at T2, {}, again.", "*{}*: look at T2."])
def test_words_that_judge_the_reader_are_told(word: str, shape: str) -> None:
    assert problems(shape.format(word.capitalize())) == [f"the message says {word!r}"]


def test_a_word_that_only_begins_so_is_let_be() -> None:
    assert problems("Look at what T2 adjusts, simplifies and justifies.") == []


def test_all_that_is_amiss_is_told_at_once() -> None:
    assert problems("Just wrong!") == [
        "the message cites no passage",
        "the message ends in neither a question nor an instruction",
        "the message has an exclamation mark",
        "the message says 'just'",
        "the message says 'wrong'",
    ]
