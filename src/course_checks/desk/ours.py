"""Which files in the folder of results are those of this command, so that nobody else's are ever replaced.

A record beside the results keeps what was written, with digests.  A folder that an earlier version graded has none:
if the four files that it always wrote are there and begin as it began them, they are ours, and so are the feedback
files that its gradebook names and its pages to judge, all as they stand.
"""

import csv
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from course_checks.content.wrote import bytes_of, digest_of, in_the_way, read_record, write_record
from course_checks.desk.headings import FILES
from course_checks.desk.record import FILE as ATTEMPTS
from course_checks.desk.to_judge import PAGES

GRADEBOOK, UNREADABLE, NOTES, FEEDBACK = "gradebook.csv", "unreadable.csv", "notes.csv", "feedback"
WRITTEN = ".course-checks-grades.json"
"""The record of what was written."""
_REMARKS = ("file,learner,exercise,what", "")
_HEADS: Mapping[str, tuple[str, str]] = {
    GRADEBOOK: ("number,name,", ",feedback"),
    UNREADABLE: _REMARKS,
    NOTES: _REMARKS,
    ATTEMPTS: ('{"record":', "}"),
}
"""The files that every run writes, and how the first line of each begins and ends."""
_ENDINGS = ("md", "html")


def stop_before_grading(out: Path) -> None:
    """Raises WorkspaceError if a file that every run writes is not ours, or one of ours was changed."""
    ours = _ours(out)
    foreign = [name for name in _HEADS if name not in ours and os.path.lexists(out / name)]
    # A system's gradebook is looked at when it is about to be written: not every run writes one.
    changed = [
        name for name, known in ours.items() if name not in FILES.values() and _is_other(out / name, known)
    ]
    if foreign or changed:
        raise in_the_way(out, foreign + changed, "Nothing was graded.")


class Publishing:
    """Files about to go from `new` to `out`.  Raises WorkspaceError if one there is not ours, before any goes."""

    def __init__(self, new: Path, out: Path) -> None:
        self._new, self._out = new, out
        self._before = _ours(out)
        self._coming = {name: digest_of((new / name).read_bytes()) for name in _publishable(new)}
        others = [
            name
            for name, digest in self._coming.items()
            if _is_other(out / name, f"{self._before.get(name, '')} {digest}")
        ]
        if others:
            raise in_the_way(out, others, "Nothing was written.")

    def begin(self) -> None:
        """Note what is coming beside what is there: a run that is cut short is not stopped by its own files."""
        both = {name: f"{self._before.get(name, '')} {new}".strip() for name, new in self._coming.items()}
        write_record(self._out / WRITTEN, self._before | both)

    def end(self) -> None:
        """Note what has come."""
        come = {name: new for name, new in self._coming.items() if not (self._new / name).exists()}
        write_record(self._out / WRITTEN, self._before | come)


def _publishable(new: Path) -> Iterator[str]:
    """Every file in `new` that may replace another: all but the rubric sheets, which never do."""
    for folder in (FEEDBACK, PAGES):
        if (new / folder).is_dir():
            yield from (f"{folder}/{file.name}" for file in os.scandir(new / folder))
    yield from (name for name in (*_HEADS, *FILES.values()) if (new / name).is_file())


def _is_other(file: Path, known: str) -> bool:
    """Whether something stands at `file` that has none of the digests in `known`."""
    if not os.path.lexists(file):
        return False
    data = bytes_of(file)
    return data is None or digest_of(data) not in known.split()


def _ours(out: Path) -> dict[str, str]:
    """From the name of each file that was written to the digests that it may have."""
    if os.path.lexists(out / WRITTEN):
        return read_record(out / WRITTEN)
    if not all(_begins_as_ours(out / name, *ends) for name, ends in _HEADS.items()):
        return {}
    there = {name: bytes_of(out / name) for name in _of_an_earlier_version(out)}
    return {name: digest_of(data) for name, data in there.items() if data is not None}


def _begins_as_ours(file: Path, start: str, end: str) -> bool:
    if not file.is_file() or file.is_symlink():
        return False
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as text:
        first = text.readline().rstrip("\r\n")
    return first.startswith(start) and first.endswith(end)


def _of_an_earlier_version(out: Path) -> Iterator[str]:
    """The names of what a version without a record wrote."""
    yield from (*_HEADS, *FILES.values())
    with (
        (out / GRADEBOOK).open(encoding="utf-8-sig", errors="replace", newline="") as text,
        suppress(csv.Error),
    ):
        for row in csv.DictReader(text):
            stem = (row.get("feedback") or "").rpartition(".")[0]
            yield from (f"{FEEDBACK}/{stem}.{ending}" for ending in _ENDINGS)
    if (out / PAGES).is_dir():
        yield from (f"{PAGES}/{file.name}" for file in os.scandir(out / PAGES) if file.name.endswith(".html"))
