"""Printing a page with the browser that is there, and giving the places it names the numbers of their pages.

No browser is brought along: Chromium, Chrome and Edge all print from the command line.  Numbers of pages are
known only when the book has been printed once; it is then printed again with them in it.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from pikepdf import Dictionary, Name, ObjectStreamMode, OutlineItem, Pdf

VARIABLE = "CHROMIUM"
"""The variable of the environment that names a browser, if it is to be another than the one that is found."""
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "{ProgramFiles}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles(x86)}/Microsoft/Edge/Application/msedge.exe",
)
ARGUMENTS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)
SECONDS = 300
PRINTINGS = 4
"""How often a book is printed at most, until the numbers in it no longer change."""
_FACT = re.compile(r'<meta name="(author|date)" content="([^"]*)">')
_HEADING, _TAG = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL), re.compile(r"<[^>]*>")
_PLACE = re.compile(r'(<a class="page-of" href="#([^"]+)">)[^<]*(</a>)')


class CannotPrintError(Exception):
    """Nothing could be printed; the text says why, and what to do."""


NO_BROWSER = f"""\
There is no browser here that can print the book: Chromium, Chrome or Edge.
  - On Debian and Ubuntu:  apt-get install chromium
  - On Windows and macOS install Chrome, or use the Edge that Windows has.
  - If there is one in an unusual place, say where:  {VARIABLE}=/path/to/chromium make pdf
The e-book needs none:  make epub"""


def browser() -> Path:
    """The browser of this machine.  Raises CannotPrintError if there is none."""
    if named := os.environ.get(VARIABLE):
        found = shutil.which(named)
        if found is None:
            raise CannotPrintError(f"{VARIABLE} names {named!r}, and there is no such program.")
        return Path(found)
    places = [*filter(None, map(shutil.which, NAMES)), *_places()]
    if not places:
        raise CannotPrintError(NO_BROWSER)
    return Path(places[0])


def _places() -> list[str]:
    """The places among PLACES where there is a browser."""
    found = []
    for place in PLACES:
        variable = re.match(r"\{(.+?)\}", place)
        folder = os.environ.get(variable[1], "") if variable else ""
        path = place.replace(variable[0], folder) if variable else place
        if (folder or not variable) and Path(path).is_file():
            found.append(path)
    return found


def print_page(page: Path, pdf: Path, program: Path) -> None:
    """Print the HTML file `page` into `pdf`.  Raises CannotPrintError with the browser's own words."""
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # root has none
    pdf.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            str(program),
            *ARGUMENTS,
            *root,
            f"--user-data-dir={profile}",
            f"--print-to-pdf={pdf}",
            page.resolve().as_uri(),
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise CannotPrintError(f"{program} could not print: {error}") from error
    if done.returncode or not pdf.is_file():
        raise CannotPrintError(
            f"{done.stderr.strip()}\n\n{program} could not print; its own words stand above."
        )


def pages_of(pdf: Path) -> dict[str, int]:
    """From the places that links of `pdf` lead to, to their pages, the first of which is 1."""
    with Pdf.open(pdf) as opened:
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages, start=1)}
        places = opened.Root.get("/Dests", Dictionary())
        return {name.removeprefix("/"): numbers[places[name][0].objgen] for name in places.keys()}  # noqa: SIM118


def numbered(page: str, pages: Mapping[str, int]) -> str:
    """The HTML text `page` with the number of its page wherever one is to stand."""
    return _PLACE.sub(lambda found: f"{found[1]}{pages.get(found[2], '')}{found[3]}", page)


def print_book(page: Path, pdf: Path) -> int:
    """Print the book `page` into `pdf` with its page numbers; how many pages it has.

    The same page gives the same bytes with the same browser.  Raises CannotPrintError.
    """
    program = browser()
    text = numbered(page.read_text(encoding="utf-8"), {})
    for _ in range(PRINTINGS):
        page.write_text(text, encoding="utf-8")
        print_page(page, pdf, program)
        filled = numbered(text, pages_of(pdf))
        if filled == text:
            break
        text = filled
    return _finish(pdf, text)


def print_unit(page: Path, pdf: Path) -> int:
    """Print a page of the site into `pdf`; how many pages it has on paper.  Raises CannotPrintError."""
    print_page(page, pdf, browser())
    return _finish(pdf, page.read_text(encoding="utf-8"))


def _finish(pdf: Path, text: str) -> int:
    """Say in a PDF what it is, without the hour at which it was made; how many pages it has.

    `text` is that of the page from which it was printed: its headings are spelt there as they are, while the
    browser loses the space where a heading is broken.
    """
    facts = dict(_FACT.findall(text))
    headings = (" ".join(unescape(_TAG.sub("", one)).split()) for one in _HEADING.findall(text))
    spelt = {_squeezed(one): one for one in headings}
    with Pdf.open(pdf, allow_overwriting_input=True) as made:
        made.docinfo["/Author"] = unescape(facts["author"])
        if facts["date"]:
            moment = f"D:{facts['date'].replace('-', '')}000000Z"
            made.docinfo["/CreationDate"] = made.docinfo["/ModDate"] = moment
        made.docinfo["/Creator"] = "course-checks"
        _unlink_files(made)
        made.Root.PageMode = Name.UseOutlines
        with made.open_outline() as outline:
            _spell(outline.root, spelt)
        made.save(pdf, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return len(made.pages)


def _unlink_files(made: Pdf) -> None:
    """Take away where links lead to other pages of this computer: whoever gets the PDF does not have them."""
    for page in made.pages:
        for note in page.get("/Annots", []):
            if "/A" in note and str(note.A.get("/URI", "")).startswith("file:"):
                del note.A


def _spell(items: list[OutlineItem], spelt: Mapping[str, str]) -> None:
    for item in items:
        item.title = spelt.get(_squeezed(item.title), item.title)
        _spell(item.children, spelt)


def _squeezed(text: str) -> str:
    return "".join(text.split())
