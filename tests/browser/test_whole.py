"""The built site with the checks that it carries, in a real Chromium: how a unit checks, and what it weighs."""

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
FIRST = f"{FORM} select >> nth=0"
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
            else if (one.options) {
                one.value = [...one.options].find((held) => [held.value, held.text].includes(text)).value;
            } else one.value = text;
            one.dispatchEvent(new Event("change", { bubbles: true }));
        }
    }
"""


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
    page.locator(FIRST).focus()
    page.wait_for_function("() => window.isReady")
    return page


def give(page: Page, responses: Responses) -> None:
    """Answer."""
    typed = {f"{item}.{part}": text for item, parts in responses.items() for part, text in parts.items()}
    page.evaluate(GIVE, {"form": FORM, "typed": typed})


def checked(page: Page) -> list[str]:
    """What the page shows of each item, after a check."""
    page.locator(f"{FORM} [data-do='check']").click()
    expect(page.locator(f"{FORM} .feedback-item").first).to_be_visible(timeout=PATIENCE)
    shown = page.locator(f"{FORM} .feedback-item").evaluate_all(
        "(found) => found.map((one) => one.className)"
    )
    return [name.partition("state-")[2].replace("-", " ") for name in shown]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_unit_checks_where_it_stands_what_the_checks_find(
    context: BrowserContext, site_address: str, number: int
) -> None:
    """Under the policy of the site, with nothing fetched from elsewhere."""
    elsewhere: list[str] = []
    context.on("request", lambda one: None if one.url.startswith(site_address) else elsewhere.append(one.url))
    course = load_course(make.ROOT)
    exercise = course.exercises[EXERCISE]
    responses = exercise.responses[number].answers
    report = check(exercise.public, exercise.key, course.library, responses)
    page = touched(context, site_address)
    give(page, responses)

    assert checked(page) == [state_of(entry.outcome) for entry in report.items]
    assert elsewhere == []


def test_no_task_of_the_page_keeps_its_reader_waiting(
    browser: Browser, context: BrowserContext, site_address: str, tmp_path: Path
) -> None:
    """Until it is ready, and while it checks.  The processor's time: a busy computer does not make it longer."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{site_address}/{UNIT}", wait_until="networkidle")
    tasks: list[int] = []
    with traced(browser, page, tmp_path / "start.json", tasks):
        page.locator(FIRST).focus()
        page.wait_for_function("() => window.isReady")
    give(page, load_course(make.ROOT).exercises[EXERCISE].responses[0].answers)
    with traced(browser, page, tmp_path / "check.json", tasks):
        checked(page)

    assert len(tasks) > 10
    assert [taken for taken in tasks if taken > MOST_WORK] == []


@contextmanager
def traced(browser: Browser, page: Page, file: Path, tasks: list[int]) -> Iterator[None]:
    """Note how long each task of the page's own thread works."""
    browser.start_tracing(page=page, path=file, categories=["toplevel"])
    yield
    browser.stop_tracing()
    events = json.loads(file.read_text(encoding="utf-8"))["traceEvents"]
    tasks += [one["tdur"] for one in tasks_of_pages(events)]


def tasks_of_pages(events: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What the own threads of pages did, without what these tests asked of them."""
    threads = {
        (one["pid"], one["tid"])
        for one in events
        if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"
    }
    own = [one for one in events if (one["pid"], one["tid"]) in threads and "tdur" in one]
    asked = [one["ts"] for one in own if "DevToolsSession" in str(one.get("args"))]
    for one in own:
        inside = any(one["ts"] <= at <= one["ts"] + one["dur"] for at in asked)
        if one["name"].endswith("RunTask") and not inside:
            yield one


def test_a_unit_is_light_until_it_is_touched(
    browser: Browser, built_site: Path, served: Callable[[Path], str]
) -> None:
    """Requests, and bytes compressed with gzip as a host of static pages sends them."""
    address, heavy = served(built_site), []
    for file in sorted((built_site / "course").glob("u*.html")):
        context = browser.new_context()
        sizes = [
            len(gzip.compress(one.body(), 6)) for one in loaded(context, f"{address}/course/{file.name}")
        ]
        if sum(sizes) > MOST_SIZE or len(sizes) > MOST_REQUESTS:
            heavy.append((file.name, len(sizes), sum(sizes)))
        context.close()

    assert heavy == []


def loaded(context: BrowserContext, address: str) -> list[Response]:
    """What a page loads until nothing more comes."""
    found: list[Response] = []
    page = context.new_page()
    page.on("response", lambda one: found.append(one))  # noqa: PLW0108  (playwright writes on what it is given)
    page.goto(address, wait_until="networkidle")
    return found


def test_a_page_opened_as_a_file_reads_opens_notes_and_says_how_to_check(
    browser: Browser, built_site: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{built_site.as_uri()}/{UNIT}")
    ref = page.locator("article section > p > .passage-ref").first
    ref.locator("a").focus()

    expect(ref.locator(".passage-tip")).to_be_visible()
    said = page.locator(".check-file:visible").first
    expect(said).to_contain_text("python -m http.server")
    expect(said).to_contain_text("check-kit.zip")
    expect(page.locator(FORM).first).to_be_visible()
    context.close()
