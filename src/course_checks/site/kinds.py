"""Pages about the kinds of exercise, printed from the code: what authors add is checked against it.

```{kind} forecast
:show: exercise

forecast: what was expected, in a form that can be tried
```

Each line gives the words of the page for one field, part or slip.  Where there is none, those of the code stand;
where neither says anything, or the code has no such name, the author is told.
"""

import re
from collections.abc import Iterable
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from course_checks.content.exercises import FILES
from course_checks.core.text import nearest, one_of
from course_checks.site.kind_facts import (
    Fact,
    asked_in_short,
    fields_of,
    items_of,
    module_of,
    paragraphs,
    parts_of_kind,
    scored_in_short,
    slips_of_kind,
)
from course_checks.site.nodes import Cell, line, table
from course_checks.site.passages import passages_of
from course_checks.site.warnings import Subtype, warn
from course_checks.validators import load, names

ABOUT, PARTS, EXERCISE, KEY, SLIPS = "about", "parts", "exercise", "key", "slips"
SHOWN = (ABOUT, PARTS, EXERCISE, KEY, SLIPS)
"""What `:show:` may name: docstring, parts, the fields of exercise.toml, those of key.toml, own slips."""
_LINE = re.compile(r"([\w.-]+):\s+(.*)")


def _shown(argument: str) -> str:
    """The value of `:show:`."""
    return directives.choice(argument, SHOWN)


class KindDirective(SphinxDirective):
    """A kind as the code has it: ``{kind} choice``; with ``:show:`` its parts, its fields or its own slips."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"show": _shown, "from": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """The docstring or a table, or nothing and a warning."""
        kind, show = self.arguments[0].strip(), self.options.get("show", ABOUT)
        if kind not in names():
            self._warn(f"there is no kind {kind!r}; {_meant(kind, names())}")
            return []
        self.env.note_dependency(str(module_of(kind).__file__))
        match show:
            case "about":
                return [self._about(kind)]
            case "parts":
                return self._parts(kind)
            case "slips":
                return self._slips(kind)
            case _:
                return self._fields(kind, show)

    def _about(self, kind: str) -> nodes.Node:
        """What it asks and how it is scored, in the words of its docstring."""
        said = [line(*self._inline(one)) for one in paragraphs(kind)]
        return nodes.container("", *said, classes=["kind-about"])

    def _fields(self, kind: str, show: str) -> list[nodes.Node]:
        """The fields of exercise.toml or key.toml that are the kind's own."""
        module = load(kind)
        held = module.Ask if show == EXERCISE else module.Accept
        facts = self._told(list(fields_of(held)))
        rows: list[tuple[Cell, ...]] = [
            (
                [line(*self._named(fact.name))],
                [line(*self._inline(fact.takes))],
                [line(*self._inline(fact.says))],
            )
            for fact in facts
        ]
        whole = line(*self._inline(" ".join((held.__doc__ or "").split())), classes=("kind-says",))
        return [whole, *self._table(("Field", "Takes", "What it says"), rows, (20, 32, 48))]

    def _parts(self, kind: str) -> list[nodes.Node]:
        """The blanks of one item of the course."""
        found = items_of(passages_of(self.env).course, kind)
        wanted = self.options.get("from", "")
        named = [(name, item) for name, item in found if wanted in ("", name, f"{name}/{item.id}")]
        if not named:
            known = one_of(f"{name}/{item.id}" for name, item in found) or "none"
            self._warn(f"no exercise with a {kind} is called {wanted!r}; there are {known}")
            return []
        name, item = named[0]
        self._depend_on([name])
        rows: list[tuple[Cell, ...]] = []
        for fact in self._told(parts_of_kind(kind, item.ask)):
            more = [nodes.Text(f" and {fact.more} more like it")] if fact.more else []
            rows.append(
                (
                    [line(nodes.literal("", fact.name), *more)],
                    [line(*self._inline(fact.says))],
                    [line(*self._inline(fact.takes.replace(" | ", ", ")))],
                    [line("yes" if fact.scored else "no")],
                )
            )
        where: list[nodes.Node | str] = [nodes.literal("", item.id), " of ", nodes.literal("", name), ":"]
        origin = line("As in item ", *where, classes=("kind-origin",))
        return [
            origin,
            *self._table(
                ("Part", "What the learner gives", "How it is typed", "Scored"), rows, (20, 38, 30, 12)
            ),
        ]

    def _slips(self, kind: str) -> list[nodes.Node]:
        """The slips that the kind recognises by itself."""
        found = items_of(passages_of(self.env).course, kind)
        self._depend_on(name for name, _ in found)
        slips = slips_of_kind(kind, (item.ask for _, item in found))
        facts = self._told([Fact(name=slip) for slip in slips])
        rows: list[tuple[Cell, ...]] = [
            ([line(nodes.literal("", fact.name))], [line(*self._inline(fact.says))]) for fact in facts
        ]
        if not rows:
            return [line("None: every slip of this kind is one of your own.")]
        return self._table(("Slip", "What it means"), rows, (30, 70))

    def _told(self, facts: list[Fact]) -> list[Fact]:
        """The facts in the words of the page, where it has some."""
        own = self._own_words()
        known = [fact.name for fact in facts]
        for name in own:
            if name not in known:
                self._warn(f"the code has no {name!r} here; {_meant(name, known)}")
        told = []
        for fact in facts:
            says = own.get(fact.name, fact.says)
            if not says:
                self._warn(f"nothing says what {fact.name!r} means; add a line: {fact.name}: ...")
            told.append(Fact(name=fact.name, takes=fact.takes, says=says, more=fact.more, scored=fact.scored))
        return told

    def _own_words(self) -> dict[str, str]:
        """The lines of the directive: name to words.  A line that begins with a space goes on."""
        found: dict[str, str] = {}
        last = ""
        for text in self.content:
            begun = _LINE.fullmatch(text)
            if begun:
                last = begun[1]
                found[last] = begun[2]
            elif text.strip() and last and text[0].isspace():
                found[last] += f" {text.strip()}"
            elif text.strip():
                self._warn(f"{text!r} is not read; write NAME: WORDS")
        return found

    def _named(self, name: str) -> list[nodes.Node]:
        """The name of a field; of one inside a table, with the name of that table."""
        within, _, own = name.rpartition(".")
        found: list[nodes.Node] = [nodes.literal("", own)]
        return [*found, nodes.Text(" in "), nodes.literal("", within)] if within else found

    def _table(
        self, header: tuple[str, ...], rows: list[tuple[Cell, ...]], widths: tuple[int, ...]
    ) -> list[nodes.Node]:
        return [table(header, rows, widths, classes=("stacking-table", "kind-table"))]

    def _depend_on(self, exercises: Iterable[str]) -> None:
        """Have the page read again when one of these exercises changes."""
        for name in exercises:
            for file in FILES:
                self.env.note_dependency(passages_of(self.env).course.exercises[name].folder / file)

    def _inline(self, text: str) -> list[nodes.Node]:
        found, problems = self.parse_inline(text)
        return [*found, *problems]

    def _warn(self, message: str) -> None:
        warn(Subtype.KIND, message, self.get_location())


class KindsDirective(SphinxDirective):
    """All kinds in a table, each with a link to its page beside this one: ``{kinds}``."""

    def run(self) -> list[nodes.Node]:
        """The table."""
        rows: list[tuple[Cell, ...]] = []
        for kind in names():
            self.env.note_dependency(str(module_of(kind).__file__))
            asked, scored = (self.parse_inline(said(kind))[0] for said in (asked_in_short, scored_in_short))
            rows.append(([line(self._link(kind))], [line(*asked)], [line(*scored)]))
        header = ("Kind", "What the learner gives", "How it is scored")
        return [table(header, rows, (22, 42, 36), classes=("stacking-table", "kind-table"))]

    def _link(self, kind: str) -> nodes.Node:
        """A link to the page of a kind, which stands beside this one."""
        named = {
            "refdomain": "std",
            "reftype": "doc",
            "reftarget": kind,
            "refdoc": self.env.docname,
            "refexplicit": True,
            "refwarn": True,
        }
        return addnodes.pending_xref("", nodes.literal("", kind), **named)


def _meant(name: str, known: Iterable[str]) -> str:
    listed = list(known)
    near = nearest(name, listed)
    return f"did you mean {one_of(near)}?" if near else f"there are {one_of(listed) or 'none'}"


def setup_kinds(app: Sphinx) -> None:
    """Add the directives."""
    app.add_directive("kind", KindDirective)
    app.add_directive("kinds", KindsDirective)
