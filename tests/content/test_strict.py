"""An author's mistakes: each is told with its file, its place and its remedy, and all of them at once."""

import ast
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from course_checks.content.course import load_course
from course_checks.content.errors import Fault, Faults, InvalidContentError
from course_checks.content.strict import structure
from course_checks.core.text import words
from tests.courses.made import BROKEN, COURSES, GOOD, MISTAKES, expected, made_course, said_to_author

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "course_checks"


def test_the_good_course_has_no_mistake() -> None:
    assert said_to_author(GOOD) == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_author_is_told_all_of_it(mistake: str, tmp_path: Path) -> None:
    assert said_to_author(made_course(tmp_path, mistake)) == expected(mistake)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_every_line_has_a_file_a_problem_and_a_remedy(mistake: str) -> None:
    for line in expected(mistake):
        file, _, rest = line.partition(": ")
        problem, _, remedy = rest.rpartition("; ")
        assert re.fullmatch(r"(docs|exercises)/[\w./-]+", file), line
        assert problem, line
        assert remedy, line
        assert not {"attribute", "exception", "traceback", "typing", "nonetype"} & set(words(line)), line


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_broken_course_holds_nothing_that_the_good_one_has(mistake: str) -> None:
    """Each folder shows its mistake, and nothing else."""
    changed = [path for path in (BROKEN / mistake).rglob("*") if path.is_file() and path.suffix != ".txt"]
    same = [
        path.name
        for path in changed
        if (twin := GOOD / path.relative_to(BROKEN / mistake)).is_file()
        and twin.read_bytes() == path.read_bytes()
    ]

    assert same == []


# Every message of the code is one of those lines -----------------------------------------------------------

BY_OTHER_MEANS = {
    # What only a command or a second folder can bring about; below, and in test_indexing.py.
    "another exercise has this name",
    "there is no such folder",
    "it is not an object of texts",
    "not readable as JSON: something is wrong at …",
    "the passage has no text",
    "no source has this passage",
    "the texts do not name it",
    "the texts do not say …",
    # What no course can bring about as long as the kinds keep their laws; in test_audit.py.
    "the blank sheet ended …",
    "the model scored …",
    "ticking everything scored …",
}


def text_of(node: ast.expr) -> str:
    """A literal text, with … for whatever is filled in; empty for other expressions and single words."""
    if isinstance(node, ast.Constant):
        return str(node.value) if " " in str(node.value) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return ""


def problems_in(source: str) -> Iterator[str]:
    """Every problem that a module may name: `add(file, where, PROBLEM, remedy)` and its like."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "add" and len(node.args) == 4:
            yield text_of(node.args[2])
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_NotThatError":
            yield text_of(node.args[0])
        elif isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) and len(node.elts) in (2, 3):
            yield text_of(node.elts[-2])


GIVES_OUT = {"leaks.py", "packing.py", "unpacking.py"}
"""They read no course: what they say of archives is in test_leaks.py and in tests/desk/test_pack.py."""
MODULES = [
    *(file for file in (PACKAGE / "content").glob("*.py") if file.name not in GIVES_OUT),
    *(PACKAGE / "validators").glob("*.py"),
    PACKAGE / "core" / "package.py",
    PACKAGE / "core" / "written.py",
]


@pytest.mark.parametrize("module", sorted(MODULES), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_problem_that_the_code_can_name_is_shown_by_some_course(module: Path) -> None:
    told = "".join(f"{line}\n" for mistake in MISTAKES for line in expected(mistake))
    told += "".join(
        file.read_text(encoding="utf-8")
        for file in sorted((COURSES / "reference" / "broken").glob("*/expected.txt"))
    )
    problems = {one for one in problems_in(module.read_text(encoding="utf-8")) if one} - BY_OTHER_MEANS
    unseen = [
        problem for problem in problems if not re.search(f": {re.escape(problem).replace('…', '.*')}; ", told)
    ]

    assert unseen == []


# What the folders cannot show ------------------------------------------------------------------------------


def test_a_course_without_exercises_says_so(tmp_path: Path) -> None:
    root = made_course(tmp_path)
    shutil.rmtree(root / "exercises")

    assert said_to_author(root) == [
        "exercises: there is no such folder; name the folder that holds the exercises' folders"
    ]


def test_two_exercises_of_one_name_are_told_with_the_second_folder(tmp_path: Path) -> None:
    root, more = made_course(tmp_path), tmp_path / "more"
    shutil.copytree(GOOD / "exercises" / "t1-order", more / "t1-order")

    with pytest.raises(InvalidContentError) as caught:
        load_course(root, [more])

    assert str(caught.value) == (
        f"{(more / 't1-order').as_posix()}: another exercise has this name; rename one of the folders"
    )


def test_an_exercise_of_ones_own_may_rest_on_the_sources_of_the_course(tmp_path: Path) -> None:
    root, more = made_course(tmp_path), tmp_path / "more"
    shutil.move(root / "exercises" / "t1-order", more / "x1-mine")

    assert list(load_course(root, [more]).exercises) == ["t1-choice", "t1-many", "t1-match", "x1-mine"]


def test_folders_that_begin_with_a_dot_or_a_line_are_passed_over(tmp_path: Path) -> None:
    root = made_course(tmp_path)
    for name in (".cache", "_drafts"):
        (root / "exercises" / name).mkdir()

    assert said_to_author(root) == []


def test_the_sources_of_the_check_kit_stand_beside_its_exercises(tmp_path: Path) -> None:
    root = made_course(tmp_path)
    for name in ("sources", "references.bib"):
        shutil.move(root / "docs" / name, root / name)
    (root / "docs").rmdir()

    assert said_to_author(root) == []


@dataclass(frozen=True, slots=True, kw_only=True)
class Boat:
    name: str
    length: float
    crew: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"name": "Fram", "length": 39.0}, []),
        ({"name": "Fram", "length": 39}, ["length: 39 is not a number; write it so"]),
        ({"name": 3, "length": 39.0}, ["name: 3 is not text in quotes; write it so"]),
        ({"length": 39.0}, ["name: is missing; add it"]),
        (
            {"name": "Fram", "length": 39.0, "crew": ["Sverdrup", 3]},
            ["crew[1]: 3 is not text in quotes; write it so"],
        ),
        (
            {"name": "Fram", "length": 39.0, "nmae": "", "sails": 4},
            ["unknown 'nmae'; did you mean name?", "unknown 'sails'; use name, length or crew"],
        ),
        ("Fram", ["'Fram' is not a table; write it so"]),
    ],
)
def test_nothing_is_coerced_and_nothing_unknown_is_passed_over(table: object, told: list[str]) -> None:
    faults = Faults(root=Path())

    made = structure(Boat, table, Path("boat.toml"), "", faults)

    assert [str(fault).removeprefix("boat.toml: ") for fault in faults.found] == told
    assert (made is None) == bool(told)


def test_a_text_that_looks_like_a_message_changes_nothing() -> None:
    """A value may hold the very signs that part a place, a problem and a remedy."""
    faults = Faults(root=Path())

    structure(Boat, {"name": ["a; b @ c: d"], "length": 1.0, "a; b @ c": 1}, Path("b.toml"), "x", faults)

    assert [str(fault) for fault in faults.found] == [
        "b.toml: x.name: ['a; b @ c: d'] is not text in quotes; write it so",
        "b.toml: x: unknown 'a; b @ c'; use name, length or crew",
    ]


def test_mistakes_are_told_file_by_file_in_the_order_found() -> None:
    faults = Faults(root=Path("/course"))
    for name in ("b", "a", "b"):
        faults.add(Path(f"/course/{name}.toml"), "", f"no {len(faults.found)}", "mend it")

    with pytest.raises(InvalidContentError) as caught:
        faults.raise_if_any()

    assert [str(fault) for fault in caught.value.faults] == [
        "b.toml: no 0; mend it",
        "b.toml: no 2; mend it",
        "a.toml: no 1; mend it",
    ]


def test_without_mistakes_nothing_is_raised() -> None:
    Faults(root=Path()).raise_if_any()


def test_a_mistake_of_a_whole_file_has_no_place() -> None:
    assert str(Fault(file="a.toml", where="", problem="it is not there", remedy="write it")) == (
        "a.toml: it is not there; write it"
    )
