"""Build, serve and test the course with nothing but Python.

    python make.py site        build the course into build/site
    python make.py serve       serve build/site on this computer alone
    python make.py epub        make an e-book of the course, in build/editions
    python make.py pdf         make a PDF of the course; this needs Chromium, Chrome or Edge
    python make.py print       print each unit into a PDF of its own, for a class
    python make.py zip         pack the site, with a page that says how to open it
    python make.py editions    make all four
    python make.py test        run the test suite
    python make.py test-all    the same at full size: more examples, slow tests too
    python make.py check       look over the code, with ruff and mypy, and the course, as a proofreader does
    python make.py bench       run the benchmarks
    python make.py clean       remove everything that this file has made

What follows `test`, `test-all` or `bench` is handed on:  python make.py test -k order
With make installed, `make site` does the same, and so on.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (this is where an older Python is told)
    sys.exit(
        f"This course needs Python 3.11 or newer; this is Python {sys.version.split()[0]}.\n"
        "If a newer one is installed, name it:  make site PYTHON=python3.12  or  python3.12 make.py site"
    )

import argparse
import functools
import hashlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOOPBACK = "127.0.0.1"
PORT = 8000
PROOFREAD = ["-c", "from course_checks.cli import main; main(['proofread'])"]
EDITIONS = {name: [name] for name in ("epub", "pdf", "print", "zip")}
EDITIONS["editions"] = [*EDITIONS]
BRING = "import sys; from course_checks.site.bringing import main; sys.exit(main())"
RUN_BENCHMARK = (  # they import what they share from beside them, where an isolated Python does not look
    "import os, runpy, sys; del sys.argv[0]; sys.path.insert(0, os.path.dirname(sys.argv[0])); "
    "runpy.run_path(sys.argv[0], run_name='__main__')"
)
TEST_COMMANDS = {"test": ["-m", "not slow"], "test-all": []}
MADE_HERE = ("build", ".venv", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis")
MEDIA_TYPES = {  # named here: Windows keeps a list of its own, which any program may have changed
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
}
PIP_SETTINGS_THAT_MISLEAD = {"PIP_PREFIX", "PIP_ROOT", "PIP_TARGET", "PIP_USER"}


class Stopped(Exception):  # noqa: N818  (it is said to a person, who did nothing wrong)
    """The work cannot go on; the text says why and what to do."""


def clean_environment(**extra: str) -> dict[str, str]:
    """The environment without what would change which Python or which packages are used."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PYTHON") and name not in PIP_SETTINGS_THAT_MISLEAD | {"VIRTUAL_ENV"}
    }
    return kept | extra


def run_python(python: Path | str, *arguments: str, **environment: str) -> int:
    """The exit status of `python -I ARGUMENTS`, whose output goes where ours goes."""
    command = [str(python), "-I", *arguments]
    return subprocess.run(command, cwd=ROOT, env=clean_environment(**environment), check=False).returncode


def run_quietly(python: Path | str, *arguments: str) -> tuple[int, str]:
    """The exit status of `python -I ARGUMENTS`, and everything that it printed."""
    done = subprocess.run(
        [str(python), "-I", "-X", "utf8", *arguments],
        cwd=ROOT,
        env=clean_environment(),
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    return done.returncode, done.stdout


def digest_of(paths: Iterable[Path], *words: str) -> str:
    """One digest of the names and contents of `paths`, and of `words`."""
    digest = hashlib.sha256("\n".join(words).encode())
    for path in sorted(paths):
        digest.update(f"\n{path.as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def python_of(venv: Path) -> Path:
    """The interpreter of a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def installed_python(*extras: str, root: Path = ROOT) -> Path:
    """The interpreter of `.venv`, made and filled first if it does not hold `extras` as they now stand."""
    venv = root / ".venv"
    python, stamp = python_of(venv), venv / "installed.json"
    version = "{}.{}".format(*sys.version_info)
    wanted = digest_of([root / "pyproject.toml", root / "constraints.txt"], version)
    held = json.loads(stamp.read_text(encoding="utf-8")) if stamp.exists() and python.exists() else {}
    if held.get("digest") == wanted and set(extras) <= set(held["extras"]):
        return python
    print(f"Installing into {venv.name} what this needs; it takes about a minute.", file=sys.stderr)
    if held.get("python") != version:
        make_venv(venv)
    all_extras = sorted({*held.get("extras", []), *extras})
    install(python, f"{root}[{','.join(all_extras)}]", root / "constraints.txt")
    stamp.write_text(
        json.dumps({"digest": wanted, "extras": all_extras, "python": version}, indent=1) + "\n",
        encoding="utf-8",
    )
    return python


def make_venv(venv: Path) -> None:
    """Make an empty environment at `venv`, in place of whatever stands there."""
    if Path(sys.prefix).resolve() == venv.resolve():
        return  # we are running inside it: it stands, and clearing it would end us
    status, said = run_quietly(sys.executable, "-m", "venv", "--clear", str(venv))
    if status:
        raise Stopped(
            f"{said.strip()}\n\nPython could not make the environment {venv}.\n"
            "On Debian and Ubuntu the part that makes environments is a package of its own:\n"
            "    apt-get install python3-venv"
        )


def install(python: Path, what: str, constraints: Path) -> None:
    """Install the project at `what`, with its extras, so that edits to it count at once."""
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    status, said = run_quietly(python, *pip, "--constraint", str(constraints), "--editable", what)
    if status:
        raise Stopped(
            f"{said.strip()}\n\nThe packages could not be installed; pip's own words stand above.\n"
            "  - Is this computer online? The first run fetches packages; later runs need no network.\n"
            "  - Behind a proxy or a mirror? Tell pip as you always do: pip's own settings are respected.\n"
            "  - An interrupted run? Start afresh:  python make.py clean  and then the same command again."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where a site is made from and where it goes."""

    docs: Path
    out: Path
    doctrees: Path
    """What Sphinx remembers between two builds."""
    code: tuple[Path, ...] = ()
    """Files that Sphinx does not watch, and whose change asks for every page anew."""
    python: str = sys.executable

    @property
    def finished(self) -> Path:
        """A file that stands as long as the last build, of this code, ended well."""
        return self.doctrees / "finished"


def course_site(root: Path, python: Path) -> Site:
    """The site of the course in `root`."""
    build = root / "build"
    code = (root / "constraints.txt", *(root / "src").rglob("*.py"))
    return Site(
        docs=root / "docs", out=build / "site", doctrees=build / "doctrees", code=code, python=str(python)
    )


def build_site(site: Site) -> tuple[int, str]:
    """Build the site; Sphinx's exit status, and what it said.

    Only what changed is read again.  After a build that failed or was interrupted, or when `site.code`
    changed, everything is: Sphinx would not repeat the warnings of pages that it remembers.
    """
    code = digest_of(site.code, site.python)
    if not (site.finished.is_file() and site.finished.read_text(encoding="utf-8") == code):
        shutil.rmtree(site.doctrees, ignore_errors=True)
        shutil.rmtree(site.out, ignore_errors=True)
    site.finished.unlink(missing_ok=True)
    options = ["-b", "html", "-j", "auto", "-q", "--fail-on-warning", "--keep-going", "--no-color"]
    folders = ["-d", str(site.doctrees), str(site.docs), str(site.out)]
    status, said = run_quietly(site.python, "-m", "sphinx", *options, *folders)
    if status:
        shutil.rmtree(site.doctrees, ignore_errors=True)
    else:
        remove_pages_without_source(site)
        site.finished.write_text(code, encoding="utf-8")
    return status, said


def remove_pages_without_source(site: Site) -> None:
    """Remove the pages whose source is gone: Sphinx forgets them, and leaves them lying in the site."""
    for doctree in site.doctrees.rglob("*.doctree"):
        name = doctree.relative_to(site.doctrees).with_suffix("")
        if not any((site.docs / name).parent.glob(f"{name.name}.*")):
            doctree.unlink()
            (site.out / name).with_suffix(".html").unlink(missing_ok=True)


def count_pages(out: Path) -> int:
    """How many pages the site has, without its index and its search."""
    pages = (path.relative_to(out) for path in out.rglob("*.html"))
    furniture = {"404.html", "genindex.html", "search.html"}
    return sum(page.parts[0] != "_static" and page.name not in furniture for page in pages)


def bring_runtime(python: Path, root: Path) -> str:
    """Bring what checks on the page into build/runtime; empty if all is well, else what to tell."""
    status, said = run_quietly(python, "-c", BRING, str(root / "build" / "runtime"))
    if not status:
        return ""
    return (
        f"{said.rstrip()}\n\nChecking on the page is off in this build: Pyodide could not be brought (see above)."
        "\nThe pages say so, and how to check with the command instead.  When this computer is online, "
        f"{how_to_say('site')} brings it."
    )


def site_python(root: Path, *extras: str) -> Path:
    """The interpreter of `.venv` with what builds the site, and `extras`; with a Node where there is none here."""
    if not (shutil.which("node") and shutil.which("npm")):
        try:
            return installed_python("site", "runtime", *extras, root=root)
        except Stopped as stopped:
            print(stopped, file=sys.stderr)
    return installed_python("site", *extras, root=root)


def counted(number: int, thing: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def closing_lines(site: Site, exercises: Path, seconds: float) -> list[str]:
    """Three lines: what was made, how to open it, how to serve it."""
    pages = counted(count_pages(site.out), "page")
    made = counted(len(list(exercises.glob("*/exercise.toml"))), "exercise")
    return [
        f"Made {pages} and {made} in {counted(max(1, round(seconds)), 'second')}.",
        f"To read them, open {(site.out / 'index.html').resolve().as_uri()}",
        f"To serve them on this computer: {how_to_say('serve')}",
    ]


def how_to_say(command: str) -> str:
    """The command as this person would type it: with make, if that is how we were called."""
    return f"make {command}" if "MAKELEVEL" in os.environ else f"python make.py {command}"


def make_site(root: Path = ROOT) -> int:
    """Build the course of `root`, print three lines or Sphinx's warnings; 0 if all is well, else 1."""
    started = time.monotonic()
    python = site_python(root)
    off = bring_runtime(python, root)
    site = course_site(root, python)
    status, said = build_site(site)
    if status:
        print(said.rstrip(), file=sys.stderr)
        print("\nThe site was not made: mend what stands above, then run this again.", file=sys.stderr)
        return 1
    print("\n".join(closing_lines(site, root / "exercises", time.monotonic() - started)), flush=True)
    if off:
        print(f"\n{off}", file=sys.stderr)
    return 0


def server_for(folder: Path, port: int, headers: Mapping[str, str] | None = None) -> ThreadingHTTPServer:
    """A server of `folder` on this computer alone, `headers` on every answer; port 0 takes any free one."""

    class Handler(SimpleHTTPRequestHandler):
        extensions_map = SimpleHTTPRequestHandler.extensions_map | MEDIA_TYPES

        def end_headers(self) -> None:
            for name, value in {"Cache-Control": "no-cache", **(headers or {})}.items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing of each request."""

    return ThreadingHTTPServer((LOOPBACK, port), functools.partial(Handler, directory=str(folder)))


def serve(port: int, root: Path = ROOT) -> int:
    """Serve the built site until interrupted."""
    folder = root / "build" / "site"
    if not (folder / "index.html").is_file():
        raise Stopped(f"There is no site to serve yet. First:  {how_to_say('site')}")
    try:
        server = server_for(folder, port)
    except (OSError, OverflowError) as error:
        raise Stopped(
            f"Port {port} cannot be used: {getattr(error, 'strerror', None) or error}. Choose another:\n"
            "    make serve PORT=8765  or  python make.py serve --port 8765"
        ) from error
    with server:
        print(f"The course is at http://{LOOPBACK}:{server.server_port}/  (Ctrl+C ends this)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


def make_editions(names: Sequence[str], root: Path = ROOT) -> int:
    """Make the editions `names` in build/editions, the site first if they are made of it; 0 if all is well."""
    if {"print", "zip"} & set(names) and (status := make_site(root)):
        return status
    return run_python(
        installed_python("site", "editions", root=root), "-m", "course_checks.site.editions", *names
    )


def test(command: str, arguments: Sequence[str]) -> int:
    """Run the suite on every core; `test-all` at full size."""
    python = site_python(ROOT, "editions", "test")
    profile = {"HYPOTHESIS_PROFILE": "full"} if command == "test-all" else {}
    return run_python(python, "-m", "pytest", "-n", "auto", *TEST_COMMANDS[command], *arguments, **profile)


def check() -> int:
    """Look code and course over with every tool, also when an earlier one finds something."""
    python = installed_python("site", "editions", "test")
    tools = (["-m", "ruff", "check"], ["-m", "ruff", "format", "--check"], ["-m", "mypy"], PROOFREAD)
    return max(run_python(python, *tool) for tool in tools)


def bench(arguments: Sequence[str]) -> int:
    """Run every script of `benchmarks`."""
    scripts = sorted(path for path in (ROOT / "benchmarks").glob("*.py") if not path.name.startswith("_"))
    if not scripts:
        raise Stopped("There are no benchmarks: the folder `benchmarks` has no scripts.")
    python = site_python(ROOT, "test")
    return max(run_python(python, "-c", RUN_BENCHMARK, str(script), *arguments) for script in scripts)


def clean(root: Path = ROOT) -> int:
    """Remove what was made; nothing that a person wrote."""
    for name in MADE_HERE:
        shutil.rmtree(root / name, ignore_errors=True)
    for folder in ("src", "tests", "docs", "benchmarks"):
        for cache in [*(root / folder).rglob("__pycache__")]:
            shutil.rmtree(cache, ignore_errors=True)
    return 0


def main(argv: Sequence[str]) -> int:
    """Do what `argv` asks; 0 if all is well, 1 if something is not right, 2 if it was not understood."""
    parser = argparse.ArgumentParser(
        prog="make.py",
        usage="python make.py COMMAND [ARGUMENT ...]",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands: dict[str, Callable[[argparse.Namespace, list[str]], int]] = {
        "site": lambda _, __: make_site(),
        "serve": lambda given, _: serve(given.port),
        **dict.fromkeys(EDITIONS, lambda given, _: make_editions(EDITIONS[given.command])),
        "test": lambda given, rest: test(given.command, rest),
        "test-all": lambda given, rest: test(given.command, rest),
        "check": lambda _, __: check(),
        "bench": lambda _, rest: bench(rest),
        "clean": lambda _, __: clean(),
    }
    parser.add_argument("command", choices=commands, metavar="COMMAND", help=", ".join(commands))
    parser.add_argument("--port", type=int, default=PORT, help=f"where `serve` listens (default {PORT})")
    if not argv:
        parser.print_help()
        return 2
    given, rest = parser.parse_known_args(argv)
    if rest and given.command not in {*TEST_COMMANDS, "bench"}:
        parser.error(f"`{given.command}` takes no {rest[0]}")
    try:
        return commands[given.command](given, rest)
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
