"""Runs inside Pyodide, at build time: from Python's library and our package to what the page loads.

A page that starts Python from source spends most of its wait compiling.  So everything is compiled here, by
the very Python that will run it: the modules of the library that the checks import, the package, and the
methods that dataclasses would write and compile anew at every start (`quick` hands them those).
"""

import ast
import builtins
import dataclasses
import importlib
import io
import marshal
import sys
import zipfile
from collections.abc import Iterator
from importlib.util import MAGIC_NUMBER
from types import CodeType
from typing import Any

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that an archive can hold: every file has it, so that the same files give the same bytes."""
UNCHECKED = (1).to_bytes(4, "little") + bytes(8)
"""Of a compiled module that is never compared with its source, which the page does not have."""
WITHOUT_DOCSTRINGS = 2
METHODS = "quick.bin"
"""Where `quick` finds the methods of dataclasses."""


def made(package: str) -> tuple[bytes, bytes]:
    """Two archives: what `package` needs of Python's library, and `package` itself, compiled.

    `package` is the path of an archive of modules.  All of it is imported, with all that it may import later.
    """
    methods = _noted_methods()
    sys.path.insert(0, package)
    with zipfile.ZipFile(package) as held:
        sources = {name: held.read(name) for name in held.namelist()}
    for source in sources.values():
        for name in _imported(source):
            importlib.import_module(name)
    library = next(place for place in sys.path if place.endswith(".zip") and place != package)
    files = {_pyc(name): _compiled(source, name, 0) for name, source in sources.items()}
    files[METHODS] = marshal.dumps(methods)
    return _archive(dict(_library(library))), _archive(files)


def _noted_methods() -> dict[str, CodeType]:
    """From the text of a dataclass's methods to their code, filled as dataclasses are made from now on."""
    noted: dict[str, CodeType] = {}

    def noting(text: str, names: dict[str, Any], own: dict[str, Any]) -> None:
        noted[text] = compile(text, "<string>", "exec", dont_inherit=True)
        builtins.exec(noted[text], names, own)  # noqa: S102  (as dataclasses does itself)

    vars(dataclasses)["exec"] = noting
    return noted


def _imported(source: bytes) -> Iterator[str]:
    """Every module that a source imports, inside functions too: what is wanted later has to be there as well."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _library(archive: str) -> Iterator[tuple[str, bytes]]:
    """The modules that are loaded from the archive of Python's library, compiled."""
    with zipfile.ZipFile(archive) as held:
        for module in list(sys.modules.values()):
            origin = getattr(getattr(module, "__spec__", None), "origin", None) or ""
            if origin.startswith(f"{archive}/"):
                name = origin.removeprefix(f"{archive}/")
                yield _pyc(name), _compiled(held.read(name), name, WITHOUT_DOCSTRINGS)


def _pyc(name: str) -> str:
    return f"{name.removesuffix('.py')}.pyc"


def _compiled(source: bytes, name: str, optimize: int) -> bytes:
    code = compile(source, name, "exec", dont_inherit=True, optimize=optimize)
    return MAGIC_NUMBER + UNCHECKED + marshal.dumps(code)


def _archive(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(entry, files[name])
    return held.getvalue()
