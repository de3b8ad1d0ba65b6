"""Runs inside Pyodide, at build time: from Python's library and our package to what the page loads.

A page that starts Python from source spends most of its wait compiling.  So everything is compiled here, by
the very Python that will run it: the modules of the library that the checks import, the package, and the
methods that dataclasses would write and compile anew at every start (`sitecustomize` hands them those).
The archives are packed as a whole: that is smaller than packing each file, and a browser unpacks faster than Python.
"""

import ast
import importlib
import io
import marshal
import sys
import zipfile
import zlib
from collections.abc import Iterator
from importlib.util import MAGIC_NUMBER

from sitecustomize import NOTED  # type: ignore[import-not-found]  # `noting` under the name that runs first

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that an archive can hold: every file has it, so that the same files give the same bytes."""
UNCHECKED = (1).to_bytes(4, "little") + bytes(8)
"""Of a compiled module that is never compared with its source, which the page does not have."""
WITHOUT_DOCSTRINGS = 2
WANTED_IN_VAIN = ("bz2", "compression", "lzma", "ssl", "_ssl")
"""What modules of the library would import and do without: a page has no use for it, and would wait for it."""
METHODS = "methods.bin"
"""Where `sitecustomize` finds the methods of dataclasses."""
GZIP = 31
"""What zlib calls a stream with the head that gzip has."""


def made(package: str, first: bytes) -> tuple[bytes, bytes]:
    """Two archives, packed: what `package` needs of Python's library, and `package` itself, compiled.

    `package` is the path of an archive of modules.  All of it is imported, with all that it may import later.
    `first` is the source of the module that runs before all else; it goes with the library.
    """
    python = dict(NOTED)
    sys.path.insert(0, package)
    with zipfile.ZipFile(package) as held:
        sources = {name: held.read(name) for name in held.namelist()}
    for source in (*sources.values(), first):
        for name in _imported(source):
            importlib.import_module(name)
    archive = next(place for place in sys.path if place.endswith(".zip") and place != package)
    library = dict(_library(archive))
    library["sitecustomize.pyc"] = _compiled(first, "sitecustomize.py", WITHOUT_DOCSTRINGS)
    library[METHODS] = marshal.dumps(python)
    checks = {_pyc(name): _compiled(source, name, 0) for name, source in sources.items()}
    checks[METHODS] = marshal.dumps({text: code for text, code in NOTED.items() if text not in python})
    return _packed(library), _packed(checks)


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
            if origin.startswith(f"{archive}/") and module.__name__.partition(".")[0] not in WANTED_IN_VAIN:
                name = origin.removeprefix(f"{archive}/")
                yield _pyc(name), _compiled(held.read(name), name, WITHOUT_DOCSTRINGS)


def _pyc(name: str) -> str:
    return f"{name.removesuffix('.py')}.pyc"


def _compiled(source: bytes, name: str, optimize: int) -> bytes:
    code = compile(source, name, "exec", dont_inherit=True, optimize=optimize)
    return MAGIC_NUMBER + UNCHECKED + marshal.dumps(code)


def _packed(files: dict[str, bytes]) -> bytes:
    """An archive of the files as they are, packed as one."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 3
            archive.writestr(entry, files[name])
    packer = zlib.compressobj(9, zlib.DEFLATED, GZIP)
    return packer.compress(held.getvalue()) + packer.flush()
