"""make.py: what `make site` and its sisters promise."""

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

import make

INDEX = "Title\n=====\n\n.. toctree::\n\n   one\n"
BROKEN = "One\n===\n\nSee :ref:`nowhere`.\n"


@pytest.fixture
def site(tmp_path: Path) -> make.Site:
    """A site of two small pages."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text("project = 'Small'\nhtml_theme = 'basic'\n", encoding="utf-8")
    (docs / "index.rst").write_text(INDEX, encoding="utf-8")
    (docs / "one.rst").write_text("One\n===\n\nText.\n", encoding="utf-8")
    code = tmp_path / "code.py"
    code.write_text("first = 1\n", encoding="utf-8")
    return make.Site(docs=docs, out=tmp_path / "site", doctrees=tmp_path / "doctrees", code=(code,))


def test_a_build_that_failed_fails_again_until_it_is_mended(site: make.Site) -> None:
    page = site.docs / "one.rst"
    sound = page.read_text(encoding="utf-8")
    page.write_text(BROKEN, encoding="utf-8")

    for _ in range(2):
        status, said = make.build_site(site)
        assert status != 0
        assert "one.rst:4: WARNING: undefined label: 'nowhere'" in said
        assert not (site.doctrees / "environment.pickle").exists()

    page.write_text(sound, encoding="utf-8")
    assert make.build_site(site) == (0, "")


def test_a_page_broken_later_fails_twice_as_well(site: make.Site) -> None:
    assert make.build_site(site) == (0, "")
    (site.docs / "one.rst").write_text(BROKEN, encoding="utf-8")

    assert [make.build_site(site)[0] != 0 for _ in range(2)] == [True, True]


def test_a_second_build_reads_only_what_changed(site: make.Site) -> None:
    make.build_site(site)
    before = {path.name: path.stat().st_mtime_ns for path in site.doctrees.glob("*.doctree")}
    with (site.docs / "one.rst").open("a", encoding="utf-8") as page:
        page.write("\nMore text.\n")
    assert make.build_site(site) == (0, "")
    after = {path.name: path.stat().st_mtime_ns for path in site.doctrees.glob("*.doctree")}

    assert after["index.doctree"] == before["index.doctree"]
    assert after["one.doctree"] > before["one.doctree"]
    assert "More text." in (site.out / "one.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("cause", ["changed code", "an interrupted build"])
def test_every_page_is_read_again_after(cause: str, site: make.Site) -> None:
    make.build_site(site)
    before = (site.doctrees / "one.doctree").stat().st_mtime_ns
    if cause == "changed code":
        site.code[0].write_text("first = 2\n", encoding="utf-8")
    else:
        site.finished.unlink()
    make.build_site(site)

    assert (site.doctrees / "one.doctree").stat().st_mtime_ns > before


def test_a_page_whose_source_is_gone_leaves_the_site(site: make.Site) -> None:
    make.build_site(site)
    assert (site.out / "one.html").exists()
    (site.docs / "one.rst").unlink()
    (site.docs / "index.rst").write_text("Title\n=====\n\nAlone.\n", encoding="utf-8")
    assert make.build_site(site) == (0, "")

    assert not (site.out / "one.html").exists()
    assert (site.out / "index.html").exists()


@pytest.fixture
def project(site: make.Site, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project that `site` stands in, with two exercises, and this Python instead of a new environment."""
    root = site.docs.parent
    (root / "constraints.txt").touch()
    for name in ("u01-first", "u01-second"):
        (root / "exercises" / name).mkdir(parents=True)
        (root / "exercises" / name / "exercise.toml").touch()
    monkeypatch.setattr(make, "installed_python", lambda *_, **__: Path(sys.executable))
    monkeypatch.setattr(make, "bring_runtime", lambda *_: "")
    monkeypatch.delenv("MAKELEVEL", raising=False)
    return root


def test_a_site_that_was_made_says_so_in_three_lines(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make.make_site(project) == 0

    printed = capsys.readouterr()
    made, opened, served = printed.out.splitlines()
    assert re.fullmatch(r"Made 2 pages and 2 exercises in \d+ seconds?\.", made)
    assert opened == f"To read them, open {(project / 'build' / 'site' / 'index.html').as_uri()}"
    assert served == "To serve them on this computer: python make.py serve"
    assert printed.err == ""


def test_a_site_that_cannot_check_is_made_and_says_so(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(make, "bring_runtime", lambda *_: "npm is offline")

    assert make.make_site(project) == 0
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 3
    assert printed.err.strip() == "npm is offline"


def test_a_runtime_that_cannot_be_brought_is_told_with_what_npm_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "run_quietly", lambda *_: (1, "npm is offline\n"))
    said = make.bring_runtime(Path("python"), Path("here"))

    assert said.startswith("npm is offline\n\nChecking on the page is off in this build")


def test_a_computer_without_node_gets_one_or_goes_without(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def installed(*extras: str, root: Path) -> Path:
        asked.append(extras)
        if "runtime" in extras:
            raise make.Stopped("no network")
        return root / "python"

    monkeypatch.setattr("make.shutil.which", lambda _: None)
    monkeypatch.setattr(make, "installed_python", installed)

    assert make.site_python(Path("here"), "test") == Path("here/python")
    assert asked == [("site", "runtime", "test"), ("site", "test")]


@pytest.mark.parametrize("missing", ["npm that fails", "network"])
def test_where_npm_fails_the_folder_stays_empty_and_it_is_told(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if missing == "network":
        nobody = "http://127.0.0.1:9"
        for name, value in {
            "registry": nobody,
            "cache": str(tmp_path / "empty"),
            "fetch_retries": "0",
        }.items():
            monkeypatch.setenv(f"npm_config_{name}", value)
    else:
        for name in ("node", "npm"):
            command = tmp_path / "bin" / name
            command.parent.mkdir(exist_ok=True)
            command.write_text("#!/bin/sh\necho 'npm error: the disk is full'; exit 1\n", encoding="utf-8")
            command.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    said = make.bring_runtime(Path(sys.executable), tmp_path / "course")

    assert "Checking on the page is off in this build: Pyodide could not be brought (see above)." in said
    assert ("ECONNREFUSED" if missing == "network" else "the disk is full") in said
    assert [*(tmp_path / "course").rglob("*.*")] == []


def test_the_third_line_speaks_of_make_to_whoever_uses_make(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAKELEVEL", "1")

    assert make.how_to_say("serve") == "make serve"


def test_a_site_that_could_not_be_made_shows_the_warnings_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs" / "one.rst").write_text(BROKEN, encoding="utf-8")

    assert make.make_site(project) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "undefined label: 'nowhere'" in printed.err
    assert printed.err.endswith("\nThe site was not made: mend what stands above, then run this again.\n")


@pytest.fixture
def installations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would be installed into a pretended environment in `tmp_path`, call by call."""
    calls: list[str] = []
    python = make.python_of(tmp_path / ".venv")

    def pretend_venv(_: Path) -> None:
        calls.append("venv")
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(make, "make_venv", pretend_venv)
    monkeypatch.setattr(make, "install", lambda _, what, __: calls.append(what.removeprefix(str(tmp_path))))
    (tmp_path / "pyproject.toml").write_text("first", encoding="utf-8")
    (tmp_path / "constraints.txt").write_text("first", encoding="utf-8")
    return calls


def test_packages_are_installed_only_when_something_changed(tmp_path: Path, installations: list[str]) -> None:
    def install(*extras: str) -> list[str]:
        installations.clear()
        make.installed_python(*extras, root=tmp_path)
        return installations[:]

    assert install("site") == ["venv", "[site]"]
    assert install("site") == []
    assert install("site", "test") == ["[site,test]"]
    assert install("site") == []
    (tmp_path / "constraints.txt").write_text("second", encoding="utf-8")
    assert install("site") == ["[site,test]"]
    stamp = tmp_path / ".venv" / "installed.json"
    stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {"digest": "", "python": "3.0"}))
    assert install("site") == ["venv", "[site,test]"]
    stamp.unlink()
    assert install("site") == ["venv", "[site]"]


def test_nothing_from_outside_decides_which_packages_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPATH", "PYTHONHOME", "PYTHONWARNINGS", "PIP_USER", "PIP_TARGET", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("PIP_CERT", "kept")
    inside = make.clean_environment(HYPOTHESIS_PROFILE="full")

    assert "elsewhere" not in inside.values()
    assert inside["PIP_CERT"] == "kept"
    assert inside["HYPOTHESIS_PROFILE"] == "full"


@pytest.mark.parametrize(
    ("function", "arguments", "advice"),
    [
        (make.make_venv, (Path("somewhere"),), "apt-get install python3-venv"),
        (make.install, (Path("python"), ".[site]", Path("constraints.txt")), "Is this computer online?"),
    ],
    ids=["an environment", "the packages"],
)
def test_what_cannot_be_installed_is_explained_below_the_tools_own_words(
    function: Callable[..., None], arguments: tuple[object, ...], advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "run_quietly", lambda *_: (1, "the tool's own words\n"))

    with pytest.raises(make.Stopped, match=r"^the tool's own words\n") as stopped:
        function(*arguments)
    assert advice in str(stopped.value)


def run_tool(*arguments: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    command = [python, "-I", str(make.ROOT / "make.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_tool_alone_shows_what_it_can_do() -> None:
    alone, asked = run_tool(), run_tool("--help")

    assert (alone.returncode, asked.returncode) == (2, 0)
    assert alone.stdout == asked.stdout
    for command in ("site", "serve", "test", "test-all", "check", "bench", "clean"):
        assert f"    python make.py {command}  " in asked.stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        pytest.param(["sight"], "invalid choice: 'sight' (choose from ", id="an unknown command"),
        pytest.param(["site", "-k", "x"], "`site` takes no -k", id="an argument that cannot be handed on"),
        pytest.param(["serve", "--port", "many"], "invalid int value: 'many'", id="a port that is no number"),
    ],
)
def test_what_is_not_understood_ends_with_status_2(arguments: list[str], complaint: str) -> None:
    done = run_tool(*arguments)

    assert done.returncode == 2
    assert complaint in done.stderr


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would be run, call by call; every odd one finds something."""
    calls: list[str] = []

    def pretend_run(_: Path, *arguments: str, **environment: str) -> int:
        calls.append(" ".join([*(f"{name}={value}" for name, value in environment.items()), *arguments]))
        return len(calls) % 2

    monkeypatch.setattr(make, "installed_python", lambda *_, **__: Path("python"))
    monkeypatch.setattr(make, "run_python", pretend_run)
    return calls


def test_a_benchmark_finds_what_stands_beside_it_and_its_arguments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "_shared.py").write_text("NUMBER = 7\n", encoding="utf-8")
    script = "import sys, _shared\nsys.exit(_shared.NUMBER if sys.argv[1:] == ['--fast'] else 1)\n"
    (tmp_path / "benchmarks" / "one.py").write_text(script, encoding="utf-8")
    monkeypatch.setattr(make, "ROOT", tmp_path)
    monkeypatch.setattr(make, "installed_python", lambda *_, **__: Path(sys.executable))

    assert make.bench(["--fast"]) == 7


def test_what_follows_test_is_handed_on_to_pytest(runs: list[str]) -> None:
    make.main(["test", "-k", "order", "tests/core"])
    make.main(["test-all"])

    assert runs == [
        "-m pytest -n auto -m not slow -k order tests/core",
        "HYPOTHESIS_PROFILE=full -m pytest -n auto",
    ]


def test_one_tool_that_complains_does_not_silence_the_others(runs: list[str]) -> None:
    assert make.main(["check"]) == 1
    assert runs == ["-m ruff check", "-m ruff format --check", "-m mypy", " ".join(make.PROOFREAD)]


def test_there_is_no_server_before_there_is_a_site(tmp_path: Path) -> None:
    with pytest.raises(make.Stopped, match="There is no site to serve yet"):
        make.serve(0, root=tmp_path)


def test_a_port_in_use_is_said_plainly(tmp_path: Path) -> None:
    folder = tmp_path / "build" / "site"
    folder.mkdir(parents=True)
    (folder / "index.html").touch()

    with (
        make.server_for(folder, 0) as taken,
        pytest.raises(
            make.Stopped, match=rf"Port {taken.server_port} cannot be used: .*\n    make serve PORT="
        ),
    ):
        make.serve(taken.server_port, root=tmp_path)


def test_the_server_listens_on_this_computer_alone_and_names_types_itself(
    tmp_path: Path, served: Callable[[Path], str]
) -> None:
    (tmp_path / "code.mjs").write_text("export {};", encoding="utf-8")
    address = served(tmp_path)

    assert address.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(f"{address}/code.mjs", timeout=10) as answer:
        assert answer.headers["Content-Type"] == "text/javascript"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    with pytest.raises(urllib.error.HTTPError, match="404") as missing:
        urllib.request.urlopen(f"{address}/nothing", timeout=10)
    missing.value.close()


def test_cleaning_removes_what_was_made_and_keeps_what_was_written(tmp_path: Path) -> None:
    for made in ("build/site/index.html", ".venv/x", "src/a/__pycache__/a.pyc", ".ruff_cache/x"):
        (tmp_path / made).parent.mkdir(parents=True)
        (tmp_path / made).touch()
    kept = [tmp_path / "answers" / "u01-layers.toml", tmp_path / "src" / "a" / "a.py"]
    for path in kept:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()

    assert make.clean(tmp_path) == 0
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == kept
