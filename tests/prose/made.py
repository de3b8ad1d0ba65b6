"""Tiny courses with a page in them, and what a proofreader says of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from course_checks.content.course import Course
from course_checks.prose.proofread import proofread
from course_checks.prose.room import Drawings
from tests.courses.made import made_course

PAGE = "docs/page.md"
UNIT = "docs/course/u02-made.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A text twin."""

    intro: str = "Three dates."
    header: tuple[str, ...] = ("what", "when")
    rows: tuple[tuple[str, ...], ...] = (("lamp lit", "1901"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure with all that it needs."""

    caption: str = "The lamp burnt for 22 years."
    alt: str = "A line from 1901 to 1923"
    twin: Twin = Twin()


def draw(_course: Course) -> Figure:
    """The figure `lamp`."""
    return Figure()


DRAWINGS: Drawings = {"lamp": draw}


def course_with(folder: Path, files: dict[str, str]) -> Path:
    """The root of a copy of the good course with these files in it."""
    root = made_course(folder)
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def told(root: Path, rules: Iterable[str] = (), drawings: Drawings = DRAWINGS, *wanted: str) -> list[str]:
    """What is said of a course, all of it or by these rules."""
    listed = tuple(rules)
    found = proofread(root, drawings, wanted).findings
    return [str(one) for one in found if not listed or one.rule in listed]


def told_of_page(folder: Path, text: str, *rules: str) -> list[str]:
    """What is said of a page that is no unit, by these rules."""
    return told(course_with(folder, {PAGE: dedent(text)}), rules)


FRONT = """\
---
unit:
  id: u02
  number: 2
  level: first steps
  reading: 12
  passages: [T1, T2]
  propositions: [t1.1]
  objectives: ["say who speaks", "say when"]
  keypoints: ["Ask who.", "Ask when.", "Ask how."]
  exercises: [t1-many, t1-order]
  figure: lamp
---
"""
SENTENCE = "The page says that the light was lit in May and that two men lived there {passage}`T1`. "
"""Sixteen words."""


def section(number: int, sentences: int = 20) -> str:
    """A section of the narrative, with its check."""
    return f"## Part {number}\n\n{SENTENCE * sentences}\n\n```{{exercise}} t1-many\n:item: named\n```\n\n"


LOOK_BACK = """\
## Look back

{.ours}
Three questions.

```{exercise} t1-choice
:item: lamp
```

```{exercise} t1-match
:item: voices
```

```{exercise} t1-order
:item: dates
```

"""
PICTURE = "```{drawing} lamp\n```\n\n"
EXERCISE = """\
## Exercise: three dates

{.ours}
Now put them in order.

```{exercise} t1-order
```

"""
DIFFER = """\
## Where readers differ

**It knows.** The page names a town {passage}`T2`.

**It guesses.** It says *seems* {passage}`T2`.

"""
DISCUSS = """\
{.ours}
## Discuss

1. Who lit it?
2. Who says so?

"""
END = "```{unit-end}\n```\n\n"
NOTES = ":::{dropdown} Instructor notes\n\n**Timing.** Twelve minutes.\n:::\n"
PARTS = {
    "front": FRONT,
    "title": "# Who lit the lamp?\n\n",
    "abstract": "A page and its voices.\n\n",
    "look back": LOOK_BACK,
    "picture": PICTURE,
    "narrative": "".join(map(section, range(1, 5))),
    "exercise": EXERCISE,
    "differ": DIFFER,
    "discuss": DISCUSS,
    "end": END,
    "notes": NOTES,
}
"""A unit in which nothing is amiss, part by part."""


def unit(order: Iterable[str] = PARTS, **other: str) -> str:
    """The unit with other texts for some of its parts (with _ for a space), in another order if one is given."""
    parts = PARTS | {name.replace("_", " "): text for name, text in other.items()}
    return "".join(parts[name] for name in order)


def told_of_unit(folder: Path, text: str, *rules: str) -> list[str]:
    """What is said of a unit, by these rules."""
    return told(course_with(folder, {UNIT: text}), rules)
