"""Words that the course does not use, and words that it only quotes; exclamation marks; names in other spellings.

Between quotation marks everything may stand, and in code.
"""

import re
from collections.abc import Iterator
from functools import cache

from course_checks.prose.finding import Remarks
from course_checks.prose.quoted import unquoted
from course_checks.prose.room import Room
from course_checks.prose.texts import Text

BANNED = ("unfortunately", "simply", "just", "obviously")
"""They judge, or make light of the reader's work."""
_OF_PLACE = re.compile(
    r"just\s+(?:above|after|as|before|behind|below|beside|inside|outside|under)\b", re.IGNORECASE
)
"""Here the word says where or when."""
_WHO_IS_WHO = ("docs/sources/", "docs/data/people.toml", "docs/reference/whos-who.md")
"""Where other spellings may stand, each once."""
_MARKUP = re.compile(r":::+|```+|\{[a-z][a-z:.-]*\}|\{\.[a-z-]+\}|\]\([^)\s]*\)")


def banned(text: Text, _room: Room) -> Remarks:
    """Words that make light of the work, and exclamation marks."""
    read = unquoted(text.said)
    for word in BANNED:
        for at in _found(word, read):
            if not _OF_PLACE.match(read, at):
                yield text.said.line_at(at), f"it says {word!r}", "leave it out, or say what you mean"
    for found in re.finditer("!", read):
        yield text.said.line_at(found.start()), "it has an exclamation mark", "say it calmly"


def loaded(text: Text, room: Room) -> Remarks:
    """The words with which a source judges, outside quotation marks."""
    read = unquoted(text.said)
    for source in room.course.sources.values():
        for word in source.loaded:
            for at in _found(word, read):
                remedy = "put it between quotation marks with its passage, or say it otherwise"
                yield text.said.line_at(at), f"{word!r} is a word of {source.short}", remedy


def names(text: Text, room: Room) -> Remarks:
    """Spellings that the who's who lists beside the one that the course uses; outlets may be written out."""
    if text.file.startswith(_WHO_IS_WHO):
        return
    read = unquoted(text.said)
    for person in room.reference.people:
        others = [one for one in person.also if person.group != "outlet" and not _is_part(one, person.name)]
        right = list(_found(person.name, read, exact=True)) if others else []
        for spelling in others:
            for at in _found(spelling, read, exact=True):
                if not any(start <= at < start + len(person.name) for start in right):
                    yield (
                        text.said.line_at(at),
                        f"{spelling!r} is spelt otherwise here",
                        f"write {person.name!r}",
                    )


def leftovers(text: Text, _room: Room) -> Remarks:
    """Markup that was not understood, and would be read as it stands."""
    for found in _MARKUP.finditer(text.said.text):
        remedy = "give a fence or a mark a line of its own, a role its backticks, code its own"
        yield text.said.line_at(found.start()), f"{found[0]!r} would be read as it stands", remedy


def _is_part(spelling: str, name: str) -> bool:
    """Whether a spelling is a part of the name, such as a family name."""
    return f" {spelling} " in f" {name} "


def _found(word: str, text: str, *, exact: bool = False) -> Iterator[int]:
    """Where a word or phrase begins in `text`; capitals count only if `exact`."""
    yield from (found.start() for found in _pattern(word, exact=exact).finditer(text))


@cache
def _pattern(word: str, *, exact: bool) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, word.split()))
    return re.compile(rf"(?<!\w){spaced}(?!\w)", 0 if exact else re.IGNORECASE)
