"""The command that reads the course before others do: `proofread`."""

import json
from pathlib import Path

import click

from course_checks.cli_base import ALL_WELL, NOT_YET, UNUSABLE, notice, root_here
from course_checks.console import Console


@click.command(short_help="Read the course as a proofreader does.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
def proofread(files: tuple[Path, ...], *, as_json: bool) -> int:
    """Read pages, exercises and data as a proofreader does, and name everything that is to be mended.

    FILES are files or folders; without them it is the whole course.
    """
    root = root_here()
    wanted = []
    for file in files:
        if not file.exists():
            notice(f"{file.as_posix()}: there is no such file.")
            return UNUSABLE
        if not file.resolve().is_relative_to(root.resolve()):
            notice(f"{file.as_posix()}: it is not a file of the course in {root.as_posix()}.")
            return UNUSABLE
        wanted.append(file.resolve().relative_to(root.resolve()).as_posix())
    try:
        from course_checks.prose.proofread import proofread as proofread_course
        from course_checks.site.pictures import DRAWINGS
    except ModuleNotFoundError as missing:
        notice(
            f"Proofreading needs {missing.name}, which is not here. `make check` installs what it needs;"
            " otherwise install course-checks[site,test]."
        )
        return UNUSABLE
    from course_checks.talk_proofread import plain_proof, print_proof

    drawings = {name: recipe.draw for name, recipe in DRAWINGS.items()}
    proof = proofread_course(root, drawings, [one for one in wanted if one != "."])
    if as_json:
        click.echo(json.dumps(plain_proof(proof), indent=1, sort_keys=True))
    else:
        print_proof(Console(), proof)
    return NOT_YET if proof.findings else ALL_WELL
