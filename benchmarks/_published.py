"""The same checks with Pyodide as it is published: whole, as source, with its lock file; a page of one button."""

import json
import shutil
from pathlib import Path

from course_checks.content.course import Course
from course_checks.site.bytecode import CHECKS, sources
from course_checks.site.kit import archive
from course_checks.site.runtime import course_files

NAMES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Pyodide as published</title>
<form class="exercise-form"><button id="touch" type="button">Start</button>
<button type="submit">Check</button></form>
<script type="module" src="page.mjs"></script>
"""
SCRIPT = """
const form = document.querySelector("form");
let worker;
form.addEventListener("focusin", () => {
    worker ??= new Worker("worker.mjs", { type: "module" });
    worker.onmessage = ({ data }) => {
        if (!data.answer) return;
        const said = document.createElement("p");
        said.className = "feedback-item";
        said.textContent = data.answer;
        form.append(said);
    };
});
form.addEventListener("submit", (event) => {
    event.preventDefault();
    worker.postMessage({ check: true });
});
"""
WORKER = """
import { loadPyodide } from "./pyodide.mjs";
const text = async (name) => (await fetch(name)).text();
const [python, checks, library, exercise] = await Promise.all([
    loadPyodide(),
    fetch("checks.zip").then((one) => one.arrayBuffer()),
    text("library.json"),
    text("exercise.json"),
]);
python.unpackArchive(checks, "zip");
const onpage = python.pyimport("course_checks.sheet.onpage");
const opened = onpage.opened_from(exercise);
const known = onpage.library_from(library);
self.onmessage = () => self.postMessage({ answer: onpage.answer(opened, known, REQUEST) });
self.postMessage({ ready: true });
"""


def published(out: Path, pyodide: Path, course: Course, exercise: str) -> None:
    """Write the page into `out`; it checks a labelled response of one exercise."""
    out.mkdir(parents=True)
    for name in NAMES:
        shutil.copy(pyodide / name, out / name)
    files = course_files(course, archive(sources()))
    (out / "checks.zip").write_bytes(files[CHECKS])
    (out / "library.json").write_bytes(files["library.json"])
    (out / "exercise.json").write_bytes(files[f"exercises/{exercise}.json"])
    responses = course.exercises[exercise].responses[1].answers
    request = json.dumps({"responses": responses, "attempts": {}, "asked": {}})
    worker = f"const REQUEST = {json.dumps(request)};\n{WORKER}"
    for name, words in {"index.html": PAGE, "page.mjs": SCRIPT, "worker.mjs": worker}.items():
        (out / name).write_text(words, encoding="utf-8")
