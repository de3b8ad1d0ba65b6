"""The report in a real Chromium: accessible, narrow enough for a phone, and alone."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser

from course_checks.desk.report.page import page_of
from tests.desk.report.records import class_of, report_on

pytestmark = pytest.mark.browser

ROWS = ["aaaaa", "aaaab", "aaaba", "aabab", "ababb", "aabbb", "babbb", "cbbbb"]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPEN_FOLDS = "document.querySelectorAll('details').forEach((fold) => (fold.open = true))"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def page_file(root: Path) -> Path:
    """The report on a class that has everything in it."""
    file = root / "report.html"
    file.write_text(page_of(report_on(root, class_of(root, ROWS * 3))), encoding="utf-8")
    return file


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_it_is_accessible_fits_its_width_and_asks_for_nothing(
    browser: Browser, page_file: Path, width: int, scheme: Any
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    page.evaluate(OPEN_FOLDS)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
    sideways = page.evaluate(SIDEWAYS)
    context.close()

    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]] == []
    assert sideways == 0
    assert asked == [page_file.as_uri()]


def test_its_own_policy_stops_nothing_of_its_own(browser: Browser, page_file: Path) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(page_file.as_uri())
    background = page.evaluate("getComputedStyle(document.querySelector('.first')).borderLeftWidth")
    page.close()

    assert (told, background) == ([], "4px")


def test_a_link_to_an_item_opens_its_fold(browser: Browser, page_file: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    page.locator(".first a").first.click()
    is_open = page.evaluate("document.querySelector(location.hash).closest('details').open")
    page.close()

    assert is_open
