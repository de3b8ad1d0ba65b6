"""What Sphinx's EPUB needs beside its pages: one plain style sheet, a full package, the same bytes each time."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from course_checks.content.packing import Files, archive
from course_checks.site.books.written import written
from course_checks.site.builders import EPUB
from course_checks.site.theme import BOOK_STATIC, STATIC

STYLE = "ebook.css"
STYLES = (STYLE, "pygments.css")
PACKAGE, MIMETYPE, CONTAINER = "content.opf", "mimetype", "META-INF/container.xml"
NAV, OLD_NAV = "nav.xhtml", "toc.ncx"
OPF = "http://www.idpf.org/2007/opf"
XHTML, DRAWING = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}svg"
NCX = "http://www.daisy.org/z3986/2005/ncx/"
DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"
ENTRIES = {f"{XHTML}li", f"{{{NCX}}}navPoint"}
"""What a line of the contents is, in the new form and in the old."""
FETCHED = {f"{XHTML}link": "href", f"{XHTML}img": "src"}
"""What an element fetches, by the attribute that names it."""
ACCESS: tuple[tuple[str, str], ...] = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "longDescription"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
    ("accessibilitySummary", "Every figure has an alternative text, and its data as a table."),
)
"""What readers are told who cannot see or hear everything."""

ET.register_namespace("dc", "http://purl.org/dc/elements/1.1/")
ET.register_namespace("epub", "http://www.idpf.org/2007/ops")


def mended_package(package: str, pages: Mapping[str, str], *, moment: str) -> tuple[str, set[str]]:
    """The package file without what no page of `pages` needs, and with what is true of each; the files it names.

    `moment` is when this version was made; empty where nobody has said so.
    """
    tree = ET.fromstring(package)  # noqa: S314  (Sphinx has just written it)
    found = {name: ET.fromstring(text) for name, text in pages.items()}  # noqa: S314
    needed = _fetched(found)
    metadata, manifest = tree[0], tree[1]
    for item in list(manifest):
        name = item.get("href", "")
        if name in found:
            drawn = any(True for _ in found[name].iter(DRAWING))
            _set(item, "svg" if drawn else "")
        elif name not in needed | {NAV, OLD_NAV}:
            manifest.remove(item)
        elif item.get("media-type", "").startswith("image/"):
            _set(item, "cover-image")
    for entry in metadata:
        dated = entry.tag.endswith("}date") or entry.get("property") == "dcterms:modified"
        if moment and dated:
            entry.text = moment
    for name, value in ACCESS:
        ET.SubElement(metadata, f"{{{OPF}}}meta", {"property": f"schema:{name}"}).text = value
    kept = {item.get("href", "") for item in manifest}
    return f"{DECLARATION}{written(tree, OPF)}\n", kept


def _set(item: ET.Element, properties: str) -> None:
    if properties:
        item.set("properties", " ".join(filter(None, (item.get("properties"), properties))))


def _fetched(pages: Mapping[str, ET.Element]) -> set[str]:
    """The style sheets and pictures that pages fetch, as seen from the top."""
    found = set()
    for name, page in pages.items():
        for one in page.iter():
            if (address := one.get(FETCHED.get(str(one.tag), ""), "")) and "://" not in address:
                steps: list[str] = name.split("/")[:-1]
                for step in address.split("/"):
                    steps = steps[:-1] if step == ".." else [*steps, step]
                found.add("/".join(steps))
    return found


def packed(files: Files) -> bytes:
    """An EPUB of `files`: its type comes first, and is not compressed."""
    return archive(files, stored=MIMETYPE)


def in_order(contents: ET.Element, spine: Sequence[str]) -> None:
    """Take out of a list of contents what would lead back: Sphinx puts the pages below a page before its places.

    `spine` has the pages in the order in which they are read.
    """
    _follow(contents, spine, 0)
    for number, one in enumerate(contents.iter(f"{{{NCX}}}navPoint"), start=1):
        one.set("playOrder", str(number))


def _follow(above: ET.Element, spine: Sequence[str], reached: int) -> int:
    """Go on from the page `reached`; the page that is reached then."""
    for entry in list(above):
        if entry.tag in ENTRIES:
            link = next(one for one in entry if one.get("href") or one.get("src"))
            page = (link.get("href") or link.get("src") or "").partition("#")[0]
            if spine.index(page) < reached:
                above.remove(entry)
                continue
            reached = spine.index(page)
        reached = _follow(entry, spine, reached)
    return reached


def _spine(package: ET.Element) -> list[str]:
    """The pages in the order in which they are read."""
    pages = {item.get("id"): item.get("href", "") for item in package[1]}
    return [pages[one.get("idref")] for one in package[2]]


def _mend(folder: Path, *, date: str, identifier: str) -> set[str]:
    """Mend the package and both lists of contents; the files of the book."""
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*.xhtml")]
    pages = {name: (folder / name).read_text(encoding="utf-8") for name in names if name != NAV}
    package = (folder / PACKAGE).read_text(encoding="utf-8")
    made, kept = mended_package(package, pages, moment=f"{date}T00:00:00Z" if date else "")
    (folder / PACKAGE).write_text(made, encoding="utf-8")
    spine = _spine(ET.fromstring(package))  # noqa: S314
    for name, space, head in ((NAV, XHTML[1:-1], "<!DOCTYPE html>\n"), (OLD_NAV, NCX, "")):
        tree = ET.fromstring((folder / name).read_text(encoding="utf-8"))  # noqa: S314
        in_order(tree, spine)
        for one in tree.iter(f"{{{NCX}}}meta"):
            if one.get("name") == "dtb:uid":
                one.set("content", identifier)  # Sphinx writes the name of the identifier
        (folder / name).write_text(f"{DECLARATION}{head}{written(tree, space)}\n", encoding="utf-8")
    return kept | {PACKAGE, MIMETYPE, CONTAINER}


def _repack(app: Sphinx, exception: Exception | None) -> None:
    """Mend the book, and pack it anew."""
    if exception is not None or app.builder.name != EPUB:
        return
    folder, config = Path(app.outdir), app.config
    names = _mend(folder, date=config.course_date, identifier=config.epub_identifier)
    book = packed({name: (folder / name).read_bytes() for name in names})
    (folder / f"{config.epub_basename}.epub").write_bytes(book)


def _modules() -> list[str]:
    """The scripts whose kind Sphinx does not know, as a book names them; it leaves out the others by itself."""
    return [f"_static/{file.relative_to(STATIC).as_posix()}" for file in sorted(STATIC.rglob("*.mjs"))]


def _add_styles(app: Sphinx) -> None:
    if app.builder.name == EPUB:
        own = [str(BOOK_STATIC / STYLE), str(Path(app.srcdir) / "_static")]
        app.config.html_static_path = [*app.config.html_static_path, *own]
        app.config.epub_exclude_files = [*app.config.epub_exclude_files, *_modules()]
        app.add_css_file(STYLE)


def _only_ours(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """No style sheet but ours: those of the site speak of screens, in words that few readers know."""
    if app.builder.name == EPUB:
        styles = context["css_files"]
        context["css_files"] = [one for one in styles if str(one.filename).endswith(STYLES)]


def setup_epub(app: Sphinx) -> None:
    """Add the style sheet, and pack the book when its pages are written."""
    app.add_config_value("course_date", "", "env", types=frozenset({str}))
    app.connect("builder-inited", _add_styles)
    app.connect("html-page-context", _only_ours, priority=950)
    app.connect("build-finished", _repack)
