"""The check kit."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from course_checks.content.course import load_course
from course_checks.content.packing import archive
from course_checks.site.kit import kit
from tests.site.books import COURSE, Book

Maker = Callable[..., Book]


@pytest.fixture(scope="module")
def packed() -> bytes:
    """The kit of the tiny course."""
    try:
        return kit(load_course(COURSE))
    except PackageNotFoundError:
        pytest.skip("course-checks is not installed here")


def test_the_same_course_gives_the_same_bytes(packed: bytes) -> None:
    assert kit(load_course(COURSE)) == packed


def test_the_order_of_files_makes_no_difference() -> None:
    assert archive({"b": b"2", "a": b"1"}) == archive({"a": b"1", "b": b"2"})


def test_it_holds_the_command_the_exercises_the_sources_and_a_how_to(packed: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(packed)) as held:
        names = held.namelist()
        how_to = held.read("HOW-TO.txt").decode()
    (wheel,) = [name for name in names if name.endswith(".whl")]

    assert {"exercises/t1-many/exercise.toml", "exercises/t1-many/key.toml", "sources/tiny.toml"} <= set(
        names
    )
    assert {"sources/tiny.index.json", "sources/outside.toml", "references.bib"} <= set(names)
    assert how_to.count(wheel) == 2
    assert "WHEEL" not in how_to
    for system in ("Windows", "macOS", "Linux"):
        assert system in how_to


def test_unpacked_it_is_a_course_that_can_be_checked(packed: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(packed)) as held:
        held.extractall(tmp_path)

    assert sorted(load_course(tmp_path).exercises) == ["t1-choice", "t1-many", "t1-match", "t1-order"]


def test_the_wheel_is_sound_and_its_package_runs_from_it(packed: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(packed)) as held:
        (wheel,) = [name for name in held.namelist() if name.endswith(".whl")]
        held.extract(wheel, tmp_path)
    with zipfile.ZipFile(tmp_path / wheel) as made:
        names = set(made.namelist())
        record = made.read(next(name for name in names if name.endswith("RECORD"))).decode().splitlines()
        entry_points = made.read(next(name for name in names if name.endswith("entry_points.txt"))).decode()
    assert {line.partition(",")[0] for line in record} == names
    assert "course-checks = course_checks.__main__:main" in entry_points
    assert not [name for name in names if "__pycache__" in name or "/." in name]

    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import course_checks.checking as c; print(c.__file__)"
    )
    command = [sys.executable, "-I", "-c", script, str(tmp_path / wheel)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert wheel in done.stdout


def test_pip_can_install_the_wheel(packed: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(packed)) as held:
        (wheel,) = [name for name in held.namelist() if name.endswith(".whl")]
        held.extract(wheel, tmp_path)
    command = [
        sys.executable,
        "-I",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-compile",
    ]

    subprocess.run(
        [*command, "--target", str(tmp_path / "in"), str(tmp_path / wheel)], check=True, capture_output=True
    )

    assert (tmp_path / "in" / "course_checks" / "checking.py").is_file()


@pytest.mark.usefixtures("packed")
def test_it_stands_on_the_site_and_keeps_its_date_when_nothing_changed(book: Maker) -> None:
    made = book({"a": "# A\n"})
    file = made.build().out / "check-kit.zip"
    before = file.stat().st_mtime_ns

    made.build()

    assert file.stat().st_mtime_ns == before
