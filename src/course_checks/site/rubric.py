"""The rubric of a written exercise, printed from its data: what a person reads for.

```{rubric-of} u10-memo
```

With `:single-point:` it has the target alone, and room to write on both sides of it.
"""

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from course_checks.core.text import nearest, one_of
from course_checks.exercise import PublicExercise
from course_checks.site.nodes import Cell, line, table
from course_checks.site.passages import passages_of
from course_checks.site.warnings import Subtype, warn
from course_checks.validators.extended_text import Ask, Criterion

ROOM = 3
"""Lines left free in a cell that is written into by hand."""


def criteria_of(exercise: PublicExercise) -> tuple[Criterion, ...]:
    """What a person reads the exercise's texts for, each criterion once."""
    found = (one for item in exercise.items if isinstance(item.ask, Ask) for one in item.ask.criteria)
    return tuple({one.id: one for one in found}.values())


class RubricDirective(SphinxDirective):
    """The rubric of an exercise: ``{rubric-of} u10-memo``."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"single-point": directives.flag}

    def run(self) -> list[nodes.Node]:
        """The table, or nothing and a warning."""
        known = passages_of(self.env).course.exercises
        written = [name for name, one in known.items() if criteria_of(one.public)]
        name = self.arguments[0].strip()
        if name not in written:
            remedy = f"did you mean {one_of(nearest(name, written) or written) or 'another'}?"
            said = f"there is no exercise {name!r} with criteria; {remedy}"
            warn(Subtype.UNKNOWN_EXERCISE, said, self.get_location())
            return []
        self.env.note_dependency(known[name].folder / "exercise.toml")
        criteria = criteria_of(known[name].public)
        return [_single_point(criteria) if "single-point" in self.options else _levels(criteria)]


def _levels(criteria: tuple[Criterion, ...]) -> nodes.table:
    rows: list[tuple[Cell, ...]] = [
        ([line(_first_up(one.text))], [line(one.basic)], [line(one.proficient)], [line(one.advanced)])
        for one in criteria
    ]
    header = ("Criterion", "Basic", "Proficient: the target", "Advanced")
    return table(header, rows, (19, 25, 28, 28), classes=("stacking-table", "rubric"))


def _single_point(criteria: tuple[Criterion, ...]) -> nodes.table:
    free = [line("\N{NO-BREAK SPACE}") for _ in range(ROOM)]
    rows: list[tuple[Cell, ...]] = [
        (
            [line(f"{_first_up(one.text)}: {one.proficient}")],
            [blank.deepcopy() for blank in free],
            [blank.deepcopy() for blank in free],
        )
        for one in criteria
    ]
    header = ("The target", "Not there yet: what is missing", "Goes beyond: what you found")
    return table(header, rows, (34, 33, 33), classes=("rubric", "single-point"))


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def setup_rubric(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("rubric-of", RubricDirective)
