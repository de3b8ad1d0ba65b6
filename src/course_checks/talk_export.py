"""What `export` says."""

from pathlib import Path
from typing import TYPE_CHECKING

from course_checks.export.formats import REPORT
from course_checks.export.report import Report, counted, keys_warning, lost_of_how_many
from course_checks.sheet.workspace import shown_path

if TYPE_CHECKING:
    from course_checks.console import Console

MOST_LEFT = 5
"""Items left out that are named; the report names all."""


def print_exported(console: "Console", report: Report, out: Path, *, changed: bool) -> None:
    """Say what was written, what each kind became, what is left out, and what to know."""
    folder = shown_path(out)
    items = len(report.entries)
    console.say(f"Exported {len(report.made)} of {items} items for {report.system}.", style="title")
    if not changed:
        console.say("Nothing has changed since the last export to this folder.")
    console.say()
    for name, what in (*report.files.items(), (REPORT, "what each item became, and what is lost")):
        console.say(f"{folder}/{name}: {what}", indent=2, hang=2)
    console.say()
    rows = [(kind, became, str(count)) for kind, became, count in counted(report) if became]
    console.table(("kind", "became", "items"), rows)
    lost = lost_of_how_many(report)
    if lost:
        console.say()
        console.say(f"Lost of some items, as {folder}/{REPORT} says for each:", style="title")
    for what, count in lost:
        console.say(f"{count}: {what}", indent=2, hang=2)
    if report.left:
        console.say()
        console.say(f"Left out: {len(report.left)}", style="title")
        for entry in report.left[:MOST_LEFT]:
            console.say(f"{entry.id}: {'; '.join(entry.lost)}.", indent=2, hang=2)
    console.say()
    console.say(keys_warning(report))
    console.say(f"A second import: {report.again}", hang=2)
