"""What `pack` and `leaks` say."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from course_checks.core.text import one_of, plain
from course_checks.sheet.workspace import shown_path

if TYPE_CHECKING:
    from course_checks.console import Console
    from course_checks.content.leaks import Searched
    from course_checks.desk.pack import KeyPlace, Packed

_SAID: "dict[KeyPlace, str]" = {
    "open": "open: its key goes with it",
    "held": "held: its key stays with you",
    "none": "no key here: nothing of it can be scored yet",
}


def print_packed(console: "Console", packed: "Packed", own: Sequence[Path]) -> None:
    """Say what is in a pack, which keys are in it and which are not, and what to do with it."""
    public = [one.opened.public for one in packed.exercises]
    minutes = sum(one.minutes for one in public)
    count = f"{len(public)} exercise{'' if len(public) == 1 else 's'}"
    # No-break spaces, printed as spaces: the name of a file stays on one line.
    console.say(f"Made {shown_path(packed.out)}".replace(" ", "\u00a0"), style="title")
    console.say(f"{count}, about {minutes} minutes", style="quiet")
    console.say()
    console.table(
        ("exercise", "title", "key"),
        [(one.id, plain(one.opened.public.title), _SAID[one.key]) for one in packed.exercises],
    )
    console.say()
    held = [one.id for one in packed.exercises if one.held]
    if any(one.key == "open" for one in packed.exercises):
        console.say("Open exercises travel with their keys: whoever unpacks it can read the answers.")
    if packed.searched is not None:
        console.say("It was searched for the texts of held keys, archives opened: none is in it.")
    if held:
        where = " ".join(f"--exercises {place.as_posix()}" for place in own)
        console.say("Held keys are with you alone, so keep a copy. To grade what comes back:")
        console.say(f"course-checks grade FOLDER {where}".replace(" ", "\u00a0"), indent=4)
    if not packed.has_sources:
        console.say("There are no sources here, so the pack cannot look up passages and quotations.")


def print_searched(console: "Console", searched: "Searched") -> None:
    """Say what a search for held keys found."""
    for leak in searched.leaks:
        console.say(str(leak), hang=2)
    for place in searched.unopened:
        console.say(f"Not searched: {place}", hang=2)
    if searched.leaks or searched.unopened:
        console.say()
    names = one_of(dict.fromkeys(leak.exercise for leak in searched.leaks)).replace(" or ", " and ")
    found = f"{len(searched.leaks)} found, of {names}" if searched.leaks else "none found"
    files = "1 file" if searched.files == 1 else f"{searched.files} files"
    texts = "1 text" if searched.secrets == 1 else f"{searched.secrets} texts"
    console.say(f"Searched {files} for {texts} of held keys: {found}.", style="title")
