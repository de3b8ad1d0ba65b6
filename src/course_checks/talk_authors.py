"""What the commands of authors say."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from course_checks.content.audit import Audit, plain_audit
from course_checks.content.errors import Fault, plain_fault
from course_checks.content.guessing import TELLING, Guess, guessing_faults, plain_guess

if TYPE_CHECKING:
    from course_checks.console import Console


def plain_audits(
    audits: Sequence[Audit], faults: Sequence[Fault], guesses: Sequence[Guess] = ()
) -> dict[str, Any]:
    """An audit as JSON holds it; `faults` kept it from being run, `guesses` were tried on the whole course."""
    told = (*faults, *guessing_faults(guesses))
    return {
        "exercises": {one.exercise: plain_audit(one) for one in audits},
        "faults": [plain_fault(fault) for fault in told],
        "guessing": [plain_guess(one) for one in guesses],
        "passed": not told and all(one.passed for one in audits),
    }


def print_audits(console: "Console", audits: Sequence[Audit], guesses: Sequence[Guess] = ()) -> None:
    """The table of an audit, what is defensible and why, the rules of thumb that were tried, and every mistake."""
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
    ):
        _print_listed(console, title, names)
    print_guesses(console, guesses)
    mistakes = [fault for one in audits for fault in one.faults]
    _print_listed(console, "Mistakes", [str(fault) for fault in (*mistakes, *guessing_faults(guesses))])
    console.say()
    proven = sum(one.passed for one in audits)
    console.say(f"Proven: {proven} of {len(audits)} exercises.", style="title")


def print_guesses(console: "Console", guesses: Sequence[Guess]) -> None:
    """The rules of thumb: how often each is right, how often by chance, and how likely that is by chance."""
    if not guesses:
        return
    console.say()
    console.say("Guessing: would a rule of thumb find the keys?", style="title")
    console.table(
        ("kind", "rule", "right", "of", "by chance", "p", "corrected"),
        [
            (
                one.kind,
                one.rule,
                f"{float(one.hits):.1f}",
                str(one.of),
                f"{float(one.chance):.1f}",
                f"{float(one.p):.4f}",
                f"{float(one.corrected):.4f}",
            )
            for one in guesses
        ],
    )
    telling = [f"{one.rule} ({one.kind})" for one in guesses if one.telling]
    if telling:
        console.say(f"Better than chance: {', '.join(telling)}.")
    else:
        console.say(
            f"No rule does better than chance (p < {float(TELLING)}, corrected for {len(guesses)} rules)."
        )


def _print_listed(console: "Console", title: str, lines: Sequence[str]) -> None:
    """Lines under a title; nothing where there are none."""
    if lines:
        console.say()
        console.say(title, style="title")
    for line in lines:
        console.say(line, indent=2, hang=2)
