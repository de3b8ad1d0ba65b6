"""Whose a file is, and where it stands among the others: by what its name and its folders say."""

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePath

from course_checks.core.text import shown
from course_checks.desk.ledger import Ledger, Said
from course_checks.sheet.handin import Learner
from course_checks.sheet.names import fold_name

_NO_NAME = {"", "answers", "answer", "handin", "sheet", "sheets", "answersheet", "copy"}
"""What is left of a file's name, folded, that names nobody."""
_SIGNS = " \t-_.()[]"
_PACKED = ".zip"


def place_of(path: PurePath) -> bytes:
    """Where a file stands in the order of files: a number counts as one, and `a-2` comes after `a`."""
    names = (*path.parts[:-1], *path.name.partition(".")[::2])
    counted = (re.sub(r"\d+", lambda digits: digits[0].zfill(20), one) for one in names)
    return b"\0".join(map(_encoded, (*counted, "", *path.parts)))


def _encoded(name: str) -> bytes:
    """The name of a file as the system has it; one from an archive may be no name that the system knows."""
    try:
        return os.fsencode(name)
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogatepass")


def key_of(who: Learner) -> str:
    """What tells a learner from others: the number, else the name; case and spaces make no difference."""
    number = "".join(_folded(who.number).split())
    if number:
        return f"1 {re.sub('[0-9]+', lambda digits: digits[0].zfill(20), number)} {number}"
    return f"2 {' '.join(_folded(who.name).split())}"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def name_in(inside: PurePath, exercises: Iterable[str]) -> str:
    """Who handed a file in, as its name says: without the exercise in it, else as its folder is called."""
    stem = inside.name.partition(".")[0]
    for exercise in sorted(exercises, key=len, reverse=True):
        spelt = r"[\W_]*".join(map(re.escape, exercise))
        stem = re.sub(rf"(?<![^\W_]){spelt}(?![^\W_])", " ", stem, flags=re.IGNORECASE)
    left = shown(re.sub(r"\(\d+\)", " ", stem)).strip(_SIGNS)
    if not _is_nobody(left):
        return left
    packed = (one[: -len(_PACKED)] if one.casefold().endswith(_PACKED) else one for one in inside.parts[:-1])
    folders = (shown(one).strip(_SIGNS) for one in reversed(tuple(packed)))
    return next((one for one in folders if not _is_nobody(one)), "") or shown(inside.name)


def tell_twins(ledger: Ledger) -> None:
    """Of everybody whose name and number are those of another, too: how this one is told from the others."""
    for met in ledger.learners():
        if met.twin is None:
            continue
        line = f"Its line in the gradebook is the one with the feedback {met.file}"
        if met.twin.ident:
            known = f"{met.twin.system} knows this one as {shown(met.twin.ident)}"
        else:
            known = "Nothing says which of them handed this file in"
        text = f"Several people handed in under this name, and no number tells them apart. {known}. {line}."
        name = met.who.name or met.who.number
        ledger.say("note", met.twin.place, Said(file=met.twin.file, learner=name, exercise="", text=text))


def _is_nobody(text: str) -> bool:
    if not text.isascii() or re.fullmatch(r"\d{4,}", text):
        return False  # a name in another script, or a number that the place of study gave
    return fold_name(text).rstrip("0123456789") in _NO_NAME
