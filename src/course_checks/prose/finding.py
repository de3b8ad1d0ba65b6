"""What a proofreader finds."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

Remark = tuple[int, str, str]
"""What a check says of a page: line, problem, remedy."""
Remarks = Iterator[Remark]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One thing to mend."""

    file: str
    """From the course's root, with forward slashes."""
    line: int
    rule: str
    """The name of the check, under which docs/authors/proofread.md says more."""
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}; {self.remedy} ({self.rule})"


def plain_finding(finding: Finding) -> dict[str, str | int]:
    """A finding as JSON holds it."""
    return asdict(finding)
