"""The page of one's own progress: every exercise, unit by unit, as a list that a script fills in.

```{my-course}
```

Without a script it is a list of links.  What a reader did is kept by her browser; the list only says what there is.
"""

from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode
from sphinx.writers.html5 import HTML5Translator

from course_checks.site.concordance import Link
from course_checks.site.exercise_facts import Entry, entries_of
from course_checks.site.exercise_index import printed_on
from course_checks.site.nodes import element, line
from course_checks.site.passages import PassageDomain, passages_of


class MyCourse(nodes.container):
    """Where the list goes."""


class CourseEntry(nodes.list_item):
    """One exercise of the list: `exercise` is its id, `items` are those that stand in the course."""


class MyCourseDirective(SphinxDirective):
    """The list: ``{my-course}``."""

    def run(self) -> list[nodes.Node]:
        """A placeholder: what it stands for is known when every page has been read."""
        for exercise in passages_of(self.env).course.exercises.values():
            self.env.note_dependency(exercise.folder / "exercise.toml")
        printed_on(self.env, self.env.docname)
        return [MyCourse("", classes=["my-course"])]


def _print(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the list where it belongs."""
    domain = passages_of(app.env)

    def linked(link: Link) -> nodes.Node:
        return make_refnode(app.builder, docname, link.docname, link.anchor or None, nodes.Text(link.text))

    for here in list(doctree.findall(MyCourse)):
        standing = [entry for entry in entries_of(domain.course, domain) if entry.place.docname]
        for unit, entries in groupby(standing, key=lambda entry: entry.unit):
            heading = (
                line(linked(unit), f": {app.env.titles[unit.docname].astext()}")
                if unit.docname
                else line(unit.text)
            )
            heading["classes"].append("my-course-unit")
            here.append(heading)
            here.append(nodes.bullet_list("", *(_entry(one, linked(one.place), domain) for one in entries)))


def _entry(entry: Entry, title: nodes.Node, domain: PassageDomain) -> CourseEntry:
    """One exercise with its minutes."""
    shown = {one.item for page in domain.shown.values() for one in page if one.exercise == entry.id}
    items = [
        item.id for item in domain.course.exercises[entry.id].public.items if "" in shown or item.id in shown
    ]
    said = line(title, f" ({entry.minutes} min)")
    return CourseEntry("", said, exercise=entry.id, items=items)


def _visit_entry(self: HTML5Translator, node: CourseEntry) -> None:
    held: dict[str, Any] = {"data-exercise": node["exercise"], "data-items": " ".join(node["items"])}
    self.body.append(self.starttag(node, "li", "", **held))


def setup_my_course(app: Sphinx) -> None:
    """Add the directive."""
    app.add_node(MyCourse, html=element("div"))
    app.add_node(CourseEntry, html=(_visit_entry, element("li")[1]))
    app.add_directive("my-course", MyCourseDirective)
    app.connect("doctree-resolved", _print, priority=400)
