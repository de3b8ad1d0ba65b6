"""First attempts, kept for the report: one JSON line a learner, with no name, no number and no prose.

`grade` writes the file as it goes through the class, and `report` reads it line by line (`record_reading`), so
that neither holds the class in memory.  What could name a person is left out: a learner's own words, what
could not be read, and any short answer in which the learner's own name stands.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from course_checks import __version__
from course_checks.checking import ItemReport, Report
from course_checks.core.outcome import CheckerFault, InvalidResponse, Scored, Slip, State, Unanswered
from course_checks.core.part import Prose
from course_checks.core.text import is_blank, words
from course_checks.exercise import Item, PublicExercise, Responses, parts_of
from course_checks.sheet.handin import Learner

FILE = "first-attempts.jsonl"
FORMAT = 1
MOST_GIVEN = 2000
"""Characters of one answer that are kept."""
FEWEST_OF_A_NAME = 2
"""Words of a name that is looked for: one alone, such as Kim, stands in the sources, too."""
SURE = "sure"

Ending = Literal["scored", "unanswered", "invalid", "fault", "keyless"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How the first attempt at one item ended."""

    ending: Ending
    score: Fraction | None = None
    """0 to 1; None where nothing was scored."""
    slips: tuple[Slip, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    """From a part's id to what was typed: no prose, at most `MOST_GIVEN` characters."""
    parts: Mapping[str, State] = field(default_factory=dict)
    """From a part's id to the state of its mark."""
    sure: str | None = None
    """How sure the learner felt, where that was asked and said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """The first attempt at one exercise."""

    version: str
    """The version that the learner had; empty where it is not known."""
    items: Mapping[str, Answered]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The first attempts of one learner."""

    learner: str
    """A label that says nothing about the person: `L0001`."""
    exercises: Mapping[str, Attempt]


def label(number: int) -> str:
    """What the learner at place `number` of the gradebook (from 1) is called in the record: `L0001`."""
    return f"L{number:04}"


def attempt_of(
    public: PublicExercise, report: Report, answers: Responses, *, version: str, who: Learner
) -> Attempt:
    """The first attempt at `public` as it is kept: `answers` as typed, `report` the check of them.

    `version` is the one that the learner had, empty for a loose sheet; `who` is asked for so that the own name
    can be left out.
    """
    items = {}
    for entry in report.items:
        item = public.item(entry.item)
        if item is not None:
            items[entry.item] = _answered(item, entry, answers.get(entry.item, {}), who)
    return Attempt(version=version, items=items)


def _answered(item: Item, entry: ItemReport, typed: Mapping[str, str], who: Learner) -> Answered:
    sure = entry.given.get(SURE)
    certainty = sure if isinstance(sure, str) else None
    match entry.outcome:
        case Unanswered():
            return Answered(ending="unanswered", sure=certainty)
        case InvalidResponse():
            return Answered(ending="invalid")  # what could not be read may be anything, a name among them
        case CheckerFault():
            return Answered(ending="fault")
        case Scored(score=score, marks=marks, slips=slips):
            return Answered(
                ending="keyless" if entry.held else "scored",
                score=score,
                slips=slips,
                given=_kept(item, typed, who),
                parts={mark.part: mark.state for mark in marks},
                sure=certainty,
            )


def _kept(item: Item, typed: Mapping[str, str], who: Learner) -> dict[str, str]:
    """What was typed into parts that take no prose, blanks and the learner's own name left out."""
    asked = [part.id for part in parts_of(item) if not isinstance(part.domain, Prose) and part.id != SURE]
    there = {part: typed[part].strip()[:MOST_GIVEN] for part in asked if not is_blank(typed.get(part, ""))}
    return {part: text for part, text in there.items() if not _names(text, who)}


def _names(text: str, who: Learner) -> bool:
    """Whether the learner's own name, all of it in a row, or number stands in `text`."""
    own = [words(who.name)] if len(words(who.name)) >= FEWEST_OF_A_NAME else []
    own += [words(who.number)] if any(mark.isdigit() for mark in who.number) and len(who.number) > 3 else []
    said = words(text)
    return any(said[at : at + len(one)] == one for one in own for at in range(len(said) - len(one) + 1))


# Writing ---------------------------------------------------------------------------------------------------


def write_head() -> str:
    """The first line of the file, its line end included."""
    return _line({"record": FORMAT, "tool": __version__})


def write_line(recorded: Recorded) -> str:
    """The line of one learner, its line end included."""
    exercises = {
        name: {
            "version": attempt.version,
            "items": {item: _plain(one) for item, one in attempt.items.items()},
        }
        for name, attempt in recorded.exercises.items()
    }
    return _line({"learner": recorded.learner, "exercises": exercises})


def _line(held: Mapping[str, Any]) -> str:
    """ASCII alone, keys in order: the same class gives the same bytes."""
    return json.dumps(held, sort_keys=True, separators=(",", ":")) + "\n"


def _plain(one: Answered) -> dict[str, Any]:
    return {
        "ending": one.ending,
        "score": None if one.score is None else _decimal(one.score),
        "slips": [{"id": slip.id, "parts": list(slip.parts)} for slip in one.slips],
        "given": dict(one.given),
        "parts": dict(one.parts),
        "sure": one.sure,
    }


def _decimal(score: Fraction) -> str:
    """At most four decimals, as everywhere in JSON: `1`, `0.5`, `0.3333`."""
    return f"{float(score):.4f}".rstrip("0").rstrip(".")
