"""An author's mistakes: all of them at once, each with its file, its place and its remedy."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fault:
    """One mistake."""

    file: str
    """The file, from the course's root, with forward slashes."""
    where: str
    """The path inside the file; empty for the whole of it."""
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}: {self.where}" if self.where else self.file
        return f"{place}: {self.problem}; {self.remedy}"


def plain_fault(fault: Fault) -> dict[str, str]:
    """A mistake as JSON holds it."""
    return {"file": fault.file, "where": fault.where, "problem": fault.problem, "remedy": fault.remedy}


class InvalidContentError(Exception):
    """Content that cannot be used: `faults` has every mistake, `str` one a line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(slots=True)
class Faults:
    """Collects mistakes while files are read."""

    root: Path
    found: list[Fault] = field(default_factory=list)

    def add(self, file: Path, where: str, problem: str, remedy: str) -> None:
        """Remember one mistake in `file`."""
        inside = file.is_relative_to(self.root)
        name = (file.relative_to(self.root) if inside else file).as_posix()
        self.found.append(Fault(file=name, where=where, problem=problem, remedy=remedy))

    def raise_if_any(self) -> None:
        """Raise InvalidContentError with all of them, file by file, in the order found; nothing if there are none."""
        files = list(dict.fromkeys(fault.file for fault in self.found))
        if self.found:
            raise InvalidContentError(sorted(self.found, key=lambda fault: files.index(fault.file)))
