"""A page: what its front matter says of it, and its blocks, each with the marks of its section."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]  # it comes with MyST, which reads front matter with it

from course_checks.content.errors import Fault, Faults
from course_checks.content.strict import structure
from course_checks.content.units import Unit
from course_checks.prose.blocks import (
    Block,
    Directive,
    Heading,
    Paragraph,
    blocks_of,
    front_matter_of,
    read_inline,
)

UNITS = "docs/course/u"
"""How the file of a unit begins."""
OURS = "ours"
"""The mark of what the course says in its own voice."""
OUTSIDE = "outside"
"""The mark of words quoted from a work other than the sources."""
NOTES = "instructor notes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands under a heading of the second level, down to the next."""

    heading: Heading
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """Its heading in plain words, in small letters."""
        return self.heading.said.plain.casefold()

    def directives(self, *names: str) -> tuple[Directive, ...]:
        """Its directives of these names."""
        return tuple(one for one in self.blocks if isinstance(one, Directive) and one.name in names)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs, without those inside directives."""
        return tuple(one for one in self.blocks if isinstance(one, Paragraph) and not one.inside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, parsed."""

    file: str
    """From the course's root, with forward slashes."""
    text: str
    blocks: tuple[Block, ...]
    unit: Unit | None = None
    faults: tuple[Fault, ...] = ()
    """What is amiss in the front matter."""

    @property
    def is_unit(self) -> bool:
        """Whether it is a unit of the course, even one whose front matter cannot be read."""
        return self.file.startswith(UNITS)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the second level; what stands before the first is not in any."""
        starts = [
            n
            for n, one in enumerate(self.blocks)
            if isinstance(one, Heading) and one.level == 2 and not one.inside
        ]
        ends = [*starts[1:], len(self.blocks)][: len(starts)]
        return tuple(
            Section(heading=heading, blocks=self.blocks[start + 1 : end])
            for start, end in zip(starts, ends, strict=True)
            if isinstance(heading := self.blocks[start], Heading)
        )

    @property
    def opening(self) -> tuple[Block, ...]:
        """What stands before the first section."""
        found: list[Block] = []
        for one in self.blocks:
            if isinstance(one, Heading) and one.level == 2 and not one.inside:
                break
            found.append(one)
        return tuple(found)

    def line_of(self, text: str) -> int:
        """The first line of the file that holds `text`; the first of all if none does."""
        lines = self.text.splitlines()
        return next((number for number, line in enumerate(lines, 1) if text in line), 1)

    @property
    def front_texts(self) -> Iterator[Paragraph]:
        """The objectives and key points of the front matter, which the site draws."""
        for said in (*self.unit.objectives, *self.unit.keypoints) if self.unit else ():
            line = self.line_of(said[:40])
            yield Paragraph(line=line, said=read_inline(said, line))


def read_page(file: Path, root: Path) -> Page:
    """The page in `file`.  Raises OSError and UnicodeDecodeError."""
    name, text = file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")
    unit, faults = None, Faults(root=root)
    if name.startswith(UNITS):
        unit = _unit(front_matter_of(text), file, faults)
    blocks = tuple(_with_marks_of_sections(blocks_of(text)))
    return Page(file=name, text=text, blocks=blocks, unit=unit, faults=tuple(faults.found))


def _unit(front: str, file: Path, faults: Faults) -> Unit | None:
    """What the front matter says of a unit; its mistakes go to `faults`."""
    try:
        held: Any = yaml.safe_load(front)
    except yaml.YAMLError as error:
        faults.add(
            file, "unit", f"not readable as YAML: {str(error).splitlines()[0]}", "mend the front matter"
        )
        return None
    if not isinstance(held, dict) or "unit" not in held:
        faults.add(file, "", "the page is a unit and its front matter does not say so", "begin it with unit:")
        return None
    unit: Unit | None = structure(Unit, held["unit"], file, "unit", faults)
    return unit


def _with_marks_of_sections(blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks, each with the marks of the headings that it stands under; those of the title are its own."""
    over: dict[int, frozenset[str]] = {}
    for block in blocks:
        if isinstance(block, Heading) and not block.inside:
            over = {level: marks for level, marks in over.items() if level < block.level}
            if block.level > 1:
                over[block.level] = block.marks
        yield replace(block, marks=block.marks.union(*over.values()))
