"""The command `course-checks`: reads, calls, prints, and returns an exit status.

0: all is well.  1: it ran, and something is not right or not finished.  2: something could not be read or
used.  Results go to standard output, notices to standard error.  Nothing a person wrote is overwritten.
"""

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from course_checks import __version__
from course_checks.console import Console
from course_checks.sheet.workspace import Workspace, WorkspaceError, find_workspace

ALL_WELL, NOT_YET, UNUSABLE = 0, 1, 2

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _with_folders(command: _Command) -> _Command:
    return click.option(
        "--exercises",
        "more",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="DIR",
        help="Add a folder of exercises of your own.",
    )(command)


def _workspace(more: tuple[Path, ...]) -> Workspace:
    root = click.get_current_context().find_root()
    return find_workspace(Path.cwd(), (*(root.params.get("more") or ()), *more))


def _notice(text: str) -> None:
    Console(sys.stderr).say(text)


def _say_faults(console: Console, faults: Sequence[object], end: str) -> None:
    for fault in faults:
        console.say(str(fault), hang=2)
    console.say()
    count = "1 mistake" if len(faults) == 1 else f"{len(faults)} mistakes"
    console.say(f"{count}. {end}", style="title")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88})
@click.version_option(__version__, prog_name="course-checks")
@_with_folders
def commands(more: tuple[Path, ...]) -> None:
    """Check your answers to the exercises of the course, on your own computer.

    Learners: list, start, check.  Authors: audit, index.
    """


@commands.command("list", short_help="Show the exercises and how far you are.")
@_with_folders
def list_exercises(more: tuple[Path, ...]) -> int:
    """Show the exercises: title, minutes, what is judged, and how far you are."""
    from course_checks.sheet.session import overview

    rows = overview(_workspace(more))
    Console().table(
        ("exercise", "title", "minutes", "judged", "state"),
        [(row.exercise, row.title, str(row.minutes), row.honesty, row.state) for row in rows],
    )
    return ALL_WELL


@commands.command(short_help="Make answer sheets.")
@click.argument("wanted", nargs=-1, metavar="[ID|UNIT]...")
@_with_folders
def start(wanted: tuple[str, ...], more: tuple[Path, ...]) -> int:
    """Make answer sheets: for the exercises or units named, else for the next one not yet begun."""
    from course_checks.sheet.session import start_sheets

    console, sheets = Console(), start_sheets(_workspace(more), wanted)
    for begun in sheets:
        if begun.made:
            # No-break spaces, printed as spaces: the name of a file stays on one line.
            console.say(f"Made {begun.sheet}".replace(" ", "\u00a0"))
        else:
            console.say(
                f"Kept {begun.sheet}: it is there already. Rename it if you want a fresh one.", hang=2
            )
    if not sheets:
        _notice("Every exercise has its sheet already. `course-checks list` shows how far you are.")
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
@_with_folders
def check(
    wanted: tuple[str, ...], more: tuple[Path, ...], *, hint: bool, explain: bool, as_json: bool
) -> int:
    """Check answer sheets: those of the exercises or units named, else all that you have begun."""
    from course_checks.sheet.session import check_sheets
    from course_checks.talk import plain_checked, print_checked

    session = check_sheets(_workspace(more), wanted, hint=hint, explain=explain)
    for notice in session.notices:
        _notice(notice)
    if as_json:
        click.echo(json.dumps(plain_checked(session), indent=1, sort_keys=True))
    else:
        print_checked(Console(), session)
    if not session.usable:
        return UNUSABLE
    return ALL_WELL if session.all_right else NOT_YET


@commands.command(short_help="Prove the keys of exercises.")
@click.argument("wanted", nargs=-1, metavar="[ID|UNIT]...")
@_with_folders
def audit(wanted: tuple[str, ...], more: tuple[Path, ...]) -> int:
    """Prove the keys: labelled responses, and mutants of the model response."""
    from course_checks.content.audit import audit as audit_one
    from course_checks.content.course import load_course
    from course_checks.content.errors import InvalidContentError
    from course_checks.sheet.workspace import chosen
    from course_checks.talk import print_audits

    console, workspace = Console(), _workspace(more)
    names = chosen(workspace, wanted)
    try:
        course = load_course(
            workspace.root, (*(click.get_current_context().find_root().params.get("more") or ()), *more)
        )
    except InvalidContentError as error:
        _say_faults(console, error.faults, "Nothing was audited. Mend what stands above, and run it again.")
        return UNUSABLE
    audits = [audit_one(course.exercises[name], course.library) for name in names]
    print_audits(console, audits)
    return ALL_WELL if all(one.passed for one in audits) else NOT_YET


@commands.command(short_help="Make the quotation indexes of the sources.")
@click.argument("file", type=click.Path(path_type=Path))
def index(file: Path) -> int:
    """Make the quotation indexes from FILE, JSON with the text of each passage: {"S1": "..."}.

    The text itself is not kept.
    """
    from course_checks.content.errors import InvalidContentError
    from course_checks.content.indexing import write_indexes

    console = Console()
    try:
        for made in write_indexes(_workspace(()).root, file):
            console.say(made)
    except InvalidContentError as error:
        _say_faults(console, error.faults, "Nothing was written.")
        return UNUSABLE
    return ALL_WELL


def main(arguments: list[str] | None = None) -> None:
    """Run the command; ends the process with its exit status."""
    try:
        status = commands.main(arguments, prog_name="course-checks", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        status = UNUSABLE
    except click.Abort:
        status = UNUSABLE
    except WorkspaceError as error:
        _notice(str(error))
        status = UNUSABLE
    except BrokenPipeError:
        # Nobody reads on, as in `course-checks list | head -1`: what is still to be written goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = ALL_WELL
    except OSError as error:
        _notice(
            f"{error.filename or 'A file'}: {error.strerror}. Check the place and your permission to write there."
        )
        status = UNUSABLE
    sys.exit(status if isinstance(status, int) else ALL_WELL)
