"""The course's site, cold, beside the same pages built by bare Sphinx and MyST with furo.

Bound: at most 1.3 times.  For the bare build every directive and role of ours is written out as plain
MyST that shows the same words: a passage card its paraphrase and propositions, an exercise its prompts,
options and worked answers, a drawing its SVG as a file.  And after one exercise is touched, only the pages
that show it may be read again.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from _timing import medians, run, show

from course_checks.content.course import Course, load_course
from course_checks.exercise import parts_of
from course_checks.feedback import worked, worked_text

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
FENCE = re.compile(r"^(`{3,}|:{3,})\{([a-z-]+)\}[ \t]*([^\n]*)\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)
ROLE = re.compile(r"\{passage\}`([^`]*)`")
CONF = """
project = "bare"
extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex"]
myst_enable_extensions = ["colon_fence", "deflist", "attrs_block", "attrs_inline"]
bibtex_bibfiles = ["references.bib"]
html_theme = "furo"
"""


def passage_text(course: Course, passage_id: str) -> str:
    """A passage card in plain MyST."""
    for source in course.sources.values():
        for passage in source.passages:
            if passage.id == passage_id:
                said = "\n".join(f"- {one.id}: {one.says} ({one.chain})" for one in passage.propositions)
                return f"**{passage.id}** {passage.paraphrase}\n\n{'; '.join(passage.chains)}\n\n{said}\n"
    return passage_id


def exercise_text(course: Course, name: str, body: str) -> str:
    """An exercise, or the one item of it that is shown, with its worked answers, in plain MyST."""
    exercise = course.exercises[name]
    wanted = re.search(r":item:\s*(\S+)", body)
    lines = [f"**{exercise.public.title}**", "", exercise.public.intro, ""]
    for item in exercise.public.items:
        if wanted is None or wanted[1] == item.id:
            labels = [f"- {part.label or part.id}" for part in parts_of(item)]
            options = [f"  - {option.text}" for option in getattr(item.ask, "options", ())]
            lines += [
                item.prompt,
                "",
                *labels,
                *options,
                "",
                worked_text(worked(item, exercise.key[item.id])),
                "",
            ]
    return "\n".join(lines)


def bare_page(course: Course, text: str) -> str:
    """A page with all that is ours written out."""

    def written_out(found: re.Match[str]) -> str:
        name, argument, body = found[2], found[3].strip(), found[4]
        if name == "exercise":
            return exercise_text(course, argument, body)
        if name in ("passage", "passages"):
            source = course.sources.get(argument)
            ids = [passage.id for passage in source.passages] if source else [argument]
            return "\n".join(passage_text(course, one) for one in ids)
        if name == "concordance":
            everything = [p.id for source in course.sources.values() for p in source.passages]
            return "\n".join(passage_text(course, one) for one in everything)
        return "" if name in ("drawing", "unit-end") else found[0]

    return ROLE.sub(r"**\1**", FENCE.sub(written_out, text))


def make_bare(folder: Path, course: Course) -> None:
    """Write the bare project into `folder`."""
    shutil.copytree(ROOT / "docs", folder, ignore=shutil.ignore_patterns("conf.py", "_*", "*.toml", "*.json"))
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    for page in folder.rglob("*.md"):
        page.write_text(bare_page(course, page.read_text(encoding="utf-8")), encoding="utf-8")


def build(source: Path, target: Path) -> float:
    """Seconds of a cold build."""
    shutil.rmtree(target, ignore_errors=True)
    jobs = str(os.cpu_count() or 1)
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-j",
        jobs,
        "-d",
        str(target / "trees"),
        str(source),
        str(target),
    ]
    return run(command, source)


def read_again(source: Path, target: Path) -> int:
    """How many pages are read again after one exercise is touched, in a copy."""
    copy = target.with_name("copy")
    ignored = shutil.ignore_patterns(".venv", "build", ".git", ".*_cache")
    shutil.copytree(source.parent, copy, ignore=ignored)
    made = target.with_name("copy-made")
    build(copy / "docs", made)
    file = copy / "exercises" / "u01-layers" / "exercise.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n# touched\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-d", str(made / "trees"), str(copy / "docs"), str(made)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+) added, (\d+) changed", told)
    return int(found[2]) if found else -1


def main() -> int:
    """Measure and print; 0 if the bounds are kept."""
    course = load_course(ROOT)
    with tempfile.TemporaryDirectory() as name:
        bare = Path(name) / "bare"
        make_bare(bare, course)
        found = medians(
            {
                "bare Sphinx and MyST with furo": partial(build, bare, Path(name) / "bare-made"),
                "the course": partial(build, ROOT / "docs", Path(name) / "made"),
            },
            ROUNDS,
        )
        again = read_again(ROOT / "docs", Path(name) / "made")
    pages = len(list((ROOT / "docs").rglob("*.md")))
    kept = show(
        f"Cold build of {pages} pages, median of {ROUNDS}",
        found,
        "bare Sphinx and MyST with furo",
        {"the course": 1.3},
    )
    print(f"\nPages read again after u01-layers is touched: {again} of {pages}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
