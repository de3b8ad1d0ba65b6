"""The forms of the real exercises: every field named; blanks in rows and columns, and their answers."""

import pytest
from bs4 import BeautifulSoup, Tag

import make
from course_checks.content.course import load_course
from course_checks.content.grids import GRIDS
from course_checks.exercise import parts_of
from course_checks.validators import names
from tests.site.books import Book, Built, controls, names_of, words_of

COURSE = load_course(make.ROOT)
SHOWN = {
    item.kind: (name, item)
    for name, exercise in COURSE.exercises.items()
    for item in exercise.public.items
    if item.kind in GRIDS
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The gallery, and a page with the items that are laid out in a table, over the sources of the course."""
    root = tmp_path_factory.mktemp("grids")
    (root / "docs").mkdir()
    (root / "docs" / "sources").symlink_to(make.ROOT / "docs" / "sources")
    (root / "docs" / "references.bib").symlink_to(make.ROOT / "docs" / "references.bib")
    (root / "exercises").symlink_to(make.ROOT / "exercises")
    book = Book(root=root, config={"exclude_patterns": ["sources"]})
    shown = "".join(f"```{{exercise}} {name}\n:item: {item.id}\n```\n\n" for name, item in SHOWN.values())
    cards = "".join(f"```{{passages}} {source}\n```\n\n" for source in COURSE.sources)
    gallery = (make.ROOT / "docs" / "authors" / "gallery.md").read_text(encoding="utf-8")
    gallery = gallery.replace("{doc}`kinds/index`", "elsewhere")
    book.write({"index": f"# All\n\n{shown}", "cards": f"# Cards\n\n{cards}", "gallery": gallery})
    return book.build()


@pytest.fixture(scope="module")
def page(built: Built) -> BeautifulSoup:
    """The page with the tables."""
    return built.page("index")


def test_every_field_of_every_kind_has_a_name_and_a_legend(built: Built) -> None:
    forms = built.page("gallery").select("form.exercise-form")
    assert len(forms) == len(names())
    for form in forms:
        assert controls(form)
        for field in controls(form):
            assert all(names_of(field, form)), field
            assert names_of(field, form), field
            if field.name == "button":
                continue  # it says what it does; those under the form belong to no item
            assert field.find_parent("fieldset").legend.get_text(strip=True), field  # type: ignore[union-attr]


def box_of(page: BeautifulSoup, kind: str) -> Tag:
    name, item = SHOWN[kind]
    (found,) = page.select(f"section#{name}-{item.id}")
    return found


@pytest.mark.parametrize("kind", sorted(GRIDS))
def test_every_part_has_one_field(page: BeautifulSoup, kind: str) -> None:
    form = box_of(page, kind).form
    assert form is not None
    fields = [one["name"] for one in form.select("input, select, textarea") if one.get("type") != "radio"]
    radios = dict.fromkeys(one["name"] for one in form.select("input[type=radio]"))
    item = SHOWN[kind][1]

    assert sorted([*fields, *radios]) == sorted(f"{item.id}.{part.id}" for part in parts_of(item))


@pytest.mark.parametrize("kind", sorted(GRIDS))
def test_every_cell_is_named_by_its_row_and_its_column(page: BeautifulSoup, kind: str) -> None:
    table = box_of(page, kind).select_one("table.grid-table")
    assert table is not None
    columns = [words_of(head) for head in table.select("thead th")][1:]
    for row in table.select("tbody tr"):
        cells = row.select("td")
        assert [cell["data-label"] for cell in cells] == columns
        for cell, column in zip(cells, columns, strict=True):
            (field,) = cell.select("input, select")
            ids = str(field["aria-labelledby"]).split()
            said = [words_of(found) for one in ids for found in page.select(f"#{one}")]
            assert said == [words_of(row.select("th p")[0]), column]


def test_what_is_typed_into_columns_is_said_once(page: BeautifulSoup) -> None:
    box = box_of(page, "comparison")
    hints = box.select("form p.field-hint")

    assert [words_of(hint) for hint in hints] == [
        "2004 page and 2006 page: the number of a passage, or - for silent."
    ]
    described = {field["aria-describedby"] for field in box.select("table input")}
    assert described == {hint["id"] for hint in hints}


def test_explanations_head_the_columns_and_evidence_the_rows(page: BeautifulSoup) -> None:
    table = box_of(page, "hypotheses").select_one("table.grid-table")
    assert table is not None
    ask = SHOWN["hypotheses"][1].ask

    heads = [words_of(head).partition(".")[0] for head in table.select("thead th")]
    assert heads == ["Evidence", *(one.id for one in ask.hypotheses)]
    assert [words_of(link) for link in table.select("tbody th .passage-ref > a")] == [
        one.id for one in ask.evidence
    ]


@pytest.mark.parametrize("kind", sorted(GRIDS))
def test_the_answer_stands_in_the_same_table(page: BeautifulSoup, kind: str) -> None:
    box = box_of(page, kind)
    asked, answered = (box.select_one(one) for one in ("form table.grid-table", "details table.answer-table"))
    assert asked is not None
    assert answered is not None

    assert [words_of(one) for one in answered.select("thead th")] == [
        words_of(one) for one in asked.select("thead th")
    ]
    assert len(answered.select("tbody tr")) == len(asked.select("tbody tr"))
    assert all(words_of(cell) for cell in answered.select("td"))


def test_every_id_of_the_page_is_its_own(page: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in page.select("[id]")]

    assert sorted(ids) == sorted(set(ids))


def test_what_holds_a_wide_grid_says_so_and_nothing_else_does(page: BeautifulSoup) -> None:
    for holder in page.select("fieldset.exercise-item, details.worked-answer"):
        wide = holder.select_one("table.grid-wide") is not None
        assert ("has-wide" in (holder.get("class") or ())) is wide
    assert page.select_one("fieldset.has-wide") is not None
    assert page.select_one("details.has-wide") is not None
