"""Units: what the front matter of a page says of it, drawn once, at its head and at its end.

The directive `{unit-end}` draws all of it where MyST can be read; what belongs at the head is moved there.
"""

import json
import re
from collections.abc import Iterable
from itertools import pairwise

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from course_checks.content.errors import Faults
from course_checks.content.strict import structure
from course_checks.content.units import Unit, unknown_in
from course_checks.site.nodes import box, fold, line, span
from course_checks.site.passages import UnitRecord, depend_on_source, passages_of
from course_checks.site.references import passage_ref
from course_checks.site.warnings import Subtype, warn

HEAD = "course-unit-head"
"""Where the directive leaves, for the end of the reading of its page, what belongs under the title."""
NAMED = {
    "passages": Subtype.UNKNOWN_PASSAGE,
    "propositions": Subtype.UNKNOWN_PASSAGE,
    "exercises": Subtype.UNKNOWN_EXERCISE,
}
"""What a name in the front matter is called that nothing stands for."""
_NUMBERED = re.compile(r"(\D+)(\d+)")


def runs(names: Iterable[str]) -> list[tuple[str, str]]:
    """Names in a row, such as S1, S2, S3, as (first, last); a name alone is both."""
    listed = list(names)
    found: list[tuple[str, str]] = [(name, name) for name in listed[:1]]
    for before, name in pairwise(listed):
        if _follows(before, name):
            found[-1] = (found[-1][0], name)
        else:
            found.append((name, name))
    return found


def _follows(before: str, name: str) -> bool:
    first, second = _NUMBERED.fullmatch(before), _NUMBERED.fullmatch(name)
    return bool(first and second and first[1] == second[1] and int(first[2]) + 1 == int(second[2]))


class UnitEndDirective(SphinxDirective):
    """The end of a unit, key points and how to cite it: ``{unit-end}``.  It draws the head as well."""

    def run(self) -> list[nodes.Node]:
        """Key points and citation; the head is left for `_place_head`."""
        unit = self._unit()
        if unit is None:
            return []
        domain = passages_of(self.env)
        for unknown in unknown_in(unit, domain.course):
            warn(NAMED[unknown.field], str(unknown), (self.env.docname, 1))
        domain.units[self.env.docname] = UnitRecord(
            id=unit.id, number=unit.number, passages=unit.passages, propositions=unit.propositions
        )
        for name in unit.exercises:
            if name in domain.course.exercises:
                self.env.note_dependency(domain.course.exercises[name].folder / "exercise.toml")
        number = line(f"Unit {unit.number}", classes=("unit-number",))
        self.env.current_document[HEAD] = (number, self._badges(unit), self._objectives(unit))
        points = box("Key points", self._list(unit.keypoints), name="keypoints", anchor="key-points")
        return [points, self._citation(unit)]

    def _unit(self) -> Unit | None:
        """The facts in the front matter; None, with a warning for each mistake, where they cannot be used."""
        fields = [field for field in self.state.document.findall(nodes.field) if field[0].astext() == "unit"]
        if not fields:
            warn(
                Subtype.UNIT, "{unit-end} needs `unit:` in the front matter of its page", self.get_location()
            )
            return None
        file, faults = self.env.doc2path(self.env.docname), Faults(root=self.env.srcdir)
        unit: Unit | None = structure(Unit, json.loads(fields[0][1].astext()), file, "unit", faults)
        for fault in faults.found:
            warn(Subtype.UNIT, f"{fault.where}: {fault.problem}; {fault.remedy}", (self.env.docname, 1))
        return unit

    def _badges(self, unit: Unit) -> nodes.paragraph:
        """Minutes, passages and level, in words."""
        exercises = passages_of(self.env).course.exercises
        minutes = sum(exercises[name].public.minutes for name in unit.exercises if name in exercises)
        said = (
            f"{unit.reading} min reading, {minutes} min exercises"
            if minutes
            else f"{unit.reading} min reading"
        )
        facts = [span(said, "minutes")]
        if unit.passages:
            facts.append(
                nodes.inline("", "", nodes.Text("passages "), *self._passages(unit), classes=["taught"])
            )
        return line(*facts, span(unit.level, "level"), classes=("unit-badges",))

    def _passages(self, unit: Unit) -> list[nodes.Node]:
        """The passages, runs shortened."""
        found: list[nodes.Node] = []
        for first, last in runs(unit.passages):
            if found:
                found.append(nodes.Text(", "))
            found.append(self._cite(first))
            if last != first:
                found += [nodes.Text(", " if _follows(first, last) else "–"), self._cite(last)]
        return found

    def _cite(self, name: str) -> nodes.Node:
        known = passages_of(self.env).find(name)
        if known is None:
            return nodes.Text(name)
        depend_on_source(self, known[0])
        return passage_ref(name)

    def _objectives(self, unit: Unit) -> nodes.container:
        return box("After this unit you can", self._list(unit.objectives), name="unit-objectives")

    def _list(self, lines: Iterable[str]) -> nodes.bullet_list:
        listed = (nodes.paragraph("", "", *self._inline(one)) for one in lines)
        return nodes.bullet_list("", *(nodes.list_item("", one) for one in listed))

    def _inline(self, text: str) -> list[nodes.Node]:
        found, problems = self.parse_inline(text)
        return [*found, *problems]

    def _citation(self, unit: Unit) -> nodes.container:
        """How to cite the unit, in a sentence and for a reference manager.  No address is made up."""
        title = next((one.astext() for one in self.state.document.findall(nodes.title)), unit.id)
        config = self.config
        place = f" {config.course_home}" if config.course_home else ""
        sentence = line(
            f"{config.author}, “{title}”, unit {unit.number} of ",
            nodes.emphasis("", config.project),
            f", version {config.release}, {config.course_year}.{place}",
            classes=("citation-line",),
        )
        entry = (
            f"@misc{{{unit.id},\n  author = {{{{{config.author}}}}},\n  title = {{{title}}},\n"
            f"  note = {{Unit {unit.number} of {config.project}, version {config.release}}},\n"
            f"  year = {{{config.course_year}}},\n}}"
        )
        code = nodes.literal_block(entry, entry, language="bibtex")
        folded = fold("For a reference manager (BibTeX)", code)
        return box(
            "How to cite this unit", sentence, folded, name="cite-unit", anchor="how-to-cite-this-unit"
        )


def _place_head(app: Sphinx, doctree: nodes.document) -> None:
    """Put number and badges around the title, and the objectives after the first paragraph."""
    head = app.env.current_document.get(HEAD)
    if head is None:
        if "unit" in app.env.metadata[app.env.docname]:
            warn(
                Subtype.UNIT,
                "the page is a unit and has no end; write {unit-end} as its last directive",
                app.env.docname,
            )
        return
    number, badges, objectives = head
    section = next(doctree.findall(nodes.section), None)
    if section is None or not isinstance(section.children[0], nodes.title):
        return
    abstract = section.children[1] if len(section.children) > 1 else None
    if isinstance(abstract, nodes.paragraph):
        abstract["classes"].append("unit-abstract")
    section.insert(2 if isinstance(abstract, nodes.paragraph) else 1, objectives)
    section.insert(1, badges)
    doctree.insert(doctree.index(section), number)


def setup_units(app: Sphinx) -> None:
    """Add the directive, and what moves the head of a unit to its place."""
    app.add_config_value("course_year", "", "env", types=frozenset({str}))
    app.add_directive("unit-end", UnitEndDirective)
    app.connect("doctree-read", _place_head, priority=600)
