"""The built site in a real Chromium, served under the strictest policy it promises to work under."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
LOOKS = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
HEIGHT = 800
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
UNIT = "course/u01-two-pages.html"
TEMPLATES = [
    "index.html",
    UNIT,
    "sources/scobell-2004.html",
    "sources/outside.html",
    "reference/parties.html",
    "authors/gallery.html",
    "search.html",
]
OPEN_FOLDS = "document.querySelectorAll('details').forEach((fold) => (fold.open = true))"
NOTE_VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
        violations.push(event.violatedDirective + " " + event.blockedURI);
    });
"""
REACHABLE = """
    [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
        .filter((one) => !one.disabled && one.type !== "hidden")
        .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: false }))
"""


@contextmanager
def opened(browser: Browser, address: str, **settings: Any) -> Iterator[Page]:
    """A page of its own, closed afterwards."""
    settings = {"viewport": {"width": 1280, "height": HEIGHT}, **settings}
    context = browser.new_context(base_url=f"{address}/", **settings)
    try:
        yield context.new_page()
    finally:
        context.close()


@pytest.fixture(scope="session")
def pages(built_site: Path) -> list[str]:
    """Every page of the site."""
    found = (file.relative_to(built_site) for file in sorted(built_site.rglob("*.html")))
    return [page.as_posix() for page in found if page.parts[0] != "_static"]


def breaks(browser: Browser, address: str, pages: list[str], look: tuple[int, Any]) -> list[str]:
    """What axe-core finds on `pages`, all folds open, at one width and in one colour scheme."""
    (width, scheme), axe, faults = look, Axe(), []
    viewport = {"width": width, "height": HEIGHT}
    with opened(browser, address, viewport=viewport, color_scheme=scheme, reduced_motion="reduce") as page:
        for name in pages:
            page.goto(name)
            page.evaluate(OPEN_FOLDS)
            found = axe.run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
            for fault in found.response["violations"]:
                faults += [
                    f"{name}: {fault['id']}: {node['target']} {node['failureSummary']}"
                    for node in fault["nodes"]
                ]
    return faults


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_breaks_wcag_a_or_aa(
    browser: Browser, site_address: str, pages: list[str], look: tuple[int, str]
) -> None:
    """A page of each template in every look, each of the others in one of them."""
    others = [page for page in pages if page not in TEMPLATES]
    chosen = [*TEMPLATES, *others[LOOKS.index(look) :: len(LOOKS)]]

    assert breaks(browser, site_address, chosen, look) == []


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_no_page_breaks_wcag_a_or_aa_in_any_look(
    browser: Browser, site_address: str, pages: list[str], look: tuple[int, str]
) -> None:
    assert breaks(browser, site_address, pages, look) == []


def test_nothing_is_fetched_from_elsewhere_nothing_is_refused_nothing_fails(
    browser: Browser, site_address: str, pages: list[str]
) -> None:
    told: list[str] = []
    with opened(browser, site_address) as page:
        page.add_init_script(NOTE_VIOLATIONS)
        page.on(
            "request",
            lambda one: None if one.url.startswith((site_address, "data:")) else told.append(one.url),
        )
        page.on("console", lambda one: told.append(one.text) if one.type in {"error", "warning"} else None)
        page.on("pageerror", lambda one: told.append(str(one)))
        page.on("response", lambda one: told.append(f"{one.status} {one.url}") if one.status >= 400 else None)
        for name in pages:
            page.goto(name, wait_until="networkidle")
            told += [f"{name}: {one}" for one in page.evaluate("window.violations")]

    assert told == []


@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_page_scrolls_sideways(browser: Browser, site_address: str, pages: list[str], width: int) -> None:
    wide = []
    with opened(browser, site_address, viewport={"width": width, "height": HEIGHT}) as page:
        for name in pages:
            page.goto(name)
            page.evaluate(OPEN_FOLDS)
            over = page.evaluate("""
                [document.documentElement, document.querySelector(".content")]
                    .map((one) => one.scrollWidth - one.clientWidth)
            """)
            wide += [f"{name}: {over}"] if max(over) > 0 else []

    assert wide == []


LONE_STOPS = """
    [...document.querySelectorAll(".passage-ref")].filter(({ nextSibling: next }) =>
        next?.nodeType === Node.TEXT_NODE && /^[.,;:)?!\u201d]/.test(next.data)
    ).filter((one) => {
        const stop = document.createRange();
        stop.setStart(one.nextSibling, 0);
        stop.setEnd(one.nextSibling, 1);
        const [at, number] = [stop.getBoundingClientRect(), one.getBoundingClientRect()];
        return at.left < number.left && at.top > number.top + number.height / 2;
    }).map((one) => one.firstElementChild.textContent + one.nextSibling.data.slice(0, 20))
"""
"""Numbers of passages that end a line, with the full stop or comma that begins the next."""


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_begins_with_the_full_stop_behind_a_passage(
    browser: Browser, site_address: str, width: int
) -> None:
    with opened(browser, site_address, viewport={"width": width, "height": HEIGHT}) as page:
        page.goto("course/u08-do-they-agree.html")
        page.evaluate(OPEN_FOLDS)

        assert page.locator("td .passage-ref").count() > 100
        assert page.evaluate(LONE_STOPS) == []


STEP = """(step) => {
    const here = document.activeElement;
    if (here === document.body || here.dataset.reached) return null;
    here.dataset.reached = String(step);
    const ringed = (one) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    };
    const around = [here, here.closest(".option"), here.closest(".sd-card")].filter(Boolean);
    const drawn = here.querySelector(".hit");
    const seen = around.some(ringed) || (drawn && getComputedStyle(drawn).strokeWidth === "3px");
    return seen ? "" : here.outerHTML.slice(0, 120);
}"""
"""The ring of the focus is on the control, on what frames it, or drawn in a figure."""
MISSED = f"""
    {REACHABLE}.filter((one) => !one.dataset.reached)
        .filter((one) => one.type !== "radio" || !document.querySelector(
            `input[type=radio][name="${{CSS.escape(one.name)}}"][data-reached]`))
        .map((one) => one.outerHTML.slice(0, 120))
"""
JUMPS = """
    [...document.querySelectorAll("main [data-reached]")]
        .filter((one, place, all) => place && Number(one.dataset.reached) < Number(all[place - 1].dataset.reached))
        .map((one) => one.outerHTML.slice(0, 120))
"""


def walk(page: Page, most: int = 1500) -> tuple[int, list[str]]:
    """Press Tab from the start of the page to its end, marking what is reached.

    Gives the number of steps, and the places where nothing shows that the focus is there.
    """
    unseen: list[str] = []
    for step in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(STEP, step)
        if found is None:
            return step, unseen
        unseen += [found] if found else []
    return most, unseen


NOTHING_AMISS: dict[str, list[str]] = {"missed": [], "unseen": [], "jumps": []}


def walked(browser: Browser, address: str, name: str, width: int) -> dict[str, list[str]]:
    """What a walk through a page by the Tab key misses, shows no focus on, and reaches out of order."""
    with opened(browser, address, viewport={"width": width, "height": HEIGHT}) as page:
        page.goto(name)
        steps, unseen = walk(page)
        assert 10 < steps < 1500
        return {"missed": page.evaluate(MISSED), "unseen": unseen, "jumps": page.evaluate(JUMPS)}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["index.html", UNIT, "sources/scobell-2004.html"])
def test_the_keyboard_reaches_every_control(
    browser: Browser, site_address: str, name: str, width: int
) -> None:
    assert walked(browser, site_address, name, width) == NOTHING_AMISS


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_walks_through_every_unit(
    browser: Browser, site_address: str, pages: list[str], width: int
) -> None:
    units = [name for name in pages if name.startswith("course/u")]
    found = {name: walked(browser, site_address, name, width) for name in units}

    assert len(units) == 10
    assert found == dict.fromkeys(units, NOTHING_AMISS)


@pytest.mark.parametrize(
    ("label", "drawer"), [("All pages", ".sidebar-drawer"), ("On this page", ".toc-drawer")]
)
def test_the_menus_of_a_narrow_page_open_and_close_from_the_keyboard(
    browser: Browser, site_address: str, label: str, drawer: str
) -> None:
    with opened(
        browser, site_address, viewport={"width": 360, "height": HEIGHT}, reduced_motion="reduce"
    ) as page:
        page.goto(UNIT)
        button = page.get_by_role("button", name=label).locator("visible=true")
        expect(page.locator(drawer)).not_to_be_in_viewport()
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"{drawer} a:visible").first).to_be_in_viewport()
        assert page.evaluate(f"document.querySelector('{drawer}').contains(document.activeElement)")
        expect(button).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(page.locator(drawer)).not_to_be_in_viewport()
        expect(button).to_be_focused()


def first_note(page: Page) -> tuple[Any, Any]:
    """The first citation in the text of the unit, and its note."""
    page.goto(UNIT)
    ref = page.locator("article section > p > .passage-ref").filter(has_text="SM3").first
    return ref.locator("a"), ref.locator(".passage-tip")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_note_opens_on_focus_and_closes_with_escape(
    browser: Browser, site_address: str, width: int
) -> None:
    with opened(browser, site_address, viewport={"width": width, "height": HEIGHT}) as page:
        link, note = first_note(page)
        expect(note).to_be_hidden()
        link.focus()
        expect(note).to_be_visible()
        expect(note).to_contain_text("Scobell")
        page.keyboard.press("Escape")
        expect(note).to_be_hidden()
        expect(link).to_be_focused()


def test_a_note_opens_on_hover_stays_under_the_pointer_and_closes_with_escape(
    browser: Browser, site_address: str
) -> None:
    with opened(browser, site_address) as page:
        link, note = first_note(page)
        link.hover()
        expect(note).to_be_visible()
        note.hover()
        expect(note).to_be_visible()
        page.keyboard.press("Escape")
        expect(note).to_be_hidden()
        page.mouse.move(1, 1)
        link.hover()
        expect(note).to_be_visible()


def test_a_note_opens_at_the_first_tap_and_the_second_follows_the_link(
    browser: Browser, site_address: str
) -> None:
    phone = {"viewport": {"width": 360, "height": HEIGHT}, "has_touch": True, "is_mobile": True}
    with opened(browser, site_address, **phone) as page:
        link, note = first_note(page)
        link.tap()
        expect(note).to_be_visible()
        assert page.url.endswith(UNIT)
        page.locator("h1").tap()
        expect(note).to_be_hidden()
        link.tap()
        expect(note).to_be_visible()
        link.tap()
        page.wait_for_url("**/sources/scobell-2004.html#SM3")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_every_note_opens_inside_the_window(browser: Browser, site_address: str, width: int) -> None:
    with opened(
        browser, site_address, viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce"
    ) as page:
        page.goto(UNIT)
        outside = page.evaluate("""() => {
            const found = [];
            for (const link of document.querySelectorAll("article p .passage-ref > a")) {
                if (!link.checkVisibility()) continue;
                link.scrollIntoView({ block: "center", behavior: "instant" });
                link.focus({ preventScroll: true });
                const at = link.parentElement.querySelector(".passage-tip").getBoundingClientRect();
                const width = document.documentElement.clientWidth;
                const fits = at.width > 0 && at.left >= 0 && at.right <= width && at.top >= 0;
                if (!fits) found.push([link.textContent, at.left, at.right, at.top, at.width]);
            }
            return found;
        }""")

    assert outside == []


def test_a_card_copies_its_link(browser: Browser, site_address: str) -> None:
    with opened(browser, site_address, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto("sources/scobell-2004.html#S19")
        page.get_by_role("button", name="Copy the link to S19").click()
        expect(page.locator("#S19 .copy-link")).to_have_text("copied")
        assert (
            page.evaluate("navigator.clipboard.readText()") == f"{site_address}/sources/scobell-2004.html#S19"
        )


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("S19", "sources/scobell-2004.html*#S19"),
        ("S1", "sources/scobell-2004.html*#S1"),
        ("Haass", "sources/zissis-2006.html*#Z6"),
        ("Chapter VII", "reference/glossary.html*#term-Chapter-VII"),
        ("hedge", "reference/glossary.html*#term-hedge"),
    ],
)
def test_the_search_finds_first_what_is_meant(
    browser: Browser, site_address: str, sought: str, found: str
) -> None:
    with opened(browser, site_address) as page:
        page.goto("index.html")
        page.keyboard.press("/")
        page.keyboard.type(sought)
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?q=*")
        page.locator("#search-results li a").first.click()
        page.wait_for_url(f"**/{found}")


def test_the_search_finds_a_term_once_and_readers_pages_before_authors(
    browser: Browser, site_address: str
) -> None:
    with opened(browser, site_address) as page:
        page.goto("search.html?q=hedge")
        expect(page.locator(".search-summary, #search-results > p").first).to_contain_text("found")
        found = page.locator("#search-results li")
        expect(found.first).to_have_text("hedge (term, in Glossary)")
        folders = [str(one.get_attribute("href")).split("/")[0] for one in found.locator("a").all()]

    assert folders[0] == "reference"
    rest = [one for one in folders[1:] if one in {"course", "decisions"}]
    assert {*rest} == {"course", "decisions"}
    assert rest == sorted(rest)
    assert len([one for one in folders if one == "reference"]) <= 2


def test_paper_shows_no_menus_and_keeps_text_figures_and_exercises(
    browser: Browser, site_address: str
) -> None:
    with opened(browser, site_address) as page:
        page.goto(UNIT)
        page.emulate_media(media="print")
        for menu in (
            ".sidebar-drawer",
            ".toc-drawer",
            ".mobile-header",
            ".content-icon-container",
            ".related-pages",
            ".passage-tip",
        ):
            expect(page.locator(menu).first).to_be_hidden()
        for kept in (
            "h1",
            ".unit-badges",
            "figure.drawing svg.drawing-wide",
            "form.exercise-form fieldset",
            ".labels",
            ".keypoints",
        ):
            expect(page.locator(kept).first).to_be_visible()


def test_without_javascript_nothing_is_lost_but_the_notes(browser: Browser, site_address: str) -> None:
    with opened(browser, site_address, java_script_enabled=False) as page:
        page.goto(UNIT)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("figure.drawing svg.drawing-wide").first).to_be_visible()
        fold = page.locator("details.worked-answer").first
        expect(fold.locator(".answer")).to_be_hidden()
        fold.locator("summary").click()
        expect(fold.locator(".answer")).to_be_visible()
        page.locator("form.exercise-form input[type=radio]").first.check()
        page.locator("article section > p > .passage-ref > a").first.click()
        page.wait_for_url("**/sources/*.html#*")


def test_enter_in_a_field_does_not_leave_the_page(browser: Browser, site_address: str) -> None:
    with opened(browser, site_address) as page:
        page.goto(UNIT)
        field = page.locator("form.exercise-form input[type=text]").first
        field.fill("S19")
        field.press("Enter")
        assert page.url.endswith(UNIT)
        expect(field).to_have_value("S19")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_chosen_theme_is_there_at_the_first_paint(
    browser: Browser, site_address: str, scheme: Any
) -> None:
    other = {"light": "dark", "dark": "light"}[scheme]
    with opened(browser, site_address, color_scheme=other) as page:
        page.goto("index.html")
        page.evaluate("(theme) => localStorage.setItem('theme', theme)", scheme)
        page.add_init_script("""
            new PerformanceObserver(() => (window.atFirstPaint ??= document.body.dataset.theme))
                .observe({ type: "paint", buffered: true });
        """)
        page.goto(UNIT)
        page.wait_for_function("window.atFirstPaint")
        assert page.evaluate("window.atFirstPaint") == scheme
