"""A small site whose checks are asked of this process: the page as it is, and Python without a start-up.

The worker of these tests hands each question to the server that the page came from, which answers it as the
browser's own Python does.  It is never part of a built site.
"""

import functools
import json
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

import make
from course_checks.core.library import Library
from course_checks.sheet import carried, onpage
from course_checks.sheet.workspace import Opened, load_library, open_exercise
from tests.site.books import Book

WORKER = """
self.addEventListener("message", async ({ data }) => {
  if (data.bytes) data.bytes = [...new Uint8Array(data.bytes)];
  const asked = await fetch(new URL("ask", import.meta.url), { method: "POST", body: JSON.stringify(data) });
  const said = await asked.json();
  if (said.hang) return;
  self.postMessage({ id: data.id, ...said });
});
"""
Question = dict[str, Any]
Said = Mapping[str, Any]
KEEPER = "export function keep() {}\n"


@dataclass(slots=True, kw_only=True)
class Desk:
    """Answers what the worker is asked."""

    root: Path
    library: Library
    instead: dict[str, Said] = field(default_factory=dict)
    """What is said instead, by what is to be done: for endings that no answer of a learner brings about."""
    asked: list[Question] = field(default_factory=list)

    def opened(self, exercise: str) -> Opened:
        """The exercise of this id."""
        return open_exercise(self.root / "exercises" / exercise)

    def say(self, question: Question) -> Said:
        """What the worker says to one message."""
        self.asked.append(question)
        does = question["do"]
        if does in self.instead:
            return self.instead[does]
        return getattr(self, does.replace("-", "_"))(question)  # type: ignore[no-any-return]

    def start(self, _question: Question) -> Said:
        """It stands ready."""
        return {"ready": True}

    def check(self, question: Question) -> Said:
        """A check."""
        opened, request = self.opened(question["exercise"]), json.dumps(question["request"])
        return {"answer": json.loads(onpage.answer(opened, self.library, request))}

    def sheet(self, question: Question) -> Said:
        """An answer sheet, filled in."""
        opened = self.opened(question["exercise"])
        return {"sheet": carried.filled_sheet(opened, json.dumps(question["responses"]))}

    def hand_in(self, question: Question) -> Said:
        """The file to hand in."""
        held = json.dumps(question["attempts"])
        for name, typed in question["responses"].items():
            held = carried.with_responses(held, self.opened(name), self.library, json.dumps(typed))
        return {"file": carried.hand_in(held, json.dumps(question["learner"]))}

    def read(self, question: Question) -> Said:
        """What a file says."""
        data = bytes(question["bytes"])
        named = carried.sheet_of(data)
        told = carried.read_filled_sheet(self.opened(named), data) if named else carried.read_hand_in(data)
        return {"read": json.loads(told)}


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallSite:
    """A built site and who answers for it."""

    address: str
    out: Path
    desk: Desk


def setup(app: Sphinx) -> None:
    """As an extension of Sphinx: the checks are here, although no runtime was brought."""

    def here(_app: Sphinx, config: Config) -> None:
        config.course_checks_here = True

    app.connect("config-inited", here, priority=900)


def build(
    root: Path, pages: Mapping[str, str], exercises: tuple[str, ...], runtime: Path | None = None
) -> Path:
    """A site of `pages` over the sources of the course and some of its exercises.

    With a `runtime` its checks are those that readers get; without one they are asked of this process.
    """
    docs, held = root / "docs", root / "exercises"
    docs.mkdir(parents=True)
    held.mkdir()
    (docs / "sources").symlink_to(make.ROOT / "docs" / "sources")
    (docs / "references.bib").symlink_to(make.ROOT / "docs" / "references.bib")
    for name in exercises:
        shutil.copytree(make.ROOT / "exercises" / name, held / name)
    settings = {
        "exclude_patterns": ["sources"],
        "extensions": ["myst_parser", "course_checks.site", *([] if runtime else [__name__])],
        "course_runtime": str(runtime) if runtime else "",
        "html_theme": "furo",
        "html_theme_options": {"enable_search_shortcuts": False},
        "course_progress_page": "mine",
    }
    cards = "".join(f"```{{passages}} {source}\n```\n\n" for source in ("scobell-2004", "zissis-2006"))
    mine = "# My course\n\n```{my-course}\n```\n"
    index = "# A small course\n\n```{toctree}\n:glob:\n\n*\n```\n"
    book = Book(root=root, config=settings)
    book.write({"index": index, "cards": f"# Cards\n\n{cards}", "mine": mine, **pages})
    out = book.build().out
    if runtime:
        return out
    checks = out / "_static" / "check"
    checks.mkdir(exist_ok=True)
    (checks / "worker.mjs").write_text(WORKER, encoding="utf-8")
    (checks / "keep.mjs").write_text(KEEPER, encoding="utf-8")
    return out


@contextmanager
def serving(root: Path, out: Path, policy: str) -> Iterator[SmallSite]:
    """The site under its policy, and a desk that answers for its worker."""
    desk = Desk(root=root, library=load_library(make.ROOT))
    server = make.server_for(out, 0, {"Content-Security-Policy": policy})
    held: Any = server.RequestHandlerClass

    class Handler(held.func):  # type: ignore[misc]
        def do_POST(self) -> None:  # noqa: N802  (the server asks for this name)
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told = json.dumps(desk.say(question)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

    server.RequestHandlerClass = functools.partial(Handler, **held.keywords)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield SmallSite(address=f"http://{make.LOOPBACK}:{server.server_port}", out=out, desk=desk)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
