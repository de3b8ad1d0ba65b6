"""Checking on the page: what a reader waits for and what is sent, beside Pyodide as published, in one run.

Run `make site` first.  Each round opens both pages twice in a browser with a new profile: the first visit has an
empty cache, the second what the first left.  Sizes are of files compressed with gzip, as a host of static pages
sends them; `make serve` compresses nothing.  `--rounds=3` takes fewer than nine.  `--lighthouse` installs
Lighthouse from npm into build/lighthouse; where it stands there, it is asked, too.
"""

import sys
import tempfile
from pathlib import Path

from _host import Host, serving, total
from _lighthouse import install, scores, script_in
from _published import published
from _visits import Visit, chromium, median, profile, visit
from playwright.sync_api import Playwright, sync_playwright

from course_checks.content.course import load_course
from course_checks.site.bringing import NotBroughtError, brought

ROOT = Path(__file__).resolve().parent.parent
SITE, RUNTIME, LIGHTHOUSE = (ROOT / "build" / name for name in ("site", "runtime", "lighthouse"))
ROUNDS = 9
UNIT, EXERCISE = "course/u01-two-pages.html", "u01-layers"
FORM = f'form.exercise-form[data-exercise="{EXERCISE}"]'
JUDGED = ("index.html", UNIT, "course/u09-verdict.html")
"""For Lighthouse: the landing page, the first unit, the longest one."""
MOST_SIZE, MOST_REQUESTS = 110_000, 16
MOST_CHECKING = 5_500_000
MOST_READY = {"first visit": 2500, "second visit": 1300}
MOST_FEEDBACK, MOST_TASK = 100, 50
LEAST = {"performance": 95, "accessibility": 100}

Visits = dict[str, list[Visit]]


def measured(
    playwright: Playwright, browser: str, hosts: dict[str, tuple[Host, str, str]], rounds: int
) -> Visits:
    """Both pages in turn, each on a first and a second visit."""
    found: Visits = {}
    for _ in range(rounds):
        for name, (host, place, form) in hosts.items():
            with profile(playwright, browser) as context:
                for which in MOST_READY:
                    found.setdefault(f"{name}, {which}", []).append(visit(context, host, place, form))
    return found


def goal(found: float, most: float, *, least: bool = False) -> str:
    """Whether a goal is kept."""
    kept = found >= most if least else found <= most
    return f"{'at least' if least else 'at most'} {most:,}: {'kept' if kept else 'BROKEN'}"


def show(found: Visits, rounds: int) -> bool:
    """Print the medians, and for ours the goals; whether all are kept."""
    print(f"\nFrom the first touch to ready, and from Check to feedback: medians of {rounds}, ms")
    print(f"  {'':36} {'ready':>8} {'processor':>10} {'feedback':>9} {'longest task':>13}")
    said = []
    for name, visits in found.items():
        ready, work, feedback, task = (median(visits, one) for one in ("ready", "work", "feedback", "task"))
        print(f"  {name:36} {ready:8,.0f} {work:10,.0f} {feedback:9,.0f} {task:13,.0f}")
        page, _, which = name.partition(", ")
        if page == "the course":
            said.append(f"{which}, ready {goal(ready, MOST_READY[which])}")
            said += [
                f"{which}, feedback {goal(feedback, MOST_FEEDBACK)}",
                f"{which}, task {goal(task, MOST_TASK)}",
            ]
    print("\nSent from the first touch on, requests and bytes; of these, other exercises, kept for later")
    for name, visits in found.items():
        columns = ("more_requests", "more_size", "kept_requests", "kept_size")
        print(f"  {name:36} {' '.join(f'{median(visits, one):12,.0f}' for one in columns)}")
        if name == "the course, first visit":
            size = median(visits, "more_size") - median(visits, "kept_size")
            said.append(f"sent for the first check: {size:,.0f} bytes, {goal(size, MOST_CHECKING)}")
    return told(said)


def told(said: list[str]) -> bool:
    """Print what was said of goals; whether all are kept."""
    print()
    for one in said:
        print(f"  {one}")
    return not any("BROKEN" in one for one in said)


def units(playwright: Playwright, browser: str, host: Host) -> bool:
    """Print what each unit sends before its first touch; whether all keep the goals."""
    print("\nBefore the first touch: requests, bytes compressed")
    kept = True
    for file in sorted((SITE / "course").glob("u*.html")):
        with profile(playwright, browser) as context:
            page = context.new_page()
            host.take()
            page.goto(f"{host.address}/course/{file.name}", wait_until="networkidle")
            page.wait_for_timeout(500)  # an icon may come late
            requests, size = total(host.take())
        fits = requests <= MOST_REQUESTS and size <= MOST_SIZE
        kept = kept and fits
        print(f"  {file.stem:36} {requests:8} {size:12,}  {'kept' if fits else 'BROKEN'}", flush=True)
    return kept


def judged(browser: str, host: Host, rounds: int) -> bool:
    """Print what Lighthouse says; whether it is enough, or was not asked."""
    try:
        if "--lighthouse" in sys.argv and not script_in(LIGHTHOUSE).is_file():
            install(LIGHTHOUSE)
        if not script_in(LIGHTHOUSE).is_file():
            print(
                f"\nLighthouse: not asked; to install it and ask: python {Path(__file__).name} --lighthouse"
            )
            return True
        said = []
        for place in JUDGED:
            found = scores(LIGHTHOUSE, browser, f"{host.address}/{place}", rounds)
            fast = f"(it rates this machine {found['machine']:,.0f})"
            said += [
                f"{place}: {name} {found[name]:.0f}, {goal(found[name], LEAST[name], least=True)} {fast}"
                for name in LEAST
            ]
    except NotBroughtError as error:
        print(f"\nLighthouse: {error}")
        return True
    print(f"\nLighthouse, medians of {rounds}", end="")
    return told(said)


def main() -> int:
    """Measure and print; 0 if all goals are kept."""
    rounds = next((int(one.partition("=")[2]) for one in sys.argv if one.startswith("--rounds=")), ROUNDS)
    browser, pyodide = chromium(), brought(RUNTIME)
    if browser is None or pyodide is None or not (SITE / "sw.js").is_file():
        print("\nChecking on the page: not measured. It takes a Chromium, and a site that checks: make site")
        return 0
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        published(Path(name) / "published", pyodide, load_course(ROOT), EXERCISE)
        with serving(SITE) as ours, serving(Path(name) / "published") as theirs:
            hosts = {
                "the course": (ours, UNIT, FORM),
                "Pyodide as published": (theirs, "index.html", "form"),
            }
            kept = [show(measured(playwright, browser, hosts, rounds), rounds)]
            kept.append(units(playwright, browser, ours))
            kept.append(judged(browser, ours, rounds))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
