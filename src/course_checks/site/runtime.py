"""What checks on the page: Python, the checks, the exercises and the library, put beside the pages.

`make site` brings Python for the browser into the folder that `course_runtime` names.  Without it the site is
built all the same, and says on each exercise that checking here is off.
"""

import json
import shutil
import tomllib
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from course_checks.content.course import Course
from course_checks.content.exercises import EXERCISE, KEY
from course_checks.content.packing import Files
from course_checks.plain import version_of
from course_checks.sheet.onpage import exercise_to, library_to
from course_checks.site.bringing import DIGITS, NotBroughtError, brought
from course_checks.site.builders import is_book
from course_checks.site.bytecode import CHECKS, PYTHON, made
from course_checks.site.passages import passages_of

PLACE = "_static/check"
PYODIDE = ("pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide.mjs")
LOCK = "pyodide-lock.json"
KEEPER = "sw.js"
"""The service worker.  It stands at the root of the site, since it can keep only what stands below it."""
SCRIPTS = ("boot.mjs", "worker.mjs")
"""Ours, among what the service worker keeps; Sphinx copies them as it copies every static file."""
STATIC = Path(__file__).with_name("static") / "check"
NOTICE = """\
The files beside this one run Python in a browser.

pyodide.mjs, pyodide.asm.mjs, pyodide.asm.wasm: Pyodide {version}, unchanged, under the Mozilla Public License 2.0;
its source is that of the npm package `pyodide`, version {version}.
python.packed: what the checks import of Python's standard library, compiled, under the licence of the Python Software
Foundation; its source is python_stdlib.zip in the same npm package.
"""

_logger = logging.getLogger(__name__)


def python_files(pyodide: Path, compiled: Path) -> Files:
    """What runs Python in a browser, by its place under `PLACE`: in a folder that is named by its content."""
    version = json.loads((pyodide / "package.json").read_text(encoding="utf-8"))["version"]
    files = {name: (pyodide / name).read_bytes() for name in PYODIDE}
    files[PYTHON] = (compiled / PYTHON).read_bytes()
    folder = f"python-{_digest(files)}"
    files["NOTICE.txt"] = NOTICE.format(version=version).encode()
    return {f"{folder}/{name}": data for name, data in files.items()}


def course_files(course: Course, checks: bytes) -> Files:
    """The checks, and what they check, by its place under `PLACE`."""
    files = {CHECKS: checks, "library.json": library_to(course.library).encode()}
    for name, exercise in course.exercises.items():
        data, key = (exercise.folder / EXERCISE).read_bytes(), exercise.folder / KEY
        table = _table(key.read_bytes()) if key.is_file() else None
        files[f"exercises/{name}.json"] = exercise_to(name, version_of(data), _table(data), table).encode()
    return files


def _table(data: bytes) -> Mapping[str, Any]:
    return tomllib.loads(data.decode("utf-8-sig"))


def listed(python: Files, course: Files, lock: Path) -> Files:
    """The two lists of these files, by their place in the site: for the worker, and for the service worker.

    A browser compares each file with its digest here, so that a damaged one is never used.
    """
    info = json.loads(lock.read_text(encoding="utf-8"))["info"]
    folder = next(iter(python)).partition("/")[0]
    kept = {f"{PLACE}/{name}": _integrity(data) for name, data in python.items()}
    worker = (
        "// Made with the site: where Python is, and the digests of what stands beside this file.\n"
        f'export const PYTHON = "{folder}/";\n'
        f"export const LOCK = {_js({'info': info, 'packages': {}})};\n"
        f"export const DIGESTS = {_js({name: _integrity(data) for name, data in (course | python).items()})};\n"
    ).encode()
    own = {name: (STATIC / name).read_bytes() for name in SCRIPTS} | {"files.mjs": worker} | course
    checks = {f"{PLACE}/{name}": _integrity(data) for name, data in own.items()}
    names = {"python": folder, "checks": f"checks-{_digest(own)}"}
    keeper = (
        "// Made with the site: what is kept for a visit without a network.\n"
        f"self.KEPT = {_js({'names': names, 'python': kept, 'checks': checks})};\n"
        f'importScripts("{PLACE}/keeper.js");\n'
    ).encode()
    return {f"{PLACE}/files.mjs": worker, KEEPER: keeper}


def _js(held: object) -> str:
    return json.dumps(held, sort_keys=True, indent=1)


def _integrity(data: bytes) -> str:
    """The digest of a file, as a browser takes it."""
    return f"sha256-{b64encode(sha256(data).digest()).decode()}"


def _digest(files: Files) -> str:
    """One short digest of several files."""
    digests = (f"{name} {sha256(data).hexdigest()}\n" for name, data in sorted(files.items()))
    return sha256("".join(digests).encode()).hexdigest()[:DIGITS]


def put(out: Path, files: Files) -> None:
    """Write files into `out`, those that differ; what an earlier build put there and this one did not goes."""
    place = out / PLACE
    for old in (*place.glob("python-*"), *place.glob("exercises/*"), *place.glob(CHECKS)):
        if old.is_dir() and not any(name.startswith(f"{PLACE}/{old.name}/") for name in files):
            shutil.rmtree(old)
        elif old.is_file() and old.relative_to(out).as_posix() not in files:
            old.unlink()
    for name, data in files.items():
        file = out / name
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


def _folder(app: Sphinx) -> Path | None:
    """The folder that Python for the browser was brought into; None if there is none."""
    named = app.config.course_runtime
    return Path(app.confdir, named).resolve() if named else None


def _decide(app: Sphinx, config: Config) -> None:
    """Whether this site can check: then every page is written so."""
    folder = _folder(app)
    config.course_checks_here = False
    if folder is None or (pyodide := brought(folder)) is None:
        return
    try:
        made(folder, pyodide)
    except NotBroughtError as missing:
        _logger.info("checking on the page is off: %s", missing)
    else:
        config.course_checks_here = True


def _write(app: Sphinx, exception: Exception | None) -> None:
    """Put everything in its place when the pages are written."""
    folder = _folder(app)
    if exception is not None or app.builder.format != "html" or is_book(app.builder):
        return
    pyodide = brought(folder) if folder and app.config.course_checks_here else None
    if folder is None or pyodide is None:
        put(Path(app.outdir), {})
        return
    compiled = made(folder, pyodide)
    python = python_files(pyodide, compiled)
    course = course_files(passages_of(app.env).course, (compiled / CHECKS).read_bytes())
    files = {f"{PLACE}/{name}": data for name, data in (python | course).items()}
    put(Path(app.outdir), files | listed(python, course, pyodide / LOCK))


def setup_runtime(app: Sphinx) -> None:
    """Decide whether the site can check, and put there what it takes."""
    app.add_config_value("course_runtime", "", "", types=frozenset({str}))
    app.connect("config-inited", _decide)
    app.connect("build-finished", _write)
