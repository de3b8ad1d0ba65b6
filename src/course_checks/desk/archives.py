"""What is in a ZIP file, read one member at a time without unpacking anything to disk.

Nothing in an archive is believed.  How long its list may be is bounded where it is read, and how large a member
may be, while it is unpacked.  A name is a label here and never a place: none leads anywhere.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from struct import error as struct_error
from typing import BinaryIO

from course_checks.core.text import shown

MOST_LISTED = 4 * 1024 * 1024
"""Bytes that the list of a ZIP's contents may have: room for 20,000 files with long names."""
MOST_MEMBERS = 20_000
"""Files that are read of one ZIP, those in ZIPs inside it counted."""
MOST_UNPACKED = 1024 * 1024 * 1024
"""Bytes that are unpacked of one ZIP, those in ZIPs inside it counted."""
MOST_RATIO = 200
"""Times its packed size that a member may have, once it is larger than `FREE`; answers have some twenty."""
FREE = 64 * 1024
MOST_NESTED = 8 * 1024 * 1024
"""Bytes of a ZIP inside a ZIP."""
DEEPEST = 2
"""ZIPs inside one another: that of the class, and one that a learner handed in."""
MOST_NAME = 1000
DAMAGED = "This ZIP file is damaged, or no ZIP file. Download it again."
LONG_LIST = (
    "This ZIP file lists more than about 20,000 files, so it was not read. Unpack it, and grade the folder."
)
LOCKED = "It is locked with a password. Ask for it without one."
STRANGE = "It is packed in a way that only few programs can read. Ask for the file itself."
LINK = "It is a link to another place, or no ordinary file. Ask for the file itself."
OUTSIDE = "Its name leads out of the archive, so it was not read."
UNREADABLE = "It could not be unpacked: the archive is damaged here, or claims what is not so."
BOMB = "It unpacks to far more than its size, as no answers do, so it was not read."
LARGE = "This file is far larger than such a file is, so it was not read."
NESTED = f"It lies in more than {DEEPEST} ZIP files, one inside another, so it was not read."
TOO_MUCH = (
    "This ZIP file unpacks to more than 1 GB, or has more than 20,000 files. From here on it was not read."
)
_PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_LOCKED, _UTF8 = 0x1, 0x800
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct_error,
    EOFError,
    OSError,
    ValueError,  # names that cannot be decoded are among them
    LookupError,
    RuntimeError,  # NotImplementedError, of a packing that is not known, is one
    OverflowError,
)
"""What `zipfile` raises over a damaged or hostile file."""


class UnpackError(Exception):
    """Why a member, or an archive, is not read; `str` says it to a person."""


@dataclass(slots=True)
class Allowance:
    """What may still be taken out of one archive and of those inside it."""

    members: int = MOST_MEMBERS
    unpacked: int = MOST_UNPACKED

    @property
    def is_used_up(self) -> bool:
        """Whether nothing more is read."""
        return self.members <= 0 or self.unpacked <= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in an archive."""

    inside: PurePosixPath
    """Where it stands in the archive, as far as its name can be a place; no other member has the same."""
    read: Callable[[int], bytes]
    """Its bytes, at most as many as asked for.  Raises UnpackError."""
    lines: Callable[[], Iterator[str]]
    """Its lines as text, one by one, until something is amiss with them.  Raises UnpackError where it is no file."""


class _Guarded:
    """A file of which no more is read at once than a list of contents may have, whatever the archive claims."""

    def __init__(self, file: BinaryIO) -> None:
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable
        self._file = file

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size if 0 <= size <= MOST_LISTED else MOST_LISTED + 1)
        if len(data) > MOST_LISTED:
            raise UnpackError(LONG_LIST)
        return data


class Archive:
    """An opened ZIP file.  Raises UnpackError where it is none that is read."""

    def __init__(self, file: BinaryIO, allowance: Allowance) -> None:
        self.allowance = allowance
        try:
            self._zip = zipfile.ZipFile(_Guarded(file))
        except _BROKEN as error:
            raise UnpackError(DAMAGED) from error
        self._infos = self._zip.infolist()
        self.has_more = False
        """Whether `members` ended before the archive did."""

    def members(self) -> Iterator[Member]:
        """Every file in it, in its own order; ends early when the allowance is used up."""
        taken: dict[PurePosixPath, int] = {}
        for info in self._infos:
            if info.is_dir():
                continue
            if self.allowance.is_used_up:
                self.has_more = True
                return
            self.allowance.members -= 1
            yield Member(
                inside=_alone(_place(_name(info)), taken),
                read=partial(self._read, info),
                lines=partial(self._lines, info),
            )

    def _read(self, info: zipfile.ZipInfo, most: int) -> bytes:
        _refuse(info)
        if info.file_size > most:
            raise UnpackError(LARGE)
        data = b""
        try:
            with self._zip.open(info) as file:
                while len(data) <= most and (piece := file.read(min(FREE, most + 1 - len(data)))):
                    data += piece
                    self.allowance.unpacked -= len(piece)
                    if len(data) > FREE and len(data) > MOST_RATIO * max(1, info.compress_size):
                        raise UnpackError(BOMB)
        except _BROKEN as error:
            raise UnpackError(UNREADABLE) from error
        if len(data) > most:
            raise UnpackError(LARGE)
        return data

    def _lines(self, info: zipfile.ZipInfo) -> Iterator[str]:
        _refuse(info)
        try:
            with self._zip.open(info) as file, io.TextIOWrapper(file, "utf-8-sig", "replace") as text:
                while (line := text.readline(FREE)) and not self.allowance.is_used_up:
                    self.allowance.unpacked -= len(line)
                    yield line
        except _BROKEN:
            return


def _refuse(info: zipfile.ZipInfo) -> None:
    """Raise UnpackError for a member that is not unpacked at all."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind and not stat.S_ISREG(kind):
        raise UnpackError(LINK)
    if _leads_out(info):
        raise UnpackError(OUTSIDE)
    if info.flag_bits & _LOCKED:
        raise UnpackError(LOCKED)
    if info.compress_type not in _PLAIN:
        raise UnpackError(STRANGE)


def _leads_out(info: zipfile.ZipInfo) -> bool:
    name = info.orig_filename.replace("\\", "/")
    drive = len(name) > 1 and name[1] == ":" and name[0].isascii() and name[0].isalpha()
    return name.startswith("/") or drive or ".." in name.split("/") or "\0" in name


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member; one that says nothing of its letters, and can be UTF-8, is read so."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        with suppress(UnicodeError):  # then it is what it says
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")[:MOST_NAME]


def _place(name: str) -> PurePosixPath:
    """A name as a place that leads nowhere."""
    parts = [part for part in name.replace("\0", "").split("/") if part not in ("", ".", "..")]
    return PurePosixPath(*parts) if parts else PurePosixPath(shown(name) or "nameless")


def _alone(place: PurePosixPath, taken: dict[PurePosixPath, int]) -> PurePosixPath:
    """`place`, or, if a member stands there, one with a number; remembered in `taken`."""
    chosen = place
    while chosen in taken:
        taken[place] += 1
        chosen = place.with_name(f"{place.stem} ({taken[place]}){place.suffix}")
    taken[chosen] = 1
    return chosen
