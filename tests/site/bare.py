"""A site of nothing but the checks: no pages, no theme, and no Sphinx to wait for."""

import shutil
from pathlib import Path

from course_checks.content.course import Course
from course_checks.site.bringing import brought
from course_checks.site.bytecode import CHECKS, made
from course_checks.site.runtime import LOCK, PLACE, STATIC, course_files, listed, put, python_files

PAGE = "<!doctype html><html lang=en><meta charset=utf-8><title>Checks</title><p>Read me."


def bare_site(out: Path, course: Course, runtime: Path) -> Path:
    """Put the checks of a course into `out`, and one page; `runtime` is where Python for the browser was brought."""
    pyodide = brought(runtime)
    assert pyodide is not None
    compiled = made(runtime, pyodide)
    shutil.copytree(STATIC, out / PLACE, dirs_exist_ok=True)
    python = python_files(pyodide, compiled)
    own = course_files(course, (compiled / CHECKS).read_bytes())
    files = {f"{PLACE}/{name}": data for name, data in (python | own).items()}
    put(out, files | listed(python, own, pyodide / LOCK))
    (out / "index.html").write_text(PAGE, encoding="utf-8")
    return out
