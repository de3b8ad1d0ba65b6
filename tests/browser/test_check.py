"""Checking on the page in a real Chromium: what is typed, what is said, what stays."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from course_checks.feedback import state_of
from course_checks.plain import version_of
from course_checks.sheet.checked import Asked, layout_of
from course_checks.sheet.handing import check_hand_in
from course_checks.sheet.make import blank_sheet
from course_checks.sheet.workspace import find_workspace
from tests.browser import hands
from tests.browser.small_site import SmallSite

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
LAYERS, ORDER, HORIZON, CHAINS, MAP, NEED, NAMED = (
    "u01-layers",
    "u01-order",
    "u01-horizon",
    "u07-chains",
    "u04-map",
    "u02-need",
    "u05-named",
)
RIGHT_2006 = {"ZM2": "owner", "Z2": "writer", "Z11": "writer", "Z13": "others"}


def field(page: Page, name: str) -> Any:
    """A field by its name."""
    return page.locator(f'[name="{name}"]').first


def kept(page: Page, exercise: str) -> dict[str, Any]:
    """What the browser keeps of an exercise."""
    text = page.evaluate(f'localStorage.getItem("course-checks:exercise:{exercise}")')
    return json.loads(text)["held"] if text else {}


def wait_until_kept(page: Page, exercise: str, name: str) -> None:
    """Wait until an answer is in the browser's storage."""
    item, _, part = name.partition(".")
    page.wait_for_function(
        """([exercise, item, part]) => {
            const held = JSON.parse(localStorage.getItem("course-checks:exercise:" + exercise) ?? "{}").held;
            return held?.answers[item]?.[part] !== undefined;
        }""",
        arg=[exercise, item, part],
    )


# What is said ---------------------------------------------------------------------------------------------------


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
    small.desk.instead["start"] = {"fault": "The checks could not be loaded. Your answers are kept.", "what": "x"}
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


# Fields that are more than a line ---------------------------------------------------------------------------------


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


# What stays -------------------------------------------------------------------------------------------------------


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


def test_a_saved_file_brings_answers_and_progress_back_elsewhere(
    visit: Visit, small: SmallSite, tmp_path: Path
) -> None:
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


# Where there is nothing to check with -------------------------------------------------------------------------------


def test_opened_as_a_file_the_page_reads_and_says_how_to_check(visit: Visit, small: SmallSite) -> None:
    page = visit("index")
    page.goto((small.out / f"{LAYERS}.html").as_uri())
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".check-file")).to_contain_text("python -m http.server")
    expect(page.get_by_role("button", name="Check")).to_be_hidden()
    expect(page.locator(".check-off")).to_be_hidden()


def test_built_without_checks_the_page_keeps_answers_and_names_the_kit(visit: Visit) -> None:
    page = visit("index")
    form = 'class="exercise-form"'

    def off(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(form, f'{form} data-check="off"'))

    page.route(f"**/{LAYERS}.html", off)
    page.goto(page.url.replace("index", LAYERS))
    expect(page.locator(".check-off")).to_contain_text("check-kit.zip")
    expect(page.get_by_role("button", name="Check")).to_be_hidden()
    field(page, "page2006.ZM2").select_option("owner")
    wait_until_kept(page, LAYERS, "page2006.ZM2")


# Keys -----------------------------------------------------------------------------------------------------------------


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
