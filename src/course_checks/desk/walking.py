"""Every file that a class handed in: in a folder, in ZIP files in it, and in ZIP files in those.

Links are not followed, nothing is opened that is no ordinary file, nothing is unpacked to disk, and no file is
held longer than it is read.
"""

import io
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path, PurePath
from typing import BinaryIO

from course_checks.desk import archives
from course_checks.desk.archives import Allowance, Archive, Member, UnpackError
from course_checks.desk.gradescope import JSON, MOST_JSON, YML, claim_in, claims_in
from course_checks.desk.schemes import Claim, claim_of, submission_in
from course_checks.sheet.files import Untaken, plain_bytes

DEEPEST = 30
"""Folders inside one another."""
ENDING = ".zip"
_SYSTEM = {"__macosx", "thumbs.db", "desktop.ini"}
LINK = "It is a link to another place. Links are not followed; put the file itself here."
UNOPENED = "This folder could not be opened."

Taken = bytes | str
"""The bytes of a file, or why they were not taken."""


def _nothing(_most: int) -> Taken:
    return b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file that was handed in, or why it is none that is read."""

    inside: PurePath
    """Where it lies in what was given: folders, ZIP files and the name."""
    why_not: str = ""
    read: Callable[[int], Taken] = _nothing
    """Its bytes, if there are not more than asked for."""
    claim: Claim | None = None
    """Whose it is, as the system says that gave it out."""


@dataclass(slots=True, kw_only=True)
class Collected:
    """What a walk through the folder saw."""

    files: int = 0
    passed_over: int = 0
    """Files that the system keeps beside others, and hidden ones."""
    exercises: set[str] = field(default_factory=set)
    """Of those that are known, the ones that somebody handed in."""


def everything_in(source: Path, leave_out: Path, seen: Collected) -> Iterator[Found]:
    """Every file in `source`, a folder or a ZIP file, in no order; nothing in `leave_out`.  Never raises OSError."""
    if not source.is_dir():
        yield from _packed(source.resolve(), PurePath(), seen)  # whoever named it may have named a link
        return
    claims = lru_cache(maxsize=4)(lambda folder: claims_in(_lines(source / folder / YML)))
    for path, why_not in files_in(source, leave_out, seen):
        inside = path.relative_to(source)
        if why_not:
            yield Found(inside=inside, why_not=why_not)
        elif path.name.casefold().endswith(ENDING):
            yield from _packed(path, inside, seen)
        elif inside.name not in (YML, JSON):
            claim = claim_of(inside)
            folder = submission_in(inside)
            if claim is None and folder is not None:
                own = plain_bytes(source / folder / JSON, MOST_JSON)
                claim = claim_in(own) if isinstance(own, bytes) else None
                claim = claim or claims(folder.parent).get(folder.name)
            yield Found(inside=inside, claim=claim, read=partial(_taken, path))


def _taken(path: Path, most: int) -> Taken:
    data = plain_bytes(path, most)
    return data.value if isinstance(data, Untaken) else data


def _lines(path: Path) -> Iterator[str]:
    """The lines of an ordinary file; none where there is no such file."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            while line := file.readline(archives.FREE):
                yield line
    except OSError:
        return


# ZIP files -------------------------------------------------------------------------------------------------


def _packed(path: Path, inside: PurePath, seen: Collected) -> Iterator[Found]:
    """What is in the ZIP file at `path`."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            yield Found(inside=inside if inside.parts else PurePath(path.name), why_not=Untaken.DEVICE.value)
            return
        with path.open("rb") as file:
            yield from _unpacked(file, inside, path.name, Allowance(), 1, seen)
    except OSError:
        yield Found(inside=inside if inside.parts else PurePath(path.name), why_not=Untaken.LOCKED.value)


def _unpacked(
    file: BinaryIO, inside: PurePath, name: str, allowance: Allowance, depth: int, seen: Collected
) -> Iterator[Found]:
    itself = inside if inside.parts else PurePath(name)
    try:
        archive = Archive(file, allowance)
    except UnpackError as error:
        yield Found(inside=itself, why_not=str(error))
        return
    members = [one for one in archive.members() if not _is_passed_over(one, seen)]
    sent = _submissions(members)
    for member in members:
        place = inside / member.inside
        if member.inside.name in (YML, JSON):
            continue
        if member.inside.name.casefold().endswith(ENDING):
            yield from _nested(member, place, allowance, depth, seen)
            continue
        folder = submission_in(member.inside)
        claim = claim_of(place) or (sent(folder) if folder else None)
        yield Found(inside=place, claim=claim, read=partial(_member, member))
        if allowance.unpacked <= 0:
            break
    if allowance.is_used_up and (archive.has_more or allowance.unpacked <= 0):
        yield Found(inside=itself, why_not=archives.TOO_MUCH)


def _is_passed_over(member: Member, seen: Collected) -> bool:
    hidden = any(part.startswith(".") or part.casefold() in _SYSTEM for part in member.inside.parts)
    seen.passed_over += hidden
    return hidden


def _submissions(members: list[Member]) -> Callable[[PurePath], Claim | None]:
    """Who handed a folder of a Gradescope export in, read when it is first asked."""
    listed = {one.inside.parent: one for one in members if one.inside.name == YML}
    own = {one.inside.parent: one for one in members if one.inside.name == JSON}

    @lru_cache(maxsize=4)
    def claims(folder: PurePath) -> dict[str, Claim]:
        try:
            return claims_in(listed[folder].lines()) if folder in listed else {}
        except UnpackError:
            return {}

    def claim(folder: PurePath) -> Claim | None:
        data = _member(own[folder], MOST_JSON) if folder in own else ""
        found = claim_in(data) if isinstance(data, bytes) else None
        return found or claims(folder.parent).get(folder.name)

    return claim


def _member(member: Member, most: int) -> Taken:
    try:
        return member.read(most)
    except UnpackError as error:
        return str(error)


def _nested(
    member: Member, place: PurePath, allowance: Allowance, depth: int, seen: Collected
) -> Iterator[Found]:
    if depth >= archives.DEEPEST:
        yield Found(inside=place, why_not=archives.NESTED)
        return
    data = _member(member, archives.MOST_NESTED)
    if isinstance(data, str):
        yield Found(inside=place, why_not=data)
    else:
        yield from _unpacked(io.BytesIO(data), place, place.name, allowance, depth + 1, seen)


# Folders ---------------------------------------------------------------------------------------------------


def files_in(folder: Path, leave_out: Path, seen: Collected) -> Iterator[tuple[Path, str]]:
    """Every file in `folder` and below, in no order, but not in `leave_out`, each with why it is not read.

    Never raises OSError.
    """
    open_folders: list[os._ScandirIterator[str]] = []
    pending: Path | None = folder
    while pending or open_folders:
        if pending:
            try:
                open_folders.append(os.scandir(pending))
            except OSError:
                yield pending, UNOPENED
            pending = None
            continue
        entry = _next(open_folders[-1])
        if entry is None:
            open_folders.pop()
            continue
        path = Path(entry.path)
        if entry.name.startswith(".") or entry.name.casefold() in _SYSTEM:
            seen.passed_over += 1
        elif entry.is_symlink() or getattr(entry, "is_junction", bool)():
            yield path, LINK
        elif not _is_folder(entry):
            yield path, ""
        elif len(open_folders) >= DEEPEST:
            yield path, f"It lies more than {DEEPEST} folders deep."
        elif path.resolve() != leave_out:
            pending = path


def _next(entries: "os._ScandirIterator[str]") -> os.DirEntry[str] | None:
    try:
        return next(entries, None)
    except OSError:
        entries.close()
        return None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
