"""Making the report: the file of first attempts is read line by line, counted, and told."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from course_checks.core.part import CERTAINTY
from course_checks.core.text import shown
from course_checks.desk.answers import Bank
from course_checks.desk.record import FILE
from course_checks.desk.record_reading import Damaged, read_lines
from course_checks.desk.report.figures import ClassFigures, GroupFigure, Lost
from course_checks.desk.report.items import figures_of, mean, sure_figure
from course_checks.desk.report.markup import count as _count
from course_checks.desk.report.tally import ClassTally, ExerciseTally, Mean
from course_checks.desk.report.teaching import (
    advice_on,
    advice_on_strays,
    most_given,
    most_made,
    slips_of,
    strays_of,
    to_reteach,
)
from course_checks.sheet.workspace import WorkspaceError

MOST_LOST = 10
"""Damaged lines that are listed; more are counted."""
MOST_NAMED = 8
OUTCOMES = Path("docs", "instructors", "exercises.md")
"""Where the outcomes of the course are put into words."""
_OUTCOME = re.compile(r"^(LO\d+): (.+)$", re.MULTILINE)


def record_in(place: Path) -> Path:
    """The file of first attempts in a folder of grades, or `place` itself where it is a file.

    Raises WorkspaceError if there is none.
    """
    if not place.exists():
        raise WorkspaceError(f"There is no folder {place}. Name the folder that `course-checks grade` wrote.")
    file = place / FILE if place.is_dir() else place
    if not file.is_file():
        raise WorkspaceError(
            f"There is no {FILE} in {place}. Grade the class first: course-checks grade FOLDER --out {place}"
        )
    return file


def figures_from(file: Path, bank: Bank, root: Path, *, blank_is_zero: bool = False) -> ClassFigures:
    """The report on the first attempts in `file`; `root` is where the course is, for words of its own.

    Raises OSError where the file cannot be read, WorkspaceError for an exercise that cannot be used.
    """
    tally = ClassTally(bank=bank, blank_is_zero=blank_is_zero)
    lost: list[Lost] = []
    lost_count = 0
    for one in read_lines(file):
        if isinstance(one, Damaged):
            lost_count += 1
            if len(lost) < MOST_LOST:
                lost.append(Lost(line=one.line, say=one.say))
        else:
            tally.add(one)
    return _told(tally, root, tuple(lost), lost_count)


def _told(tally: ClassTally, root: Path, lost: tuple[Lost, ...], lost_count: int) -> ClassFigures:
    held = [tally.exercises[name] for name in tally.bank.exercises if name in tally.exercises]
    exercises = tuple(map(figures_of, held))
    slips = most_made(slip for one in held for slip in slips_of(one, tally.bank.library.passages))
    strays, more = most_given(stray for one in held for stray in strays_of(one))
    reteach = to_reteach(slips)
    named = {passage for slip in slips for passage in slip.passages}
    advice = [advice for exercise in exercises for advice in advice_on(exercise)]
    return ClassFigures(
        learners=tally.learners,
        blank_is_zero=tally.blank_is_zero,
        reteach=reteach,
        advice=(*advice, *advice_on_strays(sum(one.count for one in strays))),
        exercises=exercises,
        outcomes=tuple(_groups(tally.outcomes, _outcomes(root))),
        kinds=tuple(_groups(tally.kinds, {})),
        certainty=tuple(sure_figure(level, tally.sure.get(level, Mean())) for level in CERTAINTY.ids)
        if tally.sure
        else (),
        slips=slips,
        strays=strays,
        more_strays=more,
        passages=_paraphrases(root, named),
        lost=lost,
        lost_count=lost_count,
        notes=tuple(_notes(tally, held)),
    )


def _groups(means: dict[str, Mean], texts: dict[str, str]) -> Iterator[GroupFigure]:
    for name, found in sorted(means.items()):
        yield GroupFigure(
            name=name,
            text=texts.get(name, ""),
            learners=found.learners,
            answers=found.answers,
            success=mean(found.points / found.learners if found.learners else 0.0, found.learners),
        )


def _notes(tally: ClassTally, held: Iterable[ExerciseTally]) -> Iterator[str]:
    """What the reader of the figures should know about the file."""
    for name, count in sorted(tally.unknown.items())[:MOST_NAMED]:
        yield (
            f"{shown(name)} is not among the exercises here, so what {_count(count, 'learner')} gave to it is left out."
            " If it is your own, name its folder with --exercises."
        )
    for one in held:
        if one.other_version:
            yield (
                f"{one.public.id}: {one.other_version} of {one.handed} had another version of the exercise."
                " They are counted, marked with the key of the day of grading."
            )
        for name, count in sorted(one.strange.items())[:MOST_NAMED]:
            given = _count(count, "first attempt")
            yield f"{one.public.id} has no item {shown(name, 30)} any more: {given} at it left out."
        keyless = sum(item.endings["keyless"] for item in one.items.values())
        if keyless:
            yield (
                f"{one.public.id} was graded without its key, so nothing in it is scored."
                " Grade again with --exercises and the folder that holds the key."
            )
        broken = sum(item.endings["fault"] for item in one.items.values())
        if broken:
            times = _count(broken, "time")
            yield f"{one.public.id}: our check broke {times}. Those answers are left out. Please report it."


def _outcomes(root: Path) -> dict[str, str]:
    """The outcomes of the course in words, where its manual is at hand."""
    try:
        return dict(_OUTCOME.findall((root / OUTCOMES).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _paraphrases(root: Path, wanted: Iterable[str]) -> dict[str, str]:
    """What each of the passages says, in the course's own words, where its sources are at hand."""
    found: dict[str, str] = {}
    for folder in (root / "docs" / "sources", root / "sources"):
        for file in sorted(folder.glob("*.toml")):
            try:
                held = tomllib.loads(file.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue  # an author is told by the audit; the report does without
            passages = held.get("passages", [])
            for one in passages if isinstance(passages, list) else []:
                if isinstance(one, dict) and isinstance(one.get("paraphrase"), str):
                    found.setdefault(str(one.get("id")), one["paraphrase"])
    return {name: found[name] for name in sorted(wanted) if name in found}
