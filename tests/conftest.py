"""What every test may ask for: the built site, a server of it, a real browser."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

import make

# The same examples on every run, so that a change is judged by itself; `full` looks further each time.
settings.register_profile("default", max_examples=50, deadline=None, derandomize=True)
settings.register_profile("full", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER_ARGUMENTS = [
    "--no-sandbox",  # root has none
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:"
)
BUILD_SECONDS = 600


def chromium() -> Path | None:
    """The Chromium of this machine, if it has one."""
    places = ["/usr/bin/chromium", *filter(None, map(shutil.which, BROWSER_NAMES))]
    return next((Path(place) for place in places if Path(place).is_file()), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium.  Without one the test is skipped; where CI is true it fails."""
    executable = chromium()
    if executable is None:
        reason = (
            f"no Chromium here (looked for {', '.join(BROWSER_NAMES)}); on Debian: apt-get install chromium"
        )
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(executable), args=BROWSER_ARGUMENTS)
        yield launched
        launched.close()


def once_for_all_workers(folder: Path, name: str, work: Callable[[], str]) -> str:
    """What `work` says, done by the first process that asks; the others wait and hear the same."""
    said = folder / f"{name}.said"
    try:
        os.close(os.open(folder / f"{name}.begun", os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        end = time.monotonic() + BUILD_SECONDS
        while not said.exists():
            if time.monotonic() > end:
                pytest.fail(f"{name}: the worker that began it did not finish", pytrace=False)
            time.sleep(0.1)
    else:
        unfinished = folder / f"{name}.unfinished"
        try:
            words = work()
        except Exception as error:  # noqa: BLE001  (whatever it was, the others must not wait for it)
            words = f"{type(error).__name__}: {error}"
        unfinished.write_text(words, encoding="utf-8")
        unfinished.replace(said)
    return said.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, the same for all its workers."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def brought_runtime(shared: Path) -> str:
    """Bring what checks on the page where `make site` brings it; why it could not be, or nothing."""
    return once_for_all_workers(
        shared, "runtime", lambda: make.bring_runtime(Path(sys.executable), make.ROOT)
    )


@pytest.fixture(scope="session")
def check_runtime(brought_runtime: str) -> Path:
    """The folder of what checks on the page.  Without it the test is skipped; where CI is true it fails."""
    if brought_runtime and os.environ.get("CI") == "true":
        pytest.fail(brought_runtime, pytrace=False)
    if brought_runtime:
        pytest.skip(brought_runtime)
    return make.ROOT / "build" / "runtime"


@pytest.fixture(scope="session")
def built_site(shared: Path, brought_runtime: str) -> Path:
    """The whole site, built once however many workers ask for it, with warnings as errors."""
    site = make.Site(docs=make.ROOT / "docs", out=shared / "site", doctrees=shared / "doctrees")

    def build() -> str:
        status, words = make.build_site(site)
        return words or "Sphinx failed and said nothing" if status else ""

    if fault := once_for_all_workers(shared, "built-site", build):
        pytest.fail(f"the site does not build:\n{fault}\n{brought_runtime}", pytrace=False)
    return site.out


@pytest.fixture(scope="session")
def served() -> Iterator[Callable[[Path], str]]:
    """Serve a folder with the strictest policy the site promises to work under; the address, without `/`."""
    with ExitStack() as stack:

        def serve(folder: Path) -> str:
            policy = {"Content-Security-Policy": CONTENT_SECURITY_POLICY}
            server = stack.enter_context(make.server_for(folder, 0, policy))
            thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            return f"http://{make.LOOPBACK}:{server.server_port}"

        yield serve


@pytest.fixture(scope="session")
def site_address(built_site: Path, served: Callable[[Path], str]) -> str:
    """The address of the built site, served with its content security policy."""
    return served(built_site)
