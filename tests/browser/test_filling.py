"""Fields that are more than a line, and the keys of the site, in a real Chromium."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from course_checks.plain import version_of
from tests.browser import hands
from tests.browser.hands import CHAINS, LAYERS, MAP, NEED, ORDER, field, wait_until_kept
from tests.browser.small_site import SmallSite

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


# Fields that are more than a line -----------------------------------------------------------------------------------


def test_an_order_is_made_with_buttons_and_the_numbers_follow(visit: Visit) -> None:
    page = visit(ORDER)
    lines = page.locator(".order-list > li")
    second = lines.nth(1).inner_text()
    lines.nth(1).get_by_role("button", name="earlier").press("Enter")

    expect(page.get_by_role("status")).to_contain_text("1 of 7: ")
    assert lines.nth(0).inner_text() == second
    numbers = lines.locator("input")
    assert [one.input_value() for one in numbers.all()] == list("1234567")
    assert page.evaluate("document.activeElement.dataset.do") == "earlier"

    numbers.nth(3).fill("3")
    lines.nth(6).get_by_role("button", name="earlier").press("Enter")
    assert [one.input_value() for one in numbers.all()] == list("1233456"), "two with one number stay so"


def test_a_chain_grows_takes_a_pasted_line_and_comes_back_after_a_reload(visit: Visit) -> None:
    page = visit(CHAINS)
    links = page.locator('[data-for="Z5.chain"] input')
    expect(links).to_have_count(2)
    links.nth(0).fill("Zissis > Gwertzman > Segal")
    expect(links).to_have_count(4)
    links.nth(3).fill("Chinese leadership")
    wait_until_kept(page, CHAINS, "Z5.chain")
    page.wait_for_function(
        "() => document.querySelector('[name=\"Z5.chain\"]').value.endsWith('Segal > Chinese leadership')"
    )
    hands.check(page, CHAINS)
    assert hands.said(page, CHAINS, "Z5").startswith("✓ Right")

    page.reload()
    expect(links).to_have_count(5)
    assert [one.input_value() for one in links.all()] == [
        "Zissis",
        "Gwertzman",
        "Segal",
        "Chinese leadership",
        "",
    ]


def test_a_name_left_out_is_put_between_two_and_one_too_many_is_not_lost(visit: Visit) -> None:
    page = visit(CHAINS)
    links, source = page.locator('[data-for="Z5.chain"] input'), field(page, "Z5.chain")
    links.nth(0).fill("Zissis > Segal")
    links.nth(0).fill("Zissis -> Gwertzman")
    expect(source).to_have_value("Zissis > Gwertzman > Segal")
    expect(links.nth(1)).to_be_focused()

    links.nth(0).fill("a > b > c > d > e > f > g > h > i > j")
    expect(links).to_have_count(8)
    expect(source).to_have_value("a > b > c > d > e > f > g > h > i > j > Gwertzman > Segal")
    hands.check(page, CHAINS)
    assert hands.said(page, CHAINS, "Z5").startswith("? Could not be read")


def test_a_map_is_built_of_sentences_and_what_no_list_can_show_stays_text(visit: Visit) -> None:
    page = visit(MAP)
    hands.answer(page, MAP, {"map": {"links": "S19a supports S9\nS19b supports S9\nS18 attacks S9"}})
    source = page.locator('textarea[name="map.links"]')
    expect(source).to_have_value("S19a supports S9\nS19b supports S9\nS18 attacks S9")

    page.get_by_role("button", name="Type the lines instead").press("Enter")
    source.fill("S19a -> S9")
    expect(page.get_by_role("button", name="Not every line fits the lists")).to_be_disabled()
    wait_until_kept(page, MAP, "map.links")
    hands.check(page, MAP)
    expect(page.locator(".feedback-drawn").first).to_contain_text("S19a supports")
    page.reload()
    expect(source).to_be_visible()
    expect(source).to_have_value("S19a -> S9")


def test_words_that_a_card_quotes_are_taken_from_the_keyboard_or_by_marking_them(visit: Visit) -> None:
    page = visit(NEED)
    field(page, "supports.passage").fill("S5")
    page.get_by_role("button", name="use “brutal and repressive”").press("Enter")
    expect(field(page, "supports.quote")).to_have_value("brutal and repressive")

    field(page, "against.quote").focus()
    page.evaluate("""() => {
        const text = document.querySelector("[aria-label='Passage S3'] .passage-says").firstChild;
        const at = text.data.indexOf("free market");
        getSelection().setBaseAndExtent(text, at, text, at + "free market democracy".length);
    }""")
    page.get_by_role("button", name="use this phrase").click()
    expect(field(page, "against.quote")).to_have_value("free market democracy")
    expect(field(page, "against.passage")).to_have_value("S3")
    expect(page.get_by_role("button", name="use this phrase")).to_have_count(0)

    # Most of a card is in our words: those are not offered.
    page.evaluate("""getSelection().selectAllChildren(
        document.querySelector("[aria-label='Passage S3'] .passage-says"))""")
    page.evaluate("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))")
    expect(page.get_by_role("button", name="use this phrase")).to_have_count(0)


# Keys ---------------------------------------------------------------------------------------------------------------


def test_the_keys_search_turn_pages_list_themselves_and_can_be_switched_off(visit: Visit) -> None:
    page = visit(LAYERS)
    page.keyboard.press("/")
    expect(page.locator(".sidebar-search")).to_be_focused()
    page.keyboard.type("np?")
    expect(page.locator(".sidebar-search")).to_have_value("np?")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("next page")
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    before = page.url
    page.keyboard.press("n")
    page.wait_for_url(lambda address: address != before)
    page.keyboard.press("p")
    page.wait_for_url(before)

    page.keyboard.press("?")
    page.get_by_label("Use the single keys").press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("?")
    page.get_by_role("button", name="Keys of this site").press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.url == before


def test_the_first_tab_leads_past_the_menu(visit: Visit) -> None:
    page = visit(LAYERS)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


def test_a_page_asks_little_of_the_network_before_the_first_touch(visit: Visit, small: SmallSite) -> None:
    page = visit("index")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(page.url.replace("index", "unit"), wait_until="networkidle")
    assert len(asked) <= 16, asked
    assert not any("worker" in one for one in asked)

    field(page, "page2006.ZM2").focus()
    page.wait_for_function(
        "() => performance.getEntriesByType('resource').some((one) => one.name.includes('checker.js'))"
    )
    assert all(one.startswith(small.address) for one in asked)


def test_the_version_on_the_form_is_that_of_the_file(visit: Visit, small: SmallSite) -> None:
    page = visit(ORDER)
    file = small.desk.root / "exercises" / ORDER / "exercise.toml"
    assert hands.form_of(page, ORDER).get_attribute("data-version") == version_of(file.read_bytes())
