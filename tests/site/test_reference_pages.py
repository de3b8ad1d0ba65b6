"""The tables of the reference pages."""

import re
import shutil
from collections.abc import Callable

import pytest

import make
from course_checks.figures.dates import read_moment
from course_checks.figures.timeline_data import load_timeline
from tests.courses.made import COURSES
from tests.site.books import Book, words_of

Maker = Callable[..., Book]
DATA = COURSES / "reference" / "good"
CITING: dict[str, object] = {
    "extensions": ["myst_parser", "sphinxcontrib.bibtex", "course_checks.site"],
    "bibtex_bibfiles": ["references.bib"],
    "bibtex_default_style": "author-year",
    "bibtex_reference_style": "label",
}


@pytest.fixture
def shelf(book: Maker) -> Maker:
    """Make a book that has the data files, with a page `a` of this text."""

    def make_it(text: str, **config: object) -> Book:
        made = book({"a": f"# A\n\n{text}\n"}, **config)
        shutil.copytree(DATA, made.docs / "data")
        return made

    return make_it


def rows_of(made: Book) -> list[list[str]]:
    """The words of every cell of the one table of page `a`."""
    table = made.build().one("a", "article table, body table")
    for tip in table.select(".passage-tip"):
        tip.decompose()
    return [[words_of(cell) for cell in row.select("th, td")] for row in table.select("tr")]


def test_a_meeting_has_its_days_its_outcome_its_traps_and_where_to_read_it(shelf: Maker) -> None:
    assert rows_of(shelf("```{meetings}\n```")) == [
        ["Meeting", "What came of it", "How sure, and where to read it"],
        [
            "First meeting 1–3 March 1923, Gull Rock",
            "They agreed on a lamp. T3 gives another month. On our pages: T2",
            "firm [harbour1923]",
        ],
        ["Second meeting 1 May 1923, Gull Rock", "Nothing.", "reported [harbour1923]"],
    ]


def test_heads_stand_under_their_party_and_a_dash_where_there_was_none(shelf: Maker) -> None:
    assert rows_of(shelf("```{delegations}\n```")) == [
        ["Meeting", "Harbour Board", "Fishermen"],
        ["First meeting 1–3 March 1923", "Ann Lee", "Bo Rhys"],
        ["Second meeting 1 May 1923", "Ann Lee", "–"],
    ]


def test_an_agreement_is_told_element_by_element(shelf: Maker) -> None:
    made = shelf("```{agreement} lamp\n```")

    assert rows_of(made)[1:] == [
        ["The lamp", "It goes, says T2.", "firm [harbour1923]"],
        ["The money", "The fishermen pay. We could not read that part.", "not verified [harbour1923]"],
    ]
    assert (
        words_of(made.build().one("a", "p.entry-head"))
        == "Paper on the Lamp, Gull Rock, 3 March 1923; first meeting. [harbour1923]"
    )


def test_a_cell_says_who_is_silent_and_where_nothing_was_found(shelf: Maker) -> None:
    assert rows_of(shelf("```{positions} lamp\n```"))[1:] == [
        ["Harbour Board", "A new one, says the Board.", "T2", "reported [harbour1923]"],
        ["Fishermen", "Nothing found that we could cite.", "silent", "not verified"],
    ]


def test_every_cell_at_a_glance_leads_to_the_cell(shelf: Maker) -> None:
    built = shelf("```{positions-overview}\n```\n\n```{positions} lamp\n```").build()

    glance = built.page("a").select("table")[0]
    links = glance.select("td a.internal")
    assert [words_of(link) for link in links] == ["reported", "nothing found"]
    ids = {str(tag["id"]) for tag in built.page("a").select("[id]")}
    assert {str(link["href"]).removeprefix("#") for link in links} <= ids


def test_a_party_has_its_sign_beside_its_colour(shelf: Maker) -> None:
    mark = shelf("```{positions} lamp\n```").build().page("a").select(".party-mark")[0]

    assert mark["class"] == ["party-mark", "party-hb", "sign-circle"]


def test_a_person_has_other_spellings_a_place_and_a_way_to_know(shelf: Maker) -> None:
    assert rows_of(shelf("```{people} talks\n```"))[1:] == [
        [
            "Ann Lee also spelled A. Lee",
            "Chair of the Harbour Board. Harbour Board",
            "[harbour1923]",
            "Sat at the table: led the delegation at 2 meetings, 1923.",
        ],
        [
            "Bo Rhys",
            "Spoke for the fishermen. Fishermen",
            "[harbour1923]",
            "He lived there. Sat at the table: led the delegation at one meeting, 1923.",
        ],
    ]


def test_who_is_on_a_page_has_passages(shelf: Maker) -> None:
    assert rows_of(shelf("```{people} page\n```")) == [
        ["Name", "Who they were then", "In our pages", "How they could know"],
        ["the keeper", "Kept the lamp. Gull Rock", "T3", "He lit it, says T3."],
    ]


def test_events_have_the_place_whose_calendar_counts_and_their_doubts(shelf: Maker) -> None:
    assert rows_of(shelf("```{events}\n:from: 1923-03\n```")) == [
        ["When, and where", "What happened", "Where to read it"],
        [
            "1–3 March 1923 Gull Rock",
            "They meet about the lamp contested T3 gives another month.",
            "T2",
        ],
        ["June 1925 as printed", "The page", "TM1"],
    ]


def test_events_can_end_with_a_year(shelf: Maker) -> None:
    rows = rows_of(shelf("```{events}\n:to: 1923\n```"))

    assert [row[0] for row in rows[1:]] == ["1901 Gull Rock", "1–3 March 1923 Gull Rock"]


def test_a_source_stands_out_among_the_events(shelf: Maker) -> None:
    built = shelf("```{events}\n```").build()

    assert words_of(built.one("a", "tr.horizon-row.source-tiny th")) == "June 1925 as printed"


@pytest.mark.parametrize(
    "text",
    [
        "```{meetings}\n```",
        "```{delegations}\n```",
        "```{agreement} lamp\n```",
        "```{positions} lamp\n```",
        "```{positions-overview}\n```",
        "```{people} page\n```",
        "```{events}\n```",
    ],
)
def test_every_table_has_real_heads_and_stacks_on_a_narrow_page(text: str, shelf: Maker) -> None:
    built = shelf(text).build()

    table = built.one("a", "table.stacking-table.reference-table")
    assert {head["scope"] for head in table.select("thead th")} == {"col"}
    assert [row.select("th[scope=row]") != [] for row in table.select("tbody tr")].count(False) == 0
    heads = [words_of(head) for head in table.select("thead th")][1:]
    assert {cell["data-label"] for cell in table.select("tbody td")} == set(heads)
    ids = [tag["id"] for tag in built.page("a").select("[id]")]
    assert sorted(ids) == sorted(set(ids))
    assert built.warnings == []


def test_works_lead_to_the_list_of_works(shelf: Maker) -> None:
    made = shelf("```{meetings}\n```", **CITING)
    made.write({"works": "# Works\n\n```{bibliography}\n:all:\n```\n"})

    built = made.build()

    assert "Report of the Harbour Board 1923" in words_of(built.page("a").select("td .entry-works")[0])


def test_a_passage_in_a_table_counts_as_no_teaching(shelf: Maker) -> None:
    made = shelf("```{meetings}\n```")
    made.write({"all": "# All\n\n```{concordance}\n```\n"})

    row = next(one for one in made.build().page("all").select("tbody tr") if "T2" in words_of(one))
    assert words_of(row.select("td")[0]).startswith("not yet")


def test_a_page_is_read_again_when_its_data_change(shelf: Maker) -> None:
    made = shelf("```{meetings}\n```")
    made.build()
    made.edit("docs/data/meetings.toml", "agreed on a lamp", "agreed on two lamps")

    built = made.build()

    assert built.read == ["a"]
    assert "two lamps" in built.html("a")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```{agreement} lmap\n```", "there is no agreement 'lmap'; did you mean lamp?"),
        ("```{positions} oil\n```", "there is no topic 'oil'; there are lamp"),
        ("```{people} pages\n```", "there is no group of people 'pages'; did you mean page?"),
        ("```{events}\n:from: 1950\n```", "there are no events between these dates"),
    ],
)
def test_a_name_that_does_not_exist_is_told(text: str, said: str, shelf: Maker) -> None:
    (warning,) = shelf(text).build().warnings

    assert f"a.md:3: WARNING: {said}" in warning
    assert "[course.reference]" in warning


def test_a_missing_file_is_told_where_it_is_asked_for(book: Maker) -> None:
    (warning,) = book({"a": "# A\n\n```{meetings}\n```\n"}).build().warnings

    assert "a.md:3: WARNING: there is nothing to draw meetings from; write docs/data/meetings.toml" in warning


def test_every_mistake_in_the_data_is_a_warning_at_its_file_told_once(shelf: Maker) -> None:
    made = shelf("```{meetings}\n```\n\n```{people} page\n```")
    made.edit("docs/data/meetings.toml", '"1923-03-01"', '"1 March"')
    made.edit("docs/data/people.toml", '["T3"]', '["T33"]')

    told = made.build().warnings

    day, passage = told
    assert day == (
        "WARNING: docs/data/meetings.toml: meetings.first.start: '1 March' is not a day; "
        "write it like 2006-10-09 [course.reference]"
    )
    assert "docs/data/people.toml: people.keeper.passages: there is no passage 'T33'; use T3" in passage


def test_mistakes_in_the_timeline_are_told_once(shelf: Maker) -> None:
    made = shelf("```{events}\n:to: 1923\n```\n\n```{events}\n:from: 1924\n```")
    made.edit("docs/data/timeline.toml", '["harbour1923"]', '["harbor1923"]')

    (told,) = made.build().warnings

    assert "events.built.cite: there is no reference 'harbor1923'; did you mean harbour1923?" in told


def test_a_timeline_that_cannot_be_read_is_told(shelf: Maker) -> None:
    made = shelf("```{events}\n```")
    made.edit("docs/data/timeline.toml", '"1901"', '"long ago"')

    told = made.build().warnings

    assert any("'long ago' is not a date" in line and "[course.reference]" in line for line in told)


# The pages of this course ----------------------------------------------------------------------------------


def test_the_sections_of_the_timeline_show_every_event_once() -> None:
    page = (make.ROOT / "docs" / "reference" / "timeline.md").read_text(encoding="utf-8")
    spans = [
        (read_moment(first), read_moment(last))
        for first, last in re.findall(r":from: (\S+)\n:to: (\S+)\n", page)
    ]

    for event in load_timeline(make.ROOT / "docs" / "data" / "timeline.toml"):
        shown = [one for one in spans if one[0].first <= event.date.first <= one[1].last]
        assert len(shown) == 1, event.id


@pytest.mark.parametrize("name", ["timeline", "meetings", "parties", "people", "glossary"])
def test_every_reference_page_opens_with_what_it_is_for(name: str) -> None:
    page = (make.ROOT / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8")

    title, opening, *_ = page.split("\n\n")
    assert title.startswith("# ")
    assert opening.startswith("Look up here ")
    assert "\n" not in opening
