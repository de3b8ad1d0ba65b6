"""What the commands of authors say."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from course_checks.content.audit import Audit, plain_audit
from course_checks.content.errors import Fault, plain_fault

if TYPE_CHECKING:
    from course_checks.console import Console


def plain_audits(audits: Sequence[Audit], faults: Sequence[Fault]) -> dict[str, Any]:
    """An audit as JSON holds it; `faults` are those that kept it from being run."""
    return {
        "exercises": {one.exercise: plain_audit(one) for one in audits},
        "faults": [plain_fault(fault) for fault in faults],
        "passed": not faults and all(one.passed for one in audits),
    }


def print_audits(console: "Console", audits: Sequence[Audit]) -> None:
    """The table of an audit, what is defensible and why, and every mistake."""
    console.table(
        ("exercise", "labelled", "mutants", "killed", "defensible", "survivors", "mistakes"),
        [
            (
                one.exercise,
                *map(
                    str,
                    (
                        one.labelled,
                        one.mutants,
                        one.killed,
                        len(one.defensible),
                        len(one.survivors),
                        len(one.faults),
                    ),
                ),
            )
            for one in audits
        ],
    )
    for title, names in (
        (
            "Defensible: changed, and the key accepts it",
            [f"{one.exercise}: {d.mutant} ({d.reason})" for one in audits for d in one.defensible],
        ),
        (
            "Exempt: own words and certainty, which nothing scores",
            [f"{one.exercise}: {', '.join(one.exempt)}" for one in audits if one.exempt],
        ),
        (
            "Survivors: changed, and still scored 1",
            [f"{one.exercise}: {name}" for one in audits for name in one.survivors],
        ),
        ("Mistakes", [str(fault) for one in audits for fault in one.faults]),
    ):
        if names:
            console.say()
            console.say(title, style="title")
            for name in names:
                console.say(name, indent=2, hang=2)
    console.say()
    proven = sum(one.passed for one in audits)
    console.say(f"Proven: {proven} of {len(audits)} exercises.", style="title")
