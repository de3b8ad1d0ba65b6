"""The fields that a domain is drawn with."""

from typing import get_args

import pytest
from docutils import nodes

from course_checks.core.part import (
    CERTAINTY,
    YES_NO,
    DateEntry,
    Domain,
    Entry,
    Links,
    Names,
    Number,
    Option,
    Options,
    Part,
    Passages,
    Prose,
    Quotation,
)
from course_checks.site.forms import Blank, Drafter, Label, Legend, fields, without_id

MANY = Options(options=tuple(Option(id=f"o{n}", text=f"option {n}") for n in range(6)))
DRAFTER = Drafter(prefix="x", item="i", inline=lambda text: [nodes.Text(text)], cite=lambda _name: None)


DOMAINS = [
    pytest.param(YES_NO, ["radio", "radio"], "yes", id="yes or no"),
    pytest.param(CERTAINTY, ["radio", "radio", "radio"], "fairly sure", id="a few options"),
    pytest.param(MANY, ["select"], "Choose from: option 0", id="many options"),
    pytest.param(Number(low=1, high=7), ["number"], "What?", id="a number"),
    pytest.param(Passages(), ["text"], "(the number of a passage)", id="a passage"),
    pytest.param(Passages(most=3, silent=True), ["text"], "or - for silent)", id="passages, or silence"),
    pytest.param(Quotation(), ["text"], "(words of the passage, three or more in a row)", id="a quotation"),
    pytest.param(DateEntry(precision="month"), ["text"], "(a date: the month)", id="a date"),
    pytest.param(Names(), ["text"], "names joined with >", id="a chain"),
    pytest.param(Entry(), ["text"], "What?", id="a short text"),
    pytest.param(Links(nodes=("A", "B")), ["textarea"], "(one link a line", id="an argument map"),
    pytest.param(Prose(), ["textarea"], "What?", id="prose"),
]


@pytest.mark.parametrize(("domain", "controls", "said"), DOMAINS)
def test_every_domain_has_fields_and_every_field_a_name(
    domain: Domain, controls: list[str], said: str
) -> None:
    drawn = nodes.container("", *fields(DRAFTER, [Part(id="p", domain=domain, label="What?")]))

    blanks = list(drawn.findall(Blank))
    assert [blank["control"] for blank in blanks] == controls
    assert {blank["attributes"]["name"] for blank in blanks} == {"i.p"}
    bound = {label["field"] for label in drawn.findall(Label)}
    assert all(blank["attributes"]["id"] in bound or isinstance(blank.parent, Label) for blank in blanks)
    assert said in drawn.astext()


def test_no_domain_is_missing_here() -> None:
    assert {type(case.values[0]) for case in DOMAINS} == set(get_args(Domain))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("Z4", "Z4: what a new text looks at", "what a new text looks at", id="with a colon"),
        pytest.param("Z4", "Z4 announces", "announces", id="without"),
        pytest.param("Z4", "Z44 announces", "Z44 announces", id="another passage"),
        pytest.param("Z4", "what Z4 says", "what Z4 says", id="further on"),
    ],
)
def test_an_id_is_not_said_twice(name: str, text: str, expected: str) -> None:
    assert without_id(name, text) == expected


def drawn(*parts: Part) -> nodes.container:
    return nodes.container("", *fields(DRAFTER, parts))


def legends(tree: nodes.Node) -> list[str]:
    return [legend.astext() for legend in tree.findall(Legend)]


def of(*ids: str) -> Options:
    return Options(options=tuple(Option(id=one, text=f"text {one}") for one in ids))


def test_one_choice_needs_no_legend_and_several_need_one_each() -> None:
    goal = Part(id="goal", domain=of("x", "y"), label="Goal")
    sure = Part(id="sure", domain=CERTAINTY, label="How sure?", scored=False)
    pressure = Part(id="pressure", domain=of("v", "w"), label="Pressure")

    assert legends(drawn(goal, sure)) == ["How sure?"]
    assert legends(drawn(goal, pressure, sure)) == ["Goal", "Pressure", "How sure?"]


def test_a_menu_or_a_number_that_stands_alone_is_no_table_and_no_list() -> None:
    tree = drawn(
        Part(id="m", domain=MANY, label="Which?"),
        Part(id="n", domain=Number(low=0, high=4), label="How many?"),
    )

    assert not [*tree.findall(nodes.table), *tree.findall(nodes.bullet_list)]
    assert [label.astext() for label in tree.findall(Label)] == ["Which?", "How many? (a number from 0 to 4)"]


@pytest.mark.parametrize(
    ("name", "before"),
    [("a", "a. "), ("12", "12. "), ("H1", "H1. "), ("un", ""), ("nothing", "")],
)
def test_a_letter_or_a_number_stands_before_its_text_and_a_word_does_not(name: str, before: str) -> None:
    words = nodes.inline("", "", *DRAFTER.words(name, "measures only"))

    assert words.astext() == f"{before}measures only"
