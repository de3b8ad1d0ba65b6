"""Proofreading: every check over everything that it concerns, all findings in one run."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from course_checks.content.course import read_course
from course_checks.content.errors import Fault, Faults
from course_checks.prose import (
    copied,
    figure,
    heading,
    link,
    measure,
    quotation,
    skeleton,
    table,
    unknown,
    voice,
    wording,
)
from course_checks.prose.finding import Finding, Remarks
from course_checks.prose.measure import Measure
from course_checks.prose.page import Page
from course_checks.prose.room import DOCS, Drawings, Room, enter
from course_checks.prose.texts import Text, texts_of_page, texts_of_toml

CONTENT = "course"
"""The rule under which mistakes in sources, exercises and data are told: those that keep a course from being read."""
NOT_FOR_LEARNERS = ("docs/decisions/", "docs/authors/")
"""Their words are not weighed: they speak about words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnUnits:
    """A check of each unit."""

    rule: str
    look: Callable[[Page, Room], Remarks]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPages:
    """A check of each page."""

    rule: str
    look: Callable[[Page, Room], Remarks]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTexts:
    """A check of each text that learners read."""

    rule: str
    look: Callable[[Text, Room], Remarks]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnFiles:
    """A check of each file of text."""

    rule: str
    look: Callable[[Path, Room], Remarks]


Check = OnUnits | OnPages | OnTexts | OnFiles

CHECKS: tuple[Check, ...] = (
    OnUnits(rule="voice", look=voice.look),
    OnPages(rule="unknown", look=unknown.look),
    OnPages(rule="quotation", look=quotation.look),
    OnFiles(rule="copied", look=copied.look),
    OnUnits(rule="length", look=measure.length),
    OnUnits(rule="skeleton", look=skeleton.look),
    OnPages(rule="figure", look=figure.look),
    OnPages(rule="link", look=link.look),
    OnPages(rule="heading", look=heading.look),
    OnPages(rule="table", look=table.look),
    OnTexts(rule="name", look=wording.names),
    OnTexts(rule="banned", look=wording.banned),
    OnTexts(rule="loaded", look=wording.loaded),
    OnTexts(rule="markup", look=wording.leftovers),
    OnUnits(rule="level", look=measure.level),
)
"""Every check, in the order in which docs/authors/proofread.md explains them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What proofreading a course found."""

    findings: tuple[Finding, ...]
    """File by file, line by line."""
    measures: tuple[Measure, ...]
    pages: int
    exercises: int
    """How many of each were looked at."""


Wanted = Collection[str]
"""Files and folders from the course's root; nothing for all."""


def proofread(root: Path, drawings: Drawings, wanted: Wanted = ()) -> Proof:
    """Everything that is to be mended in the course of `root`, or in the `wanted` files and folders of it.

    `drawings` are the figures that pages may show.
    """
    faults = Faults(root=root)
    course = read_course(root, (root / "exercises",), faults)
    room = enter(course, drawings, faults)
    pages = [page for page in room.pages.values() if _is_wanted(page.file, wanted)]
    found = [_of_fault(fault, room) for fault in room.faults if _is_wanted(fault.file, wanted)]
    texts = tuple(_texts(room, wanted))
    for check in CHECKS:
        found += _run(check, room, wanted, texts)
    units = [page for page in pages if page.is_unit]
    exercises = {file.parent for file in room.exercise_texts if _is_wanted(_name(file, room), wanted)}
    return Proof(
        findings=tuple(sorted(dict.fromkeys(found))),
        measures=tuple(map(measure.measure, units)),
        pages=len(pages),
        exercises=len(exercises),
    )


def _is_wanted(file: str, wanted: Wanted) -> bool:
    return not wanted or any(file == one or file.startswith(f"{one}/") for one in wanted)


def _name(file: Path, room: Room) -> str:
    return file.relative_to(room.root).as_posix()


def _run(check: Check, room: Room, wanted: Wanted, texts: tuple[Text, ...]) -> Iterator[Finding]:
    """What one check finds in all that concerns it."""
    match check:
        case OnUnits(look=look) | OnPages(look=look):
            for page in room.pages.values():
                if _is_wanted(page.file, wanted) and (page.is_unit or isinstance(check, OnPages)):
                    yield from _findings(check.rule, page.file, look(page, room))
        case OnTexts(look=look_at):
            for text in texts:
                yield from _findings(check.rule, text.file, look_at(text, room))
        case OnFiles(look=look_into):
            for file in copied.files(room):
                if _is_wanted(_name(file, room), wanted):
                    yield from _findings(check.rule, _name(file, room), look_into(file, room))


def _findings(rule: str, file: str, remarks: Remarks) -> Iterator[Finding]:
    for line, problem, remedy in remarks:
        yield Finding(file=file, line=line, rule=rule, problem=problem, remedy=remedy)


def _texts(room: Room, wanted: Wanted) -> Iterator[Text]:
    """What learners read: pages of the site, exercises, sources, data."""
    for page in room.pages.values():
        for_learners = page.file.startswith(DOCS) and not page.file.startswith(NOT_FOR_LEARNERS)
        if for_learners and _is_wanted(page.file, wanted):
            yield from texts_of_page(page)
    for file in (*room.exercise_texts, *room.data_files):
        if _is_wanted(_name(file, room), wanted):
            yield from texts_of_toml(file, room.root)


def _of_fault(fault: Fault, room: Room) -> Finding:
    """A mistake of the content as a finding; its line is that of the last name in its place that the file has."""
    where = f"{fault.where}: " if fault.where else ""
    line = 1
    for name in fault.where.replace("]", "").replace("[", ".").split("."):
        line = _line_of(room.root / fault.file, name, line)
    return Finding(
        file=fault.file, line=line, rule=CONTENT, problem=f"{where}{fault.problem}", remedy=fault.remedy
    )


def _line_of(file: Path, name: str, after: int) -> int:
    if not name or not file.is_file():
        return after
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((n for n, line in enumerate(lines, 1) if n >= after and name in line), after)
