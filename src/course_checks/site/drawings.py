"""Figures of our own on a page: both shapes of the picture inline, its caption, and the same as a table."""

import re
from os.path import relpath, sep
from pathlib import Path, PurePosixPath

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from course_checks.content.errors import InvalidContentError
from course_checks.core.text import nearest, one_of
from course_checks.figures.drawing import Drawing
from course_checks.figures.timeline_data import TimelineError
from course_checks.site.nodes import Cell, Later, element, fold, line, permalink, table
from course_checks.site.passages import depend_on_source, passages_of
from course_checks.site.pictures import DRAWINGS
from course_checks.site.references import link_to, passage_ref
from course_checks.site.warnings import Subtype, warn

LINK = re.compile(r'href="passage:([^"]+)"')
"""Where a picture leads to a passage."""


class Figure(nodes.container):
    """A figure: picture, caption, twin."""


class Picture(nodes.paragraph):
    """Both shapes of a picture: `wide` and `tall`, SVG; its text is the alternative."""


class Caption(nodes.container):
    """The finding, how to read the picture, where the data are."""


class TwinTable(Later):
    """The same as a table, folded: `twin`.  Numbers of passages in it are links."""

    def draw(self, env: BuildEnvironment) -> list[nodes.Node]:
        """The fold."""
        twin, known = self["twin"], frozenset(passages_of(env).course.library.passages)
        rows: list[tuple[Cell, ...]] = [
            tuple([line(*_cell(text, known))] for text in row) for row in twin.rows
        ]
        widths = (100 // len(twin.header),) * len(twin.header)
        made = table(twin.header, rows, widths, classes=("stacking-table", "twin-table"))
        return [fold("The same as a table", line(twin.intro), made, classes=("drawing-twin",))]


def _cell(text: str, known: frozenset[str]) -> list[nodes.Node | str]:
    """The text of a cell; if it lists passages, links to them."""
    names = text.split(", ")
    if not known.issuperset(names):
        return [text]
    found: list[nodes.Node | str] = []
    for name in names:
        found += [", "] * bool(found) + [passage_ref(name)]
    return found


class DrawingDirective(SphinxDirective):
    """A figure of ours: ``{drawing} timeline``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The figure with its twin, or nothing and a warning."""
        course, name = passages_of(self.env).course, self.arguments[0].strip()
        if name not in DRAWINGS:
            remedy = f"there are {one_of(nearest(name, DRAWINGS) or DRAWINGS)}"
            warn(Subtype.UNKNOWN_DRAWING, f"there is no drawing {name!r}; {remedy}", self.get_location())
            return []
        for file in DRAWINGS[name].files:
            self.env.note_dependency(course.root / file)
        for source in course.sources.values():
            depend_on_source(self, source)
        try:
            drawing = DRAWINGS[name].draw(course)
        except TimelineError as error:
            for fault in error.faults:
                warn(Subtype.DRAWING, str(fault), str(error.path))
            return []
        except InvalidContentError as error:
            for amiss in error.faults:
                place = f"{amiss.where}: " if amiss.where else ""
                warn(
                    Subtype.DRAWING, f"{place}{amiss.problem}; {amiss.remedy}", str(course.root / amiss.file)
                )
            return []
        except ValueError as error:
            warn(Subtype.DRAWING, f"{name} cannot be drawn: {error}", self.get_location())
            return []
        return [self._figure(drawing)]

    def _figure(self, drawing: Drawing) -> Figure:
        """Picture, caption, and the twin in a fold."""
        anchor = nodes.make_id(f"figure-{drawing.name}")
        finding = line(drawing.caption, permalink(anchor, "this figure"), classes=("drawing-finding",))
        note = line(drawing.note, classes=("drawing-note",))
        return Figure(
            "",
            Picture("", drawing.alt, wide=drawing.wide_svg, tall=drawing.tall_svg),
            Caption("", finding, note, self._origin(drawing)),
            TwinTable(twin=drawing.twin),
            ids=[anchor],
            classes=["drawing", f"drawing-{drawing.name}"],
        )

    def _origin(self, drawing: Drawing) -> nodes.Node:
        """Where the data stand, and under which licence the figure is."""
        root = passages_of(self.env).course.root
        said: list[nodes.Node | str] = ["Data: "]
        for place, path in enumerate((drawing.data_file, *drawing.more_files)):
            said += [", "] * bool(place) + [self._link(root, path)]
        licence = f", {self.config.course_licence}" if self.config.course_licence else ""
        return line(*said, f". Figure: {self.config.author}{licence}.", classes=("drawing-data",))

    def _link(self, root: Path, path: str) -> nodes.Node | str:
        """A file of the project to be had with the page; its path where there is no such file."""
        if not (root / path).is_file():
            return path
        *folders, name = PurePosixPath(path).parts
        called = name if folders[:1] == ["docs"] else "/".join([*folders[-1:], name])
        target = f"/{relpath(root / path, root / 'docs')}".replace(sep, "/")
        return addnodes.download_reference(
            "", "", nodes.Text(called), refdoc=self.env.docname, reftarget=target
        )


def _visit_picture(self: HTML5Translator, node: Picture) -> None:
    """Both shapes; a passage that a picture leads to gets its address, and no link where none shows its card."""
    homes, builder = passages_of(self.document.settings.env).homes, self.builder

    def address(found: re.Match[str]) -> str:
        home = homes.get(found[1])
        if home is None:
            return ""
        return f'href="{self.attval(link_to(builder, builder.current_docname, home))}"'

    self.body.append(LINK.sub(address, f"{node['wide']}\n{node['tall']}\n"))
    raise nodes.SkipNode


def setup_drawings(app: Sphinx) -> None:
    """Add the directive."""
    app.add_config_value("course_licence", "", "env", types=frozenset({str}))
    app.add_node(Figure, html=element("figure"))
    app.add_node(Caption, html=element("figcaption"))
    app.add_node(Picture, html=(_visit_picture, None))
    app.add_directive("drawing", DrawingDirective)
