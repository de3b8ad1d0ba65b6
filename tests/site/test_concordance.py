"""The concordance: right at first, after edits, after deletions, and when pages are read in parallel."""

from collections.abc import Callable

from tests.site.books import Book, Built, words_of

Maker = Callable[..., Book]
CONCORDANCE = "# Where\n\n```{concordance}\n```\n"
UNIT = """---
unit:
  id: t1
  number: 1
  level: first steps
  reading: 3
  passages: [T1]
  propositions: [t1.1]
  objectives: [see]
  keypoints: [seen]
  exercises: []
---
# One

A start.

```{unit-end}
```
"""


def rows(built: Built) -> dict[str, list[str]]:
    """Each passage with the words of its other cells."""
    found = built.page("where").select("table.concordance tbody tr")
    return {
        words_of(row.th.a): [words_of(cell) for cell in row.select("td")]
        for row in found
        if row.th and row.th.a
    }


def test_each_passage_shows_where_it_is_taught_asked_and_rested_on(book: Maker) -> None:
    pages = {
        "where": CONCORDANCE,
        "u": UNIT,
        "z": "# Zed\n\n{passage}`T1` {passage}`T2`\n\n```{exercise} t1-match\n```\n",
    }

    built = book(pages).build()

    assert rows(built) == {
        "TM1": ["not yet", "t1-order", "t1-order"],
        "T1": ["Unit 1, Zed t1.1: Unit 1", "t1-order", "t1-many, t1-order"],
        "T2": ["Zed t1.2: not yet", "t1-choice, t1-match", "t1-choice"],
        "T3": ["not yet t1.3: not yet", "t1-match, t1-order", "t1-match, t1-order"],
        "T4": ["not yet t1.4: not yet", "not yet", "not yet"],
    }
    assert built.warnings == []
    links = {words_of(link): link["href"] for link in built.page("where").select("table.concordance td a")}
    assert links == {"Unit 1": "u.html", "Zed": "z.html", "t1-match": "z.html#t1-match"}


def test_it_is_written_again_when_another_page_cites_something_else(book: Maker) -> None:
    made = book({"where": CONCORDANCE, "a": "# A\n\n{passage}`T1`\n"})
    made.build()

    made.write({"a": "# A\n\n{passage}`T4`\n"})
    built = made.build()

    assert built.read == ["a"]
    assert (rows(built)["T1"][0], rows(built)["T4"][0]) == ("not yet t1.1: not yet", "A t1.4: not yet")


def test_it_is_written_again_when_a_page_is_deleted(book: Maker) -> None:
    made = book({"where": CONCORDANCE, "a": "# A\n\n{passage}`T1`\n", "u": UNIT})
    made.build()

    made.delete("a")
    made.delete("u")
    built = made.build()

    assert rows(built)["T1"][0] == "not yet t1.1: not yet"


def test_it_is_written_again_when_a_key_changes_that_no_page_shows(book: Maker) -> None:
    made = book({"where": CONCORDANCE, "a": "# A\n"})
    made.build()

    made.edit(
        "exercises/t1-choice/key.toml",
        'passage = "T2", quote = "a clockmaker\'s shop in Bergen"',
        'passage = "T4"',
    )
    built = made.build()

    assert built.read == []
    assert built.written == ["index", "where"]  # Sphinx writes the page that lists another with it
    assert (rows(built)["T2"][2], rows(built)["T4"][2]) == ("not yet", "t1-choice")


def test_an_exercise_is_sought_in_a_unit_before_other_pages(book: Maker) -> None:
    shown = "```{exercise} t1-many\n:item: named\n```\n"
    pages = {
        "where": CONCORDANCE,
        "a": f"# A\n\n{shown}",
        "u": UNIT.replace("A start.", f"A start.\n\n{shown}"),
    }

    built = book(pages).build()

    links = {link["href"] for link in built.page("where").select("td a") if words_of(link) == "t1-many"}
    assert links == {"u.html#t1-many-named"}


def test_it_is_left_alone_when_nothing_changes(book: Maker) -> None:
    made = book({"where": CONCORDANCE, "a": "# A\n\n{passage}`T1`\n"})
    made.build()

    made.write({"b": "# B\n"})

    assert "where" not in made.build().written
    assert made.build().written == []


def test_reading_in_parallel_gives_the_same(book: Maker) -> None:
    cited = ["TM1", "T1", "T2", "T3", "T4"]
    pages = {f"p{n}": f"# Page {n}\n\n{{passage}}`{cited[n % 5]}`\n" for n in range(9)}
    made = book({"where": CONCORDANCE, "u": UNIT, **pages, "x": "# X\n\n```{exercise} t1-order\n```\n"})

    built = made.build(parallel=2)

    assert len(built.read) > 5
    assert rows(built)["T1"] == ["Unit 1, Page 1, Page 6 t1.1: Unit 1", "t1-order", "t1-many, t1-order"]
    assert rows(built)["T4"][0] == "Page 4 t1.4: not yet"
    assert "x.html#t1-order" in {link["href"] for link in built.page("where").select("td a")}
    assert built.warnings == []


def test_edits_and_deletions_read_in_parallel_give_the_same(book: Maker) -> None:
    pages = {f"p{n}": f"# Page {n}\n\n{{passage}}`T1`\n" for n in range(9)}
    made = book({"where": CONCORDANCE, **pages})
    made.build(parallel=2)

    made.write({f"p{n}": f"# Page {n}\n\n{{passage}}`T2`\n" for n in range(7)})
    made.delete("p8")
    built = made.build(parallel=2)

    assert len([page for page in built.read if page.startswith("p")]) == 7
    assert rows(built)["T1"][0] == "Page 7 t1.1: not yet"
    assert rows(built)["T2"][0] == "Page 0, Page 1, Page 2, Page 3, Page 4, Page 5, Page 6 t1.2: not yet"


def test_where_the_course_promises_to_be_complete_every_gap_is_a_warning(book: Maker) -> None:
    built = book(
        {"where": CONCORDANCE, "a": "# A\n\n{passage}`T1, T2, T3, TM1`\n"}, concordance_complete=True
    ).build()

    told = [line.partition("WARNING: ")[2].partition(";")[0] for line in built.warnings]
    assert told == [
        "t1.1 is not taught",
        "t1.2 is not taught",
        "t1.3 is not taught",
        "T4 is not taught",
        "t1.4 is not taught",
        "no exercise asks for T4",
        "no key rests on T4",
    ]
    assert all(line.endswith("[course.concordance-gap]") for line in built.warnings)
