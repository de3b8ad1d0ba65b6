"""Evidence cards and what cites them."""

from collections.abc import Callable

import pytest

from course_checks.content.outside import Certainty
from course_checks.site.evidence import CERTAINTY
from tests.site.books import EVIDENCE, Book, words_of

Maker = Callable[..., Book]


def test_a_card_says_that_it_is_from_outside_and_what_it_can_and_cannot_show(book: Maker) -> None:
    built = book({}).build()

    card = built.one("outside", "article#evidence-A")
    assert card["class"] == ["passage-card", "evidence-card", "source-outside"]
    assert card["aria-label"] == "Evidence card A"
    for note in card.select(".passage-tip, .evidence-items"):
        note.decompose()
    assert words_of(card) == (
        "Card A · The lamp · X outside our sources Beside T2, T3 "
        "A report and a reader’s letter are two voices, unless the one has it from the other. "
        "What it can show: That T3 passes on what the Board wrote two years before. "
        "What it cannot: Who made the lamp."
    )
    assert built.warnings == []


def test_an_item_has_date_place_certainty_voice_origin_and_where_to_find_it(book: Maker) -> None:
    built = book({}).build()

    item = built.one("outside", "li#evidence-A1")
    assert [words_of(one) for one in item.select("p")] == [
        "A1 · 2–5 October 1923, Gull Rock · firm",
        "The lamp was taken away in the autumn, in four crates.",
        "Voice: The Board [harbour1923]",
    ]
    assert [link["href"] for link in item.select("a.passage-number")] == ["#evidence-A1"]


def test_hindsight_and_doubt_are_marked_in_words(book: Maker) -> None:
    built = book({}).build()

    item = built.one("outside", "li#evidence-A2")
    assert item["class"] == ["evidence-item", "hindsight"]
    assert [words_of(one) for one in item.select("p.passage-head span")] == [
        "1931, as printed on the page",
        "contested",
        "hindsight: later than the page on Gull Rock",
    ]
    assert "Voice: A newspaper, citing someone unnamed" in words_of(item)
    assert [words_of(link) for link in item.select(".passage-ref > a")] == ["T2"]


def test_every_degree_of_certainty_has_its_words() -> None:
    assert set(CERTAINTY) == set(Certainty.__args__)  # type: ignore[attr-defined]


def test_a_citation_links_to_its_card_or_item_with_a_note(book: Maker) -> None:
    built = book({"a": "# A\n\nSee card {evidence}`A` and {evidence}`A2`.\n"}).build()

    card, item = built.page("a").select(".passage-ref.source-outside > a")
    assert (card["href"], item["href"]) == ("outside.html#evidence-A", "outside.html#evidence-A2")
    (note,) = built.page("a").select(f"#{item['aria-describedby']}")
    assert words_of(note) == (
        "A2 Evidence card A: The lamp, 1931 A reader writes that the maker of the lamp in T2 was his uncle. "
        "Voice: A newspaper, citing someone unnamed"
    )
    assert built.warnings == []


def test_a_card_away_from_home_leads_home(book: Maker) -> None:
    built = book({"a": "# A\n\n```{evidence} A\n```\n"}).build()

    card = built.one("a", "article.evidence-card")
    assert not card.has_attr("id")
    assert built.one("a", "article > .passage-head .passage-ref > a")["href"] == "outside.html#evidence-A"
    ids = [tag["id"] for tag in built.page("a").select("[id]")]
    assert sorted(ids) == sorted(set(ids))
    assert built.warnings == []


def test_a_proof_leads_to_its_card(book: Maker) -> None:
    built = book({"a": "# A\n\n```{exercise} t1-match\n```\n"}).build()

    links = built.page("a").select(".worked-answer .passage-ref.source-outside > a")
    assert [link["href"] for link in links] == ["outside.html#evidence-A"]


def test_a_proof_leads_to_its_work(book: Maker) -> None:
    extensions = ["myst_parser", "sphinxcontrib.bibtex", "course_checks.site"]
    works = "# Works\n\n```{bibliography}\n:all:\n```\n"
    built = book(
        {"a": "# A\n\n```{exercise} t1-match\n```\n", "works": works},
        extensions=extensions,
        bibtex_bibfiles=["references.bib"],
        bibtex_default_style="author-year",
        bibtex_reference_style="label",
    ).build()

    (link,) = built.page("a").select(".worked-answer a[href^='works.html']")
    assert words_of(link) == "Report of the Harbour Board 1923"
    assert built.one("works", ".citation .label").get_text() == "[Report of the Harbour Board 1923]"
    (found,) = built.page("outside").select("#evidence-A1 a[href^='works.html']")
    assert found["href"] == link["href"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "```{evidence} B\n```",
            "there is no evidence card or item 'B'; the cards are in docs/sources/outside.toml",
        ),
        ("{evidence}`A22`", "there is no evidence card or item 'A22'; did you mean A2"),
    ],
)
def test_an_unknown_card_or_item_is_told(book: Maker, text: str, told: str) -> None:
    built = book({"a": f"# A\n\n{text}\n"}).build()

    (warning,) = built.warnings
    assert f"a.md:3: WARNING: {told}" in warning
    assert warning.endswith("[course.unknown-evidence]")


def test_a_card_without_a_home_and_one_with_two_are_told(book: Maker) -> None:
    made = book({"a": "# A\n\n{evidence}`A1`\n", "b": EVIDENCE})
    built = made.build()
    assert [line.partition("WARNING: ")[2] for line in built.warnings if "card of A " in line] == [
        "the card of A has two homes: it stands on 'b' already; show it here without :home: [course.two-homes]"
    ]

    made.delete("b")
    made.delete("outside")
    built = made.build()
    assert [line for line in built.warnings if "A1 has no card to link to" in line]
    assert built.page("a").select(".passage-ref") == []


def test_links_follow_a_card_that_moves_and_pages_follow_its_file(book: Maker) -> None:
    made = book({"a": "# A\n\n{evidence}`A2`\n", "b": "# B\n"})
    made.build()

    made.delete("outside")
    made.write({"b": EVIDENCE})
    built = made.build()
    assert "a" not in built.read
    assert built.one("a", ".passage-ref > a")["href"] == "b.html#evidence-A2"

    made.edit("docs/sources/outside.toml", "was his uncle", "was his aunt")
    built = made.build()
    assert {"a", "b"} <= set(built.read)
    assert "was his aunt" in built.html("a")


def test_the_search_knows_items_by_their_number(book: Maker) -> None:
    index = (book({}).build().out / "searchindex.js").read_text(encoding="utf-8")

    assert "A1 \\u00b7 The lamp was taken away" in index or "A1 · The lamp was taken away" in index


def test_cards_are_remembered_when_pages_are_read_in_parallel(book: Maker) -> None:
    pages = {f"p{n}": f"# Page {n}\n\n{{evidence}}`A1`\n" for n in range(9)}

    built = book(pages).build(parallel=2)

    assert built.warnings == []
    assert built.one("p8", ".passage-ref > a")["href"] == "outside.html#evidence-A1"


def test_a_card_is_no_place_where_a_passage_is_taught(book: Maker) -> None:
    built = book({"where": "# Where\n\n```{concordance}\n```\n"}).build()

    rows = {
        words_of(row.th.a): words_of(row.td)
        for row in built.page("where").select("tbody tr")
        if row.th and row.th.a and row.td
    }
    assert rows["T3"].startswith("not yet")


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_other_builders_show_cards(book: Maker, builder: str) -> None:
    config = {"epub_show_urls": "no"} if builder == "epub" else {}
    built = book({}, **config).build(builder)

    assert [line for line in built.warnings if "conf value" not in line and "epub" not in line] == []
    if builder == "text":
        text = " ".join((built.out / "outside.txt").read_text(encoding="utf-8").split())
        assert "X outside our sources" in text
        assert "hindsight: later than the page on Gull Rock" in text
