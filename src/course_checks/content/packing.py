"""Archives for learners: files put into a ZIP, and the command put into a wheel.

The wheel is put together here: a wheel of pure Python is the package's files, the metadata it is installed
with and a list of digests.  So a kit or a pack is made without a build tool and without a network, in a blink,
and the same content gives the same bytes.
"""

import base64
import io
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import Distribution, distribution
from pathlib import Path

import course_checks

DISTRIBUTION = "course-checks"
HOW_TO_NAME = "HOW-TO.txt"
REFERENCES = "references.bib"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that an archive can hold: every file has it."""
_MODE = 0o644 << 16

Files = dict[str, bytes]
"""From the name of a file in an archive, its folders parted by `/`, to what it holds."""


def archive(files: Files, *, stored: str = "") -> bytes:
    """A ZIP of `files`, by name: sorted, without dates of its own, so that the same files give the same bytes.

    The file `stored`, if one is named, comes first and is not compressed.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(files, key=lambda name: (name != stored, name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            entry.external_attr, entry.create_system = _MODE, 3
            made.writestr(entry, files[name])
    return held.getvalue()


def command_wheel() -> tuple[str, bytes]:
    """The name and the bytes of the wheel of this program.

    Raises importlib.metadata.PackageNotFoundError where it runs without being installed.
    """
    return wheel(distribution(DISTRIBUTION), Path(course_checks.__file__).parent)


def wheel(held: Distribution, package: Path) -> tuple[str, bytes]:
    """The name and the bytes of the wheel of `package`, with the metadata of the distribution that holds it."""
    stem = f"{held.metadata['Name'].replace('-', '_')}-{held.version}"
    info = f"{stem}.dist-info"
    files = {f"{package.name}/{name}": data for name, data in _package(package)}
    files[f"{info}/METADATA"] = (held.read_text("METADATA") or "").encode()
    files[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: course_checks\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    files[f"{info}/entry_points.txt"] = (held.read_text("entry_points.txt") or "").encode()
    record = "".join(f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in sorted(files.items()))
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    return f"{stem}-py3-none-any.whl", archive(files)


def _package(package: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(package.rglob("*")):
        inside = file.relative_to(package)
        if file.is_file() and not any(part.startswith((".", "__pycache__")) for part in inside.parts):
            yield inside.as_posix(), file.read_bytes()


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()


def source_files(root: Path) -> Files:
    """What a check needs of the sources of the course in `root`: with their indexes, and the bibliography.

    Empty where there are none.  Raises OSError for a file that cannot be read.
    """
    docs = root / "docs" if (root / "docs").is_dir() else root
    places = {
        file: f"sources/{file.name}"
        for suffix in ("toml", "json")
        for file in sorted((docs / "sources").glob(f"*.{suffix}"))
    }
    references = docs / REFERENCES
    if references.is_file():
        places[references] = references.name
    return {place: file.read_bytes() for file, place in places.items()}
