"""What is said to an outcome, rung by rung."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from course_checks.checking import ItemReport, check
from course_checks.core.library import Library
from course_checks.core.outcome import CheckerFault, InvalidResponse, Outcome, Problem, Scored, Unanswered
from course_checks.core.part import Option
from course_checks.exercise import Because, Item, ItemKey, PublicExercise, SlipRule
from course_checks.feedback import (
    Message,
    Rung,
    Worked,
    messages,
    proof_text,
    rung_after,
    state_of,
    worked,
    worked_text,
)
from course_checks.validators import (
    attribution_chain,
    choice,
    match,
    multiple_response,
    order,
    text_entry,
)

LIBRARY = Library(index={"S1": (), "S2": (), "S3": ()})


def item_of(kind: str, ask: object, reason: str = "") -> Item:
    return Item(id="q", kind=kind, honesty="auto", prompt="", ask=ask, reason=reason)


def options(*names: str) -> tuple[Option, ...]:
    return tuple(Option(id=name, text=f"Text of {name}.") for name in names)


TICKS = item_of("multiple-response", multiple_response.Ask(options=options("S1", "S2", "S3", "S4")), "Why?")
TICKS_KEY = ItemKey(
    accept=multiple_response.Accept(accepted=("S1", "S2")),
    because=(Because(passage="S1", quote="leaves the old harbour", why="It says so."),),
    why="S1 and S2 give a *reason*.",
    slips=(
        SlipRule(id="everything", say="Which could you drop? See S3."),
        SlipRule(id="third", say="Whose reason is S3?", when={"S3": ("yes",)}),
        SlipRule(id="fourth", say="Whose reason is S4?", when={"S4": ("yes",)}),
        SlipRule(id="missed", say="", when={"S1": ("no",)}),
    ),
    differ="Some read S2 otherwise.",
)
CHOICE = item_of("choice", choice.Ask(options=options("a", "b", "c"), certainty=True))
CHOICE_KEY = ItemKey(
    accept=choice.Accept(accepted=("a",)),
    because=(Because(passage="S2", why="Read it whole."),),
    why="S2 decides it.",
    slips=(SlipRule(id="half", say="Read S2 to its end?", when={"choice": ("b", "c")}),),
)
ORDER = item_of("order", order.Ask(events=options("x", "y", "z")))
ORDER_KEY = ItemKey(
    accept=order.Accept(accepted=("z < x < y",)),
    because=(),
    why="S1 has the dates.",
    slips=(SlipRule(id="reversed", say="You have the latest first: turn it round?"),),
)
WORKED_TICKS = (
    "Text of S1: yes\nText of S2: yes\nText of S3: no\nText of S4: no\n"
    "Proof: {passage}`S1`: “leaves the old harbour”. It says so.\n"
    "Where readers differ: Some read S2 otherwise."
)
WORKED_CHOICE = "Your choice: a (Text of a.)\nProof: {passage}`S2`. Read it whole."


def report_on(item: Item, key: ItemKey | None, raw: Mapping[str, str]) -> ItemReport:
    exercise = PublicExercise(
        id="u00-harbour", title="", unit="u00", minutes=1, outcomes=(), why="", intro="", items=(item,)
    )
    (report,) = check(exercise, None if key is None else {"q": key}, LIBRARY, {"q": raw}).items
    return report


def said(item: Item, key: ItemKey | None, raw: Mapping[str, str], rung: Rung) -> list[tuple[str, str]]:
    return [(message.topic, message.text) for message in messages(item, key, report_on(item, key, raw), rung)]


@pytest.mark.parametrize(
    ("changes", "hint", "explain", "rung"),
    [
        (0, False, False, Rung.STATE),
        (1, False, False, Rung.PLACE),
        (2, False, False, Rung.WORKED),
        (9, False, False, Rung.WORKED),
        (0, True, False, Rung.PLACE),
        (1, True, False, Rung.PLACE),
        (2, True, False, Rung.WORKED),
        (0, False, True, Rung.WORKED),
        (1, True, True, Rung.WORKED),
    ],
)
def test_a_new_rung_comes_with_a_changed_attempt_or_on_asking(
    changes: int,
    hint: bool,  # noqa: FBT001
    explain: bool,  # noqa: FBT001
    rung: Rung,
) -> None:
    assert rung_after(changes, hint=hint, explain=explain) is rung


TWO_SLIPS = {"S1": "yes", "S2": "no", "S3": "yes", "S4": "yes"}


def test_the_first_rung_says_how_many_and_one_cause_and_no_place() -> None:
    assert said(TICKS, TICKS_KEY, TWO_SLIPS, Rung.STATE) == [
        ("state", "1 of 4 judged as in the key."),
        ("cause", "Whose reason is S3?"),
    ]


def test_the_second_rung_says_where_and_every_cause() -> None:
    assert said(TICKS, TICKS_KEY, TWO_SLIPS, Rung.PLACE) == [
        ("state", "1 of 4 judged as in the key."),
        ("place", "Look again at S2, S3 or S4."),
        ("cause", "Whose reason is S3?"),
        ("cause", "Whose reason is S4?"),
    ]


def test_the_third_rung_adds_the_worked_answer_its_proof_and_where_readers_differ() -> None:
    assert said(TICKS, TICKS_KEY, TWO_SLIPS, Rung.WORKED) == [
        *said(TICKS, TICKS_KEY, TWO_SLIPS, Rung.PLACE),
        ("worked", WORKED_TICKS),
    ]


MANY = item_of("match", match.Ask(rows=options(*"abcdefghij"), labels=options("owner", "author")))
MANY_KEY = ItemKey(
    accept=match.Accept(accepted=dict.fromkeys("abcdefghij", ("owner",))),
    because=(),
    why="The owner has them all.",
    slips=(
        SlipRule(id="one-label", say="One label for all of S1?"),
        *(SlipRule(id=row, say=f"Who owns {row}? See S1.", when={row: ("author",)}) for row in "abcdefghij"),
    ),
)


@pytest.mark.parametrize(("rung", "told"), [(Rung.STATE, 1), (Rung.PLACE, 4), (Rung.WORKED, 7)])
def test_of_many_causes_so_many_are_said_at_once_as_can_be_read(rung: Rung, told: int) -> None:
    raw = dict.fromkeys("abcdefg", "author") | dict.fromkeys("hij", "owner")

    topics = [topic for topic, _ in said(MANY, MANY_KEY, raw, rung)]

    assert topics.count("cause") == told


@pytest.mark.parametrize("rung", list(Rung))
def test_what_is_so_of_the_whole_answer_is_said_alone(rung: Rung) -> None:
    raw = dict.fromkeys("abcdefghij", "author")

    assert said(MANY, MANY_KEY, raw, rung)[:2] == [
        ("state", "0 of 10 rows match the key."),
        ("cause", "One label for all of S1?"),
    ]
    assert [topic for topic, _ in said(MANY, MANY_KEY, raw, rung)[2:]] == ["worked"] * (rung is Rung.WORKED)


def test_of_many_blanks_the_first_are_named_and_the_others_counted() -> None:
    (_, empty, *_) = messages(MANY, MANY_KEY, report_on(MANY, MANY_KEY, {"j": "author"}), Rung.STATE)

    assert empty == Message(topic="empty", text="Still empty: a, b, c and 6 more.", parts=tuple("abcdefghi"))


@pytest.mark.parametrize("rung", [Rung.PLACE, Rung.WORKED])
def test_an_answer_of_one_part_is_sent_to_the_passages_that_no_cause_names(rung: Rung) -> None:
    proofs = (Because(passage="S2", why=""), Because(passage="S1", why=""), Because(passage="S1", why=""))
    key = replace(CHOICE_KEY, because=proofs, slips=(replace(CHOICE_KEY.slips[0], when={"choice": ("b",)}),))

    assert said(CHOICE, key, {"choice": "b"}, rung)[1:3] == [
        ("place", "Look again at S1."),
        ("cause", "Read S2 to its end?"),
    ]
    assert said(CHOICE, key, {"choice": "c"}, rung)[1] == ("place", "Look again at S2 or S1.")


def test_what_was_found_comes_before_what_to_do_now() -> None:
    item = item_of("text-entry", text_entry.Ask(entry="date", precision="month"))
    key = ItemKey(
        accept=text_entry.Accept(accepted=("1905-05",), near=("1905-06",)),
        because=(Because(passage="S1", why=""),),
        why="S1 has it.",
        slips=(SlipRule(id="less-exact", say="Which month stands in S1?"),),
    )

    assert [topic for topic, _ in said(item, key, {"entry": "1905"}, Rung.PLACE)] == [
        "state",
        "detail",
        "cause",
    ]


def test_a_slip_that_the_key_has_no_words_for_is_passed_over() -> None:
    raw = {"S1": "no", "S2": "yes", "S3": "no", "S4": "no"}

    assert said(TICKS, TICKS_KEY, raw, Rung.PLACE) == [
        ("state", "3 of 4 judged as in the key."),
        ("place", "Look again at S1."),
    ]


def test_what_is_still_empty_is_said_at_once_and_is_no_place_to_look_again() -> None:
    raw = {"S1": "yes", "S3": "yes"}

    assert said(TICKS, TICKS_KEY, raw, Rung.STATE)[1] == ("empty", "Still empty: S2, S4.")
    assert ("place", "Look again at S3.") in said(TICKS, TICKS_KEY, raw, Rung.PLACE)


@pytest.mark.parametrize("rung", [Rung.STATE, Rung.PLACE])
def test_a_right_answer_brings_its_why_and_no_place(rung: Rung) -> None:
    raw = {"S1": "yes", "S2": "yes", "S3": "no", "S4": "no"}

    assert said(TICKS, TICKS_KEY, raw, rung) == [("why", "S1 and S2 give a *reason*.")]


def test_a_right_answer_shows_the_worked_one_on_the_third_rung_and_no_place() -> None:
    raw = {"S1": "yes", "S2": "yes", "S3": "no", "S4": "no"}

    assert [topic for topic, _ in said(TICKS, TICKS_KEY, raw, Rung.WORKED)] == ["why", "worked"]


def test_a_right_answer_with_blanks_says_that_they_are_still_empty() -> None:
    assert said(TICKS, TICKS_KEY, {"S1": "yes", "S2": "yes"}, Rung.STATE) == [
        ("why", "S1 and S2 give a *reason*."),
        ("empty", "Still empty: S3, S4."),
    ]


@pytest.mark.parametrize(
    ("raw", "rung", "expected"),
    [
        pytest.param(
            {"choice": "b", "sure": "certain"},
            Rung.STATE,
            [
                ("state", "Your choice is not the accepted one yet."),
                ("certainty", "You were certain, so this one is worth a slow second reading."),
                ("cause", "Read S2 to its end?"),
            ],
            id="certain of another",
        ),
        pytest.param(
            {"choice": "b", "sure": "fairly sure"},
            Rung.STATE,
            [("state", "Your choice is not the accepted one yet."), ("cause", "Read S2 to its end?")],
            id="fairly sure of another",
        ),
        pytest.param(
            {"choice": "b"},
            Rung.STATE,
            [("state", "Your choice is not the accepted one yet."), ("cause", "Read S2 to its end?")],
            id="another, and nothing of certainty",
        ),
        pytest.param(
            {"choice": "b", "sure": "certain"},
            Rung.WORKED,
            [
                ("state", "Your choice is not the accepted one yet."),
                ("certainty", "You were certain, so this one is worth a slow second reading."),
                ("cause", "Read S2 to its end?"),
                ("worked", WORKED_CHOICE),
            ],
            id="certain of another, on the last rung",
        ),
        pytest.param(
            {"choice": "a", "sure": "guess"},
            Rung.STATE,
            [
                ("why", "S2 decides it."),
                ("certainty", "You knew more than you thought: what made you doubt?"),
            ],
            id="right by a guess",
        ),
        pytest.param(
            {"choice": "a", "sure": "certain"},
            Rung.STATE,
            [("why", "S2 decides it.")],
            id="right and certain",
        ),
        pytest.param(
            {"choice": "a"}, Rung.STATE, [("why", "S2 decides it.")], id="right, and nothing of certainty"
        ),
    ],
)
def test_certainty_has_its_own_words(
    raw: Mapping[str, str], rung: Rung, expected: list[tuple[str, str]]
) -> None:
    assert said(CHOICE, CHOICE_KEY, raw, rung) == expected


CITING = item_of("choice", choice.Ask(options=options("a", "b", "c"), certainty=True, cites=True))
CITING_KEY = replace(CHOICE_KEY, accept=choice.Accept(accepted=("a",), passages=("S2",)))


@pytest.mark.parametrize(
    ("choice", "passage", "slowly"),
    [("a", "S2", False), ("a", "S1", False), ("b", "S2", True), ("b", "S1", True)],
)
def test_only_who_was_certain_of_what_has_nothing_right_is_asked_to_read_slowly(
    choice: str,
    passage: str,
    slowly: bool,  # noqa: FBT001
) -> None:
    told = said(CITING, CITING_KEY, {"choice": choice, "passage": passage, "sure": "certain"}, Rung.STATE)

    assert ("certainty" in [topic for topic, _ in told]) is slowly


def test_an_order_is_told_what_already_stands_right_and_only_on_the_second_rung() -> None:
    raw = {"z": "1", "y": "2", "x": "3"}

    assert said(ORDER, ORDER_KEY, raw, Rung.STATE) == [("state", "2 of 3 pairs stand in the right order.")]
    assert said(ORDER, ORDER_KEY, raw, Rung.PLACE)[1] == (
        "place",
        "In the right order already: Text of z; Text of x. Look again at where you put: Text of y.",
    )


def test_an_order_turned_round_is_told_so_and_the_worked_answer_stands_in_order_of_time() -> None:
    raw = {"z": "3", "x": "2", "y": "1"}

    assert said(ORDER, ORDER_KEY, raw, Rung.STATE) == [
        ("state", "0 of 3 pairs stand in the right order."),
        ("cause", "You have the latest first: turn it round?"),
    ]
    assert said(ORDER, ORDER_KEY, raw, Rung.WORKED)[-1] == (
        "worked",
        "Text of z: 1\nText of x: 2\nText of y: 3",
    )


@pytest.mark.parametrize("rung", [Rung.STATE, Rung.PLACE])
def test_what_is_not_answered_is_not_called_wrong(rung: Rung) -> None:
    assert said(TICKS, TICKS_KEY, {}, rung) == [("empty", "Not answered yet.")]


def test_who_asks_for_the_worked_answer_gets_it_without_an_answer() -> None:
    assert said(CHOICE, CHOICE_KEY, {}, Rung.WORKED) == [
        ("empty", "Not answered yet."),
        ("worked", WORKED_CHOICE),
    ]


@pytest.mark.parametrize("rung", list(Rung))
def test_what_cannot_be_read_brings_what_to_type_and_nothing_of_the_answer(rung: Rung) -> None:
    assert said(TICKS, TICKS_KEY, {"S1": "perhaps", "S2": "yes"}, rung) == [
        ("form", "“perhaps” is not one of the choices. Type yes or no."),
        ("form", "Not scored, and not counted as an attempt."),
    ]


@pytest.mark.parametrize("rung", list(Rung))
def test_our_fault_is_ours_on_every_rung(rung: Rung) -> None:
    report = ItemReport(item="q", outcome=CheckerFault(what="KeyError in u00-harbour.q"), given={})

    assert messages(TICKS, TICKS_KEY, report, rung) == (
        Message(
            topic="fault",
            text=(
                "Our check of this item broke (KeyError in u00-harbour.q)."
                " Nothing was scored and your answer is kept. Please report it."
            ),
        ),
    )


@pytest.mark.parametrize("rung", list(Rung))
def test_with_a_held_key_only_form_is_spoken_of(rung: Rung) -> None:
    assert said(TICKS, None, {**TWO_SLIPS, "reason": "Each of them names a cause."}, rung) == [
        ("state", "Read, and complete: 5 of 5 filled. Your instructor has the key.")
    ]
    assert said(TICKS, None, {"S1": "yes", "S2": "no"}, rung) == [
        ("state", "Read: 2 of 5 filled. Your instructor has the key."),
        ("empty", "Still empty: S3, S4, reason."),
    ]
    assert said(CHOICE, None, {"choice": "b", "sure": "certain"}, rung) == [
        ("state", "Read, and complete: 2 of 2 filled. Your instructor has the key.")
    ]


def test_a_note_on_the_form_of_a_reason_follows_what_is_scored() -> None:
    raw = {"S1": "yes", "S2": "yes", "S3": "no", "S4": "no", "reason": "Because so."}

    assert said(TICKS, TICKS_KEY, raw, Rung.STATE) == [
        ("why", "S1 and S2 give a *reason*."),
        ("note", "2 words so far; write at least 6."),
    ]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Scored(score=None, marks=()), "read"),
        (report_on(CHOICE, CHOICE_KEY, {"choice": "a"}).outcome, "right"),
        (report_on(CHOICE, CHOICE_KEY, {"choice": "b"}).outcome, "look again"),
        (report_on(TICKS, TICKS_KEY, {"S1": "yes"}).outcome, "look again"),
        (Unanswered(), "not answered"),
        (InvalidResponse(problems=(Problem(say=""),)), "not read"),
        (CheckerFault(what=""), "our fault"),
    ],
)
def test_every_ending_has_a_word(outcome: Outcome, state: str) -> None:
    assert state_of(outcome) == state


def test_the_worked_answer_gives_all_that_the_key_takes() -> None:
    ask = match.Ask(rows=options("S1", "S2"), labels=options("owner", "author"), unknown=True)
    key = replace(
        CHOICE_KEY, accept=match.Accept(accepted={"S1": ("owner",), "S2": ("?", "author")}), because=()
    )

    assert worked(item_of("match", ask, "Why?"), key) == Worked(
        lines=(
            ("Text of S1.", "Text of owner."),
            ("Text of S2.", "? (cannot tell from the page) or Text of author."),
        ),
        parts=("S1", "S2"),
        proofs=(),
        differ="",
    )


def test_the_worked_answer_takes_either_for_what_is_left_open() -> None:
    key = replace(TICKS_KEY, accept=multiple_response.Accept(accepted=("S1",), open=("S4",)))

    assert worked(TICKS, key).lines[-1] == ("Text of S4.", "yes or no")


@pytest.mark.parametrize(
    ("because", "text"),
    [
        (
            Because(passage="S8", quote="the old harbour", why="It is named."),
            "{passage}`S8`: “the old harbour”. It is named.",
        ),
        (Because(passage="SM4", why="It is a date."), "{passage}`SM4`. It is a date."),
        (
            Because(
                silent=("page-one", "page-two"), names=("the mole", "the pier"), why="Neither names them."
            ),
            "Not named in page-one and page-two: the mole, the pier. Neither names them.",
        ),
        (Because(card="A1", why="The card has the day."), "The card has the day."),
        (Because(cite="somebody2004", why="It is in the book."), "It is in the book."),
    ],
)
def test_a_proof_is_one_line(because: Because, text: str) -> None:
    assert proof_text(because) == text


def test_in_text_a_card_has_its_letter_and_a_source_no_id() -> None:
    proofs = (
        Because(card="A1", why="It has the day."),
        Because(silent=("page-one",), names=("the pier",), why="The first page has none."),
    )

    told = said(CHOICE, replace(CHOICE_KEY, because=proofs), {}, Rung.WORKED)[-1]

    assert told == (
        "worked",
        (
            "Your choice: a (Text of a.)\nProof: Card A1. It has the day.\n"
            "Proof: Not named there: the pier. The first page has none."
        ),
    )


def test_of_an_option_that_begins_with_its_id_the_id_is_given_once() -> None:
    labels = (Option(id="quoted", text="quoted: in marks"), Option(id="own", text="the page's own"))
    ask = match.Ask(rows=options("S1", "S2"), labels=labels)
    key = replace(CHOICE_KEY, accept=match.Accept(accepted={"S1": ("quoted",), "S2": ("own", "quoted")}))

    assert [text for _, text in worked(item_of("match", ask), key).lines] == [
        "quoted (in marks)",
        "the page's own or quoted (in marks)",
    ]


def test_of_two_accepted_chains_each_is_seen_to_end() -> None:
    key = replace(CHOICE_KEY, accept=attribution_chain.Accept(accepted=("A > B", "A > unnamed > B")))

    assert worked(item_of("attribution-chain", attribution_chain.Ask()), key).lines == (
        ("The chain", "A > B; or A > unnamed > B"),
    )


def test_a_worked_answer_has_a_line_for_each_paragraph() -> None:
    answer = Worked(
        lines=(("Your text", "One\nline.\n\nAnother."),), parts=("1",), proofs=(), differ="Some.\n\nOthers."
    )

    assert worked_text(answer) == "Your text: One line.\nAnother.\nWhere readers differ: Some.\nOthers."


def test_a_worked_answer_without_proof_or_doubt_is_its_lines_alone() -> None:
    assert (
        worked_text(Worked(lines=(("first", "a"), ("second", "b")), parts=("1", "2"), proofs=(), differ=""))
        == "first: a\nsecond: b"
    )
