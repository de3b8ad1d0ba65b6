"""What is read from a blank: a value, or a message that says what to type."""

import pytest

from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Problem
from course_checks.core.part import (
    CERTAINTY,
    YES_NO,
    Domain,
    Entry,
    Names,
    Number,
    Option,
    Options,
    Part,
    Passages,
    Prose,
    Quotation,
    Value,
    describe,
)
from course_checks.core.quotation import digests_of
from course_checks.core.reading import prose_note, read

LIBRARY = Library(
    index={
        "SM1": (),
        **{f"S{n}": () for n in range(1, 32)},
        "Z5": digests_of("The ferry leaves the old harbour at noon and returns before dusk."),
    }
)
ABC = Options(
    options=(
        Option(id="a", text="Nobody presses hard, and pressing *might* not work"),
        Option(id="b", text="The three-party talks came first; see {passage}`S21`"),
        Option(id="c", text="Somebody forbids it"),
    )
)
LAYERS = Options(
    options=(
        Option(id="owner", text="site owner"),
        Option(id="first-round", text="the first round"),
        Option(id="?", text="cannot tell from the page"),
    )
)


def read_as(domain: Domain, raw: str, library: Library = LIBRARY) -> Value | str | None:
    """The value read, or what is said instead."""
    value = read(Part(id="q", domain=domain), raw, library)
    if isinstance(value, Problem):
        assert value.field == "q"
        return value.say
    return value


@pytest.mark.parametrize("domain", [ABC, Passages(), Number(low=1, high=6), Prose()])
@pytest.mark.parametrize("raw", ["", "  ", "\r\n\t", "\u00a0\u3000", "\u200b\ufeff\u00ad\0"])
def test_what_cannot_be_seen_is_blank(domain: Domain, raw: str) -> None:
    assert read_as(domain, raw) is None


@pytest.mark.parametrize(
    ("raw", "option"),
    [
        ("a", "a"),
        ("A", "a"),
        (" a ", "a"),
        ("A.", "a"),
        ("a)", "a"),
        ("(a)", "a"),
        ("a).", "a"),
        ("a:", "a"),
        ("a,", "a"),
        ('"a"', "a"),
        ("“a”", "a"),
        ("“a”.", "a"),
        ("‘a’", "a"),
        ("*a*", "a"),
        ("\u0430", "a"),
        ("\u0410", "a"),
        ("\u0391", "a"),
        ("ａ", "a"),
        ("a\u200b", "a"),
        ("\ufeffa", "a"),
        ("c\ufe0f", "c"),
        ("Somebody forbids it", "c"),
        ("somebody  FORBIDS it.", "c"),
        ("“Somebody forbids it”", "c"),
        ("Nobody presses hard, and pressing might not work", "a"),
        ("nobody presses hard and pressing might not work", "a"),
        ("The three‑party talks came first – see S21", "b"),
    ],
)
def test_a_choice_is_read_by_its_letter_or_its_text(raw: str, option: str) -> None:
    assert read_as(ABC, raw) == option


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("a, b", "This gives a or b. Choose one and delete the others."),
        ("a b", "This gives a or b. Choose one and delete the others."),
        ("c/A", "This gives a or c. Choose one and delete the others."),
        ("(a) (b) (c)", "This gives a, b or c. Choose one and delete the others."),
        ("d", "“d” is not one of the choices. Type a, b or c."),
        ("ab", "“ab” is not one of the choices. Type a, b or c. Did you mean b or a?"),
        ("?", "“?” is not one of the choices. Type a, b or c."),
        (
            "Somebody forbade it",
            (
                "“Somebody forbade it” is not one of the choices. Type a, b or c."
                " Did you mean Somebody forbids it?"
            ),
        ),
        (
            "1\n2\x1b[31m" + "x" * 100,
            "“1 2 [31m" + "x" * 51 + "…” is not one of the choices. Type a, b or c.",
        ),
    ],
)
def test_what_is_no_choice_is_said_with_the_choices(raw: str, said: str) -> None:
    assert read_as(ABC, raw) == said


def test_several_choices_are_named_as_the_exercise_spells_them() -> None:
    options = Options(options=(Option(id="S2", text="the second"), Option(id="S11", text="the eleventh")))

    assert read_as(options, "s11 and s2") == "This gives S2 or S11. Choose one and delete the others."


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("owner", "owner"),
        ("Site Owner", "owner"),
        ("site-owner", "owner"),
        ("first-round", "first-round"),
        ("first round", "first-round"),
        ("first\u2011round", "first-round"),
        ("First – Round.", "first-round"),
        ("The first round", "first-round"),
        ("?", "?"),
        (" ?. ", "?"),
        ("？", "?"),
        ("“?”", "?"),
        ("Cannot tell from the page", "?"),
    ],
)
def test_a_label_is_read_by_its_id_or_its_words(raw: str, label: str) -> None:
    assert read_as(LAYERS, raw) == label


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (
            "site ower",
            "“site ower” is not one of the choices. Type owner, first-round or ?. Did you mean site owner?",
        ),
        ("!!", "“!!” is not one of the choices. Type owner, first-round or ?."),
        ("??", "“??” is not one of the choices. Type owner, first-round or ?."),
    ],
)
def test_what_is_no_label_is_said_with_the_labels(raw: str, said: str) -> None:
    assert read_as(LAYERS, raw) == said


def test_an_id_means_its_own_option_whatever_the_others_are_called() -> None:
    options = Options(
        options=(Option(id="yes", text="b"), Option(id="b", text="x"), Option(id="x", text="yes"))
    )

    assert [read_as(options, name) for name in ("yes", "b", "x", "y")] == ["yes", "b", "x", "yes"]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        *((raw, "yes") for raw in ("yes", "Yes.", "YES!", "y", "Y", "true", "True", "x", "X", "\u0445", "1")),
        *((raw, "yes") for raw in ("✓", "✔", "✔\ufe0f", "ja", "yep")),
        *((raw, "no") for raw in ("no", "No", "no.", "n", "N", "false", "FALSE", "0", "✗", "nope")),
    ],
)
def test_yes_and_no_have_many_names(raw: str, value: str) -> None:
    assert read_as(YES_NO, raw) == value


@pytest.mark.parametrize("raw", ["-", " – ", "—", "--"])
@pytest.mark.parametrize(
    "domain", [YES_NO, CERTAINTY, Number(low=1, high=3), Passages(), Quotation(), Entry(), Names(), Prose()]
)
def test_a_dash_alone_skips_the_blank(domain: Domain, raw: str) -> None:
    assert read(Part(id="it", domain=domain), raw, NO_LIBRARY) is None


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("yes no", "This gives yes or no. Choose one and delete the others."),
        ("yes, no", "This gives yes or no. Choose one and delete the others."),
        ("perhaps", "“perhaps” is not one of the choices. Type yes or no."),
        ("?", "“?” is not one of the choices. Type yes or no."),
        ("yess", "“yess” is not one of the choices. Type yes or no. Did you mean yes?"),
    ],
)
def test_neither_yes_nor_no_is_said(raw: str, said: str) -> None:
    assert read_as(YES_NO, raw) == said


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("guess", "guess"),
        ("1", "guess"),
        ("a guess", "guess"),
        ("2", "fairly sure"),
        ("fairly  sure", "fairly sure"),
        ("Fairly-sure", "fairly sure"),
        ("sure", "fairly sure"),
        ("3", "certain"),
        ("3.", "certain"),
        ("CERTAIN", "certain"),
        ("5", "“5” is not one of the choices. Type guess, fairly sure or certain."),
        (
            "uncertain",
            "“uncertain” is not one of the choices. Type guess, fairly sure or certain. Did you mean certain?",
        ),
    ],
)
def test_certainty_is_read_by_word_or_number_and_its_scale_repeated(raw: str, value: str) -> None:
    assert read_as(CERTAINTY, raw) == value


@pytest.mark.parametrize(
    ("raw", "passages"),
    [
        ("S9", ("S9",)),
        ("s9", ("S9",)),
        ("sm1", ("SM1",)),
        ("S9.", ("S9",)),
        ("(S9)", ("S9",)),
        ("[S9]", ("S9",)),
        ("“S9”", ("S9",)),
        ("'S9'", ("S9",)),
        ("S9:", ("S9",)),
        ("\u04059", ("S9",)),
        ("Ｓ９", ("S9",)),
        ("S\u200b9", ("S9",)),
        ("S9, S9", ("S9",)),
        ("S 9", ("S9",)),
        ("sm 1", ("SM1",)),
        ("passage S9", ("S9",)),
        ("Passage S 9.", ("S9",)),
    ],
)
def test_a_passage_is_read_by_its_number(raw: str, passages: tuple[str, ...]) -> None:
    assert read_as(Passages(), raw) == passages


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("S91", "There is no passage “S91”. Did you mean S9 or S19?"),
        ("s91", "There is no passage “s91”. Did you mean S9 or S19?"),
        ("S32", "There is no passage “S32”. Did you mean S3 or S23?"),
        ("the harbour", "There is no passage “the”. A passage number looks like SM1."),
        ("?", "There is no passage “?”. A passage number looks like SM1."),
        ("S9 S19", "This names 2 passages. Give one passage: the one that decides it."),
        ("S9-S19", "There is no passage “S9-S19”. Did you mean S9?"),
        ("...", "“...” names no passage. Type its number, as it stands on the page."),
        ("passage", "“passage” names no passage. Type its number, as it stands on the page."),
        ("S 91", "There is no passage “S91”. Did you mean S9 or S19?"),
        (" ( ) ", "“( )” names no passage. Type its number, as it stands on the page."),
        ("S" * 30, f"There is no passage “{'S' * 19}…”. A passage number looks like SM1."),
    ],
)
def test_what_is_no_passage_is_said_with_those_that_may_be_meant(raw: str, said: str) -> None:
    assert read_as(Passages(), raw) == said


@pytest.mark.parametrize(
    "raw",
    [
        "S9 S19",
        "S9, S19",
        "s9 and S19",
        "S9 AND S19",
        "S9;S19",
        "S9/S19",
        "S9 & S19.",
        "S 9 and S 19",
        "passages S9 S 19",
        '"S9", "S19"',
    ],
)
def test_several_passages_are_read_however_they_are_joined(raw: str) -> None:
    assert read_as(Passages(most=2), raw) == ("S9", "S19")


def test_more_passages_than_asked_are_too_many() -> None:
    assert read_as(Passages(most=2), "S1 S2 S3") == (
        "This names 3 passages. Give at most 2: those that decide it."
    )


def test_without_a_library_no_passage_is_known() -> None:
    assert read_as(Passages(), "S9", Library()) == "There is no passage “S9”. No passages are known here."


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("1", 1),
        (" 6 ", 6),
        ("1.", 1),
        ("1)", 1),
        ("1:", 1),
        ("01", 1),
        ("+3", 3),
        ("３", 3),
        ("٣", 3),
        ("②", 2),
        ("3\u200b", 3),
        ("3\ufe0f", 3),
        ("two", 2),
        ("Six.", 6),
        ("twelve", "12 is out of range. Type a whole number from 1 to 6."),
        ("0", "0 is out of range. Type a whole number from 1 to 6."),
        ("7", "7 is out of range. Type a whole number from 1 to 6."),
        ("-1", "-1 is out of range. Type a whole number from 1 to 6."),
        ("2003", "2003 is out of range. Type a whole number from 1 to 6."),
        ("1e9", "“1e9” is not a number here. Type a whole number from 1 to 6."),
        ("1.5", "“1.5” is not a number here. Type a whole number from 1 to 6."),
        ("1,5", "“1,5” is not a number here. Type a whole number from 1 to 6."),
        ("1 2", "“1 2” is not a number here. Type a whole number from 1 to 6."),
        ("first", "“first” is not a number here. Type a whole number from 1 to 6."),
        ("1st", "“1st” is not a number here. Type a whole number from 1 to 6."),
        ("?", "“?” is not a number here. Type a whole number from 1 to 6."),
        (".", "“.” is not a number here. Type a whole number from 1 to 6."),
        ("0x1", "“0x1” is not a number here. Type a whole number from 1 to 6."),
        ("1_0", "“1_0” is not a number here. Type a whole number from 1 to 6."),
        ("nan", "“nan” is not a number here. Type a whole number from 1 to 6."),
        ("9" * 5000, f"“{'9' * 19}…” is not a number here. Type a whole number from 1 to 6."),
    ],
)
def test_a_number_is_whole_and_in_range(raw: str, number: int | str) -> None:
    assert read_as(Number(low=1, high=6), raw) == number


@pytest.mark.parametrize("raw", ["?", "can't tell", "Cannot tell."])
def test_nobody_has_to_be_able_to_tell(raw: str) -> None:
    verdict = Options(options=(Option(id="held", text="held"), Option(id="cannot tell", text="cannot tell")))

    assert read_as(verdict, raw) == "cannot tell"


def test_prose_is_read_as_it_stands_and_what_is_unreadable_is_kept_to_be_shown() -> None:
    assert read_as(Prose(), "  It says “may”.\n") == "It says “may”."
    assert read(Part(id="q", domain=ABC), " d\te ", LIBRARY) == Problem(
        say="“d e” is not one of the choices. Type a, b or c.", field="q", read="d e"
    )


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param("Because it names a limit there.", "", id="enough words of one's own"),
        pytest.param("Because it does.", "3 words so far; write at least 6.", id="too few words"),
        pytest.param("- - - - - -", "0 words so far; write at least 6.", id="dashes are no words"),
        pytest.param(
            "The ferry leaves the old harbour",
            "Most of this stands in Z5, in its words. Say it in your own.",
            id="words of the passage alone",
        ),
        pytest.param(
            "It leaves at noon; the old harbour is mine to say", "", id="less than three fifths is no copy"
        ),
        pytest.param(
            "I read the ferry leaves the old harbour",
            "Most of this stands in Z5, in its words. Say it in your own.",
            id="more than three fifths in a row",
        ),
        pytest.param(
            "I also read that the ferry leaves the old harbour",
            "",
            id="six words of ten in a row, and no more",
        ),
        pytest.param(
            "half-asleep, half-awake, ever-hopeful: the ferry leaves the old harbour",
            "",
            id="hyphens part words on both sides of the measure",
        ),
    ],
)
def test_a_reason_is_looked_over_for_its_form_alone(text: str, note: str) -> None:
    part = Part(id="reason", domain=Prose(words=6), scored=False)

    assert prose_note(part, text, LIBRARY) == note


def test_only_prose_is_looked_over_for_its_form() -> None:
    assert prose_note(Part(id="q", domain=ABC), "a", LIBRARY) == ""


@pytest.mark.parametrize(
    ("domain", "said"),
    [
        (ABC, "a | b | c"),
        (YES_NO, "yes | no"),
        (LAYERS, "owner | first-round | ?"),
        (Passages(), "the number of a passage"),
        (Passages(most=3), "the numbers of up to 3 passages"),
        (Number(low=1, high=7), "a number from 1 to 7"),
        (Prose(), "your own words"),
    ],
)
def test_a_domain_says_its_legal_values(domain: Domain, said: str) -> None:
    assert describe(domain) == said
