"""Passage cards."""

from collections.abc import Callable

from tests.site.books import Book, words_of

Maker = Callable[..., Book]


def test_a_card_shows_what_is_said_by_whom_how_surely_and_links_to_itself(book: Maker) -> None:
    built = book({}).build()

    card = built.one("rock", "article#T2")
    assert card["class"] == ["passage-card", "source-tiny"]
    assert words_of(card) == (
        "T2The page on Gull Rock, June 1925judgement The lamp seems to be a clockmaker’s, from Bergen. "
        "Voice: Writer · hedged: “seems” 1 claim t1.2 The lamp seems to be a clockmaker’s, from Bergen. "
        "judgement · hedged: “seems”"
    )
    (number,) = card.select("a.passage-number")
    assert number["href"] == "#T2"
    assert built.warnings == []


def test_a_source_shows_all_its_passages_in_order(book: Maker) -> None:
    built = book({}).build()

    assert [card["id"] for card in built.page("rock").select("article")] == ["TM1", "T1", "T2", "T3", "T4"]


def test_furniture_and_body_can_stand_apart(book: Maker) -> None:
    made = book({})
    made.write(
        {
            "rock": "# R\n\n```{passages} tiny\n:only: body\n```\n",
            "z": "# Z\n\n```{passages} tiny\n:only: furniture\n```\n",
        }
    )

    built = made.build()

    assert [card["id"] for card in built.page("rock").select("article")] == ["T1", "T2", "T3", "T4"]
    assert [card["id"] for card in built.page("z").select("article")] == ["TM1"]
    assert built.warnings == []


def test_a_card_away_from_home_leads_home(book: Maker) -> None:
    built = book({"a": "# A\n\n```{passage} T2\n```\n"}).build()

    card = built.one("a", "article.passage-card")
    assert not card.has_attr("id")
    assert built.one("a", "article .passage-ref > a")["href"] == "rock.html#T2"


def test_an_unknown_passage_or_source_is_told_with_the_nearest(book: Maker) -> None:
    built = book({"a": "# A\n\n```{passage} T22\n```\n\n```{passages} tinny\n```\n"}).build()

    assert "there is no passage 'T22'; did you mean T2" in built.warnings[0]
    assert (
        "docs/a.md:6: WARNING: there is no source 'tinny'; the sources are tiny [course.unknown-source]"
        in built.warnings[1]
    )


def test_other_builders_show_cards_as_text(book: Maker) -> None:
    built = book({}).build("text")

    assert "Voice: Writer, citing harbour report" in (built.out / "rock.txt").read_text(encoding="utf-8")
