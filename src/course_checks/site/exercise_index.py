"""The index of exercises, printed from the course's data: where each stands, what it trains, how it is checked.

```{exercise-index}
:by: outcome

LO1: identify who made a page
```

Without `:by:` it is one table with all that is known of every exercise; with it, one row for each outcome, length
or way of checking.  The words for an outcome are the page's; where one is left out, or is that of no exercise,
the author is told.  A role cites one exercise by its title and its minutes: {exercise-link}`u01-layers`.

Both are gathered from the whole course, so their pages are written again when what they would print changes.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from typing import Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.nodes import make_refnode
from sphinx.util.typing import OptionSpec

from course_checks.core.text import nearest, one_of
from course_checks.site.concordance import Link
from course_checks.site.exercise_facts import (
    BY,
    CHECKING,
    MINUTES,
    OUTCOME,
    Entry,
    entries_of,
    entry_of,
    groups_of,
)
from course_checks.site.nodes import Cell, line, table
from course_checks.site.passages import passages_of
from course_checks.site.warnings import Subtype, warn

NAME = "exercise-index"
ALL = "all"
NO_BREAK = "\N{NO-BREAK SPACE}"
_LINE = re.compile(r"([\w.-]+):\s+(.*)")


class ExerciseIndex(nodes.General, nodes.Element):
    """Where a table goes: `by` what it is ordered, and `said`, the words for each outcome."""


class ExerciseLink(nodes.inline):
    """An exercise that is cited; its text is its id."""


class IndexDomain(Domain):
    """Remembers, by page, a digest of what was last printed there."""

    name = NAME
    label = "Index of exercises"
    initial_data: ClassVar[dict[str, Any]] = {"printed": {}}
    data_version = 1

    @property
    def printed(self) -> dict[str, str]:
        """From a page with an index, or a link to an exercise, to the digest."""
        return cast("dict[str, str]", self.data["printed"])

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self.printed.pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader learnt of its pages."""
        printed = otherdata["printed"]
        self.printed.update({page: printed[page] for page in docnames if page in printed})


def _printed(env: BuildEnvironment) -> dict[str, str]:
    return cast("IndexDomain", env.domains[NAME]).printed


def printed_on(env: BuildEnvironment, page: str) -> None:
    """Have `page` written again when what is known of the exercises changes."""
    _printed(env)[page] = ""


# On a page ------------------------------------------------------------------------------------------------------


def _by(argument: str) -> str:
    """The value of `:by:`."""
    return directives.choice(argument, BY)


class ExerciseIndexDirective(SphinxDirective):
    """The table: ``{exercise-index}``, with ``:by: outcome`` and its like one row a group."""

    has_content = True
    option_spec: ClassVar[OptionSpec] = {"by": _by}

    def run(self) -> list[nodes.Node]:
        """A placeholder: what it stands for is known when every page has been read."""
        by = self.options.get("by", ALL)
        said = {found[1]: found[2] for found in map(_LINE.fullmatch, self.content) if found}
        if by == OUTCOME:
            self._compare(said)
        printed_on(self.env, self.env.docname)
        return [ExerciseIndex("", by=by, said=said)]

    def _compare(self, said: dict[str, str]) -> None:
        """Tell the author of outcomes without words, and of words without an outcome."""
        exercises = passages_of(self.env).course.exercises.values()
        known = {outcome for exercise in exercises for outcome in exercise.public.outcomes}
        for name in sorted(known - said.keys()):
            self._warn(f"an exercise trains {name!r}, for which there are no words; add a line: {name}: ...")
        for name in sorted(said.keys() - known):
            self._warn(f"no exercise trains {name!r}; take its line out, or name it in an exercise.toml")

    def _warn(self, message: str) -> None:
        warn(Subtype.EXERCISE_INDEX, message, self.get_location())


class ExerciseLinkRole(SphinxRole):
    """An exercise by its title, with its minutes: {exercise-link}`u01-layers`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """A placeholder, or the name and a warning."""
        known = passages_of(self.env).course.exercises
        name = self.text.strip()
        if name not in known:
            near = nearest(name, known)
            remedy = f"did you mean {one_of(near)}?" if near else "an exercise is a folder of exercises/"
            warn(Subtype.UNKNOWN_EXERCISE, f"there is no exercise {name!r}; {remedy}", self.get_location())
            return [nodes.literal("", name)], []
        printed_on(self.env, self.env.docname)
        return [ExerciseLink("", name, exercise=name)], []


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages to be written again although their own files are as they were."""
    domain, printed = passages_of(env), _printed(env)
    digest = sha256(repr(entries_of(domain.course, domain)).encode()).hexdigest()
    changed = sorted(page for page, old in printed.items() if old != digest)
    printed.update(dict.fromkeys(changed, digest))
    return changed


def _print(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put tables and links where they belong."""
    domain = passages_of(app.env)

    def linked(link: Link) -> nodes.Node:
        text = nodes.Text(link.text)
        if not link.docname:
            return text
        return make_refnode(app.builder, docname, link.docname, link.anchor or None, text)

    for place in list(doctree.findall(ExerciseIndex)):
        entries = entries_of(domain.course, domain)
        drawn = _whole(entries, linked) if place["by"] == ALL else _grouped(entries, place, linked)
        place.replace_self(drawn)
    for cited in list(doctree.findall(ExerciseLink)):
        exercise = domain.course.exercises.get(cited["exercise"])
        if exercise is not None:
            entry = entry_of(exercise.public, domain)
            cited.replace_self([linked(entry.place), nodes.Text(f" ({entry.minutes}{NO_BREAK}min)")])


def _whole(entries: list[Entry], linked: Callable[[Link], nodes.Node]) -> nodes.table:
    """The table with all that is known of every exercise."""
    rows: list[tuple[Cell, ...]] = [
        (
            [line(linked(entry.place))],
            [line(linked(entry.unit))],
            [line(", ".join(entry.outcomes))],
            [line(", ".join(entry.kinds))],
            [line(str(entry.minutes))],
            [line(entry.checked)],
        )
        for entry in entries
    ]
    header = ("Exercise", "Unit", "Outcome", "Kinds", "Minutes", "How it is checked")
    return table(header, rows, (26, 9, 10, 21, 9, 25), classes=("stacking-table", "exercise-index"))


def _grouped(entries: list[Entry], place: ExerciseIndex, linked: Callable[[Link], nodes.Node]) -> nodes.table:
    """The table with one row a group."""
    rows: list[tuple[Cell, ...]] = []
    for called, found in groups_of(entries, place["by"], place["said"]):
        listed = [
            nodes.list_item("", line(f"{unit}: ", *_in_a_row(together, linked)))
            for unit, together in groupby(found, key=lambda one: one.unit.text)
        ]
        minutes = sum(one.minutes for one in found)
        rows.append(([line(called)], [nodes.bullet_list("", *listed)], [line(str(minutes))]))
    first = {OUTCOME: "Outcome", MINUTES: "Length", CHECKING: "How it is checked"}[place["by"]]
    classes = ("stacking-table", "exercise-index")
    return table((first, "Exercises", "Minutes together"), rows, (32, 52, 16), classes=classes)


def _in_a_row(entries: Iterable[Entry], linked: Callable[[Link], nodes.Node]) -> Iterator[nodes.Node]:
    """Exercises with their minutes, one after the other."""
    for number, entry in enumerate(entries):
        if number:
            yield nodes.Text(", ")
        yield linked(entry.place)
        yield nodes.Text(f" ({entry.minutes}{NO_BREAK}min)")


def setup_exercise_index(app: Sphinx) -> None:
    """Add the directive and the role, and see to it that their pages are written again when they have to be."""
    app.add_domain(IndexDomain)
    app.add_node(ExerciseIndex)
    app.add_node(ExerciseLink)
    app.add_directive(NAME, ExerciseIndexDirective)
    app.add_role("exercise-link", ExerciseLinkRole())
    app.connect("env-updated", _outdated)
    app.connect("doctree-resolved", _print, priority=400)
