"""What the commands share: their exit statuses, the folders they are given, and how they speak up."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from course_checks.console import Console
from course_checks.sheet.workspace import Workspace, find_exercises, find_workspace

ALL_WELL, NOT_YET, UNUSABLE = 0, 1, 2
INTERRUPTED = 130
"""What shells say of a command that was stopped with Ctrl-C."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


def with_folders(command: _Command) -> _Command:
    """The option `--exercises DIR` on a command, as often as wanted; its values are `more`."""
    return click.option(
        "--exercises",
        "more",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="DIR",
        help="Add a folder of exercises of your own.",
    )(command)


def folders(more: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders named before the command and after it."""
    return (*(click.get_current_context().find_root().params.get("more") or ()), *more)


def workspace_of(more: tuple[Path, ...]) -> Workspace:
    """The workspace where we are, with at least one exercise.  Raises WorkspaceError."""
    return find_exercises(Path.cwd(), folders(more))


def root_here() -> Path:
    """The root of the workspace where we are, which may still be without exercises.  Raises WorkspaceError."""
    return find_workspace(Path.cwd(), folders(())).root


def notice(text: str) -> None:
    """Say something on standard error."""
    Console(sys.stderr).say(text)


def say_faults(console: Console, faults: Sequence[object], end: str) -> None:
    """Every mistake of an author, and how many there are."""
    for fault in faults:
        console.say(str(fault), hang=2)
    console.say()
    count = "1 mistake" if len(faults) == 1 else f"{len(faults)} mistakes"
    console.say(f"{count}. {end}", style="title")
