"""The page with the checks that readers get: from the first touch to a visit without a network."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import make
from tests.browser import hands
from tests.browser.small_site import build
from tests.conftest import CONTENT_SECURITY_POLICY, once_for_all_workers

pytestmark = pytest.mark.browser

ORDER = "u01-order"
PATIENCE = 60_000
"""Milliseconds: where many tests run at once Python takes its time to start."""
UNTIL_KEPT = """async () => {
    await navigator.serviceWorker.ready;
    const needed = [location.href, new URL("_static/page/orders.js", location.href).href];
    for (let tries = 0; tries < 600; tries += 1) {
        const found = await Promise.all(needed.map((address) => caches.match(address)));
        if (found.every(Boolean)) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("not kept");
}"""
EARLIER = {"events": {"crisis": "1"}}


@pytest.fixture(scope="session")
def real_out(shared: Path, check_runtime: Path) -> Path:
    """A site of one exercise, with all that checks it."""
    root = shared / "real-site"

    def make_it() -> str:
        build(root, {ORDER: f"# In order\n\n```{{exercise}} {ORDER}\n```\n"}, (ORDER,), check_runtime)
        return ""

    if fault := once_for_all_workers(shared, "real-site-build", make_it):
        pytest.fail(fault, pytrace=False)
    return root / "out" / "html"


@pytest.fixture
def leaving(real_out: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of its server, and how that goes away."""
    server = make.server_for(real_out, 0, {"Content-Security-Policy": CONTENT_SECURITY_POLICY})
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()

    def go() -> None:
        if thread.is_alive():
            server.shutdown()
            thread.join()
            server.server_close()

    yield f"http://{make.LOOPBACK}:{server.server_port}", go
    go()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that was never here."""
    made = browser.new_context(reduced_motion="reduce")
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


def checked(page: Page, answers: hands.Answers) -> str:
    """What the page says of the exercise after a check."""
    hands.answer(page, ORDER, answers)
    hands.check(page, ORDER)
    return hands.said(page, ORDER, "events")


def test_a_reader_checks_and_checks_again_when_the_network_is_gone(
    context: BrowserContext, leaving: tuple[str, Callable[[], None]]
) -> None:
    address, go = leaving
    asked: list[str] = []
    told: list[str] = []
    context.on("request", lambda one: asked.append(one.url))
    page = context.new_page()
    page.on("console", lambda one: told.append(one.text) if one.type in {"error", "warning"} else None)
    page.goto(f"{address}/{ORDER}.html")
    assert not any("_static/check/" in one for one in asked), "nothing is fetched before the first touch"
    assert "Look again" in checked(page, EARLIER)
    assert [one for one in asked if not one.startswith((address, "blob:", "data:"))] == []
    assert told == []

    page.evaluate(UNTIL_KEPT)
    page.close()
    go()
    again = context.new_page()
    again.goto(f"{address}/{ORDER}.html")
    expect(again.locator('[name="events.crisis"]')).to_have_value("1")
    again.locator(".order-list > li").last.get_by_role("button", name="earlier").press("Enter")
    assert "Look again" in checked(again, {})


def test_a_worker_that_is_killed_costs_nothing_and_the_next_check_is_answered(
    context: BrowserContext, leaving: tuple[str, Callable[[], None]]
) -> None:
    page = context.new_page()
    page.goto(f"{leaving[0]}/{ORDER}.html")
    assert "Look again" in checked(page, EARLIER)

    page.clock.install()
    page.workers[0].evaluate("self.close()")
    page.get_by_role("button", name="Check").press("Enter")
    page.clock.fast_forward(30_000)
    expect(page.locator(".exercise-result")).to_contain_text("Nothing was scored, and your answers are kept.")
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.locator(".exercise-result")).to_contain_text("0 of 1 item right.")


def test_a_file_that_is_missing_is_told_in_plain_words_and_can_be_asked_for_again(
    context: BrowserContext, leaving: tuple[str, Callable[[], None]]
) -> None:
    page = context.new_page()
    page.route("**/python.packed", lambda route: route.abort())
    page.goto(f"{leaving[0]}/{ORDER}.html")
    hands.answer(page, ORDER, EARLIER)
    hands.check(page, ORDER)
    told = hands.said(page, ORDER)
    assert "Our fault, not yours" in told
    assert "Your answers are kept." in told
    expect(page.locator('[name="events.crisis"]')).to_have_value("1")
    page.get_by_text("What to report").press("Enter")
    expect(page.locator(".feedback-report pre")).to_contain_text("python.packed")

    page.unroute_all()
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.locator(".exercise-result")).to_contain_text("0 of 1 item right.")
