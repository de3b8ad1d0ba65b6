"""Citing passages."""

from collections.abc import Callable

from tests.site.books import Book, words_of

Maker = Callable[..., Book]


def test_a_citation_links_to_its_card_and_is_described_by_its_note(book: Maker) -> None:
    built = book({"a": "# A\n\nIt was moved {passage}`T3`.\n"}).build()

    link = built.one("a", ".passage-ref > a")
    assert (link["href"], words_of(link)) == ("rock.html#T3", "T3")
    (note,) = built.page("a").select(f"#{link['aria-describedby']}")
    assert note["role"] == "tooltip"
    assert note.has_attr("hidden")
    assert words_of(note) == (
        "T3 The page on Gull Rock, June 1925 The harbour report is cited: in 1923 the lamp was taken to the mainland. "
        "Voice: Writer, citing harbour report"
    )
    assert built.warnings == []


def test_several_passages_are_cited_at_once(book: Maker) -> None:
    built = book({"a": "# A\n\n{passage}`T1, T3;TM1`\n"}).build()

    assert [words_of(link) for link in built.page("a").select("p .passage-ref > a")] == ["T1", "T3", "TM1"]


def test_every_id_of_a_page_is_its_own(book: Maker) -> None:
    built = book({"a": "# A\n\n{passage}`T1` {passage}`T1`\n\n```{exercise} t1-match\n```\n"}).build()

    ids = [tag["id"] for tag in built.page("a").select("[id]")]
    assert sorted(ids) == sorted(set(ids))


def test_an_unknown_passage_is_named_with_its_place_and_the_nearest(book: Maker) -> None:
    built = book({"a": "# A\n\nOne line.\n\nAnother {passage}`T33`.\n"}).build()

    (warning,) = built.warnings
    assert "docs/a.md:5: WARNING: there is no passage 'T33'; did you mean T3" in warning
    assert warning.endswith("[course.unknown-passage]")
    assert "Another T33." in words_of(built.one("a", "div.body"))


def test_a_passage_without_a_card_is_plain_text_and_the_page_is_told(book: Maker) -> None:
    made = book({"a": "# A\n\n{passage}`T1`\n"})
    made.delete("rock")

    built = made.build()

    assert [line for line in built.warnings if "T1 has no card to link to" in line]
    assert built.page("a").select(".passage-ref") == []


def test_a_passage_with_two_homes_is_told(book: Maker) -> None:
    built = book({"a": "# A\n\n```{passages} tiny\n:only: furniture\n```\n"}).build()

    (warning,) = built.warnings
    assert "the card of TM1 has two homes: it stands on 'a' already; show it here with {passage}" in warning


def test_other_builders_show_the_number_alone(book: Maker) -> None:
    built = book({"a": "# A\n\nIt was moved {passage}`T3`.\n"}).build("text")

    assert (built.out / "a.txt").read_text(encoding="utf-8") == "A\n*\n\nIt was moved T3.\n"


def test_a_note_is_no_text_of_its_page_for_the_search(book: Maker) -> None:
    built = book({"a": "# A\n\n{passage}`T3`\n"}).build()

    index = (built.out / "searchindex.js").read_text(encoding="utf-8")
    assert '"T3 \\u00b7 The harbour report is cited' in index or "T3 · The harbour report is cited" in index
    harbour = index.partition('"harbour":')[2].partition(",")[0]
    assert harbour.strip("[]") == str(sorted(built.env.found_docs).index("rock"))


def test_a_citation_in_a_title_is_plain_there_and_in_the_contents(book: Maker) -> None:
    built = book({"a": "# A\n\n## About {passage}`T3`\n\nText.\n"}).build()

    assert words_of(built.one("a", "h2")).startswith("About T3")
    assert built.page("a").select("h2 .passage-ref") == []
    assert built.warnings == []


def test_pages_that_cite_a_source_are_read_again_when_it_changes(book: Maker) -> None:
    made = book({"a": "# A\n\n{passage}`T3`\n", "b": "# B\n"})
    made.build()

    made.edit("docs/sources/tiny.toml", "was taken to the mainland.", "was brought to the mainland.")
    built = made.build()

    assert built.read == ["a", "outside", "rock"]
    assert "was brought to the mainland" in built.html("a")


def test_links_follow_a_card_that_moves_to_another_page(book: Maker) -> None:
    made = book({"a": "# A\n\n{passage}`T3`\n", "b": "# B\n"})
    made.build()

    made.delete("rock")
    made.write({"b": "# B\n\n```{passages} tiny\n```\n"})
    built = made.build()

    assert "a" not in built.read
    assert built.one("a", ".passage-ref > a")["href"] == "b.html#T3"
