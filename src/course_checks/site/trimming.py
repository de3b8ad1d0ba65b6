"""The style sheet of sphinx-design without the rules for what no page of this site has.

It is made for every site that there may be, and is a seventh of what a unit would load.  What is left out is
judged by the pages as they are written, so that whatever an author uses keeps its rules.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

from course_checks.site.builders import is_book

SHEET = "sphinx-design.min.css"
_CLASS = re.compile(r"\.(sd-[\w-]+)")
_USED = re.compile(r"\bsd-[\w-]+")
_NESTED = ("@media", "@supports")


def rules_of(sheet: str) -> Iterator[tuple[str, str]]:
    """The head and the body of each rule of a style sheet; of a nested one, the rules are its body."""
    start, depth, opened = 0, 0, 0
    for brace in re.finditer(r"[{}]", sheet):
        if brace[0] == "{":
            depth += 1
            opened = brace.start() if depth == 1 else opened
        else:
            depth -= 1
            if depth == 0:
                yield sheet[start:opened].strip(), sheet[opened + 1 : brace.start()]
                start = brace.end()


def trimmed(sheet: str, used: set[str]) -> str:
    """`sheet` without the rules that need a class beginning with `sd-` which is not among `used`."""
    kept = []
    for head, body in rules_of(sheet):
        if head.startswith(_NESTED):
            if inner := trimmed(body, used):
                kept.append(f"{head}{{{inner}}}")
        elif head.startswith("@") or _wanted(head, used):
            kept.append(f"{head}{{{body}}}")
    return "".join(kept)


def _wanted(selectors: str, used: set[str]) -> bool:
    """Whether one of several selectors can apply; one with a list inside it is not judged."""
    return "(" in selectors or any(used.issuperset(_CLASS.findall(one)) for one in selectors.split(","))


def classes_in(out: Path) -> set[str]:
    """The classes of sphinx-design that the pages in `out` have."""
    pages = (file for file in out.rglob("*.html") if file.relative_to(out).parts[0] != "_static")
    return {name for page in pages for name in _USED.findall(page.read_text(encoding="utf-8"))}


def _trim(app: Sphinx, exception: Exception | None) -> None:
    file = Path(app.outdir) / "_static" / SHEET
    if exception is None and file.is_file() and not is_book(app.builder):
        sheet = trimmed(file.read_text(encoding="utf-8"), classes_in(Path(app.outdir)))
        file.write_text(sheet, encoding="utf-8", newline="\n")


def setup_trimming(app: Sphinx) -> None:
    """Trim the sheet when all pages are written; Sphinx copies it whole for every build."""
    app.connect("build-finished", _trim)
