"""The glossary, and the notes on terms."""

import re
import shutil
from collections.abc import Callable

import pytest

import make
from course_checks.content.course import read_course
from course_checks.content.errors import Faults
from course_checks.content.lookup import load_terms
from course_checks.content.reference import known_to
from tests.courses.made import COURSES
from tests.site.books import Book, words_of

Maker = Callable[..., Book]
DATA = COURSES / "reference" / "good"
GLOSSARY = "# Glossary\n\n```{glossary-terms}\n```\n"


@pytest.fixture
def read(book: Maker) -> Maker:
    """Make a book with a glossary and a page `a` of this text."""

    def make_it(text: str, **config: object) -> Book:
        made = book({"a": f"# A\n\n{text}\n", "glossary": GLOSSARY}, **config)
        shutil.copytree(DATA, made.docs / "data")
        return made

    return make_it


def test_the_glossary_has_every_term_with_its_meaning_in_the_order_of_the_alphabet(read: Maker) -> None:
    built = read("Nothing.").build()

    terms = built.page("glossary").select("dl.glossary > dt")
    assert [str(term["id"]) for term in terms] == ["term-keeper", "term-lamp"]
    (lamp,) = built.page("glossary").select("dt#term-lamp + dd")
    assert [words_of(one) for one in lamp.select("p")] == [
        "A light that ships can see.",
        "Contested. Some call the whole tower a lamp.",
        "[harbour1923]",
    ]
    assert built.warnings == []


def test_a_term_on_a_page_is_a_link_with_a_note(read: Maker) -> None:
    built = read("The {term}`lamp` is lit.").build()

    link = built.one("a", ".passage-ref.term-ref > a")
    assert (link["href"], link.get_text()) == ("glossary.html#term-lamp", "lamp")
    note = built.one("a", f"#{link['aria-describedby']}")
    assert (note["role"], note["class"]) == ("tooltip", ["passage-tip"])
    assert note.has_attr("hidden")
    assert words_of(note) == (
        "lamp Glossary A light that ships can see. Contested. Some call the whole tower a lamp."
    )
    assert built.warnings == []


def test_a_term_may_be_called_otherwise_on_the_page(read: Maker) -> None:
    link = read("Two {term}`lamps <lamp>`.").build().one("a", ".term-ref > a")

    assert (link.get_text(), link["href"]) == ("lamps", "glossary.html#term-lamp")


def test_each_use_is_described_by_the_one_note_of_its_term(read: Maker) -> None:
    page = read("A {term}`lamp`, a {term}`keeper`, a {term}`lamp`.").build().page("a")

    first, keeper, again = (str(link["aria-describedby"]) for link in page.select(".term-ref > a"))
    assert first == again != keeper
    assert [tag["id"] for tag in page.select(".passage-tip")] == [first, keeper]


def test_notes_of_terms_and_of_passages_do_not_share_ids(read: Maker) -> None:
    page = read("The {term}`lamp` of {passage}`T2` and {evidence}`A1`.").build().page("a")

    ids = [str(tag["id"]) for tag in page.select("[id]")]
    assert sorted(ids) == sorted(set(ids))


def test_a_term_in_a_heading_is_a_plain_link(read: Maker) -> None:
    built = read("## The {term}`lamp`\n\nText.").build()

    assert built.page("a").select(".term-ref") == []
    assert built.one("a", "h2 a.internal")["href"] == "glossary.html#term-lamp"


def test_the_search_does_not_take_a_note_for_text_of_the_page(read: Maker) -> None:
    built = read("The {term}`lamp` is lit.").build("text")

    assert "ships can see" not in (built.out / "a.txt").read_text(encoding="utf-8")


def test_a_page_that_uses_a_term_is_written_again_when_its_meaning_changes(read: Maker) -> None:
    made = read("The {term}`lamp` is lit.")
    made.build()
    made.edit("docs/data/glossary.toml", "A light that ships can see.", "A light on a rock.")

    built = made.build()

    assert (built.read, "a" in built.written) == (["glossary"], True)
    assert "A light on a rock." in words_of(built.one("a", ".passage-tip-says"))


def test_a_page_without_terms_is_left_alone(read: Maker) -> None:
    made = read("Nothing.")
    made.build()
    made.edit("docs/data/glossary.toml", "A light that ships can see.", "A light on a rock.")

    assert "a" not in made.build().written


def test_a_term_that_is_not_in_the_glossary_is_told(read: Maker) -> None:
    (warning,) = read("The {term}`lighthouse`.").build().warnings

    assert "lighthouse" in warning


def test_pages_may_be_read_side_by_side(read: Maker) -> None:
    made = read("The {term}`lamp` is lit.")
    made.write({f"p{number}": f"# P{number}\n\nA {{term}}`keeper`.\n" for number in range(6)})

    built = made.build(parallel=2)

    assert [len(built.page(f"p{number}").select(".term-ref")) for number in range(6)] == [1] * 6


def test_a_glossary_with_mistakes_is_told(read: Maker) -> None:
    made = read("Nothing.")
    made.edit("docs/data/glossary.toml", "Who keeps the lamp lit.", "")

    (warning,) = made.build().warnings

    assert "terms.keeper.says: nothing is written here; write it [course.reference]" in warning


# The glossary of this course -------------------------------------------------------------------------------

PLAN = """
alliance|treaty|armistice|ally|partner|bilateral|trilateral|multilateral|six-party talks|three-party talks
denuclearisation|proliferation|nuclear test|sanctions|Chapter VII|Article 41|Security Council resolution|interdiction
inspection|leverage|influence|dependence|stake|regime|regime collapse|refugee|buffer|deterrence|red line|non-paper|draft
joint statement|envoy|backgrounder|monograph|synopsis|think tank|op-ed|wire story|primary source|secondary source
attribution|chain of attribution|provenance|corroboration|independence|hedge|forecast|assumption|claim|grounds|warrant
qualifier|supports|attacks|undercuts|hypothesis|diagnostic evidence|hindsight bias|soft power|Juche|PRC|DPRK|ROK
"""


def test_the_glossary_of_this_course_has_the_terms_that_its_pages_use() -> None:
    faults = Faults(root=make.ROOT)
    known = known_to(read_course(make.ROOT, (), faults))
    terms = {one.term for one in load_terms(make.ROOT / "docs" / "data" / "glossary.toml", known, faults)}

    assert terms == set(re.split(r"[|\n]", PLAN.strip()))
