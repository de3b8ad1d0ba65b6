"""What a reader does while a check runs, in another tab, on paper, or where nothing can be kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import hands
from tests.browser.hands import HORIZON, MAP, NEED, field, form_of, wait_until_kept

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


SLOW = """
    const Own = Worker;
    window.Worker = class extends Own {
        postMessage(asked, ...more) {
            setTimeout(() => super.postMessage(asked, ...more), asked.do === "check" ? 1500 : 0);
        }
    };
"""


def slowly(page: Page) -> None:
    """Let a check take a second and a half at least, as over a slow line."""
    page.add_init_script(SLOW)
    page.reload()


def test_who_goes_on_writing_while_a_check_runs_is_not_taken_away(visit: Visit) -> None:
    page = visit(NEED)
    slowly(page)
    field(page, "supports.passage").fill("S19")
    page.locator('[data-do="check"]').first.click()
    reason = page.locator("textarea").last
    reason.click()
    for letter in "no, not pushed on":
        page.keyboard.type(letter)
        page.wait_for_timeout(200)
    expect(form_of(page, NEED).locator(".exercise-result")).to_contain_text("right")

    expect(reason).to_be_focused()
    expect(reason).to_have_value("no, not pushed on")


def test_an_answer_changed_while_it_is_checked_is_not_called_right(visit: Visit) -> None:
    page = visit(HORIZON)
    slowly(page)
    box = form_of(page, HORIZON).locator('fieldset[data-item="lookback"]')
    box.locator('input[value="a"]').check()
    page.locator('[data-do="check"]').first.click()
    box.locator('input[value="b"]').check()

    expect(box.locator(".feedback-state")).to_contain_text("Right")
    expect(box.locator(".feedback-state")).to_contain_text("before your last change")


def test_a_result_is_older_than_what_another_tab_answers(visit: Visit) -> None:
    page = visit(HORIZON)
    hands.answer(page, HORIZON, {"lookback": {"choice": "a"}})
    hands.check(page, HORIZON)
    other = page.context.new_page()
    other.goto(page.url)
    form_of(other, HORIZON).locator('fieldset[data-item="lookback"] input[value="b"]').check()

    note = form_of(page, HORIZON).locator('fieldset[data-item="lookback"] .feedback-state')
    expect(note).to_contain_text("Right")
    expect(note).to_contain_text("before your last change")


def test_a_line_of_a_map_that_is_begun_is_said_to_be_unfinished(visit: Visit) -> None:
    page = visit(MAP)
    menus = page.locator(".map-lines > li").first.locator("select")
    menus.first.select_option(index=1)
    hands.check(page, MAP)

    item = page.locator("fieldset[data-item]:has(.map-lines)").get_attribute("data-item") or ""
    chosen = menus.first.input_value()
    assert (
        f"The line with {chosen} is not finished. It still wants the relation and the second statement."
        in hands.said(page, MAP, item)
    )
    expect(menus.nth(1)).to_be_focused()


def test_a_file_without_answers_is_refused_in_the_words_of_the_page(visit: Visit, tmp_path: Path) -> None:
    page = visit("mine")
    (tmp_path / "picture.json").write_bytes(b"\x89PNG\r\n")
    page.get_by_label("A file with answers").set_input_files(tmp_path / "picture.json")

    told = page.get_by_role("status")
    expect(told).to_contain_text("Choose the hand-in.json that “Save my answers” made")
    expect(told).not_to_contain_text("course-checks")


def test_my_course_says_at_once_that_nothing_can_be_kept(visit: Visit) -> None:
    page = visit("mine")
    expect(page.locator(".my-course-overall")).not_to_contain_text("does not keep")
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); };")
    page.reload()

    expect(page.locator(".my-course-overall")).to_contain_text("This browser does not keep your answers")


COLOR = "(one) => getComputedStyle(one).color"


def test_paper_shows_what_was_answered_and_lines_for_the_rest(visit: Visit) -> None:
    page = visit(NEED)
    reason = page.locator("textarea").last
    long = "They fought side by side. " * 40
    reason.fill(long)
    wait_until_kept(page, NEED, "against.reason")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert reason.evaluate(COLOR) != "rgba(0, 0, 0, 0)"
    assert reason.evaluate("(one) => one.scrollHeight <= one.clientHeight + 1"), "all of it is seen"

    page = visit("u02-checks")
    menus = page.locator("form.exercise-form select")
    menus.first.select_option(index=1)
    page.emulate_media(media="print")
    assert menus.first.evaluate(COLOR) != "rgba(0, 0, 0, 0)"
    assert menus.nth(1).evaluate(COLOR) == "rgba(0, 0, 0, 0)"
