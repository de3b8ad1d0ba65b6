"""Many tasks graded in order, by several processes at once where there are enough of them to be worth it."""

import os
from collections.abc import Iterable, Iterator
from itertools import islice

from course_checks.desk.grader import Grader
from course_checks.desk.keeping import Keeper, packed
from course_checks.desk.results import Pair, Result, Task

FEWEST = 400
"""Exercises handed in below which starting processes takes longer than it saves."""
MOST_WORKERS = 5
"""More would not fit into the memory that a run may take, all processes together."""
CHUNK = 8
"""Tasks that a process is given at once."""


def cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def workers_for(given: int) -> int:
    """How many processes are worth starting for so many exercises handed in; 1 is this one alone."""
    return min(cores(), MOST_WORKERS) if given >= FEWEST else 1


def results_of(pairs: Iterable[Pair], grader: Grader, keeper: Keeper, workers: int) -> Iterator[Result]:
    """The result of each task, in order: kept already, or graded now and kept."""
    if workers < 2:
        for digest, task in pairs:
            yield keeper.get(digest) or _graded(digest, task, grader, keeper)
        return
    from course_checks.desk.crew import Crew  # it brings what a small class needs not wait for

    iterator = iter(pairs)
    with Crew(grader=grader, keeper=keeper, size=workers) as crew:
        while chunk := tuple(islice(iterator, CHUNK)):
            crew.add(chunk)
            while crew.is_full:
                yield from crew.first()
        while crew.chunks:
            yield from crew.first()


def _graded(digest: bytes, task: Task, grader: Grader, keeper: Keeper) -> Result:
    result = grader.grade(task)
    keeper.put(digest, packed(result))
    return result
