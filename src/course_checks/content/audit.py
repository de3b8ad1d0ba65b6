"""The audit: an exercise proves itself, or is told why it does not.

Every labelled response ends as it says; the blank sheet is unanswered; the model scores 1; ticking
everything scores 0; every slip is reached; and no mutant of the model scores 1 unless the key says so.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from course_checks.checking import ItemReport, check
from course_checks.content.errors import Fault
from course_checks.content.exercises import RESPONSES, Exercise, Expected, LabelledResponse
from course_checks.content.mutants import label, mutants
from course_checks.core.library import Library
from course_checks.core.outcome import CheckerFault, InvalidResponse, Scored, Unanswered
from course_checks.core.text import one_of
from course_checks.exercise import Item, Responses, parts_of
from course_checks.validators import load


@dataclass(frozen=True, slots=True, kw_only=True)
class Defensible:
    """A changed response that the key accepts all the same."""

    mutant: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What the audit of one exercise saw."""

    exercise: str
    labelled: int
    mutants: int
    killed: int
    defensible: tuple[Defensible, ...]
    survivors: tuple[str, ...]
    exempt: tuple[str, ...]
    """Parts of prose, which no mutant can prove."""
    faults: tuple[Fault, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is left to mend."""
        return not self.faults and not self.survivors


def audit(exercise: Exercise, library: Library) -> Audit:
    """Run everything that an exercise must prove."""
    problems: list[tuple[str, str, str]] = []
    reached = _run_labelled(exercise, library, problems)
    _demand_endings(exercise, problems)
    _run_given(exercise, library, problems)
    for item in exercise.public.items:
        for rule in exercise.key[item.id].slips:
            if (item.id, rule.id) not in reached:
                problems.append(
                    (
                        f"{item.id}.{rule.id}",
                        "no labelled response reaches this slip",
                        "add one that shows it",
                    )
                )
    made, killed, defensible, survivors = 0, 0, [], []
    for item in exercise.public.items:
        seen = _mutate(exercise, item, library, problems)
        made, killed = made + seen[0], killed + seen[1]
        defensible += seen[2]
        survivors += seen[3]
    exempt = tuple(
        f"{item.id}.{part.id}" for item in exercise.public.items for part in parts_of(item) if not part.scored
    )
    file = f"exercises/{exercise.public.id}/{RESPONSES}"
    faults = tuple(
        Fault(file=file, where=where, problem=problem, remedy=remedy) for where, problem, remedy in problems
    )
    return Audit(
        exercise=exercise.public.id,
        labelled=len(exercise.responses),
        mutants=made,
        killed=killed,
        defensible=tuple(defensible),
        survivors=tuple(survivors),
        exempt=exempt,
        faults=faults,
    )


def _reports(exercise: Exercise, library: Library, responses: Responses) -> Mapping[str, ItemReport]:
    report = check(exercise.public, exercise.key, library, responses)
    return {entry.item: entry for entry in report.items}


def _run_labelled(
    exercise: Exercise, library: Library, problems: list[tuple[str, str, str]]
) -> frozenset[tuple[str, str]]:
    """Every labelled response; the (item, slip) pairs that they reach."""
    reached = set()
    for labelled in exercise.responses:
        problems += _unknown_names(exercise, labelled)
        for item_id, entry in _reports(exercise, library, labelled.answers).items():
            expected = labelled.expect.get(item_id)
            if expected is not None:
                problems += _differences(labelled, item_id, expected, entry)
            elif labelled.answers.get(item_id):
                problems.append(
                    (labelled.name, f"{item_id} is given and nothing is expected of it", "add it to expect")
                )
            if isinstance(entry.outcome, Scored):
                reached |= {(item_id, slip.id) for slip in entry.outcome.slips}
    return frozenset(reached)


def _unknown_names(exercise: Exercise, labelled: LabelledResponse) -> list[tuple[str, str, str]]:
    """Items and parts of a labelled response that the exercise does not have."""
    known = {item.id: {part.id for part in parts_of(item)} for item in exercise.public.items}
    given = [(item, part) for item, answers in labelled.answers.items() for part in answers]
    found = [
        (labelled.name, f"there is no part {item}.{part}", "mend the name")
        for item, part in given
        if part not in known.get(item, set())
    ]
    remedy = f"use {one_of(known)}"
    return found + [
        (labelled.name, f"there is no item {one!r}", remedy) for one in labelled.expect if one not in known
    ]


def _differences(
    labelled: LabelledResponse, item_id: str, expected: Expected, entry: ItemReport
) -> list[tuple[str, str, str]]:
    where = f"{labelled.name}: {item_id}"
    remedy = "mend the response, the expectation or the key"
    ending = _ending(entry)
    if ending != expected.ending:
        why = f" ({entry.outcome.problems[0].say})" if isinstance(entry.outcome, InvalidResponse) else ""
        return [(where, f"expected {expected.ending}, ended {ending}{why}", remedy)]
    if not isinstance(entry.outcome, Scored):
        return []
    found = []
    try:
        wanted = expected.fraction
    except ValueError:
        return [
            (
                where,
                f"{expected.score!r} is not a score",
                'write a decimal or a fraction, such as "0.5" or "2/3"',
            )
        ]
    if wanted is None:
        found.append((where, "a scored response needs its score", 'add score = "..."'))
    elif entry.outcome.score is None or abs(entry.outcome.score - wanted) * 10_000 >= 1:
        found.append((where, f"expected score {expected.score}, scored {_number(entry)}", remedy))
    slips = tuple(slip.id for slip in entry.outcome.slips)
    if sorted(slips) != sorted(expected.slips):
        wished, saw = (json.dumps(list(names)) for names in (expected.slips, slips))
        found.append((where, f"expected slips = {wished}, saw {saw}", remedy))
    return found


def _ending(entry: ItemReport) -> str:
    match entry.outcome:
        case Scored():
            return "scored"
        case Unanswered():
            return "unanswered"
        case InvalidResponse():
            return "invalid"
        case CheckerFault(what=what):
            return f"in our fault ({what})"


def _number(entry: ItemReport) -> str:
    score = entry.outcome.score if isinstance(entry.outcome, Scored) else None
    if score is None:
        return "nothing"
    return str(score) if score.denominator == 1 else f"{score} ({float(score):.4f})"


def _demand_endings(exercise: Exercise, problems: list[tuple[str, str, str]]) -> None:
    """Each item has a labelled model; the exercise has a labelled nothing and a labelled nonsense."""
    for item in exercise.public.items:
        expected = [labelled.expect[item.id] for labelled in exercise.responses if item.id in labelled.expect]
        if not any(one.ending == "scored" and _is_model(one) for one in expected):
            problems.append((item.id, "no labelled response scores 1", "add the model response"))
    endings = {one.ending for labelled in exercise.responses for one in labelled.expect.values()}
    for ending in ("unanswered", "invalid"):
        if ending not in endings:
            problems.append(("", f"no labelled response ends {ending}", "add one"))


def _is_model(expected: Expected) -> bool:
    try:
        return expected.fraction == 1
    except ValueError:
        return False  # told where it was run


def _run_given(exercise: Exercise, library: Library, problems: list[tuple[str, str, str]]) -> None:
    """The blank sheet, the model of the key, and everything ticked."""
    for entry in _reports(exercise, library, {}).values():
        if not isinstance(entry.outcome, Unanswered):
            problems.append(
                (entry.item, f"the blank sheet ended {_ending(entry)}", "a blank must be unanswered")
            )
    for item in exercise.public.items:
        kind, key = load(item.kind), exercise.key[item.id]
        model = dict(kind.model(item.ask, key.accept))
        entry = _reports(exercise, library, {item.id: model})[item.id]
        if not (isinstance(entry.outcome, Scored) and entry.outcome.score in (1, None)):
            problems.append((item.id, f"the model scored {_number(entry)}", "mend the key"))
        everything = kind.everything(item.ask)
        if everything is not None:
            entry = _reports(exercise, library, {item.id: dict(everything)})[item.id]
            if not (isinstance(entry.outcome, Scored) and entry.outcome.score == 0):
                problems.append((item.id, f"ticking everything scored {_number(entry)}", "it must score 0"))


def _mutate(
    exercise: Exercise, item: Item, library: Library, problems: list[tuple[str, str, str]]
) -> tuple[int, int, list[Defensible], list[str]]:
    """(mutants made, killed, defensible, survivors) of one item."""
    kind, key = load(item.kind), exercise.key[item.id]
    model, parts = dict(kind.model(item.ask, key.accept)), parts_of(item)
    made, dead = 0, dict.fromkeys((part.id for part in parts if part.scored and part.id in model), 0)
    defensible, survivors = [], []
    for part_id, value in mutants(model, parts, library.passages):
        made += 1
        entry = _reports(exercise, library, {item.id: model | {part_id: value}})[item.id]
        if not (isinstance(entry.outcome, Scored) and entry.outcome.score == 1):
            dead[part_id] += 1
            continue
        name = label(item.id, part_id, value)
        if reason := kind.accepts(item.ask, key.accept, part_id, entry.given):
            defensible.append(Defensible(mutant=name, reason=reason))
        else:
            survivors.append(name)
    for part_id, count in dead.items():
        if not count:
            problems.append(
                (f"{item.id}.{part_id}", "no mutant of this part is killed", "leave a value that scores less")
            )
    return made, sum(dead.values()), defensible, survivors
