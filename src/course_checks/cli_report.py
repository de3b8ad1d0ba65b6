"""The command `report`."""

import json
from pathlib import Path

import click

from course_checks.cli_base import ALL_WELL, NOT_YET, folders, with_folders, workspace_of
from course_checks.console import Console


@click.command(short_help="Say what a class misread.")
@click.argument("grades", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write the page; else report.html in GRADES.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures for a program, and write no page.")
@click.option("--blank-is-zero", is_flag=True, help="Count an item left blank as 0.")
@with_folders
def report(
    grades: Path, more: tuple[Path, ...], *, out: Path | None, as_json: bool, blank_is_zero: bool
) -> int:
    """Say what a class misread, from the first attempts in GRADES, the folder that `grade` wrote.

    Writes one page for a browser: what to reteach first, then figures for each item, with how little they say
    where few answered.  No name is in it.
    """
    from course_checks.desk.answers import bank_of
    from course_checks.desk.report.making import figures_from, record_in
    from course_checks.desk.report.plain import plain_of
    from course_checks.talk_report import print_reported

    workspace, file = workspace_of(more), record_in(grades)
    figures = figures_from(
        file, bank_of(workspace, folders(more)), workspace.root, blank_is_zero=blank_is_zero
    )
    if as_json:
        click.echo(json.dumps(plain_of(figures), indent=1, sort_keys=True))
    else:
        from course_checks.desk.report.page import page_of
        from course_checks.desk.report.writing import FILE, write_page

        page = out or file.parent / FILE
        write_page(page, page_of(figures))
        print_reported(Console(), figures, page)
    return NOT_YET if figures.lost_count else ALL_WELL
