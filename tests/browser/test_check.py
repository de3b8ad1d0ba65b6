"""Checking on the page in a real Chromium: what is said, and what a page is where it cannot check."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import hands
from tests.browser.hands import HORIZON, LAYERS, NAMED, NEED, ORDER, RIGHT_2006, field, wait_until_kept
from tests.browser.small_site import SmallSite

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


# What is said -------------------------------------------------------------------------------------------------------


def test_a_misreading_is_named_then_the_place_and_after_success_why(visit: Visit) -> None:
    page = visit(HORIZON)
    hands.answer(page, HORIZON, {"lookback": {"choice": "b", "sure": "certain"}})
    hands.check(page, HORIZON)

    first = hands.said(page, HORIZON, "lookback")
    assert first.startswith("→ Look again · you were certain")
    assert "You were certain, so this one is worth a slow second reading." in first
    assert hands.said(page, HORIZON).startswith("0 of 2 items right, 1 not answered.")
    assert page.locator(".feedback-item .passage-ref > a").count() > 0, (
        "rendered by the build, with its links"
    )
    assert page.evaluate("document.activeElement.className").startswith("feedback-item")

    hands.answer(page, HORIZON, {"lookback": {"choice": "a"}})
    hands.check(page, HORIZON)
    assert hands.said(page, HORIZON, "lookback").startswith("✓ Right · you were certain")


def test_a_hint_comes_on_asking_after_an_attempt_and_the_answer_after_two_changes(visit: Visit) -> None:
    page = visit(LAYERS)
    hint = page.get_by_role("button", name="Where should I look?")
    expect(hint).to_be_hidden()
    hands.answer(page, LAYERS, {"page2006": {"ZM2": "writer", "Z2": "others"}})
    hands.check(page, LAYERS)
    assert "Look again at" not in hands.said(page, LAYERS, "page2006")
    assert page.locator(".field-mark").count() == 0, "which rows is told on the second rung"

    hint.press("Enter")
    expect(page.locator(".field-mark")).to_have_count(2)
    described = field(page, "page2006.ZM2").get_attribute("aria-describedby")
    assert page.locator(f"#{described}").inner_text() == "→ look again"

    for value in ("others", "owner"):
        field(page, "page2006.ZM2").select_option(value)
        hands.check(page, LAYERS)
    page.get_by_role("button", name="Show the answer, and why").first.press("Enter")
    expect(page.locator("details.worked-answer")).to_have_attribute("open", "")
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_what_cannot_be_read_is_marked_and_costs_nothing(visit: Visit) -> None:
    page = visit(ORDER)
    hands.answer(page, ORDER, {"events": {"crisis": "soon"}})
    hands.check(page, ORDER)

    told = hands.said(page, ORDER, "events")
    assert told.startswith("? Could not be read")
    assert "Not scored, and not counted as an attempt." in told
    crisis = field(page, "events.crisis")
    expect(crisis).to_be_focused()
    expect(crisis).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("button", name="Where should I look?")).to_be_hidden()
    crisis.fill("1")
    hands.check(page, ORDER)
    expect(crisis).not_to_have_attribute("aria-invalid", "true")


def test_parts_are_called_as_the_page_calls_them(visit: Visit) -> None:
    page = visit(NEED)
    hands.answer(page, NEED, {"supports": {"passage": "S16"}})
    hands.check(page, NEED)
    assert "Still empty: Its decisive words." in hands.said(page, NEED, "supports")

    page.goto(page.url.replace(NEED, NAMED))
    field(page, "named.south-first").fill("Z9")
    field(page, "named.russia-second").fill("S9")
    hands.check(page, NAMED)
    told = hands.said(page, NAMED, "named")
    assert "South Korea, 2004 page: Z9 stands in the other source." in told
    assert "Russia, 2006 page: S9 stands in the other source." in told


def test_when_all_that_was_answered_is_right_the_rest_is_asked_for(visit: Visit) -> None:
    page = visit(LAYERS)
    hands.answer(page, LAYERS, {"page2006": RIGHT_2006})
    hands.check(page, LAYERS)

    assert hands.said(page, LAYERS).splitlines()[-1] == "Answer what is still open, and check again."
    assert page.evaluate("document.activeElement.name") == "page2004.SM1"


def test_nothing_answered_is_never_called_wrong(visit: Visit) -> None:
    page = visit(ORDER)
    page.get_by_role("button", name="Check").press("Enter")
    page.locator(".feedback-item").wait_for()

    assert hands.said(page, ORDER, "events") == "· Not answered"
    assert "Answer what you can" in hands.said(page, ORDER)
    assert page.evaluate("document.activeElement.name").startswith("events.")


def test_our_fault_says_so_keeps_the_answer_and_offers_what_to_report(visit: Visit, small: SmallSite) -> None:
    text = "Our check of this item broke (KeyError in u01-order.events). Nothing was scored."
    fault: dict[str, Any] = {
        "ending": "fault",
        "state": "our fault",
        "score": None,
        "tally": "",
        "given": {},
        "parts": {},
        "messages": [{"topic": "fault", "parts": [], "text": text, "fragment": ""}],
    }
    small.desk.instead["check"] = {
        "answer": {"version": "", "items": {"events": fault}, "attempts": {}, "plain": {}}
    }
    page = visit(ORDER)
    hands.answer(page, ORDER, {"events": {"crisis": "1"}})
    hands.check(page, ORDER)

    assert hands.said(page, ORDER, "events").startswith("! Our fault, not yours")
    page.get_by_text("What to report").press("Enter")
    report = page.locator(".feedback-report pre").inner_text()
    assert "Item: events" in report
    assert "KeyError" in report
    expect(field(page, "events.crisis")).to_have_value("1")


def test_the_checks_that_do_not_start_cost_nothing_and_can_be_tried_again(
    visit: Visit, small: SmallSite
) -> None:
    small.desk.instead["start"] = {
        "fault": "The checks could not be loaded. Your answers are kept.",
        "what": "x",
    }
    page = visit(ORDER)
    hands.answer(page, ORDER, {"events": {"crisis": "1"}})
    hands.check(page, ORDER)
    told = hands.said(page, ORDER)
    assert "The checks could not be loaded." in told
    assert told.count("kept") == 1

    small.desk.instead.clear()
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.locator(".feedback-item.state-look-again")).to_be_visible()


def test_a_worker_that_is_not_there_is_told(visit: Visit) -> None:
    page = visit(ORDER)
    page.route("**/check/worker.mjs", lambda route: route.abort())
    field(page, "events.crisis").fill("1")
    page.get_by_role("button", name="Check").click()

    expect(page.locator(".exercise-result")).to_contain_text("The checks could not be started.")
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".feedback-item.state-look-again")).to_be_visible()


def test_a_check_that_hangs_is_stopped_and_the_next_one_is_answered(visit: Visit, small: SmallSite) -> None:
    page = visit(ORDER)
    page.clock.install()
    small.desk.instead["check"] = {"hang": True}
    field(page, "events.crisis").fill("1")
    page.get_by_role("button", name="Check").click()
    while not any(one["do"] == "check" for one in small.desk.asked):
        page.wait_for_load_state()
    page.clock.fast_forward(30_000)
    expect(page.locator(".exercise-result")).to_contain_text("took too long")

    small.desk.instead.clear()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".feedback-item.state-look-again")).to_be_visible()


def test_a_worker_that_dies_in_the_middle_is_replaced(visit: Visit, small: SmallSite) -> None:
    page = visit(ORDER)
    small.desk.instead["check"] = {"hang": True}
    field(page, "events.crisis").fill("1")
    page.clock.install()
    page.get_by_role("button", name="Check").press("Enter")
    while not any(one["do"] == "check" for one in small.desk.asked):
        page.wait_for_load_state()
    page.workers[0].evaluate("self.close()")
    page.clock.fast_forward(30_000)
    told = page.locator(".exercise-result")
    expect(told).to_contain_text("Nothing was scored, and your answers are kept.")
    expect(field(page, "events.crisis")).to_have_value("1")

    small.desk.instead.clear()
    hands.check(page, ORDER)
    expect(page.locator(".feedback-item.state-look-again")).to_be_visible()


def test_whatever_is_typed_is_shown_as_text(visit: Visit) -> None:
    hostile = (
        '<img src=x onerror="window.caught=1"><script>window.caught=1</script>\u202e\U0001f600\x1b[31m ${1}'
    )
    page = visit(NEED)
    answers = {"for": {"passage": hostile, "quote": hostile, "reason": hostile}}
    items = page.locator("fieldset[data-item]").evaluate_all("(all) => all.map((one) => one.dataset.item)")
    for part, text in answers["for"].items():
        field(page, f"{items[0]}.{part}").fill(text)
    hands.check(page, NEED)

    assert page.locator(".feedback-item img, .feedback-item script").count() == 0
    assert page.evaluate("window.caught") is None
    assert "<img" in hands.said(page, NEED, items[0])


def test_a_megabyte_is_checked_and_the_page_lives(visit: Visit) -> None:
    page = visit(NEED)
    item = page.locator("fieldset[data-item]").first.get_attribute("data-item")
    page.evaluate(
        """(name) => {
            const field = document.querySelector(`[name="${name}"]`);
            field.value = "word ".repeat(200000);
            field.dispatchEvent(new Event("change", { bubbles: true }));
        }""",
        f"{item}.reason",
    )
    field(page, f"{item}.passage").fill("S17")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".feedback-item").first).to_be_visible(timeout=20_000)


# Where there is nothing to check with -------------------------------------------------------------------------------


def test_opened_as_a_file_the_page_reads_and_says_how_to_check(visit: Visit, small: SmallSite) -> None:
    page = visit("index")
    page.goto((small.out / f"{LAYERS}.html").as_uri())
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".check-file")).to_contain_text("python -m http.server")
    expect(page.get_by_role("button", name="Check")).to_be_hidden()
    expect(page.locator(".check-off")).to_be_hidden()


def test_built_without_checks_the_page_keeps_answers_and_names_the_kit(
    visit: Visit, small: SmallSite
) -> None:
    page = visit("index")
    form = 'class="exercise-form"'
    built = (small.out / f"{LAYERS}.html").read_text(encoding="utf-8")
    assert form in built
    off = built.replace(form, f'{form} data-check="off"')
    page.route(f"**/{LAYERS}.html", lambda route: route.fulfill(body=off, content_type="text/html"))
    page.goto(page.url.replace("index", LAYERS))
    expect(page.locator(".check-off")).to_contain_text("check-kit.zip")
    expect(page.get_by_role("button", name="Check")).to_be_hidden()
    field(page, "page2006.ZM2").select_option("owner")
    wait_until_kept(page, LAYERS, "page2006.ZM2")
