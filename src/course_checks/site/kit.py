"""The check kit: one archive with the command, the exercises and a how-to, for a learner's own computer.

The wheel is put together here: a wheel of pure Python is the package's files, the metadata it is installed
with and a list of digests.  So the site is built without a build tool and without a network, in a blink, and
the same content gives the same bytes.
"""

import base64
import io
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

import course_checks
from course_checks.content.course import Course
from course_checks.content.exercises import FILES
from course_checks.site.builders import is_book
from course_checks.site.passages import passages_of
from course_checks.site.warnings import Subtype, warn

KIT = "check-kit.zip"
DISTRIBUTION = "course-checks"
HOW_TO = Path(__file__).with_name("how_to.txt")
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that an archive can hold: every file has it."""
_MODE = 0o644 << 16

Files = dict[str, bytes]


def archive(files: Files, *, stored: str = "") -> bytes:
    """A ZIP of `files`, by name: sorted, without dates of its own, so that the same files give the same bytes.

    The file `stored`, if one is named, comes first and is not compressed.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(files, key=lambda name: (name != stored, name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            entry.external_attr, entry.create_system = _MODE, 3
            made.writestr(entry, files[name])
    return held.getvalue()


def wheel(held: Distribution, package: Path) -> tuple[str, bytes]:
    """The name and the bytes of the wheel of `package`, with the metadata of the distribution that holds it."""
    stem = f"{held.metadata['Name'].replace('-', '_')}-{held.version}"
    info = f"{stem}.dist-info"
    files = {f"{package.name}/{name}": data for name, data in _package(package)}
    files[f"{info}/METADATA"] = (held.read_text("METADATA") or "").encode()
    files[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: course_checks\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    files[f"{info}/entry_points.txt"] = (held.read_text("entry_points.txt") or "").encode()
    record = "".join(f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in sorted(files.items()))
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    return f"{stem}-py3-none-any.whl", archive(files)


def _package(package: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(package.rglob("*")):
        inside = file.relative_to(package)
        if file.is_file() and not any(part.startswith((".", "__pycache__")) for part in inside.parts):
            yield inside.as_posix(), file.read_bytes()


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()


def content(course: Course) -> Files:
    """What of the course a check needs: its exercises, and the sources with their indexes."""
    sources = course.root / "docs" / "sources"
    files = {
        file: Path("sources") / file.name
        for suffix in ("toml", "json")
        for file in sources.glob(f"*.{suffix}")
    }
    references = course.root / "docs" / "references.bib"
    if references.is_file():
        files[references] = Path(references.name)
    for name, exercise in course.exercises.items():
        files |= {exercise.folder / file: Path("exercises", name, file) for file in FILES}
    return {place.as_posix(): file.read_bytes() for file, place in files.items()}


def kit(course: Course, held: Distribution) -> bytes:
    """The archive."""
    name, made = wheel(held, Path(course_checks.__file__).parent)
    files = content(course)
    files[name] = made
    files["HOW-TO.txt"] = HOW_TO.read_text(encoding="utf-8").replace("WHEEL", name).encode()
    return archive(files)


def _write(app: Sphinx, exception: Exception | None) -> None:
    """Put the kit beside the landing page; a file that would not change keeps its date."""
    if exception is not None or app.builder.format != "html" or is_book(app.builder):
        return
    try:
        made = kit(passages_of(app.env).course, distribution(DISTRIBUTION))
    except PackageNotFoundError:
        remedy = "install the project first: python -m pip install -e ."
        warn(Subtype.KIT, f"there is no {KIT}: {DISTRIBUTION} is not installed here; {remedy}")
        return
    file = Path(app.outdir) / KIT
    if not file.exists() or file.read_bytes() != made:
        file.write_bytes(made)


class SiteFile(nodes.inline):
    """A file beside the landing page, to be downloaded: `file` is its name."""


class SiteFileRole(SphinxRole):
    """A file that is made with the site: {site-file}`check-kit.zip`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """A link to it, which a book does not have."""
        return [SiteFile("", self.text, file=self.text)], []


def _link_files(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Lead to each file on the site; in a book say that it is there."""
    for node in list(doctree.findall(SiteFile)):
        if is_book(app.builder):
            node.replace_self([nodes.literal("", node["file"]), nodes.Text(" (it is on the course’s site)")])
        elif app.builder.format == "html":
            top = app.builder.get_relative_uri(docname, app.config.root_doc).rpartition("/")[0]
            address = "/".join(filter(None, (top, node["file"])))
            node.replace_self(nodes.reference("", node.astext(), refuri=address, internal=True))


def setup_kit(app: Sphinx) -> None:
    """Pack the kit when the pages are written, and let pages lead to it."""
    app.add_node(SiteFile)
    app.add_role("site-file", SiteFileRole())
    app.connect("doctree-resolved", _link_files)
    app.connect("build-finished", _write)
