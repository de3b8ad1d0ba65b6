"""The commands of authors: `audit`, `new`, `index`."""

import json
from pathlib import Path

import click

from course_checks.cli_base import (
    ALL_WELL,
    NOT_YET,
    UNUSABLE,
    folders,
    root_here,
    say_faults,
    with_folders,
    workspace_of,
)
from course_checks.console import Console
from course_checks.validators import names


@click.command(short_help="Prove the keys of exercises.")
@click.argument("wanted", nargs=-1, metavar="[ID|UNIT]...")
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
@with_folders
def audit(wanted: tuple[str, ...], more: tuple[Path, ...], *, as_json: bool) -> int:
    """Prove the keys: labelled responses, and mutants of the model response.

    Without names the whole course is audited, and rules of thumb are tried by which its keys might be guessed.
    """
    from course_checks.content.audit import audit as audit_one
    from course_checks.content.course import load_course
    from course_checks.content.errors import InvalidContentError
    from course_checks.content.guessing import guesses
    from course_checks.sheet.workspace import chosen
    from course_checks.talk_authors import plain_audits, print_audits

    console, workspace = Console(), workspace_of(more)
    wishes = chosen(workspace, wanted)
    try:
        course = load_course(workspace.root, folders(more))
    except InvalidContentError as error:
        if as_json:
            click.echo(json.dumps(plain_audits((), error.faults), indent=1, sort_keys=True))
        else:
            end = "Nothing was audited. Mend what stands above, and run it again."
            say_faults(console, error.faults, end)
        return UNUSABLE
    audits = [audit_one(course.exercises[name], course.library) for name in wishes]
    tried = () if wanted else guesses(course.exercises.values())
    if as_json:
        click.echo(json.dumps(plain_audits(audits, (), tried), indent=1, sort_keys=True))
    else:
        print_audits(console, audits, tried)
    proven = all(one.passed for one in audits) and not any(one.telling for one in tried)
    return ALL_WELL if proven else NOT_YET


@click.command(short_help="Begin an exercise.")
@click.argument("exercise", metavar="ID")
@click.option("--kind", required=True, type=click.Choice(names()), help="What the learner does.")
@with_folders
def new(exercise: str, more: tuple[Path, ...], *, kind: str) -> int:
    """Begin an exercise named ID: its folder, and three files in which every field waits to be filled in.

    With --exercises DIR it is made in that folder.
    """
    from course_checks.content.beginning import begin_exercise
    from course_checks.sheet.workspace import EXERCISES, ids_at, shown_path

    console, own = Console(), folders(more)
    place = own[-1] if own else root_here() / EXERCISES
    for file in begin_exercise(place, exercise, kind, ids_at(Path.cwd(), own)):
        console.say(f"Made {shown_path(file)}".replace(" ", "\u00a0"))
    where = f" --exercises {own[-1].as_posix()}" if own else ""
    console.say("Fill them in. What is still missing is told, until it passes, by")
    console.say(f"course-checks audit {exercise}{where}".replace(" ", "\u00a0"), indent=4)
    return ALL_WELL


@click.command(short_help="Make the quotation indexes of the sources.")
@click.argument("file", type=click.Path(path_type=Path))
def index(file: Path) -> int:
    """Make the quotation indexes from FILE, JSON with the text of each passage: {"S1": "..."}.

    The text itself is not kept.
    """
    from course_checks.content.errors import InvalidContentError
    from course_checks.content.indexing import write_indexes

    console = Console()
    try:
        for made in write_indexes(root_here(), file):
            console.say(made)
    except InvalidContentError as error:
        say_faults(console, error.faults, "Nothing was written.")
        return UNUSABLE
    return ALL_WELL
