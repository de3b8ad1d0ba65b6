"""What a page need not carry: a note twice, and what only a check says."""

from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup

from course_checks.site.lean import noted_once, parted, said_file, without_known
from tests.site.books import Book, Built, words_of

Maker = Callable[..., Book]
HERE = {"extensions": ["myst_parser", "course_checks.site", "tests.browser.small_site"]}
"""The checks are here, although no runtime was brought."""
PAGE = "# A\n\nSee {passage}`T2` and {passage}`T2`.\n\n```{exercise} t1-many\n```\n\n```{exercise} t1-match\n```\n"


def said(built: Built, page: str = "a") -> BeautifulSoup:
    return BeautifulSoup(said_file(built.out, page).read_text(encoding="utf-8"), "html.parser")


def test_what_a_check_may_say_stands_beside_the_page(book: Maker) -> None:
    built = book({"deep/a": PAGE}, **HERE).build()
    texts = said(built, "deep/a").select('template[data-exercise="t1-many"]')
    names = [str(one["data-fragment"]) for one in texts]

    assert "<template" not in built.html("deep/a")
    assert names[-1] == "named why"
    assert {"named slips.everything"} < set(names)
    assert all(words_of(one) for one in texts)
    assert {str(link["href"]).partition("#")[0] for one in texts for link in one.select("a")} <= {
        "../rock.html"
    }


def test_without_checks_on_the_page_what_they_say_is_nowhere(book: Maker) -> None:
    built = book({"a": PAGE}).build()

    assert "<template" not in built.html("a")
    assert not said_file(built.out, "a").exists()


def test_what_a_page_said_goes_with_its_exercises_and_with_the_page(book: Maker) -> None:
    made = book({"a": PAGE, "b": PAGE.replace("# A", "# B")}, **HERE)
    made.build()
    made.write({"a": "# A\n\nNothing asked.\n"})
    made.delete("b")
    built = made.build()

    assert [*(built.out / "_static" / "check" / "said").rglob("*.html")] == []


def test_a_note_stands_once_and_describes_every_link_to_its_passage(book: Maker) -> None:
    page = book({"a": PAGE}).build().page("a")
    first, second = page.select("h1 ~ p .passage-ref > a")

    assert first["aria-describedby"] == second["aria-describedby"]
    assert page.select(".passage-ref .passage-tip") == []
    assert page.select(".passage-tips")[0].has_attr("hidden")
    for link in page.select(".passage-ref > a"):
        (note,) = page.select(f"#{link['aria-describedby']}")
        assert words_of(note).startswith(link.get_text())


def test_a_note_that_hides_who_speaks_is_another_note(book: Maker) -> None:
    """Where it is asked, a note does not say whose voice a passage is; beside it in the text, it does."""
    page = book({"a": PAGE}).build().page("a")
    told = [words_of(note) for note in page.select(".passage-tip") if words_of(note).startswith("T2 ")]

    assert sorted("Voice:" in one for one in told) == [False, True]


def test_a_text_of_the_checks_names_notes_of_its_page_and_brings_those_that_it_lacks(book: Maker) -> None:
    built = book({"a": PAGE}, **HERE).build()
    standing = {str(note["id"]) for note in built.page("a").select(".passage-tip")}
    for text in said(built).select("template"):
        own = [str(note["id"]) for note in text.select(".passage-tip")]
        assert standing.isdisjoint(own)
        assert {str(link["aria-describedby"]) for link in text.select(".passage-ref > a")} <= standing | {
            *own
        }


def link(note: str, says: str, voice: str = "") -> str:
    head = '<span class="passage-tip-head"><b>T2</b> 1925</span> '
    return (
        f'<span class="passage-ref"><a href="#T2" aria-describedby="{note}">T2</a>'
        f'<span class="passage-tip" id="{note}" role="tooltip" hidden>{head}'
        f'<span class="passage-tip-says">{says}</span> {voice}</span></span>'
    )


def test_notes_that_say_the_same_are_one() -> None:
    voice = '<span class="passage-tip-voice">Voice: V</span>'
    body = link("note-0", "x") + link("note-1", "x", voice) + link("note-2", "y") + link("note-3", "x", voice)
    lean, known = noted_once(body)
    page = BeautifulSoup(lean, "html.parser")

    assert [one["aria-describedby"] for one in page.select("a")] == ["note-0", "note-1", "note-2", "note-1"]
    assert [one["id"] for one in page.select(".passage-tips > .passage-tip")] == [
        "note-0",
        "note-1",
        "note-2",
    ]
    assert words_of(page.select("#note-1")[0]) == "T2 1925 x Voice: V"
    text = link("note-8", "x") + link("note-9", "z")
    assert without_known(text, known) == (
        '<span class="passage-ref"><a href="#T2" aria-describedby="note-0">T2</a></span>'
        + link("note-9", "z")
    )


def test_a_body_without_texts_stays_as_it_is(tmp_path: Path) -> None:
    assert parted("<p>x</p>") == ("<p>x</p>", "")
    assert noted_once("<p>x</p>") == ("<p>x</p>", {})
    assert said_file(tmp_path, "a/b") == tmp_path / "_static" / "check" / "said" / "a" / "b.html"
