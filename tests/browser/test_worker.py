"""The worker of the checks and the service worker in a real Chromium, without any page of the course around them."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

import make
from course_checks.site.runtime import PLACE
from tests.conftest import BROWSER_ARGUMENTS, chromium
from tests.courses.made import good_course
from tests.site.bare import bare_site

pytestmark = pytest.mark.browser

Serve = Callable[[Path], str]
RIGHT = {"lamp": {"choice": "a", "passage": "T2"}}
ATTEMPTS = {"attempts": 1, "exercises": {}}
ASK = """
    (message) => new Promise((resolve) => {
        const address = new URL("PLACE/worker.mjs", document.baseURI);
        const worker = (window.worker ??= new Worker(address, { type: "module" }));
        const id = (window.last = (window.last ?? 0) + 1);
        const heard = ({ data }) => {
            if (data.loading !== undefined) (window.loading ??= []).push(data.loading);
            if (data.id === id) {
                worker.removeEventListener("message", heard);
                resolve(data);
            }
        };
        worker.addEventListener("message", heard);
        worker.addEventListener("error", (event) => resolve({ broken: event.message }));
        setTimeout(() => resolve({ late: true }), 90000);
        worker.postMessage({ id, ...message });
    })
""".replace("PLACE", PLACE)
KEEP = f"import(new URL('{PLACE}/keep.mjs', document.baseURI)).then((one) => one.keep())"
KEPT = """
    async () => {
        await navigator.serviceWorker.ready;
        const found = {};
        for (const name of await caches.keys()) {
            const requests = await (await caches.open(name)).keys();
            found[name.replace(/^\\S+ /, "")] = requests.map((one) => one.url.replace(document.baseURI, "/"));
        }
        return found;
    }
"""
UNTIL = """
    async (given) => {
        for (let turn = 0; turn < 600 && !(await HOLDS(given)); turn++) {
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
    }
"""
GONE = UNTIL.replace(
    "HOLDS", "(async (old) => !(await caches.keys()).some((name) => name.endsWith(` ${old}`)))"
)
STANDS = UNTIL.replace("HOLDS", "(() => caches.match(document.baseURI))")


@pytest.fixture(scope="module")
def whole(check_runtime: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checks of the tiny course."""
    return bare_site(tmp_path_factory.mktemp("whole"), good_course(), check_runtime)


@pytest.fixture
def site(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return shutil.copytree(whole, tmp_path / "site")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that was never here."""
    made_context = browser.new_context()
    yield made_context
    made_context.close()


def ask(page: Page, **message: Any) -> dict[str, Any]:
    """What the worker answers."""
    answer: dict[str, Any] = page.evaluate(ASK, message)
    answer.pop("id", None)
    return answer


def checked(page: Page, exercise: str = "t1-choice", typed: Any = RIGHT) -> dict[str, Any]:
    """What it answers to one check."""
    return ask(
        page,
        do="check",
        exercise=exercise,
        request={"responses": typed, "attempts": ATTEMPTS, "asked": {}},
    )


def state(answer: dict[str, Any], item: str = "lamp") -> Any:
    return answer["answer"]["items"][item]["state"]


@pytest.fixture
def reader(browser: Browser, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser with a cache on disk, as a reader has: one in memory is too small for the WebAssembly."""
    kept = browser.browser_type.launch_persistent_context(
        tmp_path / "profile", executable_path=chromium(), args=BROWSER_ARGUMENTS
    )
    yield kept
    kept.close()


@pytest.fixture
def page(context: BrowserContext, whole: Path, served: Serve) -> Page:
    """The page of a whole site."""
    opened = context.new_page()
    opened.goto(f"{served(whole)}/index.html")
    return opened


# The worker --------------------------------------------------------------------------------------------------


def test_the_worker_starts_tells_how_far_it_is_and_checks(page: Page) -> None:
    assert ask(page, do="start", exercise="t1-choice") == {"ready": True}
    shares = page.evaluate("window.loading")
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert state(checked(page)) == "right"
    assert state(checked(page, typed={"lamp": {"choice": "b"}})) == "look again"


def test_many_checks_at_once_are_answered_each_with_its_own(page: Page) -> None:
    messages = [
        {
            "do": "check",
            "exercise": "t1-choice",
            "request": {"responses": {"lamp": {"choice": choice}}, "attempts": {}, "asked": {}},
        }
        for choice in ("a", "b", "zebra", "")
    ]
    answers = page.evaluate(f"(messages) => Promise.all(messages.map({ASK}))", messages)

    assert [state(one) for one in answers] == ["look again", "look again", "not read", "not answered"]


def test_answers_are_carried_to_and_fro(page: Page) -> None:
    sheet = ask(page, do="sheet", exercise="t1-choice", responses=RIGHT)["sheet"]
    typed = {"t1-choice": RIGHT, "t0-gone": {"x": {"y": "z"}}}
    file = ask(page, do="hand-in", attempts=ATTEMPTS, responses=typed, learner={"name": "Ada"})["file"]

    assert 'lamp.choice = "a"' in sheet
    assert json.loads(file)["exercises"].keys() == {"t1-choice"}
    for text in (sheet, file):
        back = page.evaluate(
            f"(text) => ({ASK})({{ do: 'read', bytes: new TextEncoder().encode(text).buffer }})", text
        )["read"]
        assert back["problems"] == []
        lamp = back["exercises"]["t1-choice"]["lamp"]
        assert {part: text for part, text in lamp.items() if text} == RIGHT["lamp"]


@pytest.mark.parametrize(
    ("message", "what"),
    [
        ({"do": "check", "exercise": "t9-none", "request": {}}, "exercises/t9-none.json"),
        ({"do": "dance"}, "TypeError"),
        ({"do": "check", "exercise": "t1-choice", "request": {"responses": 7}}, "TypeError"),
    ],
)
def test_what_cannot_be_asked_is_a_fault_of_ours_and_the_next_check_goes_on(
    page: Page, message: Any, what: str
) -> None:
    fault = ask(page, **message)

    assert fault["what"] == what
    assert "Your answers are kept" in fault["fault"] or "your answers are kept" in fault["fault"]
    assert state(checked(page)) == "right"


def test_a_worker_that_is_killed_is_followed_by_another(page: Page) -> None:
    ask(page, do="start")
    page.evaluate("() => { window.worker.terminate(); window.worker = undefined; }")

    assert state(checked(page)) == "right"


@pytest.mark.parametrize("typed", ["x" * 1_000_000, "\u202e<script>\x1b[31m🙂", "\ud800", "S19 " * 9000])
def test_whatever_is_pasted_is_answered(page: Page, typed: str) -> None:
    answer = page.evaluate(
        f"""(json) => ({ASK})({{ do: "check", exercise: "t1-choice",
            request: {{ responses: {{ lamp: JSON.parse(json) }}, attempts: {{}}, asked: {{}} }} }})""",
        json.dumps(dict.fromkeys(("choice", "passage", "reason"), typed)),
    )

    assert state(answer) == "not read"


# Files that are missing or damaged ---------------------------------------------------------------------------


def in_python(site: Path, name: str) -> Path:
    """A file of Python for the browser."""
    (found,) = (site / PLACE).glob(f"python-*/{name}")
    return found


def flipped(file: Path) -> None:
    """Change the file in its middle, and nothing else."""
    data = bytearray(file.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 64] = bytes(byte ^ 0xFF for byte in data[middle : middle + 64])
    file.write_bytes(data)


FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python.packed")
OWN = ("checks.packed", "library.json", "exercises/t1-choice.json")
DAMAGE: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "cut": lambda file: file.write_bytes(file.read_bytes()[:9000]),
    "changed": flipped,
}


@pytest.mark.parametrize("damage", ["missing", "changed", pytest.param("cut", marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", [*FILES, *OWN])
def test_without_a_file_the_start_ends_in_plain_words(
    context: BrowserContext, site: Path, served: Serve, name: str, damage: str
) -> None:
    file = in_python(site, name) if name in FILES else site / PLACE / name
    DAMAGE[damage](file)
    page = context.new_page()
    page.goto(f"{served(site)}/index.html")
    page.set_default_timeout(60_000)
    answer = ask(page, do="start", exercise="t1-choice")

    if damage == "cut" and file.stat().st_size < 9000:
        assert answer == {"ready": True}  # it was not longer
    else:
        assert answer["fault"].startswith("What checking needs could not be loaded.")
        assert answer["what"].split("/")[0] in file.as_posix()


def spoiled_at_first(context: BrowserContext, name: str, body: bytes, kind: str) -> list[str]:
    """Give out `body` in place of a file when it is first asked for; every address that is asked for, as it is."""
    asked: list[str] = []

    def spoil_the_first(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(body=body, content_type=kind)
        else:
            route.continue_()

    context.route(f"**/{name}", spoil_the_first)
    return asked


def test_a_copy_that_was_damaged_on_the_way_is_fetched_again(
    context: BrowserContext, whole: Path, served: Serve
) -> None:
    asked = spoiled_at_first(context, "checks.packed", b"packed, or not", "application/octet-stream")
    page = context.new_page()
    page.goto(f"{served(whole)}/index.html")

    assert state(checked(page)) == "right"
    assert len(asked) == 2


def test_a_start_that_failed_can_be_tried_again(context: BrowserContext, site: Path, served: Serve) -> None:
    file = in_python(site, "python.packed")
    aside = file.rename(file.with_suffix(".aside"))
    page = context.new_page()
    page.goto(f"{served(site)}/index.html")
    assert "fault" in ask(page, do="start")
    aside.rename(file)

    assert state(checked(page)) == "right"


# Kept for a visit without a network ----------------------------------------------------------------------------


@pytest.fixture
def leaving(site: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """A server of the site, and how it goes away."""
    import threading

    server = make.server_for(site, 0)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()

    def go() -> None:
        if thread.is_alive():
            server.shutdown()
            thread.join()
            server.server_close()

    yield f"http://{make.LOOPBACK}:{server.server_port}", go
    go()


def visited(context: BrowserContext, address: str) -> Page:
    """A first visit that checked something, kept."""
    page = context.new_page()
    page.goto(f"{address}/index.html")
    assert state(checked(page)) == "right"
    page.evaluate(KEEP)
    page.wait_for_function("navigator.serviceWorker.controller")
    page.evaluate(STANDS)
    return page


def test_the_second_visit_checks_with_the_network_gone(
    context: BrowserContext, leaving: tuple[str, Callable[[], None]]
) -> None:
    address, go = leaving
    visited(context, address).close()
    go()
    page = context.new_page()
    page.goto(f"{address}/index.html")

    assert page.get_by_text("Read me.").is_visible()
    assert state(checked(page)) == "right"
    assert state(checked(page, "t1-order", {"dates": {"lit": "1"}}), "dates") == "look again"


WASM = "pyodide.asm.wasm"


def wasm_of(site: Path) -> str:
    """The address of the WebAssembly below the site."""
    return in_python(site, WASM).relative_to(site).as_posix()


def cached_only(page: Page, address: str) -> int:
    """The status of a file as the browser's own cache has it; 0 where it has none."""
    status: int = page.evaluate(
        "(address) => fetch(address, { cache: 'only-if-cached', mode: 'same-origin' })"
        ".then((one) => one.status, () => 0)",
        address,
    )
    return status


SPOIL_WHAT_IS_KEPT = """
    async (address) => {
        const name = (await caches.keys()).find((one) => one.includes(" python-"));
        const spoilt = new Response("not it", { headers: { "Content-Type": "application/wasm" } });
        await (await caches.open(name)).put(address, spoilt);
    }
"""


def test_a_later_visit_takes_the_webassembly_from_the_browsers_own_cache_and_asks_no_network(
    reader: BrowserContext, site: Path, leaving: tuple[str, Callable[[], None]]
) -> None:
    address, _ = leaving
    wasm = f"{address}/{wasm_of(site)}"
    first = visited(reader, address)
    first.evaluate(SPOIL_WHAT_IS_KEPT, wasm)
    first.close()
    in_python(site, WASM).unlink()
    page = reader.new_page()
    page.goto(f"{address}/index.html")

    assert cached_only(page, wasm) == 200
    assert state(checked(page)) == "right"


def test_where_the_browsers_own_cache_is_empty_what_is_kept_stands_in(
    context: BrowserContext, site: Path, leaving: tuple[str, Callable[[], None]]
) -> None:
    address, go = leaving
    visited(context, address).close()
    go()
    page = context.new_page()
    context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.goto(f"{address}/index.html")

    assert cached_only(page, f"{address}/{wasm_of(site)}") == 0
    assert state(checked(page)) == "right"


def test_webassembly_that_was_damaged_on_the_way_is_fetched_again_for_the_next_try(
    context: BrowserContext, whole: Path, served: Serve
) -> None:
    asked = spoiled_at_first(context, WASM, b"\0asm, or not", "application/wasm")
    page = context.new_page()
    page.goto(f"{served(whole)}/index.html")

    assert "could not be loaded" in ask(page, do="start")["fault"]
    assert len(asked) == 2
    assert state(checked(page)) == "right"


def test_old_versions_are_let_go_and_what_others_keep_is_not(
    context: BrowserContext, site: Path, served: Serve, check_runtime: Path
) -> None:
    page = visited(context, served(site))
    page.evaluate("caches.open('http://elsewhere/ python-0')")
    before = page.evaluate(KEPT)
    course = good_course()
    bare_site(site, type(course)(**{**course_fields(course), "exercises": {}}), check_runtime)
    page.evaluate("navigator.serviceWorker.ready.then((one) => one.update())")
    page.evaluate(GONE, next(name for name in before if name.startswith("checks-")))
    after = page.evaluate(KEPT)

    python = next(name for name in before if name.startswith("python-") and name != "python-0")
    assert python in after
    assert "python-0" in after
    assert len(after) == len(before)


def course_fields(course: Any) -> dict[str, Any]:
    from dataclasses import fields

    return {field.name: getattr(course, field.name) for field in fields(course)}


def test_where_no_service_worker_is_allowed_nothing_breaks(
    context: BrowserContext, site: Path, served: Serve
) -> None:
    (site / "sw.js").unlink()
    page = context.new_page()
    page.goto(f"{served(site)}/index.html")
    page.evaluate(KEEP)

    assert state(checked(page)) == "right"
