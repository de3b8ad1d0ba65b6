"""The command `course-checks`: reads, calls, prints, and returns an exit status.

0: all is well.  1: it ran, and something is not right or not finished.  2: something could not be read or
used.  130: it was interrupted.  Results go to standard output, notices to standard error.  Nothing a person
wrote is overwritten.
"""

import json
import os
import sys
from pathlib import Path

import click

from course_checks import __version__
from course_checks.cli_authors import audit, index, new
from course_checks.cli_base import (
    ALL_WELL,
    INTERRUPTED,
    NOT_YET,
    UNUSABLE,
    notice,
    with_folders,
    workspace_of,
)
from course_checks.cli_desk import grade
from course_checks.cli_export import export
from course_checks.cli_pack import leaks, pack
from course_checks.cli_proofread import proofread
from course_checks.cli_report import report
from course_checks.console import Console
from course_checks.sheet.workspace import Workspace, WorkspaceError, shown_path

HAND_IN_ENDING = ".json"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88})
@click.version_option(__version__, prog_name="course-checks")
@with_folders
def commands(more: tuple[Path, ...]) -> None:
    """Check your answers to the exercises of the course, on your own computer.

    Learners: list, start, check, hand-in.  Instructors: pack, leaks, grade, report, export.
    Authors: audit, new, index, proofread.
    """


for _command in (pack, leaks, grade, report, export, audit, new, index, proofread):
    commands.add_command(_command)


@commands.command("list", short_help="Show the exercises and how far you are.")
@with_folders
def list_exercises(more: tuple[Path, ...]) -> int:
    """Show the exercises: title, minutes, what is judged, and how far you are."""
    from course_checks.sheet.session import overview

    rows = overview(workspace_of(more))
    Console().table(
        ("exercise", "title", "minutes", "judged", "state"),
        [(row.exercise, row.title, str(row.minutes), row.honesty, row.state) for row in rows],
    )
    return ALL_WELL


@commands.command(short_help="Make answer sheets.")
@click.argument("wanted", nargs=-1, metavar="[ID|UNIT]...")
@with_folders
def start(wanted: tuple[str, ...], more: tuple[Path, ...]) -> int:
    """Make answer sheets: for the exercises or units named, else for the next one not yet begun."""
    from course_checks.sheet.session import start_sheets

    console, sheets = Console(), start_sheets(workspace_of(more), wanted)
    for begun in sheets:
        if begun.made:
            # No-break spaces, printed as spaces: the name of a file stays on one line.
            console.say(f"Made {begun.sheet}".replace(" ", "\u00a0"))
        else:
            console.say(
                f"Kept {begun.sheet}: it is there already. Rename it if you want a fresh one.", hang=2
            )
    if not sheets:
        notice("Every exercise has its sheet already. `course-checks list` shows how far you are.")
        return ALL_WELL
    it, which = ("it", f" {sheets[0].exercise}") if len(sheets) == 1 else ("them", "")
    console.say(f"Open {it} in any text editor, type between the quotes, save, and run")
    console.say(f"course-checks check{which}", indent=4)
    return ALL_WELL


@commands.command(short_help="Check answer sheets.")
@click.argument("wanted", nargs=-1, metavar="[ID|UNIT]...")
@click.option("--hint", is_flag=True, help="Say where to look, once you have tried.")
@click.option("--explain", is_flag=True, help="Show the answers, their proofs, and where readers differ.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
@with_folders
def check(
    wanted: tuple[str, ...], more: tuple[Path, ...], *, hint: bool, explain: bool, as_json: bool
) -> int:
    """Check answer sheets: those of the exercises or units named, else all that you have begun.

    The name of a file to hand in (hand-in.json) reads that back, and checks what it holds.
    """
    if any(one.casefold().endswith(HAND_IN_ENDING) for one in wanted):
        return _check_hand_ins(wanted, workspace_of(more), hint=hint, explain=explain, as_json=as_json)
    from course_checks.sheet.session import check_sheets
    from course_checks.talk import plain_checked, print_checked

    session = check_sheets(workspace_of(more), wanted, hint=hint, explain=explain)
    for said in session.notices:
        notice(said)
    if as_json:
        click.echo(json.dumps(plain_checked(session), indent=1, sort_keys=True))
    else:
        print_checked(Console(), session)
    if not session.usable:
        return UNUSABLE
    return ALL_WELL if session.all_right else NOT_YET


def _check_hand_ins(
    wanted: tuple[str, ...], workspace: Workspace, *, hint: bool, explain: bool, as_json: bool
) -> int:
    from course_checks.sheet.checked import Asked
    from course_checks.sheet.handing import check_hand_in
    from course_checks.talk_hand_in import plain_returned, print_returned

    if not all(one.casefold().endswith(HAND_IN_ENDING) for one in wanted):
        raise click.UsageError("Name either exercises or files to hand in, not both.")
    asked = Asked(hint=hint, explain=explain)
    returned = [check_hand_in(workspace, Path(one), asked) for one in wanted]
    if as_json:
        click.echo(json.dumps(plain_returned(returned), indent=1, sort_keys=True))
    else:
        for one in returned:
            print_returned(Console(), one)
    if not all(one.usable for one in returned):
        return UNUSABLE
    return ALL_WELL if all(one.all_right for one in returned) else NOT_YET


@commands.command("hand-in", short_help="Make the file to hand in.")
@click.option("--name", default="", help="Your name, as your instructor knows it.")
@click.option("--number", default="", help="Your number, if you have one.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write it; else answers/hand-in.json.",
)
@with_folders
def hand_in(more: tuple[Path, ...], *, name: str, number: str, out: Path | None) -> int:
    """Make one file to hand in: your first and last answers to every exercise that you have begun.

    It carries a receipt, which shows that nothing was lost on the way.  That is no exam security: your
    instructor checks the answers again.
    """
    from course_checks.core.text import shown
    from course_checks.sheet.handin import LONGEST_NAME, Learner
    from course_checks.sheet.handing import FILE, gather, write
    from course_checks.talk_hand_in import print_gathered

    workspace = workspace_of(more)
    who = Learner(name=shown(name, LONGEST_NAME), number=shown(number, LONGEST_NAME))
    gathered = gather(workspace, who)
    for said in gathered.notices:
        notice(said)
    wanted = out or Path(workspace.answers, FILE)
    file, is_new = write(gathered.hand_in, wanted / FILE if wanted.is_dir() else wanted)
    print_gathered(Console(), gathered, shown_path(file), is_new=is_new)
    return ALL_WELL if gathered.is_whole else NOT_YET


def main(arguments: list[str] | None = None) -> None:
    """Run the command; ends the process with its exit status."""
    _have_somewhere_to_write()
    out = sys.stdout
    try:
        status = commands.main(arguments, prog_name="course-checks", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        status = UNUSABLE
    except click.Abort:
        status = INTERRUPTED
    except WorkspaceError as error:
        notice(str(error))
        status = UNUSABLE
    except BrokenPipeError:
        _write_no_more()
        status = ALL_WELL
    except SystemExit:
        if sys.stdout is out:
            raise
        _write_no_more()  # click met the broken pipe first: it ends with 1, and has put its own thing there
        status = ALL_WELL
    except OSError as error:
        notice(
            f"{error.filename or 'A file'}: {error.strerror}. Check the place and your permission to write there."
        )
        status = UNUSABLE
    sys.exit(status if isinstance(status, int) else ALL_WELL)


def _have_somewhere_to_write() -> None:
    """Standard output and standard error may be closed (`>&-`): what is written to them then goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  (until the end)


def _write_no_more() -> None:
    """Nobody reads on, as in `course-checks list | head -1`: what is still to be written goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
