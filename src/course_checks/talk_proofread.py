"""What `proofread` says."""

from typing import TYPE_CHECKING, Any

from course_checks.prose.finding import plain_finding
from course_checks.prose.measure import plain_measure
from course_checks.prose.proofread import Proof

if TYPE_CHECKING:
    from course_checks.console import Console


def plain_proof(proof: Proof) -> dict[str, Any]:
    """What was found as JSON holds it."""
    return {
        "clean": not proof.findings,
        "findings": [plain_finding(one) for one in proof.findings],
        "units": [plain_measure(one) for one in proof.measures],
        "pages": proof.pages,
        "exercises": proof.exercises,
    }


def print_proof(console: "Console", proof: Proof) -> None:
    """Every finding on a line of its own, the numbers of each unit, and how much was looked at."""
    for finding in proof.findings:
        console.say(str(finding), hang=2)
    if proof.findings:
        console.say()
    console.table(
        ("unit", "words", "words a sentence", "grade"),
        [(one.unit, str(one.words), f"{one.sentence:.1f}", f"{one.grade:.1f}") for one in proof.measures],
    )
    if proof.measures:
        console.say()
    looked_at = f"{_counted(proof.pages, 'page')} and {_counted(proof.exercises, 'exercise')}"
    if proof.findings:
        files = len({one.file for one in proof.findings})
        found = f"{_counted(len(proof.findings), 'finding')} in {_counted(files, 'file')}"
        console.say(f"{found}. Looked at {looked_at}.", style="title")
    else:
        console.say(f"Clean: {looked_at}.", style="title")


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
