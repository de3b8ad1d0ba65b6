"""What the tests of checking on the page may ask for: a small site with every kind, and a page of it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.small_site import SmallSite, build, serving
from tests.conftest import CONTENT_SECURITY_POLICY, once_for_all_workers

expect.set_options(timeout=20_000)  # milliseconds: a page is slow where many tests run at once
SHOWN = {
    "choice": "u01-horizon",
    "match": "u01-layers",
    "order": "u01-order",
    "multiple-response": "u02-reasons",
    "evidence": "u02-need",
    "argument-map": "u04-map",
    "attribution-chain": "u07-chains",
    "comparison": "u05-named",
    "corroboration": "u08-ledger",
    "hypotheses": "u09-ach",
    "forecast": "u09-hindsight",
    "joint-statement": "u10-statement",
    "text-entry": "u02-checks",
}
"""An exercise for each kind; that of the joint statement has a text of one's own, too."""
CARDS = "```{passage} S5\n```\n\n```{passage} S3\n```\n\n"
"""Cards that quote the words of a source; they stand above the exercise that asks for such words."""
UNIT = """---
unit:
  id: u01
  number: 1
  level: first steps
  reading: 12
  passages: [SM1]
  propositions: []
  objectives: [see]
  keypoints: [seen]
  exercises: [u01-layers, u01-order]
---
# A unit

A start. See {passage}`S19`.

```{exercise} u01-layers
```

```{exercise} u01-order
```

```{exercise} u02-checks
:item: verb
```

```{unit-end}
```
"""


@pytest.fixture(scope="session")
def small_out(shared: Path) -> Path:
    """The small site, built once for all workers."""
    root = shared / "small-site"
    above = {SHOWN["evidence"]: CARDS}
    pages = {
        name: f"# Page of {name}\n\n{above.get(name, '')}```{{exercise}} {name}\n```\n"
        for name in SHOWN.values()
    }

    def make_it() -> str:
        build(root, {**pages, "unit": UNIT}, tuple(SHOWN.values()))
        return ""

    if fault := once_for_all_workers(shared, "small-site-build", make_it):
        pytest.fail(fault, pytrace=False)
    return root


@pytest.fixture(scope="session")
def small_server(small_out: Path) -> Iterator[SmallSite]:
    """The small site, served."""
    with serving(small_out, small_out / "out" / "html", CONTENT_SECURITY_POLICY) as site:
        yield site


@pytest.fixture
def small(small_server: SmallSite) -> SmallSite:
    """The same, with nobody told to say anything else than the truth."""
    small_server.desk.instead.clear()
    small_server.desk.asked.clear()
    return small_server


@pytest.fixture
def visit(browser: Browser, small: SmallSite) -> Iterator[Callable[..., Page]]:
    """Open a page of the small site: `visit("u01-order", viewport=...)`; a fault on it fails the test."""
    contexts: list[Any] = []
    faults: list[str] = []

    def open_it(name: str, **settings: Any) -> Page:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **settings}
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{small.address}/{name}.html")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert faults == []
