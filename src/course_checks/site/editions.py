"""The editions to take away: `python -m course_checks.site.editions epub pdf print zip`, in the project's folder.

Each goes to build/editions.  Printed units and the ZIP are made of the site as it was built last; make.py
builds it before.
"""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from sphinx.cmd.build import build_main

from course_checks.content.packing import archive
from course_checks.site.builders import BOOK, EPUB, WHOLE
from course_checks.site.printing import CannotPrintError, browser, print_book, print_unit
from course_checks.site.theme import BOOK_STATIC

NAME = "china-and-north-korea"
"""What the files are called."""
START = "START-HERE.html"
START_PAGE = Path(__file__).parent / "books" / "start-here.html"
SITE = "site"
"""The folder of the ZIP that holds the site."""
UNITS, UNIT_STYLE = "course", BOOK_STATIC / "unit.css"
"""The folder of the site that holds the units, and what they look like on paper beside what the site says."""
MADE = ".made"
"""The folder, beside the editions, of what Sphinx makes on the way."""
UNNEEDED = {".buildinfo"}
"""What of a site no reader needs."""


class NotMadeError(Exception):
    """An edition could not be made; the text says why, and what to do."""


def build(builder: str, root: Path, made: Path) -> Path:
    """Build the project in `root` with a builder of Sphinx's; the folder of what it made, inside `made`.

    Raises NotMadeError after any warning, which Sphinx has printed.
    """
    out = made / builder
    shutil.rmtree(out, ignore_errors=True)
    options = ["-t", BOOK, "-j", "auto", "-q", "--fail-on-warning", "--keep-going", "--no-color"]
    settings = ["-D", f"epub_basename={NAME}", "-d", str(made / "doctrees")]
    if build_main(["-b", builder, *options, *settings, str(root / "docs"), str(out)]):
        raise NotMadeError("The book was not made: mend what stands above, then run this again.")
    return out


def make_epub(root: Path, file: Path) -> str:
    """Make the e-book; what it is, in a word or two."""
    shutil.copyfile(build(EPUB, root, file.parent / MADE) / f"{NAME}.epub", file)
    return "an e-book"


def make_pdf(root: Path, file: Path) -> str:
    """Make the book on paper; how many pages it has.  Raises CannotPrintError where there is no browser."""
    browser()  # asked before the pages are built, so that whoever has none need not wait
    page = build(WHOLE, root, file.parent / MADE) / "index.html"
    return f"{print_book(page, file)} pages"


def _site(root: Path) -> Path:
    """The site that was built last.  Raises NotMadeError where there is none."""
    site = root / "build" / "site"
    if not (site / "index.html").is_file():
        raise NotMadeError("There is no site yet. First:  make site  or  python make.py site")
    return site


def make_units(root: Path, folder: Path) -> str:
    """Print each unit of the site into a file of its own; how many, and their pages.

    Raises NotMadeError where there is no site, CannotPrintError where there is no browser.
    """
    browser()
    site = shutil.copytree(_site(root), folder.parent / MADE / SITE)
    folder.mkdir()
    style = f"<style>\n{UNIT_STYLE.read_text(encoding='utf-8')}</style>\n</head>"
    units = sorted((site / UNITS).glob("*.html"))
    pages = 0
    for unit in units:
        unit.write_text(unit.read_text(encoding="utf-8").replace("</head>", style, 1), encoding="utf-8")
        pages += print_unit(unit, folder / f"{unit.stem}.pdf")
    return f"one PDF a unit, {pages} pages in {len(units)} files"


def make_zip(root: Path, file: Path) -> str:
    """Pack the site that was built last; what is in it.  Raises NotMadeError where there is none."""
    site = _site(root)
    paths = sorted(path for path in site.rglob("*") if path.is_file() and path.name not in UNNEEDED)
    files = {f"{SITE}/{path.relative_to(site).as_posix()}": path.read_bytes() for path in paths}
    file.write_bytes(archive({**files, START: START_PAGE.read_bytes()}))
    return f"the site, and {START}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An edition: what its file or its folder is called, and what makes it, of the project's folder and that place."""

    name: str
    make: Callable[[Path, Path], str]


EDITIONS = {
    "epub": Edition(name=f"{NAME}.epub", make=make_epub),
    "pdf": Edition(name=f"{NAME}.pdf", make=make_pdf),
    "print": Edition(name="units", make=make_units),
    "zip": Edition(name=f"{NAME}.zip", make=make_zip),
}


def make_editions(names: Sequence[str], root: Path, folder: Path) -> None:
    """Make the editions `names` of the project in `root`, and say where each is: in `folder`.

    Raises NotMadeError or CannotPrintError at the first that cannot be made; those made before stay.
    """
    shutil.rmtree(folder / MADE, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        edition = EDITIONS[name]
        place = folder / edition.name
        _remove(place)
        told = edition.make(root, place)
        click.echo(f"Made {os.path.relpath(place, root)}: {told}, {_size(place) / 1e6:.1f} MB.")
    shutil.rmtree(folder / MADE, ignore_errors=True)


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)


def _size(place: Path) -> int:
    """The bytes of a file, or of the files in a folder."""
    return sum(one.stat().st_size for one in ([place] if place.is_file() else place.iterdir()))


def main(names: Sequence[str], root: Path) -> int:
    """Make the editions `names` in build/editions; 0 if all is well, 1 if something could not be made."""
    if not names or not EDITIONS.keys() >= set(names):
        click.echo(f"There are these editions: {', '.join(EDITIONS)}.", err=True)
        return 2
    try:
        make_editions(names, root, root / "build" / "editions")
    except (NotMadeError, CannotPrintError) as stopped:
        click.echo(str(stopped), err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path.cwd()))
