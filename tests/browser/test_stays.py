"""What stays in the reader's browser, and the files that carry it, in a real Chromium."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from course_checks.feedback import state_of
from course_checks.sheet.checked import Asked, layout_of
from course_checks.sheet.handing import check_hand_in
from course_checks.sheet.make import blank_sheet
from course_checks.sheet.workspace import find_workspace
from tests.browser import hands
from tests.browser.hands import HORIZON, LAYERS, ORDER, RIGHT_2006, field, kept, wait_until_kept
from tests.browser.small_site import SmallSite

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def test_answers_results_and_progress_survive_a_reload_and_clearing_asks_once(visit: Visit) -> None:
    page = visit("unit")
    hands.answer(page, LAYERS, {"page2006": RIGHT_2006})
    hands.check(page, LAYERS)
    mark = page.locator(".sidebar-tree .nav-progress")
    expect(mark).to_have_text("1/4")

    page.reload()
    expect(field(page, "page2006.Z11")).to_have_value("writer")
    expect(page.locator(".feedback-item")).to_have_text("✓ Right · at your last check")
    expect(mark).to_have_text("1/4")

    page.goto(page.url.replace("unit", "mine"))
    expect(page.locator('li[data-exercise="u01-layers"]')).to_contain_text("1 of 2 done")
    page.get_by_role("button", name="Clear everything").press("Enter")
    page.get_by_role("button", name="Keep it").press("Enter")
    assert kept(page, LAYERS)
    page.get_by_role("button", name="Clear everything").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Everything was cleared.")
    assert page.evaluate("localStorage.length") == 0
    expect(mark).to_have_count(0)


def test_a_changed_exercise_keeps_its_answers_with_a_notice(visit: Visit) -> None:
    page = visit(ORDER)
    field(page, "events.crisis").fill("1")
    hands.check(page, ORDER)
    page.evaluate("""() => {
        const name = "course-checks:exercise:u01-order";
        localStorage.setItem(name, localStorage.getItem(name).replace(/"version":"\\w+"/, '"version":"000000000000"'));
    }""")
    page.reload()
    expect(page.locator(".exercise-notice")).to_contain_text("has changed since you answered it")
    expect(field(page, "events.crisis")).to_have_value("1")
    expect(page.locator(".feedback-item")).to_have_count(0)
    hands.check(page, ORDER)
    expect(page.locator(".exercise-notice")).to_have_count(0)


def test_two_tabs_do_not_overwrite_each_other(visit: Visit) -> None:
    page = visit(LAYERS)
    other = page.context.new_page()
    other.goto(page.url)
    field(page, "page2006.ZM2").select_option("owner")
    field(other, "page2006.Z2").select_option("writer")
    wait_until_kept(page, LAYERS, "page2006.Z2")
    assert kept(page, LAYERS)["answers"]["page2006"] == {"ZM2": "owner", "Z2": "writer"}

    field(page, "page2004.SM1").select_option("owner")
    expect(field(other, "page2004.SM1")).to_have_value("owner")


@pytest.mark.parametrize("refusal", ["setItem", "getItem"])
def test_where_nothing_can_be_kept_the_page_says_so_and_checks(visit: Visit, refusal: str) -> None:
    page = visit("index")
    page.add_init_script(
        """
        for (const name of ["getItem", "setItem"]) {
            const was = Storage.prototype[name];
            Storage.prototype[name] = function (key, ...more) {
                if (name !== "REFUSED" && "REFUSED" !== "getItem") return was.call(this, key, ...more);
                if (key.startsWith("course-checks:")) throw new DOMException("no", "QuotaExceededError");
                return was.call(this, key, ...more);
            };
        }
    """.replace("REFUSED", refusal)
    )
    page.goto(page.url.replace("index", LAYERS))
    field(page, "page2006.ZM2").select_option("owner")
    expect(page.locator(".exercise-notice")).to_contain_text("does not keep your answers")
    hands.check(page, LAYERS)
    assert "1 of 4 rows" in hands.said(page, LAYERS, "page2006")


def test_what_cannot_be_read_back_is_put_aside(visit: Visit) -> None:
    page = visit(ORDER)
    page.evaluate("localStorage.setItem('course-checks:exercise:u01-order', '{half')")
    page.reload()
    expect(page.locator(".exercise-notice")).to_contain_text("put aside")
    assert page.evaluate("localStorage.getItem('course-checks:unreadable:exercise:u01-order')") == "{half"


def test_ten_answers_with_a_certainty_are_counted_together(visit: Visit) -> None:
    page = visit(HORIZON)
    ends = {f"i{n}": {"state": "", "ending": "scored", "score": n % 2, "sure": "certain"} for n in range(9)}
    held = json.dumps({"format": 1, "held": {"version": "", "answers": {}, "ends": ends}})
    page.evaluate("(held) => localStorage.setItem('course-checks:exercise:other', held)", held)
    hands.answer(page, HORIZON, {"lookback": {"choice": "a", "sure": "certain"}})
    hands.check(page, HORIZON)

    assert "Of 10 you were certain of, 5 were right." in hands.said(page, HORIZON)


def test_a_saved_file_gets_the_same_verdicts_from_the_command(
    visit: Visit, small: SmallSite, tmp_path: Path
) -> None:
    page = visit(LAYERS)
    answers = {"page2006": RIGHT_2006, "page2004": {"SM1": "owner", "S8": "summariser"}}
    hands.answer(page, LAYERS, answers)
    hands.check(page, LAYERS)
    shown = {item: hands.said(page, LAYERS, item) for item in answers}
    page.goto(page.url.replace(LAYERS, "mine"))
    page.get_by_label("Your name").fill("Ada")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save my answers").press("Enter")
    file = tmp_path / "hand-in.json"
    saved.value.save_as(file)

    returned = check_hand_in(find_workspace(small.desk.root), file, Asked())
    assert returned.reading.intact
    assert returned.reading.hand_in is not None
    assert returned.reading.hand_in.learner.name == "Ada"
    (checked,) = returned.checked
    for one in checked.items:
        assert f" {state_of(one.report.outcome)}" in shown[one.item.id].casefold()
        for message in one.messages:
            if message.topic in {"state", "empty"}:
                assert message.text in shown[one.item.id]


def test_a_saved_file_brings_answers_and_progress_back_elsewhere(visit: Visit, tmp_path: Path) -> None:
    page = visit(LAYERS)
    hands.answer(page, LAYERS, {"page2006": RIGHT_2006, "page2004": {"SM1": "author"}})
    hands.check(page, LAYERS)
    page.goto(page.url.replace(LAYERS, "mine"))
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save my answers").press("Enter")
    saved.value.save_as(tmp_path / "hand-in.json")
    attempts = page.evaluate("localStorage.getItem('course-checks:attempts')")

    other = visit("mine")
    row = other.locator(f'li[data-exercise="{LAYERS}"]')
    expect(row).to_contain_text("not begun")
    other.get_by_label("A file with answers").set_input_files(tmp_path / "hand-in.json")
    expect(other.get_by_role("status")).to_contain_text("Opened hand-in.json: 1 exercise.")
    expect(row).to_contain_text("1 of 2 done")
    assert other.evaluate("localStorage.getItem('course-checks:attempts')") == attempts, "no new attempt"
    assert other.locator(".sidebar-tree .nav-progress").count() > 0

    held = json.loads((tmp_path / "hand-in.json").read_text(encoding="utf-8"))
    held["exercises"]["u99-elsewhere"] = held["exercises"][LAYERS]
    (tmp_path / "other.json").write_text(json.dumps(held), encoding="utf-8")
    other.get_by_label("A file with answers").set_input_files(tmp_path / "other.json")
    status = other.get_by_role("status")
    expect(status).to_contain_text("u99-elsewhere is not in this course; its answers were left out.")
    expect(status).to_contain_text("This file was changed after it was made")
    assert kept(other, "u99-elsewhere") == {}


def test_a_hand_in_and_an_answer_sheet_can_be_opened(visit: Visit, small: SmallSite, tmp_path: Path) -> None:
    page = visit("mine")
    sheet = blank_sheet(layout_of(small.desk.opened(ORDER).public)).replace(
        'events.crisis = ""', 'events.crisis = "1"'
    )
    (tmp_path / "sheet.toml").write_text(sheet, encoding="utf-8")
    page.get_by_label("A file with answers").set_input_files(tmp_path / "sheet.toml")
    expect(page.get_by_role("status")).to_contain_text("Opened sheet.toml: 1 exercise.")
    page.goto(page.url.replace("mine", ORDER))
    expect(field(page, "events.crisis")).to_have_value("1")

    field(page, "events.crisis").fill("3")
    hands.check(page, ORDER)
    page.goto(page.url.replace(ORDER, "mine"))
    page.get_by_label("A file with answers").set_input_files(tmp_path / "sheet.toml")
    page.get_by_role("button", name="Keep mine").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Nothing was changed.")
    assert kept(page, ORDER)["answers"]["events"]["crisis"] == "3"

    (tmp_path / "letter.json").write_text("{}", encoding="utf-8")
    page.get_by_label("A file with answers").set_input_files(tmp_path / "letter.json")
    expect(page.get_by_role("status")).to_contain_text("No answer was read.")


def test_the_answer_sheet_is_copied_filled_in(visit: Visit) -> None:
    page = visit(ORDER, permissions=["clipboard-read", "clipboard-write"])
    field(page, "events.crisis").fill("2")
    page.get_by_role("button", name="copy as answer sheet").press("Enter")
    expect(page.locator('[data-do="copy"]')).to_have_text("copied")
    text = page.evaluate("navigator.clipboard.readText()")
    assert 'exercise = "u01-order"' in text
    assert 'events.crisis = "2"' in text
