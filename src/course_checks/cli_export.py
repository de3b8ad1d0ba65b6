"""The command `export`: exercises for a school's own system."""

from pathlib import Path

import click

from course_checks.cli_base import ALL_WELL, UNUSABLE, folders, notice, with_folders, workspace_of
from course_checks.console import Console


@click.command(short_help="Write exercises for Moodle, Canvas, Gradescope or a spreadsheet.")
@click.argument("wanted", nargs=-1, metavar="[ID|UNIT]...")
@click.option(
    "--format",
    "name",
    type=click.Choice(["moodle-xml", "qti12", "gradescope", "csv"]),
    required=True,
    help="What to write.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("export"), metavar="DIR", help="Where it goes."
)
@with_folders
def export(wanted: tuple[str, ...], more: tuple[Path, ...], *, name: str, out: Path) -> int:
    """Write the exercises or units named, or all, in a format that your school's system reads.

    The files hold the keys.  What each item became and what the format loses is in export-report.md beside them.
    Keys in a folder of your own, named with --exercises, go before those of the course.
    """
    from importlib.metadata import PackageNotFoundError

    from course_checks.export.bank import open_bank
    from course_checks.export.formats import FORMATS
    from course_checks.export.out import write
    from course_checks.talk_export import print_exported

    workspace = workspace_of(more)
    bank = open_bank(workspace, folders(more), wanted)
    try:
        made = FORMATS[name](bank, workspace)
    except PackageNotFoundError:
        notice(
            "The command is not installed here, so it cannot be put into an autograder: python -m pip install -e ."
        )
        return UNUSABLE
    changed = write(made.files, out)
    print_exported(Console(), made.report, out, changed=bool(changed))
    return ALL_WELL
