"""Visits to a page that checks, in a real Chromium with a profile of its own: what a reader waits for."""

import os
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from _host import Host, total
from playwright.sync_api import BrowserContext, Page, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",  # root has none
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60_000
"""Milliseconds."""
CHECKS = 5
LOOK = 100
"""Milliseconds between two looks whether something is there; a look at every frame has the browser draw them all."""
TO_SCROLL = 1500
"""Milliseconds after which a page stands still: a reader touches what she sees, and a page that scrolls is drawn at
every frame, which takes as much of the processor as the start."""
TO_KEEP = 500
"""Milliseconds after which a page has kept what was typed."""
WATCH = """
    window.bench = { tasks: [], checks: [] };
    const Own = window.Worker;
    window.Worker = class extends Own {
        constructor(...given) {
            super(...given);
            this.addEventListener("message", ({ data }) => {
                if (data?.ready) bench.ready ??= performance.now();
            });
        }
    };
    addEventListener("focusin", () => (bench.touched ??= performance.now()), true);
    addEventListener("submit", () => (bench.asked = performance.now()), true);
    new PerformanceObserver((list) => {
        bench.tasks.push(...list.getEntries().map((one) => [one.startTime, one.duration]));
    }).observe({ type: "longtask", buffered: true });
    new MutationObserver((changes) => {
        const added = changes.flatMap((one) => [...one.addedNodes]);
        if (!added.some((one) => one.classList?.contains("feedback-item")) || !bench.asked) return;
        const { asked } = bench;
        bench.asked = 0;
        requestAnimationFrame(() => bench.checks.push(performance.now() - asked));
    }).observe(document, { childList: true, subtree: true });
"""
ANSWER = """
    async ({ form, turn }) => {
        const named = new Map();
        for (const one of document.querySelectorAll(`${form} input[type=radio]`)) {
            named.set(one.name, [...(named.get(one.name) ?? []), one]);
        }
        const answered = [...document.querySelectorAll(`${form} select`)];
        for (const one of answered) one.selectedIndex = turn % one.options.length;
        for (const group of named.values()) {
            const one = group[turn % group.length];
            one.checked = true;
            answered.push(one);
        }
        for (const one of answered) {
            // A reader answers one after the other, and the page is drawn between them.
            await new Promise((resolve) => setTimeout(resolve, 50));
            one.dispatchEvent(new Event("change", { bubbles: true }));
        }
    }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one visit took; times in milliseconds."""

    requests: int
    """Before the first touch."""
    size: int
    """Bytes as sent, before the first touch."""
    more_requests: int
    more_size: int
    """For checking: from the first touch until the page asks for nothing more."""
    kept_requests: int
    kept_size: int
    """Among these, other exercises: a service worker keeps them for a visit without a network."""
    ready: float
    """From the first touch until a check can be answered."""
    work: float
    """Of the processor in that time, all processes of the browser together."""
    feedback: float
    """From Check to its feedback on the page; the median of a few checks."""
    task: float
    """The longest task of the page's own thread from the first touch on; 0 if none was as long as 50."""


def chromium() -> str | None:
    """Where a Chromium is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def profile(playwright: Playwright, executable: str) -> Iterator[BrowserContext]:
    """A browser that was never anywhere, with a cache on disk as a reader's has."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        context = playwright.chromium.launch_persistent_context(
            folder, executable_path=executable, args=[*ARGUMENTS]
        )
        context.add_init_script(WATCH)
        try:
            yield context
        finally:
            context.close()


def visit(context: BrowserContext, host: Host, place: str, form: str) -> Visit:
    """Open a page, touch its first exercise, check it a few times, and leave."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    host.take()
    page.goto(f"{host.address}/{place}", wait_until="networkidle")
    requests, size = total(host.take())
    field = page.locator(f"{form} :is(input, select, button)").first
    field.scroll_into_view_if_needed()
    page.wait_for_timeout(TO_SCROLL)
    before = work()
    field.focus()
    page.wait_for_function("() => bench.ready", polling=LOOK)
    worked = work() - before
    for turn in range(CHECKS):
        page.evaluate(ANSWER, {"form": form, "turn": turn})
        page.wait_for_timeout(TO_KEEP)
        page.locator(f"{form} button[type=submit]").first.click()
        page.wait_for_function("(wanted) => bench.checks.length === wanted", arg=turn + 1, polling=LOOK)
    told = page.evaluate("bench")
    sent = settled(page, host)
    more_requests, more_size = total(sent)
    kept_requests, kept_size = total([one for one in sent if kept_for_later(one[0], form)])
    page.close()
    return Visit(
        requests=requests,
        size=size,
        more_requests=more_requests,
        more_size=more_size,
        kept_requests=kept_requests,
        kept_size=kept_size,
        ready=told["ready"] - told["touched"],
        work=worked * 1000,
        feedback=statistics.median(told["checks"]),
        task=max((taken for begun, taken in told["tasks"] if begun >= told["touched"]), default=0.0),
    )


def settled(page: Page, host: Host) -> list[tuple[str, int]]:
    """What was sent, once nothing was for two seconds: a service worker keeps its files after the first check."""
    sent = host.take()
    while True:
        page.wait_for_timeout(2000)
        more = host.take()
        if not more:
            return sent
        sent += more


def kept_for_later(place: str, form: str) -> bool:
    """Whether a file is an exercise that is not the one of `form`."""
    return "/exercises/" in place and Path(place).stem not in form


def work() -> float:
    """Processor seconds of the browser that was started by this process, and of all that it started."""
    parents, taken = dict[int, int](), dict[int, float]()
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            held = place.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        parents[int(place.parent.name)] = int(held[1])
        taken[int(place.parent.name)] = (int(held[11]) + int(held[12])) / os.sysconf("SC_CLK_TCK")
    return sum(seconds for one, seconds in taken.items() if one != os.getpid() and _ours(one, parents))


def _ours(process: int, parents: dict[int, int]) -> bool:
    while process in parents:
        if process == os.getpid():
            return True
        process = parents[process]
    return False


def median(visits: Sequence[Visit], name: str) -> Any:
    """The median of one figure."""
    return statistics.median(getattr(one, name) for one in visits)
