"""The audit: an exercise proves itself, or is told why it does not.

Every labelled response ends as it says; the blank sheet is unanswered; the model scores 1; ticking
everything scores 0; every slip is reached; and no mutant of the model scores 1 unless the key says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_checks.checking import ItemReport, check
from course_checks.content.errors import Fault, plain_fault
from course_checks.content.exercises import RESPONSES, Exercise, LabelledResponse
from course_checks.content.expectations import differences, ending_of, is_model, number_of, unknown_names
from course_checks.content.mutants import label, mutants
from course_checks.core.library import Library
from course_checks.core.outcome import Scored, Unanswered
from course_checks.core.part import Prose
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutated:
    """What became of the mutants of one item."""

    made: int
    killed: int
    defensible: tuple[Defensible, ...]
    survivors: tuple[str, ...]
    faults: tuple[Fault, ...]


def audit(exercise: Exercise, library: Library) -> Audit:
    """Run everything that an exercise must prove."""
    problems: list[tuple[str, str, str]] = []
    reached = _run_labelled(exercise, library, problems)
    _run_whole(exercise, library, reached, problems)
    items = [mutated(exercise, item, library) for item in exercise.public.items]
    exempt = tuple(
        f"{item.id}.{part.id}" for item in exercise.public.items for part in parts_of(item) if not part.scored
    )
    return Audit(
        exercise=exercise.public.id,
        labelled=len(exercise.responses),
        mutants=sum(one.made for one in items),
        killed=sum(one.killed for one in items),
        defensible=tuple(defensible for one in items for defensible in one.defensible),
        survivors=tuple(survivor for one in items for survivor in one.survivors),
        exempt=exempt,
        faults=(*_faults(exercise, problems), *(fault for one in items for fault in one.faults)),
    )


def labelled_faults(exercise: Exercise, labelled: LabelledResponse, library: Library) -> tuple[Fault, ...]:
    """What one labelled response does otherwise than it says."""
    problems: list[tuple[str, str, str]] = []
    _run_one(exercise, library, labelled, problems)
    return _faults(exercise, problems)


def whole_faults(exercise: Exercise, library: Library) -> tuple[Fault, ...]:
    """What the exercise lacks as a whole: endings, slips that nothing reaches, what must end in one way alone."""
    problems: list[tuple[str, str, str]] = []
    _run_whole(exercise, library, _run_labelled(exercise, library, []), problems)
    return _faults(exercise, problems)


def mutated(exercise: Exercise, item: Item, library: Library) -> Mutated:
    """The mutants of one item's model: none may score 1 unless the key says so."""
    problems: list[tuple[str, str, str]] = []
    made, killed, defensible, survivors = _mutate(exercise, item, library, problems)
    return Mutated(
        made=made,
        killed=killed,
        defensible=tuple(defensible),
        survivors=tuple(survivors),
        faults=_faults(exercise, problems),
    )


def plain_audit(audit: Audit) -> dict[str, Any]:
    """An audit as JSON holds it."""
    return {
        "passed": audit.passed,
        "labelled": audit.labelled,
        "mutants": audit.mutants,
        "killed": audit.killed,
        "defensible": [{"mutant": one.mutant, "reason": one.reason} for one in audit.defensible],
        "survivors": list(audit.survivors),
        "exempt": list(audit.exempt),
        "faults": [plain_fault(fault) for fault in audit.faults],
    }


def _faults(exercise: Exercise, problems: Iterable[tuple[str, str, str]]) -> tuple[Fault, ...]:
    folder = exercise.folder
    place = Path(folder.parent.name, folder.name) if folder.is_absolute() else folder
    file = (place / RESPONSES).as_posix()
    return tuple(
        Fault(file=file, where=where, problem=problem, remedy=remedy) for where, problem, remedy in problems
    )


def _run_whole(
    exercise: Exercise,
    library: Library,
    reached: frozenset[tuple[str, str]],
    problems: list[tuple[str, str, str]],
) -> None:
    """Everything that no single response shows; `reached` are the (item, slip) pairs that one of them does."""
    _demand_endings(exercise, problems)
    _run_given(exercise, library, problems)
    for item in exercise.public.items:
        for rule in exercise.key[item.id].slips:
            if (item.id, rule.id) not in reached:
                place = f"{item.id}.{rule.id}"
                problems.append((place, "no labelled response reaches this slip", "add one that shows it"))


def _reports(exercise: Exercise, library: Library, responses: Responses) -> Mapping[str, ItemReport]:
    report = check(exercise.public, exercise.key, library, responses)
    return {entry.item: entry for entry in report.items}


def _run_labelled(
    exercise: Exercise, library: Library, problems: list[tuple[str, str, str]]
) -> frozenset[tuple[str, str]]:
    """Every labelled response; the (item, slip) pairs that they reach."""
    reached = [_run_one(exercise, library, labelled, problems) for labelled in exercise.responses]
    return frozenset(pair for pairs in reached for pair in pairs)


def _run_one(
    exercise: Exercise, library: Library, labelled: LabelledResponse, problems: list[tuple[str, str, str]]
) -> list[tuple[str, str]]:
    """One labelled response; the (item, slip) pairs that it reaches."""
    reached = []
    problems += unknown_names(exercise, labelled)
    for item_id, entry in _reports(exercise, library, labelled.answers).items():
        expected = labelled.expect.get(item_id)
        if expected is not None:
            problems += differences(labelled, item_id, expected, entry)
        elif labelled.answers.get(item_id):
            problems.append(
                (labelled.name, f"{item_id} is given and nothing is expected of it", "add it to expect")
            )
        if isinstance(entry.outcome, Scored):
            reached += [(item_id, slip.id) for slip in entry.outcome.slips]
    return reached


def _demand_endings(exercise: Exercise, problems: list[tuple[str, str, str]]) -> None:
    """Each item has a labelled model; the exercise has a labelled nothing and a labelled nonsense."""
    for item in exercise.public.items:
        expected = [labelled.expect[item.id] for labelled in exercise.responses if item.id in labelled.expect]
        if not any(map(is_model, expected)):
            problems.append((item.id, "no labelled response scores 1", "add the model response"))
    endings = {one.ending for labelled in exercise.responses for one in labelled.expect.values()}
    parts = [part for item in exercise.public.items for part in parts_of(item)]
    # Whatever is typed into prose can be read.
    refused = () if all(isinstance(part.domain, Prose) for part in parts) else ("invalid",)
    for ending in ("unanswered", *refused):
        if ending not in endings:
            problems.append(("", f"no labelled response ends {ending}", "add one"))


def _run_given(exercise: Exercise, library: Library, problems: list[tuple[str, str, str]]) -> None:
    """The blank sheet, the model of the key, and everything ticked."""
    for entry in _reports(exercise, library, {}).values():
        if not isinstance(entry.outcome, Unanswered):
            problems.append(
                (entry.item, f"the blank sheet ended {ending_of(entry)}", "a blank must be unanswered")
            )
    for item in exercise.public.items:
        kind, key = load(item.kind), exercise.key[item.id]
        model = dict(kind.model(item.ask, key.accept))
        entry = _reports(exercise, library, {item.id: model})[item.id]
        if not (isinstance(entry.outcome, Scored) and entry.outcome.score in (1, None)):
            problems.append((item.id, f"the model scored {number_of(entry)}", "mend the key"))
        everything = kind.everything(item.ask)
        if everything is not None:
            entry = _reports(exercise, library, {item.id: dict(everything)})[item.id]
            if not (isinstance(entry.outcome, Scored) and entry.outcome.score == 0):
                problems.append((item.id, f"ticking everything scored {number_of(entry)}", "it must score 0"))


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
