"""The check kit: one archive with the command, the exercises and a how-to, for a learner's own computer."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from course_checks.content.course import Course
from course_checks.content.exercises import FILES
from course_checks.content.packing import (
    DISTRIBUTION,
    HOW_TO_NAME,
    Files,
    archive,
    command_wheel,
    source_files,
)
from course_checks.site.builders import is_book
from course_checks.site.passages import passages_of
from course_checks.site.warnings import Subtype, warn

KIT = "check-kit.zip"
HOW_TO = Path(__file__).with_name("how_to.txt")


def content(course: Course) -> Files:
    """What of the course a check needs: its exercises, and the sources with their indexes."""
    files = source_files(course.root)
    for name, exercise in course.exercises.items():
        files |= {f"exercises/{name}/{file}": (exercise.folder / file).read_bytes() for file in FILES}
    return files


def kit(course: Course) -> bytes:
    """The archive.  Raises PackageNotFoundError where the project is not installed."""
    name, made = command_wheel()
    files = content(course)
    files[name] = made
    files[HOW_TO_NAME] = HOW_TO.read_text(encoding="utf-8").replace("WHEEL", name).encode()
    return archive(files)


def _write(app: Sphinx, exception: Exception | None) -> None:
    """Put the kit beside the landing page; a file that would not change keeps its date."""
    if exception is not None or app.builder.format != "html" or is_book(app.builder):
        return
    try:
        made = kit(passages_of(app.env).course)
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
