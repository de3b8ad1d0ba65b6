"""Proofreading as a whole: all checks in one run, on the course itself too; every message shown by some test."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import make
from course_checks.prose.proofread import CHECKS, CONTENT, proofread
from course_checks.site.pictures import DRAWINGS as PICTURES
from tests.courses.made import GOOD, made_course
from tests.prose.made import DRAWINGS, PAGE, UNIT, course_with, told, unit

PACKAGE = make.ROOT / "src" / "course_checks" / "prose"
MANUAL = make.ROOT / "docs" / "authors" / "proofread.md"


def test_the_good_course_is_clean() -> None:
    found = proofread(GOOD, {})

    assert found.findings == ()
    assert (found.pages, found.exercises, found.measures) == (0, 4, ())


def test_the_course_itself_is_clean() -> None:
    found = proofread(make.ROOT, {name: recipe.draw for name, recipe in PICTURES.items()})

    assert [str(one) for one in found.findings] == []


def test_every_finding_of_every_file_comes_in_one_run_file_by_file_and_line_by_line(tmp_path: Path) -> None:
    files = {
        PAGE: '# A\n\nSimply {passage}`T9`!\n\n### B\n\n![](x.png) "was lit in June" {passage}`T1`\n',
        UNIT: unit(title="# A lamp\n\n", notes=""),
        "docs/data/a.toml": 'a = "So it is!"\n',
    }

    assert [re.sub(r": .*\(", " (", line) for line in told(course_with(tmp_path, files))] == [
        f"{UNIT}:1 (skeleton)",
        f"{UNIT}:14 (skeleton)",
        "docs/data/a.toml:1 (banned)",
        f"{PAGE}:3 (banned)",
        f"{PAGE}:3 (banned)",
        f"{PAGE}:3 (unknown)",
        f"{PAGE}:5 (heading)",
        f"{PAGE}:7 (figure)",
        f"{PAGE}:7 (link)",
        f"{PAGE}:7 (quotation)",
    ]


def test_mistakes_that_keep_a_course_from_being_read_are_findings_too(tmp_path: Path) -> None:
    root = made_course(tmp_path, "many-mistakes")
    (root / PAGE).write_text("# A\n\n```{exercise} t1-choice\n```\n\nA{passage}`T9`\n", encoding="utf-8")
    found = told(root)

    remedy = "copy words that stand in a row there, or make the index again"
    locator = "passages.T4.t1.4.locator: 'Nobody has sung' is not in T4"

    assert f"{PAGE}:6: there is no passage 'T9'; did you mean T4 or T3? (unknown)" in found
    assert f"docs/sources/tiny.toml:75: {locator}; {remedy} (course)" in found
    assert sum(line.endswith(f"({CONTENT})") for line in found) == 9


def test_a_page_that_is_no_text_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    root = course_with(tmp_path, {PAGE: "Text.\n"})
    (root / "docs" / "other.md").write_bytes("# Größe\n".encode("latin-1"))

    assert told(root) == [
        "docs/other.md:1: it is not UTF-8 text; save it as UTF-8 (course)",
        f"{PAGE}:1: the page has no title; begin it with # and its title (heading)",
    ]


@pytest.mark.parametrize(
    ("wanted", "pages", "exercises", "findings"),
    [
        ((), 2, 4, 2),
        ((PAGE,), 1, 0, 1),
        (("docs",), 2, 0, 2),
        (("docs/course", "exercises/t1-order"), 1, 1, 1),
        (("doc",), 0, 0, 0),
    ],
)
def test_only_what_is_wanted_is_looked_at(
    wanted: tuple[str, ...], pages: int, exercises: int, findings: int, tmp_path: Path
) -> None:
    root = course_with(tmp_path, {PAGE: "# A\n\nOh!\n", UNIT: unit(title="# A lamp\n\n")})
    found = proofread(root, DRAWINGS, wanted)

    assert (found.pages, found.exercises, len(found.findings)) == (pages, exercises, findings)
    assert [one.unit for one in found.measures] == ["u02"] * (not wanted or wanted[0] != PAGE) * (pages > 0)


def test_folders_of_the_site_s_own_are_no_pages(tmp_path: Path) -> None:
    root = course_with(tmp_path, {"docs/_static/a.md": "Oh!\n", "docs/.drafts/a.md": "Oh!\n"})

    assert proofread(root, DRAWINGS).pages == 0


# Every message of the code is shown, every rule explained --------------------------------------------------


def problems_in(source: str) -> Iterator[str]:
    """Every problem that a check may name: the one before the last of (line, problem, remedy) or (problem, remedy)."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) and len(node.elts) in (2, 3):
            text = text_of(node.elts[-2])
            if " " in text:
                yield text


def text_of(node: ast.expr) -> str:
    """A literal text, with … for whatever is filled in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return ""


def texts_in(source: str) -> Iterator[str]:
    """Every literal text of a test, braces filled in with what may stand there."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant | ast.JoinedStr):
            yield text_of(node)


@pytest.mark.parametrize("module", sorted(PACKAGE.glob("*.py")), ids=lambda path: path.stem)
def test_every_problem_that_a_check_can_name_is_shown_by_some_test(module: Path) -> None:
    tests = (path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    shown = "\n".join(text for source in tests for text in texts_in(source))
    problems = set(problems_in(module.read_text(encoding="utf-8")))
    pieces = {piece.strip() for one in problems for piece in one.split("…") if " " in piece.strip()}

    assert [piece for piece in pieces if piece not in shown] == []


def test_the_manual_explains_every_rule_in_the_order_of_the_table() -> None:
    listed = re.findall(r"^\| `([a-z]+)` \|", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)

    assert listed == [*(check.rule for check in CHECKS), CONTENT]
