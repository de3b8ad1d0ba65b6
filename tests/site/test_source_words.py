"""The sources' own words in running text have the rule of their source."""

from collections.abc import Callable

import pytest
from bs4 import Tag

from tests.site.books import Book, Built

Maker = Callable[..., Book]


def marked(built: Built) -> list[str]:
    return [span.get_text() for span in built.page("a").select(".source-words")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('It was "moved to the mainland" {passage}`T3`.', ["moved to the mainland"]),
        ("It was “moved to the mainland” {passage}`T3`.", ["moved to the mainland"]),
        ('As {passage}`T3` has it, "moved to the mainland".', ["moved to the mainland"]),
        (
            '"was lit in May", "moved to\nthe mainland" {passage}`T1, T3`',
            ["was lit in May", "moved to", "\n", "the mainland"],
        ),
        ('It was "moved to *the* mainland" {passage}`T3`.', ["moved to ", "the", " mainland"]),
        ('- "moved to the mainland" {passage}`T3`', ["moved to the mainland"]),
        (
            '| what | where |\n|---|---|\n| "moved to the mainland" | {passage}`T3` |',
            ["moved to the mainland"],
        ),
    ],
)
def test_words_that_the_index_finds_in_the_passage_beside_them_are_marked(
    book: Maker, text: str, words: list[str]
) -> None:
    built = book({"a": f"# A\n\n{text}\n"}).build()

    assert marked(built) == words
    assert built.warnings == []


@pytest.mark.parametrize(
    "text",
    [
        'It was "moved to the island" {passage}`T3`.',
        'It was "moved to the mainland" {passage}`T1`.',
        'It was "moved to the mainland".',
        'It was "the mainland" {passage}`T3`.',
        "It was moved to the mainland {passage}`T3`.",
        'It was ["moved to the mainland"]{.ours} {passage}`T3`.',
        'It was ["moved to the mainland"]{.outside} {passage}`T3`.',
        '## It was "moved to the mainland" {passage}`T3`',
    ],
)
def test_what_is_not_proven_to_be_the_sources_is_not_marked(book: Maker, text: str) -> None:
    built = book({"a": f"# A\n\n{text}\n"}, myst_enable_extensions=["attrs_inline"]).build()

    assert marked(built) == []


def test_a_page_reads_as_it_was_written(book: Maker) -> None:
    text = 'A\nB\n"moved to the\nmainland" C\nD {passage}`T3`.'
    built = book({"a": f"# A\n\n{text}\n"}).build()

    (said,) = (one for one in built.page("a").select("p") if one.select(".source-words"))
    for note in said.select(".passage-tip"):
        note.decompose()
    assert " ".join(said.get_text().split()) == "A B “moved to the mainland” C D T3."
    assert [one.get_text() for one in said.select(".source-words")] == ["moved to the", "\n", "mainland"]


def test_the_mark_says_which_source_it_is(book: Maker) -> None:
    built = book({"a": '# A\n\n"moved to the mainland" {passage}`T3`\n'}).build()

    span: Tag = built.one("a", ".source-words")
    assert span["class"] == ["source-words", "source-tiny"]


def test_an_exercise_that_asks_whose_words_these_are_does_not_tell(book: Maker) -> None:
    made = book({"a": "# A\n\n```{exercise} t1-choice\n```\n"})
    file = made.root / "exercises" / "t1-choice" / "exercise.toml"
    text = file.read_text(encoding="utf-8")
    prompt = next(line for line in text.splitlines() if line.startswith("prompt"))
    asked = "prompt = 'Is \"moved to the mainland\" in {passage}`T3` or in {passage}`T1`?'"
    file.write_text(text.replace(prompt, asked), encoding="utf-8")

    built = made.build()

    question, *_ = built.page("a").select("fieldset")
    assert "moved to the mainland" in question.get_text()
    assert question.select(".source-words") == []


def test_other_builders_show_the_words_alone(book: Maker) -> None:
    built = book({"a": '# A\n\nIt was "moved to the mainland" {passage}`T3`.\n'}).build("text")

    assert 'It was "moved to the mainland" T3.' in (built.out / "a.txt").read_text(encoding="utf-8")
