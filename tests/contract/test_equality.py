"""One validator, proven equal: every Python that runs the checks answers with the same bytes.

The Python that runs this suite answers first.  Then the same Python in a process of its own, where sets are in
another order; every other Python of this computer; and Pyodide in a real Chromium, with the trimmed and compiled
files that the site carries.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from playwright.sync_api import Browser

import make
from course_checks.content.course import load_course
from course_checks.sheet.onpage import exercise_to, opened_from
from course_checks.site.runtime import PLACE
from course_checks.validators import names
from tests.contract import vectors
from tests.contract.replay import replay
from tests.properties.cases import Case
from tests.properties.strategies import KINDS
from tests.site.bare import bare_site

HERE = Path(__file__).parent
PIECE = 1500
"""Lines that the worker is handed at once."""
ASK = """
    ({ part, address }) => new Promise((resolve, reject) => {
        const worker = (window.worker ??= new Worker(address, { type: "module" }));
        worker.onmessage = ({ data }) => (data.fault ? reject(new Error(data.fault)) : resolve(data.answers));
        worker.onerror = (event) => reject(new Error(event.message));
        worker.postMessage({ part });
    })
"""


def pythons() -> dict[str, str]:
    """Every Python of this computer that is new enough, by its version; this one among them."""
    names = [f"python3.{minor}" for minor in range(11, 20)]
    homes = sorted(Path.home().glob(".pyenv/versions/*/bin"))
    places = [shutil.which(name) for name in names]
    places += [shutil.which(name, path=str(home)) for home in homes for name in names]
    found = {"3.{}.{}".format(*sys.version_info[1:3]): sys.executable}
    for place in filter(None, places):
        asked = subprocess.run([place, "--version"], capture_output=True, text=True, check=False)
        if asked.returncode == 0:  # a shim stands for a Python that is not chosen, and fails
            found.setdefault(asked.stdout.split()[-1], place)
    return found


@pytest.fixture(scope="module", params=["small", pytest.param("whole", marks=pytest.mark.slow)])
def lines(request: pytest.FixtureRequest) -> list[str]:
    """The vector file: the same few every time, or all."""
    whole = request.param == "whole"
    found = [*vectors.labelled(load_course(make.ROOT))]
    if not whole:
        found = few(found)
    count = 2000 if whole else 20
    for kind in names():
        drawn = vectors.drawn(kind, count, fixed=not whole)
        assert sum(line.startswith('{"request"') for line in drawn) >= count + count // 10, kind
        found += drawn
    return found


def few(found: list[str], most: int = 4) -> list[str]:
    """The first requests of each exercise."""
    kept, count = [], 0
    for line in found:
        count = count + 1 if line.startswith('{"request"') else 0
        if count <= most:
            kept.append(line)
    return kept


@pytest.fixture(scope="module")
def answers(lines: list[str]) -> list[str]:
    """What the Python that runs this suite answers."""
    return replay(lines)


def test_a_vector_file_holds_every_kind_and_every_ending(answers: list[str]) -> None:
    course = load_course(make.ROOT)
    used = {item.kind for exercise in course.exercises.values() for item in exercise.public.items}

    assert used <= set(names())
    for ending in ("scored", "unanswered", "invalid"):
        assert any(f'"ending":"{ending}"' in answer for answer in answers)
    assert not any('"ending":"fault"' in answer for answer in answers)


@pytest.mark.parametrize("python", pythons().values(), ids=pythons().keys())
def test_every_python_here_answers_with_the_same_bytes(
    python: str, lines: list[str], answers: list[str], tmp_path: Path
) -> None:
    (tmp_path / "vectors").write_text("\n".join(lines), encoding="ascii")
    code = f"import sys; sys.path.insert(0, {str(make.ROOT / 'src')!r}); sys.argv[0] = {str(HERE / 'replay.py')!r}; "
    code += "import runpy; runpy.run_path(sys.argv[0], run_name='__main__')"
    subprocess.run(
        [python, "-c", code, str(tmp_path / "vectors"), str(tmp_path / "answers")],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )

    same(lines, (tmp_path / "answers").read_text(encoding="ascii").split("\n"), answers)


def same(lines: list[str], found: list[str], wanted: list[str]) -> None:
    """Fail with the first request that was answered otherwise."""
    requests = [line for line in lines if line.startswith('{"request"')]
    assert len(found) == len(wanted) == len(requests)
    differ = (i for i, pair in enumerate(zip(found, wanted, strict=True)) if pair[0] != pair[1])
    if (first := next(differ, None)) is not None:
        pytest.fail(f"{requests[first]}\nanswers\n  {found[first]}\nnot\n  {wanted[first]}", pytrace=False)
    assert digest(found) == digest(wanted)


def digest(answers: list[str]) -> str:
    return sha256("\n".join(answers).encode("ascii")).hexdigest()


@pytest.fixture(scope="module")
def checks_alone(check_runtime: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of nothing but the checks, with the worker that replays beside them."""
    out = bare_site(tmp_path_factory.mktemp("checks"), load_course(make.ROOT), check_runtime)
    for name in ("replay.mjs", "replay.py"):
        shutil.copy(HERE / name, out / PLACE / name)
    return out


@pytest.mark.browser
def test_the_page_answers_with_the_same_bytes(
    browser: Browser,
    served: Callable[[Path], str],
    checks_alone: Path,
    lines: list[str],
    answers: list[str],
) -> None:
    pieces = [*vectors.cut(lines, PIECE)]
    for number, piece in enumerate(pieces):
        (checks_alone / PLACE / f"{number}.jsonl").write_text("\n".join(piece), encoding="ascii")
    address, found = served(checks_alone), list[Any]()
    page = browser.new_page()
    try:
        page.goto(f"{address}/index.html")
        for number in range(len(pieces)):
            given = {"part": f"{number}.jsonl", "address": f"{address}/{PLACE}/replay.mjs"}
            found += page.evaluate(ASK, given)
    finally:
        page.close()

    same(lines, found, answers)


@pytest.mark.parametrize("kind", names())
def test_what_is_drawn_is_written_as_authors_write_it(kind: str) -> None:
    """`tables` writes exercise.toml and key.toml: read back, they are the same exercise and the same key."""

    @settings(max_examples=10, database=None, derandomize=True, deadline=None)
    @given(case=KINDS[kind])
    def read_back(case: Case) -> None:
        opened = opened_from(exercise_to(case.exercise.id, case.exercise.version, *vectors.tables(case)))
        assert opened.public == case.exercise
        assert opened.key == {case.item.id: case.key}

    read_back()
