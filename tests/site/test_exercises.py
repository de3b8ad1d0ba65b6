"""Exercises on a page: the form, the worked answer, and what is read again."""

import re
from collections.abc import Callable

import pytest
from bs4 import Tag

from tests.site.books import Book, Built, controls, names_of, words_of

Maker = Callable[..., Book]
ALL = "# All\n\n" + "".join(
    f"```{{exercise}} t1-{name}\n```\n\n" for name in ("choice", "many", "match", "order")
)


@pytest.fixture
def built(book: Maker) -> Built:
    """A page with every exercise of the course, of which each has another kind."""
    return book({"all": ALL}, course_check_page="rock").build()


def test_every_field_is_labelled_and_stands_under_a_legend(built: Built) -> None:
    forms = built.page("all").select("form.exercise-form")
    assert len(forms) == 4
    for form in forms:
        for field in controls(form):
            if field.name == "button":
                assert field.get("aria-label") or words_of(field), field
                continue
            assert all(names_of(field, form)), field
            assert field.find_parent("fieldset").legend.get_text(strip=True), field  # type: ignore[union-attr]


def test_a_choice_is_a_group_of_radio_buttons_with_passage_certainty_and_reason(built: Built) -> None:
    form = built.one("all", 'form[data-exercise="t1-choice"]')

    assert [
        (one["name"], one.get("value"), names_of(one, form)) for one in form.select("input, textarea")
    ] == [
        ("lamp.choice", "a", ["a. It takes a guess."]),
        ("lamp.choice", "b", ["b. It does."]),
        ("lamp.passage", None, ["The passage that decides it (the number of a passage)"]),
        ("lamp.sure", "guess", ["guess"]),
        ("lamp.sure", "fairly sure", ["fairly sure"]),
        ("lamp.sure", "certain", ["certain"]),
        ("lamp.reason", None, ["In one sentence: how can you tell?"]),
    ]


def test_statements_are_answered_yes_or_no_row_by_row(built: Built) -> None:
    form = built.one("all", 'form[data-exercise="t1-many"]')

    heads = [(head["scope"], words_of(head)) for head in form.select("th")]
    assert heads[:3] == [("col", "Statement"), ("col", "Yes or no"), ("row", "the rock")]
    assert [names_of(one, form) for one in form.select("input")][:3] == [
        ["the rock", "yes"],
        ["the rock", "no"],
        ["the town of the clockmaker", "yes"],
    ]


def test_rows_and_labels_make_a_table_with_a_menu_a_row(built: Built) -> None:
    form = built.one("all", 'form[data-exercise="t1-match"]')

    assert [words_of(head) for head in form.select('th[scope="col"]')] == ["Line", "Your answer"]
    assert [names_of(menu, form) for menu in form.select("select")] == [["the clockmaker"], ["the move"]]
    assert [option["value"] for option in form.select("select")[0].select("option")] == [
        "",
        "writer",
        "report",
        "?",
    ]
    assert [words_of(link) for link in form.select("th .passage-ref > a")] == ["T2", "T3"]


def test_an_order_is_a_list_with_a_number_a_line(built: Built) -> None:
    form = built.one("all", 'form[data-exercise="t1-order"]')

    assert [(one["type"], one["inputmode"], one["data-most"]) for one in form.select("input")] == [
        ("text", "numeric", "3")
    ] * 3
    moves = [str(one["aria-label"]).partition(" (")[0] for one in form.select("li:first-child button")]
    assert moves == ["earlier: The page is dated", "later: The page is dated"]
    assert [names_of(one, form)[0].partition(" (")[0] for one in form.select("input")] == [
        "The page is dated",
        "The lamp is lit",
        "The lamp is moved",
    ]


def test_without_a_script_no_button_shows_and_enter_does_not_leave_the_page(built: Built) -> None:
    for form in built.page("all").select("form.exercise-form"):
        (button,) = form.select('button[type="submit"]')
        assert button.has_attr("disabled")
        assert all(one.find_parent(class_="needs-checks") for one in form.select("button"))


def test_the_buttons_are_no_text_of_the_page(built: Built) -> None:
    index = (built.out / "searchindex.js").read_text(encoding="utf-8")
    assert '"sheet"' not in index, "the buttons are not searched"


def test_minutes_honesty_and_how_to_check_are_said(built: Built) -> None:
    box = built.one("all", "section#t1-many")

    assert [words_of(one) for one in box.select(".exercise-meta > span")] == ["3 minutes", "checked by rule"]
    assert "To check your answers, on your computer: course-checks check t1-many (how to)" in words_of(box)
    how = [link["href"] for link in box.select(".exercise-how a")]
    assert how == ["check-kit.zip", "check-kit.zip", "rock.html"]


def test_the_worked_answer_is_closed_and_holds_model_proof_and_where_readers_differ(built: Built) -> None:
    answer = built.one("all", "section#t1-match > details.worked-answer")

    assert not answer.has_attr("open")
    assert words_of(answer.select_one("summary") or answer) == "Answer, and why"
    for note in answer.select(".passage-tip"):
        note.decompose()
    assert words_of(answer) == (
        "Answer, and why "
        "T2: the clockmaker: the writer or ? (cannot tell from the page) T3: the move: the harbour report "
        "T3: “says the harbour report”. The report is named. Evidence card A. A card from outside. "
        "[harbour1923] The report itself. "
        "Where readers differ: For T2 somebody else may stand behind the word seems, so ? is accepted."
    )


def test_what_a_key_says_is_no_text_of_the_page(book: Maker) -> None:
    made = book({"all": ALL})
    planted = "a phrase that only the key has"
    made.edit("exercises/t1-many/key.toml", 'why = "No ship is named."', f'why = "No ship: {planted}."')
    made.edit(
        "exercises/t1-many/key.toml",
        'say  = "T1 speaks of keepers. Does',
        'say  = "T1 names zugzwang keepers. Does',
    )

    built = made.build()

    page = built.page("all")
    for answer in page.select("details.worked-answer"):
        answer.decompose()
    assert planted not in str(page)
    assert "zugzwang" not in str(page)
    index = (built.out / "searchindex.js").read_text(encoding="utf-8")
    assert "zugzwang" not in index


def test_notes_in_what_is_asked_do_not_say_who_speaks(built: Built) -> None:
    form = built.one("all", 'form[data-exercise="t1-match"]')
    asked = notes_of(built, form)
    assert asked
    assert not any("Voice:" in note for note in asked)

    answer = built.one("all", "section#t1-match > details.worked-answer")
    assert any("Voice: Writer, citing harbour report" in note for note in notes_of(built, answer))


def notes_of(built: Built, part: Tag) -> list[str]:
    """The notes that describe the links in a part of the page."""
    links = part.select(".passage-ref > a")
    return [words_of(built.one("all", f"#{link['aria-describedby']}")) for link in links]


def test_passages_named_in_an_exercise_are_links(built: Built) -> None:
    links = built.page("all").select('form[data-exercise="t1-order"] .passage-ref > a')

    assert [link["href"] for link in links] == ["rock.html#TM1", "rock.html#T1", "rock.html#T3"]


def test_one_item_can_stand_alone_and_twice(book: Maker) -> None:
    one = "```{exercise} t1-many\n:item: named\n```\n"
    built = book({"a": f"# A\n\n{one}\n{one}"}).build()

    assert [box["id"] for box in built.page("a").select("section.exercise")] == [
        "t1-many-named",
        "t1-many-named-2",
    ]
    ids = [tag["id"] for tag in built.page("a").select("[id]")]
    assert sorted(ids) == sorted(set(ids))
    assert built.warnings == []


def test_an_unknown_exercise_or_item_is_told_with_the_nearest(book: Maker) -> None:
    built = book(
        {"a": "# A\n\n```{exercise} t1-mach\n```\n\n```{exercise} t1-many\n:item: name\n```\n"}
    ).build()

    assert re.search(
        r"a\.md:3: WARNING: there is no exercise 't1-mach'; did you mean t1-match", built.warnings[0]
    )
    assert "t1-many has no item 'name'; its items are named [course.unknown-exercise]" in built.warnings[1]


@pytest.mark.parametrize("file", ["exercise.toml", "key.toml", "responses.toml"])
def test_after_a_change_only_the_pages_that_show_the_exercise_are_read_again(book: Maker, file: str) -> None:
    pages = {f"p{n}": f"# Page {n}\n" for n in range(3)}
    shown = "# Shows it\n\n```{exercise} t1-many\n```\n"
    made = book({**pages, "a": shown, "b": shown, "c": "# C\n\n```{exercise} t1-order\n```\n"})
    made.build()
    with (made.root / "exercises" / "t1-many" / file).open("a", encoding="utf-8") as held:
        held.write("\n# touched\n")

    assert made.build().read == ["a", "b"]


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "singlehtml", "dirhtml"])
def test_every_builder_shows_every_exercise(book: Maker, builder: str) -> None:
    config = {"epub_show_urls": "no"} if builder == "epub" else {}
    built = book({"all": ALL}, **config).build(builder)

    told = [line for line in built.warnings if "conf value" not in line and "epub" not in line]
    assert told == []
    pages = [
        file.read_text(encoding="utf-8") for file in built.out.rglob("all.*") if file.suffix != ".doctree"
    ]
    assert builder in {"singlehtml", "dirhtml"} or not any("copy as answer sheet" in page for page in pages)
    if builder == "text":
        text = (built.out / "all.txt").read_text(encoding="utf-8")
        assert "Does the page know where the lamp came from?" in text
        assert "________" in text
        assert "Answer, and why" in text


def test_links_to_argue_with_a_key_stand_only_where_the_course_has_a_home(book: Maker) -> None:
    made = book({"all": ALL})
    assert "Argue with this key" not in made.build().html("all")

    made.config["course_home"] = "https://example.org/course"
    links = made.build().page("all").select(".exercise-how a")

    assert "https://example.org/course/issues/new?title=Key%20of%20t1-many%3A%20" in [
        link["href"] for link in links
    ]
