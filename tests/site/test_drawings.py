"""Figures on a page."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from course_checks.site.pictures import DRAWINGS
from tests.site.books import Book, words_of

Maker = Callable[..., Book]
DATA = Path(__file__).parent.parent.parent / "docs" / "data"
PAGE = {"a": "# A\n\n```{drawing} timeline\n```\n"}


@pytest.fixture
def drawn(book: Maker) -> Book:
    """A book with a timeline, of which it has the data."""
    made = book(PAGE, course_licence="CC BY 4.0")
    shutil.copytree(DATA, made.docs / "data")
    return made


def test_a_figure_has_both_shapes_a_finding_data_a_licence_and_a_twin(drawn: Book) -> None:
    built = drawn.build()

    figure = built.one("a", "figure.drawing#figure-timeline")
    assert [svg["class"] for svg in figure.select("svg")] == [
        ["drawing-svg", "drawing-wide"],
        ["drawing-svg", "drawing-tall"],
    ]
    assert [one["class"] for one in figure.select("figcaption > p")] == [
        ["drawing-finding"],
        ["drawing-note"],
        ["drawing-data"],
    ]
    assert (
        words_of(figure.select("figcaption > p")[2]) == "Data: timeline.toml. Figure: Its makers, CC BY 4.0."
    )
    (data,) = figure.select(".drawing-data a")
    assert (built.out / str(data["href"])).read_bytes() == (DATA / "timeline.toml").read_bytes()
    assert words_of(figure.select_one("details.drawing-twin > summary") or figure) == "The same as a table"
    assert len(figure.select("details table tbody tr")) > 5
    assert built.warnings == []


def test_ids_inside_the_pictures_are_their_own(drawn: Book) -> None:
    ids = [tag["id"] for tag in drawn.build().page("a").select("[id]")]

    assert sorted(ids) == sorted(set(ids))


def test_a_figure_is_drawn_again_when_its_data_change(drawn: Book) -> None:
    drawn.build()
    with (drawn.docs / "data" / "timeline.toml").open("a", encoding="utf-8") as data:
        data.write("\n# touched\n")

    assert drawn.build().read == ["a"]


def test_data_that_cannot_be_drawn_are_told_with_their_place(drawn: Book) -> None:
    data = drawn.docs / "data" / "timeline.toml"
    data.write_text(data.read_text(encoding="utf-8").replace("\ntrack ", "\ntrak ", 1), encoding="utf-8")

    built = drawn.build()

    assert any(
        "timeline.toml" in line and "trak" in line and "[course.drawing]" in line for line in built.warnings
    )


def test_missing_data_are_told(book: Maker) -> None:
    built = book(PAGE).build()

    assert any("timeline.toml" in line and "[course.drawing]" in line for line in built.warnings)


@pytest.mark.parametrize("name", ["provenance", "argument-key", "ach", "scorecard"])
def test_a_figure_of_what_the_course_does_not_have_is_told(drawn: Book, name: str) -> None:
    drawn.write({"a": f"# A\n\n```{{drawing}} {name}\n```\n"})

    (warning,) = drawn.build().warnings

    assert f"{name} cannot be drawn: there is no " in warning
    assert "[course.drawing]" in warning


def test_an_unknown_drawing_is_told_with_the_nearest(book: Maker) -> None:
    built = book({"a": "# A\n\n```{drawing} xrey\n```\n"}).build()

    (warning,) = built.warnings
    assert "a.md:3: WARNING: there is no drawing 'xrey'; there are xray [course.unknown-drawing]" in warning


def test_every_fault_of_a_table_is_told_with_its_file_and_place(drawn: Book) -> None:
    drawn.write({"a": "# A\n\n```{drawing} warmth\n```\n"})

    warnings = drawn.build().warnings

    assert any(
        "data/warmth.toml" in line and "statements.most-enduring.passage: there is no passage 'S11'" in line
        for line in warnings
    )
    assert all("[course.drawing]" in line for line in warnings)


def test_a_passage_on_a_picture_leads_to_its_card(drawn: Book) -> None:
    drawn.write({"a": "# A\n\n```{drawing} glue\n```\n"})
    timeline, glue = (drawn.docs / "data" / name for name in ("timeline.toml", "glue.toml"))
    timeline.write_text(timeline.read_text("utf-8").replace('"scobell-2004"', '"tiny"'), "utf-8")
    glue.write_text(
        '[[strands]]\nid = "a"\nname = "salt"\npassage = "T2"\nsays = "Salt."\n'
        '[[ends]]\nid = "b"\nname = "gulls"\npassage = "T3"\nsays = "Gulls."\n',
        "utf-8",
    )

    links = {str(one.get("href")) for one in drawn.build().page("a").select("svg a")}

    assert links == {"rock.html#T2", "rock.html#T3"}


def test_data_outside_the_pages_can_be_had_too(drawn: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    key = drawn.root / "kept" / "made" / "key.toml"
    key.parent.mkdir(parents=True)
    key.write_text("# a key\n", encoding="utf-8")
    recipe = DRAWINGS["timeline"]
    files = ("kept/made/key.toml", "kept/made/gone.toml")
    made = replace(recipe, draw=lambda course: replace(recipe.draw(course), more_files=files))
    monkeypatch.setitem(DRAWINGS, "timeline", made)
    built = drawn.build()

    said = words_of(built.one("a", "figcaption > p.drawing-data"))
    assert said.startswith("Data: timeline.toml, made/key.toml, kept/made/gone.toml.")
    links = [str(one["href"]) for one in built.page("a").select(".drawing-data a")]
    assert [(built.out / link).read_text("utf-8") for link in links[1:]] == ["# a key\n"]


def test_other_builders_show_the_alternative_text_and_the_table(drawn: Book) -> None:
    built = drawn.build("text")

    text = (built.out / "a.txt").read_text(encoding="utf-8")
    assert "The same as a table" in text
    assert "<svg" not in text
