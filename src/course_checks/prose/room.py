"""What a proofreader has at hand: the course, its pages, and what references on them may name."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

from course_checks.content.course import Course
from course_checks.content.errors import Fault, Faults, InvalidContentError
from course_checks.content.reference import Reference, read_reference
from course_checks.prose.blocks import Directive, Heading, Label
from course_checks.prose.inline import GAP, Said
from course_checks.prose.page import Page, read_page

DOCS = "docs"
ANCHORED = 3
"""`myst_heading_anchors` of docs/conf.py."""
AT_THE_TOP = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
"""Pages for people who have the folder, and not the site."""
_NOT_IN_ANCHORS = re.compile(r"[^\w\u4e00-\u9fff\- ]")


class Twin(Protocol):
    """The text twin of a figure: a sentence and a table."""

    @property
    def intro(self) -> str:
        """The sentence above the table."""

    @property
    def header(self) -> tuple[str, ...]:
        """What stands in each column."""

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The data."""


class Figure(Protocol):
    """A figure of ours, drawn."""

    @property
    def caption(self) -> str:
        """The finding, in a sentence."""

    @property
    def alt(self) -> str:
        """The alternative text."""

    @property
    def twin(self) -> Twin:
        """The same in words."""


Drawings = Mapping[str, Callable[[Course], Figure]]
"""From the name of a figure to what draws it."""


@dataclass(frozen=True, kw_only=True)
class Room:
    """All of it, read once."""

    root: Path
    course: Course
    pages: Mapping[str, Page]
    drawings: Drawings = field(default_factory=dict)
    reference: Reference = field(default_factory=Reference)
    """The who's who and the glossary; empty where the course has none."""
    faults: tuple[Fault, ...] = ()
    """What the course's own reader found amiss, and what keeps a page from being read."""

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels of all pages of the site, in small letters."""
        site = (page for page in self.pages.values() if page.file.startswith(DOCS))
        return frozenset(name.casefold() for page in site for name in labels_of(page))

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of the glossary, and of any that stands on a page, in small letters."""
        listed = (
            block.body
            for page in self.pages.values()
            for block in page.blocks
            if isinstance(block, Directive) and block.name == "glossary"
        )
        lines = (
            line for body in listed for line in body.splitlines() if line.strip() and not line[0].isspace()
        )
        written = (line.partition(" : ")[0].strip() for line in lines)
        return frozenset(one.casefold() for one in (*written, *(term.term for term in self.reference.terms)))

    def faults_of_drawing(self, name: str) -> tuple[tuple[str, str], ...]:
        """(problem, remedy) for each text that a figure lacks, or for what keeps it from being drawn."""
        if name not in self._drawn:
            self._drawn[name] = tuple(_faults_of(self.drawings[name], self.course))
        return self._drawn[name]

    @cached_property
    def _drawn(self) -> dict[str, tuple[tuple[str, str], ...]]:
        return {}

    @cached_property
    def exercises(self) -> frozenset[str]:
        """The exercises there are, those that cannot be read among them: their mistakes are told by themselves."""
        there = (one.name for one in (self.root / "exercises").glob("*") if one.is_dir())
        return frozenset((*there, *self.course.exercises))

    @cached_property
    def exercise_texts(self) -> tuple[Path, ...]:
        """The files of exercises that people read: what is asked, and the key."""
        folder = self.root / "exercises"
        return tuple(sorted([*folder.glob("*/exercise.toml"), *folder.glob("*/key.toml")]))

    @cached_property
    def data_files(self) -> tuple[Path, ...]:
        """The TOML files under docs: sources, cards, data."""
        return tuple(sorted((self.root / DOCS).rglob("*.toml")))


def labels_of(page: Page) -> Iterator[str]:
    """The labels of a page: targets above blocks, and names of directives."""
    for block in page.blocks:
        match block:
            case Label(name=name):
                yield name
            case Directive(options=options) if "name" in options:
                yield options["name"]
            case _:
                pass


def anchors_of(page: Page) -> frozenset[str]:
    """What a link to the page may add after `#`: its labels, and its headings down to the third level."""
    found: dict[str, int] = {}
    for block in page.blocks:
        if isinstance(block, Heading) and block.level <= ANCHORED:
            slug = anchor_of(block.said)
            found[slug] = found.get(slug, 0) + 1
    numbered = {f"{slug}-{number}" for slug, count in found.items() for number in range(1, count)}
    return frozenset((*found, *numbered, *labels_of(page)))


def anchor_of(heading: Said) -> str:
    """The anchor of a heading, as GitHub makes it, and MyST after it."""
    text = "".join(piece.target if piece.kind == "code" else piece.text for piece in heading.pieces)
    return _NOT_IN_ANCHORS.sub("", text.replace(GAP, "").lower().replace(" ", "-"))


def enter(course: Course, drawings: Drawings, faults: Faults) -> Room:
    """The room of a course; what cannot be read goes to `faults`."""
    root, pages = course.root, {}
    for file in _files_of_pages(root):
        try:
            page = read_page(file, root)
        except UnicodeDecodeError:
            faults.add(file, "", "it is not UTF-8 text", "save it as UTF-8")
            continue
        pages[page.file] = page
        faults.found += page.faults
    reference = read_reference(course, faults)
    return Room(
        root=root,
        course=course,
        pages=pages,
        drawings=drawings,
        reference=reference,
        faults=tuple(faults.found),
    )


def _files_of_pages(root: Path) -> Iterable[Path]:
    """The pages of the site, then those at the top."""
    site = (root / DOCS).rglob("*.md")
    yield from (file for file in sorted(site) if not any(part.startswith(("_", ".")) for part in file.parts))
    yield from (root / name for name in AT_THE_TOP if (root / name).is_file())


def _faults_of(draw: Callable[[Course], Figure], course: Course) -> Iterator[tuple[str, str]]:
    try:
        figure = draw(course)
    except (InvalidContentError, OSError, ValueError) as error:
        yield (
            f"the drawing cannot be made: {str(error).splitlines()[0]}",
            "mend the data that it is drawn from",
        )
        return
    texts = {
        "caption": figure.caption,
        "alternative text": figure.alt,
        "sentence above its text twin": figure.twin.intro,
        "text twin": "".join(cell for row in (figure.twin.header, *figure.twin.rows) for cell in row),
    }
    for name in (name for name, text in texts.items() if not text.strip()):
        yield f"the drawing has no {name}", "write it where the figure is drawn"
