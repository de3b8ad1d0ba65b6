"""ZIP files as a class hands them in: honest ones, and such as no honest program makes."""

import io
import stat
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

Files = Mapping[str, str | bytes]
CLOCK = (2026, 3, 1, 12, 0, 0)


def packed(files: Files, *, stored: bool = False) -> bytes:
    """A ZIP file with these files in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(info(name), data, compress_type=archive.compression)
    return out.getvalue()


def info(name: str, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    """A member whose name stands in the archive as it is given here."""
    made = zipfile.ZipInfo("x", CLOCK)
    made.filename = name
    made.external_attr = mode << 16
    return made


def with_link(name: str, target: str) -> bytes:
    """A ZIP file with a symbolic link in it."""
    return with_mode(name, target, stat.S_IFLNK | 0o777)


def with_mode(name: str, data: str, mode: int) -> bytes:
    """A ZIP file with a member that says it is of another kind."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info(name, mode), data)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a member's two headers begin."""

    local: int
    listed: int


def place(data: bytes) -> Place:
    """Of the first member."""
    return Place(local=data.index(b"PK\x03\x04"), listed=data.index(b"PK\x01\x02"))


def claiming(data: bytes, size: int) -> bytes:
    """`data` with the first member claiming to unpack to `size` bytes."""
    at, changed = place(data), bytearray(data)
    changed[at.local + 22 : at.local + 26] = changed[at.listed + 24 : at.listed + 28] = struct.pack(
        "<I", size
    )
    return bytes(changed)


def claiming_packed(data: bytes, size: int) -> bytes:
    """`data` with the first member claiming to have `size` bytes when packed."""
    at, changed = place(data), bytearray(data)
    changed[at.local + 18 : at.local + 22] = changed[at.listed + 20 : at.listed + 24] = struct.pack(
        "<I", size
    )
    return bytes(changed)


def locked(data: bytes) -> bytes:
    """`data` with the first member marked as encrypted."""
    at, changed = place(data), bytearray(data)
    changed[at.local + 6] |= 1
    changed[at.listed + 8] |= 1
    return bytes(changed)


def packed_by(data: bytes, method: int) -> bytes:
    """`data` with the first member claiming another way of packing."""
    at, changed = place(data), bytearray(data)
    changed[at.local + 8 : at.local + 10] = changed[at.listed + 10 : at.listed + 12] = struct.pack(
        "<H", method
    )
    return bytes(changed)


def listing(data: bytes, size: int) -> bytes:
    """`data` whose end claims that its list of contents has `size` bytes."""
    changed = bytearray(data)
    end = data.rindex(b"PK\x05\x06")
    changed[end + 12 : end + 16] = struct.pack("<I", size)
    return bytes(changed)


def overlapping(name: str, count: int, data: bytes) -> bytes:
    """Many names for one member, as archive bombs have that are not nested."""
    one = packed({name: data})
    at = place(one)
    end = one.rindex(b"PK\x05\x06")
    entry = one[at.listed : end]
    listed = entry * count
    tail = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, len(listed), at.listed, 0
    )
    return one[: at.listed] + listed + tail


def nested(depth: int, inner: Files) -> bytes:
    """ZIP files inside one another."""
    data = packed(inner)
    for number in range(depth - 1):
        data = packed({f"layer-{number}.zip": data})
    return data
