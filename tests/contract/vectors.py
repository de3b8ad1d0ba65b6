"""The vector file: requests that every Python has to answer with the same bytes.

All labelled responses of all exercises, answers drawn at random for exercises of every kind, and hostile ones.
A file is lines of JSON, each a library, an exercise of the library before it, or a request to the exercise
before it; so it can be cut before any exercise.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from course_checks.content.course import Course
from course_checks.exercise import Responses, parts_of
from course_checks.sheet.onpage import exercise_to, library_to
from tests.properties.cases import ITEM, Case, responses, untidy_responses
from tests.properties.strategies import KINDS

PER_EXERCISE = 10
"""Answers drawn for each exercise drawn, beside a hostile one."""
OWN = ("id", "version", "items")
"""Of an exercise, what does not stand in its file, or is written below."""
ASKED: tuple[Mapping[str, bool], ...] = ({}, {"hint": True}, {"explain": True})
LONG = (
    "The ferry \u202eleaves\u202c the <script>alert(1)</script> old \x1b[31mharbour\x1b[0m at noon 🙂 " * 900
)
HOSTILE = (LONG, " ".join(["S19"] * 3000), "\ud800", "\0", "9" * 5000, "> " * 2000, "a supports b\n" * 2000)


def request(typed: Responses, asked: Mapping[str, bool], attempts: Mapping[str, Any] | None = None) -> str:
    """One request, as the page makes it."""
    held = {"request": json.dumps({"responses": typed, "attempts": attempts or {}, "asked": asked})}
    return json.dumps(held)


def tables(case: Case) -> tuple[dict[str, Any], dict[str, Any]]:
    """What exercise.toml and key.toml would say of a case."""
    item = {**asdict(case.item), **asdict(case.item.ask)}
    key = {**asdict(case.key), **asdict(case.key.accept)}
    del item["ask"], key["accept"]
    head = {name: one for name, one in asdict(case.exercise).items() if name not in OWN}
    return {**head, "items": [item]}, {case.item.id: key}


def labelled(course: Course) -> Iterator[str]:
    """Every labelled response of a course, at every rung."""
    yield json.dumps({"library": library_to(course.library)})
    for name, exercise in course.exercises.items():
        yield from of_exercise(course, name)
        for one in exercise.responses:
            yield from (request(one.answers, asked) for asked in ASKED)


def of_exercise(course: Course, name: str) -> Iterator[str]:
    """An exercise of a course, as the page has it."""
    from course_checks.site.runtime import course_files

    text = course_files(course, b"")[f"exercises/{name}.json"].decode()
    yield json.dumps({"exercise": text})


def drawn(kind: str, count: int, *, fixed: bool) -> list[str]:
    """`count` answers drawn at random for exercises of a kind, and a tenth as many hostile ones.

    The same ones each time if `fixed`.
    """
    lines: list[str] = []
    library = ""

    @settings(
        max_examples=max(1, count // PER_EXERCISE),
        phases=[Phase.generate],
        database=None,
        derandomize=fixed,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def draw(data: st.DataObject) -> None:
        nonlocal library
        case = data.draw(KINDS[kind])
        tidy = [case.raw, *(data.draw(responses(case.item)) for _ in range(PER_EXERCISE - 1))]
        hostile = data.draw(st.one_of(untidy_responses(case.item), monsters(case)))
        if (text := library_to(case.library)) != library:
            lines.append(json.dumps({"library": text}))
            library = text
        lines.append(json.dumps({"exercise": exercise_to("u00-made", "0" * 12, *tables(case))}))
        for number, raw in enumerate((*tidy, hostile)):
            lines.append(request({ITEM: raw}, ASKED[number % len(ASKED)]))

    draw()
    return lines


def monsters(case: Case) -> st.SearchStrategy[dict[str, str]]:
    """Answers that are long, turned, or not text at all, one in each blank."""
    blanks = [part.id for part in parts_of(case.item)]
    return st.fixed_dictionaries(dict.fromkeys(blanks, st.sampled_from(HOSTILE)))


def cut(lines: list[str], most: int) -> Iterator[list[str]]:
    """The lines in pieces of about `most`, each with the library that it needs."""
    library, piece = "", list[str]()
    for line in lines:
        if line.startswith('{"library"'):
            library = line
        if line.startswith('{"exercise"') and len(piece) >= most:
            yield piece
            piece = [library]
        piece.append(line)
    yield piece
