"""Units: what the front matter of a page says of it.

```yaml
unit:
  id: u01
  number: 1
  level: first steps
  reading: 14            # minutes
  passages: [SM1, S8]    # those it teaches
  propositions: [s2.5]
  objectives: ["..."]
  keypoints: ["..."]
  exercises: [u01-layers]
  figure: xray
```
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from course_checks.content.course import Course
from course_checks.core.text import nearest, one_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The facts of a unit."""

    id: str
    number: int
    level: str
    reading: int
    """Minutes."""
    passages: tuple[str, ...]
    objectives: tuple[str, ...]
    keypoints: tuple[str, ...]
    exercises: tuple[str, ...]
    propositions: tuple[str, ...] = ()
    figure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A name in the front matter for which there is nothing."""

    field: str
    """Where it stands: passages, propositions or exercises."""
    name: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.problem}; {self.remedy}"


def unknown_in(unit: Unit, course: Course) -> Iterator[Unknown]:
    """Every passage, proposition and exercise that the front matter names and the course does not have."""
    propositions = [
        one.id
        for source in course.sources.values()
        for passage in source.passages
        for one in passage.propositions
    ]
    for name in unit.passages:
        if name not in course.library.passages:
            problem, remedy = unknown_passage(name, course)
            yield Unknown(field="passages", name=name, problem=problem, remedy=remedy)
    for field, thing, names, known, otherwise in (
        (
            "propositions",
            "proposition",
            unit.propositions,
            propositions,
            "the propositions are in docs/sources",
        ),
        ("exercises", "exercise", unit.exercises, course.exercises, "an exercise is a folder of exercises/"),
    ):
        for name in names:
            if name not in known:
                yield Unknown(
                    field=field,
                    name=name,
                    problem=f"there is no {thing} {name!r}",
                    remedy=meant(nearest(name, known), otherwise),
                )


def unknown_passage(name: str, course: Course) -> tuple[str, str]:
    """(problem, remedy) for a passage that no source has, with those nearest in name."""
    return (
        f"there is no passage {name!r}",
        meant(course.library.near(name), "the passages are in docs/sources"),
    )


def meant(near: Iterable[str], otherwise: str) -> str:
    """A remedy: what was probably meant, or `otherwise` where nothing is near."""
    said = one_of(near)
    return f"did you mean {said}?" if said else otherwise
