"""Files as they are when every archive among them is opened: a ZIP in a ZIP, a wheel, an EPUB, what is gzipped.

Nothing is written to a disk.  What is too large, too deep or locked is given back as such, never passed over.
"""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

MOST_BYTES = 256 * 1024 * 1024
"""Of one file, opened."""
DEEPEST = 8
"""Archives inside one another."""
_CLOSED = {
    b"PK\x03\x04": "it is a ZIP file whose end is missing, so it cannot be opened: make it again",
    b"7z\xbc\xaf\x27\x1c": "it is a 7z archive, which is not opened here: unpack it, and search the folder",
    b"Rar!\x1a\x07": "it is a RAR archive, which is not opened here: unpack it, and search the folder",
    b"MSCF": "it is a CAB archive, which is not opened here: unpack it, and search the folder",
    b"\x28\xb5\x2f\xfd": "it is packed with zstd, which is not opened here: unpack it, and search what was in it",
    b"\x04\x22\x4d\x18": "it is packed with LZ4, which is not opened here: unpack it, and search what was in it",
    b"\x1f\x9d": "it is packed with compress, which is not opened here: unpack it, and search what was in it",
    b"LZIP": "it is packed with lzip, which is not opened here: unpack it, and search what was in it",
    b"%PDF-": "it is a PDF, whose text is not read here: save it as plain text, and search that",
}
"""How files begin that hide what is in them and are not opened, and what is said of each."""
_PIECE = 1024 * 1024
_DAMAGED = (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error, lzma.LZMAError)
_UNOPENED = (*_DAMAGED, zipfile.BadZipFile, tarfile.TarError)
"""What the readers of archives raise for one that is damaged, locked or packed in a way they do not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A file, or a file inside an archive."""

    place: tuple[str, ...]
    """The file first, then what is inside, archive by archive."""
    data: bytes
    why_not: str = ""
    """Why what is inside could not be looked at; empty if all is well."""

    def __str__(self) -> str:
        return " > ".join(self.place)


def files_of(places: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Every file at `places` and below, in order of name: what it is called from there, and its bytes.

    Raises OSError for a file that cannot be read.
    """
    for place in places:
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file():
                yield file.as_posix(), file.read_bytes()


def opened(files: Iterable[tuple[str, bytes]]) -> Iterator[Held]:
    """Each of `files`, then, if it is an archive, everything inside, all the way down."""
    for name, data in files:
        yield from _opened(Held(place=(name,), data=data))


def _opened(held: Held) -> Iterator[Held]:
    yield held
    inside = _inside(held)
    if inside is None:
        if why_not := next((said for begin, said in _CLOSED.items() if held.data.startswith(begin)), ""):
            yield Held(place=held.place, data=b"", why_not=why_not)
        return
    if len(held.place) > DEEPEST:
        yield Held(place=held.place, data=b"", why_not=f"more than {DEEPEST} archives lie in one another")
        return
    try:
        for name, data in inside:
            place = (*held.place, name)
            if data is None:
                yield Held(place=place, data=b"", why_not="it is larger than is looked at")
            else:
                yield from _opened(Held(place=place, data=data))
    except _UNOPENED:
        yield Held(place=held.place, data=b"", why_not="it is damaged, or locked, and cannot be opened")


_Inside = Iterator[tuple[str, bytes | None]]
"""Name and bytes of what is inside; None for what is too large."""


def _inside(held: Held) -> _Inside | None:
    """What is in an archive; None for what is none."""
    data = held.data
    if data[:2] == b"PK" and zipfile.is_zipfile(io.BytesIO(data)):
        return _of_zip(data)
    if data[:2] == b"\x1f\x8b":
        return _of_stream(held, gzip.GzipFile(fileobj=io.BytesIO(data)))
    if data[:6] == b"\xfd7zXZ\x00":
        return _of_stream(held, lzma.LZMAFile(io.BytesIO(data)))
    if data[:3] == b"BZh" and data[4:10] == b"1AY&SY":
        return _of_stream(held, bz2.BZ2File(io.BytesIO(data)))
    if data[257:262] == b"ustar":
        return _of_tar(data)
    return None


def _of_zip(data: bytes) -> _Inside:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if not entry.is_dir():
                with archive.open(entry) as file:
                    yield entry.filename, _at_most(file)
        if archive.comment:
            yield "(its comment)", archive.comment


def _of_stream(held: Held, file: gzip.GzipFile | lzma.LZMAFile | bz2.BZ2File) -> _Inside:
    with file:
        name = held.place[-1].rpartition("/")[2]
        for ending in (".gz", ".xz", ".bz2"):
            name = name.removesuffix(ending)
        yield name, _at_most(cast("IO[bytes]", file))


def _of_tar(data: bytes) -> _Inside:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for entry in archive:
            if entry.isreg() and (file := archive.extractfile(entry)):
                yield entry.name, _at_most(file)


def _at_most(file: IO[bytes]) -> bytes | None:
    """The bytes of a file, taken piece by piece, however many it claims to have; None if they are too many."""
    data = bytearray()
    while piece := file.read(_PIECE):
        data += piece
        if len(data) > MOST_BYTES:
            return None
    return bytes(data)
