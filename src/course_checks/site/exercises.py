"""Exercises on a page: the form, made from what is public, and the worked answer, folded, made from the key.

The directive makes nodes that every builder can show; `forms` says how HTML shows them.
"""

from collections.abc import Callable
from typing import ClassVar
from urllib.parse import quote

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from course_checks.content.course import Course
from course_checks.content.exercises import FILES, Exercise
from course_checks.core.part import Options
from course_checks.core.text import nearest, one_of
from course_checks.exercise import Honesty, Item, PublicExercise, parts_of
from course_checks.site.answers import Teller, worked_answer
from course_checks.site.checks import Fragment, actions, fragments, why_not_here
from course_checks.site.evidence import EvidenceRef, depend_on_cards, evidence_ref
from course_checks.site.forms import Drafter, Fieldset, Form, Legend, fields
from course_checks.site.grids import in_a_grid, wide
from course_checks.site.nodes import element, heading, line, span
from course_checks.site.passages import Shown, depend_on_source, passages_of
from course_checks.site.references import (
    ANSWERED,
    ASKED,
    IN_EXERCISE,
    PassageRef,
    parted_at,
    passage_ref,
)
from course_checks.site.warnings import Subtype, warn

HONESTY: dict[Honesty, str] = {
    "auto": "checked by rule",
    "keyed": "checked against our key",
    "form": "only the form is checked",
    "human": "for a person to read",
}
"""What the machine can judge of an item, in a learner's words."""


class ExerciseBox(nodes.container):
    """Everything about one exercise: head, form, how to check it, worked answer."""


class ExerciseDirective(SphinxDirective):
    """An exercise: ``{exercise} u01-layers``; with ``:item: ID`` one item of it."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"item": directives.unchanged_required}
    names: tuple[str, ...] = ()
    """The ids of passages and items of evidence that its text may name."""
    cards: tuple[str, ...] = ()
    """Those of evidence cards."""

    def run(self) -> list[nodes.Node]:
        """The form and its worked answer, or nothing and a warning."""
        domain, name = passages_of(self.env), self.arguments[0].strip()
        exercise = domain.course.exercises.get(name)
        if exercise is None:
            near = nearest(name, domain.course.exercises)
            remedy = f"did you mean {one_of(near)}?" if near else "an exercise is a folder of exercises/"
            return self._unknown(f"there is no exercise {name!r}; {remedy}")
        for file in FILES:
            self.env.note_dependency(exercise.folder / file)
        wanted = self.options.get("item", "")
        items = [item for item in exercise.public.items if wanted in ("", item.id)]
        if not items:
            known = one_of(item.id for item in exercise.public.items)
            return self._unknown(f"{name} has no item {wanted!r}; its items are {known}")
        self.names, self.cards = _names(domain.course, exercise.public)
        anchor, here = self._anchor(name, wanted), self.env.current_document
        made = ExerciseBox("", ids=[anchor], classes=["exercise", *(["one-item"] if wanted else [])])
        here[IN_EXERCISE] = ASKED
        made += self._asked(exercise.public, items, wanted, anchor)
        here[IN_EXERCISE] = ANSWERED
        teller = Teller(inline=self._inline, cite=self._cite, directive=self)
        made += worked_answer(teller, exercise, items, anchor)
        made += self._fragments(exercise, items)
        here[IN_EXERCISE] = ""
        return [made]

    def _unknown(self, message: str) -> list[nodes.Node]:
        warn(Subtype.UNKNOWN_EXERCISE, message, self.get_location())
        return []

    def _anchor(self, exercise: str, item: str) -> str:
        """The id of this place, noted so that other pages can link to it; a repeated one gets a number."""
        shown = passages_of(self.env).shown.setdefault(self.env.docname, [])
        wanted = f"{exercise}-{item}" if item else exercise
        taken = [one.anchor for one in shown]
        anchor = wanted if wanted not in taken else f"{wanted}-{len(taken) + 1}"
        shown.append(Shown(exercise=exercise, item=item, anchor=anchor))
        return anchor

    def _asked(self, public: PublicExercise, items: list[Item], wanted: str, anchor: str) -> list[nodes.Node]:
        """Head, form and how to check it: made from what is public."""
        form = Form("", exercise=public.id, item=wanted, version=public.version, classes=["exercise-form"])
        for number, item in enumerate(items, start=1):
            form += self._item(public, item, 0 if len(items) == 1 else number, anchor if wanted else "")
        head = self._part_of(items[0]) if wanted else self._head(public, anchor)
        reflect = self._inline(public.reflect) if public.reflect and not wanted else []
        last = [line("Take it further: ", *reflect, classes=("reflect",))] if reflect else []
        form += actions(_to_page("My course", self.config.course_progress_page))
        return [*head, form, *last, why_not_here(), self._how_to_check(public)]

    def _head(self, public: PublicExercise, anchor: str) -> list[nodes.Node]:
        """Title, minutes, honesty, why, and the introduction."""
        kinds = list(dict.fromkeys(item.honesty for item in public.items))
        tags = [
            span(f"{public.minutes} minutes", "exercise-minutes"),
            *([_tag(kinds[0])] if len(kinds) == 1 else []),
        ]
        return [
            line("Exercise", classes=("exercise-number",)),
            heading(public.title, anchor, "exercise-title"),
            line(*tags, classes=("exercise-meta",)),
            line(*self._inline(public.why), classes=("exercise-why",)),
            *(self._blocks(public.intro) if public.intro else []),
        ]

    def _part_of(self, item: Item) -> list[nodes.Node]:
        """For an item that stands alone: what it is."""
        called = line("Check yourself", classes=("exercise-number",))
        return [called, line(_tag(item.honesty), classes=("exercise-meta",))]

    def _item(self, public: PublicExercise, item: Item, number: int, alone: str) -> Fieldset:
        """One item: its prompt as legend, then its fields."""
        anchor = alone or f"{public.id}-{item.id}"
        first, *more = self._blocks(item.prompt)
        prompt = list(first.children) if isinstance(first, nodes.paragraph) else [first]
        if number:
            prompt = [span(str(number), "item-number"), nodes.Text(" "), *prompt]
        if not alone and len({one.honesty for one in public.items}) > 1:
            prompt += [nodes.Text(" "), _tag(item.honesty)]
        drafter = Drafter(prefix=anchor, item=item.id, inline=self._inline, cite=self._cite)
        asked, parts = in_a_grid(drafter, item, parts_of(item))
        asked += fields(drafter, parts)
        made = Fieldset(
            "",
            Legend("", "", *prompt),
            *more,
            *asked,
            classes=["exercise-item", f"kind-{item.kind}", *wide(*asked)],
            item=item.id,
        )
        if not alone:
            made["ids"].append(anchor)
        return made

    def _how_to_check(self, public: PublicExercise) -> nodes.Node:
        """How to have it checked now, and where to argue with the key."""
        said: list[nodes.Node | str] = ["To check your answers, on your computer: "]
        said.append(nodes.literal("", f"course-checks check {public.id}"))
        if how_to := _to_page("how to", self.config.course_check_page):
            said += [" (", how_to, ")"]
        if self.config.course_home:
            address = f"{self.config.course_home}/issues/new?title={quote(f'Key of {public.id}: ')}"
            said += [". ", nodes.reference("", "Argue with this key", refuri=address)]
        return line(*said, classes=("exercise-how",))

    def _fragments(self, exercise: Exercise, items: list[Item]) -> list[Fragment]:
        """What a check may say, read as what is asked or what is answered."""

        def read_as(place: str) -> Callable[[str], list[nodes.Node]]:
            def inline(text: str) -> list[nodes.Node]:
                self.env.current_document[IN_EXERCISE] = place
                return self._inline(text)

            return inline

        return fragments(exercise, items, read_as(ASKED), read_as(ANSWERED))

    def _inline(self, text: str) -> list[nodes.Node]:
        """One line of MyST, read where the directive stands, with links to the passages that it names."""
        found, problems = self.parse_inline(text)
        holder = nodes.paragraph("", "", *found, *problems)
        self._link_names(holder)
        return list(holder.children)

    def _blocks(self, text: str) -> list[nodes.Node]:
        """Paragraphs of MyST, read where the directive stands, with links to the passages that they name."""
        holder = nodes.container("", *self.parse_text_to_nodes(text.strip()))
        self._link_names(holder)
        return list(holder.children)

    def _link_names(self, holder: nodes.Element) -> None:
        """Exercises name passages without a role, since they are read on answer sheets too."""
        for text in list(holder.findall(nodes.Text)):
            if isinstance(text.parent, nodes.literal | nodes.reference | PassageRef | EvidenceRef):
                continue
            pieces = parted_at(str(text), self.names, self.cards)
            if any(named for _, named in pieces):
                made = [self._cite(named, piece) or nodes.Text(piece) for piece, named in pieces]
                text.parent.replace(text, made)

    def _cite(self, name: str, called: str = "") -> nodes.Node | None:
        """A link to a passage of this id, which is `called` so, or to evidence; None if there is neither."""
        domain = passages_of(self.env)
        known, asked = domain.find(name), self.env.current_document.get(IN_EXERCISE) == ASKED
        if known is None:
            if name not in self.names and name not in self.cards:
                return None
            depend_on_cards(self)
            domain.note_cited(name, self.env.docname)
            return evidence_ref(name, asked=asked)
        domain.note_use(name, self.env.docname, "exercise")
        depend_on_source(self, known[0])
        return passage_ref(name, called, asked=asked)


def _names(course: Course, public: PublicExercise) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the text of an exercise may name: passages and items of evidence, and cards.

    An id that the exercise gives to something of its own, such as H1 to an explanation, means that alone.
    """
    own: set[str] = set()
    for part in (part for item in public.items for part in parts_of(item)):
        own |= {part.id, *part.id.split("-"), *(part.domain.ids if isinstance(part.domain, Options) else ())}
    items = (item.id for card in course.cards.values() for item in card.items)
    return (*course.library.passages, *(name for name in items if name not in own)), tuple(course.cards)


def _tag(honesty: Honesty) -> nodes.inline:
    """What the machine can judge, in words."""
    return span(HONESTY[honesty], "honesty", f"honesty-{honesty}")


def _to_page(text: str, page: str) -> addnodes.pending_xref | None:
    """A link to a page of the site, if it has that page."""
    if not page:
        return None
    named = {
        "refdomain": "std",
        "reftype": "doc",
        "reftarget": f"/{page}",
        "refexplicit": True,
        "refwarn": True,
    }
    return addnodes.pending_xref("", nodes.inline("", text), **named)


def setup_exercises(app: Sphinx) -> None:
    """Add the directive."""
    app.add_config_value("course_check_page", "", "env", types=frozenset({str}))
    app.add_node(ExerciseBox, html=element("section"))
    app.add_directive("exercise", ExerciseDirective)
