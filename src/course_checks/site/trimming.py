"""Style sheets of sphinx-design and furo without rules for what no page of this site has.

That of sphinx-design is made for every site that there may be, and is a seventh of what a unit would load.  furo's
rules for descriptions of programs begin with `dl[class]`: because of them a browser styles the whole page anew
whenever a class of its root changes, and furo changes one when a reader scrolls back.  What is left out is judged
by the pages as they are written, so that whatever an author uses keeps its rules.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from sphinx.application import Sphinx

from course_checks.site.builders import is_book

SHEET = "sphinx-design.min.css"
FURO = "styles/furo.css"
DESCRIPTION = "dl[class]"
_DESCRIBES = re.compile(r'<dl class="(?![^"]*\b(?:option-list|field-list|footnote|glossary|simple)\b)')
"""What those rules of furo's apply to."""
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


def without(sheet: str, part: str) -> str:
    """`sheet` without the rules of which every selector has `part` in it."""
    kept = []
    for head, body in rules_of(sheet):
        if head.startswith(_NESTED):
            kept.append(f"{head}{{{without(body, part)}}}")
        elif head.startswith("@") or not all(part in one for one in head.split(",")):
            kept.append(f"{head}{{{body}}}")
    return "".join(kept)


def _wanted(selectors: str, used: set[str]) -> bool:
    """Whether one of several selectors can apply; one with a list inside it is not judged."""
    return "(" in selectors or any(used.issuperset(_CLASS.findall(one)) for one in selectors.split(","))


def pages_of(out: Path) -> Iterator[str]:
    """The pages in `out`."""
    for file in out.rglob("*.html"):
        if file.relative_to(out).parts[0] != "_static":
            yield file.read_text(encoding="utf-8")


def _trim(app: Sphinx, exception: Exception | None) -> None:
    static = Path(app.outdir) / "_static"
    if exception is not None or is_book(app.builder) or app.builder.format != "html":
        return
    used, describes = set[str](), False
    for page in pages_of(Path(app.outdir)):
        used.update(_USED.findall(page))
        describes = describes or _DESCRIBES.search(page) is not None
    _write(static / SHEET, lambda sheet: trimmed(sheet, used))
    if not describes:
        _write(static / FURO, lambda sheet: without(sheet, DESCRIPTION))


def _write(file: Path, change: Callable[[str], str]) -> None:
    """Change a style sheet, if the site has it."""
    if file.is_file():
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def setup_trimming(app: Sphinx) -> None:
    """Trim the sheets when all pages are written; Sphinx copies them whole for every build."""
    app.connect("build-finished", _trim)
