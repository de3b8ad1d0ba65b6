"""Giving out work: `pack`, and `leaks`, which searches what is given out for keys that are held."""

from pathlib import Path

import click

from course_checks.cli_base import (
    ALL_WELL,
    NOT_YET,
    UNUSABLE,
    folders,
    notice,
    say_faults,
    with_folders,
    workspace_of,
)
from course_checks.console import Console


@click.command(short_help="Make a pack to give out to students.")
@click.argument("wanted", nargs=-1, required=True, metavar="ID|UNIT...")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("pack.zip"),
    metavar="FILE",
    help="Where it goes; else pack.zip.",
)
@click.option(
    "--with-key", multiple=True, metavar="ID", help="Give out the key of an exercise of your own, too."
)
@with_folders
def pack(wanted: tuple[str, ...], more: tuple[Path, ...], *, out: Path, with_key: tuple[str, ...]) -> int:
    """Make a ZIP with the exercises or units named: answer sheets, a worksheet to print, a how-to, the check.

    Exercises of the course are open and travel with their keys.  Those of a folder named with --exercises are
    held: their keys stay with you, and the pack is searched for them before it is written.
    """
    from importlib.metadata import PackageNotFoundError

    from course_checks.content.errors import InvalidContentError
    from course_checks.desk.pack import choose
    from course_checks.desk.pack import pack as write_pack
    from course_checks.talk_pack import print_packed

    workspace, console = workspace_of(more), Console()
    own = folders(more)
    exercises = choose(workspace, own, wanted, with_key)
    try:
        packed = write_pack(workspace, exercises, out)
    except InvalidContentError as error:
        say_faults(console, error.faults, "No pack was written. Mend what stands above, and run it again.")
        return UNUSABLE
    except PackageNotFoundError:
        notice(
            "The command is not installed here, so it cannot be put into a pack: python -m pip install -e ."
        )
        return UNUSABLE
    print_packed(console, packed, own)
    return ALL_WELL


@click.command(short_help="Search what you give out for your held keys.")
@click.argument("places", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE|FOLDER...")
@with_folders
def leaks(places: tuple[Path, ...], more: tuple[Path, ...]) -> int:
    """Search files and folders for the keys of the folder named with --exercises; archives are opened."""
    from course_checks.desk.leaking import search_places
    from course_checks.talk_pack import print_searched

    searched = search_places(workspace_of(more), folders(more), places)
    print_searched(Console(), searched)
    return NOT_YET if searched.leaks or searched.unopened else ALL_WELL
