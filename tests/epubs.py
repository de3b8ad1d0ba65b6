"""What is amiss with an EPUB, found with the standard library: for tests, where Java may be missing."""

import io
import posixpath
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

XHTML, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"
OPF, CONTAINER = "{http://www.idpf.org/2007/opf}", "{urn:oasis:names:tc:opendocument:xmlns:container}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
FORBIDDEN = {f"{XHTML}{name}" for name in "form input select textarea button script label iframe".split()}
"""What a page of a book has no use for."""


def pages_of(book: bytes) -> dict[str, ET.Element]:
    """The pages of an EPUB, by name."""
    with zipfile.ZipFile(io.BytesIO(book)) as held:
        return {
            name: ET.fromstring(held.read(name))  # noqa: S314  (we have just made it)
            for name in held.namelist()
            if name.endswith((".xhtml", ".ncx"))
        }


def package_of(book: bytes) -> ET.Element:
    """The package file of an EPUB."""
    with zipfile.ZipFile(io.BytesIO(book)) as held:
        container = ET.fromstring(held.read("META-INF/container.xml"))  # noqa: S314
        (root,) = container.iter(f"{CONTAINER}rootfile")
        return ET.fromstring(held.read(root.attrib["full-path"]))  # noqa: S314


def faults_of(book: bytes) -> list[str]:
    """Everything that is amiss: the archive, the package, the pages, their links."""
    with zipfile.ZipFile(io.BytesIO(book)) as held:
        first, names = held.infolist()[0], held.namelist()
        sound = first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED
        typed = held.read("mimetype") == b"application/epub+zip"
    found = [] if sound and typed else ["the type does not come first"]
    pages, package = pages_of(book), package_of(book)
    found += _package_faults(package, names, pages)
    ids = {
        name: Counter(filter(None, (one.get("id") for one in page.iter()))) for name, page in pages.items()
    }
    for name, page in pages.items():
        found += [f"{name}: {one} stands {count} times" for one, count in ids[name].items() if count > 1]
        found += [f"{name}: has <{one.tag}>" for one in page.iter() if one.tag in FORBIDDEN]
        found += [
            f"{name}: a picture without words" for one in page.iter(f"{XHTML}img") if not one.get("alt")
        ]
        found += [f"{name}: fetches {address}" for address in _fetched_elsewhere(page)]
        found += [f"{name}: leads to {target}" for target in _dead(name, page, ids, names)]
    return found


def _package_faults(package: ET.Element, names: list[str], pages: Mapping[str, ET.Element]) -> Iterator[str]:
    items = {one.attrib["id"]: one.attrib for one in package.iter(f"{OPF}item")}
    listed = {one["href"] for one in items.values()}
    unlisted = set(names) - {"mimetype", "META-INF/container.xml", "content.opf"}
    yield from (f"{name} is in one of manifest and archive" for name in sorted(listed ^ unlisted))
    for one in items.values():
        drawn = one["href"] in pages and any(True for _ in pages[one["href"]].iter(f"{SVG}svg"))
        if drawn != ("svg" in one.get("properties", "").split()):
            yield f"{one['href']}: says whether it has drawings, and is mistaken"
    read = [one.attrib["idref"] for one in package.iter(f"{OPF}itemref")]
    yield from (f"{name} is read, and is not there" for name in read if name not in items)
    unread = {one["href"] for name, one in items.items() if name not in read} & set(pages)
    yield from (f"{name} is never read" for name in sorted(unread - {"nav.xhtml", "toc.ncx"}))


def _fetched_elsewhere(page: ET.Element) -> Iterator[str]:
    """What a page fetches that is not in the book."""
    for one in page.iter():
        addresses = [one.get("src", ""), one.get("href", "") if one.tag == f"{XHTML}link" else ""]
        yield from (address for address in addresses if "//" in address)


def _dead(name: str, page: ET.Element, ids: Mapping[str, Counter[str]], names: list[str]) -> Iterator[str]:
    """The addresses of a page that lead to nothing in the book."""
    for one in page.iter():
        address = one.get("href") or one.get("src") or ""
        if not address or "://" in address or address.startswith("mailto:"):
            continue
        file, _, place = unquote(address).partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), file)) if file else name
        if target not in names or (place and place not in ids[target]):
            yield address
