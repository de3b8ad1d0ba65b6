"""The rules of the house: who imports whom, how long a file may be, what never stands in the repository."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "course_checks"
LONGEST_MODULE = 300

RINGS = (
    ("core",),
    ("validators",),
    ("exercise", "plain", "checking", "feedback"),
    ("sheet",),
    ("content",),
    ("figures", "desk", "export", "prose"),
    ("site",),
    (
        "console",
        "talk",
        "talk_authors",
        "talk_desk",
        "talk_export",
        "talk_hand_in",
        "talk_pack",
        "talk_proofread",
        "talk_report",
        "cli_base",
        "cli_authors",
        "cli_desk",
        "cli_export",
        "cli_pack",
        "cli_proofread",
        "cli_report",
        "cli",
        "pytest_plugin",
    ),
)
"""The layers, from the inside out.  A layer may import what lies further in."""

NEIGHBOURS = {
    "checking": {"exercise"},
    "plain": {"exercise"},
    "feedback": {"exercise", "checking"},
    "talk": {"console"},
    "talk_authors": {"console"},
    "talk_desk": {"console"},
    "talk_export": {"console"},
    "talk_hand_in": {"console", "talk"},
    "talk_pack": {"console"},
    "talk_proofread": {"console"},
    "talk_report": {"console"},
    "cli_base": {"console"},
    "cli_authors": {"console", "cli_base", "talk_authors"},
    "cli_export": {"console", "cli_base", "talk_export"},
    "cli_desk": {"console", "cli_base", "talk_desk"},
    "cli_pack": {"console", "cli_base", "talk_pack"},
    "cli_proofread": {"console", "cli_base", "talk_proofread"},
    "cli_report": {"console", "cli_base", "talk_report"},
    "cli": {
        "console",
        "talk",
        "talk_hand_in",
        "cli_base",
        "cli_authors",
        "cli_desk",
        "cli_export",
        "cli_pack",
        "cli_proofread",
        "cli_report",
    },
    "pytest_plugin": {"console", "talk"},
}
"""What may be imported from the same ring.  `figures`, `desk`, `export` and `prose` do not know one another."""

LOADED_BY_THE_BROWSER = set(chain.from_iterable(RINGS[:4]))
"""These use the standard library alone."""

SPHINX = {"sphinx", "docutils", "myst_parser", "sphinx_design", "sphinxcontrib", "furo"}
PARSING = {"myst_parser"}
"""What `prose` may import of it: the parser of pages, which builds nothing."""

# Put together here, so that this file does not hold them.
REGISTRY_HOSTS = tuple(
    ".".join(name)
    for name in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
    )
)
MACHINE_PATH = re.compile(r"(?:^|[^\w.])/(?:work|farm|root)/")


def allowed_layers() -> dict[str, set[str]]:
    """For each layer, the layers that it may import; itself among them."""
    further_in: set[str] = set()
    table = {}
    for ring in RINGS:
        for layer in ring:
            table[layer] = {layer} | further_in | NEIGHBOURS.get(layer, set())
        further_in |= set(ring)
    return table


ALLOWED = allowed_layers()
MODULES = sorted(PACKAGE.rglob("*.py"))


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def layer_of(path: Path) -> str:
    """The layer of a module; empty for the package's own `__init__`."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return {"__init__": "", "__main__": "cli"}.get(first, first)


def imported_names(tree: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Every name that a module in `package` imports, with its line: inside functions and type blocks too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*start, *filter(None, [node.module])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def import_faults(source: str, path: Path) -> list[str]:
    """What `source`, standing at `path`, imports against the rules."""
    layer = layer_of(path)
    package = ("course_checks", *path.relative_to(PACKAGE).parent.parts)
    faults = []
    for line, name in imported_names(ast.parse(source), package):
        top, _, rest = name.partition(".")
        if top == "course_checks":
            other = rest.partition(".")[0]
            if other in ALLOWED and other not in ALLOWED.get(layer, set()):
                faults.append(f"{place(path)}:{line}: {layer or 'the package'} must not import {other}")
        elif layer in LOADED_BY_THE_BROWSER | {""} and top not in sys.stdlib_module_names:
            faults.append(f"{place(path)}:{line}: {top} is not in the standard library")
        elif top in SPHINX and layer != "site" and not (top in PARSING and layer == "prose"):
            faults.append(f"{place(path)}:{line}: only site imports {top}")
    return faults


def broad_handlers(source: str) -> list[int]:
    """The lines of `except:`, `except Exception` and `except BaseException`, in any of their forms."""

    def is_broad(caught: ast.expr | None) -> bool:
        if isinstance(caught, ast.Tuple):
            return any(map(is_broad, caught.elts))
        name = caught.attr if isinstance(caught, ast.Attribute) else getattr(caught, "id", None)
        return caught is None or name in {"Exception", "BaseException"}

    handlers = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ExceptHandler))
    return sorted(handler.lineno for handler in handlers if is_broad(handler.type))


def undocumented(source: str) -> list[str]:
    """The public names of a module that do not say what they promise; `module` for the module itself."""

    def inside(node: ast.Module | ast.ClassDef, prefix: str) -> Iterator[str]:
        for child in node.body:
            if not isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            marks = {ast.unparse(mark).rpartition(".")[2] for mark in child.decorator_list}
            if child.name.startswith("_") or marks & {"override", "overload", "setter", "register"}:
                continue
            if ast.get_docstring(child) is None:
                yield prefix + child.name
            if isinstance(child, ast.ClassDef):
                yield from inside(child, f"{prefix}{child.name}.")

    tree = ast.parse(source)
    return [*(["module"] if tree.body and ast.get_docstring(tree) is None else []), *inside(tree, "")]


def test_every_module_belongs_to_a_layer() -> None:
    layers = {layer_of(path) for path in MODULES}

    assert layers <= {"", *ALLOWED}, "a new layer needs its place in RINGS"


def test_imports_point_inwards() -> None:
    faults = [import_faults(path.read_text(encoding="utf-8"), path) for path in MODULES]

    assert [*chain.from_iterable(faults)] == []


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        ("core/text.py", "from course_checks.exercise import Item", "core must not import exercise"),
        ("core/text.py", "from course_checks import sheet", "core must not import sheet"),
        ("core/text.py", "from ..content import bank", "core must not import content"),
        ("validators/order.py", "def f():\n    import rich", "rich is not in the standard library"),
        ("exercise.py", "import course_checks.checking", "exercise must not import checking"),
        ("figures/xray.py", "from course_checks.desk import packs", "figures must not import desk"),
        ("content/bank.py", "from docutils import nodes", "only site imports docutils"),
        ("cli.py", "import sphinx.cmd.build", "only site imports sphinx"),
        ("prose/page.py", "from docutils import nodes", "only site imports docutils"),
        ("prose/page.py", "from course_checks.site import units", "prose must not import site"),
        ("content/page.py", "import myst_parser", "only site imports myst_parser"),
        ("__init__.py", "from course_checks import core", "the package must not import core"),
    ],
)
def test_an_import_that_points_outwards_is_found(module: str, source: str, fault: str) -> None:
    assert [found.partition(": ")[2] for found in import_faults(source, PACKAGE / module)] == [fault]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("core/text.py", "import re\nfrom .part import Part"),
        ("checking.py", "from course_checks.exercise import Item\nfrom course_checks import __version__"),
        ("prose/page.py", "from myst_parser.parsers.mdit import create_md_parser"),
        ("site/page.py", "from docutils import nodes\nfrom course_checks.figures import xray"),
        ("cli.py", "import click\nfrom course_checks import site"),
    ],
)
def test_an_import_that_points_inwards_is_not(module: str, source: str) -> None:
    assert import_faults(source, PACKAGE / module) == []


def test_everything_is_caught_in_one_place_only() -> None:
    found = {place(path): broad_handlers(path.read_text(encoding="utf-8")) for path in MODULES}

    assert {name for name, lines in found.items() if lines} <= {"src/course_checks/checking.py"}
    assert sum(map(len, found.values())) <= 1


@pytest.mark.parametrize("caught", ["", " Exception", " builtins.Exception", " (ValueError, BaseException)"])
def test_a_broad_handler_is_found_in_each_of_its_forms(caught: str) -> None:
    assert broad_handlers(f"try:\n    pass\nexcept{caught}:\n    pass\n") == [3]


def test_no_module_is_too_long_to_hold_in_mind() -> None:
    files = [*MODULES, *PACKAGE.rglob("*.js"), *PACKAGE.rglob("*.mjs")]
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}

    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_every_public_name_says_what_it_promises() -> None:
    silent = {place(path): undocumented(path.read_text(encoding="utf-8")) for path in MODULES}

    assert {name: names for name, names in silent.items() if names} == {}


def test_a_public_name_without_a_docstring_is_found() -> None:
    body = ["'A sentence.'", "def b(self): ...", "def _c(self): ...", "@override", "def d(self): ..."]

    assert undocumented("\n    ".join(["class A:", *body])) == ["module", "A.b"]


def files_of_the_repository() -> list[Path]:
    """Every file that is in git, or would be if it were added."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [path for name in sorted(filter(None, listed.split("\0"))) if (path := ROOT / name).is_file()]


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    found = []
    for path in files_of_the_repository():
        text = path.read_bytes().decode("utf-8", errors="replace")
        if any(host in text.casefold() for host in REGISTRY_HOSTS) or MACHINE_PATH.search(text):
            found.append(place(path))

    assert found == []


def test_a_path_of_one_machine_is_told_from_other_paths() -> None:
    here = "/" + "work" + "/main"

    assert MACHINE_PATH.search(f"see {here}")
    assert not MACHINE_PATH.search(f"our home{here} and src/{here[1:]}")
