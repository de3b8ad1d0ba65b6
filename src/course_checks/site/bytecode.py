"""What the page loads of Python, compiled by the Python that will run it and trimmed to what the checks import."""

import shutil
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import course_checks
from course_checks.content.packing import Files, archive
from course_checks.site.bringing import DIGITS, HERE, NotBroughtError, find_node, pins_digest, put, run

PACKAGE = Path(course_checks.__file__).parent
PARTS = ("__init__", "checking", "core", "exercise", "feedback", "plain", "sheet", "validators")
"""What of the package is loaded by the browser: standard library alone, and nothing that touches a screen."""
MAKERS = ("make.mjs", "noting.py", "compiled.py", "sitecustomize.py")
PYTHON, CHECKS = "python.packed", "checks.packed"
"""Two archives, each packed as gzip packs: their names say nothing of that, since some hosts unpack a file that is
called so, and a browser would find it unpacked."""


def sources() -> Files:
    """The modules that the page loads, as they stand, by their place in an archive."""
    return {file.relative_to(PACKAGE.parent).as_posix(): file.read_bytes() for file in _modules()}


def _modules() -> Iterator[Path]:
    for part in PARTS:
        folder = PACKAGE / part
        yield from sorted(folder.glob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def made(cache: Path, pyodide: Path) -> Path:
    """The folder under `cache` with the two archives, made first if they are not of this package and Pyodide.

    Raises NotBroughtError where Node is missing or fails.
    """
    files = sources()
    digest = sha256(pins_digest().encode())
    for data in (*((HERE / name).read_bytes() for name in MAKERS), *(files[name] for name in sorted(files))):
        digest.update(sha256(data).digest())
    place = cache / f"made-{digest.hexdigest()[:DIGITS]}"
    if not place.is_dir():
        tools = find_node()
        if tools is None:
            raise NotBroughtError("there is no Node here to compile the checks with")
        with tempfile.TemporaryDirectory(dir=cache, prefix=".made-") as name:
            out = Path(name) / "out"
            out.mkdir()
            package = Path(name) / "package.zip"
            package.write_bytes(archive(files))
            run([tools.node, str(HERE / "make.mjs"), str(pyodide), str(package), str(HERE), str(out)], out)
            put(out, place)
        for old in cache.glob("made-*"):
            if old != place:
                shutil.rmtree(old, ignore_errors=True)
    return place
