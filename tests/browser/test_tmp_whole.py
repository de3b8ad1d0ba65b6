"""The built site with the checks that it carries, in a real Chromium: how a unit checks, and what it weighs."""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

import make
from course_checks.checking import check
from course_checks.content.course import load_course
from course_checks.exercise import Responses
from course_checks.feedback import state_of

pytestmark = pytest.mark.browser

UNIT, EXERCISE = "course/u01-two-pages.html", "u01-layers"
FORM = f'form.exercise-form[data-exercise="{EXERCISE}"]'
MOST_SIZE, MOST_REQUESTS = 110_000, 16
MOST_WORK = 50_000
"""Microseconds of the processor that one task of the page's own thread may take."""
PATIENCE = 120_000
WATCH = """
    const Own = window.Worker;
    window.Worker = class extends Own {
        constructor(...given) {
            super(...given);
            this.addEventListener("message", ({ data }) => (window.isReady ||= data?.ready === true));
        }
    };
"""
GIVE = """
    ({ form, typed }) => {
        for (const one of document.querySelectorAll(`${form} [name]`)) {
            const text = typed[one.name];
            if (text === undefined) continue;
            if (one.type === "radio") one.checked = one.value === text;
            else one.value = text;
            one.dispatchEvent(new Event("change", { bubbles: true }));
        }
    }
"""


@pytest.fixture(scope="session")
def built_site() -> Path:
    return make.ROOT / "build" / "site"


@pytest.fixture
def context(browser: Browser, check_runtime: Path) -> Iterator[BrowserContext]:
    """A browser that was never here; skipped where no runtime could be brought."""
    assert check_runtime.is_dir()
    made = browser.new_context(viewport={"width": 1280, "height": 800})
    made.add_init_script(WATCH)
    yield made
    made.close()


def touched(context: BrowserContext, address: str) -> Page:
    """The unit, its first exercise touched and ready."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/{UNIT}", wait_until="networkidle")
    page.locator(f"{FORM} :is(input, select)").first.focus()
    page.wait_for_function("() => window.isReady")
    return page


def checked(page: Page, responses: Responses) -> list[str]:
    """What the page shows of each item, after a check of these responses."""
    typed = {f"{item}.{part}": text for item, parts in responses.items() for part, text in parts.items()}
    page.evaluate(GIVE, {"form": FORM, "typed": typed})
    page.locator(f"{FORM} [data-do='check']").click()
    expect(page.locator(f"{FORM} .feedback-item").first).to_be_visible(timeout=PATIENCE)
    found = page.locator(f"{FORM} .feedback-state").all_inner_texts()
    return [one.split("·")[0].strip(" ✓→?•!\n").lower() for one in found]


def test_a_unit_checks_where_it_stands_what_the_checks_find(
    context: BrowserContext, site_address: str
) -> None:
    """Under the policy of the site, with nothing fetched from elsewhere, and the key's own texts shown."""
    elsewhere: list[str] = []
    context.on("request", lambda one: None if one.url.startswith(site_address) else elsewhere.append(one.url))
    course = load_course(make.ROOT)
    exercise = course.exercises[EXERCISE]
    page = touched(context, site_address)
    for one in exercise.responses[:2]:
        report = check(exercise.public, exercise.key, course.library, one.answers)
        shown = checked(page, one.answers)
        assert shown == [state_of(entry.outcome) for entry in report.items]
        page.reload(wait_until="networkidle")
        page.locator(f"{FORM} :is(input, select)").first.focus()
        page.wait_for_function("() => window.isReady")
    assert elsewhere == []


def test_no_task_of_the_page_keeps_its_reader_waiting(
    browser: Browser, context: BrowserContext, site_address: str, tmp_path: Path
) -> None:
    """From the first touch to the feedback.  The processor's time, which a busy computer does not make longer."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{site_address}/{UNIT}", wait_until="networkidle")
    browser.start_tracing(page=page, path=tmp_path / "trace.json", categories=["toplevel"])
    page.locator(f"{FORM} :is(input, select)").first.focus()
    page.wait_for_function("() => window.isReady")
    checked(page, load_course(make.ROOT).exercises[EXERCISE].responses[0].answers)
    browser.stop_tracing()

    events = json.loads((tmp_path / "trace.json").read_text(encoding="utf-8"))["traceEvents"]
    tasks = [*tasks_of_pages(events)]
    assert len(tasks) > 10
    assert [one["tdur"] for one in tasks if one["tdur"] > MOST_WORK] == []


def tasks_of_pages(events: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What the own threads of pages did."""
    threads = {
        (one["pid"], one["tid"])
        for one in events
        if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"
    }
    for one in events:
        if one["name"].endswith("RunTask") and "tdur" in one and (one["pid"], one["tid"]) in threads:
            yield one


def test_a_unit_is_light_until_it_is_touched(
    browser: Browser, built_site: Path, served: Callable[[Path], str]
) -> None:
    """Requests, and bytes compressed with gzip as a host of static pages sends them."""
    address, heavy = served(built_site), []
    for file in sorted((built_site / "course").glob("u*.html")):
        answers: list[Response] = []
        context = browser.new_context()
        page = context.new_page()
        page.on("response", lambda one, heard=answers: heard.append(one))
        page.goto(f"{address}/course/{file.name}", wait_until="networkidle")
        size = sum(len(gzip.compress(one.body(), 6)) for one in answers)
        if size > MOST_SIZE or len(answers) > MOST_REQUESTS:
            heavy.append((file.name, len(answers), size))
        context.close()

    assert heavy == []
